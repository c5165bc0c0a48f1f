#pragma once

#include <adwaita.h>

#include "atrium-preview.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_PREVIEW_PANE (atrium_preview_pane_get_type ())
/* The preview with its header bar. Properties: page-width ("pane", "phone", "tablet",
 * "desktop"), scheme ("system", "light", "dark"), engine ("site", "simple"), toggle-visible,
 * in-sheet. */
G_DECLARE_FINAL_TYPE (AtriumPreviewPane, atrium_preview_pane, ATRIUM, PREVIEW_PANE, GtkWidget)

AtriumPreview *atrium_preview_pane_get_preview  (AtriumPreviewPane *self);
void           atrium_preview_pane_show_engines (AtriumPreviewPane *self,
                                                 gboolean           visible,
                                                 const char        *obstacle);
void           atrium_preview_pane_show_message (AtriumPreviewPane *self,
                                                 const char        *message,
                                                 const char        *notices);

G_END_DECLS
