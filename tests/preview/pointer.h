#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A real pointer, so that what it does is trusted by a page. FALSE where the display
 * cannot do it (no X, no XTest). Coordinates are those of the screen. */
gboolean pointer_move  (int x,
                        int y);
gboolean pointer_click (int x,
                        int y);
/* presses and releases a key by its name in X; it goes to the window with the focus */
gboolean pointer_key   (const char *name);

G_END_DECLS
