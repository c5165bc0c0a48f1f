#pragma once

#include "atrium-site-person.h"

G_BEGIN_DECLS

/* What the Jekyll themes with a hand-written home page share. */
AtriumReading *_atrium_site_single_read (const AtriumLens        *lens,
                                         const AtriumAuthorBlock *block,
                                         AtriumFileTree          *files,
                                         const char              *page,
                                         GError                 **error);
gboolean       _atrium_config_has_key   (AtriumFileTree          *files,
                                         const char              *key);

G_END_DECLS
