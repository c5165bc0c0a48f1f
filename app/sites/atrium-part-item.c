#include "atrium-part.h"

#include <string.h>

/* an item that is a label and no sentence, for it to be one */
#define MAX_LABEL_WORDS 8
#define MAX_ORGANIZATION_WORDS 14
/* "Advisor: Prof. Ada Byron, Eastport" */
#define MAX_ADVISOR_WORDS 14
#define MAX_WIDE_LABEL 24

/**
 * atrium_parts_own_flags:
 * @self: a reader
 *
 * Returns: AtriumPartFlags of what the entry's own lines say, its lists aside
 */
guint
atrium_parts_own_flags (AtriumReader *self)
{
  guint flags = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      gsize start = line->start;
      gsize end;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (; atrium_reader_next_free (self, &start, &end, line->end); start = end)
        {
          gsize first = start;
          gsize last = end;

          atrium_scan_strip (self->text, &first, &last, ".,;:|[](){}*~-–—：，、");
          if (first >= last)
            continue;
          flags |= atrium_part_flags (self->text, first, last);
          flags |= atrium_reader_find_link (self, first, last) != NULL ? ATRIUM_PART_LINK : 0;
        }
    }

  return flags;
}

static gboolean
begins_with_verb (const char *text,
                  gsize       start,
                  gsize       end)
{
  gsize stop = start;

  while (stop < end && g_ascii_isalpha (text[stop]))
    stop++;

  return (stop > start + 3 && strncmp (text + stop - 3, "ing", 3) == 0) || (stop > start + 2 && strncmp (text + stop - 2, "ed", 2) == 0);
}

/* "University of Eastport" rather than "Built a network of tide gauges." */
static gboolean
is_label (const char *text,
          gsize       start,
          gsize       end,
          guint       most)
{
  if (atrium_scan_is_wide (text, start, end))
    return g_utf8_pointer_to_offset (text + start, text + end) <= MAX_WIDE_LABEL && g_strstr_len (text + start, end - start, "：") == NULL &&
           g_strstr_len (text + start, end - start, "。") == NULL && memchr (text + start, ':', end - start) == NULL;

  return text[end - 1] != '.' && memchr (text + start, ':', end - start) == NULL && !begins_with_verb (text, start, end) &&
         atrium_scan_count_words (text, start, end) <= most && atrium_part_is_capitalised (text, start, end, 2);
}

static gboolean
names_advisor (const char *text,
               gsize       start,
               gsize       end,
               guint       flags)
{
  const char *colon = memchr (text + start, ':', end - start);

  if (g_ascii_strncasecmp (text + start, "advised by ", MIN (end - start, strlen ("advised by "))) == 0 ||
      g_ascii_strncasecmp (text + start, "supervised by ", MIN (end - start, strlen ("supervised by "))) == 0)
    return atrium_scan_count_words (text, start, end) <= MAX_ADVISOR_WORDS;
  if ((flags & ATRIUM_PART_ADVISOR) == 0 || colon == NULL || atrium_scan_count_words (text, start, end) > MAX_ADVISOR_WORDS)
    return FALSE;

  return (atrium_part_flags (text, start, colon - text) & ATRIUM_PART_ADVISOR) != 0 && atrium_scan_count_words (text, start, colon - text) <= 2;
}

/**
 * atrium_parts_promote_items:
 * @self: a reader
 * @wanted: what the entry's own lines ought to say
 * @any: whether any label will do where they say a role
 *
 * "- 2029 - 2031: Research Assistant" over "  - University of Eastport" and "  - Advisor: Ada
 * Byron": the first item of the list says where, and one of those below with whom. They are
 * read like lines of the entry's own.
 */
void
atrium_parts_promote_items (AtriumReader *self,
                            guint         wanted,
                            gboolean      any)
{
  guint own = atrium_parts_own_flags (self);
  gboolean first = TRUE;

  for (guint i = 0; i < self->lines->len; i++)
    {
      AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      guint flags;

      if (line->role != ATRIUM_LINE_ITEM)
        continue;
      flags = atrium_part_flags (self->text, line->start, line->end);
      if (first && (own & (wanted | (any ? ATRIUM_PART_LINK : 0))) == 0 &&
          is_label (self->text, line->start, line->end, (flags & wanted) != 0 ? MAX_ORGANIZATION_WORDS : MAX_LABEL_WORDS) &&
          ((flags & wanted) != 0 || (any && (own & ATRIUM_PART_ROLE) != 0)))
        line->role = ATRIUM_LINE_TEXT;
      else if (names_advisor (self->text, line->start, line->end, flags))
        line->role = ATRIUM_LINE_TEXT;
      first = FALSE;
    }
}

/**
 * atrium_parts_promote_only_item:
 * @self: a reader
 *
 * A box all whose words are one item of a list: "<div>" over "- [Title](...) Ada Byron". The
 * item is read as the line it is.
 */
void
atrium_parts_promote_only_item (AtriumReader *self)
{
  AtriumLine *item = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);

      if (line->role == ATRIUM_LINE_TEXT || (line->role == ATRIUM_LINE_ITEM && item != NULL))
        return;
      if (line->role == ATRIUM_LINE_ITEM)
        item = line;
    }

  if (item != NULL)
    item->role = ATRIUM_LINE_TEXT;
}
