#pragma once

#include "atrium-source.h"

G_BEGIN_DECLS

#define ATRIUM_JSON_MAX_DEPTH 200

/* A JSON document (RFC 8259) with the span of every value. Unlike json-glib it keeps
 * positions, number spellings and member order, and never fails in anything but an
 * error with line and column. */
typedef struct _AtriumJson AtriumJson;

typedef enum
{
  ATRIUM_JSON_NULL,
  ATRIUM_JSON_FALSE,
  ATRIUM_JSON_TRUE,
  ATRIUM_JSON_NUMBER,
  ATRIUM_JSON_STRING,
  ATRIUM_JSON_ARRAY,
  ATRIUM_JSON_OBJECT,
} AtriumJsonType;

typedef struct _AtriumJsonNode AtriumJsonNode;
struct _AtriumJsonNode
{
  AtriumJsonType  type;
  AtriumSpan      span;         /* the value, with quotes or brackets */
  AtriumSpan      member;       /* member of an object: from the name's quote to the value's end; else == span */
  char           *name;         /* member of an object: its name */
  char           *text;         /* STRING: decoded; NUMBER: as spelled */
  guint           n_children;
  AtriumJsonNode *first_child;
  AtriumJsonNode *last_child;
  AtriumJsonNode *next;
  AtriumJsonNode *parent;
};

AtriumJson     *atrium_json_read       (AtriumSource    *source,
                                        GError         **error);
void            atrium_json_free       (AtriumJson      *self);
AtriumSource   *atrium_json_get_source (AtriumJson      *self);
AtriumJsonNode *atrium_json_get_root   (AtriumJson      *self);
AtriumJsonNode *atrium_json_lookup     (AtriumJsonNode  *object,
                                        const char      *name);
void            atrium_json_append_string (GString      *out,
                                        const char      *text);   /* quoted and escaped */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumJson, atrium_json_free)

G_END_DECLS
