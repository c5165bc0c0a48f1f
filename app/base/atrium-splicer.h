#pragma once

#include "atrium-source.h"

G_BEGIN_DECLS

/**
 * AtriumSplicer:
 *
 * Collects replacements of spans of one source and applies them at once.
 * Replacements may be added in any order; insertions at one offset keep the
 * order in which they were added. Overlapping replacements are an error when
 * applying, because one of the two edits would be lost.
 */
typedef struct _AtriumSplicer AtriumSplicer;

AtriumSplicer *atrium_splicer_new     (AtriumSource   *source);
void           atrium_splicer_free    (AtriumSplicer  *self);
AtriumSource  *atrium_splicer_get_source (AtriumSplicer *self);
void           atrium_splicer_replace (AtriumSplicer  *self,
                                       AtriumSpan      span,
                                       const char     *text);
gboolean       atrium_splicer_is_empty (AtriumSplicer *self);
GBytes        *atrium_splicer_apply   (AtriumSplicer  *self,
                                       GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumSplicer, atrium_splicer_free)

G_END_DECLS
