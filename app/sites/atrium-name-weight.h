#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How sure it is that a range of flat text is somebody's name: 0 none, 1 could be one, 2 is one. */
guint    atrium_name_weigh       (const char *text,
                                  gsize       start,
                                  gsize       end);
/* "A.", "J. R.", "A.-K." */
gboolean atrium_name_is_initials (const char *text,
                                  gsize       start,
                                  gsize       end);
/* in a script that is written without spaces */
gboolean atrium_name_is_wide     (const char *text,
                                  gsize       start,
                                  gsize       end);

G_END_DECLS
