#include "atrium-escape.h"

#include <string.h>

#define MAX_SLUG_BYTES 80

/**
 * atrium_append_html_text:
 * @out: where to append
 * @text: plain text
 *
 * Appends text as HTML character data.
 */
void
atrium_append_html_text (GString    *out,
                         const char *text)
{
  g_return_if_fail (out != NULL);
  g_return_if_fail (text != NULL);

  for (;;)
    {
      gsize plain = strcspn (text, "&<>");

      g_string_append_len (out, text, plain);
      text += plain;
      if (*text == '\0')
        return;
      g_string_append (out, *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : "&gt;");
      text++;
    }
}

static const char *
attribute_entity (char c)
{
  switch (c)
    {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return "&#39;";
    }
}

/**
 * atrium_append_html_attribute:
 * @out: where to append
 * @text: plain text
 *
 * Appends text as the inside of a quoted HTML attribute value, for either kind of quote.
 */
void
atrium_append_html_attribute (GString    *out,
                              const char *text)
{
  g_return_if_fail (out != NULL);
  g_return_if_fail (text != NULL);

  for (;;)
    {
      gsize plain = strcspn (text, "&<>\"'");

      g_string_append_len (out, text, plain);
      text += plain;
      if (*text == '\0')
        return;
      g_string_append (out, attribute_entity (*text));
      text++;
    }
}

typedef struct
{
  const char *name;
  gunichar character;
} Entity;

static const Entity entities[] = {
#include "atrium-entities.inc.h"
};

static gunichar
find_entity (const char *name,
             gsize       length)
{
  gsize low = 0;
  gsize high = G_N_ELEMENTS (entities);

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int order = strncmp (entities[middle].name, name, length);

      if (order == 0 && entities[middle].name[length] != '\0')
        order = 1;
      if (order == 0)
        return entities[middle].character;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return 0;
}

/* What HTML makes of a numeric reference (HTML, 13.2.5.80). */
static gunichar
numeric_character (guint64 number)
{
  static const guint16 windows_1252[32] = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
    0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
  };

  if (number >= 0x80 && number < 0xa0)
    return windows_1252[number - 0x80];
  if (number == 0 || number > 0x10ffff || (number >= 0xd800 && number < 0xe000))
    return 0xfffd;

  return number;
}

/* reads a reference at @text; gives its length, or 0 where it is none */
static gsize
read_reference (const char *text,
                gsize       length,
                gunichar   *character)
{
  gsize i = 1;

  if (i < length && text[i] == '#')
    {
      gboolean hex = i + 1 < length && (text[i + 1] == 'x' || text[i + 1] == 'X');
      guint64 number = 0;
      gsize first = i = hex ? i + 2 : i + 1;

      for (; i < length && (hex ? g_ascii_isxdigit (text[i]) : g_ascii_isdigit (text[i])); i++)
        number = MIN (number * (hex ? 16 : 10) + g_ascii_xdigit_value (text[i]), 0x110000);
      if (i == first || i >= length || text[i] != ';')
        return 0;
      *character = numeric_character (number);
      return i + 1;
    }

  while (i < length && i < 32 && g_ascii_isalnum (text[i]))
    i++;
  if (i == 1 || i >= length || text[i] != ';')
    return 0;
  *character = find_entity (text + 1, i - 1);

  return *character != 0 ? i + 1 : 0;
}

/**
 * atrium_html_unescape:
 * @text: HTML character data or the inside of an attribute value
 * @length: its length in bytes, or -1 where it ends with a NUL
 *
 * Decodes numeric character references and the named ones of HTML 4. What is none stays.
 *
 * Returns: (transfer full): the plain text
 */
char *
atrium_html_unescape (const char *text,
                      gssize      length)
{
  GString *out;
  gsize end;
  gsize i = 0;

  g_return_val_if_fail (text != NULL, NULL);

  end = length < 0 ? strlen (text) : (gsize) length;
  out = g_string_sized_new (end);
  while (i < end)
    {
      const char *ampersand = memchr (text + i, '&', end - i);
      gsize plain = ampersand == NULL ? end - i : (gsize) (ampersand - text) - i;
      gunichar character;
      gsize used;

      g_string_append_len (out, text + i, plain);
      i += plain;
      if (i >= end)
        break;

      used = read_reference (text + i, end - i, &character);
      if (used > 0)
        g_string_append_unichar (out, character);
      else
        g_string_append_c (out, '&');
      i += MAX (used, 1);
    }

  return g_string_free_and_steal (out);
}

static gboolean
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

/* whether a line that begins at @text would read as a heading, item, quote or rule */
static gboolean
begins_block (const char *text)
{
  switch (*text)
    {
    case '#':
    case '>':
    case ':':
    case '=':
      return TRUE;
    case '-':
    case '+':
      return text[1] == ' ' || text[1] == '\t' || text[1] == *text || text[1] == '\0' || text[1] == '\n';
    default:
      return FALSE;
    }
}

/* the dot or parenthesis of "1. " or "1) " at the start of a line */
static gboolean
ends_ordinal (const char *line,
              const char *at)
{
  return (*at == '.' || *at == ')')
         && at > line
         && strspn (line, "0123456789") == (gsize) (at - line)
         && (at[1] == ' ' || at[1] == '\t' || at[1] == '\0' || at[1] == '\n');
}

static gboolean
needs_backslash (const char *text,
                 const char *line,
                 const char *at)
{
  gunichar character;
  char before = at > text ? at[-1] : ' ';

  if (at == line && begins_block (at))
    return TRUE;
  if (ends_ordinal (line, at))
    return TRUE;

  switch (*at)
    {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '|':
      return TRUE;
    case '_':
      return !(is_word_byte (before) && is_word_byte (at[1]));
    case '<':
      return g_ascii_isalpha (at[1]) || at[1] == '/' || at[1] == '!' || at[1] == '?';
    case '&':
      return read_reference (at, strlen (at), &character) > 0;
    case '~':
    case '$':
      return at[1] == *at || before == *at;
    case '{':
      return at[1] == '{' || at[1] == '%' || at[1] == ':';
    default:
      return FALSE;
    }
}

/**
 * atrium_markdown_escape:
 * @text: plain text
 *
 * Spells plain text so that kramdown and GitHub's Markdown read it as that text, with as few
 * backslashes as that needs. Liquid's braces are broken up too.
 *
 * Returns: (transfer full): inline Markdown
 */
char *
atrium_markdown_escape (const char *text)
{
  GString *out;
  const char *line;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (strlen (text) + 8);
  line = text;
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '&' && needs_backslash (text, line, at))
        {
          g_string_append (out, "&amp;");   /* kramdown knows no backslash before it */
          continue;
        }
      if (needs_backslash (text, line, at))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *at);
      if (*at == '\n')
        line = at + 1;
    }

  return g_string_free_and_steal (out);
}

/* appends the letters of @character without their accents, in lower case */
static void
append_slug_letters (GString  *out,
                     gunichar  character)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (character, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n; i++)
    if (g_unichar_isalnum (parts[i]))
      g_string_append_unichar (out, g_unichar_tolower (parts[i]));
}

/**
 * atrium_slugify:
 * @text: a title
 *
 * Makes a part of a file name or an element id of a title: lower-case letters and digits of
 * any script without accents, with single hyphens between the words, at most 80 bytes.
 *
 * Returns: (transfer full): the slug, `untitled` where nothing is left
 */
char *
atrium_slugify (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean gap = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gsize length = out->len;

      /* an apostrophe does not part a word */
      if (character == '\'' || character == 0x2019 || g_unichar_ismark (character))
        continue;
      if (!g_unichar_isalnum (character))
        {
          gap = length > 0;
          continue;
        }
      if (gap)
        g_string_append_c (out, '-');
      gap = FALSE;
      append_slug_letters (out, character);
      if (out->len > MAX_SLUG_BYTES)
        {
          g_string_truncate (out, length);
          break;
        }
    }

  if (out->len == 0)
    g_string_assign (out, "untitled");

  return g_string_free_and_steal (out);
}
