#pragma once

#include <adwaita.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_TEXT_ROW (atrium_text_row_get_type ())
/* Text that grows with what is written: a paragraph of inline Markdown, Markdown of any
 * number of blocks, or the source of another language. */
G_DECLARE_FINAL_TYPE (AtriumTextRow, atrium_text_row, ATRIUM, TEXT_ROW, AdwPreferencesRow)

GtkWidget *atrium_text_row_new      (AtriumFieldModel *model);
GtkWidget *atrium_text_row_new_item (AtriumFieldModel *model);   /* edits one string of a list */

G_END_DECLS
