#pragma once

#include "atrium-node.h"

G_BEGIN_DECLS

/* style of a byte of flat text */
typedef enum
{
  ATRIUM_STYLE_STRONG      = 1 << 0,
  ATRIUM_STYLE_EMPHASIS    = 1 << 1,
  ATRIUM_STYLE_UNDERLINE   = 1 << 2,
  ATRIUM_STYLE_CODE        = 1 << 3,
  ATRIUM_STYLE_LINK        = 1 << 4,
  ATRIUM_STYLE_SUPERSCRIPT = 1 << 5,
  ATRIUM_STYLE_STRIKE      = 1 << 6,
  ATRIUM_STYLE_MATH        = 1 << 7,
  ATRIUM_STYLE_BADGE       = 1 << 8,   /* span or code with a background: <span class=…>, <font>, `x` */
} AtriumStyle;

typedef struct
{
  AtriumNode *node;       /* LINK, <a>, IMAGE or <img> */
  gsize       start;      /* range of its text in the flat text; empty for a picture */
  gsize       end;
} AtriumFlatMark;

/**
 * AtriumFlat:
 *
 * The visible text of some neighbouring nodes as one string with, for each of its
 * bytes, the source bytes it came from and how it is styled. White space is folded
 * to one space, a hard break is "\n", a block boundary "\n\n"; comments and Liquid
 * tags are left out. Recognisers work on this text and ask back for the span.
 */
typedef struct _AtriumFlat AtriumFlat;

AtriumFlat     *atrium_flat_new        (AtriumTree        *tree,
                                        AtriumNode        *first,
                                        AtriumNode        *last);   /* a sibling of @first or @first itself */
void            atrium_flat_free       (AtriumFlat        *self);
const char     *atrium_flat_get_text   (AtriumFlat        *self,
                                        gsize             *length);
guint           atrium_flat_get_style  (AtriumFlat        *self,
                                        gsize              offset);
/* TRUE where every byte of the range but white space has all of @style */
gboolean        atrium_flat_has_style  (AtriumFlat        *self,
                                        gsize              start,
                                        gsize              end,
                                        guint              style);
/* the end of the run of bytes from @offset that have the same value of (style & mask) */
gsize           atrium_flat_run_end    (AtriumFlat        *self,
                                        gsize              offset,
                                        guint              mask);
const GArray   *atrium_flat_get_marks  (AtriumFlat        *self);   /* AtriumFlatMark */
AtriumNode     *atrium_flat_get_node   (AtriumFlat        *self,
                                        gsize              offset);  /* the innermost node */
/* the source span of a range: trimmed to what is visible, then grown over markup that
 * lies wholly inside. FALSE where the range cuts through markup. Markup that encloses
 * exactly the range is left outside. */
gboolean        atrium_flat_get_span   (AtriumFlat        *self,
                                        gsize              start,
                                        gsize              end,
                                        AtriumSpan        *span,
                                        AtriumSpelling    *spelling);
/* the same, but with all the markup that encloses exactly the range inside */
gboolean        atrium_flat_get_outer_span (AtriumFlat    *self,
                                        gsize              start,
                                        gsize              end,
                                        AtriumSpan        *span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumFlat, atrium_flat_free)

G_END_DECLS
