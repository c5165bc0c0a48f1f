#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

/* gives the sections and entries that were just read the ids that they have in @live */
void _atrium_reading_adopt_ids (AtriumReading *reading,
                                AtriumProfile *live);

G_END_DECLS
