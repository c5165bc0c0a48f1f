#include "atrium-part.h"

#include <string.h>

/* the end of the last part, with a bracket that the run opened */
static gsize
part_end (AtriumReader     *self,
          const AtriumPart *first,
          const AtriumPart *last)
{
  const AtriumLine *line = &g_array_index (self->lines, AtriumLine, first->line);
  gsize end = atrium_reader_grow_closing (self, first->start, last->end, line->end);

  while (end > last->end && self->text[end - 1] == '.')
    end--;

  return end;
}

static const char *const honor_words[] = { "honor", "honour", "award", "prize", "scholar", "scholarship", "fellowship", "students", NULL };

/* "“Title”, ...": a title in quotes at the start */
static void
read_quoted_title (AtriumReader *self)
{
  gsize start;
  gsize end;

  if (self->lines->len > 0 && atrium_reader_find_quoted (self, &start, &end) && start <= g_array_index (self->lines, AtriumLine, 0).start + 3)
    atrium_reader_set (self, "title", start, end);
}

/* "24万", "75万元" */
static gboolean
read_wide_amount (AtriumReader     *self,
                  const AtriumLine *line)
{
  static const char *const units[] = { "万元", "萬元", "万円", "万日元", "万", "千円" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const char *found = g_strstr_len (self->text + line->start, line->end - line->start, units[i]);
      gsize start = found != NULL ? (gsize) (found - self->text) : line->start;
      gsize end = start;

      while (start > line->start && strchr ("0123456789.,", self->text[start - 1]) != NULL)
        start--;
      if (found != NULL && start < end && g_ascii_isdigit (self->text[start]) && atrium_reader_set (self, "amount", start, end + strlen (units[i])))
        return TRUE;
    }

  return FALSE;
}

/* "£120,000", "$5k", "CNY 240,000" */
static void
read_amount (AtriumReader *self)
{
  static const char *const signs[] = { "$", "€", "£", "¥", "￥", "USD ", "EUR ", "CNY ", "RMB ", "CHF ", "GBP " };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      if (read_wide_amount (self, line))
        return;
      for (guint s = 0; s < G_N_ELEMENTS (signs); s++)
        {
          const char *found = g_strstr_len (self->text + line->start, line->end - line->start, signs[s]);
          gsize start;
          gsize end;

          if (found == NULL)
            continue;
          start = found - self->text;
          end = start + strlen (signs[s]);
          while (end < line->end && (g_ascii_isdigit (self->text[end]) || (strchr (",.", self->text[end]) != NULL && g_ascii_isdigit (self->text[end + 1]))))
            end++;
          while (end < line->end && strchr ("kKmM", self->text[end]) != NULL)
            end++;
          if (end > start + strlen (signs[s]) && atrium_reader_set (self, "amount", start, end))
            return;
        }
    }
}

/**
 * atrium_read_honor:
 * @self: a reader
 *
 * Reads title, organization and date; also grants with their amount.
 */
void
atrium_read_honor (AtriumReader *self)
{
  g_autoptr(GArray) parts = NULL;
  AtriumPart *organization = NULL;

  atrium_parts_read_date (self);
  if (atrium_entry_get_kind (self->entry) == ATRIUM_KIND_GRANTS)
    {
      read_amount (self);
      read_quoted_title (self);
    }
  parts = atrium_parts_cut (self);

  for (guint i = atrium_reader_has (self, "title") ? 0 : 1; i < parts->len && organization == NULL; i++)
    {
      AtriumPart *part = &g_array_index (parts, AtriumPart, i);

      if ((part->flags & ATRIUM_PART_ORGANIZATION) != 0 && !atrium_scan_has_word (self->text, part->start, part->end, honor_words) && (i == 0 || part->before == ',' || part->before == '-' || part->before == '@' || part->before == ':') &&
          atrium_scan_count_words (self->text, part->start, part->end) <= 10)
        organization = part;
    }

  if (organization != NULL)
    {
      AtriumPart *first = (AtriumPart *) (gpointer) parts->data;

      if (atrium_parts_set_run (self, parts, "organization", organization, ATRIUM_PART_ORGANIZATION | ATRIUM_PART_PLACE) && organization > first &&
          !atrium_reader_is_taken (self, first->start, organization[-1].end) && first->line == organization->line)
        atrium_reader_set (self, "title", first->start, part_end (self, first, organization - 1));
    }

  if (!atrium_reader_has (self, "title"))
    {
      AtriumPart *first = atrium_parts_find (parts, 0, 0);

      if (first != NULL)
        {
          AtriumPart *last = first;

          while (last + 1 < atrium_parts_end (parts) && last[1].line == first->line && !last[1].used &&
                 !atrium_reader_is_taken (self, first->start, last[1].end))
            last++;
          if (!atrium_reader_set (self, "title", first->start, part_end (self, first, last)))
            atrium_parts_set (self, "title", first);
        }
    }

  if (atrium_entry_get_kind (self->entry) == ATRIUM_KIND_GRANTS)
    atrium_parts_set (self, "role", atrium_parts_find (parts, ATRIUM_PART_ROLE, ATRIUM_PART_ORGANIZATION));
  atrium_reader_add_links (self, TRUE);
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}
