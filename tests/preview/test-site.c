/* A page of a generator: known by its marks, patched as a whole, with files that take time. */

#include "pointer.h"
#include "web.h"

#include <string.h>

static const char head[] =
  "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>One</title><link rel=stylesheet href=/assets/site.css>"
  "<style>body{margin:0;font:16px/20px sans-serif}li,p{height:40px;margin:0}ul{margin:0;padding:0}</style></head><body>";

static GBytes *
make_page (const char *body)
{
  g_autofree char *html = g_strconcat (head, body, "</body></html>", NULL);

  return g_bytes_new (html, strlen (html));
}

static gboolean
was_shown (gpointer data)
{
  return ((Web *) data)->n_shown > 0;
}

static void
show (Web        *web,
      const char *body)
{
  g_autoptr(GBytes) html = make_page (body);

  web->n_shown = 0;
  atrium_preview_show_site_page (web->preview, html, "lab/index.html");
  web_wait_for (was_shown, web);
}

static void
update (Web        *web,
        const char *body)
{
  g_autoptr(GBytes) html = make_page (body);

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

/* a list of the numbers, its items without ids */
static char *
list_of (const char *numbers)
{
  GString *html = g_string_new ("<nav>Menu</nav>\n<ul>\n");
  g_auto(GStrv) each = g_strsplit (numbers, " ", -1);

  for (gsize i = 0; each[i] != NULL; i++)
    g_string_append_printf (html, "<li>Item <b>%s</b></li>\n", each[i]);
  g_string_append (html, "</ul>\n<p>End</p>");

  return g_string_free (html, FALSE);
}

/* whatever comes, goes or changes, what is the same stays the same node */
static void
test_update (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *n_new;
  } cases[] = {
    { "1 2 3 4 5", "1 2 3 4 5", "0" },
    { "1 2 3 4 5", "1 2 9 4 5", "0" },      /* the element stays, its text is another */
    { "1 2 3 4 5", "9 1 2 3 4 5", "1" },
    { "1 2 3 4 5", "1 2 3 9 4 5", "1" },
    { "1 2 3 4 5", "1 2 3 4 5 9", "1" },
    { "1 2 3 4 5", "2 3 4 5", "0" },
    { "1 2 3 4 5", "1 2 4 5", "0" },
    { "1 2 3 4 5", "1 2 3 4", "0" },
  };
  Web web;

  web_open (&web, 600, 500);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = list_of (cases[i].before);
      g_autofree char *after = list_of (cases[i].after);
      g_autofree char *done = g_strdup_printf ("[...document.querySelectorAll('b')].map(e => e.textContent).join(' ') === '%s'",
                                               cases[i].after);

      g_test_message ("%s to %s", cases[i].before, cases[i].after);
      show (&web, before);
      g_free (web_eval (&web, "atrium", "document.querySelectorAll('*').forEach(e => e.kept = e.textContent)"));
      update (&web, after);
      web_wait_true (&web, done);
      assert_eval (&web, "[...document.querySelectorAll('li')].filter(e => e.kept === undefined).length", cases[i].n_new);
      assert_eval (&web, "['nav', 'p', 'ul', 'link', 'style'].every(n => document.querySelector(n).kept !== undefined)", "true");
      if (g_str_equal (cases[i].n_new, "1") || strlen (cases[i].after) < strlen (cases[i].before))
        assert_eval (&web, "[...document.querySelectorAll('li')].every(e => e.kept === undefined || e.kept === e.textContent)", "true");
    }
  web_close (&web);
}

static void
test_update_keeps_place (void)
{
  g_autofree char *numbers = NULL;
  g_autofree char *more = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GString *text = g_string_new ("0");
  Web web;

  for (guint i = 1; i < 200; i++)
    g_string_append_printf (text, " %u", i);
  numbers = g_string_free (text, FALSE);
  more = g_strconcat ("1001 1002 1003 ", numbers, NULL);
  before = list_of (numbers);
  after = list_of (more);

  web_open (&web, 600, 500);
  show (&web, before);
  g_free (web_eval (&web, "atrium", "window.scrollTo(0, 3000), window.top0 = document.querySelectorAll('li')[80].getBoundingClientRect().top"));
  update (&web, after);
  web_wait_true (&web, "document.querySelectorAll('li').length === 203");
  assert_eval (&web, "document.querySelectorAll('li')[83].textContent", "Item 80");
  assert_eval (&web, "Math.abs(document.querySelectorAll('li')[83].getBoundingClientRect().top - window.top0) < 1", "true");
  web_close (&web);
}

/* while one is on its way only the newest is kept; title, attributes and a style sheet change too */
static void
test_update_newest (void)
{
  Web web;

  web_open (&web, 600, 500);
  show (&web, "<p>first</p>");
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *body = g_strdup_printf ("<p class=c%u id=a>%u</p><p id=a>twice</p>", i, i);

      update (&web, body);
    }
  web_wait_true (&web, "document.querySelector('p').textContent === '49'");
  assert_eval (&web, "document.querySelector('p').className", "c49");
  assert_eval (&web, "document.querySelectorAll('p').length", "2");
  update (&web, "<p id=a>one</p>");
  web_wait_true (&web, "document.querySelectorAll('p').length === 1");
  /* what a frameset takes the place of cannot be patched: the page is loaded */
  {
    g_autoptr(GBytes) frames = g_bytes_new_static ("<!DOCTYPE html><title>F</title><frameset></frameset>", 52);

    atrium_preview_update_page (web.preview, frames);
  }
  web_wait_true (&web, "document.title === 'F'");
  web_close (&web);
}

static void
test_both_ways (void)
{
  Web web;

  web_open (&web, 600, 500);
  show (&web, "<p id=e-other>not an entry</p><p data-atrium-entry=e-one>one</p><h2 id=x data-atrium-entry=s-two>two</h2>"
              "<p data-atrium-entry=\"javascript:1\">three</p>");
  atrium_preview_reveal (web.preview, "e-one");
  web_wait_true (&web, "document.querySelector('[data-atrium]')?.textContent === 'one'");
  update (&web, "<p>before</p><p id=e-other>not an entry</p><p data-atrium-entry=e-one>one more</p>");
  web_wait_true (&web, "document.querySelector('[data-atrium]')?.textContent === 'one more'");
  show (&web, "<p id=e-other>not an entry</p><p data-atrium-entry=e-one>one</p>"
              "<p data-atrium-entry=\"javascript:1\">three</p>");
  if (!pointer_click (20, 20))
    {
      g_test_skip ("no pointer on this display");
      web_close (&web);
      return;
    }
  pointer_click (20, 100);
  pointer_click (20, 60);
  web_wait_true (&web, "true");
  web_wait (300);
  g_assert_cmpuint (web.activated->len, ==, 1);
  g_assert_cmpstr (web.activated->pdata[0], ==, "e-one");
  web_close (&web);
}

typedef struct
{
  GPtrArray *paths;
  GTask     *task;
} Fetches;

static gboolean
fetched_later_cb (gpointer data)
{
  Fetches *fetches = data;
  static const char css[] = "p { color: rgb(1, 2, 3) }";

  g_task_return_pointer (fetches->task, g_bytes_new_static (css, strlen (css)), (GDestroyNotify) g_bytes_unref);
  g_clear_object (&fetches->task);

  return G_SOURCE_REMOVE;
}

static void
fetcher (const char *path,
         GTask      *task,
         gpointer    user_data)
{
  Fetches *fetches = user_data;

  g_ptr_array_add (fetches->paths, g_strdup (path));
  if (g_str_equal (path, "assets/site.css"))
    {
      fetches->task = g_object_ref (task);
      g_timeout_add (100, fetched_later_cb, fetches);
    }
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "none");
}

static void
test_fetcher (void)
{
  Fetches fetches = { g_ptr_array_new_with_free_func (g_free), NULL };
  Web web;

  web_open (&web, 600, 500);
  atrium_preview_set_fetcher (web.preview, fetcher, &fetches, NULL);
  show (&web, "<p>styled</p><img src=picture.png><img src=../../../etc/passwd.png><script src=/x.js></script>");
  web_wait_true (&web, "getComputedStyle(document.querySelector('p')).color === 'rgb(1, 2, 3)'");
  web_wait_true (&web, "document.images[0].naturalWidth === 500");
  for (guint i = 0; i < fetches.paths->len; i++)
    g_test_message ("%s", (char *) fetches.paths->pdata[i]);
  g_assert_true (g_ptr_array_find_with_equal_func (fetches.paths, "lab/picture.png", g_str_equal, NULL));
  g_assert_false (g_ptr_array_find_with_equal_func (fetches.paths, "x.js", g_str_equal, NULL));
  web_close (&web);
  g_ptr_array_unref (fetches.paths);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site/update", test_update);
  g_test_add_func ("/site/update-keeps-place", test_update_keeps_place);
  g_test_add_func ("/site/update-newest", test_update_newest);
  g_test_add_func ("/site/both-ways", test_both_ways);
  g_test_add_func ("/site/fetcher", test_fetcher);

  return g_test_run ();
}
