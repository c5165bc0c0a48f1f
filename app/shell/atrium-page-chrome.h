#pragma once

#include "atrium-history.h"

G_BEGIN_DECLS

/* What the header bars of all pages show: the tooltips of undo and redo, and whether the
 * window has room for all buttons. The members become properties of the page's class:
 * undo-tooltip, redo-tooltip, preview-beside, preview-toggle, wide, mis-decoded. */
typedef struct
{
  GObject       *owner;          /* not owned */
  AtriumHistory *history;
  gboolean       preview_beside;
  gboolean       preview_toggle;
  gboolean       wide;
  gboolean       mis_decoded;
} AtriumPageChrome;

void     atrium_page_chrome_install_properties (GObjectClass     *object_class);
gboolean atrium_page_chrome_get_property       (AtriumPageChrome *self,
                                                guint             prop_id,
                                                GValue           *value);
gboolean atrium_page_chrome_set_property       (AtriumPageChrome *self,
                                                guint             prop_id,
                                                const GValue     *value);
void     atrium_page_chrome_follow             (AtriumPageChrome *self,
                                                GObject          *owner,
                                                AtriumHistory    *history);
void     atrium_page_chrome_clear              (AtriumPageChrome *self);

G_END_DECLS
