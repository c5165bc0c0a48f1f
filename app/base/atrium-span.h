#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtriumSpan:
 * @start: first byte, counted from the start of the source
 * @end: the byte after the last one
 *
 * A half-open range of bytes of one source. A span does not know its source;
 * who keeps spans of several sources keeps the source beside each.
 */
typedef struct
{
  gsize start;
  gsize end;
} AtriumSpan;

#define ATRIUM_SPAN(start, end) ((AtriumSpan) { (start), (end) })
#define ATRIUM_SPAN_NONE ((AtriumSpan) { G_MAXSIZE, G_MAXSIZE })

static inline gboolean
atrium_span_is_none (AtriumSpan span)
{
  return span.start == G_MAXSIZE;
}

static inline gsize
atrium_span_length (AtriumSpan span)
{
  return span.end - span.start;
}

static inline gboolean
atrium_span_is_empty (AtriumSpan span)
{
  return span.start == span.end;
}

static inline gboolean
atrium_span_contains (AtriumSpan outer,
                      AtriumSpan inner)
{
  return outer.start <= inner.start && inner.end <= outer.end;
}

static inline gboolean
atrium_span_overlaps (AtriumSpan a,
                      AtriumSpan b)
{
  return a.start < b.end && b.start < a.end;
}

G_END_DECLS
