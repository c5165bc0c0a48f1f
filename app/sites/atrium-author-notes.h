#pragma once

#include "atrium-data.h"
#include "atrium-map.h"

G_BEGIN_DECLS

/* `author_notes:` of a paper's front matter: a remark for each author, by position. */
void     _atrium_author_notes_read  (AtriumEntry     *entry,
                                     const char      *member,
                                     AtriumDataNode  *mapping);
void     _atrium_author_notes_write (AtriumData      *data,
                                     AtriumDataNode  *mapping,
                                     AtriumValue     *before,
                                     AtriumValue     *after,
                                     GArray          *patches);
char    *_atrium_author_notes_compose (AtriumDataSyntax syntax,
                                     AtriumDataNode  *mapping,
                                     AtriumValue     *authors);
AtriumValue *
         _atrium_author_notes_copy  (AtriumValue     *person,
                                     AtriumValue     *other);

G_END_DECLS
