#pragma once

#include "atrium-flat.h"

G_BEGIN_DECLS

/* What stands between two separators of a list of names. */

/* what a piece of a comma-separated run can be */
typedef enum
{
  ATRIUM_NAME_PIECE_OTHER,
  ATRIUM_NAME_PIECE_NAME,
  ATRIUM_NAME_PIECE_INITIALS,            /* "Y." of "Huang, Y." */
  ATRIUM_NAME_PIECE_MORE,                /* "et al.", "..." */
} AtriumNamePieceType;

typedef struct
{
  gsize     start;
  gsize     end;
  gboolean  soft;            /* a comma, "and" or the like leads on to the next piece */
  AtriumNamePieceType type;
  guint     weight;
  gsize     name_start;
  gsize     name_end;
} AtriumNamePiece;

/* cuts a range at what parts names: an array of pieces without a type */
GArray  *_atrium_name_pieces_cut     (AtriumFlat      *flat,
                                      const char      *text,
                                      gsize            start,
                                      gsize            end);
/* works out the type of a piece from its range */
void     _atrium_name_piece_classify (AtriumFlat      *flat,
                                      const char      *text,
                                      AtriumNamePiece *piece);
/* a sign of a footnote */
gboolean _atrium_name_is_mark        (gunichar         c);
/* a superscript or a formula */
gboolean _atrium_name_is_marked      (AtriumFlat      *flat,
                                      gsize            offset);
/* words in brackets that are no name: "shared first author" */
gboolean _atrium_name_is_aside       (const char      *text,
                                      gsize            start,
                                      gsize            close);
/* what the pieces around a piece say about it: cuts, joins and weighs them */
void     _atrium_name_pieces_settle  (AtriumFlat      *flat,
                                      const char      *text,
                                      GArray          *pieces);

G_END_DECLS
