#include "atrium-export-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* More rows than anybody reads; the rest is counted. */
#define MAX_ROWS 200

struct _AtriumExportDialog
{
  AdwDialog            parent_instance;

  AdwNavigationView   *navigation;
  AdwComboRow         *theme_row;
  AdwActionRow        *folder_row;
  GtkWidget           *plan_button;
  GtkLabel            *error_label;
  GtkStack            *changes_stack;
  AdwPreferencesGroup *losses_group;
  AdwPreferencesGroup *changes_group;
  GtkWidget           *apply_button;
  AdwNavigationPage   *diff_page;
  GtkTextView         *diff_view;

  AtriumDocument      *document;
  GPtrArray           *themes;       /* const AtriumLens *, those that make a site from nothing */
  GPtrArray           *rows;         /* of the two groups */
  GFile               *folder;
  AtriumPlan          *plan;
  GCancellable        *cancellable;
};

enum
{
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumExportDialog, atrium_export_dialog, ADW_TYPE_DIALOG)

static void
show_error (AtriumExportDialog *self,
            const char         *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

static const char *
get_change_label (AtriumChangeType type)
{
  switch (type)
    {
    case ATRIUM_CHANGE_ADD:
      return C_("file", "New");
    case ATRIUM_CHANGE_REMOVE:
      return C_("file", "Removed");
    case ATRIUM_CHANGE_MODIFY:
    default:
      return C_("file", "Changed");
    }
}

static const char *
get_line_tag (const char *line)
{
  if (g_str_has_prefix (line, "+++") || g_str_has_prefix (line, "---") || g_str_has_prefix (line, "@@"))
    return "about";
  if (*line == '+')
    return "added";
  if (*line == '-')
    return "removed";

  return NULL;
}

static void
show_diff (AtriumExportDialog *self,
           const char         *diff)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->diff_view);
  g_auto(GStrv) lines = g_strsplit (diff, "\n", -1);
  GtkTextIter iter;

  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_end_iter (buffer, &iter);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *tag = get_line_tag (lines[i]);

      if (tag != NULL)
        gtk_text_buffer_insert_with_tags_by_name (buffer, &iter, lines[i], -1, tag, NULL);
      else
        gtk_text_buffer_insert (buffer, &iter, lines[i], -1);
      gtk_text_buffer_insert (buffer, &iter, "\n", 1);
    }
}

static void
change_activated_cb (AdwActionRow       *row,
                     AtriumExportDialog *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "atrium-index"));
  g_autofree char *diff = atrium_plan_dup_diff (self->plan, index);
  g_autofree char *valid = g_utf8_make_valid (diff != NULL ? diff : "", -1);

  adw_navigation_page_set_title (self->diff_page, atrium_plan_get_path (self->plan, index));
  show_diff (self, valid);
  adw_navigation_view_push_by_tag (self->navigation, "diff");
}

static void
add_row (AtriumExportDialog  *self,
         AdwPreferencesGroup *group,
         GtkWidget           *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
create_row (const char *title,
            const char *subtitle)
{
  return g_object_new (ADW_TYPE_ACTION_ROW,
                       "title", title,
                       "subtitle", subtitle,
                       "use-markup", FALSE,
                       NULL);
}

static void
add_rest_row (AtriumExportDialog  *self,
              AdwPreferencesGroup *group,
              guint                n)
{
  g_autofree char *text = NULL;

  if (n <= MAX_ROWS)
    return;

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n - MAX_ROWS), n - MAX_ROWS);
  add_row (self, group, create_row (text, NULL));
}

static void
show_changes (AtriumExportDialog *self)
{
  guint n = atrium_plan_get_n_changes (self->plan);

  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    {
      GtkWidget *row = create_row (atrium_plan_get_path (self->plan, i),
                                   get_change_label (atrium_plan_get_type_at (self->plan, i)));

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data (G_OBJECT (row), "atrium-index", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "activated", G_CALLBACK (change_activated_cb), self, 0);
      add_row (self, self->changes_group, row);
    }
  add_rest_row (self, self->changes_group, n);
}

static void
show_losses (AtriumExportDialog *self)
{
  GPtrArray *losses = atrium_plan_get_losses (self->plan);
  guint n = losses != NULL ? losses->len : 0;

  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    {
      const AtriumLoss *loss = g_ptr_array_index (losses, i);

      add_row (self, self->losses_group, create_row (loss->reason, loss->pointer));
    }
  add_rest_row (self, self->losses_group, n);
  gtk_widget_set_visible (GTK_WIDGET (self->losses_group), n > 0);
}

static void
show_plan (AtriumExportDialog *self)
{
  guint n = atrium_plan_get_n_changes (self->plan);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);

  show_changes (self);
  show_losses (self);
  gtk_stack_set_visible_child_name (self->changes_stack, n > 0 ? "changes" : "none");
  gtk_widget_set_sensitive (self->apply_button, n > 0);
}

static void
plan_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  AtriumExportDialog *self = source;
  const AtriumLens *theme = task_data;
  GError *error = NULL;
  AtriumPlan *plan = atrium_document_plan_export (self->document, theme->id, self->folder, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  AtriumExportDialog *self = ATRIUM_EXPORT_DIALOG (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumPlan) plan = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->navigation == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  show_error (self, error != NULL ? error->message : NULL);
  if (plan == NULL)
    {
      adw_navigation_view_pop_to_tag (self->navigation, "where");
      return;
    }

  g_set_object (&self->plan, plan);
  show_plan (self);
  adw_navigation_view_replace_with_tags (self->navigation, (const char *[]) { "where", "changes" }, 2);
}

static void
plan_clicked_cb (AtriumExportDialog *self)
{
  g_autoptr(GTask) task = NULL;
  guint selected = adw_combo_row_get_selected (self->theme_row);

  if (selected >= self->themes->len || self->folder == NULL)
    return;

  task = g_task_new (self, self->cancellable, planned_cb, NULL);
  g_task_set_source_tag (task, plan_clicked_cb);
  g_task_set_task_data (task, g_ptr_array_index (self->themes, selected), NULL);
  adw_navigation_view_push_by_tag (self->navigation, "working");
  g_task_run_in_thread (task, plan_thread);
}

static void
apply_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;

  if (atrium_plan_apply (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  AtriumExportDialog *self = ATRIUM_EXPORT_DIALOG (object);
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_signal_emit (self, signals[EXPORTED], 0, self->folder);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  if (self->navigation == NULL)
    return;

  show_error (self, error->message);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  adw_navigation_view_pop_to_tag (self->navigation, "where");
}

static void
apply_clicked_cb (AtriumExportDialog *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, applied_cb, NULL);

  g_task_set_source_tag (task, apply_clicked_cb);
  g_task_set_task_data (task, g_object_ref (self->plan), g_object_unref);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  adw_navigation_view_push_by_tag (self->navigation, "working");
  g_task_run_in_thread (task, apply_thread);
}

static void
folder_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AtriumExportDialog) self = user_data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (folder != NULL && self->navigation != NULL)
    atrium_export_dialog_set_folder (self, folder);
}

static void
choose_clicked_cb (AtriumExportDialog *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _("Export into Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                 folder_chosen_cb, g_object_ref (self));
}

static void
fill_themes (AtriumExportDialog *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint n_lenses = 0;
  const AtriumLens *const *lenses = atrium_lenses_get (&n_lenses);

  for (guint i = 0; i < n_lenses; i++)
    {
      if (lenses[i]->create == NULL)
        continue;

      g_ptr_array_add (self->themes, (gpointer) lenses[i]);
      gtk_string_list_append (labels, lenses[i]->label);
    }
  adw_combo_row_set_model (self->theme_row, G_LIST_MODEL (labels));
}

static void
select_theme (AtriumExportDialog *self,
              const char         *id)
{
  for (guint i = 0; i < self->themes->len; i++)
    if (g_strcmp0 (((const AtriumLens *) g_ptr_array_index (self->themes, i))->id, id) == 0)
      adw_combo_row_set_selected (self->theme_row, i);
}

static void
atrium_export_dialog_dispose (GObject *object)
{
  AtriumExportDialog *self = ATRIUM_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->plan);
  g_clear_object (&self->folder);
  g_clear_object (&self->document);
  g_clear_pointer (&self->themes, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (atrium_export_dialog_parent_class)->dispose (object);
}

static void
atrium_export_dialog_class_init (AtriumExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_export_dialog_dispose;
  signals[EXPORTED] = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, plan_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, changes_stack);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, losses_group);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, changes_group);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, diff_page);
  gtk_widget_class_bind_template_child (widget_class, AtriumExportDialog, diff_view);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
}

static void
atrium_export_dialog_init (AtriumExportDialog *self)
{
  GtkTextBuffer *buffer;

  self->themes = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_themes (self);

  buffer = gtk_text_view_get_buffer (self->diff_view);
  gtk_text_buffer_create_tag (buffer, "added", "foreground", "#26a269", NULL);
  gtk_text_buffer_create_tag (buffer, "removed", "foreground", "#e01b24", NULL);
  gtk_text_buffer_create_tag (buffer, "about", "weight", PANGO_WEIGHT_BOLD, NULL);
}

AdwDialog *
atrium_export_dialog_new (AtriumDocument *document)
{
  AtriumExportDialog *self = g_object_new (ATRIUM_TYPE_EXPORT_DIALOG, NULL);

  self->document = g_object_ref (document);
  /* a profile is there already; what is wanted of it is a site */
  select_theme (self, "acad-homepage");
  if (g_strcmp0 (atrium_document_get_theme (document), "profile") != 0)
    select_theme (self, atrium_document_get_theme (document));

  return ADW_DIALOG (self);
}

void
atrium_export_dialog_set_folder (AtriumExportDialog *self,
                                 GFile              *folder)
{
  g_autofree char *name = g_file_get_parse_name (folder);

  g_return_if_fail (ATRIUM_IS_EXPORT_DIALOG (self));

  g_set_object (&self->folder, folder);
  adw_action_row_set_subtitle (self->folder_row, name);
  gtk_widget_set_sensitive (self->plan_button, TRUE);
  show_error (self, NULL);
}
