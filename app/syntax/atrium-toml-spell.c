#include "atrium-toml-private.h"

#include <string.h>

/* How a value is spelled. */

static void
append_escaped (GString    *out,
                const char *c)
{
  static const char letters[] = "btn.fr";   /* from U+0008 on */
  guchar byte = *c;

  if (byte == '"' || byte == '\\')
    g_string_append_printf (out, "\\%c", byte);
  else if (byte >= 8 && byte <= 13 && byte != 11)
    g_string_append_printf (out, "\\%c", letters[byte - 8]);
  else if (byte < 0x20 || byte == 0x7F)
    g_string_append_printf (out, "\\u%04X", byte);
  else
    g_string_append_c (out, byte);
}

static char *
spell_basic (const char *text)
{
  GString *out = g_string_new ("\"");

  for (; *text != '\0'; text++)
    append_escaped (out, text);
  g_string_append_c (out, '"');

  return g_string_free_and_steal (out);
}

/* what can stand between single quotes, where nothing is escaped */
static gboolean
is_literal (const char *text,
            gboolean    multi_line)
{
  for (const char *c = text; *c != '\0'; c++)
    if (((guchar) *c < 0x20 && *c != '\t' && !(multi_line && *c == '\n')) || *c == 0x7F)
      return FALSE;
  if (!multi_line)
    return strchr (text, '\'') == NULL;

  return strstr (text, "'''") == NULL && !g_str_has_suffix (text, "'");
}

static char *
spell_line (const char      *text,
            AtriumDataStyle  style)
{
  return style == ATRIUM_DATA_SINGLE_QUOTED && is_literal (text, FALSE) ? g_strdup_printf ("'%s'", text)
                                                                       : spell_basic (text);
}

/* inside """, where a quote needs no escape unless it could end the string */
static void
append_block (GString    *out,
              const char *text,
              const char *newline)
{
  guint quotes = 0;

  for (; *text != '\0'; text++)
    {
      quotes = *text == '"' ? quotes + 1 : 0;
      if (*text == '\n')
        g_string_append (out, newline);
      else if (*text == '\t' || (*text == '"' && quotes < 3 && text[1] != '\0'))
        g_string_append_c (out, *text);
      else
        append_escaped (out, text);
      quotes = quotes == 3 ? 0 : quotes;
    }
}

/* a string of several lines, which begins on the line below its quotes where the old one did */
static char *
spell_block (AtriumToml     *self,
             AtriumDataNode *node,
             const char     *text)
{
  const char *old = _atrium_toml_get_text (self) + node->span.start + 3;
  const char *newline = _atrium_toml_get_newline (self);
  gboolean literal = node->style == ATRIUM_DATA_LITERAL && is_literal (text, TRUE);
  const char *quotes = literal ? "'''" : "\"\"\"";
  GString *out = g_string_new (quotes);

  if (*old == '\n' || *old == '\r' || *text == '\n')
    g_string_append (out, newline);
  if (literal)
    {
      for (; *text != '\0'; text++)
        if (*text == '\n')
          g_string_append (out, newline);
        else
          g_string_append_c (out, *text);
    }
  else
    append_block (out, text, newline);
  g_string_append (out, quotes);

  return g_string_free_and_steal (out);
}

static char *
dup_valid (const char *text)
{
  return g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
}

/**
 * atrium_toml_spell:
 * @self: a tree
 * @scalar: a scalar of it
 * @text: UTF-8
 *
 * Spells @text so that it can take the place of @scalar's span. The quotes stay where they can
 * hold the text. A number stays a bare number where @text is one too, and so do dates, times and
 * booleans; anything else in their place becomes a string.
 *
 * Returns: (transfer full): source text
 */
char *
atrium_toml_spell (AtriumToml     *self,
                   AtriumDataNode *scalar,
                   const char     *text)
{
  g_autofree char *valid = dup_valid (text);
  AtriumTomlType old = atrium_toml_get_value_type (scalar);
  AtriumTomlType type;

  g_return_val_if_fail (scalar->type == ATRIUM_DATA_SCALAR, g_strdup (text));

  if (strcmp (valid, scalar->text) == 0)
    return atrium_source_dup_span (atrium_toml_get_source (self), scalar->span);
  if (scalar->style == ATRIUM_DATA_LITERAL || scalar->style == ATRIUM_DATA_FOLDED)
    return spell_block (self, scalar, valid);
  if (scalar->style != ATRIUM_DATA_PLAIN || !_atrium_toml_classify (valid, strlen (valid), &type))
    return spell_line (valid, scalar->style);
  if (type == old || (type <= ATRIUM_TOML_FLOAT && old <= ATRIUM_TOML_FLOAT) ||
      (type >= ATRIUM_TOML_DATE_TIME && old >= ATRIUM_TOML_DATE_TIME))
    return g_steal_pointer (&valid);

  return spell_basic (valid);
}

/**
 * atrium_toml_is_bare:
 * @text: UTF-8
 *
 * Returns: TRUE where @text can stand as a value without quotes: a number, date, time or boolean
 */
gboolean
atrium_toml_is_bare (const char *text)
{
  AtriumTomlType type;

  return _atrium_toml_classify (text, strlen (text), &type);
}

/**
 * atrium_toml_quote:
 * @text: UTF-8
 * @style: the quotes to use; other styles than single quotes become double ones
 *
 * Returns: (transfer full): @text as a string on one line
 */
char *
atrium_toml_quote (const char      *text,
                   AtriumDataStyle  style)
{
  g_autofree char *valid = dup_valid (text);

  return spell_line (valid, style);
}

/* The key, in quotes where it needs them. */
char *
_atrium_toml_spell_key (const char *key)
{
  const char *c = key;

  while (_atrium_toml_is_bare_key (*c))
    c++;

  return *c == '\0' && c > key ? g_strdup (key) : spell_basic (key);
}
