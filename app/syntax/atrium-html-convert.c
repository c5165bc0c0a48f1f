#include "atrium-html.h"

#include "atrium-escape.h"
#include "atrium-markdown.h"

#include <string.h>

typedef struct
{
  AtriumTree *tree;
  const char *source;
  GString    *out;
  guint       kept;      /* elements that stay HTML, around what is written */
  guint       raw;       /* of them those in which kramdown reads no Markdown */
} Convert;

static void
append_span (Convert    *self,
             AtriumSpan  span)
{
  g_string_append_len (self->out, self->source + span.start, atrium_span_length (span));
}

static const char *
get_text (Convert          *self,
          const AtriumNode *node,
          char            **owned)
{
  if (node->literal != NULL)
    return node->literal;

  *owned = g_strndup (self->source + node->outer.start, atrium_span_length (node->outer));
  return *owned;
}

/* -- HTML to Markdown */

static void html_children (Convert          *self,
                           const AtriumNode *node);

static void
append_folded (GString    *out,
               const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p))
        g_string_append_c (out, *p);
      else if (out->len == 0 || out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
}

/* The run of text from @node on, with white space as one space, as a browser shows it;
 * what has to be escaped depends on what is beside it. */
static void
html_text (Convert          *self,
           const AtriumNode *node)
{
  g_autoptr(GString) folded = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  for (; node != NULL && node->type == ATRIUM_NODE_TEXT; node = node->next)
    {
      g_autofree char *owned = NULL;

      append_folded (folded, get_text (self, node, &owned));
    }

  if (self->raw > 0)
    {
      atrium_append_html_text (self->out, folded->str);
      return;
    }
  escaped = atrium_markdown_escape (folded->str);
  /* what begins a block does so only at the start of all */
  if (self->out->len > 0 && escaped[0] == '\\' && folded->str[0] != escaped[0] &&
      strchr ("-+#>:", escaped[1]) != NULL && escaped[1] != '\0')
    g_string_append (self->out, escaped + 1);
  else
    g_string_append (self->out, escaped);
}

static gboolean
is_strong (const AtriumNode *node)
{
  return atrium_node_is_element (node, "b") || atrium_node_is_element (node, "strong");
}

static gboolean
is_emphasis (const AtriumNode *node)
{
  return atrium_node_is_element (node, "i") || atrium_node_is_element (node, "em");
}

/* whether delimiters around @node are read as such: no white space inside, no word
 * beside them */
static gboolean
fits_delimiters (Convert          *self,
                 const AtriumNode *node)
{
  const char *text = self->source;
  gsize start = node->inner.start;
  gsize end = node->inner.end;

  if (self->out->len > 0 && self->out->str[self->out->len - 1] == '*')
    return FALSE;
  if (start >= end || g_ascii_isspace (text[start]) || g_ascii_isspace (text[end - 1]))
    return FALSE;
  for (const AtriumNode *up = node->parent; up != NULL; up = up->parent)
    if (is_strong (up) == is_strong (node) && is_emphasis (up) == is_emphasis (node))
      return FALSE;

  return text[start] != '*' && text[end - 1] != '*' && text[start] != '<' && text[end - 1] != '>';
}

static void
html_wrapped (Convert          *self,
              const AtriumNode *node,
              const char       *delimiter)
{
  g_string_append (self->out, delimiter);
  html_children (self, node);
  g_string_append (self->out, delimiter);
}

/* the only attribute of a link that Markdown has a place for, beside its title */
static gboolean
is_plain_link (const AtriumNode *node)
{
  const char *href = atrium_node_get_attribute (node, "href");

  if (!atrium_node_is_element (node, "a") || href == NULL || node->first_child == NULL)
    return FALSE;
  for (guint i = 0; i < node->n_attributes; i++)
    if (strcmp (node->attributes[i].name, "href") != 0)
      return FALSE;
  for (const AtriumNode *up = node->parent; up != NULL; up = up->parent)
    if (atrium_node_is_element (up, "a"))
      return FALSE;

  return strpbrk (href, " \t\n()<>\"'[]\\{}") == NULL;
}

static gboolean
is_plain_code (Convert          *self,
               const AtriumNode *node)
{
  const AtriumNode *child = node->first_child;

  return atrium_node_is_element (node, "code") && node->n_attributes == 0 && child != NULL &&
         child == node->last_child && child->type == ATRIUM_NODE_TEXT && child->literal == NULL &&
         memchr (self->source + node->inner.start, '`', atrium_span_length (node->inner)) == NULL &&
         memchr (self->source + node->inner.start, '|', atrium_span_length (node->inner)) == NULL &&
         !g_ascii_isspace (self->source[node->inner.start]);
}

/* The elements of which kramdown reads the inside as Markdown. */
static gboolean
keeps_markdown (const AtriumNode *node)
{
  static const char * const names[] = {
    "a", "abbr", "acronym", "b", "bdo", "big", "button", "cite", "del", "dfn", "em", "i", "ins",
    "label", "q", "small", "span", "strong", "sub", "sup", "tt", NULL
  };

  return g_strv_contains (names, node->tag);
}

static void
html_kept (Convert          *self,
           const AtriumNode *node)
{
  gboolean raw = !keeps_markdown (node);

  append_span (self, ATRIUM_SPAN (node->outer.start, node->inner.start));
  self->kept++;
  self->raw += raw;
  html_children (self, node);
  self->raw -= raw;
  self->kept--;
  append_span (self, ATRIUM_SPAN (node->inner.end, node->outer.end));
  if (!node->closed)
    g_string_append_printf (self->out, "</%s>", node->tag);
}

static void
html_element (Convert          *self,
              const AtriumNode *node)
{
  if (self->raw > 0)
    html_kept (self, node);
  else if (is_plain_link (node))
    {
      /* or it would be a picture */
      if (self->out->len > 0 && self->out->str[self->out->len - 1] == '!')
        g_string_insert_c (self->out, self->out->len - 1, '\\');
      g_string_append_c (self->out, '[');
      html_children (self, node);
      g_string_append_printf (self->out, "](%s)", atrium_node_get_attribute (node, "href"));
    }
  else if (is_plain_code (self, node))
    {
      g_string_append_c (self->out, '`');
      append_span (self, node->inner);
      g_string_append_c (self->out, '`');
    }
  else if (node->n_attributes == 0 && is_strong (node) && fits_delimiters (self, node))
    html_wrapped (self, node, "**");
  else if (node->n_attributes == 0 && is_emphasis (node) && fits_delimiters (self, node))
    html_wrapped (self, node, "*");
  else
    html_kept (self, node);
}

static void
html_node (Convert          *self,
           const AtriumNode *node)
{
  if (node->type == ATRIUM_NODE_TEXT)
    html_text (self, node);
  else if (node->type == ATRIUM_NODE_ELEMENT)
    html_element (self, node);
  else if (node->type == ATRIUM_NODE_BREAK && self->kept == 0 && node->n_attributes == 0 &&
           node->next != NULL && node->previous != NULL)
    g_string_append (self->out, "\\\n");
  else
    append_span (self, node->outer);
}

static void
html_children (Convert          *self,
               const AtriumNode *node)
{
  for (const AtriumNode *child = node->first_child; child != NULL; child = child->next)
    {
      gsize before = self->out->len;

      html_node (self, child);
      while (child->type == ATRIUM_NODE_TEXT && child->next != NULL && child->next->type == ATRIUM_NODE_TEXT)
        child = child->next;

      /* white space behind a break is not shown, and would be kept */
      if (before >= 2 && self->out->str[before - 1] == '\n' && before < self->out->len &&
          self->out->str[before] == ' ')
        g_string_erase (self->out, before, 1);
    }
}

static char *
convert (const char      *text,
         gssize           length,
         AtriumSpelling   spelling,
         void           (*children) (Convert *, const AtriumNode *))
{
  g_autofree char *copy = length < 0 ? g_strdup (text) : g_strndup (text, length);
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("", copy);
  g_autoptr(AtriumTree) tree = NULL;
  Convert self = { 0 };
  gsize size;

  self.source = atrium_source_get_text (source, &size);
  tree = atrium_markdown_read_inline (source, ATRIUM_SPAN (0, size), spelling, NULL);
  if (tree == NULL)
    return g_steal_pointer (&copy);   /* nested too deep to be anything */

  self.tree = tree;
  self.out = g_string_sized_new (size);
  children (&self, atrium_tree_get_root (tree));

  return g_string_free (self.out, FALSE);
}

/**
 * atrium_html_to_markdown:
 * @html: inline HTML
 * @length: its bytes, or -1
 *
 * Spells inline HTML as Markdown for kramdown: `b` and `strong`, `i` and `em`, `a` with
 * nothing but a plain address, `code` and `br` have counterparts, the rest stays HTML.
 * White space is folded.
 *
 * Returns: (transfer full): inline Markdown
 */
char *
atrium_html_to_markdown (const char *html,
                         gssize      length)
{
  g_return_val_if_fail (html != NULL, NULL);

  return convert (html, length, ATRIUM_SPELLING_HTML_TEXT, html_children);
}

/* -- Markdown to HTML */

static void markdown_children (Convert          *self,
                               const AtriumNode *node);

static void
append_attribute (Convert    *self,
                  const char *name,
                  AtriumSpan  span)
{
  g_autofree char *raw = NULL;
  g_autofree char *value = NULL;

  if (atrium_span_is_none (span))
    return;
  raw = g_strndup (self->source + span.start, atrium_span_length (span));
  value = atrium_html_unescape (raw, -1);
  g_string_append_printf (self->out, " %s=\"", name);
  atrium_append_html_attribute (self->out, value);
  g_string_append_c (self->out, '"');
}

/* {: key="value" .class #id} as attributes; of several classes only one attribute */
static void
append_attribute_list (Convert          *self,
                       const AtriumNode *list)
{
  g_autofree char *text = g_strndup (self->source + list->inner.start, atrium_span_length (list->inner));
  g_autoptr(GString) classes = g_string_new (NULL);
  g_autoptr(GRegex) regex = g_regex_new ("([\\w-]+)=(?:\"([^\"]*)\"|'([^']*)')|\\.([^\\s.#]+)|#([\\w:-]+)",
                                         G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *key = g_match_info_fetch (match, 1);
      g_autofree char *quoted = g_match_info_fetch (match, 2);
      g_autofree char *single = g_match_info_fetch (match, 3);
      g_autofree char *class = g_match_info_fetch (match, 4);
      g_autofree char *id = g_match_info_fetch (match, 5);

      if (class != NULL && *class != '\0')
        g_string_append_printf (classes, "%s%s", classes->len > 0 ? " " : "", class);
      else
        {
          g_string_append_printf (self->out, " %s=\"", id != NULL && *id != '\0' ? "id" : key);
          atrium_append_html_attribute (self->out, id != NULL && *id != '\0' ? id
                                                   : quoted != NULL && *quoted != '\0' ? quoted
                                                   : single != NULL ? single : "");
          g_string_append_c (self->out, '"');
        }
    }
  if (classes->len > 0)
    {
      g_string_append (self->out, " class=\"");
      atrium_append_html_attribute (self->out, classes->str);
      g_string_append_c (self->out, '"');
    }
}

static void
end_start_tag (Convert          *self,
               const AtriumNode *node)
{
  if (node->next != NULL && node->next->type == ATRIUM_NODE_ATTRIBUTES)
    append_attribute_list (self, node->next);
  g_string_append_c (self->out, '>');
}

static void
markdown_wrapped (Convert          *self,
                  const AtriumNode *node,
                  const char       *tag)
{
  g_string_append_printf (self->out, "<%s", tag);
  end_start_tag (self, node);
  markdown_children (self, node);
  g_string_append_printf (self->out, "</%s>", tag);
}

static void
markdown_link (Convert          *self,
               const AtriumNode *node)
{
  g_string_append (self->out, "<a");
  append_attribute (self, "href", node->target);
  append_attribute (self, "title", node->title);
  end_start_tag (self, node);
  markdown_children (self, node);
  g_string_append (self->out, "</a>");
}

static void
markdown_image (Convert          *self,
                const AtriumNode *node)
{
  g_string_append (self->out, "<img");
  append_attribute (self, "src", node->target);
  append_attribute (self, "alt", node->inner);
  append_attribute (self, "title", node->title);
  end_start_tag (self, node);
}

static void
markdown_element (Convert          *self,
                  const AtriumNode *node)
{
  append_span (self, ATRIUM_SPAN (node->outer.start, node->inner.start));
  markdown_children (self, node);
  append_span (self, ATRIUM_SPAN (node->inner.end, node->outer.end));
}

static void
markdown_node (Convert          *self,
               const AtriumNode *node)
{
  g_autofree char *owned = NULL;

  switch (node->type)
    {
    case ATRIUM_NODE_TEXT:
      atrium_append_html_text (self->out, get_text (self, node, &owned));
      break;
    case ATRIUM_NODE_STRONG:
      markdown_wrapped (self, node, "strong");
      break;
    case ATRIUM_NODE_EMPHASIS:
      markdown_wrapped (self, node, "em");
      break;
    case ATRIUM_NODE_STRIKE:
      markdown_wrapped (self, node, "del");
      break;
    case ATRIUM_NODE_CODE:
      markdown_wrapped (self, node, "code");
      break;
    case ATRIUM_NODE_LINK:
      markdown_link (self, node);
      break;
    case ATRIUM_NODE_IMAGE:
      markdown_image (self, node);
      break;
    case ATRIUM_NODE_ELEMENT:
      markdown_element (self, node);
      break;
    case ATRIUM_NODE_BREAK:
      g_string_append (self->out, "<br>");
      break;
    case ATRIUM_NODE_SOFT_BREAK:
      g_string_append_c (self->out, '\n');
      break;
    case ATRIUM_NODE_ATTRIBUTES:
      break;
    case ATRIUM_NODE_MATH:
      owned = g_strndup (self->source + node->outer.start, atrium_span_length (node->outer));
      atrium_append_html_text (self->out, owned);
      break;
    default:
      append_span (self, node->outer);
      break;
    }
}

static void
markdown_children (Convert          *self,
                   const AtriumNode *node)
{
  for (const AtriumNode *child = node->first_child; child != NULL; child = child->next)
    markdown_node (self, child);
}

/**
 * atrium_markdown_to_html:
 * @markdown: inline Markdown
 *
 * Spells inline Markdown as HTML, as kramdown does. HTML and Liquid in it stay as they
 * are.
 *
 * Returns: (transfer full): inline HTML
 */
char *
atrium_markdown_to_html (const char *markdown)
{
  g_return_val_if_fail (markdown != NULL, NULL);

  return convert (markdown, -1, ATRIUM_SPELLING_MARKDOWN, markdown_children);
}
