#include "atrium-scholar-stats.h"

#include <string.h>

#include "atrium-error.h"

static const char json[] =
  "{\"citedby\": 412, \"publications\": {\"U:a\": {\"num_citations\": 57}, \"U:b\": {\"num_citations\": 0},"
  " \"U:c\": {\"bib\": {}}, \"U:d\": 3, \"U:e\": {\"num_citations\": -4}, \"U:f\": {\"num_citations\": \"8\"}}}";

static AtriumScholarStats *
parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  AtriumScholarStats *stats = atrium_scholar_stats_parse (bytes, &error);

  g_assert_no_error (error);
  return stats;
}

static void
test_lookup (void)
{
  g_autoptr(AtriumScholarStats) stats = parse (json);
  guint count = 1000;

  g_assert_true (atrium_scholar_stats_lookup (stats, "U:a", &count));
  g_assert_cmpuint (count, ==, 57);
  g_assert_true (atrium_scholar_stats_lookup (stats, "U:b", &count));
  g_assert_cmpuint (count, ==, 0);
  g_assert_true (atrium_scholar_stats_lookup (stats, "U:f", &count));
  g_assert_cmpuint (count, ==, 8);
  g_assert_false (atrium_scholar_stats_lookup (stats, "U:c", &count));
  g_assert_false (atrium_scholar_stats_lookup (stats, "U:d", &count));
  g_assert_false (atrium_scholar_stats_lookup (stats, "U:e", &count));
  g_assert_false (atrium_scholar_stats_lookup (stats, "", &count));
}

static void
test_refused (void)
{
  static const char *const cases[] = { "", "[]", "3", "{", "{'citedby': 3}", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (cases[i], strlen (cases[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (atrium_scholar_stats_parse (bytes, &error));
      g_assert_nonnull (error);
    }
}

#define P "show_paper_citations"

static void
test_fill (void)
{
  static const struct
  {
    const char *html;
    const char *filled;
  } cases[] = {
    { "<p>x</p>", "<p>x</p>" },
    { "<b><span class='" P "' data='U:a'></span></b>", "<b><span class='" P "' data='U:a'>| Citations: 57</span></b>" },
    { "<span data=\"U:b\" class=\"x " P "\"></span>!", "<span data=\"U:b\" class=\"x " P "\">| Citations: 0</span>!" },
    { "<span class=" P " data=U:f></span>", "<span class=" P " data=U:f>| Citations: 8</span>" },
    /* what is not known stays as it is, and what stands there already too */
    { "<span class='" P "' data='U:c'></span>", "<span class='" P "' data='U:c'></span>" },
    { "<span class='" P "'></span>", "<span class='" P "'></span>" },
    { "<span class='" P "' data='U:a'>12</span>", "<span class='" P "' data='U:a'>12</span>" },
    { "<strong id='total_cit'>99</strong>", "<strong id='total_cit'>412</strong>" },
    { "<b id=total_cit></b> total_cit", "<b id=total_cit>412</b> total_cit" },
    { "text " P " <p " P, "text " P " <p " P },
    { "<!-- " P " --><span class='" P "' data='U:a'></span>", "<!-- " P " --><span class='" P "' data='U:a'>| Citations: 57</span>" },
    { "<img src='https://img.shields.io/endpoint?url=https://x/other.json'>", "<img src='https://img.shields.io/endpoint?url=https://x/other.json'>" },
  };
  g_autoptr(AtriumScholarStats) stats = parse (json);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *filled = atrium_scholar_stats_fill (stats, cases[i].html, FALSE);

      g_assert_cmpstr (filled, ==, cases[i].filled);
    }
}

static void
test_badge (void)
{
  g_autoptr(AtriumScholarStats) stats = parse ("{\"schemaVersion\": 1, \"label\": \"citations\", \"message\": \"412\"}");
  g_autofree char *filled = atrium_scholar_stats_fill (
    stats, "<a href='s'><img alt=\"a\" src=\"https://img.shields.io/endpoint?url=https%3A%2F%2Fcdn%2Fgs_data_shieldsio.json&style=flat\" id='b'></a>", FALSE);

  g_assert_true (g_str_has_prefix (filled, "<a href='s'><img alt=\"a\" src=\"data:image/svg+xml,%3Csvg"));
  g_assert_true (g_str_has_suffix (filled, "\" id='b'></a>"));
  g_assert_nonnull (strstr (filled, "412"));
  g_assert_null (strstr (filled, "shields.io"));
}

/* the seconds that a page with so many numbers takes */
static double
time_of (guint n)
{
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(AtriumScholarStats) stats = parse (json);
  g_autofree char *filled = NULL;
  gint64 start;

  for (guint i = 0; i < n; i++)
    g_string_append (html, "<span class='" P "' data='U:z'></span> " P " ");
  start = g_get_monotonic_time ();
  filled = atrium_scholar_stats_fill (stats, html->str, FALSE);
  g_assert_cmpstr (filled, ==, html->str);

  return (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
}

/* nothing is looked for again and again */
static void
test_linear (void)
{
  double small;
  double large;

  time_of (1000);
  small = time_of (1000);
  large = time_of (100000);
  g_test_message ("1,000 numbers: %.4f s, 100,000: %.4f s", small, large);
  /* 100 times the size; what is quadratic takes 10,000 times the time */
  g_assert_cmpfloat (large, <, small * 100 * 8 + 0.1);
}

/* a page without a byte has no address */
static void
test_empty (void)
{
  g_autoptr(AtriumScholarStats) stats = parse (json);
  g_autoptr(GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr(GBytes) filled = atrium_scholar_stats_fill_bytes (stats, empty, TRUE);

  g_assert_cmpuint (g_bytes_get_size (filled), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scholar-stats/lookup", test_lookup);
  g_test_add_func ("/scholar-stats/refused", test_refused);
  g_test_add_func ("/scholar-stats/fill", test_fill);
  g_test_add_func ("/scholar-stats/badge", test_badge);
  g_test_add_func ("/scholar-stats/empty", test_empty);
  g_test_add_func ("/scholar-stats/linear", test_linear);

  return g_test_run ();
}
