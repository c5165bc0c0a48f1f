#include "atrium-file-tree.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-source-private.h"

/* One file; shared by the copies of a tree. */
typedef struct
{
  gatomicrefcount ref_count;
  char *path;
  GBytes *bytes;          /* followed by a NUL; NULL for a file that is only known to exist */
  AtriumSource *source;   /* made on demand, atomically */
} File;

struct _AtriumFileTree
{
  gatomicrefcount ref_count;
  GPtrArray *files;       /* File, sorted by path */
};

G_DEFINE_BOXED_TYPE (AtriumFileTree, atrium_file_tree, atrium_file_tree_ref, atrium_file_tree_unref)

static File *
file_new (const char *path,
          GBytes     *bytes)
{
  File *file = g_new0 (File, 1);

  g_atomic_ref_count_init (&file->ref_count);
  file->path = g_strdup (path);
  if (bytes != NULL)
    file->bytes = _atrium_bytes_terminate (bytes);

  return file;
}

static gpointer
file_ref (gconstpointer data,
          gpointer      unused)
{
  File *file = (File *) data;

  g_atomic_ref_count_inc (&file->ref_count);

  return file;
}

static void
file_unref (gpointer data)
{
  File *file = data;

  if (!g_atomic_ref_count_dec (&file->ref_count))
    return;

  g_clear_pointer (&file->source, atrium_source_unref);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file->path);
  g_free (file);
}

static AtriumFileTree *
atrium_file_tree_new_take (GPtrArray *files)
{
  AtriumFileTree *self = g_new0 (AtriumFileTree, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->files = files;

  return self;
}

/**
 * atrium_file_tree_new:
 *
 * Returns: (transfer full): a tree without files
 */
AtriumFileTree *
atrium_file_tree_new (void)
{
  return atrium_file_tree_new_take (g_ptr_array_new_with_free_func (file_unref));
}

/**
 * atrium_file_tree_copy:
 * @self: a tree
 *
 * Returns: (transfer full): a tree with the same files, which can be changed without changing
 *   @self; the bytes are shared
 */
AtriumFileTree *
atrium_file_tree_copy (AtriumFileTree *self)
{
  GPtrArray *files;

  g_return_val_if_fail (self != NULL, NULL);

  files = g_ptr_array_copy (self->files, (GCopyFunc) file_ref, NULL);
  g_ptr_array_set_free_func (files, file_unref);

  return atrium_file_tree_new_take (files);
}

/**
 * atrium_file_tree_ref:
 * @self: a tree
 *
 * Returns: (transfer full): @self
 */
AtriumFileTree *
atrium_file_tree_ref (AtriumFileTree *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * atrium_file_tree_unref:
 * @self: (transfer full): a tree
 */
void
atrium_file_tree_unref (AtriumFileTree *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->files);
  g_free (self);
}

/**
 * atrium_file_tree_is_safe_path:
 * @path: (nullable): a path
 *
 * Checks that a path can name a file inside of a site: relative, UTF-8, without control
 * characters, empty parts, `.` or `..`.
 *
 * Returns: whether it can
 */
gboolean
atrium_file_tree_is_safe_path (const char *path)
{
  const char *part = path;

  if (path == NULL || strlen (path) > 4096 || !g_utf8_validate (path, -1, NULL))
    return FALSE;

  for (;;)
    {
      gsize length = strcspn (part, "/");

      if (length == 0 || (length == 1 && part[0] == '.') || (length == 2 && strncmp (part, "..", 2) == 0))
        return FALSE;
      for (gsize i = 0; i < length; i++)
        if (g_ascii_iscntrl (part[i]))
          return FALSE;
      if (part[length] == '\0')
        return TRUE;
      part += length + 1;
    }
}

/* the index of @path, or, where it is not there, the index at which it would be */
static gboolean
find_file (AtriumFileTree *self,
           const char     *path,
           guint          *index)
{
  guint low = 0;
  guint high = self->files->len;

  /* files are mostly added in order */
  if (high > 0 && strcmp (((File *) self->files->pdata[high - 1])->path, path) < 0)
    low = high;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = strcmp (((File *) self->files->pdata[middle])->path, path);

      if (order == 0)
        {
          *index = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  *index = low;

  return FALSE;
}

/**
 * atrium_file_tree_contains:
 * @self: a tree
 * @path: path of a file
 *
 * Returns: whether the file is there, also where only its existence is known
 */
gboolean
atrium_file_tree_contains (AtriumFileTree *self,
                           const char     *path)
{
  guint index;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return find_file (self, path, &index);
}

/**
 * atrium_file_tree_lookup:
 * @self: a tree
 * @path: path of a file
 *
 * Returns: (transfer none) (nullable): its bytes, or %NULL where it is not there or its bytes
 *   are not known
 */
GBytes *
atrium_file_tree_lookup (AtriumFileTree *self,
                         const char     *path)
{
  guint index;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (!find_file (self, path, &index))
    return NULL;

  return ((File *) self->files->pdata[index])->bytes;
}

/**
 * atrium_file_tree_set:
 * @self: a tree
 * @path: path of a file, which atrium_file_tree_is_safe_path()
 * @bytes: (nullable): its bytes, or %NULL where the file is only known to exist
 *
 * Adds a file, or replaces the bytes of one that is there.
 */
void
atrium_file_tree_set (AtriumFileTree *self,
                      const char     *path,
                      GBytes         *bytes)
{
  guint index;

  g_return_if_fail (self != NULL);
  g_return_if_fail (atrium_file_tree_is_safe_path (path));

  if (!find_file (self, path, &index))
    {
      g_ptr_array_insert (self->files, index, file_new (path, bytes));
      return;
    }

  if (((File *) self->files->pdata[index])->bytes != bytes)
    {
      File *old = self->files->pdata[index];

      self->files->pdata[index] = file_new (path, bytes);
      file_unref (old);
    }
}

/**
 * atrium_file_tree_remove:
 * @self: a tree
 * @path: path of a file
 *
 * Removes a file, where it is there.
 */
void
atrium_file_tree_remove (AtriumFileTree *self,
                         const char     *path)
{
  guint index;

  g_return_if_fail (self != NULL);
  g_return_if_fail (path != NULL);

  if (find_file (self, path, &index))
    g_ptr_array_remove_index (self->files, index);
}

/**
 * atrium_file_tree_get_n_files:
 * @self: a tree
 *
 * Returns: the number of files
 */
guint
atrium_file_tree_get_n_files (AtriumFileTree *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->files->len;
}

/**
 * atrium_file_tree_get_path:
 * @self: a tree
 * @index: less than the number of files
 *
 * Returns: (transfer none): the path of a file, in byte order
 */
const char *
atrium_file_tree_get_path (AtriumFileTree *self,
                           guint           index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->files->len, NULL);

  return ((File *) self->files->pdata[index])->path;
}

/**
 * atrium_file_tree_get_source:
 * @self: a tree
 * @path: path of a file
 * @error: where to put an error
 *
 * Gives the text of a file. The same source is given each time, also by copies of the tree.
 *
 * Returns: (transfer none) (nullable): the source, owned by the tree, or %NULL with
 *   %ATRIUM_ERROR_NOT_FOUND, %ATRIUM_ERROR_NOT_TEXT or %ATRIUM_ERROR_TOO_LARGE
 */
AtriumSource *
atrium_file_tree_get_source (AtriumFileTree  *self,
                             const char      *path,
                             GError         **error)
{
  AtriumSource *source;
  File *file;
  guint index;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (!find_file (self, path, &index) || ((File *) self->files->pdata[index])->bytes == NULL)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND,
                   "%s:1:1: There is no such text file", path);
      return NULL;
    }

  file = self->files->pdata[index];
  source = g_atomic_pointer_get (&file->source);
  if (source != NULL)
    return source;

  source = _atrium_source_new_terminated (path, file->bytes, error);
  if (source != NULL && !g_atomic_pointer_compare_and_exchange (&file->source, NULL, source))
    {
      atrium_source_unref (source);
      source = g_atomic_pointer_get (&file->source);
    }

  return source;
}

static gboolean
file_equal (const File *a,
            const File *b)
{
  if (a == b || a->bytes == b->bytes)
    return TRUE;

  return a->bytes != NULL && b->bytes != NULL && g_bytes_equal (a->bytes, b->bytes);
}

/**
 * atrium_file_tree_dup_changed:
 * @self: a tree
 * @other: another one
 *
 * Returns: (transfer full) (element-type utf8): the paths of the files that are in only one
 *   of the trees or have other bytes, in byte order
 */
GPtrArray *
atrium_file_tree_dup_changed (AtriumFileTree *self,
                              AtriumFileTree *other)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_free);
  guint i = 0;
  guint j = 0;

  g_return_val_if_fail (self != NULL, changed);
  g_return_val_if_fail (other != NULL, changed);

  while (i < self->files->len || j < other->files->len)
    {
      const File *a = i < self->files->len ? self->files->pdata[i] : NULL;
      const File *b = j < other->files->len ? other->files->pdata[j] : NULL;
      int order = a == NULL ? 1 : b == NULL ? -1 : strcmp (a->path, b->path);

      if (order != 0 || !file_equal (a, b))
        g_ptr_array_add (changed, g_strdup (order > 0 ? b->path : a->path));
      i += order <= 0;
      j += order >= 0;
    }

  return changed;
}
