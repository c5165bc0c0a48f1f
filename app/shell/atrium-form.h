#pragma once

#include <adwaita.h>

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_FORM (atrium_form_get_type ())
/* The fields of one entry, laid out by walking its kind's table. */
G_DECLARE_FINAL_TYPE (AtriumForm, atrium_form, ATRIUM, FORM, GtkWidget)

GtkWidget   *atrium_form_new         (AtriumDocument *document,
                                      AtriumEntry    *entry);
AtriumEntry *atrium_form_get_entry   (AtriumForm     *self);
/* puts the cursor into a field; NULL for the first one */
void         atrium_form_focus_field (AtriumForm     *self,
                                      const char     *field);
/* in the field that has the focus */
void         atrium_form_put_cursor_at_end (AtriumForm *self);

G_END_DECLS
