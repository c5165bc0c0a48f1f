#include "atrium-markdown-html.h"

#include "atrium-html-filter.h"
#include "atrium-kramdown.h"

#include <string.h>

/* Text in which no character means anything to Markdown or HTML, and no quote or dots become
 * others, is most text. */
static gboolean
is_plain (const char *text)
{
  return text[strcspn (text, "\\`*_{[]<>&$~\n\r\t\"'")] == '\0' && strstr (text, "--") == NULL &&
         strstr (text, "...") == NULL;
}

static gsize
bounded_length (const char *text)
{
  gsize length = strlen (text);

  if (length <= ATRIUM_MARKDOWN_MAX_BYTES)
    return length;

  return g_utf8_find_prev_char (text, text + ATRIUM_MARKDOWN_MAX_BYTES + 1) - text;
}

static const char *
skip_space (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return text;
}

static char *
render_line (const char           *markdown,
             AtriumHtmlFilterMode  mode)
{
  g_autofree char *rendered = NULL;

  if (markdown == NULL)
    return g_strdup ("");
  markdown = skip_space (markdown);
  if (is_plain (markdown))
    return g_strchomp (g_strdup (markdown));

  rendered = atrium_kramdown_render (markdown, bounded_length (markdown),
                                     ATRIUM_KRAMDOWN_ONE_PARAGRAPH | ATRIUM_KRAMDOWN_SHOWN);

  return g_strchomp (atrium_html_filter (rendered, -1, mode));
}

/**
 * atrium_markdown_render_block:
 * @markdown: (nullable): Markdown of any number of blocks, hostile
 *
 * Renders Markdown as kramdown's GFM parser reads it, see atrium_kramdown_render(),
 * with all HTML cut down by atrium_html_filter().
 *
 * Returns: (transfer full): safe, balanced HTML
 */
char *
atrium_markdown_render_block (const char *markdown)
{
  g_autofree char *rendered = NULL;

  if (markdown == NULL)
    return g_strdup ("");

  rendered = atrium_kramdown_render (markdown, bounded_length (markdown), ATRIUM_KRAMDOWN_SHOWN);

  return g_strstrip (atrium_html_filter (rendered, -1, ATRIUM_HTML_FILTER_BLOCK));
}

/**
 * atrium_markdown_render_inline:
 * @markdown: (nullable): Markdown of one line or paragraph, hostile
 *
 * The same for inline Markdown: no `<p>` around it, and what would begin a
 * block (`1.`, `#`, `-`) is text.
 *
 * Returns: (transfer full): safe, balanced HTML of phrasing content
 */
char *
atrium_markdown_render_inline (const char *markdown)
{
  return render_line (markdown, ATRIUM_HTML_FILTER_INLINE);
}

/**
 * atrium_markdown_render_label:
 * @markdown: (nullable): Markdown of one line or paragraph, hostile
 *
 * Like atrium_markdown_render_inline(), but links are left as their text, for
 * a title that is a link itself.
 *
 * Returns: (transfer full): safe, balanced HTML of phrasing content
 */
char *
atrium_markdown_render_label (const char *markdown)
{
  return render_line (markdown, ATRIUM_HTML_FILTER_NO_LINKS);
}
