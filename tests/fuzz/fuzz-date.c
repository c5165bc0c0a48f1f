/* Dates: what is read lies inside of the text, and what is spelled like it is the date again. */

#include "atrium-date.h"

#include "fuzz.h"

static void
check_spelling (const char       *sample,
                gsize             length,
                const AtriumDate *date)
{
  g_autofree char *spelled = g_strndup (sample, length);
  g_autofree char *same = atrium_date_format_like (date, spelled, FALSE);
  g_autofree char *precise = atrium_date_format_like (date, spelled, TRUE);
  AtriumDate back;
  gsize used;

  g_assert_cmpstr (same, ==, spelled);
  g_assert_cmpstr (precise, ==, spelled);
  g_assert_true (atrium_date_scan (same, -1, &back, &used));
  g_assert_cmpint (atrium_date_compare (date, &back), ==, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, MIN (size, 1024));
  gsize length = strlen (text);
  AtriumDate date = { .year = 2031, .month = 11, .day = 7 };
  AtriumDate start, end;
  gsize start_used, end_offset, used;
  g_autofree char *other = atrium_date_format_like (&date, text, TRUE);

  g_assert_true (g_utf8_validate (other, -1, NULL));
  if (atrium_date_scan (text, length, &start, &used))
    {
      g_autofree char *iso = atrium_date_to_iso (&start);

      g_assert_cmpuint (used, >, 0);
      g_assert_cmpuint (used, <=, length);
      g_assert_true (g_utf8_validate (text, used, NULL));
      g_assert_true (atrium_date_from_iso (iso, &end));
      g_assert_cmpint (atrium_date_compare (&start, &end), ==, 0);
      check_spelling (text, used, &start);
    }
  if (atrium_date_scan_range (text, length, &start, &end, &start_used, &end_offset, &used))
    {
      g_assert_cmpuint (start_used, >, 0);
      g_assert_cmpuint (start_used, <=, end_offset);
      g_assert_cmpuint (end_offset, <=, used);
      g_assert_cmpuint (used, <=, length);
      g_assert_true (g_utf8_validate (text, start_used, NULL));
      g_assert_true (g_utf8_validate (text, end_offset, NULL));
      g_assert_true (g_utf8_validate (text, used, NULL));
    }

  return 0;
}
