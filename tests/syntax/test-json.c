#include "atrium-json.h"

#include <string.h>

#include "atrium-error.h"

static AtriumJson *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("test.json", text);

  return atrium_json_read (source, error);
}

/* writes the tree by its spans and its decoded values */
static void
dump (GString        *out,
      AtriumJson     *json,
      AtriumJsonNode *node)
{
  static const char *const words[] = { "null", "false", "true" };
  g_autofree char *source = atrium_source_dup_span (atrium_json_get_source (json), node->span);
  AtriumJsonNode *child;
  guint n = 0;

  if (node->name != NULL)
    {
      g_autofree char *member = atrium_source_dup_span (atrium_json_get_source (json), node->member);

      g_assert_true (member[0] == '"');
      g_assert_true (g_str_has_suffix (member, source));
      g_string_append_printf (out, "%s:", node->name);
    }
  if (node->type <= ATRIUM_JSON_TRUE)
    {
      g_assert_cmpstr (source, ==, words[node->type]);
      g_string_append (out, source);
    }
  else if (node->type == ATRIUM_JSON_NUMBER)
    {
      g_assert_cmpstr (source, ==, node->text);
      g_string_append (out, source);
    }
  else if (node->type == ATRIUM_JSON_STRING)
    {
      g_assert_true (source[0] == '"' && source[strlen (source) - 1] == '"');
      g_string_append_printf (out, "<%s>", node->text);
    }
  else
    {
      g_string_append_c (out, source[0]);
      for (child = node->first_child; child != NULL; child = child->next, n++)
        {
          g_assert_true (child->parent == node);
          g_string_append (out, n > 0 ? " " : "");
          dump (out, json, child);
        }
      g_assert_cmpuint (n, ==, node->n_children);
      g_string_append_c (out, source[strlen (source) - 1]);
    }
}

static void
test_read (void)
{
  static const struct { const char *text, *tree; } cases[] = {
    { "{}", "{}" },
    { " [ ] \n", "[]" },
    { "\xEF\xBB\xBF{\"a\" : 1}", "{a:1}" },
    { "{\"a\":[1,-0,0.5,1e9,-1.25E-3,123456789012345678901234567890],\"b\":{\"c\":null}}",
      "{a:[1 -0 0.5 1e9 -1.25E-3 123456789012345678901234567890] b:{c:null}}" },
    { "[true,false,null]", "[true false null]" },
    { "{\"a\":1,\"a\":2}", "{a:1 a:2}" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "<\"\\/\b\f\n\r\t>" },
    { "\"\\u00e9\\u540D\\ud83c\\uDF89\"", "<é名🎉>" },
    { "\"\\ud83c x\\udf89\\ud83c\\ud83c\\udf89\"", "<\xEF\xBF\xBD x\xEF\xBF\xBD\xEF\xBF\xBD🎉>" },
    { "\"名🎉\x7F\"", "<名🎉\x7F>" },
    { "12", "12" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumJson) json = read_text (cases[i].text, &error);
      g_autoptr(GString) tree = g_string_new (NULL);

      g_assert_no_error (error);
      dump (tree, json, atrium_json_get_root (json));
      g_assert_cmpstr (tree->str, ==, cases[i].tree);
    }
}

static void
test_refuse (void)
{
  static const struct { const char *text, *place; } cases[] = {
    { "", "test.json:1:1: " },
    { " \n", "test.json:2:1: " },
    { "{", "test.json:1:2: " },
    { "{\n  \"a\": 1,\n}", "test.json:3:1: " },
    { "[1,]", "test.json:1:4: " },
    { "[1 2]", "test.json:1:4: " },
    { "{\"a\" 1}", "test.json:1:6: " },
    { "{a: 1}", "test.json:1:2: " },
    { "{'a': 1}", "test.json:1:2: " },
    { "{\"a\": 'x'}", "test.json:1:7: " },
    { "[01]", "test.json:1:2: " },
    { "[1.]", "test.json:1:2: " },
    { "[.5]", "test.json:1:2: " },
    { "[+1]", "test.json:1:2: " },
    { "[-]", "test.json:1:2: " },
    { "[1e]", "test.json:1:2: " },
    { "[NaN]", "test.json:1:2: " },
    { "[tru]", "test.json:1:2: " },
    { "\"名前\\x\"", "test.json:1:4: " },
    { "\"\\u12g4\"", "test.json:1:" },
    { "\"\\u0000\"", "test.json:1:" },
    { "\"\\u12\"", "test.json:1:" },
    { "\"\\", "test.json:1:2: " },
    { "\"a\nb\"", "test.json:1:3: " },
    { "\"a\tb\"", "test.json:1:3: " },
    { "\"open", "test.json:1:1: " },
    { "[] []", "test.json:1:4: " },
    { "// x\n[]", "test.json:1:1: " },
    { "[] // x", "test.json:1:4: " },
    { "]", "test.json:1:1: " },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumJson) json = read_text (cases[i].text, &error);

      g_test_message ("%s -> %s", cases[i].text, error != NULL ? error->message : "read");
      g_assert_null (json);
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, cases[i].place));
    }
}

static void
test_depth (void)
{
  static const char *const openings[] = { "[", "{\"a\":" };
  guint depth, i, j;

  for (i = 0; i < 2; i++)
    for (depth = ATRIUM_JSON_MAX_DEPTH; depth <= 100000; depth = depth == ATRIUM_JSON_MAX_DEPTH ? depth + 1 : depth * 500)
      {
        g_autoptr(GString) text = g_string_new (NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(AtriumJson) json = NULL;

        for (j = 0; j < depth; j++)
          g_string_append (text, openings[i]);
        g_string_append (text, "0");
        for (j = 0; j < depth; j++)
          g_string_append_c (text, i == 0 ? ']' : '}');
        json = read_text (text->str, &error);
        if (depth == ATRIUM_JSON_MAX_DEPTH)
          g_assert_no_error (error);
        else
          g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP);
      }
}

static void
test_lookup (void)
{
  g_autoptr(AtriumJson) json = read_text ("{\"a\":1,\"b\":[2],\"a\":3}", NULL);
  AtriumJsonNode *root = atrium_json_get_root (json);

  g_assert_cmpstr (atrium_json_lookup (root, "a")->text, ==, "3");
  g_assert_null (atrium_json_lookup (root, "c"));
  g_assert_null (atrium_json_lookup (atrium_json_lookup (root, "b"), "a"));
  g_assert_null (atrium_json_lookup (NULL, "a"));
}

static void
test_append_string (void)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(AtriumJson) json = NULL;
  char all[128];
  int i;

  for (i = 1; i < 128; i++)
    all[i - 1] = i;
  all[127] = '\0';
  atrium_json_append_string (out, all);
  json = read_text (out->str, NULL);
  g_assert_nonnull (json);
  g_assert_cmpstr (atrium_json_get_root (json)->text, ==, all);

  g_string_truncate (out, 0);
  atrium_json_append_string (out, "é/名\n\x0B\"\\");
  g_assert_cmpstr (out->str, ==, "\"é/名\\n\\u000b\\\"\\\\\"");
}

static void
test_linear (void)
{
  gint64 times[2];
  guint i, j;

  for (i = 0; i < 2; i++)
    {
      g_autoptr(GString) text = g_string_new ("[0");
      g_autoptr(AtriumJson) json = NULL;

      for (j = 0; j < (i == 0 ? 10000 : 100000); j++)
        g_string_append_printf (text, ",{\"title\":\"Paper \\u00e9 %u\",\"authors\":[{\"name\":\"A\"}]}", j);
      g_string_append_c (text, ']');
      times[i] = g_get_monotonic_time ();
      json = read_text (text->str, NULL);
      times[i] = g_get_monotonic_time () - times[i];
      g_assert_nonnull (json);
    }
  g_test_message ("%" G_GINT64_FORMAT " us, then %" G_GINT64_FORMAT " us", times[0], times[1]);
  g_assert_cmpint (times[1], <, 40 * MAX (times[0], 2000));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/read", test_read);
  g_test_add_func ("/json/refuse", test_refuse);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/lookup", test_lookup);
  g_test_add_func ("/json/append-string", test_append_string);
  g_test_add_func ("/json/linear", test_linear);
  return g_test_run ();
}
