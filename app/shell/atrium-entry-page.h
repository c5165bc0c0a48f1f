#pragma once

#include <adwaita.h>

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_ENTRY_PAGE (atrium_entry_page_get_type ())
/* The form of one entry, or of the person, with its header bar. Signal "field-focused"
 * when the cursor went into the form. */
G_DECLARE_FINAL_TYPE (AtriumEntryPage, atrium_entry_page, ATRIUM, ENTRY_PAGE, AdwNavigationPage)

AtriumEntryPage *atrium_entry_page_new         (AtriumDocument  *document,
                                                AtriumSection   *section,   /* NULL for the person */
                                                AtriumEntry     *entry);
AtriumEntry     *atrium_entry_page_get_entry   (AtriumEntryPage *self);
AtriumSection   *atrium_entry_page_get_section (AtriumEntryPage *self);
void             atrium_entry_page_focus_field (AtriumEntryPage *self,
                                                const char      *field);

G_END_DECLS
