#pragma once

#include <adwaita.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_LINK_ROW (atrium_link_row_get_type ())
/* One link of a list of links: its label, and inside label and address. */
G_DECLARE_FINAL_TYPE (AtriumLinkRow, atrium_link_row, ATRIUM, LINK_ROW, AdwExpanderRow)

GtkWidget *atrium_link_row_new (AtriumFieldModel *model);

G_END_DECLS
