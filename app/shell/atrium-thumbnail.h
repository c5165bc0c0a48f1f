#pragma once

#include <gtk/gtk.h>

#include "atrium-document.h"

G_BEGIN_DECLS

/* A picture of the site, read and scaled down off the main thread. */
void        atrium_thumbnail_load_async  (AtriumDocument       *document,
                                          const char           *path,
                                          int                   size,      /* pixels of the shorter side, at least */
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GdkTexture *atrium_thumbnail_load_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
