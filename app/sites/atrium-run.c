#include "atrium-run.h"

#include <string.h>

#include "atrium-patches.h"

typedef struct
{
  const AtriumRunStyle *style;
  const AtriumCell     *cells;
  guint                 n_cells;
  const AtriumPlace    *places;
  guint                 n_places;
  int                  *kept;      /* cells that stay, in order */
  guint                 n_kept;
  GArray               *patches;
} Run;

/* The length of a comma of scripts without spaces at @text, or 0. */
gsize
_atrium_wide_comma_length (const char *text)
{
  static const char *const commas[] = { "，", "、", "；" };

  for (guint i = 0; i < G_N_ELEMENTS (commas); i++)
    if (g_str_has_prefix (text, commas[i]))
      return strlen (commas[i]);

  return 0;
}

/* the length of a line break element, non-breaking space or wide comma at @text, or 0 */
static gsize
separator_markup (const char *text,
                  gsize       length)
{
  static const char *const words[] = { "<br>", "<br/>", "<br />", "</br>", "&nbsp;", "\\|" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i]);

      if (n <= length && g_ascii_strncasecmp (text, words[i], n) == 0)
        return n;
    }

  return _atrium_wide_comma_length (text);
}

/* TRUE where the text only parts two items: white space, punctuation, line breaks. */
gboolean
_atrium_text_is_separator (const char *text,
                           gsize       start,
                           gsize       end)
{
  while (start < end)
    {
      gsize markup = separator_markup (text + start, end - start);
      guchar c = text[start];

      if (markup > 0)
        start += markup;
      else if (g_ascii_isspace (c) || strchr ("\\,;|/-*+", c) != NULL)
        start++;
      else
        return FALSE;
    }

  return TRUE;
}

static gboolean
gap_is_separator (Run   *run,
                  guint  before)
{
  return _atrium_text_is_separator (run->style->text, run->cells[before].outer.end,
                                    run->cells[before + 1].outer.start);
}

static gboolean
is_white (const char *text,
          gsize       start,
          gsize       end)
{
  while (start < end && g_ascii_isspace (text[start]))
    start++;

  return start == end;
}

static guint
count_lines (const char *text,
             gsize       start,
             gsize       end)
{
  guint n = 0;

  for (; start < end; start++)
    n += text[start] == '\n';

  return n;
}

/* What stands, or would stand, between cell @before and a new one behind it: as in the
 * nearest gap that is plain white space, else as in the nearest. */
char *
_atrium_run_separator (const AtriumRunStyle *style,
                       const AtriumCell     *cells,
                       guint                 n_cells,
                       int                   before)
{
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < 2 * n_cells; i++)
      {
        int distance = i / 2;
        int at = MAX (before, 0) + (i % 2 == 0 ? distance : -1 - distance);
        gsize start, end;

        if (at < 0 || at + 1 >= (int) n_cells)
          continue;
        start = cells[at].outer.end;
        end = cells[at + 1].outer.start;
        if (style->apart && count_lines (style->text, start, end) < 2)
          continue;
        if (round == 0 ? is_white (style->text, start, end)
                       : _atrium_text_is_separator (style->text, start, end))
          return g_strndup (style->text + start, end - start);
      }

  return g_strdup (style->separator);
}

/* the number of a list marker "  12. ", with the place of its digits; FALSE for a bullet */
static gboolean
marker_number (const char       *text,
               const AtriumCell *cell,
               guint            *number,
               AtriumSpan       *digits)
{
  gsize at = cell->marker;

  while (at < cell->inner.start && (text[at] == ' ' || text[at] == '\t'))
    at++;
  digits->start = at;
  *number = 0;
  while (at < cell->inner.start && g_ascii_isdigit (text[at]) && at - digits->start < 9)
    *number = *number * 10 + g_ascii_digit_value (text[at++]);
  digits->end = at;

  return digits->end > digits->start;
}

/* The marker of a new item that stands @offset places behind cell @before (-1: first). */
char *
_atrium_run_marker (const char       *text,
                    const AtriumCell *cells,
                    guint             n_cells,
                    int               before,
                    guint             offset)
{
  const AtriumCell *cell = &cells[MAX (before, 0)];
  AtriumSpan digits, other;
  guint number, first = 0, second = 0;
  gboolean counts;

  if (before < 0 || !marker_number (text, cell, &number, &digits))
    return g_strndup (text + cell->marker, cell->inner.start - cell->marker);

  counts = n_cells < 2 || (marker_number (text, &cells[0], &first, &other) &&
                           marker_number (text, &cells[1], &second, &other) && first != second);
  if (counts && n_cells >= 2 && second < first)
    number = number > offset ? number - offset : 0;
  else if (counts)
    number += offset;

  return g_strdup_printf ("%.*s%u%.*s", (int) (digits.start - cell->marker),
                          text + cell->marker, number,
                          (int) (cell->inner.start - digits.end), text + digits.end);
}

static gboolean
is_kept (Run *run,
         int  cell)
{
  guint low = 0;
  guint high = run->n_kept;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (run->kept[middle] == cell)
        return TRUE;
      if (run->kept[middle] < cell)
        low = middle + 1;
      else
        high = middle;
    }

  return FALSE;
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
find_kept (Run *run)
{
  run->kept = g_new (int, run->n_places + 1);
  for (guint i = 0; i < run->n_places; i++)
    if (run->places[i].old >= 0)
      run->kept[run->n_kept++] = run->places[i].old;
  qsort (run->kept, run->n_kept, sizeof (int), compare_ints);
}

/* TRUE where the cell keeps its own item */
static gboolean
is_in_place (Run *run,
             int  cell)
{
  guint next = 0;

  for (guint i = 0; i < run->n_places; i++)
    if (run->places[i].old >= 0 && run->kept[next++] == cell)
      return run->places[i].old == cell;

  return FALSE;
}

/* the length of a list marker and its space at @text, or 0 */
static gsize
list_marker_length (const char *text)
{
  gsize at = 0;

  if (strchr ("*+-", text[0]) != NULL && text[0] != '\0')
    at = 1;
  else
    {
      while (g_ascii_isdigit (text[at]))
        at++;
      at = at > 0 && text[at] == '.' ? at + 1 : 0;
    }

  return at > 0 && (text[at] == ' ' || text[at] == '\t') ? at + 1 : 0;
}

/* what decides whether the next block can follow a block without an empty line */
static char
block_class (const char *text)
{
  if (list_marker_length (text) > 0)
    return '-';

  return text[0] != '\0' && strchr ("<#|>{", text[0]) != NULL ? text[0] : 'p';
}

/* Where cell @cell had no empty line behind it there comes one when a block of another sort,
 * @inner, comes to the place of cell @target: a list may follow a paragraph at once, but a
 * paragraph would go on with a list. */
static void
part_from_next (Run        *run,
                int         cell,
                int         target,
                const char *inner)
{
  const char *text = run->style->text;
  gsize start = run->cells[cell].outer.end;
  gsize end;

  if (!run->style->apart || cell + 1 >= (int) run->n_cells ||
      block_class (inner) == block_class (text + run->cells[target].inner.start))
    return;
  end = run->cells[cell + 1].outer.start;
  if (is_white (text, start, end) && count_lines (text, start, end) == 1)
    _atrium_patches_add (run->patches, ATRIUM_SPAN (start, start), run->style->newline);
}

/* Items change places; separators and markers stay where they are. */
static void
permute (Run            *run,
         AtriumCellFunc  render,
         gpointer        user_data)
{
  g_autoptr(GPtrArray) inners = g_ptr_array_new_with_free_func (g_free);
  guint next = 0;

  /* all texts before the first is put somewhere else */
  for (guint i = 0; i < run->n_places; i++)
    {
      int old = run->places[i].old;

      if (old >= 0)
        g_ptr_array_add (inners, run->kept[inners->len] != old ? render (old, user_data) : NULL);
    }

  for (guint i = 0; i < run->n_places; i++)
    {
      int target;
      const char *inner;

      if (run->places[i].old < 0)
        continue;
      inner = g_ptr_array_index (inners, next);
      target = run->kept[next++];
      if (inner == NULL)
        continue;

      _atrium_patches_cover_all (run->patches, run->cells[target].inner, inner);
      part_from_next (run, target, target, inner);
      if (target > 0 && is_in_place (run, target - 1))
        part_from_next (run, target - 1, target, inner);
    }
}

/* the end of an empty line that begins at @at, or @at */
static gsize
skip_empty_line (Run   *run,
                 gsize  at)
{
  gsize end = at;

  while (end < run->style->high && strchr (" \t\r", run->style->text[end]) != NULL)
    end++;

  return end < run->style->high && run->style->text[end] == '\n' ? end + 1 : at;
}

static gboolean
follows_empty_line (Run   *run,
                    gsize  start)
{
  const char *text = run->style->text;

  if (start < 2 || text[start - 1] != '\n')
    return FALSE;
  for (start--; start > 0 && strchr (" \t\r", text[start - 1]) != NULL;)
    start--;

  return start > 0 && text[start - 1] == '\n';
}

/* The lines of a cell that stands alone between things that stay; of the empty lines on both
 * sides of it one goes too. */
static AtriumSpan
whole_lines (Run        *run,
             AtriumSpan  span)
{
  const char *text = run->style->text;
  gsize start = span.start;
  gsize end = span.end;

  while (start > run->style->low && (text[start - 1] == ' ' || text[start - 1] == '\t'))
    start--;
  while (end < run->style->high && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r'))
    end++;
  if ((start > 0 && text[start - 1] != '\n') || end >= run->style->high || text[end] != '\n')
    return span;
  end++;

  return ATRIUM_SPAN (start, follows_empty_line (run, start) ? skip_empty_line (run, end) : end);
}

/* In a numbered list the marker of the first item stays: a list that began with 1 still does. */
static gboolean
remove_first_of_numbered (Run *run,
                          int  cell,
                          int  next)
{
  AtriumSpan digits;
  guint a, b;

  if (next != cell + 1 || !gap_is_separator (run, cell) ||
      !marker_number (run->style->text, &run->cells[cell], &a, &digits) ||
      !marker_number (run->style->text, &run->cells[next], &b, &digits) || a == b)
    return FALSE;

  _atrium_patches_add (run->patches,
                       ATRIUM_SPAN (run->cells[cell].inner.start, run->cells[next].inner.start), "");
  return TRUE;
}

/* behind the removed block, two others would become one */
static gboolean
gap_behind_is_tight (Run *run,
                     int  cell)
{
  const char *text = run->style->text;

  return run->style->apart && cell + 1 < (int) run->n_cells &&
         count_lines (text, run->cells[cell - 1].outer.end, run->cells[cell].outer.start) >= 2 &&
         count_lines (text, run->cells[cell].outer.end, run->cells[cell + 1].outer.start) < 2;
}

static void
remove_cell (Run      *run,
             int       cell,
             gboolean  has_before)
{
  AtriumSpan span = run->cells[cell].outer;

  if (has_before && cell > 0 && gap_is_separator (run, cell - 1) && !gap_behind_is_tight (run, cell))
    span.start = run->cells[cell - 1].outer.end;
  else if (cell + 1 < (int) run->n_cells && gap_is_separator (run, cell))
    {
      if (cell == 0 && is_kept (run, 1) && remove_first_of_numbered (run, cell, 1))
        return;
      span.end = run->cells[cell + 1].outer.start;
    }
  else
    span = whole_lines (run, span);

  _atrium_patches_cover (run->patches, span, "");
}

static void
remove_cells (Run      *run,
              gboolean  first_is_replaced)
{
  gboolean has_before = first_is_replaced;

  for (int i = first_is_replaced ? 1 : 0; i < (int) run->n_cells; i++)
    if (is_kept (run, i))
      has_before = TRUE;
    else
      remove_cell (run, i, has_before);
}

/* @n new items from place @first on, in front of cell @next where nothing is before them */
static void
insert_block (Run   *run,
              guint  first,
              guint  n,
              int    before,
              int    next)
{
  g_autofree char *separator =
    _atrium_run_separator (run->style, run->cells, run->n_cells, before);
  g_autoptr(GString) text = g_string_new (NULL);
  gsize at;

  for (guint i = first; i < first + n; i++)
    {
      if (before >= 0)
        g_string_append (text, separator);
      g_string_append (text, run->places[i].text);
      if (before < 0 && (next >= 0 || i + 1 < first + n))
        g_string_append (text, separator);
    }

  if (before < 0 && next < 0)
    {
      _atrium_patches_cover (run->patches, run->cells[0].outer, text->str);
      return;
    }

  at = before >= 0 ? run->cells[before].outer.end : run->cells[next].outer.start;
  _atrium_patches_add (run->patches, ATRIUM_SPAN (at, at), text->str);
}

static void
insert_new (Run *run)
{
  int before = -1;
  guint next_kept = 0;

  for (guint i = 0; i < run->n_places; i++)
    {
      guint first = i;

      while (i < run->n_places && run->places[i].old < 0)
        i++;
      if (i > first)
        insert_block (run, first, i - first, before,
                      next_kept < run->n_kept ? run->kept[next_kept] : -1);
      if (i < run->n_places)
        before = run->kept[next_kept++];
    }
}

/* Turns the run of @cells into that of @places: only items that came, went or moved, and
 * one separator for each that came or went, are touched. @patches may already hold edits
 * inside the cells; @render gives the inner text of a cell with them. */
void
_atrium_run_rewrite (const AtriumRunStyle *style,
                     const AtriumCell     *cells,
                     guint                 n_cells,
                     const AtriumPlace    *places,
                     guint                 n_places,
                     AtriumCellFunc        render,
                     gpointer              user_data,
                     GArray               *patches)
{
  Run run = { style, cells, n_cells, places, n_places, NULL, 0, patches };

  if (n_cells == 0)
    return;

  find_kept (&run);
  permute (&run, render, user_data);
  remove_cells (&run, run.n_kept == 0 && n_places > 0);
  insert_new (&run);
  g_free (run.kept);
}
