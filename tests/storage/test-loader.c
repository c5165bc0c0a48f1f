#include "../../app/storage/atrium-site-loader.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atrium-error.h"
#include "folder.h"

static char *
list (AtriumFileTree *tree)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < atrium_file_tree_get_n_files (tree); i++)
    {
      const char *path = atrium_file_tree_get_path (tree, i);

      g_string_append_printf (out, "%s%s ", path, atrium_file_tree_lookup (tree, path) != NULL ? "+" : "");
    }

  return g_string_free_and_steal (out);
}

static void
test_load (void)
{
  char *folder = folder_new ();
  g_autoptr(AtriumFileTree) tree = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *names = NULL;

  folder_write (folder, "_config.yml", "title: x\n");
  folder_write (folder, "_pages/about.md", "About\n");
  folder_write (folder, "images/a.png", "PNG");
  folder_write (folder, "_site/index.html", "built");
  folder_write (folder, "node_modules/x/readme.md", "x");
  folder_write (folder, "vendor/bundle/x.md", "x");
  folder_write (folder, ".git/config.txt", "x");
  folder_write (folder, ".hidden.md", "x");
  folder_write (folder, "UPPER.MD", "x");
  folder_write (folder, "bad.md", "\xff\xfe");
  tree = atrium_site_load (folder, NULL, &error);
  g_assert_no_error (error);
  names = list (tree);
  g_assert_cmpstr (names, ==, "UPPER.MD+ _config.yml+ _pages/about.md+ bad.md+ images/a.png ");
  folder_free (folder);
}

static void
test_links (void)
{
  char *folder = folder_new ();
  char *other = folder_new ();
  g_autofree char *secret = g_build_filename (other, "secret.md", NULL);
  g_autofree char *names = NULL;
  g_autoptr(AtriumFileTree) tree = NULL;
  g_autoptr(GError) error = NULL;

  folder_write (other, "secret.md", "secret");
  folder_write (folder, "real/page.md", "page");
  folder_link (folder, "inside.md", "real/page.md");
  folder_link (folder, "outside.md", secret);
  folder_link (folder, "up.md", "../../../../../../etc/passwd");
  folder_link (folder, "nothing.md", "not-there.md");
  folder_link (folder, "real/loop", "..");
  folder_link (folder, "folder.md", "real");
  tree = atrium_site_load (folder, NULL, &error);
  g_assert_no_error (error);
  names = list (tree);
  g_assert_cmpstr (names, ==, "inside.md+ nothing.md outside.md real/page.md+ up.md ");
  folder_free (folder);
  folder_free (other);
}

static void
test_link_loop (void)
{
  char *folder = folder_new ();
  g_autoptr(GError) error = NULL;

  folder_write (folder, "index.md", "x");
  folder_link (folder, "sub/a.md", "b.md");
  folder_link (folder, "sub/b.md", "a.md");
  g_assert_null (atrium_site_load (folder, NULL, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_LINK_LOOP);
  g_assert_true (g_str_has_prefix (error->message, "sub/a.md:1:1: "));
  folder_free (folder);
}

static void
test_too_deep (void)
{
  char *folder = folder_new ();
  g_autoptr(GString) path = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < ATRIUM_SITE_MAX_DEPTH + 3; i++)
    g_string_append (path, "d/");
  g_string_append (path, "a.md");
  folder_write (folder, path->str, "x");
  g_assert_null (atrium_site_load (folder, NULL, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP);
  folder_free (folder);
}

/* a page of 200 MB is refused; a data file of that size is only known to exist */
static void
test_too_large (void)
{
  static const struct { const char *name; gboolean refused; } cases[] = { { "index.md", TRUE }, { "search.json", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *folder = folder_new ();
      g_autofree char *file = g_build_filename (folder, cases[i].name, NULL);
      g_autoptr(AtriumFileTree) tree = NULL;
      g_autoptr(GError) error = NULL;

      folder_write (folder, cases[i].name, "x");
      g_assert_cmpint (truncate (file, 200 * 1024 * 1024), ==, 0);
      tree = atrium_site_load (folder, NULL, &error);
      if (cases[i].refused)
        {
          g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE);
          g_assert_true (g_str_has_prefix (error->message, "index.md:1:1: "));
        }
      else
        {
          g_assert_no_error (error);
          g_assert_true (atrium_file_tree_contains (tree, cases[i].name));
          g_assert_null (atrium_file_tree_lookup (tree, cases[i].name));
        }
      folder_free (folder);
    }
}

static void
test_no_permission (void)
{
  char *folder = folder_new ();
  g_autofree char *file = g_build_filename (folder, "index.md", NULL);
  g_autoptr(GError) error = NULL;

  if (geteuid () == 0)
    {
      folder_free (folder);
      g_test_skip ("root may read everything");
      return;
    }
  folder_write (folder, "index.md", "x");
  g_chmod (file, 0);
  g_assert_null (atrium_site_load (folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_true (g_str_has_prefix (error->message, "index.md:1:1: "));
  folder_free (folder);
}

static void
test_pipe (void)
{
  char *folder = folder_new ();
  g_autofree char *file = g_build_filename (folder, "pipe.md", NULL);
  g_autoptr(AtriumFileTree) tree = NULL;

  g_assert_cmpint (mkfifo (file, 0600), ==, 0);
  folder_link (folder, "link.md", "pipe.md");
  tree = atrium_site_load (folder, NULL, NULL);
  g_assert_nonnull (tree);
  g_assert_cmpuint (atrium_file_tree_get_n_files (tree), ==, 0);
  folder_free (folder);
}

static void
test_not_a_folder (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (atrium_site_load ("/not/there", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "/not/there:1:1: No such file or directory");
}

static void
test_cancelled (void)
{
  char *folder = folder_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (atrium_site_load (folder, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  folder_free (folder);
}

static void
test_find_folder (void)
{
  char *folder = folder_new ();
  g_autofree char *page = g_build_filename (folder, "_pages/deep/about.md", NULL);
  g_autofree char *none = NULL;
  g_autofree char *found = NULL;

  folder_write (folder, "_pages/deep/about.md", "x");
  none = atrium_site_find_folder (page);
  g_assert_null (none);
  folder_write (folder, "_config.yml", "x: 1\n");
  found = atrium_site_find_folder (page);
  g_assert_cmpstr (found, ==, folder);
  folder_free (folder);
}

/* the older names of Hugo's configuration are those of other programs too */
static void
test_find_hugo (void)
{
  char *folder = folder_new ();
  g_autofree char *page = g_build_filename (folder, "content/deep/_index.md", NULL);
  g_autofree char *other = g_build_filename (folder, "other/deep/a.md", NULL);
  g_autofree char *found = NULL;
  g_autofree char *outer = NULL;

  folder_write (folder, "config.toml", "title = \"x\"\n");
  folder_write (folder, "content/deep/_index.md", "x");
  folder_write (folder, "other/config.yaml", "x: 1\n");
  folder_write (folder, "other/deep/a.md", "x");
  found = atrium_site_find_folder (page);
  g_assert_cmpstr (found, ==, folder);
  outer = atrium_site_find_folder (other);
  g_assert_cmpstr (outer, ==, folder);
  folder_free (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/loader/load", test_load);
  g_test_add_func ("/storage/loader/links", test_links);
  g_test_add_func ("/storage/loader/link-loop", test_link_loop);
  g_test_add_func ("/storage/loader/too-deep", test_too_deep);
  g_test_add_func ("/storage/loader/too-large", test_too_large);
  g_test_add_func ("/storage/loader/no-permission", test_no_permission);
  g_test_add_func ("/storage/loader/pipe", test_pipe);
  g_test_add_func ("/storage/loader/not-a-folder", test_not_a_folder);
  g_test_add_func ("/storage/loader/cancelled", test_cancelled);
  g_test_add_func ("/storage/loader/find-folder", test_find_folder);
  g_test_add_func ("/storage/loader/find-hugo", test_find_hugo);

  return g_test_run ();
}
