#include "site-folder.h"

#include <string.h>

/**
 * shared_folder_dup:
 *
 * Returns: (transfer full) (nullable): `$ATRIUM_SHARED`, or `shared` beside the source
 *   tree; NULL where neither is there
 */
char *
shared_folder_dup (void)
{
  const char *set = g_getenv ("ATRIUM_SHARED");
  g_autofree char *beside = g_build_filename (ATRIUM_SOURCE_ROOT, "..", "shared", NULL);
  g_autofree char *above = g_build_filename (ATRIUM_SOURCE_ROOT, "..", "..", "shared", NULL);

  if (set != NULL)
    return g_file_test (set, G_FILE_TEST_IS_DIR) ? g_strdup (set) : NULL;
  if (g_file_test (beside, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&beside);
  /* a work tree of its own lies one folder deeper */
  if (g_file_test (above, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&above);

  return NULL;
}

static void
add_folder (AtriumFileTree *files,
            const char     *root,
            const char     *below)
{
  g_autofree char *path = g_build_filename (root, below, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative = *below != '\0' ? g_strconcat (below, "/", name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (root, relative, NULL);
      char *data;
      gsize length;

      if (g_file_test (full, G_FILE_TEST_IS_DIR))
        {
          add_folder (files, root, relative);
        }
      else if (g_file_get_contents (full, &data, &length, NULL))
        {
          g_autoptr(GBytes) bytes = g_bytes_new_take (data, length);

          atrium_file_tree_set (files, relative, bytes);
        }
    }
}

/**
 * site_folder_read:
 * @folder: path of a folder
 *
 * Returns: (transfer full): its files
 */
AtriumFileTree *
site_folder_read (const char *folder)
{
  AtriumFileTree *files = atrium_file_tree_new ();

  add_folder (files, folder, "");

  return files;
}
