#include "atrium-scan-names.h"

#include <string.h>

#include "atrium-name-pieces.h"
#include "atrium-name-weight.h"
#include "atrium-scan.h"

/* what is longer between two separators is no name */
#define MAX_NAME_BYTES 90
#define MARKS "*∗⁎＊†‡§¶#＃^$✉✝⋆★☆♠♣♦♥✳⚹=+~†¹²³⁴⁵⁰"

gboolean
_atrium_name_is_mark (gunichar c)
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

gboolean
_atrium_name_is_marked (AtriumFlat *flat,
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
      while (*start < *end && _atrium_name_is_marked (flat, *end - 1))
        (*end)--;
      while (*start < *end && _atrium_name_is_marked (flat, *start))
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
gboolean
_atrium_name_is_aside (const char *text,
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
         _atrium_name_is_aside (text, start + 1, end - 1);
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
    "...", "…", "et al", "et al.", "et. al", "et. al.", "others", "and others", "....", "⋯", "等", "and more", "……", "other authors", "etc", "etc.", "collaborators",
  };

  while (start < end && g_ascii_isspace (text[start]))
    start++;
  while (end > start && g_ascii_isspace (text[end - 1]))
    end--;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_tolower (text[start]) == words[i][0] && strlen (words[i]) == end - start &&
        g_ascii_strncasecmp (text + start, words[i], end - start) == 0)
      return TRUE;

  return FALSE;
}

void
_atrium_name_piece_classify (AtriumFlat      *flat,
                             const char      *text,
                             AtriumNamePiece *piece)
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
      piece->type = ATRIUM_NAME_PIECE_MORE;
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (skip_prefix (text, &start, end, prefixes[i]))
      break;

  if (is_more (text, start, end) || is_remark (text, start, end))
    {
      piece->type = ATRIUM_NAME_PIECE_MORE;
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
    piece->type = ATRIUM_NAME_PIECE_OTHER;
  else if (atrium_name_is_initials (text, start, end))
    {
      piece->type = ATRIUM_NAME_PIECE_INITIALS;
      piece->weight = atrium_name_weigh (text, start, end);
    }
  else if ((piece->weight = atrium_name_weigh (text, start, end)) > 0)
    piece->type = ATRIUM_NAME_PIECE_NAME;
}

/* ---- runs ---- */

static void
add_name (GArray      *names,
          const AtriumNamePiece *first,
          const AtriumNamePiece *last,
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
  g_autoptr(GArray) pieces = _atrium_name_pieces_cut (flat, text, start, end);
  g_autoptr(GArray) run = g_array_new (FALSE, FALSE, sizeof (AtriumScannedName));
  GArray *best = g_array_new (FALSE, FALSE, sizeof (AtriumScannedName));
  gboolean parted = FALSE;

  for (guint i = 0; i < pieces->len; i++)
    _atrium_name_piece_classify (flat, text, &g_array_index (pieces, AtriumNamePiece, i));
  _atrium_name_pieces_settle (flat, text, pieces);

  for (guint i = 0; i < pieces->len; i++)
    {
      const AtriumNamePiece *piece = &g_array_index (pieces, AtriumNamePiece, i);
      const AtriumNamePiece *next = i + 1 < pieces->len ? piece + 1 : NULL;
      gboolean soft = piece->soft;

      if (piece->type == ATRIUM_NAME_PIECE_NAME && piece->soft && next != NULL && next->type == ATRIUM_NAME_PIECE_INITIALS && text[piece->end] == ',')
        {
          add_name (run, piece, next, text);
          /* "Byron, A.; Noether, E., Journal": where semicolons part the names, a comma ends them */
          soft = next->soft && !(parted && text[next->end] == ',');
          parted = next->soft && text[next->end] == ';';
          i++;
        }
      else if (piece->type == ATRIUM_NAME_PIECE_NAME && !(text[piece->end] == ':' && !soft))
        add_name (run, piece, piece, text);
      else if (piece->type == ATRIUM_NAME_PIECE_INITIALS && (piece->weight == 2 || piece->name_end - piece->name_start == 1))
        add_name (run, piece, piece, text);
      else if (piece->type != ATRIUM_NAME_PIECE_MORE)
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
