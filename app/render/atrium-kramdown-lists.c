#include "atrium-kramdown-private.h"

#include <string.h>

/* Lists with boxes of tasks, and tables. */

static const char checked[] = "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled=\"disabled\" "
                              "checked=\"checked\" />";
static const char unchecked[] = "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled=\"disabled\" />";

/* -- lists */

/* the paragraph that an item begins with */
static const AtriumNode *
find_paragraph (const AtriumNode *item)
{
  const AtriumNode *child = item->first_child;

  while (child != NULL && child->type == ATRIUM_NODE_ATTRIBUTES)
    child = child->next;

  return child != NULL && child->type == ATRIUM_NODE_PARAGRAPH && child->marker == '\0' ? child : NULL;
}

/* the first text of an item, where that begins with a box: [ ] or [x], and white space */
static const AtriumNode *
find_box (AtriumKramdown   *self,
          const AtriumNode *item,
          gboolean         *done)
{
  const AtriumNode *paragraph = find_paragraph (item);
  const AtriumNode *text;
  const char *source;

  if (paragraph == NULL)
    return NULL;
  text = paragraph->first_child;
  if (text == NULL || text->type != ATRIUM_NODE_TEXT || text->literal != NULL || atrium_span_length (text->outer) < 3)
    return NULL;
  source = self->source + text->outer.start;
  if (source[0] != '[' || source[2] != ']' || strchr (" xX", source[1]) == NULL ||
      !(atrium_span_length (text->outer) > 3 ? g_ascii_isspace (source[3])
                                             : text->next != NULL && text->next->type == ATRIUM_NODE_SOFT_BREAK))
    return NULL;

  *done = source[1] != ' ';
  return text;
}

/* The box is taken from the text for the time that its item is written. */
static void
append_item_content (AtriumKramdown   *self,
                     const AtriumNode *item,
                     AtriumNode       *box,
                     gboolean          done)
{
  gsize start;

  if (box == NULL)
    {
      _atrium_kramdown_children (self, item);
      return;
    }

  start = box->outer.start;
  box->outer.start += 3;
  while (box->outer.start < box->outer.end && g_ascii_isspace (self->source[box->outer.start]))
    box->outer.start++;
  self->skipped = box->outer.start == box->outer.end ? box->next : NULL;
  if ((self->flags & ATRIUM_KRAMDOWN_SHOWN) != 0)
    self->box = done ? "\xe2\x98\x91 " : "\xe2\x98\x90 ";
  else
    self->box = done ? checked : unchecked;
  _atrium_kramdown_children (self, item);
  box->outer.start = start;
}

static gboolean
begins_tight (const AtriumNode *item)
{
  const AtriumNode *child = item->first_child;

  while (child != NULL && child->type == ATRIUM_NODE_ATTRIBUTES)
    child = child->next;

  return child == NULL || (child->type == ATRIUM_NODE_PARAGRAPH && child->tight);
}

static void
append_item (AtriumKramdown   *self,
             const AtriumNode *item,
             gboolean         *tasks)
{
  g_auto(AtriumIal) written = { .pairs = NULL };
  g_auto(AtriumIal) ial = { .pairs = NULL };
  gboolean done = FALSE;
  const AtriumNode *box = find_box (self, item, &done);

  *tasks = *tasks || box != NULL;
  if (*tasks && find_paragraph (item) != NULL)
    _atrium_ial_set (&ial, "class", "task-list-item");
  _atrium_kramdown_block_list (self, item, &written);
  _atrium_kramdown_apply (self, &ial, &written);

  g_string_append (self->out, "<li");
  _atrium_ial_append (&ial, self->out);
  g_string_append (self->out, begins_tight (item) ? ">" : ">\n");
  append_item_content (self, item, (AtriumNode *) box, done);
  g_string_append (self->out, "</li>\n");
}

static gboolean
has_tasks (AtriumKramdown   *self,
           const AtriumNode *list)
{
  gboolean done;

  for (const AtriumNode *item = list->first_child; item != NULL; item = item->next)
    if (item->type == ATRIUM_NODE_ITEM && find_box (self, item, &done) != NULL)
      return TRUE;

  return FALSE;
}

/* Adds a list, or keeps its place for the table of contents or the footnotes. */
void
_atrium_kramdown_list (AtriumKramdown   *self,
                       const AtriumNode *node)
{
  const char *tag = node->marker == '.' ? "ol" : "ul";
  g_auto(AtriumIal) written = { .pairs = NULL };
  g_auto(AtriumIal) ial = { .pairs = NULL };
  gboolean tasks = FALSE;

  _atrium_kramdown_block_list (self, node, &written);
  if (node == self->toc_list && self->toc_at < 0)
    {
      self->toc_at = self->out->len;
      return;
    }
  /* among the footnotes there is no place for them */
  if (self->notes_at < 0 && self->in_notes == 0 && _atrium_ial_refers (&written, "footnotes"))
    {
      self->notes_at = self->out->len;
      return;
    }

  if (has_tasks (self, node))
    _atrium_ial_set (&ial, "class", "task-list");
  _atrium_kramdown_apply (self, &ial, &written);
  g_string_append_printf (self->out, "<%s", tag);
  _atrium_ial_append (&ial, self->out);
  g_string_append (self->out, ">\n");
  for (const AtriumNode *item = node->first_child; item != NULL && !_atrium_kramdown_is_spent (self);
       item = item->next)
    if (item->type == ATRIUM_NODE_ITEM)
      append_item (self, item, &tasks);
  g_string_append_printf (self->out, "</%s>\n", tag);
}

/* -- tables */

/* How many empty cells a table may be given for each of its own, and whatever it has: rows are made as
 * long as the longest, and one that is very long must not use up what the text behind may become. */
#define MAX_EMPTY_CELLS_EACH 4
#define MAX_EMPTY_CELLS 10000

/* how each column is aligned; its length is the number of columns */
static GByteArray *
find_columns (const AtriumNode *table,
              gsize            *max_empty)
{
  GByteArray *columns = g_byte_array_new ();

  *max_empty = MAX_EMPTY_CELLS;
  for (const AtriumNode *row = table->first_child; row != NULL; row = row->next)
    {
      guint i = 0;

      for (const AtriumNode *cell = row->first_child; cell != NULL; cell = cell->next, i++)
        {
          guint8 align = cell->level;

          *max_empty += MAX_EMPTY_CELLS_EACH;
          if (i == columns->len)
            g_byte_array_append (columns, &align, 1);
        }
    }

  return columns;
}

static void
append_cell (AtriumKramdown   *self,
             const AtriumNode *cell,
             const char       *tag,
             guint             align)
{
  static const char *const names[] = { "left", "center", "right" };
  gsize start;

  g_string_append_printf (self->out, "<%s", tag);
  if (align > 0)
    g_string_append_printf (self->out, " style=\"text-align: %s\"", names[align - 1]);
  g_string_append_c (self->out, '>');
  start = self->out->len;
  if (cell != NULL)
    _atrium_kramdown_children (self, cell);
  if (self->out->len == start)
    g_string_append (self->out, "\xc2\xa0");
  g_string_append_printf (self->out, "</%s>\n", tag);
}

static void
append_row (AtriumKramdown   *self,
            const AtriumNode *row,
            GByteArray       *columns,
            gsize            *max_empty)
{
  const AtriumNode *cell = row->first_child;

  g_string_append (self->out, "<tr>\n");
  for (guint i = 0; i < columns->len && !_atrium_kramdown_is_spent (self); i++)
    {
      if (cell == NULL && *max_empty == 0)
        break;
      *max_empty -= cell == NULL;
      append_cell (self, cell, row->level == 1 ? "th" : "td", columns->data[i]);
      cell = cell != NULL ? cell->next : NULL;
    }
  g_string_append (self->out, "</tr>\n");
}

void
_atrium_kramdown_table (AtriumKramdown   *self,
                        const AtriumNode *node)
{
  static const char *const parts[] = { "tbody", "thead", "tfoot" };
  gsize max_empty;
  g_autoptr(GByteArray) columns = find_columns (node, &max_empty);
  g_auto(AtriumIal) written = { .pairs = NULL };
  g_auto(AtriumIal) ial = { .pairs = NULL };
  const char *part = NULL;

  _atrium_kramdown_block_list (self, node, &written);
  _atrium_kramdown_apply (self, &ial, &written);
  g_string_append (self->out, "<table");
  _atrium_ial_append (&ial, self->out);
  g_string_append (self->out, ">\n");
  for (const AtriumNode *row = node->first_child; row != NULL && !_atrium_kramdown_is_spent (self);
       row = row->next)
    {
      if (row->marker == '-')
        {
          if (part != NULL)
            g_string_append_printf (self->out, "</%s>\n", part);
          part = parts[MIN (row->level, 2)];
          g_string_append_printf (self->out, "<%s>\n", part);
        }
      append_row (self, row, columns, &max_empty);
    }
  if (part != NULL)
    g_string_append_printf (self->out, "</%s>\n", part);
  g_string_append (self->out, "</table>\n");
}
