#pragma once

#include <adwaita.h>

#include "atrium-field-model.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_CITATIONS_ROW (atrium_citations_row_get_type ())
/* How often a paper was cited, who says so, and when. */
G_DECLARE_FINAL_TYPE (AtriumCitationsRow, atrium_citations_row, ATRIUM, CITATIONS_ROW, AdwExpanderRow)

GtkWidget *atrium_citations_row_new          (AtriumFieldModel *model);
/* "57 · Google Scholar, 2026-05-02" */
char      *atrium_citations_row_dup_subtitle (AtriumValue      *citations);

G_END_DECLS
