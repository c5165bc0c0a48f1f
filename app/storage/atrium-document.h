#pragma once

#include <gio/gio.h>

#include "atrium-history.h"
#include "atrium-lens.h"
#include "atrium-plan.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_DOCUMENT (atrium_document_get_type ())
/* An open document: a profile file, a site folder, or one page. It holds the reading
 * (files and map) and the history of edits. Properties: file, title, history, modified. */
G_DECLARE_FINAL_TYPE (AtriumDocument, atrium_document, ATRIUM, DOCUMENT, GObject)

AtriumDocument *atrium_document_new          (AtriumProfile        *profile);   /* not on disk yet */
/* blocking; for the command line, tests and worker threads */
AtriumDocument *atrium_document_open         (GFile                *file,
                                              GCancellable         *cancellable,
                                              GError              **error);
void            atrium_document_open_async   (GFile                *file,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
AtriumDocument *atrium_document_open_finish  (GAsyncResult         *result,
                                              GError              **error);
GFile          *atrium_document_get_file     (AtriumDocument       *self);      /* NULL where never saved */
/* the folder that paths of pictures are seen from: the site's, or where the profile file
 * lies; NULL where never saved. The caller owns it. */
GFile          *atrium_document_dup_folder   (AtriumDocument       *self);
GFile          *atrium_document_get_folder   (AtriumDocument       *self);      /* the same, borrowed */
/* how the profile lay in the files when they were last read or saved; NULL where never saved */
AtriumReading  *atrium_document_get_reading  (AtriumDocument       *self);
/* path in the folder of the one page or profile file that is open; NULL for a whole site */
const char     *atrium_document_get_page     (AtriumDocument       *self);
AtriumHistory  *atrium_document_get_history  (AtriumDocument       *self);
AtriumProfile  *atrium_document_get_profile  (AtriumDocument       *self);
const char     *atrium_document_get_theme    (AtriumDocument       *self);      /* lens id, or "profile" */
char           *atrium_document_dup_title    (AtriumDocument       *self);
/* a file of the site, for the preview's pictures; bounded, never outside the folder */
GBytes         *atrium_document_load_file    (AtriumDocument       *self,
                                              const char           *path,
                                              GError              **error);
/* what a save would change now */
AtriumPlan     *atrium_document_plan_save    (AtriumDocument       *self,
                                              GError              **error);
gboolean        atrium_document_save         (AtriumDocument       *self,
                                              GCancellable         *cancellable,
                                              GError              **error);
void            atrium_document_save_async   (AtriumDocument       *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        atrium_document_save_finish  (AtriumDocument       *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* AtriumLoss: what the last save had no place for; it is kept until the document is closed */
GPtrArray      *atrium_document_get_losses   (AtriumDocument       *self);
/* writes the profile as a JSON file, which becomes the document */
void            atrium_document_save_as_async (AtriumDocument      *self,
                                              GFile                *file,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        atrium_document_save_as_finish (AtriumDocument     *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* a site of @theme made of the profile */
AtriumPlan     *atrium_document_plan_export  (AtriumDocument       *self,
                                              const char           *theme,
                                              GFile                *folder,
                                              GError              **error);

G_END_DECLS
