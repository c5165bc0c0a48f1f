#include "atrium-markdown-private.h"

#include <string.h>

/* Lists and definition lists. An item's lines are gathered with their indentation taken
 * away, then read as blocks; a nested list that comes after text begins a new part. */
typedef struct
{
  AtriumNode *node;
  AtriumView *view;
  GArray     *parts;         /* gsize: where each part of the view begins */
  gsize       indentation;   /* column of the content */
  gboolean    nested;        /* nested_list_found */
  gsize       loose_liquid;  /* first of the tags at the item's end that are not indented */
  gboolean    paragraph_first;  /* definition: comes after a blank line */
} Item;

typedef struct
{
  AtriumReader *reader;
  AtriumScan   *scan;
  AtriumFrame  *frame;
  AtriumNode   *list;
  gboolean      ordered;
  gsize         max_indent;     /* of the next marker */
  guint         n_items;
  gboolean      any_other;      /* an earlier item does not begin with a loose paragraph */
  gboolean      boundary;       /* ended by ^ */
  gboolean      last_blank;
  gboolean      trailing_blank; /* of the item that was read last */
} List;

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
clear_item (Item *item)
{
  g_clear_pointer (&item->view, _atrium_view_free);
  g_clear_pointer (&item->parts, g_array_unref);
  item->node = NULL;
}

static AtriumNode *
add_attributes (AtriumReader *self,
                AtriumScan   *scan,
                AtriumNode   *parent,
                gsize         start,
                gsize         end)
{
  AtriumNode *node = _atrium_tree_node (self->tree, ATRIUM_NODE_ATTRIBUTES,
                                        _atrium_view_span (scan->view, start, end),
                                        _atrium_view_span (scan->view, start + 2, end - 1));

  _atrium_node_append (parent, node);
  return node;
}

/* an IAL right behind the marker belongs to the item; @end is behind its brace */
static gboolean
find_item_attributes (AtriumScan *scan,
                      gsize       pos,
                      gsize      *start,
                      gsize      *end)
{
  gsize name;

  while (pos < scan->end && (scan->text[pos] == ' ' || scan->text[pos] == '\t'))
    pos++;
  if (pos + 3 >= scan->end || memcmp (scan->text + pos, "{:", 2) != 0 || strchr (":/", scan->text[pos + 2]))
    return FALSE;
  *start = pos;
  for (name = pos + 2; name < scan->end && (g_ascii_isalnum (scan->text[name]) ||
                                            strchr ("_-", scan->text[name]) != NULL); )
    name++;
  if (scan->text[name] == ':')
    return FALSE;
  for (pos += 2; pos < scan->end && scan->text[pos] != '}' && scan->text[pos] != '\n'; )
    pos += scan->text[pos] == '\\' && scan->text[pos + 1] == '}' ? 2 : 1;
  if (pos >= scan->end || scan->text[pos] != '}')
    return FALSE;

  *end = pos + 1;
  return TRUE;
}

/* columns of white space in front of the text, where the first is column @indentation */
static gsize
count_columns (AtriumScan *scan,
               gsize       pos,
               gsize       indentation)
{
  gsize column = 0;

  for (; pos < scan->end; pos++)
    {
      if (scan->text[pos] == ' ')
        column++;
      else if (scan->text[pos] == '\t')
        column += 4 - (column + indentation) % 4;
      else
        break;
    }

  return column;
}

/* the line with the marker; @marker is behind it */
static void
begin_item (AtriumReader *self,
            AtriumScan   *scan,
            Item         *item,
            AtriumNode   *parent,
            gboolean      definition,
            gsize         marker)
{
  gsize next = _atrium_line_next (scan, scan->pos);
  gsize content = marker;
  gsize start;
  gsize end;
  gboolean attributes = find_item_attributes (scan, marker, &start, &end);
  AtriumSpan span = _atrium_view_span (scan->view, scan->pos, MAX (next - 1, marker));

  item->indentation = marker - scan->pos;
  if (_atrium_line_is_blank (scan, attributes ? end : marker))
    item->indentation = 4;
  else
    item->indentation += count_columns (scan, marker, item->indentation);

  item->node = _atrium_tree_node (self->tree, definition ? ATRIUM_NODE_DEFINITION : ATRIUM_NODE_ITEM,
                                  span, span);
  item->node->marker = scan->text[marker - 1];
  _atrium_node_append (parent, item->node);
  if (attributes)
    {
      add_attributes (self, scan, item->node, start, end);
      content = end;
    }
  while (content < next && is_space (scan->text[content]))
    content++;
  item->node->inner = _atrium_view_span (scan->view, attributes ? start : MIN (content, next - 1), next - 1);
  if (item->node->inner.end < item->node->inner.start)
    item->node->inner.end = item->node->inner.start;

  item->view = _atrium_view_new ();
  item->parts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_array_append_vals (item->parts, &(gsize) { 0 }, 1);
  _atrium_view_append_slice (item->view, scan->view, content, next);
  item->loose_liquid = G_MAXSIZE;
  item->nested = content < next && (_atrium_line_bullet (scan, content, 3) != 0 ||
                                    _atrium_line_number (scan, content, 3) != 0);
  scan->pos = next;
}

/* a line that is indented to the item's content: content_re */
static gboolean
is_indented (AtriumScan *scan,
             gsize       pos,
             gsize       indentation)
{
  gsize units = 0;

  while (pos < scan->end && units < indentation / 4)
    {
      if (scan->text[pos] == '\t')
        pos++;
      else if (pos + 4 <= scan->end && memcmp (scan->text + pos, "    ", 4) == 0)
        pos += 4;
      else
        return FALSE;
      units++;
    }
  if (units < indentation / 4)
    return FALSE;
  if (pos < scan->end && scan->text[pos] == '\t')
    return TRUE;
  for (gsize i = 0; i < indentation % 4; i++)
    if (pos + i >= scan->end || scan->text[pos + i] != ' ')
      return FALSE;

  return TRUE;
}

/* whether an unindented line goes on with the item's text: lazy_re */
static gboolean
is_lazy (AtriumScan *scan,
         gsize       pos,
         gsize       indentation)
{
  gsize max = MIN (indentation, 3);
  gsize start;
  gsize end;

  return _atrium_line_attributes (scan, pos, max, &start, &end) == 0 &&
         !_atrium_line_is_html (scan, pos, max);
}

/* Appends a line with @indentation columns taken away, where it has them. */
static gboolean
append_line (Item       *item,
             AtriumScan *scan,
             gboolean    lists)
{
  gsize pos = scan->pos;
  gsize next = _atrium_line_next (scan, pos);
  gsize source = _atrium_view_map (scan->view, pos);
  gsize text = pos;
  gsize tabs;
  gsize spaces;
  gsize columns;
  gboolean indented;
  gsize at = _atrium_view_length (item->view);
  AtriumScan line;
  gboolean marker;

  while (text < next && scan->text[text] == '\t')
    text++;
  tabs = (text - pos) * 4;
  while (text < next && scan->text[text] == ' ')
    text++;
  spaces = (text - pos) - tabs / 4;
  columns = tabs + spaces;
  indented = columns >= item->indentation;
  if (indented)
    columns -= item->indentation;

  _atrium_view_append_spaces (item->view, columns - MIN (columns, spaces), source, tabs > 0);
  _atrium_view_append_slice (item->view, scan->view, text - MIN (columns, spaces), next);
  scan->pos = next;
  if (!lists)
    return indented;

  _atrium_scan_init (&line, item->view, at, _atrium_view_length (item->view));
  marker = _atrium_line_bullet (&line, at, 3) != 0 || _atrium_line_number (&line, at, 3) != 0;
  if (marker && !item->nested && indented)
    {
      g_array_append_val (item->parts, at);
      item->nested = TRUE;
    }
  else if (marker && item->nested && !indented)
    {
      _atrium_view_truncate (item->view, at);
      _atrium_view_append_spaces (item->view, item->indentation + 4, source, 0);
      _atrium_view_append_slice (item->view, scan->view, pos, next);
    }

  return indented;
}

static void
extend_item (Item       *item,
             AtriumScan *scan,
             gsize       start,
             gsize       end)
{
  item->node->outer.end = _atrium_view_span (scan->view, start, end).end;
  item->node->inner.end = MAX (item->node->inner.start, item->node->outer.end);
  item->loose_liquid = G_MAXSIZE;
}

/* a line of tags is a blank line with something on it */
static void
append_liquid (Item       *item,
               AtriumScan *scan)
{
  gsize pos = scan->pos;
  gsize source = _atrium_view_map (scan->view, pos);
  gsize end = _atrium_line_end (scan, pos);
  gsize loose = item->loose_liquid;
  gboolean indented = is_indented (scan, pos, item->indentation);

  append_line (item, scan, FALSE);
  extend_item (item, scan, pos, end);
  if (!indented)
    item->loose_liquid = MIN (loose, source);
}

static gboolean
read_parts (AtriumReader  *self,
            AtriumScan    *scan,
            AtriumFrame   *frame,
            Item          *item,
            GError       **error)
{
  gsize length = _atrium_view_length (item->view);
  gboolean ok = _atrium_reader_count_copy (self, scan, length, error);

  for (guint i = 0; ok && i < item->parts->len; i++)
    {
      gsize start = g_array_index (item->parts, gsize, i);
      gsize end = i + 1 < item->parts->len ? g_array_index (item->parts, gsize, i + 1) : length;
      AtriumScan part;

      _atrium_scan_init (&part, item->view, start, end);
      ok = _atrium_reader_blocks (self, &part, frame, error);
      _atrium_scan_clear (&part);
    }
  _atrium_node_cover (item->node);

  return ok;
}

/* Tags behind the last item's text that are not indented stand behind the item. */
static void
hoist_liquid (Item       *item,
              AtriumNode *parent)
{
  AtriumNode *node = item->node->last_child;
  AtriumNode *last;

  if (item->loose_liquid == G_MAXSIZE)
    return;
  while (node != NULL && node->outer.start >= item->loose_liquid)
    node = node->previous;
  last = node;
  for (node = last != NULL ? last->next : item->node->first_child; node != NULL; )
    {
      AtriumNode *next = node->next;

      _atrium_node_remove (node);
      _atrium_node_append (parent, node);
      node = next;
    }
  item->node->inner.end = last != NULL ? MAX (last->outer.end, item->node->inner.start) : item->node->inner.start;
  item->node->outer.end = item->node->inner.end;
}

static gboolean
is_paragraph (AtriumKid *kid)
{
  return kid->kind == ATRIUM_KID_NODE && kid->node->type == ATRIUM_NODE_PARAGRAPH && kid->node->marker == '\0';
}

/* the rules by which kramdown shows an item's first paragraph without its tags */
static gboolean
is_tight (List     *self,
          GArray   *kids,
          gboolean  last)
{
  AtriumKid *first = &g_array_index (kids, AtriumKid, 0);
  AtriumKid *second = first + 1;

  if (kids->len == 0 || !is_paragraph (first))
    return FALSE;
  if (kids->len >= 2 && second->kind == ATRIUM_KID_BLANK && !(last && kids->len == 2 && !self->boundary))
    return FALSE;

  return !last || self->n_items == 1 || self->any_other;
}

/* Kramdown ends the text of a paragraph without tags with a line end, where something follows. */
static void
make_tight (AtriumReader *self,
            AtriumNode   *paragraph,
            gboolean      followed)
{
  paragraph->tight = TRUE;
  for (guint i = self->jobs->len; self->html.exact && followed && i > 0; i--)
    {
      AtriumJob *job = &g_array_index (self->jobs, AtriumJob, i - 1);

      if (job->node != paragraph)
        continue;
      _atrium_view_append_line_end (job->view, paragraph->inner.end);
      return;
    }
}

static gboolean
end_item (List    *self,
          Item    *item,
          gboolean last,
          GError **error)
{
  AtriumFrame frame;
  gboolean tight = FALSE;
  gboolean ok;
  GArray *kids;

  if (item->node == NULL)
    return TRUE;

  _atrium_frame_init (&frame, item->node);
  ok = read_parts (self->reader, self->scan, &frame, item, error);
  kids = frame.kids;
  if (kids->len >= 2 && is_paragraph (&g_array_index (kids, AtriumKid, 0)) &&
      g_array_index (kids, AtriumKid, 0).attributes &&
      g_array_index (kids, AtriumKid, 1).kind == ATRIUM_KID_ATTRIBUTES)
    g_array_remove_index (kids, 1);

  if (ok && kids->len > 0)
    {
      tight = is_tight (self, kids, last);
      if (tight)
        make_tight (self->reader, g_array_index (kids, AtriumKid, 0).node,
                    kids->len > 1 && g_array_index (kids, AtriumKid, 1).kind != ATRIUM_KID_BLANK);
      self->trailing_blank = _atrium_frame_last (&frame)->kind == ATRIUM_KID_BLANK;
    }
  if (kids->len == 0 || tight || !is_paragraph (&g_array_index (kids, AtriumKid, 0)))
    self->any_other = TRUE;

  hoist_liquid (item, last ? self->frame->parent : self->list);
  _atrium_frame_clear (&frame);
  clear_item (item);
  return ok;
}

static gsize
find_marker (List *self)
{
  if (self->ordered)
    return _atrium_line_number (self->scan, self->scan->pos, self->max_indent);

  return _atrium_line_bullet (self->scan, self->scan->pos, self->max_indent);
}

/* one line of the list; FALSE where it ends before that line */
static gboolean
read_line (List     *self,
           Item     *item,
           gboolean *more,
           GError  **error)
{
  AtriumScan *scan = self->scan;
  gsize pos = scan->pos;
  gsize marker = find_marker (self);
  guint lines;
  gsize next;
  char rule;

  *more = TRUE;
  if (self->last_blank && _atrium_line_rule (scan, pos, &rule) != 0)
    *more = FALSE;
  else if (_atrium_line_is_boundary_mark (scan, pos))
    {
      self->boundary = TRUE;
      scan->pos = _atrium_line_next (scan, pos);
      *more = FALSE;
    }
  else if (marker != 0)
    {
      if (!end_item (self, item, FALSE, error))
        return FALSE;
      begin_item (self->reader, scan, item, self->list, FALSE, marker);
      self->max_indent = MIN (item->indentation, 4) - 1;
      self->n_items++;
      self->last_blank = FALSE;
    }
  else if (_atrium_line_is_liquid (scan, pos))
    {
      append_liquid (item, scan);
      item->nested = TRUE;
      self->last_blank = TRUE;
    }
  else if ((next = _atrium_line_blanks (scan, pos, &lines)) > pos)
    {
      item->nested = TRUE;
      self->last_blank = TRUE;
      _atrium_view_append_slice (item->view, scan->view, pos, next);
      scan->pos = next;
    }
  else if (is_indented (scan, pos, item->indentation) ||
           (!self->last_blank && is_lazy (scan, pos, item->indentation)))
    {
      append_line (item, scan, TRUE);
      extend_item (item, scan, pos, MAX (pos, scan->pos - 1));
      self->last_blank = FALSE;
    }
  else
    *more = FALSE;

  return TRUE;
}

static void
finish_list (List *self)
{
  AtriumNode *last = self->list->last_child;

  self->list->outer.end = last->outer.end;
  self->list->inner = self->list->outer;
  if (self->trailing_blank && !self->boundary)
    _atrium_frame_push_blank (self->frame, 1);
}

/* Reads the list that begins at the line, if one does. */
gboolean
_atrium_reader_list (AtriumReader  *self,
                     AtriumScan    *scan,
                     AtriumFrame   *frame,
                     gboolean      *taken,
                     GError       **error)
{
  gboolean ordered = _atrium_line_number (scan, scan->pos, 3) != 0;
  List list = { .reader = self, .scan = scan, .frame = frame, .ordered = ordered, .max_indent = 3 };
  Item item = { 0 };
  gboolean more = TRUE;
  gboolean ok = TRUE;
  gsize marker;

  *taken = ordered || _atrium_line_bullet (scan, scan->pos, 3) != 0;
  if (!*taken)
    return TRUE;

  list.list = _atrium_reader_block (self, scan, frame, ATRIUM_NODE_LIST, scan->pos,
                                    _atrium_line_next (scan, scan->pos));
  marker = find_marker (&list);
  list.list->marker = scan->text[marker - 1];
  if (ordered)
    {
      gsize digits = marker - 1;

      while (digits > scan->pos && g_ascii_isdigit (scan->text[digits - 1]))
        digits--;
      list.list->level = MIN (g_ascii_strtoull (scan->text + digits, NULL, 10), G_MAXINT);
    }

  while (ok && more && scan->pos < scan->end)
    ok = read_line (&list, &item, &more, error);
  if (ok)
    ok = end_item (&list, &item, TRUE, error);
  clear_item (&item);
  if (ok)
    finish_list (&list);

  return ok;
}

/* -- definition lists */

/* the list that a term begins with; returns where its text begins */
static gsize
read_term_attributes (AtriumReader *self,
                      AtriumView   *view,
                      gsize         start,
                      gsize         end,
                      AtriumNode   *term)
{
  AtriumScan line;
  gsize open;
  gsize close;

  _atrium_scan_init (&line, view, start, end);
  if (!find_item_attributes (&line, start, &open, &close))
    return start;

  add_attributes (self, &line, term, open, close);
  while (close < end && is_space (line.text[close]))
    close++;
  return close;
}

/* Makes the lines of the paragraph before the first definition its terms. */
static AtriumNode *
make_terms (AtriumReader *self,
            AtriumFrame  *frame,
            AtriumNode   *paragraph)
{
  AtriumJob job = g_array_index (self->jobs, AtriumJob, self->jobs->len - 1);
  AtriumNode *list = _atrium_tree_node (self->tree, ATRIUM_NODE_DEFINITION_LIST,
                                        paragraph->outer, paragraph->outer);
  gsize length = _atrium_view_length (job.view);
  AtriumNode *behind = paragraph->next;

  g_array_set_size (self->jobs, self->jobs->len - 1);
  _atrium_node_remove (paragraph);
  list->marker = ':';
  _atrium_node_append (frame->parent, list);

  for (gsize start = 0; start < length; )
    {
      const char *lf = memchr (job.view->text->str + start, '\n', length - start);
      gsize end = lf != NULL ? (gsize) (lf - job.view->text->str) : length;
      AtriumSpan span = _atrium_view_span (job.view, start, end);
      AtriumNode *term = _atrium_tree_node (self->tree, ATRIUM_NODE_TERM, span, span);

      _atrium_node_append (list, term);
      start = read_term_attributes (self, job.view, start, end, term);
      _atrium_view_append_slice (_atrium_reader_add_job (self, term), job.view, start, end);
      start = end + 1;
    }
  _atrium_view_free (job.view);

  /* tags on lines of their own */
  while (behind != NULL && behind != list)
    {
      AtriumNode *next = behind->next;

      _atrium_node_remove (behind);
      _atrium_node_append (list, behind);
      behind = next;
    }

  return list;
}

/* the paragraph whose lines are terms, taken from the frame; NULL where there is none */
static AtriumNode *
take_terms (AtriumReader *self,
            AtriumFrame  *frame,
            gboolean     *loose)
{
  AtriumKid *last = _atrium_frame_last (frame);
  guint n = frame->kids->len;
  AtriumNode *paragraph;

  *loose = FALSE;
  if (last == NULL)
    return NULL;
  if (last->kind == ATRIUM_KID_BLANK)
    {
      if (n < 2 || last->lines != 1 || !is_paragraph (last - 1))
        return NULL;
      *loose = TRUE;
      last--;
      n--;
    }
  else if (!is_paragraph (last))
    return NULL;
  paragraph = last->node;
  if (self->jobs->len == 0 ||
      g_array_index (self->jobs, AtriumJob, self->jobs->len - 1).node != paragraph)
    return NULL;

  g_array_set_size (frame->kids, n - 1);
  return paragraph;
}

static gboolean
end_definition (List    *self,
                Item    *item,
                GError **error)
{
  AtriumFrame frame;
  AtriumKid *first;
  gboolean ok;

  if (item->node == NULL)
    return TRUE;

  _atrium_frame_init (&frame, item->node);
  ok = read_parts (self->reader, self->scan, &frame, item, error);
  first = frame.kids->len > 0 ? &g_array_index (frame.kids, AtriumKid, 0) : NULL;
  if (ok && first != NULL)
    {
      self->trailing_blank = _atrium_frame_last (&frame)->kind == ATRIUM_KID_BLANK;
      if (is_paragraph (first) && !item->paragraph_first)
        make_tight (self->reader, first->node, frame.kids->len - self->trailing_blank > 1);
    }
  _atrium_frame_clear (&frame);
  clear_item (item);

  return ok;
}

static gboolean
read_definition_line (List     *self,
                      Item     *item,
                      gboolean *loose,
                      gboolean *more,
                      GError  **error)
{
  AtriumScan *scan = self->scan;
  gsize pos = scan->pos;
  gsize marker = _atrium_line_definition (scan, pos, self->max_indent);
  guint lines;
  gsize next;

  *more = TRUE;
  if (marker != 0)
    {
      if (!end_definition (self, item, error))
        return FALSE;
      begin_item (self->reader, scan, item, self->list, TRUE, marker);
      item->paragraph_first = *loose;
      self->max_indent = MIN (item->indentation, 4) - 1;
      *loose = FALSE;
      self->last_blank = FALSE;
    }
  else if (_atrium_line_is_boundary_mark (scan, pos))
    *more = FALSE;
  else if (_atrium_line_is_liquid (scan, pos))
    {
      append_liquid (item, scan);
      *loose = TRUE;
      self->last_blank = TRUE;
    }
  else if ((next = _atrium_line_blanks (scan, pos, &lines)) > pos)
    {
      _atrium_view_append_slice (item->view, scan->view, pos, next);
      scan->pos = next;
      *loose = TRUE;
      self->last_blank = TRUE;
    }
  else if (is_indented (scan, pos, item->indentation) ||
           (!self->last_blank && is_lazy (scan, pos, item->indentation)))
    {
      append_line (item, scan, FALSE);
      extend_item (item, scan, pos, MAX (pos, scan->pos - 1));
      *loose = FALSE;
      self->last_blank = FALSE;
    }
  else
    *more = FALSE;

  return TRUE;
}

/* Adds to the definition list right before, or begins one. */
static void
place_definitions (List *self)
{
  AtriumFrame *frame = self->frame;
  AtriumKid *last = _atrium_frame_last (frame);
  AtriumNode *before = self->list->previous;

  if (last != NULL && last->kind == ATRIUM_KID_BLANK && frame->kids->len >= 2)
    last--;
  if (last != NULL && last->kind == ATRIUM_KID_NODE && before == last->node &&
      before->type == ATRIUM_NODE_DEFINITION_LIST)
    {
      g_array_set_size (frame->kids, last - (AtriumKid *) (void *) frame->kids->data + 1);
      while (self->list->first_child != NULL)
        {
          AtriumNode *node = self->list->first_child;

          _atrium_node_remove (node);
          _atrium_node_append (before, node);
        }
      _atrium_node_remove (self->list);
      self->list = before;
    }
  else
    _atrium_frame_push (frame, ATRIUM_KID_NODE, self->list);
}

/* Reads the definitions that begin at the line, if the paragraph before can be terms. */
gboolean
_atrium_reader_definitions (AtriumReader  *self,
                            AtriumScan    *scan,
                            AtriumFrame   *frame,
                            gboolean      *taken,
                            GError       **error)
{
  List list = { .reader = self, .scan = scan, .frame = frame, .max_indent = 3 };
  Item item = { 0 };
  AtriumNode *paragraph = NULL;
  gboolean more = TRUE;
  gboolean ok = TRUE;
  gboolean loose;

  *taken = FALSE;
  if (_atrium_line_definition (scan, scan->pos, 3) != 0)
    paragraph = take_terms (self, frame, &loose);
  if (paragraph == NULL)
    return TRUE;

  *taken = TRUE;
  list.list = make_terms (self, frame, paragraph);
  while (ok && more && scan->pos < scan->end)
    ok = read_definition_line (&list, &item, &loose, &more, error);
  if (ok)
    ok = end_definition (&list, &item, error);
  clear_item (&item);

  if (ok)
    {
      place_definitions (&list);
      list.list->outer.end = list.list->last_child->outer.end;
      list.list->inner = list.list->outer;
      if (list.trailing_blank)
        _atrium_frame_push_blank (frame, 1);
    }

  return ok;
}
