#pragma once

#include "atrium-preview.h"

G_BEGIN_DECLS

/* asks for a file and puts a picture of the whole page into it; an error is told in a dialog */
void atrium_save_picture (AtriumPreview *preview,
                          GtkWindow     *parent);

G_END_DECLS
