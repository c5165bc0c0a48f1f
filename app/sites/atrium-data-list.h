#pragma once

#include "atrium-data.h"

G_BEGIN_DECLS

/* Lists of texts as the value of a key: `[a, b]`, or an item a line. */
char *_atrium_data_list_compose (AtriumDataSyntax  syntax,
                                 AtriumDataNode   *sample,
                                 const char       *source,
                                 GPtrArray        *texts,
                                 AtriumDataStyle   style);
char *_atrium_data_list_quote   (AtriumDataNode   *sibling,
                                 const char       *text);
void  _atrium_data_list_add_item (AtriumToml      *toml,
                                 AtriumDataNode   *list,
                                 guint             index,
                                 const char       *spelled,
                                 GArray           *patches);

G_END_DECLS
