#include "atrium-read-title.h"

#include <string.h>

#include "atrium-outline-shape.h"
#include "atrium-read-venue.h"
#include "atrium-scan-names.h"

#define MIN_TITLE_WORDS 3

/**
 * atrium_title_is_links:
 * @self: a reader
 * @line: one of its lines
 *
 * Returns: TRUE for a line that holds nothing but links
 */
gboolean
atrium_title_is_links (AtriumReader     *self,
               const AtriumLine *line)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);
  gsize covered = 0;
  guint others = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);

      if (mark->start >= line->start && mark->end <= line->end && !atrium_reader_is_picture (mark->node))
        covered += mark->end - mark->start;
    }
  for (gsize i = line->start; i < line->end; i++)
    others += g_ascii_isalnum (self->text[i]);

  return covered > 0 && others <= covered + 12 && covered * 3 >= line->end - line->start;
}

/* the label whose brackets end at @end */
static const AtriumFlatMark *
label_before (AtriumReader *self,
              gsize         start,
              gsize         end)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);

      if (mark->start > start && mark->end <= end && mark->start < mark->end && end - mark->end <= 2 && !atrium_reader_is_picture (mark->node) &&
          strspn (self->text + mark->end, ")]") >= end - mark->end && atrium_reader_is_label (self, mark))
        return mark;
    }

  return NULL;
}

/**
 * atrium_title_strip_labels:
 * @self: a reader
 * @start: start of a range of its text
 * @end: its end
 *
 * Returns: the end of the range without the links that stand behind its words: "[pdf] [code]"
 */
gsize
atrium_title_strip_labels (AtriumReader *self,
                           gsize         start,
                           gsize         end)
{
  for (;;)
    {
      gsize stop = end;
      const AtriumFlatMark *mark;

      while (stop > start && strchr (" |/,", self->text[stop - 1]) != NULL)
        stop--;
      mark = label_before (self, start, stop);
      if (mark == NULL)
        return end;
      stop = mark->start;
      while (stop > start && strchr ("([", self->text[stop - 1]) != NULL)
        stop--;
      while (stop > start && self->text[stop - 1] == ' ')
        stop--;
      if (stop == start)
        return end;
      end = stop;
    }
}

static const AtriumLine *
get_line (AtriumReader *self,
          guint         index)
{
  return &g_array_index (self->lines, AtriumLine, index);
}

static const AtriumLine *
first_text_line (AtriumReader *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (get_line (self, i)->role == ATRIUM_LINE_TEXT)
      return get_line (self, i);

  return NULL;
}

static guint
count_text_lines (AtriumReader *self)
{
  guint count = 0;

  for (guint i = 0; i < self->lines->len; i++)
    count += get_line (self, i)->role == ATRIUM_LINE_TEXT;

  return count;
}

/* a class that ends in "title", or a heading inside the entry */
static gboolean
has_title_class (const AtriumNode *node)
{
  const char *class = node->type == ATRIUM_NODE_ELEMENT ? atrium_node_get_attribute (node, "class") : NULL;
  guint level;

  return (class != NULL && g_str_has_suffix (class, "title")) || (node->type == ATRIUM_NODE_ELEMENT && atrium_shape_is_heading (node, &level));
}

/**
 * atrium_title_find_element:
 * @self: a reader
 * @offset: a place in its text
 *
 * Returns: (nullable): the element around it whose class ends in "title"
 */
AtriumNode *
atrium_title_find_element (AtriumReader *self,
                    gsize         offset)
{
  for (AtriumNode *n = atrium_flat_get_node (self->flat, offset); n != NULL && n != self->piece->container; n = n->parent)
    if (has_title_class (n))
      return n;

  return NULL;
}

/**
 * atrium_title_is_of_class:
 * @self: a reader
 * @offset: a place in its text
 * @suffix: how the class ends
 *
 * Returns: TRUE where an element of that class stands around it, inside the entry
 */
gboolean
atrium_title_is_of_class (AtriumReader *self,
                          gsize         offset,
                          const char   *suffix)
{
  for (AtriumNode *n = atrium_flat_get_node (self->flat, offset); n != NULL && n != self->piece->container; n = n->parent)
    {
      const char *class = n->type == ATRIUM_NODE_ELEMENT ? atrium_node_get_attribute (n, "class") : NULL;

      if (class != NULL && g_str_has_suffix (class, suffix))
        return TRUE;
    }

  return FALSE;
}

static gboolean
title_by_class (AtriumReader *self,
                gsize        *start,
                gsize        *end)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);
      AtriumNode *element = atrium_title_find_element (self, line->start);

      if (element == NULL)
        continue;
      *start = line->start;
      *end = line->start;
      while (*end < line->end && atrium_title_find_element (self, *end) == element)
        *end = g_utf8_next_char (self->text + *end) - self->text;
      return TRUE;
    }

  return FALSE;
}

/* quotes inside a link or bold title belong to the title */
static gboolean
quote_is_inner (AtriumReader *self,
                gsize         open,
                gsize         close)
{
  guint mask = ATRIUM_STYLE_LINK | ATRIUM_STYLE_STRONG;
  guint style = atrium_flat_get_style (self->flat, open) & mask;
  gsize run_end;

  if (style == 0)
    return FALSE;
  run_end = atrium_flat_run_end (self->flat, open, mask);
  if (open > self->piece->start && (atrium_flat_get_style (self->flat, open - 1) & mask) == style &&
      g_ascii_isalnum (self->text[open - 1] == ' ' && open > self->piece->start + 1 ? self->text[open - 2] : self->text[open - 1]))
    return TRUE;

  return run_end > close && atrium_scan_count_words (self->text, close, run_end) > 1;
}

/* 'Title' and ‘Title’: quotes that are apostrophes elsewhere stand between separators */
static gboolean
title_by_single_quotes (AtriumReader *self,
                        gsize        *start,
                        gsize        *end)
{
  static const char *const opens[] = { "'", "‘", "’" };
  static const char *const closes[] = { "'", "’", "’" };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);

      for (guint q = 0; q < G_N_ELEMENTS (opens) && line->role == ATRIUM_LINE_TEXT; q++)
        {
          const char *open = g_strstr_len (self->text + line->start, line->end - line->start, opens[q]);
          const char *close;
          gsize length = strlen (opens[q]);

          if (open == NULL || (open > self->text + line->start && open[-1] != ' ') || !g_ascii_isalnum (open[length]))
            continue;
          *start = open + length - self->text;
          for (close = g_strstr_len (open + length, self->text + self->piece->end - open - length, closes[q]); close != NULL && strchr (",.", close[strlen (closes[q])]) == NULL;)
            close = g_strstr_len (close + 1, self->text + self->piece->end - close - 1, closes[q]);
          if (close == NULL)
            continue;
          *end = close - self->text;
          if (atrium_scan_count_words (self->text, *start, *end) >= MIN_TITLE_WORDS && !quote_is_inner (self, *start - length, *end) &&
              !atrium_reader_is_taken (self, *start, *end))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
title_by_quotes (AtriumReader *self,
                 gsize        *start,
                 gsize        *end)
{
  static const struct
  {
    const char *open;
    const char *close;
  } quotes[] = { { "“", "”" }, { "\"", "\"" }, { "《", "》" }, { "«", "»" }, { "「", "」" }, { "„", "“" }, { "``", "''" } };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);
      const char *first = NULL;
      guint kind = 0;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (guint q = 0; q < G_N_ELEMENTS (quotes); q++)
        {
          const char *open = g_strstr_len (self->text + line->start, line->end - line->start, quotes[q].open);

          if (open != NULL && (first == NULL || open < first))
            {
              first = open;
              kind = q;
            }
        }
      if (first == NULL)
        continue;

      *start = first - self->text + strlen (quotes[kind].open);
      first = g_strstr_len (self->text + *start, self->piece->end - *start, quotes[kind].close);
      if (first == NULL)
        continue;
      *end = first - self->text;
      /* “Words” — the Title Goes On */
      if (g_str_has_prefix (first + strlen (quotes[kind].close), "—") || g_str_has_prefix (first + strlen (quotes[kind].close), "–"))
        continue;
      if (*end > *start + 3 && !quote_is_inner (self, *start - strlen (quotes[kind].open), *end) && !atrium_reader_is_taken (self, *start, *end))
        return TRUE;
    }

  return FALSE;
}

/* a name whose neighbour is a linked name too is one of the authors */
static gboolean
link_is_author (AtriumReader *self,
                guint         index)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);
  const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, index);
  const AtriumFlatMark *next = index + 1 < marks->len ? mark + 1 : NULL;

  return next != NULL && !atrium_reader_is_picture (next->node) && atrium_scan_is_name (self->text, mark->start, mark->end) &&
         atrium_scan_is_name (self->text, next->start, next->end) && next->start <= mark->end + 6;
}

/* the text goes on with the names of people */
static gboolean
names_follow (AtriumReader *self,
              gsize         at)
{
  g_autoptr(GArray) names = NULL;
  gsize start = at;
  gsize end = self->piece->end;

  atrium_scan_strip (self->text, &start, &end, ".,;:|，。–—-");
  if (end > start + 3 && g_ascii_strncasecmp (self->text + start, "by ", 3) == 0)
    start += 3;
  names = atrium_scan_names (self->flat, start, end);

  return names->len >= 1 && g_array_index (names, AtriumScannedName, 0).start <= start + 2;
}

/* "Journal of Things 129, 6315 (2031)": the place where a paper stands, rather than its title */
static gboolean
is_reference (const char *text,
              gsize       start,
              gsize       end)
{
  atrium_scan_strip (text, &start, &end, ".,; ");

  return end > start + 8 && text[end - 1] == ')' && text[end - 6] == '(' && atrium_venue_is_year (text, end - 5, end - 1);
}

static gboolean
title_by_link (AtriumReader *self,
               gsize         body,
               gboolean      leading,
               gsize        *start,
               gsize        *end)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);
      const AtriumLine *line;
      gboolean leads;

      if (mark->start >= mark->end || mark->start < self->piece->start || mark->end > self->piece->end || atrium_reader_is_picture (mark->node))
        continue;
      line = atrium_reader_find_line (self, mark->start);
      if (line == NULL || line->role != ATRIUM_LINE_TEXT || atrium_reader_is_label (self, mark) || atrium_reader_is_taken (self, mark->start, mark->end))
        continue;
      leads = mark->start <= body + 2;
      if (leading && !leads)
        continue;
      if (leads && link_is_author (self, i))
        continue;
      if (leads && atrium_scan_is_name (self->text, mark->start, mark->end))
        {
          if (!names_follow (self, mark->end))
            continue;
          *start = mark->start;
          *end = mark->end;
          return TRUE;
        }
      if (!leads && (atrium_scan_count_words (self->text, mark->start, mark->end) < MIN_TITLE_WORDS + 1 || is_reference (self->text, mark->start, mark->end)))
        continue;
      if (atrium_scan_is_name (self->text, mark->start, mark->end) && atrium_scan_count_words (self->text, mark->start, mark->end) < 4)
        continue;
      *start = mark->start;
      *end = mark->end;
      return TRUE;
    }

  return FALSE;
}

/**
 * atrium_title_is_authors:
 * @self: a reader
 * @start: start of a range of its text
 * @end: its end
 *
 * Returns: TRUE where the range is names for the most part
 */
gboolean
atrium_title_is_authors (AtriumReader *self,
            gsize         start,
            gsize         end)
{
  g_autoptr(GArray) names = atrium_scan_names (self->flat, start, end);

  if (names->len >= 2)
    {
      const AtriumScannedName *first = &g_array_index (names, AtriumScannedName, 0);
      const AtriumScannedName *last = &g_array_index (names, AtriumScannedName, names->len - 1);

      return (last->end - first->start) * 2 > end - start;
    }

  /* "Byron, A." */
  if (names->len == 1)
    {
      const AtriumScannedName *name = &g_array_index (names, AtriumScannedName, 0);

      if (name->start <= start + 1 && name->end + 1 >= end && memchr (self->text + name->start, '.', name->end - name->start) != NULL)
        return TRUE;
    }

  return atrium_scan_is_name (self->text, start, end) && atrium_scan_count_words (self->text, start, end) <= 4;
}

/* a line on its own above the line of the authors */
static gboolean
heads_authors (AtriumReader *self,
               guint         index,
               gsize         start,
               gsize         end)
{
  const AtriumLine *line = get_line (self, index);
  gsize line_start = start;
  gsize line_end = atrium_title_strip_labels (self, start, line->end);

  atrium_scan_strip (self->text, &line_start, &line_end, ".,;:");
  if (line_end > end || index + 1 >= self->lines->len || get_line (self, index + 1)->role != ATRIUM_LINE_TEXT)
    return FALSE;

  return atrium_title_is_authors (self, get_line (self, index + 1)->start, get_line (self, index + 1)->end);
}

/* the line above is the first one and no more than "CONF 2031" */
static gboolean
follows_short_line (AtriumReader *self,
                    guint         index)
{
  const AtriumLine *first = first_text_line (self);

  return index > 0 && first == get_line (self, index - 1) && atrium_venue_is_short (self->text, first->start, first->end);
}

/* ends with a full stop behind a word, not behind an initial */
static gboolean
is_sentence (const char *text,
             gsize       start,
             gsize       end)
{
  return end > start + 4 && text[end - 1] == '.' && g_ascii_islower (text[end - 2]) && g_ascii_islower (text[end - 3]) && memchr (text + start, ',', end - start) == NULL;
}

/* a short venue rather than a title with a word of one */
static gboolean
is_acronym (AtriumReader *self,
            gsize         start,
            gsize         end)
{
  return atrium_venue_is_short (self->text, start, end) &&
         (atrium_scan_count_words (self->text, start, end) <= 4 || strcspn (self->text + start, "0123456789") < end - start);
}

/* a link of a title's length begins right behind */
static gboolean
long_link_follows (AtriumReader *self,
                   gsize         at)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  while (at < self->piece->end && strchr (" .,:*", self->text[at]) != NULL)
    at++;
  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);

      if (mark->start == at && mark->end > at && !atrium_reader_is_picture (mark->node))
        return atrium_scan_count_words (self->text, mark->start, mark->end) > MIN_TITLE_WORDS && !atrium_reader_is_label (self, mark);
    }

  return FALSE;
}

static gboolean
title_by_style (AtriumReader *self,
                gsize         body,
                gboolean      leading,
                guint         style,
                gsize        *start,
                gsize        *end)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (gsize at = MAX (line->start, i == 0 ? body : line->start); at < line->end;)
        {
          gsize stop = MIN (line->end, atrium_flat_run_end (self->flat, at, style));
          gsize run_start = at;
          gsize run_end = stop;
          gboolean leads = at <= body + 2 || (at == line->start && follows_short_line (self, i));

          at = MAX (stop, at + 1);
          if (leading && !leads)
            return FALSE;
          if ((atrium_flat_get_style (self->flat, run_start) & style) == 0)
            continue;
          atrium_scan_trim (self->text, &run_start, &run_end);
          if (leads && run_start < run_end && heads_authors (self, i, run_start, run_end))
            {
              *start = run_start;
              *end = run_end;
              return TRUE;
            }
          /* "**Short Title.** A. Byron, ..." */
          if (leads && is_sentence (self->text, run_start, run_end) && names_follow (self, run_end))
            {
              *start = run_start;
              *end = run_end;
              return TRUE;
            }
          /* "**Byron A**. [Title](...)" */
          if (leading && long_link_follows (self, run_end))
            return FALSE;
          if (run_start >= run_end || atrium_reader_is_taken (self, run_start, run_end) || atrium_title_is_authors (self, run_start, run_end) ||
              atrium_scan_count_words (self->text, run_start, run_end) < (leads ? MIN_TITLE_WORDS : MIN_TITLE_WORDS + 1) ||
              (leads ? is_acronym (self, run_start, run_end) : atrium_venue_is_like (self->text, run_start, run_end)))
            continue;
          *start = run_start;
          *end = run_end;
          return TRUE;
        }
    }

  return FALSE;
}

/* "[Foo Technical Report](...), Foo Team": a title of words that are labels elsewhere */
static gboolean
title_by_leading_label (AtriumReader *self,
                        gsize         body,
                        gsize        *start,
                        gsize        *end)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);
      const AtriumLine *line = atrium_reader_find_line (self, mark->start);

      if (mark->start < self->piece->start || mark->start > body + 2 || atrium_reader_is_picture (mark->node) || line == NULL || line->role != ATRIUM_LINE_TEXT ||
          mark->end > line->end || self->text[mark->start] == '[' || atrium_scan_count_words (self->text, mark->start, mark->end) < 2 ||
          (mark->start > 0 && self->text[mark->start - 1] == '[') || atrium_reader_is_taken (self, mark->start, mark->end) ||
          mark->end + 3 >= line->end || self->text[mark->end] != ',')
        continue;
      *start = mark->start;
      *end = mark->end;
      return TRUE;
    }

  return FALSE;
}

/* a bold or linked first line of an entry of several, whatever is quoted further down */
static gboolean
title_by_head (AtriumReader *self,
               gsize         body,
               gsize        *start,
               gsize        *end)
{
  const AtriumLine *line = first_text_line (self);
  guint mask = ATRIUM_STYLE_STRONG | ATRIUM_STYLE_LINK;

  if (line == NULL || count_text_lines (self) < 2 || body >= line->end)
    return FALSE;
  *start = MAX (body, line->start);
  *end = atrium_title_strip_labels (self, *start, line->end);
  atrium_scan_strip (self->text, start, end, ".,;: ");

  /* a link that goes on in the next line is a title of two */
  if (*end == line->end && line->end + 1 < self->piece->end && (atrium_flat_get_style (self->flat, *end - 1) & ATRIUM_STYLE_LINK) != 0 &&
      (atrium_flat_get_style (self->flat, line->end + 1) & ATRIUM_STYLE_LINK) != 0)
    return FALSE;

  return *start < *end && (atrium_flat_has_style (self->flat, *start, *end, ATRIUM_STYLE_STRONG) || atrium_flat_has_style (self->flat, *start, *end, ATRIUM_STYLE_LINK)) &&
         atrium_flat_run_end (self->flat, *start, mask) >= *end && atrium_scan_count_words (self->text, *start, *end) >= MIN_TITLE_WORDS + 1 &&
         memchr (self->text + *start, '"', *end - *start) == NULL && g_strstr_len (self->text + *start, *end - *start, "“") == NULL &&
         !atrium_title_is_authors (self, *start, *end) && !atrium_venue_is_short (self->text, *start, *end);
}

static gboolean
names_lead (AtriumReader *self,
            gsize         start,
            gsize         end)
{
  g_autoptr(GArray) names = atrium_scan_names (self->flat, start, end);

  return names->len >= 2 && g_array_index (names, AtriumScannedName, 0).start <= start + 2;
}

/* the first line, where the entry has several */
static gboolean
title_by_line (AtriumReader *self,
               gsize         body,
               gsize        *start,
               gsize        *end)
{
  const AtriumLine *line = first_text_line (self);
  gboolean first = TRUE;

  if (line == NULL || count_text_lines (self) < 2)
    return FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    {
      line = get_line (self, i);
      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      *start = first ? MAX (body, line->start) : line->start;
      *end = line->end;
      first = FALSE;
      if (*start >= *end || atrium_title_is_authors (self, *start, *end) || atrium_title_is_links (self, line))
        continue;
      /* "A. Byron, E. Noether (2031), Title" */
      if (names_lead (self, *start, *end))
        return FALSE;
      if (atrium_scan_count_words (self->text, *start, *end) < 2)
        continue;
      /* "Title, A, B, C" is for the reader of runs */
      return atrium_scan_count_words (self->text, *start, *end) < 40 && !atrium_reader_is_taken (self, *start, *end);
    }

  return FALSE;
}

/**
 * atrium_title_find:
 * @self: a reader of a publication
 * @body: where its text begins, behind tags and emoji
 * @start: (out): where the title begins
 * @end: (out): where it ends
 *
 * Looks for a title that is set apart: by class, quotes, a link, weight, or a line of its own.
 *
 * Returns: FALSE where there is none
 */
gboolean
atrium_title_find (AtriumReader *self,
            gsize         body,
            gsize        *start,
            gsize        *end)
{
  return title_by_class (self, start, end) ||
         title_by_head (self, body, start, end) ||
         title_by_quotes (self, start, end) ||
         title_by_link (self, body, TRUE, start, end) ||
         title_by_style (self, body, TRUE, ATRIUM_STYLE_STRONG, start, end) ||
         title_by_single_quotes (self, start, end) ||
         title_by_link (self, body, FALSE, start, end) ||
         title_by_style (self, body, FALSE, ATRIUM_STYLE_STRONG, start, end) ||
         title_by_leading_label (self, body, start, end) ||
         title_by_line (self, body, start, end);
}
