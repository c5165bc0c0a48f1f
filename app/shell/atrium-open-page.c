#include "atrium-open-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* So many files are kept for the browser; older ones are deleted. */
#define MAX_FILES 20

/* the files that were written, in the main thread; deleted with the program */
static GQueue files = G_QUEUE_INIT;

static void
delete_oldest (void)
{
  g_autofree char *path = g_queue_pop_head (&files);

  g_unlink (path);
}

static void
delete_all (void)
{
  while (!g_queue_is_empty (&files))
    delete_oldest ();
}

static void
remember (char *path)
{
  static gboolean registered;

  if (!registered)
    atexit (delete_all);
  registered = TRUE;
  g_queue_push_tail (&files, path);
  if (g_queue_get_length (&files) > MAX_FILES)
    delete_oldest ();
}

static void
tell (GtkWindow    *parent,
      const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("The Page Was Not Opened"), error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

static void
launched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWindow) parent = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (object), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    tell (parent, error);
}

/* mkstemp() makes it with mode 0600 */
static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  g_autofree char *path = NULL;
  g_autofd int fd = g_file_open_tmp ("atrium-page-XXXXXX.html", &path, &error);
  g_autoptr(GFile) file = fd >= 0 ? g_file_new_for_path (path) : NULL;
  g_autoptr(GFileIOStream) stream = NULL;
  gsize size;
  const char *text = g_bytes_get_data (task_data, &size);

  stream = file != NULL ? g_file_open_readwrite (file, NULL, &error) : NULL;
  if (stream != NULL && g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), text, size,
                                                   NULL, NULL, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&path), g_free);
      return;
    }

  if (path != NULL)
    g_unlink (path);
  g_task_return_error (task, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWindow) parent = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GtkFileLauncher) launcher = NULL;
  char *path = g_task_propagate_pointer (G_TASK (result), &error);

  if (path == NULL)
    {
      tell (parent, error);
      return;
    }

  file = g_file_new_for_path (path);
  remember (path);
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, parent, NULL, launched_cb, g_object_ref (parent));
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWindow) parent = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) html = atrium_preview_export_finish (ATRIUM_PREVIEW (object), result, &error);
  g_autoptr(GTask) task = NULL;

  if (html == NULL)
    {
      tell (parent, error);
      return;
    }

  task = g_task_new (NULL, NULL, written_cb, g_object_ref (parent));
  g_task_set_task_data (task, g_bytes_ref (html), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, write_thread);
}

void
atrium_open_page (AtriumPreview *preview,
                  GtkWindow     *parent)
{
  if (parent != NULL)
    atrium_preview_export_async (preview, NULL, exported_cb, g_object_ref (parent));
}
