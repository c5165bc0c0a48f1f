#include "atrium-page-scripts.h"

#include <string.h>

static void
test_would_run (void)
{
  static const struct
  {
    const char *html;
    gboolean    runs;
  } cases[] = {
    { "<p>none</p>", FALSE },
    { "<script>x</script>", TRUE },
    { "<script src=/main.js></script>", TRUE },
    { "<SCRIPT TYPE='text/javascript'>x</SCRIPT>", TRUE },
    { "<script type=module>x</script>", TRUE },
    { "<script type='application/ld+json'>{}</script><script type=application/json>{}</script>", FALSE },
    { "<script type='math/tex'>x</script><script type='text/template'>y</script>", FALSE },
    { "<script type='application/ld+json'>{}</script><script>x</script>", TRUE },
    { "<scripted>x</scripted>", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) html = g_bytes_new_static (cases[i].html, strlen (cases[i].html));

      g_test_message ("%s", cases[i].html);
      g_assert_cmpint (atrium_page_scripts_would_run (html), ==, cases[i].runs);
    }
}

static void
test_dollars (void)
{
  static const struct
  {
    const char *text;
    gboolean    dollars;
  } cases[] = {
    { "<script>MathJax = { tex: { inlineMath: [['$', '$'], ['\\\\(', '\\\\)']] } };</script>", TRUE },
    { "MathJax.Hub.Config({ tex2jax: { inlineMath: [ ['\\\\(', '\\\\)'], [\"$\",\"$\"] ] } });", TRUE },
    { "window.MathJax = {tex: {inlineMath: {'[+]': [['$', '$']]}}}", TRUE },
    { "{\"inlineMath\": [[\"$\", \"$\"]]}", TRUE },
    { "renderMathInElement(document.body, {delimiters: [{left: '$$', right: '$$', display: true}, {left: \"$\", right: \"$\"}]})", TRUE },
    { "MathJax = { tex: { inlineMath: [['\\\\(', '\\\\)']], displayMath: [['$$', '$$']] } };", FALSE },
    { "inlineMath: [['$$', '$$']]", FALSE },
    { "{left: '$$', right: '$$', display: true}", FALSE },
    { "<p>it costs \"$\" and they left: nobody</p>", FALSE },
    { "left", FALSE },
    { "inlineMath", FALSE },
    { "inlineMath: [", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (atrium_page_scripts_have_dollars (cases[i].text, strlen (cases[i].text)), ==, cases[i].dollars);
    }
}

static void
test_scripts (void)
{
  static const char page[] =
    "<script src=/assets/js/mathjax-setup.js></script><script src='../my KaTeX.js' defer></script>"
    "<SCRIPT data-src=\"/x/katex.js\" SRC = \"b/MathJax.js?v=1\"></SCRIPT>"
    "<script src=\"https://cdn.example/mathjax.js\"></script><script src=\"//cdn.example/katex.js\"></script>"
    "<script src=/main.js></script><script>mathjax</script><scripts src=/katex1.js><script src=\"/katex2.js";
  g_autoptr(GBytes) html = g_bytes_new_static (page, strlen (page));
  g_auto(GStrv) scripts = atrium_page_scripts_dup_math (html);
  g_autofree char *joined = g_strjoinv (" | ", scripts);
  GString *many = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_auto(GStrv) few = NULL;

  g_assert_cmpstr (joined, ==, "/assets/js/mathjax-setup.js | ../my KaTeX.js | b/MathJax.js?v=1");

  for (guint i = 0; i < 100; i++)
    g_string_append (many, "<script src=/katex.js>");
  bytes = g_string_free_to_bytes (many);
  few = atrium_page_scripts_dup_math (bytes);
  g_assert_cmpuint (g_strv_length (few), ==, ATRIUM_PAGE_SCRIPTS_MAX_MATH);
}

static void
test_unwrap (void)
{
  static const struct
  {
    const char *before;
    const char *after;
  } cases[] = {
    { "<p>none</p><script>x</script>", NULL },
    { "a <script type=\"math/tex\">x < y</script> b", "a <span class=\"kdmath\">\\(x &lt; y\\)</span> b" },
    { "<script type='math/tex; mode=display'>x</script>", "<span class=\"kdmath\">\\[x\\]</span>" },
    { "<script async type=math/tex>x</SCRIPT>z", "<span class=\"kdmath\">\\(x\\)</span>z" },
    { "<script type=\"math/tex\">% <![CDATA[\na & b %]]></script>", "<span class=\"kdmath\">\\(\na &amp; b \\)</span>" },
    { "<script>\"math/tex\"</script><script type=\"math/tex\">y</script>",
      "<script>\"math/tex\"</script><span class=\"kdmath\">\\(y\\)</span>" },
    { "<script type=\"math/tex\">never ends", "<script type=\"math/tex\">never ends" },
    { "<script type=\"math/tex\"", "<script type=\"math/tex\"" },
    { "<script type=\"math/tex\"><img src=x onerror=x></script>",
      "<span class=\"kdmath\">\\(&lt;img src=x onerror=x&gt;\\)</span>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *after = cases[i].after != NULL ? cases[i].after : cases[i].before;
      g_autoptr(GBytes) html = g_bytes_new_static (cases[i].before, strlen (cases[i].before));
      g_autoptr(GBytes) unwrapped = atrium_page_scripts_unwrap_math (html);
      g_autofree char *text = g_strndup (g_bytes_get_data (unwrapped, NULL), g_bytes_get_size (unwrapped));

      g_assert_cmpstr (text, ==, after);
      /* a page without is not even copied */
      g_assert_true ((unwrapped == html) == (cases[i].after == NULL));
    }
}

/* a hundred times as much takes a hundred times as long, also where nothing ends */
static void
test_linear (void)
{
  static const char *const pieces[] = { "<script type=math/tex>", "<script type=\"math/tex", "inlineMath: [", "left: '$", "<script " };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      GString *text = g_string_new ("math/tex inlineMath left ");
      g_autoptr(GBytes) html = NULL;
      g_autoptr(GBytes) unwrapped = NULL;
      g_auto(GStrv) scripts = NULL;
      gint64 start = g_get_monotonic_time ();

      while (text->len < 2 * 1024 * 1024)
        g_string_append (text, pieces[i]);
      html = g_string_free_to_bytes (text);
      unwrapped = atrium_page_scripts_unwrap_math (html);
      scripts = atrium_page_scripts_dup_math (html);
      g_assert_false (atrium_page_scripts_have_dollars (g_bytes_get_data (html, NULL), g_bytes_get_size (html)));
      g_test_message ("%s: %" G_GINT64_FORMAT " ms", pieces[i], (g_get_monotonic_time () - start) / 1000);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-scripts/would-run", test_would_run);
  g_test_add_func ("/page-scripts/dollars", test_dollars);
  g_test_add_func ("/page-scripts/scripts", test_scripts);
  g_test_add_func ("/page-scripts/unwrap", test_unwrap);
  g_test_add_func ("/page-scripts/linear", test_linear);

  return g_test_run ();
}
