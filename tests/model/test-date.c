#include "atrium-date.h"

#include <string.h>

static void
test_iso (void)
{
  static const char *const good[] = { "2024", "0001", "2024-05", "2024-12-31", "2024-02-29", "present" };
  static const char *const bad[] = {
    "", "24", "2024-13", "2024-00", "2023-02-29", "2024-5", "2024-05-1", "2024-05-17T10:00", "0000", "2024 ", " 2024", "20a4", "2024/05", "Present",
  };
  AtriumDate date;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *back = NULL;

      g_assert_true (atrium_date_from_iso (good[i], &date));
      back = atrium_date_to_iso (&date);
      g_assert_cmpstr (back, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (atrium_date_from_iso (bad[i], &date))
      g_test_fail_printf ("“%s” is read as a date", bad[i]);
  g_assert_false (atrium_date_from_iso (NULL, &date));
}

static void
test_scan (void)
{
  /* with `|` where the spelling ends */
  static const struct { const char *text; const char *iso; } cases[] = {
    { "2024|", "2024" }, { "2024| papers", "2024" }, { "2024|, and more", "2024" }, { "2024| Maybe", "2024" }, { "2024| Marvelous", "2024" },
    { "2024| may be", "2024" }, { "2024|.", "2024" }, { "2024|)", "2024" }, { "2024|\xe5\xb1\x8a", "2024" },
    { "2024-05|", "2024-05" }, { "2024-05-17|", "2024-05-17" }, { "2024-05-17| 10:00", "2024-05-17" }, { "2024/5|", "2024-05" },
    { "2024/05/17|", "2024-05-17" }, { "2024.05|", "2024-05" }, { "2024.5|", "2024-05" }, { "2024.05.17|", "2024-05-17" },
    { "2024.05|.", "2024-05" }, { "2021.09| - 2022.06", "2021-09" }, { "2021|-2022", "2021" }, { "2021|-22", "2021" },
    { "05/2024|", "2024-05" }, { "5/2024|", "2024-05" }, { "05.2024|", "2024-05" }, { "05-2024|", "2024-05" }, { "01/2026|]: accepted", "2026-01" },
    { "05/17/2024|", "2024-05-17" }, { "17/05/2024|", "2024-05-17" }, { "17.05.2024|", "2024-05-17" }, { "3.4.2024|", "2024-04-03" },
    { "May 2024|", "2024-05" }, { "May, 2024|", "2024-05" }, { "MAY 2024|", "2024-05" }, { "Sept. 2024|", "2024-09" }, { "Sep 2024|", "2024-09" },
    { "jan 2024|", "2024-01" }, { "May 17, 2024|", "2024-05-17" }, { "May 17th, 2024|", "2024-05-17" }, { "May 1st 2024|", "2024-05-01" },
    { "17 May 2024|", "2024-05-17" }, { "17th of May, 2024|", "2024-05-17" }, { "May '24|", "2024-05" }, { "May ’24|", "2024-05" }, { "17-May-2024|", "2024-05-17" },
    { "May-2024|", "2024-05" }, { "2024 May|", "2024-05" }, { "2024 May 17|", "2024-05-17" }, { "2024-May|", "2024-05" }, { "2024 Fall|", "2024-09" },
    { "January\xc2\xa0" "2024|", "2024-01" },
    { "17. Mai 2024|", "2024-05-17" }, { "Mai 2024|", "2024-05" }, { "März 2024|", "2024-03" }, { "Okt. 2024|", "2024-10" }, { "1. Dezember 2024|", "2024-12-01" },
    { "17 mai 2024|", "2024-05-17" }, { "1er janvier 2024|", "2024-01-01" }, { "août 2024|", "2024-08" }, { "févr. 2024|", "2024-02" }, { "déc. 2023|", "2023-12" },
    { "mayo de 2024|", "2024-05" }, { "17 de mayo de 2024|", "2024-05-17" }, { "septiembre 2024|", "2024-09" }, { "ene 2024|", "2024-01" },
    { "2024年|", "2024" }, { "2024年5月|", "2024-05" }, { "2024年5月17日|", "2024-05-17" }, { "2024 年 5 月|", "2024-05" }, { "2024年05月| 发表", "2024-05" },
    { "2024年秋|", "2024-09" }, { "2024年春季|", "2024-03" }, { "2024년 5월|", "2024-05" },
    { "Fall 2023|", "2023-09" }, { "Spring, 2024|", "2024-03" }, { "Herbst 2023|", "2023-09" }, { "été 2024|", "2024-06" }, { "Winter 2023|", "2023-12" },
    { "'24|", "2024" }, { "’98|", "1998" },
    { "present|", "present" }, { "Present|", "present" }, { "now|", "present" }, { "Now|)", "present" }, { "至今|", "present" }, { "heute|", "present" },
    { "aujourd’hui|", "present" }, { "actualidad|", "present" }, { "現在|", "present" }, { "ongoing|", "present" },
    { "since 2021|", "2021" }, { "Since May 2021|", "2021-05" }, { "seit 2021|", "2021" }, { "depuis 2021|", "2021" }, { "自2021年|", "2021" },
  };
  static const char *const none[] = {
    "", "papers", "24", "1234", "20245", "2024a", "2005.14165", "2012.03456", "2406.15786", "2024th", "may be", "march on", "nowhere", "presented", "Maya 2024",
    "13/2024x", "10.2024/abc", "10.1109/x", "May", "May 5", "32/01/2024", "since", "from now", "current2", "'2", "20 papers", "5", "de", "Sunday", "2024_x", "12345-2024",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) parts = g_strsplit (cases[i].text, "|", 2);
      g_autofree char *text = g_strjoinv ("", parts);
      g_autofree char *iso = NULL;
      AtriumDate date = { 0 };
      gsize used = 0;

      if (!atrium_date_scan (text, -1, &date, &used))
        {
          g_test_fail_printf ("“%s” is no date", text);
          continue;
        }
      iso = atrium_date_to_iso (&date);
      if (strcmp (iso, cases[i].iso) != 0 || used != strlen (parts[0]))
        g_test_fail_printf ("“%s” is read as %s up to “%s”", text, iso, text + used);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      AtriumDate date;
      gsize used;

      if (atrium_date_scan (none[i], -1, &date, &used))
        g_test_fail_printf ("“%s” is read as %d-%d-%d%s", none[i], date.year, date.month, date.day, date.present ? " present" : "");
    }
}

static void
test_scan_length (void)
{
  AtriumDate date;
  gsize used;

  g_assert_true (atrium_date_scan ("2024-05-17", 7, &date, &used));
  g_assert_cmpint (date.month, ==, 5);
  g_assert_cmpint (date.day, ==, 0);
  g_assert_cmpuint (used, ==, 7);
  g_assert_false (atrium_date_scan ("2024", 3, &date, &used));
}

static void
test_range (void)
{
  /* `<` and `>` around what parts the two spellings, `|` where the whole ends */
  static const struct { const char *text, *start, *end; } cases[] = {
    { "2024<->26|", "2024", "2026" }, { "1998<–>99|", "1998", "1999" }, { "2021|-19", "2021", "" },
    { "2021.09< - >2022.06|", "2021-09", "2022-06" }, { "Sep 2021<–>present|", "2021-09", "present" }, { "2021.09<>至今|", "2021-09", "present" },
    { "2021<->2022|", "2021", "2022" }, { "2021<–>22|", "2021", "2022" }, { "05/2025< - >Present|", "2025-05", "present" },
    { "2021<~>2023|", "2021", "2023" }, { "2021<至>2023|", "2021", "2023" }, { "2021年9月<至>2022年6月|", "2021-09", "2022-06" },
    { "Mai 2021< bis >Juni 2022|", "2021-05", "2022-06" }, { "mai 2021< à >juin 2022|", "2021-05", "2022-06" }, { "2021< to >2022|", "2021", "2022" },
    { "since 2021|", "2021", "" }, { "2021| - papers", "2021", "" }, { "2024|", "2024", "" }, { "May 2024|, Paris", "2024-05", "" },
    { "Sep< – >Dec 2021|", "2021-09", "2021-12" }, { "May 1<–>5, 2024|", "2024-05-01", "2024-05-05" }, { "May 28< - >June 2, 2024|", "2024-05-28", "2024-06-02" },
    { "1.<–>5. Mai 2024|", "2024-05-01", "2024-05-05" }, { "2024.03<->06|", "2024-03", "2024-06" }, { "2020<—>now|", "2020", "present" },
    { "2018/09< – >2022/06|)", "2018-09", "2022-06" }, { "2018-09< -- >2022-06|", "2018-09", "2022-06" }, { "Aug. 2019< → >May 2020|", "2019-08", "2020-05" },
    { "2022|-2019", "2022", "" }, { "2021|–", "2021", "" }, { "present|", "present", "" }, { "2021-12|-x", "2021-12", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *text = g_string_new (NULL);
      gsize marks[3] = { 0, 0, 0 };
      AtriumDate start, end;
      gsize start_used, end_offset, used;
      g_autofree char *start_iso = NULL;
      g_autofree char *end_iso = NULL;

      for (const char *at = cases[i].text; *at != '\0'; at++)
        {
          if (*at == '<')
            marks[0] = text->len;
          else if (*at == '>')
            marks[1] = text->len;
          else if (*at == '|')
            marks[2] = text->len;
          else
            g_string_append_c (text, *at);
        }
      if (marks[1] == 0)
        marks[0] = marks[1] = marks[2];
      if (!atrium_date_scan_range (text->str, -1, &start, &end, &start_used, &end_offset, &used))
        {
          g_test_fail_printf ("“%s” is no period", text->str);
          g_string_free (text, TRUE);
          continue;
        }
      start_iso = atrium_date_to_iso (&start);
      end_iso = atrium_date_to_iso (&end);
      if (strcmp (start_iso, cases[i].start) != 0 || strcmp (end_iso, cases[i].end) != 0
          || start_used != marks[0] || end_offset != marks[1] || used != marks[2])
        g_test_fail_printf ("“%s” is read as %s (%d) to %s (%d), in all %d", text->str, start_iso, (int) start_used, end_iso,
                            (int) end_offset, (int) used);
      g_string_free (text, TRUE);
    }
}

static void
test_format (void)
{
  static const struct { const char *iso, *sample; gboolean keep; const char *expected; } cases[] = {
    { "2025-07", "05/2024", FALSE, "07/2025" }, { "2025-11", "5/2024", FALSE, "11/2025" }, { "2025-07", "5/2024", FALSE, "7/2025" },
    { "2025-07", "2024.05", FALSE, "2025.07" }, { "2025-07", "2024-5", FALSE, "2025-7" }, { "2025-07-03", "2024/05/17", FALSE, "2025/07/03" },
    { "2025-07-03", "May 17, 2024", FALSE, "July 3, 2025" }, { "2025-07-03", "May 17th, 2024", FALSE, "July 3rd, 2025" },
    { "2025-07-11", "May 1st, 2024", FALSE, "July 11th, 2025" }, { "2025-07", "May 17, 2024", FALSE, "July 2025" }, { "2025", "May 17, 2024", FALSE, "2025" },
    { "2025", "05/2024", FALSE, "2025" }, { "2025-07", "Sept. 2024", FALSE, "Jul. 2025" }, { "2025-05", "Sept. 2024", FALSE, "May 2025" },
    { "2025-07", "SEP 2024", FALSE, "JUL 2025" }, { "2025-07", "sep 2024", FALSE, "jul 2025" }, { "2025-07", "jan 2024", FALSE, "jul 2025" },
    { "2025-07-03", "17. Mai 2024", FALSE, "3. Juli 2025" }, { "2025-07", "17. Mai 2024", FALSE, "Juli 2025" }, { "2025-12", "Okt. 2024", FALSE, "Dez. 2025" },
    { "2025-07", "mai 2024", FALSE, "juillet 2025" }, { "2025-07", "17 de mayo de 2024", FALSE, "julio de 2025" }, { "2025-07-03", "17 de mayo de 2024", FALSE, "3 de julio de 2025" },
    { "2025-07", "2024年5月", FALSE, "2025年7月" }, { "2025", "2024年5月", FALSE, "2025年" }, { "2025-07", "2024 年 05 月", FALSE, "2025 年 07 月" },
    { "2025", "'24", FALSE, "'25" }, { "2025-07", "May '24", FALSE, "July '25" }, { "2024-03", "Fall 2023", FALSE, "Spring 2024" }, { "2024-04", "Fall 2023", FALSE, "April 2024" },
    { "2025-07", "2024", FALSE, "2025" }, { "2025-07", "2024", TRUE, "2025-07" }, { "2025-07-03", "2024年5月", TRUE, "2025年7月3日" }, { "2025-07", "2024年", TRUE, "2025年7月" },
    { "2025-07-03", "2024.05", TRUE, "2025.07.03" }, { "2025-07-03", "2024.05", FALSE, "2025.07" }, { "2025-07-03", "May 2024", TRUE, "July 3, 2025" },
    { "2025-07-03", "Mai 2024", TRUE, "3. Juli 2025" }, { "2025-07-03", "mai 2024", TRUE, "3 juillet 2025" }, { "2025-07-03", "mayo de 2024", TRUE, "3 de julio de 2025" },
    { "2025-07-03", "05/2024", TRUE, "2025-07-03" }, { "2025-07-03", "2024 May", TRUE, "2025 July 3" },
    { "present", "05/2024", FALSE, "Present" }, { "present", "2024年5月", FALSE, "至今" }, { "present", "now", FALSE, "now" }, { "2031-05", "至今", FALSE, "至2031年5月" },
    { "2031", "now", FALSE, "2031" }, { "present", "Mai 2024", FALSE, "heute" },
    { "2025-07", "Present", FALSE, "2025-07" }, { "2025-07", "", FALSE, "2025-07" }, { "2025-07", "nothing", FALSE, "2025-07" },
    { "2025-07", "since May 2024", FALSE, "since July 2025" }, { "2025", "since May 2024", FALSE, "since 2025" }, { "2025-07", "(05/2024)", FALSE, "(07/2025)" },
    { "2025-10", "Sep", FALSE, "Oct 2025" }, { "2025-07-03", "05/17/2024", FALSE, "07/03/2025" }, { "2025-07", "05/17/2024", FALSE, "07/2025" }, { "2025-07-03", "17.05.2024", FALSE, "03.07.2025" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = NULL;
      AtriumDate date;

      g_assert_true (atrium_date_from_iso (cases[i].iso, &date));
      out = atrium_date_format_like (&date, cases[i].sample, cases[i].keep);
      if (strcmp (out, cases[i].expected) != 0)
        g_test_fail_printf ("%s like “%s” is “%s”, not “%s”", cases[i].iso, cases[i].sample, out, cases[i].expected);
    }
}

/* what is spelled like a sample reads as the date again, and like itself is the sample */
static void
test_round_trip (void)
{
  static const char *const samples[] = {
    "2024", "2024-05", "2024-05-17", "2024/5", "2024.05", "05/2024", "5/2024", "05.2024", "May 2024", "Jan. 2024", "Mai 2023", "mars 2024", "enero de 2024", "May 17, 2024",
    "17 May 2024", "17. Mai 2024", "17 de mayo de 2024", "1er janvier 2024", "2024年5月", "2024年5月17日", "2024 年 05 月", "2024 May 17", "May '24", "'24", "17.05.2024",
    "since May 2024", "Fall 2023", "2024年秋", "May 3rd, 2024", "AUG 2024", "2024 Sep", "DEC. 2021",
  };

  for (guint round = 0; round < 5000; round++)
    {
      const char *sample = samples[g_test_rand_int_range (0, G_N_ELEMENTS (samples))];
      AtriumDate model, date, back;
      gsize used;
      g_autofree char *out = NULL;
      g_autofree char *same = NULL;

      g_assert_true (atrium_date_scan (sample, -1, &model, &used));
      g_assert_cmpuint (used, ==, strlen (sample));
      same = atrium_date_format_like (&model, sample, FALSE);
      g_assert_cmpstr (same, ==, sample);

      date = (AtriumDate) { .year = g_test_rand_int_range (1990, 2040) };
      if (model.month > 0)
        date.month = g_test_rand_int_range (1, 13);
      if (model.day > 0)
        date.day = g_test_rand_int_range (1, 29);
      out = atrium_date_format_like (&date, sample, FALSE);
      g_test_message ("%s", out);
      g_assert_true (atrium_date_scan (out, -1, &back, &used));
      g_assert_cmpuint (used, ==, strlen (out));
      g_assert_cmpint (atrium_date_compare (&date, &back), ==, 0);
    }
}

/* no text makes it read beyond the end or say that it used more than there is */
static void
test_any (void)
{
  static const char *const pieces[] = { "2024", "May", "5", "17", "-", "–", "/", ".", ",", " ", "年", "月", "日", "th", "至今", "since", "'", "de", "Fall", "à" };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *exact = NULL;
      AtriumDate start, end;
      gsize start_used, end_offset, used;

      for (guint i = g_test_rand_int_range (0, 9); i > 0; i--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      exact = g_memdup2 (text->str, MAX (text->len, 1));
      if (atrium_date_scan_range (exact, text->len, &start, &end, &start_used, &end_offset, &used))
        {
          g_assert_cmpuint (start_used, >, 0);
          g_assert_cmpuint (start_used, <=, end_offset);
          g_assert_cmpuint (end_offset, <=, used);
          g_assert_cmpuint (used, <=, text->len);
          g_assert_true (g_utf8_validate (exact, used, NULL));
        }
    }
}

static void
test_compare (void)
{
  static const char *const order[] = { "1999-12-31", "2024", "2024-05", "2024-05-01", "2024-05-17", "2024-06", "2025", "present" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < G_N_ELEMENTS (order); j++)
      {
        AtriumDate a, b;

        g_assert_true (atrium_date_from_iso (order[i], &a));
        g_assert_true (atrium_date_from_iso (order[j], &b));
        g_assert_cmpint (atrium_date_compare (&a, &b), ==, i < j ? -1 : i > j);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/date/iso", test_iso);
  g_test_add_func ("/model/date/scan", test_scan);
  g_test_add_func ("/model/date/scan-length", test_scan_length);
  g_test_add_func ("/model/date/range", test_range);
  g_test_add_func ("/model/date/format", test_format);
  g_test_add_func ("/model/date/round-trip", test_round_trip);
  g_test_add_func ("/model/date/any", test_any);
  g_test_add_func ("/model/date/compare", test_compare);

  return g_test_run ();
}
