#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* inline Markdown or HTML as the text that a reader sees, on one line */
char *atrium_inline_to_plain (const char *text);

G_END_DECLS
