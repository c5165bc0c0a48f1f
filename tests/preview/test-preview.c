#include "pointer.h"
#include "web.h"

#include <signal.h>
#include <string.h>

static const char page_head[] =
  "<!DOCTYPE html><html><head><meta charset=utf-8><style>body{margin:0;font:16px/20px sans-serif}"
  "article{margin:10px 0}</style></head><body><header id=person>Ines</header><main id=sections>";

/* a page of @n entries of 40 pixels */
static char *
make_page (guint n)
{
  GString *html = g_string_new (page_head);

  g_string_append (html, "<section id=s-1><h2>News</h2><div class=entries>\n");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (html, "<article id=e-%u style=\"height:40px\">Entry %u <b>bold</b></article>\n", i, i);
  g_string_append (html, "</div></section></main></body></html>");

  return g_string_free (html, FALSE);
}

static void
show_entries (Web  *web,
              guint n)
{
  g_autofree char *html = make_page (n);

  web_show (web, html, "index.html");
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
test_shown (void)
{
  Web web;

  web_open (&web, 600, 500);
  show_entries (&web, 3);
  g_assert_cmpuint (web.n_shown, ==, 1);
  assert_eval (&web, "document.getElementById('e-1').textContent", "Entry 1 bold");
  show_entries (&web, 5);
  g_assert_cmpuint (web.n_shown, ==, 2);
  assert_eval (&web, "document.querySelectorAll('article').length", "5");
  web_close (&web);
}

static void
test_patch (void)
{
  Web web;

  web_open (&web, 600, 500);
  show_entries (&web, 200);
  g_free (web_eval (&web, "atrium", "document.getElementById('e-2').kept = 'same'"));
  g_free (web_eval (&web, "atrium", "window.scrollTo(0, 3000)"));
  atrium_preview_patch (web.preview, "e-2", "<article id=e-2 style=\"height:40px\" class=new>Changed <i>it</i></article>");
  web_wait_true (&web, "document.getElementById('e-2').textContent === 'Changed it'");
  assert_eval (&web, "window.scrollY", "3000");
  assert_eval (&web, "document.getElementById('e-2').kept", "same");
  assert_eval (&web, "document.getElementById('e-2').className", "new");
  assert_eval (&web, "document.querySelectorAll('article').length", "200");

  /* unknown elements are passed over, and an empty patch takes away */
  atrium_preview_patch (web.preview, "e-none", "<article id=e-none></article>");
  atrium_preview_patch (web.preview, "e-3", "");
  web_wait_true (&web, "document.getElementById('e-3') === null");
  assert_eval (&web, "document.querySelectorAll('article').length", "199");
  web_close (&web);
}

/* when something above the window grows, what is read stays where it is */
static void
test_patch_above (void)
{
  Web web;

  web_open (&web, 600, 500);
  show_entries (&web, 200);
  g_free (web_eval (&web, "atrium", "window.scrollTo(0, 3000), window.top0 = document.getElementById('e-70').getBoundingClientRect().top"));
  atrium_preview_patch (web.preview, "e-2", "<article id=e-2 style=\"height:400px\">High</article>");
  web_wait_true (&web, "document.getElementById('e-2').textContent === 'High'");
  assert_eval (&web, "Math.abs(document.getElementById('e-70').getBoundingClientRect().top - window.top0) < 1", "true");
  assert_eval (&web, "window.scrollY", "3360");
  web_close (&web);
}

static void
test_patch_keeps_state (void)
{
  Web web;

  web_open (&web, 600, 500);
  web_show (&web,
            "<!DOCTYPE html><body><article id=e-1><h4>Title</h4><p id=p>Some words here</p><details><summary>S</summary>"
            "<p>Inside</p></details></article>", "");
  g_free (web_eval (&web, "atrium",
                    "document.querySelector('details').open = true,"
                    "getSelection().setBaseAndExtent(document.getElementById('p').firstChild, 5, document.getElementById('p').firstChild, 10)"));
  atrium_preview_patch (web.preview, "e-1",
                        "<article id=e-1><h4>Title <em>longer</em></h4><p id=p>Some words here</p><details><summary>S</summary>"
                        "<p>Inside, changed</p></details></article>");
  web_wait_true (&web, "document.querySelector('h4').textContent === 'Title longer'");
  assert_eval (&web, "document.querySelector('details').open", "true");
  assert_eval (&web, "document.querySelector('details p').textContent", "Inside, changed");
  assert_eval (&web, "getSelection().toString()", "words");
  web_close (&web);
}

static char *
section_of (const char *numbers)
{
  GString *html = g_string_new ("<section id=s-1><h2>News</h2><div class=entries>\n");
  g_auto(GStrv) each = g_strsplit (numbers, " ", -1);

  for (gsize i = 0; each[i] != NULL; i++)
    g_string_append_printf (html, "<article id=e-%s style=\"height:40px\">Entry %s <b>bold</b></article>\n", each[i], each[i]);
  g_string_append (html, "</div></section>");

  return g_string_free (html, FALSE);
}

/* whatever is added, removed or moved, the entries that stay are the same nodes */
static void
test_patch_section (void)
{
  const char *orders[] = {
    "0 1 2 3 4", "1 2 3 4", "1 9 2 3 4", "4 1 9 2 3", "1 9 2 3 4", "4 3 2 9 1", "4", "4 0 1 2 3", "8 7 6", "6 7 8", "0 1 2 3 4 5 6 7 8",
  };
  Web web;

  web_open (&web, 600, 500);
  show_entries (&web, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *html = section_of (orders[i]);
      g_autofree char *ids = NULL;
      g_autofree char *kept = NULL;
      g_autofree char *done = g_strdup_printf ("[...document.querySelectorAll('article')].map(e => e.id.slice(2)).join(' ') === '%s'",
                                               orders[i]);

      g_free (web_eval (&web, "atrium", "document.querySelectorAll('article').forEach(e => e.before = e.id)"));
      kept = web_eval (&web, "atrium", "window.old = [...document.querySelectorAll('article')].map(e => e.id)");
      atrium_preview_patch (web.preview, "s-1", html);
      web_wait_true (&web, done);
      assert_eval (&web, "[...document.querySelectorAll('article')].filter(e => old.includes(e.id) && e.before !== e.id).length", "0");
      ids = web_eval (&web, "atrium", "document.getElementById('s-1').outerHTML.replaceAll('\"', '')");
      {
        g_auto(GStrv) parts = g_strsplit (html, "\"", -1);
        g_autofree char *expected = g_strjoinv ("", parts);

        if (i == 0)
          g_assert_cmpstr (ids, ==, expected);
      }
      assert_eval (&web, "document.querySelector('.entries').childNodes.length >= document.querySelectorAll('article').length", "true");
    }
  web_close (&web);
}

static void
test_patch_before_load (void)
{
  Web web;
  g_autofree char *html = make_page (3);
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));

  web_open (&web, 600, 500);
  atrium_preview_patch (web.preview, "e-1", "<article id=e-1>Too early: of another page</article>");
  atrium_preview_show_page (web.preview, bytes, "index.html");
  atrium_preview_patch (web.preview, "e-2", "<article id=e-2>First</article>");
  atrium_preview_patch (web.preview, "e-2", "<article id=e-2>Second</article>");
  web_wait_true (&web, "document.getElementById('e-2')?.textContent === 'Second'");
  assert_eval (&web, "document.getElementById('e-1').textContent", "Entry 1 bold");
  web_close (&web);
}

static void
test_typing_fast (void)
{
  Web web;

  web_open (&web, 600, 500);
  show_entries (&web, 50);
  g_free (web_eval (&web, "atrium",
                    "window.calls = 0, window.patch = atrium.patch, atrium.patch = (...args) => { calls++; return patch(...args); }"));
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *html = g_strdup_printf ("<article id=e-%u style=\"height:40px\">Typed %u</article>", i % 3, i);
      g_autofree char *id = g_strdup_printf ("e-%u", i % 3);

      atrium_preview_patch (web.preview, id, html);
      if (i % 20 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  web_wait_true (&web, "document.getElementById('e-1').textContent === 'Typed 1999'");
  assert_eval (&web, "document.getElementById('e-0').textContent", "Typed 1998");
  assert_eval (&web, "calls < 150", "true");
  web_close (&web);
}

static void
test_reveal (void)
{
  Web web;

  web_open (&web, 600, 500);
  show_entries (&web, 100);
  atrium_preview_reveal (web.preview, "e-60");
  web_wait_true (&web, "document.getElementById('e-60').getAttribute('data-atrium') === 'revealed'");
  web_wait_true (&web, "(r => r.top > 0 && r.bottom < innerHeight)(document.getElementById('e-60').getBoundingClientRect())");
  assert_eval (&web, "getComputedStyle(document.getElementById('e-60')).outlineStyle", "solid");

  /* the outline stays through a patch and a new page, and is not part of either */
  atrium_preview_patch (web.preview, "e-60", "<article id=e-60 style=\"height:40px\">Edited</article>");
  web_wait_true (&web, "document.getElementById('e-60').textContent === 'Edited'");
  assert_eval (&web, "document.getElementById('e-60').getAttribute('data-atrium')", "revealed");
  show_entries (&web, 100);
  web_wait_true (&web, "document.getElementById('e-60').getAttribute('data-atrium') === 'revealed'");

  atrium_preview_reveal (web.preview, "e-2");
  web_wait_true (&web, "document.getElementById('e-2').getAttribute('data-atrium') === 'revealed'");
  assert_eval (&web, "document.querySelectorAll('[data-atrium]').length", "1");
  atrium_preview_reveal (web.preview, NULL);
  web_wait_true (&web, "document.querySelectorAll('[data-atrium]').length === 0");
  /* no text can leave its argument */
  atrium_preview_reveal (web.preview, "'); document.body.remove(); ('");
  web_wait (50);
  assert_eval (&web, "document.querySelectorAll('article').length", "100");
  web_close (&web);
}

/* where entries get their true height only on the way */
static void
test_reveal_far (void)
{
  Web web;
  GString *html = g_string_new ("<!DOCTYPE html><style>article{content-visibility:auto;contain-intrinsic-size:auto 40px}</style><body>");

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (html, "<article id=e-%u><div style='height:%upx'>x</div></article>", i, 60 + i % 7 * 30);
  web_open (&web, 600, 500);
  web_show (&web, html->str, "index.html");
  atrium_preview_reveal (web.preview, "e-300");
  web_wait (1200);
  web_wait_true (&web, "(r => r.top >= 0 && r.bottom <= innerHeight)(document.getElementById('e-300').getBoundingClientRect())");
  web_close (&web);
  g_string_free (html, TRUE);
}

static gboolean
is_activated (gpointer data)
{
  return ((Web *) data)->activated->len > 0;
}

static gboolean
has_link (gpointer data)
{
  return ((Web *) data)->links->len > 0;
}

static const char click_page[] =
  "<!DOCTYPE html><style>body{margin:0;font:16px/20px sans-serif}*{outline-offset:0}</style>"
  "<header id=person style='height:50px'>P</header><section id=s-9><h2 style='height:50px;margin:0'>T</h2>"
  "<article id=e-a~20b style='height:100px'><p style='margin:0;height:50px'>x<b>y</b></p>"
  "<a href='https://outside.example/x?y#z' style='display:block;height:50px'>out</a></article>"
  "<article id=e-2 style='height:50px'><a href='#person' style='display:block;height:50px'>in</a></article>"
  "<article id=e-3 style='height:50px'><a href='other.html' style='display:block;height:50px'>site</a></article>"
  "<article id=e-4 style='height:50px'><a href='file:///etc/passwd' style='display:block;height:50px'>file</a></article></section>";

static void
test_click (void)
{
  Web web;

  web_open (&web, 600, 500);
  web_show (&web, click_page, "index.html");
  if (!pointer_click (20, 115))
    {
      g_test_skip ("the display has no pointer to move");
      web_close (&web);
      return;
    }
  web_wait_for (is_activated, &web);
  g_assert_cmpstr (g_ptr_array_index (web.activated, 0), ==, "e-a~20b");
  g_ptr_array_set_size (web.activated, 0);
  web_wait (600);

  pointer_click (20, 20);
  web_wait_for (is_activated, &web);
  g_assert_cmpstr (g_ptr_array_index (web.activated, 0), ==, "person");
  g_ptr_array_set_size (web.activated, 0);
  web_wait (600);

  pointer_click (20, 75);
  web_wait_for (is_activated, &web);
  g_assert_cmpstr (g_ptr_array_index (web.activated, 0), ==, "s-9");
  g_ptr_array_set_size (web.activated, 0);
  web_wait (600);

  /* hovering shows what a click would open */
  pointer_move (30, 112);
  web_wait_true (&web, "document.getElementById('e-a~20b').matches(':hover')");
  web_close (&web);
}

static void
test_links (void)
{
  Web web;
  const int links[] = { 175, 275, 325, 225 };

  web_open (&web, 600, 500);
  web_show (&web, click_page, "index.html");
  if (!pointer_click (10, links[0]))
    {
      g_test_skip ("the display has no pointer to move");
      web_close (&web);
      return;
    }
  web_wait_for (has_link, &web);
  g_assert_cmpstr (g_ptr_array_index (web.links, 0), ==, "https://outside.example/x?y#z");
  for (gsize i = 1; i < G_N_ELEMENTS (links); i++)
    {
      web_wait (600);
      pointer_click (10, links[i]);
    }
  /* the last one leads to another place in the page, and is followed */
  web_wait_true (&web, "location.hash === '#person'");
  g_assert_cmpuint (web.links->len, ==, 1);
  g_assert_cmpuint (web.activated->len, ==, 0);
  assert_eval (&web, "document.querySelectorAll('article').length", "4");
  web_close (&web);
}

/* the page's own world has no way to our handler, and what it makes up is not believed */
static void
test_spoofing (void)
{
  const char *messages[] = {
    "'activate nothing'", "'activate e-'", "'activate e-\"><b>'", "'activate '", "'activate e-1 e-2'", "'ACTIVATE e-1'", "'e-1'",
    "42", "null", "undefined", "({})", "['activate e-1']", "'activate e-' + 'x'.repeat(100000)", "'activate person\\0'", "true",
    "({toString() { return 'activate e-1'; }})",
  };
  Web web;

  web_open (&web, 600, 500);
  show_entries (&web, 3);
  {
    g_autofree char *handlers = web_eval (&web, NULL, "window.webkit?.messageHandlers?.atrium === undefined");
    g_autofree char *ours = web_eval (&web, NULL, "typeof window.atrium");

    g_assert_cmpstr (handlers, ==, "true");
    g_assert_cmpstr (ours, ==, "undefined");
  }
  g_free (web_eval (&web, NULL, "document.getElementById('e-1').click()"));
  g_free (web_eval (&web, NULL,
                    "document.getElementById('e-1').dispatchEvent(new MouseEvent('click', { bubbles: true, button: 0 }))"));
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *script = g_strdup_printf ("window.webkit.messageHandlers.atrium.postMessage(%s)", messages[i]);

      g_free (web_eval (&web, "atrium", script));
    }
  web_wait (200);
  g_assert_cmpuint (web.activated->len, ==, 0);

  /* and that this can fail: the right one is heard */
  g_free (web_eval (&web, "atrium", "window.webkit.messageHandlers.atrium.postMessage('activate e-1')"));
  web_wait_for (is_activated, &web);
  g_assert_cmpstr (g_ptr_array_index (web.activated, 0), ==, "e-1");
  web_close (&web);
}

static void
test_theme_and_zoom (void)
{
  Web web;
  gboolean dark;
  double zoom;

  web_open (&web, 600, 500);
  show_entries (&web, 1);
  assert_eval (&web, "document.documentElement.className", "");
  atrium_preview_set_dark (web.preview, TRUE);
  web_wait_true (&web, "document.documentElement.className === 'dark'");
  show_entries (&web, 2);
  assert_eval (&web, "document.documentElement.className", "dark");
  g_object_set (web.preview, "dark", FALSE, "zoom", 2.0, NULL);
  web_wait_true (&web, "document.documentElement.className === 'light'");
  web_wait_true (&web, "window.innerWidth === 300");
  g_object_get (web.preview, "dark", &dark, "zoom", &zoom, NULL);
  g_assert_false (dark);
  g_assert_cmpfloat (zoom, ==, 2);
  web_close (&web);
}

static void
test_snapshot (void)
{
  Web web;
  g_autoptr(GBytes) png = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  web_open (&web, 600, 500);
  show_entries (&web, 50);
  png = web_snapshot (&web);
  texture = gdk_texture_new_from_bytes (png, NULL);
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 600);
  g_assert_cmpint (gdk_texture_get_height (texture), >, 2500);
  web_close (&web);
}

/* processes that WebKit started for us, in whatever sandbox */
static guint
kill_web_processes (void)
{
  g_autoptr(GDir) folder = g_dir_open ("/proc", 0, NULL);
  g_autofree char *own = g_strdup_printf ("%d", getpid ());
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *comm_path = g_build_filename ("/proc", name, "comm", NULL);
      g_autofree char *comm = NULL;
      g_autofree char *pid = g_strdup (name);
      gboolean descends = FALSE;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (comm_path, &comm, NULL, NULL) ||
          !g_str_has_prefix (comm, "WebKitWebProces"))
        continue;
      for (guint i = 0; i < 10 && !descends; i++)
        {
          g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
          g_autofree char *stat = NULL;
          int parent;

          if (!g_file_get_contents (path, &stat, NULL, NULL) || sscanf (strrchr (stat, ')') + 1, " %*c %d", &parent) != 1)
            break;
          g_free (pid);
          pid = g_strdup_printf ("%d", parent);
          descends = g_str_equal (pid, own);
        }
      if (descends && kill (atoi (name), SIGKILL) == 0)
        n++;
    }

  return n;
}

static gboolean
shown_again (gpointer data)
{
  return ((Web *) data)->n_shown >= 2;
}

static void
test_crash (void)
{
  Web web;

  web_open (&web, 600, 500);
  show_entries (&web, 5);
  atrium_preview_patch (web.preview, "e-1", "<article id=e-1>Patched</article>");
  web_wait_true (&web, "document.getElementById('e-1').textContent === 'Patched'");
  g_assert_cmpuint (kill_web_processes (), >, 0);
  atrium_preview_patch (web.preview, "e-2", "<article id=e-2>After the end</article>");
  web_wait_for (shown_again, &web);
  web_wait_true (&web, "document.getElementById('e-2').textContent === 'After the end'");
  assert_eval (&web, "document.getElementById('e-1').textContent", "Patched");
  assert_eval (&web, "document.getElementById('e-3').textContent", "Entry 3 bold");
  web_close (&web);
}

static void
test_lifetime (void)
{
  Web web;
  g_autofree char *html = make_page (3);
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
  GWeakRef weak;

  /* ended while it loads, with patches and an answer under way */
  web_open (&web, 600, 500);
  g_weak_ref_init (&weak, web.preview);
  atrium_preview_show_page (web.preview, bytes, NULL);
  atrium_preview_patch (web.preview, "e-1", "<article id=e-1>x</article>");
  web_wait (30);
  web_close (&web);
  web_wait (300);
  g_assert_null (g_weak_ref_get (&weak));
  g_weak_ref_clear (&weak);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/preview/shown", test_shown);
  g_test_add_func ("/preview/patch", test_patch);
  g_test_add_func ("/preview/patch-above", test_patch_above);
  g_test_add_func ("/preview/patch-keeps-state", test_patch_keeps_state);
  g_test_add_func ("/preview/patch-section", test_patch_section);
  g_test_add_func ("/preview/patch-before-load", test_patch_before_load);
  g_test_add_func ("/preview/typing-fast", test_typing_fast);
  g_test_add_func ("/preview/reveal", test_reveal);
  g_test_add_func ("/preview/reveal-far", test_reveal_far);
  g_test_add_func ("/preview/click", test_click);
  g_test_add_func ("/preview/links", test_links);
  g_test_add_func ("/preview/spoofing", test_spoofing);
  g_test_add_func ("/preview/theme-and-zoom", test_theme_and_zoom);
  g_test_add_func ("/preview/snapshot", test_snapshot);
  g_test_add_func ("/preview/crash", test_crash);
  g_test_add_func ("/preview/lifetime", test_lifetime);

  return g_test_run ();
}
