#include "atrium-person-row.h"

#include <glib/gi18n.h>

#include "atrium-item-row.h"
#include "atrium-name.h"
#include "atrium-simple-rows.h"

enum
{
  SELF,
  EQUAL,
  CORRESPONDING,
  N_MARKS
};

static const struct
{
  const char *member;
  const char *title;
  const char *mark;
} marks[N_MARKS] = {
  { "self", N_("This Is Me"), N_("me") },
  { "equal", N_("Equal Contribution"), N_("equal contribution") },
  { "corresponding", N_("Corresponding Author"), N_("corresponding") },
};

struct _AtriumPersonRow
{
  AdwExpanderRow    parent_instance;

  AtriumFieldModel *model;
  guint             index;
  GtkWidget        *name_row;
  GtkWidget        *mark_rows[N_MARKS];
  GtkWidget        *url_row;
  GtkWidget        *note_row;
  guint             showing : 1;
};

static void item_row_iface_init (AtriumItemRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumPersonRow, atrium_person_row, ADW_TYPE_EXPANDER_ROW,
                               G_IMPLEMENT_INTERFACE (ATRIUM_TYPE_ITEM_ROW, item_row_iface_init))

static AtriumValue *
atrium_person_row_get_person (AtriumPersonRow *self)
{
  return atrium_field_model_get_item (self->model, self->index);
}

char *
atrium_person_row_dup_subtitle (AtriumValue *person)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  const char *note = atrium_value_get_member_string (person, "note");

  for (guint i = 0; i < N_MARKS; i++)
    if (atrium_value_get_boolean (atrium_value_get_member (person, marks[i].member)))
      g_ptr_array_add (parts, (gpointer) _(marks[i].mark));
  if (note != NULL && *note != '\0')
    g_ptr_array_add (parts, (gpointer) note);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
atrium_person_row_show_header (AtriumPersonRow *self)
{
  AtriumValue *person = atrium_person_row_get_person (self);
  const char *name = atrium_value_get_member_string (person, "name");
  g_autofree char *subtitle = atrium_person_row_dup_subtitle (person);
  gboolean has_name = name != NULL && *name != '\0';

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), has_name ? name : _("No Name"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
}

static char *
get_member (gpointer    owner,
            const char *member)
{
  return g_strdup (atrium_value_get_member_string (atrium_person_row_get_person (owner), member));
}

static void
set_member (gpointer    owner,
            const char *member,
            const char *text)
{
  AtriumPersonRow *self = owner;
  AtriumValue *person = atrium_person_row_get_person (self);
  g_autoptr(AtriumValue) changed = NULL;

  if (person == NULL || self->showing)
    return;

  changed = *text != '\0' ? atrium_value_with_string (person, member, text)
                          : atrium_value_with_member (person, member, NULL);
  atrium_field_model_set_item (self->model, self->index, changed);
  atrium_person_row_show_header (self);
}

/* the parts of a name follow the name, or they would say something else */
static void
set_name (gpointer    owner,
          const char *member,
          const char *text)
{
  AtriumPersonRow *self = owner;
  AtriumValue *person = atrium_person_row_get_person (self);
  g_autoptr(AtriumValue) parsed = NULL;
  g_autoptr(AtriumValue) changed = NULL;
  static const char *const parts[] = { "given", "family" };

  if (person == NULL || self->showing)
    return;

  parsed = atrium_name_to_person (text);
  changed = atrium_value_with_string (person, "name", text);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(AtriumValue) before = g_steal_pointer (&changed);

      if (atrium_value_get_member (person, parts[i]) != NULL)
        changed = atrium_value_with_member (before, parts[i], atrium_value_get_member (parsed, parts[i]));
      else
        changed = atrium_value_ref (before);
    }

  atrium_field_model_set_item (self->model, self->index, changed);
  atrium_person_row_show_header (self);
}

static void
mark_edited_cb (AtriumPersonRow *self,
                GParamSpec      *pspec,
                AdwSwitchRow    *row)
{
  AtriumValue *person = atrium_person_row_get_person (self);
  const char *member = g_object_get_data (G_OBJECT (row), "atrium-member");
  g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);
  g_autoptr(AtriumValue) changed = NULL;

  if (person == NULL || self->showing)
    return;

  changed = atrium_value_with_member (person, member, adw_switch_row_get_active (row) ? yes : NULL);
  atrium_field_model_set_item (self->model, self->index, changed);
  atrium_field_model_end_typing (self->model);
  atrium_person_row_show_header (self);
}

static void
atrium_person_row_set_index (AtriumItemRow *row,
                             guint          index)
{
  AtriumPersonRow *self = ATRIUM_PERSON_ROW (row);
  AtriumValue *person;

  self->index = index;
  person = atrium_person_row_get_person (self);

  self->showing = TRUE;
  atrium_member_row_show (self->name_row);
  atrium_member_row_show (self->url_row);
  atrium_member_row_show (self->note_row);
  for (guint i = 0; i < N_MARKS; i++)
    adw_switch_row_set_active (ADW_SWITCH_ROW (self->mark_rows[i]),
                               atrium_value_get_boolean (atrium_value_get_member (person, marks[i].member)));
  self->showing = FALSE;

  atrium_person_row_show_header (self);
}

static void
atrium_person_row_add_prefix (AtriumItemRow *row,
                              GtkWidget     *widget)
{
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), widget);
}

static void
atrium_person_row_add_suffix (AtriumItemRow *row,
                              GtkWidget     *widget)
{
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), widget);
}

static void
item_row_iface_init (AtriumItemRowInterface *iface)
{
  iface->set_index = atrium_person_row_set_index;
  iface->add_prefix = atrium_person_row_add_prefix;
  iface->add_suffix = atrium_person_row_add_suffix;
}

static void
atrium_person_row_dispose (GObject *object)
{
  AtriumPersonRow *self = ATRIUM_PERSON_ROW (object);

  self->showing = TRUE;
  g_clear_object (&self->model);

  G_OBJECT_CLASS (atrium_person_row_parent_class)->dispose (object);
}

static void
atrium_person_row_class_init (AtriumPersonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_person_row_dispose;
}

static void
atrium_person_row_init (AtriumPersonRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);

  self->name_row = atrium_member_row_new (_("Name"), "name", get_member, set_name, self);
  self->url_row = atrium_member_row_new (_("Homepage"), "url", get_member, set_member, self);
  self->note_row = atrium_member_row_new (_("Note"), "note", get_member, set_member, self);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->name_row), GTK_INPUT_PURPOSE_NAME);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->url_row), GTK_INPUT_PURPOSE_URL);
  atrium_entry_row_add_open_button (ADW_ENTRY_ROW (self->url_row));

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->name_row);
  for (guint i = 0; i < N_MARKS; i++)
    {
      GtkWidget *row = g_object_new (ADW_TYPE_SWITCH_ROW, "title", _(marks[i].title), NULL);

      g_object_set_data (G_OBJECT (row), "atrium-member", (gpointer) marks[i].member);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (mark_edited_cb), self, G_CONNECT_SWAPPED);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
      self->mark_rows[i] = row;
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->url_row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->note_row);
}

GtkWidget *
atrium_person_row_new (AtriumFieldModel *model)
{
  AtriumPersonRow *self = g_object_new (ATRIUM_TYPE_PERSON_ROW, NULL);

  self->model = g_object_ref (model);

  return GTK_WIDGET (self);
}
