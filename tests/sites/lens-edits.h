#pragma once

#include "site.h"

/* What the tests of themes share: editing a site and looking at the files. */

/* the one section of that kind, which must be there */
AtriumSection  *edits_section    (AtriumReading  *reading,
                                  AtriumKind      kind);
/* sets a value and writes; nothing may be lost, and reading must give it back */
AtriumFileTree *edits_set        (AtriumReading  *reading,
                                  AtriumKind      kind,
                                  guint           index,
                                  const char     *path,
                                  const char     *text);
AtriumFileTree *edits_write      (AtriumReading  *reading,
                                  AtriumProfile  *profile);
void            edits_assert_identity (AtriumFileTree *files);
/* only @path changed, and in it only the one line @before to @after */
void            edits_assert_line (AtriumFileTree *old,
                                  AtriumFileTree *new,
                                  const char     *path,
                                  const char     *before,
                                  const char     *after);
