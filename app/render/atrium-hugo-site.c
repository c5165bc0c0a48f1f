#include "atrium-hugo.h"

/* How a Hugo site is known (https://gohugo.io/getting-started/configuration/): its configuration
 * is a file of one of these names, or a folder. The older names are other programs' too, and count
 * only beside what Hugo renders. */

static const char *const own_names[] = { "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json" };
static const char *const shared_names[] = { "config.toml", "config.yaml", "config.yml", "config.json" };
static const char *const folders[] = { "content/", "layouts/", "themes/" };
static const char *const configurations[] = { "config/_default/", "config/production/" };

/* whether there is a file at @path, or in it where it ends in a slash */
typedef gboolean (*Contains) (gconstpointer  site,
                              const char    *path);

static gboolean
any (const char *const *paths,
     gsize              n_paths,
     Contains           contains,
     gconstpointer      site)
{
  for (gsize i = 0; i < n_paths; i++)
    if (contains (site, paths[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_site (Contains      contains,
         gconstpointer site)
{
  if (any (own_names, G_N_ELEMENTS (own_names), contains, site))
    return TRUE;

  return (any (shared_names, G_N_ELEMENTS (shared_names), contains, site) ||
          any (configurations, G_N_ELEMENTS (configurations), contains, site)) &&
         any (folders, G_N_ELEMENTS (folders), contains, site);
}

static gboolean
tree_contains (gconstpointer  site,
               const char    *path)
{
  AtriumFileTree *files = (AtriumFileTree *) site;

  if (!g_str_has_suffix (path, "/"))
    return atrium_file_tree_contains (files, path);
  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    if (g_str_has_prefix (atrium_file_tree_get_path (files, i), path))
      return TRUE;

  return FALSE;
}

static gboolean
folder_contains (gconstpointer  site,
                 const char    *path)
{
  g_autofree char *absolute = g_build_filename (site, path, NULL);

  return g_file_test (absolute, g_str_has_suffix (path, "/") ? G_FILE_TEST_IS_DIR : G_FILE_TEST_IS_REGULAR);
}

/**
 * atrium_hugo_is_site:
 * @files: the files of a folder
 *
 * Returns: whether they are those of a Hugo site
 */
gboolean
atrium_hugo_is_site (AtriumFileTree *files)
{
  g_return_val_if_fail (files != NULL, FALSE);

  return is_site (tree_contains, files);
}

/**
 * atrium_hugo_is_site_folder:
 * @folder: path of a folder
 *
 * Asks the disk.
 *
 * Returns: whether it is a Hugo site
 */
gboolean
atrium_hugo_is_site_folder (const char *folder)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  return is_site (folder_contains, folder);
}
