#pragma once

#include "atrium-preview.h"

G_BEGIN_DECLS

/* opens the page as it is shown in the browser, from a file that only the user can read and that
 * goes with the program */
void atrium_open_page (AtriumPreview *preview,
                       GtkWindow     *parent);

G_END_DECLS
