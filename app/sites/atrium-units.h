#pragma once

#include "atrium-map.h"

G_BEGIN_DECLS

/* A field as it stands in the text of an entry. */
typedef struct
{
  char       *field;      /* member of the entry; items of a list that stand apart: "links/1" */
  AtriumSpan  span;       /* the value */
  AtriumSpan  wrap;       /* with the markup and brackets that are only about it */
} AtriumUnit;

GArray           *_atrium_units_new    (AtriumEntryMap *entry,
                                        const char     *text);
const AtriumUnit *_atrium_units_find   (GArray         *units,
                                        const char     *field);
int               _atrium_units_index  (GArray         *units,
                                        const char     *field);
gboolean          _atrium_source_same  (AtriumSource   *a,
                                        AtriumSource   *b);
AtriumSpan        _atrium_wrap_of      (const char     *text,
                                        AtriumSpan      span,
                                        AtriumSpan      limits);

G_END_DECLS
