#pragma once

#include "atrium-json.h"
#include "atrium-writer-private.h"

G_BEGIN_DECLS

/* What a member of a JSON record is in an entry. */
typedef struct
{
  const char *key;        /* "startDate" */
  const char *member;     /* "start" */
  gboolean    list;       /* a new value is a list of texts */
} AtriumJsonKey;

/* A list of JSON Resume as a section. */
typedef struct
{
  const char          *list;      /* "work" */
  AtriumKind           kind;
  const char          *title;
  const AtriumJsonKey *keys;      /* of the keys of one member the first that has a value is read */
  guint                n_keys;
} AtriumJsonShape;

/* atrium-json-shapes.c */
const AtriumJsonShape *_atrium_json_shape_find    (const char             *list);
const AtriumJsonShape *_atrium_json_shape_choose  (AtriumKind              kind,
                                                   const char             *title);

/* atrium-json-read.c */
gboolean               _atrium_json_is_record     (const AtriumJsonNode   *item);
void                   _atrium_json_read_lists    (AtriumReading          *reading,
                                                   AtriumSource           *source,
                                                   AtriumJsonNode         *root);
const AtriumJsonKey   *_atrium_json_find_key      (const AtriumJsonShape  *shape,
                                                   AtriumValue            *record,
                                                   const char             *member);
AtriumValue           *_atrium_json_read_member   (AtriumKind              kind,
                                                   const char             *member,
                                                   AtriumValue            *value,
                                                   AtriumEntry            *owner);

/* atrium-json-write.c: the whole file on its way to other values */
typedef struct
{
  AtriumPass  *pass;
  AtriumJson  *json;
  AtriumValue *root;
  GHashTable  *origins;
} AtriumJsonWrite;

gboolean               _atrium_json_write         (AtriumPass             *pass,
                                                   AtriumSource           *source,
                                                   gboolean                whole,
                                                   AtriumFileTree         *files,
                                                   GError                **error);
void                   _atrium_json_write_lists   (AtriumJsonWrite        *self,
                                                   const char             *path,
                                                   gboolean                whole);
AtriumValue           *_atrium_json_with_key      (AtriumValue            *record,
                                                   const char *const      *order,
                                                   const char             *key,
                                                   AtriumValue            *value);

/* atrium-json-basics.c: the person, and the summary as the biography */
void                   _atrium_json_read_basics   (AtriumReading          *reading,
                                                   AtriumSource           *source,
                                                   AtriumJsonNode         *root);
void                   _atrium_json_write_basics  (AtriumJsonWrite        *self,
                                                   const char             *path);
void                   _atrium_json_write_name    (AtriumJsonWrite        *self);

G_END_DECLS
