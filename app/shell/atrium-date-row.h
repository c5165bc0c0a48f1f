#pragma once

#include <adwaita.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_DATE_ROW (atrium_date_row_get_type ())
/* A partial date, typed in any spelling or picked from year, month and day. */
G_DECLARE_FINAL_TYPE (AtriumDateRow, atrium_date_row, ATRIUM, DATE_ROW, AdwEntryRow)

GtkWidget *atrium_date_row_new (AtriumFieldModel *model);

G_END_DECLS
