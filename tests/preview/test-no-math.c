#include "web.h"

#include <string.h>

/* Where KaTeX is not installed a formula is the text that it was, and nothing waits for it. Run
 * with ATRIUM_KATEX_DIR leading nowhere. */

static void
test_missing (void)
{
  static const char html[] = "<!DOCTYPE html><title>t</title><body><p>before \\(x^2\\) after <span class=kdmath>$y$</span></p>";
  g_autoptr(GBytes) page = g_bytes_new_static (html, strlen (html));
  g_autoptr(GBytes) png = NULL;
  g_autofree char *text = NULL;
  gint64 start;
  Web web;

  web_open (&web, 600, 500);
  atrium_preview_show_site_page (web.preview, page, "index.html");
  web_wait_true (&web, "document.querySelectorAll('[data-atrium-math], .kdmath').length === 2");
  start = g_get_monotonic_time ();
  png = web_snapshot (&web);
  /* less than the three seconds for which a picture waits for what never comes */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2500 * 1000);
  text = web_eval (&web, "atrium", "document.querySelector('p').innerText");
  g_assert_cmpstr (text, ==, "before \\(x^2\\) after $y$");
  web_close (&web);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/no-math/missing", test_missing);

  return g_test_run ();
}
