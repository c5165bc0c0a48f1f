#include "atrium-item-row.h"

G_DEFINE_INTERFACE (AtriumItemRow, atrium_item_row, GTK_TYPE_WIDGET)

static void
atrium_item_row_default_init (AtriumItemRowInterface *iface)
{
}

void
atrium_item_row_set_index (AtriumItemRow *self,
                           guint          index)
{
  ATRIUM_ITEM_ROW_GET_IFACE (self)->set_index (self, index);
}

void
atrium_item_row_add_prefix (AtriumItemRow *self,
                            GtkWidget     *widget)
{
  ATRIUM_ITEM_ROW_GET_IFACE (self)->add_prefix (self, widget);
}

void
atrium_item_row_add_suffix (AtriumItemRow *self,
                            GtkWidget     *widget)
{
  ATRIUM_ITEM_ROW_GET_IFACE (self)->add_suffix (self, widget);
}
