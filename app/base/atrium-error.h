#pragma once

#include "atrium-source.h"

G_BEGIN_DECLS

#define ATRIUM_ERROR (atrium_error_quark ())
GQuark atrium_error_quark (void);

/**
 * AtriumError:
 * @ATRIUM_ERROR_NOT_TEXT: the bytes are not UTF-8, or hold a NUL
 * @ATRIUM_ERROR_TOO_LARGE: more bytes or items than are read
 * @ATRIUM_ERROR_TOO_DEEP: nested deeper than is read
 * @ATRIUM_ERROR_SYNTAX: not well-formed in its language
 * @ATRIUM_ERROR_NO_PAGE: a folder without anything that can be edited
 * @ATRIUM_ERROR_LINK_LOOP: includes or symbolic links that lead back
 * @ATRIUM_ERROR_NOT_FOUND: a pointer, section, entry or theme that is not there
 * @ATRIUM_ERROR_INVALID: a value that does not fit its field
 * @ATRIUM_ERROR_CANNOT_CARRY: the theme or page has no place for this value
 * @ATRIUM_ERROR_CHANGED: the file was changed by somebody else
 *
 * Errors of Atrium's readers and writers. A message that is about a place in
 * a file begins with `file:line:column: `.
 */
typedef enum
{
  ATRIUM_ERROR_NOT_TEXT,
  ATRIUM_ERROR_TOO_LARGE,
  ATRIUM_ERROR_TOO_DEEP,
  ATRIUM_ERROR_SYNTAX,
  ATRIUM_ERROR_NO_PAGE,
  ATRIUM_ERROR_LINK_LOOP,
  ATRIUM_ERROR_NOT_FOUND,
  ATRIUM_ERROR_INVALID,
  ATRIUM_ERROR_CANNOT_CARRY,
  ATRIUM_ERROR_CHANGED,
} AtriumError;

void atrium_set_error_at (GError       **error,
                          AtriumError    code,
                          AtriumSource  *source,
                          gsize          offset,
                          const char    *format,
                          ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
