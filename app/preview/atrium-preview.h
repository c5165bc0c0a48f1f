#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATRIUM_TYPE_PREVIEW (atrium_preview_get_type ())
/* The web pane. It knows a page as bytes, patches and element ids, and a function that
 * gives the site's files; nothing of the model.
 * Signals: "activated" (const char *element_id) after a click on an entry or section;
 * "link-activated" (const char *uri) for a link that leads outside; "page-activated" (const char
 * *path) for one to another place of the site; "missing-activated" (const char *path, const char
 * *element_id) after a click on a picture that is not there, of an entry or ""; "shown" after a page
 * given to atrium_preview_show_page() was loaded and drawn for the first time; "scrolled" (int
 * offset, const char *element_id) while it is followed; "changes-marked" (guint n, guint
 * n_alone): how many elements, and those of them that the other text has not. */
G_DECLARE_FINAL_TYPE (AtriumPreview, atrium_preview, ATRIUM, PREVIEW, GtkWidget)

/* gives the bytes of a file of the site, or NULL with an error */
typedef GBytes *(*AtriumPreviewLoader) (const char  *path,
                                        gpointer     user_data,
                                        GError     **error);

/* the same where it takes time: @task is given the GBytes or an error, now or later */
typedef void (*AtriumPreviewFetcher) (const char *path,
                                      GTask      *task,
                                      gpointer    user_data);

/* what a page of a generator may do besides being looked at */
typedef enum
{
  ATRIUM_PREVIEW_ALLOW_NOTHING = 0,
  ATRIUM_PREVIEW_ALLOW_SCRIPTS = 1 << 0,    /* its own scripts run */
  ATRIUM_PREVIEW_ALLOW_NETWORK = 1 << 1,    /* pictures, styles, fonts and media come from elsewhere;
                                             * with both, scripts as well */
} AtriumPreviewAllow;

GtkWidget *atrium_preview_new          (void);
void       atrium_preview_set_loader   (AtriumPreview       *self,
                                        AtriumPreviewLoader  loader,
                                        gpointer             user_data,
                                        GDestroyNotify       destroy);
void       atrium_preview_show_page    (AtriumPreview       *self,
                                        GBytes              *html,
                                        const char          *path);   /* where the page stands in the site, for relative URLs */
/* asked instead of the loader */
void       atrium_preview_set_fetcher  (AtriumPreview       *self,
                                        AtriumPreviewFetcher fetcher,
                                        gpointer             user_data,
                                        GDestroyNotify       destroy);
/* a page of a generator: its entries have the attribute data-atrium-entry, and its look is its own */
void       atrium_preview_show_site_page (AtriumPreview     *self,
                                        GBytes              *html,
                                        const char          *path);
/* the same page with other text: replaces what differs, without a reload */
void       atrium_preview_update_page  (AtriumPreview       *self,
                                        GBytes              *html);
/* for pages of a generator from now on; what is shown is loaded anew where that makes a difference */
void       atrium_preview_set_allowed  (AtriumPreview       *self,
                                        AtriumPreviewAllow   allowed);
/* what the page that is shown wanted and did not get; signal "withheld" when it is another */
AtriumPreviewAllow atrium_preview_get_withheld (AtriumPreview *self,
                                        const char *const  **hosts);  /* from where, at most some */
/* replaces one element without a reload */
void       atrium_preview_patch        (AtriumPreview       *self,
                                        const char          *element_id,
                                        const char          *html);
/* scrolls to and outlines an element; NULL takes the outline away */
void       atrium_preview_reveal       (AtriumPreview       *self,
                                        const char          *element_id);
/* lights an element up and leaves the page where it is; NULL takes the light away */
void       atrium_preview_hint         (AtriumPreview       *self,
                                        const char          *element_id);
/* marks what is another in the text of the page than in another text of it */
void       atrium_preview_mark_changes (AtriumPreview       *self,
                                        GBytes              *shown,
                                        GBytes              *other,
                                        gboolean             before);   /* @shown is the older one */
void       atrium_preview_forget_changes (AtriumPreview     *self);
/* scrolls to the next change, or with a negative @step to the one above */
void       atrium_preview_show_change  (AtriumPreview       *self,
                                        int                  step);
/* whether it tells where it is scrolled to, in what another preview is given to scroll to */
void       atrium_preview_set_following (AtriumPreview      *self,
                                        gboolean             following);
void       atrium_preview_tell_place   (AtriumPreview       *self);
void       atrium_preview_scroll_to    (AtriumPreview       *self,
                                        int                  offset,
                                        const char          *element_id);
/* light or dark, whatever the desktop prefers */
void       atrium_preview_set_dark     (AtriumPreview       *self,
                                        gboolean             dark);
/* the scale of the page; 1.0 is its own size */
void       atrium_preview_set_zoom     (AtriumPreview       *self,
                                        double               zoom);
/* asks for a printer or a PDF file */
void       atrium_preview_print        (AtriumPreview       *self,
                                        GtkWindow           *parent);
/* the page as one HTML document that needs no other file and runs nothing */
void       atrium_preview_export_async (AtriumPreview       *self,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
GBytes    *atrium_preview_export_finish (AtriumPreview      *self,
                                        GAsyncResult        *result,
                                        GError             **error);
/* a picture of the page as PNG */
void       atrium_preview_snapshot_async (AtriumPreview     *self,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
GBytes    *atrium_preview_snapshot_finish (AtriumPreview    *self,
                                        GAsyncResult        *result,
                                        GError             **error);

G_END_DECLS
