/* YAML: spans lie in the text and in one another, and a value that is set reads back
 * while all the others stay. The input is a document, a NUL, and the text to set. */

#include "atrium-yaml.h"

#include "fuzz.h"

/* more would only be slower */
#define MAX_EDITS 8

/* `{a, b}`: a key without a value, which may be longer than a key with one */
static gboolean
is_bare_key (AtriumYamlNode *node)
{
  return node->key != NULL && atrium_span_is_empty (node->span) && node->parent->flow;
}

static void
check_node (AtriumYamlNode *node,
            gsize           length,
            GPtrArray      *values)
{
  AtriumYamlNode *child;

  g_assert_cmpuint (node->span.start, <=, node->span.end);
  g_assert_cmpuint (node->span.end, <=, length);
  if (node->type == ATRIUM_YAML_SCALAR || node->type == ATRIUM_YAML_ALIAS)
    g_assert_true (g_utf8_validate (node->text, -1, NULL));
  for (child = node->first_child; child != NULL; child = child->next)
    {
      g_assert_true (child->parent == node);
      if (child->key != NULL)
        check_node (child->key, length, NULL);
      check_node (child, length, values);
    }
  if (values != NULL && node->type == ATRIUM_YAML_SCALAR && !is_bare_key (node))
    g_ptr_array_add (values, node);
}

static GPtrArray *
list_values (AtriumYaml *yaml,
             gsize       length)
{
  GPtrArray *values = g_ptr_array_new ();
  guint i;

  for (i = 0; i < atrium_yaml_get_n_documents (yaml); i++)
    if (atrium_yaml_get_document (yaml, i) != NULL)
      check_node (atrium_yaml_get_document (yaml, i), length, values);
  return values;
}

static AtriumYaml *
read_text (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.yml", text);

  return atrium_yaml_read (source, ATRIUM_SPAN (0, strlen (text)), NULL);
}

static char *
splice (const char *text,
        AtriumSpan  span,
        const char *replacement)
{
  GString *out = g_string_new_len (text, span.start);

  g_string_append (out, replacement);
  g_string_append (out, text + span.end);
  return g_string_free (out, FALSE);
}

static void
check_set (AtriumYaml *yaml,
           GPtrArray  *values,
           guint       index,
           const char *document,
           const char *text)
{
  AtriumYamlNode *node = g_ptr_array_index (values, index);
  g_autofree char *spelled = atrium_yaml_spell (yaml, node, text);
  g_autofree char *result = splice (document, node->span, spelled);
  g_autoptr(AtriumYaml) again = read_text (result);
  g_autoptr(GPtrArray) new_values = NULL;
  guint i;

  if (again == NULL)
    g_error ("not YAML after the edit: %s", result);
  new_values = list_values (again, strlen (result));
  g_assert_cmpuint (new_values->len, ==, values->len);
  for (i = 0; i < values->len; i++)
    {
      AtriumYamlNode *old = g_ptr_array_index (values, i);
      AtriumYamlNode *new = g_ptr_array_index (new_values, i);

      g_assert_cmpstr (new->text, ==, i == index ? text : old->text);
    }
}

static void
check_members (AtriumYaml *yaml,
               const char *document,
               const char *text)
{
  AtriumYamlNode *root = atrium_yaml_get_root (yaml);
  g_autofree char *insert = NULL;
  gsize offset;

  if (atrium_yaml_add_member (yaml, root, "added", text, &offset, &insert))
    {
      g_autofree char *result = splice (document, ATRIUM_SPAN (offset, offset), insert);
      g_autoptr(AtriumYaml) again = read_text (result);

      if (again == NULL)
        g_error ("not YAML after adding: %s", result);
      g_assert_cmpstr (atrium_yaml_get_at (again, "added")->text, ==, text);
    }
  if (root != NULL && root->first_child != NULL)
    {
      AtriumSpan span = atrium_yaml_get_member_span (yaml, root->last_child);

      g_assert_cmpuint (span.start, <=, span.end);
      g_assert_cmpuint (span.end, <=, strlen (document));
    }
}

/* line ends of YAML 1.1 that no other reader knows; such documents are only read */
static gboolean
has_rare_line_ends (const char *document)
{
  return strstr (document, "\xC2\x85") != NULL || strstr (document, "\xE2\x80\xA8") != NULL
         || strstr (document, "\xE2\x80\xA9") != NULL;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *nul = memchr (data, '\0', size);
  gsize length = nul != NULL ? (gsize) (nul - data) : size;
  g_autofree char *document = g_utf8_make_valid ((const char *) data, length);
  g_autofree char *text = nul != NULL ? g_utf8_make_valid ((const char *) nul + 1, size - length - 1) : g_strdup ("x: y");
  g_autofree char *page = g_strconcat ("---\n", document, "\n---\n", NULL);
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("page.md", page);
  g_autoptr(AtriumYaml) yaml = read_text (document);
  g_autoptr(AtriumYaml) front = atrium_yaml_read (source, ATRIUM_SPAN (4, strlen (page) - 4), NULL);

  if (front != NULL)
    g_ptr_array_unref (list_values (front, strlen (page)));
  if (yaml != NULL && !has_rare_line_ends (document))
    {
      g_autoptr(GPtrArray) values = list_values (yaml, strlen (document));
      guint i;

      for (i = 0; i < MIN (values->len, MAX_EDITS); i++)
        check_set (yaml, values, i, document, text);
      check_members (yaml, document, text);
    }
  return 0;
}
