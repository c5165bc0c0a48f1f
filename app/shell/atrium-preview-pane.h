#pragma once

#include <adwaita.h>

#include "atrium-preview.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_PREVIEW_PANE (atrium_preview_pane_get_type ())
/* The preview with its header bar. Properties: page-width ("pane", "phone", "tablet",
 * "desktop"), scheme ("system", "light", "dark"), toggle-visible, in-sheet. */
G_DECLARE_FINAL_TYPE (AtriumPreviewPane, atrium_preview_pane, ATRIUM, PREVIEW_PANE, GtkWidget)

AtriumPreview *atrium_preview_pane_get_preview (AtriumPreviewPane *self);

G_END_DECLS
