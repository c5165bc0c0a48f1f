#include "atrium-preview-private.h"

#include "atrium-bytes.h"
#include "atrium-file-tree.h"
#include "atrium-page-scripts.h"

#include <string.h>

/* KaTeX as the system has it: brought into the pages that have formulas. Nothing but its script,
 * its style sheet and its fonts is ever given to a page. */

#define MAX_SCRIPT_BYTES (4 * 1024 * 1024)
#define MAX_FONT_BYTES (2 * 1024 * 1024)

typedef enum
{
  KATEX_UNKNOWN,
  KATEX_LOADING,
  KATEX_THERE,
  KATEX_MISSING,
} KatexState;

typedef struct
{
  char *folder;
  char *script;
  char *style;
} Katex;

static KatexState state;
static Katex *katex;           /* never freed: the fonts are asked for at any time */
static GQueue waiting = G_QUEUE_INIT;   /* of GWeakRef, of previews */

static void
katex_free (Katex *self)
{
  g_free (self->folder);
  g_free (self->script);
  g_free (self->style);
  g_free (self);
}

/* NULL where it cannot be read, is too large or no UTF-8 */
static GBytes *
read_bounded (const char *path,
              gsize       most)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr(GBytes) bytes = stream != NULL ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), most + 1, NULL, NULL) : NULL;

  return bytes != NULL && g_bytes_get_size (bytes) <= most ? g_steal_pointer (&bytes) : NULL;
}

static char *
read_text (const char *folder,
           const char *minified,
           const char *plain)
{
  const char *names[] = { minified, plain };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr(GBytes) bytes = read_bounded (path, MAX_SCRIPT_BYTES);
      gsize length = 0;
      const char *text = bytes != NULL ? atrium_bytes_get_text (bytes, &length) : NULL;

      if (length > 0 && g_utf8_validate_len (text, length, NULL))
        return g_strndup (text, length);
    }

  return NULL;
}

static Katex *
read_folder (const char *folder)
{
  g_autofree char *script = read_text (folder, "katex.min.js", "katex.js");
  g_autofree char *style = script != NULL ? read_text (folder, "katex.min.css", "katex.css") : NULL;
  Katex *found;

  if (style == NULL)
    return NULL;

  found = g_new0 (Katex, 1);
  found->folder = g_strdup (folder);
  found->script = g_steal_pointer (&script);
  found->style = g_steal_pointer (&style);

  return found;
}

/* where packages put it: Debian, Fedora and Node's own folder. ATRIUM_KATEX_DIR is for one that
 * is elsewhere. */
static Katex *
read_katex (void)
{
  static const char *const places[] = { "javascript/katex", "nodejs/katex/dist", "katex", "node_modules/katex/dist" };
  const char *const *data = g_get_system_data_dirs ();
  const char *given = g_getenv ("ATRIUM_KATEX_DIR");

  if (given != NULL)
    return read_folder (given);

  for (gsize i = 0; data[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (places); j++)
      {
        g_autofree char *folder = g_build_filename (data[i], places[j], NULL);
        Katex *found = read_folder (folder);

        if (found != NULL)
          return found;
      }

  return NULL;
}

static void
start_math (AtriumPreview *preview)
{
  WebKitWebView *view = _atrium_preview_get_view (preview);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autoptr(GVariant) arguments = NULL;

  if (view == NULL)
    return;
  if (katex == NULL)
    {
      webkit_web_view_call_async_javascript_function (view, "atriumMath.miss();", -1, NULL, ATRIUM_PREVIEW_WORLD, NULL,
                                                      NULL, NULL, NULL);
      return;
    }

  g_variant_builder_add (&builder, "{sv}", "css", g_variant_new_string (katex->style));
  arguments = g_variant_ref_sink (g_variant_builder_end (&builder));
  webkit_web_view_evaluate_javascript (view, katex->script, -1, ATRIUM_PREVIEW_WORLD, NULL, NULL, NULL, NULL);
  webkit_web_view_call_async_javascript_function (view, "atriumMath.start(css);", -1, arguments, ATRIUM_PREVIEW_WORLD,
                                                  NULL, NULL, NULL, NULL);
}

static void
katex_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GWeakRef *weak;

  katex = g_task_propagate_pointer (G_TASK (result), NULL);
  state = katex != NULL ? KATEX_THERE : KATEX_MISSING;
  while ((weak = g_queue_pop_head (&waiting)) != NULL)
    {
      g_autoptr(AtriumPreview) preview = g_weak_ref_get (weak);

      if (preview != NULL)
        start_math (preview);
      g_weak_ref_clear (weak);
      g_free (weak);
    }
}

static void
read_katex_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  g_task_return_pointer (task, read_katex (), (GDestroyNotify) katex_free);
}

/* brings KaTeX into the page that @preview shows, once it is read, or says that there is none */
void
_atrium_preview_start_math (AtriumPreview *preview)
{
  g_autoptr(GTask) task = NULL;
  GWeakRef *weak;

  if (state == KATEX_THERE || state == KATEX_MISSING)
    {
      start_math (preview);
      return;
    }

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, preview);
  g_queue_push_tail (&waiting, weak);
  if (state == KATEX_LOADING)
    return;

  state = KATEX_LOADING;
  task = g_task_new (NULL, NULL, katex_read_cb, NULL);
  g_task_run_in_thread (task, read_katex_thread);
}

static void
read_font_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GBytes *bytes = read_bounded (task_data, MAX_FONT_BYTES);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is not there", (char *) task_data);
}

/* a name as KaTeX gives them to its fonts, which can lead nowhere else */
static gboolean
is_font_name (const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

  return g_str_has_prefix (name, "KaTeX_") && length < 60 &&
         (g_str_equal (name + length, ".woff2") || g_str_equal (name + length, ".woff") || g_str_equal (name + length, ".ttf"));
}

/* gives the bytes of one of KaTeX's fonts to _atrium_preview_load_finish() */
void
_atrium_preview_load_font_async (AtriumPreview       *preview,
                                 const char          *name,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (preview, NULL, callback, user_data);

  if (katex == NULL || !is_font_name (name))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is none of KaTeX's fonts", name);
      return;
    }

  g_task_set_task_data (task, g_build_filename (katex->folder, "fonts", name, NULL), g_free);
  g_task_run_in_thread (task, read_font_thread);
}

/* how formulas are written */

static void
math_script_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  AtriumPreview *preview = ATRIUM_PREVIEW (object);
  g_autoptr(GBytes) script = _atrium_preview_load_finish (preview, result, NULL);
  gsize length;
  const char *text = script != NULL ? atrium_bytes_get_text (script, &length) : NULL;

  if (text != NULL && atrium_page_scripts_have_dollars (text, length))
    _atrium_preview_set_dollars (preview, GPOINTER_TO_UINT (user_data), TRUE);
}

static void
look_into_script (AtriumPreview *preview,
                  const char    *url,
                  guint          generation)
{
  g_autofree char *uri = g_uri_resolve_relative (_atrium_preview_get_uri (preview), url, G_URI_FLAGS_ENCODED_PATH, NULL);
  guint host = 0;
  g_autofree char *path = uri != NULL ? _atrium_preview_dup_path (uri, &host) : NULL;

  if (host == generation && atrium_file_tree_is_safe_path (path) && strchr (path, '\\') == NULL)
    _atrium_preview_load_async (preview, generation, path, math_script_cb, GUINT_TO_POINTER (generation));
}

/* What says whether single dollars begin formulas is in the page, or in a script of the site.
 * @html is NULL for a page of our own, which marks its formulas itself. */
void
_atrium_preview_find_dollars (AtriumPreview *preview,
                              GBytes        *html,
                              guint          generation)
{
  gsize length = 0;
  const char *text = html != NULL ? atrium_bytes_get_text (html, &length) : "";
  gboolean dollars = atrium_page_scripts_have_dollars (text, length);
  g_auto(GStrv) scripts = html != NULL && !dollars ? atrium_page_scripts_dup_math (html) : NULL;

  _atrium_preview_set_dollars (preview, generation, dollars);
  for (gsize i = 0; scripts != NULL && scripts[i] != NULL; i++)
    look_into_script (preview, scripts[i], generation);
}
