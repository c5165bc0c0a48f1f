#include "html-tree.h"

#include <gumbo.h>
#include <string.h>

typedef struct
{
  GString *out;
  GString *text;       /* what stands since the last tag */
  guint    preserve;   /* open elements in which white space is shown */
} Dump;

static void dump_node (Dump            *self,
                       const GumboNode *node,
                       guint            depth);

static void
append_line (Dump       *self,
             guint       depth,
             const char *mark,
             const char *text)
{
  g_string_append_printf (self->out, "%*s%s", (int) depth, "", mark);
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (self->out, "\\n");
    else
      g_string_append_c (self->out, *p);
  g_string_append_c (self->out, '\n');
}

static gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
fold (GString *text)
{
  gsize to = 0;

  for (gsize i = 0; i < text->len; i++)
    {
      if (!is_space (text->str[i]))
        text->str[to++] = text->str[i];
      else if (to == 0 || text->str[to - 1] != ' ')
        text->str[to++] = ' ';
    }
  g_string_truncate (text, to);
}

/* White space beside a block, and at its start and end, is not shown. */
static void
flush_text (Dump     *self,
            guint     depth,
            gboolean  block_before,
            gboolean  block_after)
{
  gsize start = 0;

  if (self->preserve == 0)
    {
      fold (self->text);
      if (block_after && self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
        g_string_truncate (self->text, self->text->len - 1);
      if (block_before && self->text->len > 0 && self->text->str[0] == ' ')
        start = 1;
    }
  if (self->text->len > start)
    append_line (self, depth, "\"", self->text->str + start);
  g_string_truncate (self->text, 0);
}

static gboolean
is_inline (const GumboNode *node)
{
  static const char *const names[] = {
    "a", "abbr", "acronym", "b", "bdo", "big", "button", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "select", "small", "span", "strike",
    "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "textarea", "iframe", "object", "video", "audio",
    NULL
  };

  if (node->type == GUMBO_NODE_COMMENT)
    return TRUE;
  if (node->type != GUMBO_NODE_ELEMENT)
    return FALSE;
  if (node->v.element.tag == GUMBO_TAG_UNKNOWN)
    return TRUE;

  return g_strv_contains (names, gumbo_normalized_tagname (node->v.element.tag));
}

static int
compare_attributes (gconstpointer a,
                    gconstpointer b)
{
  const GumboAttribute *first = *(GumboAttribute *const *) a;
  const GumboAttribute *second = *(GumboAttribute *const *) b;

  return strcmp (first->name, second->name);
}

static char *
describe (const GumboElement *element)
{
  GString *out = g_string_new (NULL);
  g_autoptr(GPtrArray) attributes = g_ptr_array_new ();

  if (element->tag != GUMBO_TAG_UNKNOWN)
    g_string_append (out, gumbo_normalized_tagname (element->tag));
  else
    {
      GumboStringPiece piece = element->original_tag;

      gumbo_tag_from_original_text (&piece);
      g_string_append_len (out, piece.data, piece.length);
      g_string_ascii_down (out);
    }
  for (guint i = 0; i < element->attributes.length; i++)
    g_ptr_array_add (attributes, element->attributes.data[i]);
  g_ptr_array_sort (attributes, compare_attributes);
  for (guint i = 0; i < attributes->len; i++)
    {
      const GumboAttribute *attribute = g_ptr_array_index (attributes, i);

      g_string_append_printf (out, " %s=\"%s\"", attribute->name, attribute->value);
    }

  return g_string_free (out, FALSE);
}

static void
dump_children (Dump              *self,
               const GumboVector *children,
               gboolean           block,
               guint              depth)
{
  gboolean block_before = block;

  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *child = children->data[i];

      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE || child->type == GUMBO_NODE_CDATA)
        {
          g_string_append (self->text, child->v.text.text);
          continue;
        }
      flush_text (self, depth, block_before, !is_inline (child));
      dump_node (self, child, depth);
      block_before = !is_inline (child);
    }
  flush_text (self, depth, block_before, block);
}

static void
dump_node (Dump            *self,
           const GumboNode *node,
           guint            depth)
{
  const GumboElement *element = &node->v.element;
  g_autofree char *description = NULL;
  gboolean preserve;

  if (node->type == GUMBO_NODE_COMMENT)
    {
      g_string_assign (self->text, node->v.text.text);
      fold (self->text);
      append_line (self, depth, "!", self->text->str);
      g_string_truncate (self->text, 0);
      return;
    }
  if (node->type != GUMBO_NODE_ELEMENT)
    return;

  description = describe (element);
  append_line (self, depth, "<", description);
  preserve = element->tag == GUMBO_TAG_PRE || element->tag == GUMBO_TAG_TEXTAREA;
  self->preserve += preserve;
  dump_children (self, &element->children, !is_inline (node), depth + 1);
  self->preserve -= preserve;
}

char *
html_tree_dump (const char *html)
{
  g_autofree char *page = g_strconcat ("<!DOCTYPE html><body>", html, NULL);
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput *output;
  Dump self = { .out = g_string_new (NULL), .text = g_string_new (NULL) };

  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, page, strlen (page));
  dump_node (&self, output->root, 0);
  gumbo_destroy_output (&options, output);
  g_string_free (self.text, TRUE);

  return g_string_free (self.out, FALSE);
}

char *
html_tree_diff (const char *ours,
                const char *theirs)
{
  g_auto(GStrv) a = g_strsplit (ours, "\n", -1);
  g_auto(GStrv) b = g_strsplit (theirs, "\n", -1);
  GString *out;
  guint line = 0;

  if (strcmp (ours, theirs) == 0)
    return NULL;

  while (a[line] != NULL && b[line] != NULL && strcmp (a[line], b[line]) == 0)
    line++;
  out = g_string_new (NULL);
  for (guint i = line > 2 ? line - 2 : 0; i < line; i++)
    g_string_append_printf (out, "   %.300s\n", a[i]);
  for (guint i = line; i < line + 3 && a[i] != NULL; i++)
    g_string_append_printf (out, " o %.300s\n", a[i]);
  for (guint i = line; i < line + 3 && b[i] != NULL; i++)
    g_string_append_printf (out, " k %.300s\n", b[i]);

  return g_string_free (out, FALSE);
}
