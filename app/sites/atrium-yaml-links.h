#pragma once

#include "atrium-value.h"
#include "atrium-yaml.h"

G_BEGIN_DECLS

/* Lists of links as YAML records: `links: [{type: code, url: ...}, {name: arXiv, url: ...}]`,
 * `social: [{icon: github, icon_pack: fab, link: ...}]`, or plain addresses. */
AtriumYamlNode *_atrium_yaml_link_url       (AtriumYamlNode *item);
char           *_atrium_yaml_link_dup_label (AtriumYamlNode *item);
void            _atrium_yaml_links_write    (AtriumYaml     *yaml,
                                             AtriumYamlNode *list,
                                             AtriumValue    *before,
                                             AtriumValue    *after,
                                             GArray         *patches);
void            _atrium_yaml_links_compose  (GString        *out,
                                             const char     *key,
                                             AtriumYaml     *yaml,
                                             AtriumYamlNode *sample,
                                             AtriumValue    *links);

G_END_DECLS
