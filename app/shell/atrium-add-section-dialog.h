#pragma once

#include <adwaita.h>

#include "atrium-kind.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_ADD_SECTION_DIALOG (atrium_add_section_dialog_get_type ())
/* The fifteen kinds, each with what belongs there. Signal "chosen" (int kind). */
G_DECLARE_FINAL_TYPE (AtriumAddSectionDialog, atrium_add_section_dialog, ATRIUM, ADD_SECTION_DIALOG, AdwDialog)

AdwDialog *atrium_add_section_dialog_new (void);

G_END_DECLS
