#include "atrium-markdown-inlines-private.h"

#include <string.h>

/* Kramdown's typographic symbols and smart quotes, which it has from SmartyPants. A quote is
 * looked at together with the character before it, unless another construct took that one. */

#define LSQUO "\xe2\x80\x98"
#define RSQUO "\xe2\x80\x99"
#define LDQUO "\xe2\x80\x9c"
#define RDQUO "\xe2\x80\x9d"
#define NBSP  "\xc2\xa0"

typedef struct
{
  const char *symbols[2];
  gsize       at;          /* where the quotes begin */
} Quotes;

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline gboolean
is_quote (char c)
{
  return c == '"' || c == '\'';
}

static inline gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static char
char_at (AtriumInlines *self,
         gsize          pos)
{
  return pos < self->scan.end ? self->scan.text[pos] : '\0';
}

static const char *
opening (char quote)
{
  return quote == '"' ? LDQUO : LSQUO;
}

static const char *
closing (char quote)
{
  return quote == '"' ? RDQUO : RSQUO;
}

/* whether the character at @pos is a letter, digit or underscore of any script */
static gboolean
is_word_at (AtriumInlines *self,
            gsize          pos)
{
  gunichar c;

  if (pos >= self->scan.end || ATRIUM_IS_MASK (self->scan.text[pos]))
    return FALSE;
  c = g_utf8_get_char_validated (self->scan.text + pos, self->scan.end - pos);

  return c != (gunichar) -1 && c != (gunichar) -2 && (g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_');
}

/* emphasis behind the quote */
static gboolean
opens_before_emphasis (AtriumInlines *self,
                       gsize          pos)
{
  for (gsize n = 1; n <= 2; n++)
    {
      char c = char_at (self, pos + n);

      if (c != '_' && c != '*')
        return FALSE;
      c = char_at (self, pos + n + 1);
      if (c != '\0' && !is_space (c))
        return TRUE;
    }

  return FALSE;
}

/* punctuation behind the quote, and no word right behind that */
static gboolean
closes_before_punctuation (AtriumInlines *self,
                           gsize          pos)
{
  char c = char_at (self, pos + 1);

  if (!g_ascii_ispunct (c) || c == '&' || (char_at (self, pos + 2) == '.' && char_at (self, pos + 3) == '.'))
    return FALSE;

  return is_word_at (self, pos + 2) == (c == '_');
}

/* a nested pair of quotes, or the apostrophe of a decade; @pos is that of a quote */
static gboolean
read_pair (AtriumInlines *self,
           gsize          pos,
           Quotes        *quotes)
{
  char quote = char_at (self, pos);
  char next = char_at (self, pos + 1);

  quotes->at = pos;
  if (is_quote (next) && next != quote && is_word (char_at (self, pos + 2)))
    {
      quotes->symbols[0] = opening (quote);
      quotes->symbols[1] = opening (next);
      return TRUE;
    }
  if (quote == '\'' && g_ascii_isdigit (next) && g_ascii_isdigit (char_at (self, pos + 2)) &&
      char_at (self, pos + 3) == 's')
    {
      quotes->symbols[0] = RSQUO;
      return TRUE;
    }

  return FALSE;
}

static gboolean
closes_behind (char before)
{
  return strchr (" \\\t\r\n[{(-", before) == NULL;
}

static gboolean
is_before_end_of_word (AtriumInlines *self,
                       gsize          pos)
{
  char next = char_at (self, pos + 1);

  return next == '\0' || is_space (next) || (next == 's' && !is_word_at (self, pos + 2));
}

/* The quote at @pos with nothing before it: at the start, or right behind a construct. */
static void
choose_alone (AtriumInlines *self,
              gsize          pos,
              Quotes        *quotes)
{
  char quote = char_at (self, pos);

  *quotes = (Quotes) { { NULL, NULL }, pos };
  if (opens_before_emphasis (self, pos))
    quotes->symbols[0] = opening (quote);
  else if (closes_before_punctuation (self, pos))
    quotes->symbols[0] = closing (quote);
  else if (read_pair (self, pos, quotes))
    return;
  else if (is_quote (char_at (self, pos + 1)))     /* the first is what stands before the second */
    *quotes = (Quotes) { { closing (char_at (self, pos + 1)), NULL }, pos + 1 };
  else
    quotes->symbols[0] = is_before_end_of_word (self, pos) ? closing (quote) : opening (quote);
}

/* the quote at @pos with the character @before in front of it */
static void
choose_behind (AtriumInlines *self,
               gsize          pos,
               char           before,
               Quotes        *quotes)
{
  char quote = char_at (self, pos);

  *quotes = (Quotes) { { NULL, NULL }, pos };
  if (is_space (before) && read_pair (self, pos, quotes))
    return;
  if (is_space (before) && is_word (char_at (self, pos + 1)))
    quotes->symbols[0] = opening (quote);
  else
    quotes->symbols[0] = closes_behind (before) ? closing (quote) : opening (quote);
}

static gboolean
read_quote (AtriumInlines *self,
            AtriumSpans   *spans)
{
  gsize pos = self->scan.pos;
  Quotes quotes;

  if (pos > self->floor && self->scan.text[pos - 1] != '\\' && !ATRIUM_IS_MASK (self->scan.text[pos - 1]))
    choose_behind (self, pos, self->scan.text[pos - 1], &quotes);
  else
    choose_alone (self, pos, &quotes);

  for (guint i = 0; i < G_N_ELEMENTS (quotes.symbols) && quotes.symbols[i] != NULL; i++)
    _atrium_spans_add_symbol (self, spans, quotes.at + i, quotes.at + i + 1, quotes.symbols[i]);
  return TRUE;
}

static gboolean
starts_with (AtriumInlines *self,
             const char    *what)
{
  gsize length = strlen (what);

  return self->scan.end - self->scan.pos >= length && memcmp (self->scan.text + self->scan.pos, what, length) == 0;
}

/* >> with the space before it, where that was not taken */
static void
read_closing_guillemet (AtriumInlines *self,
                        AtriumSpans   *spans)
{
  gsize pos = self->scan.pos;

  if (pos > self->floor && self->scan.text[pos - 1] == ' ')
    _atrium_spans_add_symbol (self, spans, pos - 1, pos + 2, NBSP "\xc2\xbb");
  else
    _atrium_spans_add_symbol (self, spans, pos, pos + 2, "\xc2\xbb");
}

/* Reads a quote, dash, ellipsis or guillemet, where the tree is to be kramdown's own. */
gboolean
_atrium_inlines_typography (AtriumInlines *self,
                            AtriumSpans   *spans)
{
  static const struct { const char *source; const char *symbol; } symbols[] = {
    { "---", "\xe2\x80\x94" }, { "--", "\xe2\x80\x93" }, { "...", "\xe2\x80\xa6" },
    { "<< ", "\xc2\xab" NBSP }, { "<<", "\xc2\xab" },
  };
  gsize pos = self->scan.pos;

  if (!self->reader->html.exact)
    return FALSE;
  if (is_quote (self->scan.text[pos]))
    return read_quote (self, spans);
  if (starts_with (self, ">>"))
    {
      read_closing_guillemet (self, spans);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (starts_with (self, symbols[i].source))
      {
        _atrium_spans_add_symbol (self, spans, pos, pos + strlen (symbols[i].source), symbols[i].symbol);
        return TRUE;
      }

  return FALSE;
}
