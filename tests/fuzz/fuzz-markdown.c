/* Markdown: spans nest and do not overlap, and the flat text goes on as the source
 * does. The input is a page; its first byte says how its text is read as inlines. */

#include "atrium-markdown.h"

#include "../syntax/tree-checks.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.md", text);
  g_autoptr(AtriumTree) tree = atrium_markdown_read (source, NULL);
  AtriumSpelling spelling = size > 0 ? data[0] % (ATRIUM_SPELLING_BIBTEX + 1) : ATRIUM_SPELLING_MARKDOWN;
  AtriumSpan span = { 0, strlen (text) };
  g_autoptr(AtriumTree) inlines = atrium_markdown_read_inline (source, span, spelling, NULL);

  if (tree != NULL)
    check_tree (tree);
  if (inlines != NULL)
    check_tree (inlines);
  return 0;
}
