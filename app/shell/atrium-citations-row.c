#include "atrium-citations-row.h"

#include <glib/gi18n.h>

#include "atrium-simple-rows.h"
#include "atrium-typed.h"

#define N_ROWS 4

struct _AtriumCitationsRow
{
  AdwExpanderRow    parent_instance;

  AtriumFieldModel *model;
  GtkWidget        *rows[N_ROWS];
  guint             showing : 1;
};

G_DEFINE_FINAL_TYPE (AtriumCitationsRow, atrium_citations_row, ADW_TYPE_EXPANDER_ROW)

char *
atrium_citations_row_dup_subtitle (AtriumValue *citations)
{
  const char *source = atrium_value_get_member_string (citations, "source");
  const char *date = atrium_value_get_member_string (citations, "date");
  g_autofree char *count = atrium_number_dup_text (atrium_value_get_member (citations, "count"));
  g_autoptr(GString) subtitle = g_string_new (count);

  if (source != NULL && *source != '\0')
    g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", source);
  if (date != NULL && *date != '\0')
    g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? ", " : "", date);

  return g_string_free (g_steal_pointer (&subtitle), FALSE);
}

static void
atrium_citations_row_show_header (AtriumCitationsRow *self)
{
  g_autofree char *subtitle = atrium_citations_row_dup_subtitle (atrium_field_model_get_value (self->model));

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
}

static char *
get_member (gpointer    owner,
            const char *member)
{
  AtriumCitationsRow *self = owner;
  AtriumValue *value = atrium_value_get_member (atrium_field_model_get_value (self->model), member);

  if (value != NULL && atrium_value_get_value_type (value) == ATRIUM_VALUE_NUMBER)
    return atrium_number_dup_text (value);

  return g_strdup (atrium_value_get_string (value));
}

static void
set_value (AtriumCitationsRow *self,
           const char         *member,
           AtriumValue        *value)
{
  AtriumValue *old = atrium_field_model_get_value (self->model);
  g_autoptr(AtriumValue) record = old != NULL ? atrium_value_ref (old) : atrium_value_new_record ();
  g_autoptr(AtriumValue) changed = atrium_value_with_member (record, member, value);

  atrium_field_model_set_value (self->model, changed);
  atrium_citations_row_show_header (self);
}

static void
set_member (gpointer    owner,
            const char *member,
            const char *text)
{
  AtriumCitationsRow *self = owner;
  g_autoptr(AtriumValue) value = NULL;

  if (self->showing)
    return;

  if (g_str_equal (member, "count"))
    {
      value = atrium_typed_to_number (text);
      if (value == NULL && *text != '\0')
        {
          gtk_widget_add_css_class (self->rows[0], "error");
          return;
        }
      gtk_widget_remove_css_class (self->rows[0], "error");
    }
  else if (*text != '\0')
    value = atrium_value_new_string (text);

  set_value (self, member, value);
}

static void
atrium_citations_row_show (AtriumCitationsRow *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < N_ROWS; i++)
    atrium_member_row_show (self->rows[i]);
  self->showing = FALSE;
  atrium_citations_row_show_header (self);
}

static void
atrium_citations_row_dispose (GObject *object)
{
  AtriumCitationsRow *self = ATRIUM_CITATIONS_ROW (object);

  self->showing = TRUE;
  g_clear_object (&self->model);

  G_OBJECT_CLASS (atrium_citations_row_parent_class)->dispose (object);
}

static void
atrium_citations_row_class_init (AtriumCitationsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_citations_row_dispose;
}

static void
atrium_citations_row_init (AtriumCitationsRow *self)
{
  static const struct
  {
    const char *member;
    const char *label;
  } members[N_ROWS] = {
    { "count", N_("Count") },
    { "source", N_("Source") },
    { "id", N_("Identifier at the Source") },
    { "date", N_("Counted on") },
  };

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  for (guint i = 0; i < N_ROWS; i++)
    {
      self->rows[i] = atrium_member_row_new (_(members[i].label), members[i].member, get_member, set_member, self);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->rows[i]);
    }
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->rows[0]), GTK_INPUT_PURPOSE_DIGITS);
}

GtkWidget *
atrium_citations_row_new (AtriumFieldModel *model)
{
  AtriumCitationsRow *self = g_object_new (ATRIUM_TYPE_CITATIONS_ROW, NULL);

  self->model = g_object_ref (model);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), atrium_field_model_get_label (model));
  atrium_citations_row_show (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (atrium_citations_row_show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
