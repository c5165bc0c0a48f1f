#include "atrium-tree-private.h"

#include <string.h>

static const char * const type_names[] = {
  "document", "front-matter", "heading", "paragraph", "list", "item", "quote", "code-block", "rule",
  "table", "row", "cell", "definition-list", "term", "definition", "link-definition",
  "footnote-definition", "attributes", "element", "comment", "liquid", "math", "text", "strong",
  "emphasis", "strike", "code", "link", "image", "break", "soft-break", "footnote-reference"
};

static void
append_quoted (GString    *out,
               const char *text,
               gsize       length)
{
  g_autofree char *raw = g_strndup (text, MIN (length, 60));
  g_autofree char *valid = g_utf8_make_valid (raw, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (plain, "\\n");
      else if (*p == '\r')
        g_string_append (plain, "\\r");
      else if (*p == '\t')
        g_string_append (plain, "\\t");
      else
        g_string_append_c (plain, *p);
    }
  g_string_append_printf (out, " \"%s%s\"", plain->str, length > 60 ? "…" : "");
  g_string_free (plain, TRUE);
}

static void
append_part (GString    *out,
             AtriumTree *tree,
             const char *name,
             AtriumSpan  span)
{
  const char *text = atrium_source_get_text (atrium_tree_get_source (tree), NULL);

  if (atrium_span_is_none (span))
    return;
  g_string_append_printf (out, " %s", name);
  append_quoted (out, text + span.start, atrium_span_length (span));
}

static gboolean
shows_text (const AtriumNode *node)
{
  return node->first_child == NULL && node->type != ATRIUM_NODE_DOCUMENT &&
         node->type != ATRIUM_NODE_SOFT_BREAK && node->type != ATRIUM_NODE_RULE;
}

static void
append_node (GString          *out,
             AtriumTree       *tree,
             const AtriumNode *node)
{
  const char *text = atrium_source_get_text (atrium_tree_get_source (tree), NULL);

  g_string_append_printf (out, "%s", type_names[node->type]);
  if (node->tag != NULL && *node->tag != '\0')
    g_string_append_printf (out, " %s", node->tag);
  if (node->level != 0)
    g_string_append_printf (out, " %u", node->level);
  if (node->marker != '\0')
    g_string_append_printf (out, " %c", node->marker);
  if (node->tight)
    g_string_append (out, " tight");
  if (node->markdown)
    g_string_append (out, " markdown");
  if (node->type == ATRIUM_NODE_ELEMENT && !node->closed)
    g_string_append (out, " unclosed");
  g_string_append_printf (out, " %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, node->outer.start, node->outer.end);
  if (node->inner.start != node->outer.start || node->inner.end != node->outer.end)
    g_string_append_printf (out, " (%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT ")",
                            node->inner.start, node->inner.end);
  append_part (out, tree, "to", node->target);
  append_part (out, tree, "label", node->label);
  append_part (out, tree, "title", node->title);
  if (shows_text (node))
    {
      if (node->literal != NULL)
        append_quoted (out, node->literal, strlen (node->literal));
      else
        append_quoted (out, text + node->inner.start, atrium_span_length (node->inner));
    }
}

/**
 * atrium_tree_dump:
 *
 * Returns: (transfer full): the tree for people, one line a node: type, what is special
 *   about it, outer span, (inner span) where it differs, and its text
 */
char *
atrium_tree_dump (AtriumTree *self)
{
  GString *out = g_string_new (NULL);
  AtriumNode *root = atrium_tree_get_root (self);

  for (AtriumNode *node = root; node != NULL; node = atrium_node_walk (root, node))
    {
      for (AtriumNode *up = node->parent; up != NULL; up = up->parent)
        g_string_append (out, "  ");
      append_node (out, self, node);
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}
