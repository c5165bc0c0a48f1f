#pragma once

#include "atrium-date.h"

G_BEGIN_DECLS

/* Looking at a range of flat text, without changing it. */

typedef struct
{
  gsize      start;          /* of the whole, with both dates */
  gsize      end;
  gsize      first_end;      /* where the first spelling ends */
  gsize      second;         /* where the second one starts; equals end where there is none */
  AtriumDate from;
  AtriumDate to;             /* year 0 and not present where there is one date only */
} AtriumScannedDate;

/* moves both ends over white space */
void     atrium_scan_trim        (const char        *text,
                                  gsize             *start,
                                  gsize             *end);
/* moves both ends over white space and any character of @punctuation */
void     atrium_scan_strip       (const char        *text,
                                  gsize             *start,
                                  gsize             *end,
                                  const char        *punctuation);
/* a date or range at the start, after brackets, bullets and emoji */
gboolean atrium_scan_leading_date (const char        *text,
                                  gsize              start,
                                  gsize              end,
                                  AtriumScannedDate *date);
/* the last date or range that stands on its own: in brackets or between separators */
gboolean atrium_scan_trailing_date (const char       *text,
                                  gsize              start,
                                  gsize              end,
                                  AtriumScannedDate *date);
/* any of both, ranges before single dates */
gboolean atrium_scan_any_date    (const char        *text,
                                  gsize              start,
                                  gsize              end,
                                  AtriumScannedDate *date);
/* the year of a text that is no more than a year, or 0 */
int      atrium_scan_year        (const char        *text);
gboolean atrium_scan_is_years (const char *text,
                               gboolean    ranges);
/* TRUE where one of the words (lower case, NULL-terminated) stands in the range; a word
 * that ends in - is a stem */
gboolean atrium_scan_has_word    (const char        *text,
                                  gsize              start,
                                  gsize              end,
                                  const char *const *words);
guint    atrium_scan_count_words (const char        *text,
                                  gsize              start,
                                  gsize              end);
gboolean atrium_scan_is_wide     (const char        *text,
                                  gsize              start,
                                  gsize              end);
char    *atrium_scan_dup         (const char        *text,
                                  gsize              start,
                                  gsize              end);

G_END_DECLS
