#pragma once

#include "atrium-markdown-private.h"

G_BEGIN_DECLS

/* how much may be tried in vain, behind which it is text */
#define WASTE_LIMIT(length) (16 * (length) + 16384)

typedef enum
{
  ATRIUM_STOP_EMPHASIS,
  ATRIUM_STOP_BRACKET,
  ATRIUM_STOP_TAG,
} AtriumStopKind;

/* what ends the inlines of a construct */
typedef struct
{
  AtriumStopKind  kind;
  char            delimiter;
  guint           length;
  int             count;        /* brackets that are open */
  const char     *tag;
} AtriumStop;

/* the inlines that are being read into one parent */
typedef struct
{
  AtriumNode *parent;
  gsize       text;             /* where text begins that is not yet a node */
  guint       images;
  gboolean    raw;              /* HTML, of which no Markdown is read */
} AtriumSpans;

typedef struct
{
  AtriumReader *reader;
  AtriumScan    scan;
  gsize         length;
  gsize         wasted;
  gsize         no_brace;       /* no } from here on */
  gsize         floor;          /* end of the construct that was read last */
  guint         depth;
  guint         emphasis;       /* how many of each are open */
  guint         strong;
  guint         links;
  guint         html;
} AtriumInlines;

typedef struct
{
  gsize          start;
  AtriumTreeMark mark;
} AtriumAttempt;

gboolean _atrium_inlines_read       (AtriumInlines *self,
                                     AtriumNode    *parent,
                                     AtriumStop    *stop,
                                     gboolean       raw);
gboolean _atrium_inlines_try        (AtriumInlines *self,
                                     AtriumAttempt *attempt);
void     _atrium_inlines_give_up    (AtriumInlines *self,
                                     AtriumAttempt *attempt,
                                     gsize          resume);
void     _atrium_spans_add_symbol   (AtriumInlines *self,
                                     AtriumSpans   *spans,
                                     gsize          start,
                                     gsize          end,
                                     const char    *symbol);
void     _atrium_spans_add          (AtriumInlines *self,
                                     AtriumSpans   *spans,
                                     gsize          start,
                                     AtriumNode    *node);

/* Each reads what begins at the position. TRUE where the position has moved: behind a
 * node, or over something that is text. */
gboolean _atrium_inlines_link       (AtriumInlines *self,
                                     AtriumSpans   *spans);
gboolean _atrium_inlines_footnote   (AtriumInlines *self,
                                     AtriumSpans   *spans);
gboolean _atrium_inlines_autolink   (AtriumInlines *self,
                                     AtriumSpans   *spans);
gboolean _atrium_inlines_html       (AtriumInlines *self,
                                     AtriumSpans   *spans);
gboolean _atrium_inlines_attributes (AtriumInlines *self,
                                     AtriumSpans   *spans);
gboolean _atrium_inlines_typography (AtriumInlines *self,
                                     AtriumSpans   *spans);
gboolean _atrium_inlines_is_end_tag (AtriumInlines *self,
                                     AtriumStop    *stop);

G_END_DECLS
