#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest answer that is read; a larger one ends the helper. */
#define ATRIUM_HELPER_MAX_FRAME (256u * 1024 * 1024)

/**
 * AtriumHelper:
 *
 * A program that answers questions in frames on its standard input and output:
 * ten decimal digits with the length of the body in bytes, a line end, the body.
 * It is started with the first question, and again with the next one after it
 * ended or was too slow.
 */
#define ATRIUM_TYPE_HELPER (atrium_helper_get_type ())
G_DECLARE_FINAL_TYPE (AtriumHelper, atrium_helper, ATRIUM, HELPER, GObject)

AtriumHelper *atrium_helper_new        (const char *const   *argv);
void          atrium_helper_set_environment (AtriumHelper      *self,
                                             const char *const *environment);
void          atrium_helper_ask_async  (AtriumHelper        *self,
                                        GBytes              *question,
                                        guint                timeout_ms,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
GBytes       *atrium_helper_ask_finish (AtriumHelper        *self,
                                        GAsyncResult        *result,
                                        GError             **error);
void          atrium_helper_stop       (AtriumHelper        *self);
/* 0 where it does not run; for tests */
guint         atrium_helper_get_n_starts (AtriumHelper      *self);
const char   *atrium_helper_get_pid    (AtriumHelper        *self);

G_END_DECLS
