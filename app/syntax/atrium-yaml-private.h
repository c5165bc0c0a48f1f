#pragma once

#include "atrium-yaml.h"

G_BEGIN_DECLS

/* A bound that no page written by people comes near. */
#define ATRIUM_YAML_MAX_NODES (4 * 1000 * 1000)

struct _AtriumYaml
{
  AtriumSource *source;
  const char   *text;
  gsize         length;
  AtriumSpan    span;
  GPtrArray    *roots;          /* one a document */
  GPtrArray    *blocks;         /* of AtriumYamlItem */
  guint         n_nodes;
  GStringChunk *strings;
  GError       *problem;        /* why the front matter was read line by line */
};

/* what the reader knows of a node beside what it tells */
typedef struct
{
  AtriumYamlNode node;          /* first, so that a node can be cast to it */
  gsize          start;         /* with the anchor and the tag */
  gsize          marker;        /* the `-` of an item of a block sequence, else as start */
} AtriumYamlItem;

#define ATRIUM_YAML_ITEM(node) ((AtriumYamlItem *) (node))

static inline gboolean
_atrium_yaml_is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static inline gboolean
_atrium_yaml_is_break (char c)
{
  return c == '\n' || c == '\r';
}

/* @value is in a flow collection, or is one's member */
static inline gboolean
_atrium_yaml_in_flow (const AtriumYamlNode *node)
{
  return node->parent != NULL && node->parent->flow;
}

AtriumYamlNode *_atrium_yaml_add_node (AtriumYaml          *self,
                                      AtriumYamlType        type);
/* reads @span as a stream of documents, which are added to the roots */
gboolean    _atrium_yaml_parse       (AtriumYaml           *self,
                                      AtriumSpan            span,
                                      GError              **error);
/* reads @span member by member, in place of what was read */
void        _atrium_yaml_read_lines  (AtriumYaml           *self,
                                      AtriumSpan            span);
/* past white space, line ends and comments */
gsize       _atrium_yaml_skip_space  (const char           *text,
                                      gsize                 offset,
                                      gsize                 end);
/* whether a line ends right before @end, with @length bytes before it */
gboolean    _atrium_yaml_ends_line   (const char           *end,
                                      gsize                 length);
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
