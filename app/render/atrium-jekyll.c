#include "atrium-jekyll.h"

#include <json-glib/json-glib.h>

#include "atrium-confinement.h"
#include "atrium-engines-resources.h"
#include "atrium-error.h"

#define SCRIPT "/io/github/atrium_editor/Atrium/engines/jekyll.rb"
#define DEFAULT_TIMEOUT_MS (60 * 1000)

/* The newest render that waits while another one is under way. */
typedef struct
{
  GTask  *task;
  GBytes *question;
} Waiting;

struct _AtriumJekyll
{
  GObject       parent_instance;

  AtriumHelper *helper;
  guint         timeout_ms;
  gint64        last_id;
  gboolean      confined;
  gboolean      rendering;
  Waiting       waiting;
};

static void atrium_jekyll_engine_init (AtriumEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumJekyll, atrium_jekyll, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATRIUM_TYPE_ENGINE, atrium_jekyll_engine_init))

static void
waiting_clear (Waiting *self)
{
  g_clear_object (&self->task);
  g_clear_pointer (&self->question, g_bytes_unref);
}

static void
atrium_jekyll_finalize (GObject *object)
{
  AtriumJekyll *self = (AtriumJekyll *) object;

  waiting_clear (&self->waiting);
  g_clear_object (&self->helper);

  G_OBJECT_CLASS (atrium_jekyll_parent_class)->finalize (object);
}

static void
atrium_jekyll_class_init (AtriumJekyllClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atrium_jekyll_finalize;
}

static void
atrium_jekyll_init (AtriumJekyll *self)
{
  self->timeout_ms = DEFAULT_TIMEOUT_MS;
}

/**
 * atrium_jekyll_is_available:
 *
 * Looks for programs; whether Jekyll's own gem works shows with the first page.
 *
 * Returns: whether `ruby` and `jekyll` are on the machine
 */
gboolean
atrium_jekyll_is_available (void)
{
  g_autofree char *ruby = g_find_program_in_path ("ruby");
  g_autofree char *jekyll = g_find_program_in_path ("jekyll");

  return ruby != NULL && jekyll != NULL;
}

/**
 * atrium_jekyll_new:
 * @folder: absolute path of the site's folder
 *
 * Starts nothing. The site's plugins run with no network and nothing but the site and the
 * system's programs to read, where bubblewrap works.
 *
 * Returns: (transfer full): the engine for one site
 */
AtriumJekyll *
atrium_jekyll_new (const char *folder)
{
  AtriumJekyll *self = g_object_new (ATRIUM_TYPE_JEKYLL, NULL);
  g_autoptr(GBytes) script = NULL;
  g_auto(GStrv) confined = NULL;
  const char *argv[] = { "ruby", "-e", NULL, folder, NULL };

  g_return_val_if_fail (g_path_is_absolute (folder), self);

  /* the data of a resource ends with a NUL that its size does not count */
  script = g_resource_lookup_data (atrium_engines_get_resource (), SCRIPT, 0, NULL);
  argv[2] = g_bytes_get_data (script, NULL);
  confined = atrium_confine (argv, folder);
  self->confined = confined != NULL;
  self->helper = atrium_helper_new (confined != NULL ? (const char *const *) confined : argv);

  return self;
}

/**
 * atrium_jekyll_set_timeout:
 * @timeout_ms: milliseconds; 60 seconds where never set
 */
void
atrium_jekyll_set_timeout (AtriumJekyll *self,
                           guint         timeout_ms)
{
  g_return_if_fail (ATRIUM_IS_JEKYLL (self));

  self->timeout_ms = timeout_ms;
}

/**
 * atrium_jekyll_is_confined:
 *
 * Returns: whether the helper runs in a sandbox
 */
gboolean
atrium_jekyll_is_confined (AtriumJekyll *self)
{
  g_return_val_if_fail (ATRIUM_IS_JEKYLL (self), FALSE);

  return self->confined;
}

/**
 * atrium_jekyll_get_helper:
 *
 * Returns: (transfer none): the helper process
 */
AtriumHelper *
atrium_jekyll_get_helper (AtriumJekyll *self)
{
  g_return_val_if_fail (ATRIUM_IS_JEKYLL (self), NULL);

  return self->helper;
}

static void
build_files (JsonBuilder    *builder,
             AtriumFileTree *changed)
{
  json_builder_set_member_name (builder, "files");
  json_builder_begin_object (builder);
  for (guint i = 0; i < atrium_file_tree_get_n_files (changed); i++)
    {
      const char *path = atrium_file_tree_get_path (changed, i);
      GBytes *bytes = atrium_file_tree_lookup (changed, path);
      gsize length = 0;
      const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
      g_autofree char *copy = NULL;

      /* pictures are not Jekyll's to read */
      if (text == NULL || !g_utf8_validate_len (text, length, NULL))
        continue;

      copy = g_strndup (text, length);
      json_builder_set_member_name (builder, path);
      json_builder_add_string_value (builder, copy);
    }
  json_builder_end_object (builder);
}

static GBytes *
build_question (gint64          id,
                const char     *page,
                AtriumFileTree *changed)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, id);
  json_builder_set_member_name (builder, "page");
  json_builder_add_string_value (builder, page);
  build_files (builder, changed);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

static char **
get_notices (JsonObject *object)
{
  g_autoptr(GStrvBuilder) notices = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, "warnings");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), 100); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_value_type (item) == G_TYPE_STRING)
        g_strv_builder_add (notices, json_node_get_string (item));
    }

  return g_strv_builder_end (notices);
}

static void
set_site_error (GError     **error,
                JsonObject  *answer)
{
  const char *reason = get_string (answer, "error");
  const char *path = get_string (answer, "path");
  JsonNode *line = json_object_get_member (answer, "line");

  if (reason == NULL)
    g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "Jekyll's helper answered without a page");
  else if (path == NULL)
    g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "%s", reason);
  else if (line == NULL || !JSON_NODE_HOLDS_VALUE (line))
    g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "%s: %s", path, reason);
  else
    g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "%s:%" G_GINT64_FORMAT ":1: %s", path,
                 json_node_get_int (line), reason);
}

static AtriumRendering *
parse_answer (GBytes  *bytes,
              GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *html = NULL;
  AtriumRendering *rendering;
  JsonObject *answer;
  JsonNode *root;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error))
    return NULL;

  root = json_parser_get_root (parser);
  answer = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  html = g_strdup (answer != NULL ? get_string (answer, "html") : NULL);
  if (html == NULL)
    {
      g_autoptr(JsonObject) nothing = json_object_new ();

      set_site_error (error, answer != NULL ? answer : nothing);
      return NULL;
    }

  rendering = g_new0 (AtriumRendering, 1);
  rendering->notices = get_notices (answer);
  rendering->html = g_bytes_new_take (html, strlen (html));
  html = NULL;
  return rendering;
}

static void ask (AtriumJekyll *self,
                 GTask        *task,
                 GBytes       *question);

static void
ask_waiting (AtriumJekyll *self)
{
  Waiting next = self->waiting;

  self->waiting = (Waiting) { NULL, NULL };
  if (next.task == NULL)
    return;

  if (g_task_return_error_if_cancelled (next.task))
    ask_waiting (self);
  else
    ask (self, next.task, next.question);
  waiting_clear (&next);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AtriumJekyll *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = atrium_helper_ask_finish (ATRIUM_HELPER (object), result, &error);
  AtriumRendering *rendering = answer != NULL ? parse_answer (answer, &error) : NULL;

  self->rendering = FALSE;
  ask_waiting (self);

  if (rendering != NULL)
    g_task_return_pointer (task, rendering, (GDestroyNotify) atrium_rendering_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ask (AtriumJekyll *self,
     GTask        *task,
     GBytes       *question)
{
  self->rendering = TRUE;
  /* Cancelling ends one wait, not the warm helper: its answer is read and dropped. */
  atrium_helper_ask_async (self->helper, question, self->timeout_ms, NULL, answered_cb,
                           g_object_ref (task));
}

static void
atrium_jekyll_render_async (AtriumEngine        *engine,
                            const char          *page,
                            AtriumFileTree      *changed,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  AtriumJekyll *self = ATRIUM_JEKYLL (engine);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GBytes) question = build_question (++self->last_id, page, changed);

  g_task_set_source_tag (task, atrium_jekyll_render_async);
  if (g_bytes_get_size (question) > ATRIUM_HELPER_MAX_FRAME)
    return g_task_return_new_error (task, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE,
                                    "The changed files are too large for a preview");
  if (!self->rendering)
    return ask (self, task, question);

  if (self->waiting.task != NULL)
    g_task_return_new_error (self->waiting.task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "A newer text is to be shown");
  waiting_clear (&self->waiting);
  self->waiting = (Waiting) { g_steal_pointer (&task), g_steal_pointer (&question) };
}

static AtriumRendering *
atrium_jekyll_render_finish (AtriumEngine  *engine,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
atrium_jekyll_engine_init (AtriumEngineInterface *iface)
{
  iface->render_async = atrium_jekyll_render_async;
  iface->render_finish = atrium_jekyll_render_finish;
}
