#include "atrium-preview-private.h"

#include "atrium-error.h"
#include "atrium-file-tree.h"

#include <string.h>

/* The page as one file: see preview-whole.js, which takes it apart. */

#define MAX_FILES 2000

/* together, and again as often as they stand in the text */
#define MAX_BYTES (128 * 1024 * 1024)

/* at the same time: each may be large */
#define MAX_PENDING 4

typedef struct
{
  char      *nonce;         /* what stands for a file begins with it */
  char      *html;
  GPtrArray *uris;
  GPtrArray *data;          /* of each as a data URI; NULL where there is none */
  guint      next;          /* the first that was not asked for */
  guint      n_pending;
  gsize      size;
} Whole;

static void
whole_free (gpointer data)
{
  Whole *whole = data;

  g_free (whole->nonce);
  g_free (whole->html);
  g_ptr_array_unref (whole->uris);
  g_ptr_array_unref (whole->data);
  g_free (whole);
}

static Whole *
whole_new (void)
{
  Whole *whole = g_new0 (Whole, 1);
  g_autofree char *word = g_uuid_string_random ();

  whole->nonce = g_strdup_printf ("atrium-%s-", word);
  whole->uris = g_ptr_array_new_with_free_func (g_free);
  whole->data = g_ptr_array_new_with_free_func (g_free);

  return whole;
}

static void
put_file (GString    *text,
          Whole      *whole,
          const char *index,
          gsize       length)
{
  g_autofree char *digits = g_strndup (index, length);
  const char *data = NULL;
  guint64 i;

  if (g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT, &i, NULL) && i < whole->data->len)
    data = whole->data->pdata[i];
  /* one file can stand in a page any number of times */
  if (data != NULL && text->len + strlen (data) > strlen (whole->html) + MAX_BYTES)
    data = NULL;
  g_string_append (text, data != NULL ? data : "data:,");
}

/* the text with each file in the place of what stands for it */
static GBytes *
whole_to_bytes (Whole *whole)
{
  GString *text = g_string_sized_new (strlen (whole->html) + whole->size);
  gsize length = strlen (whole->nonce);
  const char *p = whole->html;
  const char *next;

  while ((next = strstr (p, whole->nonce)) != NULL)
    {
      gsize digits = strspn (next + length, "0123456789");

      g_string_append_len (text, p, next - p);
      put_file (text, whole, next + length, digits);
      p = next + length + digits;
      if (*p == '.')
        p++;
    }
  g_string_append (text, p);

  return g_string_free_to_bytes (text);
}

typedef struct
{
  GTask *task;
  char  *path;
  guint  index;
} Load;

static void load_more (GTask *task);

static void
take_file (Whole      *whole,
           Load       *load,
           const char *mime_type,
           GBytes     *bytes)
{
  g_autofree char *base64 = NULL;
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  if (size > ATRIUM_PREVIEW_MAX_FILE_BYTES || whole->size + size / 3 * 4 > MAX_BYTES)
    return;

  base64 = g_base64_encode (data, size);
  whole->size += strlen (base64);
  whole->data->pdata[load->index] = g_strconcat ("data:", mime_type, ";base64,", base64, NULL);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Load *load = user_data;
  Whole *whole = g_task_get_task_data (load->task);
  const char *mime_type = _atrium_preview_find_mime_type (load->path, ATRIUM_PREVIEW_ALLOW_NOTHING);   /* of all that is loaded */
  g_autoptr(GBytes) bytes = _atrium_preview_load_finish (ATRIUM_PREVIEW (object), result, NULL);

  if (bytes == NULL && g_str_has_prefix (mime_type, "image/") && atrium_file_tree_is_safe_path (load->path))
    {
      mime_type = "image/svg+xml";
      bytes = _atrium_preview_draw_placeholder (load->path, FALSE);
    }
  if (bytes != NULL)
    take_file (whole, load, mime_type, bytes);

  whole->n_pending--;
  load_more (load->task);
  g_object_unref (load->task);
  g_free (load->path);
  g_free (load);
}

/* the same files are given that the page is given; FALSE where none is */
static gboolean
load_file (GTask *task,
           guint  index)
{
  AtriumPreview *self = g_task_get_source_object (task);
  Whole *whole = g_task_get_task_data (task);
  guint generation = 0;
  g_autofree char *path = _atrium_preview_dup_path (whole->uris->pdata[index], &generation);
  const char *font = NULL;
  Load *load;

  if (path != NULL && g_str_has_prefix (path, ATRIUM_PREVIEW_MATH_FOLDER))
    font = path + strlen (ATRIUM_PREVIEW_MATH_FOLDER);
  if (path == NULL || _atrium_preview_find_mime_type (path, ATRIUM_PREVIEW_ALLOW_NOTHING) == NULL ||
      (font == NULL && !_atrium_preview_is_served (path, ATRIUM_PREVIEW_ALLOW_NOTHING)))
    return FALSE;

  load = g_new0 (Load, 1);
  load->task = g_object_ref (task);
  load->path = g_strdup (path);
  load->index = index;
  if (font != NULL)
    _atrium_preview_load_font_async (self, font, loaded_cb, load);
  else
    _atrium_preview_load_async (self, generation, load->path, loaded_cb, load);

  return TRUE;
}

/* A few at a time, so that no more of them are in memory than are kept; then the text. */
static void
load_more (GTask *task)
{
  Whole *whole = g_task_get_task_data (task);

  while (whole->next < whole->uris->len && whole->n_pending < MAX_PENDING && whole->size < MAX_BYTES)
    if (load_file (task, whole->next++))
      whole->n_pending++;

  if (whole->n_pending == 0 && !g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, whole_to_bytes (whole), (GDestroyNotify) g_bytes_unref);
}

static gboolean
take_answer (Whole    *whole,
             JSCValue *answer)
{
  g_autoptr(JSCValue) length = jsc_value_is_array (answer) ? jsc_value_object_get_property (answer, "length") : NULL;
  int n = length != NULL ? jsc_value_to_int32 (length) : 0;

  for (int i = 0; i < n && i <= MAX_FILES; i++)
    {
      g_autoptr(JSCValue) value = jsc_value_object_get_property_at_index (answer, i);

      if (i == 0)
        whole->html = jsc_value_to_string (value);
      else
        g_ptr_array_add (whole->uris, jsc_value_to_string (value));
    }
  g_ptr_array_set_size (whole->data, whole->uris->len);

  return whole->html != NULL;
}

static void
collected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JSCValue) answer = NULL;
  GError *error = NULL;

  answer = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, &error);
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (!take_answer (g_task_get_task_data (task), answer))
    g_task_return_new_error (task, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "The page cannot be taken out of the preview");
  else
    load_more (task);
}

/**
 * atrium_preview_export_async:
 * @self: an #AtriumPreview that shows a page
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes one HTML document of the page as it is shown: with the style sheets, pictures and fonts of
 * the site in it, without scripts, frames and forms, and with a content security policy that keeps
 * it from running or fetching anything.
 */
void
atrium_preview_export_async (AtriumPreview       *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autoptr(GVariant) arguments = NULL;
  g_autoptr(GTask) task = NULL;
  Whole *whole;

  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, atrium_preview_export_async);
  if (_atrium_preview_get_view (self) == NULL)
    {
      g_task_return_new_error (task, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "No page is shown");
      return;
    }
  whole = whole_new ();
  g_task_set_task_data (task, whole, whole_free);
  g_variant_builder_add (&builder, "{sv}", "nonce", g_variant_new_string (whole->nonce));
  arguments = g_variant_ref_sink (g_variant_builder_end (&builder));
  webkit_web_view_call_async_javascript_function (_atrium_preview_get_view (self), "return atrium.collect(nonce);", -1,
                                                  arguments, ATRIUM_PREVIEW_WORLD, NULL, cancellable, collected_cb,
                                                  g_steal_pointer (&task));
}

/**
 * atrium_preview_export_finish:
 * @self: an #AtriumPreview
 * @result: a #GAsyncResult
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (nullable): the document
 */
GBytes *
atrium_preview_export_finish (AtriumPreview  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
