/* Every Jekyll page of the corpus in a small theme of our own: what the engine and the command line
 * make of it is byte for byte what `jekyll build` writes. */

#include "jekyll-site.h"

#include <string.h>

/* One of the corpus' sites, in our theme. */
typedef struct
{
  char *temporary;
  char *folder;
  char *built;
} Site;

static char *
find_corpus (void)
{
  const char *set = g_getenv ("ATRIUM_SHARED");
  g_autofree char *shared = set != NULL ? g_strdup (set)
                                        : g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", NULL);
  char *corpus = g_build_filename (shared, "corpus", NULL);

  if (!g_file_test (corpus, G_FILE_TEST_IS_DIR))
    g_clear_pointer (&corpus, g_free);
  return corpus;
}

static void
site_set_up (Site       *site,
             const char *original)
{
  g_autofree char *theme = g_test_build_filename (G_TEST_DIST, "sites", "corpus", NULL);

  site->temporary = g_dir_make_tmp ("atrium-corpus-XXXXXX", NULL);
  site->folder = g_build_filename (site->temporary, "site", NULL);
  site->built = g_build_filename (site->temporary, "built", NULL);
  copy_folder (original, site->folder);
  copy_folder (theme, site->folder);
  build_site (site->folder, site->built);
}

static void
site_clear (Site *site)
{
  remove_folder (site->temporary);
  g_free (site->temporary);
  g_free (site->folder);
  g_free (site->built);
}

static void
render_page (AtriumJekyll *engine,
             const char   *page,
             const char   *text,
             Outcome      *outcome)
{
  g_autoptr(AtriumFileTree) changed = tree_of (text != NULL ? page : NULL, text);

  *outcome = (Outcome) { NULL, NULL, FALSE };
  atrium_engine_render_async (ATRIUM_ENGINE (engine), page, changed, NULL, NULL, rendered_cb, outcome);
  wait_for (outcome);
  g_assert_no_error (outcome->error);
}

static void
assert_same (const char *page,
             const char *html,
             gsize       length,
             const char *expected)
{
  gsize expected_length = strlen (expected);
  gsize at = 0;

  if (length == expected_length && memcmp (html, expected, length) == 0)
    return;

  while (at < length && at < expected_length && html[at] == expected[at])
    at++;
  g_test_message ("%s differs at byte %" G_GSIZE_FORMAT ":\n%.*s\ninstead of\n%.200s", page, at,
                  (int) MIN (length - at, 200), html + at, expected + at);
  g_test_fail ();
}

/* as saved, with other text and with the saved text again: nothing of the other text stays */
static void
check_engine (AtriumJekyll *engine,
              Site         *site,
              const char   *page,
              const char   *expected)
{
  g_autofree char *saved = read_file (site->folder, page);
  g_autofree char *typed = g_strconcat (saved, "\nA line more, *being typed*.\n", NULL);
  const char *const texts[] = { NULL, typed, saved };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto(Outcome) outcome = { NULL, NULL, FALSE };
      gsize length;
      const char *html;

      render_page (engine, page, texts[i], &outcome);
      html = g_bytes_get_data (outcome.rendering->html, &length);
      if (texts[i] != typed)
        assert_same (page, html, length, expected);
    }
}

static void
check_command (const char *program,
               Site       *site,
               const char *page,
               const char *expected)
{
  g_autofree char *path = g_build_filename (site->folder, page, NULL);
  const char *const argv[] = { program, "render", path, "--engine", "jekyll", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr(GBytes) html = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &html, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("atrium render %s", page);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  assert_same (page, g_bytes_get_data (html, NULL), g_bytes_get_size (html), expected);
}

/* the Markdown pages that the build wrote, each with its place in the built site */
static guint
check_pages (Site       *site,
             const char *program)
{
  g_autofree char *outputs = read_file (site->built, "outputs.txt");
  g_auto(GStrv) lines = g_strsplit (outputs, "\n", -1);
  g_autoptr(AtriumJekyll) engine = atrium_jekyll_new (site->folder);
  guint n_pages = 0;
  guint n_commands = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], "\t", 2);
      g_autofree char *expected = NULL;

      if (g_strv_length (pair) != 2 || !g_str_has_suffix (pair[0], ".md"))
        continue;
      expected = read_file (site->built, pair[1]);
      check_engine (engine, site, pair[0], expected);
      /* the command starts a helper of its own each time: once a site is enough */
      if (g_str_has_prefix (pair[0], "_pages/") && n_commands++ == 0)
        check_command (program, site, pair[0], expected);
      n_pages++;
    }

  return n_pages;
}

static void
test_repository (gconstpointer data)
{
  g_autofree char *program = g_build_filename (g_getenv ("ATRIUM_BUILD_ROOT"), "app", "atrium", NULL);
  Site site = { NULL, NULL, NULL };

  if (!atrium_jekyll_is_available ())
    {
      g_test_skip ("jekyll is not on this machine");
      return;
    }

  site_set_up (&site, data);
  g_assert_cmpuint (check_pages (&site, program), >, 0);
  site_clear (&site);
}

static void
test_nothing (void)
{
  g_test_skip ("no corpus beside the source tree; set ATRIUM_SHARED");
}

static gboolean
is_jekyll_site (const char *folder)
{
  static const char *const folders[] = { "_pages", "_news", "_publications", "_talks" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        return TRUE;
    }

  return FALSE;
}

static void
add_repositories (const char *corpus)
{
  g_autoptr(GDir) directory = g_dir_open (corpus, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *folder = g_build_filename (corpus, name, NULL);
      g_autofree char *path = g_strconcat ("/jekyll-corpus/", name, NULL);

      if (is_jekyll_site (folder))
        g_test_add_data_func_full (path, g_strdup (folder), test_repository, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *corpus = NULL;

  g_test_init (&argc, &argv, NULL);
  corpus = find_corpus ();
  if (corpus != NULL)
    add_repositories (corpus);
  else
    g_test_add_func ("/jekyll-corpus", test_nothing);

  return g_test_run ();
}
