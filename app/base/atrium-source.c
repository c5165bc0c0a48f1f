#include "atrium-source.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-source-private.h"

struct _AtriumSource
{
  gatomicrefcount ref_count;
  char *path;
  GBytes *bytes;        /* followed by a NUL, which is not counted */
  const char *text;
  gsize length;
  GOnce lines_once;
  GArray *line_starts;  /* gsize; made when a position is asked for */
};

G_DEFINE_BOXED_TYPE (AtriumSource, atrium_source, atrium_source_ref, atrium_source_unref)

/* Gives the same bytes with a NUL behind them, so that they can be used as a C string. */
GBytes *
_atrium_bytes_terminate (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *copy = g_malloc (length + 1);

  if (length > 0)
    memcpy (copy, data, length);
  copy[length] = '\0';

  return g_bytes_new_take (copy, length);
}

static AtriumSource *
atrium_source_new_unchecked (const char *path,
                             GBytes     *bytes)
{
  AtriumSource *self = g_new0 (AtriumSource, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->bytes = g_bytes_ref (bytes);
  self->text = g_bytes_get_data (bytes, &self->length);
  self->lines_once = (GOnce) G_ONCE_INIT;

  return self;
}

AtriumSource *
_atrium_source_new_terminated (const char  *path,
                               GBytes      *bytes,
                               GError     **error)
{
  g_autoptr(AtriumSource) self = NULL;
  const char *end;

  if (g_bytes_get_size (bytes) > ATRIUM_SOURCE_MAX_BYTES)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE,
                   "%s:1:1: File is %" G_GSIZE_FORMAT " bytes, at most %d are read",
                   path, g_bytes_get_size (bytes), ATRIUM_SOURCE_MAX_BYTES);
      return NULL;
    }

  self = atrium_source_new_unchecked (path, bytes);
  if (!g_utf8_validate_len (self->text, self->length, &end))
    {
      atrium_set_error_at (error, ATRIUM_ERROR_NOT_TEXT, self, end - self->text,
                           *end == '\0' ? "File holds a NUL byte, it is not text"
                                        : "File is not UTF-8 text, byte 0x%02x cannot be read",
                           (guint) (guchar) *end);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * atrium_source_new:
 * @path: path of the file in its site, for messages
 * @bytes: its bytes
 * @error: where to put an error
 *
 * Makes a source of the bytes of a text file. The text is not changed in any way: a byte
 * order mark and carriage returns stay.
 *
 * Returns: (transfer full) (nullable): the source, or %NULL with %ATRIUM_ERROR_TOO_LARGE
 *   above %ATRIUM_SOURCE_MAX_BYTES, or %ATRIUM_ERROR_NOT_TEXT where the bytes are not
 *   UTF-8 or hold a NUL
 */
AtriumSource *
atrium_source_new (const char  *path,
                   GBytes      *bytes,
                   GError     **error)
{
  g_autoptr(GBytes) terminated = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (g_bytes_get_size (bytes) <= ATRIUM_SOURCE_MAX_BYTES)
    terminated = _atrium_bytes_terminate (bytes);

  return _atrium_source_new_terminated (path, terminated != NULL ? terminated : bytes, error);
}

/**
 * atrium_source_new_for_text:
 * @path: path of the file in its site, for messages
 * @text: valid UTF-8, such as a text that the program itself made
 *
 * Returns: (transfer full): a source with a copy of @text
 */
AtriumSource *
atrium_source_new_for_text (const char *path,
                            const char *text)
{
  g_autoptr(GBytes) bytes = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  bytes = g_bytes_new_take (g_memdup2 (text, length + 1), length);

  return atrium_source_new_unchecked (path, bytes);
}

/**
 * atrium_source_ref:
 * @self: a source
 *
 * Returns: (transfer full): @self
 */
AtriumSource *
atrium_source_ref (AtriumSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * atrium_source_unref:
 * @self: (transfer full): a source
 */
void
atrium_source_unref (AtriumSource *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->line_starts, g_array_unref);
  g_bytes_unref (self->bytes);
  g_free (self->path);
  g_free (self);
}

/**
 * atrium_source_get_path:
 * @self: a source
 *
 * Returns: the path of the file in its site
 */
const char *
atrium_source_get_path (AtriumSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * atrium_source_get_bytes:
 * @self: a source
 *
 * Returns: (transfer none): the bytes of the file
 */
GBytes *
atrium_source_get_bytes (AtriumSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * atrium_source_get_text:
 * @self: a source
 * @length: (out) (optional): number of bytes
 *
 * Returns: (transfer none): the text, NUL-terminated and without a NUL inside
 */
const char *
atrium_source_get_text (AtriumSource *self,
                        gsize        *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;

  return self->text;
}

/**
 * atrium_source_dup_span:
 * @self: a source
 * @span: a span of @self
 *
 * Returns: (transfer full): the text of the span
 */
char *
atrium_source_dup_span (AtriumSource *self,
                        AtriumSpan    span)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (span.start <= span.end && span.end <= self->length, NULL);

  return g_strndup (self->text + span.start, atrium_span_length (span));
}

static gpointer
find_line_starts (gpointer data)
{
  AtriumSource *self = data;
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize start = 0;

  for (;;)
    {
      const char *newline;

      g_array_append_val (starts, start);
      newline = memchr (self->text + start, '\n', self->length - start);
      if (newline == NULL)
        break;
      start = newline - self->text + 1;
    }

  self->line_starts = starts;

  return starts;
}

static guint
find_line (GArray *starts,
           gsize   offset)
{
  guint low = 0;
  guint high = starts->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (starts, gsize, middle) <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* Counts the characters that begin in the bytes; also right up to a byte that is not UTF-8. */
static guint
count_characters (const char *text,
                  gsize       length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += ((guchar) text[i] & 0xc0) != 0x80;

  return n;
}

/**
 * atrium_source_locate:
 * @self: a source
 * @offset: a byte of it; beyond the end means the end
 * @line: (out) (optional): the line, from 1
 * @column: (out) (optional): the column, from 1, counted in characters
 *
 * Finds the line and column of a byte. Lines end with a line feed. A byte order mark at the
 * start of the file is not counted.
 */
void
atrium_source_locate (AtriumSource *self,
                      gsize         offset,
                      guint        *line,
                      guint        *column)
{
  GArray *starts;
  guint index;
  gsize start;

  g_return_if_fail (self != NULL);

  starts = g_once (&self->lines_once, find_line_starts, self);
  offset = MIN (offset, self->length);
  index = find_line (starts, offset);
  start = g_array_index (starts, gsize, index);
  if (start == 0 && g_str_has_prefix (self->text, "\xef\xbb\xbf"))
    start = MIN (3, offset);

  if (line != NULL)
    *line = index + 1;
  if (column != NULL)
    *column = count_characters (self->text + start, offset - start) + 1;
}
