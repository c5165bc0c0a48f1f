#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The example homepage that ships inside the program. */
void     atrium_example_copy_async  (GFile                *folder,      /* made where it is missing; must be empty */
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean atrium_example_copy_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
