#include "atrium-markdown-html.h"

#include "atrium-escape.h"
#include "atrium-html-filter.h"
#include "atrium-markdown-prepare.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

/* Stands before a field of one line, so that nothing in it begins a block; a full stop
 * leaves emphasis right after it as it would be at the start of a line. */
#define GUARD "."

/* A block quote or list in another this often is nobody's text, and it costs cmark
 * time with its depth. */
#define MAX_PREFIX 32

static void
register_extensions (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      cmark_gfm_core_extensions_ensure_registered ();
      g_once_init_leave (&once, 1);
    }
}

static char *
render_with_cmark (const char *markdown,
                   gboolean    tables)
{
  const int options = CMARK_OPT_UNSAFE | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_VALIDATE_UTF8;
  const char *names[] = { "strikethrough", tables ? "table" : NULL };
  cmark_parser *parser;
  cmark_node *document;
  char *html;

  register_extensions ();
  parser = cmark_parser_new (options);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      cmark_syntax_extension *extension = names[i] != NULL ? cmark_find_syntax_extension (names[i]) : NULL;

      if (extension != NULL)
        cmark_parser_attach_syntax_extension (parser, extension);
    }
  cmark_parser_feed (parser, markdown, strlen (markdown));
  document = cmark_parser_finish (parser);
  html = cmark_render_html (document, options, cmark_parser_get_syntax_extensions (parser));
  cmark_node_free (document);
  cmark_parser_free (parser);

  return html;
}

/* text in which no character means anything to Markdown or HTML is most text */
static gboolean
is_plain (const char *text)
{
  return text[strcspn (text, "\\`*_{[]<>&$~\n\r\t")] == '\0';
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
  g_autofree char *prepared = NULL;
  g_autofree char *guarded = NULL;
  g_autofree char *rendered = NULL;
  const char *start;
  gsize length;

  if (markdown == NULL)
    return g_strdup ("");
  markdown = skip_space (markdown);
  if (is_plain (markdown))
    return g_strchomp (g_strdup (markdown));

  prepared = g_strchomp (atrium_markdown_prepare (markdown, bounded_length (markdown), TRUE));
  guarded = g_strconcat (GUARD, prepared, NULL);
  rendered = render_with_cmark (guarded, FALSE);

  start = rendered;
  if (g_str_has_prefix (start, "<p>" GUARD))
    start += strlen ("<p>" GUARD);
  length = strlen (start);
  while (length > 0 && start[length - 1] == '\n')
    length--;
  if (length >= 4 && strncmp (start + length - 4, "</p>", 4) == 0)
    length -= 4;

  return atrium_html_filter (start, length, mode);
}

/* takes the markers of block quotes and lists that stand too deep away */
static char *
flatten_prefixes (const char *markdown)
{
  GString *out = g_string_new (NULL);
  const char *line = markdown;

  while (*line != '\0')
    {
      const char *end = strchr (line, '\n');
      gsize length = end != NULL ? (gsize) (end - line + 1) : strlen (line);
      guint markers = 0;
      gsize i;

      for (i = 0; i < length && strchr (" \t>-+*", line[i]) != NULL && line[i] != '\0'; i++)
        if (line[i] != ' ' && line[i] != '\t' && ++markers > MAX_PREFIX)
          break;
      if (markers > MAX_PREFIX)
        {
          while (i < length && strchr (" \t>-+*", line[i]) != NULL && line[i] != '\0')
            i++;
          g_string_append_len (out, line, MAX_PREFIX);
          g_string_append_len (out, line + i, length - i);
        }
      else
        g_string_append_len (out, line, length);
      line += length;
    }

  return g_string_free (out, FALSE);
}

/**
 * atrium_markdown_render_unfiltered:
 * @markdown: Markdown of any number of blocks, hostile
 *
 * The HTML before atrium_html_filter(), for comparison with what a site's generator
 * makes of it; never to be shown.
 *
 * Returns: (transfer full): HTML that is neither safe nor balanced
 */
char *
atrium_markdown_render_unfiltered (const char *markdown)
{
  g_autofree char *prepared = atrium_markdown_prepare (markdown, bounded_length (markdown), FALSE);
  g_autofree char *flat = flatten_prefixes (prepared);

  return render_with_cmark (flat, TRUE);
}

/**
 * atrium_markdown_render_block:
 * @markdown: (nullable): Markdown of any number of blocks, hostile
 *
 * Renders GitHub Flavored Markdown with tables and strikethrough, without
 * links made of bare URLs (kramdown makes none either), and with raw HTML cut
 * down by atrium_html_filter().
 *
 * Returns: (transfer full): safe, balanced HTML
 */
char *
atrium_markdown_render_block (const char *markdown)
{
  g_autofree char *prepared = NULL;
  g_autofree char *flat = NULL;
  g_autofree char *rendered = NULL;
  char *html;

  if (markdown == NULL)
    return g_strdup ("");

  prepared = atrium_markdown_prepare (markdown, bounded_length (markdown), FALSE);
  flat = flatten_prefixes (prepared);
  rendered = render_with_cmark (flat, TRUE);
  html = atrium_html_filter (rendered, -1, ATRIUM_HTML_FILTER_BLOCK);

  return g_strstrip (html);
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
