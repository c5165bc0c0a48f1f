#pragma once

#include <adwaita.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_LIST_EDITOR (atrium_list_editor_get_type ())
/* The rows of a field that is a list (people, links, highlights): moved by handle or
 * Alt+Up and Alt+Down, removed by a button, added by typing into the last row. */
G_DECLARE_FINAL_TYPE (AtriumListEditor, atrium_list_editor, ATRIUM, LIST_EDITOR, AdwPreferencesGroup)

GtkWidget *atrium_list_editor_new (AtriumFieldModel *model);

G_END_DECLS
