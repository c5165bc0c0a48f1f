#pragma once

#include "atrium-span.h"

G_BEGIN_DECLS

/* A value of a document of keys and values, whichever language it is written in: what can be
 * said of YAML and of TOML alike. */

typedef enum
{
  ATRIUM_DATA_YAML,
  ATRIUM_DATA_TOML,
} AtriumDataSyntax;

typedef enum
{
  ATRIUM_DATA_SCALAR,
  ATRIUM_DATA_SEQUENCE,
  ATRIUM_DATA_MAPPING,
  ATRIUM_DATA_ALIAS,            /* YAML alone */
} AtriumDataType;

/* The block styles of TOML are ''' and """. */
typedef enum
{
  ATRIUM_DATA_PLAIN,
  ATRIUM_DATA_SINGLE_QUOTED,
  ATRIUM_DATA_DOUBLE_QUOTED,
  ATRIUM_DATA_LITERAL,
  ATRIUM_DATA_FOLDED,
} AtriumDataStyle;

typedef struct _AtriumDataNode AtriumDataNode;
struct _AtriumDataNode
{
  AtriumDataType   type;
  AtriumDataStyle  style;
  AtriumDataSyntax syntax;
  AtriumSpan       span;        /* scalar: with its quotes or block indicator; empty value: empty span where it would stand */
  char            *text;        /* scalar: decoded; ALIAS: the anchor's name */
  AtriumDataNode  *key;         /* value of a mapping: its key */
  AtriumDataNode  *first_child; /* items, or values of a mapping in order */
  AtriumDataNode  *last_child;
  AtriumDataNode  *next;
  AtriumDataNode  *parent;
  AtriumDataNode  *target;      /* ALIAS: the anchored node, or NULL */
  gboolean         flow;        /* [ ] or { } */
};

G_END_DECLS
