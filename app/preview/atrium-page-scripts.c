#include "atrium-page-scripts.h"

#include <string.h>

#include "atrium-bytes.h"

/* The longest start tag that is looked at. */
#define MAX_TAG 2000

/* `inlineMath: [["$", "$"], …]` of MathJax 2 to 4, and `{left: "$", right: "$"}` of KaTeX */
#define DOLLARS "(?:\\binlineMath[\"']?\\s*:\\s*[\\[{][^;]{0,200}?|\\bleft[\"']?\\s*:\\s*)([\"'])\\$\\1"

/* @word is in small letters, and found in any */
static const char *
find (const char *from,
      const char *end,
      const char *word)
{
  gsize length = strlen (word);

  for (const char *p = from; end - p >= (gssize) length; p++)
    if (g_ascii_tolower (*p) == word[0] && g_ascii_strncasecmp (p, word, length) == 0)
      return p;

  return NULL;
}

/**
 * atrium_page_scripts_have_dollars:
 * @text: a page or a script, of any encoding
 * @length: its bytes
 *
 * Looks for a configuration of MathJax or KaTeX in which a single dollar begins and ends a
 * formula. Neither has that by itself, because of prices.
 *
 * Returns: whether there is one
 */
gboolean
atrium_page_scripts_have_dollars (const char *text,
                                gsize       length)
{
  static gsize once;
  static GRegex *dollars;

  if (g_once_init_enter (&once))
    {
      dollars = g_regex_new (DOLLARS, G_REGEX_RAW | G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);
      g_once_init_leave (&once, 1);
    }
  if (memmem (text, length, "inlineMath", 10) == NULL && memmem (text, length, "left", 4) == NULL)
    return FALSE;

  return g_regex_match_full (dollars, text, (gssize) length, 0, G_REGEX_MATCH_DEFAULT, NULL, NULL);
}

/* the value of an attribute in a start tag; NULL where it has none */
static char *
dup_attribute (const char *tag,
               const char *end,
               const char *name)
{
  gsize length = strlen (name);

  for (const char *p = find (tag, end, name); p != NULL; p = find (p + 1, end, name))
    {
      const char *value = p + length;
      gsize n;

      while (value < end && g_ascii_isspace (*value))
        value++;
      if (!g_ascii_isspace (p[-1]) || value >= end || *value != '=')
        continue;
      for (value++; value < end && g_ascii_isspace (*value); value++)
        ;
      if (value < end && (*value == '"' || *value == '\''))
        {
          const char *quote = memchr (value + 1, *value, end - value - 1);

          return quote != NULL ? g_strndup (value + 1, quote - value - 1) : NULL;
        }
      for (n = 0; value + n < end && !g_ascii_isspace (value[n]); n++)
        ;
      return g_strndup (value, n);
    }

  return NULL;
}

/* the next `<script …>` from @from on: its start, and in @close its `>`; NULL where there is none */
static const char *
find_script (const char  *from,
             const char  *end,
             const char **close)
{
  for (const char *p = find (from, end, "<script"); p != NULL; p = find (p + 1, end, "<script"))
    {
      const char *last = memchr (p, '>', MIN (end - p, MAX_TAG));

      if (last != NULL && (g_ascii_isspace (p[7]) || p[7] == '>'))
        {
          *close = last;
          return p;
        }
    }

  return NULL;
}

/* types of scripts that are none: data, formulas, templates */
static gboolean
is_code (const char *type)
{
  g_autofree char *lower = type != NULL ? g_ascii_strdown (type, -1) : NULL;

  return lower == NULL || *lower == '\0' || g_str_equal (lower, "module") || strstr (lower, "javascript") != NULL ||
         strstr (lower, "ecmascript") != NULL;
}

/**
 * atrium_page_scripts_would_run:
 * @html: a page
 *
 * Returns: whether scripts would run in the page if they were let; those in attributes do not count
 */
gboolean
atrium_page_scripts_would_run (GBytes *html)
{
  gsize length;
  const char *text = atrium_bytes_get_text (html, &length);
  const char *end = text + length;
  const char *close = NULL;

  for (const char *p = find_script (text, end, &close); p != NULL; p = find_script (close, end, &close))
    {
      g_autofree char *type = dup_attribute (p, close, "type");

      if (is_code (type))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_about_math (const char *src)
{
  g_autofree char *lower = g_ascii_strdown (src, -1);

  return strstr (lower, "mathjax") != NULL || strstr (lower, "katex") != NULL;
}

/**
 * atrium_page_scripts_dup_math:
 * @html: a page
 *
 * Finds the scripts of the site itself that may configure MathJax or KaTeX, by their names.
 *
 * Returns: (transfer full): their URLs, relative to the page or to the site, at most
 *   %ATRIUM_PAGE_SCRIPTS_MAX_MATH
 */
GStrv
atrium_page_scripts_dup_math (GBytes *html)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  gsize length;
  const char *text = atrium_bytes_get_text (html, &length);
  const char *end = text + length;
  const char *close = NULL;
  guint n = 0;

  for (const char *p = find_script (text, end, &close); p != NULL && n < ATRIUM_PAGE_SCRIPTS_MAX_MATH;
       p = find_script (close, end, &close))
    {
      g_autofree char *src = dup_attribute (p, close, "src");

      if (src == NULL || strstr (src, "//") != NULL || !is_about_math (src))
        continue;
      g_strv_builder_add (builder, src);
      n++;
    }

  return g_strv_builder_end (builder);
}

static void
append_escaped (GString    *out,
                const char *text,
                gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autofree char *valid = g_utf8_make_valid (copy, -1);
  g_autofree char *escaped = g_markup_escape_text (valid, -1);

  g_string_append (out, escaped);
}

/* kramdown hides what would be markup from readers of XML in comments of TeX */
static void
append_formula (GString    *out,
                const char *text,
                gsize       length,
                gboolean    display)
{
  const char *start = g_strstr_len (text, (gssize) length, "% <![CDATA[");
  const char *end = start != NULL ? g_strrstr_len (text, (gssize) length, "%]]>") : NULL;

  if (end != NULL && end > start)
    {
      start += strlen ("% <![CDATA[");
      length = end - start;
      text = start;
    }
  g_string_append (out, display ? "<span class=\"kdmath\">\\[" : "<span class=\"kdmath\">\\(");
  append_escaped (out, text, length);
  g_string_append (out, display ? "\\]</span>" : "\\)</span>");
}

/* where the formula ends that a script holds; NULL where it holds none, and in @unended whether no
 * script ends any more */
static const char *
find_formula_end (const char *script,
                  const char *close,
                  const char *end,
                  gboolean   *display,
                  gboolean   *unended)
{
  g_autofree char *type = dup_attribute (script, close, "type");
  const char *finish;

  if (type == NULL || g_ascii_strncasecmp (type, "math/tex", 8) != 0)
    return NULL;

  finish = find (close, end, "</script>");
  *display = strstr (type, "display") != NULL;
  *unended = finish == NULL;

  return finish;
}

/**
 * atrium_page_scripts_unwrap_math:
 * @html: a page
 *
 * Makes elements of the formulas that stand in `<script type="math/tex">`, as kramdown once wrote
 * them for MathJax 2: the preview takes scripts out of pages.
 *
 * Returns: (transfer full): the page with them, or @html where it has none
 */
GBytes *
atrium_page_scripts_unwrap_math (GBytes *html)
{
  gsize length;
  const char *text = atrium_bytes_get_text (html, &length);
  const char *end = text + length;
  const char *at = text;
  const char *close = NULL;
  gboolean unended = FALSE;
  GString *out;

  if (memmem (text, length, "math/tex", 8) == NULL)
    return g_bytes_ref (html);

  out = g_string_sized_new (length);
  for (const char *p = find_script (text, end, &close); p != NULL && !unended; p = find_script (close, end, &close))
    {
      gboolean display = FALSE;
      const char *finish = find_formula_end (p, close, end, &display, &unended);

      if (finish == NULL)
        continue;
      g_string_append_len (out, at, p - at);
      append_formula (out, close + 1, finish - close - 1, display);
      close = at = finish + strlen ("</script>");
    }
  g_string_append_len (out, at, end - at);

  return g_string_free_to_bytes (out);
}
