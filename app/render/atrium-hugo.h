#pragma once

#include "atrium-engine.h"

G_BEGIN_DECLS

/* The engine that asks Hugo itself. */
#define ATRIUM_TYPE_HUGO (atrium_hugo_get_type ())
G_DECLARE_FINAL_TYPE (AtriumHugo, atrium_hugo, ATRIUM, HUGO, GObject)

gboolean    atrium_hugo_is_available    (void);
/* whether a folder with these files is a Hugo site */
gboolean    atrium_hugo_is_site         (AtriumFileTree *files);
gboolean    atrium_hugo_is_site_folder  (const char     *folder);
AtriumHugo *atrium_hugo_new_for_preview (const char     *folder);
AtriumHugo *atrium_hugo_new             (const char     *folder);
/* how long a page may take, in milliseconds */
void        atrium_hugo_set_timeout     (AtriumHugo     *self,
                                         guint           timeout_ms);
/* for tests: the process that waits for the next page, 0 where none does; and how many were started */
int         atrium_hugo_get_pid         (AtriumHugo     *self);
guint       atrium_hugo_get_n_starts    (AtriumHugo     *self);
/* for tests: the files of the site are copied, as where no folder can stand over another */
void        atrium_hugo_set_copying     (AtriumHugo     *self);

G_END_DECLS
