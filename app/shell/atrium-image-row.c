#include "atrium-image-row.h"

#include <glib/gi18n.h>

#include "atrium-thumbnail.h"

struct _AtriumImageRow
{
  AdwEntryRow       parent_instance;

  GtkStack         *thumbnail_stack;
  GtkImage         *picture;

  AtriumFieldModel *model;
  GCancellable     *cancellable;
  guint             showing : 1;
};

G_DEFINE_FINAL_TYPE (AtriumImageRow, atrium_image_row, ADW_TYPE_ENTRY_ROW)

static void
thumbnail_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AtriumImageRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = atrium_thumbnail_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->thumbnail_stack == NULL)
    return;

  gtk_image_set_from_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->thumbnail_stack, texture != NULL ? "picture" : "missing");
}

static void
atrium_image_row_show_thumbnail (AtriumImageRow *self)
{
  const char *path = atrium_field_model_get_string (self->model);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (*path == '\0')
    gtk_stack_set_visible_child_name (self->thumbnail_stack, "none");
  else if (g_uri_peek_scheme (path) != NULL || g_str_has_prefix (path, "//"))
    gtk_stack_set_visible_child_name (self->thumbnail_stack, "remote");
  else
    {
      self->cancellable = g_cancellable_new ();
      atrium_thumbnail_load_async (atrium_field_model_get_document (self->model), path, 96,
                                   self->cancellable, thumbnail_cb, g_object_ref (self));
    }
}

static void
atrium_image_row_show (AtriumImageRow *self)
{
  const char *text = atrium_field_model_get_string (self->model);

  self->showing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->showing = FALSE;
  atrium_image_row_show_thumbnail (self);
}

static void
edited_cb (AtriumImageRow *self)
{
  if (self->showing || self->model == NULL)
    return;

  atrium_field_model_set_string (self->model, gtk_editable_get_text (GTK_EDITABLE (self)));
  atrium_image_row_show_thumbnail (self);
}

static void
atrium_image_row_use (AtriumImageRow *self,
                      const char     *path)
{
  atrium_field_model_end_typing (self->model);
  atrium_field_model_set_string (self->model, path);
  atrium_field_model_end_typing (self->model);
  atrium_image_row_show (self);
}

char *
atrium_image_path_in_site (GFile *site,
                           GFile *file)
{
  return g_file_get_relative_path (site, file);
}

static void
show_problem (AtriumImageRow *self,
              const char     *heading,
              const char     *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

typedef struct
{
  AtriumImageRow *row;
  GFile          *site;
  GFile          *file;
  GFile          *target;
} Copy;

static void
copy_free (Copy *copy)
{
  g_clear_object (&copy->row);
  g_clear_object (&copy->site);
  g_clear_object (&copy->file);
  g_clear_object (&copy->target);
  g_free (copy);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Copy) copy = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  if (copy->row->model == NULL)
    return;

  /* a file of this name that is there already is another picture, or the same: the user sees which */
  if (!g_file_copy_finish (G_FILE (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      show_problem (copy->row, _("The Picture Was Not Copied"), error->message);
      return;
    }

  path = atrium_image_path_in_site (copy->site, copy->target);
  atrium_image_row_use (copy->row, path);
}

/* that the folder is there already is as good */
static void
folder_made_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Copy *copy = user_data;

  g_file_make_directory_finish (G_FILE (object), result, NULL);
  g_file_copy_async (copy->file, copy->target, G_FILE_COPY_TARGET_DEFAULT_PERMS, G_PRIORITY_DEFAULT,
                     NULL, NULL, NULL, copied_cb, copy);
}

static void
copy_into_site (AtriumImageRow *self,
                GFile          *site,
                GFile          *file)
{
  g_autoptr(GFile) folder = g_file_get_child (site, "images");
  g_autofree char *name = g_file_get_basename (file);
  Copy *copy = g_new0 (Copy, 1);

  copy->row = g_object_ref (self);
  copy->site = g_object_ref (site);
  copy->file = g_object_ref (file);
  copy->target = g_file_get_child (folder, name);
  g_file_make_directory_async (folder, G_PRIORITY_DEFAULT, NULL, folder_made_cb, copy);
}

static GFile *
atrium_image_row_dup_site (AtriumImageRow *self)
{
  return atrium_document_dup_folder (atrium_field_model_get_document (self->model));
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AtriumImageRow) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autoptr(GFile) site = NULL;
  g_autofree char *path = NULL;

  if (file == NULL || self->model == NULL)
    return;

  site = atrium_image_row_dup_site (self);
  if (site == NULL)
    {
      show_problem (self, _("Save First"),
                    _("Pictures are kept beside the document, so it needs a place before they can be added."));
      return;
    }

  path = atrium_image_path_in_site (site, file);
  if (path != NULL)
    atrium_image_row_use (self, path);
  else
    copy_into_site (self, site, file);
}

static void
choose_clicked_cb (AtriumImageRow *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GFile) site = atrium_image_row_dup_site (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _("Choose Picture"));
  if (site != NULL)
    gtk_file_dialog_set_initial_folder (dialog, site);

  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        chosen_cb, g_object_ref (self));
}

static void
focus_leave_cb (AtriumImageRow *self)
{
  atrium_field_model_end_typing (self->model);
}

static void
atrium_image_row_dispose (GObject *object)
{
  AtriumImageRow *self = ATRIUM_IMAGE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_IMAGE_ROW);

  G_OBJECT_CLASS (atrium_image_row_parent_class)->dispose (object);
}

static void
atrium_image_row_class_init (AtriumImageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_image_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-image-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumImageRow, thumbnail_stack);
  gtk_widget_class_bind_template_child (widget_class, AtriumImageRow, picture);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
}

static void
atrium_image_row_init (AtriumImageRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_enable_undo (GTK_EDITABLE (self), FALSE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
atrium_image_row_new (AtriumFieldModel *model)
{
  AtriumImageRow *self = g_object_new (ATRIUM_TYPE_IMAGE_ROW, NULL);

  self->model = g_object_ref (model);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), atrium_field_model_get_label (model));
  atrium_image_row_show (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (atrium_image_row_show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
