#pragma once

#include "atrium-hugo.h"

/* A copy of the site in a temporary folder, and what is asked about it. */
typedef struct
{
  char       *folder;
  AtriumHugo *engine;
} HugoSite;

char     *hugo_site_copy       (void);
void      hugo_site_tear_down  (HugoSite      *site,
                                gconstpointer  data);
void      hugo_engine_finalize (AtriumHugo    *engine);
gboolean  skip_without_hugo    (void);
