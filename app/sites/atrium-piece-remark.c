#include "atrium-piece-remark.h"

#include <string.h>

#include "atrium-scan-names.h"
#include "atrium-scan.h"
#include "atrium-section-kind.h"

/* a remark that points elsewhere is short, and a link that is one is no more than a title */
#define MAX_REFERENCE_WORDS 20
#define MAX_LEGEND_WORDS 25
#define MAX_TITLE_WORDS 8
#define MAX_WIDE_TITLE 40

/**
 * atrium_remark_has_words:
 * @flat: visible text
 *
 * Returns: TRUE where there is a word in it
 */
gboolean
atrium_remark_has_words (AtriumFlat *flat)
{
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);

  return atrium_scan_count_words (text, 0, length) > 0;
}

static gsize
first_line_end (const char *text,
                gsize       length)
{
  gsize start = 0;
  const char *newline;

  while (start < length && text[start] == '\n')
    start++;
  newline = memchr (text + start, '\n', length - start);

  return newline != NULL ? (gsize) (newline - text) : length;
}

/**
 * atrium_remark_has_date:
 * @flat: visible text
 *
 * Returns: TRUE where a date stands in its first line
 */
gboolean
atrium_remark_has_date (AtriumFlat *flat)
{
  AtriumScannedDate date;
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);

  return atrium_scan_any_date (text, 0, first_line_end (text, length), &date);
}

/**
 * atrium_remark_has_authors:
 * @flat: visible text
 *
 * Returns: TRUE where two people are named one behind the other
 */
gboolean
atrium_remark_has_authors (AtriumFlat *flat)
{
  g_autoptr(GArray) names = NULL;
  gsize length;

  atrium_flat_get_text (flat, &length);
  names = atrium_scan_names (flat, 0, length);

  return names->len >= 2;
}

static gboolean
equals_any (const char        *text,
            gsize              length,
            const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (text, words[i], length) == 0)
      return TRUE;

  return FALSE;
}

/**
 * atrium_remark_is_filler:
 * @flat: the text of an item
 *
 * Returns: TRUE for "None", "N/A" and "...": what stands where nothing is to be said
 */
gboolean
atrium_remark_is_filler (AtriumFlat *flat)
{
  static const char *const words[] = {
    "none", "null", "nil", "n/a", "na", "nothing", "nothing yet", "tbd", "tba", "todo", "to do", "coming soon", "to be updated", "to be continued", "empty",
    "more", "show more", "see more", "read more", "view more", "load more", "more news", "view all", "see all", "show all", "更多", "查看更多", "展开", "もっと見る",
    "keine", "aucun", "aucune", "ninguno", "ninguna", "无", "無", "暂无", "待更新", "待补充", "未完待续", "なし", "準備中", NULL
  };
  gsize start = 0;
  gsize end;
  const char *text = atrium_flat_get_text (flat, &end);

  atrium_scan_strip (text, &start, &end, ".…!()[]*- ");
  if (start >= end)
    {
      /* dots with a link behind them are no entry, a picture is one */
      atrium_flat_get_text (flat, &end);
      start = 0;
      atrium_scan_trim (text, &start, &end);

      return start < end;
    }

  return equals_any (text + start, end - start, words);
}

static gboolean
is_wide_title (const char *text,
               gsize       start,
               gsize       end)
{
  return atrium_scan_is_wide (text, start, end) && g_utf8_pointer_to_offset (text + start, text + end) <= MAX_WIDE_TITLE;
}

/**
 * atrium_remark_is_reference:
 * @flat: the text of an item
 * @section_kind: what its section holds
 *
 * Returns: TRUE for "For the full list see Google Scholar" and "All publications": an item
 *   that only says where more of its kind is
 */
gboolean
atrium_remark_is_reference (AtriumFlat *flat,
                            AtriumKind  section_kind)
{
  static const char *const words[] = {
    "google scholar", "full list", "full publication-", "complete list", "refer to", "谷歌学术", "完整列表", "vollständige liste", "liste complète", "lista completa", NULL
  };
  gsize start = 0;
  gsize end;
  const char *text = atrium_flat_get_text (flat, &end);
  g_autofree char *plain = NULL;
  AtriumKind kind;

  if (section_kind != ATRIUM_KIND_PUBLICATIONS)
    return FALSE;
  atrium_scan_trim (text, &start, &end);
  plain = g_strndup (text + start, end - start);
  if (atrium_flat_get_marks (flat)->len == 1 && g_array_index (atrium_flat_get_marks (flat), AtriumFlatMark, 0).end + 3 > end &&
      (atrium_scan_count_words (text, start, end) <= MAX_TITLE_WORDS || (is_wide_title (text, start, end))) &&
      atrium_section_kind_from_title (plain, &kind) && kind == section_kind)
    return TRUE;
  if (atrium_scan_count_words (text, start, end) > MAX_REFERENCE_WORDS || atrium_remark_has_authors (flat) || atrium_remark_has_date (flat))
    return FALSE;

  return atrium_scan_has_word (text, start, end, words);
}

/* "See my CV", "Coming soon" */
static gboolean
is_empty_promise (const char *text,
                  gsize       length)
{
  static const char *const words[] = { "see", "please", "yet", "coming soon", "tba", "tbd", "to be updated", "under construction", "待更新", "待补充", "準備中", "siehe", "voir", "à venir", "próximamente", NULL };

  return atrium_scan_count_words (text, 0, length) <= 8 && atrium_scan_has_word (text, 0, length, words);
}

/**
 * atrium_remark_is_pointer:
 * @flat: the text of a paragraph
 *
 * Returns: TRUE for "See my Google Scholar page": a sentence that points to where the entries are
 */
gboolean
atrium_remark_is_pointer (AtriumFlat *flat)
{
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);
  static const char *const words[] = {
    "see", "view", "page", "visit", "refer", "google scholar", "scholar", "full list", "check", "available", "list", "found", "find", "more detail-", "click",
    "siehe", "voir", "ver", "请", "参见", "谷歌学术", "详见", "见", "查看", "参照", "detail-", "here", NULL
  };

  if (atrium_flat_get_marks (flat)->len == 0)
    return is_empty_promise (text, length);

  return memchr (text, '\n', length) == NULL &&
         atrium_scan_count_words (text, 0, length) <= 40 && atrium_scan_has_word (text, 0, length, words) && !atrium_remark_has_authors (flat);
}

/**
 * atrium_remark_is_nothing:
 * @flat: the text of a paragraph among papers
 *
 * Returns: TRUE for "(* equal contribution)": nobody, no date and nothing to click
 */
gboolean
atrium_remark_is_nothing (AtriumFlat *flat)
{
  return !atrium_remark_has_authors (flat) && !atrium_remark_has_date (flat) && atrium_flat_get_marks (flat)->len == 0;
}

/**
 * atrium_remark_is_legend:
 * @flat: an item or paragraph among papers
 *
 * Returns: TRUE where it names nobody and explains the signs behind names, or says where
 *   the papers are, without a link
 */
gboolean
atrium_remark_is_legend (AtriumFlat *flat)
{
  static const char *const words[] = {
    "equal contribution", "contributed equally", "corresponding author", "corresponding authors", "co-first", "共同一作", "通讯作者",
    "google scholar", "scholar page", "click", "please refer", "full publications", "full list", "loading", NULL
  };
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);

  return atrium_flat_get_marks (flat)->len == 0 && atrium_scan_count_words (text, 0, length) <= MAX_LEGEND_WORDS &&
         atrium_scan_has_word (text, 0, length, words) && !atrium_remark_has_authors (flat);
}
