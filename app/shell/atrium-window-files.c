#include "atrium-window-private.h"

#include <glib/gi18n.h>

#include "atrium-example.h"
#include "atrium-export-dialog.h"

/* Asking before edits that were not saved are left behind. */

typedef struct
{
  AtriumWindow   *self;
  void          (*proceed) (AtriumWindow *self,
                            gpointer      data);
  gpointer        data;
  GDestroyNotify  free_data;
} Question;

static void
question_free (Question *question)
{
  if (question->free_data != NULL)
    question->free_data (question->data);
  g_clear_object (&question->self);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

typedef void (*SavedFunc) (AtriumWindow *self,
                           gboolean      saved,
                           gpointer      data);

static void save_then (AtriumWindow *self,
                       SavedFunc     done,
                       gpointer      data);

static void
question_saved_cb (AtriumWindow *self,
                   gboolean      saved,
                   gpointer      data)
{
  g_autoptr(Question) question = data;

  if (saved)
    question->proceed (self, question->data);
}

static void
question_response_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (g_str_equal (response, "discard"))
    question->proceed (question->self, question->data);
  else if (g_str_equal (response, "save"))
    {
      AtriumWindow *self = question->self;

      save_then (self, question_saved_cb, g_steal_pointer (&question));
    }
}

void
_atrium_window_ask_before (AtriumWindow    *self,
                           void           (*proceed) (AtriumWindow *self,
                                                      gpointer      data),
                           gpointer         data,
                           GDestroyNotify   free_data)
{
  Question *question = g_new0 (Question, 1);
  AdwAlertDialog *dialog;

  *question = (Question) { g_object_ref (self), proceed, data, free_data };

  if (self->document == NULL || !atrium_history_get_modified (atrium_document_get_history (self->document)))
    {
      proceed (self, data);
      question_free (question);
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Save Changes?"),
                                                   _("Edits that are not saved will be lost.")));
  adw_alert_dialog_add_responses (dialog,
                                  "cancel", _("_Cancel"),
                                  "discard", _("_Discard"),
                                  "save", _("_Save"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "save");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, question_response_cb, question);
}

/* Opening. */

static void
remember (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_basename (file);
  char *exec = g_strjoin (" ", g_get_prgname (), "%u", NULL);
  GtkRecentData data = {
    .display_name = name,
    .mime_type = (char *) "application/x-atrium-document",
    .app_name = (char *) g_get_application_name (),
    .app_exec = exec,
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
  g_free (exec);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AtriumWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumDocument) document = atrium_document_open_finish (result, &error);

  if (self->main_stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  _atrium_window_set_busy (self, FALSE);
  if (document == NULL)
    {
      atrium_window_set_document (self, self->document);
      _atrium_window_show_error (self, _("Cannot Be Opened"), error);
      return;
    }

  remember (atrium_document_get_file (document));
  atrium_window_set_document (self, document);
}

static GCancellable *
renew_cancellable (AtriumWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  return self->cancellable;
}

static void
open_proceed (AtriumWindow *self,
              gpointer      data)
{
  _atrium_window_set_busy (self, TRUE);
  gtk_stack_set_visible_child_name (self->main_stack, "loading");
  atrium_document_open_async (data, renew_cancellable (self), opened_cb, g_object_ref (self));
}

void
atrium_window_open (AtriumWindow *self,
                    GFile        *file)
{
  g_return_if_fail (ATRIUM_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (!self->busy)
    _atrium_window_ask_before (self, open_proceed, g_object_ref (file), g_object_unref);
}

static void
folder_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AtriumWindow) self = user_data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (folder != NULL)
    atrium_window_open (self, folder);
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open the Folder of a Site"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (widget), NULL, folder_chosen_cb, g_object_ref (widget));
}

static void
file_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AtriumWindow) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL)
    atrium_window_open (self, file);
}

static void
open_file_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) pages = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();
  static const char *const suffixes[] = { "json", "md", "markdown", "html", "htm", "txt", "bib" };

  gtk_file_filter_set_name (pages, _("Profiles and Pages"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (pages, suffixes[i]);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, pages);
  g_list_store_append (filters, all);

  gtk_file_dialog_set_title (dialog, _("Open a Page or Profile"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (widget), NULL, file_chosen_cb, g_object_ref (widget));
}

static void
open_uri_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_autoptr(GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  atrium_window_open (ATRIUM_WINDOW (widget), file);
}

/* The example. */

typedef struct
{
  AtriumWindow *self;
  GFile        *folder;
} Example;

static void
example_free (Example *example)
{
  g_clear_object (&example->self);
  g_clear_object (&example->folder);
  g_free (example);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Example, example_free)

static void
example_copied_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Example) example = user_data;
  g_autoptr(GError) error = NULL;
  gboolean copied = atrium_example_copy_finish (result, &error);

  if (example->self->main_stack == NULL)
    return;

  _atrium_window_set_busy (example->self, FALSE);
  if (copied)
    open_proceed (example->self, example->folder);
  else
    _atrium_window_show_error (example->self, _("The Example Was Not Copied"), error);
}

static void
example_proceed (AtriumWindow *self,
                 gpointer      data)
{
  Example *example = g_new0 (Example, 1);

  example->self = g_object_ref (self);
  example->folder = g_object_ref (data);
  _atrium_window_set_busy (self, TRUE);
  atrium_example_copy_async (data, NULL, example_copied_cb, example);
}

static void
example_folder_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(AtriumWindow) self = user_data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (folder != NULL)
    _atrium_window_ask_before (self, example_proceed, g_steal_pointer (&folder), g_object_unref);
}

static void
new_example_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose an Empty Folder for the Example"));
  gtk_file_dialog_set_accept_label (dialog, _("_Create"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (widget), NULL, example_folder_cb, g_object_ref (widget));
}

/* Saving. */

typedef struct
{
  AtriumWindow *self;
  SavedFunc     done;
  gpointer      data;
} Save;

static void
save_free (Save *save)
{
  g_clear_object (&save->self);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
save_end (Save         *save,
          gboolean      saved,
          const GError *error)
{
  if (save->self->main_stack != NULL)
    {
      _atrium_window_set_busy (save->self, FALSE);
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        _atrium_window_show_error (save->self, _("Not Saved"), error);
    }
  if (save->done != NULL)
    save->done (save->self, saved, save->data);
}

/* more lines than anybody reads at once */
#define MAX_LOSSES_SHOWN 8

static void
losses_response_cb (AtriumWindow *self,
                    const char   *response)
{
  if (g_str_equal (response, "save-as"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save-as", NULL);
}

/* Nothing is dropped in silence: what a page has no place for is named. */
static void
show_losses (AtriumWindow *self,
             GPtrArray    *losses)
{
  g_autoptr(GString) body = g_string_new (_("These values have no place in the files. They are kept until the document "
                                            "is closed; a profile file keeps all of them."));
  AdwAlertDialog *dialog;

  g_string_append_c (body, '\n');
  for (guint i = 0; i < MIN (losses->len, MAX_LOSSES_SHOWN); i++)
    {
      const AtriumLoss *loss = g_ptr_array_index (losses, i);

      g_string_append_printf (body, "\n%s: %s", loss->pointer, loss->reason);
    }
  if (losses->len > MAX_LOSSES_SHOWN)
    g_string_append_printf (body, g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more",
                                               losses->len - MAX_LOSSES_SHOWN),
                            losses->len - MAX_LOSSES_SHOWN);

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Saved, but Not All of It"), body->str));
  adw_alert_dialog_add_responses (dialog, "close", _("_Close"), "save-as", _("Save as _Profile…"), NULL);
  adw_alert_dialog_set_close_response (dialog, "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (losses_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = atrium_document_save_finish (ATRIUM_DOCUMENT (object), result, &error);
  GPtrArray *losses = atrium_document_get_losses (ATRIUM_DOCUMENT (object));

  if (saved && losses->len > 0 && save->self->main_stack != NULL)
    {
      /* what waited for the save would close the document, and the values with it */
      if (save->done != NULL)
        save->done (save->self, FALSE, save->data);
      save->done = NULL;
      show_losses (save->self, losses);
    }
  save_end (save, saved, error);
}

static void
saved_as_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = atrium_document_save_as_finish (ATRIUM_DOCUMENT (object), result, &error);

  if (saved)
    {
      remember (atrium_document_get_file (ATRIUM_DOCUMENT (object)));
      _atrium_window_add_toast (save->self, _("Saved"));
    }
  save_end (save, saved, error);
}

static void
save_as_chosen_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  AtriumDocument *document = save->self->document;

  if (file == NULL || document == NULL)
    {
      save_end (save, FALSE, NULL);
      return;
    }

  _atrium_window_set_busy (save->self, TRUE);
  atrium_document_save_as_async (document, file, NULL, saved_as_cb, g_steal_pointer (&save));
}

static void
save_as_then (AtriumWindow *self,
              SavedFunc     done,
              gpointer      data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  Save *save = g_new0 (Save, 1);

  *save = (Save) { g_object_ref (self), done, data };
  gtk_file_dialog_set_title (dialog, _("Save as Profile"));
  gtk_file_dialog_set_initial_name (dialog, "profile.json");
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, save_as_chosen_cb, save);
}

static void
save_then (AtriumWindow *self,
           SavedFunc     done,
           gpointer      data)
{
  Save *save;

  if (atrium_document_get_file (self->document) == NULL)
    {
      save_as_then (self, done, data);
      return;
    }

  save = g_new0 (Save, 1);
  *save = (Save) { g_object_ref (self), done, data };
  atrium_history_end_typing (atrium_document_get_history (self->document));
  _atrium_window_set_busy (self, TRUE);
  atrium_document_save_async (self->document, NULL, saved_cb, save);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  save_then (ATRIUM_WINDOW (widget), NULL, NULL);
}

static void
save_as_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  save_as_then (ATRIUM_WINDOW (widget), NULL, NULL);
}

/* Exporting. */

static void
exported_cb (AtriumWindow *self,
             GFile        *folder)
{
  AdwToast *toast = adw_toast_new (_("Exported"));
  g_autofree char *uri = g_file_get_uri (folder);

  adw_toast_set_button_label (toast, _("_Open Folder"));
  adw_toast_set_action_name (toast, "win.show-folder");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  AdwDialog *dialog = atrium_export_dialog_new (self->document);

  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
show_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_autoptr(GFile) folder = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (folder);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (widget), NULL, NULL, NULL);
}

void
_atrium_window_class_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-folder", NULL, open_folder_action);
  gtk_widget_class_install_action (widget_class, "win.open-file", NULL, open_file_action);
  gtk_widget_class_install_action (widget_class, "win.open-uri", "s", open_uri_action);
  gtk_widget_class_install_action (widget_class, "win.new-example", NULL, new_example_action);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.show-folder", "s", show_folder_action);
}
