/* HTML: spans nest and do not overlap, and what is converted from and to Markdown is
 * text. (That it shows the same is tested with pieces that are well-formed.) */

#include "atrium-html.h"
#include "atrium-markdown.h"

#include "../syntax/tree-checks.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.html", text);
  g_autoptr(AtriumTree) tree = atrium_html_read (source, NULL);
  g_autofree char *markdown = atrium_html_to_markdown (text, -1);
  g_autofree char *html = atrium_markdown_to_html (text);

  if (tree != NULL)
    check_tree (tree);
  g_assert_true (g_utf8_validate (markdown, -1, NULL));
  g_assert_true (g_utf8_validate (html, -1, NULL));
  return 0;
}
