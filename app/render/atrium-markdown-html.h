#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Markdown of a field to safe HTML: raw HTML is cut down to a list of harmless elements
 * and attributes, URLs to http, https, mailto and relative ones */
char *atrium_markdown_render_block  (const char *markdown);
char *atrium_markdown_render_inline (const char *markdown);

G_END_DECLS
