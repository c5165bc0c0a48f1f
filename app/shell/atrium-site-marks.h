#pragma once

#include "atrium-lens.h"
#include "atrium-marks.h"

G_BEGIN_DECLS

/* where the sections and entries of a reading begin, under the element ids of the built-in page */
AtriumMarks *atrium_site_marks_new  (AtriumReading *reading);
/* the path by which an engine finds the page that shows a section; NULL where it has none */
char        *atrium_site_marks_dup_page (AtriumReading *reading,
                                     AtriumSection *section);

G_END_DECLS
