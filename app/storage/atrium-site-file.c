#include "atrium-site-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "atrium-beneath.h"
#include "atrium-document-private.h"
#include "atrium-error.h"

/* So many files of one name are enough. */
#define MAX_NAMES 1000

typedef struct
{
  AtriumOriginal *original;
  GFile          *source;
  char           *path;
  gboolean        rename;
} Addition;

static void
addition_free (gpointer data)
{
  Addition *addition = data;

  _atrium_original_unref (addition->original);
  g_object_unref (addition->source);
  g_free (addition->path);
  g_free (addition);
}

/* the bytes of any file that the user chose, as long as they are few enough */
static GBytes *
read_source (GFile         *source,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (source, cancellable, error);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n;

  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, sizeof buffer, cancellable, error)) > 0)
    {
      g_byte_array_append (bytes, buffer, n);
      if (bytes->len > ATRIUM_SITE_FILE_MAX_BYTES)
        {
          g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE, "The file is larger than %d MB",
                       ATRIUM_SITE_FILE_MAX_BYTES / 1024 / 1024);
          return NULL;
        }
    }

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* `images/me.png`, then `images/me-2.png` */
static char *
dup_name (const char *path,
          guint       number)
{
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (slash != NULL ? slash : path, '.');
  gsize length = dot != NULL && dot > path ? (gsize) (dot - path) : strlen (path);

  return number == 1 ? g_strdup (path) : g_strdup_printf ("%.*s-%u%s", (int) length, path, number, path + length);
}

/* FALSE where something else is there, or it cannot be known; @there: it is there already */
static gboolean
is_free (int          folder_fd,
         const char  *path,
         GBytes      *bytes,
         gboolean    *there,
         GError     **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GBytes) old = _atrium_read_beneath (folder_fd, path, ATRIUM_SITE_FILE_MAX_BYTES, &local);

  *there = old != NULL && g_bytes_equal (old, bytes);
  if (old != NULL || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (local, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE))
    return *there || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static char *
find_name (Addition  *addition,
           int        folder_fd,
           GBytes    *bytes,
           gboolean  *there,
           GError   **error)
{
  for (guint i = 1; i <= (addition->rename ? MAX_NAMES : 1); i++)
    {
      g_autofree char *name = dup_name (addition->path, i);
      g_autoptr(GError) local = NULL;

      if (is_free (folder_fd, name, bytes, there, &local))
        return g_steal_pointer (&name);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s:1:1: Another file has this name", addition->path);
  return NULL;
}

static char *
add (Addition      *addition,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(GBytes) bytes = read_source (addition->source, cancellable, error);
  g_autofd int fd = bytes != NULL ? _atrium_open_folder (addition->original->folder, error) : -1;
  gboolean there = FALSE;
  g_autofree char *path = fd >= 0 ? find_name (addition, fd, bytes, &there, error) : NULL;
  g_autoptr(AtriumFileTree) before = atrium_file_tree_new ();
  g_autoptr(AtriumFileTree) after = atrium_file_tree_new ();
  g_autoptr(AtriumPlan) plan = NULL;

  if (path == NULL || there)
    return g_steal_pointer (&path);

  atrium_file_tree_set (after, path, bytes);
  plan = atrium_plan_new (addition->original->folder_file, before, after);

  return atrium_plan_apply (plan, cancellable, error) ? g_steal_pointer (&path) : NULL;
}

static void
add_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  GError *error = NULL;
  char *path = add (task_data, cancellable, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * atrium_site_file_add_async:
 * @document: a document
 * @source: any file; it is only read
 * @path: where it is to lie in the folder of the document
 * @rename: whether a number is added to the name where another file has it
 * @cancellable: (nullable): stops the work as long as nothing was written
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Copies a file, such as a picture, into the folder of a document in another thread, whole or not
 * at all. No file that is there is replaced, and no path and no link leads out of the folder.
 */
void
atrium_site_file_add_async (AtriumDocument      *document,
                            GFile               *source,
                            const char          *path,
                            gboolean             rename,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AtriumOriginal *original;
  Addition *addition;

  g_return_if_fail (ATRIUM_IS_DOCUMENT (document));
  g_return_if_fail (G_IS_FILE (source));
  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, atrium_site_file_add_async);
  original = _atrium_document_get_original (document);
  if (original == NULL || !atrium_file_tree_is_safe_path (path))
    {
      g_task_return_new_error (task, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s:1:1: The document has no such place", path);
      return;
    }

  addition = g_new0 (Addition, 1);
  addition->original = _atrium_original_ref (original);
  addition->source = g_object_ref (source);
  addition->path = g_strdup (path);
  addition->rename = rename;
  g_task_set_task_data (task, addition, addition_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, add_thread);
}

/**
 * atrium_site_file_add_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): where the file lies now, seen from the folder; the same as
 *   was asked for where it was there already. %G_IO_ERROR_EXISTS where another file has the name.
 */
char *
atrium_site_file_add_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
