#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* LaTeX text as it stands in BibTeX fields, to plain text or inline Markdown and back.
 * Accents and symbols become characters, \emph and the like Markdown, braces go; math and
 * unknown commands stay as they are. */
char *atrium_latex_to_text      (const char *latex);
char *atrium_latex_to_markdown  (const char *latex);
char *atrium_latex_to_url       (const char *latex);
/* @ascii: characters beyond ASCII become commands where LaTeX has some */
char *atrium_text_to_latex      (const char *text,
                                 gboolean    ascii);
char *atrium_markdown_to_latex  (const char *markdown,
                                 gboolean    ascii);
/* @latex with the words in braces that @old had in braces to keep their letter case */
char *atrium_latex_protect_like (const char *latex,
                                 const char *old);

G_END_DECLS
