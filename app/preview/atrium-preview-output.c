#include "atrium-preview-private.h"

#include "atrium-error.h"

/* The page on paper and as a picture. */

static void
snapshot_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GdkTexture) texture = NULL;
  GError *error = NULL;

  texture = webkit_web_view_get_snapshot_finish (WEBKIT_WEB_VIEW (object), result, &error);
  webkit_web_view_call_async_javascript_function (WEBKIT_WEB_VIEW (object), "atrium.settled();", -1, NULL,
                                                  ATRIUM_PREVIEW_WORLD, NULL, NULL, NULL, NULL);
  if (texture == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, gdk_texture_save_to_png_bytes (texture), (GDestroyNotify) g_bytes_unref);
}

static void
settled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(JSCValue) value = NULL;

  /* a page that is not ours to ask is pictured as it is */
  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, NULL);
  webkit_web_view_get_snapshot (WEBKIT_WEB_VIEW (object), WEBKIT_SNAPSHOT_REGION_FULL_DOCUMENT,
                                WEBKIT_SNAPSHOT_OPTIONS_NONE, g_task_get_cancellable (task), snapshot_cb, task);
  g_steal_pointer (&task);
}

/**
 * atrium_preview_snapshot_async:
 * @self: an #AtriumPreview that shows a page
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the picture is there
 * @user_data: for @callback
 *
 * Takes a picture of the whole page, also of what is scrolled out of sight,
 * once all of its pictures are there.
 */
void
atrium_preview_snapshot_async (AtriumPreview       *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, atrium_preview_snapshot_async);
  if (_atrium_preview_get_view (self) == NULL)
    {
      g_task_return_new_error (task, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "No page is shown");
      return;
    }
  webkit_web_view_call_async_javascript_function (_atrium_preview_get_view (self), "await atrium.settle(); return true;", -1, NULL,
                                                  ATRIUM_PREVIEW_WORLD, NULL, cancellable, settled_cb,
                                                  g_steal_pointer (&task));
}

/**
 * atrium_preview_snapshot_finish:
 * @self: an #AtriumPreview
 * @result: a #GAsyncResult
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (nullable): the picture as PNG
 */
GBytes *
atrium_preview_snapshot_finish (AtriumPreview  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * atrium_preview_print:
 * @self: an #AtriumPreview that shows a page
 * @parent: (nullable): the window over which the printer is chosen
 *
 * Asks for a printer, or a PDF file, and prints the page as it is. Only the user can ask for it: a
 * page that prints itself is not heard.
 */
void
atrium_preview_print (AtriumPreview *self,
                      GtkWindow     *parent)
{
  g_autoptr(WebKitPrintOperation) operation = NULL;

  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  if (_atrium_preview_get_view (self) == NULL)
    return;

  operation = webkit_print_operation_new (_atrium_preview_get_view (self));
  webkit_print_operation_run_dialog (operation, parent);
}
