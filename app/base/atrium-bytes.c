#include "atrium-bytes.h"

/**
 * atrium_bytes_get_text:
 * @bytes: bytes, which may be none
 * @length: (out) (optional): their number
 *
 * Bytes that are none may have no address, which no function for text takes and to which nothing
 * can be added. Here they have one.
 *
 * Returns: (transfer none): the bytes, never %NULL; a NUL ends them only where there are none
 */
const char *
atrium_bytes_get_text (GBytes *bytes,
                       gsize  *length)
{
  const char *text = g_bytes_get_data (bytes, length);

  return text != NULL ? text : "";
}

/**
 * atrium_bytes_dup_text:
 * @bytes: bytes, which may be none
 *
 * Returns: (transfer full): a copy up to the first NUL, or to the end, with a NUL behind it
 */
char *
atrium_bytes_dup_text (GBytes *bytes)
{
  return g_strndup (atrium_bytes_get_text (bytes, NULL), g_bytes_get_size (bytes));
}
