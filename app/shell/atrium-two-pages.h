#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATRIUM_TYPE_TWO_PAGES (atrium_two_pages_get_type ())
/* One page, or two texts of it: side by side, or the newer over the older up to a divider.
 * Properties: before (NULL where there is one page), after, wipe, position (of the divider, 0 to 1),
 * wide (read-only: there is room for two beside one another; else it is a wipe). */
G_DECLARE_FINAL_TYPE (AtriumTwoPages, atrium_two_pages, ATRIUM, TWO_PAGES, GtkWidget)

G_END_DECLS
