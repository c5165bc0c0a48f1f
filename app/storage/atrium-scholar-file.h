#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* the JSON that the google-scholar-stats workflow left for a site; blocking */
GBytes *atrium_scholar_file_load (const char    *folder,
                                  gsize          most,
                                  GError       **error);

G_END_DECLS
