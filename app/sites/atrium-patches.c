#include "atrium-patches.h"

static void
patch_clear (gpointer data)
{
  AtriumPatch *patch = data;

  g_free (patch->text);
}

GArray *
_atrium_patches_new (void)
{
  GArray *patches = g_array_new (FALSE, FALSE, sizeof (AtriumPatch));

  g_array_set_clear_func (patches, patch_clear);

  return patches;
}

void
_atrium_patches_add (GArray     *patches,
                     AtriumSpan  span,
                     const char *text)
{
  AtriumPatch patch = { span, g_strdup (text) };

  g_array_append_val (patches, patch);
}

static gboolean
is_covered (const AtriumPatch *patch,
            AtriumSpan         span,
            gboolean           edges)
{
  if (!atrium_span_contains (span, patch->span))
    return FALSE;

  return edges || !atrium_span_is_empty (patch->span) ||
         (patch->span.start > span.start && patch->span.end < span.end);
}

static void
drop_covered (GArray     *patches,
              AtriumSpan  span,
              gboolean    edges)
{
  guint kept = 0;

  for (guint i = 0; i < patches->len; i++)
    {
      AtriumPatch *patch = &g_array_index (patches, AtriumPatch, i);

      if (is_covered (patch, span, edges))
        g_free (patch->text);
      else
        g_array_index (patches, AtriumPatch, kept++) = *patch;
    }

  /* what is behind @kept was moved or freed, so the clear function must not see it */
  g_array_set_clear_func (patches, NULL);
  g_array_set_size (patches, kept);
  g_array_set_clear_func (patches, patch_clear);
}

/* Replaces a span whose own patches are already part of @text; insertions at its edges stay. */
void
_atrium_patches_cover (GArray     *patches,
                       AtriumSpan  span,
                       const char *text)
{
  drop_covered (patches, span, FALSE);
  _atrium_patches_add (patches, span, text);
}

/* The same for a span whose insertions at the edges are part of @text too. */
void
_atrium_patches_cover_all (GArray     *patches,
                           AtriumSpan  span,
                           const char *text)
{
  drop_covered (patches, span, TRUE);
  _atrium_patches_add (patches, span, text);
}

static int
compare_patches (gconstpointer a,
                 gconstpointer b)
{
  const AtriumPatch *p = a;
  const AtriumPatch *q = b;

  if (p->span.start != q->span.start)
    return p->span.start < q->span.start ? -1 : 1;
  if (p->span.end != q->span.end)
    return p->span.end < q->span.end ? -1 : 1;

  return 0;
}

/* Sorts by place; patches of one place keep their order. */
void
_atrium_patches_sort (GArray *patches)
{
  g_array_sort (patches, compare_patches);
}

/* The bytes of @span of @text with the patches that lie in it; @patches is sorted. */
char *
_atrium_patches_render (GArray     *patches,
                        const char *text,
                        AtriumSpan  span)
{
  GString *out = g_string_sized_new (atrium_span_length (span) + 64);
  gsize at = span.start;
  guint low = 0;
  guint high = patches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (patches, AtriumPatch, middle).span.start < span.start)
        low = middle + 1;
      else
        high = middle;
    }

  for (guint i = low; i < patches->len; i++)
    {
      const AtriumPatch *patch = &g_array_index (patches, AtriumPatch, i);

      if (patch->span.start > span.end)
        break;
      if (patch->span.start < at || patch->span.end > span.end)
        continue;

      g_string_append_len (out, text + at, patch->span.start - at);
      g_string_append (out, patch->text);
      at = patch->span.end;
    }

  g_string_append_len (out, text + at, span.end - at);

  return g_string_free (out, FALSE);
}

/* Adds copies of all of @more. */
void
_atrium_patches_append (GArray *patches,
                        GArray *more)
{
  for (guint i = 0; i < more->len; i++)
    {
      const AtriumPatch *patch = &g_array_index (more, AtriumPatch, i);

      _atrium_patches_add (patches, patch->span, patch->text);
    }
}
