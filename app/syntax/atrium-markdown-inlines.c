#include "atrium-markdown-inlines-private.h"

#include "atrium-escape.h"
#include "atrium-html-build-private.h"

#include <string.h>

/* Kramdown's inline parser: each construct tries to read itself to its end and is text
 * where it has none. How much may be tried in vain is limited by the length of the text;
 * behind the limit, what could begin something is text. */
#define MAX_SINGLE_MATH 400

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static gunichar
char_at (AtriumInlines *self,
         gsize          pos)
{
  gunichar c;

  if (pos >= self->scan.end || ATRIUM_IS_MASK (self->scan.text[pos]))
    return 0;
  c = g_utf8_get_char_validated (self->scan.text + pos, self->scan.end - pos);

  return c == (gunichar) -1 || c == (gunichar) -2 ? 0 : c;
}

static gunichar
char_before (AtriumInlines *self,
             gsize          pos)
{
  gsize start = pos;

  while (start > 0 && ((guchar) self->scan.text[start - 1] & 0xc0) == 0x80)
    start--;

  return start > 0 ? char_at (self, start - 1) : 0;
}

/* -- text */

static gboolean
is_as_in_source (AtriumInlines *self,
                 AtriumSpan     span,
                 gsize          start,
                 gsize          end)
{
  const char *source = atrium_source_get_text (atrium_tree_get_source (self->reader->tree), NULL);

  return atrium_span_length (span) == end - start &&
         memcmp (source + span.start, self->scan.text + start, end - start) == 0;
}

static void
add_text_node (AtriumInlines *self,
               AtriumNode    *parent,
               gsize          start,
               gsize          end)
{
  AtriumNode *node;
  AtriumSpan span;

  if (start >= end)
    return;

  span = _atrium_view_span (self->scan.view, start, end);
  node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_TEXT, span, span);
  if (self->reader->html.exact && !is_as_in_source (self, span, start, end))
    _atrium_html_set_literal (&self->reader->html, &self->scan, node, start, end);
  _atrium_node_append (parent, node);
}

/* the line end at @at as a node; @from is where its markup begins */
static void
add_break (AtriumInlines  *self,
           AtriumNode     *parent,
           AtriumNodeType  type,
           gsize           from,
           gsize           at)
{
  AtriumView *view = self->scan.view;
  gsize end = at + 1 < _atrium_view_length (view) ? _atrium_view_map (view, at + 1)
                                                  : _atrium_view_span (view, at, at + 1).end;
  AtriumSpan span = ATRIUM_SPAN (_atrium_view_map (view, from), end);

  _atrium_node_append (parent, _atrium_tree_node (self->reader->tree, type, span, span));
}

static void
add_markdown_text (AtriumInlines *self,
                   AtriumNode    *parent,
                   gsize          start,
                   gsize          end,
                   gboolean       breaks)
{
  const char *text = self->scan.text;
  const char *lf;

  while (start < end && (lf = memchr (text + start, '\n', end - start)) != NULL)
    {
      gsize at = lf - text;

      if (breaks && at >= start + 2 && text[at - 1] == ' ' && text[at - 2] == ' ')
        {
          add_text_node (self, parent, start, at - 2);
          add_break (self, parent, ATRIUM_NODE_BREAK, at - 2, at);
        }
      else if (breaks && self->html == 0 && at > start && text[at - 1] == '\\')
        {
          add_text_node (self, parent, start, at - 1);
          add_break (self, parent, ATRIUM_NODE_BREAK, at - 1, at);
        }
      else
        {
          add_text_node (self, parent, start, at);
          add_break (self, parent, ATRIUM_NODE_SOFT_BREAK, at, at);
        }
      start = at + 1;
    }
  add_text_node (self, parent, start, end);
}

static void
flush_text (AtriumInlines *self,
            AtriumSpans   *spans,
            gsize          end)
{
  if (spans->raw)
    _atrium_html_append_text (&self->reader->html, &self->scan, spans->parent, spans->text, end);
  else
    add_markdown_text (self, spans->parent, spans->text, end, TRUE);
  spans->text = end;
}

/* Appends @node, which stands from @start to the position, behind the text before it. */
void
_atrium_spans_add (AtriumInlines *self,
                   AtriumSpans   *spans,
                   gsize          start,
                   AtriumNode    *node)
{
  flush_text (self, spans, start);
  _atrium_node_append (spans->parent, node);
  spans->text = self->scan.pos;
  if (node->type == ATRIUM_NODE_IMAGE)
    spans->images++;
}

static AtriumNode *
add_literal (AtriumInlines *self,
             AtriumSpans   *spans,
             gsize          start,
             gsize          end,
             const char    *literal)
{
  AtriumSpan span = _atrium_view_span (self->scan.view, start, end);
  AtriumNode *node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_TEXT, span, span);

  node->literal = _atrium_tree_strndup (self->reader->tree, literal, strlen (literal));
  self->scan.pos = end;
  _atrium_spans_add (self, spans, start, node);
  return node;
}

/* text that is no text to kramdown: quotes, dashes, entities */
void
_atrium_spans_add_symbol (AtriumInlines *self,
                          AtriumSpans   *spans,
                          gsize          start,
                          gsize          end,
                          const char    *symbol)
{
  AtriumNode *node = add_literal (self, spans, start, end, symbol);

  if (self->reader->html.exact)
    node->marker = '&';
}

/* -- trying and giving up */

gboolean
_atrium_inlines_try (AtriumInlines *self,
                     AtriumAttempt *attempt)
{
  if (self->wasted > WASTE_LIMIT (self->length) || self->depth >= ATRIUM_MARKDOWN_MAX_DEPTH / 2)
    return FALSE;

  attempt->start = self->scan.pos;
  _atrium_tree_mark (self->reader->tree, &attempt->mark);
  return TRUE;
}

/* Takes back all nodes of the attempt; what it read is text up to @resume. */
void
_atrium_inlines_give_up (AtriumInlines *self,
                         AtriumAttempt *attempt,
                         gsize          resume)
{
  self->wasted += self->scan.pos - attempt->start;
  _atrium_tree_release (self->reader->tree, &attempt->mark);
  self->scan.pos = resume;
}

/* -- emphasis */

/* a letter, with at most a hyphen between, before the underscores */
static gboolean
is_inside_word (AtriumInlines *self,
                gsize          pos)
{
  while (pos > 0 && self->scan.text[pos - 1] == '_')
    pos--;
  if (pos > 0 && self->scan.text[pos - 1] == '-')
    pos--;

  return g_unichar_isalpha (char_before (self, pos));
}

static AtriumNode *
try_emphasis (AtriumInlines *self,
              AtriumSpans   *spans,
              gsize          start,
              char           delimiter,
              guint          length,
              gsize          resume)
{
  AtriumStop stop = { .kind = ATRIUM_STOP_EMPHASIS, .delimiter = delimiter, .length = length };
  AtriumNodeType type = length == 2 ? ATRIUM_NODE_STRONG : ATRIUM_NODE_EMPHASIS;
  guint *open = length == 2 ? &self->strong : &self->emphasis;
  AtriumAttempt attempt;
  AtriumNode *node;
  gboolean found;
  gsize close;

  if (!_atrium_inlines_try (self, &attempt))
    return NULL;

  node = _atrium_tree_node (self->reader->tree, type, ATRIUM_SPAN_NONE, ATRIUM_SPAN_NONE);
  node->marker = delimiter;
  self->scan.pos = start + length;
  (*open)++;
  found = _atrium_inlines_read (self, node, &stop, FALSE);
  (*open)--;
  if (!found)
    {
      _atrium_inlines_give_up (self, &attempt, resume);
      return NULL;
    }

  close = self->scan.pos;
  self->scan.pos += length;
  node->inner = _atrium_view_span (self->scan.view, start + length, close);
  node->outer = _atrium_view_span (self->scan.view, start, self->scan.pos);
  _atrium_node_cover (node);
  return node;
}

static gboolean
read_emphasis (AtriumInlines *self,
               AtriumSpans   *spans)
{
  gsize start = self->scan.pos;
  char c = self->scan.text[start];
  guint length = start + 1 < self->scan.end && self->scan.text[start + 1] == c ? 2 : 1;
  gsize after = start + length;
  AtriumNode *node = NULL;

  if ((c == '_' && is_inside_word (self, start)) ||
      (after < self->scan.end && is_space (self->scan.text[after])) ||
      (length == 2 ? self->strong : self->emphasis) > 0)
    {
      self->scan.pos = after;
      return TRUE;
    }

  node = try_emphasis (self, spans, start, c, length, start);
  if (node == NULL && length == 2 && spans->parent->type != ATRIUM_NODE_EMPHASIS)
    node = try_emphasis (self, spans, start, c, 1, start);
  if (node != NULL)
    _atrium_spans_add (self, spans, start, node);
  else
    self->scan.pos = after;

  return TRUE;
}

static gboolean
ends_emphasis (AtriumInlines *self,
               AtriumSpans   *spans,
               AtriumStop    *stop)
{
  const char *text = self->scan.text;
  gsize pos = self->scan.pos;
  gsize end = self->scan.end;
  char c = stop->delimiter;

  if (text[pos] != c || (stop->length == 2 && (pos + 1 >= end || text[pos + 1] != c)))
    return FALSE;
  if (pos > 0 && is_space (text[pos - 1]))
    return FALSE;
  if (stop->length == 1 && pos + 1 < end && text[pos + 1] == c && (pos + 2 >= end || text[pos + 2] != c))
    return FALSE;
  if (c == '_' && g_unichar_isalnum (char_at (self, pos + stop->length)))
    return FALSE;

  return spans->parent->first_child != NULL || pos > spans->text;
}

/* -- code, math, strike-through */

static gboolean
read_code (AtriumInlines *self,
           AtriumSpans   *spans)
{
  const char *text = self->scan.text;
  gsize start = self->scan.pos;
  gsize end = self->scan.end;
  gsize inner = start;
  const char *found = NULL;
  gsize close;
  AtriumNode *node;

  while (inner < end && text[inner] == '`')
    inner++;
  self->scan.pos = inner;
  if (inner - start == 1 && (start == 0 || is_space (text[start - 1])) && inner < end && is_space (text[inner]))
    return TRUE;
  if (self->wasted <= WASTE_LIMIT (self->length))
    found = memmem (text + inner, end - inner, text + start, inner - start);
  if (found == NULL)
    {
      self->wasted += end - inner;
      return TRUE;
    }

  close = found - text;
  self->scan.pos = close + (inner - start);
  if (inner - start > 1)
    {
      if (inner < close && text[inner] == ' ')
        inner++;
      if (inner < close && text[close - 1] == ' ')
        close--;
    }
  node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_CODE,
                            _atrium_view_span (self->scan.view, start, self->scan.pos),
                            _atrium_view_span (self->scan.view, inner, close));
  add_markdown_text (self, node, inner, close, FALSE);
  _atrium_node_cover (node);
  _atrium_spans_add (self, spans, start, node);
  return TRUE;
}

static void
add_math (AtriumInlines *self,
          AtriumSpans   *spans,
          gsize          inner,
          gsize          close,
          gsize          after,
          char           marker)
{
  gsize start = self->scan.pos;
  AtriumNode *node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_MATH,
                                        _atrium_view_span (self->scan.view, start, after),
                                        _atrium_view_span (self->scan.view, inner, close));

  node->marker = marker;
  _atrium_html_set_literal (&self->reader->html, &self->scan, node, inner, close);
  self->scan.pos = after;
  _atrium_spans_add (self, spans, start, node);
}

/* $x$ as MathJax reads it, kept from text with amounts of money by pandoc's rule: no
 * white space inside the dollars, no digit behind them */
static gsize
find_single_math (AtriumInlines *self,
                  gsize          start)
{
  const char *text = self->scan.text;
  gsize end = MIN (self->scan.end, start + MAX_SINGLE_MATH);

  if (start + 1 >= end || is_space (text[start + 1]))
    return 0;
  for (gsize pos = start + 1; pos < end && text[pos] != '\n' && text[pos] != '`' && text[pos] != '<'; pos++)
    {
      if (text[pos] == '\\')
        pos++;
      else if (text[pos] == ']' && pos + 1 < end && text[pos + 1] == '(')
        return 0;
      else if (text[pos] == '$')
        return pos > start + 1 && !is_space (text[pos - 1]) &&
               !(pos + 1 < self->scan.end && (g_ascii_isalnum (text[pos + 1]) || text[pos + 1] == '$'))
               ? pos : 0;
    }

  return 0;
}

static gboolean
read_math (AtriumInlines *self,
           AtriumSpans   *spans)
{
  const char *text = self->scan.text;
  gsize start = self->scan.pos;
  gsize close;

  if (start + 1 < self->scan.end && text[start + 1] == '$')
    {
      close = _atrium_scan_seek (&self->scan, ATRIUM_SEEK_MATH, start + 2);
      if (close == G_MAXSIZE)
        return FALSE;
      add_math (self, spans, start + 2, close, close + 2, '\0');
      return TRUE;
    }

  close = self->reader->html.exact ? 0 : find_single_math (self, start);
  if (close == 0)
    return FALSE;
  add_math (self, spans, start + 1, close, close + 1, '$');
  return TRUE;
}

/* \\( … \\), which the page shows as the delimiters of MathJax */
static gboolean
read_escaped_math (AtriumInlines *self,
                   AtriumSpans   *spans)
{
  const char *text = self->scan.text;
  gsize start = self->scan.pos;
  gsize end = MIN (self->scan.end, start + 3 + MAX_SINGLE_MATH);
  const char *close;

  if (start + 6 > end || text[start + 1] != '\\' || text[start + 2] != '(')
    return FALSE;
  close = memmem (text + start + 3, end - start - 3, "\\\\)", 3);
  if (close == NULL)
    return FALSE;

  add_math (self, spans, start + 3, close - text, close - text + 3, '\\');
  return TRUE;
}

static gsize
find_strike_end (AtriumInlines *self,
                 gsize          from)
{
  const char *text = self->scan.text;

  if (from >= self->scan.end || is_space (text[from]) || text[from] == '~')
    return 0;
  for (gsize pos = from + 1; pos + 1 < self->scan.end; pos++)
    {
      const char *next = memmem (text + pos, self->scan.end - pos, "~~", 2);

      if (next == NULL)
        break;
      pos = next - text;
      if (!is_space (text[pos - 1]) && text[pos - 1] != '~')
        return pos;
    }

  self->wasted += self->scan.end - from;
  return 0;
}

static gboolean
read_strike (AtriumInlines *self,
             AtriumSpans   *spans)
{
  gsize start = self->scan.pos;
  AtriumInlines outer = *self;
  AtriumNode *node;
  gsize close;

  if (start + 1 >= self->scan.end || self->scan.text[start + 1] != '~' ||
      self->wasted > WASTE_LIMIT (self->length) || self->depth >= ATRIUM_MARKDOWN_MAX_DEPTH / 2)
    return FALSE;
  close = find_strike_end (self, start + 2);
  if (close == 0)
    return FALSE;

  node = _atrium_tree_node (self->reader->tree, ATRIUM_NODE_STRIKE,
                            _atrium_view_span (self->scan.view, start, close + 2),
                            _atrium_view_span (self->scan.view, start + 2, close));
  self->scan.pos = start + 2;
  self->scan.end = close;
  self->emphasis = self->strong = self->links = 0;
  _atrium_inlines_read (self, node, NULL, FALSE);
  _atrium_node_cover (node);
  outer.wasted = self->wasted;
  *self = outer;
  self->scan.pos = close + 2;
  _atrium_spans_add (self, spans, start, node);
  return TRUE;
}

/* -- escapes, entities, Liquid */

static gboolean
read_backslash (AtriumInlines *self,
                AtriumSpans   *spans)
{
  const char *text = self->scan.text;
  gsize start = self->scan.pos;
  gsize left = self->scan.end - start;
  char literal[3] = { 0 };

  if (left >= 3 && text[start + 1] == '\\' && text[start + 2] == '\n')
    {
      flush_text (self, spans, start);
      add_break (self, spans->parent, ATRIUM_NODE_BREAK, start, start + 2);
      self->scan.pos = spans->text = start + 3;
      return TRUE;
    }
  if (!self->reader->html.exact && read_escaped_math (self, spans))
    return TRUE;
  if (left < 2 || strchr ("\\.*_+`<>()[]{}#!:|\"'$=-~", text[start + 1]) == NULL || text[start + 1] == '\0')
    return FALSE;

  literal[0] = text[start + 1];
  if (left >= 3 && (literal[0] == '<' || literal[0] == '>') && text[start + 2] == literal[0])
    literal[1] = literal[0];
  if (literal[1] != '\0')
    _atrium_spans_add_symbol (self, spans, start, start + 3, literal);
  else
    add_literal (self, spans, start, start + 2, literal);
  return TRUE;
}

/* What has the form of an entity and is none is text in which nothing is looked for. */
static gboolean
skip_unknown_entity (AtriumInlines *self)
{
  const char *text = self->scan.text;
  gsize pos = self->scan.pos + 1;

  if (pos >= self->scan.end || text[pos] == '.' || text[pos] == '-')
    return FALSE;
  while (pos < self->scan.end && (g_ascii_isalnum (text[pos]) || strchr ("_:.-", text[pos]) != NULL) &&
         text[pos] != '\0')
    pos++;
  if (pos == self->scan.pos + 1 || pos >= self->scan.end || text[pos] != ';')
    return FALSE;

  self->scan.pos = pos + 1;
  return TRUE;
}

static gboolean
read_entity (AtriumInlines *self,
             AtriumSpans   *spans)
{
  gsize start = self->scan.pos;
  gsize end = _atrium_html_entity_end (self->scan.text, start, self->scan.end);
  g_autofree char *value = NULL;

  if (end == start)
    return self->reader->html.exact && skip_unknown_entity (self);
  value = atrium_html_unescape (self->scan.text + start, end - start);
  if (strlen (value) == end - start && strncmp (value, self->scan.text + start, end - start) == 0)
    return self->reader->html.exact && skip_unknown_entity (self);

  _atrium_spans_add_symbol (self, spans, start, end, value);
  return TRUE;
}

static gboolean
read_liquid (AtriumInlines *self,
             AtriumSpans   *spans)
{
  gsize start = self->scan.pos;
  gsize source = _atrium_view_map (self->scan.view, start);
  AtriumLiquidPiece *piece = _atrium_liquid_piece_at (self->reader->html.pieces, source);

  if (piece == NULL)
    return FALSE;

  self->scan.pos = MIN (self->scan.end, start + (piece->span.end - source));
  _atrium_spans_add (self, spans, start, _atrium_liquid_node (self->reader->tree, piece));
  return TRUE;
}

/* -- the loop */

static gboolean
read_one (AtriumInlines *self,
          AtriumSpans   *spans)
{
  char c = self->scan.text[self->scan.pos];

  if (ATRIUM_IS_MASK (c))
    return read_liquid (self, spans);
  if (spans->raw)
    return c == '<' && _atrium_inlines_html (self, spans);

  switch (c)
    {
    case '*':
    case '_':
      return read_emphasis (self, spans);
    case '`':
      return read_code (self, spans);
    case '<':
      return _atrium_inlines_autolink (self, spans) || _atrium_inlines_html (self, spans) ||
             _atrium_inlines_typography (self, spans);
    case '[':
      return _atrium_inlines_footnote (self, spans) || _atrium_inlines_link (self, spans);
    case '!':
      return _atrium_inlines_link (self, spans);
    case '$':
      return read_math (self, spans);
    case '{':
      return _atrium_inlines_attributes (self, spans);
    case '&':
      return read_entity (self, spans);
    case '\\':
      return read_backslash (self, spans);
    case '~':
      return read_strike (self, spans);
    case '"':
    case '\'':
    case '-':
    case '.':
    case '>':
      return _atrium_inlines_typography (self, spans);
    default:
      return FALSE;
    }
}

/* brackets inside are counted, but not those of pictures that were read */
static gboolean
ends_brackets (AtriumInlines *self,
               AtriumSpans   *spans,
               AtriumStop    *stop)
{
  const char *text = self->scan.text + self->scan.pos;
  gboolean opens = *text == '[' || (*text == '!' && self->scan.pos + 1 < self->scan.end && text[1] == '[');

  if (!opens && *text != ']')
    return FALSE;

  stop->count += opens ? 1 : -1;
  return stop->count - (int) spans->images == 0;
}

static gboolean
is_at_stop (AtriumInlines *self,
            AtriumSpans   *spans,
            AtriumStop    *stop)
{
  switch (stop->kind)
    {
    case ATRIUM_STOP_EMPHASIS:
      return ends_emphasis (self, spans, stop);
    case ATRIUM_STOP_BRACKET:
      return ends_brackets (self, spans, stop);
    case ATRIUM_STOP_TAG:
      return _atrium_inlines_is_end_tag (self, stop);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static inline gboolean
is_special (char     c,
            gboolean exact)
{
  static const guint8 specials[2][16] = {
    /* one bit a character: ! $ & * < [ \\ ] _ ` { ~ */
    { 0x00, 0x00, 0x00, 0x00, 0x52, 0x04, 0x00, 0x10, 0x00, 0x00, 0x00, 0xb8, 0x01, 0x00, 0x00, 0x48 },
    /* and " ' - . > */
    { 0x00, 0x00, 0x00, 0x00, 0xd6, 0x64, 0x00, 0x50, 0x00, 0x00, 0x00, 0xb8, 0x01, 0x00, 0x00, 0x48 },
  };

  return (guchar) c >= 0x80 ? ATRIUM_IS_MASK (c) : (specials[exact][(guchar) c >> 3] >> (c & 7)) & 1;
}

/* Reads inlines into @parent from the position on: to the end, or to where @stop is;
 * then the position is in front of it. */
gboolean
_atrium_inlines_read (AtriumInlines *self,
                      AtriumNode    *parent,
                      AtriumStop    *stop,
                      gboolean       raw)
{
  AtriumSpans spans = { .parent = parent, .text = self->scan.pos, .raw = raw };
  gboolean found = FALSE;

  self->depth++;
  self->floor = self->scan.pos;
  while (self->scan.pos < self->scan.end)
    {
      if (!is_special (self->scan.text[self->scan.pos], self->reader->html.exact))
        {
          self->scan.pos++;
          continue;
        }
      if (stop != NULL && is_at_stop (self, &spans, stop))
        {
          found = TRUE;
          break;
        }
      if (read_one (self, &spans))
        self->floor = self->scan.pos;
      else
        self->scan.pos++;
    }
  flush_text (self, &spans, self->scan.pos);
  self->depth--;

  return found;
}

/* GFM's break by a backslash is none in HTML and in footnotes. */
static gboolean
is_out_of_reach (const AtriumNode *node)
{
  for (; node != NULL; node = node->parent)
    if (node->type == ATRIUM_NODE_ELEMENT || node->type == ATRIUM_NODE_FOOTNOTE_DEFINITION)
      return TRUE;

  return FALSE;
}

/* Reads a part of @view as inline Markdown into @node. */
void
_atrium_reader_inlines (AtriumReader *self,
                        AtriumNode   *node,
                        AtriumView   *view,
                        gsize         start,
                        gsize         end)
{
  AtriumInlines inlines = { .reader = self, .length = end - start, .no_brace = G_MAXSIZE };

  if (self->html.exact)
    inlines.html = is_out_of_reach (node);
  _atrium_scan_init (&inlines.scan, view, start, end);
  _atrium_inlines_read (&inlines, node, NULL, FALSE);
  _atrium_scan_clear (&inlines.scan);
}
