#include "atrium-list-editor.h"

#include <glib/gi18n.h>

#include "atrium-item-row.h"
#include "atrium-link-row.h"
#include "atrium-person-row.h"
#include "atrium-reorder.h"
#include "atrium-text-row.h"
#include "atrium-typed.h"

struct _AtriumListEditor
{
  AdwPreferencesGroup  parent_instance;

  AtriumFieldModel    *model;
  GPtrArray           *rows;       /* AtriumItemRow */
  GtkListBox          *list;
  GtkWidget           *add_row;
};

G_DEFINE_FINAL_TYPE (AtriumListEditor, atrium_list_editor, ADW_TYPE_PREFERENCES_GROUP)

static void atrium_list_editor_show (AtriumListEditor *self);

static guint
row_get_index (GtkWidget *row,
               gpointer   owner)
{
  AtriumListEditor *self = owner;
  guint index;

  return g_ptr_array_find (self->rows, row, &index) ? index : G_MAXUINT;
}

static void
move_item (gpointer owner,
           guint    from,
           guint    to)
{
  AtriumListEditor *self = owner;

  atrium_field_model_move_item (self->model, from, to);
  atrium_list_editor_show (self);
}

static const AtriumReorderFuncs reorder_funcs = { row_get_index, move_item };

static gboolean
move_shortcut_cb (GtkWidget *row,
                  GVariant  *args,
                  gpointer   user_data)
{
  AtriumListEditor *self = user_data;
  gboolean down = g_variant_get_boolean (args);
  guint index = row_get_index (row, self);

  if (index == G_MAXUINT || (down ? index + 1 >= self->rows->len : index == 0))
    return GDK_EVENT_STOP;

  move_item (self, index, down ? index + 1 : index - 1);
  gtk_widget_grab_focus (g_ptr_array_index (self->rows, down ? index + 1 : index - 1));

  return GDK_EVENT_STOP;
}

static void
remove_clicked_cb (GtkButton        *button,
                   AtriumListEditor *self)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (button), "atrium-row");
  guint index = row_get_index (row, self);

  if (index == G_MAXUINT)
    return;

  /* the focus stays in the list when the row that had it goes */
  gtk_widget_grab_focus (index + 1 < self->rows->len ? g_ptr_array_index (self->rows, index + 1) : self->add_row);
  atrium_field_model_remove_item (self->model, index);
  atrium_list_editor_show (self);
}

static void
add_move_shortcuts (AtriumListEditor *self,
                    GtkWidget        *row)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const guint keys[] = { GDK_KEY_Up, GDK_KEY_Down };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_ALT_MASK),
                                                gtk_callback_action_new (move_shortcut_cb, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (keys[i] == GDK_KEY_Down));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (row, controller);
}

static GtkWidget *
create_row (AtriumListEditor *self)
{
  switch (atrium_field_model_get_field (self->model)->type)
    {
    case ATRIUM_FIELD_PEOPLE:
      return atrium_person_row_new (self->model);
    case ATRIUM_FIELD_LINKS:
      return atrium_link_row_new (self->model);
    default:
      return atrium_text_row_new_item (self->model);
    }
}

static void
atrium_list_editor_add (AtriumListEditor *self)
{
  GtkWidget *row = create_row (self);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (handle, "drag-handle");
  gtk_widget_set_cursor_from_name (handle, "grab");
  gtk_widget_set_tooltip_text (handle, _("Drag to Move"));
  atrium_item_row_add_prefix (ATRIUM_ITEM_ROW (row), handle);
  atrium_reorder_attach (row, handle, &reorder_funcs, self);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  g_object_set_data (G_OBJECT (button), "atrium-row", row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  atrium_item_row_add_suffix (ATRIUM_ITEM_ROW (row), button);
  add_move_shortcuts (self, row);

  gtk_list_box_insert (self->list, row, self->rows->len);
  g_ptr_array_add (self->rows, row);
}

static void
atrium_list_editor_show (AtriumListEditor *self)
{
  guint n_items = atrium_field_model_get_n_items (self->model);

  while (self->rows->len > n_items)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);

      gtk_list_box_remove (self->list, row);
    }

  while (self->rows->len < n_items)
    atrium_list_editor_add (self);

  for (guint i = 0; i < n_items; i++)
    atrium_item_row_set_index (g_ptr_array_index (self->rows, i), i);
}

static GPtrArray *
dup_typed (AtriumListEditor *self,
           const char       *text)
{
  AtriumDocument *document = atrium_field_model_get_document (self->model);
  g_autoptr(GPtrArray) items = NULL;
  AtriumValue *item;

  if (atrium_field_model_get_field (self->model)->type == ATRIUM_FIELD_PEOPLE)
    return atrium_typed_to_people (text, atrium_profile_get_person (atrium_document_get_profile (document)));

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  if (atrium_field_model_get_field (self->model)->type == ATRIUM_FIELD_LINKS)
    item = atrium_typed_to_link (text);
  else
    item = *text != '\0' ? atrium_value_new_string (text) : NULL;

  if (item != NULL)
    g_ptr_array_add (items, item);

  return g_steal_pointer (&items);
}

static void
add_apply_cb (AtriumListEditor *self)
{
  g_autoptr(GPtrArray) items = dup_typed (self, gtk_editable_get_text (GTK_EDITABLE (self->add_row)));

  if (items->len == 0)
    return;

  atrium_field_model_append_items (self->model, items);
  atrium_list_editor_show (self);
  gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
  gtk_widget_grab_focus (self->add_row);
}

static char *
dup_add_title (AtriumFieldModel *model)
{
  switch (atrium_field_model_get_field (model)->type)
    {
    case ATRIUM_FIELD_PEOPLE:
      return g_strdup (_("Add People: A, B and C"));
    case ATRIUM_FIELD_LINKS:
      return g_strdup (_("Add Link: Label and Address"));
    default:
      /* the name of a list: "Add to Highlights" */
      return g_strdup_printf (_("Add to %s"), atrium_field_model_get_label (model));
    }
}

static void
atrium_list_editor_dispose (GObject *object)
{
  AtriumListEditor *self = ATRIUM_LIST_EDITOR (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (atrium_list_editor_parent_class)->dispose (object);
}

static void
atrium_list_editor_class_init (AtriumListEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_list_editor_dispose;
}

static void
atrium_list_editor_init (AtriumListEditor *self)
{
  self->rows = g_ptr_array_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
  self->add_row = g_object_new (ADW_TYPE_ENTRY_ROW,
                                "show-apply-button", TRUE,
                                "enable-emoji-completion", TRUE,
                                NULL);
  gtk_widget_add_css_class (self->add_row, "add-row");
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (self->add_row), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_append (self->list, self->add_row);
  g_signal_connect_object (self->add_row, "apply", G_CALLBACK (add_apply_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
atrium_list_editor_new (AtriumFieldModel *model)
{
  AtriumListEditor *self = g_object_new (ATRIUM_TYPE_LIST_EDITOR, NULL);
  g_autofree char *add_title = dup_add_title (model);

  self->model = g_object_ref (model);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), atrium_field_model_get_label (model));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_row), add_title);
  atrium_list_editor_show (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (atrium_list_editor_show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
