#include "atrium-site-loader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atrium-beneath.h"
#include "atrium-error.h"

/* how far up a page looks for its site */
#define MAX_LEVELS_UP 8

typedef struct
{
  const char *folder;
  int folder_fd;
  AtriumFileTree *tree;
  GCancellable *cancellable;
  gsize n_bytes;
} Loader;

static void
atrium_close_folder (DIR *folder)
{
  closedir (folder);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DIR, atrium_close_folder)

/* what generators write or keep for themselves, and what git keeps */
static gboolean
is_skipped_folder (const char *name)
{
  static const char *const skipped[] = { "_site", "node_modules", "vendor", "__pycache__", NULL };

  return name[0] == '.' || g_strv_contains (skipped, name);
}

static gboolean
has_extension (const char        *name,
               const char *const *extensions)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *lower = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return lower != NULL && g_strv_contains (extensions, lower);
}

static gboolean
is_text_name (const char *name)
{
  static const char *const extensions[] = {
    "md", "markdown", "mkd", "mkdn", "mdown", "html", "htm", "xhtml", "yml", "yaml", "toml", "json", "bib", "txt", NULL,
  };

  return has_extension (name, extensions);
}

/* what can be large without being anybody's page: search indexes, notebooks of data */
static gboolean
is_data_name (const char *name)
{
  static const char *const extensions[] = { "json", "txt", NULL };

  return has_extension (name, extensions);
}

static char *
place_in (Loader     *self,
          const char *path)
{
  return *path == '\0' ? g_strdup (self->folder) : g_strdup (path);
}

static gboolean
add_file (Loader      *self,
          const char  *path,
          const char  *name,
          gboolean     is_link,
          GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) inner = NULL;

  if (atrium_file_tree_get_n_files (self->tree) >= ATRIUM_SITE_MAX_FILES)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE, "%s:1:1: The folder has more than %d files",
                   self->folder, ATRIUM_SITE_MAX_FILES);
      return FALSE;
    }
  if (!is_text_name (name))
    {
      atrium_file_tree_set (self->tree, path, NULL);
      return TRUE;
    }

  bytes = _atrium_read_beneath (self->folder_fd, path, ATRIUM_SOURCE_MAX_BYTES, &inner);
  if (bytes == NULL)
    {
      /* a link that leads out of the folder, to nothing or to a folder names no text here */
      if ((is_link && !g_error_matches (inner, ATRIUM_ERROR, ATRIUM_ERROR_LINK_LOOP)
           && !g_error_matches (inner, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE))
          || (g_error_matches (inner, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE) && is_data_name (name))
          || g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          atrium_file_tree_set (self->tree, path, NULL);
          return TRUE;
        }
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  self->n_bytes += g_bytes_get_size (bytes);
  if (self->n_bytes > ATRIUM_SITE_MAX_BYTES)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE,
                   "%s:1:1: The folder has more than %d bytes of text", self->folder, ATRIUM_SITE_MAX_BYTES);
      return FALSE;
    }
  atrium_file_tree_set (self->tree, path, bytes);

  return TRUE;
}

/* a link counts as the file that it leads to, but links to folders are not followed */
static gboolean
add_link (Loader      *self,
          const char  *path,
          const char  *name,
          GError     **error)
{
  g_autoptr(GError) inner = NULL;
  g_autofd int fd = _atrium_open_beneath (self->folder_fd, path, O_PATH, &inner);
  struct stat info;

  if (fd < 0)
    {
      if (g_error_matches (inner, ATRIUM_ERROR, ATRIUM_ERROR_LINK_LOOP))
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
      atrium_file_tree_set (self->tree, path, NULL);
      return TRUE;
    }
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    return add_file (self, path, name, TRUE, error);

  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (Loader      *self,
            const char  *path,
            int          folder_fd,   /* taken */
            GError     **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DIR) folder = fdopendir (folder_fd);
  struct dirent *entry;

  if (folder == NULL)
    {
      g_autofree char *place = place_in (self, path);

      _atrium_set_error_errno (error, errno, place);
      close (folder_fd);
      return NULL;
    }
  while ((entry = readdir (folder)) != NULL && names->len <= ATRIUM_SITE_MAX_FILES)
    if (entry->d_name[0] != '.')
      g_ptr_array_add (names, g_strdup (entry->d_name));
  g_ptr_array_sort (names, compare_names);

  return g_steal_pointer (&names);
}

static gboolean
load_folder (Loader      *self,
             const char  *path,   /* "" for the site's own */
             guint        depth,
             GError     **error)
{
  g_autoptr(GPtrArray) names = NULL;
  g_autofd int fd = -1;
  int list_fd;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (depth > ATRIUM_SITE_MAX_DEPTH)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP, "%s:1:1: Folders are nested more than %d deep",
                   path, ATRIUM_SITE_MAX_DEPTH);
      return FALSE;
    }

  if (*path == '\0')
    fd = fcntl (self->folder_fd, F_DUPFD_CLOEXEC, 3);
  else
    fd = _atrium_open_beneath (self->folder_fd, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, error);
  if (fd < 0)
    return FALSE;
  list_fd = openat (fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (list_fd < 0)
    {
      g_autofree char *place = place_in (self, path);

      _atrium_set_error_errno (error, errno, place);
      return FALSE;
    }
  names = list_names (self, path, list_fd, error);
  if (names == NULL)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *child = *path == '\0' ? g_strdup (name) : g_strconcat (path, "/", name, NULL);
      struct stat info;
      gboolean ok = TRUE;

      /* a name that is no text cannot be shown, edited or linked to */
      if (!atrium_file_tree_is_safe_path (child) || fstatat (fd, name, &info, AT_SYMLINK_NOFOLLOW) < 0)
        continue;
      if (S_ISDIR (info.st_mode))
        ok = is_skipped_folder (name) || load_folder (self, child, depth + 1, error);
      else if (S_ISREG (info.st_mode))
        ok = add_file (self, child, name, FALSE, error);
      else if (S_ISLNK (info.st_mode))
        ok = add_link (self, child, name, error);
      if (!ok)
        return FALSE;
    }

  return TRUE;
}

/**
 * atrium_site_load:
 * @folder: path of a folder
 * @cancellable: (nullable): stops the work
 * @error: where to put an error
 *
 * Reads the files of a site. Text files are there with their bytes, other files only by name.
 * Hidden files and folders, `_site`, `node_modules` and `vendor` are left out; no link leads out
 * of the folder, and links to folders are not followed.
 *
 * Returns: (transfer full) (nullable): the files, or %NULL where the folder or a text file
 *   cannot be read, %ATRIUM_ERROR_TOO_LARGE or %ATRIUM_ERROR_TOO_DEEP where there is too much,
 *   %ATRIUM_ERROR_LINK_LOOP where a link leads back to itself
 */
AtriumFileTree *
atrium_site_load (const char    *folder,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(AtriumFileTree) tree = atrium_file_tree_new ();
  g_autofd int fd = -1;
  Loader self;

  g_return_val_if_fail (folder != NULL, NULL);

  fd = _atrium_open_folder (folder, error);
  if (fd < 0)
    return NULL;

  self = (Loader) { .folder = folder, .folder_fd = fd, .tree = tree, .cancellable = cancellable };
  if (!load_folder (&self, "", 0, error))
    return NULL;

  return g_steal_pointer (&tree);
}

static gboolean
has_any (const char        *folder,
         const char *const *names)
{
  for (; *names != NULL; names++)
    {
      g_autofree char *path = g_build_filename (folder, *names, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_site_folder (const char *folder)
{
  static const char *const marks[] = {
    "_config.yml", "_config.yaml", "_config.toml", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default",
    NULL,
  };
  /* Hugo's older names, which are other programs' too */
  static const char *const shared[] = { "config.toml", "config.yaml", "config.yml", "config.json", NULL };
  static const char *const content[] = { "content", NULL };

  return has_any (folder, marks) || (has_any (folder, shared) && has_any (folder, content));
}

/**
 * atrium_site_find_folder:
 * @page: absolute path of a file
 *
 * Looks upwards from a page for the folder of its site: one with the configuration of Jekyll or
 * Hugo in it.
 *
 * Returns: (transfer full) (nullable): the folder
 */
char *
atrium_site_find_folder (const char *page)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (page != NULL, NULL);

  folder = g_path_get_dirname (page);
  for (guint i = 0; i < MAX_LEVELS_UP; i++)
    {
      g_autofree char *parent = NULL;

      if (is_site_folder (folder))
        return g_steal_pointer (&folder);
      parent = g_path_get_dirname (folder);
      if (g_str_equal (parent, folder))
        break;
      g_free (folder);
      folder = g_steal_pointer (&parent);
    }

  return NULL;
}
