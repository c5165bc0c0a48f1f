#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* the command line that runs @argv with nothing but the system's programs and @folder to read,
 * no network, and a temporary folder of its own to write to; NULL where bubblewrap is missing or
 * does not work here */
char **atrium_confine (const char *const *argv,
                       const char        *folder);

/* what a confined program sees beside the system's programs; each but @folder may be NULL */
typedef struct
{
  const char *folder;      /* the absolute path of the folder that it works on */
  const char *over;        /* a folder whose files stand before those of @folder */
  const char *instead;     /* a folder that stands in the place of @folder */
  const char *writable;    /* a folder that it may write to */
  const char *const *readable; /* more that it may read, where they are there, and where it sees each */
} AtriumConfinement;

char **atrium_confine_with (const char *const       *argv,
                            const AtriumConfinement *confinement);

gboolean atrium_confinement_is_available (void);

/* what a program that runs a stranger's code is told of the user's environment */
char **atrium_confined_environment (void);

G_END_DECLS
