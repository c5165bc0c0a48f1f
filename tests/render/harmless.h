#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL where @html, read as a browser reads it, holds nothing that could run, load from
 * elsewhere than a picture, or take the place of the page's own elements; else what it holds */
char *harmless_dup_problem (const char *html);

G_END_DECLS
