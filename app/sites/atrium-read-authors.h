#pragma once

#include "atrium-reader.h"

G_BEGIN_DECLS

/* FALSE where nobody is named; @from is where the text of the entry begins */
gboolean atrium_read_authors (AtriumReader *self,
                              gsize         from);

G_END_DECLS
