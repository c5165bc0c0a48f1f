#include "atrium-jekyll-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "atrium-error.h"
#include "atrium-markers.h"

/* The JSON that goes to the helper process and comes back from it: see resources/engines/jekyll.rb. */

static void
build_files (JsonBuilder    *builder,
             const char     *name,
             AtriumFileTree *changed)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint i = 0; i < atrium_file_tree_get_n_files (changed); i++)
    {
      const char *path = atrium_file_tree_get_path (changed, i);
      GBytes *bytes = atrium_file_tree_lookup (changed, path);
      gsize length = 0;
      const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
      g_autofree char *copy = NULL;

      /* pictures are not Jekyll's to read */
      if (text != NULL && !g_utf8_validate_len (text, length, NULL))
        continue;

      json_builder_set_member_name (builder, path);
      if (text == NULL)
        {
          json_builder_add_null_value (builder);
          continue;
        }
      copy = g_strndup (text, length);
      json_builder_add_string_value (builder, copy);
    }
  json_builder_end_object (builder);
}

static void
build_marks (JsonBuilder *builder,
             AtriumMarks *marks)
{
  g_autoptr(AtriumFileTree) texts = atrium_marks_dup_texts (marks);
  g_autoptr(GHashTable) titles = atrium_marks_dup_titles (marks);
  g_autofree char *headings = atrium_marks_dup_headings (marks);
  GHashTableIter iter;
  gpointer path, marker;

  json_builder_set_member_name (builder, "marks");
  json_builder_begin_object (builder);
  build_files (builder, "texts", texts);
  json_builder_set_member_name (builder, "titles");
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, titles);
  while (g_hash_table_iter_next (&iter, &path, &marker))
    {
      json_builder_set_member_name (builder, path);
      json_builder_add_string_value (builder, marker);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "headings");
  json_builder_add_string_value (builder, headings);
  json_builder_end_object (builder);
}

static JsonBuilder *
begin_question (gint64      id,
                const char *name,
                const char *path)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, id);
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, path);

  return builder;
}

static GBytes *
end_question (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = NULL;
  char *text;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/* asks for a page; @look: at what may have changed on the disk */
GBytes *
_atrium_jekyll_ask_page (gint64          id,
                         const char     *page,
                         AtriumFileTree *changed,
                         AtriumMarks    *marks,
                         gboolean        look)
{
  g_autoptr(JsonBuilder) builder = begin_question (id, "page", page);

  json_builder_set_member_name (builder, "look");
  json_builder_add_boolean_value (builder, look);

  build_files (builder, "files", changed);
  if (marks != NULL)
    build_marks (builder, marks);

  return end_question (builder);
}

/* asks for what a page shows */
GBytes *
_atrium_jekyll_ask_asset (gint64      id,
                          const char *path)
{
  g_autoptr(JsonBuilder) builder = begin_question (id, "asset", path);

  return end_question (builder);
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

static JsonObject *
parse_object (JsonParser  *parser,
              GBytes      *bytes,
              GError     **error)
{
  JsonNode *root;

  if (g_bytes_get_size (bytes) == 0)
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "Jekyll's helper answered with nothing"), NULL;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_get_object (root);

  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "Jekyll's helper answered with something that is no object");
  return NULL;
}

static GBytes *
take_page (const char  *html,
           AtriumMarks *marks)
{
  const char *const *ids;
  char *shown;
  guint n_ids;

  if (marks == NULL)
    return g_bytes_new (html, strlen (html));

  ids = atrium_marks_get_ids (marks, &n_ids);
  shown = atrium_markers_to_attributes (html, strlen (html), ids, n_ids);
  return g_bytes_new_take (shown, strlen (shown));
}

/* the page that was asked for; @marks are those it was asked with */
AtriumRendering *
_atrium_jekyll_parse_page (GBytes       *bytes,
                           AtriumMarks  *marks,
                           GError      **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  AtriumRendering *rendering;
  JsonObject *answer = parse_object (parser, bytes, error);
  const char *html = answer != NULL ? get_string (answer, "html") : NULL;

  if (html == NULL)
    {
      if (answer != NULL)
        set_site_error (error, answer);
      return NULL;
    }

  rendering = g_new0 (AtriumRendering, 1);
  rendering->notices = get_notices (answer);
  rendering->path = g_strdup (get_string (answer, "at"));
  rendering->base = g_strdup (get_string (answer, "base"));
  rendering->html = take_page (html, marks);
  return rendering;
}

GBytes *
_atrium_jekyll_parse_asset (GBytes  *bytes,
                            GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonObject *answer = parse_object (parser, bytes, error);
  const char *base64 = answer != NULL ? get_string (answer, "base64") : NULL;
  guchar *data;
  gsize length;

  if (base64 == NULL)
    {
      if (answer != NULL)
        set_site_error (error, answer);
      return NULL;
    }

  data = g_base64_decode (base64, &length);
  return g_bytes_new_take (data, length);
}
