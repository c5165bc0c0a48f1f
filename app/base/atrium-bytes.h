#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *atrium_bytes_get_text (GBytes *bytes,
                                   gsize  *length);
char       *atrium_bytes_dup_text (GBytes *bytes);

G_END_DECLS
