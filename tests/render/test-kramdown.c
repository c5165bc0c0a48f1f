/* Our HTML beside kramdown's own, where that is installed: of every page in the collection of real
 * homepages, and of a table of snippets. Both trees are read by Gumbo. */

#include "atrium-kramdown.h"

#include "html-tree.h"

#include <glib/gstdio.h>
#include <string.h>

/* Of the pages, those that have to be equal, in percent. */
#define PAGES_FLOOR 94.0
#define CASES_FLOOR 99.0
#define NESTED_FLOOR 99.0
#define MAX_CASES 20000

static const char *const configurations[] = { "acadhomepage", "academicpages" };

typedef struct
{
  guint equal;
  guint all;
} Count;

static gboolean
is_page (const char *name)
{
  return g_str_has_suffix (name, ".md") || g_str_has_suffix (name, ".markdown");
}

static void
find_pages (const char *folder,
            GPtrArray  *pages)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        find_pages (path, pages);
      else if (is_page (name))
        g_ptr_array_add (pages, g_steal_pointer (&path));
    }
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* FALSE where there is no kramdown */
static gboolean
run_kramdown (const char *mode,
              const char *out,
              GPtrArray  *files)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "kramdown.rb", NULL);
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  int status = 0;

  g_ptr_array_add (arguments, (gpointer) "ruby");
  g_ptr_array_add (arguments, script);
  g_ptr_array_add (arguments, (gpointer) mode);
  g_ptr_array_add (arguments, (gpointer) out);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (arguments, g_ptr_array_index (files, i));
  g_ptr_array_add (arguments, NULL);

  if (!g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                     &status, &error))
    return FALSE;
  if (g_spawn_check_wait_status (status, &error))
    return TRUE;
  g_assert_error (error, G_SPAWN_EXIT_ERROR, 77);
  return FALSE;
}

static char *
read_result (const char *folder,
             guint       number,
             const char *extension)
{
  g_autofree char *name = g_strdup_printf ("%u.%s", number, extension);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_unlink (path);

  return text;
}

static void
compare_one (const char *folder,
             guint       number,
             const char *mode,
             const char *name,
             Count      *counts)
{
  g_autofree char *markdown = read_result (folder, number, "md");
  g_autofree char *html = NULL;
  g_autofree char *ours = NULL;

  if (markdown == NULL)
    return;

  html = atrium_kramdown_render (markdown, -1, ATRIUM_KRAMDOWN_EXACT);
  ours = html_tree_dump (html);
  for (gsize i = 0; i < G_N_ELEMENTS (configurations); i++)
    {
      g_autofree char *extension = g_strconcat (configurations[i], ".html", NULL);
      g_autofree char *expected = read_result (folder, number, extension);
      g_autofree char *theirs = html_tree_dump (expected);
      g_autofree char *difference = html_tree_diff (ours, theirs);

      counts[i].all++;
      if (difference == NULL)
        counts[i].equal++;
      else if (i == 0)
        g_test_message ("%s %u %s is different (o ours, k kramdown's):\n%s%s", mode, number, name, difference,
                        g_str_equal (mode, "pages") ? "" : markdown);
    }
}

static void
check_counts (Count      *counts,
              const char *what,
              double      floor)
{
  for (gsize i = 0; i < G_N_ELEMENTS (configurations); i++)
    {
      g_assert_cmpuint (counts[i].all, >, 0);
      g_print ("# %s, options of %s: %u of %u equal, %.1f %%\n", what, configurations[i], counts[i].equal,
               counts[i].all, 100.0 * counts[i].equal / counts[i].all);
      g_assert_cmpfloat (100.0 * counts[i].equal / counts[i].all, >=, floor);
    }
}

static void
compare_all (const char *mode,
             GPtrArray  *files,
             double      floor)
{
  g_autofree char *folder = g_dir_make_tmp ("atrium-kramdown-XXXXXX", NULL);
  Count counts[G_N_ELEMENTS (configurations)] = { 0 };
  guint numbers;

  if (!run_kramdown (mode, folder, files))
    {
      g_rmdir (folder);
      g_test_skip ("kramdown is not installed");
      return;
    }

  numbers = g_str_equal (mode, "pages") ? files->len : MAX_CASES;
  for (guint i = 0; i < numbers; i++)
    compare_one (folder, i, mode, i < files->len ? g_ptr_array_index (files, i) : "", counts);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  check_counts (counts, mode, floor);
}

static void
test_pages (gconstpointer data)
{
  const char *set = data != NULL ? data : g_getenv ("ATRIUM_SHARED");
  g_autofree char *shared = set != NULL ? g_strdup (set)
                                        : g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", NULL);
  g_autofree char *corpus = data != NULL ? g_strdup (data) : g_build_filename (shared, "corpus", NULL);
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);

  find_pages (corpus, pages);
  g_ptr_array_sort (pages, compare_paths);
  if (pages->len == 0)
    {
      g_test_skip ("there are no pages to compare");
      return;
    }
  compare_all ("pages", pages, PAGES_FLOOR);
}

static void
test_cases (gconstpointer data)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (files, data != NULL ? g_strdup (data)
                                       : g_test_build_filename (G_TEST_DIST, "kramdown", "cases.txt", NULL));
  compare_all ("cases", files, CASES_FLOOR);
}

static void
test_nested (void)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (files, g_test_build_filename (G_TEST_DIST, "kramdown", "cases.txt", NULL));
  compare_all ("nested", files, NESTED_FLOOR);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* a folder of other pages or a file of other snippets, to measure by hand */
  if (argc > 1)
    {
      g_test_add_data_func ("/render/kramdown/others", argv[1],
                            g_file_test (argv[1], G_FILE_TEST_IS_DIR) ? test_pages : test_cases);
      return g_test_run ();
    }
  g_test_add_data_func ("/render/kramdown/pages", NULL, test_pages);
  g_test_add_data_func ("/render/kramdown/cases", NULL, test_cases);
  g_test_add_func ("/render/kramdown/nested", test_nested);

  return g_test_run ();
}
