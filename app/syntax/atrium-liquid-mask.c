#include "atrium-liquid-mask-private.h"

#include <string.h>

/* An output or tag that is longer is text that happens to have braces. */
#define MAX_OUTPUT 2000
#define MAX_TAG    8000

static const char * const control_names[] = {
  "if", "elsif", "else", "endif", "unless", "endunless", "for", "endfor", "case", "when",
  "endcase", "assign", "capture", "endcapture", "comment", "endcomment", "raw", "endraw",
  "break", "continue", "tablerow", "endtablerow", "layout", "endhighlight", NULL
};

static const char * const word_names[] = {
  "link", "post_url", "cite", "increment", "decrement", "cycle", "t", "octicon", NULL
};

typedef struct
{
  const char *text;
  gsize       length;
  GArray     *pieces;
  gsize       clear[2];        /* no "}}", no "%}" from the last search up to here */
  gboolean    no_pair[3];
} Finder;

static gsize
find_close (Finder     *self,
            gsize       from,
            gboolean    output)
{
  gsize limit = output ? MAX_OUTPUT : MAX_TAG;
  gsize end = MIN (self->length, from + limit);
  gsize start = MAX (from, self->clear[output]);
  const char *close = NULL;

  if (start < end)
    close = memmem (self->text + start, end - start, output ? "}}" : "%}", 2);
  if (close != NULL)
    return close - self->text;

  self->clear[output] = MAX (self->clear[output], end - 1);
  return G_MAXSIZE;
}

static const char *
read_name (const char *start,
           const char *end,
           const char **after)
{
  const char *name;
  g_autofree char *word = NULL;

  if (start < end && *start == '-')
    start++;
  while (start < end && g_ascii_isspace (*start))
    start++;
  name = start;
  while (start < end && (g_ascii_isalnum (*start) || *start == '_'))
    start++;

  word = g_strndup (name, start - name);
  *after = start;
  return g_intern_string (word);
}

/* the tag that ends a pair whose inside is opaque, or the end of @raw */
static gboolean
find_pair_end (Finder     *self,
               const char *name,
               gsize       from,
               gsize      *start,
               gsize      *end)
{
  static const char * const pairs[] = { "comment", "highlight", "raw" };
  g_autofree char *closing = g_strconcat ("end", name, NULL);
  guint which = 0;

  while (!g_str_equal (pairs[which], name))
    which++;
  if (self->no_pair[which])
    return FALSE;

  for (const char *p = self->text + from;
       (p = memmem (p, self->text + self->length - p, "{%", 2)) != NULL; p += 2)
    {
      const char *limit = memmem (p, self->text + self->length - p, "%}", 2);
      const char *after;

      if (limit == NULL)
        break;
      if (g_str_equal (read_name (p + 2, limit, &after), closing))
        {
          *start = p - self->text;
          *end = limit + 2 - self->text;
          return TRUE;
        }
    }

  self->no_pair[which] = TRUE;
  return FALSE;
}

static char
fill_for (const char *name)
{
  if (g_strv_contains (control_names, name))
    return ATRIUM_MASK_CONTROL;
  if (g_strv_contains (word_names, name))
    return ATRIUM_MASK_OUTPUT;
  return ATRIUM_MASK_INCLUDE;
}

static gsize
add_output (Finder *self,
            gsize   start)
{
  gsize close = find_close (self, start + 2, TRUE);
  AtriumLiquidPiece piece = { .fill = ATRIUM_MASK_OUTPUT, .name = g_intern_static_string ("") };

  if (close == G_MAXSIZE)
    return start + 2;

  piece.span = ATRIUM_SPAN (start, close + 2);
  piece.inner = ATRIUM_SPAN (start + 2, close);
  g_array_append_val (self->pieces, piece);
  return piece.span.end;
}

static gsize
add_tag (Finder *self,
         gsize   start)
{
  gsize close = find_close (self, start + 2, FALSE);
  AtriumLiquidPiece piece = { 0 };
  const char *after;
  gsize pair_start;
  gsize pair_end;

  if (close == G_MAXSIZE)
    return start + 2;

  piece.span = ATRIUM_SPAN (start, close + 2);
  piece.name = read_name (self->text + start + 2, self->text + close, &after);
  piece.inner = ATRIUM_SPAN (after - self->text, close);
  piece.fill = fill_for (piece.name);

  if ((g_str_equal (piece.name, "comment") || g_str_equal (piece.name, "highlight")) &&
      find_pair_end (self, piece.name, piece.span.end, &pair_start, &pair_end))
    {
      piece.inner = ATRIUM_SPAN (piece.span.end, pair_start);
      piece.span.end = pair_end;
      piece.comment = g_str_equal (piece.name, "comment");
    }
  g_array_append_val (self->pieces, piece);

  /* what stands in {% raw %} is text; its end tag is found as the next piece */
  if (g_str_equal (piece.name, "raw") &&
      find_pair_end (self, piece.name, piece.span.end, &pair_start, &pair_end))
    return pair_start;

  return piece.span.end;
}

GArray *
_atrium_liquid_find_pieces (const char *text,
                            gsize       length,
                            gsize       from)
{
  Finder self = { .text = text, .length = length };

  self.pieces = g_array_new (FALSE, FALSE, sizeof (AtriumLiquidPiece));
  while (from < length)
    {
      const char *brace = memchr (text + from, '{', length - from);

      if (brace == NULL || (gsize) (brace - text) + 1 >= length)
        break;
      from = brace - text;
      if (brace[1] == '%')
        from = add_tag (&self, from);
      else if (brace[1] == '{')
        from = add_output (&self, from);
      else
        from++;
    }

  return self.pieces;
}

/* the piece that begins at or contains @offset */
AtriumLiquidPiece *
_atrium_liquid_piece_at (GArray *pieces,
                         gsize   offset)
{
  guint low = 0;
  guint high = pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      AtriumLiquidPiece *piece = &g_array_index (pieces, AtriumLiquidPiece, middle);

      if (piece->span.end <= offset)
        low = middle + 1;
      else if (piece->span.start > offset)
        high = middle;
      else
        return piece;
    }

  return NULL;
}

AtriumNode *
_atrium_liquid_node (AtriumTree        *tree,
                     AtriumLiquidPiece *piece)
{
  AtriumNode *node = _atrium_tree_node (tree,
                                        piece->comment ? ATRIUM_NODE_COMMENT : ATRIUM_NODE_LIQUID,
                                        piece->span, piece->inner);

  node->tag = piece->name;
  return node;
}

/* appends source text with Liquid masked and CRLF as LF */
void
_atrium_liquid_append (GArray     *pieces,
                       AtriumView *view,
                       const char *text,
                       gsize       start,
                       gsize       end)
{
  guint next = 0;

  while (next < pieces->len && g_array_index (pieces, AtriumLiquidPiece, next).span.start < start)
    next++;

  while (start < end)
    {
      AtriumLiquidPiece *piece = next < pieces->len
                                 ? &g_array_index (pieces, AtriumLiquidPiece, next) : NULL;
      gsize stop = piece != NULL ? MIN (end, piece->span.start) : end;
      const char *cr = memchr (text + start, '\r', stop - start);

      if (cr != NULL)
        {
          stop = cr - text;
          _atrium_view_append (view, text + start, stop - start, start);
          _atrium_view_append (view, "\n", 1, stop);
          start = stop + (stop + 1 < end && text[stop + 1] == '\n' ? 2 : 1);
          continue;
        }

      _atrium_view_append (view, text + start, stop - start, start);
      start = stop;
      if (piece != NULL && start == piece->span.start && start < end)
        {
          stop = MIN (end, piece->span.end);
          _atrium_view_append_fill (view, piece->fill, stop - start, start);
          start = stop;
          next++;
        }
    }
}
