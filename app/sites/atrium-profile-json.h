#pragma once

#include "atrium-profile.h"
#include "atrium-source.h"

G_BEGIN_DECLS

AtriumProfile *atrium_profile_read_json  (AtriumSource  *source,
                                          GError       **error);
/* stable member order, two-space indents, UTF-8, one newline at the end */
char          *atrium_profile_to_json    (AtriumProfile *profile);
/* @source with only what changed spliced in, so that spacing and order of a file written by
 * hand stay */
GBytes        *atrium_profile_update_json (AtriumSource  *source,
                                           AtriumProfile *profile,
                                           GError       **error);
/* one value, for `atrium get`, `set` and `insert` */
char          *atrium_value_to_json      (AtriumValue   *value);
AtriumValue   *atrium_value_from_json    (AtriumSource  *source,
                                          GError       **error);
char          *atrium_entry_to_json      (AtriumEntry   *entry);

G_END_DECLS
