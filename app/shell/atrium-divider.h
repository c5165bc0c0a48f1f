#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATRIUM_TYPE_DIVIDER (atrium_divider_get_type ())
/* A handle on a line that is moved across its parent: by pointer, touch, arrow keys, and as a
 * slider by what reads the screen. Property: position (0 at the left edge of the parent to 1). */
G_DECLARE_FINAL_TYPE (AtriumDivider, atrium_divider, ATRIUM, DIVIDER, GtkWidget)

double atrium_divider_get_position (AtriumDivider *self);
void   atrium_divider_set_position (AtriumDivider *self,
                                    double         position);

G_END_DECLS
