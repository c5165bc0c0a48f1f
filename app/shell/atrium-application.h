#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATRIUM_TYPE_APPLICATION (atrium_application_get_type ())
/* The program with its windows. With the environment variable ATRIUM_READY_FILE, the file
 * of that name is made when the first window, with its preview, was drawn. */
G_DECLARE_FINAL_TYPE (AtriumApplication, atrium_application, ATRIUM, APPLICATION, AdwApplication)

AtriumApplication *atrium_application_new       (void);
/* a page as a picture, for the command line */
GBytes            *atrium_application_draw_page (GBytes    *html,
                                                 GFile     *folder,
                                                 gboolean   site,
                                                 GError   **error);

G_END_DECLS
