#pragma once

#include "atrium-map.h"

G_BEGIN_DECLS

void _atrium_author_line_read (AtriumEntry  *entry,
                               GArray       *slots,
                               AtriumEntry  *person,
                               AtriumSource *source,
                               AtriumSpan    span);
gboolean
     _atrium_author_is_owner  (AtriumEntry  *person,
                               const char   *name);
AtriumValue *
     _atrium_author_person    (AtriumEntry  *person,
                               const char   *name,
                               gboolean      marked);

G_END_DECLS
