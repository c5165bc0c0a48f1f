#pragma once

#include "atrium-document.h"
#include "atrium-preview.h"
#include "atrium-site-page.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_LIVE_PAGE (atrium_live_page_get_type ())
/* Keeps the preview the same as the document: the page once, then only what changed. It is the
 * built-in page, or that of the site's own generator as soon as that has made it.
 * Signals: "site-changed": what the functions about the site say may be another; "page-changed":
 * the preview was given another text; "page-missing": a link led to no page. */
G_DECLARE_FINAL_TYPE (AtriumLivePage, atrium_live_page, ATRIUM, LIVE_PAGE, GObject)

AtriumLivePage *atrium_live_page_new            (AtriumPreview  *preview);
void            atrium_live_page_set_document   (AtriumLivePage *self,
                                                 AtriumDocument *document);
/* a preview that nobody sees is not kept up to date; it catches up when it is shown */
void            atrium_live_page_set_active     (AtriumLivePage *self,
                                                 gboolean        active);
/* whether the site's own generator makes the page, where it can */
void            atrium_live_page_set_site       (AtriumLivePage *self,
                                                 gboolean        site);
/* what the page of this document's site may do; nothing for each new document */
void            atrium_live_page_set_allowed    (AtriumLivePage    *self,
                                                 AtriumPreviewAllow allowed);
gboolean        atrium_live_page_get_site_shown (AtriumLivePage *self);
/* who makes the page that is shown, or NULL where that is the built-in one; not owned */
AtriumSitePage *atrium_live_page_get_site       (AtriumLivePage *self);
/* all of the page as it is shown; NULL where there is none */
GBytes         *atrium_live_page_dup_html       (AtriumLivePage *self);
/* another text of the page with the numbers that are filled in for showing */
GBytes         *atrium_live_page_fill           (AtriumLivePage *self,
                                                 GBytes         *html);
/* why the page is not up to date; NULL where it is */
const char     *atrium_live_page_get_message    (AtriumLivePage *self);
char           *atrium_live_page_dup_notices    (AtriumLivePage *self);
void            atrium_live_page_reveal_entry   (AtriumLivePage *self,
                                                 AtriumEntry    *entry);     /* NULL: no outline */
void            atrium_live_page_reveal_section (AtriumLivePage *self,
                                                 AtriumSection  *section);   /* NULL: the person */
/* shows another page of the site, as a link on it names it; FALSE where there are no others. Work on
 * an entry leads back to its page. */
gboolean        atrium_live_page_go             (AtriumLivePage *self,
                                                 const char     *path);
gboolean        atrium_live_page_get_can_go_back (AtriumLivePage *self);
void            atrium_live_page_go_back        (AtriumLivePage *self);
/* lights an entry up without going to it; NULL: none */
void            atrium_live_page_hint_entry     (AtriumLivePage *self,
                                                 AtriumEntry    *entry);
/* shows the page with its files from the start */
void            atrium_live_page_reload         (AtriumLivePage *self);

G_END_DECLS
