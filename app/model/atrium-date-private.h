#pragma once

#include "atrium-date.h"

G_BEGIN_DECLS

/* The parts of a spelled date, so that another date can be spelled the same way. */

typedef enum
{
  DATE_PART_YEAR,
  DATE_PART_MONTH,
  DATE_PART_DAY,
  DATE_PART_SEASON,
  DATE_PART_PRESENT,
} DatePartType;

typedef enum
{
  DATE_LANGUAGE_NONE,      /* digits */
  DATE_LANGUAGE_ENGLISH,
  DATE_LANGUAGE_GERMAN,
  DATE_LANGUAGE_FRENCH,
  DATE_LANGUAGE_SPANISH,
  DATE_LANGUAGE_CHINESE,
  DATE_LANGUAGE_JAPANESE,
} DateLanguage;

typedef enum
{
  DATE_CASE_LOWER,
  DATE_CASE_TITLE,
  DATE_CASE_UPPER,
} DateCase;

typedef struct
{
  DatePartType type;
  gsize start;             /* bytes; with 年, 月, 日 or an ordinal's ending inside */
  gsize end;
  guint digits;            /* of a number: 1 where it has no leading zero */
  DateLanguage language;
  gboolean abbreviated;
  DateCase letter_case;
  gboolean spaced;         /* a space before the suffix */
  const char *suffix;      /* what ends the number: "年", "th"; "" */
} DatePart;

typedef struct
{
  AtriumDate date;
  DatePart parts[3];       /* in the order of the text */
  guint n_parts;
  gsize used;
} DateScan;

gboolean    _atrium_date_scan_parts  (const char   *text,
                                      gsize         length,
                                      DateScan     *scan);

/* a word at @at; gives its length in bytes, 0 where there is none */
gsize       _atrium_date_match_month  (const char   *at,
                                      const char   *end,
                                      int          *month,
                                      DatePart     *part);
gsize       _atrium_date_match_season (const char   *at,
                                      const char   *end,
                                      int          *month,
                                      DatePart     *part);
gsize       _atrium_date_match_present (const char  *at,
                                      const char   *end,
                                      DatePart     *part);
gsize       _atrium_date_match_prefix (const char   *at,
                                      const char   *end);
gsize       _atrium_date_match_until  (const char   *at,
                                      const char   *end);
const char *_atrium_date_month_name  (DateLanguage  language,
                                      int           month,
                                      gboolean      abbreviated);
const char *_atrium_date_season_name (DateLanguage  language,
                                      int           month,
                                      gboolean      abbreviated);     /* NULL where none begins with it */
const char *_atrium_date_present_name (DateLanguage language);

G_END_DECLS
