#pragma once

#include "atrium-node.h"

G_BEGIN_DECLS

/* nesting that is read; deeper ends in ATRIUM_ERROR_TOO_DEEP */
#define ATRIUM_MARKDOWN_MAX_DEPTH 200

/* reads a Markdown page with kramdown's (GFM) rules */
AtriumTree *atrium_markdown_read        (AtriumSource  *source,
                                         GError       **error);
/* the tree that kramdown makes HTML of: a page without front matter, or one paragraph */
AtriumTree *atrium_markdown_read_as_kramdown (AtriumSource *source,
                                         gboolean       one_paragraph,
                                         GError       **error);
/* only the inlines of @span, which is text spelled @spelling */
AtriumTree *atrium_markdown_read_inline (AtriumSource  *source,
                                         AtriumSpan     span,
                                         AtriumSpelling spelling,
                                         GError       **error);

G_END_DECLS
