#include "atrium-sidebar-row.h"

#include <glib/gi18n.h>

#include "atrium-shell-state.h"

struct _AtriumSidebarRow
{
  GtkListBoxRow  parent_instance;

  GtkWidget     *content;
  GtkImage      *icon;
  GtkLabel      *title_label;
  GtkWidget     *hidden_image;
  GtkLabel      *count_label;

  AtriumSection *section;
};

G_DEFINE_FINAL_TYPE (AtriumSidebarRow, atrium_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
atrium_sidebar_row_show (AtriumSidebarRow *self)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_section_get_kind (self->section));
  const char *title = atrium_section_get_title (self->section);
  guint n_entries = atrium_section_get_n_entries (self->section);
  gboolean hidden = atrium_section_get_hidden (self->section);
  g_autofree char *count = g_strdup_printf ("%u", n_entries);
  g_autofree char *name = NULL;

  gtk_image_set_from_icon_name (self->icon, info->icon_name);
  gtk_label_set_label (self->title_label, *title != '\0' ? atrium_title_after_emoji (title) : _(info->label));
  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), atrium_section_get_kind (self->section) != ATRIUM_KIND_TEXT);
  gtk_widget_set_visible (self->hidden_image, hidden);

  name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u entry", "%s, %u entries", n_entries),
                          gtk_label_get_label (self->title_label), n_entries);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  if (hidden)
    gtk_widget_add_css_class (self->content, "dimmed");
  else
    gtk_widget_remove_css_class (self->content, "dimmed");
}

static void
atrium_sidebar_row_dispose (GObject *object)
{
  AtriumSidebarRow *self = ATRIUM_SIDEBAR_ROW (object);

  g_clear_object (&self->section);
  /* GtkListBoxRow keeps a pointer of its own to the child that the template lets go of */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (atrium_sidebar_row_parent_class)->dispose (object);
}

static void
atrium_sidebar_row_class_init (AtriumSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_sidebar_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebarRow, content);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebarRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebarRow, hidden_image);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebarRow, count_label);
}

static void
atrium_sidebar_row_init (AtriumSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
atrium_sidebar_row_new (AtriumSection *section)
{
  AtriumSidebarRow *self = g_object_new (ATRIUM_TYPE_SIDEBAR_ROW, NULL);

  self->section = g_object_ref (section);
  g_signal_connect_object (section, "notify", G_CALLBACK (atrium_sidebar_row_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (section, "items-changed", G_CALLBACK (atrium_sidebar_row_show), self, G_CONNECT_SWAPPED);
  atrium_sidebar_row_show (self);

  return GTK_WIDGET (self);
}

AtriumSection *
atrium_sidebar_row_get_section (AtriumSidebarRow *self)
{
  g_return_val_if_fail (ATRIUM_IS_SIDEBAR_ROW (self), NULL);

  return self->section;
}
