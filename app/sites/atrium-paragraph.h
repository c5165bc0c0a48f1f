#pragma once

#include "atrium-kind.h"

G_BEGIN_DECLS

/* A paragraph can be a list of entries that nobody wrote as a list. */
typedef enum
{
  ATRIUM_PARAGRAPH_WHOLE,        /* it is one entry */
  ATRIUM_PARAGRAPH_LINES,        /* ended by hard breaks */
  ATRIUM_PARAGRAPH_PHRASES,      /* ended by commas */
  ATRIUM_PARAGRAPH_LISTING,      /* a pasted listing of papers */
} AtriumParagraphCut;

AtriumParagraphCut atrium_paragraph_cut  (const char         *text,
                                          gsize               length,
                                          AtriumKind          kind,
                                          gboolean            alone);
gboolean           atrium_paragraph_next (AtriumParagraphCut  cut,
                                          const char         *text,
                                          gsize               length,
                                          gsize              *at,
                                          gsize              *start,
                                          gsize              *end);

G_END_DECLS
