#include "pointer.h"
#include "web.h"

#include <string.h>

/* KaTeX in a real page. What it draws stands in closed shadow trees: the tests see that an element
 * has one by its width, and look into one by giving away how it was attached. */

static const char config[] = "<script>MathJax = {tex: {inlineMath: [['$', '$']]}}</script>";

/* from here on, what our world attaches can be looked into by `shadowOf (element)` */
#define SPY                                                                                                     \
  "(globalThis.shadows = new WeakMap(), globalThis.attach = Element.prototype.attachShadow, globalThis.drawnCount = 0," \
  " Element.prototype.attachShadow = function(o) { const s = attach.call(this, o); shadows.set(this, s); drawnCount++; return s; }," \
  " globalThis.shadowOf = e => shadows.get(e), 1)"

static gboolean
has_katex (void)
{
  if (g_file_test ("/usr/share/javascript/katex/katex.css", G_FILE_TEST_EXISTS))
    return TRUE;

  g_test_skip ("KaTeX is not on this machine");

  return FALSE;
}

static GBytes *
make_page (const char *head,
           const char *body)
{
  char *html = g_strdup_printf ("<!DOCTYPE html><html><head><title>t</title>%s</head><body style='font:16px sans-serif'>%s</body></html>", head, body);

  return g_bytes_new_take (html, strlen (html));
}

/* an empty page first: the spy is there before the page that is looked at fills it */
static void
show_spied (Web        *web,
            const char *head,
            const char *body)
{
  g_autoptr(GBytes) empty = make_page (head, "");
  g_autoptr(GBytes) html = make_page (head, body);
  guint n = web->n_shown;

  atrium_preview_show_site_page (web->preview, empty, "index.html");
  while (web->n_shown == n)
    g_main_context_iteration (NULL, TRUE);
  g_free (web_eval (web, "atrium", SPY));
  atrium_preview_update_page (web->preview, html);
}

static void
update (Web        *web,
        const char *head,
        const char *body)
{
  g_autoptr(GBytes) html = make_page (head, body);

  atrium_preview_update_page (web->preview, html);
}

static void
assert_eval (Web        *web,
             const char *expression,
             const char *expected)
{
  g_autofree char *value = web_eval (web, "atrium", expression);

  g_assert_cmpstr (value, ==, expected);
}

/* each way in which generators and people write formulas, and what is none */
static void
test_drawn (void)
{
  static const struct
  {
    const char *body;
    const char *drawn;       /* the TeX of what is drawn, in order */
  } cases[] = {
    { "<p>\\(a^2\\) and \\[b_1\\]</p>", "a^2|b_1" },
    { "<p>$$c+d$$</p>", "c+d" },
    { "<p><span class=kdmath>$e$</span></p><div class=kdmath>$$f$$</div>", "e|f" },
    { "<p>x<script type='math/tex'>g < h</script></p><script type='math/tex; mode=display'>i</script>", "g < h|i" },
    { "<p>Zhang$^\\dagger$, $O(n)$</p>", "^\\dagger|O(n)" },
    { "<p>$5 and $10, US$20, $3 million to $4 million, 5$, $ 3 $</p>", "" },
    { "<p>\\begin{align} k &amp;= l \\end{align}</p>", NULL },
    { "<p>\\\\(m\\\\) \\$n\\$ \\( \\) $$ $$</p>", "" },
    { "<code>\\(o\\)</code><pre>$$p$$</pre><textarea>\\(q\\)</textarea><kbd>\\(r\\)</kbd>", "" },
    { "<style>/* \\(s\\) */</style><p class=mathjax_ignore>\\(t\\)</p><svg><text>\\(u\\)</text></svg>", "" },
    { "<p>\\(\\text{one \\$ and } {v}\\)</p>", "\\text{one \\$ and } {v}" },
    { "<p>\\(w{\\) open</p>", "" },
    { "<p data-atrium-math=inline>plain</p>", "" },
    { "<span class=katex><span class=katex-mathml><math><semantics><mi>y</mi><annotation encoding='application/x-tex'>y</annotation>"
      "</semantics></math></span></span>", "y" },
  };
  Web web;

  if (!has_katex ())
    return;
  web_open (&web, 600, 500);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *done = g_strdup_printf ("document.title === '%zu' && (atriumMath.done().then(() => window.settled = %zu), window.settled === %zu)", i, i, i);
      g_autofree char *body = g_strdup_printf ("<script>document.title</script>%s", cases[i].body);
      g_autofree char *head = g_strdup_printf ("<title>%zu</title>%s", i, config);
      g_autofree char *value = NULL;

      g_test_message ("%s", cases[i].body);
      show_spied (&web, config, "<p>\\(z\\)</p>");
      web_wait_true (&web, "drawnCount === 1");
      {
        g_autofree char *html = g_strdup_printf ("<!DOCTYPE html><html><head>%s</head><body>%s</body></html>", head, body);
        g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));

        atrium_preview_update_page (web.preview, bytes);
      }
      web_wait_true (&web, done);
      value = web_eval (&web, "atrium",
                        "[...document.querySelectorAll('*')].map(e => shadowOf(e)?.querySelector('annotation')?.textContent)"
                        ".filter(t => t !== undefined).join('|')");
      if (cases[i].drawn != NULL)
        g_assert_cmpstr (value, ==, cases[i].drawn);
      else
        g_assert_nonnull (strstr (value, "k &= l"));
    }
  web_close (&web);
}

/* for screen readers MathML is there, and the glyphs are not read */
static void
test_accessible (void)
{
  Web web;

  if (!has_katex ())
    return;
  web_open (&web, 600, 500);
  show_spied (&web, "", "<p>\\(x^2\\)</p>");
  web_wait_true (&web, "drawnCount === 1");
  assert_eval (&web, "shadowOf(document.querySelector('[data-atrium-math]')).querySelector('math msup') !== null", "true");
  assert_eval (&web, "shadowOf(document.querySelector('[data-atrium-math]')).querySelector('.katex-html').getAttribute('aria-hidden')", "true");
  /* the fonts came, and are the system's */
  web_wait_true (&web, "[...document.fonts].filter(f => f.status === 'loaded').some(f => f.family.includes('KaTeX_Math'))");
  web_close (&web);
}

/* what did not change is not touched; what did is drawn anew; nothing drawn outlives its formula */
static void
test_patched (void)
{
  Web web;

  if (!has_katex ())
    return;
  web_open (&web, 600, 500);
  show_spied (&web, config, "<p>one \\(a\\)</p><p>two \\(b\\)</p><p><span class=kdmath>$c$</span></p>");
  web_wait_true (&web, "drawnCount === 3");
  g_free (web_eval (&web, "atrium",
                    "(globalThis.hosts = [...document.querySelectorAll('[data-atrium-math], .kdmath')],"
                    " globalThis.first = hosts.map(h => shadowOf(h).firstChild), globalThis.changes = 0,"
                    " hosts.forEach(h => new MutationObserver(l => { changes += l.length; }).observe(shadowOf(h), {childList: true, subtree: true})), 1)"));

  /* a key in another paragraph */
  update (&web, config, "<p>one more \\(a\\)</p><p>two \\(b\\)</p><p><span class=kdmath>$c$</span></p>");
  web_wait_true (&web, "document.querySelector('p').textContent.includes('more')");
  assert_eval (&web, "changes", "0");
  assert_eval (&web, "hosts.every((h, i) => h.isConnected && shadowOf(h).firstChild === first[i])", "true");

  /* a key in a formula */
  update (&web, config, "<p>one more \\(a\\)</p><p>two \\(b^2\\)</p><p><span class=kdmath>$c$</span></p>");
  web_wait_true (&web, "shadowOf(hosts[1]).querySelector('annotation').textContent === 'b^2'");
  assert_eval (&web, "shadowOf(hosts[0]).firstChild === first[0] && shadowOf(hosts[2]).firstChild === first[2]", "true");

  /* no formula any more: the text is seen again */
  update (&web, config, "<p>one more \\(a\\)</p><p>two b</p><p><span class=other>words</span></p>");
  web_wait_true (&web, "document.querySelector('.other') !== null");
  assert_eval (&web, "shadowOf(document.querySelector('.other')) === undefined", "true");
  assert_eval (&web, "document.querySelectorAll('p')[1].innerHTML", "two b");

  /* one that came */
  update (&web, config, "<p>one more \\(a\\)</p><p>two $b_3$</p><p><span class=other>words</span></p>");
  web_wait_true (&web, "shadowOf(document.querySelectorAll('p')[1].querySelector('span'))?.querySelector('annotation').textContent === 'b_3'");
  web_close (&web);
}

/* our own page: formulas are in elements that the engine made, and its patches are of one element */
static void
test_simple_page (void)
{
  Web web;

  if (!has_katex ())
    return;
  web_open (&web, 600, 500);
  web_show (&web, "<!DOCTYPE html><p id=e-1>x</p><p id=e-2>\\(no\\) $5 and $10</p>", "index.html");
  g_free (web_eval (&web, "atrium", SPY));
  atrium_preview_patch (web.preview, "e-1", "<p id=e-1>one <span class=\"math\">$x^2$</span> <span class=\"math display\">\\\\[y\\\\]</span>"
                                            "<span class=\"math\">$5 to me, and US$</span></p>");
  web_wait_true (&web, "drawnCount === 2");
  assert_eval (&web, "[...document.querySelectorAll('.math')].map(e => shadowOf(e)?.querySelector('annotation').textContent).join('|')", "x^2|y|");
  atrium_preview_patch (web.preview, "e-1", "<p id=e-1>one <span class=\"math\">$x^3$</span></p>");
  web_wait_true (&web, "shadowOf(document.querySelector('.math')).querySelector('annotation').textContent === 'x^3'");
  assert_eval (&web, "drawnCount", "2");
  web_close (&web);
}

/* where a script of the site says how formulas are written */
static GBytes *
load_config (const char  *path,
             gpointer     user_data,
             GError     **error)
{
  static const char text[] = "window.MathJax = { tex: { inlineMath: [[\"$\", \"$\"]] } };";

  return g_str_equal (path, "assets/js/mathjax-setup.js") ? g_bytes_new_static (text, strlen (text)) : NULL;
}

static void
test_site_config (void)
{
  g_autoptr(GBytes) with = make_page ("<script defer src='/assets/js/mathjax-setup.js?v=1'></script>", "<p>$x$</p>");
  g_autoptr(GBytes) without = make_page ("<script src=/assets/js/other-mathjax.js></script>", "<p>$x$ and \\(y\\)</p>");
  Web web;

  if (!has_katex ())
    return;
  web_open (&web, 600, 500);
  atrium_preview_set_loader (web.preview, load_config, NULL, NULL);
  atrium_preview_show_site_page (web.preview, with, "index.html");
  web_wait_true (&web, "document.querySelectorAll('[data-atrium-math]').length === 1");
  atrium_preview_show_site_page (web.preview, without, "index.html");
  web_wait_true (&web, "document.querySelector('[data-atrium-math]')?.textContent === '\\\\(y\\\\)'");
  assert_eval (&web, "document.querySelectorAll('[data-atrium-math]').length", "1");
  web_close (&web);
}

static void
test_click (void)
{
  Web web;

  if (!has_katex ())
    return;
  web_open (&web, 600, 500);
  show_spied (&web, "", "<div data-atrium-entry=e-one style='position:absolute;left:0;top:0;padding:20px'>\\(\\rule{6em}{6em}\\)</div>");
  web_wait_true (&web, "drawnCount === 1");
  web_wait (200);
  if (!pointer_click (60, 70))
    g_test_skip ("no pointer on this display");
  else
    {
      for (guint i = 0; i < 100 && web.activated->len == 0; i++)
        web_wait (50);
      g_assert_cmpuint (web.activated->len, ==, 1);
      g_assert_cmpstr (web.activated->pdata[0], ==, "e-one");
    }
  web_close (&web);
}

/* nothing that a formula can say leads anywhere, loads anything or names an element */
static void
test_hostile (void)
{
  static const char *const formulas[] = {
    "\\href{javascript:alert(1)}{x}", "\\href{https://example.org/}{x}", "\\url{https://example.org/}",
    "\\includegraphics{x.png}", "\\includegraphics[height=9em]{https://example.org/x.png}",
    "\\htmlData{a=b}{x}", "\\htmlId{e-1}{x}", "\\htmlClass{katex-error}{x}", "\\htmlStyle{color:red}{x}",
    "\\text{&lt;img src=x&gt;}", "\\text{&lt;/span&gt;&lt;a href=x&gt;}", "\\verb|&lt;b id=x&gt;|",
    "\\gdef\\x{\\href{javascript:1}{x}}\\x", "\\textcolor{url(x)}{y}", "\\color{red;position:fixed}y",
  };
  Web web;

  if (!has_katex ())
    return;
  web_open (&web, 600, 500);
  show_spied (&web, "", "<p>\\(z\\)</p>");
  web_wait_true (&web, "drawnCount === 1");
  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      g_autofree char *body = g_strdup_printf ("<p id=n%zu>\\(%s\\)</p>", i, formulas[i]);
      g_autofree char *there = g_strdup_printf ("document.getElementById('n%zu')?.firstChild && shadowOf(document.getElementById('n%zu').firstChild) !== undefined", i, i);
      g_autofree char *found = NULL;

      update (&web, "", body);
      web_wait_true (&web, there);
      found = web_eval (&web, "atrium",
                        "[...shadowOf(document.querySelector('p').firstChild).querySelectorAll('a, img, image, script, iframe, object, embed, link, [id], [href], [src], *')]"
                        ".filter(e => !e.closest('svg') && (e.matches('a, img, image, script, iframe, object, embed, link, [id], [href], [src]') || e.matches('b') ||"
                        " [...e.attributes].some(a => a.name.startsWith('on') || a.name.startsWith('data-') || /url|fixed/.test(a.value) && a.name === 'style'))).map(e => e.outerHTML).join(' ')");
      g_test_message ("%s", formulas[i]);
      g_assert_cmpstr (found, ==, "");
    }
  /* no definition reaches another formula */
  update (&web, "", "<p id=last>\\(\\gdef\\zz{q}\\zz\\)</p><p>\\(\\zz\\)</p>");
  web_wait_true (&web, "document.querySelectorAll('p').length === 2 && shadowOf(document.querySelectorAll('p')[1].firstChild) !== undefined");
  assert_eval (&web, "shadowOf(document.querySelectorAll('p')[1].firstChild).querySelector('.katex-html').textContent.includes('zz')", "true");
  web_close (&web);
}

static char *
repeat (const char *text,
        guint       n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (out, text);

  return g_string_free (out, FALSE);
}

/* of a page full of formulas what is seen is drawn first, also while somebody types */
static void
test_many (void)
{
  GString *page;
  Web web;

  if (!has_katex ())
    return;
  page = g_string_new (NULL);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (page, "<p style='height:100px'>\\(x_{%u}\\)</p>", i);

  web_open (&web, 600, 500);
  show_spied (&web, "", page->str);
  g_free (web_eval (&web, "atrium",
                    "(globalThis.typing = setInterval(() => atriumMath.draw(document.head), 50), 1)"));
  web_wait_true (&web, "drawnCount >= 8");
  g_free (web_eval (&web, "atrium", "(window.scrollTo(0, 150000), 1)"));
  web_wait_true (&web, "shadowOf([...document.querySelectorAll('[data-atrium-math]')].find(e => e.getBoundingClientRect().top > 0)) !== undefined");
  assert_eval (&web, "drawnCount < 1000", "true");
  g_free (web_eval (&web, "atrium", "(clearInterval(typing), 1)"));
  /* a picture of the page has all of them */
  web_wait_true (&web, "(atriumMath.done().then(() => { window.settled = 1; }), window.settled === 1)");
  assert_eval (&web, "drawnCount", "2000");
  web_close (&web);
  g_string_free (page, TRUE);
}

/* a formula that takes long, or becomes long, is left or cut: the page answers within seconds */
static void
test_bounded (void)
{
  g_autofree char *deep = repeat ("{", 2400);
  g_autofree char *undeep = repeat ("}", 2400);
  g_autofree char *openers = repeat ("\\( ", 60000);
  g_autofree char *braces = repeat ("\\({ ", 30000);
  g_autofree char *fractions = repeat ("\\frac{1}{", 400);
  g_autofree char *unfractions = repeat ("}", 400);
  g_autofree char *bombs = repeat ("<p>\\(\\def\\a#1{#1#1#1#1#1#1#1#1#1#1#1#1#1#1#1#1}\\a{\\a{\\a{\\a{\\a{\\a{\\a{x}}}}}}}\\)</p>", 50);
  g_autofree char *many = repeat ("<p>\\(x_1\\) \\[\\sum_i y_i\\]</p>", 300);
  g_autofree char *page = g_strconcat (
    "<p>\\(\\def\\a{\\a\\a}\\a\\)</p><p>\\(\\rule{9999em}{9999em}\\)</p><p>\\(\\hspace{99999em}\\)</p>"
    "<p>\\(\\gdef\\forever{\\forever}\\forever\\)</p><p>\\(", deep, "x", undeep, "\\)</p><p>\\(", fractions, "1", unfractions,
    "\\)</p><p>", openers, "</p><p>", braces, "\\)</p>", bombs, many, "<p id=end>end</p>", NULL);
  gint64 start = g_get_monotonic_time ();
  Web web;

  if (!has_katex ())
    return;
  web_open (&web, 600, 500);
  show_spied (&web, "", page);
  web_wait_true (&web, "document.getElementById('end') !== null");
  web_wait_true (&web, "(atriumMath.done().then(() => { window.settled = 1; }), window.settled === 1)");
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_USEC_PER_SEC);
  assert_eval (&web, "document.documentElement.scrollHeight < 1e6", "true");
  /* the harmless ones were drawn nevertheless */
  assert_eval (&web, "shadowOf(document.querySelector('#end').previousElementSibling.lastElementChild).querySelector('.katex') !== null", "true");
  web_close (&web);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/math/drawn", test_drawn);
  g_test_add_func ("/math/accessible", test_accessible);
  g_test_add_func ("/math/patched", test_patched);
  g_test_add_func ("/math/simple-page", test_simple_page);
  g_test_add_func ("/math/site-config", test_site_config);
  g_test_add_func ("/math/click", test_click);
  g_test_add_func ("/math/hostile", test_hostile);
  g_test_add_func ("/math/many", test_many);
  g_test_add_func ("/math/bounded", test_bounded);

  return g_test_run ();
}
