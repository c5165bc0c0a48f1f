#include "atrium-kramdown-private.h"

#include <string.h>

static void
start_block (AtriumKramdown *self,
             const char     *tag,
             AtriumIal      *ial)
{
  g_string_append_printf (self->out, "<%s", tag);
  if (ial != NULL)
    _atrium_ial_append (ial, self->out);
  g_string_append_c (self->out, '>');
}

static void
end_block (AtriumKramdown *self,
           const char     *tag)
{
  g_string_append_printf (self->out, "</%s>\n", tag);
}

/* the attributes that lists give to a block */
static void
collect (AtriumKramdown   *self,
         const AtriumNode *node,
         AtriumIal        *ial)
{
  g_auto(AtriumIal) written = { .pairs = NULL };

  _atrium_kramdown_block_list (self, node, &written);
  _atrium_kramdown_apply (self, ial, &written);
}

static void
append_heading (AtriumKramdown   *self,
                const AtriumNode *node)
{
  g_autofree char *tag = g_strdup_printf ("h%u", MIN (node->level + self->header_offset, 6));
  g_auto(AtriumIal) ial = { .pairs = NULL };

  if (!atrium_span_is_none (node->label))
    {
      g_autofree char *id = g_strndup (self->source + node->label.start, atrium_span_length (node->label));

      _atrium_ial_set (&ial, "id", id);
    }
  collect (self, node, &ial);
  _atrium_kramdown_heading_id (self, node, &ial);
  start_block (self, tag, &ial);
  _atrium_kramdown_children (self, node);
  end_block (self, tag);
}

static void
append_paragraph (AtriumKramdown   *self,
                  const AtriumNode *node)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };

  const char *box = g_steal_pointer (&self->box);

  if (node->tight)
    {
      g_string_append (self->out, box != NULL ? box : "");
      _atrium_kramdown_children (self, node);
      return;
    }
  collect (self, node, &ial);
  start_block (self, "p", &ial);
  g_string_append (self->out, box != NULL ? box : "");
  _atrium_kramdown_children (self, node);
  end_block (self, "p");
}

static void
append_container (AtriumKramdown   *self,
                  const AtriumNode *node,
                  const char       *tag)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };

  collect (self, node, &ial);
  start_block (self, tag, &ial);
  g_string_append_c (self->out, '\n');
  _atrium_kramdown_children (self, node);
  end_block (self, tag);
}

/* takes the language from a class `language-ruby`, for the element inside */
static char *
take_language (AtriumIal *ial)
{
  const char *class = _atrium_ial_get (ial, "class");
  const char *word = class != NULL ? strstr (class, "language-") : NULL;
  g_autofree char *rest = NULL;
  char *language;
  gsize length;

  while (word != NULL && word > class && (g_ascii_isalnum (word[-1]) || word[-1] == '_'))
    word = strstr (word + 1, "language-");
  length = word != NULL ? strcspn (word, " \t\n\r\f\v") : 0;
  if (length <= strlen ("language-"))
    return NULL;

  language = g_strndup (word, length);
  rest = g_strdup_printf ("%.*s%s", (int) (word - class), class, word + length);
  g_strstrip (rest);
  _atrium_ial_set (ial, "class", *rest != '\0' ? rest : NULL);
  return language;
}

static void
append_code_block (AtriumKramdown   *self,
                   const AtriumNode *node)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };
  g_autofree char *language = NULL;
  gsize length = node->literal != NULL ? strlen (node->literal) : 0;

  if (!atrium_span_is_none (node->label))
    {
      gsize end = node->label.start;
      g_autofree char *class = NULL;

      while (end < node->label.end && (end == node->label.start || self->source[end] != '?'))
        end++;
      class = g_strdup_printf ("language-%.*s", (int) (end - node->label.start), self->source + node->label.start);
      _atrium_ial_set (&ial, "class", class);
    }
  collect (self, node, &ial);
  language = take_language (&ial);

  start_block (self, "pre", &ial);
  g_string_append (self->out, "<code");
  if (language != NULL)
    {
      g_string_append (self->out, " class=\"");
      _atrium_kramdown_escape (self->out, language, strlen (language), ATRIUM_ESCAPE_ATTRIBUTE);
      g_string_append_c (self->out, '"');
    }
  g_string_append_c (self->out, '>');
  if (length > 0 && node->literal[length - 1] == '\n')
    length--;
  if (length > 0)
    _atrium_kramdown_escape (self->out, node->literal, length, ATRIUM_ESCAPE_ALL);
  g_string_append (self->out, "\n</code></pre>\n");
}

static void
append_rule (AtriumKramdown   *self,
             const AtriumNode *node)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };

  collect (self, node, &ial);
  g_string_append (self->out, "<hr");
  _atrium_ial_append (&ial, self->out);
  g_string_append (self->out, " />\n");
}

static void
append_math (AtriumKramdown   *self,
             const AtriumNode *node)
{
  g_autofree char *math = g_strstrip (g_strdup (node->literal));
  g_auto(AtriumIal) ial = { .pairs = NULL };
  gboolean shown = (self->flags & ATRIUM_KRAMDOWN_SHOWN) != 0;
  const char *tag = shown ? "span" : "div";

  collect (self, node, &ial);
  if (shown)
    _atrium_ial_set (&ial, "class", "math display");
  if (ial.pairs != NULL)
    start_block (self, tag, &ial);
  g_string_append (self->out, "\\[");
  _atrium_kramdown_escape (self->out, math, strlen (math), ATRIUM_ESCAPE_ALL);
  g_string_append (self->out, "\\]\n");
  if (ial.pairs != NULL)
    end_block (self, tag);
}

static gboolean
is_void (const char *tag)
{
  static const char *const names[] = {
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr", NULL
  };

  return g_strv_contains (names, tag);
}

/* script and style, whose text is not HTML */
static gboolean
is_opaque (const AtriumNode *node)
{
  return node->block && node->literal != NULL;
}

static void
append_content (AtriumKramdown   *self,
                const AtriumNode *node)
{
  self->elements++;
  self->raw += !node->markdown;
  if (is_opaque (node))
    g_string_append (self->out, node->literal);
  else
    _atrium_kramdown_children (self, node);
  self->raw -= !node->markdown;
  self->elements--;
}

/* An element as kramdown writes it, which is not always how it was written: <div/> stays, and opens one. */
static void
append_element (AtriumKramdown   *self,
                const AtriumNode *node)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };
  gboolean closed = node->closed && node->inner.end == node->outer.end && node->inner.start == node->inner.end;
  gsize content;

  _atrium_kramdown_element_list (self, node, &ial);
  if (node->block && self->raw == 0)
    collect (self, node, &ial);
  else if (!node->block)
    _atrium_kramdown_span_list (self, node, &ial);

  g_string_append_printf (self->out, "<%s", node->tag);
  _atrium_ial_append (&ial, self->out);
  content = self->out->len + 1;
  if ((node->block && closed && !node->markdown) || (is_void (node->tag) && node->first_child == NULL))
    g_string_append (self->out, " />");
  else
    {
      g_string_append_c (self->out, '>');
      append_content (self, node);
      if (self->out->len == content && is_void (node->tag))
        g_string_truncate (self->out, content);
      g_string_append_printf (self->out, "</%s>", node->tag);
    }
  if (node->block && self->raw == 0)
    g_string_append_c (self->out, '\n');
}

static void
append_quote (AtriumKramdown   *self,
              const AtriumNode *node)
{
  append_container (self, node, "blockquote");
}

static void
append_term (AtriumKramdown   *self,
             const AtriumNode *node)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };

  collect (self, node, &ial);
  start_block (self, "dt", &ial);
  _atrium_kramdown_children (self, node);
  end_block (self, "dt");
}

static void
append_definition (AtriumKramdown   *self,
                   const AtriumNode *node)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };

  collect (self, node, &ial);
  start_block (self, "dd", &ial);
  _atrium_kramdown_children (self, node);
  end_block (self, "dd");
}

/* Adds @node with all that is in it. */
void
_atrium_kramdown_node (AtriumKramdown   *self,
                       const AtriumNode *node)
{
  switch (node->type)
    {
    case ATRIUM_NODE_HEADING:
      append_heading (self, node);
      break;
    case ATRIUM_NODE_PARAGRAPH:
      append_paragraph (self, node);
      break;
    case ATRIUM_NODE_LIST:
      _atrium_kramdown_list (self, node);
      break;
    case ATRIUM_NODE_QUOTE:
      append_quote (self, node);
      break;
    case ATRIUM_NODE_CODE_BLOCK:
      append_code_block (self, node);
      break;
    case ATRIUM_NODE_RULE:
      append_rule (self, node);
      break;
    case ATRIUM_NODE_TABLE:
      _atrium_kramdown_table (self, node);
      break;
    case ATRIUM_NODE_DEFINITION_LIST:
      append_container (self, node, "dl");
      break;
    case ATRIUM_NODE_TERM:
      append_term (self, node);
      break;
    case ATRIUM_NODE_DEFINITION:
      append_definition (self, node);
      break;
    case ATRIUM_NODE_ELEMENT:
      append_element (self, node);
      break;
    case ATRIUM_NODE_MATH:
      if (node->block)
        append_math (self, node);
      else
        _atrium_kramdown_inline (self, node);
      break;
    case ATRIUM_NODE_LINK_DEFINITION:
    case ATRIUM_NODE_FOOTNOTE_DEFINITION:
    case ATRIUM_NODE_LIQUID:
      break;
    default:
      _atrium_kramdown_inline (self, node);
    }
}

void
_atrium_kramdown_children (AtriumKramdown   *self,
                           const AtriumNode *node)
{
  for (const AtriumNode *child = node->first_child; child != NULL && !_atrium_kramdown_is_spent (self);
       child = child->next)
    if (child->type == ATRIUM_NODE_TEXT || child->type == ATRIUM_NODE_SOFT_BREAK)
      child = _atrium_kramdown_text (self, child);
    else
      _atrium_kramdown_node (self, child);
}
