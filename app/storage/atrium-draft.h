#pragma once

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_DRAFT (atrium_draft_get_type ())
/* The files of a document as a save would leave them now; immutable. */
G_DECLARE_FINAL_TYPE (AtriumDraft, atrium_draft, ATRIUM, DRAFT, GObject)

void            atrium_draft_new_async   (AtriumDocument      *document,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
AtriumDraft    *atrium_draft_new_finish  (GAsyncResult        *result,
                                          GError             **error);
AtriumFileTree *atrium_draft_get_changed (AtriumDraft         *self);
AtriumReading  *atrium_draft_get_reading (AtriumDraft         *self);

G_END_DECLS
