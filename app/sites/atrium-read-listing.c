#include "atrium-read-listing.h"

#include <string.h>

#include "atrium-scan-names.h"

/* words that a mark behind the date may have */
#define MAX_MARK_WORDS 6

/* Listings of papers, copied out of a browser, lose what stood between their parts: a line
 * "CLOct 9, 2031Code" (category, date, mark), a line of title and authors run together, and
 * the abstract. */

static gsize
skip_filler (const char *text,
             gsize       at,
             gsize       end)
{
  while (at < end && (text[at] == ' ' || strncmp (text + at, "·", 2) == 0 || text[at] == '|'))
    at += text[at] == ' ' || text[at] == '|' ? 1 : 2;

  return at;
}

static gsize
scan_number (const char *text,
             gsize       at,
             gsize       end)
{
  gsize start = at;

  while (at < end && g_ascii_isdigit (text[at]))
    at++;
  if (at == start || at + 1 >= end || text[at] != '.' || !g_ascii_isdigit (text[at + 1]))
    return start;
  at++;
  while (at < end && g_ascii_isdigit (text[at]))
    at++;

  return at;
}

/* "CL", "cs.CL", "stat.ML", "math.PR" */
static gsize
scan_category (const char *text,
               gsize       at,
               gsize       end)
{
  gsize start = at;
  gsize letters = at;

  while (letters < end && g_ascii_islower (text[letters]))
    letters++;
  if (letters > at && letters < end && text[letters] == '.')
    at = letters + 1;
  if (at + 2 > end || !g_ascii_isupper (text[at]) || !g_ascii_isupper (text[at + 1]))
    return start;

  return at + 2;
}

/* "Mar 25, 2031"; without a year it is a date of the year in which the listing was made, which
 * the page does not say */
static gsize
scan_date (const char *text,
           gsize       at,
           gsize       end,
           AtriumDate *date)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  gsize start = at;
  int day = 0;
  int year = 0;

  *date = (AtriumDate) { 0 };
  for (guint i = 0; i < G_N_ELEMENTS (months) && date->month == 0; i++)
    if (end - at > 4 && strncmp (text + at, months[i], 3) == 0 && text[at + 3] == ' ')
      date->month = i + 1;
  if (date->month == 0)
    return start;

  for (at += 4; at < end && g_ascii_isdigit (text[at]) && day < 100; at++)
    day = day * 10 + text[at] - '0';
  if (day < 1 || day > 31)
    return start;
  if (end - at < 6 || text[at] != ',' || text[at + 1] != ' ')
    return at;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isdigit (text[at + 2 + i]))
        return at;
      year = year * 10 + text[at + 2 + i] - '0';
    }
  date->day = day;
  date->year = year;

  return at + 6;
}

/**
 * atrium_listing_scan_head:
 * @text: flat text
 * @start: start of a line
 * @end: its end
 * @head: (out): its parts
 *
 * Returns: TRUE where the line is a score (if any), an arXiv category, a date and at most
 *   a few words ("Code"), and no more
 */
gboolean
atrium_listing_scan_head (const char        *text,
                          gsize              start,
                          gsize              end,
                          AtriumListingHead *head)
{
  gsize at = start;
  gsize next;

  *head = (AtriumListingHead) { .score = ATRIUM_SPAN_NONE, .code = ATRIUM_SPAN_NONE };
  next = scan_number (text, at, end);
  if (next > at)
    head->score = ATRIUM_SPAN (at, next);
  at = skip_filler (text, next, end);

  next = scan_category (text, at, end);
  if (next == at)
    return FALSE;
  head->category = ATRIUM_SPAN (at, next);
  at = skip_filler (text, next, end);

  next = scan_date (text, at, end, &head->when);
  if (next == at)
    return FALSE;
  head->date = ATRIUM_SPAN (at, next);
  at = skip_filler (text, next, end);

  if (at < end && g_ascii_isupper (text[at]) && atrium_scan_count_words (text, at, end) <= MAX_MARK_WORDS)
    {
      head->code = ATRIUM_SPAN (at, end);
      at = end;
    }

  return at == end;
}

/* "... of AdaptersAda Byron, Bo Li": where a capital stands without a space behind a word and
 * a name begins */
static gsize
find_split (const char *text,
            gsize       start,
            gsize       end)
{
  gsize comma = start;
  gsize split = end;

  while (comma < end && text[comma] != ',')
    comma++;
  for (gsize at = start + 1; at < comma; at++)
    if (g_ascii_isupper (text[at]) && (g_ascii_islower (text[at - 1]) || g_ascii_isdigit (text[at - 1]) || strchr ("?!)\"", text[at - 1]) != NULL) &&
        atrium_scan_is_name (text, at, comma))
      split = at;

  return split;
}

static void
read_head (AtriumReader            *reader,
           const AtriumListingHead *head)
{
  atrium_reader_set (reader, "category", head->category.start, head->category.end);
  if (head->when.year != 0)
    atrium_reader_set_date (reader, "date", head->date.start, head->date.end, &head->when);
  else
    atrium_reader_set (reader, "dateText", head->date.start, head->date.end);
  if (!atrium_span_is_none (head->score))
    atrium_reader_set (reader, "score", head->score.start, head->score.end);
  if (!atrium_span_is_none (head->code))
    atrium_reader_set (reader, "note", head->code.start, head->code.end);
}

/**
 * atrium_read_listing:
 * @reader: a reader of a publication
 *
 * Returns: FALSE where the entry does not begin with the head line of a listing
 */
gboolean
atrium_read_listing (AtriumReader *reader)
{
  const AtriumLine *lines = (const AtriumLine *) (gpointer) reader->lines->data;
  AtriumListingHead head;
  g_autoptr(GArray) names = NULL;
  gsize split;

  if (reader->lines->len < 2 || !atrium_listing_scan_head (reader->text, lines[0].start, lines[0].end, &head))
    return FALSE;

  read_head (reader, &head);
  split = find_split (reader->text, lines[1].start, lines[1].end);
  atrium_reader_set (reader, "title", lines[1].start, split);
  names = atrium_scan_names (reader->flat, split, lines[1].end);
  atrium_reader_set_people (reader, "authors", names);
  if (reader->lines->len > 2)
    atrium_reader_set (reader, "abstract", lines[2].start, lines[reader->lines->len - 1].end);

  return TRUE;
}
