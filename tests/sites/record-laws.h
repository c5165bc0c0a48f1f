#pragma once

#include "site.h"

/* The laws of lenses on files of records: every field of every entry is set and taken away, an
 * entry comes to every place, goes and moves, and many edits are undone again. */

/* whether the lens has a place for a field of a kind; what it has none for has to be refused */
typedef gboolean (*RecordCarries) (AtriumKind  kind,
                                   const char *field);

void record_laws (AtriumFileTree *files,
                  const char     *page,
                  RecordCarries   carries);
/* identity, and @n times many edits that are undone again */
void record_random_edits (AtriumFileTree *files,
                          const char     *page,
                          RecordCarries   carries,
                          guint           n);
