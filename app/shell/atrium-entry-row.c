#include "atrium-entry-row.h"

#include <glib/gi18n.h>

#include "atrium-widget.h"

struct _AtriumEntryRow
{
  GtkWidget    parent_instance;

  GtkWidget   *handle;
  GtkLabel    *title_label;
  GtkLabel    *subtitle_label;
  GtkLabel    *date_label;
  GtkWidget   *hidden_image;

  AtriumEntry *entry;
};

G_DEFINE_FINAL_TYPE (AtriumEntryRow, atrium_entry_row, GTK_TYPE_WIDGET)

static void
set_label (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
atrium_entry_row_show (AtriumEntryRow *self)
{
  g_autofree char *title = atrium_entry_dup_title (self->entry);
  g_autofree char *subtitle = atrium_entry_dup_subtitle (self->entry);
  g_autofree char *date = atrium_entry_dup_date_label (self->entry);
  gboolean hidden = atrium_entry_get_hidden (self->entry);

  gtk_label_set_label (self->title_label, *title != '\0' ? title : _("Empty"));
  set_label (self->subtitle_label, subtitle);
  set_label (self->date_label, date);
  gtk_widget_set_visible (self->hidden_image, hidden);

  if (hidden || *title == '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title_label), "dimmed");
}

static void
atrium_entry_row_dispose (GObject *object)
{
  AtriumEntryRow *self = ATRIUM_ENTRY_ROW (object);

  atrium_entry_row_set_entry (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_ENTRY_ROW);
  atrium_widget_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (atrium_entry_row_parent_class)->dispose (object);
}

static void
atrium_entry_row_class_init (AtriumEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_entry_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "entryrow");
  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryRow, handle);
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryRow, date_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryRow, hidden_image);
}

static void
atrium_entry_row_init (AtriumEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (self->handle, "grab");
}

GtkWidget *
atrium_entry_row_new (void)
{
  return g_object_new (ATRIUM_TYPE_ENTRY_ROW, NULL);
}

AtriumEntry *
atrium_entry_row_get_entry (AtriumEntryRow *self)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY_ROW (self), NULL);

  return self->entry;
}

void
atrium_entry_row_set_entry (AtriumEntryRow *self,
                            AtriumEntry    *entry)
{
  g_return_if_fail (ATRIUM_IS_ENTRY_ROW (self));

  if (self->entry == entry)
    return;

  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, atrium_entry_row_show, self);

  g_set_object (&self->entry, entry);

  if (self->entry != NULL)
    {
      g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (atrium_entry_row_show), self);
      atrium_entry_row_show (self);
    }
}

GtkWidget *
atrium_entry_row_get_handle (AtriumEntryRow *self)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY_ROW (self), NULL);

  return self->handle;
}
