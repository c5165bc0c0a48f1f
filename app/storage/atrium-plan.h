#pragma once

#include <gio/gio.h>

#include "atrium-file-tree.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_PLAN (atrium_plan_get_type ())
/* The list of file changes that a save or export would make. Applying it is all or nothing. */
G_DECLARE_FINAL_TYPE (AtriumPlan, atrium_plan, ATRIUM, PLAN, GObject)

typedef enum
{
  ATRIUM_CHANGE_ADD,
  ATRIUM_CHANGE_MODIFY,
  ATRIUM_CHANGE_REMOVE,
} AtriumChangeType;

AtriumPlan       *atrium_plan_new           (GFile          *folder,
                                             AtriumFileTree *before,
                                             AtriumFileTree *after);
guint             atrium_plan_get_n_changes (AtriumPlan     *self);
const char       *atrium_plan_get_path      (AtriumPlan     *self,
                                             guint           index);
AtriumChangeType  atrium_plan_get_type_at   (AtriumPlan     *self,
                                             guint           index);
char             *atrium_plan_dup_diff      (AtriumPlan     *self,
                                             guint           index);   /* unified */
GPtrArray        *atrium_plan_get_losses    (AtriumPlan     *self);    /* AtriumLoss, may be empty */
gboolean          atrium_plan_apply         (AtriumPlan     *self,
                                             GCancellable   *cancellable,
                                             GError        **error);

G_END_DECLS
