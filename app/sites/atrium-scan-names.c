#include "atrium-scan-names.h"

#include <string.h>

#include "atrium-name-weight.h"
#include "atrium-scan.h"

/* from here on Unicode has scripts that are written without spaces */
#define FIRST_WIDE 0x2e80
/* what is longer between two separators is no name */
#define MAX_NAME_BYTES 90
/* bytes of a name in brackets behind another */
#define MAX_ALIAS_BYTES 40
#define MARKS "*∗⁎＊†‡§¶#＃^$✉✝⋆★☆♠♣♦♥✳⚹=+~†¹²³⁴⁵⁰"

/* what a piece of a comma-separated run can be */
typedef enum
{
  PIECE_OTHER,
  PIECE_NAME,
  PIECE_INITIALS,            /* "Y." of "Huang, Y." */
  PIECE_MORE,                /* "et al.", "..." */
} PieceType;

typedef struct
{
  gsize     start;
  gsize     end;
  gboolean  soft;            /* a comma, "and" or the like leads on to the next piece */
  PieceType type;
  guint     weight;
  gsize     name_start;
  gsize     name_end;
} Piece;

static gboolean
is_mark (gunichar c)
{
  return g_utf8_strchr (MARKS, -1, c) != NULL;
}

/**
 * atrium_scan_is_name:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: TRUE where the range reads as a person's name of more than one word
 */
gboolean
atrium_scan_is_name (const char *text,
                     gsize       start,
                     gsize       end)
{
  atrium_scan_strip (text, &start, &end, MARKS ".,;");

  return start < end && atrium_name_weigh (text, start, end) == 2;
}

/* ---- pieces ---- */

static gboolean
is_marked (AtriumFlat *flat,
           gsize       offset)
{
  return (atrium_flat_get_style (flat, offset) & (ATRIUM_STYLE_SUPERSCRIPT | ATRIUM_STYLE_MATH)) != 0;
}

/* takes superscripts, math and the signs of footnotes from both ends */
static void
strip_marks (AtriumFlat *flat,
             const char *text,
             gsize      *start,
             gsize      *end)
{
  gsize before;

  do
    {
      before = *end - *start;
      atrium_scan_strip (text, start, end, MARKS);
      while (*start < *end && is_marked (flat, *end - 1))
        (*end)--;
      while (*start < *end && is_marked (flat, *start))
        (*start)++;
      /* math of a plain text: "$^{*}$" was stripped of its last "$" just now */
      for (gsize at = *end; at > *start && *end - at < 12; at--)
        if (text[at - 1] == '$')
          {
            *end = at - 1;
            break;
          }
        else if (g_ascii_isspace (text[at - 1]) || g_ascii_isupper (text[at - 1]))
          break;
    }
  while (*end - *start != before);
}

/* words in brackets, with a number at most: "shared first author", "34 authors" */
static gboolean
is_aside (const char *text,
          gsize       start,
          gsize       close)
{
  guint letters = 0;

  for (gsize at = start; at < close; at++)
    {
      if (!g_ascii_isalnum (text[at]) && text[at] != ' ' && text[at] != '-')
        return FALSE;
      letters += g_ascii_islower (text[at]);
    }

  return letters > 2 && atrium_scan_count_words (text, start, close) <= 4;
}

/* a whole piece in brackets: "(34 authors)", "[9 authors]" */
static gboolean
is_remark (const char *text,
           gsize       start,
           gsize       end)
{
  return end > start + 2 && ((text[start] == '(' && text[end - 1] == ')') || (text[start] == '[' && text[end - 1] == ']')) &&
         is_aside (text, start + 1, end - 1);
}

/* takes "(高瀬美里)" and "(*)" off the end */
static void
strip_aside (AtriumFlat *flat,
             const char *text,
             gsize      *start,
             gsize      *end)
{
  gsize open = *end;
  gboolean wide = *end > *start + 3 && strncmp (text + *end - 3, "）", 3) == 0;

  if (!wide && (*end <= *start || text[*end - 1] != ')'))
    return;
  while (open > *start && text[open] != '(' && strncmp (text + open, "（", 3) != 0)
    open--;
  if (open == *start)
    return;
  *end = open;
  atrium_scan_trim (text, start, end);
  strip_marks (flat, text, start, end);
}

static gboolean
skip_prefix (const char *text,
             gsize      *start,
             gsize       end,
             const char *prefix)
{
  gsize length = strlen (prefix);

  if (end - *start <= length || g_ascii_strncasecmp (text + *start, prefix, length) != 0)
    return FALSE;
  *start += length;

  return TRUE;
}

static gboolean
is_more (const char *text,
         gsize       start,
         gsize       end)
{
  static const char *const words[] = {
    "...", "…", "et al", "et al.", "others", "and others", "....", "⋯", "等", "and more", "……", "other authors", "etc", "etc.", "collaborators", NULL
  };
  g_autofree char *word = end - start <= 24 ? g_utf8_strdown (text + start, end - start) : NULL;

  return word != NULL && g_strv_contains (words, g_strstrip (word));
}

static void
classify (AtriumFlat *flat,
          const char *text,
          Piece      *piece)
{
  gsize start = piece->start;
  gsize end = piece->end;
  static const char *const suffixes[] = { " et al.", " et al", " and others", " 等", "等" };
  static const char *const prefixes[] = { "and ", "& ", "with ", "by ", "authors: ", "author: ", "authors ", "und ", "et ", "with: ", "… ", "... ", ". . . " };

  atrium_scan_trim (text, &start, &end);
  piece->name_start = start;
  piece->name_end = end;
  if (end - start > MAX_NAME_BYTES)
    return;
  while (start < end && (text[start] == '.' || text[start] == ' ' || text[start] == '\\') && !is_more (text, start, end) &&
         !g_str_has_prefix (text + start, "... "))
    start++;
  /* nothing between two separators, as in ", &" */
  if (start >= end || is_more (text, start, end))
    {
      piece->type = PIECE_MORE;
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (skip_prefix (text, &start, end, prefixes[i]))
      break;

  if (is_more (text, start, end) || is_remark (text, start, end))
    {
      piece->type = PIECE_MORE;
      return;
    }

  strip_marks (flat, text, &start, &end);
  strip_aside (flat, text, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize length = strlen (suffixes[i]);

      if (end - start > length && strncmp (text + end - length, suffixes[i], length) == 0)
        {
          end -= length;
          strip_marks (flat, text, &start, &end);
          piece->end = end;
          break;
        }
    }
  piece->name_start = start;
  piece->name_end = end;
  if (start >= end)
    piece->type = PIECE_OTHER;
  else if (atrium_name_is_initials (text, start, end))
    {
      piece->type = PIECE_INITIALS;
      piece->weight = atrium_name_weigh (text, start, end);
    }
  else if ((piece->weight = atrium_name_weigh (text, start, end)) > 0)
    piece->type = PIECE_NAME;
}

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
  static const char *const titles[] = { "dr", "prof", "mr", "mrs", "ms", "jr", "sr", "st", "md", "phd", NULL };
  g_autofree char *folded = NULL;

  if (next < end && !g_ascii_isspace (text[next]))
    return FALSE;
  /* "Ada Byron*." */
  while (word > start + 1 && is_mark (g_utf8_get_char (g_utf8_prev_char (text + word))))
    word = g_utf8_prev_char (text + word) - text;
  at = word;
  while (word > start && (g_ascii_isalpha (text[word - 1]) || (guchar) text[word - 1] >= 0x80))
    word--;
  if (g_utf8_strlen (text + word, at - word) <= 1)
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
  if (leads_on (text, close + 1, end) && is_aside (text, at + 1, close))
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

      if (!(c >= FIRST_WIDE && g_unichar_isalpha (c)) && !is_mark (c) && c != ' ')
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

static void
push (GArray  *pieces,
      gsize    start,
      gsize    end,
      gboolean soft)
{
  Piece piece = { .start = start, .end = end, .soft = soft };

  g_array_append_val (pieces, piece);
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
  Piece piece = { .start = start, .end = end };

  classify (flat, text, &piece);

  return piece.type == PIECE_NAME && piece.weight == 2;
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

static GArray *
cut_pieces (AtriumFlat *flat,
            const char *text,
            gsize       start,
            gsize       end)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  gsize from = start;
  gsize run_end = start;
  gboolean marked = FALSE;

  for (gsize at = start; at < end;)
    {
      gunichar c = g_utf8_get_char (text + at);
      gsize next = g_utf8_next_char (text + at) - text;
      gsize used = 0;
      gboolean edge = at >= run_end;

      /* styles change seldom */
      if (edge)
        {
          run_end = atrium_flat_run_end (flat, at, ATRIUM_STYLE_SUPERSCRIPT | ATRIUM_STYLE_MATH | ATRIUM_STYLE_LINK | ATRIUM_STYLE_STRONG | ATRIUM_STYLE_EMPHASIS);
          run_end = MAX (run_end, next);
          marked = is_marked (flat, at);
        }

      /* "A. Byron [pdf](...)": a link that no comma leads to is no part of the name */
      if (edge && at > from && text[at - 1] == ' ' && has_letters (text, from, at) &&
          (starts_link (flat, at) || starts_venue (flat, text, from, at, MIN (run_end, end))))
        {
          push (pieces, from, at, FALSE);
          from = at;
        }

      /* "A. Byron$^1$ E. Noether$^2$": signs stand in place of the comma */
      if (edge && !marked && at > from && is_marked (flat, at - 1) && c == ' ' && is_whole_name (flat, text, from, at) && starts_capital (flat, text, at, end))
        {
          push (pieces, from, at, TRUE);
          from = at;
        }

      if (marked)
        ;
      else if (is_soft (c))
        {
          push (pieces, from, at, TRUE);
          from = next;
        }
      else if ((c == '(' || c == 0xff08 || c == '[') && (used = skip_alias (text, from, at, end)) > 0)
        next = used;
      else if (c == '\n' && last_is_soft (text, start, at))
        ;
      else if (is_hard (c) || c == '\n' || (c == '.' && ends_sentence (text, start, at, end)))
        {
          push (pieces, from, at, FALSE);
          from = next;
        }
      else if (c == ' ' && g_str_has_prefix (text + at, " Authors "))
        {
          push (pieces, from, at, FALSE);
          from = at + 1;
        }
      else if ((c == ' ' || c == '\n') && is_joining_word (text, at, end, &used))
        {
          push (pieces, from, at, TRUE);
          from = next = at + used;
        }
      at = next;
    }
  push (pieces, from, end, FALSE);

  return pieces;
}

/* the length of "A. M. " in "A. M. Some Title"; 0 where no initials with full stops lead */
static gsize
leading_initials (const char *text,
                  gsize       start,
                  gsize       end)
{
  gsize at = start;
  gsize last = start;

  while (at < end)
    {
      gsize word = at;
      gsize word_end;

      while (at < end && text[at] != ' ' && text[at] != '\n')
        at++;
      word_end = at;
      while (word_end > word && is_mark (g_utf8_get_char (g_utf8_prev_char (text + word_end))))
        word_end = g_utf8_prev_char (text + word_end) - text;
      if (word_end == word ? last == start : text[word_end - 1] != '.' || word_end - word > 6 || !atrium_name_is_initials (text, word, word_end))
        break;
      last = at;
      while (at < end && (text[at] == ' ' || text[at] == '\n'))
        at++;
    }

  return last < end ? last - start : 0;
}

static gboolean
is_family (const Piece *piece,
           const char  *text)
{
  gsize start = piece->name_start;

  if (piece->type == PIECE_NAME)
    return piece->weight == 1 || memchr (text + start, '.', piece->name_end - start) == NULL;

  /* "Springer, M. S." */
  return piece->type == PIECE_OTHER && start < piece->name_end && g_unichar_isupper (g_utf8_get_char (text + start)) &&
         memchr (text + start, ' ', piece->name_end - start) == NULL && strcspn (text + start, "0123456789.@/") >= piece->name_end - start;
}

/* "Byron, A., Noether, E. Some Title": initials behind a family name end the name, whatever
 * stands behind them; and what stands in front of initials is a family name, even if the
 * word means something else. */
static void
part_initials (AtriumFlat *flat,
               const char *text,
               GArray     *pieces)
{
  guint pairs = 0;

  for (guint i = 0; i + 1 < pieces->len; i++)
    {
      Piece *family = &g_array_index (pieces, Piece, i);
      Piece *next = family + 1;
      gsize length;
      Piece rest;

      if (!family->soft || text[family->end] != ',' || !is_family (family, text))
        {
          pairs = family->soft ? pairs : 0;
          continue;
        }
      if (next->type == PIECE_INITIALS)
        {
          if (family->type == PIECE_OTHER && pairs > 0)
            {
              family->type = PIECE_NAME;
              family->weight = 1;
            }
          pairs += family->type == PIECE_NAME;
          i++;
          continue;
        }
      length = leading_initials (text, next->name_start, next->name_end);
      if (length == 0 || family->type != PIECE_NAME || (pairs == 0 && i > 0) || (next->type == PIECE_NAME && pairs == 0))
        continue;
      rest = *next;
      rest.start = rest.name_start = next->name_start + length;
      next->soft = rest.type == PIECE_NAME && i + 2 < pieces->len && g_array_index (pieces, Piece, i + 2).type == PIECE_INITIALS;
      next->end = next->name_end = rest.start;
      classify (flat, text, next);
      classify (flat, text, &rest);
      g_array_insert_val (pieces, i + 2, rest);
      pairs++;
      i++;
    }
}

/* "Deep Nets and Efficient Inference of Trees": where only one side of an "and" could be a
 * name, neither is one */
static void
check_joined (GArray     *pieces,
              const char *text)
{
  for (guint i = 0; i + 1 < pieces->len; i++)
    {
      Piece *a = &g_array_index (pieces, Piece, i);
      Piece *b = &g_array_index (pieces, Piece, i + 1);
      gboolean joined = a->soft && text[a->end] == ' ' && a->end < b->start;

      if (joined && a->type == PIECE_NAME && b->type == PIECE_OTHER && b->start < b->end && i > 0)
        a->type = PIECE_OTHER;
    }
}

/* "E Noether" and "Noether E" */
static gboolean
is_bare_initial (const Piece *piece,
                 const char  *text)
{
  gsize start = piece->name_start;
  gsize end = piece->name_end;

  return piece->type == PIECE_NAME && end > start + 3 &&
         ((g_ascii_isupper (text[start]) && text[start + 1] == ' ') || (g_ascii_isupper (text[end - 1]) && (text[end - 2] == ' ' || text[end - 3] == ' ')));
}

static gboolean
ends_bare (const Piece *piece,
           const char  *text)
{
  gsize end = piece->name_end;

  return piece->type == PIECE_NAME && end > piece->name_start + 3 && g_ascii_isupper (text[end - 1]) && (text[end - 2] == ' ' || text[end - 3] == ' ');
}

/* where "Noether E" ends in "Noether E. Some Title"; 0 where it does not */
static gsize
bare_name_end (const char *text,
               gsize       start,
               gsize       end)
{
  for (gsize at = start; at + 3 < end && at < start + MAX_NAME_BYTES; at++)
    if (text[at] == ' ' && g_ascii_isupper (text[at + 1]))
      {
        gsize stop = at + 1;

        while (stop < end && g_ascii_isupper (text[stop]))
          stop++;
        if (stop - at <= 4 && stop + 1 < end && text[stop] == '.' && g_ascii_isspace (text[stop + 1]) && atrium_name_weigh (text, start, stop) > 0)
          return stop;
      }

  return 0;
}

/* "Byron A, Noether E. Some Title": where initials have no full stops, one ends the names */
static void
part_bare_initials (AtriumFlat *flat,
                    const char *text,
                    GArray     *pieces)
{
  for (guint i = 1; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);
      gsize end;
      Piece rest;

      if (!piece[-1].soft || !ends_bare (piece - 1, text) || ends_bare (piece, text))
        continue;
      end = bare_name_end (text, piece->name_start, piece->name_end);
      if (end == 0)
        continue;
      rest = (Piece) { .start = end + 1, .end = piece->end, .soft = piece->soft };
      piece->end = end;
      piece->soft = FALSE;
      classify (flat, text, piece);
      classify (flat, text, &rest);
      g_array_insert_val (pieces, i + 1, rest);
      i++;
    }
}

/* "E Noether, A Byron": the one letter is an initial where that of a neighbour is */
static void
settle_bare_initials (GArray     *pieces,
                      const char *text)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);

      if (!is_bare_initial (piece, text) || piece->weight != 1)
        continue;
      if ((i > 0 && piece[-1].soft && is_bare_initial (piece - 1, text)) || (i + 1 < pieces->len && piece->soft && is_bare_initial (piece + 1, text)))
        piece->weight = 2;
    }
}

/* "**Ada** & Emmy Noether": one name in bold at the start of a list or behind its "&" */
static void
settle_single_names (AtriumFlat *flat,
                     GArray     *pieces,
                     const char *text)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);
      gboolean opens = i == 0 && piece->soft && pieces->len > 1 && piece[1].type == PIECE_NAME && piece[1].weight == 2;
      gboolean ends = i > 0 && piece[-1].soft && piece[-1].type == PIECE_NAME && piece[-1].weight == 2 && text[piece[-1].end] != ',';

      gboolean inside = i > 0 && piece->soft && piece[-1].soft && piece[-1].type == PIECE_MORE;

      if (piece->type == PIECE_NAME && piece->weight == 1 && (opens || ends || inside) &&
          atrium_flat_has_style (flat, piece->name_start, piece->name_end, ATRIUM_STYLE_STRONG))
        piece->weight = 2;
    }
}

/* "Byron, Ada; Noether, Emmy": what a semicolon parts is one person */
static void
merge_pairs (GArray     *pieces,
             const char *text)
{
  gboolean in_list = FALSE;

  for (guint i = 0; i + 1 < pieces->len; i++)
    {
      Piece *family = &g_array_index (pieces, Piece, i);
      Piece *given = family + 1;
      gboolean parted = given->soft && text[given->end] == ';';

      if (family->type != PIECE_NAME || given->type != PIECE_NAME || (given->weight != 1 && family->weight != 1) || !family->soft || text[family->end] != ',' || !(parted || in_list))
        {
          in_list = in_list && family->soft && text[family->end] == ';';
          continue;
        }
      given->start = family->start;
      given->name_start = family->name_start;
      given->weight = 2;
      given->soft = parted;
      in_list = parted;
      g_array_remove_index (pieces, i);
    }
}

/* "Byron, Ada, and Emmy Noether": the first author's family name stands in front */
static void
merge_leader (GArray     *pieces,
              const char *text)
{
  Piece *family = pieces->len > 2 ? &g_array_index (pieces, Piece, 0) : NULL;
  Piece *given = family + 1;
  const Piece *third = family + 2;

  if (family == NULL || !family->soft || !given->soft || text[family->end] != ',' || family->type != PIECE_NAME || family->weight != 1 ||
      given->type != PIECE_NAME || given->weight != 1)
    return;
  while (third < family + pieces->len && third->type == PIECE_MORE && third->soft)
    third++;
  if (third >= family + pieces->len || !(third->type == PIECE_MORE || (third->type == PIECE_NAME && third->weight == 2)))
    return;
  given->start = family->start;
  given->name_start = family->name_start;
  given->weight = 2;
  g_array_remove_index (pieces, 0);
}

/* ---- runs ---- */

static void
add_name (GArray      *names,
          const Piece *first,
          const Piece *last,
          const char  *text)
{
  AtriumScannedName name = {
    .start = first->start,
    .end = last->end,
    .name_start = first->name_start,
    .name_end = last->name_end,
    .weight = first == last ? first->weight : 2,      /* an initial alone weighs nothing */
  };

  atrium_scan_trim (text, &name.start, &name.end);
  /* "and B" starts with the name */
  if (name.start < name.name_start && g_ascii_isalpha (text[name.start]))
    name.start = name.name_start;
  g_array_append_val (names, name);
}

/* "A, B, C" stands for names in templates */
static gboolean
is_letters (GArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      const AtriumScannedName *name = &g_array_index (names, AtriumScannedName, i);

      if (name->name_end - name->name_start != 1)
        return FALSE;
    }

  return names->len >= 2;
}

/* single words at the ends of a run are places and the like */
static void
trim_run (GArray *names)
{
  if (is_letters (names))
    return;
  while (names->len > 0 && g_array_index (names, AtriumScannedName, names->len - 1).weight < 2)
    g_array_set_size (names, names->len - 1);
  while (names->len > 0 && g_array_index (names, AtriumScannedName, 0).weight < 2)
    g_array_remove_index (names, 0);
}

static GArray *
better_run (GArray *best,
            GArray *run)
{
  trim_run (run);
  if (run->len > best->len)
    {
      g_array_set_size (best, 0);
      g_array_append_vals (best, run->data, run->len);
    }
  g_array_set_size (run, 0);

  return best;
}

/**
 * atrium_scan_names:
 * @flat: flat text
 * @start: start of a range
 * @end: its end
 *
 * Finds the longest run of names that are separated by commas, semicolons, "and" and the
 * like, in any of the orders "Ada Byron", "Byron, A." and "Byron A". Signs of footnotes,
 * superscripts and "et al." do not end it; a full stop, a bracket or a word that is in no
 * name does.
 *
 * Returns: (transfer full): array of AtriumScannedName
 */
GArray *
atrium_scan_names (AtriumFlat *flat,
                   gsize       start,
                   gsize       end)
{
  const char *text = atrium_flat_get_text (flat, NULL);
  g_autoptr(GArray) pieces = cut_pieces (flat, text, start, end);
  g_autoptr(GArray) run = g_array_new (FALSE, FALSE, sizeof (AtriumScannedName));
  GArray *best = g_array_new (FALSE, FALSE, sizeof (AtriumScannedName));

  for (guint i = 0; i < pieces->len; i++)
    classify (flat, text, &g_array_index (pieces, Piece, i));
  part_initials (flat, text, pieces);
  part_bare_initials (flat, text, pieces);
  settle_bare_initials (pieces, text);
  settle_single_names (flat, pieces, text);
  merge_pairs (pieces, text);
  check_joined (pieces, text);
  merge_leader (pieces, text);

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      const Piece *next = i + 1 < pieces->len ? piece + 1 : NULL;
      gboolean soft = piece->soft;

      if (piece->type == PIECE_NAME && piece->soft && next != NULL && next->type == PIECE_INITIALS && text[piece->end] == ',')
        {
          add_name (run, piece, next, text);
          soft = next->soft;
          i++;
        }
      else if (piece->type == PIECE_NAME && !(text[piece->end] == ':' && !soft))
        add_name (run, piece, piece, text);
      else if (piece->type == PIECE_INITIALS && (piece->weight == 2 || piece->name_end - piece->name_start == 1))
        add_name (run, piece, piece, text);
      else if (piece->type != PIECE_MORE)
        soft = piece->start >= piece->end && soft;

      if (!soft)
        best = better_run (best, run);
    }
  better_run (best, run);

  return best;
}

/**
 * atrium_scan_dup_marks:
 * @text: flat text
 * @name: a name in it
 *
 * Returns: (transfer full): the signs around the letters of a name
 */
char *
atrium_scan_dup_marks (const char              *text,
                       const AtriumScannedName *name)
{
  GString *marks = g_string_new_len (text + name->start, name->name_start - name->start);

  g_string_append_len (marks, text + name->name_end, name->end - name->name_end);

  return g_string_free (marks, FALSE);
}
