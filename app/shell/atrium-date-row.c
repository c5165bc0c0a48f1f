#include "atrium-date-row.h"

#include <glib/gi18n.h>

#include "atrium-typed.h"

struct _AtriumDateRow
{
  AdwEntryRow       parent_instance;

  GtkSpinButton    *year_spin;
  GtkDropDown      *month_drop;
  GtkDropDown      *day_drop;
  GtkCheckButton   *present_check;

  AtriumFieldModel *model;
  guint             showing : 1;    /* the text is set by us */
  guint             picking : 1;    /* the picker is set by us */
};

G_DEFINE_FINAL_TYPE (AtriumDateRow, atrium_date_row, ADW_TYPE_ENTRY_ROW)

static void
atrium_date_row_set_valid (AtriumDateRow *self,
                           gboolean       valid)
{
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");

  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               valid ? NULL : _("Not a date. Write 2026, 2026-05 or 2026-05-17"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
atrium_date_row_show (AtriumDateRow *self)
{
  const char *text = atrium_field_model_get_string (self->model);

  self->showing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->showing = FALSE;
  atrium_date_row_set_valid (self, TRUE);
}

static void
edited_cb (AtriumDateRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autofree char *iso = NULL;
  AtriumDate date;

  if (self->showing || self->model == NULL)
    return;

  /* an emptied field is most often about to be filled again; see accept_cb() */
  if (*text != '\0' && atrium_typed_to_date (text, &date))
    {
      iso = atrium_date_to_iso (&date);
      atrium_field_model_set_string (self->model, iso);
    }

  atrium_date_row_set_valid (self, *text == '\0' || iso != NULL);
}

/* When the row is left, or Enter pressed: no text is no date, another spelling is shown as
 * it is kept, and what is no date goes back to the last one that was. */
static void
accept_cb (AtriumDateRow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self)) == '\0')
    atrium_field_model_set_string (self->model, "");
  atrium_field_model_end_typing (self->model);
  atrium_date_row_show (self);
}

static void
picked_cb (AtriumDateRow *self)
{
  AtriumDate date = { 0 };
  g_autofree char *iso = NULL;

  if (self->picking || self->model == NULL)
    return;

  date.present = gtk_check_button_get_active (self->present_check);
  if (!date.present)
    {
      date.year = gtk_spin_button_get_value_as_int (self->year_spin);
      date.month = gtk_drop_down_get_selected (self->month_drop);
      date.day = date.month > 0 ? gtk_drop_down_get_selected (self->day_drop) : 0;
    }
  if (date.day > 0 && !g_date_valid_dmy (date.day, date.month, date.year))
    date.day = g_date_get_days_in_month (date.month, date.year);

  gtk_widget_set_sensitive (GTK_WIDGET (self->year_spin), !date.present);
  gtk_widget_set_sensitive (GTK_WIDGET (self->month_drop), !date.present);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_drop), !date.present && date.month > 0);

  iso = atrium_date_to_iso (&date);
  atrium_field_model_set_string (self->model, iso);
  atrium_date_row_show (self);
}

static void
picker_show_cb (AtriumDateRow *self)
{
  AtriumDate date = { 0 };

  if (!atrium_date_from_iso (atrium_field_model_get_string (self->model), &date) || date.present)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_local ();
      gboolean present = date.present;

      date = (AtriumDate) { g_date_time_get_year (now), 0, 0, present };
    }

  self->picking = TRUE;
  gtk_spin_button_set_value (self->year_spin, date.year);
  gtk_drop_down_set_selected (self->month_drop, date.month);
  gtk_drop_down_set_selected (self->day_drop, date.day);
  gtk_check_button_set_active (self->present_check, date.present);
  self->picking = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->year_spin), !date.present);
  gtk_widget_set_sensitive (GTK_WIDGET (self->month_drop), !date.present);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_drop), !date.present && date.month > 0);
}

static void
atrium_date_row_fill_picker (AtriumDateRow *self)
{
  g_autoptr(GtkStringList) months = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) days = gtk_string_list_new (NULL);

  gtk_string_list_append (months, C_("month", "None"));
  for (int month = 1; month <= 12; month++)
    {
      g_autoptr(GDateTime) date = g_date_time_new_utc (2001, month, 1, 0, 0, 0);
      g_autofree char *name = g_date_time_format (date, "%OB");

      gtk_string_list_append (months, name);
    }

  gtk_string_list_append (days, C_("day", "None"));
  for (int day = 1; day <= 31; day++)
    {
      g_autofree char *name = g_strdup_printf ("%d", day);

      gtk_string_list_append (days, name);
    }

  self->picking = TRUE;
  gtk_drop_down_set_model (self->month_drop, G_LIST_MODEL (months));
  gtk_drop_down_set_model (self->day_drop, G_LIST_MODEL (days));
  self->picking = FALSE;
}

static void
atrium_date_row_dispose (GObject *object)
{
  AtriumDateRow *self = ATRIUM_DATE_ROW (object);

  self->picking = TRUE;
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_DATE_ROW);

  G_OBJECT_CLASS (atrium_date_row_parent_class)->dispose (object);
}

static void
atrium_date_row_class_init (AtriumDateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_date_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumDateRow, year_spin);
  gtk_widget_class_bind_template_child (widget_class, AtriumDateRow, month_drop);
  gtk_widget_class_bind_template_child (widget_class, AtriumDateRow, day_drop);
  gtk_widget_class_bind_template_child (widget_class, AtriumDateRow, present_check);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, picker_show_cb);
}

static void
atrium_date_row_init (AtriumDateRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_enable_undo (GTK_EDITABLE (self), FALSE);
  atrium_date_row_fill_picker (self);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (accept_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
atrium_date_row_new (AtriumFieldModel *model)
{
  AtriumDateRow *self = g_object_new (ATRIUM_TYPE_DATE_ROW, NULL);

  self->model = g_object_ref (model);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), atrium_field_model_get_label (model));
  gtk_widget_set_visible (GTK_WIDGET (self->present_check),
                          g_str_equal (atrium_field_model_get_field (model)->id, "end"));
  atrium_date_row_show (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (atrium_date_row_show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
