#include "atrium-html.h"

#include "atrium-html-build-private.h"
#include "atrium-markdown-private.h"

/**
 * atrium_html_read:
 * @source: an HTML page, with or without front matter and Liquid
 * @error: ATRIUM_ERROR_TOO_DEEP is the only one
 *
 * Reads a page as forgivingly as a browser: tags that are not closed, end tags that may
 * be left out (HTML Living Standard, 13.1.2.4), attributes without quotes. Nothing is
 * added that does not stand in the source.
 *
 * Returns: (transfer full) (nullable): the tree
 */
AtriumTree *
atrium_html_read (AtriumSource  *source,
                  GError       **error)
{
  AtriumReader reader;
  gsize length;
  const char *text;
  gsize start;
  g_autoptr(AtriumView) view = NULL;
  AtriumScan scan;
  gboolean ok;

  g_return_val_if_fail (source != NULL, NULL);

  text = atrium_source_get_text (source, &length);
  start = _atrium_reader_init (&reader, source, FALSE);
  view = _atrium_view_new ();
  _atrium_liquid_append (reader.html.pieces, view, text, start, length);

  atrium_tree_get_root (reader.tree)->spelling = ATRIUM_SPELLING_HTML_TEXT;
  _atrium_scan_init (&scan, view, 0, _atrium_view_length (view));
  ok = _atrium_html_read_region (&reader.html, &scan, atrium_tree_get_root (reader.tree), 0,
                                 NULL, NULL, error);
  _atrium_scan_clear (&scan);

  return _atrium_reader_finish (&reader, ok);
}
