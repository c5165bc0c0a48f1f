#pragma once

#include "atrium-date.h"
#include "atrium-profile.h"

G_BEGIN_DECLS

/* What people type into a form, turned into values. No GTK. */
GPtrArray   *atrium_typed_to_people     (const char    *text,
                                         AtriumEntry   *person);   /* AtriumValue; the owner is marked as self */
AtriumValue *atrium_typed_to_link       (const char    *text);     /* "https://…" or "Label https://…"; NULL for nothing */
gboolean     atrium_typed_to_date       (const char    *text,
                                         AtriumDate    *date);     /* any spelling; the whole text must be a date */
AtriumValue *atrium_typed_to_number     (const char    *text);     /* NULL where it is not a number */
gboolean     atrium_typed_is_url        (const char    *text);     /* an absolute URL that can be opened */
char        *atrium_number_dup_text     (AtriumValue   *value);

G_END_DECLS
