#include "atrium-reader.h"

#include <string.h>

#include "atrium-part.h"
#include "atrium-read-authors.h"
#include "atrium-read-listing.h"
#include "atrium-read-title.h"
#include "atrium-read-venue.h"
#include "atrium-scan-names.h"

#define MIN_TITLE_WORDS 3
/* a paragraph of more words is a summary, not a venue */
#define MIN_ABSTRACT_WORDS 25
/* the last line of a box may be shorter */
#define MIN_SUMMARY_WORDS 5

/* ---- links ---- */

static void
read_link_lines (AtriumReader *self)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);

      if (line->role != ATRIUM_LINE_ITEM || !atrium_title_is_links (self, line))
        continue;
      for (guint j = 0; j < marks->len; j++)
        {
          const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, j);

          if (mark->start >= line->start && mark->end <= line->end && mark->start < mark->end && !atrium_reader_is_picture (mark->node))
            atrium_reader_add_link (self, mark);
        }
      atrium_reader_take (self, line->start, line->end);
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

/* ---- what stands in front ---- */

/* arrows, dingbats, emoji and what joins them */
static gboolean
is_pictograph (gunichar c)
{
  return (c >= 0x2190 && c < 0x2e80) || c >= 0x1f000 || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f);
}

/* the end of "(64) ", "18- ", "[J3] " or "12." in front of an entry; @start where there is none */
static gsize
number_end (const char *text,
            gsize       start,
            gsize       end)
{
  gsize at = start;
  gsize digits;

  if (at < end && (text[at] == '(' || text[at] == '['))
    at++;
  for (guint i = 0; i < 2 && at < end && g_ascii_isupper (text[at]); i++)
    at++;
  digits = at;
  while (at < end && g_ascii_isdigit (text[at]))
    at++;
  if (at == digits || at - digits > 3 || at >= end || strchr (")].-:", text[at]) == NULL)
    return start;
  at++;
  if (at < end && text[at - 1] == ']' && text[at] == '.')
    at++;

  return at < end && (text[at] == ' ' || text[at] == '\n') ? at : start;
}

/* Emoji, tags and numbers in front of the text: "🔥 `ICLR 2026`", "[CCF-A]". Gives the
 * place where the text begins. */
static gsize
read_prefix (AtriumReader *self)
{
  const AtriumLine *line = first_text_line (self);
  gsize at = line != NULL ? line->start : self->piece->start;

  while (line != NULL && at < line->end)
    {
      gsize stop = line->end;
      guint style;
      gunichar c;

      atrium_scan_trim (self->text, &at, &stop);
      if (at >= line->end)
        break;
      c = g_utf8_get_char (self->text + at);
      style = atrium_flat_get_style (self->flat, at);

      if (at == line->start && number_end (self->text, at, line->end) > at)
        at = number_end (self->text, at, line->end);
      else if ((style & (ATRIUM_STYLE_CODE | ATRIUM_STYLE_BADGE)) != 0 && (style & ATRIUM_STYLE_LINK) == 0)
        {
          stop = MIN (line->end, atrium_flat_run_end (self->flat, at, ATRIUM_STYLE_CODE | ATRIUM_STYLE_BADGE));
          if (stop >= line->end || atrium_title_find_element (self, at) != NULL)
            break;
          atrium_venue_read_tag (self, at, stop);
          at = stop;
        }
      else if (c == '[' && (style & ATRIUM_STYLE_LINK) == 0)
        {
          const char *close = memchr (self->text + at, ']', line->end - at);

          if (close == NULL || close - self->text - at > 60 || (gsize) (close + 1 - self->text) >= line->end ||
              (atrium_flat_get_style (self->flat, at + 1) & ATRIUM_STYLE_LINK) != 0)
            break;
          stop = close - self->text;
          atrium_venue_read_tag (self, at + 1, stop);
          at = stop + 1;
        }
      else if (is_pictograph (c))
        at = g_utf8_next_char (self->text + at) - self->text;
      else if (c == '*' || c == '|' || c == ':' || c == '-' || c == ',' || c == ')' || c == '.')
        at++;
      else
        break;
    }

  if (line != NULL && at > line->start)
    atrium_reader_take (self, line->start, at);

  return at;
}

static gsize
text_lines_end (AtriumReader *self)
{
  gsize end = self->piece->start;

  for (guint i = 0; i < self->lines->len; i++)
    if (get_line (self, i)->role == ATRIUM_LINE_TEXT)
      end = get_line (self, i)->end;

  return end;
}

/* ---- runs without any markup ---- */

/* a full stop behind "vs" and the like */
static gboolean
is_abbreviation (const char *text,
                 gsize       start,
                 gsize       at)
{
  static const char *const words[] = { "vs", "cf", "e.g", "i.e", "St", "Dr", "No", "Vol" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (at >= start + length + 1 && strncmp (text + at - length, words[i], length) == 0 && !g_ascii_isalnum (text[at - length - 1]))
        return TRUE;
    }

  return FALSE;
}

/* the next full stop that ends a sentence, or @end */
static gsize
full_stop (AtriumReader *self,
           gsize         start,
           gsize         end)
{
  for (gsize at = start; at + 1 < end; at++)
    if (self->text[at] == '.' && g_ascii_isspace (self->text[at + 1]) && at > start + 1 &&
        !(g_ascii_isupper (self->text[at - 1]) && self->text[at - 2] == ' ') && !is_abbreviation (self->text, start, at))
      return at;

  return end;
}

/* Where a title ends that is a sentence: after ". ", or after "? " where a venue and no second
 * half of the title follows. @end where it does not. */
static gsize
sentence_end (AtriumReader *self,
              gsize         start,
              gsize         end)
{
  gsize stop = full_stop (self, start, end);

  for (gsize at = start; at + 2 < stop; at++)
    if ((self->text[at] == '?' || self->text[at] == '!') && self->text[at + 1] == ' ' &&
        (stop == end || (atrium_flat_get_style (self->flat, at + 2) & ATRIUM_STYLE_EMPHASIS) != 0 || atrium_venue_is_like (self->text, at + 2, stop) ||
         atrium_scan_count_words (self->text, at + 2, stop) < MIN_TITLE_WORDS))
      return at + 1;

  return stop;
}

/* "Title, Venue, 2026": the title goes on over commas until something is like a venue or year */
static gsize
comma_title_end (AtriumReader *self,
                 gsize         start,
                 gsize         end)
{
  gsize first = end;
  gsize at = start;

  while (at < end)
    {
      gsize stop = at;
      gsize next;

      while (stop < end && !(self->text[stop] == ',' && stop + 1 < end && self->text[stop + 1] == ' '))
        {
          /* "Title. Journal (J), 2025" mixes both */
          if (stop > start && self->text[stop] == '.' && stop + 1 < end && self->text[stop + 1] == ' ')
            {
              gsize venue_end = stop + 2;

              while (venue_end < end && self->text[venue_end] != ',')
                venue_end++;
              if (atrium_venue_is_like (self->text, stop + 2, venue_end))
                return stop;
            }
          stop++;
        }
      next = MIN (end, stop + 1);
      if (at > start && (atrium_venue_is_like (self->text, at, stop) || atrium_venue_is_year (self->text, at, stop)))
        return at - 1;
      if (first == end && stop < end)
        first = stop;
      at = next;
    }

  return first;
}

/* "(2031, July). Title" and "2031. Title": sets the date and moves @start behind it */
static gboolean
read_leading_year (AtriumReader *self,
                   gsize        *start,
                   gsize         end)
{
  AtriumScannedDate date;
  gboolean bracket = *start < end && self->text[*start] == '(';
  gsize at;

  if (*start + 5 > end || !g_ascii_isdigit (self->text[*start + bracket]) || !atrium_scan_leading_date (self->text, *start, end, &date) ||
      date.start != *start + bracket)
    return FALSE;
  at = date.end;
  if (bracket)
    {
      while (at < end && self->text[at] != ')' && at < date.end + 20)
        at++;
      if (at >= end || self->text[at] != ')')
        return FALSE;
      at++;
    }
  else if (!atrium_venue_is_year (self->text, date.start, date.end) || (self->text[at] != '.' && self->text[at] != ',' && self->text[at] != ':'))
    {
      return FALSE;
    }
  atrium_reader_set_date (self, "date", date.start, date.end, &date.from);
  atrium_reader_take (self, *start, at);
  while (at < end && strchr (" .,:", self->text[at]) != NULL)
    at++;
  *start = at;

  return TRUE;
}

/* "Title, 2031 IEEE Conference on ...": a venue behind a comma of the title's sentence */
static gsize
venue_comma (const char *text,
             gsize       start,
             gsize       end)
{
  static const char *const openings[] = { "IEEE ", "ACM ", "Proc", "In Proc", "in Proc", "International Conference", "Journal of ", "Transactions on ", "arXiv", "Conference on " };

  for (gsize at = start; at + 12 < end; at++)
    {
      gsize word = at + 2;

      if (text[at] != ',' || text[at + 1] != ' ')
        continue;
      if (g_ascii_isdigit (text[word]) && atrium_venue_is_year (text, word, word + 4) && text[word + 4] == ' ')
        word += 5;
      for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
        if (word < end && g_str_has_prefix (text + word, openings[i]))
          return at;
    }

  return end;
}

/* "Title[J]. Journal", "Title[C]//Conference": the mark of GB/T 7714 ends the title */
static gsize
document_mark (AtriumReader *self,
               gsize         start,
               gsize         end)
{
  const char *text = self->text;

  for (gsize at = start; at + 2 < end; at++)
    if (text[at] == '[' && strchr ("JCMDPNRSZ", text[at + 1]) != NULL && (text[at + 2] == ']' || text[at + 2] == '/'))
      {
        const char *close = memchr (text + at, ']', MIN (end - at, 8));

        if (close == NULL)
          continue;
        atrium_reader_take (self, at, close + 1 - text);
        return at;
      }

  return end;
}

/* where the links behind the authors begin */
static gsize
first_label (AtriumReader *self,
             gsize         end)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);
      gsize start = mark->start;
      gsize stop = mark->end;

      if (mark->start < self->authors.end || mark->end > end || atrium_reader_is_picture (mark->node) || !atrium_reader_is_label (self, mark))
        continue;
      atrium_reader_grow_brackets (self, &start, &stop);
      return start;
    }

  return end;
}

/* the title follows the authors: "A, B (2024). Title. Venue", "A, B. Title. Venue",
 * "A, B, Title, Venue, 2024" */
static void
read_title_after_authors (AtriumReader *self,
                          gsize         end)
{
  gsize start = self->piece->start;
  gsize stop;
  gsize title_end;
  gboolean sentences = FALSE;

  if (!atrium_reader_has (self, "authors"))
    return;
  start = self->authors.end;
  /* "Byron, A. Title" */
  sentences = start > self->piece->start && self->text[start - 1] == '.' && start < end && self->text[start] == ' ';
  if (!atrium_reader_next_free (self, &start, &stop, end))
    return;

  while (start < stop && strchr (" .,;:)*", self->text[start]) != NULL)
    {
      sentences |= self->text[start] == '.';
      start++;
    }
  /* "et al." and "(2024)" stand between */
  for (;;)
    {
      gsize at = start;

      if (g_str_has_prefix (self->text + start, "et al"))
        at = start + 5;
      else if (strncmp (self->text + start, "…", 3) == 0)
        at = start + 3;
      while (at < stop && at > start && strchr (" .,;:", self->text[at]) != NULL)
        {
          sentences |= self->text[at] == '.';
          at++;
        }
      if (at == start)
        break;
      start = at;
    }
  if (read_leading_year (self, &start, stop))
    sentences = TRUE;

  while (start < stop && g_ascii_isspace (self->text[start]))
    start++;
  if (start >= stop)
    return;
  title_end = sentences ? sentence_end (self, start, stop) : comma_title_end (self, start, stop);
  if (sentences && title_end == stop)
    title_end = MIN (title_end, atrium_venue_find (self->text, start, stop));
  if (sentences)
    title_end = venue_comma (self->text, start, title_end);
  title_end = document_mark (self, start, title_end);
  atrium_scan_trim (self->text, &start, &title_end);
  if (title_end > start + 1 && self->text[title_end - 1] == '.' && self->text[title_end - 2] != '.')
    title_end--;
  if (atrium_scan_count_words (self->text, start, title_end) >= 1)
    atrium_reader_set (self, "title", start, title_end);
}

/* "Title, A, B, C" without markup: what stands in front of the names */
static void
read_title_before_authors (AtriumReader *self,
                           gsize         body)
{
  gsize end = self->authors.start;
  gsize start = body;

  atrium_scan_strip (self->text, &start, &end, ",.:;-–—|");
  if (start < end && atrium_scan_count_words (self->text, start, end) >= MIN_TITLE_WORDS && !atrium_reader_is_taken (self, start, end))
    atrium_reader_set (self, "title", start, end);
}

/* ---- details ---- */

static void
read_abstract (AtriumReader *self)
{
  gsize start = G_MAXSIZE;
  gsize end = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);

      if (line->role != ATRIUM_LINE_DETAILS || atrium_reader_is_taken (self, line->start, line->end))
        continue;
      start = MIN (start, line->start);
      end = line->end;
    }
  if (start < end)
    {
      atrium_reader_set (self, "abstract", start, end);
      return;
    }

  /* the last line of a box is a summary where it is a sentence */
  if (self->piece->form == ATRIUM_ENTRY_FORM_BOX || self->piece->form == ATRIUM_ENTRY_FORM_ROW)
    for (guint i = self->lines->len; i > 2; i--)
      {
        const AtriumLine *line = get_line (self, i - 1);

        if (line->role != ATRIUM_LINE_TEXT)
          continue;
        if (atrium_scan_count_words (self->text, line->start, line->end) >= MIN_SUMMARY_WORDS && !atrium_title_is_links (self, line) &&
            !atrium_reader_is_taken (self, line->start, line->end) && !atrium_title_is_authors (self, line->start, line->end) &&
            !atrium_part_is_capitalised (self->text, line->start, line->end, 2) && !atrium_venue_is_like (self->text, line->start, line->end))
          atrium_reader_set (self, "abstract", line->start, line->end);
        break;
      }
  if (atrium_reader_has (self, "abstract"))
    return;

  /* a paragraph of prose in a box */
  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);

      if (line->role == ATRIUM_LINE_TEXT && atrium_scan_count_words (self->text, line->start, line->end) >= MIN_ABSTRACT_WORDS &&
          !atrium_reader_is_taken (self, line->start, line->end) && atrium_reader_has (self, "title") && !atrium_title_is_authors (self, line->start, line->end))
        {
          atrium_reader_set (self, "abstract", line->start, line->end);
          return;
        }
    }
}

static gboolean
set_citations (AtriumReader     *self,
               const AtriumNode *node)
{
  for (guint i = 0; i < node->n_attributes; i++)
    {
      const AtriumAttribute *attribute = &node->attributes[i];
      g_autoptr(AtriumValue) empty = atrium_value_new_record ();
      g_autoptr(AtriumValue) value = NULL;

      if (!g_str_has_prefix (attribute->name, "data") || *attribute->value == '\0' || atrium_span_is_none (attribute->span))
        continue;
      value = atrium_value_with_string (empty, "id", attribute->value);
      atrium_entry_set (self->entry, "citations", value);
      atrium_slots_add (self->slots, "citations/id", self->source, attribute->span, ATRIUM_SPELLING_HTML_ATTRIBUTE);
      return TRUE;
    }

  return FALSE;
}

/* AcadHomepage fills <span class='show_paper_citations' data='...'> with a number */
static void
read_citations (AtriumReader *self)
{
  if (self->piece->form == ATRIUM_ENTRY_FORM_LINE)
    return;

  for (AtriumNode *top = self->piece->first; top != NULL; top = top->next)
    {
      for (AtriumNode *n = top; n != NULL; n = atrium_node_walk (top, n))
        if (n->type == ATRIUM_NODE_ELEMENT && atrium_node_has_class (n, "show_paper_citations") && set_citations (self, n))
          return;
      if (top == self->piece->last)
        return;
    }
}

static void
read_id (AtriumReader *self,
         const char   *url)
{
  const char *found;

  if (url == NULL)
    return;
  if (!atrium_reader_has (self, "doi") && (found = strstr (url, "doi.org/10.")) != NULL)
    atrium_entry_set_string (self->entry, "doi", found + strlen ("doi.org/"));
  if (!atrium_reader_has (self, "arxiv") && (found = strstr (url, "arxiv.org/")) != NULL)
    {
      const char *id = strchr (found + strlen ("arxiv.org/"), '/');
      gsize length = id != NULL ? strspn (id + 1, "0123456789.v") : 0;
      g_autofree char *number = g_strndup (id != NULL ? id + 1 : "", length);

      if (g_str_has_suffix (number, "."))
        number[length - 1] = '\0';
      if (length >= 9)
        atrium_entry_set_string (self->entry, "arxiv", number);
    }
}

/* DOI and arXiv number from the links: they have no slot of their own */
static void
read_ids (AtriumReader *self)
{
  read_id (self, atrium_entry_get_string (self->entry, "url"));
  for (guint i = 0; i < self->links->len; i++)
    read_id (self, atrium_value_get_member_string (g_ptr_array_index (self->links, i), "url"));
}

static void
read_badges (AtriumReader *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = get_line (self, i);

      if (line->role == ATRIUM_LINE_BADGE)
        atrium_reader_set (self, atrium_venue_is_short (self->text, line->start, line->end) ? "venueShort" : "category", line->start, line->end);
    }
}

/* "Title (*Equal contribution)" */
static gsize
strip_legend (const char *text,
              gsize       start,
              gsize       end)
{
  gsize open = end;

  if (end <= start + 2 || text[end - 1] != ')')
    return end;
  while (open > start && text[open] != '(')
    open--;
  if (open == start || g_utf8_strchr ("*†‡#∗", -1, g_utf8_get_char (text + open + 1)) == NULL)
    return end;
  while (open > start && text[open - 1] == ' ')
    open--;

  return open;
}

static void
set_title (AtriumReader *self,
           gsize         start,
           gsize         end)
{
  const AtriumFlatMark *link;

  end = atrium_title_strip_labels (self, start, end);
  end = strip_legend (self->text, start, document_mark (self, start, end));
  atrium_scan_strip (self->text, &start, &end, ",;");
  if (end > start + 1 && self->text[end - 1] == '.' && self->text[end - 2] != '.')
    end--;
  if (!atrium_reader_set (self, "title", start, end))
    return;
  link = atrium_reader_find_link (self, start, end);
  if (link != NULL)
    {
      atrium_reader_set_url (self, "url", link->node);
      atrium_reader_take (self, link->start, link->end);
    }
}

/* "Accepted to [Journal of Things](...)": a link that names a venue */
static void
read_linked_venue (AtriumReader *self)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);
      const AtriumLine *line = atrium_reader_find_line (self, mark->start);

      if (line == NULL || line->role != ATRIUM_LINE_TEXT || mark->end > line->end || mark->start < self->title_end || atrium_reader_is_picture (mark->node) ||
          atrium_scan_count_words (self->text, mark->start, mark->end) < 3 || atrium_reader_is_taken (self, mark->start, mark->end) ||
          atrium_reader_is_label (self, mark) || !atrium_venue_is_like (self->text, mark->start, mark->end))
        continue;
      atrium_venue_read_name (self, mark->start, mark->end);
      return;
    }
}

/**
 * atrium_read_publication:
 * @self: a reader
 *
 * Reads a paper as people list it: the title quoted, linked, bold, on a line of its own or
 * set off by its place between authors and venue; authors as the longest run of names;
 * then venue, short venue, date, notes, links, picture, abstract and remarks. What cannot
 * be told apart stays `text`.
 */
void
atrium_read_publication (AtriumReader *self)
{
  gsize start = 0;
  gsize end = 0;
  gsize body;
  gsize stop;

  if (atrium_read_listing (self))
    return;

  atrium_parts_promote_only_item (self);
  read_badges (self);
  atrium_reader_add_picture (self, "image");
  read_citations (self);
  body = read_prefix (self);
  stop = text_lines_end (self);

  if (atrium_title_find (self, body, &start, &end))
    set_title (self, start, end);
  read_link_lines (self);
  atrium_reader_add_highlights (self, "highlights");

  atrium_read_authors (self, body);
  if (!atrium_reader_has (self, "title") && atrium_reader_has (self, "authors"))
    {
      read_title_before_authors (self, body);
      if (!atrium_reader_has (self, "title"))
        read_title_after_authors (self, first_label (self, stop));
    }

  read_abstract (self);
  read_linked_venue (self);
  atrium_reader_add_links (self, FALSE);
  read_ids (self);
  if (atrium_reader_has (self, "title"))
    atrium_venue_read (self);
  else if (self->slots->len == 0 || !atrium_reader_has (self, "authors"))
    atrium_reader_set_rest (self, "text");
}
