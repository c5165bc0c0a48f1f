#include "atrium-markdown-private.h"

#include <string.h>

/* What stands in the text but is shown elsewhere or not at all: definitions of links,
 * footnotes and abbreviations, attribute lists, extensions. */

static inline gboolean
is_blank_char (char c)
{
  return c == ' ' || c == '\t';
}

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* an id folded as kramdown does: white space to one space, lower case */
char *
_atrium_normalize_label (const char *label,
                         gsize       length)
{
  g_autoptr(GString) out = g_string_sized_new (length);
  g_autofree char *valid = NULL;

  for (gsize i = 0; i < length; i++)
    {
      if (!is_space (label[i]))
        g_string_append_c (out, label[i]);
      else if (i == 0 || !is_space (label[i - 1]))
        g_string_append_c (out, ' ');
    }
  valid = g_utf8_make_valid (out->str, out->len);

  return g_utf8_strdown (valid, -1);
}

static AtriumNode *
add_block (AtriumReader   *self,
           AtriumScan     *scan,
           AtriumFrame    *frame,
           AtriumNodeType  type,
           gsize           end,
           AtriumKidKind   kind)
{
  AtriumNode *node = _atrium_reader_block (self, scan, frame, type, scan->pos, end);

  _atrium_frame_last (frame)->kind = kind;
  return node;
}

/* the title that @quote at @pos opens, if it goes to the end of the line */
static gboolean
read_title (AtriumScan *scan,
            gsize       pos,
            AtriumSpan *title)
{
  gsize end = _atrium_line_end (scan, pos);
  char quote = pos < end ? scan->text[pos] : '\0';

  while (end > pos && is_space (scan->text[end - 1]))
    end--;
  if ((quote != '"' && quote != '\'') || end < pos + 3 || scan->text[end - 1] != quote)
    return FALSE;

  *title = ATRIUM_SPAN (pos + 1, end - 1);
  return TRUE;
}

/* the destination from @pos on, and the title on its line or the next */
static gboolean
read_target (AtriumScan *scan,
             gsize       pos,
             AtriumSpan *url,
             AtriumSpan *title,
             gsize      *next)
{
  gsize end = _atrium_line_end (scan, pos);
  gsize second;

  while (end > pos && is_space (scan->text[end - 1]))
    end--;
  *next = _atrium_line_next (scan, pos);
  *title = ATRIUM_SPAN_NONE;
  *url = ATRIUM_SPAN (pos, end);
  if (pos >= end)
    return FALSE;

  for (gsize i = pos + 1; i + 1 < end; i++)
    if (is_blank_char (scan->text[i]) && read_title (scan, i + 1, title))
      {
        for (url->end = i; url->end > pos && is_blank_char (scan->text[url->end - 1]); )
          url->end--;
        break;
      }
    else if (is_blank_char (scan->text[i]) && (scan->text[i + 1] == '"' || scan->text[i + 1] == '\''))
      return FALSE;

  second = *next;
  while (second < scan->end && is_blank_char (scan->text[second]))
    second++;
  if (atrium_span_is_none (*title) && second < scan->end && read_title (scan, second, title))
    *next = _atrium_line_next (scan, second);
  if (scan->text[url->start] == '<' && url->end - url->start >= 2 && scan->text[url->end - 1] == '>')
    *url = ATRIUM_SPAN (url->start + 1, url->end - 1);

  return TRUE;
}

/* [//]: # (comment), the way to write a comment that no renderer shows */
static gboolean
is_comment (AtriumScan *scan,
            AtriumSpan  url)
{
  return atrium_span_length (url) >= 1 && scan->text[url.start] == '#' &&
         (atrium_span_length (url) == 1 || is_blank_char (scan->text[url.start + 1]));
}

static void
add_comment (AtriumReader *self,
             AtriumScan   *scan,
             AtriumFrame  *frame,
             AtriumSpan    url,
             AtriumSpan    title,
             gsize         next)
{
  AtriumNode *node = add_block (self, scan, frame, ATRIUM_NODE_COMMENT, next, ATRIUM_KID_DEFINITION);
  gsize start = url.start + 1;
  gsize end = url.end;

  node->block = TRUE;
  node->marker = '[';
  if (!atrium_span_is_none (title))
    {
      node->inner = _atrium_view_span (scan->view, title.start, title.end);
      return;
    }
  while (start < end && is_blank_char (scan->text[start]))
    start++;
  if (end - start >= 2 && scan->text[start] == '(' && scan->text[end - 1] == ')')
    {
      start++;
      end--;
    }
  node->inner = _atrium_view_span (scan->view, start, end);
}

gboolean
_atrium_reader_link_definition (AtriumReader *self,
                                AtriumScan   *scan,
                                AtriumFrame  *frame)
{
  gsize label = _atrium_line_indent (scan, scan->pos) + 1;
  gsize end;
  gsize pos;
  gsize next;
  AtriumSpan url;
  AtriumSpan title;
  AtriumNode *node;

  if (label >= scan->end || scan->text[label - 1] != '[')
    return FALSE;
  for (end = label; end < scan->end && scan->text[end] != ']' && scan->text[end] != '\n'; )
    end++;
  if (end == label || end + 1 >= scan->end || memcmp (scan->text + end, "]:", 2) != 0)
    return FALSE;
  for (pos = end + 2; pos < scan->end && is_blank_char (scan->text[pos]); )
    pos++;
  if (!read_target (scan, pos, &url, &title, &next))
    return FALSE;

  if (is_comment (scan, url))
    {
      add_comment (self, scan, frame, url, title, next);
      scan->pos = next;
      return TRUE;
    }

  node = add_block (self, scan, frame, ATRIUM_NODE_LINK_DEFINITION, next, ATRIUM_KID_DEFINITION);
  node->label = _atrium_view_span (scan->view, label, end);
  node->target = node->inner = _atrium_view_span (scan->view, url.start, url.end);
  if (!atrium_span_is_none (title))
    node->title = _atrium_view_span (scan->view, title.start, title.end);
  g_hash_table_replace (self->links, _atrium_normalize_label (scan->text + label, end - label), node);
  scan->pos = next;
  return TRUE;
}

/* *[HTML]: Hypertext Markup Language */
gboolean
_atrium_reader_abbreviation (AtriumReader *self,
                             AtriumScan   *scan,
                             AtriumFrame  *frame)
{
  gsize start = _atrium_line_indent (scan, scan->pos);
  gsize line = _atrium_line_end (scan, start);
  const char *close;
  AtriumNode *node;
  gsize end;

  if (start + 5 > line || memcmp (scan->text + start, "*[", 2) != 0)
    return FALSE;
  close = memmem (scan->text + start + 3, line - start - 3, "]:", 2);
  if (close == NULL)
    return FALSE;

  end = close - scan->text;
  node = add_block (self, scan, frame, ATRIUM_NODE_LINK_DEFINITION, MIN (line + 1, scan->end),
                    ATRIUM_KID_DEFINITION);
  node->level = 1;
  node->label = _atrium_view_span (scan->view, start + 2, end);
  node->inner = _atrium_view_span (scan->view, end + 2, line);
  scan->pos = MIN (line + 1, scan->end);
  return TRUE;
}

static gsize
skip_id (AtriumScan *scan,
         gsize       pos)
{
  gsize start = pos;

  while (pos < scan->end && (g_ascii_isalnum (scan->text[pos]) || scan->text[pos] == '_' ||
                             (pos > start && scan->text[pos] == '-')))
    pos++;

  return pos;
}

/* [^name]: text, with the indented lines that follow */
gboolean
_atrium_reader_footnote (AtriumReader  *self,
                         AtriumScan    *scan,
                         AtriumFrame   *frame,
                         gboolean      *taken,
                         GError       **error)
{
  gsize label = _atrium_line_indent (scan, scan->pos) + 2;
  g_autoptr(AtriumView) view = NULL;
  AtriumFrame inner;
  AtriumScan lines;
  AtriumNode *node;
  gsize name_end;
  gsize pos;
  gsize end;
  gboolean ok;

  *taken = FALSE;
  if (label >= scan->end || memcmp (scan->text + label - 2, "[^", 2) != 0)
    return TRUE;
  name_end = skip_id (scan, label);
  if (name_end == label || name_end + 1 >= scan->end || memcmp (scan->text + name_end, "]:", 2) != 0)
    return TRUE;

  *taken = TRUE;
  view = _atrium_view_new ();
  end = _atrium_line_code_end (scan, _atrium_line_next (scan, scan->pos));
  for (pos = name_end + 2; pos < end; pos = _atrium_line_next (scan, pos))
    {
      gsize code = _atrium_line_code (scan, pos);

      _atrium_view_append_slice (view, scan->view, code != 0 ? code : pos, _atrium_line_next (scan, pos));
    }
  if (!_atrium_reader_count_copy (self, scan, _atrium_view_length (view), error))
    return FALSE;

  node = add_block (self, scan, frame, ATRIUM_NODE_FOOTNOTE_DEFINITION, end, ATRIUM_KID_DEFINITION);
  node->label = _atrium_view_span (scan->view, label, name_end);
  node->inner = _atrium_view_span (scan->view, name_end + 2, MAX (end - 1, name_end + 2));
  g_hash_table_replace (self->footnotes, g_strndup (scan->text + label, name_end - label), node);
  scan->pos = end;

  _atrium_scan_init (&lines, view, 0, _atrium_view_length (view));
  _atrium_frame_init (&inner, node);
  ok = _atrium_reader_blocks (self, &lines, &inner, error);
  _atrium_node_cover (node);
  _atrium_frame_clear (&inner);
  _atrium_scan_clear (&lines);
  return ok;
}

/* the one option that changes how the text behind it is read */
static void
set_options (AtriumReader *self,
             AtriumScan   *scan,
             gsize         start,
             gsize         end)
{
  static const char name[] = "parse_block_html=\"";
  const char *found;

  if (!self->html.exact || end - start < 10 || memcmp (scan->text + start, "{::options", 10) != 0)
    return;
  found = memmem (scan->text + start, end - start, name, strlen (name));
  if (found != NULL)
    self->html.parse_blocks = !g_str_has_prefix (found + strlen (name), "false\"") && found[strlen (name)] != '"';
}

/* behind the name in {::name, where that is an extension that there is; else 0 */
gsize
_atrium_extension_name (AtriumScan *scan,
                        gsize       start)
{
  static const char * const names[] = { "comment", "nomarkdown", "options" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize end = start + 3 + strlen (names[i]);

      if (end + 1 >= scan->end || memcmp (scan->text + start + 3, names[i], strlen (names[i])) != 0)
        continue;
      if (is_space (scan->text[end]) || scan->text[end] == '}' || memcmp (scan->text + end, "/}", 2) == 0)
        return end;
    }

  return 0;
}

/* behind {:/} or {:/name}, where that is at @pos; else 0 */
gsize
_atrium_extension_stop (AtriumScan *scan,
                        gsize       pos,
                        const char *name,
                        gsize       length)
{
  if (pos + 4 > scan->end || memcmp (scan->text + pos, "{:/", 3) != 0)
    return 0;
  pos += 3;
  if (pos + length < scan->end && memcmp (scan->text + pos, name, length) == 0)
    pos += length;

  return pos < scan->end && scan->text[pos] == '}' ? pos + 1 : 0;
}

/* the line that ends the extension that begins at @start, from @pos on; G_MAXSIZE where none does */
static gsize
find_stop_line (AtriumReader *self,
                AtriumScan   *scan,
                gsize         start,
                gsize         pos)
{
  const char *name = scan->text + start + 3;
  gsize length = _atrium_extension_name (scan, start) - start - 3;
  gsize from = pos;

  if (self->vain > self->copy_limit || _atrium_scan_seek (scan, ATRIUM_SEEK_EXTENSION_END, pos) == G_MAXSIZE)
    return G_MAXSIZE;
  for (; pos < scan->end; pos = _atrium_line_next (scan, pos))
    {
      gsize stop = _atrium_extension_stop (scan, _atrium_line_indent (scan, pos), name, length);

      if (stop != 0 && _atrium_line_is_blank (scan, stop))
        return pos;
    }

  self->vain += scan->end - from;
  return G_MAXSIZE;
}

/* {::comment} … {:/comment} and {::nomarkdown} on lines of their own, {::options … /} */
static gboolean
read_extension_block (AtriumReader *self,
                      AtriumScan   *scan,
                      AtriumFrame  *frame,
                      gsize         start)
{
  gsize name_end = _atrium_extension_name (scan, start);
  gsize brace = name_end != 0 ? _atrium_scan_brace (scan, name_end) : G_MAXSIZE;
  gsize body;
  gsize stop;
  gboolean options;
  gboolean empty;
  AtriumNode *node;

  if (brace == G_MAXSIZE || !_atrium_line_is_blank (scan, brace + 1))
    return FALSE;
  empty = scan->text[brace - 1] == '/';
  body = stop = _atrium_line_next (scan, brace);
  if (!empty)
    stop = find_stop_line (self, scan, start, body);
  if (stop == G_MAXSIZE)
    return FALSE;

  options = scan->text[start + 3] == 'o';
  node = add_block (self, scan, frame,
                    scan->text[start + 3] == 'c' ? ATRIUM_NODE_COMMENT : ATRIUM_NODE_ATTRIBUTES,
                    empty ? body : _atrium_line_next (scan, stop),
                    options ? ATRIUM_KID_ATTRIBUTES : ATRIUM_KID_NODE);
  node->block = TRUE;
  node->inner = empty ? ATRIUM_SPAN (node->outer.end, node->outer.end) : _atrium_view_span (scan->view, body, stop);
  if (!empty)
    _atrium_html_set_literal (&self->html, scan, node, body, stop);
  set_options (self, scan, start, brace);
  scan->pos = empty ? body : _atrium_line_next (scan, stop);
  return TRUE;
}

static gboolean
read_attributes (AtriumReader *self,
                 AtriumScan   *scan,
                 AtriumFrame  *frame)
{
  AtriumKid *last = _atrium_frame_last (frame);
  gsize start;
  gsize end;
  gsize next = _atrium_line_attributes (scan, scan->pos, 3, &start, &end);
  AtriumNode *node;
  gsize name;

  if (next == 0)
    return FALSE;

  node = _atrium_tree_node (self->tree, ATRIUM_NODE_ATTRIBUTES,
                            _atrium_view_span (scan->view, scan->pos, next - 1),
                            _atrium_view_span (scan->view, start, end));
  _atrium_node_append (frame->parent, node);
  name = skip_id (scan, start);
  scan->pos = next;

  if (name > start && scan->text[name] == ':')        /* {:name: …} only defines */
    _atrium_frame_push (frame, ATRIUM_KID_ATTRIBUTES, node);
  else if (last != NULL && (last->kind == ATRIUM_KID_NODE || last->kind == ATRIUM_KID_DEFINITION))
    {
      last->attributes = TRUE;
      if (_atrium_line_attributes (scan, next, 3, &start, &end) == 0)
        _atrium_frame_push (frame, ATRIUM_KID_ATTRIBUTES, node);
    }
  else
    {
      node->level = 1;
      frame->pending = TRUE;
    }

  return TRUE;
}

gboolean
_atrium_reader_extension (AtriumReader *self,
                          AtriumScan   *scan,
                          AtriumFrame  *frame)
{
  gsize start = _atrium_line_indent (scan, scan->pos);

  if (start + 4 >= scan->end || memcmp (scan->text + start, "{:", 2) != 0)
    return FALSE;
  if (scan->text[start + 2] == ':')
    return read_extension_block (self, scan, frame, start);

  return read_attributes (self, scan, frame);
}
