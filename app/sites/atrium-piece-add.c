#include "atrium-piece-private.h"

#include "atrium-lens-private.h"
#include "atrium-outline-shape.h"
#include "atrium-piece-remark.h"
#include "atrium-scan.h"

AtriumBlock *
_atrium_cutter_get_block (AtriumCutter *self,
                          guint         index)
{
  return g_ptr_array_index (self->blocks, index);
}

/* The pieces own what was flattened for them. */
AtriumFlat *
_atrium_cutter_keep_flat (AtriumCutter *self,
                          AtriumFlat   *flat)
{
  g_ptr_array_add (self->out->flats, flat);

  return flat;
}

/* An element that is not closed ends where the next one begins; what parts the two is none of it. */
static void
trim_open_end (AtriumPiece *piece)
{
  const char *text = atrium_source_get_text (piece->source, NULL);

  if (!_atrium_site_is_html (atrium_source_get_path (piece->source)))
    return;
  while (piece->outer.end > piece->outer.start && g_ascii_isspace (text[piece->outer.end - 1]))
    piece->outer.end--;
  piece->inner.end = MAX (MIN (piece->inner.end, piece->outer.end), piece->inner.start);
}

/* A piece of neighbouring nodes, unless it says nothing or only something about the others. */
void
_atrium_cutter_add_piece (AtriumCutter      *self,
                          AtriumEntryForm    form,
                          const AtriumBlock *block,
                          AtriumNode        *first,
                          AtriumNode        *last,
                          AtriumSpan         outer,
                          AtriumSpan         inner)
{
  AtriumPiece piece = {
    .form = form,
    .tree = block->tree,
    .source = block->source,
    .first = first,
    .last = last,
    .container = first->parent,
    .outer = outer,
    .inner = inner,
    .group = self->group,
  };

  trim_open_end (&piece);
  piece.flat = atrium_flat_new (block->tree, first, last);
  atrium_flat_get_text (piece.flat, &piece.end);
  _atrium_cutter_keep_flat (self, piece.flat);
  if (form == ATRIUM_ENTRY_FORM_ITEM && (atrium_remark_is_filler (piece.flat) || atrium_remark_is_reference (piece.flat, self->kind)))
    return;
  if (self->kind == ATRIUM_KIND_PUBLICATIONS && atrium_remark_is_legend (piece.flat))
    return;
  if (atrium_remark_has_words (piece.flat) || atrium_flat_get_marks (piece.flat)->len > 0)
    g_array_append_val (self->out->pieces, piece);
}

/* A block that is a piece. */
void
_atrium_cutter_add_block (AtriumCutter      *self,
                          AtriumEntryForm    form,
                          const AtriumBlock *block)
{
  _atrium_cutter_add_piece (self, form, block, block->first, block->last, block->span, block->span);
}

/* A piece of several blocks; those that have another parent stay out */
void
_atrium_cutter_add_blocks (AtriumCutter *self,
                           guint         first,
                           guint         end)
{
  const AtriumBlock *head = _atrium_cutter_get_block (self, first);
  AtriumNode *last = head->last;

  for (guint i = first + 1; i < end; i++)
    {
      const AtriumBlock *block = _atrium_cutter_get_block (self, i);

      if (block->tree == head->tree && block->last->parent == head->first->parent && block->type != ATRIUM_BLOCK_RULE)
        last = block->last;
    }

  _atrium_cutter_add_piece (self, ATRIUM_ENTRY_FORM_PARAGRAPH, head, head->first, last,
                            ATRIUM_SPAN (head->span.start, last->outer.end), ATRIUM_SPAN (head->span.start, last->outer.end));
}

/* an item that holds nothing but a list is a wrapper around its items */
static AtriumNode *
get_only_list (const AtriumNode *item)
{
  AtriumNode *only = NULL;

  for (AtriumNode *n = item->first_child; n != NULL; n = n->next)
    {
      if (n->type == ATRIUM_NODE_SOFT_BREAK || n->type == ATRIUM_NODE_COMMENT)
        continue;
      if (only != NULL || !atrium_node_is_list (n))
        return NULL;
      only = n;
    }

  return only;
}

static gboolean
opens_loop (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_LIQUID && g_strcmp0 (node->tag, "for") == 0;
}

static gboolean
closes_loop (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_LIQUID && g_strcmp0 (node->tag, "endfor") == 0;
}

/* the list under an item that is no more than a year: "- 2031\n  - Title, ..." */
static AtriumNode *
get_year_list (const AtriumBlock  *block,
               AtriumNode         *item,
               char              **year)
{
  AtriumNode *list = item->last_child;
  AtriumNode *head;
  g_autoptr(AtriumFlat) flat = NULL;

  while (list != NULL && !atrium_node_is_list (list) && (list->type == ATRIUM_NODE_SOFT_BREAK || list->type == ATRIUM_NODE_COMMENT))
    list = list->previous;
  head = list != NULL && atrium_node_is_list (list) ? list->previous : NULL;
  if (head == NULL)
    return NULL;
  flat = atrium_flat_new (block->tree, item->first_child, head);
  if (atrium_scan_year (atrium_flat_get_text (flat, NULL)) == 0)
    return NULL;
  *year = g_strdup (atrium_flat_get_text (flat, NULL));
  g_strstrip (*year);

  return list;
}

/* @year is taken */
static void
add_year_items (AtriumCutter      *self,
                const AtriumBlock *block,
                AtriumNode        *list,
                guint              depth,
                char              *year)
{
  const char *group = self->group;

  g_ptr_array_add (self->out->groups, year);
  self->group = year;
  _atrium_cutter_add_items (self, block, list, depth);
  self->group = group;
}

/* The items of a list, and those of the lists that wrap or date them. */
void
_atrium_cutter_add_items (AtriumCutter      *self,
                          const AtriumBlock *block,
                          AtriumNode        *list,
                          guint              depth)
{
  guint loops = 0;

  for (AtriumNode *n = list->first_child; n != NULL; n = n->next)
    {
      AtriumNode *inner;
      char *year = NULL;
      guint before = self->out->pieces->len;

      /* what a loop repeats is no item of its own */
      loops += opens_loop (n);
      if (loops > 0 && closes_loop (n))
        loops--;
      /* <ul><div><li>: what a script folds away */
      if (loops == 0 && atrium_node_is_element (n, "div") && depth < MAX_SUB_LEVELS)
        _atrium_cutter_add_items (self, block, n, depth + 1);
      if (loops > 0 || !atrium_node_is_item (n) || n->first_child == NULL)
        continue;
      inner = depth < MAX_SUB_LEVELS ? get_only_list (n) : NULL;
      if (inner == NULL && depth < MAX_SUB_LEVELS)
        inner = get_year_list (block, n, &year);
      if (year != NULL)
        add_year_items (self, block, inner, depth + 1, year);
      else if (inner != NULL)
        _atrium_cutter_add_items (self, block, inner, depth + 1);
      else
        _atrium_cutter_add_piece (self, ATRIUM_ENTRY_FORM_ITEM, block, n->first_child, n->last_child, n->outer, n->inner);
      self->out->n_listed += inner == NULL && self->out->pieces->len > before;
    }
}
