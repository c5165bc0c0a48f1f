#pragma once

#include "atrium-source.h"

G_BEGIN_DECLS

typedef struct
{
  AtriumSpan  outer;        /* {% … %} or {{ … }} */
  AtriumSpan  inner;
  gboolean    output;       /* {{ }} */
  const char *name;         /* interned: "include_relative", "if", "assign", "comment", "" for output */
  AtriumSpan  argument;     /* after the name */
} AtriumLiquidTag;

/* the tags of a source in order; what stands in {% raw %} and {% comment %} is skipped,
 * the pair itself is reported as one tag each */
GArray *atrium_liquid_scan           (AtriumSource          *source);
/* the file that {% include_relative f.md %} names, normalised against the folder of the
 * including file; NULL where it is not a plain path or leads outside */
char   *atrium_liquid_get_include    (AtriumSource          *source,
                                      const AtriumLiquidTag *tag);

G_END_DECLS
