#include "atrium-paragraph.h"

#include <string.h>

#include "atrium-read-listing.h"
#include "atrium-scan.h"

/* between two commas of a list in one line */
#define MAX_PHRASE_WORDS 6

static gboolean
line_is_bulleted (const char *text,
                  gsize       start,
                  gsize       end)
{
  static const char *const bullets = "•◦▪▸►●○■□–—‣·➢➤✓✔";

  return start < end && (g_utf8_strchr (bullets, -1, g_utf8_get_char (text + start)) != NULL || text[start] == '-');
}

typedef struct
{
  guint lines;
  guint dated;               /* begin with a date */
  guint bulleted;
  guint with_date;           /* have one anywhere */
} LineCount;

static LineCount
count_lines (const char *text,
             gsize       length)
{
  LineCount count = { 0 };

  for (gsize at = 0; at < length;)
    {
      gsize end = at;
      gsize start = at;
      AtriumScannedDate date;

      while (end < length && text[end] != '\n')
        end++;
      at = end + 1;
      atrium_scan_trim (text, &start, &end);
      if (start >= end)
        continue;
      count.lines++;
      count.bulleted += line_is_bulleted (text, start, end);
      if (atrium_scan_leading_date (text, start, end, &date))
        {
          count.dated++;
          count.with_date++;
        }
      else
        count.with_date += atrium_scan_trailing_date (text, start, end, &date);
    }

  return count;
}

/* a paragraph whose lines are ended by hard breaks is a list where they all look alike */
static gboolean
lines_are_entries (AtriumKind  kind,
                   const char *text,
                   gsize       length,
                   gboolean    alone)
{
  LineCount count = count_lines (text, length);

  if (count.lines < 2)
    return FALSE;
  if (count.dated * 10 >= count.lines * 7 || count.bulleted == count.lines)
    return TRUE;
  if (!alone)
    return FALSE;
  if (kind != ATRIUM_KIND_PUBLICATIONS && count.with_date * 10 >= count.lines * 7)
    return TRUE;

  switch (kind)
    {
    case ATRIUM_KIND_NEWS:
    case ATRIUM_KIND_HONORS:
    case ATRIUM_KIND_SERVICE:
      return count.lines >= 3;
    case ATRIUM_KIND_EDUCATION:
    case ATRIUM_KIND_TALKS:
      /* one date among a few lines is that of all of them */
      return count.lines >= 3 && count.with_date != 1;
    case ATRIUM_KIND_SKILLS:
    case ATRIUM_KIND_LIST:
      return count.lines >= 2;
    default:
      return FALSE;
    }
}

static gboolean
is_comma (const char *text,
          gsize       at)
{
  gunichar c = g_utf8_get_char (text + at);

  return c == ',' || c == ';' || c == 0xff0c || c == 0x3001 || c == 0xff1b;
}

/* "Graph learning": what is left of a line of phrases */
static gboolean
is_lone_phrase (const char *text,
                gsize       start,
                gsize       end)
{
  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c) && c != ' ' && c != '-')
        return FALSE;
    }

  return TRUE;
}

/* "Graph learning, Fair ranking": a line of phrases is a list too */
static gboolean
phrases_are_entries (const char *text,
                     gsize       length)
{
  gsize start = 0;
  guint phrases = 0;

  atrium_scan_trim (text, &start, &length);
  for (gsize at = start; at <= length;)
    {
      gsize end = at;

      while (end < length && !is_comma (text, end))
        {
          if (text[end] == '\n' || text[end] == ':' || (text[end] == '.' && end + 1 < length))
            return FALSE;
          end = g_utf8_next_char (text + end) - text;
        }
      if (atrium_scan_count_words (text, at, end) == 0 || atrium_scan_count_words (text, at, end) > MAX_PHRASE_WORDS)
        return FALSE;
      phrases++;
      if (end >= length)
        break;
      at = g_utf8_next_char (text + end) - text;
    }

  return phrases >= 2 || is_lone_phrase (text, start, length);
}

static gsize
line_end (const char *text,
          gsize       at,
          gsize       length)
{
  while (at < length && text[at] != '\n')
    at++;

  return at;
}

static gboolean
is_listing (const char *text,
            gsize       length)
{
  AtriumListingHead head;
  guint heads = 0;

  for (gsize at = 0; at < length && heads < 2;)
    {
      gsize end = line_end (text, at, length);

      heads += atrium_listing_scan_head (text, at, end, &head);
      at = end + 1;
    }

  return heads >= 2;
}

/**
 * atrium_paragraph_cut:
 * @text: flat text of a paragraph
 * @length: its length
 * @kind: what the section holds
 * @alone: whether the section has no other paragraph
 *
 * Returns: whether the paragraph is a list of entries, and what ends each of them
 */
AtriumParagraphCut
atrium_paragraph_cut (const char *text,
                      gsize       length,
                      AtriumKind  kind,
                      gboolean    alone)
{
  if (kind == ATRIUM_KIND_PUBLICATIONS && is_listing (text, length))
    return ATRIUM_PARAGRAPH_LISTING;
  if (lines_are_entries (kind, text, length, alone))
    return ATRIUM_PARAGRAPH_LINES;
  if (alone && kind == ATRIUM_KIND_LIST && phrases_are_entries (text, length))
    return ATRIUM_PARAGRAPH_PHRASES;

  return ATRIUM_PARAGRAPH_WHOLE;
}

static gsize
phrase_end (const char *text,
            gsize       at,
            gsize       length)
{
  while (at < length && text[at] != '\n' && !is_comma (text, at))
    at = g_utf8_next_char (text + at) - text;

  return at;
}

/* all lines up to the next head line; none where there is no head line at @at */
static gsize
paper_end (const char *text,
           gsize       at,
           gsize       length)
{
  AtriumListingHead head;
  gsize end = line_end (text, at, length);

  if (!atrium_listing_scan_head (text, at, end, &head))
    return at;
  while (end < length && !atrium_listing_scan_head (text, end + 1, line_end (text, end + 1, length), &head))
    end = line_end (text, end + 1, length);

  return end;
}

/**
 * atrium_paragraph_next:
 * @cut: what ends an entry
 * @text: flat text of a paragraph
 * @length: its length
 * @at: (inout): where to look; then where to look next
 * @start: (out): where the entry begins
 * @end: (out): where it ends; @start where nothing stands there
 *
 * Returns: FALSE at the end of the paragraph
 */
gboolean
atrium_paragraph_next (AtriumParagraphCut  cut,
                       const char         *text,
                       gsize               length,
                       gsize              *at,
                       gsize              *start,
                       gsize              *end)
{
  if (*at >= length)
    return FALSE;

  *start = *at;
  *end = cut == ATRIUM_PARAGRAPH_PHRASES ? phrase_end (text, *at, length) : line_end (text, *at, length);
  if (cut == ATRIUM_PARAGRAPH_LISTING && paper_end (text, *at, length) > *at)
    *end = paper_end (text, *at, length);
  else if (cut == ATRIUM_PARAGRAPH_LISTING)
    *start = *end;
  *at = *end < length ? (gsize) (g_utf8_next_char (text + *end) - text) : length;
  atrium_scan_trim (text, start, end);

  return TRUE;
}
