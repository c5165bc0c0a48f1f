#pragma once

#include <adwaita.h>

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_WINDOW (atrium_window_get_type ())
/* One document in a window. Properties: document, panes (3 wide, 2 medium, 1 narrow; set by
 * the breakpoints). Signal "ready" after the window and its preview were drawn. */
G_DECLARE_FINAL_TYPE (AtriumWindow, atrium_window, ATRIUM, WINDOW, AdwApplicationWindow)

GtkWidget      *atrium_window_new          (AdwApplication *application);
AtriumDocument *atrium_window_get_document (AtriumWindow   *self);   /* borrowed; NULL in the welcome state */
void            atrium_window_set_document (AtriumWindow   *self,
                                            AtriumDocument *document);
void            atrium_window_open         (AtriumWindow   *self,
                                            GFile          *file);
/* shows what a pointer names: "person", "sections/2", "sections/2/entries/0/title" */
gboolean        atrium_window_show_pointer (AtriumWindow   *self,
                                            const char     *pointer);

G_END_DECLS
