#pragma once

#include "atrium-data-node.h"
#include "atrium-source.h"

G_BEGIN_DECLS

#define ATRIUM_TOML_MAX_DEPTH 200

/* A TOML 1.0 document (or the front matter of a page) with the span of every value. Comments,
 * quoting, order and spacing stay in the source; edits are splices. Tables are mappings, arrays
 * and arrays of tables are sequences, what stands in [ ] or { } of its own is flow. */
typedef struct _AtriumToml AtriumToml;

/* what a scalar is */
typedef enum
{
  ATRIUM_TOML_STRING,
  ATRIUM_TOML_INTEGER,
  ATRIUM_TOML_FLOAT,
  ATRIUM_TOML_BOOLEAN,
  ATRIUM_TOML_DATE_TIME,        /* with an offset, or without */
  ATRIUM_TOML_DATE,
  ATRIUM_TOML_TIME,
} AtriumTomlType;

AtriumToml     *atrium_toml_read         (AtriumSource    *source,
                                          AtriumSpan       span,
                                          GError         **error);
void            atrium_toml_free         (AtriumToml      *self);
AtriumSource   *atrium_toml_get_source   (AtriumToml      *self);
AtriumDataNode *atrium_toml_get_root     (AtriumToml      *self);
AtriumDataNode *atrium_toml_lookup       (AtriumDataNode  *table,
                                          const char      *key);
AtriumDataNode *atrium_toml_get_at       (AtriumToml      *self,
                                          const char      *path);
AtriumTomlType  atrium_toml_get_value_type (AtriumDataNode *scalar);

/* atrium-toml-spell.c */
gboolean        atrium_toml_is_bare      (const char      *text);
char           *atrium_toml_spell        (AtriumToml      *self,
                                          AtriumDataNode  *scalar,
                                          const char      *text);
char           *atrium_toml_quote        (const char      *text,
                                          AtriumDataStyle  style);

/* atrium-toml-edit.c */
gboolean        atrium_toml_add_member   (AtriumToml      *self,
                                          AtriumDataNode  *table,
                                          const char      *key,
                                          const char      *value,
                                          gsize           *offset,
                                          char           **text);
gboolean        atrium_toml_add_spelled  (AtriumToml      *self,
                                          AtriumDataNode  *table,
                                          const char      *key,
                                          const char      *spelled,
                                          gsize           *offset,
                                          char           **text);
AtriumSpan      atrium_toml_get_member_span (AtriumToml   *self,
                                          AtriumDataNode  *value);
gboolean        atrium_toml_find_comment (const char      *text,
                                          AtriumSpan       span,
                                          AtriumSpan      *comment);
gboolean        atrium_toml_is_in_pieces (AtriumDataNode  *node);
char           *atrium_toml_compose_table (AtriumToml     *self,
                                          AtriumDataNode  *model,
                                          const char *const *keys,
                                          const char *const *spelled);

/* atrium-toml-items.c */
gboolean        atrium_toml_add_item     (AtriumToml      *self,
                                          AtriumDataNode  *sequence,
                                          guint            index,
                                          const char      *spelled,
                                          gsize           *comma,
                                          gsize           *offset,
                                          char           **text);
char           *atrium_toml_dup_item     (AtriumToml      *self,
                                          AtriumDataNode  *item);
GBytes         *atrium_toml_move_item    (AtriumToml      *self,
                                          AtriumDataNode  *item,
                                          guint            index,
                                          GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumToml, atrium_toml_free)

G_END_DECLS
