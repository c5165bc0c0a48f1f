#pragma once

#include <adwaita.h>

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_EXPORT_DIALOG (atrium_export_dialog_get_type ())
/* Makes a site of the document: theme and folder, then the files that would change, each
 * with its diff, and only then the export. Signal "exported" (GFile *folder). */
G_DECLARE_FINAL_TYPE (AtriumExportDialog, atrium_export_dialog, ATRIUM, EXPORT_DIALOG, AdwDialog)

AdwDialog *atrium_export_dialog_new        (AtriumDocument     *document);
void       atrium_export_dialog_set_folder (AtriumExportDialog *self,
                                            GFile              *folder);

G_END_DECLS
