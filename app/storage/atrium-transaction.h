#pragma once

#include "atrium-file-tree.h"

G_BEGIN_DECLS

/**
 * AtriumTransaction:
 *
 * Changes of several files of one folder that are made all or not at all, whatever happens in
 * between: a kill, a full disk, a power cut.
 */
typedef struct _AtriumTransaction AtriumTransaction;

AtriumTransaction *atrium_transaction_new     (const char         *folder);
void               atrium_transaction_free    (AtriumTransaction  *self);
/* @before NULL: the file is new; @after NULL: the file goes */
void               atrium_transaction_change  (AtriumTransaction  *self,
                                               const char         *path,
                                               GBytes             *before,
                                               GBytes             *after);
gboolean           atrium_transaction_apply   (AtriumTransaction  *self,
                                               GCancellable       *cancellable,
                                               GError            **error);
/* finishes or undoes what an interrupted apply left in the folder */
gboolean           atrium_transaction_recover (const char         *folder,
                                               GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumTransaction, atrium_transaction_free)

G_END_DECLS
