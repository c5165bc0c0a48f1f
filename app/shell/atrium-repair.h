#pragma once

#include "atrium-history.h"

G_BEGIN_DECLS

/* Mis-decoded text in a whole document. No GTK. */
guint atrium_repair_count (AtriumProfile *profile);   /* runs of mis-decoded characters */
guint atrium_repair_all   (AtriumHistory *history,
                           const char    *label);     /* one undo step of that name; how many were repaired */

G_END_DECLS
