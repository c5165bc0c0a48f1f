#pragma once

#include "atrium-source.h"

G_BEGIN_DECLS

/* @bytes must have a NUL after their last byte, as _atrium_bytes_terminate() gives them */
AtriumSource *_atrium_source_new_terminated (const char  *path,
                                             GBytes      *bytes,
                                             GError     **error);
GBytes       *_atrium_bytes_terminate       (GBytes      *bytes);

G_END_DECLS
