#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtriumDate:
 * @year: 1 to 9999, or 0 where there is no date
 * @month: 1 to 12, or 0 where only the year is known
 * @day: 1 to 31, or 0 where only the month is known
 * @present: the open end of a range ("now", "Present", "至今"); then the rest is 0
 *
 * A partial date (ISO 8601-1 reduced precision).
 */
typedef struct
{
  int      year;
  int      month;
  int      day;
  gboolean present;
} AtriumDate;

gboolean atrium_date_from_iso    (const char       *text,
                                  AtriumDate       *date);
char    *atrium_date_to_iso      (const AtriumDate *date);
/* the longest spelling of a date at the start of @text; FALSE where there is none.
 * English, Chinese, German, French, Spanish, Japanese month names; 05/2024, 2024.05,
 * May 17, 2024, 2024年5月, Fall 2023, '24, now, present, 至今 */
gboolean atrium_date_scan        (const char       *text,
                                  gssize            length,
                                  AtriumDate       *date,
                                  gsize            *used);
/* a range "2021.09 - 2022.06", "Sep 2021–present", "2021.09至今"; one date gives @end.year 0 */
gboolean atrium_date_scan_range  (const char       *text,
                                  gssize            length,
                                  AtriumDate       *start,
                                  AtriumDate       *end,
                                  gsize            *start_used,   /* bytes of the first spelling */
                                  gsize            *end_offset,   /* where the second one begins */
                                  gsize            *used);
/* spells @date as @sample is spelled ("05/2024" -> "07/2025"); with a sample that has
 * less precision than @date the more precise parts are left out, unless @keep_precision */
char    *atrium_date_format_like (const AtriumDate *date,
                                  const char       *sample,
                                  gboolean          keep_precision);
int      atrium_date_compare     (const AtriumDate *a,
                                  const AtriumDate *b);

G_END_DECLS
