#include "atrium-html-private.h"

#include "atrium-escape.h"

#include <string.h>

/* After so much in vain, tags are only looked for within a short distance. */
#define WASTE_LIMIT(length) (2 * (length) + 4096)
#define SHORT_TAG 256
#define MAX_ENTITY 40

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c) || ((guchar) c >= 0x80 && !ATRIUM_IS_MASK (c));
}

static inline gboolean
is_name_char (char c)
{
  return is_letter (c) || g_ascii_isdigit (c) || c == '-' || c == '.' || c == '_';
}

void
_atrium_tag_clear (AtriumTag *tag)
{
  g_clear_pointer (&tag->attributes, g_array_unref);
}

static gsize
skip_space (const char *text,
            gsize       pos,
            gsize       end)
{
  while (pos < end && (is_space (text[pos]) || ATRIUM_IS_MASK (text[pos])))
    pos++;
  return pos;
}

/* an XML name with an optional prefix, as kramdown takes it; @pos where there is none */
static gsize
skip_name (const char *text,
           gsize       pos,
           gsize       end)
{
  gsize start = pos;

  if (pos >= end || !(is_letter (text[pos]) || text[pos] == '_'))
    return start;
  while (pos < end && is_name_char (text[pos]))
    pos++;
  if (pos + 1 < end && text[pos] == ':' && (is_letter (text[pos + 1]) || text[pos + 1] == '_'))
    for (pos++; pos < end && is_name_char (text[pos]); )
      pos++;

  return pos;
}

static gsize
skip_loose_name (const char *text,
                 gsize       pos,
                 gsize       end)
{
  while (pos < end && !is_space (text[pos]) && text[pos] != '>' && text[pos] != '=' &&
         text[pos] != '/' && !ATRIUM_IS_MASK (text[pos]))
    pos++;
  return pos;
}

static const char *
intern_lower (const char *text,
              gsize       start,
              gsize       end)
{
  g_autofree char *lower = g_ascii_strdown (text + start, end - start);

  return g_intern_string (lower);
}

/* the value after "="; FALSE where there is none that ends */
static gboolean
read_value (const char         *text,
            gsize               pos,
            gsize               end,
            gboolean            strict,
            AtriumTagAttribute *attribute)
{
  if (pos < end && (text[pos] == '"' || text[pos] == '\''))
    {
      const char *quote = memchr (text + pos + 1, text[pos], end - pos - 1);

      if (quote == NULL)
        return FALSE;
      attribute->value_start = pos + 1;
      attribute->value_end = quote - text;
      attribute->end = attribute->value_end + 1;
      return TRUE;
    }

  attribute->value_start = pos;
  if (strict)
    while (pos < end && (is_letter (text[pos]) || g_ascii_isdigit (text[pos]) ||
                         text[pos] == '_' || ATRIUM_IS_MASK (text[pos])))
      pos++;
  else
    while (pos < end && !is_space (text[pos]) && text[pos] != '>')
      pos++;
  attribute->value_end = pos;
  attribute->end = pos;

  return pos > attribute->value_start;
}

static gboolean
read_attribute (const char *text,
                gsize       pos,
                gsize       end,
                gboolean    strict,
                AtriumTag  *tag,
                gsize      *after)
{
  AtriumTagAttribute attribute = { .name_start = pos, .value_start = G_MAXSIZE };
  gsize equals;

  attribute.name_end = strict ? skip_name (text, pos, end) : skip_loose_name (text, pos, end);
  if (attribute.name_end == pos)
    return FALSE;

  attribute.end = attribute.name_end;
  equals = skip_space (text, attribute.name_end, end);
  if (equals < end && text[equals] == '=')
    {
      gsize value = equals + 1;

      while (value < end && is_space (text[value]))
        value++;
      if (!read_value (text, value, end, strict, &attribute))
        return FALSE;
    }

  if (tag->attributes == NULL)
    tag->attributes = g_array_new (FALSE, FALSE, sizeof (AtriumTagAttribute));
  g_array_append_val (tag->attributes, attribute);
  *after = attribute.end;
  return TRUE;
}

static gboolean
read_rest (const char *text,
           gsize       pos,
           gsize       end,
           gboolean    strict,
           AtriumTag  *tag,
           gsize      *reached)
{
  for (;;)
    {
      gsize next = skip_space (text, pos, end);

      *reached = next;
      if (next >= end)
        return FALSE;
      if (text[next] == '>')
        {
          tag->end = next + 1;
          return TRUE;
        }
      if (text[next] == '/' && (!strict || (next + 1 < end && text[next + 1] == '>')))
        {
          tag->empty = next + 1 < end && text[next + 1] == '>';
          pos = next + 1;
          continue;
        }
      if (tag->closing && strict)
        return FALSE;
      if (strict && next == pos)
        return FALSE;
      if (!read_attribute (text, next, end, strict, tag, &pos))
        {
          if (strict || next + 1 >= end || text[next] != '=')
            return FALSE;
          pos = next + 1;
        }
    }
}

/* Reads the tag that begins at the "<" at @at. Kramdown takes only well-formed tags,
 * browsers nearly everything. */
gboolean
_atrium_tag_read (AtriumHtml *html,
                  AtriumScan *scan,
                  gsize       at,
                  AtriumTag  *tag)
{
  const char *text = scan->text;
  gsize end = scan->end;
  gsize pos = at + 1;
  gsize name_end;
  gsize reached;

  *tag = (AtriumTag) { .start = at };
  if (_atrium_scan_seek (scan, ATRIUM_SEEK_TAG_END, pos) == G_MAXSIZE)
    return FALSE;
  if (html->wasted > WASTE_LIMIT (end))
    end = MIN (end, at + SHORT_TAG);

  if (pos < end && text[pos] == '/')
    {
      tag->closing = TRUE;
      pos++;
    }
  if (!html->strict && pos < end && !g_ascii_isalpha (text[pos]))
    return FALSE;

  name_end = html->strict ? skip_name (text, pos, end) : skip_loose_name (text, pos, end);
  if (name_end == pos)
    return FALSE;

  if (!read_rest (text, name_end, end, html->strict, tag, &reached))
    {
      html->wasted += reached - at;
      _atrium_tag_clear (tag);
      return FALSE;
    }

  tag->name = intern_lower (text, pos, name_end);
  return TRUE;
}

/* whether a tag, comment or instruction may begin at @at */
gboolean
_atrium_tag_is_at (AtriumScan *scan,
                   gsize       at)
{
  char next = at + 1 < scan->end ? scan->text[at + 1] : '\0';

  return scan->text[at] == '<' &&
         (is_letter (next) || next == '_' || next == '/' || next == '!' || next == '?');
}

static void
add_attributes (AtriumHtml *html,
                AtriumScan *scan,
                AtriumTag  *tag,
                AtriumNode *node)
{
  AtriumSource *source = atrium_tree_get_source (html->tree);

  if (tag->attributes == NULL)
    return;

  node->n_attributes = tag->attributes->len;
  node->attributes = _atrium_tree_alloc0 (html->tree, node->n_attributes * sizeof *node->attributes);
  for (guint i = 0; i < node->n_attributes; i++)
    {
      AtriumTagAttribute *from = &g_array_index (tag->attributes, AtriumTagAttribute, i);
      AtriumAttribute *to = &node->attributes[i];

      to->name = intern_lower (scan->text, from->name_start, from->name_end);
      to->outer = _atrium_view_span (scan->view, from->name_start, from->end);
      to->span = ATRIUM_SPAN_NONE;
      to->value = (char *) "";
      if (from->value_start != G_MAXSIZE)
        {
          g_autofree char *raw = _atrium_view_dup (scan->view, source, from->value_start, from->value_end);
          g_autofree char *value = atrium_html_unescape (raw, -1);

          to->span = _atrium_view_span (scan->view, from->value_start, from->value_end);
          to->value = _atrium_tree_strndup (html->tree, value, strlen (value));
        }
    }
}

/* the node of a start tag; its end is that of the tag until its end tag is found */
AtriumNode *
_atrium_tag_node (AtriumHtml *html,
                  AtriumScan *scan,
                  AtriumTag  *tag)
{
  AtriumSpan outer = _atrium_view_span (scan->view, tag->start, tag->end);
  AtriumNodeType type = g_str_equal (tag->name, "br") ? ATRIUM_NODE_BREAK : ATRIUM_NODE_ELEMENT;
  AtriumNode *node = _atrium_tree_node (html->tree, type, outer, ATRIUM_SPAN (outer.end, outer.end));
  const char *url = g_str_equal (tag->name, "a") ? "href"
                    : g_str_equal (tag->name, "img") ? "src" : NULL;

  node->tag = tag->name;
  node->spelling = ATRIUM_SPELLING_HTML_TEXT;
  node->block = _atrium_html_is_blocklike (tag->name);
  node->closed = _atrium_html_is_void (tag->name) || tag->empty;
  add_attributes (html, scan, tag, node);

  for (guint i = 0; url != NULL && i < node->n_attributes; i++)
    if (g_str_equal (node->attributes[i].name, url))
      node->target = node->attributes[i].span;

  return node;
}

/* where the entity that begins at @at ends; @at where there is none */
gsize
_atrium_html_entity_end (const char *text,
                         gsize       at,
                         gsize       end)
{
  gsize pos = at + 1;
  gsize start;

  end = MIN (end, at + MAX_ENTITY);
  if (pos < end && text[pos] == '#')
    {
      gboolean hex = pos + 1 < end && (text[pos + 1] | 0x20) == 'x';

      pos += hex ? 2 : 1;
      for (start = pos; pos < end && (hex ? g_ascii_isxdigit (text[pos]) : g_ascii_isdigit (text[pos])); )
        pos++;
    }
  else
    {
      for (start = pos; pos < end && g_ascii_isalnum (text[pos]); )
        pos++;
    }

  return pos > start && pos < end && text[pos] == ';' ? pos + 1 : at;
}

static gsize
append_entity (AtriumHtml *html,
               AtriumScan *scan,
               AtriumNode *parent,
               gsize       at,
               gsize       end)
{
  gsize after = _atrium_html_entity_end (scan->text, at, end);
  g_autofree char *value = NULL;
  AtriumNode *node;
  AtriumSpan span;

  if (after == at)
    return at;
  value = atrium_html_unescape (scan->text + at, after - at);
  if (strlen (value) == after - at && strncmp (value, scan->text + at, after - at) == 0)
    return at;

  span = _atrium_view_span (scan->view, at, after);
  node = _atrium_tree_node (html->tree, ATRIUM_NODE_TEXT, span, span);
  node->spelling = ATRIUM_SPELLING_HTML_TEXT;
  if (!html->exact)
    node->literal = _atrium_tree_strndup (html->tree, value, strlen (value));
  _atrium_node_append (parent, node);

  return after;
}

static gsize
append_liquid (AtriumHtml *html,
               AtriumScan *scan,
               AtriumNode *parent,
               gsize       at)
{
  gsize source = _atrium_view_map (scan->view, at);
  AtriumLiquidPiece *piece = _atrium_liquid_piece_at (html->pieces, source);

  if (piece == NULL)
    return at + 1;
  if (piece->span.start == source)
    _atrium_node_append (parent, _atrium_liquid_node (html->tree, piece));
  return MIN (scan->end, at + (piece->span.end - source));
}

static void
append_plain (AtriumHtml *html,
              AtriumScan *scan,
              AtriumNode *parent,
              gsize       start,
              gsize       end)
{
  while (start < end)
    {
      gsize stop = MIN (end, _atrium_view_run_end (scan->view, start));
      AtriumSpan span = _atrium_view_span (scan->view, start, stop);
      AtriumNode *node = _atrium_tree_node (html->tree, ATRIUM_NODE_TEXT, span, span);

      node->spelling = ATRIUM_SPELLING_HTML_TEXT;
      if (atrium_span_length (span) != stop - start)   /* white space that the source has not */
        _atrium_html_set_literal (html, scan, node, start, stop);
      _atrium_node_append (parent, node);
      start = stop;
    }
}

/* appends the text between two tags: pieces of text, entities and Liquid */
void
_atrium_html_append_text (AtriumHtml *html,
                          AtriumScan *scan,
                          AtriumNode *parent,
                          gsize       start,
                          gsize       end)
{
  gsize pos = start;

  while (pos < end)
    {
      gsize after = pos;
      AtriumNode *last = parent->last_child;

      if (scan->text[pos] != '&' && !ATRIUM_IS_MASK (scan->text[pos]))
        {
          pos++;
          continue;
        }

      append_plain (html, scan, parent, start, pos);
      if (scan->text[pos] == '&')
        after = append_entity (html, scan, parent, pos, end);
      else
        after = append_liquid (html, scan, parent, pos);

      if (after == pos)   /* no entity: take the text back, it goes on */
        {
          while (parent->last_child != last)
            _atrium_node_remove (parent->last_child);
          pos++;
          continue;
        }
      start = pos = after;
    }

  append_plain (html, scan, parent, start, end);
}

/* For HTML to be made of it, @node keeps its text where that is not what stands in the source. */
void
_atrium_html_set_literal (AtriumHtml *html,
                          AtriumScan *scan,
                          AtriumNode *node,
                          gsize       start,
                          gsize       end)
{
  AtriumSource *source = atrium_tree_get_source (html->tree);
  g_autofree char *text = NULL;

  if (!html->exact)
    return;

  text = _atrium_view_dup (scan->view, source, start, end);
  node->literal = _atrium_tree_strndup (html->tree, text, strlen (text));
}

/* where the next end tag of @name begins, and what is behind it */
gsize
_atrium_html_find_end_tag (AtriumScan *scan,
                           gsize       from,
                           const char *name,
                           gsize      *after)
{
  gsize length = strlen (name);

  while (from + length + 2 < scan->end)
    {
      const char *open = memchr (scan->text + from, '<', scan->end - from - length - 2);
      gsize at;
      gsize pos;

      if (open == NULL)
        break;
      at = open - scan->text;
      pos = at + 2 + length;
      if (open[1] == '/' && g_ascii_strncasecmp (open + 2, name, length) == 0)
        {
          while (pos < scan->end && is_space (scan->text[pos]))
            pos++;
          if (pos < scan->end && scan->text[pos] == '>')
            {
              *after = pos + 1;
              return at;
            }
        }
      from = at + 1;
    }

  return G_MAXSIZE;
}
