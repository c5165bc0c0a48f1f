#include "atrium-part.h"

#include <string.h>

/* "`Group` [Title](...)": who made it, as a tag in front */
static void
read_project_tag (AtriumReader *self)
{
  const AtriumLine *line = self->lines->len > 0 ? &g_array_index (self->lines, AtriumLine, 0) : NULL;
  gsize start;
  gsize stop;
  gsize end;

  if (line == NULL || line->role != ATRIUM_LINE_TEXT)
    return;
  start = line->start;
  if (!atrium_reader_next_free (self, &start, &stop, line->end))
    return;
  atrium_scan_trim (self->text, &start, &stop);
  if (start >= stop || (atrium_flat_get_style (self->flat, start) & (ATRIUM_STYLE_CODE | ATRIUM_STYLE_LINK)) != ATRIUM_STYLE_CODE)
    return;
  end = atrium_flat_run_end (self->flat, start, ATRIUM_STYLE_CODE);
  if (end < stop)
    atrium_reader_set (self, "organization", start, end);
}

/* the end of a line's label: "Motivation. ...", "Contributions:"; 0 where it has none */
static gsize
find_line_label (AtriumReader      *self,
                 const AtriumLine  *line,
                 const char *const *labels)
{
  gsize end = line->start;

  while (end < line->end && g_ascii_isalpha (self->text[end]))
    end++;
  if (end == line->start || (end < line->end && strchr (".:", self->text[end]) == NULL) ||
      !atrium_scan_has_word (self->text, line->start, end, labels))
    return 0;

  return MIN (line->end, end + 1);
}

static const AtriumNode *
outermost_list (AtriumReader     *self,
                const AtriumLine *line)
{
  const AtriumNode *list = NULL;

  for (const AtriumNode *n = line->item; n != NULL && n != self->piece->container; n = n->parent)
    if (atrium_node_is_list (n))
      list = n;

  return list;
}

/* "Motivation. ..." and the list under "Contributions." */
static void
read_labelled_project (AtriumReader *self)
{
  static const char *const motivations[] = { "motivation", "background", "problem", "goal", "动机", "背景", NULL };
  static const char *const contributions[] = { "contribution", "contributions", "my", "work", "贡献", NULL };
  gboolean in_contributions = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      gsize end;

      if (line->role == ATRIUM_LINE_ITEM)
        {
          if (in_contributions)
            atrium_reader_add_list (self, "contributions", outermost_list (self, line));
          in_contributions = FALSE;
          continue;
        }
      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      if ((end = find_line_label (self, line, motivations)) > 0 && atrium_reader_set (self, "motivation", end, line->end))
        atrium_reader_take (self, line->start, end);
      else if ((end = find_line_label (self, line, contributions)) == line->end && end > 0)
        {
          atrium_reader_take (self, line->start, end);
          in_contributions = TRUE;
        }
    }
}

/* the short lines under a title: where and at what it was made */
static void
read_project_lines (AtriumReader *self)
{
  static const char *const event_words[] = { "hackathon", "competition", "contest", "challenge", "workshop", "conference", "olympiad", "竞赛", "比赛", "大赛", NULL };

  for (guint i = 1; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      const char *comma = memchr (self->text + line->start, ',', line->end - line->start);
      guint words = atrium_scan_count_words (self->text, line->start, line->end);

      if (line->role != ATRIUM_LINE_TEXT || atrium_reader_is_taken (self, line->start, line->end) || words > 14)
        continue;
      if (atrium_scan_has_word (self->text, line->start, line->end, event_words))
        atrium_reader_set (self, "event", line->start, line->end);
      else if (comma != NULL && words <= 6 && atrium_part_flags (self->text, line->start, line->end) == 0 &&
               atrium_part_is_capitalised (self->text, line->start, line->end, 0))
        atrium_reader_set (self, "place", line->start, line->end);
    }
}

/* a heading or line of its own is the title as a whole */
static gboolean
read_title_line (AtriumReader *self,
                 GArray       *parts,
                 AtriumPart   *first)
{
  const AtriumLine *line = &g_array_index (self->lines, AtriumLine, first->line);
  AtriumNode *node = atrium_flat_get_node (self->flat, line->start);
  gboolean heading = FALSE;
  gsize start = line->start;
  gsize stop;

  for (; node != NULL && node != self->piece->container; node = node->parent)
    heading |= node->type == ATRIUM_NODE_HEADING || (node->tag != NULL && node->tag[0] == 'h' && g_ascii_isdigit (node->tag[1]));
  if (!heading || !atrium_reader_next_free (self, &start, &stop, line->end))
    return FALSE;

  atrium_scan_strip (self->text, &start, &stop, ",;:([–—-|~");
  if (start >= stop || !atrium_reader_set (self, "title", start, stop))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      AtriumPart *part = &g_array_index (parts, AtriumPart, i);

      part->used |= part->line == first->line && part->start >= start && part->end <= stop;
    }

  return TRUE;
}

/**
 * atrium_read_project:
 * @self: a reader
 *
 * Reads title, dates, role, organization, people, text and contributions.
 */
void
atrium_read_project (AtriumReader *self)
{
  g_autoptr(GArray) parts = NULL;
  AtriumPart *first;
  AtriumPart *role;

  atrium_reader_add_picture (self, "image");
  atrium_parts_read_date (self);
  read_project_tag (self);
  read_labelled_project (self);
  if (self->lines->len > 2)
    read_project_lines (self);
  parts = atrium_parts_cut (self);
  atrium_parts_read_people (self, parts);
  first = atrium_parts_find (parts, 0, ATRIUM_PART_ADVISOR);

  if (first != NULL && read_title_line (self, parts, first))
    first = NULL;
  if (first != NULL)
    {
      AtriumPart *end = atrium_parts_end (parts);
      AtriumPart *last = first;

      /* a title that is set apart ends there; else it goes on to the date or role */
      if ((first->flags & (ATRIUM_PART_STRONG | ATRIUM_PART_LINK | ATRIUM_PART_QUOTED | ATRIUM_PART_CODE)) == 0)
        while (last + 1 < end && last[1].line == first->line &&
               (last[1].before == ',' || last[1].before == '-' ||
                (last[1].before == ':' && atrium_scan_count_words (self->text, first->start, last->end) > 3)) &&
               !atrium_reader_is_taken (self, first->start, last[1].end))
          last++;
      if (!atrium_reader_set (self, "title", first->start, last->end))
        atrium_parts_set (self, "title", first);
      for (AtriumPart *part = first; part <= last; part++)
        part->used = TRUE;
      if (atrium_reader_find_link (self, first->start, first->end) != NULL)
        {
          const AtriumFlatMark *link = atrium_reader_find_link (self, first->start, first->end);

          atrium_reader_set_url (self, "url", link->node);
          atrium_reader_take (self, link->start, link->end);
        }
    }

  role = atrium_parts_find (parts, ATRIUM_PART_ROLE, ATRIUM_PART_ORGANIZATION | ATRIUM_PART_ADVISOR);
  if (role != NULL && (role->line == 0 || self->lines->len == 1))
    atrium_parts_set (self, "role", role);
  atrium_reader_add_links (self, TRUE);
  atrium_reader_add_highlights (self, atrium_reader_has (self, "contributions") ? "highlights" : "contributions");
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}

/**
 * atrium_read_place:
 * @self: a reader
 *
 * Reads city, country and date.
 */
void
atrium_read_place (AtriumReader *self)
{
  g_autoptr(GArray) parts = NULL;
  AtriumPart *city;

  atrium_parts_read_date (self);
  parts = atrium_parts_cut (self);
  city = atrium_parts_find (parts, ATRIUM_PART_PLACE, 0);
  atrium_parts_set (self, "city", city);
  atrium_parts_set (self, "country", atrium_parts_find (parts, ATRIUM_PART_PLACE, 0));
  atrium_reader_add_links (self, TRUE);
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}
