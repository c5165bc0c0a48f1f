#pragma once

#include "atrium-data-node.h"
#include "atrium-source.h"

G_BEGIN_DECLS

#define ATRIUM_YAML_MAX_DEPTH 200

/* A YAML stream (or the front matter of a page) with the span of every node.
 * Comments, quoting, order and anchors stay in the source; edits are splices. */
typedef struct _AtriumYaml AtriumYaml;

typedef AtriumDataType  AtriumYamlType;
typedef AtriumDataStyle AtriumYamlStyle;
typedef AtriumDataNode  AtriumYamlNode;

#define ATRIUM_YAML_SCALAR        ATRIUM_DATA_SCALAR
#define ATRIUM_YAML_SEQUENCE      ATRIUM_DATA_SEQUENCE
#define ATRIUM_YAML_MAPPING       ATRIUM_DATA_MAPPING
#define ATRIUM_YAML_ALIAS         ATRIUM_DATA_ALIAS

#define ATRIUM_YAML_PLAIN         ATRIUM_DATA_PLAIN
#define ATRIUM_YAML_SINGLE_QUOTED ATRIUM_DATA_SINGLE_QUOTED
#define ATRIUM_YAML_DOUBLE_QUOTED ATRIUM_DATA_DOUBLE_QUOTED
#define ATRIUM_YAML_LITERAL       ATRIUM_DATA_LITERAL
#define ATRIUM_YAML_FOLDED        ATRIUM_DATA_FOLDED

AtriumYaml     *atrium_yaml_read         (AtriumSource    *source,
                                          AtriumSpan       span,       /* the whole, or a front matter's inner */
                                          GError         **error);
void            atrium_yaml_free         (AtriumYaml      *self);
AtriumSource   *atrium_yaml_get_source   (AtriumYaml      *self);
const GError   *atrium_yaml_get_problem  (AtriumYaml      *self);       /* why front matter was read line by line, or NULL */
guint           atrium_yaml_get_n_documents (AtriumYaml   *self);
AtriumYamlNode *atrium_yaml_get_document (AtriumYaml      *self,
                                          guint            index);
AtriumYamlNode *atrium_yaml_get_root     (AtriumYaml      *self);       /* of the first document; NULL where empty */
AtriumYamlNode *atrium_yaml_lookup       (AtriumYamlNode  *mapping,
                                          const char      *key);        /* the last of duplicate keys; follows an alias */
AtriumYamlNode *atrium_yaml_get_at       (AtriumYaml      *self,
                                          const char      *path);       /* "author/name", "main/0/title" */
const char     *atrium_yaml_get_string   (AtriumYaml      *self,
                                          const char      *path);       /* scalars only; "" and null give NULL */
/* the source text that replaces a scalar's span so that it reads as @text, in the
 * same style where that can hold the text, else in the nearest that can */
char           *atrium_yaml_spell        (AtriumYaml      *self,
                                          AtriumYamlNode  *node,
                                          const char      *text);
/* a scalar in the given style, for new keys; falls back like atrium_yaml_spell() */
char           *atrium_yaml_quote        (const char      *text,
                                          AtriumYamlStyle  style);
/* where and how to add `key: value` to a mapping, spelled like its neighbours;
 * @offset is where @text goes in */
gboolean        atrium_yaml_add_member   (AtriumYaml      *self,
                                          AtriumYamlNode  *mapping,
                                          const char      *key,
                                          const char      *value,
                                          gsize           *offset,
                                          char           **text);
/* the lines of one member or item, with its comments on the same line, to remove it */
AtriumSpan      atrium_yaml_get_member_span (AtriumYaml   *self,
                                          AtriumYamlNode  *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumYaml, atrium_yaml_free)

G_END_DECLS
