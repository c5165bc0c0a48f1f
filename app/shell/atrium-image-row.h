#pragma once

#include <adwaita.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_IMAGE_ROW (atrium_image_row_get_type ())
/* A picture of the site: its path, a thumbnail, and a file to choose. */
G_DECLARE_FINAL_TYPE (AtriumImageRow, atrium_image_row, ATRIUM, IMAGE_ROW, AdwEntryRow)

GtkWidget *atrium_image_row_new (AtriumFieldModel *model);

/* where a chosen file stands seen from the site's folder; NULL where it lies outside */
char      *atrium_image_path_in_site (GFile *site,
                                      GFile *file);

G_END_DECLS
