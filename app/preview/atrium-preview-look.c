#include "atrium-preview-private.h"

#include "atrium-bytes.h"
#include "atrium-page-scripts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is shown on the elements of a page and does not belong to it: which one the pointer is over
 * in a list, and what is another than in another text of the page. */

/* More pictures of one page need not be missing. */
#define MAX_MISSING 500

void
_atrium_preview_look_forget (AtriumPreviewLook *look)
{
  g_clear_pointer (&look->shown, g_bytes_unref);
  g_clear_pointer (&look->other, g_bytes_unref);
}

void
_atrium_preview_look_clear (AtriumPreviewLook *look)
{
  _atrium_preview_look_forget (look);
  g_clear_pointer (&look->hint, g_free);
  g_clear_pointer (&look->missing, g_ptr_array_unref);
}

static GVariant *
new_text (GBytes *bytes)
{
  g_autoptr(GBytes) html = atrium_page_scripts_unwrap_math (bytes);
  gsize length;
  const char *text = atrium_bytes_get_text (html, &length);

  return g_variant_new_take_string (g_utf8_make_valid (text, (gssize) length));
}

static guint
get_count (JSCValue *counts,
           guint     index)
{
  g_autoptr(JSCValue) count = jsc_value_object_get_property_at_index (counts, index);

  return CLAMP (jsc_value_to_int32 (count), 0, G_MAXINT);
}

static void
marked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AtriumPreview) self = _atrium_preview_take_answerer (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, &error);
  if (value == NULL)
    g_debug ("Changes were not marked: %s", error->message);
  else if (self != NULL && _atrium_preview_get_look (self)->shown != NULL)
    g_signal_emit_by_name (self, "changes-marked", get_count (value, 0), get_count (value, 1));
}

static void
send_changes (AtriumPreview     *self,
              AtriumPreviewLook *look)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (look->shown == NULL)
    {
      _atrium_preview_call (self, "atrium.forgetChanges();", NULL, NULL);
      return;
    }

  g_variant_builder_add (&builder, "{sv}", "shown", new_text (look->shown));
  g_variant_builder_add (&builder, "{sv}", "other", new_text (look->other));
  g_variant_builder_add (&builder, "{sv}", "before", g_variant_new_uint32 (look->before));
  _atrium_preview_call (self, "return atrium.markChanges(shown, other, before);", g_variant_builder_end (&builder),
                        marked_cb);
}

static void
send_hint (AtriumPreview *self)
{
  AtriumPreviewLook *look = _atrium_preview_get_look (self);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (!_atrium_preview_is_loaded (self))
    return;

  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (look->hint != NULL ? look->hint : ""));
  _atrium_preview_call (self, "atrium.hint(id);", g_variant_builder_end (&builder), NULL);
}

static void
send_following (AtriumPreview *self)
{
  gboolean following = _atrium_preview_get_look (self)->following;

  if (_atrium_preview_is_loaded (self))
    _atrium_preview_call (self, following ? "atrium.follow(true);" : "atrium.follow(false);", NULL, NULL);
}

static void
send_missing (AtriumPreview *self)
{
  GPtrArray *missing = _atrium_preview_get_look (self)->missing;
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  GString *uris = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (uris, "%s%s", i > 0 ? "\n" : "", (char *) missing->pdata[i]);
  g_variant_builder_add (&builder, "{sv}", "uris", g_variant_new_take_string (g_string_free (uris, FALSE)));
  g_variant_builder_add (&builder, "{sv}", "label", g_variant_new_string (_("This picture is missing. Choose a file…")));
  _atrium_preview_call (self, "atrium.showMissing(uris.split('\\n'), label);", g_variant_builder_end (&builder), NULL);
}

void
_atrium_preview_look_flush (AtriumPreview *self)
{
  AtriumPreviewLook *look = _atrium_preview_get_look (self);

  if (!look->stale || !_atrium_preview_is_loaded (self))
    return;

  look->stale = FALSE;
  send_changes (self, look);
  if (look->hint != NULL)
    send_hint (self);
  if (look->following)
    send_following (self);
  if (look->missing != NULL && look->missing->len > 0)
    send_missing (self);
}

static gboolean
missing_cb (gpointer user_data)
{
  AtriumPreview *self = user_data;

  _atrium_preview_get_look (self)->missing_source = 0;
  if (_atrium_preview_is_loaded (self))
    send_missing (self);

  return G_SOURCE_REMOVE;
}

void
_atrium_preview_look_miss (AtriumPreview *self,
                           const char    *uri)
{
  AtriumPreviewLook *look = _atrium_preview_get_look (self);

  if (look->missing == NULL)
    look->missing = g_ptr_array_new_with_free_func (g_free);
  if (look->missing->len >= MAX_MISSING || strchr (uri, '\n') != NULL ||
      g_ptr_array_find_with_equal_func (look->missing, uri, g_str_equal, NULL))
    return;

  g_ptr_array_add (look->missing, g_strdup (uri));
  /* many are missed at once */
  if (look->missing_source == 0)
    look->missing_source = g_idle_add (missing_cb, self);
}

/**
 * atrium_preview_hint:
 * @self: an #AtriumPreview
 * @element_id: (nullable): id of an element in the page
 *
 * Lights up one element where it is in sight. Nothing is scrolled; it stays lit through patches and
 * new pages until another is.
 */
void
atrium_preview_hint (AtriumPreview *self,
                     const char    *element_id)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  if (g_set_str (&_atrium_preview_get_look (self)->hint, element_id))
    send_hint (self);
}

/**
 * atrium_preview_mark_changes:
 * @self: an #AtriumPreview that shows a page
 * @shown: the text of the page, as it is shown or will be when all of it is there
 * @other: another text of the same page, hostile
 * @before: whether @shown is the older of the two
 *
 * Marks every element that is not in the other text or is another there, and tells how many there
 * are with the signal "changes-marked", and how many of them are not in the other text at all. The marks stay until the next call, or until another page
 * is shown.
 */
void
atrium_preview_mark_changes (AtriumPreview *self,
                             GBytes        *shown,
                             GBytes        *other,
                             gboolean       before)
{
  AtriumPreviewLook *look;

  g_return_if_fail (ATRIUM_IS_PREVIEW (self));
  g_return_if_fail (shown != NULL);
  g_return_if_fail (other != NULL);

  look = _atrium_preview_get_look (self);
  g_bytes_ref (shown);
  g_bytes_ref (other);
  _atrium_preview_look_forget (look);
  look->shown = shown;
  look->other = other;
  look->before = before;
  look->stale = TRUE;
  _atrium_preview_flush (self);
}

/**
 * atrium_preview_forget_changes:
 * @self: an #AtriumPreview
 *
 * Takes the marks of atrium_preview_mark_changes() away.
 */
void
atrium_preview_forget_changes (AtriumPreview *self)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  _atrium_preview_look_forget (_atrium_preview_get_look (self));
  _atrium_preview_get_look (self)->stale = TRUE;
  _atrium_preview_flush (self);
}

/**
 * atrium_preview_show_change:
 * @self: an #AtriumPreview whose changes are marked
 * @step: 1 for the next one down the page, -1 for the one above, 0 for the first where none is in
 *   sight
 *
 * Scrolls to another of the marked elements; after the last comes the first.
 */
void
atrium_preview_show_change (AtriumPreview *self,
                            int            step)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  if (_atrium_preview_is_loaded (self))
    _atrium_preview_call (self, step > 0 ? "atrium.showChange(1);" :
                                step < 0 ? "atrium.showChange(-1);" : "atrium.showChange(0);", NULL, NULL);
}

/**
 * atrium_preview_set_following:
 * @self: an #AtriumPreview
 * @following: whether it tells where it is scrolled to
 *
 * Sets whether "scrolled" is emitted when the reader scrolls the page. What it gives is for
 * atrium_preview_scroll_to() of a preview that shows another text of the page.
 */
void
atrium_preview_set_following (AtriumPreview *self,
                              gboolean       following)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  _atrium_preview_get_look (self)->following = following;
  send_following (self);
}

/**
 * atrium_preview_tell_place:
 * @self: an #AtriumPreview that is followed
 *
 * Has "scrolled" emitted with where the page is scrolled to now.
 */
void
atrium_preview_tell_place (AtriumPreview *self)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  if (_atrium_preview_is_loaded (self))
    _atrium_preview_call (self, "atrium.tellPlace();", NULL, NULL);
}

/**
 * atrium_preview_scroll_to:
 * @self: an #AtriumPreview
 * @offset: CSS pixels from the upper edge of the window to the element, or of the page that are
 *   above the window where there is no element
 * @element_id: id of an element, or ""
 *
 * Scrolls the page without "scrolled" being emitted. Nothing happens where there is no such element.
 */
void
atrium_preview_scroll_to (AtriumPreview *self,
                          int            offset,
                          const char    *element_id)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_return_if_fail (ATRIUM_IS_PREVIEW (self));
  g_return_if_fail (element_id != NULL);

  if (!_atrium_preview_is_loaded (self))
    {
      g_variant_builder_clear (&builder);
      return;
    }

  g_variant_builder_add (&builder, "{sv}", "offset", g_variant_new_double (offset));
  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (element_id));
  _atrium_preview_call (self, "atrium.scrollTo(offset, id);", g_variant_builder_end (&builder), NULL);
}
