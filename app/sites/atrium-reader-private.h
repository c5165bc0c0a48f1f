#pragma once

#include "atrium-reader.h"

G_BEGIN_DECLS

/* FALSE where the range is taken or cuts through markup; white space at its ends is left out */
gboolean _atrium_reader_get_span  (AtriumReader    *self,
                                   gsize           *start,
                                   gsize           *end,
                                   AtriumSpan      *span,
                                   AtriumSpelling  *spelling);
/* the value of a field of @type that is spelled there */
char    *_atrium_reader_dup_value (AtriumReader    *self,
                                   gsize            start,
                                   gsize            end,
                                   AtriumFieldType  type,
                                   AtriumSpan       span,
                                   AtriumSpelling   spelling);

G_END_DECLS
