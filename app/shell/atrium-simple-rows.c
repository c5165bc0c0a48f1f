#include "atrium-simple-rows.h"

#include <glib/gi18n.h>

#include "atrium-typed.h"

/* The text of an entry row is set only where it differs, so that the cursor stays. */
static void
show_text (AdwEntryRow *row,
           const char  *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
set_invalid (GtkWidget  *row,
             const char *message)
{
  if (message != NULL)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");

  gtk_widget_set_tooltip_text (row, message);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
end_typing_cb (AtriumFieldModel *model)
{
  atrium_field_model_end_typing (model);
}

static GtkWidget *
entry_row_new (AtriumFieldModel *model)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW,
                                 "title", atrium_field_model_get_label (model),
                                 "use-markup", FALSE,
                                 "enable-emoji-completion", TRUE,
                                 NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (row));

  if (GTK_IS_TEXT (delegate))
    gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);
  g_signal_connect_object (focus, "leave", G_CALLBACK (end_typing_cb), model, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  g_object_set_data_full (G_OBJECT (row), "atrium-model", g_object_ref (model), g_object_unref);

  return row;
}

static void
string_edited_cb (AdwEntryRow      *row,
                  AtriumFieldModel *model)
{
  atrium_field_model_set_string (model, gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
string_changed_cb (AdwEntryRow *row)
{
  AtriumFieldModel *model = g_object_get_data (G_OBJECT (row), "atrium-model");

  show_text (row, atrium_field_model_get_string (model));
}

GtkWidget *
atrium_string_row_new (AtriumFieldModel *model)
{
  GtkWidget *row = entry_row_new (model);

  string_changed_cb (ADW_ENTRY_ROW (row));
  g_signal_connect_object (row, "changed", G_CALLBACK (string_edited_cb), model, 0);
  g_signal_connect_object (model, "changed", G_CALLBACK (string_changed_cb), row, G_CONNECT_SWAPPED);

  return row;
}

static void
number_edited_cb (AdwEntryRow      *row,
                  AtriumFieldModel *model)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autoptr(AtriumValue) value = atrium_typed_to_number (text);
  gboolean invalid = value == NULL && *text != '\0';

  set_invalid (GTK_WIDGET (row), invalid ? _("This is not a number") : NULL);
  if (!invalid)
    atrium_field_model_set_value (model, value);
}

static void
number_changed_cb (AdwEntryRow *row)
{
  AtriumFieldModel *model = g_object_get_data (G_OBJECT (row), "atrium-model");
  g_autofree char *text = atrium_number_dup_text (atrium_field_model_get_value (model));

  show_text (row, text);
}

GtkWidget *
atrium_number_row_new (AtriumFieldModel *model)
{
  GtkWidget *row = entry_row_new (model);

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_NUMBER);
  number_changed_cb (ADW_ENTRY_ROW (row));
  g_signal_connect_object (row, "changed", G_CALLBACK (number_edited_cb), model, 0);
  g_signal_connect_object (model, "changed", G_CALLBACK (number_changed_cb), row, G_CONNECT_SWAPPED);

  return row;
}

static void
update_open_button_cb (AdwEntryRow *row,
                       GtkWidget   *button)
{
  gtk_widget_set_visible (button, atrium_typed_is_url (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
open_clicked_cb (AdwEntryRow *row)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (gtk_editable_get_text (GTK_EDITABLE (row)));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL, NULL);
}

void
atrium_entry_row_add_open_button (AdwEntryRow *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("adw-external-link-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Open in Browser"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_clicked_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", G_CALLBACK (update_open_button_cb), button, 0);
  adw_entry_row_add_suffix (row, button);
  update_open_button_cb (row, button);
}

GtkWidget *
atrium_url_row_new (AtriumFieldModel *model)
{
  GtkWidget *row = atrium_string_row_new (model);

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_URL);
  adw_entry_row_set_enable_emoji_completion (ADW_ENTRY_ROW (row), FALSE);
  atrium_entry_row_add_open_button (ADW_ENTRY_ROW (row));

  return row;
}

static void
boolean_edited_cb (AdwSwitchRow     *row,
                   GParamSpec       *pspec,
                   AtriumFieldModel *model)
{
  g_autoptr(AtriumValue) value = NULL;

  if (adw_switch_row_get_active (row) == atrium_value_get_boolean (atrium_field_model_get_value (model)))
    return;

  if (adw_switch_row_get_active (row))
    value = atrium_value_new_boolean (TRUE);
  atrium_field_model_set_value (model, value);
  atrium_field_model_end_typing (model);
}

static void
boolean_changed_cb (AdwSwitchRow *row)
{
  AtriumFieldModel *model = g_object_get_data (G_OBJECT (row), "atrium-model");

  adw_switch_row_set_active (row, atrium_value_get_boolean (atrium_field_model_get_value (model)));
}

GtkWidget *
atrium_boolean_row_new (AtriumFieldModel *model)
{
  GtkWidget *row = g_object_new (ADW_TYPE_SWITCH_ROW,
                                 "title", atrium_field_model_get_label (model),
                                 "use-markup", FALSE,
                                 NULL);

  g_object_set_data_full (G_OBJECT (row), "atrium-model", g_object_ref (model), g_object_unref);
  boolean_changed_cb (ADW_SWITCH_ROW (row));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (boolean_edited_cb), model, 0);
  g_signal_connect_object (model, "changed", G_CALLBACK (boolean_changed_cb), row, G_CONNECT_SWAPPED);

  return row;
}

/* The values of a choice are words of the document; what is shown is the same word,
 * translated and with a capital. */
static char *
choice_dup_label (const char *value)
{
  const char *translated = *value != '\0' ? g_dpgettext2 (GETTEXT_PACKAGE, "choice", value) : value;
  gunichar first = g_utf8_get_char (translated);
  g_autoptr(GString) label = g_string_new (NULL);

  if (first == 0)
    return g_strdup (C_("choice", "Not Set"));

  g_string_append_unichar (label, g_unichar_totitle (first));
  g_string_append (label, g_utf8_next_char (translated));
  g_strdelimit (label->str, "-_", ' ');

  return g_string_free (g_steal_pointer (&label), FALSE);
}

static guint
choice_find (GPtrArray  *values,
             const char *text)
{
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_ptr_array_index (values, i), text))
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
choice_edited_cb (AdwComboRow      *row,
                  GParamSpec       *pspec,
                  AtriumFieldModel *model)
{
  GPtrArray *values = g_object_get_data (G_OBJECT (row), "atrium-values");
  guint selected = adw_combo_row_get_selected (row);

  if (selected >= values->len)
    return;

  atrium_field_model_set_string (model, g_ptr_array_index (values, selected));
  atrium_field_model_end_typing (model);
}

static void
choice_changed_cb (AdwComboRow *row)
{
  AtriumFieldModel *model = g_object_get_data (G_OBJECT (row), "atrium-model");
  GPtrArray *values = g_object_get_data (G_OBJECT (row), "atrium-values");
  const char *text = atrium_field_model_get_string (model);
  guint selected = choice_find (values, text);

  /* a value of another program is kept, so it has to be there to be chosen */
  if (selected == GTK_INVALID_LIST_POSITION)
    {
      g_autofree char *label = choice_dup_label (text);

      selected = values->len;
      g_ptr_array_add (values, g_strdup (text));
      gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (row)), label);
    }

  adw_combo_row_set_selected (row, selected);
}

GtkWidget *
atrium_choice_row_new (AtriumFieldModel *model)
{
  const AtriumField *field = atrium_field_model_get_field (model);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *row;

  g_ptr_array_add (values, g_strdup (""));
  for (guint i = 0; field->choices != NULL && field->choices[i] != NULL; i++)
    if (*field->choices[i] != '\0')
      g_ptr_array_add (values, g_strdup (field->choices[i]));
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *label = choice_dup_label (g_ptr_array_index (values, i));

      gtk_string_list_append (labels, label);
    }

  row = g_object_new (ADW_TYPE_COMBO_ROW,
                      "title", atrium_field_model_get_label (model),
                      "use-markup", FALSE,
                      "model", labels,
                      NULL);
  g_object_set_data_full (G_OBJECT (row), "atrium-values", values, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (row), "atrium-model", g_object_ref (model), g_object_unref);
  choice_changed_cb (ADW_COMBO_ROW (row));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (choice_edited_cb), model, 0);
  g_signal_connect_object (model, "changed", G_CALLBACK (choice_changed_cb), row, G_CONNECT_SWAPPED);

  return row;
}

typedef struct
{
  const char      *member;
  AtriumMemberGet  get;
  AtriumMemberSet  set;
  gpointer         owner;
} Member;

static void
member_edited_cb (AdwEntryRow *row,
                  Member      *member)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *old = member->get (member->owner, member->member);

  if (g_strcmp0 (text, old != NULL ? old : "") != 0)
    member->set (member->owner, member->member, text);
}

GtkWidget *
atrium_member_row_new (const char      *label,
                       const char      *member,
                       AtriumMemberGet  get,
                       AtriumMemberSet  set,
                       gpointer         owner)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW,
                                 "title", label,
                                 "use-markup", FALSE,
                                 NULL);
  Member *data = g_new0 (Member, 1);

  *data = (Member) { member, get, set, owner };
  gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), "atrium-member", data, g_free);
  g_signal_connect (row, "changed", G_CALLBACK (member_edited_cb), data);

  return row;
}

void
atrium_member_row_show (GtkWidget *row)
{
  Member *member = g_object_get_data (G_OBJECT (row), "atrium-member");
  g_autofree char *text = member->get (member->owner, member->member);

  show_text (ADW_ENTRY_ROW (row), text != NULL ? text : "");
}
