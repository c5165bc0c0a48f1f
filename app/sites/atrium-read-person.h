#pragma once

#include "atrium-outline-block.h"
#include "atrium-map.h"

G_BEGIN_DECLS

/* the owner's name from the page itself, where the profile does not know it yet */
void     atrium_person_read_page     (AtriumBlocks  *blocks,
                                      AtriumProfile *profile,
                                      AtriumMap     *map);
/* TRUE where @text is no more than the owner's name */
gboolean atrium_person_is_name       (AtriumProfile *profile,
                                      const char    *text);

/* TRUE where @text can be somebody's name */
gboolean atrium_person_looks_like_name (const char *text);

G_END_DECLS
