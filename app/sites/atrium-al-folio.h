#pragma once

#include "atrium-lens-private.h"

G_BEGIN_DECLS

const char *_atrium_al_folio_find_bibliography (AtriumFileTree  *files);
gboolean    _atrium_al_folio_read_bib          (AtriumReading   *reading,
                                                const char      *path,
                                                GError         **error);
gboolean    _atrium_al_folio_write_bib         (AtriumPass      *pass,
                                                AtriumFileTree  *files,
                                                GError         **error);

G_END_DECLS
