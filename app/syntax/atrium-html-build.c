#include "atrium-html-build-private.h"

#include "atrium-error.h"
#include "atrium-markdown.h"

#include <string.h>

/* Two notions of what is open are kept side by side. @open is kramdown's: it knows only
 * the innermost element and decides how far a block of HTML reaches. The tree is a
 * browser's: end tags close what stands between, and may be left out. */
typedef struct
{
  AtriumHtml        *html;
  AtriumScan        *scan;
  AtriumNode        *top;
  AtriumNode        *parent;
  GPtrArray         *open;
  guint              depth;
  AtriumContentFunc  content;
  gpointer           data;
} Build;

static gboolean
is_blank_text (AtriumTree       *tree,
               const AtriumNode *node)
{
  const char *text = atrium_source_get_text (atrium_tree_get_source (tree), NULL);

  if (node->type != ATRIUM_NODE_TEXT || node->literal != NULL)
    return FALSE;
  for (gsize i = node->outer.start; i < node->outer.end; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;

  return TRUE;
}

/* White space beside a block is not shown. */
static void
drop_space (Build *self)
{
  AtriumNode *last = self->parent->last_child;

  if (!self->html->exact && last != NULL && is_blank_text (self->html->tree, last))
    _atrium_node_remove (last);
}

static void
add_text (Build *self,
          gsize  start,
          gsize  end)
{
  AtriumNode *last = self->parent->last_child;
  gboolean block = self->parent->type == ATRIUM_NODE_DOCUMENT || self->parent->block;
  gsize pos = start;

  if (!self->html->exact && block && (last == NULL || last->block))
    {
      while (pos < end && g_ascii_isspace (self->scan->text[pos]))
        pos++;
      if (pos == end)
        return;
    }

  _atrium_html_append_text (self->html, self->scan, self->parent, start, end);
}

static void
close_to (Build      *self,
          AtriumNode *parent,
          gsize       at)
{
  for (; self->parent != parent; self->parent = self->parent->parent)
    {
      if (self->parent->block)
        drop_space (self);
      self->parent->inner.end = MAX (at, self->parent->inner.start);
      self->parent->outer.end = self->parent->inner.end;
      self->depth--;
    }
}

static void
close_implied (Build      *self,
               const char *next,
               gsize       at)
{
  AtriumNode *keep = self->parent;

  if (self->html->exact)
    return;
  for (AtriumNode *open = self->parent; open != self->top; open = open->parent)
    {
      if (_atrium_html_closes (open->tag, next))
        keep = open->parent;
      else if (_atrium_html_limits (open->tag, next))
        break;
    }
  close_to (self, keep, at);
}

static gboolean
is_table_name (const char *name)
{
  static const char * const names[] = { "table", "thead", "tbody", "tfoot", "tr", "td", "th", NULL };

  return g_strv_contains (names, name);
}

/* whether the end tag of @name leaves the open element @open alone and all around it */
static gboolean
stops_end_tag (const char *open,
               const char *name)
{
  static const char * const own[] = { "li", "dt", "dd", "td", "th", "tr", "option", "p", NULL };

  if (!_atrium_html_is_blocklike (name) && _atrium_html_is_blocklike (open))
    return TRUE;
  if (g_strv_contains (own, name) && _atrium_html_limits (open, name))
    return TRUE;
  return !is_table_name (name) &&
         (g_str_equal (open, "td") || g_str_equal (open, "th") || g_str_equal (open, "table"));
}

static void
close_element (Build      *self,
               AtriumNode *node,
               AtriumTag  *tag)
{
  AtriumSpan span = _atrium_view_span (self->scan->view, tag->start, tag->end);

  close_to (self, node, span.start);
  if (node->block)
    drop_space (self);
  node->inner.end = span.start;
  node->outer.end = span.end;
  node->closed = TRUE;
  self->parent = node->parent;
  self->depth--;
}

static void
read_end_tag (Build     *self,
              AtriumTag *tag)
{
  const char *innermost = self->open->len > 0 ? g_ptr_array_index (self->open, self->open->len - 1) : NULL;
  gboolean innermost_ends = innermost != NULL && g_str_equal (innermost, tag->name);

  if (innermost_ends)
    g_ptr_array_set_size (self->open, self->open->len - 1);

  for (AtriumNode *open = self->parent; open != self->top; open = open->parent)
    {
      if (open->tag == tag->name)
        {
          close_element (self, open, tag);
          return;
        }
      if (self->html->exact || stops_end_tag (open->tag, tag->name))
        break;
    }

  if (self->html->strict && !innermost_ends)
    add_text (self, tag->start, tag->end);
}

/* script, style and the like: opaque up to their end tag */
static void
read_opaque (Build      *self,
             AtriumNode *node,
             AtriumTag  *tag)
{
  gsize after;
  gsize at = _atrium_html_find_end_tag (self->scan, tag->end, tag->name, &after);

  if (at == G_MAXSIZE)
    {
      at = after = self->scan->end;
    }
  else
    node->closed = TRUE;

  node->inner = _atrium_view_span (self->scan->view, tag->end, at);
  _atrium_html_set_literal (self->html, self->scan, node, tag->end, at);
  if (tag->end < at)
    node->outer.end = node->inner.end;
  else
    node->inner = ATRIUM_SPAN (node->outer.end, node->outer.end);
  if (after > at)
    node->outer.end = _atrium_view_span (self->scan->view, at, after).end;
  self->scan->pos = after;
}

static gboolean
is_opaque (AtriumHtml *html,
           const char *name)
{
  if (g_str_equal (name, "script") || g_str_equal (name, "style"))
    return TRUE;
  return !html->strict && (g_str_equal (name, "title") || g_str_equal (name, "textarea") ||
                           g_str_equal (name, "xmp") || g_str_equal (name, "template"));
}

static AtriumContent
get_content (Build      *self,
             AtriumNode *node)
{
  const char *markdown = atrium_node_get_attribute (node, "markdown");

  if (markdown == NULL && self->html->parse_blocks && self->parent == self->top && self->content != NULL)
    return _atrium_html_content_model (node->tag);
  if (!self->html->strict || markdown == NULL || self->content == NULL)
    return ATRIUM_CONTENT_RAW;
  if (g_str_equal (markdown, "1"))
    return _atrium_html_content_model (node->tag);
  if (g_str_equal (markdown, "block"))
    return ATRIUM_CONTENT_BLOCK;
  return g_str_equal (markdown, "span") ? ATRIUM_CONTENT_SPAN : ATRIUM_CONTENT_RAW;
}

static gboolean
read_markdown (Build          *self,
               AtriumNode     *node,
               AtriumContent   content,
               GError        **error)
{
  node->markdown = TRUE;
  node->spelling = ATRIUM_SPELLING_MARKDOWN;
  return self->content (self->data, self->scan, node, content, error);
}

static gboolean
read_start_tag (Build      *self,
                AtriumTag  *tag,
                GError    **error)
{
  gsize at = _atrium_view_map (self->scan->view, tag->start);
  AtriumNode *node = _atrium_tag_node (self->html, self->scan, tag);
  AtriumContent content;

  close_implied (self, tag->name, at);
  node->block = node->block || self->html->exact;
  if (node->block)
    drop_space (self);
  _atrium_node_append (self->parent, node);
  self->scan->pos = tag->end;

  if (is_opaque (self->html, tag->name))
    {
      read_opaque (self, node, tag);
      return TRUE;
    }
  content = get_content (self, node);
  if (_atrium_html_is_void (tag->name) || (tag->empty && self->html->strict))
    {
      node->markdown = self->html->exact && content != ATRIUM_CONTENT_RAW;
      return TRUE;
    }

  node->closed = FALSE;
  if (content != ATRIUM_CONTENT_RAW)
    return read_markdown (self, node, content, error);

  if (self->html->strict)
    g_ptr_array_add (self->open, (gpointer) tag->name);
  self->parent = node;
  self->depth++;
  if (MAX (self->depth, self->open->len) > ATRIUM_MARKDOWN_MAX_DEPTH)
    {
      atrium_set_error_at (error, ATRIUM_ERROR_TOO_DEEP, atrium_tree_get_source (self->html->tree), at,
                           "HTML elements are nested more than %d deep", ATRIUM_MARKDOWN_MAX_DEPTH);
      return FALSE;
    }

  return TRUE;
}

static void
add_instruction (AtriumHtml *html,
                 AtriumScan *scan,
                 AtriumNode *parent,
                 gsize       at,
                 gsize       end)
{
  AtriumSpan span = _atrium_view_span (scan->view, at, end);
  AtriumNode *node = _atrium_tree_node (html->tree, ATRIUM_NODE_COMMENT, span, span);

  _atrium_html_set_literal (html, scan, node, at, end);
  _atrium_node_append (parent, node);
}

/* Reads a comment, CDATA section, instruction or doctype at @at and returns what is
 * behind it, or @at. Only the comment becomes a node. */
gsize
_atrium_html_read_comment (AtriumHtml *html,
                           AtriumScan *scan,
                           AtriumNode *parent,
                           gsize       at)
{
  const char *text = scan->text + at;
  gsize left = scan->end - at;
  gsize end;

  if (left >= 4 && memcmp (text, "<!--", 4) == 0)
    {
      AtriumNode *node;

      end = _atrium_scan_seek (scan, ATRIUM_SEEK_COMMENT_END, at + 4);
      if (end == G_MAXSIZE)
        return at;
      node = _atrium_tree_node (html->tree, ATRIUM_NODE_COMMENT,
                                _atrium_view_span (scan->view, at, end + 3),
                                _atrium_view_span (scan->view, at + 4, end));
      _atrium_html_set_literal (html, scan, node, at, end + 3);
      _atrium_node_append (parent, node);
      return end + 3;
    }
  if (left >= 9 && memcmp (text, "<![CDATA[", 9) == 0)
    {
      end = _atrium_scan_seek (scan, ATRIUM_SEEK_CDATA_END, at + 9);
      if (end == G_MAXSIZE)
        return at;
      _atrium_html_append_text (html, scan, parent, at + 9, end);
      return end + 3;
    }
  if (left >= 2 && text[1] == '?')
    {
      end = _atrium_scan_seek (scan, ATRIUM_SEEK_INSTRUCTION_END, at + 2);
      if (end == G_MAXSIZE)
        return at;
      if (html->exact)
        add_instruction (html, scan, parent, at, end + 2);
      return end + 2;
    }
  if (!html->strict && left >= 2 && text[1] == '!')
    {
      end = _atrium_scan_seek (scan, ATRIUM_SEEK_TAG_END, at + 2);
      return end == G_MAXSIZE ? at : end + 1;
    }

  return at;
}

static gboolean
read_markup (Build   *self,
             GError **error)
{
  AtriumScan *scan = self->scan;
  gsize at = scan->pos;
  gsize after = _atrium_html_read_comment (self->html, scan, self->parent, at);
  AtriumTag tag;
  gboolean ok = TRUE;

  if (after > at)
    {
      scan->pos = after;
      return TRUE;
    }
  if (!_atrium_tag_read (self->html, scan, at, &tag))
    {
      add_text (self, at, at + 1);
      scan->pos = at + 1;
      return TRUE;
    }

  scan->pos = tag.end;
  if (tag.closing)
    read_end_tag (self, &tag);
  else
    ok = read_start_tag (self, &tag, error);
  _atrium_tag_clear (&tag);

  return ok;
}

static gboolean
read_all (Build   *self,
          GError **error)
{
  AtriumScan *scan = self->scan;

  while (scan->pos < scan->end)
    {
      gsize start = scan->pos;

      if (!_atrium_tag_is_at (scan, start))
        {
          gsize pos = start + 1;

          while (pos < scan->end && !_atrium_tag_is_at (scan, pos))
            pos++;
          add_text (self, start, pos);
          scan->pos = pos;
          continue;
        }
      if (!read_markup (self, error))
        return FALSE;
      if (self->html->strict && self->open->len == 0)
        break;
    }

  return TRUE;
}

/* Reads HTML into @top. Kramdown's reading begins at a start tag and ends where that
 * element does; a browser's goes to the end of @scan. */
gboolean
_atrium_html_read_region (AtriumHtml         *html,
                          AtriumScan         *scan,
                          AtriumNode         *top,
                          guint               depth,
                          AtriumContentFunc   content,
                          gpointer            data,
                          GError            **error)
{
  Build self = {
    .html = html, .scan = scan, .top = top, .parent = top, .depth = depth,
    .content = content, .data = data, .open = g_ptr_array_new (),
  };
  gboolean ok = read_all (&self, error);
  gsize at = scan->pos > 0 ? _atrium_view_span (scan->view, scan->pos - 1, scan->pos).end : 0;

  close_to (&self, top, at);
  if (top->type == ATRIUM_NODE_DOCUMENT || top->block)
    drop_space (&self);
  g_ptr_array_unref (self.open);

  return ok;
}
