#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

/* something that a careful reader of the files would point at */
typedef struct
{
  AtriumSource *source;
  AtriumSpan    span;
  char         *text;
} AtriumFinding;

GPtrArray      *atrium_check_reading (AtriumReading  *reading,
                                      GError        **error);
AtriumFileTree *atrium_check_repair  (AtriumReading  *reading,
                                      guint          *n_repaired);
void            atrium_finding_free  (AtriumFinding  *self);

G_END_DECLS
