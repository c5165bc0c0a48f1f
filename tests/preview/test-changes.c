/* What is shown on a page and does not belong to it: the entry that is hinted at, what was changed,
 * and two pages that are scrolled together. */

#include "pointer.h"
#include "web.h"

#include <string.h>

static const char head[] =
  "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>One</title>"
  "<style>body{margin:0;font:16px/20px sans-serif}li,p,h2{height:40px;margin:0}ul{margin:0;padding:0}"
  ".tall{height:3000px}</style></head><body>";

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
marked_cb (AtriumPreview *preview,
           guint          n,
           guint          n_alone,
           guint         *n_marked)
{
  *n_marked = n;
}

static gboolean
is_marked (gpointer data)
{
  return *(guint *) data != G_MAXUINT;
}

/* how the changed elements are marked, "kind:text" each, in the order of the page */
#define MARKS "[...document.querySelectorAll('[data-atrium-changed]')].map(e => " \
              "e.getAttribute('data-atrium-changed') + ':' + (e.textContent || e.localName)).join('|')"

static void
assert_marks (Web        *web,
              const char *shown,
              const char *other,
              gboolean    before,
              const char *expected)
{
  g_autoptr(GBytes) one = make_page (shown);
  g_autoptr(GBytes) two = make_page (other);
  g_autofree char *marks = NULL;
  guint n = G_MAXUINT;
  gulong handler = g_signal_connect (web->preview, "changes-marked", G_CALLBACK (marked_cb), &n);

  atrium_preview_mark_changes (web->preview, one, two, before);
  web_wait_for (is_marked, &n);
  marks = web_eval (web, "atrium", MARKS);
  g_assert_cmpstr (marks, ==, expected);
  {
    g_auto(GStrv) each = g_strsplit (marks, "|", -1);

    g_assert_cmpuint (n, ==, g_strv_length (each));
  }
  g_signal_handler_disconnect (web->preview, handler);
}

static const struct
{
  const char *before;
  const char *after;
  const char *in_before;
  const char *in_after;
} cases[] = {
  { "<p>a</p><p>b</p>", "<p>a</p><p>b</p>", "", "" },
  { "<p>a</p><p>b</p><p>c</p>", "<p>a</p><p>x</p><p>c</p>", "before:b", "changed:x" },
  { "<p>a</p><p>c</p>", "<p>a</p><p>b</p><p>c</p>", "", "changed:b" },
  { "<p>a</p><p>b</p><p>c</p>", "<p>a</p><p>c</p>", "before:b", "" },
  /* a change of a word is one of the block that it stands in */
  { "<ul><li>a <b>b</b></li><li>c</li></ul>", "<ul><li>a <b>x</b></li><li>c</li></ul>", "before:a b", "changed:a x" },
  { "<p>a <a href='x'>b</a></p>", "<p>a <a href='y'>b</a></p>", "before:a b", "changed:a b" },
  { "<p>a<br></p>", "<p>a</p>", "before:a", "changed:a" },
  { "<p>a</p><img src='x.png'>", "<p>a</p><img src='y.png'>", "before:img", "changed:img" },
  /* by its key, wherever it went */
  { "<p data-atrium-entry=e-1>a</p><p data-atrium-entry=e-2>b</p><p data-atrium-entry=e-3>c</p>",
    "<p data-atrium-entry=e-3>c</p><p data-atrium-entry=e-1>a</p><p data-atrium-entry=e-2>b</p>",
    "moved-before:c", "moved:c" },
  { "<p data-atrium-entry=e-1>a</p><p data-atrium-entry=e-2>b</p>",
    "<p data-atrium-entry=e-2>y</p><p data-atrium-entry=e-4>b</p>", "before:a|before:b", "changed:y|changed:b" },
  /* two at once, without keys */
  { "<ul><li>1</li><li>2</li><li>3</li><li>4</li><li>5</li></ul>", "<ul><li>0</li><li>1</li><li>2</li><li>4</li><li>x</li></ul>",
    "before:3|before:5", "changed:0|changed:x" },
  /* formulas stand in elements that the page's text does not have */
  { "\\[x\\]<p>a</p><p>b</p><p>c</p>", "\\[x\\]<p>a</p><p>x</p><p>c</p>", "before:b", "changed:x" },
  { "<p>a \\(x\\) b</p><p>c</p>", "<p>a \\(y\\) b</p><p>c</p>", "before:a \\(x\\) b", "changed:a \\(y\\) b" },
  /* lines are broken elsewhere: nothing that is seen */
  { "<p>a b</p>", "<p>a\n  b</p>", "", "" },
};

static void
test_marks (void)
{
  Web web;

  web_open (&web, 600, 500);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s to %s", cases[i].before, cases[i].after);
      show (&web, cases[i].after);
      assert_marks (&web, cases[i].after, cases[i].before, FALSE, cases[i].in_after);
      show (&web, cases[i].before);
      assert_marks (&web, cases[i].before, cases[i].after, TRUE, cases[i].in_before);
    }
  web_close (&web);
}

/* the marks follow what is typed, are no part of the page, and go */
static void
test_marks_stay (void)
{
  g_autoptr(GBytes) next = make_page ("<p>a</p><p>new</p><p>x</p>");
  Web web;

  web_open (&web, 600, 500);
  show (&web, "<p>a</p><p>x</p>");
  assert_marks (&web, "<p>a</p><p>x</p>", "<p>a</p><p>b</p>", FALSE, "changed:x");
  g_free (web_eval (&web, "atrium", "document.querySelectorAll('p').forEach(e => e.kept = true)"));
  atrium_preview_update_page (web.preview, next);
  assert_marks (&web, "<p>a</p><p>new</p><p>x</p>", "<p>a</p><p>b</p>", FALSE, "changed:new|changed:x");
  {
    g_autofree char *kept = web_eval (&web, "atrium", "[...document.querySelectorAll('p')].map(e => e.kept === true).join()");

    g_assert_cmpstr (kept, ==, "true,false,true");
  }
  atrium_preview_forget_changes (web.preview);
  web_wait_true (&web, "document.querySelector('[data-atrium-changed]') === null");
  web_close (&web);
}

/* a long list is compared in time that nobody notices */
static void
test_marks_many (void)
{
  GString *before = g_string_new (NULL);
  GString *after = g_string_new (NULL);
  gint64 start;
  Web web;

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append_printf (before, "<p data-atrium-entry=e-%u>Entry <b>%u</b></p>", i, i);
      g_string_append_printf (after, "<p data-atrium-entry=e-%u>Entry <b>%u</b></p>", i, i == 2500 ? 7 : i);
    }
  web_open (&web, 600, 500);
  show (&web, after->str);
  start = g_get_monotonic_time ();
  assert_marks (&web, after->str, before->str, FALSE, "changed:Entry 7");
  g_test_message ("5,000 entries compared in %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  web_close (&web);
  g_string_free (before, TRUE);
  g_string_free (after, TRUE);
}

/* lights up and scrolls nothing */
static void
test_hint (void)
{
  static const char body[] = "<p data-atrium-entry=e-1>one</p><div class=tall></div><p data-atrium-entry=e-2>two</p>";
  g_autoptr(GBytes) next = make_page ("<p>new</p><p data-atrium-entry=e-1>one</p><div class=tall></div>");
  Web web;

  web_open (&web, 600, 500);
  show (&web, body);
  atrium_preview_hint (web.preview, "e-2");
  web_wait_true (&web, "document.querySelector('[data-atrium-hint]')?.textContent === 'two'");
  web_wait_true (&web, "window.scrollY === 0");
  atrium_preview_hint (web.preview, "e-1");
  web_wait_true (&web, "[...document.querySelectorAll('[data-atrium-hint]')].map(e => e.textContent).join() === 'one'");
  atrium_preview_update_page (web.preview, next);
  web_wait_true (&web, "document.querySelector('p').textContent === 'new'");
  web_wait_true (&web, "document.querySelector('[data-atrium-hint]')?.textContent === 'one'");
  atrium_preview_hint (web.preview, NULL);
  web_wait_true (&web, "document.querySelector('[data-atrium-hint]') === null");
  /* also in a page that is shown later */
  atrium_preview_hint (web.preview, "e-2");
  show (&web, body);
  web_wait_true (&web, "document.querySelector('[data-atrium-hint]')?.textContent === 'two'");
  web_close (&web);
}

typedef struct
{
  int   offset;
  char *id;
} Place;

static void
scrolled_cb (AtriumPreview *preview,
             int            offset,
             const char    *id,
             Place         *place)
{
  place->offset = offset;
  g_set_str (&place->id, id);
}

static gboolean
is_scrolled (gpointer data)
{
  return ((Place *) data)->id != NULL;
}

static void
wait_scrolled (Place *place)
{
  g_clear_pointer (&place->id, g_free);
  web_wait_for (is_scrolled, place);
}

/* by the entry that both pages have; and what it was scrolled to by the other is not told back */
static void
test_follow (void)
{
  static const char after[] = "<p data-atrium-entry=e-0>new</p><p data-atrium-entry=e-1>one</p><div class=tall></div>"
                              "<p data-atrium-entry=e-2>two</p><div class=tall></div>";
  static const char before[] = "<p data-atrium-entry=e-1>one</p><div class=tall></div><p data-atrium-entry=e-2>two</p>"
                               "<div class=tall></div>";
  Place place = { 0, NULL };
  Web web;

  web_open (&web, 600, 500);
  show (&web, after);
  g_signal_connect (web.preview, "scrolled", G_CALLBACK (scrolled_cb), &place);
  g_free (web_eval (&web, "atrium", "window.scrollTo(0, 500)"));
  web_wait (200);
  g_assert_null (place.id);

  atrium_preview_set_following (web.preview, TRUE);
  atrium_preview_tell_place (web.preview);
  wait_scrolled (&place);
  g_assert_cmpstr (place.id, ==, "");
  g_assert_cmpint (place.offset, ==, 500);
  assert_marks (&web, after, before, FALSE, "changed:new");
  g_free (web_eval (&web, "atrium", "window.scrollTo(0, 3060)"));
  wait_scrolled (&place);
  g_assert_cmpstr (place.id, ==, "e-2");
  g_assert_cmpint (place.offset, ==, 20);
  g_free (web_eval (&web, "atrium", "window.scrollTo(0, 1000)"));
  wait_scrolled (&place);
  g_assert_cmpstr (place.id, ==, "e-1");
  g_assert_cmpint (place.offset, ==, 40 - 1000);

  web_wait (200);
  g_clear_pointer (&place.id, g_free);
  atrium_preview_scroll_to (web.preview, 20, "e-2");
  web_wait_true (&web, "window.scrollY === 3060");
  atrium_preview_scroll_to (web.preview, 20, "e-none");
  atrium_preview_scroll_to (web.preview, 123, "");
  web_wait_true (&web, "window.scrollY === 123");
  web_wait (200);
  g_assert_null (place.id);

  atrium_preview_show_change (web.preview, 1);
  web_wait_true (&web, "window.scrollY === 0");
  web_close (&web);
  g_free (place.id);
}

/* Clicks. */

static void
missing_cb (AtriumPreview *preview,
            const char    *path,
            const char    *id,
            GPtrArray     *clicks)
{
  g_ptr_array_add (clicks, g_strdup_printf ("%s of %s", path, id));
}

static void
page_cb (AtriumPreview *preview,
         const char    *path,
         GPtrArray     *clicks)
{
  g_ptr_array_add (clicks, g_strdup (path));
}

static gboolean
is_clicked (gpointer data)
{
  return ((GPtrArray *) data)->len > 0;
}

static void
assert_clicked (GPtrArray  *clicks,
                const char *expected)
{
  web_wait_for (is_clicked, clicks);
  g_assert_cmpuint (clicks->len, ==, 1);
  g_assert_cmpstr (clicks->pdata[0], ==, expected);
  g_ptr_array_set_size (clicks, 0);
}

/* what is not there can be clicked on and reached by the keyboard */
static void
test_missing (void)
{
  static const char body[] = "<div data-atrium-entry=e-1><img id=a style='display:block;width:250px;height:150px' src='/images/gone.png'></div>"
                             "<img id=b style='display:block;width:250px;height:150px' src='../../out.png'>"
                             "<a href='https://x.example/'><img id=c style='display:block;width:250px;height:150px' alt=me src='me%20.jpg?2'></a>";
  g_autoptr(GPtrArray) clicks = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *changed = g_strconcat ("<p>new</p>", body, NULL);
  g_autoptr(GBytes) next = make_page (changed);
  Web web;

  web_open (&web, 600, 500);
  g_signal_connect (web.preview, "missing-activated", G_CALLBACK (missing_cb), clicks);
  show (&web, body);
  web_wait_true (&web, "[...document.querySelectorAll('[data-atrium-missing]')].map(e => e.id).join() === 'a,b,c'");
  web_wait_true (&web, "document.getElementById('a').naturalWidth === 500");
  web_wait_true (&web, "document.getElementById('a').title.length > 10");
  if (!pointer_click (100, 70))
    {
      g_test_skip ("no pointer on this display");
      web_close (&web);
      return;
    }
  assert_clicked (clicks, "images/gone.png of e-1");
  pointer_click (100, 370);
  assert_clicked (clicks, "lab/me .jpg of ");
  g_assert_cmpuint (web.activated->len, ==, 0);
  g_assert_cmpuint (web.links->len, ==, 0);

  /* through a change of the page */
  atrium_preview_update_page (web.preview, next);
  web_wait_true (&web, "document.querySelector('p')?.textContent === 'new'");
  web_wait_true (&web, "document.getElementById('a').getAttribute('data-atrium-missing') === '0'");
  g_free (web_eval (&web, "atrium", "document.getElementById('a').focus()"));
  pointer_key ("Return");
  assert_clicked (clicks, "images/gone.png of e-1");
  web_close (&web);
}

static void
test_links (void)
{
  static const char body[] = "<a style='display:block;height:40px' href='other.html#part'>other</a>"
                             "<a style='display:block;height:40px' href='/papers/'>papers</a>"
                             "<a style='display:block;height:40px' href='#here'>here</a>"
                             "<a style='display:block;height:40px' href='//9/x.html'>elsewhere</a>"
                             "<a style='display:block;height:40px' href='/lab/#here'>here too</a>"
                             "<div class=tall></div><p id=here>here</p><div class=tall></div>";
  g_autoptr(GPtrArray) clicks = g_ptr_array_new_with_free_func (g_free);
  Web web;

  web_open (&web, 600, 500);
  g_signal_connect (web.preview, "page-activated", G_CALLBACK (page_cb), clicks);
  show (&web, body);
  if (!pointer_click (20, 20))
    {
      g_test_skip ("no pointer on this display");
      web_close (&web);
      return;
    }
  assert_clicked (clicks, "lab/other.html");
  pointer_click (20, 60);
  assert_clicked (clicks, "papers/");
  pointer_click (20, 140);
  pointer_click (20, 180);
  web_wait_true (&web, "window.scrollY === 3200");
  g_free (web_eval (&web, "atrium", "window.scrollTo(0, 0)"));
  web_wait_true (&web, "window.scrollY === 0");
  pointer_click (20, 100);
  web_wait_true (&web, "window.scrollY === 3200");
  g_assert_cmpuint (clicks->len, ==, 0);
  g_assert_cmpuint (web.links->len, ==, 0);
  web_close (&web);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/marks", test_marks);
  g_test_add_func ("/changes/marks-stay", test_marks_stay);
  g_test_add_func ("/changes/marks-many", test_marks_many);
  g_test_add_func ("/changes/hint", test_hint);
  g_test_add_func ("/changes/follow", test_follow);

  g_test_add_func ("/changes/missing", test_missing);
  g_test_add_func ("/changes/links", test_links);

  return g_test_run ();
}
