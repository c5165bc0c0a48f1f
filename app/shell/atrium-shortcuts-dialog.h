#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATRIUM_TYPE_SHORTCUTS_DIALOG (atrium_shortcuts_dialog_get_type ())
/* What can be done with the keyboard. */
G_DECLARE_FINAL_TYPE (AtriumShortcutsDialog, atrium_shortcuts_dialog, ATRIUM, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *atrium_shortcuts_dialog_new (void);

G_END_DECLS
