/* JSON: spans lie in one another, a value's own text reads as that value, and strings
 * written back are the same. */

#include "atrium-json.h"

#include "fuzz.h"

static void
check_string (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(AtriumJson) json = NULL;

  atrium_json_append_string (out, text);
  source = atrium_source_new_for_text ("fuzz.json", out->str);
  json = atrium_json_read (source, NULL);
  g_assert_nonnull (json);
  g_assert_cmpstr (atrium_json_get_root (json)->text, ==, text);
}

static void
check_node (AtriumJsonNode *node)
{
  AtriumJsonNode *child;
  guint n = 0;

  g_assert_cmpuint (node->span.start, <, node->span.end);
  g_assert_true (atrium_span_contains (node->member, node->span));
  if (node->type == ATRIUM_JSON_STRING)
    check_string (node->text);
  for (child = node->first_child; child != NULL; child = child->next, n++)
    {
      g_assert_true (atrium_span_contains (node->span, child->member));
      g_assert_true (child->next == NULL || child->member.end < child->next->member.start);
      check_node (child);
    }
  g_assert_cmpuint (n, ==, node->n_children);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.json", text);
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumJson) json = atrium_json_read (source, &error);

  if (json != NULL)
    check_node (atrium_json_get_root (json));
  else
    g_assert_nonnull (error);
  return 0;
}
