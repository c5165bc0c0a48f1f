#pragma once

#include "atrium-reader.h"

G_BEGIN_DECLS

/* what stands in the head line of a paper in a pasted listing: "68.6CLMar 25, 2031Code" */
typedef struct
{
  AtriumSpan score;          /* NONE where there is none */
  AtriumSpan category;
  AtriumSpan date;
  AtriumSpan code;
  AtriumDate when;
} AtriumListingHead;

gboolean atrium_listing_scan_head (const char        *text,
                                   gsize              start,
                                   gsize              end,
                                   AtriumListingHead *head);
/* reads an entry that begins with such a line; FALSE where it does not */
gboolean atrium_read_listing      (AtriumReader      *reader);

G_END_DECLS
