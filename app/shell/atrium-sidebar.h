#pragma once

#include <adwaita.h>

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_SIDEBAR (atrium_sidebar_get_type ())
/* The person, then the sections. Signals, with NULL for the person: "selected"
 * (AtriumSection *) when the user marked a row, "activated" (AtriumSection *) when the
 * user wants to go there. */
G_DECLARE_FINAL_TYPE (AtriumSidebar, atrium_sidebar, ATRIUM, SIDEBAR, GtkWidget)

void atrium_sidebar_set_document   (AtriumSidebar  *self,
                                    AtriumDocument *document);
/* shows which one is open; NULL for the person */
void atrium_sidebar_select_section (AtriumSidebar  *self,
                                    AtriumSection  *section);

/* alone in a narrow window nothing is open beside it, so no row is marked */
void atrium_sidebar_set_alone      (AtriumSidebar  *self,
                                    gboolean        alone);

G_END_DECLS
