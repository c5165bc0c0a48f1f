#pragma once

#include "atrium-reader.h"

G_BEGIN_DECLS

/* where the title of a publication stands; @body is where its text begins */
gboolean    atrium_title_find         (AtriumReader     *reader,
                                       gsize             body,
                                       gsize            *start,
                                       gsize            *end);
/* the element with a class like "papertitle" around @offset, or NULL */
AtriumNode *atrium_title_find_element (AtriumReader     *reader,
                                       gsize             offset);
/* a line that holds nothing but links */
gboolean    atrium_title_is_links     (AtriumReader     *reader,
                                       const AtriumLine *line);
/* a range that is names for the most part */
gboolean    atrium_title_is_authors   (AtriumReader     *reader,
                                       gsize             start,
                                       gsize             end);

/* the end of the range without the links that stand behind its words */
gsize     atrium_title_strip_labels (AtriumReader *self,
                                     gsize         start,
                                     gsize         end);

/* an element whose class ends in @suffix stands around @offset, inside the entry */
gboolean  atrium_title_is_of_class  (AtriumReader *self,
                                     gsize         offset,
                                     const char   *suffix);

G_END_DECLS
