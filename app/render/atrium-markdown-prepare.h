#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Markdown of Jekyll sites to Markdown that cmark-gfm reads to the same end. */
char *atrium_markdown_prepare (const char *markdown,
                               gsize       length,
                               gboolean    one_line);

G_END_DECLS
