#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATRIUM_TYPE_PAGE_FRAME (atrium_page_frame_get_type ())
/* Shows a page at the width of a device: a narrower one in the middle, a wider one
 * scaled down to fit. Properties: child, page-width (0: as wide as there is room).
 * Signal "zoom" (double) when the scale changed. */
G_DECLARE_FINAL_TYPE (AtriumPageFrame, atrium_page_frame, ATRIUM, PAGE_FRAME, GtkWidget)

void   atrium_page_frame_set_page_width (AtriumPageFrame *self,
                                         int              page_width);

/* where the page stands in a frame of @available pixels, and how it is scaled */
double atrium_page_frame_fit            (int  page_width,
                                         int  available,
                                         int *x,
                                         int *width);

G_END_DECLS
