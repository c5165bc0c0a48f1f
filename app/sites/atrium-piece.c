#include "atrium-piece.h"

#include <string.h>

#include "atrium-paragraph.h"
#include "atrium-piece-remark.h"
#include "atrium-scan.h"
#include "atrium-section-kind.h"

/* a paragraph of fewer bytes can be the head of the list that follows it */
#define MAX_HEAD_BYTES 400
/* the title of a talk has more words than that of a group */
#define MIN_TALK_WORDS 4
#define MAX_GROUP_WORDS 6
/* sub-headings have six levels and the bold line */
#define MAX_SUB_LEVELS 8

typedef struct
{
  GPtrArray    *blocks;
  AtriumKind    kind;
  AtriumPieces *out;
  const char   *group;
} AtriumCutter;

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

static AtriumBlock *
get_block (AtriumCutter *self,
           guint         index)
{
  return g_ptr_array_index (self->blocks, index);
}

/* ---- pieces ---- */

static AtriumFlat *
keep_flat (AtriumCutter *self,
           AtriumFlat   *flat)
{
  g_ptr_array_add (self->out->flats, flat);

  return flat;
}

static void
add_piece (AtriumCutter      *self,
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

  piece.flat = atrium_flat_new (block->tree, first, last);
  atrium_flat_get_text (piece.flat, &piece.end);
  keep_flat (self, piece.flat);
  if (form == ATRIUM_ENTRY_FORM_ITEM && (atrium_remark_is_filler (piece.flat) || atrium_remark_is_reference (piece.flat, self->kind)))
    return;
  if (self->kind == ATRIUM_KIND_PUBLICATIONS && atrium_remark_is_legend (piece.flat))
    return;
  if (atrium_remark_has_words (piece.flat) || atrium_flat_get_marks (piece.flat)->len > 0)
    g_array_append_val (self->out->pieces, piece);
}

static void
add_block_piece (AtriumCutter      *self,
                 AtriumEntryForm    form,
                 const AtriumBlock *block)
{
  add_piece (self, form, block, block->first, block->last, block->span, block->span);
}

/* entries that are several blocks; those that have another parent stay out */
static void
add_blocks_piece (AtriumCutter *self,
                  guint         first,
                  guint         end)
{
  const AtriumBlock *head = get_block (self, first);
  AtriumNode *last = head->last;

  for (guint i = first + 1; i < end; i++)
    {
      const AtriumBlock *block = get_block (self, i);

      if (block->tree == head->tree && block->last->parent == head->first->parent && block->type != ATRIUM_BLOCK_RULE)
        last = block->last;
    }

  add_piece (self, ATRIUM_ENTRY_FORM_PARAGRAPH, head, head->first, last,
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

static void add_items (AtriumCutter      *self,
                       const AtriumBlock *block,
                       AtriumNode        *list,
                       guint              depth);

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
  add_items (self, block, list, depth);
  self->group = group;
}

static void
add_items (AtriumCutter      *self,
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
        add_items (self, block, n, depth + 1);
      if (loops > 0 || !atrium_node_is_item (n) || n->first_child == NULL)
        continue;
      inner = depth < MAX_SUB_LEVELS ? get_only_list (n) : NULL;
      if (inner == NULL && depth < MAX_SUB_LEVELS)
        inner = get_year_list (block, n, &year);
      if (year != NULL)
        add_year_items (self, block, inner, depth + 1, year);
      else if (inner != NULL)
        add_items (self, block, inner, depth + 1);
      else
        add_piece (self, ATRIUM_ENTRY_FORM_ITEM, block, n->first_child, n->last_child, n->outer, n->inner);
      self->out->n_listed += inner == NULL && self->out->pieces->len > before;
    }
}

/* ---- what a block looks like ---- */

/* TRUE where an item of a list under @kind stands for an entry rather than for a remark
 * about what is above it */
static gboolean
is_entry_like (AtriumKind  kind,
               AtriumFlat *flat)
{
  switch (kind)
    {
    case ATRIUM_KIND_PUBLICATIONS:
      return atrium_remark_has_authors (flat);
    case ATRIUM_KIND_EXPERIENCE:
    case ATRIUM_KIND_EDUCATION:
    case ATRIUM_KIND_PROJECTS:
    case ATRIUM_KIND_TEACHING:
    case ATRIUM_KIND_GRANTS:
      return atrium_remark_has_date (flat);
    default:
      return TRUE;
    }
}

/* "**Tides I**, Bachelor Course": an item about a course has its name first, and may have a list
 * of its own; "**Content:** ..." is about the course above */
static gboolean
names_course (const AtriumNode *item,
              AtriumFlat       *flat)
{
  gsize start = 0;
  gsize end;
  gsize bold;
  const char *text = atrium_flat_get_text (flat, &end);

  for (const AtriumNode *n = item->first_child; n != NULL; n = n->next)
    if (atrium_node_is_list (n))
      return TRUE;

  atrium_scan_trim (text, &start, &end);
  bold = start;
  while (bold < end && atrium_flat_get_style (flat, bold) & (ATRIUM_STYLE_STRONG | ATRIUM_STYLE_LINK))
    bold++;

  return bold > start && text[bold - 1] != ':' && (bold >= end || text[bold] != ':') && !g_str_has_suffix (text, "：");
}

static gboolean
list_is_entry_like (AtriumCutter      *self,
                    const AtriumBlock *block)
{
  guint items = 0;
  guint alike = 0;

  for (AtriumNode *n = block->first->first_child; n != NULL; n = n->next)
    if (atrium_node_is_item (n) && n->first_child != NULL)
      {
        g_autoptr(AtriumFlat) flat = atrium_flat_new (block->tree, n->first_child, n->last_child);

        items++;
        alike += is_entry_like (self->kind, flat) || (self->kind == ATRIUM_KIND_TEACHING && names_course (n, flat));
      }

  return items > 0 && alike * 2 > items;
}

/* ---- sub-headings: groups, or entries of their own ---- */

static gboolean
heads_entries (AtriumKind kind)
{
  return kind == ATRIUM_KIND_EXPERIENCE || kind == ATRIUM_KIND_EDUCATION || kind == ATRIUM_KIND_PROJECTS ||
         kind == ATRIUM_KIND_TEACHING || kind == ATRIUM_KIND_GRANTS || kind == ATRIUM_KIND_TALKS || kind == ATRIUM_KIND_LIST;
}

static gboolean
heading_has_date (const AtriumBlock *heading)
{
  AtriumScannedDate date;

  return !atrium_scan_is_years (heading->title, FALSE) && atrium_scan_any_date (heading->title, 0, strlen (heading->title), &date);
}

static guint
next_heading (AtriumCutter *self,
              guint         first,
              guint         end,
              guint         level)
{
  for (guint i = first; i < end; i++)
    {
      const AtriumBlock *block = get_block (self, i);

      if (block->type == ATRIUM_BLOCK_HEADING && block->level <= level)
        return i;
    }

  return end;
}

/* the title of a talk above the places where it was held, not "Invited Talks" */
static gboolean
names_talk (const char *title)
{
  AtriumKind kind;
  guint words = atrium_scan_count_words (title, 0, strlen (title));

  return words >= MIN_TALK_WORDS && (words > MAX_GROUP_WORDS || !atrium_section_kind_from_title (title, &kind));
}

/* a heading with nothing but remarks under it is the first line of an entry */
static gboolean
heading_is_entry (AtriumCutter *self,
                  guint         heading,
                  guint         end)
{
  const AtriumBlock *head = get_block (self, heading);
  gboolean dated = heading_has_date (head);

  if (!heads_entries (self->kind))
    {
      gboolean paragraphs = end > heading + 1;
      AtriumKind kind;

      if (self->kind != ATRIUM_KIND_PUBLICATIONS || atrium_scan_count_words (head->title, 0, strlen (head->title)) < 4 ||
          atrium_section_kind_from_title (head->title, &kind))
        return FALSE;
      for (guint i = heading + 1; i < end && paragraphs; i++)
        {
          const AtriumBlock *block = get_block (self, i);

          paragraphs = block->type == ATRIUM_BLOCK_PARAGRAPH || block->type == ATRIUM_BLOCK_RULE ||
                       (block->type == ATRIUM_BLOCK_LIST && !list_is_entry_like (self, block));
        }
      return paragraphs;
    }
  if (dated)
    return TRUE;
  if (atrium_scan_is_years (head->title, FALSE))
    return FALSE;
  if (self->kind == ATRIUM_KIND_TALKS)
    return end > heading + 1 && names_talk (head->title);

  for (guint i = heading + 1; i < end; i++)
    {
      const AtriumBlock *block = get_block (self, i);

      if (block->type == ATRIUM_BLOCK_BOX || block->type == ATRIUM_BLOCK_ROW)
        return FALSE;
      if (block->type == ATRIUM_BLOCK_LIST && (self->kind == ATRIUM_KIND_LIST || list_is_entry_like (self, block)))
        return FALSE;
      if (block->type == ATRIUM_BLOCK_HEADING && block->level < ATRIUM_BLOCK_LEVEL_BOLD)
        return FALSE;
    }

  return end > heading + 1;
}

static gboolean
headings_are_entries (AtriumCutter *self,
                      guint         first,
                      guint         end,
                      guint         level)
{
  guint headings = 0;
  guint entries = 0;

  for (guint i = next_heading (self, first, end, level); i < end;)
    {
      guint next = next_heading (self, i + 1, end, level);

      headings++;
      entries += heading_is_entry (self, i, next);
      i = next;
    }

  return headings > 0 && entries * 2 > headings;
}

/* ---- paragraphs ---- */

/* a piece for each line, phrase or paper of a paragraph */
static void
add_cut_paragraph (AtriumCutter       *self,
                   const AtriumBlock  *block,
                   AtriumFlat         *flat,
                   AtriumParagraphCut  cut)
{
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);
  gsize at = 0;
  AtriumPiece piece = {
    .form = ATRIUM_ENTRY_FORM_LINE,
    .tree = block->tree,
    .source = block->source,
    .first = block->first,
    .last = block->last,
    .container = block->first->parent,
    .flat = flat,
    .group = self->group,
  };

  while (atrium_paragraph_next (cut, text, length, &at, &piece.start, &piece.end))
    {
      if (piece.start >= piece.end || !atrium_flat_get_outer_span (flat, piece.start, piece.end, &piece.outer))
        continue;
      piece.inner = piece.outer;
      g_array_append_val (self->out->pieces, piece);
    }
}

static void
add_paragraph (AtriumCutter      *self,
               const AtriumBlock *block,
               gboolean           alone)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);
  AtriumParagraphCut cut = atrium_paragraph_cut (text, length, self->kind, alone);

  if (cut == ATRIUM_PARAGRAPH_WHOLE)
    add_block_piece (self, ATRIUM_ENTRY_FORM_PARAGRAPH, block);
  else
    add_cut_paragraph (self, block, keep_flat (self, g_steal_pointer (&flat)), cut);
}

/* paragraphs between rules are one entry */
static gboolean
rules_divide (AtriumCutter *self,
              guint         first,
              guint         end)
{
  guint chunks = 0;
  guint paragraphs = 0;
  guint in_chunk = 0;

  for (guint i = first; i <= end; i++)
    {
      const AtriumBlock *block = i < end ? get_block (self, i) : NULL;

      if (block != NULL && block->type != ATRIUM_BLOCK_RULE)
        {
          in_chunk++;
          continue;
        }
      chunks += in_chunk > 0;
      paragraphs += in_chunk;
      in_chunk = 0;
    }

  return chunks >= 2 && paragraphs > chunks;
}

static void
cut_chunks (AtriumCutter *self,
            guint         first,
            guint         end)
{
  for (guint i = first; i < end; i++)
    {
      guint start = i;

      while (i < end && get_block (self, i)->type != ATRIUM_BLOCK_RULE)
        i++;
      if (i > start)
        add_blocks_piece (self, start, i);
    }
}

static gboolean
block_has_authors (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

  return atrium_remark_has_authors (flat);
}

static gboolean
is_pointer (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

  return atrium_remark_is_pointer (flat);
}

static gboolean
is_remark (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

  return atrium_remark_is_nothing (flat);
}

static gboolean
block_has_words (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

  return atrium_remark_has_words (flat);
}

static gboolean
has_words (AtriumCutter *self,
           guint         first,
           guint         end)
{
  for (guint i = first; i < end; i++)
    if (block_has_words (get_block (self, i)))
      return TRUE;

  return FALSE;
}

/* a title in a paragraph of its own, and who wrote it in the next one, again and again */
static gboolean
titles_alternate (AtriumCutter *self,
                  guint         first,
                  guint         end)
{
  guint pairs = 0;

  if (self->kind != ATRIUM_KIND_PUBLICATIONS)
    return FALSE;
  for (guint i = first; i < end; i += 2)
    {
      if (i + 1 >= end || get_block (self, i)->type != ATRIUM_BLOCK_PARAGRAPH || get_block (self, i + 1)->type != ATRIUM_BLOCK_PARAGRAPH ||
          block_has_authors (get_block (self, i)) || !block_has_authors (get_block (self, i + 1)))
        return FALSE;
      pairs++;
    }

  return pairs >= 2;
}

static void
cut_paragraphs (AtriumCutter *self,
                guint         first,
                guint         end)
{
  guint paragraphs = 0;
  guint papers = 0;
  gboolean words = has_words (self, first, end);

  if (titles_alternate (self, first, end))
    {
      for (guint i = first; i < end; i += 2)
        add_blocks_piece (self, i, i + 2);
      return;
    }

  for (guint i = first; i < end; i++)
    if (get_block (self, i)->type == ATRIUM_BLOCK_PARAGRAPH)
      {
        paragraphs++;
        papers += self->kind == ATRIUM_KIND_PUBLICATIONS && block_has_authors (get_block (self, i));
      }

  for (guint i = first; i < end; i++)
    {
      const AtriumBlock *block = get_block (self, i);

      if (block->type != ATRIUM_BLOCK_PARAGRAPH)
        continue;
      if (self->kind != ATRIUM_KIND_LIST && is_pointer (block))
        continue;
      /* a logo beside an entry */
      if (words && !block_has_words (block))
        continue;
      /* among papers, a paragraph without authors is a remark about them */
      if (papers * 2 > paragraphs && is_remark (block))
        continue;
      add_paragraph (self, block, paragraphs == 1);
    }
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
  const AtriumBlock *block = get_block (self, index);
  g_autoptr(AtriumFlat) flat = NULL;
  gsize start = 0;
  gsize end;
  const char *text;

  flat = atrium_block_flatten (block);
  text = atrium_flat_get_text (flat, &end);
  atrium_scan_trim (text, &start, &end);
  if (start >= end || end - start > MAX_HEAD_BYTES || text[end - 1] == ':' || g_str_has_suffix (text, "："))
    return FALSE;
  if (list_is_entry_like (self, get_block (self, index + 1)))
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
      const AtriumBlock *block = get_block (self, i);

      count.lists += block->type == ATRIUM_BLOCK_LIST;
      count.boxes += block->type == ATRIUM_BLOCK_BOX || block->type == ATRIUM_BLOCK_ROW;
      count.paragraphs += block->type == ATRIUM_BLOCK_PARAGRAPH;
      count.rules += block->type == ATRIUM_BLOCK_RULE;
      if (block->type == ATRIUM_BLOCK_PARAGRAPH && i + 1 < end && get_block (self, i + 1)->type == ATRIUM_BLOCK_LIST)
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
  const AtriumBlock *block = index < end ? get_block (self, index) : NULL;
  AtriumNode *cell = block != NULL && block->type == ATRIUM_BLOCK_ROW ? block->first->first_child : NULL;
  g_autoptr(AtriumFlat) flat = NULL;
  gsize start = 0;
  gsize length;
  const char *text;

  while (cell != NULL && !is_cell (cell))
    cell = cell->next;
  if (cell == NULL || index == 0 || get_block (self, index - 1)->type != ATRIUM_BLOCK_ROW ||
      get_block (self, index - 1)->first->parent != block->first->parent)
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
  const AtriumBlock *head = get_block (self, first);
  AtriumNode *last = get_block (self, end - 1)->last;
  AtriumSpan span = ATRIUM_SPAN (head->span.start, last->outer.end);

  add_piece (self, ATRIUM_ENTRY_FORM_ROW, head, head->first, last, span, span);
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
      const AtriumBlock *block = get_block (self, i);

      if (block->type == ATRIUM_BLOCK_LIST)
        {
          add_items (self, block, block->first, 0);
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
          add_block_piece (self, block->type == ATRIUM_BLOCK_BOX ? ATRIUM_ENTRY_FORM_BOX : ATRIUM_ENTRY_FORM_ROW, block);
        }
      else if (block->type == ATRIUM_BLOCK_PARAGRAPH && heads)
        {
          guint next = i + 1;

          while (next < end && get_block (self, next)->type == ATRIUM_BLOCK_LIST)
            next++;
          if (next > i + 1 || count.paragraphs > count.pairs)
            add_blocks_piece (self, i, next);
          i = next - 1;
        }
      else if (block->type == ATRIUM_BLOCK_PARAGRAPH && self->kind == ATRIUM_KIND_PUBLICATIONS)
        {
          g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

          if (atrium_remark_has_authors (flat) && (atrium_flat_get_marks (flat)->len > 0 || atrium_remark_has_date (flat)))
            add_block_piece (self, ATRIUM_ENTRY_FORM_PARAGRAPH, block);
        }
    }
}

static void
cut_run (AtriumCutter *self,
         guint         first,
         guint         end)
{
  RunCount count = count_run (self, first, end);

  if (count.rules > 0 && count.boxes < 2 && rules_divide (self, first, end) && heads_entries (self->kind == ATRIUM_KIND_PUBLICATIONS ? ATRIUM_KIND_PROJECTS : self->kind))
    cut_chunks (self, first, end);
  else if (count.lists == 0 && count.boxes == 0 && self->kind != ATRIUM_KIND_PLACES)
    cut_paragraphs (self, first, end);
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
      AtriumBlockType type = get_block (self, i)->type;

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
  while (first < end && get_block (self, first)->type != ATRIUM_BLOCK_BOX)
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

  if (end != first + 1 || get_block (self, first)->type != ATRIUM_BLOCK_PARAGRAPH || self->kind == ATRIUM_KIND_NEWS)
    return FALSE;
  flat = atrium_block_flatten (get_block (self, first));
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
    if (get_block (self, i)->type == ATRIUM_BLOCK_HEADING)
      level = MIN (level, get_block (self, i)->level);

  if (level == G_MAXUINT || depth >= MAX_SUB_LEVELS)
    {
      cut_run (self, first, end);
      return;
    }

  start = next_heading (self, first, end, level);
  entries = headings_are_entries (self, start, end, level);
  /* boxes that stand beside such headings are entries like those */
  boxes = first_box (self, first, start) < start;
  /* words before the groups of a list introduce it, a picture before entries belongs to one */
  if (start > first && !(entries ? !has_words (self, first, start) : is_introduction (self, first, start)) && !(is_only_prose (self, first, start) && holds_listed (self, start, end)))
    cut_run (self, first, start);

  while (start < end)
    {
      guint next = next_heading (self, start + 1, end, level);

      if (entries)
        {
          guint stop = boxes ? first_box (self, start, next) : next;

          add_blocks_piece (self, start, stop);
          if (stop < next)
            cut_run (self, stop, next);
        }
      else
        {
          const char *group = self->group;

          self->group = get_block (self, start)->title;
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

/* every paragraph, list and quote of a biography is an entry; layout is looked through */
static void
cut_prose (AtriumCutter *self,
           guint         first,
           guint         end)
{
  for (guint i = first; i < end; i++)
    {
      const AtriumBlock *block = get_block (self, i);

      if (block->type == ATRIUM_BLOCK_ROW || block->type == ATRIUM_BLOCK_BOX)
        {
          g_autoptr(GPtrArray) inside = atrium_blocks_new ();
          GPtrArray *blocks = self->blocks;

          atrium_blocks_expand (block, inside);
          self->blocks = inside;
          for (guint j = 0; j < inside->len; j++)
            if (is_prose (get_block (self, j)) && get_block (self, j)->type != ATRIUM_BLOCK_ROW)
              add_block_piece (self, ATRIUM_ENTRY_FORM_PARAGRAPH, get_block (self, j));
          self->blocks = blocks;
        }
      else if (is_prose (block))
        {
          add_block_piece (self, ATRIUM_ENTRY_FORM_PARAGRAPH, block);
        }
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
