#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* the command line that runs @argv with nothing but the system's programs and @folder to read,
 * no network, and a temporary folder of its own to write to; NULL where bubblewrap is missing or
 * does not work here */
char **atrium_confine (const char *const *argv,
                       const char        *folder);

G_END_DECLS
