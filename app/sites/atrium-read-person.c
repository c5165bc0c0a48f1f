#include "atrium-read-person.h"

#include <string.h>

#include "atrium-name.h"
#include "atrium-scan-names.h"
#include "atrium-scan.h"
#include "atrium-section-kind.h"
#include "atrium-site-name.h"
#include "atrium-front-matter.h"

/* blocks at the top of a copied page in which the name may stand */
#define MAX_FIRST_LINES 4
/* how far into a page somebody says who they are */
#define MAX_INTRODUCTION_BLOCKS 6

typedef struct
{
  AtriumProfile *profile;
  AtriumMap     *map;
} PersonReader;

/* the family names of nine in ten Chinese, and the most usual Japanese ones begin with these */
static const char family_names[] =
  "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石"
  "廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温常施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚"
  "佐鈴高田伊渡山中小加吉";

static gboolean
is_person_name (const char *text)
{
  gsize start = 0;
  gsize end = strlen (text);
  AtriumKind kind;

  atrium_scan_trim (text, &start, &end);
  if (!atrium_scan_is_name (text, start, end) || atrium_scan_count_words (text, start, end) > 5 || atrium_section_kind_from_title (text, &kind))
    return FALSE;

  return !atrium_scan_is_wide (text, start, end) || g_utf8_strchr (family_names, -1, g_utf8_get_char (text + start)) != NULL;
}

/**
 * atrium_person_looks_like_name:
 * @text: plain text, as "Ada Byron" or "Ada Byron (阿达)"
 *
 * Returns: TRUE where the whole of it can be somebody's name, with a second spelling in
 *   brackets or in another script
 */
gboolean
atrium_person_looks_like_name (const char *text)
{
  g_autofree char *first = g_strdup (text);
  char *bracket = strpbrk (first, "([");

  if (bracket != NULL)
    *bracket = '\0';
  bracket = strstr (first, "（");
  if (bracket != NULL)
    *bracket = '\0';

  return is_person_name (g_strstrip (first));
}

static gboolean
set_name (PersonReader   *self,
          const char     *name,
          AtriumSource   *source,
          AtriumSpan      span,
          AtriumSpelling  spelling)
{
  AtriumEntry *person = atrium_profile_get_person (self->profile);

  if (!is_person_name (name))
    return FALSE;
  atrium_entry_set_string (person, "name", name);
  if (!atrium_span_is_none (span))
    atrium_slots_add (self->map->person, "name", source, span, spelling);

  return TRUE;
}

/* the part of a text before a comma, dash, bar or bracket: "Ada Byron, Ph.D." */
static gsize
name_part_end (const char *text,
               gsize       start,
               gsize       end)
{
  static const char *const stops[] = { ",", " - ", " – ", " — ", "|", "(", "'s ", "’s ", " · ", ":" };
  gsize stop = end;

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      const char *found = g_strstr_len (text + start, stop - start, stops[i]);

      if (found != NULL)
        stop = found - text;
    }

  return stop;
}

/* "CV - Ada Byron": the part of a title that is a name */
static gboolean
name_from_title (PersonReader *self,
                 const char   *title)
{
  gsize length = strlen (title);

  for (gsize at = 0; at < length;)
    {
      gsize end = name_part_end (title, at, length);
      g_autofree char *part = atrium_scan_dup (title, at, end);
      g_autofree char *name = _atrium_site_name_dup (part);

      if (name != NULL && set_name (self, name, NULL, ATRIUM_SPAN_NONE, ATRIUM_SPELLING_MARKDOWN))
        return TRUE;
      at = end + 1;
      while (at < length && strchr (" -|,(:", title[at]) != NULL)
        at++;
      while (at < length && (g_str_has_prefix (title + at, "–") || g_str_has_prefix (title + at, "—") || g_str_has_prefix (title + at, "·")))
        at += g_utf8_next_char (title + at) - (title + at) + 1;
    }

  return FALSE;
}

static gboolean
name_from_flat (PersonReader *self,
                AtriumTree   *tree,
                AtriumNode   *node)
{
  g_autoptr(AtriumFlat) flat = atrium_flat_new (tree, node, node);
  g_autofree char *name = NULL;
  gsize start = 0;
  gsize end;
  const char *text = atrium_flat_get_text (flat, &end);
  AtriumSpan span;
  AtriumSpelling spelling = ATRIUM_SPELLING_MARKDOWN;

  end = name_part_end (text, start, end);
  atrium_scan_strip (text, &start, &end, ".,;:👋*");
  name = atrium_scan_dup (text, start, end);
  if (start >= end || !atrium_flat_get_span (flat, start, end, &span, &spelling))
    span = ATRIUM_SPAN_NONE;

  return set_name (self, name, atrium_tree_get_source (tree), span, spelling);
}

/* <p class="name">, <h1 class="name">, microformats' p-name */
static gboolean
name_from_class (PersonReader *self,
                 AtriumTree   *tree)
{
  AtriumNode *root = atrium_tree_get_root (tree);

  for (AtriumNode *n = root; n != NULL; n = atrium_node_walk (root, n))
    if (n->type == ATRIUM_NODE_ELEMENT &&
        (atrium_node_has_class (n, "name") || atrium_node_has_class (n, "p-name") || atrium_node_has_class (n, "author__name")) &&
        name_from_flat (self, tree, n))
      return TRUE;

  return FALSE;
}

/* what <title> holds, or NULL */
static char *
dup_title_element (AtriumTree *tree)
{
  AtriumNode *root = atrium_tree_get_root (tree);

  for (AtriumNode *n = root; n != NULL; n = atrium_node_walk (root, n))
    if (atrium_node_is_element (n, "title") && !atrium_span_is_empty (n->inner))
      return atrium_source_dup_span (atrium_tree_get_source (tree), n->inner);

  return NULL;
}

static gboolean
name_from_title_element (PersonReader *self,
                         AtriumTree   *tree)
{
  g_autofree char *text = dup_title_element (tree);

  return text != NULL && name_from_title (self, text);
}

/* a heading whose text is in the title of the page too */
static gboolean
name_from_titled_heading (PersonReader *self,
                          AtriumBlocks *blocks,
                          AtriumTree   *tree)
{
  g_autofree char *title = dup_title_element (tree);

  for (guint i = 0; title != NULL && i < MIN (blocks->blocks->len, MAX_INTRODUCTION_BLOCKS); i++)
    {
      const AtriumBlock *block = g_ptr_array_index (blocks->blocks, i);

      if (block->type == ATRIUM_BLOCK_HEADING && block->level <= 2)
        return strstr (title, block->title) != NULL && name_from_flat (self, block->tree, block->first);
    }

  return FALSE;
}

static gboolean
name_from_front_matter (PersonReader *self,
                        AtriumTree   *tree)
{
  g_autoptr(AtriumData) front = _atrium_front_matter_of_tree (tree, NULL);
  const char *title = front != NULL ? atrium_data_get_string (front, "title") : NULL;

  return title != NULL && name_from_title (self, title);
}

static gboolean
name_from_heading (PersonReader *self,
                   AtriumBlocks *blocks)
{
  for (guint i = 0; i < MIN (blocks->blocks->len, MAX_INTRODUCTION_BLOCKS); i++)
    {
      const AtriumBlock *block = g_ptr_array_index (blocks->blocks, i);

      if (block->type != ATRIUM_BLOCK_HEADING)
        continue;
      /* those further down are titles of sections */
      return block->level <= 2 && name_from_flat (self, block->tree, block->first);
    }

  return FALSE;
}

/* "I am Ada Byron, ...", "My name is Ada Byron" */
static gboolean
name_from_sentence (PersonReader *self,
                    AtriumBlocks *blocks)
{
  static const char *const openings[] = { "My name is ", "I am ", "I'm ", "I’m ", "Je suis ", "Je m'appelle ", "Soy ", "Ich bin ", "我是", "我叫" };

  for (guint i = 0; i < MIN (blocks->blocks->len, MAX_INTRODUCTION_BLOCKS); i++)
    {
      const AtriumBlock *block = g_ptr_array_index (blocks->blocks, i);
      g_autoptr(AtriumFlat) flat = NULL;
      const char *text;
      gsize length;

      if (block->type != ATRIUM_BLOCK_PARAGRAPH && block->type != ATRIUM_BLOCK_HEADING)
        continue;
      flat = atrium_block_flatten (block);
      text = atrium_flat_get_text (flat, &length);
      for (guint j = 0; j < G_N_ELEMENTS (openings); j++)
        {
          const char *found = strstr (text, openings[j]);
          g_autofree char *name = NULL;
          gsize start;
          gsize end;

          if (found == NULL)
            continue;
          start = end = found - text + strlen (openings[j]);
          while (end < length && strchr (",.!;:\n(", text[end]) == NULL && !g_str_has_prefix (text + end, " and ") && !g_str_has_prefix (text + end, "，"))
            end++;
          name = atrium_scan_dup (text, start, end);
          if (set_name (self, name, NULL, ATRIUM_SPAN_NONE, ATRIUM_SPELLING_MARKDOWN))
            return TRUE;
        }
    }

  return FALSE;
}

/* "李雷在…", "李雷，…" */
static gboolean
name_from_wide_subject (PersonReader *self,
                        const char   *text)
{
  static const char *const stops[] = { "在", "是", "，", ",", "于", "現", "现", "毕业", "（", "(", "目前", "博士", "教授", "は", "です" };
  const char *first = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      const char *found = strstr (text, stops[i]);

      if (found != NULL && (first == NULL || found < first))
        first = found;
    }
  if (first == NULL || first == text || first - text > 5 * 3)
    return FALSE;
  name = g_strndup (text, first - text);

  return atrium_scan_is_wide (name, 0, strlen (name)) && set_name (self, name, NULL, ATRIUM_SPAN_NONE, ATRIUM_SPELLING_MARKDOWN);
}

/* "Ada Byron gained her B.S. ...": the first sentence has the name as its subject */
static gboolean
name_from_subject (PersonReader *self,
                   AtriumBlocks *blocks)
{
  static const char *const verbs[] = { " is a", " is an ", " is the ", " is currently ", " gained ", " received ", " works ", " obtained ", " holds ", " earned ", " joined ", " completed " };

  for (guint i = 0; i < MIN (blocks->blocks->len, 2); i++)
    {
      const AtriumBlock *block = g_ptr_array_index (blocks->blocks, i);
      g_autoptr(AtriumFlat) flat = NULL;
      const char *text;

      if (block->type != ATRIUM_BLOCK_PARAGRAPH)
        continue;
      flat = atrium_block_flatten (block);
      text = atrium_flat_get_text (flat, NULL);
      if (name_from_wide_subject (self, text))
        return TRUE;
      for (guint j = 0; j < G_N_ELEMENTS (verbs); j++)
        {
          const char *found = strstr (text, verbs[j]);
          g_autofree char *name = NULL;

          if (found == NULL || found - text > 60)
            continue;
          name = g_strndup (text, name_part_end (text, 0, found - text));
          if (set_name (self, g_strstrip (name), NULL, ATRIUM_SPAN_NONE, ATRIUM_SPELLING_MARKDOWN))
            return TRUE;
        }
    }

  return FALSE;
}

/* the name that is bold in most author lists */
static gboolean
name_from_bold (PersonReader *self,
                AtriumBlocks *blocks)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;
  gpointer value;
  const char *best = NULL;
  guint best_count = 1;

  for (guint i = 0; i < blocks->trees->len; i++)
    {
      AtriumTree *tree = g_ptr_array_index (blocks->trees, i);
      AtriumNode *root = atrium_tree_get_root (tree);

      for (AtriumNode *n = root; n != NULL; n = atrium_node_walk (root, n))
        {
          g_autofree char *text = NULL;
          gboolean bold = n->type == ATRIUM_NODE_STRONG || atrium_node_is_element (n, "b") || atrium_node_is_element (n, "strong") ||
                          atrium_node_is_element (n, "u");

          if (!bold || atrium_span_length (n->inner) > 60)
            continue;
          text = atrium_node_dup_text (tree, n);
          g_strstrip (text);
          if (is_person_name (text))
            {
              guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, text)) + 1;

              g_hash_table_replace (counts, g_steal_pointer (&text), GUINT_TO_POINTER (count));
            }
        }
    }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > best_count || (GPOINTER_TO_UINT (value) == best_count && best != NULL && strcmp (key, best) < 0))
      {
        best = key;
        best_count = GPOINTER_TO_UINT (value);
      }

  return best != NULL && set_name (self, best, NULL, ATRIUM_SPAN_NONE, ATRIUM_SPELLING_MARKDOWN);
}

/* plain text that was copied out of a browser has the name in a line of its own at the top */
static gboolean
name_from_first_line (PersonReader *self,
                      AtriumBlocks *blocks,
                      AtriumTree   *tree)
{
  if (!g_str_has_suffix (atrium_source_get_path (atrium_tree_get_source (tree)), ".txt"))
    return FALSE;
  for (guint i = 0; i < MIN (blocks->blocks->len, MAX_FIRST_LINES); i++)
    {
      const AtriumBlock *block = g_ptr_array_index (blocks->blocks, i);
      g_autoptr(AtriumFlat) flat = NULL;
      g_autofree char *line = NULL;
      g_autofree char *name = NULL;
      const char *text;
      const char *at;
      AtriumSpan span;
      AtriumSpelling spelling = ATRIUM_SPELLING_PLAIN;

      if (block->type != ATRIUM_BLOCK_PARAGRAPH && block->type != ATRIUM_BLOCK_HEADING)
        continue;
      flat = atrium_block_flatten (block);
      text = atrium_flat_get_text (flat, NULL);
      line = g_strndup (text, strcspn (text, "\n(,|"));
      name = _atrium_site_name_dup (line);
      at = name != NULL && strchr (name, ' ') != NULL ? strstr (text, name) : NULL;
      if (at == NULL)
        continue;
      if (!atrium_flat_get_span (flat, at - text, at - text + strlen (name), &span, &spelling))
        span = ATRIUM_SPAN_NONE;
      if (set_name (self, name, atrium_tree_get_source (tree), span, spelling))
        return TRUE;
    }

  return FALSE;
}

/**
 * atrium_person_read_page:
 * @blocks: the blocks of a page
 * @profile: gets the person's name, unless it has one
 * @map: gets its slot where the name stands in one place
 *
 * Finds the name of who owns a page: an element with class `name`, a heading or title that is
 * a name, "I am ...", or the name that is bold in the author lists.
 */
void
atrium_person_read_page (AtriumBlocks  *blocks,
                         AtriumProfile *profile,
                         AtriumMap     *map)
{
  PersonReader self = { .profile = profile, .map = map };
  AtriumTree *tree = blocks->trees->len > 0 ? g_ptr_array_index (blocks->trees, 0) : NULL;

  if (tree == NULL || atrium_entry_get (atrium_profile_get_person (profile), "name") != NULL)
    return;

  (void) (name_from_class (&self, tree) ||
          name_from_titled_heading (&self, blocks, tree) ||
          name_from_title_element (&self, tree) ||
          name_from_heading (&self, blocks) ||
          name_from_front_matter (&self, tree) ||
          name_from_first_line (&self, blocks, tree) ||
          name_from_sentence (&self, blocks) ||
          name_from_subject (&self, blocks) ||
          name_from_bold (&self, blocks));
}

/**
 * atrium_person_is_name:
 * @profile: a profile
 * @text: text of a heading
 *
 * Returns: TRUE where it is the owner's name
 */
gboolean
atrium_person_is_name (AtriumProfile *profile,
                       const char    *text)
{
  const char *name = atrium_entry_get_string (atrium_profile_get_person (profile), "name");

  return name != NULL && atrium_name_matches (name, text);
}
