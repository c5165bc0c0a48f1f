#pragma once

#include <adwaita.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_PERSON_ROW (atrium_person_row_get_type ())
/* One person of a list of people: the name, and inside what is known of them. */
G_DECLARE_FINAL_TYPE (AtriumPersonRow, atrium_person_row, ATRIUM, PERSON_ROW, AdwExpanderRow)

GtkWidget *atrium_person_row_new          (AtriumFieldModel *model);
/* "Me · equal contribution" */
char      *atrium_person_row_dup_subtitle (AtriumValue      *person);

G_END_DECLS
