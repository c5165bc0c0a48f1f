#include "atrium-plain-text-private.h"

#include <string.h>

/* Which lines of a pasted page were its headings, and of which level. The text has lost
 * both; what is left is short lines, blank lines, and what comes after them. */

#define MAX_HEADING_CHARACTERS 90
#define MAX_HEADING_WORDS 14
#define MAX_TIGHT_CHARACTERS 160
#define MAX_COLON_WORDS 4
#define MAX_COMMAS 3
#define MAX_LABEL_BYTES 24

/* what the text under a heading begins with, so that headings of one kind are known */
typedef struct
{
  guint       block;
  gboolean    leaf;
  char       *label;    /* "Motivation"; NULL where there is none */
  const char *signature;
} Heading;

/* --- dates -------------------------------------------------------------- */

static gboolean
is_date_word (const char *word,
              gsize       length)
{
  static const char *const words[] = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "mär", "okt", "dez",
    "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre", "ene", "abr", "ago", "dic",
    "present", "now", "today", "current", "ongoing", "heute", "jetzt", "présent", "aujourd'hui", "presente",
    "actualidad", "spring", "summer", "fall", "autumn", "winter", "since", "until", "to", "from", "seit", "bis",
    "depuis", "desde", "hasta", "年", "月", "日", "至今", "现在", "現在", "至",
  };
  g_autofree char *lower = g_utf8_strdown (word, length);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (lower, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* "Jun 2017 - Present", "2021.09–2022.06", "2024年5月": a date or a range and nothing else */
static gboolean
is_date_line (const char *text,
              gsize       length)
{
  const char *p = text;
  const char *end = text + length;
  gboolean digits = FALSE;

  if (length > 60)
    return FALSE;
  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      const char *start = p;

      if (g_ascii_isdigit (*p))
        {
          while (p < end && g_ascii_isdigit (*p))
            p++;
          digits = TRUE;
          if (p - start > 4)
            return FALSE;
        }
      else if (g_unichar_isalpha (c))
        {
          while (p < end && (g_unichar_isalpha (g_utf8_get_char (p)) || *p == '\''))
            p = g_utf8_next_char (p);
          if (!is_date_word (start, p - start))
            return FALSE;
        }
      else if (strchr (" \t.,/-~()", *p) != NULL || (c >= 0x2010 && c <= 0x2015) || c == 0x2192 || c == 0xA0 || c == 0xFF5E)
        p = g_utf8_next_char (p);
      else
        return FALSE;
    }
  return digits;
}

static gboolean
is_year (const char *text,
         gsize       length)
{
  return length == 4 && strspn (text, "0123456789") >= 4 && (text[0] == '1' || text[0] == '2');
}

/* --- a line ------------------------------------------------------------- */

typedef struct
{
  guint    characters;
  guint    words;
  guint    commas;
  gboolean letters;
} Count;

static Count
count_text (const char *text,
            gsize       length)
{
  Count count = { 0 };
  const char *p;
  gboolean inside = FALSE;

  for (p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      count.characters++;
      count.commas += c == ',' || c == 0xFF0C || c == 0x3001;
      count.letters |= g_unichar_isalpha (c);
      count.words += !inside && !g_unichar_isspace (c);
      inside = !g_unichar_isspace (c);
    }
  return count;
}

static gboolean
contains (const char *text,
          gsize       length,
          const char *part)
{
  return g_strstr_len (text, length, part) != NULL;
}

/* a line that reads like a title: short, and neither a sentence nor a list of things */
static gboolean
is_heading_text (const char *text,
                 gsize       length,
                 gboolean    tight)
{
  Count count;
  gunichar first, last;

  if (length == 0 || length > 4 * MAX_TIGHT_CHARACTERS)
    return FALSE;
  count = count_text (text, length);
  first = g_utf8_get_char (text);
  last = g_utf8_get_char (g_utf8_prev_char (text + length));
  if (is_year (text, length))
    return TRUE;
  if (!count.letters || count.commas > MAX_COMMAS || is_date_line (text, length))
    return FALSE;
  if (count.characters > (tight ? MAX_TIGHT_CHARACTERS : MAX_HEADING_CHARACTERS))
    return FALSE;
  if (!tight && count.words > MAX_HEADING_WORDS)
    return FALSE;
  if (g_unichar_islower (first) || g_utf8_strchr ("(\"'“‘,;.:[", -1, first) != NULL)
    return FALSE;
  if (last == ':' || last == 0xFF1A)
    return count.words <= MAX_COLON_WORDS;
  if (g_utf8_strchr (".,;!…。，；！、", -1, last) != NULL)
    return FALSE;
  return !contains (text, length, " · ") && !contains (text, length, " | ") && !contains (text, length, "://")
         && !contains (text, length, "@");
}

static const char *
block_text (const AtriumPlainPage  *page,
            const AtriumPlainBlock *block,
            gsize                  *length)
{
  const AtriumPlainLine *line = _atrium_plain_line (page, block->first);

  *length = line->end - line->content;
  return page->text + line->content;
}

static gboolean
is_single_line (const AtriumPlainBlock *block)
{
  return block->type == ATRIUM_PLAIN_PARAGRAPH && block->n_lines == 1;
}

static gboolean
follows_item (const AtriumPlainPage *page,
              guint                  index)
{
  return index > 0 && _atrium_plain_block (page, index - 1)->type >= ATRIUM_PLAIN_ITEM;
}

static gboolean
is_date_block (const AtriumPlainPage *page,
               guint                  index)
{
  const AtriumPlainBlock *block;
  const char *text;
  gsize length;

  if (index >= page->blocks->len)
    return FALSE;
  block = _atrium_plain_block (page, index);
  text = block_text (page, block, &length);
  return block->n_lines == 1 && block->type <= ATRIUM_PLAIN_HEADING && is_date_line (text, length);
}

/* --- which lines -------------------------------------------------------- */

static void
mark_candidates (AtriumPlainPage *page)
{
  guint i;

  for (i = 0; i + 1 < page->blocks->len; i++)
    {
      AtriumPlainBlock *block = _atrium_plain_block (page, i);
      gboolean tight = follows_item (page, i) && !block->gap;
      const char *text;
      gsize length;

      if (!is_single_line (block))
        continue;
      if (block->title)
        {
          block->type = ATRIUM_PLAIN_HEADING;
          continue;
        }
      /* what stands right below a title is its text, be it ever so short */
      if (i > 0 && !block->gap && _atrium_plain_block (page, i - 1)->title)
        continue;
      text = block_text (page, block, &length);
      /* a list or paragraph right below, without a blank line, is its own */
      if (is_heading_text (text, length, tight))
        block->type = ATRIUM_PLAIN_HEADING;
    }
}

/* Under a title with its date the other short lines are the place, the event and the like. */
static void
unmark_details (AtriumPlainPage *page)
{
  guint i;

  for (i = 1; i < page->blocks->len; i++)
    {
      if (_atrium_plain_block (page, i - 1)->type != ATRIUM_PLAIN_HEADING || !is_date_block (page, i) ||
          _atrium_plain_block (page, i - 1)->title)
        continue;
      /* a year over papers is a heading itself */
      if (_atrium_plain_block (page, i)->type == ATRIUM_PLAIN_HEADING
          && i + 1 < page->blocks->len && _atrium_plain_block (page, i + 1)->type != ATRIUM_PLAIN_HEADING)
        continue;
      for (; i < page->blocks->len && _atrium_plain_block (page, i)->n_lines == 1
             && _atrium_plain_block (page, i)->type <= ATRIUM_PLAIN_HEADING; i++)
        {
          AtriumPlainBlock *next = i + 1 < page->blocks->len ? _atrium_plain_block (page, i + 1) : NULL;

          /* the next title, if it has its own date */
          if (_atrium_plain_block (page, i)->type == ATRIUM_PLAIN_HEADING && !is_date_block (page, i)
              && is_date_block (page, i + 1))
            break;
          /* nothing comes below the details: then this is the next title */
          if (next == NULL)
            break;
          _atrium_plain_block (page, i)->type = ATRIUM_PLAIN_PARAGRAPH;
        }
    }
}

/* --- their levels ------------------------------------------------------- */

/* the word before the first `.` or `:` of a paragraph */
static char *
label_of (const AtriumPlainPage *page,
          guint                  index)
{
  const AtriumPlainBlock *block;
  const char *text;
  gsize length, end;

  if (index >= page->blocks->len)
    return NULL;
  block = _atrium_plain_block (page, index);
  if (block->type != ATRIUM_PLAIN_PARAGRAPH)
    return NULL;
  text = block_text (page, block, &length);
  end = strcspn (text, ".:\n");
  return end > 0 && end < MIN (length, MAX_LABEL_BYTES) ? g_strndup (text, end) : NULL;
}

static GArray *
collect_headings (AtriumPlainPage *page,
                  GHashTable      *labels)
{
  GArray *headings = g_array_new (FALSE, TRUE, sizeof (Heading));
  guint i;

  for (i = 0; i < page->blocks->len; i++)
    {
      Heading heading = { .block = i };

      if (_atrium_plain_block (page, i)->type != ATRIUM_PLAIN_HEADING)
        continue;
      heading.label = label_of (page, i + 1);
      if (heading.label != NULL)
        g_hash_table_insert (labels, heading.label,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (labels, heading.label)) + 1));
      g_array_append_val (headings, heading);
    }
  return headings;
}

/* whether a blank line between a list and a heading means something on this page */
static gboolean
gaps_tell (const AtriumPlainPage *page)
{
  gboolean gap = FALSE, tight = FALSE;
  guint i;

  for (i = 0; i < page->blocks->len; i++)
    {
      const AtriumPlainBlock *block = _atrium_plain_block (page, i);

      if (block->type == ATRIUM_PLAIN_HEADING && follows_item (page, i))
        {
          gap |= block->gap;
          tight |= !block->gap;
        }
    }
  return gap && tight;
}

/* The headings of single things: those that the page sets closer, those with a date below,
 * and those whose text begins alike. */
static void
find_leaves (AtriumPlainPage *page,
             GArray          *headings,
             GHashTable      *labels)
{
  gboolean tell = gaps_tell (page);
  guint i;

  for (i = 0; i < headings->len; i++)
    {
      Heading *heading = &g_array_index (headings, Heading, i);
      const AtriumPlainBlock *block = _atrium_plain_block (page, heading->block);
      const char *text;
      gsize length;

      text = block_text (page, block, &length);
      if (heading->label != NULL && GPOINTER_TO_UINT (g_hash_table_lookup (labels, heading->label)) > 1)
        heading->signature = heading->label;
      else if (is_date_block (page, heading->block + 1)
               && _atrium_plain_block (page, heading->block + 1)->type != ATRIUM_PLAIN_HEADING)
        heading->signature = "date";
      else if (is_year (text, length))
        heading->signature = "year";
      else if (tell && follows_item (page, heading->block) && !block->gap)
        heading->signature = "tight";
      heading->leaf = heading->signature != NULL && !block->title;
    }
}

static gboolean
is_next (GArray *headings,
         guint   index)
{
  return index + 1 < headings->len
         && g_array_index (headings, Heading, index + 1).block == g_array_index (headings, Heading, index).block + 1;
}

static gboolean
has_same_text (AtriumPlainPage *page,
               GArray          *headings,
               guint            index)
{
  gsize length, next_length;
  const char *text = block_text (page, _atrium_plain_block (page, g_array_index (headings, Heading, index).block), &length);
  const char *next = block_text (page, _atrium_plain_block (page, g_array_index (headings, Heading, index + 1).block), &next_length);

  return length == next_length && memcmp (text, next, length) == 0;
}

/* what the things under a heading look like: the first leaf before the next upper heading */
static const char *
leaves_below (GArray *headings,
              guint   index)
{
  if (index + 1 >= headings->len || !g_array_index (headings, Heading, index + 1).leaf)
    return NULL;
  return g_array_index (headings, Heading, index + 1).signature;
}

/* A heading right over another one holds it; those that follow and hold the same kind of
 * things stand beside that one. */
static void
set_levels (AtriumPlainPage *page,
            GArray          *headings)
{
  const char *group = NULL;     /* what the things in the groups of this part look like */
  guint upper = 0;
  guint i;

  for (i = 0; i < headings->len; i++)
    {
      const Heading *heading = &g_array_index (headings, Heading, i);
      AtriumPlainBlock *block = _atrium_plain_block (page, heading->block);

      if (block->title)
        {
          block->level = 1;
          upper = 1;
          group = NULL;
          continue;
        }
      if (heading->leaf)
        {
          block->level = upper + 1;
          continue;
        }
      if (upper == 2 && g_strcmp0 (leaves_below (headings, i), group) == 0 && group != NULL)
        {
          block->level = 2;
          continue;
        }
      block->level = 1;
      upper = 1;
      if (is_next (headings, i) && !g_array_index (headings, Heading, i + 1).leaf && !has_same_text (page, headings, i))
        {
          i++;
          _atrium_plain_block (page, g_array_index (headings, Heading, i).block)->level = 2;
          group = leaves_below (headings, i);
          upper = 2;
        }
    }
}

void
_atrium_plain_find_headings (AtriumPlainPage *page)
{
  g_autoptr(GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) headings = NULL;
  guint i;

  mark_candidates (page);
  unmark_details (page);
  headings = collect_headings (page, labels);
  find_leaves (page, headings, labels);
  set_levels (page, headings);
  for (i = 0; i < headings->len; i++)
    g_free (g_array_index (headings, Heading, i).label);
}
