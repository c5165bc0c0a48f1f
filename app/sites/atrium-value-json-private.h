#pragma once

#include "atrium-json.h"
#include "atrium-value.h"

G_BEGIN_DECLS

/* How a JSON file is laid out. */
typedef struct
{
  const char *newline;
  char       *unit;         /* one level of indentation; NULL in a file of one line */
  char       *colon;        /* ":" with its white space */
  char       *comma;        /* "," with the white space of lists on one line */
  gboolean    ascii;        /* everything else is escaped */
} AtriumJsonStyle;

void         _atrium_json_style_init  (AtriumJsonStyle       *self,
                                       AtriumJson            *json);
void         _atrium_json_style_clear (AtriumJsonStyle       *self);
/* appends @value, laid out like @model where there is one; @indent is the white space that
 * the line begins with, NULL where it has to stay on its line */
void         _atrium_json_append      (GString               *out,
                                       const AtriumJsonStyle *style,
                                       AtriumValue           *value,
                                       AtriumJson            *json,
                                       AtriumJsonNode        *model,
                                       const char            *indent);
void         _atrium_json_append_name (GString               *out,
                                       const AtriumJsonStyle *style,
                                       const char            *text);
AtriumValue *_atrium_json_to_value    (AtriumJsonNode        *node);
/* atrium-profile-update.c */
GBytes      *_atrium_json_update      (AtriumJson            *json,
                                       GHashTable            *origins,
                                       AtriumValue           *value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtriumJsonStyle, _atrium_json_style_clear)

G_END_DECLS
