#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a page says about its math in its scripts, which the preview takes out of it. No GTK. */

/* the most scripts of the site that are looked into */
#define ATRIUM_MATH_SOURCE_MAX_SCRIPTS 4

gboolean  atrium_math_source_has_dollars (const char *text,
                                          gsize       length);
GStrv     atrium_math_source_dup_scripts (GBytes     *html);
GBytes   *atrium_math_source_unwrap      (GBytes     *html);

G_END_DECLS
