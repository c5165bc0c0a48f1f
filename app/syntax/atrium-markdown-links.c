#include "atrium-markdown-inlines-private.h"

#include "atrium-html-build-private.h"

#include <string.h>

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
set_spans (AtriumInlines *self,
           AtriumNode    *node,
           gsize          start,
           gsize          inner,
           gsize          close)
{
  node->inner = _atrium_view_span (self->scan.view, inner, close);
  node->outer = _atrium_view_span (self->scan.view, start, self->scan.pos);
  _atrium_node_cover (node);
}

/* -- links and pictures */

static char *
dup_label (AtriumInlines *self,
           gsize          start,
           gsize          end)
{
  g_autoptr(GString) out = g_string_sized_new (end - start);

  for (gsize i = start; i < end; i++)
    {
      if (self->scan.text[i] == '\\' && i + 1 < end &&
          strchr ("\\.*_+`<>()[]{}#!:|\"'$=-", self->scan.text[i + 1]) != NULL)
        i++;
      g_string_append_c (out, self->scan.text[i]);
    }

  return _atrium_normalize_label (out->str, out->len);
}

/* [id] or [] behind the brackets; FALSE where there is none */
static gboolean
skip_reference (AtriumInlines *self,
                gsize         *start,
                gsize         *end)
{
  gsize pos = self->scan.pos;
  const char *close;

  while (pos < self->scan.end && is_space (self->scan.text[pos]))
    pos++;
  if (pos >= self->scan.end || self->scan.text[pos] != '[')
    return FALSE;
  close = memchr (self->scan.text + pos, ']', self->scan.end - pos);
  if (close == NULL)
    {
      self->wasted += self->scan.end - pos;
      return FALSE;
    }

  *start = pos + 1;
  *end = close - self->scan.text;
  self->scan.pos = *end + 1;
  return TRUE;
}

static gboolean
read_reference (AtriumInlines *self,
                AtriumNode    *node,
                gsize          text_start,
                gsize          text_end)
{
  gsize start = text_start;
  gsize end = text_end;
  g_autofree char *label = NULL;
  AtriumNode *definition;

  if (skip_reference (self, &start, &end) && start < end)
    label = _atrium_normalize_label (self->scan.text + start, end - start);
  else
    {
      start = text_start;
      end = text_end;
      label = dup_label (self, start, end);
    }

  definition = g_hash_table_lookup (self->reader->links, label);
  if (definition == NULL)
    return FALSE;

  node->label = _atrium_view_span (self->scan.view, start, end);
  node->target = definition->target;
  node->title = definition->title;
  return TRUE;
}

/* the title and the closing parenthesis */
static gboolean
read_link_title (AtriumInlines *self,
                 AtriumNode    *node)
{
  const char *text = self->scan.text;
  gsize pos = self->scan.pos;
  char quote;

  while (pos < self->scan.end && is_space (text[pos]))
    pos++;
  quote = pos < self->scan.end ? text[pos] : '\0';
  if (quote != '"' && quote != '\'')
    return FALSE;

  for (gsize end = pos + 2; end < self->scan.end; end++)
    {
      gsize after = end + 1;

      if (text[end] != quote)
        continue;
      while (after < self->scan.end && is_space (text[after]))
        after++;
      if (after < self->scan.end && text[after] == ')')
        {
          node->title = _atrium_view_span (self->scan.view, pos + 1, end);
          self->scan.pos = after + 1;
          return TRUE;
        }
    }

  self->wasted += self->scan.end - pos;
  return FALSE;
}

static void
set_target (AtriumInlines *self,
            AtriumNode    *node,
            gsize          start,
            gsize          end)
{
  while (start < end && is_space (self->scan.text[start]))
    start++;
  while (end > start && is_space (self->scan.text[end - 1]))
    end--;
  node->target = _atrium_view_span (self->scan.view, start, end);
}

/* (<url>) */
static gboolean
read_angle_target (AtriumInlines *self,
                   AtriumNode    *node,
                   gboolean      *done)
{
  gsize start = self->scan.pos + 2;
  gsize line = _atrium_line_end (&self->scan, start);
  const char *close = memchr (self->scan.text + start, '>', line - start);

  *done = FALSE;
  if (close == NULL)
    return FALSE;

  node->target = _atrium_view_span (self->scan.view, start, close - self->scan.text);
  self->scan.pos = close - self->scan.text + 1;
  if (self->scan.pos < self->scan.end && self->scan.text[self->scan.pos] == ')')
    {
      self->scan.pos++;
      *done = TRUE;
    }
  return TRUE;
}

/* (url) with parentheses in it; stops in front of the white space before a title */
static gboolean
read_plain_target (AtriumInlines *self,
                   AtriumNode    *node)
{
  const char *text = self->scan.text;
  gsize start = self->scan.pos + 1;
  gsize pos = start;
  gsize open = 1;

  for (; pos < self->scan.end; pos++)
    {
      if (text[pos] == '(')
        open++;
      else if (text[pos] == ')' && --open == 0)
        break;
      else if (is_space (text[pos]) && pos + 1 < self->scan.end && (text[pos + 1] == '"' || text[pos + 1] == '\''))
        break;
    }
  set_target (self, node, start, pos);
  self->scan.pos = MIN (pos + 1, self->scan.end);

  return open == 0;
}

static gboolean
read_inline_target (AtriumInlines *self,
                    AtriumNode    *node)
{
  gboolean done;

  if (self->scan.pos + 1 < self->scan.end && self->scan.text[self->scan.pos + 1] == '<' &&
      read_angle_target (self, node, &done))
    return done || read_link_title (self, node);

  return read_plain_target (self, node) || read_link_title (self, node);
}

static gboolean
read_destination (AtriumInlines *self,
                  AtriumNode    *node,
                  gsize          inner,
                  gsize          close)
{
  gsize pos = self->scan.pos;
  gsize start;
  gsize end;

  if (skip_reference (self, &start, &end))
    {
      self->scan.pos = pos;
      return read_reference (self, node, inner, close);
    }
  if (pos < self->scan.end && self->scan.text[pos] == '(')
    return read_inline_target (self, node);

  return read_reference (self, node, inner, close);
}

gboolean
_atrium_inlines_link (AtriumInlines *self,
                      AtriumSpans   *spans)
{
  gsize start = self->scan.pos;
  gboolean image = self->scan.text[start] == '!';
  gsize inner = start + (image ? 2 : 1);
  AtriumStop stop = { .kind = ATRIUM_STOP_BRACKET, .count = 1 };
  AtriumAttempt attempt;
  AtriumNode *node;
  gboolean found;
  gsize close;

  if (inner >= self->scan.end || self->scan.text[inner - 1] != '[' || self->scan.text[inner] == '^')
    return FALSE;
  if ((!image && self->links > 0) || !_atrium_inlines_try (self, &attempt))
    {
      self->scan.pos = inner;
      return TRUE;
    }

  node = _atrium_tree_node (self->reader->tree, image ? ATRIUM_NODE_IMAGE : ATRIUM_NODE_LINK,
                            ATRIUM_SPAN_NONE, ATRIUM_SPAN_NONE);
  self->scan.pos = inner;
  self->links++;
  found = _atrium_inlines_read (self, node, &stop, FALSE);
  self->links--;
  close = self->scan.pos++;
  if (!found || !read_destination (self, node, inner, close))
    {
      self->scan.pos = MIN (self->scan.pos, self->scan.end);
      _atrium_inlines_give_up (self, &attempt, inner);
      return TRUE;
    }

  if (image)
    node->first_child = node->last_child = NULL;
  set_spans (self, node, start, inner, close);
  _atrium_spans_add (self, spans, start, node);
  return TRUE;
}

gboolean
_atrium_inlines_footnote (AtriumInlines *self,
                          AtriumSpans   *spans)
{
  const char *text = self->scan.text;
  gsize start = self->scan.pos;
  gsize pos = start + 2;
  g_autofree char *name = NULL;
  AtriumNode *node;

  if (pos >= self->scan.end || text[start + 1] != '^' || text[pos] == '-')
    return FALSE;
  while (pos < self->scan.end && (g_ascii_isalnum (text[pos]) || text[pos] == '_' || text[pos] == '-'))
    pos++;
  if (pos == start + 2 || pos >= self->scan.end || text[pos] != ']')
    return FALSE;
  name = g_strndup (text + start + 2, pos - start - 2);
  self->scan.pos = pos + 1;
  if (!g_hash_table_contains (self->reader->footnotes, name))
    return TRUE;

  node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_FOOTNOTE_REFERENCE,
                            ATRIUM_SPAN_NONE, ATRIUM_SPAN_NONE);
  set_spans (self, node, start, start + 2, pos);
  node->label = node->inner;
  _atrium_spans_add (self, spans, start, node);
  return TRUE;
}

/* -- <url> */

static gboolean
has_scheme (const char *text,
            gsize       length)
{
  static const char * const schemes[] = { "mailto:", "http:", "https:", "ftp:", "ftps:" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (length > strlen (schemes[i]) && strncmp (text, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_address (const char *text,
            gsize       length)
{
  gsize at = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '@' && at == 0)
        at = i;
      else if (!g_ascii_isalnum (text[i]) && !((guchar) text[i] >= 0x80 && !ATRIUM_IS_MASK (text[i])) &&
               strchr ("-_.", text[i]) == NULL)
        return FALSE;
    }

  return at > 0 && at + 1 < length;
}

gboolean
_atrium_inlines_autolink (AtriumInlines *self,
                          AtriumSpans   *spans)
{
  gsize start = self->scan.pos;
  const char *text = self->scan.text + start + 1;
  gsize left = self->scan.end - start - 1;
  AtriumNode *node;
  AtriumNode *child;
  gsize length;
  gsize close;

  if (left < 3 || !(g_ascii_isalnum (*text) || strchr ("-_.", *text) || (guchar) *text >= 0x80))
    return FALSE;
  close = _atrium_scan_seek (&self->scan, ATRIUM_SEEK_TAG_END, start + 1);
  if (close == G_MAXSIZE || _atrium_scan_seek (&self->scan, ATRIUM_SEEK_LINE_END, start + 1) < close)
    return FALSE;
  length = close - start - 1;
  if (!has_scheme (text, length) && !is_address (text, length))
    return FALSE;

  self->scan.pos = start + length + 2;
  node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_LINK, ATRIUM_SPAN_NONE, ATRIUM_SPAN_NONE);
  set_spans (self, node, start, start + 1, start + 1 + length);
  node->target = node->inner;
  node->marker = '<';
  child = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_TEXT, node->inner, node->inner);
  if (self->reader->html.exact)
    child->spelling = ATRIUM_SPELLING_HTML_TEXT;    /* entities stay */
  if (g_str_has_prefix (text, "mailto:"))
    child->outer.start = child->inner.start += strlen ("mailto:");
  _atrium_node_append (node, child);
  _atrium_spans_add (self, spans, start, node);
  return TRUE;
}

/* -- inline HTML */

gboolean
_atrium_inlines_is_end_tag (AtriumInlines *self,
                            AtriumStop    *stop)
{
  const char *text = self->scan.text;
  gsize pos = self->scan.pos;
  gsize length = strlen (stop->tag);

  if (text[pos] != '<' || self->scan.end - pos < length + 3 || text[pos + 1] != '/' ||
      g_ascii_strncasecmp (text + pos + 2, stop->tag, length) != 0)
    return FALSE;
  for (pos += 2 + length; pos < self->scan.end && is_space (text[pos]); )
    pos++;

  return pos < self->scan.end && text[pos] == '>';
}

static gboolean
is_markdown (AtriumSpans *spans,
             AtriumNode  *node)
{
  const char *markdown = atrium_node_get_attribute (node, "markdown");
  gboolean fits = _atrium_html_content_model (node->tag) != ATRIUM_CONTENT_RAW;

  if (g_strcmp0 (markdown, "span") == 0)
    return TRUE;
  if (g_strcmp0 (markdown, "1") == 0)
    return fits;

  return g_strcmp0 (markdown, "0") != 0 && fits && !spans->raw;
}

/* the content of an element, to its end tag or the end of the text */
static void
read_element (AtriumInlines *self,
              AtriumSpans   *spans,
              AtriumNode    *node)
{
  AtriumStop stop = { .kind = ATRIUM_STOP_TAG, .tag = node->tag };
  gsize inner = self->scan.pos;
  gsize close;

  node->markdown = is_markdown (spans, node);
  node->spelling = node->markdown ? ATRIUM_SPELLING_MARKDOWN : ATRIUM_SPELLING_HTML_TEXT;
  self->html++;
  node->closed = _atrium_inlines_read (self, node, &stop, !node->markdown);
  self->html--;

  close = self->scan.pos;
  node->inner = _atrium_view_span (self->scan.view, inner, close);
  if (inner >= close)
    node->inner = ATRIUM_SPAN (node->outer.end, node->outer.end);
  _atrium_node_cover (node);
  if (node->closed)
    {
      while (self->scan.text[self->scan.pos] != '>')
        self->scan.pos++;
      self->scan.pos++;
      node->outer.end = _atrium_view_span (self->scan.view, close, self->scan.pos).end;
    }
  else
    node->outer.end = node->inner.end;
}

static void
read_start_tag (AtriumInlines *self,
                AtriumSpans   *spans,
                AtriumTag     *tag)
{
  gsize start = self->scan.pos;
  AtriumNode *node;

  self->scan.pos = tag->end;
  if (_atrium_html_is_block (tag->name))
    return;

  node = _atrium_tag_node (&self->reader->html, &self->scan, tag);
  node->block = FALSE;
  if (!node->closed && self->depth < ATRIUM_MARKDOWN_MAX_DEPTH / 2)
    read_element (self, spans, node);
  _atrium_spans_add (self, spans, start, node);
}

gboolean
_atrium_inlines_html (AtriumInlines *self,
                      AtriumSpans   *spans)
{
  gsize start = self->scan.pos;
  AtriumNode *last = spans->parent->last_child;
  AtriumNode *node;
  AtriumTag tag;
  gsize after;

  if (!_atrium_tag_is_at (&self->scan, start) ||
      (self->reader->html.exact && self->scan.text[start + 1] == '?'))
    return FALSE;

  after = _atrium_html_read_comment (&self->reader->html, &self->scan, spans->parent, start);
  node = spans->parent->last_child;
  if (after > start && node != last && node->type == ATRIUM_NODE_COMMENT)
    {
      _atrium_node_remove (node);
      self->scan.pos = after;
      _atrium_spans_add (self, spans, start, node);
      return TRUE;
    }
  while (spans->parent->last_child != last)   /* CDATA stays as it is */
    _atrium_node_remove (spans->parent->last_child);

  if (!_atrium_tag_read (&self->reader->html, &self->scan, start, &tag))
    return FALSE;
  if (tag.closing)
    self->scan.pos = tag.end;
  else
    read_start_tag (self, spans, &tag);
  _atrium_tag_clear (&tag);

  return TRUE;
}
