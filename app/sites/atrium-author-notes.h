#pragma once

#include "atrium-map.h"
#include "atrium-yaml.h"

G_BEGIN_DECLS

/* `author_notes:` of a paper's front matter: a remark for each author, by position. */
void     _atrium_author_notes_read  (AtriumEntry     *entry,
                                     const char      *member,
                                     AtriumYamlNode  *mapping);
void     _atrium_author_notes_write (AtriumYaml      *yaml,
                                     AtriumYamlNode  *mapping,
                                     AtriumValue     *before,
                                     AtriumValue     *after,
                                     GArray          *patches);
char    *_atrium_author_notes_compose (AtriumYamlNode *mapping,
                                     AtriumValue     *authors);
AtriumValue *
         _atrium_author_notes_copy  (AtriumValue     *person,
                                     AtriumValue     *other);

G_END_DECLS
