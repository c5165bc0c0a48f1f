#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* draws a page as PNG; given by who has a web pane, since this room has none */
typedef GBytes *(*AtriumCliDraw) (GBytes    *html,
                                  GFile     *folder,
                                  gboolean   site,      /* the page is a generator's */
                                  GError   **error);

gboolean atrium_cli_is_verb  (const char    *word);
int      atrium_cli_run      (int            argc,
                              char         **argv);
void     atrium_cli_set_draw (AtriumCliDraw  draw);

G_END_DECLS
