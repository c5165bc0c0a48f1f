#pragma once

#include "atrium-outline-block.h"
#include "atrium-kind.h"
#include "atrium-map.h"

G_BEGIN_DECLS

/* What one entry stands on: some neighbouring nodes, or a line of a paragraph. */
typedef struct
{
  AtriumEntryForm  form;
  AtriumTree      *tree;
  AtriumSource    *source;
  AtriumNode      *first;        /* the flattened nodes */
  AtriumNode      *last;
  AtriumNode      *container;    /* their parent */
  AtriumSpan       outer;
  AtriumSpan       inner;
  AtriumFlat      *flat;         /* borrowed from the pieces */
  gsize            start;        /* range of the flat text */
  gsize            end;
  const char      *group;        /* title of the sub-heading above, or NULL; borrowed from the block or the pieces */
} AtriumPiece;

typedef struct
{
  GArray    *pieces;             /* AtriumPiece */
  GPtrArray *flats;
  GPtrArray *groups;             /* names of groups that are no headings */
  guint      n_listed;           /* pieces that are items, rows or boxes */
} AtriumPieces;

/* cuts the blocks from @first up to @end (not a section's own heading) into entries */
AtriumPieces *atrium_pieces_cut  (GPtrArray    *blocks,
                                  guint         first,
                                  guint         end,
                                  AtriumKind    kind);
void          atrium_pieces_free (AtriumPieces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumPieces, atrium_pieces_free)

G_END_DECLS
