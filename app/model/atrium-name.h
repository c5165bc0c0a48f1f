#pragma once

#include "atrium-value.h"

G_BEGIN_DECLS

/* Names of people, as they stand in author lists. */

/* TRUE where both can be one person: "Li, L.", "L. Li", "Lei Li", "Lei LI", "李雷 (Lei Li)" */
gboolean     atrium_name_matches      (const char   *a,
                                       const char   *b);
gboolean     atrium_name_split        (const char   *name,
                                       char        **given,
                                       char        **family);
/* one person record of a plain name, with given and family */
AtriumValue *atrium_name_to_person    (const char   *name);
/* "A, B and C", with at most @most names and "et al." (0: all) */
char        *atrium_people_dup_label  (AtriumValue  *people,
                                       guint         most);

G_END_DECLS
