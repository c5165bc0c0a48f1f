#include "atrium-preview-private.h"

#include <glib/gi18n-lib.h>

/* A page whose scripts run: it may not keep everything waiting, and is loaded again when its text
 * changes. */

#define PATIENCE_SECONDS 10

/* so long after the last change */
#define PAUSE_MILLISECONDS 500

void
_atrium_preview_alive_stop (AtriumPreviewAlive *alive)
{
  g_clear_handle_id (&alive->reload_source, g_source_remove);
  g_clear_handle_id (&alive->patience_source, g_source_remove);
  alive->scroll = 0;
}

static gboolean
impatient_cb (gpointer user_data)
{
  AtriumPreview *self = ATRIUM_PREVIEW (user_data);

  _atrium_preview_get_alive (self)->patience_source = 0;
  _atrium_preview_fail (self, _("The page cannot be shown. Its scripts do not end."));
  webkit_web_view_terminate_web_process (_atrium_preview_get_view (self));
  _atrium_preview_load (self);

  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AtriumPreview) self = _atrium_preview_take_answerer (user_data);
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, NULL);
  if (self != NULL && object == G_OBJECT (_atrium_preview_get_view (self)))
    g_clear_handle_id (&_atrium_preview_get_alive (self)->patience_source, g_source_remove);
}

/* a page whose scripts run has to answer before long */
void
_atrium_preview_expect_answer (AtriumPreview *self)
{
  AtriumPreviewAlive *alive = _atrium_preview_get_alive (self);

  if ((_atrium_preview_get_granted (self) & ATRIUM_PREVIEW_ALLOW_SCRIPTS) == 0 || alive->patience_source != 0)
    return;

  alive->patience_source = g_timeout_add_seconds (PATIENCE_SECONDS, impatient_cb, self);
  _atrium_preview_call (self, "return true;", NULL, answered_cb);
}

static void
scroll_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AtriumPreview) self = _atrium_preview_take_answerer (user_data);
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, NULL);
  if (self == NULL || object != G_OBJECT (_atrium_preview_get_view (self)))
    return;

  _atrium_preview_get_alive (self)->scroll = value != NULL ? jsc_value_to_int32 (value) : 0;
  _atrium_preview_load (self);
}

static gboolean
reload_cb (gpointer user_data)
{
  AtriumPreview *self = ATRIUM_PREVIEW (user_data);

  _atrium_preview_get_alive (self)->reload_source = 0;
  _atrium_preview_expect_answer (self);
  if (_atrium_preview_is_loaded (self))
    _atrium_preview_call (self, "return Math.round(window.scrollY);", NULL, scroll_read_cb);
  else
    _atrium_preview_load (self);

  return G_SOURCE_REMOVE;
}

/* What scripts made of the page is not in its text, and a patch would take it away without their
 * making it again. Only loading it leaves the page as a browser would have it. */
void
_atrium_preview_schedule_reload (AtriumPreview *self)
{
  AtriumPreviewAlive *alive = _atrium_preview_get_alive (self);

  g_clear_handle_id (&alive->reload_source, g_source_remove);
  alive->reload_source = g_timeout_add (PAUSE_MILLISECONDS, reload_cb, self);
}

/* after it was loaded again */
void
_atrium_preview_restore_scroll (AtriumPreview *self)
{
  AtriumPreviewAlive *alive = _atrium_preview_get_alive (self);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (alive->scroll <= 0)
    return;

  g_variant_builder_add (&builder, "{sv}", "top", g_variant_new_int32 (alive->scroll));
  _atrium_preview_call (self, "window.scrollTo({ top, behavior: 'instant' });", g_variant_builder_end (&builder), NULL);
  alive->scroll = 0;
}
