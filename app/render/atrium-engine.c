#include "atrium-engine.h"

G_DEFINE_INTERFACE (AtriumEngine, atrium_engine, G_TYPE_OBJECT)

static void
atrium_engine_default_init (AtriumEngineInterface *iface)
{
}

/**
 * atrium_engine_render_async:
 * @page: path of a page in the site
 * @changed: files with text that is not saved yet, the page itself among them or not; one
 *   without bytes is gone
 * @marks: (nullable): where entries begin in those files; their elements get the attribute
 *   `data-atrium-entry` where the page is the same otherwise
 *
 * Renders a page. A render that is asked for while another one is under way waits for it; when
 * a third is asked for, the waiting one ends with %G_IO_ERROR_CANCELLED: the newest text wins.
 *
 * Fails with %ATRIUM_ERROR_SYNTAX (`file:line:1: reason`) where the site's own text is at fault.
 */
void
atrium_engine_render_async (AtriumEngine        *self,
                            const char          *page,
                            AtriumFileTree      *changed,
                            AtriumMarks         *marks,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (ATRIUM_IS_ENGINE (self));
  g_return_if_fail (page != NULL);
  g_return_if_fail (changed != NULL);

  ATRIUM_ENGINE_GET_IFACE (self)->render_async (self, page, changed, marks, cancellable, callback, user_data);
}

/**
 * atrium_engine_render_finish:
 *
 * Returns: (transfer full) (nullable): the page
 */
AtriumRendering *
atrium_engine_render_finish (AtriumEngine  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (ATRIUM_IS_ENGINE (self), NULL);

  return ATRIUM_ENGINE_GET_IFACE (self)->render_finish (self, result, error);
}

/**
 * atrium_engine_load_async:
 * @path: where a page of the built site looks for something that it shows
 *
 * Makes what the generator would put there: a style sheet from its parts, a picture of the theme.
 * Fails with %ATRIUM_ERROR_SYNTAX where it would put nothing there; the files of the site itself
 * are not read here.
 */
void
atrium_engine_load_async (AtriumEngine        *self,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (ATRIUM_IS_ENGINE (self));
  g_return_if_fail (path != NULL);

  ATRIUM_ENGINE_GET_IFACE (self)->load_async (self, path, cancellable, callback, user_data);
}

/**
 * atrium_engine_load_finish:
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
atrium_engine_load_finish (AtriumEngine  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (ATRIUM_IS_ENGINE (self), NULL);

  return ATRIUM_ENGINE_GET_IFACE (self)->load_finish (self, result, error);
}

/**
 * atrium_engine_disk_changed:
 *
 * Tells that files of the site changed on the disk. From the first time on an engine relies on
 * being told, and does not look for itself with each page.
 */
void
atrium_engine_disk_changed (AtriumEngine *self)
{
  g_return_if_fail (ATRIUM_IS_ENGINE (self));

  if (ATRIUM_ENGINE_GET_IFACE (self)->disk_changed != NULL)
    ATRIUM_ENGINE_GET_IFACE (self)->disk_changed (self);
}

/**
 * atrium_rendering_free:
 * @self: (transfer full) (nullable): a rendering
 */
void
atrium_rendering_free (AtriumRendering *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->html, g_bytes_unref);
  g_free (self->path);
  g_free (self->base);
  g_strfreev (self->notices);
  g_free (self);
}
