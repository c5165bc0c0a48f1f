#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

/* Entries and sections that the user hid: they stand in the page inside a comment of ours,
 * which the reader sees through. */
gboolean _atrium_hidden_read_page (AtriumReading  *reading,
                                   const char     *path,
                                   GError        **error);
gsize    _atrium_hidden_open_length (const char   *text,
                                   AtriumSpan      span);
gboolean _atrium_hidden_write     (AtriumReading  *reading,
                                   AtriumSource   *source,
                                   AtriumSpan      outer,
                                   gboolean        hidden,
                                   GArray         *patches);

G_END_DECLS
