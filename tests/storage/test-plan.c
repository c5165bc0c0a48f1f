#include "atrium-plan.h"

#include <string.h>

#include "atrium-error.h"
#include "folder.h"

static void
set_text (AtriumFileTree *tree,
          const char     *path,
          const char     *text)
{
  g_autoptr(GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  atrium_file_tree_set (tree, path, bytes);
}

static void
test_changes (void)
{
  char *folder = folder_new ();
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(AtriumFileTree) before = atrium_file_tree_new ();
  g_autoptr(AtriumFileTree) after = NULL;
  g_autoptr(AtriumPlan) plan = NULL;
  g_autofree char *diff = NULL;
  g_autofree char *dump = NULL;
  g_autoptr(GError) error = NULL;

  folder_write (folder, "b.md", "old\n");
  folder_write (folder, "c.md", "gone\n");
  folder_write (folder, "d.png", "PNG");
  set_text (before, "b.md", "old\n");
  set_text (before, "c.md", "gone\n");
  set_text (before, "d.png", NULL);
  after = atrium_file_tree_copy (before);
  set_text (after, "a.md", "added\n");
  set_text (after, "b.md", "new\n");
  atrium_file_tree_remove (after, "c.md");
  plan = atrium_plan_new (file, before, after);

  g_assert_cmpuint (atrium_plan_get_n_changes (plan), ==, 3);
  g_assert_cmpstr (atrium_plan_get_path (plan, 0), ==, "a.md");
  g_assert_cmpint (atrium_plan_get_type_at (plan, 0), ==, ATRIUM_CHANGE_ADD);
  g_assert_cmpint (atrium_plan_get_type_at (plan, 1), ==, ATRIUM_CHANGE_MODIFY);
  g_assert_cmpint (atrium_plan_get_type_at (plan, 2), ==, ATRIUM_CHANGE_REMOVE);
  diff = atrium_plan_dup_diff (plan, 1);
  g_assert_cmpstr (diff, ==, "--- a/b.md\n+++ b/b.md\n@@ -1 +1 @@\n-old\n+new\n");
  g_assert_cmpuint (atrium_plan_get_losses (plan)->len, ==, 0);

  g_assert_true (atrium_plan_apply (plan, NULL, &error));
  g_assert_no_error (error);
  dump = folder_dump (folder);
  g_assert_cmpstr (dump, ==, "a.md=added\n\nb.md=new\n\nd.png=PNG");

  /* once more: the files are not as they are known to be */
  g_assert_false (atrium_plan_apply (plan, NULL, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CHANGED);
  folder_free (folder);
}

static void
test_nothing (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/not/there");
  g_autoptr(AtriumFileTree) tree = atrium_file_tree_new ();
  g_autoptr(AtriumPlan) plan = NULL;

  set_text (tree, "a.md", "x");
  plan = atrium_plan_new (file, tree, tree);
  g_assert_cmpuint (atrium_plan_get_n_changes (plan), ==, 0);
  g_assert_true (atrium_plan_apply (plan, NULL, NULL));
  g_assert_false (g_file_query_exists (file, NULL));
}

static void
test_unknown_contents (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/not/there");
  g_autoptr(AtriumFileTree) before = atrium_file_tree_new ();
  g_autoptr(AtriumFileTree) after = atrium_file_tree_new ();
  g_autoptr(AtriumPlan) plan = NULL;
  g_autoptr(GError) error = NULL;

  set_text (before, "a.png", NULL);
  plan = atrium_plan_new (file, before, after);
  g_assert_false (atrium_plan_apply (plan, NULL, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/plan/changes", test_changes);
  g_test_add_func ("/storage/plan/nothing", test_nothing);
  g_test_add_func ("/storage/plan/unknown-contents", test_unknown_contents);

  return g_test_run ();
}
