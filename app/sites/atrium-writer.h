#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

/**
 * atrium_write:
 *
 * Writes the difference between the profile that was read and @profile into the files: the
 * part of writing that all lenses share. Replaces the inside of slots, respells lists item by
 * item, inserts entries in the run of a sibling, removes and moves items with their
 * separators. Reads the result again and compares: what does not read as it was written is
 * taken back and named in @losses.
 */
AtriumFileTree *atrium_write (AtriumReading  *reading,
                              AtriumProfile  *profile,
                              GPtrArray      *losses,
                              GError        **error);

G_END_DECLS
