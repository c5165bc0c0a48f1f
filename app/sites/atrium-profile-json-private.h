#pragma once

#include "atrium-json.h"
#include "atrium-profile.h"

G_BEGIN_DECLS

/* The ids of the sections and entries of a profile file: those that stand in it, and where
 * one is missing or doubled, one that follows from its place. From node to id. */
GHashTable    *_atrium_profile_json_get_ids  (AtriumJsonNode *root);
AtriumProfile *_atrium_profile_from_json     (AtriumJson     *json,
                                              GHashTable     *ids,
                                              GError        **error);
AtriumValue   *_atrium_profile_to_value      (AtriumProfile  *profile);

G_END_DECLS
