#include "atrium-respell.h"

#include <string.h>

#include "atrium-date.h"
#include "atrium-escape.h"
#include "atrium-html.h"
#include "atrium-json.h"
#include "atrium-data.h"
#include "atrium-toml.h"

#define MAX_CONTEXT 24

static gboolean
is_markdown_type (AtriumFieldType type)
{
  return type == ATRIUM_FIELD_INLINE || type == ATRIUM_FIELD_INLINES || type == ATRIUM_FIELD_TEXT;
}

/* line ends become what the place allows */
static char *
fold_lines (const AtriumRespell *place,
            const char          *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  gboolean blank_line = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\r')
        continue;
      if (*at != '\n')
        {
          g_string_append_c (out, *at);
          continue;
        }
      blank_line = at[1] == '\n' || at[1] == '\0' || (at[1] == '\r' && at[2] == '\n');
      if (place->indent == NULL)
        g_string_append_c (out, ' ');
      else
        g_string_append_printf (out, "%s%s", place->newline, blank_line ? "" : place->indent);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* `|` would end the cell of a table */
static char *
escape_bars (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '|' && (at == text || at[-1] != '\\'))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *at);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

static char *
spell_markdown (const AtriumRespell *place,
                const char          *text,
                guint                way)
{
  g_autofree char *spelled = NULL;
  g_autofree char *folded = NULL;
  gboolean plain = !is_markdown_type (place->type);

  if (way == 0)
    spelled = plain ? atrium_markdown_escape (text) : g_strdup (text);
  else if (way == 1)
    spelled = plain ? g_strdup (text) : atrium_markdown_escape (text);
  else
    return NULL;

  folded = fold_lines (place, spelled);

  return place->in_table ? escape_bars (folded) : g_steal_pointer (&folded);
}

/* HTML text as people write it: a lone & stays as it is */
static char *
escape_html (const char *text,
             gboolean    strict,
             gboolean    attribute)
{
  g_autoptr(GString) out = g_string_new (NULL);

  if (strict && attribute)
    atrium_append_html_attribute (out, text);
  else if (strict)
    atrium_append_html_text (out, text);
  else
    for (const char *at = text; *at != '\0'; at++)
      if (*at == '&' && (g_ascii_isalpha (at[1]) || at[1] == '#') && strchr (at, ';') != NULL)
        g_string_append (out, "&amp;");
      else if (*at == '<')
        g_string_append (out, "&lt;");
      else if (attribute && *at == '"')
        g_string_append (out, "&quot;");
      else if (attribute && *at == '\'')
        g_string_append (out, "&#39;");
      else
        g_string_append_c (out, *at);

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* A space that does not break is one among others where it is not named. */
static char *
name_spaces (char *html)
{
  g_autofree char *given = html;
  g_auto(GStrv) parts = g_strsplit (given, "\u00a0", -1);

  return g_strjoinv ("&nbsp;", parts);
}

static char *
spell_html (const AtriumRespell *place,
            const char          *text,
            guint                way)
{
  g_autofree char *folded = fold_lines (place, text);

  if (place->spelling == ATRIUM_SPELLING_HTML_ATTRIBUTE)
    return way < 2 ? escape_html (folded, way == 1, TRUE) : NULL;

  if (!is_markdown_type (place->type))
    return way < 2 ? escape_html (folded, way == 1, FALSE) : NULL;

  switch (way)
    {
    /* what stands in HTML was read as Markdown; what has no Markdown stayed as it was */
    case 0: return name_spaces (atrium_markdown_to_html (folded));
    case 1: return g_steal_pointer (&folded);
    case 2: return name_spaces (escape_html (folded, TRUE, FALSE));
    default: return NULL;
    }
}

/* a Markdown destination without < >: no white space, parentheses in pairs */
static char *
spell_url (const char *text,
           guint       way)
{
  g_autoptr(GString) out = g_string_new (NULL);
  int depth = 0;
  gboolean balanced = TRUE;

  for (const char *at = text; *at != '\0'; at++)
    {
      depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
      balanced = balanced && depth >= 0;
    }
  balanced = balanced && depth == 0;

  for (const char *at = text; *at != '\0'; at++)
    {
      gboolean escape = g_ascii_iscntrl (*at) || strchr (" <>\"", *at) != NULL ||
                        (strchr ("()", *at) != NULL && (!balanced || way > 0)) ||
                        (strchr ("*_`\\[]", *at) != NULL && way > 0);

      if (escape)
        g_string_append_printf (out, "%%%02X", (guchar) *at);
      else
        g_string_append_c (out, *at);
    }

  return way < 2 ? g_string_free_and_steal (g_steal_pointer (&out)) : NULL;
}

static AtriumDataStyle
quote_style (const char *sample)
{
  switch (*sample)
    {
    case '\'': return ATRIUM_DATA_SINGLE_QUOTED;
    case '"': return ATRIUM_DATA_DOUBLE_QUOTED;
    default: return ATRIUM_DATA_PLAIN;
    }
}

static gboolean
braces_balance (const char *text)
{
  int depth = 0;

  for (; *text != '\0'; text++)
    {
      if (*text == '\\' && text[1] != '\0')
        text++;
      else if (*text == '{')
        depth++;
      else if (*text == '}' && --depth < 0)
        return FALSE;
    }

  return depth == 0;
}

static char *
spell_bibtex (const char *sample,
              const char *text)
{
  if (!braces_balance (text))
    return NULL;
  if (*sample == '"' && strchr (text, '"') == NULL)
    return g_strdup_printf ("\"%s\"", text);
  if (g_ascii_isdigit (*sample) && *text != '\0' && strspn (text, "0123456789") == strlen (text))
    return g_strdup (text);

  return g_strdup_printf ("{%s}", text);
}

static char *
spell_json (AtriumFieldType  type,
            const char      *text)
{
  g_autoptr(GString) out = NULL;

  if (type == ATRIUM_FIELD_NUMBER || type == ATRIUM_FIELD_BOOLEAN)
    return g_strdup (text);

  out = g_string_new (NULL);
  atrium_json_append_string (out, text);

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* A part of a string has no quotes of its own, and neither has a number: what cannot stand alone
 * is quoted first, and put in as it is where that does not do. */
static char *
spell_toml (const AtriumRespell *place,
            const char          *text,
            guint                way)
{
  g_autofree char *quoted = atrium_data_quote (ATRIUM_DATA_TOML, text, quote_style (place->sample));
  gboolean whole = *place->sample == '"' || *place->sample == '\'';
  gboolean bare = place->type == ATRIUM_FIELD_NUMBER || place->type == ATRIUM_FIELD_BOOLEAN || atrium_toml_is_bare (text);

  if (whole)
    return way == 0 ? g_steal_pointer (&quoted)
           : way == 1 ? atrium_data_quote (ATRIUM_DATA_TOML, text, ATRIUM_DATA_DOUBLE_QUOTED) : NULL;
  if (bare || way == 1)
    return way <= 1 ? g_strdup (text) : NULL;
  if (place->type != ATRIUM_FIELD_DATE && way == 0)
    return g_strndup (quoted + 1, strlen (quoted) - 2);

  return way == 0 ? g_steal_pointer (&quoted) : NULL;
}

/* the whole value, in the @way-th manner, or NULL behind the last */
static char *
spell (const AtriumRespell *place,
       const char          *text,
       guint                way)
{
  switch (place->spelling)
    {
    case ATRIUM_SPELLING_MARKDOWN:
      return spell_markdown (place, text, way);
    case ATRIUM_SPELLING_HTML_TEXT:
    case ATRIUM_SPELLING_HTML_ATTRIBUTE:
      return spell_html (place, text, way);
    case ATRIUM_SPELLING_URL:
      return spell_url (text, way);
    case ATRIUM_SPELLING_YAML:
      if (place->type == ATRIUM_FIELD_NUMBER || place->type == ATRIUM_FIELD_BOOLEAN ||
          (place->type == ATRIUM_FIELD_DATE && quote_style (place->sample) == ATRIUM_DATA_PLAIN))
        return way == 0 ? g_strdup (text) : NULL;
      return way == 0 ? atrium_data_quote (ATRIUM_DATA_YAML, text, quote_style (place->sample))
             : way == 1 ? atrium_data_quote (ATRIUM_DATA_YAML, text, ATRIUM_DATA_DOUBLE_QUOTED) : NULL;
    case ATRIUM_SPELLING_TOML:
      return spell_toml (place, text, way);
    case ATRIUM_SPELLING_JSON:
      return way == 0 ? spell_json (place->type, text) : NULL;
    case ATRIUM_SPELLING_BIBTEX:
      return way == 0 ? spell_bibtex (place->sample, text) : NULL;
    case ATRIUM_SPELLING_PLAIN:
    default:
      return way == 0 ? fold_lines (place, text) : NULL;
    }
}

/* where @length bytes of @words end if they begin at @text, any white space being alike; NULL
 * where they do not */
static const char *
match_words (const char *text,
             const char *words,
             gsize       length)
{
  const char *end = words + length;

  while (words < end)
    {
      if (g_ascii_isspace (*words) && g_ascii_isspace (*text))
        {
          while (words < end && g_ascii_isspace (*words))
            words++;
          while (g_ascii_isspace (*text))
            text++;
        }
      else if (*words++ != *text++)
        return NULL;
    }

  return text;
}

/* the words that changed, and some around them */
typedef struct
{
  const char *before;
  gsize       from;
  gsize       start;
  gsize       end;
  gsize       to;
} Context;

static gboolean
match_context (const char    *text,
               const Context *context,
               AtriumSpan    *found,
               const char    *sample)
{
  const char *start = match_words (text, context->before + context->from, context->start - context->from);
  const char *end = start != NULL
    ? match_words (start, context->before + context->start, context->end - context->start) : NULL;

  if (end == NULL || match_words (end, context->before + context->end, context->to - context->end) == NULL)
    return FALSE;
  *found = ATRIUM_SPAN (start - sample, end - sample);

  return TRUE;
}

/* where the words stand in the sample, if at one place only */
static gboolean
find_once (const char    *sample,
           const Context *context,
           AtriumSpan    *found)
{
  gboolean any = FALSE;

  if (context->from == context->to)
    return FALSE;
  for (const char *at = sample; *at != '\0'; at++)
    {
      AtriumSpan span;

      if (((guchar) *at & 0xc0) == 0x80 || !match_context (at, context, &span, sample))
        continue;
      if (any && span.start != found->start)
        return FALSE;
      *found = span;
      any = TRUE;
    }

  return any;
}

static gsize
context_start (const char *text,
               gsize       at)
{
  gsize start = at > MAX_CONTEXT ? at - MAX_CONTEXT : 0;

  while (start < at && ((guchar) text[start] & 0xc0) == 0x80)
    start++;

  return start;
}

static gsize
context_end (const char *text,
             gsize       at)
{
  gsize length = strlen (text);
  gsize end = MIN (at + MAX_CONTEXT, length);

  while (end > at && end < length && ((guchar) text[end] & 0xc0) == 0x80)
    end--;

  return end;
}

/* the first and the last byte in which two texts differ, on whole characters */
static void
find_difference (const char *before,
                 const char *after,
                 gsize      *start,
                 gsize      *before_end,
                 gsize      *after_end)
{
  gsize a = strlen (before);
  gsize b = strlen (after);
  gsize same = 0;

  while (same < a && same < b && before[same] == after[same])
    same++;
  while (same > 0 && (((guchar) before[same] & 0xc0) == 0x80 ||
                      ((guchar) after[same] & 0xc0) == 0x80))
    same--;
  while (a > same && b > same && before[a - 1] == after[b - 1])
    a--, b--;
  while (((guchar) before[a] & 0xc0) == 0x80)
    a++, b++;

  *start = same;
  *before_end = a;
  *after_end = b;
}

/* Replaces only the words that changed, where the place holds more than the value shows
 * (entities, attributes, escapes), so that the rest stays as it was written. */
static char *
patch_words (const AtriumRespell *place,
             const char          *text)
{
  g_autofree char *natural = NULL;
  gsize start, before_end, after_end;

  if (place->before == NULL || *place->before == '\0' || *place->sample == '\0' ||
      place->spelling > ATRIUM_SPELLING_HTML_TEXT)
    return NULL;
  natural = spell (place, place->before, 0);
  if (g_strcmp0 (natural, place->sample) == 0)
    return NULL;

  find_difference (place->before, text, &start, &before_end, &after_end);
  for (guint i = 0; i < 3; i++)
    {
      Context context = {
        .before = place->before,
        .from = i == 2 ? start : context_start (place->before, start),
        .start = start,
        .end = before_end,
        .to = i == 1 ? before_end : context_end (place->before, before_end),
      };
      g_autofree char *new = NULL;
      g_autofree char *spelled = NULL;
      AtriumSpan found;

      if (!find_once (place->sample, &context, &found))
        continue;
      new = g_strndup (text + start, after_end - start);
      spelled = spell (place, new, 0);
      return g_strdup_printf ("%.*s%s%s", (int) found.start, place->sample,
                              spelled != NULL ? spelled : "", place->sample + found.end);
    }

  return NULL;
}

/* a date in the manner of the old one */
static char *
format_date (const AtriumRespell *place,
             const char          *text)
{
  g_autofree char *sample = g_strdup (place->sample);
  AtriumDate date;

  if (!atrium_date_from_iso (text, &date))
    return g_strdup (text);
  if (place->spelling == ATRIUM_SPELLING_YAML || place->spelling == ATRIUM_SPELLING_TOML ||
      place->spelling == ATRIUM_SPELLING_JSON ||
      place->spelling == ATRIUM_SPELLING_BIBTEX)
    {
      g_strdelimit (sample, "\"'{}", ' ');
      g_strstrip (sample);
      if (*sample == '\0' || place->spelling != ATRIUM_SPELLING_BIBTEX)
        return g_strdup (text);
    }

  return atrium_date_format_like (&date, *sample != '\0' ? sample : "2024.05", TRUE);
}

/* The @way-th spelling of a value at a place, the most natural first; NULL behind the last. */
char *
_atrium_respell (const AtriumRespell *place,
                 const char          *text,
                 guint                way)
{
  g_autofree char *value =
    place->type == ATRIUM_FIELD_DATE ? format_date (place, text) : g_strdup (text);
  char *patched;

  if (way >= ATRIUM_RESPELL_MAX_WAYS)
    return NULL;

  patched = place->type == ATRIUM_FIELD_DATE ? NULL : patch_words (place, value);
  if (patched == NULL)
    return spell (place, value, way);
  if (way == 0)
    return patched;

  g_free (patched);

  return spell (place, value, way - 1);
}
