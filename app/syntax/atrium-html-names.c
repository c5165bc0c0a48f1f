#include "atrium-html-private.h"

/* Names are interned before they are looked up, so a set of pointers will do. */
static GHashTable *
make_set (const char * const *names)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (; *names != NULL; names++)
    g_hash_table_add (set, (gpointer) g_intern_static_string (*names));

  return set;
}

#define DEFINE_SET(function, ...)                                     \
  gboolean                                                            \
  function (const char *name)                                         \
  {                                                                   \
    static const char * const names[] = { __VA_ARGS__, NULL };        \
    static GHashTable *set;                                           \
                                                                      \
    if (g_once_init_enter_pointer (&set))                             \
      g_once_init_leave_pointer (&set, make_set (names));             \
    return g_hash_table_contains (set, name);                         \
  }

/* the four lists of kramdown 2.4, lib/kramdown/parser/html.rb */
DEFINE_SET (_atrium_html_is_span,
            "a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn",
            "em", "i", "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc",
            "rp", "rt", "rtc", "ruby", "samp", "select", "small", "span", "strong", "sub", "sup",
            "time", "tt", "u", "var")

DEFINE_SET (_atrium_html_is_block,
            "address", "article", "aside", "applet", "body", "blockquote", "caption", "col",
            "colgroup", "dd", "div", "dl", "dt", "fieldset", "figcaption", "footer", "form", "h1",
            "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "head", "iframe",
            "legend", "menu", "li", "main", "map", "nav", "ol", "optgroup", "p", "pre", "section",
            "summary", "table", "tbody", "td", "th", "thead", "tfoot", "tr", "ul")

DEFINE_SET (_atrium_html_is_void,
            "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link",
            "meta", "param", "source", "track", "wbr")

static
DEFINE_SET (has_block_content,
            "address", "applet", "article", "aside", "blockquote", "body", "dd", "details", "div",
            "dl", "fieldset", "figure", "figcaption", "footer", "form", "header", "hgroup", "iframe",
            "li", "main", "map", "menu", "nav", "noscript", "object", "section", "summary", "td")

static
DEFINE_SET (has_span_content,
            "a", "abbr", "acronym", "b", "bdo", "big", "button", "cite", "caption", "del", "dfn",
            "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "label", "legend",
            "optgroup", "p", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "select", "small", "span",
            "strong", "sub", "sup", "th", "tt")

/* what a browser gives a box of its own */
static
DEFINE_SET (is_more_block,
            "details", "figure", "center", "dir", "noscript", "script", "style", "template", "title",
            "meta", "link", "base", "frameset", "search", "video", "dialog", "param", "source")

static
DEFINE_SET (closes_paragraph,
            "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div",
            "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
            "h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search",
            "section", "table", "ul", "li", "dd", "dt", "summary")

static
DEFINE_SET (is_table_part, "tr", "thead", "tbody", "tfoot", "caption", "colgroup")

static
DEFINE_SET (is_heading, "h1", "h2", "h3", "h4", "h5", "h6")

/* the elements that keep an implied end tag from reaching further out */
static
DEFINE_SET (is_scope,
            "table", "template", "button", "object", "marquee", "applet", "html", "body", "div",
            "section", "article", "aside", "main", "header", "footer", "nav", "blockquote", "form",
            "details", "figure", "fieldset", "center")

gboolean
_atrium_html_is_blocklike (const char *name)
{
  return _atrium_html_is_block (name) || is_more_block (name);
}

AtriumContent
_atrium_html_content_model (const char *name)
{
  if (has_block_content (name))
    return ATRIUM_CONTENT_BLOCK;
  return has_span_content (name) ? ATRIUM_CONTENT_SPAN : ATRIUM_CONTENT_RAW;
}

#define IS(a, b) (g_str_equal ((a), (b)))

/* whether the start tag @next ends an open element @open, by HTML's optional end tags */
gboolean
_atrium_html_closes (const char *open,
                     const char *next)
{
  if (IS (open, "p"))
    return closes_paragraph (next);
  if (IS (open, "li"))
    return IS (next, "li");
  if (IS (open, "dt") || IS (open, "dd"))
    return IS (next, "dt") || IS (next, "dd");
  if (IS (open, "td") || IS (open, "th"))
    return IS (next, "td") || IS (next, "th") || is_table_part (next);
  if (IS (open, "tr"))
    return is_table_part (next);
  if (IS (open, "thead") || IS (open, "tbody") || IS (open, "tfoot"))
    return IS (next, "thead") || IS (next, "tbody") || IS (next, "tfoot");
  if (IS (open, "caption") || IS (open, "colgroup"))
    return is_table_part (next);
  if (IS (open, "option"))
    return IS (next, "option") || IS (next, "optgroup");
  if (IS (open, "head"))
    return IS (next, "body");
  return is_heading (open) && is_heading (next);
}

/* whether an open element @open shields what is around it from the start tag @next */
gboolean
_atrium_html_limits (const char *open,
                     const char *next)
{
  if (IS (next, "li"))
    return IS (open, "ul") || IS (open, "ol") || IS (open, "menu") || is_scope (open);
  if (IS (next, "dt") || IS (next, "dd"))
    return IS (open, "dl") || is_scope (open);
  if (IS (next, "td") || IS (next, "th"))
    return IS (open, "tr") || is_scope (open);
  if (IS (next, "tr"))
    return IS (open, "tbody") || IS (open, "thead") || IS (open, "tfoot") || is_scope (open);
  if (IS (next, "option") || IS (next, "optgroup"))
    return IS (open, "select") || IS (open, "datalist") || is_scope (open);

  return is_scope (open) || IS (open, "li") || IS (open, "td") || IS (open, "th") || IS (open, "dd");
}
