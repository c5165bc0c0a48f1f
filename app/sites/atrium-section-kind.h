#pragma once

#include "atrium-kind.h"

G_BEGIN_DECLS

/* FALSE where the title says nothing of what the section holds */
gboolean atrium_section_kind_from_title (const char *title,
                                         AtriumKind *kind);
/* words of a heading: lower case, without accents, emoji and punctuation */
char    *atrium_section_kind_fold       (const char *title);

G_END_DECLS
