#include "atrium-part.h"

#include <string.h>

#include "atrium-scan-names.h"

/* a line of fewer words is a place or a label */
#define MIN_LINE_WORDS 3

/* a run of @style in one of the entry's own lines, of at least @words words */
static gboolean
find_run (AtriumReader *self,
          guint         style,
          guint         words,
          gsize        *start,
          gsize        *end)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      gsize at = line->start;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      while (at < line->end)
        {
          gsize stop = MIN (line->end, atrium_flat_run_end (self->flat, at, style));

          *start = at;
          *end = stop;
          atrium_scan_trim (self->text, start, end);
          if ((atrium_flat_get_style (self->flat, at) & style) != 0 && *start < *end && !atrium_reader_is_taken (self, *start, *end) &&
              atrium_scan_count_words (self->text, *start, *end) >= words && !atrium_scan_is_name (self->text, *start, *end))
            return TRUE;
          at = MAX (stop, at + 1);
        }
    }

  return FALSE;
}

/* the whole of the first line, where only a later one is set apart: title, *event*, place */
static gboolean
find_first_line (AtriumReader *self,
                 gsize        *start,
                 gsize        *end)
{
  const AtriumLine *line = self->lines->len > 1 ? &g_array_index (self->lines, AtriumLine, 0) : NULL;
  gsize run_start;
  gsize run_end;

  if (line == NULL || line->role != ATRIUM_LINE_TEXT || atrium_reader_is_taken (self, line->start, line->end) ||
      atrium_scan_count_words (self->text, line->start, line->end) < MIN_LINE_WORDS ||
      !find_run (self, ATRIUM_STYLE_EMPHASIS, 2, &run_start, &run_end) || atrium_reader_find_line (self, run_start) == line ||
      (atrium_flat_get_style (self->flat, line->start) & ATRIUM_STYLE_STRONG) != 0)
    return FALSE;
  *start = line->start;
  *end = line->end;
  atrium_scan_trim (self->text, start, end);

  return TRUE;
}

/* a title that is set apart by quotes, slant, weight or a link */
static gboolean
read_styled_title (AtriumReader *self)
{
  gsize start;
  gsize end;
  const AtriumFlatMark *link;

  if (!atrium_reader_find_quoted (self, &start, &end) &&
      !find_first_line (self, &start, &end) &&
      !find_run (self, ATRIUM_STYLE_EMPHASIS, 2, &start, &end) &&
      !find_run (self, ATRIUM_STYLE_STRONG, 2, &start, &end))
    return FALSE;

  atrium_scan_strip (self->text, &start, &end, "\"“”«»「」『』《》„‘’,.:;");
  if (start >= end || !atrium_reader_set (self, "title", start, end))
    return FALSE;
  link = atrium_reader_find_link (self, start, end);
  if (link != NULL)
    {
      atrium_reader_set_url (self, "url", link->node);
      atrium_reader_take (self, link->start, link->end);
    }

  return TRUE;
}

/* "A. Byron. Title, ...": speakers in front */
static void
read_speakers (AtriumReader *self)
{
  const AtriumLine *line = self->lines->len > 0 ? &g_array_index (self->lines, AtriumLine, 0) : NULL;
  g_autoptr(GArray) names = NULL;
  const AtriumScannedName *first;
  const AtriumScannedName *last;
  gsize start;
  gsize stop;

  if (line == NULL || line->role != ATRIUM_LINE_TEXT)
    return;
  start = line->start;
  if (!atrium_reader_next_free (self, &start, &stop, line->end))
    return;
  names = atrium_scan_names (self->flat, start, stop);
  if (names->len == 0)
    return;
  first = &g_array_index (names, AtriumScannedName, 0);
  last = &g_array_index (names, AtriumScannedName, names->len - 1);
  atrium_scan_strip (self->text, &start, &stop, ".,:;-–—");
  if (first->start == start && last->end < stop && strchr (".:", self->text[last->end]) != NULL &&
      atrium_part_flags (self->text, first->start, last->end) == 0)
    atrium_reader_set_people (self, "people", names);
}

/* "Keynote: ..." */
static void
read_talk_type (AtriumReader *self)
{
  static const char *const types[] = {
    "talk", "presentation", "keynote", "tutorial", "poster", "seminar", "lecture", "panel", "workshop", "invited", "oral", "vortrag", "exposé", "charla", "报告", "講演", NULL
  };
  const AtriumLine *line = self->lines->len > 0 ? &g_array_index (self->lines, AtriumLine, 0) : NULL;
  gsize start;
  gsize stop;
  const char *colon;

  if (line == NULL || line->role != ATRIUM_LINE_TEXT)
    return;
  start = line->start;
  if (!atrium_reader_next_free (self, &start, &stop, line->end))
    return;
  atrium_scan_strip (self->text, &start, &stop, ",.;:-–—");
  colon = memchr (self->text + start, ':', stop - start);
  if (colon != NULL && atrium_scan_count_words (self->text, start, colon - self->text) <= 3 &&
      atrium_scan_has_word (self->text, start, colon - self->text, types))
    {
      atrium_reader_set (self, "type", start, colon - self->text);
      atrium_reader_take (self, start, colon + 1 - self->text);
    }
}

/* the parts up to one that names an organization */
static void
read_plain_title (AtriumReader *self,
                  GArray       *parts)
{
  AtriumPart *first = atrium_parts_find (parts, 0, 0);
  AtriumPart *end = atrium_parts_end (parts);
  AtriumPart *last = first;

  if (first == NULL)
    return;
  while (last + 1 < end && last[1].line == first->line && (last[1].flags & (ATRIUM_PART_ORGANIZATION | ATRIUM_PART_LINK)) == 0 &&
         last[1].before != '@' && !atrium_reader_is_taken (self, first->start, last[1].end))
    last++;
  /* without an organization behind it, only the first part is the title */
  if (last + 1 >= end || (last[1].flags & ATRIUM_PART_ORGANIZATION) == 0)
    last = first;
  if (!atrium_reader_set (self, "title", first->start, last->end))
    {
      atrium_parts_set (self, "title", first);
      return;
    }
  for (AtriumPart *part = first; part <= last; part++)
    part->used = TRUE;
}

static AtriumPart *
find_event (AtriumReader *self,
            GArray       *parts)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < parts->len; i++)
      {
        AtriumPart *part = &g_array_index (parts, AtriumPart, i);
        const AtriumFlatMark *link = atrium_reader_find_link (self, part->start, part->end);

        if (part->used || part->start < self->title_end || (pass == 0 && (part->flags & ATRIUM_PART_ORGANIZATION) == 0) || (link != NULL && atrium_reader_is_label (self, link)) ||
            part->before == '(' || (part->before == '.' && atrium_scan_is_name (self->text, part->start, part->end)) ||
            atrium_scan_count_words (self->text, part->start, part->end) > 16)
          continue;
        return part;
      }

  return NULL;
}

/**
 * atrium_read_talk:
 * @self: a reader
 *
 * Reads title (quoted, slanted, bold, else the first part), speakers, event, place and date.
 */
void
atrium_read_talk (AtriumReader *self)
{
  g_autoptr(GArray) parts = NULL;
  AtriumPart *event;

  atrium_parts_read_date (self);
  read_talk_type (self);
  if (!read_styled_title (self))
    read_speakers (self);
  atrium_parts_promote_items (self, ATRIUM_PART_ORGANIZATION, FALSE);
  parts = atrium_parts_cut (self);
  if (!atrium_reader_has (self, "title"))
    read_plain_title (self, parts);

  event = find_event (self, parts);
  if (event != NULL)
    {
      AtriumPart *next = event;
      AtriumPart *end = atrium_parts_end (parts);
      const AtriumFlatMark *link = atrium_reader_find_link (self, event->start, event->end);

      if (atrium_parts_set_run (self, parts, "event", event, ATRIUM_PART_ORGANIZATION))
        {
          if (link != NULL)
            {
              atrium_reader_set_url (self, "url", link->node);
              atrium_reader_take (self, link->start, link->end);
            }
          while (next < end && next->used)
            next++;
          if (next < end && next->line == event->line && next->before == ',' && (next->flags & ATRIUM_PART_PLACE) != 0)
            atrium_parts_set_run (self, parts, "place", next, ATRIUM_PART_PLACE);
          /* on a line of its own */
          else if (next < end && next->line > event->line && next->before == 0 && (next->flags & ~ATRIUM_PART_EMPHASIS) == ATRIUM_PART_PLACE)
            atrium_parts_set_run (self, parts, "place", next, ATRIUM_PART_PLACE);
        }
    }

  atrium_reader_add_links (self, TRUE);
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}

/**
 * atrium_read_teaching:
 * @self: a reader
 *
 * Reads title of the course, role, organization and dates.
 */
void
atrium_read_teaching (AtriumReader *self)
{
  g_autoptr(GArray) parts = NULL;
  AtriumPart *role;
  AtriumPart *organization;

  atrium_reader_add_picture (self, "image");
  atrium_parts_read_date (self);
  read_styled_title (self);
  parts = atrium_parts_cut (self);

  role = atrium_parts_find (parts, ATRIUM_PART_ROLE, ATRIUM_PART_LINK | ATRIUM_PART_QUOTED);
  if (role != NULL && atrium_scan_count_words (self->text, role->start, role->end) <= 6)
    {
      static const char *const tails[] = { " in the course", " for the course", " for", " of", " in" };

      for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
        if (role->end - role->start > strlen (tails[i]) &&
            strncmp (self->text + role->end - strlen (tails[i]), tails[i], strlen (tails[i])) == 0)
          {
            role->end -= strlen (tails[i]);
            break;
          }
      atrium_parts_set (self, "role", role);
    }

  organization = atrium_parts_find (parts, ATRIUM_PART_ORGANIZATION, 0);
  if (organization != NULL && (atrium_reader_has (self, "title") || parts->len > 1))
    atrium_parts_set_run (self, parts, "organization", organization, ATRIUM_PART_ORGANIZATION);
  if (!atrium_reader_has (self, "title"))
    {
      AtriumPart *title = atrium_parts_find (parts, 0, 0);
      AtriumPart *end = atrium_parts_end (parts);

      /* "CS 101: Introduction" is one title */
      if (title != NULL && title + 1 < end && title[1].before == ':' && title[1].line == title->line && !title[1].used &&
          strcspn (self->text + title->start, "0123456789") < title->end - title->start &&
          atrium_reader_set (self, "title", title->start, title[1].end))
        title->used = title[1].used = TRUE;
      else
        atrium_parts_set (self, "title", title);
    }

  atrium_reader_add_links (self, TRUE);
  atrium_reader_add_highlights (self, "highlights");
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}
