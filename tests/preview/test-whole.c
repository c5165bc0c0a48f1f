/* The page as one file, and as a picture: with all that is seen of it, and nothing that runs or is
 * fetched. */

#include "web.h"

#include <string.h>

static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='9' height='9'/></svg>";

static GBytes *
load_file (const char  *path,
           gpointer     user_data,
           GError     **error)
{
  static const struct
  {
    const char *path;
    const char *text;
  } files[] = {
    { "lab/me.svg", svg },
    { "css/site.css", "@import 'more.css'; p { color: rgb(1, 2, 3); background: url(../lab/me.svg) } q::after { content: '</style><b>' }" },
    { "css/more.css", "h1 { color: rgb(4, 5, 6) }" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (g_str_equal (files[i].path, path))
      return g_bytes_new_static (files[i].text, strlen (files[i].text));

  return NULL;
}

static const char page[] =
  "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>One</title><base href='https://evil.example/'>"
  "<meta http-equiv=refresh content='9;url=https://evil.example/'>"
  "<link rel=stylesheet href='atrium-site://1/css/site.css'><style media=screen>em { color: rgb(7, 8, 9) }</style>"
  "<script>document.title = 'ran'</script></head><body onload=\"document.title='ran'\">"
  "<h1 id=top>Title</h1><p style=\"background: url('me.svg')\">Text</p><em>word</em><q>quoted</q>"
  "<img id=a src=me.svg><img id=b src=gone.png srcset='me.svg 2x'><img id=c src='https://evil.example/x.png'>"
  "<img id=d src=x onerror=\"document.title='ran'\">"
  "<a id=in href='atrium-site://1/lab/other.html'>in</a><a id=out href='https://good.example/a?b=c'>out</a>"
  "<a id=here href='atrium-site://1/lab/index.html#top'>here</a><a id=js href='javascript:document.title=1'>js</a>"
  "<form action='https://evil.example/'><input name=x></form><iframe src=me.svg></iframe><object data=me.svg></object>"
  "<svg width=9 height=9><a href='javascript:1'><text>t</text></a><image href=me.svg /><script>1</script></svg>"
  "<details open><summary>more</summary>inside</details></body></html>";

typedef struct
{
  GAsyncResult *result;
} Answer;

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ((Answer *) user_data)->result = g_object_ref (result);
}

static gboolean
is_answered (gpointer data)
{
  return ((Answer *) data)->result != NULL;
}

static char *
export (Web *web)
{
  Answer answer = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) html = NULL;

  atrium_preview_export_async (web->preview, NULL, answer_cb, &answer);
  web_wait_for (is_answered, &answer);
  html = atrium_preview_export_finish (web->preview, answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);

  return g_strndup (g_bytes_get_data (html, NULL), g_bytes_get_size (html));
}

static void
assert_eval (Web        *web,
             const char *expression,
             const char *expected)
{
  g_autofree char *value = web_eval (web, "atrium", expression);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_without (const char *text,
                const char *word)
{
  if (strstr (text, word) != NULL)
    g_error ("%s is in %s", word, text);
}

/* before all that the page has */
#define START "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"

static void
test_export (void)
{
  static const char *const gone[] = {
    "<script", "onload", "onerror", "javascript:", "evil.example", "atrium-site:", "<iframe", "<object", "<base", "refresh", "data-atrium",
  };
  g_autofree char *html = NULL;
  Web web;

  web_open (&web, 600, 500);
  atrium_preview_set_loader (web.preview, load_file, NULL, NULL);
  web_show (&web, page, "lab/index.html");
  web_wait_true (&web, "getComputedStyle(document.querySelector('p')).color === 'rgb(1, 2, 3)'");
  atrium_preview_hint (web.preview, "top");
  html = export (&web);
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    assert_without (html, gone[i]);
  g_assert_true (g_str_has_prefix (html, START));

  /* seen as a page of its own, with no file to be had, it is the same */
  atrium_preview_set_loader (web.preview, NULL, NULL, NULL);
  web_show (&web, html, "elsewhere.html");
  assert_eval (&web, "document.title", "One");
  assert_eval (&web, "getComputedStyle(document.querySelector('p')).color", "rgb(1, 2, 3)");
  assert_eval (&web, "getComputedStyle(document.querySelector('p')).backgroundImage.startsWith('url(\"data:image/svg+xml;base64,')", "true");
  assert_eval (&web, "getComputedStyle(document.querySelector('h1')).color", "rgb(4, 5, 6)");
  assert_eval (&web, "getComputedStyle(document.querySelector('em')).color", "rgb(7, 8, 9)");
  assert_eval (&web, "document.querySelectorAll('b').length", "0");
  web_wait_true (&web, "document.getElementById('a').naturalWidth === 40");
  web_wait_true (&web, "document.querySelectorAll('img').length === 4");
  assert_eval (&web, "document.getElementById('c').getAttribute('src')", "data:,");
  assert_eval (&web, "document.getElementById('out').getAttribute('href')", "https://good.example/a?b=c");
  assert_eval (&web, "document.getElementById('here').getAttribute('href')", "#top");
  assert_eval (&web, "['in', 'js'].some(id => document.getElementById(id).hasAttribute('href'))", "false");
  assert_eval (&web, "document.querySelector('details').open", "true");
  web_close (&web);
}

/* what only a script can make of a page: comments that end early, what is read as text, and where no
 * parser puts it */
static void
test_export_made (void)
{
  g_autofree char *html = NULL;
  Web web;

  web_open (&web, 600, 500);
  web_show (&web, "<!DOCTYPE html><html><head><title>x</title></head><body><p>text</p></body></html>", "index.html");
  g_free (web_eval (&web, "atrium",
                    "(document.documentElement.prepend(document.createComment('--><script src=https://evil.example/1></script>')),"
                    " document.body.append(...['xmp', 'noembed', 'noframes', 'plaintext'].map(name => {"
                    "   const element = document.createElement(name);"
                    "   element.textContent = `</${name}><script>2</script>`; return element; })),"
                    " document.body.append(document.createElement('template')), 1)"));
  html = export (&web);
  g_assert_true (g_str_has_prefix (html, START));
  g_assert_nonnull (strstr (html, "<p>text</p>"));
  assert_without (html, "<script");
  assert_without (html, "<template");
  web_close (&web);
}

static GBytes *
load_large (const char  *path,
            gpointer     user_data,
            GError     **error)
{
  return g_bytes_ref (user_data);
}

/* one large picture many times: no more is put into the text than it may have */
static void
test_export_often (void)
{
  const gsize size = 3 * 1024 * 1024;
  g_autoptr(GBytes) large = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr(GString) many = g_string_new ("<!DOCTYPE html>");
  g_autofree char *html = NULL;
  Web web;

  for (guint i = 0; i < 60; i++)
    g_string_append (many, "<img src=a.png>");
  web_open (&web, 600, 500);
  atrium_preview_set_loader (web.preview, load_large, large, NULL);
  web_show (&web, many->str, "index.html");
  html = export (&web);
  g_assert_cmpuint (strlen (html), >, 10 * size);
  g_assert_cmpuint (strlen (html), <, 129 * 1024 * 1024);
  g_assert_nonnull (strstr (html, "src=\"data:,\""));
  web_close (&web);
}

/* words that stand for files are known to nobody before */
static void
test_export_twice (void)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  Web web;

  web_open (&web, 600, 500);
  atrium_preview_set_loader (web.preview, load_file, NULL, NULL);
  web_show (&web, "<!DOCTYPE html><p>atrium-0. and atrium-1.</p><img src=lab/me.svg><img src=lab/me.svg>", "index.html");
  one = export (&web);
  two = export (&web);
  g_assert_cmpstr (one, ==, two);
  g_assert_nonnull (strstr (one, "<p>atrium-0. and atrium-1.</p>"));
  web_close (&web);
}

/* formulas as they are drawn, with the fonts that they use */
static void
test_export_math (void)
{
  g_autofree char *html = NULL;
  Web web;

  web_open (&web, 600, 500);
  web_show (&web, "<!DOCTYPE html><p>So <span class='math inline'>\\(x^2\\)</span></p>", "index.html");
  web_wait (1500);
  html = export (&web);
  if (strstr (html, "class=\"katex\"") == NULL)
    {
      g_test_skip ("KaTeX is not on this machine");
      web_close (&web);
      return;
    }
  g_assert_nonnull (strstr (html, "@font-face { font-family: KaTeX_"));
  assert_without (html, "atrium-site:");
  g_assert_cmpuint (strlen (html), <, 400000);
  web_close (&web);
}

/* all of the page, also what is scrolled out of sight */
static void
test_picture (void)
{
  g_autoptr(GBytes) png = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  Web web;

  web_open (&web, 600, 500);
  web_show (&web, "<!DOCTYPE html><style>body { margin: 0 } div { height: 1700px; background: teal }</style><div></div>", "index.html");
  png = web_snapshot (&web);
  texture = gdk_texture_new_from_bytes (png, NULL);
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 600);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 1700);
  web_close (&web);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/whole/export", test_export);
  g_test_add_func ("/whole/export-made", test_export_made);
  g_test_add_func ("/whole/export-often", test_export_often);
  g_test_add_func ("/whole/export-twice", test_export_twice);
  g_test_add_func ("/whole/export-math", test_export_math);

  g_test_add_func ("/whole/picture", test_picture);

  return g_test_run ();
}
