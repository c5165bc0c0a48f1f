#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How an entry is found again in what a generator made of its page: a character of a private-use
 * plane at the start of the entry's text goes through Markdown, Liquid and layouts, and tells
 * afterwards which element holds it. */

/* entries that can be marked on one page */
#define ATRIUM_MARKERS_MAX 65533

gunichar  atrium_markers_get_character (guint          index);
char     *atrium_markers_insert        (const char        *text,
                                        gsize              length,
                                        const gsize       *offsets,
                                        const guint       *indices,
                                        guint              n_offsets);
char     *atrium_markers_remove        (const char        *html,
                                        gsize              length);
char     *atrium_markers_to_attributes (const char        *html,
                                        gsize              length,
                                        const char *const *ids,
                                        guint              n_ids);

G_END_DECLS
