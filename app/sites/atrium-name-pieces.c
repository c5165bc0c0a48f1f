#include "atrium-name-pieces.h"

#include <string.h>

#include "atrium-name-weight.h"
#include "atrium-scan.h"

#define MAX_NAME_BYTES 90
/* pieces of one list that are cut in two */
#define MAX_CUTS 100

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
      while (word_end > word && _atrium_name_is_mark (g_utf8_get_char (g_utf8_prev_char (text + word_end))))
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
is_family (const AtriumNamePiece *piece,
           const char  *text)
{
  gsize start = piece->name_start;

  if (piece->type == ATRIUM_NAME_PIECE_NAME)
    return piece->weight == 1 || memchr (text + start, '.', piece->name_end - start) == NULL;

  /* "Springer, M. S." */
  return piece->type == ATRIUM_NAME_PIECE_OTHER && start < piece->name_end && g_unichar_isupper (g_utf8_get_char (text + start)) &&
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
  guint cuts = 0;

  for (guint i = 0; i + 1 < pieces->len && cuts < MAX_CUTS; i++)
    {
      AtriumNamePiece *family = &g_array_index (pieces, AtriumNamePiece, i);
      AtriumNamePiece *next = family + 1;
      gsize length;
      AtriumNamePiece rest;

      if (!family->soft || text[family->end] != ',' || !is_family (family, text))
        {
          pairs = family->soft ? pairs : 0;
          continue;
        }
      if (next->type == ATRIUM_NAME_PIECE_INITIALS)
        {
          if (family->type == ATRIUM_NAME_PIECE_OTHER && pairs > 0)
            {
              family->type = ATRIUM_NAME_PIECE_NAME;
              family->weight = 1;
            }
          pairs += family->type == ATRIUM_NAME_PIECE_NAME;
          i++;
          continue;
        }
      length = leading_initials (text, next->name_start, next->name_end);
      if (length == 0 || family->type != ATRIUM_NAME_PIECE_NAME || (pairs == 0 && i > 0) || (next->type == ATRIUM_NAME_PIECE_NAME && pairs == 0))
        continue;
      rest = *next;
      rest.start = rest.name_start = next->name_start + length;
      next->soft = rest.type == ATRIUM_NAME_PIECE_NAME && i + 2 < pieces->len && g_array_index (pieces, AtriumNamePiece, i + 2).type == ATRIUM_NAME_PIECE_INITIALS;
      next->end = next->name_end = rest.start;
      _atrium_name_piece_classify (flat, text, next);
      _atrium_name_piece_classify (flat, text, &rest);
      g_array_insert_val (pieces, i + 2, rest);
      cuts++;
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
      AtriumNamePiece *a = &g_array_index (pieces, AtriumNamePiece, i);
      AtriumNamePiece *b = &g_array_index (pieces, AtriumNamePiece, i + 1);
      gboolean joined = a->soft && text[a->end] == ' ' && a->end < b->start;

      if (joined && a->type == ATRIUM_NAME_PIECE_NAME && b->type == ATRIUM_NAME_PIECE_OTHER && b->start < b->end && i > 0)
        a->type = ATRIUM_NAME_PIECE_OTHER;
    }
}

/* "E Noether" and "Noether E" */
static gboolean
is_bare_initial (const AtriumNamePiece *piece,
                 const char  *text)
{
  gsize start = piece->name_start;
  gsize end = piece->name_end;

  return piece->type == ATRIUM_NAME_PIECE_NAME && end > start + 3 &&
         ((g_ascii_isupper (text[start]) && text[start + 1] == ' ') || (g_ascii_isupper (text[end - 1]) && (text[end - 2] == ' ' || text[end - 3] == ' ')));
}

static gboolean
ends_bare (const AtriumNamePiece *piece,
           const char  *text)
{
  gsize end = piece->name_end;

  return piece->type == ATRIUM_NAME_PIECE_NAME && end > piece->name_start + 3 && g_ascii_isupper (text[end - 1]) && (text[end - 2] == ' ' || text[end - 3] == ' ');
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
  guint cuts = 0;

  for (guint i = 1; i < pieces->len && cuts < MAX_CUTS; i++)
    {
      AtriumNamePiece *piece = &g_array_index (pieces, AtriumNamePiece, i);
      gsize end;
      AtriumNamePiece rest;

      if (!piece[-1].soft || !ends_bare (piece - 1, text) || ends_bare (piece, text))
        continue;
      end = bare_name_end (text, piece->name_start, piece->name_end);
      if (end == 0)
        continue;
      rest = (AtriumNamePiece) { .start = end + 1, .end = piece->end, .soft = piece->soft };
      piece->end = end;
      piece->soft = FALSE;
      _atrium_name_piece_classify (flat, text, piece);
      _atrium_name_piece_classify (flat, text, &rest);
      g_array_insert_val (pieces, i + 1, rest);
      cuts++;
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
      AtriumNamePiece *piece = &g_array_index (pieces, AtriumNamePiece, i);

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
      AtriumNamePiece *piece = &g_array_index (pieces, AtriumNamePiece, i);
      gboolean opens = i == 0 && piece->soft && pieces->len > 1 && piece[1].type == ATRIUM_NAME_PIECE_NAME && piece[1].weight == 2;
      gboolean ends = i > 0 && piece[-1].soft && piece[-1].type == ATRIUM_NAME_PIECE_NAME && piece[-1].weight == 2 && text[piece[-1].end] != ',';

      gboolean inside = i > 0 && piece->soft && piece[-1].soft && piece[-1].type == ATRIUM_NAME_PIECE_MORE;

      if (piece->type == ATRIUM_NAME_PIECE_NAME && piece->weight == 1 && (opens || ends || inside) &&
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
  guint kept = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      AtriumNamePiece family = g_array_index (pieces, AtriumNamePiece, i);
      AtriumNamePiece *given = i + 1 < pieces->len ? &g_array_index (pieces, AtriumNamePiece, i + 1) : NULL;
      gboolean parted = given != NULL && given->soft && text[given->end] == ';';

      if (given != NULL && family.type == ATRIUM_NAME_PIECE_NAME && given->type == ATRIUM_NAME_PIECE_NAME && (given->weight == 1 || family.weight == 1) &&
          family.soft && text[family.end] == ',' && (parted || in_list))
        {
          family.end = given->end;
          family.name_end = given->name_end;
          family.weight = 2;
          family.soft = parted;
          in_list = parted;
          i++;
        }
      else
        {
          in_list = in_list && family.soft && text[family.end] == ';';
        }
      g_array_index (pieces, AtriumNamePiece, kept++) = family;
    }
  g_array_set_size (pieces, kept);
}

/* "Byron, Ada, and Emmy Noether": the first author's family name stands in front */
static void
merge_leader (GArray     *pieces,
              const char *text)
{
  AtriumNamePiece *family, *given;
  const AtriumNamePiece *third;

  if (pieces->len <= 2)
    return;
  family = &g_array_index (pieces, AtriumNamePiece, 0);
  given = family + 1;
  third = family + 2;
  if (!family->soft || !given->soft || text[family->end] != ',' || family->type != ATRIUM_NAME_PIECE_NAME || family->weight != 1 ||
      given->type != ATRIUM_NAME_PIECE_NAME || given->weight != 1)
    return;
  while (third < family + pieces->len && third->type == ATRIUM_NAME_PIECE_MORE && third->soft)
    third++;
  if (third >= family + pieces->len || !(third->type == ATRIUM_NAME_PIECE_MORE || (third->type == ATRIUM_NAME_PIECE_NAME && third->weight == 2)))
    return;
  given->start = family->start;
  given->name_start = family->name_start;
  given->weight = 2;
  g_array_remove_index (pieces, 0);
}

void
_atrium_name_pieces_settle (AtriumFlat *flat,
                            const char *text,
                            GArray     *pieces)
{
  part_initials (flat, text, pieces);
  part_bare_initials (flat, text, pieces);
  settle_bare_initials (pieces, text);
  settle_single_names (flat, pieces, text);
  merge_pairs (pieces, text);
  check_joined (pieces, text);
  merge_leader (pieces, text);
}
