#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

/* One key of a theme's author block: plain text, an address, or a user name of a service. */
typedef struct
{
  const char *key;        /* "github" */
  const char *label;      /* of the link, or NULL for a member of the person */
  const char *member;     /* "name", "emails", "links" */
  const char *prefix;     /* what the value is put behind: "https://github.com/"; "" for a URL */
} AtriumAuthorKey;

typedef struct
{
  const char            *path;      /* "_config.yml", or a page with front matter */
  const char            *block;     /* "author"; NULL: the keys stand at the top */
  const AtriumAuthorKey *keys;
  guint                  n_keys;
} AtriumAuthorBlock;

void     _atrium_site_person_read  (const AtriumAuthorBlock *block,
                                    AtriumReading           *reading);
gboolean _atrium_site_person_write (const AtriumAuthorBlock *block,
                                    AtriumReading           *reading,
                                    AtriumEntry             *person,
                                    AtriumFileTree          *files,
                                    GHashTable              *left,
                                    GError                 **error);
char    *_atrium_site_person_compose (const AtriumAuthorBlock *block,
                                    AtriumEntry             *person);

G_END_DECLS
