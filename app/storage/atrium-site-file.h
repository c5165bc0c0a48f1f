#pragma once

#include "atrium-document.h"

G_BEGIN_DECLS

/* the most that a file may have that is put beside a document */
#define ATRIUM_SITE_FILE_MAX_BYTES (32 * 1024 * 1024)

/* copies a file into the folder of a document; @rename: under another name where that is taken */
void  atrium_site_file_add_async  (AtriumDocument      *document,
                                   GFile               *source,
                                   const char          *path,
                                   gboolean             rename,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
char *atrium_site_file_add_finish (GAsyncResult        *result,
                                   GError             **error);

G_END_DECLS
