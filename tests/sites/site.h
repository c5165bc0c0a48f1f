#pragma once

#include "atrium-lens.h"

/* What the tests of lenses share. */

/* ../shared beside the sources, or $ATRIUM_SHARED; NULL where it is not there */
char           *site_find_shared (void);
AtriumFileTree *site_load_folder (const char     *folder);
AtriumFileTree *site_new         (const char     *path,
                                  const char     *text,
                                  ...) G_GNUC_NULL_TERMINATED;
char           *site_dup_text    (AtriumFileTree *files,
                                  const char     *path);
AtriumReading  *site_read        (AtriumFileTree *files,
                                  const char     *page);
/* whether only lines of @before that touch a span were changed, and those between */
gboolean        site_only_lines_changed (const char *before,
                                  const char     *after,
                                  gsize           start,
                                  gsize           end);

typedef void  (*SitePageFunc)    (const char     *name,
                                  AtriumFileTree *files,
                                  const char     *page,
                                  gpointer        user_data);
/* calls @func for every page of ../shared/corpus and ../shared/seeds that a lens reads;
 * FALSE where the folder is missing */
gboolean        site_foreach_real (SitePageFunc   func,
                                  gpointer        user_data);
void            site_foreach_invented (SitePageFunc func,
                                  gpointer        user_data);
