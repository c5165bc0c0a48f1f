#pragma once

#include "atrium-map.h"

G_BEGIN_DECLS

void _atrium_author_line_read (AtriumEntry  *entry,
                               GArray       *slots,
                               AtriumEntry  *person,
                               AtriumSource *source,
                               AtriumSpan    span);

G_END_DECLS
