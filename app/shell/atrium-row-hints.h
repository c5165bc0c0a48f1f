#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* called with the child of a row, or NULL where none is meant any more */
typedef void (*AtriumRowHintFunc) (GtkWidget *child,
                                   gpointer   user_data);

/* tells which row of a list the pointer is over, or the keyboard is in */
void atrium_row_hints_attach (GtkListView       *list,
                              AtriumRowHintFunc  func,
                              gpointer           user_data);

G_END_DECLS
