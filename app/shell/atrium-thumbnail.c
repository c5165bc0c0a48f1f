#include "atrium-thumbnail.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

typedef struct
{
  char *path;
  int   size;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free (request);
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  const Request *request = user_data;
  double scale = (double) request->size / MAX (1, MIN (width, height));

  /* a picture that is very long one way stays within reason the other way */
  scale = MIN (scale, 8.0 * request->size / MAX (1, MAX (width, height)));
  gdk_pixbuf_loader_set_size (loader, MAX (1, width * scale), MAX (1, height * scale));
}

static GdkTexture *
texture_from_bytes (GBytes         *bytes,
                    const Request  *request,
                    GError        **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean written;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), (gpointer) request);
  written = gdk_pixbuf_loader_write_bytes (loader, bytes, error);
  /* an unclosed loader warns, whatever was wrong with the bytes */
  if (!gdk_pixbuf_loader_close (loader, written ? error : NULL) || !written)
    return NULL;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return gdk_texture_new_for_pixbuf (gdk_pixbuf_loader_get_pixbuf (loader));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Request *request = task_data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  GError *error = NULL;

  bytes = atrium_document_load_file (source, request->path, &error);
  if (bytes != NULL)
    texture = texture_from_bytes (bytes, request, &error);

  if (texture != NULL)
    g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
atrium_thumbnail_load_async (AtriumDocument      *document,
                             const char          *path,
                             int                  size,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (document, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->path = g_strdup (path);
  request->size = size;
  g_task_set_source_tag (task, atrium_thumbnail_load_async);
  g_task_set_task_data (task, request, request_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, load_thread);
}

GdkTexture *
atrium_thumbnail_load_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
