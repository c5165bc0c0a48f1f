#pragma once

#include "atrium-flat.h"

/* What holds for every tree, whatever it was read from. */

static inline gboolean
is_boundary (AtriumSource *source,
             gsize         offset)
{
  gsize length;
  const char *text = atrium_source_get_text (source, &length);

  return offset == length || ((guchar) text[offset] & 0xc0) != 0x80;
}

static inline void
check_node (AtriumSource     *source,
            const AtriumNode *node)
{
  gsize length;

  atrium_source_get_text (source, &length);
  g_assert_cmpuint (node->outer.start, <=, node->inner.start);
  g_assert_cmpuint (node->inner.start, <=, node->inner.end);
  g_assert_cmpuint (node->inner.end, <=, node->outer.end);
  g_assert_cmpuint (node->outer.end, <=, length);
  g_assert_true (is_boundary (source, node->outer.start));
  g_assert_true (is_boundary (source, node->outer.end));
  g_assert_true (is_boundary (source, node->inner.start));
  g_assert_true (is_boundary (source, node->inner.end));

  if (node->previous != NULL)
    {
      g_assert_true (node->previous->next == node);
      g_assert_cmpuint (node->previous->outer.end, <=, node->outer.start);
    }
  if (node->parent != NULL)
    {
      g_assert_cmpuint (node->parent->inner.start, <=, node->outer.start);
      g_assert_cmpuint (node->outer.end, <=, node->parent->inner.end);
      g_assert_true (node->previous != NULL || node->parent->first_child == node);
      g_assert_true (node->next != NULL || node->parent->last_child == node);
    }
  if (!atrium_span_is_none (node->target))
    g_assert_cmpuint (node->target.end, <=, length);
  for (guint i = 0; i < node->n_attributes; i++)
    {
      g_assert_true (atrium_span_contains (node->outer, node->attributes[i].outer));
      g_assert_true (g_utf8_validate (node->attributes[i].value, -1, NULL));
    }
  if (node->literal != NULL)
    g_assert_true (g_utf8_validate (node->literal, -1, NULL));
}

/* The text goes on as the source does, and a range gives its part of the source. */
static inline void
check_flat (AtriumTree *tree,
            AtriumNode *node)
{
  g_autoptr(AtriumFlat) flat = atrium_flat_new (tree, node, node);
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);
  const GArray *marks = atrium_flat_get_marks (flat);
  gsize before = 0;

  g_assert_true (g_utf8_validate (text, length, NULL));
  g_assert_true (length == 0 || (!g_ascii_isspace (text[0]) && !g_ascii_isspace (text[length - 1])));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize start = p - text;
      AtriumSpelling spelling;
      AtriumSpan span;
      AtriumSpan outer;

      if (!atrium_flat_get_span (flat, start, g_utf8_next_char (p) - text, &span, &spelling))
        continue;
      g_assert_cmpuint (before, <=, span.start);
      g_assert_cmpuint (span.start, <, span.end);
      g_assert_true (atrium_span_contains (node->outer, span));
      g_assert_true (atrium_flat_get_outer_span (flat, start, g_utf8_next_char (p) - text, &outer));
      g_assert_true (atrium_span_contains (outer, span));
      before = span.end;
    }

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);

      g_assert_cmpuint (mark->start, <=, mark->end);
      g_assert_cmpuint (mark->end, <=, length);
    }
}

static inline void
check_tree (AtriumTree *tree)
{
  AtriumSource *source = atrium_tree_get_source (tree);
  AtriumNode *root = atrium_tree_get_root (tree);

  for (AtriumNode *node = root; node != NULL; node = atrium_node_walk (root, node))
    check_node (source, node);
  check_flat (tree, root);
}
