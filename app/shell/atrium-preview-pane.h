#pragma once

#include <adwaita.h>

#include "atrium-preview.h"

G_BEGIN_DECLS

typedef enum
{
  ATRIUM_COMPARISON_WAITING,
  ATRIUM_COMPARISON_SHOWN,
  ATRIUM_COMPARISON_SAME,            /* nothing was changed since the document was saved */
  ATRIUM_COMPARISON_NEVER_SAVED,
  ATRIUM_COMPARISON_FAILED,          /* the saved page cannot be made */
} AtriumComparisonState;

#define ATRIUM_TYPE_PREVIEW_PANE (atrium_preview_pane_get_type ())
/* The preview with its header bar. Properties: page-width ("pane", "phone", "tablet",
 * "desktop"), scheme ("system", "light", "dark"), engine ("site", "simple"), toggle-visible,
 * in-sheet, comparing, run-scripts and use-network (what the site's page may do). */
G_DECLARE_FINAL_TYPE (AtriumPreviewPane, atrium_preview_pane, ATRIUM, PREVIEW_PANE, GtkWidget)

AtriumPreview *atrium_preview_pane_get_preview  (AtriumPreviewPane *self);
void           atrium_preview_pane_show_engines (AtriumPreviewPane *self,
                                                 gboolean           visible,
                                                 const char        *obstacle);
void           atrium_preview_pane_show_back    (AtriumPreviewPane *self,
                                                 gboolean           visible);
void           atrium_preview_pane_show_message (AtriumPreviewPane *self,
                                                 const char        *message,
                                                 const char        *notices);
/* where the page is shown as it was saved; NULL where nothing is compared */
AtriumPreview *atrium_preview_pane_get_before   (AtriumPreviewPane *self);
void           atrium_preview_pane_show_comparison (AtriumPreviewPane     *self,
                                                    AtriumComparisonState  state,
                                                    const char            *message);
void           atrium_preview_pane_show_n_changes (AtriumPreviewPane *self,
                                                 guint              n,
                                                 guint              n_gone);
/* goes to it where no change is in sight */
void           atrium_preview_pane_show_first_change (AtriumPreviewPane *self);

G_END_DECLS
