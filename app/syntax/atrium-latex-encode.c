#include "atrium-latex.h"

#include <string.h>

#include "atrium-latex-private.h"
#include "atrium-markdown.h"

/* --- text --------------------------------------------------------------- */

typedef struct
{
  gunichar    c;
  const char *latex;
} Special;

static const Special specials[] = {
  { '&', "\\&" }, { '%', "\\%" }, { '#', "\\#" }, { '_', "\\_" }, { '{', "\\textbraceleft{}" }, { '}', "\\textbraceright{}" },
  { '~', "\\textasciitilde{}" }, { '^', "\\textasciicircum{}" }, { '`', "\\textasciigrave{}" }, { 0x201C, "``" }, { 0x201D, "''" },
  { 0x2013, "--" }, { 0x2014, "---" },
};

/* characters that are written in another way only where all of the file is ASCII */
static const Special ascii_specials[] = {
  { 0x2018, "`" }, { 0x2019, "\\textquoteright{}" }, { 0x2026, "\\ldots{}" }, { 0x2009, "\\," }, { 0xA0, "~" },
};

static const char *
find_special (const Special *table,
              guint          n,
              gunichar       c)
{
  guint i;

  for (i = 0; i < n; i++)
    if (table[i].c == c)
      return table[i].latex;
  return NULL;
}

/* the arguments of commands that are kept are looked for no farther than this */
#define MAX_ARGUMENT 4096
#define MAX_OPTION 200

static const char *
balanced_end (const char *p,
              gsize       most)
{
  guint depth = 0;

  for (; *p != '\0' && most > 0; p++, most--)
    {
      depth += *p == '{';
      if (*p == '}' && --depth == 0)
        return p + 1;
    }
  return NULL;
}

/* A command that the decoder does not know came through as it was: it goes back as it is,
 * with its arguments. NULL for a mere backslash. */
static const char *
kept_command_end (const char *p)
{
  const char *end = p + 1;

  while (g_ascii_isalpha (*end))
    end++;
  if (end == p + 1 || _atrium_latex_symbol (p + 1, end - p - 1) != NULL || _atrium_latex_accent (p + 1, end - p - 1) != 0)
    return NULL;
  if (*end == '[')
    {
      gsize length = 0;

      while (length < MAX_OPTION && end[length] != '\0' && strchr ("]{}\n", end[length]) == NULL)
        length++;
      end += end[length] == ']' ? length + 1 : 0;
    }
  while (*end == '{')
    {
      const char *group = balanced_end (end, MAX_ARGUMENT);

      if (group == NULL)
        return NULL;
      end = group;
    }
  return end[-1] == '}' ? end : NULL;
}

/* the end of $…$ by the rule of Pandoc: no space inside, no digit behind */
static const char *
math_end (const char *p)
{
  const char *end;
  int depth = 0;

  if (p[1] == '\0' || g_ascii_isspace (p[1]) || p[1] == '$')
    return NULL;
  for (end = p + 1; *end != '\0' && *end != '$' && depth >= 0; end++)
    {
      if (*end == '\\' && end[1] != '\0')
        end++;
      /* BibTeX counts them behind a backslash too */
      depth += (*end == '{') - (*end == '}');
    }
  if (*end != '$' || depth != 0 || g_ascii_isspace (end[-1]) || g_ascii_isdigit (end[1]))
    return NULL;
  return end + 1;
}

/* what LaTeX would draw together with the character before is kept apart */
static void
append_apart (GString    *out,
              const char *latex)
{
  if (out->len > 0 && out->str[out->len - 1] == latex[0] && strchr ("-'`", latex[0]) != NULL)
    g_string_append (out, "{}");
  g_string_append (out, latex);
}

/* @apart: a brace here would be an argument of the command before */
static void
append_character (GString    *out,
                  gunichar    c,
                  gboolean    ascii,
                  gboolean    apart)
{
  const char *special = find_special (specials, G_N_ELEMENTS (specials), c);
  g_autofree char *command = NULL;
  char text[7] = { 0 };

  if (special == NULL && ascii)
    special = find_special (ascii_specials, G_N_ELEMENTS (ascii_specials), c);
  if (special == NULL && ascii && c >= 0x80 && !apart)
    command = _atrium_latex_command (c);
  g_unichar_to_utf8 (c, text);
  if (special == NULL)
    special = command != NULL ? command : text;
  append_apart (out, special);
}

/* what starts at @p and is LaTeX already */
static const char *
raw_end (const char *p)
{
  if (*p == '$')
    return math_end (p);
  return *p == '\\' ? kept_command_end (p) : NULL;
}

/**
 * atrium_text_to_latex:
 * @text: plain text
 * @ascii: whether characters beyond ASCII become commands where LaTeX has some
 *
 * Returns: (transfer full): LaTeX that atrium_latex_to_text() reads as @text
 */
char *
atrium_text_to_latex (const char *text,
                      gboolean    ascii)
{
  GString *out = g_string_new (NULL);
  const char *p = text;
  const char *raw = NULL;

  while (*p != '\0')
    {
      const char *end = raw_end (p);

      if (end != NULL)
        {
          g_string_append_len (out, p, end - p);
          p = raw = end;
          continue;
        }
      if (*p == '$')
        g_string_append (out, "\\$");
      else if (*p == '\\')
        g_string_append (out, "\\textbackslash{}");
      else
        append_character (out, g_utf8_get_char (p), ascii, p == raw);
      p = g_utf8_next_char (p);
    }
  return g_string_free (out, FALSE);
}

/* --- Markdown ----------------------------------------------------------- */

typedef struct
{
  AtriumTree *tree;
  const char *text;
  gboolean    ascii;
  GString    *out;
  GString    *plain;
} Encoder;

static void encode_children (Encoder          *self,
                             const AtriumNode *node);

static void
flush (Encoder *self)
{
  g_autofree char *latex = atrium_text_to_latex (self->plain->str, self->ascii);

  g_string_append (self->out, latex);
  g_string_truncate (self->plain, 0);
}

static void
encode_styled (Encoder          *self,
               const char       *command,
               const AtriumNode *node)
{
  flush (self);
  g_string_append_printf (self->out, "\\%s{", command);
  encode_children (self, node);
  flush (self);
  g_string_append_c (self->out, '}');
}

static void
encode_link (Encoder          *self,
             const AtriumNode *node)
{
  flush (self);
  if (!atrium_span_is_none (node->target))
    g_string_append_printf (self->out, "\\href{%.*s}", (int) atrium_span_length (node->target), self->text + node->target.start);
  g_string_append_c (self->out, '{');
  encode_children (self, node);
  flush (self);
  g_string_append_c (self->out, '}');
}

static void
encode_element (Encoder          *self,
                const AtriumNode *node)
{
  static const char *const commands[][2] = {
    { "sup", "textsuperscript" }, { "sub", "textsubscript" }, { "u", "underline" }, { "i", "emph" }, { "em", "emph" },
    { "b", "textbf" }, { "strong", "textbf" }, { "code", "texttt" }, { "tt", "texttt" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (commands); i++)
    if (atrium_node_is_element (node, commands[i][0]))
      {
        encode_styled (self, commands[i][1], node);
        return;
      }
  if (atrium_node_is_element (node, "a"))
    encode_link (self, node);
  else
    encode_children (self, node);
}

static void
encode_node (Encoder          *self,
             const AtriumNode *node)
{
  switch (node->type)
    {
    case ATRIUM_NODE_TEXT:
      if (node->literal != NULL)
        g_string_append (self->plain, node->literal);
      else
        g_string_append_len (self->plain, self->text + node->inner.start, atrium_span_length (node->inner));
      break;
    case ATRIUM_NODE_SOFT_BREAK:
    case ATRIUM_NODE_BREAK:
      g_string_append_c (self->plain, ' ');
      break;
    case ATRIUM_NODE_STRONG:
      encode_styled (self, "textbf", node);
      break;
    case ATRIUM_NODE_EMPHASIS:
      encode_styled (self, "emph", node);
      break;
    case ATRIUM_NODE_CODE:
      flush (self);
      g_string_append (self->out, "\\texttt{");
      if (node->first_child != NULL)
        encode_children (self, node);
      else
        g_string_append_len (self->plain, self->text + node->inner.start, atrium_span_length (node->inner));
      flush (self);
      g_string_append_c (self->out, '}');
      break;
    case ATRIUM_NODE_LINK:
      encode_link (self, node);
      break;
    case ATRIUM_NODE_ELEMENT:
      encode_element (self, node);
      break;
    case ATRIUM_NODE_MATH:
      flush (self);
      g_string_append_len (self->out, self->text + node->outer.start, atrium_span_length (node->outer));
      break;
    case ATRIUM_NODE_COMMENT:
      break;
    default:
      if (node->first_child != NULL)
        encode_children (self, node);
      else
        g_string_append_len (self->plain, self->text + node->outer.start, atrium_span_length (node->outer));
      break;
    }
}

static void
encode_children (Encoder          *self,
                 const AtriumNode *node)
{
  const AtriumNode *child;

  for (child = node->first_child; child != NULL; child = child->next)
    encode_node (self, child);
}

/**
 * atrium_markdown_to_latex:
 * @markdown: inline Markdown
 * @ascii: whether characters beyond ASCII become commands where LaTeX has some
 *
 * Returns: (transfer full): LaTeX that atrium_latex_to_markdown() reads as the same text
 */
char *
atrium_markdown_to_latex (const char *markdown,
                          gboolean    ascii)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("", markdown);
  g_autoptr(AtriumTree) tree = atrium_markdown_read_inline (source, ATRIUM_SPAN (0, strlen (markdown)),
                                                            ATRIUM_SPELLING_MARKDOWN, NULL);
  Encoder encoder = { .tree = tree, .text = markdown, .ascii = ascii };

  if (tree == NULL)
    return atrium_text_to_latex (markdown, ascii);
  encoder.out = g_string_new (NULL);
  encoder.plain = g_string_new (NULL);
  encode_children (&encoder, atrium_tree_get_root (tree));
  flush (&encoder);
  g_string_free (encoder.plain, TRUE);
  return g_string_free (encoder.out, FALSE);
}

/* --- protected letter case ---------------------------------------------- */

typedef struct
{
  char *plain;      /* "BERT" */
  char *latex;      /* "{BERT}" */
} Protected;

static void
protected_clear (gpointer data)
{
  Protected *self = data;

  g_free (self->plain);
  g_free (self->latex);
}

/* a word ends at a space outside braces */
static const char *
word_end (const char *p)
{
  guint depth = 0;

  for (; *p != '\0' && (depth > 0 || *p != ' '); p++)
    {
      depth += *p == '{';
      if (*p == '}' && depth > 0)
        depth--;
    }
  return p;
}

static GArray *
list_protected (const char *old)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Protected));
  const char *p = old;

  g_array_set_clear_func (list, protected_clear);
  while (*p != '\0')
    {
      const char *end = word_end (p);
      const char *trimmed = end;
      g_autofree char *word = NULL;

      while (trimmed > p && strchr (",.:;?!", trimmed[-1]) != NULL)
        trimmed--;
      word = g_strndup (p, trimmed - p);
      if (strchr (word, '{') != NULL && strpbrk (word, "\\$") == NULL)
        {
          Protected item = { atrium_latex_to_text (word), g_strdup (word) };

          g_array_append_val (list, item);
        }
      p = *end == ' ' ? end + 1 : end;
    }
  return list;
}

static gboolean
is_word_character (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

static const Protected *
match_protected (const GArray *list,
                 const char   *p)
{
  guint i;

  for (i = 0; i < list->len; i++)
    {
      const Protected *item = &g_array_index (list, Protected, i);
      gsize length = strlen (item->plain);

      if (length > 0 && strncmp (p, item->plain, length) == 0
          && !(is_word_character (item->plain[length - 1]) && is_word_character (p[length])))
        return item;
    }
  return NULL;
}

/**
 * atrium_latex_protect_like:
 * @latex: the new value
 * @old: the value that it takes the place of
 *
 * Puts braces around what had them in the old value: the whole, or single words.
 *
 * Returns: (transfer full): LaTeX
 */
char *
atrium_latex_protect_like (const char *latex,
                           const char *old)
{
  g_autoptr(GArray) list = NULL;
  GString *out;
  const char *p = latex;
  guint depth = 0;

  if (old[0] == '{' && balanced_end (old, G_MAXSIZE) != NULL && *balanced_end (old, G_MAXSIZE) == '\0')
    return g_strconcat ("{", latex, "}", NULL);
  list = list_protected (old);
  out = g_string_new (NULL);
  while (*p != '\0')
    {
      gboolean starts = p == latex || !is_word_character (p[-1]);
      const Protected *item = depth == 0 && starts ? match_protected (list, p) : NULL;

      if (item != NULL)
        {
          g_string_append (out, item->latex);
          p += strlen (item->plain);
          continue;
        }
      depth += *p == '{';
      if (*p == '}' && depth > 0)
        depth--;
      g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}
