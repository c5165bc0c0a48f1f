#include "atrium-sequence.h"

#include <string.h>

/* TRUE where something is said between two items: a heading, a paragraph, other tags. A
 * comment says nothing. */
gboolean
_atrium_text_parts_runs (const char *text,
                         gsize       start,
                         gsize       end)
{
  while (start < end)
    {
      const char *stop;

      if (strncmp (text + start, "<!--", 4) == 0)
        {
          stop = g_strstr_len (text + start, end - start, "-->");
          start = stop != NULL ? (gsize) (stop - text) + 3 : end;
        }
      else if (g_ascii_strncasecmp (text + start, "<br", 3) == 0)
        {
          stop = memchr (text + start, '>', end - start);
          start = stop != NULL ? (gsize) (stop - text) + 1 : end;
        }
      else if (strncmp (text + start, "&nbsp;", 6) == 0)
        start += 6;
      else if (_atrium_wide_comma_length (text + start) > 0)
        start += _atrium_wide_comma_length (text + start);
      else if (g_ascii_isalnum (text[start]) || (guchar) text[start] >= 0x80 ||
               text[start] == '<' || text[start] == '{' || text[start] == '#')
        return TRUE;
      else
        start++;
    }

  return FALSE;
}

/* TRUE where items came, went or changed places. */
gboolean
_atrium_sequence_is_changed (const AtriumSequence *self)
{
  guint at = 0;

  for (guint i = 0; i < self->n_new; i++)
    {
      if (self->old_of_new[i] < 0)
        return TRUE;
      while (at < self->n_old && self->runs[at] < 0 && self->old_of_new[i] != (int) at)
        at++;
      if (self->old_of_new[i] != (int) at)
        return TRUE;
      at++;
    }
  while (at < self->n_old && self->runs[at] < 0)
    at++;

  return at != self->n_old;
}

/* Marks the new items that keep their order among each other: the longest increasing
 * subsequence of the places that they had (-1: none), so that as few items as possible move. */
gboolean *
_atrium_order_find_anchors (const int *old_of_new,
                            guint      n_new)
{
  g_autofree guint *tails = g_new0 (guint, n_new + 1);
  g_autofree int *previous = g_new0 (int, n_new + 1);
  gboolean *anchors = g_new0 (gboolean, n_new + 1);
  guint length = 0;

  for (guint i = 0; i < n_new; i++)
    {
      int old = old_of_new[i];
      guint low = 0;
      guint high = length;

      if (old < 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (old_of_new[tails[middle]] < old)
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? (int) tails[low - 1] : -1;
      tails[low] = i;
      length = MAX (length, low + 1);
    }

  for (int i = length > 0 ? (int) tails[length - 1] : -1; i >= 0; i = previous[i])
    anchors[i] = TRUE;

  return anchors;
}

static gboolean *
find_anchors (const AtriumSequence *self)
{
  g_autofree int *places = g_new (int, self->n_new + 1);

  for (guint i = 0; i < self->n_new; i++)
    places[i] = self->old_of_new[i] >= 0 && self->runs[self->old_of_new[i]] >= 0 ? self->old_of_new[i] : -1;

  return _atrium_order_find_anchors (places, self->n_new);
}

static int *
find_next_anchor (const AtriumSequence *self,
                  const gboolean       *anchors)
{
  int *next = g_new (int, self->n_new + 1);
  int cell = -1;

  for (guint i = self->n_new; i > 0; i--)
    {
      next[i - 1] = cell;
      if (anchors[i - 1])
        cell = self->old_of_new[i - 1];
    }

  return next;
}

/* the run that each new item goes into */
static int *
assign_runs (const AtriumSequence *self)
{
  g_autofree gboolean *anchors = find_anchors (self);
  g_autofree int *next = find_next_anchor (self, anchors);
  int *runs = g_new (int, self->n_new + 1);
  int before = -1;

  for (guint i = 0; i < self->n_new; i++)
    {
      int old = self->old_of_new[i];
      int own = old >= 0 ? self->runs[old] : -1;

      if (old >= 0 && own < 0)
        {
          runs[i] = -1;
          continue;
        }
      if (anchors[i])
        {
          runs[i] = own;
          before = old;
        }
      else if (before < 0)
        runs[i] = next[i] >= 0 ? self->runs[next[i]] : 0;
      else if (next[i] >= 0 && self->runs[next[i]] != self->runs[before] &&
               (own == self->runs[next[i]] ||
                (own != self->runs[before] &&
                 self->prefers_next (i, before, next[i], self->user_data))))
        runs[i] = self->runs[next[i]];
      else
        runs[i] = self->runs[before];
    }

  return runs;
}

/* the cells of one run */
typedef struct
{
  guint first;
  guint n;
} RunRange;

static RunRange
find_run (const AtriumSequence *self,
          int                   run)
{
  RunRange range = { 0, 0 };

  for (guint i = 0; i < self->n_old; i++)
    if (self->runs[i] == run)
      {
        if (range.n == 0)
          range.first = i;
        range.n = i - range.first + 1;
      }

  return range;
}

typedef struct
{
  const AtriumSequence *sequence;
  RunRange              range;
} RenderData;

static char *
render_cb (guint    cell,
           gpointer user_data)
{
  RenderData *data = user_data;

  return data->sequence->render (data->range.first + cell, data->sequence->user_data);
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* the places of a run after the edit, and the texts of what comes into it */
static GArray *
find_places (const AtriumSequence *self,
             const int            *runs,
             int                   run,
             RunRange              range,
             GPtrArray            *texts)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (AtriumPlace));
  g_autoptr(GArray) kept = g_array_new (FALSE, FALSE, sizeof (int));
  const char *text = atrium_source_get_text (self->sources[range.first], NULL);
  guint n_kept = 0;
  guint offset = 0;

  for (guint i = 0; i < self->n_new; i++)
    if (runs[i] == run && self->old_of_new[i] >= 0 && self->runs[self->old_of_new[i]] == run)
      {
        int local = self->old_of_new[i] - (int) range.first;

        g_array_append_val (kept, local);
      }
  g_array_sort (kept, compare_ints);

  for (guint i = 0; i < self->n_new; i++)
    {
      AtriumPlace place = { -1, NULL };
      int before = n_kept > 0 ? g_array_index (kept, int, n_kept - 1) : -1;
      g_autofree char *marker = NULL;
      char *composed;

      if (runs[i] != run)
        continue;
      if (self->old_of_new[i] >= 0 && self->runs[self->old_of_new[i]] == run)
        {
          place.old = self->old_of_new[i] - (int) range.first;
          g_array_append_val (places, place);
          n_kept++;
          offset = 0;
          continue;
        }

      offset++;
      marker = before < 0 && offset > 1
        ? _atrium_run_marker (text, self->cells + range.first, range.n, 0, offset - 1)
        : _atrium_run_marker (text, self->cells + range.first, range.n, before, offset);
      composed = self->compose (i, range.first + MAX (before, 0), marker,
                                before < 0 ? ATRIUM_SEQUENCE_FIRST
                                : n_kept < kept->len ? ATRIUM_SEQUENCE_BETWEEN : ATRIUM_SEQUENCE_LAST,
                                self->user_data);
      if (composed == NULL)
        continue;
      g_ptr_array_add (texts, composed);
      place.text = composed;
      g_array_append_val (places, place);
    }

  return places;
}

static gboolean
run_is_changed (GArray   *places,
                RunRange  range)
{
  if (places->len != range.n)
    return TRUE;
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, AtriumPlace, i).old != (int) i)
      return TRUE;

  return FALSE;
}

static char *
find_separator (const AtriumSequence *self,
                guint                 cell)
{
  for (guint i = 0; i + 1 < self->n_old; i++)
    {
      const char *text;

      if (self->runs[i] < 0 || self->runs[i] != self->runs[i + 1])
        continue;
      text = atrium_source_get_text (self->sources[i], NULL);
      if (_atrium_text_is_separator (text, self->cells[i].outer.end, self->cells[i + 1].outer.start))
        return g_strndup (text + self->cells[i].outer.end,
                          self->cells[i + 1].outer.start - self->cells[i].outer.end);
    }

  return self->separator (cell, self->user_data);
}

static void
write_run (const AtriumSequence *self,
           const int            *runs,
           int                   run)
{
  RunRange range = find_run (self, run);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) places = NULL;
  g_autofree char *separator = NULL;
  g_autofree char *own = NULL;
  RenderData data = { self, range };
  AtriumRunStyle style = { NULL };
  gsize length;

  if (range.n == 0)
    return;
  places = find_places (self, runs, run, range, texts);
  if (!run_is_changed (places, range))
    return;

  separator = find_separator (self, range.first);
  style.text = atrium_source_get_text (self->sources[range.first], &length);
  style.high = length;
  style.separator = separator;
  style.newline = self->newline;
  own = self->separator (range.first, self->user_data);
  /* boxes that stand in HTML on lines of their own show that they need no empty line */
  style.apart = strchr (own, '\n') != strrchr (own, '\n') && strchr (separator, '\n') != strrchr (separator, '\n');
  _atrium_run_rewrite (&style, self->cells + range.first, range.n,
                       (const AtriumPlace *) (gpointer) places->data, places->len, render_cb, &data,
                       self->patches (self->sources[range.first], self->user_data));
}

/* Writes what changed in the order. FALSE where there is no run to write it into. */
gboolean
_atrium_sequence_write (const AtriumSequence *self)
{
  g_autofree int *runs = NULL;

  if (!_atrium_sequence_is_changed (self))
    return TRUE;
  if (self->n_runs == 0)
    return FALSE;

  runs = assign_runs (self);
  for (guint i = 0; i < self->n_runs; i++)
    write_run (self, runs, i);

  return TRUE;
}
