#include "atrium-piece-private.h"

#include <string.h>

#include "atrium-outline-shape.h"
#include "atrium-piece-remark.h"
#include "atrium-scan.h"
#include "atrium-section-kind.h"

/* the title of a talk has more words than that of a group */
#define MIN_TALK_WORDS 4
#define MAX_GROUP_WORDS 6

/* ---- what a block looks like ---- */

/* TRUE where an item of a list under @kind stands for an entry rather than for a remark
 * about what is above it */
static gboolean
is_entry_like (AtriumKind  kind,
               AtriumFlat *flat)
{
  switch (kind)
    {
    case ATRIUM_KIND_PUBLICATIONS:
      return atrium_remark_has_authors (flat);
    case ATRIUM_KIND_EXPERIENCE:
    case ATRIUM_KIND_EDUCATION:
    case ATRIUM_KIND_PROJECTS:
    case ATRIUM_KIND_TEACHING:
    case ATRIUM_KIND_GRANTS:
      return atrium_remark_has_date (flat);
    default:
      return TRUE;
    }
}

/* "**Tides I**, Bachelor Course": an item about a course has its name first, and may have a list
 * of its own; "**Content:** ..." is about the course above */
static gboolean
names_course (const AtriumNode *item,
              AtriumFlat       *flat)
{
  gsize start = 0;
  gsize end;
  gsize bold;
  const char *text = atrium_flat_get_text (flat, &end);

  for (const AtriumNode *n = item->first_child; n != NULL; n = n->next)
    if (atrium_node_is_list (n))
      return TRUE;

  atrium_scan_trim (text, &start, &end);
  bold = start;
  while (bold < end && atrium_flat_get_style (flat, bold) & (ATRIUM_STYLE_STRONG | ATRIUM_STYLE_LINK))
    bold++;

  return bold > start && text[bold - 1] != ':' && (bold >= end || text[bold] != ':') && !g_str_has_suffix (text, "：");
}

gboolean
_atrium_cutter_lists_entries (AtriumCutter      *self,
                              const AtriumBlock *block)
{
  guint items = 0;
  guint alike = 0;

  for (AtriumNode *n = block->first->first_child; n != NULL; n = n->next)
    if (atrium_node_is_item (n) && n->first_child != NULL)
      {
        g_autoptr(AtriumFlat) flat = atrium_flat_new (block->tree, n->first_child, n->last_child);

        items++;
        alike += is_entry_like (self->kind, flat) || (self->kind == ATRIUM_KIND_TEACHING && names_course (n, flat));
      }

  return items > 0 && alike * 2 > items;
}

/* ---- sub-headings: groups, or entries of their own ---- */

gboolean
_atrium_cutter_heads_entries (AtriumKind kind)
{
  return kind == ATRIUM_KIND_EXPERIENCE || kind == ATRIUM_KIND_EDUCATION || kind == ATRIUM_KIND_PROJECTS ||
         kind == ATRIUM_KIND_TEACHING || kind == ATRIUM_KIND_GRANTS || kind == ATRIUM_KIND_TALKS || kind == ATRIUM_KIND_LIST;
}

static gboolean
heading_has_date (const AtriumBlock *heading)
{
  AtriumScannedDate date;

  return !atrium_scan_is_years (heading->title, FALSE) && atrium_scan_any_date (heading->title, 0, strlen (heading->title), &date);
}

guint
_atrium_cutter_next_heading (AtriumCutter *self,
                             guint         first,
                             guint         end,
                             guint         level)
{
  for (guint i = first; i < end; i++)
    {
      const AtriumBlock *block = _atrium_cutter_get_block (self, i);

      if (block->type == ATRIUM_BLOCK_HEADING && block->level <= level)
        return i;
    }

  return end;
}

/* the title of a talk above the places where it was held, not "Invited Talks" */
static gboolean
names_talk (const char *title)
{
  AtriumKind kind;
  guint words = atrium_scan_count_words (title, 0, strlen (title));

  return words >= MIN_TALK_WORDS && (words > MAX_GROUP_WORDS || !atrium_section_kind_from_title (title, &kind));
}

/* a heading with nothing but remarks under it is the first line of an entry */
static gboolean
heading_is_entry (AtriumCutter *self,
                  guint         heading,
                  guint         end)
{
  const AtriumBlock *head = _atrium_cutter_get_block (self, heading);
  gboolean dated = heading_has_date (head);

  if (!_atrium_cutter_heads_entries (self->kind))
    {
      gboolean paragraphs = end > heading + 1;
      AtriumKind kind;

      if (self->kind != ATRIUM_KIND_PUBLICATIONS || atrium_scan_count_words (head->title, 0, strlen (head->title)) < 4 ||
          atrium_section_kind_from_title (head->title, &kind))
        return FALSE;
      for (guint i = heading + 1; i < end && paragraphs; i++)
        {
          const AtriumBlock *block = _atrium_cutter_get_block (self, i);

          paragraphs = block->type == ATRIUM_BLOCK_PARAGRAPH || block->type == ATRIUM_BLOCK_RULE ||
                       (block->type == ATRIUM_BLOCK_LIST && !_atrium_cutter_lists_entries (self, block));
        }
      return paragraphs;
    }
  if (dated)
    return TRUE;
  if (atrium_scan_is_years (head->title, FALSE))
    return FALSE;
  if (self->kind == ATRIUM_KIND_TALKS)
    return end > heading + 1 && names_talk (head->title);

  for (guint i = heading + 1; i < end; i++)
    {
      const AtriumBlock *block = _atrium_cutter_get_block (self, i);

      if (block->type == ATRIUM_BLOCK_BOX || block->type == ATRIUM_BLOCK_ROW)
        return FALSE;
      if (block->type == ATRIUM_BLOCK_LIST && (self->kind == ATRIUM_KIND_LIST || _atrium_cutter_lists_entries (self, block)))
        return FALSE;
      if (block->type == ATRIUM_BLOCK_HEADING && block->level < ATRIUM_BLOCK_LEVEL_BOLD)
        return FALSE;
    }

  return end > heading + 1;
}

gboolean
_atrium_cutter_headings_are_entries (AtriumCutter *self,
                                     guint         first,
                                     guint         end,
                                     guint         level)
{
  guint headings = 0;
  guint entries = 0;

  for (guint i = _atrium_cutter_next_heading (self, first, end, level); i < end;)
    {
      guint next = _atrium_cutter_next_heading (self, i + 1, end, level);

      headings++;
      entries += heading_is_entry (self, i, next);
      i = next;
    }

  return headings > 0 && entries * 2 > headings;
}
