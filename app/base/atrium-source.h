#pragma once

#include <gio/gio.h>

#include "atrium-span.h"

G_BEGIN_DECLS

/* The largest text file that is read; larger ones end in ATRIUM_ERROR_TOO_LARGE. */
#define ATRIUM_SOURCE_MAX_BYTES (64 * 1024 * 1024)

/**
 * AtriumSource:
 *
 * The bytes of one text file, unchanged and immutable, with its path in the
 * site. Reference counted; safe to share between threads.
 */
typedef struct _AtriumSource AtriumSource;

#define ATRIUM_TYPE_SOURCE (atrium_source_get_type ())
GType         atrium_source_get_type  (void);

AtriumSource *atrium_source_new       (const char    *path,
                                       GBytes        *bytes,
                                       GError       **error);
AtriumSource *atrium_source_new_for_text (const char *path,
                                       const char    *text);
AtriumSource *atrium_source_ref       (AtriumSource  *self);
void          atrium_source_unref     (AtriumSource  *self);
const char   *atrium_source_get_path  (AtriumSource  *self);
GBytes       *atrium_source_get_bytes (AtriumSource  *self);
const char   *atrium_source_get_text  (AtriumSource  *self,
                                       gsize         *length);
char         *atrium_source_dup_span  (AtriumSource  *self,
                                       AtriumSpan     span);
void          atrium_source_locate    (AtriumSource  *self,
                                       gsize          offset,
                                       guint         *line,
                                       guint         *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumSource, atrium_source_unref)

G_END_DECLS
