#include "atrium-save-picture.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* One picture on its way to a file. */
typedef struct
{
  GtkWindow *parent;
  GFile     *file;
  GBytes    *png;
} Saving;

static void
saving_free (Saving *self)
{
  g_clear_object (&self->parent);
  g_clear_object (&self->file);
  g_clear_pointer (&self->png, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
tell (Saving       *self,
      const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("The Picture Was Not Saved"), error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self->parent));
}

static void
replaced_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    tell (self, error);
}

static void
taken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GError) error = NULL;

  self->png = atrium_preview_snapshot_finish (ATRIUM_PREVIEW (object), result, &error);
  if (self->png == NULL)
    {
      tell (self, error);
      return;
    }

  g_file_replace_contents_bytes_async (self->file, self->png, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       replaced_cb, self);
  g_steal_pointer (&self);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AtriumPreview) preview = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (preview));
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  Saving *self;

  if (file == NULL || !GTK_IS_WINDOW (root))
    return;

  self = g_new0 (Saving, 1);
  self->parent = g_object_ref (GTK_WINDOW (root));
  self->file = g_steal_pointer (&file);
  atrium_preview_snapshot_async (preview, NULL, taken_cb, self);
}

void
atrium_save_picture (AtriumPreview *preview,
                     GtkWindow     *parent)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save Picture of the Page"));
  gtk_file_dialog_set_initial_name (dialog, _("page.png"));
  gtk_file_dialog_save (dialog, parent, NULL, chosen_cb, g_object_ref (preview));
}
