#pragma once

#include "atrium-error.h"
#include "atrium-toml.h"

G_BEGIN_DECLS

/* how a table or an array came to be, which decides who may add to it */
typedef enum
{
  ATRIUM_TOML_VALUE,            /* a scalar, or an array in brackets */
  ATRIUM_TOML_IMPLICIT,         /* named by the header of a table below it */
  ATRIUM_TOML_HEADER,           /* [table], the document itself, or an item of [[tables]] */
  ATRIUM_TOML_DOTTED,           /* named by a key with dots */
  ATRIUM_TOML_INLINE,           /* in braces */
  ATRIUM_TOML_TABLES,           /* [[tables]] */
} AtriumTomlOrigin;

/* what the reader knows of a node beside what it tells */
typedef struct
{
  AtriumDataNode   node;        /* first, so that a node can be cast to it */
  AtriumTomlType   value;
  AtriumTomlOrigin origin;
  gsize            start;       /* member: its whole key; table with a header: the header; else the value */
  gsize            body;        /* table with a header: behind it */
  guint            header;      /* the last header that named it or a table below it */
  gboolean         split;       /* other tables stand in between */
  GTree           *members;     /* by name, where there are many */
  guint            n_children;
} AtriumTomlItem;

#define ATRIUM_TOML_ITEM(node) ((AtriumTomlItem *) (node))

struct _AtriumToml
{
  AtriumSource   *source;
  const char     *text;
  gsize           length;
  AtriumSpan      span;
  AtriumDataNode *root;
  GPtrArray      *blocks;       /* of AtriumTomlItem */
  guint           n_nodes;
  GStringChunk   *strings;
  GPtrArray      *trees;        /* GTree, the members of large tables */
  AtriumDataNode *table;        /* that the next key goes into */
  guint           n_headers;
};

typedef struct
{
  AtriumToml *toml;
  const char *text;
  gsize       offset;
  gsize       end;
  guint       depth;
  GString    *buffer;           /* of the string that is decoded */
  GError    **error;
} AtriumTomlReader;

gboolean    _atrium_toml_fail         (AtriumTomlReader *self,
                                       AtriumError       code,
                                       gsize             offset,
                                       const char       *format,
                                       ...) G_GNUC_PRINTF (4, 5);

static inline char
_atrium_toml_peek (const AtriumTomlReader *self)
{
  return self->offset < self->end ? self->text[self->offset] : '\0';
}

static inline void
_atrium_toml_skip_blanks (AtriumTomlReader *self)
{
  while (_atrium_toml_peek (self) == ' ' || _atrium_toml_peek (self) == '\t')
    self->offset++;
}

/* atrium-toml-table.c */
AtriumDataNode *
            _atrium_toml_add_node     (AtriumTomlReader *self,
                                       AtriumDataType    type,
                                       gsize             start);
void        _atrium_toml_attach       (AtriumToml       *self,
                                       AtriumDataNode   *parent,
                                       AtriumDataNode   *node,
                                       AtriumDataNode   *key);
AtriumDataNode *
            _atrium_toml_find_member  (AtriumDataNode   *table,
                                       const char       *key);
void        _atrium_toml_stretch      (AtriumDataNode   *node,
                                       gsize             end);
guint       _atrium_toml_depth_of     (AtriumDataNode   *node);
AtriumDataNode *
            _atrium_toml_read_key_part (AtriumTomlReader *self);
gboolean    _atrium_toml_skip_dot     (AtriumTomlReader *self);
gboolean    _atrium_toml_read_header  (AtriumTomlReader *self);
AtriumDataNode *
            _atrium_toml_enter_by_key (AtriumTomlReader *self,
                                       AtriumDataNode   *parent,
                                       AtriumDataNode   *key);

/* atrium-toml-bare.c */
gboolean    _atrium_toml_classify     (const char       *text,
                                       gsize             length,
                                       AtriumTomlType   *type);
gsize       _atrium_toml_bare_length  (const char       *text,
                                       gsize             length);
gboolean    _atrium_toml_read_string  (AtriumTomlReader *self,
                                       gboolean          multi_line,
                                       AtriumDataStyle  *style);
gboolean    _atrium_toml_is_bare_key  (char              c);

AtriumSpan  _atrium_toml_get_span     (AtriumToml       *self);
const char *_atrium_toml_get_text     (AtriumToml       *self);

/* atrium-toml-spell.c */
char       *_atrium_toml_spell_key    (const char       *key);

/* atrium-toml-edit.c */
gsize       _atrium_toml_line_start   (AtriumToml       *self,
                                       gsize             offset);
gsize       _atrium_toml_next_line    (AtriumToml       *self,
                                       gsize             offset);
const char *_atrium_toml_get_newline  (AtriumToml       *self);
AtriumDataNode *
            _atrium_toml_previous     (AtriumDataNode   *value);
gsize       _atrium_toml_find_comma   (AtriumToml       *self,
                                       gsize             offset);

G_END_DECLS
