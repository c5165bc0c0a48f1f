#pragma once

#include "atrium-file-tree.h"

G_BEGIN_DECLS

#define ATRIUM_SITE_MAX_FILES 100000
#define ATRIUM_SITE_MAX_DEPTH 32
#define ATRIUM_SITE_MAX_BYTES (256 * 1024 * 1024)

/* the files of a site's folder: the text that lenses may need, the rest by name only */
AtriumFileTree *atrium_site_load       (const char    *folder,
                                        GCancellable  *cancellable,
                                        GError       **error);
/* the nearest folder above a page that a site generator calls a site; NULL where there is none */
char           *atrium_site_find_folder (const char   *page);

G_END_DECLS
