#pragma once

#include "atrium-kind.h"
#include "atrium-spelling.h"
#include "atrium-value.h"

G_BEGIN_DECLS

/* A place for a value: what it is, how it is spelled there and what stands there now. */
typedef struct
{
  AtriumFieldType  type;
  AtriumSpelling   spelling;
  const char      *sample;     /* source text of the place; "" where it is new */
  const char      *before;     /* value that the sample reads as, or NULL */
  const char      *indent;     /* of continued lines, or NULL where a line end is not allowed */
  const char      *newline;
  gboolean         in_table;   /* a `|` would end the cell */
} AtriumRespell;

/* the number of ways that are tried */
#define ATRIUM_RESPELL_MAX_WAYS 6

char *_atrium_respell             (const AtriumRespell *place,
                                   const char          *text,
                                   guint                way);

G_END_DECLS
