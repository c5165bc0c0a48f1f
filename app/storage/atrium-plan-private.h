#pragma once

#include "atrium-plan.h"

G_BEGIN_DECLS

/* takes a GPtrArray of AtriumLoss */
void            _atrium_plan_take_losses (AtriumPlan *self,
                                          GPtrArray  *losses);
AtriumFileTree *_atrium_plan_get_after   (AtriumPlan *self);

G_END_DECLS
