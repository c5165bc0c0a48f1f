#include "atrium-shortcuts-dialog.h"

#include <glib/gi18n.h>

struct _AtriumShortcutsDialog
{
  AdwDialog           parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (AtriumShortcutsDialog, atrium_shortcuts_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  const char *title;
  const char *accelerators[3];   /* none: the title begins a group */
} Shortcut;

static const Shortcut shortcuts[] = {
  { N_("Document"), { NULL } },
  { N_("Open Folder"), { "<Control>o" } },
  { N_("Open File"), { "<Shift><Control>o" } },
  { N_("Save"), { "<Control>s" } },
  { N_("Save As"), { "<Shift><Control>s" } },
  { N_("Export"), { "<Control>e" } },
  { N_("Editing"), { NULL } },
  { N_("Undo"), { "<Control>z" } },
  { N_("Redo"), { "<Shift><Control>z" } },
  { N_("Add Entry"), { "<Shift><Control>n" } },
  { N_("Add Section"), { "<Shift><Control>a" } },
  { N_("Move Up or Down"), { "<Alt>Up", "<Alt>Down" } },
  { N_("Duplicate Entry"), { "<Control>d" } },
  { N_("Remove Entry or Section"), { "Delete" } },
  { N_("Rename Section"), { "F2" } },
  { N_("Looking"), { NULL } },
  { N_("Search Entries"), { "<Control>f" } },
  { N_("Previous or Next Entry"), { "<Alt>Page_Up", "<Alt>Page_Down" } },
  { N_("Show or Hide Preview"), { "F9" } },
  { N_("Compare with Saved Page"), { "F8" } },
  { N_("Back to the Page Before"), { "<Alt>Left" } },
  { N_("Reload Page"), { "F5" } },
  { N_("Program"), { NULL } },
  { N_("New Window"), { "<Control>n" } },
  { N_("Close Window"), { "<Control>w" } },
  { N_("Keyboard Shortcuts"), { "<Control>question" } },
  { N_("Quit"), { "<Control>q" } },
};

static GtkWidget *
create_row (const Shortcut *shortcut)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _(shortcut->title), NULL);

  for (guint i = 0; shortcut->accelerators[i] != NULL; i++)
    {
      GdkModifierType modifiers;
      guint key;
      g_autofree char *text = NULL;
      GtkWidget *label;

      gtk_accelerator_parse (shortcut->accelerators[i], &key, &modifiers);
      text = gtk_accelerator_get_label (key, modifiers);
      label = gtk_label_new (text);
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (label, "keys");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }

  return row;
}

static void
atrium_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATRIUM_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (atrium_shortcuts_dialog_parent_class)->dispose (object);
}

static void
atrium_shortcuts_dialog_class_init (AtriumShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumShortcutsDialog, page);
}

static void
atrium_shortcuts_dialog_init (AtriumShortcutsDialog *self)
{
  AdwPreferencesGroup *group = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].accelerators[0] != NULL)
        {
          adw_preferences_group_add (group, create_row (&shortcuts[i]));
          continue;
        }

      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (group, _(shortcuts[i].title));
      adw_preferences_page_add (self->page, group);
    }
}

AdwDialog *
atrium_shortcuts_dialog_new (void)
{
  return g_object_new (ATRIUM_TYPE_SHORTCUTS_DIALOG, NULL);
}
