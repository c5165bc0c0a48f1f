/* Plain text: nodes lie in their parents, in order, and every letter is in some text. */

#include "atrium-plain-text.h"

#include "fuzz.h"

static void
check_node (AtriumNode *node,
            const char *text,
            guint      *depth)
{
  AtriumNode *child;
  gsize at = node->outer.start;

  (*depth)++;
  g_assert_cmpuint (*depth, <, 100);
  g_assert_true (atrium_span_contains (node->outer, node->inner));
  g_assert_true (g_utf8_validate (text + node->inner.start, atrium_span_length (node->inner), NULL));
  for (child = node->first_child; child != NULL; child = child->next)
    {
      g_assert_true (child->parent == node);
      g_assert_cmpuint (at, <=, child->outer.start);
      g_assert_cmpuint (child->outer.end, <=, node->outer.end);
      check_node (child, text, depth);
      at = child->outer.end;
    }
  (*depth)--;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.txt", text);
  g_autoptr(AtriumTree) tree = atrium_plain_text_read (source, NULL);
  AtriumNode *root = atrium_tree_get_root (tree);
  g_autofree gboolean *covered = g_new0 (gboolean, strlen (text) + 1);
  AtriumNode *node;
  guint depth = 0;
  gsize i;

  check_node (root, text, &depth);
  for (node = atrium_node_walk (root, root); node != NULL; node = atrium_node_walk (root, node))
    if (node->type == ATRIUM_NODE_TEXT)
      for (i = node->inner.start; i < node->inner.end; i++)
        covered[i] = TRUE;
  for (i = 0; text[i] != '\0'; i++)
    if (g_ascii_isalpha (text[i]))
      g_assert_true (covered[i]);
  return 0;
}
