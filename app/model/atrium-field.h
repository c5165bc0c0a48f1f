#pragma once

#include "atrium-kind.h"
#include "atrium-value.h"

G_BEGIN_DECLS

/* whether a value fits its field; INVALID where it does not */
gboolean     atrium_field_check     (const AtriumField  *field,
                                     AtriumValue        *value,
                                     GError            **error);
/* the value as the field holds it: a date in any spelling becomes ISO 8601 */
AtriumValue *atrium_field_normalize (const AtriumField  *field,
                                     AtriumValue        *value);

G_END_DECLS
