#include "atrium-flat.h"

#include <string.h>

typedef enum
{
  GAP_NONE,
  GAP_SPACE,
  GAP_BREAK,
  GAP_BLOCK,
} Gap;

/* A piece of the text. Its bytes are those of the source one by one, or, where @exact is
 * not set, all of them stand for all of the source's: an entity, an escape, white space. */
typedef struct
{
  gsize       start;
  gsize       end;
  AtriumSpan  source;
  AtriumNode *node;
  guint       style;
  gboolean    exact;
  gboolean    gap;
} Segment;

struct _AtriumFlat
{
  AtriumTree *tree;
  GString    *text;
  GArray     *segments;
  GArray     *marks;
  const char *source;

  /* while building */
  Gap         pending;
  gsize       gap_at;
  AtriumNode *gap_node;
  guint       gap_style;
  guint       style;
};

#define SEGMENT(self, i) (&g_array_index ((self)->segments, Segment, (i)))

/* -- building */

static void
add_gap (AtriumFlat *self,
         Gap         gap,
         AtriumNode *node,
         gsize       at)
{
  if (self->text->len == 0 || gap <= self->pending)
    return;

  if (self->pending == GAP_NONE)
    {
      self->gap_at = at;
      self->gap_node = node;
      self->gap_style = self->style;
    }
  else
    self->gap_style &= self->style;
  self->pending = gap;
}

static void
write_gap (AtriumFlat *self)
{
  static const char * const gaps[] = { "", " ", "\n", "\n\n" };
  Segment segment = {
    .start = self->text->len, .source = { self->gap_at, self->gap_at + 1 }, .node = self->gap_node,
    .style = self->gap_style & self->style, .gap = TRUE,
  };

  if (self->pending == GAP_NONE)
    return;

  g_string_append (self->text, gaps[self->pending]);
  segment.end = self->text->len;
  if (segment.end > segment.start)
    g_array_append_val (self->segments, segment);
  self->pending = GAP_NONE;
}

static void
add_segment (AtriumFlat *self,
             AtriumNode *node,
             const char *text,
             gsize       length,
             AtriumSpan  source,
             gboolean    exact)
{
  Segment segment = { .source = source, .node = node, .style = self->style, .exact = exact };

  if (length == 0)
    return;

  write_gap (self);
  segment.start = self->text->len;
  g_string_append_len (self->text, text, length);
  segment.end = self->text->len;
  g_array_append_val (self->segments, segment);
}

/* the length of the white space character at @text, 0 where there is none */
static gsize
space_length (const char *text,
              gsize       left)
{
  if (left == 0)
    return 0;
  if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
    return 1;

  return left >= 2 && (guchar) text[0] == 0xc2 && (guchar) text[1] == 0xa0 ? 2 : 0;
}

static void
add_source (AtriumFlat *self,
            AtriumNode *node,
            AtriumSpan  span)
{
  gsize pos = span.start;

  while (pos < span.end)
    {
      gsize start = pos;
      gsize space;

      while (pos < span.end && (space = space_length (self->source + pos, span.end - pos)) > 0)
        pos += space;
      if (pos > start)
        add_gap (self, GAP_SPACE, node, start);
      for (start = pos; pos < span.end && space_length (self->source + pos, span.end - pos) == 0; )
        pos++;
      add_segment (self, node, self->source + start, pos - start, ATRIUM_SPAN (start, pos), TRUE);
    }
}

static void
add_text (AtriumFlat *self,
          AtriumNode *node)
{
  gsize length;

  if (node->literal == NULL)
    {
      add_source (self, node, node->outer);
      return;
    }

  length = strlen (node->literal);
  if (space_length (node->literal, length) == length)
    add_gap (self, GAP_SPACE, node, node->outer.start);
  else
    add_segment (self, node, node->literal, length, node->outer, FALSE);
}

static gboolean
has_style_word (const char *style,
                const char *property,
                const char *value)
{
  const char *found = style != NULL ? strstr (style, property) : NULL;
  const char *end;

  if (found == NULL)
    return FALSE;
  found += strlen (property);
  end = found + strcspn (found, ";");

  return g_strstr_len (found, end - found, value) != NULL;
}

/* a class that says which part of a citation it is says nothing of a label */
static gboolean
is_label_class (const char *class)
{
  static const char *const parts[] = { "title", "author", "authors", "venue", "journal", "booktitle", "year", "date", "name", "text" };

  if (class == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_suffix (class, parts[i]))
      return FALSE;

  return TRUE;
}

static guint
get_element_style (AtriumNode *node)
{
  static const struct { const char *tag; guint style; } styles[] = {
    { "b", ATRIUM_STYLE_STRONG }, { "strong", ATRIUM_STYLE_STRONG },
    { "i", ATRIUM_STYLE_EMPHASIS }, { "em", ATRIUM_STYLE_EMPHASIS },
    { "cite", ATRIUM_STYLE_EMPHASIS }, { "var", ATRIUM_STYLE_EMPHASIS }, { "dfn", ATRIUM_STYLE_EMPHASIS },
    { "u", ATRIUM_STYLE_UNDERLINE }, { "ins", ATRIUM_STYLE_UNDERLINE },
    { "code", ATRIUM_STYLE_CODE | ATRIUM_STYLE_BADGE }, { "kbd", ATRIUM_STYLE_CODE | ATRIUM_STYLE_BADGE },
    { "samp", ATRIUM_STYLE_CODE }, { "tt", ATRIUM_STYLE_CODE },
    { "a", ATRIUM_STYLE_LINK }, { "sup", ATRIUM_STYLE_SUPERSCRIPT },
    { "s", ATRIUM_STYLE_STRIKE }, { "del", ATRIUM_STYLE_STRIKE }, { "strike", ATRIUM_STYLE_STRIKE },
    { "font", ATRIUM_STYLE_BADGE }, { "mark", ATRIUM_STYLE_BADGE },
  };
  const char *css = atrium_node_get_attribute (node, "style");
  guint style = 0;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (strcmp (node->tag, styles[i].tag) == 0)
      style |= styles[i].style;
  if (!node->block && has_style_word (css, "font-weight", "bold"))
    style |= ATRIUM_STYLE_STRONG;
  if (!node->block && has_style_word (css, "font-style", "italic"))
    style |= ATRIUM_STYLE_EMPHASIS;
  if (!node->block && has_style_word (css, "text-decoration", "underline"))
    style |= ATRIUM_STYLE_UNDERLINE;
  if (strcmp (node->tag, "span") == 0 &&
      (is_label_class (atrium_node_get_attribute (node, "class")) || has_style_word (css, "background", "")))
    style |= ATRIUM_STYLE_BADGE;

  return style;
}

static guint
get_node_style (AtriumNode *node)
{
  switch (node->type)
    {
    case ATRIUM_NODE_STRONG:
      return ATRIUM_STYLE_STRONG;
    case ATRIUM_NODE_EMPHASIS:
      return ATRIUM_STYLE_EMPHASIS;
    case ATRIUM_NODE_STRIKE:
      return ATRIUM_STYLE_STRIKE;
    case ATRIUM_NODE_CODE:
      return ATRIUM_STYLE_CODE | ATRIUM_STYLE_BADGE;
    case ATRIUM_NODE_CODE_BLOCK:
      return ATRIUM_STYLE_CODE;
    case ATRIUM_NODE_LINK:
      return ATRIUM_STYLE_LINK;
    case ATRIUM_NODE_MATH:
      return ATRIUM_STYLE_MATH;
    case ATRIUM_NODE_ELEMENT:
      return get_element_style (node);
    default:
      return 0;
    }
}

static gboolean
is_block (const AtriumNode *node)
{
  switch (node->type)
    {
    case ATRIUM_NODE_HEADING:
    case ATRIUM_NODE_PARAGRAPH:
    case ATRIUM_NODE_LIST:
    case ATRIUM_NODE_ITEM:
    case ATRIUM_NODE_QUOTE:
    case ATRIUM_NODE_CODE_BLOCK:
    case ATRIUM_NODE_RULE:
    case ATRIUM_NODE_TABLE:
    case ATRIUM_NODE_ROW:
    case ATRIUM_NODE_CELL:
    case ATRIUM_NODE_DEFINITION_LIST:
    case ATRIUM_NODE_TERM:
    case ATRIUM_NODE_DEFINITION:
      return TRUE;
    case ATRIUM_NODE_ELEMENT:
    case ATRIUM_NODE_MATH:
      return node->block;
    default:
      return FALSE;
    }
}

/* what is not shown where it stands */
static gboolean
is_hidden (const AtriumNode *node)
{
  switch (node->type)
    {
    case ATRIUM_NODE_FRONT_MATTER:
    case ATRIUM_NODE_LINK_DEFINITION:
    case ATRIUM_NODE_FOOTNOTE_DEFINITION:
    case ATRIUM_NODE_FOOTNOTE_REFERENCE:
    case ATRIUM_NODE_ATTRIBUTES:
    case ATRIUM_NODE_COMMENT:
    case ATRIUM_NODE_LIQUID:
      return TRUE;
    case ATRIUM_NODE_ELEMENT:
      return strcmp (node->tag, "script") == 0 || strcmp (node->tag, "style") == 0;
    default:
      return FALSE;
    }
}

static gboolean
is_link (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_LINK || node->type == ATRIUM_NODE_IMAGE ||
         atrium_node_is_element (node, "a") || atrium_node_is_element (node, "img");
}

static void add_node (AtriumFlat *self,
                      AtriumNode *node);

static void
add_children (AtriumFlat *self,
              AtriumNode *node)
{
  for (AtriumNode *child = node->first_child; child != NULL; child = child->next)
    add_node (self, child);
}

static void
add_link (AtriumFlat *self,
          AtriumNode *node)
{
  AtriumFlatMark mark = { .node = node, .start = self->text->len };
  guint at = self->marks->len;

  g_array_append_val (self->marks, mark);
  add_children (self, node);

  mark.end = self->text->len;
  while (mark.start < mark.end && g_ascii_isspace (self->text->str[mark.start]))
    mark.start++;
  g_array_index (self->marks, AtriumFlatMark, at) = mark;
}

static void
add_inside (AtriumFlat *self,
            AtriumNode *node)
{
  if (node->type == ATRIUM_NODE_TEXT)
    add_text (self, node);
  else if (node->type == ATRIUM_NODE_BREAK)
    add_gap (self, GAP_BREAK, node, node->outer.start);
  else if (node->type == ATRIUM_NODE_SOFT_BREAK)
    add_gap (self, GAP_SPACE, node, node->outer.start);
  else if (node->type == ATRIUM_NODE_MATH || node->type == ATRIUM_NODE_CODE_BLOCK)
    add_source (self, node, node->inner);
  else if (is_link (node))
    add_link (self, node);
  else
    add_children (self, node);
}

static void
add_node (AtriumFlat *self,
          AtriumNode *node)
{
  guint style = self->style;
  gboolean block = is_block (node);

  if (is_hidden (node))
    return;

  if (block)
    add_gap (self, GAP_BLOCK, node, node->outer.start);
  self->style |= get_node_style (node);
  add_inside (self, node);
  self->style = style;
  if (block)
    add_gap (self, GAP_BLOCK, node, MAX (node->outer.end, 1) - 1);
}

/**
 * atrium_flat_new:
 * @tree: the tree of the nodes, of which a reference is kept
 * @first: a node
 * @last: @first or a sibling behind it
 *
 * Returns: (transfer full): the visible text of the nodes from @first to @last
 */
AtriumFlat *
atrium_flat_new (AtriumTree *tree,
                 AtriumNode *first,
                 AtriumNode *last)
{
  AtriumFlat *self;

  g_return_val_if_fail (tree != NULL && first != NULL && last != NULL, NULL);

  self = g_new0 (AtriumFlat, 1);
  self->tree = atrium_tree_ref (tree);
  self->source = atrium_source_get_text (atrium_tree_get_source (tree), NULL);
  self->text = g_string_new (NULL);
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  self->marks = g_array_new (FALSE, FALSE, sizeof (AtriumFlatMark));

  for (AtriumNode *node = first; node != NULL; node = node->next)
    {
      add_node (self, node);
      if (node == last)
        break;
    }

  return self;
}

/**
 * atrium_flat_free:
 */
void
atrium_flat_free (AtriumFlat *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->text, TRUE);
  g_array_unref (self->segments);
  g_array_unref (self->marks);
  atrium_tree_unref (self->tree);
  g_free (self);
}

/* -- asking */

/**
 * atrium_flat_get_text:
 * @length: (out) (optional): its length in bytes
 *
 * Returns: (transfer none): the text; it neither begins nor ends in white space
 */
const char *
atrium_flat_get_text (AtriumFlat *self,
                      gsize      *length)
{
  if (length != NULL)
    *length = self->text->len;

  return self->text->str;
}

/* the segment of the byte at @offset, or %NULL behind the end */
static Segment *
find_segment (AtriumFlat *self,
              gsize       offset,
              guint      *index)
{
  guint low = 0;
  guint high = self->segments->len;

  if (offset >= self->text->len)
    return NULL;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (SEGMENT (self, middle)->start <= offset)
        low = middle;
      else
        high = middle;
    }
  if (index != NULL)
    *index = low;

  return SEGMENT (self, low);
}

/**
 * atrium_flat_get_style:
 * @offset: a byte of the text
 *
 * Returns: its #AtriumStyle flags; 0 behind the end
 */
guint
atrium_flat_get_style (AtriumFlat *self,
                       gsize       offset)
{
  Segment *segment = find_segment (self, offset, NULL);

  return segment != NULL ? segment->style : 0;
}

/**
 * atrium_flat_has_style:
 *
 * Returns: whether every byte of the range but white space has all of @style; %FALSE for
 *   a range without any
 */
gboolean
atrium_flat_has_style (AtriumFlat *self,
                       gsize       start,
                       gsize       end,
                       guint       style)
{
  gboolean found = FALSE;
  guint i;

  if (find_segment (self, start, &i) == NULL)
    return FALSE;

  for (; i < self->segments->len && SEGMENT (self, i)->start < end; i++)
    {
      Segment *segment = SEGMENT (self, i);

      if (segment->gap)
        continue;
      if ((segment->style & style) != style)
        return FALSE;
      found = TRUE;
    }

  return found;
}

/**
 * atrium_flat_run_end:
 *
 * Returns: the end of the run of bytes from @offset on that have the same value of
 *   (style & @mask)
 */
gsize
atrium_flat_run_end (AtriumFlat *self,
                     gsize       offset,
                     guint       mask)
{
  guint i;
  Segment *segment = find_segment (self, offset, &i);
  guint style;

  if (segment == NULL)
    return self->text->len;

  style = segment->style & mask;
  while (i < self->segments->len && (SEGMENT (self, i)->style & mask) == style)
    i++;

  return i < self->segments->len ? SEGMENT (self, i)->start : self->text->len;
}

/**
 * atrium_flat_get_marks:
 *
 * Returns: (transfer none): the links and pictures, #AtriumFlatMark, in order
 */
const GArray *
atrium_flat_get_marks (AtriumFlat *self)
{
  return self->marks;
}

/**
 * atrium_flat_get_node:
 *
 * Returns: (transfer none) (nullable): the innermost node that the byte at @offset came
 *   from; %NULL behind the end
 */
AtriumNode *
atrium_flat_get_node (AtriumFlat *self,
                      gsize       offset)
{
  Segment *segment = find_segment (self, offset, NULL);

  return segment != NULL ? segment->node : NULL;
}

/* -- spans */

/* a range of the text with what is around it */
typedef struct
{
  AtriumSpan  source;
  AtriumNode *first;
  AtriumNode *last;
  gsize       before;      /* end of the visible byte before the range, in the source */
  gsize       after;       /* the visible byte behind it */
} Range;

static gboolean
trim_range (AtriumFlat *self,
            gsize      *start,
            gsize      *end)
{
  *end = MIN (*end, self->text->len);
  while (*start < *end && g_ascii_isspace (self->text->str[*start]))
    (*start)++;
  while (*end > *start && g_ascii_isspace (self->text->str[*end - 1]))
    (*end)--;

  return *start < *end;
}

static void
find_neighbours (AtriumFlat *self,
                 gsize       start,
                 guint       first,
                 gsize       end,
                 guint       last,
                 Range      *range)
{
  range->before = 0;
  range->after = G_MAXSIZE;

  if (SEGMENT (self, first)->exact && SEGMENT (self, first)->start < start)
    range->before = range->source.start;
  else
    for (guint i = first; i > 0 && range->before == 0; i--)
      if (!SEGMENT (self, i - 1)->gap)
        range->before = SEGMENT (self, i - 1)->source.end;

  if (SEGMENT (self, last)->exact && SEGMENT (self, last)->end > end)
    range->after = range->source.end;
  else
    for (guint i = last + 1; i < self->segments->len && range->after == G_MAXSIZE; i++)
      if (!SEGMENT (self, i)->gap)
        range->after = SEGMENT (self, i)->source.start;
}

/* FALSE where the range is empty or begins or ends inside an entity */
static gboolean
find_range (AtriumFlat *self,
            gsize       start,
            gsize       end,
            Range      *range)
{
  guint first;
  guint last;
  Segment *left;
  Segment *right;

  if (!trim_range (self, &start, &end))
    return FALSE;

  left = find_segment (self, start, &first);
  right = find_segment (self, end - 1, &last);
  if ((!left->exact && left->start < start) || (!right->exact && right->end > end))
    return FALSE;

  range->first = left->node;
  range->last = right->node;
  range->source.start = left->exact ? left->source.start + (start - left->start) : left->source.start;
  range->source.end = right->exact ? right->source.start + (end - right->start) : right->source.end;
  find_neighbours (self, start, first, end, last, range);

  return TRUE;
}

static guint
get_depth (AtriumNode *node)
{
  guint depth = 0;

  for (; node->parent != NULL; node = node->parent)
    depth++;
  return depth;
}

static AtriumNode *
find_common (AtriumNode *a,
             AtriumNode *b)
{
  guint depth_a = get_depth (a);
  guint depth_b = get_depth (b);

  for (; depth_a > depth_b; depth_a--)
    a = a->parent;
  for (; depth_b > depth_a; depth_b--)
    b = b->parent;
  while (a != b)
    {
      a = a->parent;
      b = b->parent;
    }

  return a;
}

/* Grows a range over the nodes below the one that holds all of it. */
static gboolean
grow_range (Range       *range,
            AtriumNode **common)
{
  *common = find_common (range->first, range->last);

  for (AtriumNode *node = range->first; node != *common; node = node->parent)
    {
      if (node->type == ATRIUM_NODE_TEXT)
        continue;
      if (range->before > node->outer.start)
        return FALSE;
      range->source.start = node->outer.start;
    }
  for (AtriumNode *node = range->last; node != *common; node = node->parent)
    {
      if (node->type == ATRIUM_NODE_TEXT)
        continue;
      if (range->after < node->outer.end)
        return FALSE;
      range->source.end = node->outer.end;
    }

  return TRUE;
}

/**
 * atrium_flat_get_span:
 * @span: (out): the source of the range
 * @spelling: (out) (optional): how text is spelled there
 *
 * Finds the source of a range of the text, trimmed to what is visible and grown over
 * markup that lies wholly inside. Markup that encloses exactly the range is left
 * outside.
 *
 * Returns: %FALSE where there is nothing visible or the range cuts through markup
 */
gboolean
atrium_flat_get_span (AtriumFlat     *self,
                      gsize           start,
                      gsize           end,
                      AtriumSpan     *span,
                      AtriumSpelling *spelling)
{
  AtriumNode *common;
  Range range;

  g_return_val_if_fail (self != NULL && span != NULL, FALSE);

  if (!find_range (self, start, end, &range) || !grow_range (&range, &common))
    return FALSE;

  *span = range.source;
  if (spelling != NULL)
    *spelling = common->spelling;
  return TRUE;
}

static gboolean
is_inline_markup (AtriumNode *node)
{
  return node != NULL && node->type >= ATRIUM_NODE_ELEMENT && node->type != ATRIUM_NODE_TEXT &&
         !node->block;
}

/**
 * atrium_flat_get_outer_span:
 * @span: (out): the source of the range
 *
 * Like atrium_flat_get_span(), but with all the inline markup inside that encloses
 * exactly the range.
 *
 * Returns: %FALSE where there is nothing visible or the range cuts through markup
 */
gboolean
atrium_flat_get_outer_span (AtriumFlat *self,
                            gsize       start,
                            gsize       end,
                            AtriumSpan *span)
{
  AtriumNode *node;
  Range range;

  g_return_val_if_fail (self != NULL && span != NULL, FALSE);

  if (!find_range (self, start, end, &range) || !grow_range (&range, &node))
    return FALSE;

  if (node->type == ATRIUM_NODE_TEXT)
    node = node->parent;
  for (; is_inline_markup (node); node = node->parent)
    {
      if (range.before > node->outer.start || range.after < node->outer.end)
        break;
      range.source = node->outer;
    }

  *span = range.source;
  return TRUE;
}
