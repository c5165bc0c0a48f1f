#pragma once

#include "atrium-data.h"
#include "atrium-node.h"
#include "atrium-spelling.h"

G_BEGIN_DECLS

/* The front matter of a page, or the whole of a YAML or TOML file. */
gboolean       _atrium_front_matter_find    (AtriumSource          *source,
                                             AtriumDataSyntax      *syntax,
                                             AtriumSpan            *front,
                                             AtriumSpan            *body);
AtriumData    *_atrium_front_matter_read    (AtriumSource          *source,
                                             AtriumSpan            *body,
                                             GError               **error);
AtriumData    *_atrium_front_matter_of_tree (AtriumTree            *tree,
                                             GError               **error);
AtriumData    *_atrium_data_file_read       (AtriumSource          *source,
                                             AtriumSpan            *body,
                                             GError               **error);
char          *_atrium_data_slot_spell      (AtriumSource          *source,
                                             AtriumSpan             span,
                                             const char            *text);
AtriumSpelling _atrium_data_spelling        (const AtriumDataNode  *node);

G_END_DECLS
