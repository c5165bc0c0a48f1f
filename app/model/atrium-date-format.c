#include "atrium-date.h"

#include <string.h>

#include "atrium-date-private.h"

/* spells a date as another one is spelled */

static void
append_cased (GString    *out,
              const char *word,
              DateCase    letter_case)
{
  g_autofree char *upper = g_utf8_strup (word, -1);

  if (letter_case == DATE_CASE_UPPER)
    {
      g_string_append (out, upper);
    }
  else if (letter_case == DATE_CASE_TITLE)
    {
      g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (word)));
      g_string_append (out, g_utf8_next_char (word));
    }
  else
    {
      g_string_append (out, word);
    }
}

static const char *
ordinal_ending (const char *sample,
                int         day)
{
  if (g_str_equal (sample, ".") || g_str_equal (sample, ""))
    return sample;
  if (g_str_equal (sample, "er"))
    return day == 1 ? "er" : "";
  if (!g_ascii_isalpha (*sample))
    return sample;
  if (day % 100 >= 11 && day % 100 <= 13)
    return "th";

  switch (day % 10)
    {
    case 1: return "st";
    case 2: return "nd";
    case 3: return "rd";
    default: return "th";
    }
}

/* a number with what ends it, as in "05 月" */
static void
append_number (GString        *out,
               const DatePart *part,
               int             number,
               gboolean        padded,
               const char     *suffix)
{
  g_string_append_printf (out, padded ? "%02d" : "%d", number);
  if (part->spaced)
    g_string_append_c (out, ' ');
  g_string_append (out, suffix);
}

static void
append_month (GString          *out,
              const DatePart   *part,
              int               month)
{
  const char *name = NULL;

  if (part->type == DATE_PART_SEASON)
    {
      name = _atrium_date_season_name (part->language, month, part->abbreviated);
      /* a month in which no season begins has its own name */
      if (name == NULL)
        name = _atrium_date_month_name (part->language, month, FALSE);
      if (name == NULL)
        g_string_append_printf (out, "%d月", month);
    }
  else if (part->digits == 0)
    {
      name = _atrium_date_month_name (part->language, month, part->abbreviated);
    }
  else
    {
      append_number (out, part, month, part->digits > 1, part->suffix);
    }

  if (name != NULL)
    append_cased (out, name, part->letter_case);
}

static void
append_part (GString          *out,
             const DatePart   *part,
             const AtriumDate *date)
{
  switch (part->type)
    {
    case DATE_PART_YEAR:
      if (part->digits == 2)
        g_string_append_printf (out, "%02d", date->year % 100);
      else
        append_number (out, part, date->year, FALSE, part->suffix);
      break;
    case DATE_PART_DAY:
      append_number (out, part, date->day, part->digits > 1 && !g_ascii_isalpha (*part->suffix),
                     ordinal_ending (part->suffix, date->day));
      break;
    case DATE_PART_MONTH:
    case DATE_PART_SEASON:
      append_month (out, part, date->month);
      break;
    case DATE_PART_PRESENT:
    default:
      break;
    }
}

/* A spelling taken apart: gaps[i] stands before parts[i], gaps[n_parts] at the end. */
typedef struct
{
  const char *sample;
  AtriumDate date;      /* of the sample */
  DatePart parts[4];
  char *gaps[5];
  guint n_parts;
} Pattern;

static void
pattern_clear (Pattern *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->gaps); i++)
    g_clear_pointer (&self->gaps[i], g_free);
  self->n_parts = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pattern, pattern_clear)

/* Two digits that do not begin with 0 do not say whether a small number would: it is padded
 * where another part is, or among nothing but digits. */
static void
resolve_padding (DatePart   *parts,
                 guint       n_parts,
                 const char *sample)
{
  gboolean padded = FALSE;
  gboolean plain = FALSE;

  for (guint i = 0; i < n_parts; i++)
    {
      if (parts[i].type == DATE_PART_YEAR)
        continue;
      padded |= parts[i].digits == 2 && sample[parts[i].start] == '0';
      plain |= parts[i].digits == 1 || parts[i].language != DATE_LANGUAGE_NONE || *parts[i].suffix != '\0';
    }
  for (guint i = 0; i < n_parts; i++)
    if (parts[i].type != DATE_PART_YEAR && parts[i].digits == 2 && sample[parts[i].start] != '0' && plain && !padded)
      parts[i].digits = 1;
}

static void
pattern_init (Pattern        *self,
              const char     *sample,
              const DateScan *scan)
{
  gsize at = 0;

  *self = (Pattern) { .sample = sample, .date = scan->date, .n_parts = scan->n_parts };
  for (guint i = 0; i < scan->n_parts; i++)
    {
      self->parts[i] = scan->parts[i];
      self->gaps[i] = g_strndup (sample + at, scan->parts[i].start - at);
      at = scan->parts[i].end;
    }
  self->gaps[scan->n_parts] = g_strdup (sample + at);
  resolve_padding (self->parts, self->n_parts, sample);
}

static int
pattern_find (const Pattern *self,
              DatePartType   type)
{
  for (guint i = 0; i < self->n_parts; i++)
    if (self->parts[i].type == type)
      return i;

  return -1;
}

/* takes a part out with what joins it to the others: "May 17, 2024" becomes "May 2024" */
static void
pattern_drop (Pattern      *self,
              DatePartType  type)
{
  int index = pattern_find (self, type);
  guint gap;

  if (index < 0 || self->n_parts < 2)
    return;

  gap = (guint) index == self->n_parts - 1 ? (guint) index : (guint) index + 1;
  g_free (self->gaps[gap]);
  memmove (&self->gaps[gap], &self->gaps[gap + 1], (self->n_parts - gap) * sizeof (char *));
  self->gaps[self->n_parts] = NULL;
  memmove (&self->parts[index], &self->parts[index + 1], (self->n_parts - 1 - index) * sizeof (DatePart));
  self->n_parts--;
}

/* puts a part at @index; @before and @after are the gaps around it, %NULL keeps the one that
 * is there on that side */
static void
pattern_add (Pattern    *self,
             guint       index,
             DatePart    part,
             const char *before,
             const char *after)
{
  char *old = self->gaps[index];

  memmove (&self->gaps[index + 2], &self->gaps[index + 1], (self->n_parts - index) * sizeof (char *));
  memmove (&self->parts[index + 1], &self->parts[index], (self->n_parts - index) * sizeof (DatePart));
  self->gaps[index] = before != NULL ? g_strdup (before) : g_strdup (old);
  self->gaps[index + 1] = after != NULL ? g_strdup (after) : g_strdup (old);
  self->parts[index] = part;
  self->n_parts++;
  g_free (old);
}

/* adds the day to a month with a name, as the language does */
static void
pattern_add_named_day (Pattern *self,
                       guint    month)
{
  DateLanguage language = self->parts[month].language;
  DatePart day = { .type = DATE_PART_DAY, .digits = 1, .suffix = "" };
  int year = pattern_find (self, DATE_PART_YEAR);

  if (year >= 0 && (guint) year < month)
    {
      pattern_add (self, month + 1, day, " ", NULL);
    }
  else if (language == DATE_LANGUAGE_ENGLISH)
    {
      pattern_add (self, month + 1, day, g_str_has_prefix (self->gaps[month + 1], ".") ? ". " : " ", ", ");
    }
  else
    {
      gboolean with_de = language == DATE_LANGUAGE_SPANISH && strstr (self->gaps[month + 1], "de") != NULL;

      day.suffix = language == DATE_LANGUAGE_GERMAN ? "." : "";
      pattern_add (self, month, day, NULL, with_de ? " de " : " ");
    }
}

/* gives the pattern the parts that the date has and the sample does not; FALSE where its style
 * has no place for them */
static gboolean
pattern_refine (Pattern          *self,
                const AtriumDate *date)
{
  int year = pattern_find (self, DATE_PART_YEAR);
  int month = pattern_find (self, DATE_PART_MONTH);
  DatePart part = { .digits = 1, .suffix = "" };

  if (date->month > 0 && month < 0 && pattern_find (self, DATE_PART_SEASON) < 0)
    {
      if (year < 0 || !g_str_equal (self->parts[year].suffix, "年"))
        return FALSE;
      part.type = DATE_PART_MONTH;
      part.suffix = "月";
      part.spaced = self->parts[year].spaced;
      pattern_add (self, year + 1, part, "", NULL);
      month = year + 1;
    }
  if (date->day == 0 || month < 0 || pattern_find (self, DATE_PART_DAY) >= 0)
    return TRUE;

  if (self->parts[month].digits == 0)
    {
      pattern_add_named_day (self, month);
      return TRUE;
    }
  if (year > month)
    return FALSE;
  part.type = DATE_PART_DAY;
  part.digits = self->parts[month].digits;
  part.spaced = self->parts[month].spaced;
  part.suffix = g_str_equal (self->parts[month].suffix, "月") ? "日" : "";
  {
    g_autofree char *gap = g_strdup (self->gaps[month]);

    pattern_add (self, month + 1, part, gap, NULL);
  }

  return TRUE;
}

/* "Sept." has a dot, but "May" has nothing left out */
static void
pattern_fix_dot (Pattern          *self,
                 const AtriumDate *date)
{
  int month = pattern_find (self, DATE_PART_MONTH);
  DatePart *part;

  if (month < 0 || self->parts[month].digits > 0)
    return;
  part = &self->parts[month];
  if (g_strcmp0 (_atrium_date_month_name (part->language, date->month, TRUE),
                 _atrium_date_month_name (part->language, date->month, FALSE)) == 0
      && part->abbreviated && self->gaps[month + 1][0] == '.')
    memmove (self->gaps[month + 1], self->gaps[month + 1] + 1, strlen (self->gaps[month + 1]));
}

/* whether the part says the same in the sample, so that it stays to the letter ("Sept", "Autumn") */
static gboolean
part_stays (const Pattern    *self,
            const DatePart   *part,
            const AtriumDate *date)
{
  if (part->start == part->end)
    return FALSE;

  switch (part->type)
    {
    case DATE_PART_YEAR:
      return date->year == self->date.year;
    case DATE_PART_DAY:
      return date->day == self->date.day;
    default:
      return date->month == self->date.month;
    }
}

static char *
pattern_apply (const Pattern    *self,
               const AtriumDate *date)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->n_parts; i++)
    {
      const DatePart *part = &self->parts[i];

      g_string_append (out, self->gaps[i]);
      if (part_stays (self, part, date))
        g_string_append_len (out, self->sample + part->start, part->end - part->start);
      else
        append_part (out, part, date);
    }
  g_string_append (out, self->gaps[self->n_parts]);

  return g_string_free_and_steal (out);
}

static gboolean
begins_word (const char *sample,
             const char *at)
{
  gunichar before;

  if (at == sample)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (at));

  return !(g_unichar_isalnum (before) && before < 0x2000);
}

/* the first date in a sample, with offsets from its start */
static gboolean
scan_sample (const char *sample,
             DateScan   *scan)
{
  for (const char *at = sample; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!begins_word (sample, at) || !_atrium_date_scan_parts (at, strlen (at), scan))
        continue;
      for (guint i = 0; i < scan->n_parts; i++)
        {
          scan->parts[i].start += at - sample;
          scan->parts[i].end += at - sample;
        }
      return TRUE;
    }

  return FALSE;
}

/* a month without its year, as it begins "Sep – Dec 2021": it gets the year */
static char *
format_like_month (const AtriumDate *date,
                   const char       *sample)
{
  DatePart part = { .suffix = "" };
  GString *out;
  int month;
  gsize length = _atrium_date_match_month (sample, sample + strlen (sample), &month, &part);

  if (length == 0 || date->month == 0)
    return atrium_date_to_iso (date);

  out = g_string_new (NULL);
  append_month (out, &part, date->month);
  if (sample[length] == '.' && part.abbreviated)
    g_string_append_c (out, '.');
  g_string_append_printf (out, " %04d", date->year);

  return g_string_free_and_steal (out);
}

static char *
format_present (const DateScan *scan)
{
  DateLanguage language = DATE_LANGUAGE_ENGLISH;
  DateCase letter_case = DATE_CASE_TITLE;
  GString *out;

  for (guint i = 0; i < scan->n_parts; i++)
    {
      if (scan->parts[i].language == DATE_LANGUAGE_NONE)
        continue;
      language = scan->parts[i].language;
      letter_case = language == DATE_LANGUAGE_ENGLISH ? MAX (scan->parts[i].letter_case, DATE_CASE_TITLE)
                                                      : DATE_CASE_LOWER;
      break;
    }
  out = g_string_new (NULL);
  append_cased (out, _atrium_date_present_name (language), letter_case);

  return g_string_free_and_steal (out);
}

/* where "至今" was, "to this day" in one word, the date needs its own "to" */
static char *
format_like_present (const AtriumDate *date,
                     const char       *sample)
{
  GString *out;

  if (!g_str_has_prefix (sample, "至"))
    return atrium_date_to_iso (date);

  out = g_string_new ("至");
  g_string_append_printf (out, "%d年", date->year);
  if (date->month > 0)
    g_string_append_printf (out, "%d月", date->month);
  if (date->day > 0)
    g_string_append_printf (out, "%d日", date->day);

  return g_string_free_and_steal (out);
}

/**
 * atrium_date_format_like:
 * @date: a date
 * @sample: text with a date in it, such as its old spelling or that of a neighbour
 * @keep_precision: whether a day or month that the sample does not have is written
 *
 * Spells a date as another one is spelled: order, separators, digits, language and letter case
 * of the month, and what stands around it. Parts that the date does not have are left out.
 * Where the sample has no date or its style has no place for a part that is to be kept, the
 * date is spelled in ISO 8601. A sample that is "至今" says "to" in the same word; so does then
 * the spelling of a date.
 *
 * Returns: (transfer full): the spelling, "" for no date
 */
char *
atrium_date_format_like (const AtriumDate *date,
                         const char       *sample,
                         gboolean          keep_precision)
{
  g_auto(Pattern) pattern = { 0 };
  DateScan scan;

  g_return_val_if_fail (date != NULL, NULL);
  g_return_val_if_fail (sample != NULL, NULL);

  if (!date->present && date->year == 0)
    return g_strdup ("");
  if (!scan_sample (sample, &scan))
    {
      scan = (DateScan) { 0 };
      return date->present ? format_present (&scan) : format_like_month (date, sample);
    }
  if (date->present)
    return scan.date.present ? g_strdup (sample) : format_present (&scan);
  if (scan.date.present)
    return format_like_present (date, sample);

  pattern_init (&pattern, sample, &scan);
  if (date->day == 0)
    pattern_drop (&pattern, DATE_PART_DAY);
  if (date->month == 0)
    {
      pattern_drop (&pattern, DATE_PART_DAY);
      pattern_drop (&pattern, DATE_PART_MONTH);
      pattern_drop (&pattern, DATE_PART_SEASON);
    }
  else
    {
      pattern_fix_dot (&pattern, date);
    }
  if (keep_precision && !pattern_refine (&pattern, date))
    return atrium_date_to_iso (date);

  return pattern_apply (&pattern, date);
}
