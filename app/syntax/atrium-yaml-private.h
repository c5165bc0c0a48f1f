#pragma once

#include "atrium-yaml.h"

G_BEGIN_DECLS

/* what the reader knows of a node beside what it tells */
typedef struct
{
  AtriumYamlNode node;          /* first, so that a node can be cast to it */
  gsize          start;         /* with the anchor and the tag */
  gsize          marker;        /* the `-` of an item of a block sequence, else as start */
} AtriumYamlItem;

#define ATRIUM_YAML_ITEM(node) ((AtriumYamlItem *) (node))

/* @value is in a flow collection, or is one's member */
static inline gboolean
_atrium_yaml_in_flow (const AtriumYamlNode *node)
{
  return node->parent != NULL && node->parent->flow;
}

gsize       _atrium_yaml_line_start  (AtriumYaml           *self,
                                      gsize                 offset);
gsize       _atrium_yaml_line_end    (AtriumYaml           *self,
                                      gsize                 offset);
gsize       _atrium_yaml_next_line   (AtriumYaml           *self,
                                      gsize                 offset);
guint       _atrium_yaml_column      (AtriumYaml           *self,
                                      gsize                 offset);
const char *_atrium_yaml_get_newline (AtriumYaml           *self);
int         _atrium_yaml_parent_column (AtriumYaml         *self,
                                      const AtriumYamlNode *node);
gboolean    _atrium_yaml_has_colon   (AtriumYaml           *self,
                                      const AtriumYamlNode *value);
gboolean    _atrium_yaml_is_string   (const AtriumYamlNode *node);
guint       _atrium_yaml_get_step    (AtriumYaml           *self);
AtriumSpan  _atrium_yaml_get_span    (AtriumYaml           *self);
char       *_atrium_yaml_scalar      (const char           *text,
                                      AtriumYamlStyle       style,
                                      gboolean              flow);

G_END_DECLS
