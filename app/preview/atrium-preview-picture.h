#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *atrium_preview_draw      (GBytes      *html,
                                  GFile       *folder,
                                  gboolean     site,
                                  int          width,
                                  gboolean     dark,
                                  GError     **error);
/* for atrium_cli_set_draw(): 1280 pixels wide, light */
GBytes *atrium_preview_draw_page (GBytes      *html,
                                  GFile       *folder,
                                  gboolean     site,
                                  GError     **error);

G_END_DECLS
