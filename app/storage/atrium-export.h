#pragma once

#include "atrium-plan.h"
#include "atrium-profile.h"

G_BEGIN_DECLS

/* a site of @theme made of the profile in @folder; pictures come from @pictures, an absolute
 * path or NULL */
AtriumPlan *_atrium_export_plan (AtriumProfile  *profile,
                                 const char     *theme,
                                 const char     *pictures,
                                 GFile          *folder,
                                 GError        **error);

G_END_DECLS
