#include "atrium-markdown-private.h"

#include <string.h>

/* Kramdown's tables need no line of dashes: any block in which every line has a bar
 * outside of code and HTML is one. */

#define MAX_VAIN_TAGS 64

typedef struct
{
  gsize start;
  gsize end;
  guint level;
  gboolean first;      /* of its part of the table */
} Row;

typedef struct
{
  gsize start;
  gsize end;
} Cell;

static inline gboolean
is_blank_char (char c)
{
  return c == ' ' || c == '\t';
}

/* TABLE_LINE */
static gboolean
is_table_line (AtriumScan *scan,
               gsize       pos)
{
  gsize end = _atrium_line_end (scan, pos);

  if (pos < end && scan->text[pos] == '|')
    return TRUE;
  for (gsize i = pos + 1; i < end; i++)
    if (scan->text[i] == '|' && scan->text[i - 1] != '\\')
      return TRUE;

  return FALSE;
}

static gboolean
is_separator (AtriumScan *scan,
              gsize       pos,
              char        dash)
{
  gsize end = _atrium_line_end (scan, pos);
  gboolean found = FALSE;

  for (; pos < end; pos++)
    {
      if (scan->text[pos] == dash)
        found = TRUE;
      else if (strchr ("+|: \t", scan->text[pos]) == NULL)
        return FALSE;
    }

  return found;
}

/* behind the code span that begins at @pos, or behind its backticks */
static gsize
skip_code (AtriumScan *scan,
           gsize       start,
           gsize       pos,
           gsize       end)
{
  gsize run = pos;
  const char *close;

  while (run < end && scan->text[run] == '`')
    run++;
  /* a tick between white space is one */
  if (run == pos + 1 && (pos == start || g_ascii_isspace (scan->text[pos - 1])) && run < end &&
      g_ascii_isspace (scan->text[run]))
    return run;
  close = memmem (scan->text + run, end - run, scan->text + pos, run - pos);

  return close != NULL ? (gsize) (close - scan->text) + (run - pos) : run;
}

/* behind the element or comment that begins at @pos, or 0 where it is text to the table */
static gsize
skip_html (AtriumReader *self,
           AtriumScan   *scan,
           gsize         pos,
           guint        *vain)
{
  AtriumTag tag;
  gsize after = 0;

  if (pos + 4 <= scan->end && memcmp (scan->text + pos, "<!--", 4) == 0)
    {
      gsize end = _atrium_scan_seek (scan, ATRIUM_SEEK_COMMENT_END, pos + 4);

      return end != G_MAXSIZE ? end + 3 : 0;
    }
  if (!_atrium_tag_is_at (scan, pos) || *vain >= MAX_VAIN_TAGS ||
      !_atrium_tag_read (&self->html, scan, pos, &tag))
    return 0;

  if (!tag.closing && !_atrium_html_is_block (tag.name))
    {
      if (tag.empty || _atrium_html_is_void (tag.name))
        after = tag.end;
      else if (_atrium_html_find_end_tag (scan, tag.end, tag.name, &after) == G_MAXSIZE)
        {
          (*vain)++;
          after = scan->end;
        }
    }
  _atrium_tag_clear (&tag);

  return after;
}

/* whether the bar that makes a line one of a table is in the line at @pos, before @end */
static gboolean
has_bar (AtriumScan *scan,
         gsize       pos,
         gsize       end)
{
  for (gsize i = pos; i < end && scan->text[i] != '\n'; i++)
    if (scan->text[i] == '|' && (i == pos || scan->text[i - 1] != '\\'))
      return TRUE;

  return FALSE;
}

/* the lines of a piece of text, and where the last of them begins */
static guint
count_lines (AtriumScan *scan,
             gsize       start,
             gsize      *end,
             gsize      *last)
{
  guint lines = 1;

  while (*end > start && scan->text[*end - 1] == '\n')
    (*end)--;
  *last = start;
  for (gsize i = start; i < *end; i++)
    if (scan->text[i] == '\n')
      {
        lines++;
        *last = i + 1;
      }

  return *end > start ? lines : 0;
}

/* Kramdown looks only at the first and the last line of what is between code and HTML. FALSE where
 * no more need be read. */
static gboolean
add_text (AtriumScan *scan,
          gsize       start,
          gsize       end,
          gboolean   *bar)
{
  gsize last;
  guint lines = count_lines (scan, start, &end, &last);

  if (lines > 1 && !*bar && !has_bar (scan, start, end))
    return FALSE;
  if (lines > 0)
    *bar = (lines == 1 && *bar) || has_bar (scan, last, end);

  return TRUE;
}

static gboolean
add_code (AtriumScan *scan,
          gsize       start,
          gsize       end,
          gboolean   *bar)
{
  gsize last;
  guint lines = count_lines (scan, start, &end, &last);

  if (lines > 2 || (lines == 2 && !*bar))
    return FALSE;
  *bar = *bar && lines < 2;

  return TRUE;
}

/* whether each line has a bar that is not inside code or HTML */
static gboolean
has_bars (AtriumReader *self,
          AtriumScan   *scan,
          gsize         start,
          gsize         end)
{
  AtriumScan part;
  gsize text = start;
  gboolean bar = FALSE;
  guint vain = 0;

  _atrium_scan_init (&part, scan->view, start, end);
  while (part.pos < end)
    {
      gsize pos = part.pos;
      gsize ticks = pos;
      gsize after = 0;

      while (ticks < end && part.text[ticks] == '`')
        ticks++;
      if (ticks > pos)
        after = skip_code (&part, start, pos, end);
      else if (part.text[pos] == '<')
        after = skip_html (self, &part, pos, &vain);
      part.pos = MAX (after, MAX (ticks, pos + 1));
      if (after <= ticks)
        continue;

      if (!add_text (&part, text, pos, &bar) ||
          (ticks > pos && !add_code (&part, ticks, after - (ticks - pos), &bar)) ||
          (part.text[pos] == '<' && part.text[pos + 1] == '!' && !add_text (&part, pos, after, &bar)))
        return bar;
      text = after;
    }
  add_text (&part, text, end, &bar);

  return bar;
}

static GArray *
split_cells (AtriumScan *scan,
             Row        *row,
             gboolean    leading_bar)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  Cell cell = { row->start, row->start };
  gsize pos = row->start;

  while (pos < row->end)
    {
      const char *text = scan->text + pos;

      if (*text == '`')
        pos = skip_code (scan, row->start, pos, row->end);
      else if (*text == '<' && row->end - pos > 6 && memcmp (text, "<code", 5) == 0)
        {
          const char *close = memmem (text, row->end - pos, "</code>", 7);

          pos = close != NULL ? (gsize) (close - scan->text) + 7 : pos + 1;
        }
      else if (*text == '|' && (pos == row->start || text[-1] != '\\'))
        {
          cell.end = pos++;
          g_array_append_val (cells, cell);
          cell.start = pos;
        }
      else
        pos++;
    }
  cell.end = row->end;
  g_array_append_val (cells, cell);

  for (guint i = 0; i < cells->len; i++)
    {
      Cell *each = &g_array_index (cells, Cell, i);

      while (each->start < each->end && is_blank_char (scan->text[each->start]))
        each->start++;
      while (each->end > each->start && is_blank_char (scan->text[each->end - 1]))
        each->end--;
    }
  if (leading_bar && g_array_index (cells, Cell, 0).start == g_array_index (cells, Cell, 0).end)
    g_array_remove_index (cells, 0);
  if (cells->len > 0 && g_array_index (cells, Cell, cells->len - 1).start ==
      g_array_index (cells, Cell, cells->len - 1).end)
    g_array_set_size (cells, cells->len - 1);

  return cells;
}

/* 1 left, 2 centre, 3 right for each column of a line of dashes */
static GArray *
read_alignment (AtriumScan *scan,
                gsize       pos)
{
  GArray *alignment = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize end = _atrium_line_end (scan, pos);

  while (pos < end)
    {
      gboolean left = pos > 0 && scan->text[pos - 1] == ':';
      guint align;

      if (scan->text[pos] != '-')
        {
          pos++;
          continue;
        }
      while (pos < end && scan->text[pos] == '-')
        pos++;
      if (pos < end && scan->text[pos] == ':')
        align = left ? 2 : 3;
      else
        align = left ? 1 : 0;
      g_array_append_val (alignment, align);
    }

  return alignment;
}

typedef struct
{
  GArray   *rows;
  GArray   *alignment;
  guint     group;       /* first row of the part that is read */
  gboolean  foot;
  gboolean  body;
} Table;

static void
end_group (Table *self,
           guint  level)
{
  for (guint i = self->group; i < self->rows->len; i++)
    {
      g_array_index (self->rows, Row, i).level = level;
      g_array_index (self->rows, Row, i).first = i == self->group;
    }
  self->body = self->body || level == 0;
  self->group = self->rows->len;
}

static gsize
read_rows (AtriumScan *scan,
           Table      *self)
{
  gsize pos = scan->pos;

  for (; pos < scan->end && is_table_line (scan, pos); pos = _atrium_line_next (scan, pos))
    {
      Row row = { pos, _atrium_line_end (scan, pos), 0, FALSE };

      if (is_separator (scan, pos, '-'))
        {
          if (self->rows->len == self->group)
            continue;
          if (self->alignment == NULL && !self->foot)
            {
              end_group (self, 1);
              self->alignment = read_alignment (scan, pos);
            }
          else if (!self->foot)
            end_group (self, 0);
        }
      else if (is_separator (scan, pos, '='))
        {
          if (self->rows->len > self->group)
            end_group (self, 0);
          self->foot = TRUE;
        }
      else
        {
          while (row.end > row.start && is_blank_char (scan->text[row.end - 1]))
            row.end--;
          g_array_append_val (self->rows, row);
        }
    }
  if (self->rows->len > self->group)
    end_group (self, self->foot ? 2 : 0);

  return pos;
}

static void
add_row (AtriumReader *self,
         AtriumScan   *scan,
         AtriumNode   *table,
         Row          *row,
         GArray       *alignment,
         gboolean      leading_bar)
{
  AtriumSpan span = _atrium_view_span (scan->view, row->start, row->end);
  AtriumNode *node = _atrium_tree_node (self->tree, ATRIUM_NODE_ROW, span, span);
  g_autoptr(GArray) cells = split_cells (scan, row, leading_bar);

  node->level = row->level;
  node->marker = row->first ? '-' : '\0';
  _atrium_node_append (table, node);
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      AtriumSpan inner = _atrium_view_span (scan->view, cell->start, cell->end);
      AtriumNode *child = _atrium_tree_node (self->tree, ATRIUM_NODE_CELL, inner, inner);

      if (alignment != NULL && i < alignment->len)
        child->level = g_array_index (alignment, guint, i);
      _atrium_node_append (node, child);
      if (cell->start < cell->end)
        _atrium_view_append_slice (_atrium_reader_add_job (self, child), scan->view, cell->start, cell->end);
    }
}

gboolean
_atrium_reader_table (AtriumReader *self,
                      AtriumScan   *scan,
                      AtriumFrame  *frame)
{
  gsize start = _atrium_line_indent (scan, scan->pos);
  Table table = { 0 };
  gboolean leading_bar;
  gsize end;

  if (!_atrium_frame_at_boundary (frame) || start >= scan->end || g_ascii_isspace (scan->text[start]) ||
      !is_table_line (scan, start))
    return FALSE;

  table.rows = g_array_new (FALSE, FALSE, sizeof (Row));
  leading_bar = scan->text[start] == '|';
  end = read_rows (scan, &table);

  if (table.body && _atrium_line_is_block_boundary (scan, end) &&
      has_bars (self, scan, scan->pos, MAX (end, 1) - 1))
    {
      AtriumNode *node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_TABLE, scan->pos, end);

      for (guint i = 0; i < table.rows->len; i++)
        add_row (self, scan, node, &g_array_index (table.rows, Row, i), table.alignment, leading_bar);
      scan->pos = end;
    }
  else
    {
      end = 0;
      _atrium_frame_drop_pending (frame);
    }

  g_array_unref (table.rows);
  g_clear_pointer (&table.alignment, g_array_unref);
  return end != 0;
}
