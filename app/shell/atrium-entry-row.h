#pragma once

#include <gtk/gtk.h>

#include "atrium-entry.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_ENTRY_ROW (atrium_entry_row_get_type ())
/* An entry in the list of a section: what tells it apart, and the handle that moves it. */
G_DECLARE_FINAL_TYPE (AtriumEntryRow, atrium_entry_row, ATRIUM, ENTRY_ROW, GtkWidget)

GtkWidget   *atrium_entry_row_new        (void);
AtriumEntry *atrium_entry_row_get_entry  (AtriumEntryRow *self);
void         atrium_entry_row_set_entry  (AtriumEntryRow *self,
                                          AtriumEntry    *entry);
GtkWidget   *atrium_entry_row_get_handle (AtriumEntryRow *self);

G_END_DECLS
