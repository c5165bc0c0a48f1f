#include "atrium-markdown-private.h"

#include <string.h>

/* Blocks of code: indented, and between fences. */

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The text of indented code. A line that is not indented goes on with the one before. */
static void
set_code (AtriumReader *self,
          AtriumScan   *scan,
          AtriumNode   *node,
          gsize         end)
{
  AtriumSource *source = atrium_tree_get_source (self->tree);
  g_autoptr(AtriumView) view = _atrium_view_new ();
  g_autofree char *text = NULL;

  for (gsize pos = scan->pos; pos < end; pos = _atrium_line_next (scan, pos))
    {
      gsize code = _atrium_line_code (scan, pos);
      gsize length = _atrium_view_length (view);

      if (code == 0 && length > 0 && !_atrium_line_is_blank (scan, pos))
        {
          _atrium_view_truncate (view, length - 1);
          _atrium_view_append_spaces (view, 1, _atrium_view_map (scan->view, pos), 0);
        }
      _atrium_view_append_slice (view, scan->view, code != 0 ? code : pos, _atrium_line_next (scan, pos));
    }
  text = _atrium_view_dup (view, source, 0, _atrium_view_length (view));
  node->literal = _atrium_tree_strndup (self->tree, text, strlen (text));
}

gboolean
_atrium_reader_indented_code (AtriumReader *self,
                              AtriumScan   *scan,
                              AtriumFrame  *frame)
{
  AtriumNode *node;
  gsize end;

  if (_atrium_line_code (scan, scan->pos) == 0)
    return FALSE;

  end = _atrium_line_code_end (scan, scan->pos);
  if (end == scan->pos)
    return FALSE;

  node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_CODE_BLOCK, scan->pos, end);
  if (self->html.exact)
    set_code (self, scan, node, end);
  scan->pos = end;
  return TRUE;
}

static GArray *
find_fences (AtriumScan *scan,
             char        character)
{
  GArray *fences = g_array_new (FALSE, FALSE, sizeof (AtriumFence));
  guint longest = 0;

  for (gsize pos = scan->pos; pos < scan->end; pos = _atrium_line_next (scan, pos))
    {
      gsize end = _atrium_line_fence (scan, pos);
      gsize start = _atrium_line_indent (scan, pos);
      gsize run = start;
      AtriumFence fence;

      if (end == 0 || scan->text[start] != character)
        continue;
      while (run < end && scan->text[run] == character)
        run++;
      if (run < end || !_atrium_line_is_blank (scan, end))
        continue;
      fence = (AtriumFence) { pos, end - start, 0 };
      g_array_append_val (fences, fence);
    }

  for (guint i = fences->len; i > 0; i--)
    {
      AtriumFence *fence = &g_array_index (fences, AtriumFence, i - 1);

      longest = MAX (longest, fence->length);
      fence->longest = longest;
    }

  return fences;
}

/* the place of the first one that is not before @from */
static guint
search_fence (GArray *fences,
              gsize   from)
{
  guint low = 0;
  guint high = fences->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (fences, AtriumFence, middle).at < from)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The line that closes a fence of @length characters, or as many of them as can be closed, which
 * @length is made; not fewer where it is @exact. All shorter ones on the way are in the code then, so
 * that nobody walks over them again. */
static AtriumFence *
find_closing_fence (AtriumScan *scan,
                    gsize       from,
                    char        character,
                    gboolean    exact,
                    guint      *length)
{
  GArray **fences = &scan->fences[character == '~'];
  guint at;
  AtriumFence *fence;

  if (*fences == NULL)
    *fences = find_fences (scan, character);
  at = search_fence (*fences, from);
  if (at == (*fences)->len)
    return NULL;

  fence = &g_array_index (*fences, AtriumFence, at);
  if (exact && fence->longest < *length)
    return NULL;
  *length = MIN (*length, fence->longest);
  /* the longest is among them */
  while (fence->length < *length)
    fence++;

  return fence;
}

gboolean
_atrium_reader_fenced_code (AtriumReader *self,
                            AtriumScan   *scan,
                            AtriumFrame  *frame)
{
  gsize open_end = _atrium_line_fence (scan, scan->pos);
  gsize start = _atrium_line_indent (scan, scan->pos);
  gsize line_end = _atrium_line_end (scan, scan->pos);
  gsize info;
  gsize info_end;
  guint length = open_end - start;
  gboolean named;
  AtriumFence *fence;
  AtriumNode *node;
  gsize next;

  if (open_end == 0 || line_end >= scan->end)
    return FALSE;

  for (info = open_end; info < line_end && is_space (scan->text[info]); )
    info++;
  for (info_end = info; info_end < line_end && !is_space (scan->text[info_end]); )
    info_end++;
  if (!_atrium_line_is_blank (scan, info_end))
    return FALSE;
  /* a name that stands apart, so that no character of the fence can begin it */
  named = info != open_end && info < info_end;
  fence = find_closing_fence (scan, line_end + 1, scan->text[open_end - 1], named, &length);
  if (fence == NULL)
    return FALSE;
  if (length < open_end - start)      /* the other characters begin the name of the language */
    {
      info = start + length;
      info_end = MAX (info_end, open_end);
    }

  next = _atrium_line_next (scan, fence->at);
  node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_CODE_BLOCK, scan->pos, next);
  node->inner = _atrium_view_span (scan->view, line_end + 1, MAX (fence->at, line_end + 2) - 1);
  _atrium_html_set_literal (&self->html, scan, node, line_end + 1, fence->at);
  node->fenced = TRUE;
  node->marker = scan->text[start];
  if (info < info_end)
    node->label = _atrium_view_span (scan->view, info, info_end);
  scan->pos = next;
  return TRUE;
}
