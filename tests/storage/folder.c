#include "folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

char *
folder_new (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("atrium-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

static void
remove_all (const char *path)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

void
folder_free (char *folder)
{
  g_chmod (folder, 0700);
  remove_all (folder);
  g_free (folder);
}

void
folder_write_bytes (const char *folder,
                    const char *path,
                    const char *bytes,
                    gsize       length)
{
  g_autofree char *file = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (file);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (parent, 0777);
  /* in place, as an editor may do it, so that links and modes stay */
  g_file_set_contents_full (file, bytes, length, G_FILE_SET_CONTENTS_NONE, 0666, &error);
  g_assert_no_error (error);
}

void
folder_write (const char *folder,
              const char *path,
              const char *text)
{
  folder_write_bytes (folder, path, text, strlen (text));
}

void
folder_link (const char *folder,
             const char *path,
             const char *target)
{
  g_autofree char *file = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (file);

  g_mkdir_with_parents (parent, 0777);
  g_assert_cmpint (symlink (target, file), ==, 0);
}

void
folder_remove (const char *folder,
               const char *path)
{
  g_autofree char *file = g_build_filename (folder, path, NULL);

  remove_all (file);
}

char *
folder_read (const char *folder,
             const char *path)
{
  g_autofree char *file = g_build_filename (folder, path, NULL);
  char *text = NULL;

  g_file_get_contents (file, &text, NULL, NULL);

  return text;
}

static void
dump_into (GPtrArray  *lines,
           const char *folder,
           const char *path)
{
  g_autofree char *file = g_build_filename (folder, path, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GDir) listing = NULL;
  const char *name;

  if (g_file_test (file, G_FILE_TEST_IS_SYMLINK))
    {
      g_autofree char *target = g_file_read_link (file, NULL);

      g_ptr_array_add (lines, g_strdup_printf ("%s -> %s", path, target));
      return;
    }
  if (!g_file_test (file, G_FILE_TEST_IS_DIR))
    {
      g_file_get_contents (file, &text, NULL, NULL);
      g_ptr_array_add (lines, g_strdup_printf ("%s=%s", path, text != NULL ? text : "?"));
      return;
    }

  if (*path != '\0')
    g_ptr_array_add (lines, g_strdup_printf ("%s/", path));
  listing = g_dir_open (file, 0, NULL);
  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *child = *path != '\0' ? g_strconcat (path, "/", name, NULL) : g_strdup (name);

      dump_into (lines, folder, child);
    }
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
folder_dump (const char *folder)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  dump_into (lines, folder, "");
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}
