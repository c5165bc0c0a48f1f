#include "atrium-plain.h"

#include <string.h>

#include "atrium-escape.h"

/* the closing `]` of the bracket that opens at @at, or %NULL; `[]` inside are counted */
static const char *
find_bracket (const char *at)
{
  guint depth = 0;

  for (guint i = 0; at[i] != '\0' && i < 4096; i++)
    {
      if (at[i] == '\\' && at[i + 1] != '\0')
        i++;
      else if (at[i] == '[')
        depth++;
      else if (at[i] == ']' && --depth == 0)
        return at + i;
    }

  return NULL;
}

/* skips `(target)`, `[id]` or `{: attributes}` behind the text of a link */
static const char *
skip_target (const char *at)
{
  guint depth = 0;

  if (*at == '[')
    {
      const char *end = find_bracket (at);

      return end != NULL ? end + 1 : at;
    }
  if (*at != '(')
    return at;

  for (guint i = 0; at[i] != '\0' && i < 4096; i++)
    {
      if (at[i] == '(')
        depth++;
      else if (at[i] == ')' && --depth == 0)
        return at + i + 1;
    }

  return at;
}

/* skips a tag or comment; gives @at where there is none */
static const char *
skip_tag (const char *at)
{
  const char *end;

  if (g_str_has_prefix (at, "<!--"))
    {
      end = strstr (at + 4, "-->");
      return end != NULL ? end + 3 : at;
    }
  if (at[0] == '<' && (g_ascii_isalpha (at[1]) || at[1] == '/'))
    {
      end = at + strcspn (at, ">");
      return *end == '>' ? end + 1 : at;
    }
  if (g_str_has_prefix (at, "{:"))
    {
      end = at + strcspn (at, "}");
      return *end == '}' ? end + 1 : at;
    }

  return at;
}

static gboolean
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

/* whether the byte is a mark of emphasis or code and not meant as it stands */
static gboolean
is_mark (const char *text,
         const char *at)
{
  char before = at > text ? at[-1] : ' ';

  switch (*at)
    {
    case '`':
      return TRUE;
    case '*':
      return !(g_ascii_isspace (before) && (g_ascii_isspace (at[1]) || at[1] == '\0'));
    case '_':
      return !(is_word_byte (before) && is_word_byte (at[1]));
    case '~':
      return at[1] == '~' || before == '~';
    default:
      return FALSE;
    }
}

static char *
fold_white_space (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gboolean gap = FALSE;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text))
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (out, ' ');
      gap = FALSE;
      g_string_append_c (out, *text);
    }

  return g_string_free_and_steal (out);
}

static void
append_plain (GString    *out,
              const char *text)
{
  const char *ends[8];    /* of the link texts that are open */
  guint n_open = 0;
  const char *at = text;

  while (*at != '\0')
    {
      const char *next = skip_tag (at);
      gboolean image = *at == '!' && at[1] == '[';
      const char *bracket = image ? at + 1 : at;
      const char *end;

      if (next > at)
        {
          at = next;
          continue;
        }
      if (n_open > 0 && at == ends[n_open - 1])
        {
          at = skip_target (at + 1);
          n_open--;
          continue;
        }
      if (*bracket == '[' && n_open < G_N_ELEMENTS (ends) && (end = find_bracket (bracket)) != NULL
          && (end[1] == '(' || end[1] == '['))
        {
          ends[n_open++] = end;
          at = bracket + 1;
          continue;
        }
      if (*at == '\\' && g_ascii_ispunct (at[1]))
        at++;
      else if (is_mark (text, at))
        {
          at++;
          continue;
        }
      g_string_append_c (out, *at++);
    }
}

/**
 * atrium_inline_to_plain:
 * @text: (nullable): inline Markdown, with HTML in it
 *
 * Takes the markup out of a short text: a list row or a window title shows it. It does not
 * read Markdown to the letter; an unusual mark may stay.
 *
 * Returns: (transfer full): one line of plain text, never %NULL
 */
char *
atrium_inline_to_plain (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *unescaped = NULL;

  if (text != NULL)
    append_plain (out, text);
  unescaped = atrium_html_unescape (out->str, out->len);

  return fold_white_space (unescaped);
}
