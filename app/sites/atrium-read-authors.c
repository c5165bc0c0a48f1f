#include "atrium-read-authors.h"

#include <string.h>

#include "atrium-part.h"
#include "atrium-read-title.h"
#include "atrium-read-venue.h"
#include "atrium-scan-names.h"

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

/* <div class="pub-authors">: names that the page says are the authors; empty where it does not */
static GArray *
authors_by_class (AtriumReader *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);
      GArray *names;

      if (line->role != ATRIUM_LINE_TEXT || !atrium_title_is_of_class (self, line->start, "authors") || atrium_reader_is_taken (self, line->start, line->end))
        continue;
      names = atrium_scan_names (self->flat, line->start, line->end);
      if (names->len > 0)
        return names;
      g_array_unref (names);
    }

  return g_array_new (FALSE, FALSE, sizeof (AtriumScannedName));
}

/* "Byron, A. (2031)" and "Byron, A. “Title”" at the start: however many names stand further
 * down, these are the authors */
static gboolean
is_decisive (AtriumReader *self,
             GArray       *names,
             gsize         from)
{
  const AtriumScannedName *first = &g_array_index (names, AtriumScannedName, 0);
  const AtriumScannedName *last = &g_array_index (names, AtriumScannedName, names->len - 1);
  gsize at = last->end;

  if (first->start > from + 2)
    return FALSE;
  while (at < self->piece->end && strchr (" .,*", self->text[at]) != NULL)
    at++;
  if (at + 5 < self->piece->end && self->text[at] == '(' && atrium_venue_is_year (self->text, at + 1, at + 5))
    return TRUE;

  return names->len == 1 && (g_str_has_prefix (self->text + at, "“") || self->text[at] == '"');
}

/* the names in front of "(2031)" or a quote; empty where that is not how the entry begins */
static GArray *
leading_authors (AtriumReader *self,
                 gsize         from)
{
  const AtriumLine *line = first_text_line (self);
  gsize end = from;
  GArray *names;

  while (line != NULL && end < line->end && self->text[end] != '(' && self->text[end] != '"' && strncmp (self->text + end, "“", 3) != 0)
    end++;
  names = atrium_scan_names (self->flat, from, line != NULL && end < line->end ? end : from);
  if (names->len > 0 && (atrium_reader_is_taken (self, from, end) || !is_decisive (self, names, from)))
    g_array_set_size (names, 0);

  return names;
}

/* what is free of the entry's own lines is searched range by range; the best run wins */
static GArray *
find_authors (AtriumReader *self,
              gsize         from)
{
  GArray *best = authors_by_class (self);

  if (best->len > 0)
    return best;
  g_array_unref (best);
  best = leading_authors (self, from);
  if (best->len > 0)
    return best;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);
      gsize line_end = line->end;
      gsize at = MAX (from, line->start);
      gsize stop;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      /* a list of authors may go on behind a line that ends in a comma */
      while (i + 1 < self->lines->len && get_line (self, i + 1)->role == ATRIUM_LINE_TEXT && self->text[line_end - 1] == ',')
        line_end = get_line (self, ++i)->end;
      for (; atrium_reader_next_free (self, &at, &stop, line_end); at = stop)
        {
          g_autoptr(GArray) names = atrium_scan_names (self->flat, at, stop);

          if (names->len > best->len)
            {
              g_array_set_size (best, 0);
              g_array_append_vals (best, names->data, names->len);
            }
        }
    }

  return best;
}

/* ", et al." belongs to the authors, though to none of them */
static void
take_others (AtriumReader *self)
{
  static const char *const words[] = { "et al.", "et al", "and others", "others", "…", "...", "等" };
  gsize at = self->authors.end;

  while (at < self->piece->end && strchr (" ,;", self->text[at]) != NULL)
    at++;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (self->text + at, words[i]))
      {
        atrium_reader_take (self, self->authors.end, at + strlen (words[i]));
        return;
      }
}

/* "by A, B" and "(with A, B)": the word and the brackets are none of the venue's */
static void
take_joiner (AtriumReader *self)
{
  static const char *const words[] = { "joint work with", "joint with", "coauthored with", "with", "by", "authors:", "authors", "author:", "mit", "avec", "von", "par" };
  gsize start = self->authors.start;
  gsize end = self->authors.end;

  while (start > self->piece->start && self->text[start - 1] == ' ')
    start--;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (start < self->piece->start + length || g_ascii_strncasecmp (self->text + start - length, words[i], length) != 0 ||
          (start > self->piece->start + length && g_ascii_isalpha (self->text[start - length - 1])))
        continue;
      start -= length;
      break;
    }
  if (start > self->piece->start && self->text[start - 1] == '(' && end < self->piece->end && self->text[end] == ')')
    {
      start--;
      end++;
    }
  atrium_reader_take (self, start, self->authors.start);
  atrium_reader_take (self, self->authors.end, end);
}

/* TRUE where one name at the start is a list of authors: "A. Byron. Title", "Byron, A. (2031)" */
static gboolean
leads_alone (AtriumReader            *self,
             const AtriumScannedName *name,
             gsize                    from)
{
  gsize at = name->end;

  if (name->start > from + 2)
    return FALSE;
  while (at < self->piece->end && self->text[at] == ' ')
    at++;
  if (at >= self->piece->end)
    return FALSE;
  if (strchr (".,(\n", self->text[at]) != NULL)
    return TRUE;

  /* "Byron, A. Title" */
  return self->text[name->name_end - 1] == '.' && memchr (self->text + name->name_start, ',', name->name_end - name->name_start) != NULL;
}

/* one name alone is no phrase of a sentence */
static gboolean
is_one_name (AtriumReader            *self,
             const AtriumScannedName *name)
{
  return atrium_scan_count_words (self->text, name->name_start, name->name_end) <= 3 || atrium_title_is_of_class (self, name->start, "authors") ||
         memchr (self->text + name->name_start, '.', name->name_end - name->name_start) != NULL;
}

/* "Title, Foo Team": a group right behind the title */
static gboolean
find_group (AtriumReader      *self,
            AtriumScannedName *name)
{
  static const char *const words[] = { "team", "group", "consortium", "collaboration", NULL };
  gsize start = self->title_end;
  gsize end;

  while (start < self->piece->end && strchr (" .,:;)]*\n", self->text[start]) != NULL)
    start++;
  if (self->title_end == 0 || !atrium_reader_next_free (self, &start, &end, self->piece->end))
    return FALSE;
  end = start + strcspn (self->text + start, ",.;:()[]\n|");
  atrium_scan_trim (self->text, &start, &end);
  *name = (AtriumScannedName) { .start = start, .end = end, .name_start = start, .name_end = end, .weight = 2 };

  return end > start + 5 && end <= self->piece->end && atrium_scan_count_words (self->text, start, end) <= 4 &&
         atrium_part_is_capitalised (self->text, start, end, 0) && atrium_scan_has_word (self->text, end - MIN (end - start, 13), end, words) &&
         !atrium_reader_is_taken (self, start, end);
}

/**
 * atrium_read_authors:
 * @self: a reader of a publication whose title may be known
 * @from: where its text begins, behind tags and emoji
 *
 * Sets the authors: what the page says are the authors, the names in front of a year or quote,
 * the longest run of names, or the group behind the title.
 *
 * Returns: FALSE where there are none
 */
gboolean
atrium_read_authors (AtriumReader *self,
                     gsize         from)
{
  g_autoptr(GArray) names = find_authors (self, from);
  AtriumScannedName group;

  if (names->len == 0 && atrium_reader_has (self, "title") && find_group (self, &group))
    g_array_append_val (names, group);
  if (names->len == 0)
    return FALSE;
  if (names->len == 1 && atrium_reader_has (self, "title") && !is_one_name (self, &g_array_index (names, AtriumScannedName, 0)))
    return FALSE;
  if (names->len == 1 && !atrium_reader_has (self, "title") && !leads_alone (self, &g_array_index (names, AtriumScannedName, 0), from))
    return FALSE;
  atrium_reader_set_people (self, "authors", names);
  take_others (self);
  take_joiner (self);

  return TRUE;
}
