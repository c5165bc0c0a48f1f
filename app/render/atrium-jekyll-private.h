#pragma once

#include "atrium-engine.h"

G_BEGIN_DECLS

GBytes          *_atrium_jekyll_ask_page    (gint64          id,
                                             const char     *page,
                                             AtriumFileTree *changed,
                                             AtriumMarks    *marks,
                                             gboolean        look);
GBytes          *_atrium_jekyll_ask_asset   (gint64          id,
                                             const char     *path);
AtriumRendering *_atrium_jekyll_parse_page  (GBytes         *bytes,
                                             AtriumMarks    *marks,
                                             GError        **error);
GBytes          *_atrium_jekyll_parse_asset (GBytes         *bytes,
                                             GError        **error);

G_END_DECLS
