#include "atrium-plain-text.h"

#include <string.h>

#include "atrium-plain-text-private.h"
#include "atrium-tree-private.h"

#define TAB_WIDTH 8
#define MAX_NESTING 16

/* lines of a text that was wrapped to some width are this wide */
#define MIN_WRAP 50
/* a longer line is no title */
#define MAX_TITLE 60
#define MAX_WRAP 120

/* an item that is still open */
typedef struct
{
  AtriumNode *list;
  AtriumNode *item;
  guint       column;
  int         number;
} Level;

/* --- lines -------------------------------------------------------------- */

static gsize
skip_space (const char *text,
            gsize       offset,
            gsize       end,
            guint      *column)
{
  while (offset < end)
    {
      gunichar c = g_utf8_get_char (text + offset);

      if (c == '\t')
        *column += TAB_WIDTH - *column % TAB_WIDTH;
      else if (c == ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B))
        *column += 1;
      else
        break;
      offset += g_utf8_skip[(guchar) text[offset]];
    }
  return offset;
}

static gsize
trim_end (const char *text,
          gsize       start,
          gsize       end)
{
  while (end > start)
    {
      const char *previous = g_utf8_prev_char (text + end);

      if (!g_unichar_isspace (g_utf8_get_char (previous)))
        break;
      end = previous - text;
    }
  return end;
}

/* bytes of a bullet, 0 where there is none */
static gsize
bullet_length (const char *text,
               gsize       length)
{
  static const gunichar bullets[] = { 0x2022, 0x2023, 0x25E6, 0x25AA, 0x25CF, 0x25CB, 0x25A0, 0x2043, 0xB7, 0x2219, 0x27A2 };
  gunichar c;
  guint i;

  if (length == 0)
    return 0;
  c = g_utf8_get_char (text);
  for (i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (c == bullets[i])
      return g_utf8_skip[(guchar) *text];
  if ((*text == '-' || *text == '*' || *text == '+') && length > 1 && (text[1] == ' ' || text[1] == '\t'))
    return 1;
  if (c == 0x2013 && length > 3 && text[3] == ' ')
    return 3;
  return 0;
}

/* `1.`, `1)`, `(1)`, `[1]` and `1、` */
static gsize
number_length (const char *text,
               gsize       length,
               int        *number)
{
  gsize start = length > 0 && (*text == '(' || *text == '[');
  gsize end = start;

  while (end < length && end < start + 3 && g_ascii_isdigit (text[end]))
    end++;
  if (end == start)
    return 0;
  *number = atoi (text + start);
  if (start == 0 && length - end >= 3 && memcmp (text + end, "、", 3) == 0)
    return end + 3;
  if (end + 1 >= length || (text[end + 1] != ' ' && text[end + 1] != '\t'))
    return 0;
  if (start == 1 ? text[end] != (text[0] == '(' ? ')' : ']') : strchr (".)", text[end]) == NULL)
    return 0;
  return end + 1;
}

static void
read_marker (AtriumPlainLine *line,
             const char      *text)
{
  gsize length = line->end - line->content;
  gsize marker = bullet_length (text + line->content, length);
  guint column = line->column;

  line->number = 0;
  if (marker == 0)
    marker = number_length (text + line->content, length, &line->number);
  if (marker == 0)
    line->number = -1;
  line->marker_end = line->content + marker;
  if (marker > 0)
    line->marker_end = MIN (skip_space (text, line->marker_end, line->end, &column), line->end);
}

static void
read_lines (AtriumPlainPage *page)
{
  gsize offset = page->length >= 3 && memcmp (page->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  while (offset < page->length)
    {
      AtriumPlainLine line = { .start = offset };

      while (offset < page->length && page->text[offset] != '\n' && page->text[offset] != '\r')
        offset++;
      line.line_end = offset;
      line.end = trim_end (page->text, line.start, line.line_end);
      line.content = skip_space (page->text, line.start, line.end, &line.column);
      read_marker (&line, page->text);
      g_array_append_val (page->lines, line);
      if (offset < page->length && page->text[offset] == '\r')
        offset++;
      if (offset < page->length && page->text[offset] == '\n' && (offset == line.line_end || page->text[offset - 1] == '\r'))
        offset++;
    }
}

/* --- blocks ------------------------------------------------------------- */

static gboolean
is_blank (const AtriumPlainLine *line)
{
  return line->content >= line->end;
}

/* A line below an item that is indented, or that goes on with the sentence of a line that
 * was wrapped, is the item's. */
static gboolean
continues_item (const AtriumPlainPage *page,
                const AtriumPlainLine *item,
                const AtriumPlainLine *last,
                const AtriumPlainLine *line)
{
  if (line->column > item->column)
    return TRUE;
  return line->column == item->column && last->end - last->start >= MIN_WRAP
         && g_unichar_islower (g_utf8_get_char (page->text + line->content));
}

static AtriumPlainBlock *
add_block (AtriumPlainPage *page,
           AtriumPlainType  type,
           guint            line,
           gboolean         gap)
{
  AtriumPlainBlock block = { .type = type, .first = line, .n_lines = 1, .gap = gap };

  g_array_append_val (page->blocks, block);
  return _atrium_plain_block (page, page->blocks->len - 1);
}

static gboolean
line_is_title (const AtriumPlainPage *page,
               guint                  index)
{
  const AtriumPlainLine *line;
  g_autofree char *text = NULL;

  if (page->is_title == NULL || index >= page->lines->len)
    return FALSE;
  line = _atrium_plain_line (page, index);
  if (is_blank (line) || line->number >= 0 || line->end - line->content > MAX_TITLE)
    return FALSE;
  text = g_strndup (page->text + line->content, line->end - line->content);

  return page->is_title (text);
}

/* A title right above its text. Titles that stand above one another are a menu. */
static gboolean
is_tight_title (const AtriumPlainPage *page,
                guint                  index)
{
  return index + 1 < page->lines->len && !is_blank (_atrium_plain_line (page, index + 1)) &&
         line_is_title (page, index) && !line_is_title (page, index + 1) &&
         (index == 0 || !line_is_title (page, index - 1));
}

static void
read_blocks (AtriumPlainPage *page)
{
  const AtriumPlainLine *item = NULL;
  AtriumPlainBlock *block = NULL;
  gboolean gap = FALSE;
  guint i;

  for (i = 0; i < page->lines->len; i++)
    {
      const AtriumPlainLine *line = _atrium_plain_line (page, i);

      if (is_blank (line))
        {
          gap = TRUE;
          continue;
        }
      if ((block == NULL || gap || block->type >= ATRIUM_PLAIN_ITEM) && is_tight_title (page, i))
        {
          block = add_block (page, ATRIUM_PLAIN_PARAGRAPH, i, TRUE);
          block->title = TRUE;
          block = NULL;
          item = NULL;
        }
      else if (line->number >= 0)
        {
          block = add_block (page, ATRIUM_PLAIN_ITEM, i, gap);
          item = line;
        }
      else if (block != NULL && !gap && block->type >= ATRIUM_PLAIN_ITEM
               && continues_item (page, item, _atrium_plain_line (page, i - 1), line))
        block->n_lines++;
      else if (block != NULL && gap && item != NULL && line->column > item->column)
        block = add_block (page, ATRIUM_PLAIN_ITEM_PARAGRAPH, i, gap);
      else if (block != NULL && !gap && block->type == ATRIUM_PLAIN_PARAGRAPH)
        block->n_lines++;
      else
        {
          block = add_block (page, ATRIUM_PLAIN_PARAGRAPH, i, gap);
          item = NULL;
        }
      gap = FALSE;
    }
}

/* --- nodes -------------------------------------------------------------- */

static AtriumNode *
add_node (AtriumTree     *tree,
          AtriumNode     *parent,
          AtriumNodeType  type,
          AtriumSpan      outer,
          AtriumSpan      inner)
{
  AtriumNode *node = _atrium_tree_node (tree, type, outer, inner);

  node->spelling = ATRIUM_SPELLING_PLAIN;
  _atrium_node_append (parent, node);
  return node;
}

static gboolean
has_year (const char *text,
          gsize       length)
{
  for (gsize i = 0; i + 4 <= length; i++)
    if ((text[i] == '1' || text[i] == '2') && (i == 0 || !g_ascii_isdigit (text[i - 1])) &&
        strspn (text + i, "0123456789") == 4)
      return TRUE;

  return FALSE;
}

/* lines that each begin anew, right under a title or with a year in every one: a browser does
 * not wrap what is copied out of it */
static gboolean
begins_anew (const AtriumPlainPage  *page,
             const AtriumPlainBlock *block)
{
  gboolean titled = block > _atrium_plain_block (page, 0) && block[-1].title;
  guint i;

  for (i = 0; i < block->n_lines; i++)
    {
      const AtriumPlainLine *line = _atrium_plain_line (page, block->first + i);
      const char *text = page->text + line->content;

      if (g_unichar_islower (g_utf8_get_char (text)) || (g_ascii_ispunct (*text) && strchr ("\"'[", *text) == NULL))
        return FALSE;
      if (!titled && !has_year (text, line->end - line->content))
        return FALSE;
    }

  return TRUE;
}

/* whether the lines are one text that was wrapped; else each is a line of its own */
static gboolean
is_wrapped (const AtriumPlainPage  *page,
            const AtriumPlainBlock *block)
{
  gsize widest = 0;
  guint i;

  for (i = 0; i < block->n_lines; i++)
    {
      const AtriumPlainLine *line = _atrium_plain_line (page, block->first + i);

      widest = MAX (widest, line->end - line->start);
    }
  if (widest < MIN_WRAP || widest > MAX_WRAP || begins_anew (page, block))
    return FALSE;
  for (i = 0; i + 1 < block->n_lines; i++)
    {
      const AtriumPlainLine *line = _atrium_plain_line (page, block->first + i);

      if (line->end - line->start < widest * 3 / 5)
        return FALSE;
    }
  return TRUE;
}

static void
add_lines (AtriumTree             *tree,
           AtriumNode             *parent,
           const AtriumPlainPage  *page,
           const AtriumPlainBlock *block)
{
  AtriumNodeType type = is_wrapped (page, block) || block->type >= ATRIUM_PLAIN_ITEM ? ATRIUM_NODE_SOFT_BREAK
                                                                                     : ATRIUM_NODE_BREAK;
  guint i;

  for (i = 0; i < block->n_lines; i++)
    {
      const AtriumPlainLine *line = _atrium_plain_line (page, block->first + i);
      AtriumSpan text = ATRIUM_SPAN (i == 0 ? line->marker_end : line->content, line->end);

      if (i > 0)
        {
          AtriumSpan gap = ATRIUM_SPAN (_atrium_plain_line (page, block->first + i - 1)->end, text.start);

          add_node (tree, parent, type, gap, gap);
        }
      add_node (tree, parent, ATRIUM_NODE_TEXT, text, text);
    }
}

static AtriumSpan
block_outer (const AtriumPlainPage  *page,
             const AtriumPlainBlock *block)
{
  return ATRIUM_SPAN (_atrium_plain_line (page, block->first)->start,
                      _atrium_plain_line (page, block->first + block->n_lines - 1)->line_end);
}

static AtriumSpan
block_inner (const AtriumPlainPage  *page,
             const AtriumPlainBlock *block)
{
  return ATRIUM_SPAN (_atrium_plain_line (page, block->first)->marker_end,
                      _atrium_plain_line (page, block->first + block->n_lines - 1)->end);
}

static AtriumNode *
add_paragraph (AtriumTree             *tree,
               AtriumNode             *parent,
               const AtriumPlainPage  *page,
               const AtriumPlainBlock *block)
{
  AtriumSpan inner = block_inner (page, block);
  AtriumNode *node = add_node (tree, parent, ATRIUM_NODE_PARAGRAPH, inner, inner);

  if (block->type == ATRIUM_PLAIN_PARAGRAPH)
    node->outer = block_outer (page, block);
  add_lines (tree, node, page, block);
  return node;
}

/* the open lists and their items reach to the end of what was added to them */
static void
grow (Level *levels,
      guint  n_levels,
      gsize  outer_end,
      gsize  inner_end)
{
  guint i;

  for (i = 0; i < n_levels; i++)
    {
      levels[i].list->outer.end = levels[i].list->inner.end = outer_end;
      levels[i].item->outer.end = outer_end;
      levels[i].item->inner.end = MAX (levels[i].item->inner.end, inner_end);
    }
}

static char
marker_of (const AtriumPlainPage *page,
           const AtriumPlainLine *line)
{
  char c = page->text[line->content];

  if (line->number > 0)
    return '.';
  return c == '-' || c == '+' ? c : '*';
}

/* Which of the open lists an item goes on with; n_levels for a new one inside the last. */
static guint
find_level (const Level           *levels,
            guint                 *n_levels,
            const AtriumPlainLine *line)
{
  guint n = *n_levels;

  while (n > 0 && line->column < levels[n - 1].column)
    n--;
  if (n > 0 && (line->column == levels[n - 1].column || n == MAX_NESTING))
    n--;
  *n_levels = n;
  return n;
}

static gboolean
goes_on (const Level           *level,
         const AtriumPlainLine *line)
{
  if (level->list == NULL || (level->number > 0) != (line->number > 0))
    return FALSE;
  return line->number == 0 || line->number > level->number;
}

static guint
add_item (AtriumTree             *tree,
          const AtriumPlainPage  *page,
          const AtriumPlainBlock *block,
          Level                  *levels,
          guint                   n_levels)
{
  const AtriumPlainLine *line = _atrium_plain_line (page, block->first);
  AtriumSpan outer = block_outer (page, block);
  AtriumSpan inner = block_inner (page, block);
  guint at = find_level (levels, &n_levels, line);
  AtriumNode *parent = at > 0 ? levels[at - 1].item : atrium_tree_get_root (tree);
  Level *level = &levels[at];
  AtriumNode *paragraph;

  if (at > 0)
    outer.start = line->content;
  /* a list at this depth that has been closed does not go on */
  if (level->list != NULL && (parent->last_child != level->list || !goes_on (level, line)))
    level->list = NULL;
  if (level->list == NULL)
    {
      level->list = add_node (tree, parent, ATRIUM_NODE_LIST, outer, outer);
      level->list->level = MAX (line->number, 0);
      level->list->marker = marker_of (page, line);
    }
  level->item = add_node (tree, level->list, ATRIUM_NODE_ITEM, outer, inner);
  level->item->marker = marker_of (page, line);
  level->column = line->column;
  level->number = line->number;
  paragraph = add_paragraph (tree, level->item, page, block);
  paragraph->tight = level->item->previous == NULL || !block->gap;
  if (!paragraph->tight)
    level->item->previous->first_child->tight = FALSE;
  grow (levels, at + 1, outer.end, inner.end);
  if (at + 1 < MAX_NESTING)
    levels[at + 1].list = NULL;
  return at + 1;
}

static void
build (AtriumTree            *tree,
       const AtriumPlainPage *page)
{
  AtriumNode *root = atrium_tree_get_root (tree);
  Level levels[MAX_NESTING + 1] = { 0 };
  guint n_levels = 0;
  guint i;

  for (i = 0; i < page->blocks->len; i++)
    {
      const AtriumPlainBlock *block = _atrium_plain_block (page, i);

      if (block->type == ATRIUM_PLAIN_ITEM)
        {
          n_levels = add_item (tree, page, block, levels, n_levels);
        }
      else if (block->type == ATRIUM_PLAIN_ITEM_PARAGRAPH && n_levels > 0)
        {
          add_paragraph (tree, levels[n_levels - 1].item, page, block);
          grow (levels, n_levels, block_outer (page, block).end, block_inner (page, block).end);
        }
      else if (block->type == ATRIUM_PLAIN_HEADING)
        {
          AtriumNode *node = add_node (tree, root, ATRIUM_NODE_HEADING, block_outer (page, block), block_inner (page, block));

          node->level = block->level;
          add_lines (tree, node, page, block);
          n_levels = 0;
          levels[0].list = NULL;
        }
      else
        {
          add_paragraph (tree, root, page, block);
          n_levels = 0;
          levels[0].list = NULL;
        }
    }
}

/**
 * atrium_plain_text_read:
 * @source: plain text, as it is copied out of a browser
 * @error: return location; nothing is an error
 *
 * Reads paragraphs between blank lines, lists by their bullets and numbers, and headings:
 * short lines that are no sentences. The level of a heading follows from what stands
 * around it. A paragraph of lines that were not wrapped has a hard break after each. Takes
 * time linear in the size.
 *
 * Returns: (transfer full): the tree, with text spelled ATRIUM_SPELLING_PLAIN
 */
AtriumTree *
atrium_plain_text_read (AtriumSource  *source,
                        GError       **error)
{
  return atrium_plain_text_read_titled (source, NULL, error);
}

/**
 * atrium_plain_text_read_titled:
 * @source: plain text, as it is copied out of a browser
 * @is_title: (nullable) (scope call): says whether a short line is the title of a section
 * @error: return location; nothing is an error
 *
 * The same, where the blank line between a title and what stands under it may be missing.
 *
 * Returns: (transfer full): the tree, with text spelled ATRIUM_SPELLING_PLAIN
 */
AtriumTree *
atrium_plain_text_read_titled (AtriumSource          *source,
                               AtriumPlainTitleFunc   is_title,
                               GError               **error)
{
  AtriumPlainPage page = { .is_title = is_title };
  AtriumTree *tree;

  g_return_val_if_fail (source != NULL, NULL);

  tree = _atrium_tree_new (source);
  atrium_tree_get_root (tree)->spelling = ATRIUM_SPELLING_PLAIN;
  page.text = atrium_source_get_text (source, &page.length);
  page.lines = g_array_new (FALSE, FALSE, sizeof (AtriumPlainLine));
  page.blocks = g_array_new (FALSE, FALSE, sizeof (AtriumPlainBlock));
  read_lines (&page);
  read_blocks (&page);
  _atrium_plain_find_headings (&page);
  build (tree, &page);
  g_array_unref (page.lines);
  g_array_unref (page.blocks);
  return tree;
}
