#include "atrium-outline-block.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-html.h"
#include "atrium-liquid.h"
#include "atrium-markdown.h"
#include "atrium-outline-shape.h"
#include "atrium-plain-text.h"
#include "atrium-scan.h"
#include "atrium-scan-names.h"
#include "atrium-section-kind.h"

/* includes that are followed in one page, and how deep they may nest */
#define MAX_INCLUDES 1000
#define MAX_INCLUDE_DEPTH 32
/* nesting of containers that are taken away */
#define MAX_CONTAINER_DEPTH 100
#define MAX_HEADING_LEVEL 6
/* boxes around the lists of a <details> */
#define MAX_FOLD_DEPTH 3
/* a bold line that is longer is a sentence, not a heading */
#define MAX_BOLD_HEADING 80
/* a line of plain text with more is no title of a section */
#define MAX_TITLE_WORDS 4
/* what is longer is more than a closing remark */
#define MAX_COLOPHON_WORDS 40

typedef struct
{
  AtriumFileTree  *files;
  AtriumBlocks    *blocks;
  GPtrArray       *open;         /* paths of the files that are being read, outermost first */
  guint            n_includes;
  guint            loops;        /* open {% for %} */
  AtriumTree      *tree;
  AtriumSource    *source;
  GArray          *tags;         /* AtriumLiquidTag of the source */
  GHashTable      *boxes;        /* classes of elements that stand for entries */
  GPtrArray       *out;
} AtriumCollector;

static void collect_node     (AtriumCollector *self,
                              AtriumNode      *node,
                              guint            depth,
                              GError         **error);
static void collect_children (AtriumCollector *self,
                              AtriumNode      *parent,
                              guint            depth,
                              GError         **error);

static void
atrium_block_free (gpointer data)
{
  AtriumBlock *self = data;

  g_free (self->title);
  g_free (self);
}

/**
 * atrium_blocks_new:
 *
 * Returns: (transfer full): an empty array that frees its AtriumBlock
 */
GPtrArray *
atrium_blocks_new (void)
{
  return g_ptr_array_new_with_free_func (atrium_block_free);
}

/**
 * atrium_blocks_free:
 * @self: (nullable): the blocks of a page
 */
void
atrium_blocks_free (AtriumBlocks *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->trees);
  g_free (self);
}

static gboolean
has_content (AtriumFlat *flat)
{
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return TRUE;

  return atrium_flat_get_marks (flat)->len > 0;
}

static AtriumBlock *
add_block (AtriumCollector *self,
           AtriumBlockType  type,
           AtriumNode      *first,
           AtriumNode      *last)
{
  AtriumBlock *block = g_new0 (AtriumBlock, 1);

  block->type = type;
  block->tree = self->tree;
  block->source = self->source;
  block->first = first;
  block->last = last;
  block->span = ATRIUM_SPAN (first->outer.start, last->outer.end);
  block->kind = -2;
  g_ptr_array_add (self->out, block);

  return block;
}

/* ---- what an element is ---- */

/* a paper box by another name: what AcadHomepage puts the words of one into is a part of it */
static gboolean
holds_paper_text (const AtriumNode *node)
{
  for (const AtriumNode *n = node->first_child; n != NULL; n = n->next)
    if (atrium_node_is_element (n, "div") && atrium_node_has_class (n, "paper-box-text"))
      return TRUE;

  return FALSE;
}

/* an element that stands for one entry: the paper box of AcadHomepage, and any with words of
 * its own and a class of which there are brothers */
static gboolean
is_box (AtriumCollector  *self,
        const AtriumNode *node)
{
  const char *key = atrium_shape_box_key (node);

  if (atrium_node_has_class (node, "paper-box") || holds_paper_text (node))
    return TRUE;

  return key != NULL && self->boxes != NULL && g_hash_table_contains (self->boxes, key) &&
         (atrium_node_is_element (node, "div") || atrium_node_is_element (node, "article") || atrium_node_is_element (node, "section")) &&
         atrium_shape_holds_text (node) &&
         (!atrium_shape_holds_heading (node) || atrium_shape_get_entry_level (self->tree, node) > 0);
}

/* ---- includes ---- */

/* a page that was saved as text: with front matter, or with links and headings in Markdown */
static gboolean
looks_like_markdown (const char *text)
{
  guint links = 0;

  if (g_str_has_prefix (text, "---\n") || g_str_has_prefix (text, "---\r\n") || g_str_has_prefix (text, "+++\n") ||
      g_str_has_prefix (text, "+++\r\n") || g_str_has_prefix (text, "# ") ||
      strstr (text, "\n# ") != NULL || strstr (text, "\n## ") != NULL)
    return TRUE;
  for (const char *p = text; links < 2 && (p = strstr (p, "](")) != NULL; p++)
    links++;

  return links >= 2;
}

/* "News", right above what is new */
static gboolean
is_title (const char *line)
{
  AtriumKind kind;

  return atrium_scan_count_words (line, 0, strlen (line)) <= MAX_TITLE_WORDS && strpbrk (line, ".,;") == NULL &&
         atrium_section_kind_from_title (line, &kind);
}

static AtriumTree *
read_tree (AtriumSource  *source,
           GError       **error)
{
  const char *path = atrium_source_get_path (source);

  if (g_str_has_suffix (path, ".html") || g_str_has_suffix (path, ".htm") || g_str_has_suffix (path, ".xhtml"))
    return atrium_html_read (source, error);

  if (g_str_has_suffix (path, ".txt") && !looks_like_markdown (atrium_source_get_text (source, NULL)))
    return atrium_plain_text_read_titled (source, is_title, error);

  return atrium_markdown_read (source, error);
}

/* An element that is not closed ends behind the line end that the reader of Markdown adds to
 * a last line without one; a span has to end in the file. */
static void
keep_inside (AtriumTree *tree)
{
  AtriumNode *root = atrium_tree_get_root (tree);
  gsize length;

  atrium_source_get_text (atrium_tree_get_source (tree), &length);
  for (AtriumNode *n = root; n != NULL; n = atrium_node_walk (root, n))
    {
      n->outer.end = MIN (n->outer.end, length);
      n->inner.end = MIN (n->inner.end, length);
      n->inner.start = MIN (n->inner.start, n->inner.end);
    }
}

static const AtriumLiquidTag *
find_tag (AtriumCollector  *self,
          const AtriumNode *node)
{
  guint low = 0;
  guint high = self->tags->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const AtriumLiquidTag *tag = &g_array_index (self->tags, AtriumLiquidTag, middle);

      if (tag->outer.start == node->outer.start)
        return tag;
      if (tag->outer.start < node->outer.start)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

static gboolean
check_include (AtriumCollector  *self,
               const char       *path,
               const AtriumNode *node,
               GError          **error)
{
  if (g_ptr_array_find_with_equal_func (self->open, path, g_str_equal, NULL))
    {
      atrium_set_error_at (error, ATRIUM_ERROR_LINK_LOOP, self->source, node->outer.start,
                           "“%s” includes itself", path);
      return FALSE;
    }

  if (self->open->len >= MAX_INCLUDE_DEPTH)
    {
      atrium_set_error_at (error, ATRIUM_ERROR_TOO_DEEP, self->source, node->outer.start,
                           "includes nest deeper than %d", MAX_INCLUDE_DEPTH);
      return FALSE;
    }

  if (++self->n_includes > MAX_INCLUDES)
    {
      atrium_set_error_at (error, ATRIUM_ERROR_TOO_LARGE, self->source, node->outer.start,
                           "more than %d includes", MAX_INCLUDES);
      return FALSE;
    }

  return TRUE;
}

static gboolean
collect_file (AtriumCollector  *self,
              const char       *path,
              GError          **error)
{
  AtriumCollector inner = *self;
  GError *inner_error = NULL;

  inner.source = atrium_file_tree_get_source (self->files, path, error);
  if (inner.source == NULL)
    return FALSE;

  inner.tree = read_tree (inner.source, error);
  if (inner.tree == NULL)
    return FALSE;

  keep_inside (inner.tree);
  g_ptr_array_add (self->blocks->trees, inner.tree);
  inner.source = atrium_tree_get_source (inner.tree);
  inner.tags = atrium_liquid_scan (inner.source);
  inner.boxes = atrium_shape_find_boxes (inner.tree);
  g_ptr_array_add (self->open, g_strdup (path));
  collect_children (&inner, atrium_tree_get_root (inner.tree), 0, &inner_error);
  g_ptr_array_set_size (self->open, self->open->len - 1);
  g_array_unref (inner.tags);
  g_hash_table_unref (inner.boxes);
  self->n_includes = inner.n_includes;

  if (inner_error != NULL)
    {
      g_propagate_error (error, inner_error);
      return FALSE;
    }

  return TRUE;
}

/* TRUE where @node is an include that has been followed */
static void
collect_liquid (AtriumCollector  *self,
                AtriumNode       *node,
                GError          **error)
{
  const AtriumLiquidTag *tag = find_tag (self, node);
  g_autofree char *path = NULL;

  if (tag == NULL)
    return;
  if (g_str_equal (tag->name, "for") || g_str_equal (tag->name, "tablerow"))
    self->loops++;
  else if ((g_str_equal (tag->name, "endfor") || g_str_equal (tag->name, "endtablerow")) && self->loops > 0)
    self->loops--;

  if (!g_str_equal (tag->name, "include_relative"))
    return;

  path = atrium_liquid_get_include (self->source, tag);
  /* a missing file is for Jekyll to complain about; the rest of the page can be edited */
  if (path == NULL || atrium_file_tree_lookup (self->files, path) == NULL)
    return;
  if (check_include (self, path, node, error))
    collect_file (self, path, error);
}

static gboolean
holds_include (const AtriumNode *node)
{
  for (const AtriumNode *n = node->first_child; n != NULL; n = n->next)
    if (n->type == ATRIUM_NODE_LIQUID && g_strcmp0 (n->tag, "include_relative") == 0)
      return TRUE;

  return FALSE;
}

/* ---- collecting ---- */

static void
collect_heading (AtriumCollector *self,
                 AtriumNode      *node,
                 guint            level)
{
  g_autofree char *text = atrium_node_dup_text (self->tree, node);
  AtriumBlock *block;

  g_strstrip (text);
  if (*text == '\0')
    return;

  block = add_block (self, ATRIUM_BLOCK_HEADING, node, node);
  block->level = level;
  block->title = atrium_scan_dup (text, 0, strlen (text));
}

/* a paragraph that is one short bold line works as a heading for what follows it */
static gboolean
is_bold_line (AtriumFlat *flat)
{
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);
  gsize start = 0;

  while (length > start && (g_ascii_isspace (text[length - 1]) || text[length - 1] == ':'))
    length--;
  while (start < length && g_ascii_isspace (text[start]))
    start++;

  return length > start && length - start <= MAX_BOLD_HEADING && memchr (text + start, '\n', length - start) == NULL &&
         !g_ascii_ispunct (text[length - 1] == ')' ? 'a' : text[length - 1]) &&
         atrium_flat_has_style (flat, start, length, ATRIUM_STYLE_STRONG);
}

/* NULL where nothing stands there */
static AtriumBlock *
collect_paragraph (AtriumCollector *self,
                   AtriumNode      *first,
                   AtriumNode      *last)
{
  g_autoptr(AtriumFlat) flat = atrium_flat_new (self->tree, first, last);
  const char *text = atrium_flat_get_text (flat, NULL);
  AtriumBlock *block;

  if (!has_content (flat))
    return NULL;

  if (is_bold_line (flat))
    {
      block = add_block (self, ATRIUM_BLOCK_HEADING, first, last);
      block->level = ATRIUM_BLOCK_LEVEL_BOLD;
      block->title = atrium_scan_dup (text, 0, strlen (text));
      return block;
    }

  return add_block (self, ATRIUM_BLOCK_PARAGRAPH, first, last);
}

/* Words that stand in an element without a paragraph of their own: the white space around them
 * is the element's. */
static void
collect_words (AtriumCollector *self,
               AtriumNode      *first,
               AtriumNode      *last)
{
  AtriumBlock *block = collect_paragraph (self, first, last);
  const char *text = atrium_source_get_text (self->source, NULL);

  if (block == NULL)
    return;
  while (block->span.start < block->span.end && g_ascii_isspace (text[block->span.start]))
    block->span.start++;
  while (block->span.end > block->span.start && g_ascii_isspace (text[block->span.end - 1]))
    block->span.end--;
}

static gboolean
is_cell (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_CELL || atrium_node_is_element (node, "td") || atrium_node_is_element (node, "th");
}

static gboolean
flat_is_empty (AtriumCollector *self,
               AtriumNode      *node)
{
  g_autoptr(AtriumFlat) flat = atrium_flat_new (self->tree, node, node);

  return !has_content (flat);
}

/* <dl> with one <dt> and one <dd> each time is a list of entries; any other is one entry */
static void
collect_definitions (AtriumCollector *self,
                     AtriumNode      *node)
{
  if (!atrium_shape_alternates (node))
    {
      add_block (self, ATRIUM_BLOCK_BOX, node, node);
      return;
    }

  for (AtriumNode *n = node->first_child; n != NULL; n = n->next)
    {
      AtriumNode *first = n;

      if (!atrium_shape_is_term (n))
        continue;
      while (!atrium_shape_is_definition (n))
        n = n->next;
      add_block (self, ATRIUM_BLOCK_BOX, first, n);
    }
}

/* a table that only puts columns of entries side by side */
static gboolean
cells_hold_entries (AtriumCollector  *self,
                    const AtriumNode *row)
{
  guint columns = 0;

  for (const AtriumNode *cell = row->first_child; cell != NULL; cell = cell->next)
    {
      guint n_paragraphs = 0;

      if (!atrium_node_is_element (cell, "td"))
        continue;
      for (const AtriumNode *n = cell->first_child; n != NULL; n = n->next)
        n_paragraphs += atrium_node_is_element (n, "p") || n->type == ATRIUM_NODE_PARAGRAPH || (n->type == ATRIUM_NODE_ELEMENT && is_box (self, n));
      if (n_paragraphs < 2)
        return FALSE;
      columns++;
    }

  return columns >= 2;
}

static void
collect_row (AtriumCollector *self,
             AtriumNode      *row,
             guint            depth,
             GError         **error)
{
  guint cells = 0;

  for (AtriumNode *n = row->first_child; n != NULL; n = n->next)
    cells += is_cell (n);

  if (atrium_shape_is_header_row (row) || flat_is_empty (self, row))
    return;
  if (atrium_shape_holds_heading (row) || atrium_shape_holds_element (row, "table") || (cells == 1 && atrium_shape_holds_blocks (row->first_child)) || cells_hold_entries (self, row))
    collect_children (self, row, depth + 1, error);
  else
    add_block (self, ATRIUM_BLOCK_ROW, row, row);
}

static void
collect_table (AtriumCollector *self,
               AtriumNode      *table,
               guint            depth,
               GError         **error)
{
  gboolean first = table->type == ATRIUM_NODE_TABLE;

  for (AtriumNode *n = table->first_child; n != NULL && *error == NULL; n = n->next)
    {
      if (n->type == ATRIUM_NODE_ROW)
        {
          /* the first row of a Markdown table is its header */
          if (!first)
            collect_row (self, n, depth, error);
          first = FALSE;
        }
      else if (atrium_node_is_element (n, "tr"))
        collect_row (self, n, depth, error);
      else if (atrium_shape_is_container (n))
        collect_table (self, n, depth + 1, error);
    }
}

static gboolean
collect_markdown (AtriumCollector *self,
                  AtriumNode      *node,
                  guint            depth,
                  GError         **error)
{
  switch (node->type)
    {
    case ATRIUM_NODE_PARAGRAPH:
      if (holds_include (node))
        collect_children (self, node, depth + 1, error);
      else
        collect_paragraph (self, node, node);
      return TRUE;
    case ATRIUM_NODE_LIST:
      add_block (self, ATRIUM_BLOCK_LIST, node, node);
      return TRUE;
    case ATRIUM_NODE_QUOTE:
      add_block (self, ATRIUM_BLOCK_QUOTE, node, node);
      return TRUE;
    case ATRIUM_NODE_RULE:
      add_block (self, ATRIUM_BLOCK_RULE, node, node);
      return TRUE;
    case ATRIUM_NODE_CODE_BLOCK:
    case ATRIUM_NODE_MATH:
      add_block (self, ATRIUM_BLOCK_OTHER, node, node);
      return TRUE;
    case ATRIUM_NODE_TABLE:
      collect_table (self, node, depth, error);
      return TRUE;
    case ATRIUM_NODE_DEFINITION_LIST:
      collect_definitions (self, node);
      return TRUE;
    default:
      return FALSE;
    }
}

/* a summary that is no more than a year is a heading of the lists below it */
static void
collect_year (AtriumCollector  *self,
              const AtriumNode *details)
{
  for (AtriumNode *n = details->first_child; n != NULL; n = n->next)
    if (atrium_node_is_element (n, "summary"))
      {
        g_autofree char *title = atrium_node_dup_text (self->tree, n);

        if (atrium_scan_year (g_strstrip (title)) != 0)
          collect_heading (self, n, MAX_HEADING_LEVEL);
        return;
      }
}

/* the lists of a <details> without its summary */
static void
collect_folded (AtriumCollector *self,
                AtriumNode      *node,
                guint            depth)
{
  for (AtriumNode *n = node->first_child; n != NULL; n = n->next)
    if (atrium_node_is_list (n) && !flat_is_empty (self, n))
      add_block (self, ATRIUM_BLOCK_LIST, n, n);
    else if (atrium_node_is_element (n, "div") && depth > 0)
      collect_folded (self, n, depth - 1);
}

static void
collect_element (AtriumCollector *self,
                 AtriumNode      *node,
                 guint            depth,
                 GError         **error)
{
  if (atrium_node_is_element (node, "hr"))
    add_block (self, ATRIUM_BLOCK_RULE, node, node);
  else if (flat_is_empty (self, node) && !holds_include (node))
    return;
  else if (atrium_node_is_list (node))
    add_block (self, ATRIUM_BLOCK_LIST, node, node);
  else if (atrium_node_is_element (node, "dl"))
    collect_definitions (self, node);
  else if (atrium_node_is_element (node, "blockquote"))
    add_block (self, ATRIUM_BLOCK_QUOTE, node, node);
  else if (atrium_node_is_element (node, "table"))
    collect_table (self, node, depth, error);
  else if (is_box (self, node))
    add_block (self, ATRIUM_BLOCK_BOX, node, node);
  else if (atrium_node_is_element (node, "details") && atrium_shape_holds_only_lists (node, MAX_FOLD_DEPTH))
    {
      collect_year (self, node);
      collect_folded (self, node, MAX_FOLD_DEPTH);
    }
  else if (atrium_node_is_element (node, "details") && !atrium_shape_holds_heading (node))
    add_block (self, ATRIUM_BLOCK_PARAGRAPH, node, node);
  else if (atrium_shape_is_container (node) && (atrium_shape_holds_blocks (node) || holds_include (node)) && depth < MAX_CONTAINER_DEPTH)
    collect_children (self, node, depth + 1, error);
  /* another paragraph comes into the cell and not beside it */
  else if (is_cell (node))
    collect_words (self, node->first_child, node->last_child);
  else if (atrium_shape_is_paragraph (node))
    collect_paragraph (self, node, node);
  else
    add_block (self, ATRIUM_BLOCK_OTHER, node, node);
}

/* what a folded part is opened with */
static gboolean
is_handle (const AtriumNode *node)
{
  return atrium_node_is_element (node, "summary") && !atrium_shape_holds_heading (node);
}

static void
collect_node (AtriumCollector *self,
              AtriumNode      *node,
              guint            depth,
              GError         **error)
{
  guint level;

  if (node->type == ATRIUM_NODE_LIQUID)
    collect_liquid (self, node, error);
  else if (atrium_shape_is_invisible (node) || self->loops > 0 || is_handle (node))
    return;
  else if (atrium_shape_is_heading (node, &level))
    collect_heading (self, node, level);
  else if (!collect_markdown (self, node, depth, error))
    collect_element (self, node, depth, error);
}

/* inline nodes that stand in a container without a paragraph are one */
static AtriumNode *
collect_run (AtriumCollector *self,
             AtriumNode      *node)
{
  AtriumNode *first = node;
  AtriumNode *last = node;

  while (last->next != NULL && !atrium_shape_is_block (last->next) && !(last->next->type == ATRIUM_NODE_LIQUID) &&
         !(last->next->type == ATRIUM_NODE_ELEMENT && atrium_shape_holds_blocks (last->next)))
    last = last->next;
  if (self->loops == 0)
    collect_words (self, first, last);

  return last;
}

static void
collect_children (AtriumCollector *self,
                  AtriumNode      *parent,
                  guint            depth,
                  GError         **error)
{
  for (AtriumNode *n = parent->first_child; n != NULL && *error == NULL; n = n->next)
    {
      gboolean block = atrium_shape_is_block (n) || atrium_shape_is_invisible (n) || n->type == ATRIUM_NODE_LIQUID || n->block ||
                       (n->type == ATRIUM_NODE_ELEMENT && atrium_shape_holds_blocks (n));

      if (block)
        collect_node (self, n, depth, error);
      else
        n = collect_run (self, n);
    }
}

/* "Last updated in May", "Template by": what is said of the page and not of the person. That of
 * its making is only believed where it stands apart. */
static gboolean
is_colophon (const AtriumBlock *block,
             gboolean           apart)
{
  static const char *const dates[] = {
    "last updated", "last modified", "last update", "last change", "©", "最后更新", "最終更新", "zuletzt aktualisiert",
    "dernière mise à jour", NULL
  };
  static const char *const makers[] = {
    "source code", "template", "designed by", "design by", "theme by", "powered by", "copyright", "visitors", NULL
  };
  g_autoptr(AtriumFlat) flat = NULL;
  g_autoptr(GArray) names = NULL;
  const char *text;
  gsize length;

  if (block->type == ATRIUM_BLOCK_HEADING || block->type == ATRIUM_BLOCK_BOX || block->type == ATRIUM_BLOCK_QUOTE)
    return FALSE;
  flat = atrium_block_flatten (block);
  text = atrium_flat_get_text (flat, &length);
  if (atrium_scan_count_words (text, 0, length) > MAX_COLOPHON_WORDS)
    return FALSE;
  names = atrium_scan_names (flat, 0, length);

  return names->len < 2 && (atrium_scan_has_word (text, 0, length, dates) ||
                            (apart && block->type != ATRIUM_BLOCK_LIST && atrium_scan_has_word (text, 0, length, makers)));
}

/* takes away what closes the page, where something else stands before it */
static void
drop_colophon (GPtrArray *blocks)
{
  while (blocks->len > 1)
    {
      const AtriumBlock *last = g_ptr_array_index (blocks, blocks->len - 1);
      const AtriumBlock *previous = g_ptr_array_index (blocks, blocks->len - 2);
      gboolean apart = previous->type == ATRIUM_BLOCK_RULE || last->first->parent != previous->first->parent;

      if (last->type != ATRIUM_BLOCK_RULE && !is_colophon (last, apart))
        return;
      g_ptr_array_set_size (blocks, blocks->len - 1);
    }
}

/**
 * atrium_blocks_collect:
 * @files: a site
 * @path: one of its pages
 *
 * Reads a page and the files it includes and lists their blocks in reading order. What
 * only holds other blocks (`<div>`, layout tables) is opened, what stands for one entry
 * (paper boxes, table rows) is not.
 *
 * Returns: (transfer full): the blocks; NULL with the error of a reader, or
 *   %ATRIUM_ERROR_LINK_LOOP where an include leads back
 */
AtriumBlocks *
atrium_blocks_collect (AtriumFileTree  *files,
                       const char      *path,
                       GError         **error)
{
  g_autoptr(AtriumBlocks) blocks = g_new0 (AtriumBlocks, 1);
  g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  AtriumCollector self = { .files = files, .blocks = blocks, .open = open };

  blocks->blocks = atrium_blocks_new ();
  blocks->trees = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_tree_unref);
  self.out = blocks->blocks;

  if (!collect_file (&self, path, error))
    return NULL;
  drop_colophon (blocks->blocks);

  return g_steal_pointer (&blocks);
}

/**
 * atrium_blocks_expand:
 * @block: a table row or box
 * @blocks: gets the blocks inside it
 *
 * For a row that turns out to be layout: its cells' paragraphs.
 */
void
atrium_blocks_expand (const AtriumBlock *block,
                      GPtrArray         *blocks)
{
  g_autoptr(GArray) tags = g_array_new (FALSE, FALSE, sizeof (AtriumLiquidTag));
  g_autoptr(GError) error = NULL;
  AtriumCollector self = {
    .tree = block->tree,
    .source = block->source,
    .tags = tags,
    .out = blocks,
  };

  for (AtriumNode *n = block->first; n != NULL; n = n->next)
    {
      collect_children (&self, n, 0, &error);
      if (n == block->last)
        break;
    }
}

/**
 * atrium_block_flatten:
 * @self: a block
 *
 * Returns: (transfer full): its visible text
 */
AtriumFlat *
atrium_block_flatten (const AtriumBlock *self)
{
  return atrium_flat_new (self->tree, self->first, self->last);
}
