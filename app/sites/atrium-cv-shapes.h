#pragma once

#include "atrium-records.h"

G_BEGIN_DECLS

/* How the records of a CV name the members of an entry: al-folio's own lists, RenderCV and
 * JSON Resume as al-folio reads them. */
const AtriumRecordShape *_atrium_cv_shape_for_kind (AtriumKind kind);

void     _atrium_cv_read       (AtriumReading   *reading,
                                AtriumSource    *source);
gboolean _atrium_cv_write_name (AtriumFileTree  *files,
                                const char      *path,
                                const char      *before,
                                const char      *after,
                                GError         **error);

G_END_DECLS
