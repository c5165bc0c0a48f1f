#include "atrium-jekyll.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>

#include "atrium-error.h"
#include "jekyll-site.h"

static void
render (Fixture    *fixture,
        const char *page,
        const char *path,
        const char *text,
        Outcome    *outcome)
{
  g_autoptr(AtriumFileTree) changed = tree_of (path, text);

  *outcome = (Outcome) { NULL, NULL, FALSE };
  atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), page, changed, NULL, NULL, rendered_cb, outcome);
  wait_for (outcome);
}

static void
assert_html (Fixture    *fixture,
             const char *page,
             const char *path,
             const char *text,
             const char *expected)
{
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  render (fixture, page, path, text, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpmem (g_bytes_get_data (outcome.rendering->html, NULL),
                   g_bytes_get_size (outcome.rendering->html), expected, strlen (expected));
}

static void
test_as_built (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *about = NULL;
  g_autofree char *old = NULL;

  if (skip_without_jekyll ())
    return;

  about = build_page (fixture->folder, "index.html");
  old = build_page (fixture->folder, "old/index.html");
  assert_html (fixture, "_pages/about.md", NULL, NULL, about);
  assert_html (fixture, "_pages/old.md", NULL, NULL, old);
  assert_html (fixture, "_pages/about.md", NULL, NULL, about);
}

/* Unsaved text gives what a build gives after it is saved; taking it back gives the first page. */
static void
test_unsaved (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *path;
    const char *text;
  } cases[] = {
    { "_pages/about.md", "---\ntitle: \"About\"\npermalink: /\n---\nChanged *text*.\n" },
    { "_pages/about.md", "---\ntitle: \"Another\"\npermalink: /\nlayout: base\n---\nChanged.\n" },
    { "_pages/news.txt", "* a list\n* from an include\n" },
    { "_includes/head.html", "<head>{{ site.title }}</head>" },
    { "_layouts/page.html", "---\nlayout: base\n---\n<p>{{ content }}</p>" },
    { "_data/people.yml", "- name: Tam Varga\n" },
    { "_news/one.md", "---\ndate: 2030-05-02\n---\nDated *back*.\n" },
    { "_config.yml", "title: Other\ninclude: [_pages]\n" },
  };
  g_autofree char *first = NULL;

  if (skip_without_jekyll ())
    return;

  first = build_page (fixture->folder, "index.html");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *saved = read_file (fixture->folder, cases[i].path);
      g_autofree char *expected = NULL;

      g_test_message ("%s", cases[i].path);
      write_file (fixture->folder, cases[i].path, cases[i].text);
      expected = build_page (fixture->folder, "index.html");
      write_file (fixture->folder, cases[i].path, saved);

      g_assert_cmpstr (expected, !=, first);
      assert_html (fixture, "_pages/about.md", cases[i].path, cases[i].text, expected);
      assert_html (fixture, "_pages/about.md", NULL, NULL, first);
    }
}

/* A file of a collection that the editor has added or taken away, and nobody saved yet. */
static void
test_unsaved_files (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char text[] = "---\ndate: 2031-07-01\n---\nAdded *late*.\n";
  g_autofree char *first = NULL;
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;
  g_autofree char *path = NULL;
  g_autoptr(AtriumFileTree) gone = atrium_file_tree_new ();
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  first = build_page (fixture->folder, "index.html");
  write_file (fixture->folder, "_news/three.md", text);
  with = build_page (fixture->folder, "index.html");
  path = g_build_filename (fixture->folder, "_news/three.md", NULL);
  g_remove (path);
  assert_html (fixture, "_pages/about.md", "_news/three.md", text, with);
  assert_html (fixture, "_pages/about.md", NULL, NULL, first);

  g_free (path);
  path = g_build_filename (fixture->folder, "_news/one.md", NULL);
  atrium_file_tree_set (gone, "_news/one.md", NULL);
  atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), "_pages/about.md", gone, NULL, NULL, rendered_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_remove (path);
  without = build_page (fixture->folder, "index.html");
  g_assert_cmpmem (g_bytes_get_data (outcome.rendering->html, NULL), g_bytes_get_size (outcome.rendering->html),
                   without, strlen (without));
}

/* A change on disk is seen without being told. */
static void
test_watches (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (skip_without_jekyll ())
    return;

  first = build_page (fixture->folder, "index.html");
  assert_html (fixture, "_pages/about.md", NULL, NULL, first);
  write_file (fixture->folder, "_layouts/base.html", "<html>{{ content }}</html>");
  second = build_page (fixture->folder, "index.html");
  g_assert_cmpstr (first, !=, second);
  assert_html (fixture, "_pages/about.md", NULL, NULL, second);
}

static void
test_errors (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *page;
    const char *path;
    const char *text;
    const char *message;
  } cases[] = {
    { "_pages/about.md", "_pages/about.md", "---\npermalink: /\n---\none\n\n{% nothing %}\n", "_pages/about.md:6:1: *" },
    { "_pages/about.md", "_pages/about.md", "---\na: [\n---\n", "_pages/about.md:3:1: *" },
    { "_pages/about.md", "_pages/news.txt", "one\n{% if %}\n", "_pages/news.txt:2:1: *" },
    { "_pages/about.md", "_includes/head.html", "{% for %}", "_includes/head.html:1:1: *" },
    { "_pages/none.md", NULL, NULL, "_pages/none.md is not a page of the site" },
  };

  if (skip_without_jekyll ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Outcome) outcome = { NULL, NULL, FALSE };

      render (fixture, cases[i].page, cases[i].path, cases[i].text, &outcome);
      g_assert_error (outcome.error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
      g_test_message ("%s", outcome.error->message);
      g_assert_true (g_pattern_match_simple (cases[i].message, outcome.error->message));
    }
  g_assert_cmpuint (atrium_helper_get_n_starts (atrium_jekyll_get_helper (fixture->engine)), ==, 1);
}

static void
test_newest_wins (Fixture       *fixture,
                  gconstpointer  data)
{
  Outcome outcomes[20] = { 0 };
  guint n_cancelled = 0;

  if (skip_without_jekyll ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *text = g_strdup_printf ("---\npermalink: /\nlayout: null\n---\n<b>%" G_GSIZE_FORMAT "</b>\n", i);
      g_autoptr(AtriumFileTree) changed = tree_of ("_pages/about.md", text);

      atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), "_pages/about.md", changed, NULL, NULL,
                                  rendered_cb, &outcomes[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      wait_for (&outcomes[i]);
      if (outcomes[i].error != NULL)
        {
          g_assert_error (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          n_cancelled++;
        }
    }

  g_assert_cmpuint (n_cancelled, ==, G_N_ELEMENTS (outcomes) - 2);
  g_assert_nonnull (outcomes[19].rendering);
  g_assert_nonnull (strstr (g_bytes_get_data (outcomes[19].rendering->html, NULL), "<b>19</b>"));
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    outcome_clear (&outcomes[i]);
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *html = NULL;
  AtriumHelper *helper = atrium_jekyll_get_helper (fixture->engine);
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  html = build_page (fixture->folder, "index.html");
  assert_html (fixture, "_pages/about.md", NULL, NULL, html);
  kill (atoi (atrium_helper_get_pid (helper)), SIGKILL);
  render (fixture, "_pages/about.md", NULL, NULL, &outcome);
  assert_html (fixture, "_pages/about.md", NULL, NULL, html);
  g_assert_cmpuint (atrium_helper_get_n_starts (helper), ==, 2);
}

/* A plugin that never ends costs one time-out, not the program. */
static void
test_hangs (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto(Outcome) hung = { NULL, NULL, FALSE };
  g_auto(Outcome) well = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  write_file (fixture->folder, "_plugins/slow.rb",
              "Jekyll::Hooks.register(:pages, :pre_render) { |page, _| sleep if page.content.include?(\"hang\") }\n");
  render (fixture, "_pages/about.md", NULL, NULL, &well);
  g_assert_no_error (well.error);
  outcome_clear (&well);

  atrium_jekyll_set_timeout (fixture->engine, 500);
  render (fixture, "_pages/about.md", "_pages/about.md", "---\npermalink: /\n---\nhang\n", &hung);
  g_assert_error (hung.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);

  atrium_jekyll_set_timeout (fixture->engine, 60000);
  render (fixture, "_pages/about.md", NULL, NULL, &well);
  g_assert_no_error (well.error);
}

/* The folder is moved away, another one stands in its place, and it comes back. */
static void
test_folder_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *away = g_strconcat (fixture->folder, "-away", NULL);
  g_autofree char *well = NULL;
  g_autofree char *other = NULL;
  g_auto(Outcome) gone = { NULL, NULL, FALSE };

  if (skip_without_jekyll ())
    return;

  well = build_page (fixture->folder, "index.html");
  assert_html (fixture, "_pages/about.md", NULL, NULL, well);
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  render (fixture, "_pages/about.md", "_pages/about.md", "---\npermalink: /\n---\nTyped.\n", &gone);
  g_assert_error (gone.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (gone.error->message, fixture->folder));

  copy_folder (away, fixture->folder);
  write_file (fixture->folder, "_data/people.yml", "- name: Somebody Else\n");
  other = build_page (fixture->folder, "index.html");
  g_assert_cmpstr (other, !=, well);
  assert_html (fixture, "_pages/about.md", NULL, NULL, other);

  remove_folder (fixture->folder);
  outcome_clear (&gone);
  render (fixture, "_pages/about.md", NULL, NULL, &gone);
  g_assert_error (gone.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  assert_html (fixture, "_pages/about.md", NULL, NULL, well);
}

/* Who is told of changes on the disk does not look for itself; a change that a page which nobody
 * waited for should have seen is seen by the next one. */
static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();
  Outcome outcomes[3] = { 0 };

  if (skip_without_jekyll ())
    return;

  first = build_page (fixture->folder, "index.html");
  atrium_engine_disk_changed (ATRIUM_ENGINE (fixture->engine));
  assert_html (fixture, "_pages/about.md", NULL, NULL, first);
  write_file (fixture->folder, "_layouts/base.html", "<html>{{ content }}</html>");
  second = build_page (fixture->folder, "index.html");
  g_assert_cmpstr (first, !=, second);
  assert_html (fixture, "_pages/about.md", NULL, NULL, first);

  /* the second of these is dropped */
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      if (i == 1)
        atrium_engine_disk_changed (ATRIUM_ENGINE (fixture->engine));
      atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), "_pages/about.md", nothing, NULL, NULL, rendered_cb,
                                  &outcomes[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    wait_for (&outcomes[i]);
  g_assert_error (outcomes[1].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (outcomes[2].error);
  g_assert_cmpmem (g_bytes_get_data (outcomes[2].rendering->html, NULL), g_bytes_get_size (outcomes[2].rendering->html),
                   second, strlen (second));
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    outcome_clear (&outcomes[i]);
}

/* Plugins of a stranger's site: no network, nothing of the user's to read, nothing to write. */
static void
test_confined (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const attempts[] = {
    "File.write(File.join(site.source, \"written\"), \"x\")",
    "File.read(File.join(File.dirname(site.source), \"secret\"))",
    "require \"socket\"; TCPSocket.new(\"127.0.0.1\", PORT)",
  };
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  if (skip_without_jekyll ())
    return;
  if (!atrium_jekyll_is_confined (fixture->engine))
    {
      g_test_skip ("bubblewrap does not work on this machine");
      return;
    }

  write_file (parent, "secret", "x");
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("PORT = %u unless defined?(PORT)\n", port);
      g_autofree char *plugin = g_strconcat (numbered,
                                             "Jekyll::Hooks.register(:site, :post_read) do |site|\n  begin\n    ",
                                             attempts[i],
                                             "\n    site.data[\"people\"] = [{ \"name\" => \"escaped\" }]\n"
                                             "  rescue SystemCallError, IOError\n  end\nend\n", NULL);
      g_auto(Outcome) outcome = { NULL, NULL, FALSE };
      g_autofree char *html = NULL;

      g_test_message ("%s", attempts[i]);
      write_file (fixture->folder, "_plugins/attempt.rb", plugin);
      atrium_helper_stop (atrium_jekyll_get_helper (fixture->engine));
      render (fixture, "_pages/about.md", NULL, NULL, &outcome);
      g_assert_no_error (outcome.error);
      html = g_strndup (g_bytes_get_data (outcome.rendering->html, NULL),
                        g_bytes_get_size (outcome.rendering->html));
      g_assert_nonnull (strstr (html, "INES OKORO"));
      g_assert_null (strstr (html, "ESCAPED"));
    }
}

/* A plugin is told what language it is, and no passwords. */
static void
test_environment (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char plugin[] =
    "Jekyll::Hooks.register(:site, :post_read) do |site|\n"
    "  told = %w[ATRIUM_TEST_TOKEN BUNDLE_RUBYGEMS__PKG__EXAMPLE LC_ATRIUM_TEST].map { |name| ENV[name] || \"none\" }\n"
    "  site.data[\"people\"] = [{ \"name\" => told.join(\"/\") }]\n"
    "end\n";
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };
  g_autofree char *html = NULL;

  if (skip_without_jekyll ())
    return;

  write_file (fixture->folder, "_plugins/told.rb", plugin);
  render (fixture, "_pages/about.md", NULL, NULL, &outcome);
  g_assert_no_error (outcome.error);
  html = g_strndup (g_bytes_get_data (outcome.rendering->html, NULL), g_bytes_get_size (outcome.rendering->html));
  g_assert_nonnull (strstr (html, "NONE/NONE/TOLD"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("ATRIUM_TEST_TOKEN", "secret", TRUE);
  g_setenv ("BUNDLE_RUBYGEMS__PKG__EXAMPLE", "user:secret", TRUE);
  g_setenv ("LC_ATRIUM_TEST", "told", TRUE);

#define ADD(name, function) g_test_add ("/jekyll/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("as-built", test_as_built);
  ADD ("unsaved", test_unsaved);
  ADD ("unsaved-files", test_unsaved_files);
  ADD ("watches", test_watches);
  ADD ("errors", test_errors);
  ADD ("newest-wins", test_newest_wins);
  ADD ("killed", test_killed);
  ADD ("hangs", test_hangs);
  ADD ("folder-gone", test_folder_gone);
  ADD ("told", test_told);
  ADD ("confined", test_confined);
  ADD ("environment", test_environment);
#undef ADD

  return g_test_run ();
}
