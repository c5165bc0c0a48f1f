#pragma once

#include "atrium-history.h"

G_BEGIN_DECLS

/* lets a test say what time it is, in microseconds */
void _atrium_history_set_clock (AtriumHistory *self,
                                gint64       (*clock) (void));

G_END_DECLS
