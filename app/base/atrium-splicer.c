#include "atrium-splicer.h"

#include <string.h>

#include "atrium-error.h"

typedef struct
{
  AtriumSpan span;
  guint sequence;
  char *text;
} Replacement;

struct _AtriumSplicer
{
  AtriumSource *source;
  GArray *replacements;
};

static void
replacement_clear (gpointer data)
{
  Replacement *replacement = data;

  g_free (replacement->text);
}

/**
 * atrium_splicer_new:
 * @source: the source that is edited
 *
 * Returns: (transfer full): a splicer without replacements
 */
AtriumSplicer *
atrium_splicer_new (AtriumSource *source)
{
  AtriumSplicer *self;

  g_return_val_if_fail (source != NULL, NULL);

  self = g_new0 (AtriumSplicer, 1);
  self->source = atrium_source_ref (source);
  self->replacements = g_array_new (FALSE, FALSE, sizeof (Replacement));
  g_array_set_clear_func (self->replacements, replacement_clear);

  return self;
}

/**
 * atrium_splicer_free:
 * @self: (transfer full): a splicer
 */
void
atrium_splicer_free (AtriumSplicer *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->replacements);
  atrium_source_unref (self->source);
  g_free (self);
}

/**
 * atrium_splicer_get_source:
 * @self: a splicer
 *
 * Returns: (transfer none): the source that is edited
 */
AtriumSource *
atrium_splicer_get_source (AtriumSplicer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

/**
 * atrium_splicer_replace:
 * @self: a splicer
 * @span: what is replaced, in bytes of the source; an empty span inserts
 * @text: what takes its place; "" removes
 *
 * Adds a replacement. Whether it overlaps another one shows in atrium_splicer_apply().
 */
void
atrium_splicer_replace (AtriumSplicer *self,
                        AtriumSpan     span,
                        const char    *text)
{
  Replacement replacement;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (span.start <= span.end);

  replacement.span = span;
  replacement.sequence = self->replacements->len;
  replacement.text = g_strdup (text);
  g_array_append_val (self->replacements, replacement);
}

/**
 * atrium_splicer_is_empty:
 * @self: a splicer
 *
 * Returns: whether there are no replacements
 */
gboolean
atrium_splicer_is_empty (AtriumSplicer *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->replacements->len == 0;
}

/* An insertion comes before the replacement that begins at the same byte. */
static int
compare_replacements (gconstpointer a,
                      gconstpointer b)
{
  const Replacement *x = a;
  const Replacement *y = b;
  gboolean x_empty = atrium_span_is_empty (x->span);
  gboolean y_empty = atrium_span_is_empty (y->span);

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  if (x_empty != y_empty)
    return x_empty ? -1 : 1;

  return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

/**
 * atrium_splicer_apply:
 * @self: a splicer
 * @error: where to put an error
 *
 * Makes the edited bytes. Where the replacements change nothing these are the very bytes of
 * the source.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with %ATRIUM_ERROR_INVALID where
 *   two replacements overlap or one reaches beyond the end
 */
GBytes *
atrium_splicer_apply (AtriumSplicer  *self,
                      GError        **error)
{
  g_autoptr(GString) out = NULL;
  const char *text;
  gsize length;
  gsize at = 0;

  g_return_val_if_fail (self != NULL, NULL);

  text = atrium_source_get_text (self->source, &length);
  g_array_sort (self->replacements, compare_replacements);
  out = g_string_sized_new (length + 64);

  for (guint i = 0; i < self->replacements->len; i++)
    {
      const Replacement *r = &g_array_index (self->replacements, Replacement, i);

      if (r->span.start < at || r->span.end > length)
        {
          atrium_set_error_at (error, ATRIUM_ERROR_INVALID, self->source, r->span.start,
                               r->span.end > length ? "An edit reaches beyond the end of the file"
                                                    : "Two edits overlap here");
          return NULL;
        }

      g_string_append_len (out, text + at, r->span.start - at);
      g_string_append (out, r->text);
      at = r->span.end;
    }
  g_string_append_len (out, text + at, length - at);

  if (out->len == length && memcmp (out->str, text, length) == 0)
    return g_bytes_ref (atrium_source_get_bytes (self->source));

  return g_string_free_to_bytes (g_steal_pointer (&out));
}
