#include "atrium-add-section-dialog.h"

#include <glib/gi18n.h>

struct _AtriumAddSectionDialog
{
  AdwDialog            parent_instance;

  AdwPreferencesGroup *kinds_group;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumAddSectionDialog, atrium_add_section_dialog, ADW_TYPE_DIALOG)

static void
row_activated_cb (AdwActionRow           *row,
                  AtriumAddSectionDialog *self)
{
  int kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "atrium-kind"));

  g_signal_emit (self, signals[CHOSEN], 0, kind);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
atrium_add_section_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATRIUM_TYPE_ADD_SECTION_DIALOG);

  G_OBJECT_CLASS (atrium_add_section_dialog_parent_class)->dispose (object);
}

static void
atrium_add_section_dialog_class_init (AtriumAddSectionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_add_section_dialog_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-add-section-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumAddSectionDialog, kinds_group);
}

static void
atrium_add_section_dialog_init (AtriumAddSectionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint kind = 0; kind < ATRIUM_N_SECTION_KINDS; kind++)
    {
      const AtriumKindInfo *info = atrium_kind_get_info (kind);
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                     "title", _(info->label),
                                     "subtitle", _(info->hint),
                                     "use-markup", FALSE,
                                     "activatable", TRUE,
                                     NULL);

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (info->icon_name));
      g_object_set_data (G_OBJECT (row), "atrium-kind", GINT_TO_POINTER ((int) kind));
      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
      adw_preferences_group_add (self->kinds_group, row);
    }
}

AdwDialog *
atrium_add_section_dialog_new (void)
{
  return g_object_new (ATRIUM_TYPE_ADD_SECTION_DIALOG, NULL);
}
