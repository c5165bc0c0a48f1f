/* Markdown to HTML: whatever is read, what comes out is harmless and balanced. */

#include "atrium-kramdown.h"
#include "atrium-markdown-html.h"

#include "../render/harmless.h"
#include "fuzz.h"

static void
check (char *html)
{
  g_autofree char *owned = html;
  g_autofree char *problem = harmless_dup_problem (owned);

  g_assert_true (g_utf8_validate (owned, -1, NULL));
  g_assert_cmpstr (problem, ==, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autofree char *exact = atrium_kramdown_render (text, -1, ATRIUM_KRAMDOWN_EXACT);

  g_assert_true (g_utf8_validate (exact, -1, NULL));

  check (atrium_markdown_render_block (text));
  check (atrium_markdown_render_inline (text));
  check (atrium_markdown_render_label (text));

  return 0;
}
