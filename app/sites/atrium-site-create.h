#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

char           *_atrium_kramdown_id       (const char       *title);
char           *_atrium_site_navigation   (AtriumProfile    *profile,
                                           const char       *prefix);
void            _atrium_site_set_text     (AtriumFileTree   *files,
                                           const char       *path,
                                           const char       *text);
/* lets the menu follow the sections that were renamed */
void            _atrium_site_update_navigation (AtriumReading  *reading,
                                           AtriumProfile    *profile,
                                           GPtrArray        *losses,
                                           AtriumFileTree   *files);
/* writes @profile into the empty site @files */
AtriumFileTree *_atrium_site_fill         (const AtriumLens *lens,
                                           AtriumFileTree   *files,
                                           AtriumProfile    *profile,
                                           GPtrArray        *losses,
                                           GError          **error);

G_END_DECLS
