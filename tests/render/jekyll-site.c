#include "jekyll-site.h"

void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->rendering, atrium_rendering_free);
  g_clear_error (&self->error);
}

void
run (const char *const *argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* what @from holds goes into @to, which may be there already */
void
copy_folder (const char *from,
             const char *to)
{
  g_autofree char *inside = g_build_filename (from, ".", NULL);
  const char *const argv[] = { "cp", "-R", "--no-preserve=mode", inside, to, NULL };

  g_mkdir_with_parents (to, 0700);
  run (argv);
}

void
remove_folder (const char *folder)
{
  const char *const argv[] = { "rm", "-rf", folder, NULL };

  run (argv);
}

char *
read_file (const char *folder,
           const char *path)
{
  g_autofree char *name = g_build_filename (folder, path, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (name, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

void
write_file (const char *folder,
            const char *path,
            const char *text)
{
  g_autofree char *name = g_build_filename (folder, path, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (name, text, -1, &error);
  g_assert_no_error (error);
}

void
build_site (const char *folder,
            const char *destination)
{
  const char *const argv[] = {
    "jekyll", "build", "--quiet", "--disable-disk-cache", "-s", folder, "-d", destination, NULL
  };

  run (argv);
}

/* What `jekyll build` writes for a page. */
char *
build_page (const char *folder,
            const char *output)
{
  g_autofree char *destination = g_strconcat (folder, "-built", NULL);
  char *html;

  build_site (folder, destination);
  html = read_file (destination, output);
  remove_folder (destination);
  return html;
}

AtriumFileTree *
tree_of (const char *path,
         const char *text)
{
  AtriumFileTree *tree = atrium_file_tree_new ();

  if (path != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

      atrium_file_tree_set (tree, path, bytes);
    }

  return tree;
}

void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->rendering = atrium_engine_render_finish (ATRIUM_ENGINE (object), result, &outcome->error);
  outcome->done = TRUE;
}

void
wait_for (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
}

/* @preview: not NULL for an engine that shows pages instead of building them */
void
set_up (Fixture       *fixture,
        gconstpointer  preview)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "sites", "jekyll", NULL);
  g_autofree char *temporary = g_dir_make_tmp ("atrium-jekyll-XXXXXX", NULL);

  fixture->folder = g_build_filename (temporary, "site", NULL);
  copy_folder (source, fixture->folder);
  fixture->engine = preview != NULL ? atrium_jekyll_new_for_preview (fixture->folder)
                                    : atrium_jekyll_new (fixture->folder);
}

void
tear_down (Fixture       *fixture,
           gconstpointer  preview)
{
  g_autofree char *temporary = g_path_get_dirname (fixture->folder);

  g_assert_finalize_object (fixture->engine);
  remove_folder (temporary);
  g_free (fixture->folder);
}

gboolean
skip_without_jekyll (void)
{
  if (atrium_jekyll_is_available ())
    return FALSE;

  g_test_skip ("jekyll is not on this machine");
  return TRUE;
}
