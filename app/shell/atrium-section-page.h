#pragma once

#include <adwaita.h>

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_SECTION_PAGE (atrium_section_page_get_type ())
/* The entries of a section. Signals: "entry-activated" (AtriumEntry *), "entry-selected"
 * (AtriumEntry * or NULL), "entry-hinted" (AtriumEntry * or NULL), which the pointer is over or
 * the keyboard in. Property: preview-beside. */
G_DECLARE_FINAL_TYPE (AtriumSectionPage, atrium_section_page, ATRIUM, SECTION_PAGE, AdwNavigationPage)

AtriumSectionPage *atrium_section_page_new          (AtriumDocument    *document,
                                                     AtriumSection     *section);
AtriumSection     *atrium_section_page_get_section  (AtriumSectionPage *self);
AtriumEntry       *atrium_section_page_get_selected (AtriumSectionPage *self);   /* borrowed, NULL for none */
void               atrium_section_page_select       (AtriumSectionPage *self,
                                                     AtriumEntry       *entry,
                                                     gboolean           focus);
void               atrium_section_page_start_search (AtriumSectionPage *self);

G_END_DECLS
