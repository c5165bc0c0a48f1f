#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

char *_atrium_site_name_dup   (const char    *raw);
char *_atrium_site_name_spell (const char    *raw,
                               const char    *name);
void  _atrium_site_name_read  (AtriumReading *reading);

G_END_DECLS
