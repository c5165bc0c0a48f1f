#pragma once

#include <adwaita.h>

#include "atrium-preview.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_PERMISSIONS_BUTTON (atrium_permissions_button_get_type ())
/* What the page wants and was not allowed, and what it was: switches for the actions
 * "preview.run-scripts" and "preview.use-network". */
G_DECLARE_FINAL_TYPE (AtriumPermissionsButton, atrium_permissions_button, ATRIUM, PERMISSIONS_BUTTON, GtkWidget)

/* @hosts: NULL-terminated, or NULL where there are none */
void atrium_permissions_button_show (AtriumPermissionsButton *self,
                                     AtriumPreviewAllow       withheld,
                                     AtriumPreviewAllow       allowed,
                                     const char *const       *hosts);

G_END_DECLS
