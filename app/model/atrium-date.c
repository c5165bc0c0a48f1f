#include "atrium-date.h"

#include <string.h>

#include "atrium-date-private.h"

/* years that are read out of text; a number outside is some other number */
#define FIRST_YEAR 1900
#define LAST_YEAR 2099

/* one reading of a text, from left to right */
typedef struct
{
  const char *text;
  const char *at;
  const char *end;
  DateScan scan;
} Reader;

static gboolean
is_valid_day (int year,
              int month,
              int day)
{
  return g_date_valid_dmy (day, month, year > 0 ? year : 2000);
}

static gboolean
digits_at (const char *text,
           guint       n,
           int        *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }

  return TRUE;
}

/**
 * atrium_date_from_iso:
 * @text: (nullable): text
 * @date: (out): the date
 *
 * Reads a date in ISO 8601-1 with reduced precision: `2024`, `2024-05` or `2024-05-17`; or
 * `present`.
 *
 * Returns: whether the whole text is such a date that the calendar has
 */
gboolean
atrium_date_from_iso (const char *text,
                      AtriumDate *date)
{
  gsize length;

  g_return_val_if_fail (date != NULL, FALSE);

  *date = (AtriumDate) { 0 };
  if (text == NULL)
    return FALSE;
  if (strcmp (text, "present") == 0)
    {
      date->present = TRUE;
      return TRUE;
    }

  length = strlen (text);
  if ((length != 4 && length != 7 && length != 10) || !digits_at (text, 4, &date->year) || date->year == 0)
    return FALSE;
  if (length >= 7 && (text[4] != '-' || !digits_at (text + 5, 2, &date->month)
                      || date->month < 1 || date->month > 12))
    return FALSE;
  if (length == 10 && (text[7] != '-' || !digits_at (text + 8, 2, &date->day)
                       || !is_valid_day (date->year, date->month, date->day)))
    return FALSE;

  return TRUE;
}

/**
 * atrium_date_to_iso:
 * @date: a date
 *
 * Returns: (transfer full): the date in ISO 8601-1 as precise as it is, `present`, or "" where
 *   it is none
 */
char *
atrium_date_to_iso (const AtriumDate *date)
{
  g_return_val_if_fail (date != NULL, NULL);

  if (date->present)
    return g_strdup ("present");
  if (date->year == 0)
    return g_strdup ("");
  if (date->month == 0)
    return g_strdup_printf ("%04d", date->year);
  if (date->day == 0)
    return g_strdup_printf ("%04d-%02d", date->year, date->month);

  return g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
}

/**
 * atrium_date_compare:
 * @a: a date
 * @b: another one
 *
 * Compares dates as they follow each other: no date first, `present` last, and a date before
 * more precise ones that lie in it.
 *
 * Returns: less than, equal to or greater than 0
 */
int
atrium_date_compare (const AtriumDate *a,
                     const AtriumDate *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if ((a->present != FALSE) != (b->present != FALSE))
    return a->present ? 1 : -1;
  if (a->year != b->year)
    return a->year < b->year ? -1 : 1;
  if (a->month != b->month)
    return a->month < b->month ? -1 : 1;

  return (a->day > b->day) - (a->day < b->day);
}

static char
peek (Reader *reader,
      gsize   offset)
{
  return reader->at + offset < reader->end ? reader->at[offset] : '\0';
}

/* white space, also the spaces that do not break, but no line end and not much of it */
static void
skip_spaces (Reader *reader)
{
  for (guint i = 0; i < 3; i++)
    {
      if (peek (reader, 0) == ' ' || peek (reader, 0) == '\t')
        reader->at++;
      else if (peek (reader, 0) == '\xc2' && peek (reader, 1) == '\xa0')
        reader->at += 2;
      else
        break;
    }
}

static gboolean
skip_literal (Reader     *reader,
              const char *literal)
{
  gsize length = strlen (literal);

  if ((gsize) (reader->end - reader->at) < length || strncmp (reader->at, literal, length) != 0)
    return FALSE;
  reader->at += length;

  return TRUE;
}

static DatePart *
add_part (Reader       *reader,
          DatePartType  type,
          const char   *start)
{
  DatePart *part = &reader->scan.parts[reader->scan.n_parts++];

  part->type = type;
  part->start = start - reader->text;
  part->end = reader->at - reader->text;
  part->suffix = "";

  return part;
}

/* a number of @least to @most digits that ends there */
static gboolean
read_number (Reader *reader,
             guint   least,
             guint   most,
             int    *number,
             guint  *digits)
{
  guint n = 0;

  *number = 0;
  while (n < most && g_ascii_isdigit (peek (reader, n)))
    *number = *number * 10 + (peek (reader, n++) - '0');
  if (n < least || g_ascii_isdigit (peek (reader, n)))
    return FALSE;
  reader->at += n;
  *digits = n;

  return TRUE;
}

static gboolean
read_year (Reader *reader)
{
  const char *start = reader->at;
  DatePart *part;
  guint digits;
  int year;

  if (!read_number (reader, 4, 4, &year, &digits) || year < FIRST_YEAR || year > LAST_YEAR)
    return FALSE;

  reader->scan.date.year = year;
  part = add_part (reader, DATE_PART_YEAR, start);
  part->digits = 4;

  return TRUE;
}

/* '24, with an apostrophe of any kind */
static gboolean
read_short_year (Reader *reader)
{
  const char *start = reader->at;
  DatePart *part;
  guint digits;
  int year;

  if (!skip_literal (reader, "'") && !skip_literal (reader, "’") && !skip_literal (reader, "‘"))
    return FALSE;
  start = reader->at;
  if (!read_number (reader, 2, 2, &year, &digits) || g_ascii_isalpha (peek (reader, 0)))
    return FALSE;

  reader->scan.date.year = year < 70 ? 2000 + year : 1900 + year;
  part = add_part (reader, DATE_PART_YEAR, start);
  part->digits = 2;

  return TRUE;
}

static gboolean
read_any_year (Reader *reader)
{
  return g_ascii_isdigit (peek (reader, 0)) ? read_year (reader) : read_short_year (reader);
}

static gboolean
read_numeric_part (Reader       *reader,
                   DatePartType  type)
{
  const char *start = reader->at;
  DatePart *part;
  guint digits;
  int number;

  if (!read_number (reader, 1, 2, &number, &digits) || number < 1
      || number > (type == DATE_PART_MONTH ? 12 : 31))
    return FALSE;

  if (type == DATE_PART_MONTH)
    reader->scan.date.month = number;
  else
    reader->scan.date.day = number;
  part = add_part (reader, type, start);
  part->digits = digits;

  return TRUE;
}

static gboolean
read_month_name (Reader *reader)
{
  DatePart part = { 0 };
  const char *start = reader->at;
  gsize length;
  int month;

  length = _atrium_date_match_month (reader->at, reader->end, &month, &part);
  if (length == 0)
    return FALSE;

  reader->at += length;
  reader->scan.date.month = month;
  part.start = start - reader->text;
  part.end = reader->at - reader->text;
  part.suffix = "";
  reader->scan.parts[reader->scan.n_parts++] = part;

  return TRUE;
}

static gboolean
read_season_name (Reader *reader)
{
  DatePart part = { 0 };
  const char *start = reader->at;
  gsize length;
  int month;

  length = _atrium_date_match_season (reader->at, reader->end, &month, &part);
  if (length == 0)
    return FALSE;

  reader->at += length;
  reader->scan.date.month = month;
  part.start = start - reader->text;
  part.end = reader->at - reader->text;
  part.suffix = "";
  reader->scan.parts[reader->scan.n_parts++] = part;

  return TRUE;
}

/* the day of a month with a name: 17, 17th, 17., 1er */
static gboolean
read_ordinal_day (Reader *reader)
{
  static const char *const endings[] = { "st", "nd", "rd", "th", "er", "." };
  DatePart *part;

  if (!read_numeric_part (reader, DATE_PART_DAY))
    return FALSE;

  part = &reader->scan.parts[reader->scan.n_parts - 1];
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (skip_literal (reader, endings[i]))
        {
          part->suffix = endings[i];
          part->end = reader->at - reader->text;
          break;
        }
    }

  return !g_ascii_isalpha (peek (reader, 0));
}

/* "of", "de", "del" and commas between the parts of a spelled date */
static void
skip_filler (Reader *reader)
{
  static const char *const words[] = { "of ", "de ", "del ", "in " };

  skip_spaces (reader);
  if (skip_literal (reader, ",") || skip_literal (reader, "，"))
    skip_spaces (reader);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (skip_literal (reader, words[i]))
        {
          skip_spaces (reader);
          break;
        }
    }
}

/* the end of a year: no more letters or digits, and not the start of a decimal number */
static gboolean
ends_year (Reader *reader)
{
  char next = peek (reader, 0);

  if (g_ascii_isalnum (next) || next == '_')
    return FALSE;

  return !(next == '.' && g_ascii_isdigit (peek (reader, 1)));
}

/* 2024年5月17日, with spaces where people put them; 2024년 5월 17일 */
static gboolean
read_cjk (Reader *reader)
{
  static const char *const units[][3] = { { "年", "月", "日" }, { "年", "月", "号" }, { "년", "월", "일" } };
  guint unit;

  if (!read_year (reader))
    return FALSE;
  skip_spaces (reader);
  for (unit = 0; unit < G_N_ELEMENTS (units); unit++)
    if (skip_literal (reader, units[unit][0]))
      break;
  if (unit == G_N_ELEMENTS (units))
    return FALSE;
  reader->scan.parts[0].spaced = !g_ascii_isdigit (reader->at[-(int) strlen (units[unit][0]) - 1]);
  reader->scan.parts[0].suffix = units[unit][0];
  reader->scan.parts[0].language = DATE_LANGUAGE_CHINESE;
  reader->scan.parts[0].end = reader->at - reader->text;

  for (guint i = 1; i < 3; i++)
    {
      const char *start = reader->at;
      DateScan before = reader->scan;
      DatePart *part;

      skip_spaces (reader);
      if (i == 1 && read_season_name (reader))
        break;
      if (!read_numeric_part (reader, i == 1 ? DATE_PART_MONTH : DATE_PART_DAY)
          || (skip_spaces (reader),
              !skip_literal (reader, units[unit][i]) && !(i == 2 && skip_literal (reader, "号"))))
        {
          reader->scan = before;
          reader->at = start;
          break;
        }
      part = &reader->scan.parts[reader->scan.n_parts - 1];
      part->spaced = reader->scan.parts[0].spaced;
      part->suffix = i == 1 ? units[unit][1] : units[unit][2];
      part->language = DATE_LANGUAGE_CHINESE;
      part->end = reader->at - reader->text;
    }

  return TRUE;
}

/* 2024-05-17, 2024/5, 2024.05, 2024 */
static gboolean
read_year_first (Reader *reader)
{
  char separator;

  if (!read_year (reader))
    return FALSE;
  separator = peek (reader, 0);
  if (strchr ("-/.", separator) != NULL && separator != '\0' && g_ascii_isdigit (peek (reader, 1)))
    {
      const char *before_month = reader->at;
      DateScan year_only = reader->scan;

      reader->at++;
      if (read_numeric_part (reader, DATE_PART_MONTH) && !g_ascii_isalpha (peek (reader, 0)))
        {
          const char *before_day = reader->at;
          DateScan month_only = reader->scan;

          if (peek (reader, 0) == separator && g_ascii_isdigit (peek (reader, 1)))
            {
              reader->at++;
              if (read_numeric_part (reader, DATE_PART_DAY)
                  && is_valid_day (reader->scan.date.year, reader->scan.date.month, reader->scan.date.day))
                return TRUE;
              reader->at = before_day;
              reader->scan = month_only;
            }
          return TRUE;
        }
      reader->at = before_month;
      reader->scan = year_only;
    }

  return ends_year (reader);
}

/* 2024 May 17, 2024-May, 2024 Fall, 2024, May */
static gboolean
read_year_then_name (Reader *reader)
{
  const char *after_month;
  DateScan month_only;

  if (!read_year (reader))
    return FALSE;
  if (!skip_literal (reader, "-") && !skip_literal (reader, "/") && !skip_literal (reader, "."))
    skip_spaces (reader);
  if (reader->at == reader->text + reader->scan.parts[0].end)
    return FALSE;
  if (read_season_name (reader))
    return TRUE;
  if (!read_month_name (reader))
    return FALSE;

  after_month = reader->at;
  month_only = reader->scan;
  skip_literal (reader, ".");
  if (!skip_literal (reader, "-"))
    skip_spaces (reader);
  if (reader->at > after_month && read_ordinal_day (reader)
      && is_valid_day (reader->scan.date.year, reader->scan.date.month, reader->scan.date.day)
      && !g_ascii_isdigit (peek (reader, 1)))
    return TRUE;
  reader->at = after_month;
  reader->scan = month_only;

  return TRUE;
}

/* 05/2024, 05.2024, 05-2024 */
static gboolean
read_month_year (Reader *reader)
{
  char separator;

  if (!read_numeric_part (reader, DATE_PART_MONTH))
    return FALSE;
  separator = peek (reader, 0);
  if (strchr ("/.-", separator) == NULL || separator == '\0')
    return FALSE;
  reader->at++;
  if (!read_year (reader))
    return FALSE;
  /* 10.2024/x is the start of a DOI */
  if (separator == '.' && peek (reader, 0) == '/' && peek (reader, 1) != '\0')
    return FALSE;

  return ends_year (reader);
}

/* 17.05.2024 and 17-05-2024 as they are read in Europe, 05/17/2024 as in America unless the
 * first number can only be a day */
static gboolean
read_numbers_year (Reader *reader,
                   gboolean day_first)
{
  char separator;

  if (!read_numeric_part (reader, day_first ? DATE_PART_DAY : DATE_PART_MONTH))
    return FALSE;
  separator = peek (reader, 0);
  if (!(separator == '/' || (day_first && (separator == '.' || separator == '-'))))
    return FALSE;
  reader->at++;
  if (!read_numeric_part (reader, day_first ? DATE_PART_MONTH : DATE_PART_DAY)
      || peek (reader, 0) != separator)
    return FALSE;
  reader->at++;

  return read_year (reader)
         && is_valid_day (reader->scan.date.year, reader->scan.date.month, reader->scan.date.day)
         && ends_year (reader);
}

/* May 17, 2024; Sept. 2024; mayo de 2024; May '24 */
static gboolean
read_name_first (Reader *reader)
{
  const char *after_month;
  DateScan month_only;

  if (!read_month_name (reader))
    return FALSE;
  skip_literal (reader, ".");
  after_month = reader->at;
  month_only = reader->scan;

  skip_spaces (reader);
  if (reader->at > after_month && read_ordinal_day (reader))
    {
      skip_filler (reader);
      if (read_any_year (reader) && ends_year (reader)
          && is_valid_day (reader->scan.date.year, reader->scan.date.month, reader->scan.date.day))
        return TRUE;
    }

  reader->at = after_month;
  reader->scan = month_only;
  if (!skip_literal (reader, "-") && !skip_literal (reader, "/"))
    skip_filler (reader);

  return read_any_year (reader) && ends_year (reader);
}

/* 17 May 2024; 17th of May, 2024; 17. Mai 2024; 17 de mayo de 2024 */
static gboolean
read_day_then_name (Reader *reader)
{
  if (!read_ordinal_day (reader))
    return FALSE;
  if (!skip_literal (reader, "-"))
    skip_filler (reader);
  if (!read_month_name (reader))
    return FALSE;
  skip_literal (reader, ".");
  if (!skip_literal (reader, "-"))
    skip_filler (reader);

  return read_any_year (reader) && ends_year (reader)
         && is_valid_day (reader->scan.date.year, reader->scan.date.month, reader->scan.date.day);
}

/* Fall 2023 */
static gboolean
read_season_first (Reader *reader)
{
  if (!read_season_name (reader))
    return FALSE;
  skip_filler (reader);

  return read_any_year (reader) && ends_year (reader);
}

static gboolean
read_present (Reader *reader)
{
  DatePart part = { 0 };
  const char *start = reader->at;
  gsize length = _atrium_date_match_present (reader->at, reader->end, &part);

  if (length == 0)
    return FALSE;
  reader->at += length;
  reader->scan.date.present = TRUE;
  part.start = start - reader->text;
  part.end = reader->at - reader->text;
  part.suffix = "";
  reader->scan.parts[reader->scan.n_parts++] = part;

  return TRUE;
}

static gboolean
read_day_month_year (Reader *reader)
{
  return read_numbers_year (reader, TRUE);
}

static gboolean
read_month_day_year (Reader *reader)
{
  return read_numbers_year (reader, FALSE);
}

typedef gboolean (*ReadFunc) (Reader *reader);

/* every way to spell a date, by how it begins; of readings of one length the first counts */
static const ReadFunc digit_readings[] = {
  read_year_first, read_cjk, read_year_then_name, read_month_year, read_month_day_year, read_day_month_year,
  read_day_then_name, NULL,
};
static const ReadFunc word_readings[] = { read_name_first, read_season_first, read_present, NULL };
static const ReadFunc mark_readings[] = { read_short_year, NULL };

/* text is scanned at every word of a page, so what cannot begin a date is sorted out first */
static const ReadFunc *
readings_for (const char *at,
              const char *end)
{
  static const ReadFunc none[] = { NULL };

  if (at >= end)
    return none;
  if (g_ascii_isdigit (*at))
    return digit_readings;
  if (*at == '\'' || (guchar) *at == 0xe2)
    return mark_readings;

  return g_ascii_isalpha (*at) || (guchar) *at >= 0xc3 ? word_readings : none;
}

static gboolean
scan_at (const char *text,
         const char *at,
         const char *end,
         DateScan   *scan)
{
  gsize best = 0;

  for (const ReadFunc *reading = readings_for (at, end); *reading != NULL; reading++)
    {
      Reader reader = { .text = text, .at = at, .end = end };

      if ((*reading) (&reader) && (gsize) (reader.at - text) > best)
        {
          best = reader.at - text;
          *scan = reader.scan;
          scan->used = best;
        }
    }

  return best > 0;
}

gboolean
_atrium_date_scan_parts (const char *text,
                         gsize       length,
                         DateScan   *scan)
{
  const char *end = text + length;
  gsize prefix;

  if (scan_at (text, text, end, scan))
    return TRUE;

  /* "since 2021": the word belongs to the spelling */
  if (length == 0 || g_ascii_isdigit (*text))
    return FALSE;
  prefix = _atrium_date_match_prefix (text, end);
  if (prefix == 0)
    return FALSE;
  {
    Reader reader = { .text = text, .at = text + prefix, .end = end };

    skip_spaces (&reader);
    return scan_at (text, reader.at, end, scan) && !scan->date.present;
  }
}

/**
 * atrium_date_scan:
 * @text: text that may begin with a date
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @date: (out): the date
 * @used: (out): bytes of its spelling
 *
 * Reads the longest spelling of a date at the start of a text. What stands before the text is
 * not known here: the caller begins at the start of a word.
 *
 * Returns: whether there is one
 */
gboolean
atrium_date_scan (const char *text,
                  gssize      length,
                  AtriumDate *date,
                  gsize      *used)
{
  DateScan scan;

  g_return_val_if_fail (text != NULL && date != NULL && used != NULL, FALSE);

  if (!_atrium_date_scan_parts (text, length < 0 ? strlen (text) : (gsize) length, &scan))
    return FALSE;
  *date = scan.date;
  *used = scan.used;

  return TRUE;
}

/* what parts the two dates of a range, with the spaces around; 0 where it is none */
static gsize
match_separator (const char *text,
                 gsize       at,
                 gsize       length)
{
  static const char *const dashes[] = {
    "---", "--", "->", "-", "–", "—", "‒", "‐", "‑", "−", "―", "~", "～", "〜", "∼", "→",
  };
  Reader reader = { .text = text, .at = text + at, .end = text + length };
  const char *before;
  gsize word;

  skip_spaces (&reader);
  before = reader.at;
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (skip_literal (&reader, dashes[i]))
      break;
  if (reader.at == before)
    {
      word = _atrium_date_match_until (reader.at, reader.end);
      if (word == 0)
        return 0;
      reader.at += word;
    }
  skip_spaces (&reader);

  return reader.at - (text + at);
}

/* the year that two digits stand for behind another one: the next one, or one that no month is
 * called: 2008-09, 2021-24; 0 else */
static int
short_year (int before,
            int digits)
{
  int year = before - before % 100 + digits;

  if (digits == (before + 1) % 100)
    return before + 1;

  return digits > 12 && year > before ? year : 0;
}

/* the second date of a range that leaves out what the first has: 2021-22, 2024.03-06 */
static gboolean
scan_short_end (const char       *text,
                gsize             length,
                const DateScan   *start,
                AtriumDate       *end,
                gsize            *used)
{
  Reader reader = { .text = text, .at = text, .end = text + length };
  guint digits;
  int number;

  if (!read_number (&reader, 2, 2, &number, &digits) || g_ascii_isalnum (peek (&reader, 0))
      || (strchr ("./-", peek (&reader, 0)) != NULL && g_ascii_isdigit (peek (&reader, 1))))
    return FALSE;

  *end = (AtriumDate) { 0 };
  if (start->date.month == 0 && short_year (start->date.year, number) != 0)
    {
      end->year = short_year (start->date.year, number);
    }
  else if (start->date.month > 0 && start->date.day == 0 && start->parts[0].type == DATE_PART_YEAR
           && start->n_parts == 2 && start->parts[1].digits > 0
           && number > start->date.month && number <= 12)
    {
      end->year = start->date.year;
      end->month = number;
    }
  else
    {
      return FALSE;
    }
  *used = reader.at - text;

  return TRUE;
}

/* the first date of a range whose year stands with the second: "Sep – Dec 2021",
 * "May 1–5, 2024", "1.–5. Mai 2024" */
static gboolean
scan_short_start (const char *text,
                  gsize       length,
                  AtriumDate *start,
                  AtriumDate *end,
                  gsize      *start_used,
                  gsize      *end_offset,
                  gsize      *used)
{
  Reader reader = { .text = text, .at = text, .end = text + length };
  gboolean named = read_month_name (&reader);
  gsize separator;
  DateScan second;

  if (named)
    {
      const char *after_month = (skip_literal (&reader, "."), reader.at);
      DateScan month_only = reader.scan;

      skip_spaces (&reader);
      if (reader.at == after_month || !read_ordinal_day (&reader))
        {
          reader.at = after_month;
          reader.scan = month_only;
        }
    }
  else if (!read_ordinal_day (&reader))
    {
      return FALSE;
    }

  *start_used = reader.at - text;
  separator = match_separator (text, *start_used, length);
  if (separator == 0)
    return FALSE;
  *end_offset = *start_used + separator;
  *start = reader.scan.date;

  /* the month of "May 1–5, 2024" stands with the first */
  if (named && start->day > 0)
    {
      Reader rest = { .text = text, .at = text + *end_offset, .end = text + length };

      if (read_ordinal_day (&rest) && (skip_filler (&rest), read_any_year (&rest)) && ends_year (&rest))
        {
          *end = rest.scan.date;
          end->month = start->month;
          start->year = end->year;
          *used = rest.at - text;
          return is_valid_day (end->year, end->month, end->day);
        }
    }

  if (!_atrium_date_scan_parts (text + *end_offset, length - *end_offset, &second) || second.date.month == 0
      || second.date.present || (!named && second.date.day == 0))
    return FALSE;
  *end = second.date;
  start->year = end->year;
  if (start->month == 0)
    start->month = end->month;
  *used = *end_offset + second.used;

  return atrium_date_compare (start, end) <= 0;
}

/**
 * atrium_date_scan_range:
 * @text: text that may begin with a date or period
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @start: (out): the first date
 * @end: (out): the second date; its year is 0 and it is not `present` where there is only one
 * @start_used: (out): bytes of the first spelling
 * @end_offset: (out): where the second spelling begins; @used where there is only one
 * @used: (out): bytes of the whole
 *
 * Reads a period, or else a single date, at the start of a text.
 *
 * Returns: whether there is one
 */
gboolean
atrium_date_scan_range (const char *text,
                        gssize      length,
                        AtriumDate *start,
                        AtriumDate *end,
                        gsize      *start_used,
                        gsize      *end_offset,
                        gsize      *used)
{
  gsize total;
  gsize separator;
  gsize short_used;
  DateScan first;
  DateScan second;
  Reader reader;

  g_return_val_if_fail (text != NULL && start != NULL && end != NULL, FALSE);
  g_return_val_if_fail (start_used != NULL && end_offset != NULL && used != NULL, FALSE);

  total = length < 0 ? strlen (text) : (gsize) length;
  if (!_atrium_date_scan_parts (text, total, &first))
    return scan_short_start (text, total, start, end, start_used, end_offset, used);

  *start = first.date;
  *end = (AtriumDate) { 0 };
  *start_used = *end_offset = *used = first.used;
  if (first.date.present)
    return TRUE;

  /* 2021.09至今 */
  reader = (Reader) { .text = text, .at = text + first.used, .end = text + total };
  skip_spaces (&reader);
  if (peek (&reader, 0) == "至"[0] && read_present (&reader))
    {
      *end = reader.scan.date;
      *end_offset = reader.scan.parts[0].start;
      *used = reader.at - text;
      return TRUE;
    }

  separator = match_separator (text, first.used, total);
  if (separator == 0)
    return TRUE;
  separator += first.used;
  if (_atrium_date_scan_parts (text + separator, total - separator, &second)
      && (second.date.present || atrium_date_compare (&first.date, &second.date) <= 0
          || first.date.year == second.date.year))
    {
      *end = second.date;
      *end_offset = separator;
      *used = separator + second.used;
    }
  else if (scan_short_end (text + separator, total - separator, &first, end, &short_used))
    {
      *end_offset = separator;
      *used = separator + short_used;
    }

  return TRUE;
}
