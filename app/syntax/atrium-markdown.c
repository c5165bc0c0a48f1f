#include "atrium-markdown.h"

#include "atrium-error.h"
#include "atrium-html-build-private.h"
#include "atrium-markdown-private.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gsize
line_end (const char *text,
          gsize       pos,
          gsize       length)
{
  while (pos < length && text[pos] != '\n')
    pos++;
  return pos;
}

static gboolean
is_marker_line (const char *text,
                gsize       pos,
                gsize       end,
                const char *marker)
{
  if (end - pos < 3 || memcmp (text + pos, marker, 3) != 0)
    return FALSE;
  for (pos += 3; pos < end; pos++)
    if (!g_ascii_isspace (text[pos]))
      return FALSE;

  return TRUE;
}

/* Front matter: from a line --- at the very start to one of --- or ..., or in TOML, which Hugo
 * knows, between two of +++; returns where the page's text begins */
static gsize
read_front_matter (AtriumTree *tree,
                   const char *text,
                   gsize       length)
{
  gsize start = length >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
  gsize end = line_end (text, start, length);
  gsize inner = end + 1;
  gboolean toml = start < length && text[start] == '+';
  const char *marker = toml ? "+++" : "---";

  if (!is_marker_line (text, start, end, marker))
    return start;

  for (gsize pos = inner; pos < length; pos = end + 1)
    {
      AtriumNode *node;

      end = line_end (text, pos, length);
      if (!is_marker_line (text, pos, end, marker) && (toml || !is_marker_line (text, pos, end, "...")))
        continue;
      node = _atrium_tree_node (tree, ATRIUM_NODE_FRONT_MATTER,
                                ATRIUM_SPAN (start, end > pos && text[end - 1] == '\r' ? end - 1 : end),
                                ATRIUM_SPAN (inner, pos));
      node->block = TRUE;
      _atrium_node_append (atrium_tree_get_root (tree), node);
      return MIN (end + 1, length);
    }

  return start;
}

/* Begins the reading of @span. Kramdown's HTML is @strict, a browser's is not. */
static void
init_reader (AtriumReader *self,
             AtriumTree   *tree,
             AtriumSpan    span,
             gboolean      strict)
{
  const char *text = atrium_source_get_text (atrium_tree_get_source (tree), NULL);
  gsize length = atrium_span_length (span);

  *self = (AtriumReader) { .tree = tree };
  self->html.tree = self->tree;
  self->html.strict = strict;
  self->html.pieces = _atrium_liquid_find_pieces (text, span.end, span.start);
  self->jobs = g_array_new (FALSE, FALSE, sizeof (AtriumJob));
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->copy_limit = 32 * length + 1024 * 1024;
}

gsize
_atrium_reader_init (AtriumReader *self,
                     AtriumSource *source,
                     gboolean      strict)
{
  AtriumTree *tree = _atrium_tree_new (source);
  gsize length;
  const char *text = atrium_source_get_text (source, &length);
  gsize start = read_front_matter (tree, text, length);

  init_reader (self, tree, ATRIUM_SPAN (start, length), strict);
  return start;
}

/* the tree where @ok, else %NULL */
AtriumTree *
_atrium_reader_finish (AtriumReader *self,
                       gboolean      ok)
{
  for (guint i = 0; i < self->jobs->len; i++)
    _atrium_view_free (g_array_index (self->jobs, AtriumJob, i).view);
  g_array_unref (self->jobs);
  g_hash_table_unref (self->links);
  g_hash_table_unref (self->footnotes);
  g_array_unref (self->html.pieces);
  if (!ok)
    g_clear_pointer (&self->tree, atrium_tree_unref);

  return self->tree;
}

static void
read_jobs (AtriumReader *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      AtriumJob *job = &g_array_index (self->jobs, AtriumJob, i);

      _atrium_reader_inlines (self, job->node, job->view, 0, _atrium_view_length (job->view));
    }
}

/* blocks and then inlines, from @start to the end of the source */
static AtriumTree *
read_page (AtriumReader  *self,
           gsize          start,
           GError       **error)
{
  gsize length;
  const char *text = atrium_source_get_text (atrium_tree_get_source (self->tree), &length);
  g_autoptr(AtriumView) view = _atrium_view_new ();
  AtriumFrame frame;
  AtriumScan scan;
  gboolean ok;

  _atrium_liquid_append (self->html.pieces, view, text, start, length);
  if (_atrium_view_length (view) > 0 && view->text->str[_atrium_view_length (view) - 1] != '\n')
    _atrium_view_append_line_end (view, length);

  _atrium_scan_init (&scan, view, 0, _atrium_view_length (view));
  _atrium_frame_init (&frame, atrium_tree_get_root (self->tree));
  ok = _atrium_reader_blocks (self, &scan, &frame, error);
  _atrium_frame_clear (&frame);
  _atrium_scan_clear (&scan);
  if (ok)
    read_jobs (self);

  return _atrium_reader_finish (self, ok);
}

/**
 * atrium_markdown_read:
 * @source: the page, with front matter and Liquid
 * @error: ATRIUM_ERROR_TOO_DEEP is the only one
 *
 * Reads a page by the rules of kramdown 2.4 with its GFM parser, which is what Jekyll
 * shows: https://kramdown.gettalong.org/syntax.html. Liquid tags are read as the nothing
 * or the unknown text that they render to. Every node has the span that it was read from.
 *
 * Returns: (transfer full) (nullable): the tree
 */
AtriumTree *
atrium_markdown_read (AtriumSource  *source,
                      GError       **error)
{
  AtriumReader self;
  gsize start;

  g_return_val_if_fail (source != NULL, NULL);

  start = _atrium_reader_init (&self, source, TRUE);
  return read_page (&self, start, error);
}

static void
read_plain (AtriumReader  *self,
            AtriumView    *view,
            AtriumSpelling spelling)
{
  AtriumNode *root = atrium_tree_get_root (self->tree);
  gsize length = _atrium_view_length (view);
  AtriumScan scan;

  if (length == 0)
    return;
  if (spelling == ATRIUM_SPELLING_HTML_ATTRIBUTE)
    {
      _atrium_scan_init (&scan, view, 0, length);
      _atrium_html_append_text (&self->html, &scan, root, 0, length);
      _atrium_scan_clear (&scan);
    }
  else
    {
      AtriumSpan span = _atrium_view_span (view, 0, length);

      _atrium_node_append (root, _atrium_tree_node (self->tree, ATRIUM_NODE_TEXT, span, span));
    }
  for (AtriumNode *node = root->first_child; node != NULL; node = node->next)
    node->spelling = spelling;
}

/* Lines that go on with a paragraph are indented as the items around it are. */
static void
drop_indents (AtriumView *to,
              AtriumView *from)
{
  const char *text = from->text->str;
  gsize length = _atrium_view_length (from);
  gsize start = 0;

  while (start < length)
    {
      gsize end = line_end (text, start, length);

      end = MIN (end + 1, length);
      _atrium_view_append_slice (to, from, start, end);
      for (start = end; start < length && (text[start] == ' ' || text[start] == '\t'); )
        start++;
    }
}

/**
 * atrium_markdown_read_inline:
 * @span: a part of @source
 * @spelling: how its text is spelled
 * @error: ATRIUM_ERROR_TOO_DEEP is the only one
 *
 * Reads a part of a source as inlines, children of the DOCUMENT node; links to
 * definitions elsewhere stay text.
 *
 * Returns: (transfer full) (nullable): the tree
 */
AtriumTree *
atrium_markdown_read_inline (AtriumSource    *source,
                             AtriumSpan       span,
                             AtriumSpelling   spelling,
                             GError         **error)
{
  AtriumReader self;
  g_autoptr(AtriumView) view = _atrium_view_new ();
  g_autoptr(AtriumView) lines = _atrium_view_new ();
  AtriumNode *root;
  AtriumScan scan;
  gboolean ok = TRUE;
  gsize length;
  const char *text;

  g_return_val_if_fail (source != NULL, NULL);

  text = atrium_source_get_text (source, &length);
  g_return_val_if_fail (span.start <= span.end && span.end <= length, NULL);

  init_reader (&self, _atrium_tree_new (source), span, spelling == ATRIUM_SPELLING_MARKDOWN);
  root = atrium_tree_get_root (self.tree);
  _atrium_liquid_append (self.html.pieces, view, text, span.start, span.end);

  if (spelling == ATRIUM_SPELLING_MARKDOWN)
    {
      drop_indents (lines, view);
      _atrium_reader_inlines (&self, root, lines, 0, _atrium_view_length (lines));
    }
  else if (spelling == ATRIUM_SPELLING_HTML_TEXT)
    {
      _atrium_scan_init (&scan, view, 0, _atrium_view_length (view));
      ok = _atrium_html_read_region (&self.html, &scan, root, 0, NULL, NULL, error);
      _atrium_scan_clear (&scan);
    }
  else
    read_plain (&self, view, spelling);

  return _atrium_reader_finish (&self, ok);
}

/**
 * atrium_markdown_read_as_kramdown:
 * @source: Markdown without front matter
 * @one_paragraph: whether all of it is inlines, in which nothing begins a block
 * @error: ATRIUM_ERROR_TOO_DEEP is the only one
 *
 * Reads the tree that kramdown with its GFM parser makes HTML of. Other than what
 * atrium_markdown_read() gives, elements nest as kramdown nests them and not as a browser
 * does; quotes, dashes, dots and entities are TEXT with @marker `&` and what they are
 * shown as in @literal; `$x$` is text; and whatever is not in the source as it is shown
 * (code, math, comments, scripts) has it in @literal.
 *
 * Returns: (transfer full) (nullable): the tree
 */
AtriumTree *
atrium_markdown_read_as_kramdown (AtriumSource  *source,
                                  gboolean       one_paragraph,
                                  GError       **error)
{
  AtriumReader self;
  gsize length;
  const char *text;
  g_autoptr(AtriumView) view = NULL;
  g_autoptr(AtriumView) lines = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  text = atrium_source_get_text (source, &length);
  init_reader (&self, _atrium_tree_new (source), ATRIUM_SPAN (0, length), TRUE);
  self.html.exact = TRUE;
  if (!one_paragraph)
    return read_page (&self, 0, error);

  view = _atrium_view_new ();
  lines = _atrium_view_new ();
  _atrium_liquid_append (self.html.pieces, view, text, 0, length);
  drop_indents (lines, view);
  _atrium_reader_inlines (&self, atrium_tree_get_root (self.tree), lines, 0, _atrium_view_length (lines));

  return _atrium_reader_finish (&self, TRUE);
}
