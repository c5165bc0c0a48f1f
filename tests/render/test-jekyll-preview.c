/* What the window asks of the engine beside the page: where its entries are, its style sheets. */

#include <signal.h>
#include <string.h>

#include "atrium-error.h"
#include "jekyll-site.h"

static void
render (Fixture        *fixture,
        const char     *page,
        AtriumFileTree *changed,
        AtriumMarks    *marks,
        Outcome        *outcome)
{
  g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();

  *outcome = (Outcome) { NULL, NULL, FALSE };
  atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), page, changed != NULL ? changed : nothing, marks, NULL,
                              rendered_cb, outcome);
  wait_for (outcome);
}

static char *
dup_html (Outcome *outcome)
{
  gsize length;
  const char *html;

  g_assert_no_error (outcome->error);
  html = g_bytes_get_data (outcome->rendering->html, &length);
  return g_strndup (html, length);
}

static char *
without_attributes (const char *html)
{
  g_autoptr(GRegex) attribute = g_regex_new (" data-atrium-entry=\"[^\"]*\"", 0, 0, NULL);

  return g_regex_replace_literal (attribute, html, -1, 0, "", 0, NULL);
}

static AtriumMarks *
mark_page (AtriumFileTree *files,
           const char     *path)
{
  AtriumMarks *marks = atrium_marks_new (files);
  const char *text = g_bytes_get_data (atrium_file_tree_lookup (files, path), NULL);

  atrium_marks_add (marks, ATRIUM_MARK_HEADING, "s-news", path, (gsize) (strstr (text, "News") - text));
  atrium_marks_add (marks, ATRIUM_MARK_ENTRY, "e-nets", path, (gsize) (strstr (text, "Tidal Nets") - text));
  atrium_marks_add (marks, ATRIUM_MARK_ENTRY, "e-bio", path, (gsize) (strstr (text, "{{ greeting") - text));

  return marks;
}

static void
test_marks (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const wanted[] = {
    "<h1 data-atrium-entry=\"s-news\" id=", "<p data-atrium-entry=\"e-bio\">Hello", "<p data-atrium-entry=\"e-nets\"><strong>Tidal Nets",
  };
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *bare = NULL;
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumMarks) marks = NULL;
  g_auto(Outcome) first = { NULL, NULL, FALSE };
  g_auto(Outcome) second = { NULL, NULL, FALSE };
  g_auto(Outcome) third = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  text = read_file (fixture->folder, "_pages/about.md");
  files = tree_of ("_pages/about.md", text);
  marks = mark_page (files, "_pages/about.md");
  render (fixture, "_pages/about.md", NULL, NULL, &first);
  plain = dup_html (&first);
  render (fixture, "_pages/about.md", NULL, marks, &second);
  marked = dup_html (&second);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (marked, wanted[i]));
  bare = without_attributes (marked);
  g_assert_cmpstr (bare, ==, plain);
  g_assert_cmpstr (second.rendering->path, ==, "index.html");

  /* nothing of the markers stays behind */
  render (fixture, "_pages/about.md", NULL, NULL, &third);
  g_clear_pointer (&bare, g_free);
  bare = dup_html (&third);
  g_assert_cmpstr (bare, ==, plain);
}

/* A marker that changes the page is left out, and with it no more than its neighbour. */
static void
test_marks_that_break (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char text[] = "---\npermalink: /\n---\nFirst.\n\nSecond.\n\n- one\n- two\n\nNext.\n\nLast.\n";
  g_autofree char *html = NULL;
  g_autoptr(AtriumFileTree) files = tree_of ("_pages/about.md", text);
  g_autoptr(AtriumMarks) marks = atrium_marks_new (files);
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  atrium_marks_add (marks, ATRIUM_MARK_ENTRY, "e-first", "_pages/about.md", (gsize) (strstr (text, "First") - text));
  atrium_marks_add (marks, ATRIUM_MARK_ENTRY, "e-second", "_pages/about.md", (gsize) (strstr (text, "Second") - text));
  atrium_marks_add (marks, ATRIUM_MARK_ENTRY, "e-one", "_pages/about.md", (gsize) (strstr (text, "- one") - text));
  atrium_marks_add (marks, ATRIUM_MARK_ENTRY, "e-next", "_pages/about.md", (gsize) (strstr (text, "Next") - text));
  atrium_marks_add (marks, ATRIUM_MARK_ENTRY, "e-last", "_pages/about.md", (gsize) (strstr (text, "Last") - text));
  render (fixture, "_pages/about.md", files, marks, &outcome);
  html = dup_html (&outcome);
  g_test_message ("%s", html);
  g_assert_nonnull (strstr (html, "<li>one</li>"));
  g_assert_nonnull (strstr (html, "<p data-atrium-entry=\"e-first\">First.</p>"));
  g_assert_nonnull (strstr (html, "<p data-atrium-entry=\"e-last\">Last.</p>"));
  g_assert_null (strstr (html, "e-one"));
}

/* An entry that is a file of its own is found by its title, on the page that lists it. */
static void
test_files_marked (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char news[] = "---\ntitle: Moved\ndate: 2031-05-02\n---\n";
  g_autofree char *html = NULL;
  g_autoptr(AtriumFileTree) files = tree_of ("_news/one.md", news);
  g_autoptr(AtriumMarks) marks = atrium_marks_new (files);
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  write_file (fixture->folder, "_news/one.md", news);
  write_file (fixture->folder, "_pages/list.md",
              "---\npermalink: /news/\n---\n{% for item in site.news %}\n* {{ item.title }}\n{% endfor %}\n");
  atrium_marks_add_file (marks, "e-moved", "_news/one.md");
  render (fixture, "_news/", NULL, marks, &outcome);
  html = dup_html (&outcome);
  g_test_message ("%s", html);
  g_assert_nonnull (strstr (html, " data-atrium-entry=\"e-moved\">Moved<"));
  g_assert_cmpstr (outcome.rendering->path, ==, "news/index.html");
}

/* What is no page is shown by the first one, and addresses begin at the site. */
static void
test_place (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *html = NULL;
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  write_file (fixture->folder, "_config.yml",
              "title: T\nurl: https://tides.example\nbaseurl: /lab\ninclude: [_pages]\n");
  write_file (fixture->folder, "_layouts/page.html", "{{ \"/assets/site.css\" | absolute_url }} {{ content }}");
  write_file (fixture->folder, "_pages/about.md", "---\npermalink: /\nlayout: page\n---\nHome\n");
  render (fixture, "_data/people.yml", NULL, NULL, &outcome);
  html = dup_html (&outcome);
  g_assert_true (g_str_has_prefix (html, "/lab/assets/site.css "));
  g_assert_cmpstr (outcome.rendering->path, ==, "lab/index.html");
  g_assert_cmpstr (outcome.rendering->base, ==, "lab");
}

typedef struct
{
  GBytes *bytes;
  GError *error;
  gboolean done;
} Load;

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Load *load = user_data;

  load->bytes = atrium_engine_load_finish (ATRIUM_ENGINE (object), result, &load->error);
  load->done = TRUE;
}

static char *
load (Fixture    *fixture,
      const char *path)
{
  Load answer = { NULL, NULL, FALSE };
  char *text;

  atrium_engine_load_async (ATRIUM_ENGINE (fixture->engine), path, NULL, loaded_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);

  if (answer.bytes == NULL)
    {
      g_assert_error (answer.error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
      g_error_free (answer.error);
      return NULL;
    }
  text = g_strndup (g_bytes_get_data (answer.bytes, NULL), g_bytes_get_size (answer.bytes));
  g_bytes_unref (answer.bytes);
  return text;
}

static void
test_assets (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const refused[] = {
    "assets/none.css", "_config.yml", "../secret.css", "assets/../../secret.css", "/etc/passwd", "", "_sass/_ink.scss",
  };
  g_autofree char *css = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  if (skip_without_jekyll ())
    return;

  write_file (parent, "secret.css", "secret");
  css = load (fixture, "assets/site.css");
  g_assert_nonnull (css);
  g_assert_nonnull (strstr (css, "#123456"));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *text = load (fixture, refused[i]);

      g_test_message ("%s", refused[i]);
      g_assert_null (text);
    }
}

static void
add_children (GArray *pids,
              int     pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", pid, pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) children = NULL;

  g_array_append_val (pids, pid);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  children = g_strsplit (g_strstrip (text), " ", -1);
  for (guint i = 0; children[i] != NULL; i++)
    if (*children[i] != '\0')
      add_children (pids, atoi (children[i]));
}

/* Kills the helper and waits until all of it is gone: confined, what answers is a grandchild,
 * which may still answer once while it goes. */
static void
kill_all (AtriumHelper *helper)
{
  g_autoptr(GArray) pids = g_array_new (FALSE, FALSE, sizeof (int));
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  add_children (pids, atoi (atrium_helper_get_pid (helper)));
  kill (g_array_index (pids, int, 0), SIGKILL);
  for (guint i = 1; i < pids->len; i++)
    while (kill (g_array_index (pids, int, i), 0) == 0 && g_get_monotonic_time () < deadline)
      g_usleep (1000);
}

/* One that was killed between two questions is not noticed by who asks. */
static void
test_killed_unseen (Fixture       *fixture,
                    gconstpointer  data)
{
  AtriumHelper *helper = atrium_jekyll_get_helper (fixture->engine);
  g_auto(Outcome) first = { NULL, NULL, FALSE };
  g_auto(Outcome) second = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  render (fixture, "_pages/about.md", NULL, NULL, &first);
  g_assert_no_error (first.error);
  kill_all (helper);
  render (fixture, "_pages/about.md", NULL, NULL, &second);
  g_assert_no_error (second.error);
  g_assert_true (g_bytes_equal (first.rendering->html, second.rendering->html));
  g_assert_cmpuint (atrium_helper_get_n_starts (helper), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/jekyll-preview/" name, Fixture, GINT_TO_POINTER (TRUE), set_up, function, tear_down)
  ADD ("marks", test_marks);
  ADD ("marks-that-break", test_marks_that_break);
  ADD ("files-marked", test_files_marked);
  ADD ("place", test_place);
  ADD ("assets", test_assets);
  ADD ("killed-unseen", test_killed_unseen);
#undef ADD

  return g_test_run ();
}
