#pragma once

#include "atrium-tree-private.h"
#include "atrium-view-private.h"

G_BEGIN_DECLS

/* a piece of Liquid in the source: a tag, an output, or a pair that is opaque */
typedef struct
{
  AtriumSpan  span;
  AtriumSpan  inner;
  char        fill;        /* ATRIUM_MASK_… */
  gboolean    comment;
  const char *name;        /* interned; "" for output */
} AtriumLiquidPiece;

GArray            *_atrium_liquid_find_pieces (const char        *text,
                                               gsize              length,
                                               gsize              from);
AtriumLiquidPiece *_atrium_liquid_piece_at    (GArray            *pieces,
                                               gsize              offset);
AtriumNode        *_atrium_liquid_node        (AtriumTree        *tree,
                                               AtriumLiquidPiece *piece);
void               _atrium_liquid_append      (GArray            *pieces,
                                               AtriumView        *view,
                                               const char        *text,
                                               gsize              start,
                                               gsize              end);

G_END_DECLS
