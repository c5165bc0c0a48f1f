#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *atrium_link_icon_find     (const char *label,
                                       const char *url);
const char *atrium_link_icon_find_label (const char *url);
void        atrium_link_icon_append   (GString    *out,
                                       const char *icon);

G_END_DECLS
