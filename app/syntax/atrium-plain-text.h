#pragma once

#include "atrium-node.h"

G_BEGIN_DECLS

/* whether a line is the title of a section by its words: "News", "Publications" */
typedef gboolean (*AtriumPlainTitleFunc) (const char *line);

/* reads plain text as it is copied out of a browser: paragraphs, `•` and `1.`
 * lists, lines that look like headings */
AtriumTree *atrium_plain_text_read (AtriumSource  *source,
                                    GError       **error);
/* the same, where a line right above others may be a title by its words */
AtriumTree *atrium_plain_text_read_titled (AtriumSource         *source,
                                    AtriumPlainTitleFunc  is_title,
                                    GError              **error);

G_END_DECLS
