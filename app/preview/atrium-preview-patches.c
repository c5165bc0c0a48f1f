#include "atrium-preview-private.h"

#include <string.h>

#include "atrium-bytes.h"

/* Calls into our script, and what the page is to become by them: one at a time, and of what comes
 * meanwhile only the newest. */

static void queue_flush (AtriumPreview *self);

void
_atrium_preview_patches_init (AtriumPreviewPatches *self)
{
  self->pending = atrium_patch_queue_new ();
  self->applied = atrium_patch_queue_new ();
}

void
_atrium_preview_patches_free (AtriumPreviewPatches *self)
{
  g_clear_pointer (&self->pending, atrium_patch_queue_free);
  g_clear_pointer (&self->applied, atrium_patch_queue_free);
  g_clear_pointer (&self->replacement, g_bytes_unref);
  g_clear_pointer (&self->revealed, g_free);
}

void
_atrium_preview_patches_clear (AtriumPreviewPatches *self)
{
  atrium_patch_queue_clear (self->pending);
  atrium_patch_queue_clear (self->applied);
}

void
_atrium_preview_patches_load (AtriumPreviewPatches *self)
{
  self->in_flight = FALSE;
  /* what is loaded is the newest */
  g_clear_pointer (&self->replacement, g_bytes_unref);
}

void
_atrium_preview_patches_stop (AtriumPreviewPatches *self)
{
  self->in_flight = FALSE;
  g_clear_handle_id (&self->flush_source, g_source_remove);
}

void
_atrium_preview_patches_again (AtriumPreviewPatches *self)
{
  g_autoptr(AtriumPatchQueue) later = g_steal_pointer (&self->pending);

  self->pending = g_steal_pointer (&self->applied);
  self->applied = atrium_patch_queue_new ();
  atrium_patch_queue_take (self->pending, later);
}

/* an answer does not keep the preview alive: it goes with its window */
void
_atrium_preview_call (AtriumPreview       *self,
                      const char          *body,
                      GVariant            *arguments,
                      GAsyncReadyCallback  callback)
{
  /* WebKit reads them and leaves a floating one floating */
  g_autoptr(GVariant) owned = arguments != NULL ? g_variant_ref_sink (arguments) : NULL;
  WebKitWebView *view = _atrium_preview_get_view (self);
  GWeakRef *weak = NULL;

  if (view == NULL)
    return;
  if (callback != NULL)
    {
      weak = g_new0 (GWeakRef, 1);
      g_weak_ref_init (weak, self);
    }
  webkit_web_view_call_async_javascript_function (view, body, -1, owned, ATRIUM_PREVIEW_WORLD, NULL, NULL, callback,
                                                  weak);
}

AtriumPreview *
_atrium_preview_take_answerer (gpointer user_data)
{
  GWeakRef *weak = user_data;
  AtriumPreview *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return self;
}

/* whether it is the view of now that answers */
static gboolean
is_answered_by (AtriumPreview *self,
                GObject       *view)
{
  return self != NULL && view == (GObject *) _atrium_preview_get_view (self);
}

static void
send_reveal (AtriumPreview *self)
{
  const char *revealed = _atrium_preview_get_patches (self)->revealed;
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (revealed != NULL ? revealed : ""));
  _atrium_preview_call (self, "atrium.reveal(id);", g_variant_builder_end (&builder), NULL);
}

void
_atrium_preview_reveal_again (AtriumPreview *self)
{
  if (_atrium_preview_get_patches (self)->revealed != NULL)
    send_reveal (self);
}

static void
patched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AtriumPreview) self = _atrium_preview_take_answerer (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, &error);
  if (value == NULL)
    g_debug ("The page was not patched: %s", error->message);
  if (!is_answered_by (self, object))
    return;
  _atrium_preview_get_patches (self)->in_flight = FALSE;
  queue_flush (self);
}

static void
replaced_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AtriumPreview) self = _atrium_preview_take_answerer (user_data);
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, NULL);
  if (!is_answered_by (self, object) || !_atrium_preview_get_patches (self)->in_flight)
    return;

  _atrium_preview_get_patches (self)->in_flight = FALSE;
  /* a page without a head or a body is shown from its start */
  if (value == NULL || !jsc_value_to_boolean (value))
    _atrium_preview_load (self);
  else
    queue_flush (self);
}

static void
flush_replacement (AtriumPreview        *self,
                   AtriumPreviewPatches *patches)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autoptr(GBytes) html = g_steal_pointer (&patches->replacement);
  gsize length;
  const char *text = atrium_bytes_get_text (html, &length);
  g_autofree char *copy = g_utf8_make_valid (text, (gssize) length);

  g_variant_builder_add (&builder, "{sv}", "html", g_variant_new_take_string (g_steal_pointer (&copy)));
  patches->in_flight = TRUE;
  _atrium_preview_call (self, "return atrium.replacePage(html);", g_variant_builder_end (&builder), replaced_cb);
}

void
_atrium_preview_flush (AtriumPreview *self)
{
  AtriumPreviewPatches *patches = _atrium_preview_get_patches (self);
  GVariant *arguments;

  if (!_atrium_preview_is_loaded (self) || patches->in_flight)
    return;
  if (patches->replacement != NULL)
    {
      flush_replacement (self, patches);
      return;
    }
  if (atrium_patch_queue_get_length (patches->pending) == 0)
    {
      _atrium_preview_look_flush (self);
      return;
    }

  arguments = atrium_patch_queue_to_arguments (patches->pending);
  atrium_patch_queue_take (patches->applied, patches->pending);
  patches->in_flight = TRUE;
  _atrium_preview_call (self, "return atrium.patch(count, ids, htmls);", arguments, patched_cb);
}

static gboolean
flush_cb (gpointer user_data)
{
  AtriumPreview *self = ATRIUM_PREVIEW (user_data);

  _atrium_preview_get_patches (self)->flush_source = 0;
  _atrium_preview_flush (self);

  return G_SOURCE_REMOVE;
}

/* all patches of one turn of the main loop go together */
static void
queue_flush (AtriumPreview *self)
{
  AtriumPreviewPatches *patches = _atrium_preview_get_patches (self);

  if (patches->flush_source == 0 && _atrium_preview_get_view (self) != NULL)
    patches->flush_source = g_idle_add_full (G_PRIORITY_DEFAULT, flush_cb, self, NULL);
}

void
_atrium_preview_replace (AtriumPreview *self,
                         GBytes        *html)
{
  AtriumPreviewPatches *patches = _atrium_preview_get_patches (self);

  g_clear_pointer (&patches->replacement, g_bytes_unref);
  patches->replacement = g_bytes_ref (html);
  _atrium_preview_patches_clear (patches);
  queue_flush (self);
}

/**
 * atrium_preview_patch:
 * @self: an #AtriumPreview
 * @element_id: id of an element in the page
 * @html: its new outer HTML; "" takes it away
 *
 * Replaces what differs in one element. Scroll position, selection and open
 * `<details>` stay. Patches given before the page is there are applied after
 * it; of several for one element only the newest is.
 */
void
atrium_preview_patch (AtriumPreview *self,
                      const char    *element_id,
                      const char    *html)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));
  g_return_if_fail (element_id != NULL);
  g_return_if_fail (html != NULL);

  atrium_patch_queue_push (_atrium_preview_get_patches (self)->pending, element_id, html);
  queue_flush (self);
}

/**
 * atrium_preview_reveal:
 * @self: an #AtriumPreview
 * @element_id: (nullable): id of an element in the page
 *
 * Outlines one element and scrolls to it where it is not in sight; it stays
 * outlined through patches and new pages until another is.
 */
void
atrium_preview_reveal (AtriumPreview *self,
                       const char    *element_id)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  g_set_str (&_atrium_preview_get_patches (self)->revealed, element_id);
  _atrium_preview_flush (self);
  if (_atrium_preview_is_loaded (self))
    send_reveal (self);
}
