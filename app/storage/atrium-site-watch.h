#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells of changes below the folder of a site, whoever makes them. Signal "changed": once when
 * everything is watched, and then after changes. Where there is too much to watch there is none. */
#define ATRIUM_TYPE_SITE_WATCH (atrium_site_watch_get_type ())
G_DECLARE_FINAL_TYPE (AtriumSiteWatch, atrium_site_watch, ATRIUM, SITE_WATCH, GObject)

AtriumSiteWatch *atrium_site_watch_new  (const char        *folder,
                                         const char *const *left_out);
void             atrium_site_watch_stop (AtriumSiteWatch   *self);

G_END_DECLS
