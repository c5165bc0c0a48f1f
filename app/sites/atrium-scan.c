#include "atrium-scan.h"

#include <string.h>

/* from here on Unicode has scripts that are written without spaces */
#define FIRST_WIDE 0x2e80
/* the longest name of a month or season with what stands before its year */
#define MAX_MONTH_BYTES 32

static gboolean
is_space (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isspace ((char) c);

  return g_unichar_isspace (c) || c == 0xa0 || c == 0x200b || c == 0xfeff || c == 0x3000;
}

/**
 * atrium_scan_strip:
 * @text: flat text
 * @start: (inout): start of a range
 * @end: (inout): its end
 * @punctuation: characters to pass over beside white space
 */
void
atrium_scan_strip (const char *text,
                   gsize      *start,
                   gsize      *end,
                   const char *punctuation)
{
  while (*start < *end)
    {
      gunichar c = g_utf8_get_char (text + *start);

      if (!is_space (c) && g_utf8_strchr (punctuation, -1, c) == NULL)
        break;
      *start = g_utf8_next_char (text + *start) - text;
    }

  while (*start < *end)
    {
      const char *last = g_utf8_prev_char (text + *end);
      gunichar c = g_utf8_get_char (last);

      if (!is_space (c) && g_utf8_strchr (punctuation, -1, c) == NULL)
        break;
      *end = last - text;
    }
}

/**
 * atrium_scan_trim:
 * @text: flat text
 * @start: (inout): start of a range
 * @end: (inout): its end
 */
void
atrium_scan_trim (const char *text,
                  gsize      *start,
                  gsize      *end)
{
  atrium_scan_strip (text, start, end, "");
}

/* a date that begins with a letter has its year soon after */
static gboolean
can_start_date (const char *text,
                gsize       at,
                gsize       end)
{
  gsize stop = MIN (end, at + MAX_MONTH_BYTES);

  if (!g_ascii_isalpha (text[at]) && (guchar) text[at] < 0x80)
    return TRUE;
  for (; at < stop; at++)
    if (g_ascii_isdigit (text[at]))
      return TRUE;

  return FALSE;
}

static gboolean
scan_at (const char        *text,
         gsize              at,
         gsize              end,
         AtriumScannedDate *date)
{
  gsize start_used = 0;
  gsize end_offset = 0;
  gsize used = 0;

  if (!can_start_date (text, at, end) || !atrium_date_scan_range (text + at, end - at, &date->from, &date->to, &start_used, &end_offset, &used))
    return FALSE;

  /* "now" alone is a word like any other */
  if (date->from.present || date->from.year == 0 || used == 0)
    return FALSE;

  date->start = at;
  date->end = at + used;
  date->first_end = at + start_used;
  date->second = date->to.year != 0 || date->to.present ? at + end_offset : date->end;

  return TRUE;
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) && c < FIRST_WIDE;
}

/**
 * atrium_scan_leading_date:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 * @date: (out): what was found
 *
 * Returns: TRUE where the range starts with a date; brackets, bullets and emoji before it
 *   are passed over
 */
gboolean
atrium_scan_leading_date (const char        *text,
                          gsize              start,
                          gsize              end,
                          AtriumScannedDate *date)
{
  while (start < end)
    {
      gunichar c = g_utf8_get_char (text + start);

      if (g_unichar_isalnum (c) || c == '\'' || c == 0x2019)
        break;
      if (c == '"' || c == 0x201c || c == '\n')
        return FALSE;
      start = g_utf8_next_char (text + start) - text;
    }

  return start < end && scan_at (text, start, end, date);
}

/* nothing but marks between @from and @to */
static gboolean
is_bare (const char *text,
         gsize       from,
         gsize       to)
{
  for (const char *p = text + from; p < text + to; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static gboolean
stands_alone (const char              *text,
              gsize                    start,
              gsize                    end,
              const AtriumScannedDate *date)
{
  gsize before = date->start;
  gsize after = date->end;

  while (before > start && is_space (g_utf8_get_char (g_utf8_prev_char (text + before))))
    before = g_utf8_prev_char (text + before) - text;
  while (after < end && is_space (g_utf8_get_char (text + after)))
    after = g_utf8_next_char (text + after) - text;

  if (after < end && g_unichar_isalpha (g_utf8_get_char (text + after)))
    return FALSE;
  if (before == start)
    return TRUE;

  return g_utf8_strchr ("([{（【,，;；.。:：|/–—~-\n·••、", -1, g_utf8_get_char (g_utf8_prev_char (text + before))) != NULL ||
         (date->from.month != 0 && date->first_end != date->end) || is_bare (text, date->end, end);
}

/* the dates of a range in order; @found gets the last that @want accepts */
static gboolean
scan_dates (const char        *text,
            gsize              start,
            gsize              end,
            gboolean           alone,
            gboolean           ranges,
            AtriumScannedDate *found)
{
  gboolean any = FALSE;
  gunichar before = ' ';

  for (gsize at = start; at < end;)
    {
      gunichar c = g_utf8_get_char (text + at);
      gboolean edge = !is_word_char (before) && (g_unichar_isalnum (c) || c == '\'' || c == 0x2019);
      AtriumScannedDate date;

      if (edge && scan_at (text, at, end, &date) && date.end > at)
        {
          gboolean range = date.second != date.end;

          if ((!ranges || range) && (!alone || stands_alone (text, start, end, &date)))
            {
              *found = date;
              any = TRUE;
            }
          at = date.end;
          before = '0';
          continue;
        }

      before = c;
      at = g_utf8_next_char (text + at) - text;
    }

  return any;
}

/**
 * atrium_scan_trailing_date:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 * @date: (out): what was found
 *
 * Returns: TRUE where there is a date between separators or in brackets; the last is taken
 */
gboolean
atrium_scan_trailing_date (const char        *text,
                           gsize              start,
                           gsize              end,
                           AtriumScannedDate *date)
{
  return scan_dates (text, start, end, TRUE, TRUE, date) || scan_dates (text, start, end, TRUE, FALSE, date);
}

/**
 * atrium_scan_any_date:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 * @date: (out): what was found
 *
 * Returns: TRUE where there is a date at the start, or else a range or date between separators
 */
gboolean
atrium_scan_any_date (const char        *text,
                      gsize              start,
                      gsize              end,
                      AtriumScannedDate *date)
{
  return atrium_scan_leading_date (text, start, end, date) || atrium_scan_trailing_date (text, start, end, date);
}

/**
 * atrium_scan_year:
 * @text: (nullable): text of a heading
 *
 * Returns: the year where the heading is no more than that, else 0
 */
int
atrium_scan_year (const char *text)
{
  AtriumScannedDate date;
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || !atrium_scan_leading_date (text, 0, length, &date))
    return 0;
  if (date.from.month != 0 || date.to.year != 0 || !is_bare (text, date.end, length))
    return 0;

  return date.from.year;
}

/**
 * atrium_scan_is_years:
 * @text: text of a heading
 * @ranges: whether "2028 - 2031" counts
 *
 * Returns: TRUE where the heading says no more than when: "2031", "2029 and earlier",
 *   "before 2028", "2031年"
 */
gboolean
atrium_scan_is_years (const char *text,
                      gboolean    ranges)
{
  static const char *const words[] = {
    "and", "prior", "earlier", "before", "older", "to", "since", "until", "onwards", "or", "in", "year", "previous", "et", "avant", "vor", "und", "früher",
    "antes", "de", "y", "以前", "之前", "及以前", "及之前", "前", "年", "年度", NULL
  };
  g_auto(GStrv) parts = g_strsplit_set (text, " \t()[]:.,*~-/", -1);
  guint years = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = parts[i];
      g_autofree char *lower = NULL;

      if (*part == '\0' || g_str_equal (part, "–") || g_str_equal (part, "—"))
        continue;
      if (strspn (part, "0123456789") == 4 && (part[0] == '1' || part[0] == '2') && !g_ascii_isdigit (part[4]))
        {
          years++;
          part += 4;
          if (g_str_has_prefix (part, "–") || g_str_has_prefix (part, "—"))
            part += strlen ("–");
          if (strspn (part, "0123456789") == 4)
            {
              years++;
              part += 4;
            }
        }
      lower = g_utf8_strdown (part, -1);
      if (*part != '\0' && !g_strv_contains (words, lower))
        return FALSE;
    }

  return years == 1 || (ranges && years == 2);
}

/* the words of a table by their first byte, so that few are compared at each place */
typedef struct
{
  GPtrArray *by_byte[256];
} WordTable;

static WordTable *
get_table (const char *const *words)
{
  static GHashTable *tables;
  static GMutex mutex;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  WordTable *table;

  if (tables == NULL)
    tables = g_hash_table_new (NULL, NULL);
  table = g_hash_table_lookup (tables, words);
  if (table != NULL)
    return table;

  table = g_new0 (WordTable, 1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      GPtrArray **row = &table->by_byte[(guchar) words[i][0]];

      if (*row == NULL)
        *row = g_ptr_array_new ();
      g_ptr_array_add (*row, (gpointer) words[i]);
    }
  g_hash_table_insert (tables, (gpointer) words, table);

  return table;
}

static gboolean
matches_word (const char *at,
              const char *word)
{
  gsize length = strlen (word);
  gboolean stem = word[length - 1] == '-';

  if (stem)
    length--;
  if (strncmp (at, word, length) != 0)
    return FALSE;

  return stem || g_utf8_get_char (word) >= FIRST_WIDE || !is_word_char (g_utf8_get_char (at + length));
}

/**
 * atrium_scan_has_word:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 * @words: (array zero-terminated=1): a static table of words in lower case; one that ends
 *   in `-` is a stem
 *
 * Returns: TRUE where one of the words stands in the range
 */
gboolean
atrium_scan_has_word (const char        *text,
                      gsize              start,
                      gsize              end,
                      const char *const *words)
{
  g_autofree char *folded = g_utf8_strdown (text + start, end - start);
  WordTable *table = get_table (words);
  gunichar before = ' ';

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GPtrArray *row = table->by_byte[(guchar) *p];

      if (row != NULL && (c >= FIRST_WIDE || !is_word_char (before)))
        for (guint i = 0; i < row->len; i++)
          if (matches_word (p, g_ptr_array_index (row, i)))
            return TRUE;
      before = c;
    }

  return FALSE;
}

/**
 * atrium_scan_count_words:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: the number of words; two characters of a script without spaces count as one
 */
guint
atrium_scan_count_words (const char *text,
                         gsize       start,
                         gsize       end)
{
  guint words = 0;
  guint wide = 0;
  gboolean inside = FALSE;

  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    {
      gboolean ascii = (guchar) *p < 0x80;
      gunichar c = ascii ? (guchar) *p : g_utf8_get_char (p);
      gboolean letter = ascii ? g_ascii_isalnum (*p) : g_unichar_isalnum (c);

      if (letter && c >= FIRST_WIDE)
        wide++;
      else if (letter && !inside)
        words++;
      inside = (letter && c < FIRST_WIDE) || c == '-' || c == '\'' || c == 0x2019 || (inside && g_unichar_ismark (c));
    }

  return words + (wide + 1) / 2;
}

/**
 * atrium_scan_is_wide:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: TRUE where most letters are of a script without spaces
 */
gboolean
atrium_scan_is_wide (const char *text,
                     gsize       start,
                     gsize       end)
{
  guint wide = 0;
  guint narrow = 0;

  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        continue;
      if (c >= FIRST_WIDE)
        wide++;
      else
        narrow++;
    }

  return wide > narrow / 4 && wide > 0;
}

/**
 * atrium_scan_dup:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: (transfer full): the range with white space folded to single spaces
 */
char *
atrium_scan_dup (const char *text,
                 gsize       start,
                 gsize       end)
{
  GString *out = g_string_sized_new (end - start);

  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (!is_space (g_utf8_get_char (p)))
        g_string_append_len (out, p, next - p);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }

  g_strchomp (out->str);
  out->len = strlen (out->str);

  return g_string_free (out, FALSE);
}
