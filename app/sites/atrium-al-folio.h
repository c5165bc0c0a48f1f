#pragma once

#include "atrium-lens-private.h"

G_BEGIN_DECLS

/* atrium-al-folio-bib.c */
const char *_atrium_al_folio_find_bibliography (AtriumFileTree  *files);
gboolean    _atrium_al_folio_read_bib          (AtriumReading   *reading,
                                                const char      *path,
                                                GError         **error);
gboolean    _atrium_al_folio_write_bib         (AtriumPass      *pass,
                                                AtriumFileTree  *files,
                                                GError         **error);

/* atrium-al-folio-cv.c */
gboolean    _atrium_al_folio_read_cv           (AtriumReading   *reading,
                                                const char      *page,
                                                GError         **error);
gboolean    _atrium_al_folio_write_resume      (AtriumPass      *pass,
                                                AtriumFileTree  *files,
                                                GError         **error);

G_END_DECLS
