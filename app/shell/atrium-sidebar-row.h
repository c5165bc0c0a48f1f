#pragma once

#include <gtk/gtk.h>

#include "atrium-section.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_SIDEBAR_ROW (atrium_sidebar_row_get_type ())
/* A section in the sidebar: icon, title, number of entries. */
G_DECLARE_FINAL_TYPE (AtriumSidebarRow, atrium_sidebar_row, ATRIUM, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget     *atrium_sidebar_row_new         (AtriumSection    *section);
AtriumSection *atrium_sidebar_row_get_section (AtriumSidebarRow *self);

G_END_DECLS
