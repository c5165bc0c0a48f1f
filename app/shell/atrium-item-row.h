#pragma once

#include <gtk/gtk.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_ITEM_ROW (atrium_item_row_get_type ())
/* A row that edits one item of a list field. */
G_DECLARE_INTERFACE (AtriumItemRow, atrium_item_row, ATRIUM, ITEM_ROW, GtkWidget)

struct _AtriumItemRowInterface
{
  GTypeInterface parent_iface;

  void (*set_index)  (AtriumItemRow *self,
                      guint          index);   /* and show the item that is there now */
  void (*add_prefix) (AtriumItemRow *self,
                      GtkWidget     *widget);
  void (*add_suffix) (AtriumItemRow *self,
                      GtkWidget     *widget);
};

void atrium_item_row_set_index  (AtriumItemRow *self,
                                 guint          index);
void atrium_item_row_add_prefix (AtriumItemRow *self,
                                 GtkWidget     *widget);
void atrium_item_row_add_suffix (AtriumItemRow *self,
                                 GtkWidget     *widget);

G_END_DECLS
