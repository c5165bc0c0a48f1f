#include "atrium-error.h"

G_DEFINE_QUARK (atrium-error-quark, atrium_error)

/**
 * atrium_set_error_at:
 * @error: (out) (optional): where the error goes
 * @code: the kind of fault
 * @source: (nullable): the file, or %NULL where there is none
 * @offset: the byte of @source that the message is about
 * @format: printf() format of the reason
 * @...: its arguments
 *
 * Sets an error of %ATRIUM_ERROR whose message is `file:line:column: reason`;
 * line and column count from 1, columns in characters. Without a source it is
 * the reason alone.
 */
void
atrium_set_error_at (GError       **error,
                     AtriumError    code,
                     AtriumSource  *source,
                     gsize          offset,
                     const char    *format,
                     ...)
{
  g_autofree char *reason = NULL;
  va_list args;
  guint line, column;

  if (error == NULL)
    return;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  if (source == NULL)
    {
      g_set_error_literal (error, ATRIUM_ERROR, code, reason);
      return;
    }

  atrium_source_locate (source, offset, &line, &column);
  g_set_error (error, ATRIUM_ERROR, code, "%s:%u:%u: %s",
               atrium_source_get_path (source), line, column, reason);
}
