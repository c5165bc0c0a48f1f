#include "atrium-kramdown-private.h"

#include <string.h>

/* Text as kramdown escapes it; abbreviations in it, and math where it is to be shown. */

static inline gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* the bytes of the reference (&name; &#1; &#x1;) at @text, or 0 */
static gsize
reference_length (const char *text,
                  gsize       length)
{
  gsize pos = 1;
  gsize start;

  if (pos < length && text[pos] == '#')
    {
      gboolean hex = pos + 1 < length && text[pos + 1] == 'x';

      start = pos += hex ? 2 : 1;
      while (pos < length && (hex ? g_ascii_isxdigit (text[pos]) : g_ascii_isdigit (text[pos])))
        pos++;
    }
  else
    {
      start = pos;
      while (pos < length && (is_word (text[pos]) || text[pos] == ':' || (guchar) text[pos] >= 0x80 ||
                              (pos > start && (text[pos] == '.' || text[pos] == '-'))))
        pos++;
    }

  return pos > start && pos < length && text[pos] == ';' ? pos + 1 : 0;
}

void
_atrium_kramdown_escape (GString      *out,
                         const char   *text,
                         gsize         length,
                         AtriumEscape  escape)
{
  gsize pos = 0;

  while (pos < length)
    {
      gsize start = pos;
      gsize reference;

      while (pos < length && text[pos] != '<' && text[pos] != '>' && text[pos] != '&' && text[pos] != '"')
        pos++;
      g_string_append_len (out, text + start, pos - start);
      if (pos == length)
        break;

      reference = text[pos] == '&' && escape != ATRIUM_ESCAPE_ALL ? reference_length (text + pos, length - pos) : 0;
      if (reference > 0)
        g_string_append_len (out, text + pos, reference);
      else if (text[pos] == '"')
        g_string_append (out, escape == ATRIUM_ESCAPE_ATTRIBUTE ? "&quot;" : "\"");
      else
        g_string_append (out, text[pos] == '<' ? "&lt;" : text[pos] == '>' ? "&gt;" : "&amp;");
      pos += MAX (reference, 1);
    }
}

/* Adds @text without the tags and outputs in it, which cannot be run here. */
void
_atrium_kramdown_without_liquid (GString    *out,
                                 const char *text,
                                 gsize       length)
{
  gsize pos = 0;

  while (pos < length)
    {
      const char *open = memchr (text + pos, '{', length - pos);
      gsize at = open != NULL ? (gsize) (open - text) : length;
      const char *close = NULL;

      g_string_append_len (out, text + pos, at - pos);
      if (at + 1 < length && (text[at + 1] == '{' || text[at + 1] == '%'))
        close = memmem (text + at + 2, length - at - 2, text[at + 1] == '{' ? "}}" : "%}", 2);
      if (close == NULL && at < length)
        {
          /* nothing closes behind here either */
          g_string_append_c (out, '{');
          pos = at + 1;
          if (pos < length && (text[pos] == '{' || text[pos] == '%'))
            {
              g_string_append_len (out, text + pos, length - pos);
              pos = length;
            }
        }
      else
        pos = close != NULL ? (gsize) (close + 2 - text) : length;
    }
}

static const char *
get_text (AtriumKramdown   *self,
          const AtriumNode *node,
          gsize            *length)
{
  if (node->literal != NULL)
    {
      *length = strlen (node->literal);
      return node->literal;
    }

  *length = atrium_span_length (node->outer);
  return self->source + node->outer.start;
}

/* the text that a heading's id is made of: without footnotes and pictures */
static void
append_raw_text (AtriumKramdown   *self,
                 const AtriumNode *node,
                 GString          *out)
{
  const char *text;
  gsize length;

  switch (node->type)
    {
    case ATRIUM_NODE_TEXT:
      text = get_text (self, node, &length);
      g_string_append_len (out, text, length);
      break;
    case ATRIUM_NODE_MATH:
      {
        g_autofree char *math = g_strstrip (g_strdup (node->literal != NULL ? node->literal : ""));

        g_string_append (out, math);
      }
      break;
    case ATRIUM_NODE_IMAGE:
    case ATRIUM_NODE_FOOTNOTE_REFERENCE:
    case ATRIUM_NODE_COMMENT:
    case ATRIUM_NODE_LIQUID:
      break;
    default:
      for (const AtriumNode *child = node->first_child; child != NULL; child = child->next)
        append_raw_text (self, child, out);
    }
}

char *
_atrium_kramdown_dup_text (AtriumKramdown   *self,
                           const AtriumNode *node)
{
  GString *out = g_string_new (NULL);

  append_raw_text (self, node, out);

  return g_string_free (out, FALSE);
}

/* -- abbreviations */

/* the bytes of @text that spell the abbreviation, or 0 */
static gsize
match_abbreviation (AtriumKramdown     *self,
                    const char         *text,
                    gsize               length,
                    AtriumAbbreviation *abbreviation)
{
  gsize pos = 0;

  for (const char *p = abbreviation->text; *p != '\0'; p++)
    {
      if (pos >= length)
        return 0;
      /* many that begin with the same words, on a text of these words */
      self->work += pos % 16 == 15;
      if (is_space (*p) && is_space (text[pos]))
        while (pos < length && is_space (text[pos]))
          pos++;
      else if (text[pos] == *p)
        pos++;
      else
        return 0;
    }

  return pos < length && is_word (text[pos]) ? 0 : pos;
}

static void
append_abbreviation (AtriumKramdown     *self,
                     AtriumAbbreviation *abbreviation,
                     const char         *text,
                     gsize               length)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };
  g_auto(AtriumIal) written = { .pairs = NULL };
  const AtriumNode *definition = abbreviation->definition;
  g_autofree char *title = g_strndup (self->source + definition->inner.start, atrium_span_length (definition->inner));

  _atrium_kramdown_block_list (self, definition, &written);
  _atrium_kramdown_apply (self, &ial, &written);
  g_strstrip (title);
  if (*title != '\0')
    _atrium_ial_set (&ial, "title", title);

  g_string_append (self->out, "<abbr");
  _atrium_ial_append (&ial, self->out);
  g_string_append_c (self->out, '>');
  g_string_append_len (self->out, text, length);
  g_string_append (self->out, "</abbr>");
}

static AtriumAbbreviation *
find_abbreviation (AtriumKramdown *self,
                   const char     *text,
                   gsize           length,
                   gsize          *matched)
{
  for (guint i = 0; i < self->abbreviations->len; i++)
    {
      AtriumAbbreviation *abbreviation = &g_array_index (self->abbreviations, AtriumAbbreviation, i);

      if (abbreviation->text[0] != text[0])
        continue;
      *matched = match_abbreviation (self, text, length, abbreviation);
      if (*matched > 0)
        return abbreviation;
    }

  return NULL;
}

static void
append_escaped (AtriumKramdown *self,
                const char     *text,
                gsize           length)
{
  gsize done = 0;
  gsize pos = 0;

  while (self->abbreviations != NULL && self->raw == 0 && pos < length && !_atrium_kramdown_is_spent (self))
    {
      AtriumAbbreviation *abbreviation = NULL;
      gsize matched = 0;

      if (pos == 0 || !is_word (text[pos - 1]))
        abbreviation = find_abbreviation (self, text + pos, length - pos, &matched);
      if (abbreviation == NULL)
        {
          pos++;
          continue;
        }
      _atrium_kramdown_escape (self->out, text + done, pos - done, ATRIUM_ESCAPE_ALL);
      append_abbreviation (self, abbreviation, text + pos, matched);
      done = pos += matched;
    }
  _atrium_kramdown_escape (self->out, text + done, length - done, ATRIUM_ESCAPE_ALL);
}

/* -- math that a script of the page would find in its text */

typedef struct
{
  const char *open;
  const char *close;
  gboolean    display;
} Delimiter;

static const Delimiter delimiters[] = {
  { "$$", "$$", TRUE },
  { "\\(", "\\)", FALSE },
  { "\\[", "\\]", TRUE },
};

/* $x$: no white space inside the dollars and no digit behind them, so that prices stay prices */
static gsize
find_dollar (const char *text,
             gsize       length)
{
  if (length < 3 || is_space (text[1]) || text[1] == '$')
    return 0;
  for (gsize i = 2; i < length; i++)
    if (text[i] == '$' && !is_space (text[i - 1]) && text[i - 1] != '\\' &&
        !(i + 1 < length && g_ascii_isdigit (text[i + 1])))
      return i + 1;

  return 0;
}

/* the bytes of the math at @text, or 0 */
static gsize
find_math (const char *text,
           gsize       length,
           gsize      *none,
           gboolean   *display)
{
  gsize found;

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (length > 4 && strncmp (text, delimiters[i].open, 2) == 0)
      {
        const char *close = none[i] ? NULL : memmem (text + 2, length - 2, delimiters[i].close, 2);

        /* none here is none further on */
        none[i] = close == NULL;
        *display = delimiters[i].display;
        return close != NULL && close > text + 2 ? (gsize) (close + 2 - text) : 0;
      }

  *display = FALSE;
  found = text[0] == '$' && !none[G_N_ELEMENTS (delimiters)] ? find_dollar (text, length) : 0;
  if (text[0] == '$' && found == 0 && length >= 3 && !is_space (text[1]) && text[1] != '$')
    none[G_N_ELEMENTS (delimiters)] = TRUE;
  return found;
}

static void
append_shown (AtriumKramdown *self,
              const char     *text,
              gsize           length)
{
  gsize none[G_N_ELEMENTS (delimiters) + 1] = { 0 };
  gsize done = 0;
  gsize pos = 0;

  while (pos < length)
    {
      gboolean display;
      gsize math;

      if (text[pos] != '$' && text[pos] != '\\')
        {
          pos++;
          continue;
        }
      math = find_math (text + pos, length - pos, none, &display);
      if (math == 0)
        {
          pos++;
          continue;
        }
      append_escaped (self, text + done, pos - done);
      g_string_append (self->out, display ? "<span class=\"math display\">" : "<span class=\"math\">");
      _atrium_kramdown_escape (self->out, text + pos, math, ATRIUM_ESCAPE_ALL);
      g_string_append (self->out, "</span>");
      done = pos += math;
    }
  append_escaped (self, text + done, length - done);
}

/* -- runs of text */

static gboolean
is_text (AtriumKramdown   *self,
         const AtriumNode *node)
{
  if (node == NULL)
    return FALSE;
  if (node->type == ATRIUM_NODE_SOFT_BREAK)
    return TRUE;

  return node->type == ATRIUM_NODE_TEXT && node->spelling != ATRIUM_SPELLING_HTML_TEXT &&
         (node->marker == '\0' || (self->flags & ATRIUM_KRAMDOWN_SHOWN) != 0);
}

/* Several pieces of text are one where something may begin in one and end in another. */
static const AtriumNode *
append_run (AtriumKramdown   *self,
            const AtriumNode *node)
{
  g_autoptr(GString) run = g_string_new (NULL);

  for (;; node = node->next)
    {
      gsize length = 0;
      const char *text = get_text (self, node, &length);

      if (node->type == ATRIUM_NODE_SOFT_BREAK)
        g_string_append_c (run, (self->flags & ATRIUM_KRAMDOWN_ONE_PARAGRAPH) != 0 ? ' ' : '\n');
      else
        g_string_append_len (run, text, length);
      if (!is_text (self, node->next))
        break;
    }
  if ((self->flags & ATRIUM_KRAMDOWN_SHOWN) != 0 && self->raw == 0)
    append_shown (self, run->str, run->len);
  else
    append_escaped (self, run->str, run->len);

  return node;
}

/* Adds the text at @node; returns the last node that was added with it. */
const AtriumNode *
_atrium_kramdown_text (AtriumKramdown   *self,
                       const AtriumNode *node)
{
  const char *text;
  gsize length;

  if (node == self->skipped && node->type == ATRIUM_NODE_SOFT_BREAK)
    return node;
  if (is_text (self, node) && (self->abbreviations != NULL || (self->flags & ATRIUM_KRAMDOWN_SHOWN) != 0))
    return append_run (self, node);

  if (node->type == ATRIUM_NODE_SOFT_BREAK)
    g_string_append_c (self->out, (self->flags & ATRIUM_KRAMDOWN_ONE_PARAGRAPH) != 0 ? ' ' : '\n');
  else
    {
      text = get_text (self, node, &length);
      _atrium_kramdown_escape (self->out, text, length, node->spelling == ATRIUM_SPELLING_HTML_TEXT
                                                        ? ATRIUM_ESCAPE_TEXT : ATRIUM_ESCAPE_ALL);
    }

  return node;
}
