#include "atrium-hugo-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "atrium-error.h"

/* what is copied of a site at most, where that has to be */
#define MAX_COPY_BYTES (512 * 1024 * 1024)
#define MAX_COPY_FILES 50000
#define MAX_COPY_DEPTH 64
#define MAX_PAGE_BYTES (64 * 1024 * 1024)

struct _AtriumHugoFolder
{
  char           *site;
  char           *path;
  char           *texts;      /* the folder in it that stands over the site */
  AtriumFileTree *files;      /* what stands in the place of the site's */
  gboolean        copies;
  GHashTable     *copied;     /* path: Stamp */
};

typedef struct
{
  gint64 size;
  gint64 seconds;
  gint64 nanoseconds;
  guint  round;               /* in which it was seen last */
} Stamp;

typedef struct
{
  AtriumHugoFolder *folder;
  guint             round;
  guint             n_files;
  gint64            n_bytes;
  GError          **error;
} Copying;

static gboolean
set_errno (GError     **error,
           const char  *path)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", path, g_strerror (number));
  return FALSE;
}

static gboolean
make_folder (AtriumHugoFolder  *self,
             const char        *name,
             GError           **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  return g_mkdir (path, 0700) == 0 || set_errno (error, path);
}

/* a folder of our own beside no other; the site at @site is read when it is asked for */
AtriumHugoFolder *
_atrium_hugo_folder_new (const char  *site,
                         GError     **error)
{
  g_autofree char *path = g_dir_make_tmp ("atrium-hugo-XXXXXX", error);
  AtriumHugoFolder *self;

  if (path == NULL)
    return NULL;

  self = g_new0 (AtriumHugoFolder, 1);
  self->site = g_strdup (site);
  self->path = g_steal_pointer (&path);
  self->texts = g_build_filename (self->path, "texts", NULL);
  self->files = atrium_file_tree_new ();
  if (make_folder (self, "texts", error) && make_folder (self, "gate", error) && make_folder (self, "work", error) &&
      make_folder (self, "work/out", error))
    return self;

  _atrium_hugo_folder_free (self);
  return NULL;
}

void
_atrium_hugo_folder_free (AtriumHugoFolder *self)
{
  const char *argv[] = { "rm", "-rf", "--", NULL, NULL };

  if (self == NULL)
    return;

  /* it may be large, and nobody waits for it, also not the end of the program */
  argv[3] = self->path;
  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL);
  g_clear_pointer (&self->copied, g_hash_table_unref);
  atrium_file_tree_unref (self->files);
  g_free (self->site);
  g_free (self->texts);
  g_free (self->path);
  g_free (self);
}

const char *
_atrium_hugo_folder_get_path (AtriumHugoFolder *self)
{
  return self->path;
}

const char *
_atrium_hugo_folder_get_texts (AtriumHugoFolder *self)
{
  return self->texts;
}

/* From now on the whole site is copied: for machines where no folder can stand over another. */
void
_atrium_hugo_folder_copy (AtriumHugoFolder *self)
{
  if (self->copies)
    return;

  self->copies = TRUE;
  self->copied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

gboolean
_atrium_hugo_folder_is_copy (AtriumHugoFolder *self)
{
  return self->copies;
}

/* The site's own files, copied where they changed. */

/* what Hugo does not read, or writes itself */
static gboolean
is_left_out (const char *path)
{
  static const char *const names[] = { ".git", "public", "resources", "node_modules", ".hugo_build.lock", NULL };

  return g_strv_contains (names, path);
}

static char *
place_of (AtriumHugoFolder *self,
          const char       *path)
{
  return g_build_filename (self->texts, path, NULL);
}

static gboolean
is_known (AtriumHugoFolder  *self,
          const char        *path,
          const struct stat *info,
          guint              round)
{
  Stamp *stamp = g_hash_table_lookup (self->copied, path);
  gboolean same = stamp != NULL && stamp->size == info->st_size && stamp->seconds == info->st_mtim.tv_sec &&
                  stamp->nanoseconds == info->st_mtim.tv_nsec;

  if (stamp == NULL)
    {
      stamp = g_new0 (Stamp, 1);
      g_hash_table_insert (self->copied, g_strdup (path), stamp);
    }
  *stamp = (Stamp) { info->st_size, info->st_mtim.tv_sec, info->st_mtim.tv_nsec, round };

  return same;
}

static gboolean
copy_file (Copying           *self,
           const char        *path,
           const struct stat *info)
{
  g_autofree char *from = g_build_filename (self->folder->site, path, NULL);
  g_autofree char *to = place_of (self->folder, path);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  self->n_bytes += info->st_size;
  if (++self->n_files > MAX_COPY_FILES || self->n_bytes > MAX_COPY_BYTES)
    {
      g_set_error (self->error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE, "The site is too large for a preview by Hugo");
      return FALSE;
    }
  if (is_known (self->folder, path, info, self->round) || atrium_file_tree_contains (self->folder->files, path))
    return TRUE;
  if (g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (self->error, g_steal_pointer (&error));
  return FALSE;
}

static gboolean copy_folder (Copying    *self,
                             const char *path,
                             guint       depth);

static gboolean
copy_child (Copying    *self,
            const char *path,
            guint       depth)
{
  g_autofree char *from = g_build_filename (self->folder->site, path, NULL);
  struct stat info;

  if (is_left_out (path) || lstat (from, &info) != 0)
    return TRUE;
  if (S_ISDIR (info.st_mode))
    return copy_folder (self, path, depth + 1);

  /* a link could lead out of the site, and Hugo follows none */
  return !S_ISREG (info.st_mode) || copy_file (self, path, &info);
}

static gboolean
copy_folder (Copying    *self,
             const char *path,
             guint       depth)
{
  g_autofree char *from = g_build_filename (self->folder->site, path, NULL);
  g_autofree char *to = place_of (self->folder, path);
  g_autoptr(GDir) folder = NULL;
  const char *name;

  if (depth > MAX_COPY_DEPTH)
    return g_set_error (self->error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP, "%s: Folders are nested too deep", path), FALSE;
  if (g_mkdir (to, 0700) != 0 && errno != EEXIST)
    return set_errno (self->error, to);

  folder = g_dir_open (from, 0, self->error);
  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = *path == '\0' ? g_strdup (name) : g_build_filename (path, name, NULL);

      if (!copy_child (self, child, depth))
        return FALSE;
    }

  return TRUE;
}

static gboolean
copy_site (AtriumHugoFolder  *self,
           GError           **error)
{
  static guint rounds = 0;
  Copying copying = { self, (guint) g_atomic_int_add (&rounds, 1) + 1, 0, 0, error };
  GHashTableIter iter;
  gpointer path, stamp;

  if (!copy_folder (&copying, "", 0))
    return FALSE;

  g_hash_table_iter_init (&iter, self->copied);
  while (g_hash_table_iter_next (&iter, &path, &stamp))
    {
      g_autofree char *place = place_of (self, path);

      if (((Stamp *) stamp)->round == copying.round)
        continue;
      if (!atrium_file_tree_contains (self->files, path))
        g_unlink (place);
      g_hash_table_iter_remove (&iter);
    }

  return TRUE;
}

/* The texts that are not saved. */

static gboolean
write_bytes (const char  *place,
             GBytes      *bytes,
             GError     **error)
{
  g_autofd int fd = open (place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (fd < 0)
    return set_errno (error, place);
  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return set_errno (error, place);
      data += written;
      length -= (gsize) written;
    }

  return TRUE;
}

/* a file of the site that is not there: overlayfs knows it by a character device of number 0
 * (Documentation/filesystems/overlayfs.rst of the kernel, "whiteouts and opaque directories") */
static gboolean
hide (AtriumHugoFolder  *self,
      const char        *path,
      const char        *place,
      GError           **error)
{
  g_autofree char *original = g_build_filename (self->site, path, NULL);

  g_unlink (place);
  if (self->copies || !g_file_test (original, G_FILE_TEST_EXISTS))
    return TRUE;

  return mknod (place, S_IFCHR, makedev (0, 0)) == 0 || set_errno (error, place);
}

static gboolean
put (AtriumHugoFolder  *self,
     const char        *path,
     GBytes            *bytes,
     GError           **error)
{
  g_autofree char *place = place_of (self, path);
  g_autofree char *parent = g_path_get_dirname (place);

  if (g_mkdir_with_parents (parent, 0700) != 0)
    return set_errno (error, parent);
  if (bytes == NULL)
    return hide (self, path, place, error);

  /* what hid the file is no file to write to */
  if (atrium_file_tree_contains (self->files, path) && atrium_file_tree_lookup (self->files, path) == NULL)
    g_unlink (place);
  return write_bytes (place, bytes, error);
}

/* the site's own file comes back */
static void
take_back (AtriumHugoFolder *self,
           const char       *path)
{
  g_autofree char *place = place_of (self, path);

  g_unlink (place);
  if (self->copies)
    g_hash_table_remove (self->copied, path);
}

static gboolean
is_same (AtriumHugoFolder *self,
         const char       *path,
         GBytes           *bytes)
{
  GBytes *before = atrium_file_tree_lookup (self->files, path);

  if (!atrium_file_tree_contains (self->files, path) || (before == NULL) != (bytes == NULL))
    return FALSE;

  return bytes == NULL || g_bytes_equal (before, bytes);
}

static gboolean
set_file (AtriumHugoFolder  *self,
          const char        *path,
          GBytes            *bytes,
          gboolean          *came_or_went,
          GError           **error)
{
  if (is_same (self, path, bytes) || !atrium_file_tree_is_safe_path (path))
    return TRUE;

  if (!atrium_file_tree_contains (self->files, path) || atrium_file_tree_lookup (self->files, path) == NULL || bytes == NULL)
    *came_or_went = TRUE;
  if (!put (self, path, bytes, error))
    return FALSE;
  atrium_file_tree_set (self->files, path, bytes);
  return TRUE;
}

static void
take_back_others (AtriumHugoFolder *self,
                  AtriumFileTree   *files,
                  gboolean         *came_or_went)
{
  for (guint i = atrium_file_tree_get_n_files (self->files); i > 0; i--)
    {
      g_autofree char *path = g_strdup (atrium_file_tree_get_path (self->files, i - 1));

      if (atrium_file_tree_contains (files, path))
        continue;
      *came_or_went = TRUE;
      take_back (self, path);
      atrium_file_tree_remove (self->files, path);
    }
}

/* Texts that are only other than before are written where they stand: a Hugo that has started
 * and not read them yet may see them. */
gboolean
_atrium_hugo_folder_set (AtriumHugoFolder  *self,
                         AtriumFileTree    *files,
                         gboolean          *came_or_went,
                         GError           **error)
{
  *came_or_went = FALSE;
  take_back_others (self, files, came_or_went);
  if (self->copies && !copy_site (self, error))
    return FALSE;

  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);

      if (!set_file (self, path, atrium_file_tree_lookup (files, path), came_or_went, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
_atrium_hugo_folder_has (AtriumHugoFolder *self,
                         const char       *path)
{
  g_autofree char *original = g_build_filename (self->site, path, NULL);

  if (atrium_file_tree_contains (self->files, path))
    return atrium_file_tree_lookup (self->files, path) != NULL;

  return g_file_test (original, G_FILE_TEST_EXISTS);
}

/* Where a page is published; NULL where that is outside. What the site calls may have left links. */
static char *
published_place (AtriumHugoFolder *self,
                 const char       *page)
{
  g_autofree char *root = g_build_filename (self->path, "work", "out", NULL);
  g_autofree char *path = g_build_filename (root, page, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *real_root = realpath (root, NULL);
  g_autofree char *real = realpath (parent, NULL);
  gsize length = real_root != NULL ? strlen (real_root) : 0;

  if (real_root == NULL || real == NULL || strncmp (real, real_root, length) != 0 ||
      (real[length] != '/' && real[length] != '\0'))
    return NULL;

  return g_build_filename (real, name, NULL);
}

/* so that what is read later was made later */
void
_atrium_hugo_folder_remove (AtriumHugoFolder *self,
                            const char       *page)
{
  g_autofree char *path = published_place (self, page);

  if (path != NULL)
    g_unlink (path);
}

/* with a NUL behind the last one, which is not counted: pages are looked through as text */
static GBytes *
end_bytes (GByteArray *bytes)
{
  gsize length = bytes->len;

  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return g_bytes_new_take (g_byte_array_free (bytes, FALSE), length);
}

/* a file that Hugo published */
GBytes *
_atrium_hugo_folder_read (AtriumHugoFolder  *self,
                          const char        *page,
                          GError           **error)
{
  g_autofree char *path = published_place (self, page);
  g_autofd int fd = path != NULL ? open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n_read = 0;
  struct stat info;

  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "Hugo made no %s", page), NULL;

  while (bytes->len <= MAX_PAGE_BYTES && ((n_read = read (fd, buffer, sizeof buffer)) > 0 || (n_read < 0 && errno == EINTR)))
    if (n_read > 0)
      g_byte_array_append (bytes, buffer, (guint) n_read);
  if (n_read < 0)
    return set_errno (error, path), NULL;
  if (bytes->len > MAX_PAGE_BYTES)
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE, "%s is too large for a preview", page), NULL;

  return end_bytes (g_steal_pointer (&bytes));
}
