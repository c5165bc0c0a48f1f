#pragma once

#include "atrium-node.h"

G_BEGIN_DECLS

/* reads a whole HTML page into the same kind of tree */
AtriumTree *atrium_html_read (AtriumSource  *source,
                              GError       **error);

/* inline HTML to inline Markdown and back; what has no counterpart stays HTML */
char       *atrium_html_to_markdown (const char *html,
                                     gssize      length);
char       *atrium_markdown_to_html (const char *markdown);

G_END_DECLS
