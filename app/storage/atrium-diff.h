#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* a unified diff of two versions of a file; NULL stands for no file */
char *atrium_diff_unified (const char *path,
                           GBytes     *before,
                           GBytes     *after);

G_END_DECLS
