#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More Markdown than this in one field is cut off. */
#define ATRIUM_MARKDOWN_MAX_BYTES (1024 * 1024)

/* Markdown of a field to safe HTML: raw HTML is cut down to a list of harmless elements
 * and attributes, URLs to http, https, mailto and relative ones */
char *atrium_markdown_render_block  (const char *markdown);
char *atrium_markdown_render_inline (const char *markdown);
/* without links, to stand inside of one */
char *atrium_markdown_render_label  (const char *markdown);

G_END_DECLS
