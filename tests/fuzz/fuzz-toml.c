/* TOML: spans lie in the text, a value that is set reads back while all the others stay, and
 * what is added or taken away leaves TOML behind. The input is a document, a NUL, and the text
 * to set. */

#include "atrium-toml.h"

#include "fuzz.h"

/* more would only be slower */
#define MAX_EDITS 8

static void
check_node (AtriumDataNode *node,
            gsize           length,
            GPtrArray      *values,
            GPtrArray      *members)
{
  g_assert_cmpuint (node->span.start, <=, node->span.end);
  g_assert_cmpuint (node->span.end, <=, length);
  for (AtriumDataNode *child = node->first_child; child != NULL; child = child->next)
    {
      g_assert_true (child->parent == node);
      g_ptr_array_add (members, child);
      check_node (child, length, values, members);
    }
  if (node->type == ATRIUM_DATA_SCALAR)
    {
      g_assert_true (g_utf8_validate (node->text, -1, NULL));
      g_ptr_array_add (values, node);
    }
}

static AtriumToml *
read_text (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.toml", text);

  return atrium_toml_read (source, ATRIUM_SPAN (0, strlen (text)), NULL);
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

static AtriumToml *
must_read (const char *text,
           const char *what)
{
  AtriumToml *toml = read_text (text);

  if (toml == NULL)
    g_error ("no TOML after %s: %s", what, text);

  return toml;
}

static void
check_set (AtriumToml *toml,
           GPtrArray  *values,
           guint       index,
           const char *document,
           const char *text)
{
  AtriumDataNode *node = g_ptr_array_index (values, index);
  g_autofree char *spelled = atrium_toml_spell (toml, node, text);
  g_autofree char *result = splice (document, node->span, spelled);
  g_autoptr(AtriumToml) again = must_read (result, "setting");
  g_autoptr(GPtrArray) new_values = g_ptr_array_new ();
  g_autoptr(GPtrArray) members = g_ptr_array_new ();

  check_node (atrium_toml_get_root (again), strlen (result), new_values, members);
  g_assert_cmpuint (new_values->len, ==, values->len);
  for (guint i = 0; i < values->len; i++)
    g_assert_cmpstr (((AtriumDataNode *) g_ptr_array_index (new_values, i))->text, ==,
                     i == index ? text : ((AtriumDataNode *) g_ptr_array_index (values, i))->text);
}

static void
check_add (AtriumToml     *toml,
           AtriumDataNode *table,
           const char     *document,
           const char     *text)
{
  g_autofree char *insert = NULL;
  g_autofree char *result = NULL;
  g_autoptr(AtriumToml) again = NULL;
  gsize offset;

  if (atrium_toml_lookup (table, "added") != NULL ||
      !atrium_toml_add_member (toml, table, "added", text, &offset, &insert))
    return;
  result = splice (document, ATRIUM_SPAN (offset, offset), insert);
  again = must_read (result, "adding");
  if (table->parent == NULL)
    g_assert_cmpstr (atrium_toml_get_at (again, "added")->text, ==, text);
}

static void
check_item (AtriumToml     *toml,
            AtriumDataNode *item,
            const char     *document)
{
  g_autoptr(GBytes) bytes = atrium_toml_move_item (toml, item, 0, NULL);
  g_autofree char *text = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
  g_autofree char *spelled = atrium_toml_dup_item (toml, item);
  g_autofree char *insert = NULL;
  g_autofree char *result = NULL;
  gsize comma;
  gsize offset;

  if (text != NULL)
    atrium_toml_free (must_read (text, "moving"));
  if (item->parent->flow && atrium_toml_add_item (toml, item->parent, 0, spelled, &comma, &offset, &insert))
    {
      result = splice (document, ATRIUM_SPAN (offset, offset), insert);
      atrium_toml_free (must_read (result, "adding an item"));
    }
}

static void
check_members (AtriumToml *toml,
               GPtrArray  *members,
               const char *document,
               const char *text)
{
  check_add (toml, atrium_toml_get_root (toml), document, text);
  for (guint i = 0; i < MIN (members->len, MAX_EDITS); i++)
    {
      AtriumDataNode *node = g_ptr_array_index (members, i);
      g_autofree char *result = splice (document, atrium_toml_get_member_span (toml, node), "");

      atrium_toml_free (must_read (result, "removing"));
      check_add (toml, node, document, text);
      if (node->parent->type == ATRIUM_DATA_SEQUENCE)
        check_item (toml, node, document);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *nul = memchr (data, '\0', size);
  gsize length = nul != NULL ? (gsize) (nul - data) : size;
  g_autofree char *document = g_utf8_make_valid ((const char *) data, length);
  g_autofree char *text = nul != NULL ? g_utf8_make_valid ((const char *) nul + 1, size - length - 1) : g_strdup ("x\"'y");
  g_autoptr(AtriumToml) toml = read_text (document);
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  g_autoptr(GPtrArray) members = g_ptr_array_new ();

  if (toml == NULL)
    return 0;
  check_node (atrium_toml_get_root (toml), strlen (document), values, members);
  for (guint i = 0; i < MIN (values->len, MAX_EDITS); i++)
    check_set (toml, values, i, document, text);
  check_members (toml, members, document, text);

  return 0;
}
