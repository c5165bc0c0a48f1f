#pragma once

#include "atrium-live-page.h"
#include "atrium-preview-pane.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_COMPARISON (atrium_comparison_get_type ())
/* Shows the page as it was last saved beside the one that is edited, in the pane, marks in both
 * what is another, and keeps them in step while there is typing, undoing, saving and scrolling. */
G_DECLARE_FINAL_TYPE (AtriumComparison, atrium_comparison, ATRIUM, COMPARISON, GObject)

AtriumComparison *atrium_comparison_new (AtriumPreviewPane *pane,
                                         AtriumLivePage    *live_page,
                                         AtriumDocument    *document);

G_END_DECLS
