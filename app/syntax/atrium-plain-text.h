#pragma once

#include "atrium-node.h"

G_BEGIN_DECLS

/* reads plain text as it is copied out of a browser: paragraphs, `•` and `1.`
 * lists, lines that look like headings */
AtriumTree *atrium_plain_text_read (AtriumSource  *source,
                                    GError       **error);

G_END_DECLS
