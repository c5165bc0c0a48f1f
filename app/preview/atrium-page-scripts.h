#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands in the scripts of a page, which the preview takes out of it. No GTK. */

/* the most scripts of the site that are looked into for how math is written */
#define ATRIUM_PAGE_SCRIPTS_MAX_MATH 4

gboolean  atrium_page_scripts_would_run    (GBytes     *html);
gboolean  atrium_page_scripts_have_dollars (const char *text,
                                            gsize       length);
GStrv     atrium_page_scripts_dup_math     (GBytes     *html);
GBytes   *atrium_page_scripts_unwrap_math  (GBytes     *html);

G_END_DECLS
