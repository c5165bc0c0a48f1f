#include "atrium-kramdown-private.h"

#include <string.h>

static void
open_tag (AtriumKramdown *self,
          const char     *tag,
          AtriumIal      *ial)
{
  g_string_append_printf (self->out, "<%s", tag);
  if (ial != NULL)
    _atrium_ial_append (ial, self->out);
  g_string_append_c (self->out, '>');
}

static void
append_wrapped (AtriumKramdown   *self,
                const AtriumNode *node,
                const char       *tag)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };

  _atrium_kramdown_span_list (self, node, &ial);
  open_tag (self, tag, &ial);
  _atrium_kramdown_children (self, node);
  g_string_append_printf (self->out, "</%s>", tag);
}

/* Code is text as it is, without abbreviations and math. */
static void
append_code (AtriumKramdown   *self,
             const AtriumNode *node)
{
  AtriumKramdownFlags flags = self->flags;

  self->flags &= ~ATRIUM_KRAMDOWN_SHOWN;
  self->raw++;
  append_wrapped (self, node, "code");
  self->raw--;
  self->flags = flags;
}

/* what stands in front of lines that go on inside of an item or a quote */
static void
drop_prefixes (char *text)
{
  char *to = text;

  if (strchr (text, '\n') == NULL)
    return;
  for (const char *from = text; *from != '\0'; )
    {
      gboolean line_end = *from == '\n';

      *to++ = *from++;
      if (line_end)
        from += strspn (from, " \t>");
    }
  *to = '\0';
}

static void
set_span (AtriumKramdown *self,
          AtriumIal      *ial,
          const char     *name,
          AtriumSpan      span)
{
  g_autofree char *value = NULL;

  if (atrium_span_is_none (span))
    return;
  value = g_strndup (self->source + span.start, atrium_span_length (span));
  drop_prefixes (value);
  _atrium_ial_set (ial, name, value);
}

/* The attributes of a link or picture: first those of its definition elsewhere, last those behind it. */
static void
collect_link (AtriumKramdown   *self,
              const AtriumNode *node,
              const char       *name,
              AtriumIal        *ial)
{
  const AtriumNode *definition = NULL;
  g_auto(AtriumIal) list = { .pairs = NULL };

  if (self->links != NULL && !atrium_span_is_none (node->label))
    definition = g_hash_table_lookup (self->links, GSIZE_TO_POINTER (node->target.start));
  if (definition != NULL)
    {
      _atrium_kramdown_block_list (self, definition, &list);
      _atrium_kramdown_apply (self, ial, &list);
    }
  if (atrium_span_is_none (node->target))
    _atrium_ial_set (ial, name, "");
  set_span (self, ial, name, node->target);
}

static gboolean
is_address (AtriumKramdown   *self,
            const AtriumNode *node)
{
  const char *url = self->source + node->target.start;

  return memchr (url, ':', atrium_span_length (node->target)) == NULL;
}

static void
append_link (AtriumKramdown   *self,
             const AtriumNode *node)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };

  if (self->in_toc > 0)
    {
      _atrium_kramdown_children (self, node);
      return;
    }

  collect_link (self, node, "href", &ial);
  if (node->marker == '<' && is_address (self, node))
    {
      g_autofree char *url = g_strconcat ("mailto:", _atrium_ial_get (&ial, "href"), NULL);

      _atrium_ial_set (&ial, "href", url);
    }
  set_span (self, &ial, "title", node->title);
  _atrium_kramdown_span_list (self, node, &ial);
  open_tag (self, "a", &ial);
  _atrium_kramdown_children (self, node);
  g_string_append (self->out, "</a>");
}

/* what stands in the brackets, with nothing but the escapes taken away */
static char *
dup_alternative (AtriumKramdown   *self,
                 const AtriumNode *node)
{
  GString *out = g_string_new (NULL);

  for (gsize i = node->inner.start; i < node->inner.end; i++)
    {
      if (self->source[i] == '\\' && i + 1 < node->inner.end &&
          strchr ("\\.*_+`<>()[]{}#!:|\"'$=-", self->source[i + 1]) != NULL)
        i++;
      g_string_append_c (out, self->source[i]);
    }

  return g_string_free (out, FALSE);
}

static void
append_image (AtriumKramdown   *self,
              const AtriumNode *node)
{
  g_autofree char *alternative = dup_alternative (self, node);
  g_auto(AtriumIal) ial = { .pairs = NULL };

  collect_link (self, node, "src", &ial);
  _atrium_ial_set (&ial, "alt", alternative);
  set_span (self, &ial, "title", node->title);
  _atrium_kramdown_span_list (self, node, &ial);
  g_string_append (self->out, "<img");
  _atrium_ial_append (&ial, self->out);
  g_string_append (self->out, " />");
}

static void
append_math (AtriumKramdown   *self,
             const AtriumNode *node)
{
  g_autofree char *math = g_strstrip (g_strdup (node->literal));
  g_auto(AtriumIal) ial = { .pairs = NULL };
  gboolean shown = (self->flags & ATRIUM_KRAMDOWN_SHOWN) != 0;

  _atrium_kramdown_span_list (self, node, &ial);
  if (shown)
    _atrium_ial_add (&ial, "class", "math");
  if (ial.pairs == NULL)
    {
      g_string_append (self->out, "\\(");
      _atrium_kramdown_escape (self->out, math, strlen (math), ATRIUM_ESCAPE_ALL);
      g_string_append (self->out, "\\)");
      return;
    }

  open_tag (self, "span", &ial);
  g_string_append (self->out, shown ? "\\(" : "$");
  if (shown)
    _atrium_kramdown_escape (self->out, math, strlen (math), ATRIUM_ESCAPE_ALL);
  else
    g_string_append (self->out, math);
  g_string_append_printf (self->out, "%s</span>", shown ? "\\)" : "$");
}

static void
append_break (AtriumKramdown   *self,
              const AtriumNode *node)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };

  _atrium_kramdown_element_list (self, node, &ial);
  _atrium_kramdown_span_list (self, node, &ial);
  g_string_append (self->out, "<br");
  _atrium_ial_append (&ial, self->out);
  g_string_append (self->out, " />");
  if (node->tag == NULL && (self->flags & ATRIUM_KRAMDOWN_ONE_PARAGRAPH) == 0)
    g_string_append_c (self->out, '\n');
}

/* <!-- -->, <? ?> and {::comment}; those of Liquid and [//]: # leave nothing */
static void
append_comment (AtriumKramdown   *self,
                const AtriumNode *node)
{
  if (node->literal == NULL)
    return;
  if (self->source[node->outer.start] == '<')
    g_string_append (self->out, node->literal);
  else
    g_string_append_printf (self->out, "<!-- %s -->", node->literal);
  if (node->block && self->raw == 0)
    g_string_append_c (self->out, '\n');
}

/* {::nomarkdown}; of other extensions and attribute lists nothing is shown */
static void
append_extension (AtriumKramdown   *self,
                  const AtriumNode *node)
{
  static const char name[] = "{::nomarkdown";
  const char *text = self->source + node->outer.start;

  if (node->literal == NULL)
    return;
  text += strspn (text, " ");
  if (strncmp (text, name, strlen (name)) != 0)
    return;
  g_string_append (self->out, node->literal);
  if (node->block)
    g_string_append_c (self->out, '\n');
}

/* Adds @node if it is an inline that is not text. */
gboolean
_atrium_kramdown_inline (AtriumKramdown   *self,
                         const AtriumNode *node)
{
  switch (node->type)
    {
    case ATRIUM_NODE_STRONG:
      append_wrapped (self, node, "strong");
      return TRUE;
    case ATRIUM_NODE_EMPHASIS:
      append_wrapped (self, node, "em");
      return TRUE;
    case ATRIUM_NODE_STRIKE:
      append_wrapped (self, node, "del");
      return TRUE;
    case ATRIUM_NODE_CODE:
      append_code (self, node);
      return TRUE;
    case ATRIUM_NODE_LINK:
      append_link (self, node);
      return TRUE;
    case ATRIUM_NODE_IMAGE:
      append_image (self, node);
      return TRUE;
    case ATRIUM_NODE_MATH:
      append_math (self, node);
      return TRUE;
    case ATRIUM_NODE_BREAK:
      append_break (self, node);
      return TRUE;
    case ATRIUM_NODE_COMMENT:
      append_comment (self, node);
      return TRUE;
    case ATRIUM_NODE_ATTRIBUTES:
      append_extension (self, node);
      return TRUE;
    case ATRIUM_NODE_FOOTNOTE_REFERENCE:
      _atrium_kramdown_reference (self, node);
      return TRUE;
    default:
      return FALSE;
    }
}
