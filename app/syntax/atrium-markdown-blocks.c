#include "atrium-markdown-private.h"

#include "atrium-error.h"
#include "atrium-html-build-private.h"

#include <string.h>

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

void
_atrium_frame_init (AtriumFrame *frame,
                    AtriumNode  *parent)
{
  *frame = (AtriumFrame) { .parent = parent };
  frame->kids = g_array_new (FALSE, TRUE, sizeof (AtriumKid));
}

void
_atrium_frame_clear (AtriumFrame *frame)
{
  g_clear_pointer (&frame->kids, g_array_unref);
}

AtriumKid *
_atrium_frame_last (AtriumFrame *frame)
{
  return frame->kids->len > 0 ? &g_array_index (frame->kids, AtriumKid, frame->kids->len - 1) : NULL;
}

/* Takes the IAL that waits for the next block away from it. */
void
_atrium_frame_drop_pending (AtriumFrame *frame)
{
  AtriumNode *list = frame->parent->last_child;

  for (; frame->pending && list != NULL && list->type == ATRIUM_NODE_ATTRIBUTES && list->level == 1;
       list = list->previous)
    list->level = 2;
  frame->pending = FALSE;
}

/* A block that is pushed takes the IAL that waits for it; so do a blank line and a boundary, of which
 * nothing is shown. */
void
_atrium_frame_push (AtriumFrame   *frame,
                    AtriumKidKind  kind,
                    AtriumNode    *node)
{
  AtriumKid kid = { .kind = kind, .node = node, .attributes = frame->pending };

  if (node == NULL)
    _atrium_frame_drop_pending (frame);
  frame->pending = FALSE;
  g_array_append_val (frame->kids, kid);
}

void
_atrium_frame_push_blank (AtriumFrame *frame,
                          guint        lines)
{
  AtriumKid *last = _atrium_frame_last (frame);

  if (last == NULL || last->kind != ATRIUM_KID_BLANK)
    {
      _atrium_frame_push (frame, ATRIUM_KID_BLANK, NULL);
      last = _atrium_frame_last (frame);
    }
  last->lines += lines;
}

/* kramdown's after_block_boundary? */
gboolean
_atrium_frame_at_boundary (AtriumFrame *frame)
{
  AtriumKid *last = _atrium_frame_last (frame);

  return last == NULL || last->kind == ATRIUM_KID_BLANK || last->kind == ATRIUM_KID_BOUNDARY ||
         frame->pending;
}

AtriumView *
_atrium_reader_add_job (AtriumReader *self,
                        AtriumNode   *node)
{
  AtriumJob job = { node, _atrium_view_new () };

  g_array_append_val (self->jobs, job);
  return job.view;
}

/* Each container copies its text, so what is copied grows with the depth. */
gboolean
_atrium_reader_count_copy (AtriumReader  *self,
                           AtriumScan    *scan,
                           gsize          length,
                           GError       **error)
{
  self->copied += length;
  if (self->copied <= self->copy_limit)
    return TRUE;

  atrium_set_error_at (error, ATRIUM_ERROR_TOO_DEEP, atrium_tree_get_source (self->tree),
                       _atrium_view_map (scan->view, scan->pos), "Too much text is nested too deep");
  return FALSE;
}

/* a node for the lines from @start to @end, without the last line end; already appended */
AtriumNode *
_atrium_reader_block (AtriumReader   *self,
                      AtriumScan     *scan,
                      AtriumFrame    *frame,
                      AtriumNodeType  type,
                      gsize           start,
                      gsize           end)
{
  AtriumNode *node;
  AtriumSpan span;

  while (end > start && scan->text[end - 1] == '\n')
    end--;
  span = _atrium_view_span (scan->view, start, end);
  node = _atrium_tree_node (self->tree, type, span, span);
  node->spelling = ATRIUM_SPELLING_MARKDOWN;
  _atrium_node_append (frame->parent, node);
  _atrium_frame_push (frame, ATRIUM_KID_NODE, node);

  return node;
}

/* appends the tags of a range as blocks */
void
_atrium_reader_liquid_line (AtriumReader *self,
                            AtriumScan   *scan,
                            AtriumNode   *parent,
                            gsize         start,
                            gsize         end)
{
  while (start < end)
    {
      AtriumLiquidPiece *piece = NULL;
      gsize source = _atrium_view_map (scan->view, start);

      if (ATRIUM_IS_MASK (scan->text[start]))
        piece = _atrium_liquid_piece_at (self->html.pieces, source);
      if (piece == NULL)
        {
          start++;
          continue;
        }
      if (piece->span.start == source)
        {
          AtriumNode *node = _atrium_liquid_node (self->tree, piece);

          node->block = TRUE;
          _atrium_node_append (parent, node);
        }
      start += piece->span.end - source;
    }
}

static gboolean
read_blank (AtriumReader *self,
            AtriumScan   *scan,
            AtriumFrame  *frame)
{
  guint lines;
  gsize next = _atrium_line_blanks (scan, scan->pos, &lines);
  gsize pos = scan->pos;

  if (next > pos)
    {
      _atrium_frame_push_blank (frame, lines);
      scan->pos = next;
      return TRUE;
    }
  if (_atrium_line_is_liquid (scan, pos))
    {
      scan->pos = _atrium_line_next (scan, pos);
      _atrium_reader_liquid_line (self, scan, frame->parent, pos, scan->pos);
      _atrium_frame_push_blank (frame, 1);
      return TRUE;
    }

  /* tags that render to nothing, in front of what the line is */
  pos = _atrium_line_indent (scan, pos);
  if (pos >= scan->end || scan->text[pos] != ATRIUM_MASK_CONTROL)
    return FALSE;
  while (pos < scan->end && scan->text[pos] == ATRIUM_MASK_CONTROL)
    pos++;
  _atrium_reader_liquid_line (self, scan, frame->parent, scan->pos, pos);
  scan->pos = pos;
  return TRUE;
}

static gboolean
read_quote (AtriumReader  *self,
            AtriumScan    *scan,
            AtriumFrame   *frame,
            gboolean      *taken,
            GError       **error)
{
  gsize pos = scan->pos;
  g_autoptr(AtriumView) view = NULL;
  AtriumFrame inner;
  AtriumScan lines;
  AtriumNode *node;
  gboolean ok;

  *taken = _atrium_line_quote (scan, pos) != 0;
  if (!*taken)
    return TRUE;

  view = _atrium_view_new ();
  do
    {
      gsize content = _atrium_line_quote (scan, pos);
      gsize next = _atrium_line_next (scan, pos);

      _atrium_view_append_slice (view, scan->view, content != 0 ? content : pos, next);
      pos = next;
    }
  while (!_atrium_line_ends_lazy (scan, pos));

  node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_QUOTE, scan->pos, pos);
  node->inner = _atrium_view_span (view, 0, MAX (_atrium_view_length (view), 1) - 1);
  if (!_atrium_reader_count_copy (self, scan, _atrium_view_length (view), error))
    return FALSE;
  scan->pos = pos;

  _atrium_scan_init (&lines, view, 0, _atrium_view_length (view));
  _atrium_frame_init (&inner, node);
  ok = _atrium_reader_blocks (self, &lines, &inner, error);
  _atrium_node_cover (node);
  _atrium_frame_clear (&inner);
  _atrium_scan_clear (&lines);

  return ok;
}

static gsize
trim_end (AtriumScan *scan,
          gsize       start,
          gsize       end)
{
  while (end > start && is_space (scan->text[end - 1]))
    end--;
  return end;
}

/* the text of a heading, without an id in braces */
static void
add_heading (AtriumReader *self,
             AtriumScan   *scan,
             AtriumNode   *node,
             gsize         start,
             gsize         end)
{
  AtriumView *view = _atrium_reader_add_job (self, node);

  node->inner = _atrium_view_span (scan->view, start, end);
  _atrium_view_append_slice (view, scan->view, start, end);
}

static gsize
strip_heading_id (AtriumScan *scan,
                  gsize       start,
                  gsize       end,
                  AtriumSpan *id)
{
  gsize pos;

  *id = ATRIUM_SPAN_NONE;
  if (end - start < 5 || scan->text[end - 1] != '}')
    return end;
  for (pos = end - 1; pos > start && (g_ascii_isalnum (scan->text[pos - 1]) ||
                                      strchr ("-_.:", scan->text[pos - 1]) != NULL ||
                                      (guchar) scan->text[pos - 1] >= 0x80); )
    pos--;
  if (pos == end - 1 || pos < start + 3 || memcmp (scan->text + pos - 2, "{#", 2) != 0 ||
      g_ascii_isdigit (scan->text[pos]) || !strchr (" \t", scan->text[pos - 3]))
    return end;

  *id = _atrium_view_span (scan->view, pos, end - 1);
  return trim_end (scan, start, pos - 3);
}

static gboolean
read_atx_heading (AtriumReader *self,
                  AtriumScan   *scan,
                  AtriumFrame  *frame)
{
  gsize next = _atrium_line_next (scan, scan->pos);
  gsize start = scan->pos;
  gsize end;
  gsize hashes;
  AtriumSpan id;
  AtriumNode *node;
  guint level;

  if (!_atrium_line_is_heading (scan, start))
    return FALSE;

  while (scan->text[start] == '#')
    start++;
  level = start - scan->pos;
  while (start < next && (scan->text[start] == ' ' || scan->text[start] == '\t'))
    start++;
  end = strip_heading_id (scan, start, trim_end (scan, start, next), &id);
  for (hashes = end; hashes > start && scan->text[hashes - 1] == '#'; )
    hashes--;
  if (hashes < end && hashes > start && strchr (" \t", scan->text[hashes - 1]) != NULL)
    end = trim_end (scan, start, hashes);
  if (end == start)
    return FALSE;

  node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_HEADING, scan->pos, next);
  node->level = level;
  node->marker = '#';
  node->label = id;
  add_heading (self, scan, node, start, end);
  scan->pos = next;
  return TRUE;
}

static gboolean
read_setext_heading (AtriumReader *self,
                     AtriumScan   *scan,
                     AtriumFrame  *frame)
{
  gsize start = _atrium_line_indent (scan, scan->pos);
  gsize line = _atrium_line_next (scan, scan->pos);
  gsize end = line;
  AtriumSpan id;
  AtriumNode *node;
  gsize next;

  if (start >= scan->end || is_space (scan->text[start]) || line >= scan->end ||
      !_atrium_frame_at_boundary (frame) || !strchr ("-=", scan->text[line]))
    return FALSE;
  while (end < scan->end && (scan->text[end] == '-' || scan->text[end] == '='))
    end++;
  if (!_atrium_line_is_blank (scan, end))
    return FALSE;

  next = _atrium_line_next (scan, line);
  end = strip_heading_id (scan, start, trim_end (scan, start, line), &id);
  if (end == start)
    return FALSE;
  node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_HEADING, scan->pos, next);
  node->level = scan->text[line] == '-' ? 2 : 1;
  node->marker = scan->text[line];
  node->label = id;
  add_heading (self, scan, node, start, end);
  scan->pos = next;
  return TRUE;
}

static gboolean
read_rule (AtriumReader *self,
           AtriumScan   *scan,
           AtriumFrame  *frame)
{
  char marker;
  gsize next = _atrium_line_rule (scan, scan->pos, &marker);

  if (next == 0)
    return FALSE;

  _atrium_reader_block (self, scan, frame, ATRIUM_NODE_RULE, scan->pos, next)->marker = marker;
  scan->pos = next;
  return TRUE;
}

/* Of \$$ … $$ on lines of their own kramdown takes the backslash away, and reads the rest as inlines. */
static void
skip_escape (AtriumScan *scan,
             gsize       start)
{
  gsize close = _atrium_scan_seek (scan, ATRIUM_SEEK_MATH, start + 3);

  if (close != G_MAXSIZE && close + 2 < scan->end && _atrium_line_is_blank (scan, close + 2))
    scan->pos = start + 1;
}

static gboolean
read_math (AtriumReader *self,
           AtriumScan   *scan,
           AtriumFrame  *frame)
{
  gsize start = _atrium_line_indent (scan, scan->pos);
  gsize close;
  gsize next;
  AtriumNode *node;

  if (start + 2 >= scan->end || !_atrium_frame_at_boundary (frame))
    return FALSE;
  if (self->html.exact && memcmp (scan->text + start, "\\$$", 3) == 0)
    {
      skip_escape (scan, start);
      return FALSE;
    }
  if (memcmp (scan->text + start, "$$", 2) != 0)
    return FALSE;
  close = _atrium_scan_seek (scan, ATRIUM_SEEK_MATH, start + 2);
  if (close == G_MAXSIZE)
    return FALSE;

  next = _atrium_line_is_blank (scan, close + 2) ? _atrium_line_next (scan, close + 2) : close + 2;
  if (!_atrium_line_is_block_boundary (scan, next))
    return FALSE;
  node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_MATH, scan->pos, next);
  node->inner = _atrium_view_span (scan->view, start + 2, close);
  _atrium_html_set_literal (&self->html, scan, node, start + 2, close);
  node->block = TRUE;
  scan->pos = next;
  return TRUE;
}

/* an end tag at the start of a line ends the element whose Markdown is read */
static gboolean
is_end_of_parent (AtriumReader *self,
                  AtriumScan   *scan,
                  AtriumFrame  *frame)
{
  gsize at = _atrium_line_indent (scan, scan->pos);
  AtriumTag tag;
  gboolean ends;

  if (frame->parent->type != ATRIUM_NODE_ELEMENT || at + 1 >= scan->end ||
      scan->text[at] != '<' || scan->text[at + 1] != '/' ||
      !_atrium_tag_read (&self->html, scan, at, &tag))
    return FALSE;

  ends = tag.name == frame->parent->tag && !_atrium_html_is_span (tag.name);
  _atrium_tag_clear (&tag);
  return ends;
}

static gboolean
read_block_content (AtriumReader  *self,
                    AtriumScan    *scan,
                    AtriumNode    *element,
                    GError       **error)
{
  gsize start = scan->pos;
  AtriumFrame frame;
  AtriumTag tag;
  gboolean ok;
  gsize at;

  if (_atrium_line_is_blank (scan, start))
    scan->pos = _atrium_line_next (scan, start);
  _atrium_frame_init (&frame, element);
  ok = _atrium_reader_blocks (self, scan, &frame, error);

  if (ok && scan->pos < scan->end && is_end_of_parent (self, scan, &frame))
    {
      at = _atrium_line_indent (scan, scan->pos);
      _atrium_tag_read (&self->html, scan, at, &tag);
      element->inner.end = _atrium_view_span (scan->view, at, tag.end).start;
      element->outer.end = _atrium_view_span (scan->view, at, tag.end).end;
      element->closed = TRUE;
      scan->pos = tag.end;
      _atrium_tag_clear (&tag);
    }
  else if (scan->pos > start)
    {
      element->inner.end = _atrium_view_span (scan->view, start, scan->pos).end;
      element->outer.end = element->inner.end;
    }
  _atrium_frame_clear (&frame);

  return ok;
}

static void
read_span_content (AtriumReader *self,
                   AtriumScan   *scan,
                   AtriumNode   *element)
{
  gsize start = scan->pos;
  gsize after = scan->end;
  gsize at = _atrium_html_find_end_tag (scan, start, element->tag, &after);
  AtriumView *view = _atrium_reader_add_job (self, element);

  element->closed = at != G_MAXSIZE;
  if (at == G_MAXSIZE)
    at = after = scan->end;
  _atrium_view_append_slice (view, scan->view, start, at);
  if (at > start)
    element->inner.end = _atrium_view_span (scan->view, start, at).end;
  element->outer.end = after > at ? _atrium_view_span (scan->view, at, after).end : element->inner.end;
  scan->pos = after;
}

static gboolean
read_content (gpointer        data,
              AtriumScan     *scan,
              AtriumNode     *element,
              AtriumContent   content,
              GError        **error)
{
  AtriumReader *self = data;

  if (content == ATRIUM_CONTENT_BLOCK)
    return read_block_content (self, scan, element, error);

  read_span_content (self, scan, element);
  return TRUE;
}

static void
skip_trailing_space (AtriumScan *scan)
{
  gsize pos = scan->pos;

  while (pos < scan->end && (scan->text[pos] == ' ' || scan->text[pos] == '\t'))
    pos++;
  if (pos < scan->end && scan->text[pos] == '\n')
    scan->pos = pos + 1;
}

static gboolean
is_block_start_tag (AtriumReader *self,
                    AtriumScan   *scan,
                    gsize         at)
{
  AtriumTag tag;
  gboolean block;

  if (!_atrium_tag_read (&self->html, scan, at, &tag))
    return FALSE;

  block = !tag.closing && !_atrium_html_is_span (tag.name);
  _atrium_tag_clear (&tag);
  return block;
}

/* Behind elements without content, scripts and styles kramdown takes the end of the line for a blank one. */
static gboolean
leaves_line_end (const AtriumNode *node)
{
  if (node->type != ATRIUM_NODE_ELEMENT)
    return FALSE;

  return g_str_equal (node->tag, "script") || g_str_equal (node->tag, "style") ||
         (node->closed && node->inner.start == node->outer.end);
}

/* a comment or element at the start of a line */
static gboolean
read_html (AtriumReader  *self,
           AtriumScan    *scan,
           AtriumFrame   *frame,
           gboolean      *taken,
           GError       **error)
{
  gsize at = _atrium_line_indent (scan, scan->pos);
  AtriumNode *before = frame->parent->last_child;

  *taken = FALSE;
  if (at >= scan->end || !_atrium_tag_is_at (scan, at))
    return TRUE;

  if (scan->text[at + 1] == '!')
    {
      gsize after = at == scan->pos ? _atrium_html_read_comment (&self->html, scan, frame->parent, at) : at;

      if (after == at)
        return TRUE;
      scan->pos = after;
    }
  else
    {
      if (!is_block_start_tag (self, scan, at))
        return TRUE;
      scan->pos = at;
      if (!_atrium_html_read_region (&self->html, scan, frame->parent, self->depth, read_content, self, error))
        return FALSE;
    }

  *taken = TRUE;
  for (AtriumNode *node = before != NULL ? before->next : frame->parent->first_child;
       node != NULL; node = node->next)
    node->block = node->type != ATRIUM_NODE_TEXT;
  _atrium_frame_push (frame, ATRIUM_KID_NODE, frame->parent->last_child);
  if (!leaves_line_end (frame->parent->last_child))
    skip_trailing_space (scan);
  return TRUE;
}

/* PARAGRAPH_END_GFM */
static gboolean
ends_paragraph (AtriumScan *scan,
                gsize       pos)
{
  return _atrium_line_ends_lazy (scan, pos) || _atrium_line_bullet (scan, pos, 3) != 0 ||
         _atrium_line_number (scan, pos, 3) != 0 || _atrium_line_is_heading (scan, pos) ||
         _atrium_line_definition (scan, pos, 3) != 0 || _atrium_line_quote (scan, pos) != 0 ||
         _atrium_line_fence (scan, pos) != 0;
}

/* Appends lines to the text of a paragraph; white space at their start is kept only where the tree
 * is to be kramdown's own. */
static void
append_lines (AtriumView *view,
              AtriumScan *scan,
              gsize       start,
              gsize       end,
              gboolean    exact)
{
  while (start < end)
    {
      gsize next = MIN (end, _atrium_line_next (scan, start));

      while (!exact && start < next && scan->text[start] != '\n' && is_space (scan->text[start]))
        start++;
      _atrium_view_append_slice (view, scan->view, start, next);
      start = next;
    }
}

static void
continue_paragraph (AtriumReader *self,
                    AtriumScan   *scan,
                    AtriumNode   *node,
                    gsize         start,
                    gsize         end)
{
  AtriumJob *job = &g_array_index (self->jobs, AtriumJob, self->jobs->len - 1);

  gsize line = scan->pos;

  g_return_if_fail (job->node == node);

  /* the line end that was trimmed, with two spaces before it */
  if (line >= 3 && memcmp (scan->text + line - 3, "  \n", 3) == 0)
    _atrium_view_append_slice (job->view, scan->view, line - 3, line);
  else
    _atrium_view_append_line_end (job->view, node->outer.end);
  append_lines (job->view, scan, start, end, self->html.exact);
  node->inner.end = _atrium_view_span (scan->view, start, end).end;
}

static gboolean
read_paragraph (AtriumReader *self,
                AtriumScan   *scan,
                AtriumFrame  *frame)
{
  AtriumKid *last = _atrium_frame_last (frame);
  gsize start = scan->pos;
  gsize next = start;
  AtriumNode *node;
  gsize end;

  do
    next = _atrium_line_next (scan, next);
  while (!ends_paragraph (scan, next));
  while (start < next && is_space (scan->text[start]))
    start++;
  end = trim_end (scan, start, next);

  if (last != NULL && last->kind == ATRIUM_KID_NODE && last->node->type == ATRIUM_NODE_PARAGRAPH &&
      last->node->marker == '\0')
    {
      node = last->node;
      continue_paragraph (self, scan, node, start, end);
      for (gsize line = next; line > scan->pos && scan->text[line - 1] == '\n'; line--)
        node->outer.end = _atrium_view_span (scan->view, scan->pos, line - 1).end;
    }
  else
    {
      node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_PARAGRAPH, scan->pos, next);
      node->inner = _atrium_view_span (scan->view, start, end);
      append_lines (_atrium_reader_add_job (self, node), scan, start, end, self->html.exact);
    }
  scan->pos = next;

  return TRUE;
}

/* A line with one to three spaces and a tab in front begins nothing that kramdown knows: it is text
 * outside of any paragraph. */
static gboolean
read_stray_line (AtriumReader *self,
                 AtriumScan   *scan,
                 AtriumFrame  *frame)
{
  AtriumKid *last = _atrium_frame_last (frame);
  gsize start = scan->pos;
  gsize next = _atrium_line_next (scan, start);
  gsize tab = _atrium_line_indent (scan, start);

  if (!self->html.exact || tab == start || tab >= scan->end || scan->text[tab] != '\t')
    return FALSE;

  if (last != NULL && last->kind == ATRIUM_KID_NODE && last->node->type == ATRIUM_NODE_PARAGRAPH &&
      last->node->marker == '\t')
    _atrium_view_append_slice (g_array_index (self->jobs, AtriumJob, self->jobs->len - 1).view, scan->view, start, next);
  else
    {
      AtriumNode *node = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_PARAGRAPH, start, next);

      node->tight = TRUE;
      node->marker = '\t';
      _atrium_view_append_slice (_atrium_reader_add_job (self, node), scan->view, start, next);
    }
  scan->pos = next;
  return TRUE;
}

static gboolean
read_boundary_mark (AtriumScan  *scan,
                    AtriumFrame *frame)
{
  if (!_atrium_line_is_boundary_mark (scan, scan->pos))
    return FALSE;

  _atrium_frame_push (frame, ATRIUM_KID_BOUNDARY, NULL);
  scan->pos = _atrium_line_next (scan, scan->pos);
  return TRUE;
}

/* the first half of kramdown's parsers, in its order */
static gboolean
read_container (AtriumReader  *self,
                AtriumScan    *scan,
                AtriumFrame   *frame,
                gboolean      *taken,
                GError       **error)
{
  *taken = read_blank (self, scan, frame) || _atrium_reader_indented_code (self, scan, frame) ||
           _atrium_reader_fenced_code (self, scan, frame);
  if (*taken)
    return TRUE;
  if (!read_quote (self, scan, frame, taken, error))
    return FALSE;
  if (*taken)
    return TRUE;

  *taken = read_atx_heading (self, scan, frame) || read_rule (self, scan, frame);
  if (*taken)
    return TRUE;
  if (!_atrium_reader_list (self, scan, frame, taken, error))
    return FALSE;
  if (!*taken && !_atrium_reader_definitions (self, scan, frame, taken, error))
    return FALSE;

  return *taken || read_html (self, scan, frame, taken, error);
}

static gboolean
read_one (AtriumReader  *self,
          AtriumScan    *scan,
          AtriumFrame   *frame,
          GError       **error)
{
  gboolean taken;

  if (!read_container (self, scan, frame, &taken, error))
    return FALSE;
  if (taken || is_end_of_parent (self, scan, frame))
    return TRUE;

  if (read_setext_heading (self, scan, frame) || read_math (self, scan, frame) ||
      _atrium_reader_table (self, scan, frame))
    return TRUE;
  if (!_atrium_reader_footnote (self, scan, frame, &taken, error))
    return FALSE;

  return taken || _atrium_reader_link_definition (self, scan, frame) ||
         _atrium_reader_abbreviation (self, scan, frame) ||
         _atrium_reader_extension (self, scan, frame) ||
         read_boundary_mark (scan, frame) || read_stray_line (self, scan, frame) ||
         read_paragraph (self, scan, frame);
}

/* Reads blocks into @frame up to the end of @scan, or to the end tag of the element
 * that @frame is the inside of. */
gboolean
_atrium_reader_blocks (AtriumReader  *self,
                       AtriumScan    *scan,
                       AtriumFrame   *frame,
                       GError       **error)
{
  gboolean ok = TRUE;

  if (self->depth >= ATRIUM_MARKDOWN_MAX_DEPTH)
    {
      atrium_set_error_at (error, ATRIUM_ERROR_TOO_DEEP, atrium_tree_get_source (self->tree),
                           _atrium_view_map (scan->view, scan->pos),
                           "Blocks are nested more than %d deep", ATRIUM_MARKDOWN_MAX_DEPTH);
      return FALSE;
    }

  self->depth++;
  while (ok && scan->pos < scan->end)
    {
      gsize start = scan->pos;

      ok = read_one (self, scan, frame, error);
      if (scan->pos == start)
        break;
    }
  self->depth--;

  return ok;
}
