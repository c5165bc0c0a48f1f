#include "atrium-link-row.h"

#include <glib/gi18n.h>

#include "atrium-item-row.h"
#include "atrium-simple-rows.h"

struct _AtriumLinkRow
{
  AdwExpanderRow    parent_instance;

  AtriumFieldModel *model;
  guint             index;
  GtkWidget        *label_row;
  GtkWidget        *url_row;
  guint             showing : 1;
};

static void item_row_iface_init (AtriumItemRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumLinkRow, atrium_link_row, ADW_TYPE_EXPANDER_ROW,
                               G_IMPLEMENT_INTERFACE (ATRIUM_TYPE_ITEM_ROW, item_row_iface_init))

static char *
get_member (gpointer    owner,
            const char *member)
{
  AtriumLinkRow *self = owner;

  return g_strdup (atrium_value_get_member_string (atrium_field_model_get_item (self->model, self->index), member));
}

static void
atrium_link_row_show_header (AtriumLinkRow *self)
{
  g_autofree char *label = get_member (self, "label");
  g_autofree char *url = get_member (self, "url");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 label != NULL && *label != '\0' ? label : _("No Label"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), url != NULL ? url : "");
}

static void
set_member (gpointer    owner,
            const char *member,
            const char *text)
{
  AtriumLinkRow *self = owner;
  AtriumValue *link = atrium_field_model_get_item (self->model, self->index);
  g_autoptr(AtriumValue) changed = NULL;

  if (link == NULL || self->showing)
    return;

  changed = atrium_value_with_string (link, member, text);
  atrium_field_model_set_item (self->model, self->index, changed);
  atrium_link_row_show_header (self);
}

static void
atrium_link_row_set_index (AtriumItemRow *row,
                           guint          index)
{
  AtriumLinkRow *self = ATRIUM_LINK_ROW (row);

  self->index = index;
  self->showing = TRUE;
  atrium_member_row_show (self->label_row);
  atrium_member_row_show (self->url_row);
  self->showing = FALSE;
  atrium_link_row_show_header (self);
}

static void
atrium_link_row_add_prefix (AtriumItemRow *row,
                            GtkWidget     *widget)
{
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), widget);
}

static void
atrium_link_row_add_suffix (AtriumItemRow *row,
                            GtkWidget     *widget)
{
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), widget);
}

static void
item_row_iface_init (AtriumItemRowInterface *iface)
{
  iface->set_index = atrium_link_row_set_index;
  iface->add_prefix = atrium_link_row_add_prefix;
  iface->add_suffix = atrium_link_row_add_suffix;
}

static void
atrium_link_row_dispose (GObject *object)
{
  AtriumLinkRow *self = ATRIUM_LINK_ROW (object);

  self->showing = TRUE;
  g_clear_object (&self->model);

  G_OBJECT_CLASS (atrium_link_row_parent_class)->dispose (object);
}

static void
atrium_link_row_class_init (AtriumLinkRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_link_row_dispose;
}

static void
atrium_link_row_init (AtriumLinkRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (self), 1);

  self->label_row = atrium_member_row_new (_("Label"), "label", get_member, set_member, self);
  self->url_row = atrium_member_row_new (_("Address"), "url", get_member, set_member, self);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->url_row), GTK_INPUT_PURPOSE_URL);
  atrium_entry_row_add_open_button (ADW_ENTRY_ROW (self->url_row));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->label_row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->url_row);
}

GtkWidget *
atrium_link_row_new (AtriumFieldModel *model)
{
  AtriumLinkRow *self = g_object_new (ATRIUM_TYPE_LINK_ROW, NULL);

  self->model = g_object_ref (model);

  return GTK_WIDGET (self);
}
