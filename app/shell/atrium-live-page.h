#pragma once

#include "atrium-document.h"
#include "atrium-preview.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_LIVE_PAGE (atrium_live_page_get_type ())
/* Keeps the preview the same as the document: the page once, then only what changed. */
G_DECLARE_FINAL_TYPE (AtriumLivePage, atrium_live_page, ATRIUM, LIVE_PAGE, GObject)

AtriumLivePage *atrium_live_page_new            (AtriumPreview  *preview);
void            atrium_live_page_set_document   (AtriumLivePage *self,
                                                 AtriumDocument *document);
/* a preview that nobody sees is not kept up to date; it catches up when it is shown */
void            atrium_live_page_set_active     (AtriumLivePage *self,
                                                 gboolean        active);
void            atrium_live_page_reveal_entry   (AtriumLivePage *self,
                                                 AtriumEntry    *entry);     /* NULL: no outline */
void            atrium_live_page_reveal_section (AtriumLivePage *self,
                                                 AtriumSection  *section);   /* NULL: the person */
void            atrium_live_page_reload         (AtriumLivePage *self);

G_END_DECLS
