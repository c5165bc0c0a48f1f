#include "atrium-example.h"

#include <glib/gi18n.h>
#include <string.h>

#define EXAMPLE_PATH ATRIUM_RESOURCE_PATH "/example"

/* GResource's own depth is the depth of the example's folders */
static gboolean
copy_folder (const char    *resource_path,
             GFile         *folder,
             GCancellable  *cancellable,
             GError       **error)
{
  g_auto(GStrv) names = g_resources_enumerate_children (resource_path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (names == NULL)
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", resource_path, names[i], NULL);
      gboolean is_folder = g_str_has_suffix (names[i], "/");
      g_autofree char *name = g_strndup (names[i], strlen (names[i]) - (is_folder ? 1 : 0));
      g_autoptr(GFile) target = g_file_get_child (folder, name);
      g_autoptr(GBytes) bytes = NULL;

      if (is_folder)
        {
          if (!g_file_make_directory (target, cancellable, error) || !copy_folder (path, target, cancellable, error))
            return FALSE;
          continue;
        }

      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      if (bytes == NULL ||
          !g_file_replace_contents (target, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                    NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_empty (GFile         *folder,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GFileEnumerator) enumerator = NULL;
  g_autoptr(GFileInfo) info = NULL;

  enumerator = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE,
                                          cancellable, error);
  if (enumerator == NULL)
    return FALSE;

  info = g_file_enumerator_next_file (enumerator, cancellable, error);
  if (info != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY,
                         _("The folder is not empty. Choose or make an empty one."));

  return info == NULL && (error == NULL || *error == NULL);
}

static void
copy_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GFile *folder = task_data;
  GError *error = NULL;

  if (!g_file_make_directory_with_parents (folder, cancellable, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_clear_error (&error);
      is_empty (folder, cancellable, &error);
    }

  if (error == NULL)
    copy_folder (EXAMPLE_PATH, folder, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
atrium_example_copy_async (GFile               *folder,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, atrium_example_copy_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, copy_thread);
}

gboolean
atrium_example_copy_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
