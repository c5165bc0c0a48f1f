#include "atrium-piece-private.h"

#include <string.h>

#include "atrium-piece-remark.h"
#include "atrium-scan.h"

/* a paragraph of fewer bytes can be the head of the list that follows it */
#define MAX_HEAD_BYTES 400

static void cut_section (AtriumCutter *self,
                         guint         first,
                         guint         end,
                         guint         depth);

/**
 * atrium_pieces_free:
 * @self: (nullable): pieces
 */
void
atrium_pieces_free (AtriumPieces *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->pieces);
  g_ptr_array_unref (self->flats);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/* ---- runs of blocks under one heading ---- */

typedef struct
{
  guint lists;
  guint boxes;
  guint paragraphs;
  guint rules;
  guint pairs;               /* paragraphs with a list right behind */
  guint heads;               /* those that look like the head of an entry */
} RunCount;

static gboolean
is_head (AtriumCutter *self,
         guint         index)
{
  const AtriumBlock *block = _atrium_cutter_get_block (self, index);
  g_autoptr(AtriumFlat) flat = NULL;
  gsize start = 0;
  gsize end;
  const char *text;

  flat = atrium_block_flatten (block);
  text = atrium_flat_get_text (flat, &end);
  atrium_scan_trim (text, &start, &end);
  if (start >= end || end - start > MAX_HEAD_BYTES || text[end - 1] == ':' || g_str_has_suffix (text, "："))
    return FALSE;
  if (_atrium_cutter_lists_entries (self, _atrium_cutter_get_block (self, index + 1)))
    return FALSE;

  switch (self->kind)
    {
    case ATRIUM_KIND_PUBLICATIONS:
      return atrium_remark_has_authors (flat);
    case ATRIUM_KIND_EXPERIENCE:
    case ATRIUM_KIND_EDUCATION:
    case ATRIUM_KIND_PROJECTS:
    case ATRIUM_KIND_TEACHING:
    case ATRIUM_KIND_GRANTS:
      return (atrium_flat_get_style (flat, start) & (ATRIUM_STYLE_STRONG | ATRIUM_STYLE_EMPHASIS | ATRIUM_STYLE_LINK)) != 0 ||
             atrium_remark_has_date (flat);
    default:
      return FALSE;
    }
}

static RunCount
count_run (AtriumCutter *self,
           guint         first,
           guint         end)
{
  RunCount count = { 0 };

  for (guint i = first; i < end; i++)
    {
      const AtriumBlock *block = _atrium_cutter_get_block (self, i);

      count.lists += block->type == ATRIUM_BLOCK_LIST;
      count.boxes += block->type == ATRIUM_BLOCK_BOX || block->type == ATRIUM_BLOCK_ROW;
      count.paragraphs += block->type == ATRIUM_BLOCK_PARAGRAPH;
      count.rules += block->type == ATRIUM_BLOCK_RULE;
      if (block->type == ATRIUM_BLOCK_PARAGRAPH && i + 1 < end && _atrium_cutter_get_block (self, i + 1)->type == ATRIUM_BLOCK_LIST)
        {
          count.pairs++;
          count.heads += is_head (self, i);
        }
    }

  return count;
}

static gboolean
is_cell (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_CELL || atrium_node_is_element (node, "td") || atrium_node_is_element (node, "th");
}

/* "|  | more about it |": a row with nothing in its first cell goes on with the one above */
static gboolean
continues_row (AtriumCutter *self,
               guint         index,
               guint         end)
{
  const AtriumBlock *block = index < end ? _atrium_cutter_get_block (self, index) : NULL;
  AtriumNode *cell = block != NULL && block->type == ATRIUM_BLOCK_ROW ? block->first->first_child : NULL;
  g_autoptr(AtriumFlat) flat = NULL;
  gsize start = 0;
  gsize length;
  const char *text;

  while (cell != NULL && !is_cell (cell))
    cell = cell->next;
  if (cell == NULL || index == 0 || _atrium_cutter_get_block (self, index - 1)->type != ATRIUM_BLOCK_ROW ||
      _atrium_cutter_get_block (self, index - 1)->first->parent != block->first->parent)
    return FALSE;
  flat = atrium_flat_new (block->tree, cell, cell);
  text = atrium_flat_get_text (flat, &length);
  atrium_scan_trim (text, &start, &length);

  return start >= length && atrium_flat_get_marks (flat)->len == 0;
}

static void
add_rows_piece (AtriumCutter *self,
                guint         first,
                guint         end)
{
  const AtriumBlock *head = _atrium_cutter_get_block (self, first);
  AtriumNode *last = _atrium_cutter_get_block (self, end - 1)->last;
  AtriumSpan span = ATRIUM_SPAN (head->span.start, last->outer.end);

  _atrium_cutter_add_piece (self, ATRIUM_ENTRY_FORM_ROW, head, head->first, last, span, span);
}

static void
cut_mixed (AtriumCutter *self,
           guint         first,
           guint         end,
           RunCount      count)
{
  gboolean heads = count.heads > 0 && count.heads * 2 >= count.lists;

  for (guint i = first; i < end; i++)
    {
      const AtriumBlock *block = _atrium_cutter_get_block (self, i);

      if (block->type == ATRIUM_BLOCK_LIST)
        {
          _atrium_cutter_add_items (self, block, block->first, 0);
        }
      else if (block->type == ATRIUM_BLOCK_ROW && continues_row (self, i + 1, end))
        {
          guint next = i + 1;

          while (continues_row (self, next, end))
            next++;
          self->out->n_listed++;
          add_rows_piece (self, i, next);
          i = next - 1;
        }
      else if (block->type == ATRIUM_BLOCK_BOX || block->type == ATRIUM_BLOCK_ROW)
        {
          self->out->n_listed++;
          _atrium_cutter_add_block (self, block->type == ATRIUM_BLOCK_BOX ? ATRIUM_ENTRY_FORM_BOX : ATRIUM_ENTRY_FORM_ROW, block);
        }
      else if (block->type == ATRIUM_BLOCK_PARAGRAPH && heads)
        {
          guint next = i + 1;

          while (next < end && _atrium_cutter_get_block (self, next)->type == ATRIUM_BLOCK_LIST)
            next++;
          if (next > i + 1 || count.paragraphs > count.pairs)
            _atrium_cutter_add_blocks (self, i, next);
          i = next - 1;
        }
      else if (block->type == ATRIUM_BLOCK_PARAGRAPH && self->kind == ATRIUM_KIND_PUBLICATIONS)
        {
          g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

          if (atrium_remark_has_authors (flat) && (atrium_flat_get_marks (flat)->len > 0 || atrium_remark_has_date (flat)))
            _atrium_cutter_add_block (self, ATRIUM_ENTRY_FORM_PARAGRAPH, block);
        }
    }
}

static void
cut_run (AtriumCutter *self,
         guint         first,
         guint         end)
{
  RunCount count = count_run (self, first, end);

  if (count.rules > 0 && count.boxes < 2 && _atrium_cutter_rules_divide (self, first, end) && _atrium_cutter_heads_entries (self->kind == ATRIUM_KIND_PUBLICATIONS ? ATRIUM_KIND_PROJECTS : self->kind))
    _atrium_cutter_cut_chunks (self, first, end);
  else if (count.lists == 0 && count.boxes == 0 && self->kind != ATRIUM_KIND_PLACES)
    _atrium_cutter_cut_paragraphs (self, first, end);
  else
    cut_mixed (self, first, end, count);
}

static gboolean
holds_listed (AtriumCutter *self,
              guint         first,
              guint         end)
{
  for (guint i = first; i < end; i++)
    {
      AtriumBlockType type = _atrium_cutter_get_block (self, i)->type;

      if (type == ATRIUM_BLOCK_LIST || type == ATRIUM_BLOCK_BOX || type == ATRIUM_BLOCK_ROW)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_only_prose (AtriumCutter *self,
               guint         first,
               guint         end)
{
  return !holds_listed (self, first, end) && !(self->kind == ATRIUM_KIND_PUBLICATIONS && end > first + 2);
}

static guint
first_box (AtriumCutter *self,
           guint         first,
           guint         end)
{
  while (first < end && _atrium_cutter_get_block (self, first)->type != ATRIUM_BLOCK_BOX)
    first++;

  return first;
}

/* one paragraph of nothing but words above groups says what they are */
static gboolean
is_introduction (AtriumCutter *self,
                 guint         first,
                 guint         end)
{
  g_autoptr(AtriumFlat) flat = NULL;
  gsize start = 0;
  gsize length;
  const char *text;

  if (end != first + 1 || _atrium_cutter_get_block (self, first)->type != ATRIUM_BLOCK_PARAGRAPH || self->kind == ATRIUM_KIND_NEWS)
    return FALSE;
  flat = atrium_block_flatten (_atrium_cutter_get_block (self, first));
  text = atrium_flat_get_text (flat, &length);
  atrium_scan_trim (text, &start, &length);

  return start < length && memchr (text + start, '\n', length - start) == NULL && !atrium_remark_has_date (flat) && !atrium_remark_has_authors (flat) &&
         (atrium_flat_get_style (flat, start) & (ATRIUM_STYLE_STRONG | ATRIUM_STYLE_LINK)) == 0;
}

static void
cut_section (AtriumCutter *self,
             guint         first,
             guint         end,
             guint         depth)
{
  guint level = G_MAXUINT;
  guint start;
  gboolean entries;
  gboolean boxes;

  for (guint i = first; i < end; i++)
    if (_atrium_cutter_get_block (self, i)->type == ATRIUM_BLOCK_HEADING)
      level = MIN (level, _atrium_cutter_get_block (self, i)->level);

  if (level == G_MAXUINT || depth >= MAX_SUB_LEVELS)
    {
      cut_run (self, first, end);
      return;
    }

  start = _atrium_cutter_next_heading (self, first, end, level);
  entries = _atrium_cutter_headings_are_entries (self, start, end, level);
  /* boxes that stand beside such headings are entries like those */
  boxes = first_box (self, first, start) < start;
  /* words before the groups of a list introduce it, a picture before entries belongs to one */
  if (start > first && !(entries ? !_atrium_cutter_has_words (self, first, start) : is_introduction (self, first, start)) && !(is_only_prose (self, first, start) && holds_listed (self, start, end)))
    cut_run (self, first, start);

  while (start < end)
    {
      guint next = _atrium_cutter_next_heading (self, start + 1, end, level);

      if (entries)
        {
          guint stop = boxes ? first_box (self, start, next) : next;

          _atrium_cutter_add_blocks (self, start, stop);
          if (stop < next)
            cut_run (self, stop, next);
        }
      else
        {
          const char *group = self->group;

          self->group = _atrium_cutter_get_block (self, start)->title;
          cut_section (self, start + 1, next, depth + 1);
          self->group = group;
        }
      start = next;
    }
}

/* pictures and the name above the text are no part of a biography */
static gboolean
is_prose (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = NULL;
  gsize length;
  const char *text;

  if (block->type == ATRIUM_BLOCK_RULE || block->type == ATRIUM_BLOCK_OTHER ||
      (block->first->type == ATRIUM_NODE_ELEMENT && atrium_node_has_class (block->first, "name")))
    return FALSE;
  flat = atrium_block_flatten (block);
  text = atrium_flat_get_text (flat, &length);

  return atrium_scan_count_words (text, 0, length) > 0;
}

/* A box around one paragraph is a paragraph; of one with more, each is. */
static void
cut_box (AtriumCutter      *self,
         const AtriumBlock *box)
{
  g_autoptr(GPtrArray) inside = atrium_blocks_new ();
  GPtrArray *blocks = self->blocks;

  atrium_blocks_expand (box, inside);
  self->blocks = inside;
  for (guint i = 0; i < inside->len; i++)
    {
      const AtriumBlock *block = _atrium_cutter_get_block (self, i);

      if (!is_prose (block) || block->type == ATRIUM_BLOCK_ROW)
        continue;
      if (inside->len == 1 && box->type == ATRIUM_BLOCK_BOX)
        _atrium_cutter_add_piece (self, ATRIUM_ENTRY_FORM_PARAGRAPH, box, block->first, block->last, box->span, box->span);
      else
        _atrium_cutter_add_block (self, ATRIUM_ENTRY_FORM_PARAGRAPH, block);
    }
  self->blocks = blocks;
}

/* every paragraph, list and quote of a biography is an entry; layout is looked through */
static void
cut_prose (AtriumCutter *self,
           guint         first,
           guint         end)
{
  for (guint i = first; i < end; i++)
    {
      const AtriumBlock *block = _atrium_cutter_get_block (self, i);

      if (block->type == ATRIUM_BLOCK_ROW || block->type == ATRIUM_BLOCK_BOX)
        cut_box (self, block);
      else if (is_prose (block))
        _atrium_cutter_add_block (self, ATRIUM_ENTRY_FORM_PARAGRAPH, block);
    }
}

static void
free_flat (gpointer data)
{
  g_clear_pointer ((AtriumFlat **) &data, atrium_flat_free);
}

/**
 * atrium_pieces_cut:
 * @blocks: the blocks of a page
 * @first: the first block of the section, after its heading
 * @end: the block after the last one
 * @kind: what the section holds
 *
 * Decides what of a section is an entry: items, table rows and boxes where there are any,
 * else lines or paragraphs; a paragraph with the list of remarks under it; a sub-heading
 * with what follows, unless it only names a group. The reading that fits most of the
 * section is used for all of it.
 *
 * Returns: (transfer full): the pieces in reading order
 */
AtriumPieces *
atrium_pieces_cut (GPtrArray  *blocks,
                   guint       first,
                   guint       end,
                   AtriumKind  kind)
{
  AtriumPieces *pieces = g_new0 (AtriumPieces, 1);
  AtriumCutter self = { .blocks = blocks, .kind = kind, .out = pieces };

  pieces->pieces = g_array_new (FALSE, TRUE, sizeof (AtriumPiece));
  pieces->groups = g_ptr_array_new_with_free_func (g_free);
  pieces->flats = g_ptr_array_new_with_free_func (free_flat);

  if (kind == ATRIUM_KIND_BIO)
    cut_prose (&self, first, end);
  else
    cut_section (&self, first, end, 0);

  return pieces;
}
