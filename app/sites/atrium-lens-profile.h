#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

/* the profile file itself */
extern const AtriumLens atrium_lens_profile;

G_END_DECLS
