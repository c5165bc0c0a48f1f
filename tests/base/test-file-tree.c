#include "atrium-file-tree.h"

#include <string.h>

#include "atrium-error.h"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
set_text (AtriumFileTree *tree,
          const char     *path,
          const char     *text)
{
  g_autoptr(GBytes) bytes = text != NULL ? bytes_of (text) : NULL;

  atrium_file_tree_set (tree, path, bytes);
}

static void
test_safe_path (void)
{
  static const struct { const char *path; gboolean safe; } cases[] = {
    { "a", TRUE }, { "a/b.md", TRUE }, { "_pages/..about", TRUE }, { ".github/x", TRUE }, { "a/\xe4\xb8\xad.md", TRUE },
    { "", FALSE }, { "/a", FALSE }, { "a/", FALSE }, { "a//b", FALSE }, { "..", FALSE }, { ".", FALSE }, { "a/../b", FALSE },
    { "./a", FALSE }, { "a/.", FALSE }, { "a\nb", FALSE }, { "a\xff", FALSE },
  };

  g_assert_false (atrium_file_tree_is_safe_path (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (atrium_file_tree_is_safe_path (cases[i].path), ==, cases[i].safe);
}

static void
test_order (void)
{
  static const char *const paths[] = { "b", "a/c", "a", "z/1", "a.b", "c" };
  static const char *const sorted[] = { "a", "a.b", "a/c", "b", "c", "z/1" };
  g_autoptr(AtriumFileTree) tree = atrium_file_tree_new ();

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    set_text (tree, paths[i], paths[i]);
  set_text (tree, "b", "again");
  g_assert_cmpuint (atrium_file_tree_get_n_files (tree), ==, G_N_ELEMENTS (sorted));
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    g_assert_cmpstr (atrium_file_tree_get_path (tree, i), ==, sorted[i]);

  atrium_file_tree_remove (tree, "b");
  atrium_file_tree_remove (tree, "not there");
  g_assert_false (atrium_file_tree_contains (tree, "b"));
  g_assert_null (atrium_file_tree_lookup (tree, "b"));
  g_assert_true (atrium_file_tree_contains (tree, "c"));
}

static void
test_copy (void)
{
  g_autoptr(AtriumFileTree) tree = atrium_file_tree_new ();
  g_autoptr(AtriumFileTree) copy = NULL;
  g_autoptr(GPtrArray) changed = NULL;
  g_autoptr(GPtrArray) none = NULL;
  static const char *const expected[] = { "a", "c", "d", "e" };

  set_text (tree, "a", "1");
  set_text (tree, "b", "1");
  set_text (tree, "c", "1");
  set_text (tree, "e", NULL);
  set_text (tree, "f", NULL);
  copy = atrium_file_tree_copy (tree);
  none = atrium_file_tree_dup_changed (tree, copy);
  g_assert_cmpuint (none->len, ==, 0);

  set_text (copy, "a", "2");
  set_text (copy, "b", "1");
  atrium_file_tree_remove (copy, "c");
  set_text (copy, "d", "1");
  set_text (copy, "e", "now known");
  changed = atrium_file_tree_dup_changed (tree, copy);
  g_assert_cmpuint (changed->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < changed->len; i++)
    g_assert_cmpstr (changed->pdata[i], ==, expected[i]);
  g_assert_cmpstr (g_bytes_get_data (atrium_file_tree_lookup (tree, "a"), NULL), ==, "1");
}

static void
test_source (void)
{
  g_autoptr(AtriumFileTree) tree = atrium_file_tree_new ();
  g_autoptr(AtriumFileTree) copy = NULL;
  g_autoptr(GError) error = NULL;
  AtriumSource *source;

  set_text (tree, "a.md", "text");
  set_text (tree, "p.png", NULL);
  set_text (tree, "bad.md", "\xff");
  copy = atrium_file_tree_copy (tree);
  source = atrium_file_tree_get_source (tree, "a.md", NULL);
  g_assert_cmpstr (atrium_source_get_text (source, NULL), ==, "text");
  g_assert_true (source == atrium_file_tree_get_source (copy, "a.md", NULL));

  g_assert_null (atrium_file_tree_get_source (tree, "p.png", &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (atrium_file_tree_get_source (tree, "bad.md", &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_TEXT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/file-tree/safe-path", test_safe_path);
  g_test_add_func ("/base/file-tree/order", test_order);
  g_test_add_func ("/base/file-tree/copy", test_copy);
  g_test_add_func ("/base/file-tree/source", test_source);

  return g_test_run ();
}
