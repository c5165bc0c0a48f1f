#pragma once

#include "atrium-value.h"
#include "atrium-data.h"

G_BEGIN_DECLS

/* Lists of links as records: `links: [{type: code, url: ...}, {name: arXiv, url: ...}]`,
 * `social: [{icon: github, icon_pack: fab, link: ...}]`, or plain addresses. */
AtriumDataNode *_atrium_data_link_url       (AtriumDataNode *item);
char           *_atrium_data_link_dup_label (AtriumDataNode *item);
void            _atrium_data_links_write    (AtriumData     *data,
                                             AtriumDataNode *list,
                                             AtriumValue    *before,
                                             AtriumValue    *after,
                                             GArray         *patches);
char           *_atrium_data_links_compose  (AtriumDataSyntax syntax,
                                             AtriumData     *data,
                                             AtriumDataNode *sample,
                                             AtriumValue    *links);
char           *_atrium_toml_social_compose (AtriumValue    *links);
char           *_atrium_toml_links_compose_tables (AtriumData *data,
                                             AtriumDataNode *sample,
                                             AtriumValue    *links);

G_END_DECLS
