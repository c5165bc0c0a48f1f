#pragma once

#include <adwaita.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

/* Rows that libadwaita has, bound to a field. */
GtkWidget *atrium_string_row_new  (AtriumFieldModel *model);
GtkWidget *atrium_number_row_new  (AtriumFieldModel *model);
GtkWidget *atrium_url_row_new     (AtriumFieldModel *model);
GtkWidget *atrium_boolean_row_new (AtriumFieldModel *model);
GtkWidget *atrium_choice_row_new  (AtriumFieldModel *model);

/* An entry row for one member of a record. */
/* gives a new string, NULL where the member is not set */
typedef char *(*AtriumMemberGet) (gpointer    owner,
                                  const char *member);
typedef void        (*AtriumMemberSet) (gpointer    owner,
                                        const char *member,
                                        const char *text);

GtkWidget *atrium_member_row_new  (const char       *label,
                                   const char       *member,    /* static */
                                   AtriumMemberGet   get,
                                   AtriumMemberSet   set,
                                   gpointer          owner);    /* outlives the row */
void       atrium_member_row_show (GtkWidget        *row);

/* the button that opens the URL which stands in an entry row */
void       atrium_entry_row_add_open_button (AdwEntryRow *row);

G_END_DECLS
