#pragma once

#include "atrium-flat.h"
#include "atrium-kind.h"

G_BEGIN_DECLS

/* Tells remarks between entries from entries. */
gboolean atrium_remark_has_words    (AtriumFlat *flat);
gboolean atrium_remark_has_date     (AtriumFlat *flat);
gboolean atrium_remark_has_authors  (AtriumFlat *flat);
gboolean atrium_remark_is_filler    (AtriumFlat *flat);
gboolean atrium_remark_is_reference (AtriumFlat *flat,
                                     AtriumKind  section_kind);
gboolean atrium_remark_is_pointer   (AtriumFlat *flat);
gboolean atrium_remark_is_nothing   (AtriumFlat *flat);

/* "(* corresponding author)" and "Loading..." among papers */
gboolean atrium_remark_is_legend    (AtriumFlat *flat);

G_END_DECLS
