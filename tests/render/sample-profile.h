#pragma once

#include "atrium-profile.h"

G_BEGIN_DECLS

/* a profile of an invented person, with sections of all kinds */
AtriumProfile *sample_profile_new       (void);
/* @n publications, each with what publications have */
AtriumProfile *sample_profile_new_large (guint n);
/* an entry with fields given as name, text, …, NULL; a name that ends in `[]` is a list of
 * lines, `authors` and `people` are names with marks (*: equal, !: self, ^: corresponding)
 * and `;` between them, `links` is `label url` lines, `#count` makes `citations` */
AtriumEntry   *sample_entry_new         (AtriumKind     kind,
                                         const char    *id,
                                         ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
