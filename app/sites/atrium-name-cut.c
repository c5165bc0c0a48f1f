#include "atrium-name-pieces.h"

#include <string.h>

#include "atrium-name-weight.h"
#include "atrium-scan.h"

/* Where a run of text is cut into the pieces that may be names. */

/* from here on Unicode has scripts that are written without spaces */
#define FIRST_WIDE 0x2e80
/* bytes of a name in brackets behind another */
#define MAX_ALIAS_BYTES 40
/* what can begin or end a name */
#define STYLES (ATRIUM_STYLE_SUPERSCRIPT | ATRIUM_STYLE_MATH | ATRIUM_STYLE_LINK | ATRIUM_STYLE_STRONG | ATRIUM_STYLE_EMPHASIS)

typedef struct
{
  AtriumFlat *flat;
  const char *text;
  gsize       start;
  gsize       end;
  gsize       from;          /* where the open piece begins */
  gsize       run_end;       /* up to here the style is the same */
  gboolean    marked;        /* the run is a sign of a footnote */
  GArray     *pieces;
} Cutter;

static gboolean
is_soft (gunichar c)
{
  return c == ',' || c == 0xff0c || c == 0x3001 || c == ';' || c == 0xff1b || c == '&' || c == 0x2022 || c == 0xb7;
}

static gboolean
is_hard (gunichar c)
{
  return c == ':' || c == 0xff1a || c == '|' || c == '"' || c == 0x201c || c == 0x201d || c == '(' || c == ')' || c == 0xff08 || c == 0xff09 ||
         c == '[' || c == ']' || c == '{' || c == '}' || c == '?' || c == '!' || c == '<' || c == '>' || c == 0x2013 || c == 0x2014 ||
         c == 0x3002 || c == '\t' || c == '/' || c == 0x300a || c == 0x300b;
}

/* a full stop that ends a sentence rather than an initial or title */
static gboolean
ends_sentence (const char *text,
               gsize       start,
               gsize       at,
               gsize       end)
{
  gsize word = at;
  gsize next = at + 1;
  static const char *const titles[] = { "dr", "prof", "mr", "mrs", "ms", "jr", "sr", "st", "md", "phd", "et", NULL };
  g_autofree char *folded = NULL;

  if (next < end && !g_ascii_isspace (text[next]))
    return FALSE;
  /* "Ada Byron*." and "Ada Byron* ." */
  while (word > start + 1 && text[word - 1] == ' ')
    word--;
  while (word > start + 1 && _atrium_name_is_mark (g_utf8_get_char (g_utf8_prev_char (text + word))))
    word = g_utf8_prev_char (text + word) - text;
  while (word > start + 1 && text[word - 1] == ' ')
    word--;
  at = word;
  while (word > start && (g_ascii_isalpha (text[word - 1]) || (guchar) text[word - 1] >= 0x80))
    word--;
  if (g_utf8_strlen (text + word, at - word) <= 1)
    return FALSE;
  /* "Ch. Weniger" */
  if (at - word == 2 && g_ascii_isupper (text[word]) && g_ascii_islower (text[word + 1]) && word > start + 1 && text[word - 1] == ' ' &&
      (text[word - 2] == ',' || text[word - 2] == '&' || (word > start + 4 && strncmp (text + word - 4, "and ", 4) == 0)))
    return FALSE;
  folded = g_ascii_strdown (text + word, at - word);
  if (g_strv_contains (titles, folded))
    return FALSE;
  if (g_str_equal (folded, "al"))
    return TRUE;

  /* "Li. L.," has a full stop in place of the comma */
  while (next < end && g_ascii_isspace (text[next]))
    next++;

  return !(next + 1 < end && g_ascii_isupper (text[next]) && text[next + 1] == '.');
}

/* a comma or "&" follows */
static gboolean
leads_on (const char *text,
          gsize       at,
          gsize       end)
{
  while (at < end && text[at] == ' ')
    at++;

  return at < end && (text[at] == ',' || text[at] == '&' || text[at] == ';' || g_str_has_prefix (text + at, "and "));
}

/* "(高瀬美里)" behind a name belongs to it, and so does "(*)" */
static gsize
skip_alias (const char *text,
            gsize       from,
            gsize       at,
            gsize       end)
{
  gsize close = at + 1;
  gsize before = at;

  while (close < end && close - at < MAX_ALIAS_BYTES && text[close] != ')' && text[close] != ']' && text[close] != '\n')
    close++;
  if (close >= end || (text[close] != ')' && text[close] != ']'))
    return 0;
  if (leads_on (text, close + 1, end) && _atrium_name_is_aside (text, at + 1, close))
    return close + 1;
  if (text[at] == '[')
    return 0;
  /* "高瀬美里 (Misato Takase)" */
  atrium_scan_trim (text, &from, &before);
  if (atrium_name_is_wide (text, from, before) && atrium_name_weigh (text, at + 1, close) == 2)
    return close + 1;
  for (const char *p = text + at + 1; p < text + close; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!(c >= FIRST_WIDE && g_unichar_isalpha (c)) && !_atrium_name_is_mark (c) && c != ' ')
        return 0;
    }

  return close + 1;
}

static gboolean
is_joining_word (const char *text,
                 gsize       at,
                 gsize       end,
                 gsize      *used)
{
  static const char *const words[] = { " and ", " AND ", " und ", " et ", " y ", "\nand " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (end - at > length && strncmp (text + at, words[i], length) == 0)
        {
          *used = length;
          return !g_str_has_prefix (text + at, " et al");
        }
    }

  return FALSE;
}

static gboolean
last_is_soft (const char *text,
              gsize       start,
              gsize       at)
{
  while (at > start && (text[at - 1] == ' ' || text[at - 1] == '\n'))
    at--;

  return at > start && (text[at - 1] == ',' || text[at - 1] == ';' || text[at - 1] == '&');
}

static gboolean
has_letters (const char *text,
             gsize       start,
             gsize       end)
{
  atrium_scan_trim (text, &start, &end);

  return start < end;
}

static gboolean
starts_link (AtriumFlat *flat,
             gsize       at)
{
  return (atrium_flat_get_style (flat, at) & ATRIUM_STYLE_LINK) != 0 && (atrium_flat_get_style (flat, at - 1) & ATRIUM_STYLE_LINK) == 0;
}

static gboolean
is_whole_name (AtriumFlat *flat,
               const char *text,
               gsize       start,
               gsize       end)
{
  AtriumNamePiece piece = { .start = start, .end = end };

  _atrium_name_piece_classify (flat, text, &piece);

  return piece.type == ATRIUM_NAME_PIECE_NAME && piece.weight == 2;
}

/* a capital, and not in italics: those are a journal's */
static gboolean
starts_capital (AtriumFlat *flat,
                const char *text,
                gsize       at,
                gsize       end)
{
  while (at < end && text[at] == ' ')
    at++;

  return at < end && g_unichar_isupper (g_utf8_get_char (text + at)) && (atrium_flat_get_style (flat, at) & ATRIUM_STYLE_EMPHASIS) == 0;
}

/* "A. Byron *Journal of Things*": slanted or bold words behind a whole name are none of it */
static gboolean
starts_venue (AtriumFlat *flat,
              const char *text,
              gsize       from,
              gsize       at,
              gsize       run_end)
{
  guint mask = ATRIUM_STYLE_STRONG | ATRIUM_STYLE_EMPHASIS;
  guint style = atrium_flat_get_style (flat, at) & mask;

  if (style == 0 || (atrium_flat_get_style (flat, at - 1) & mask) == style || atrium_name_weigh (text, at, run_end) == 1)
    return FALSE;

  return is_whole_name (flat, text, from, at);
}

/* ends the open piece at @at; the next begins at @from */
static void
cut (Cutter  *self,
     gsize    at,
     gboolean soft,
     gsize    from)
{
  AtriumNamePiece piece = { .start = self->from, .end = at, .soft = soft };

  g_array_append_val (self->pieces, piece);
  self->from = from;
}

/* where the style changes */
static void
enter_run (Cutter *self,
           gsize   at)
{
  AtriumFlat *flat = self->flat;
  const char *text = self->text;

  self->run_end = MAX (atrium_flat_run_end (flat, at, STYLES), (gsize) (g_utf8_next_char (text + at) - text));
  self->marked = _atrium_name_is_marked (flat, at);
  if (at <= self->from)
    return;

  /* "A. Byron [pdf](...)": a link that no comma leads to is no part of the name */
  if (text[at - 1] == ' ' && has_letters (text, self->from, at) &&
      (starts_link (flat, at) || starts_venue (flat, text, self->from, at, MIN (self->run_end, self->end))))
    cut (self, at, FALSE, at);
  /* "A. Byron$^1$ E. Noether$^2$": signs stand in place of the comma */
  else if (!self->marked && _atrium_name_is_marked (flat, at - 1) && text[at] == ' ' &&
           is_whole_name (flat, text, self->from, at) && starts_capital (flat, text, at, self->end))
    cut (self, at, TRUE, at);
}

/* cuts at the character at @at where it parts two pieces, and passes over it */
static gsize
read_character (Cutter *self,
                gsize   at)
{
  const char *text = self->text;
  gunichar c = g_utf8_get_char (text + at);
  gsize next = g_utf8_next_char (text + at) - text;
  gsize used = 0;

  if (is_soft (c))
    cut (self, at, TRUE, next);
  else if ((c == '(' || c == 0xff08 || c == '[') && (used = skip_alias (text, self->from, at, self->end)) > 0)
    return used;
  else if (c == '\n' && last_is_soft (text, self->start, at))
    return next;
  else if (is_hard (c) || c == '\n' || (c == '.' && ends_sentence (text, self->start, at, self->end)))
    cut (self, at, FALSE, next);
  else if (c == ' ' && g_str_has_prefix (text + at, " Authors "))
    cut (self, at, FALSE, at + 1);
  else if ((c == ' ' || c == '\n') && is_joining_word (text, at, self->end, &used))
    {
      cut (self, at, TRUE, at + used);
      return at + used;
    }

  return next;
}

/* The pieces between what parts names: commas, joining words, changes of style. */
GArray *
_atrium_name_pieces_cut (AtriumFlat *flat,
                         const char *text,
                         gsize       start,
                         gsize       end)
{
  Cutter self = { flat, text, start, end, start, start, FALSE, NULL };

  self.pieces = g_array_new (FALSE, TRUE, sizeof (AtriumNamePiece));
  for (gsize at = start; at < end;)
    {
      /* styles change seldom */
      if (at >= self.run_end)
        enter_run (&self, at);
      at = self.marked ? (gsize) (g_utf8_next_char (text + at) - text) : read_character (&self, at);
    }
  cut (&self, end, FALSE, end);

  return self.pieces;
}
