#include "atrium-markdown-inlines-private.h"

#include <string.h>

/* What stands in braces with a colon among inlines: attribute lists and extensions. */

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* {::options key="value" /} and others without content */
static void
add_empty_extension (AtriumInlines *self,
                     AtriumSpans   *spans,
                     gsize          brace)
{
  gsize start = self->scan.pos;
  AtriumNode *node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_ATTRIBUTES,
                                        _atrium_view_span (self->scan.view, start, brace + 1),
                                        _atrium_view_span (self->scan.view, brace, brace));

  node->literal = "";
  self->scan.pos = brace + 1;
  _atrium_spans_add (self, spans, start, node);
}

/* where the extension that begins at @start is ended, from @pos on; G_MAXSIZE where it is not */
static gsize
find_stop (AtriumInlines *self,
           gsize          start,
           gsize          pos)
{
  const char *name = self->scan.text + start + 3;
  gsize length = _atrium_extension_name (&self->scan, start) - start - 3;
  gsize from = pos;

  if (self->wasted > WASTE_LIMIT (self->length))
    return G_MAXSIZE;
  while ((pos = _atrium_scan_seek (&self->scan, ATRIUM_SEEK_EXTENSION_END, pos)) != G_MAXSIZE)
    {
      if (_atrium_extension_stop (&self->scan, pos, name, length) != 0)
        return pos;
      pos++;
    }

  self->wasted += self->scan.end - from;
  return G_MAXSIZE;
}

static gboolean
read_extension (AtriumInlines *self,
                AtriumSpans   *spans,
                gsize          brace)
{
  const char *text = self->scan.text;
  gsize start = self->scan.pos;
  gsize stop;
  AtriumNode *node;

  if (_atrium_extension_name (&self->scan, start) == 0)
    return FALSE;
  if (text[brace - 1] == '/')
    {
      add_empty_extension (self, spans, brace);
      return TRUE;
    }
  stop = find_stop (self, start, brace + 1);
  if (stop == G_MAXSIZE)
    return FALSE;

  self->scan.pos = (const char *) memchr (text + stop, '}', self->scan.end - stop) + 1 - text;
  node = _atrium_tree_node (self->reader->tree,
                            text[start + 3] == 'c' ? ATRIUM_NODE_COMMENT : ATRIUM_NODE_ATTRIBUTES,
                            _atrium_view_span (self->scan.view, start, self->scan.pos),
                            _atrium_view_span (self->scan.view, brace + 1, stop));
  _atrium_html_set_literal (&self->reader->html, &self->scan, node, brace + 1, stop);
  _atrium_spans_add (self, spans, start, node);
  return TRUE;
}

/* whether {:: … } has the form of an extension, of any name */
static gboolean
is_extension (const char *text,
              gsize       start,
              gsize       brace)
{
  gsize end = start + 3;

  if (text[start + 2] != ':')
    return FALSE;
  while (g_ascii_isalnum (text[end]) || text[end] == '_')
    end++;

  return end > start + 3 && (is_space (text[end]) || end == brace || (text[end] == '/' && end + 1 == brace));
}

/* {:/} and {:/name}, which end nothing here */
static gboolean
is_stray_stop (const char *text,
               gsize       start,
               gsize       brace)
{
  for (gsize i = start + 3; i < brace; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '_' && (text[i] != '-' || i == start + 3))
      return FALSE;

  return text[start + 2] == '/';
}

gboolean
_atrium_inlines_attributes (AtriumInlines *self,
                            AtriumSpans   *spans)
{
  const char *text = self->scan.text;
  gsize start = self->scan.pos;
  AtriumNode *last = spans->parent->last_child;
  const char *close;
  AtriumNode *node;
  gsize brace;

  if (start + 3 >= self->scan.end || text[start + 1] != ':' || start >= self->no_brace)
    return FALSE;
  close = memchr (text + start + 2, '}', self->scan.end - start - 2);
  if (close == NULL)
    {
      self->no_brace = start;
      return FALSE;
    }
  brace = close - text;
  if (is_extension (text, start, brace))
    return read_extension (self, spans, brace);
  if (brace == start + 2 || is_stray_stop (text, start, brace) || last == NULL || start > spans->text ||
      (last->type == ATRIUM_NODE_TEXT && last->marker == '\0'))
    return FALSE;

  node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_ATTRIBUTES,
                            _atrium_view_span (self->scan.view, start, brace + 1),
                            _atrium_view_span (self->scan.view, start + 2, brace));
  self->scan.pos = brace + 1;
  _atrium_spans_add (self, spans, start, node);
  return TRUE;
}
