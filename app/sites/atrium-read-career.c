#include "atrium-part.h"

#include <string.h>

/**
 * atrium_read_experience:
 * @self: a reader
 *
 * Reads role, organization, place, dates, logo, advisors and remarks.
 */
void
atrium_read_experience (AtriumReader *self)
{
  g_autoptr(GArray) parts = NULL;
  AtriumPart *role;

  atrium_reader_add_picture (self, "logo");
  atrium_parts_read_date (self);
  atrium_reader_promote_item (self);
  atrium_parts_promote_items (self, ATRIUM_PART_ORGANIZATION, TRUE);
  parts = atrium_parts_cut (self);
  atrium_parts_read_people (self, parts);

  role = atrium_parts_find (parts, ATRIUM_PART_ROLE | ATRIUM_PART_DEGREE, ATRIUM_PART_ORGANIZATION | ATRIUM_PART_ADVISOR);
  if (role == NULL)
    role = atrium_parts_find (parts, ATRIUM_PART_ROLE, ATRIUM_PART_ADVISOR);
  if (role == NULL && parts->len > 1)
    {
      AtriumPart *first = (AtriumPart *) (gpointer) parts->data;

      if ((first->flags & ATRIUM_PART_STRONG) != 0 && first[1].before == ':' && first[1].line == first->line)
        role = first;
    }
  if (role != NULL && atrium_scan_count_words (self->text, role->start, role->end) <= 10)
    atrium_parts_set (self, "role", role);

  atrium_parts_read_organization (self, parts, TRUE);
  /* what stands alone beside role and organization is the field of work */
  if (atrium_reader_has (self, "role"))
    {
      AtriumPart *field = atrium_parts_find (parts, 0, ATRIUM_PART_ADVISOR | ATRIUM_PART_LINK);

      if (field != NULL && field->before == 0 && self->text[field->end] != '.' &&
          atrium_scan_count_words (self->text, field->start, field->end) <= 8 &&
          atrium_part_is_capitalised (self->text, field->start, field->end, 2))
        atrium_parts_set_run (self, parts, "field", field, G_MAXUINT);
    }
  atrium_reader_add_links (self, TRUE);
  atrium_reader_add_highlights (self, "highlights");
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}

/* "M.S. in Mathematics": what stands behind the "in" is the field */
static void
set_degree (AtriumReader *self,
            AtriumPart   *part)
{
  static const char *const joints[] = { " in ", " In ", " of Science in ", " of Arts in ", " en ", " für " };
  const char *range;

  /* "..., U.S.A. Exchange Student" */
  for (gsize at = part->start; at + 2 < part->end; at++)
    if (self->text[at] == '.' && self->text[at + 1] == ' ' && at > part->start + 2 && self->text[at - 2] == '.' &&
        (atrium_part_flags (self->text, at + 2, part->end) & ATRIUM_PART_DEGREE) != 0)
      part->start = at + 2;
  range = self->text + part->start;

  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    {
      const char *found = g_strstr_len (range, part->end - part->start, joints[i]);
      gsize at;

      if (found == NULL)
        continue;
      at = found - self->text;
      if (!atrium_reader_set (self, "degree", part->start, at))
        continue;
      atrium_reader_set (self, "field", at + strlen (joints[i]), part->end);
      part->used = TRUE;
      return;
    }

  atrium_parts_set (self, "degree", part);
}

/**
 * atrium_read_education:
 * @self: a reader
 *
 * Reads degree, field, organization, place, dates and advisors.
 */
void
atrium_read_education (AtriumReader *self)
{
  g_autoptr(GArray) parts = NULL;
  AtriumPart *degree;

  atrium_reader_add_picture (self, "logo");
  atrium_parts_read_date (self);
  atrium_reader_promote_item (self);
  atrium_parts_promote_items (self, (atrium_parts_own_flags (self) & ATRIUM_PART_DEGREE) != 0 ? ATRIUM_PART_ORGANIZATION : ATRIUM_PART_DEGREE, FALSE);
  parts = atrium_parts_cut (self);
  atrium_parts_read_people (self, parts);

  degree = atrium_parts_find (parts, ATRIUM_PART_DEGREE, ATRIUM_PART_ORGANIZATION | ATRIUM_PART_ADVISOR);
  if (degree == NULL)
    degree = atrium_parts_find (parts, ATRIUM_PART_DEGREE, ATRIUM_PART_ADVISOR);
  if (degree == NULL)
    degree = atrium_parts_find (parts, ATRIUM_PART_ROLE, ATRIUM_PART_ORGANIZATION | ATRIUM_PART_ADVISOR);
  if (degree != NULL && atrium_scan_count_words (self->text, degree->start, degree->end) <= 16)
    {
      AtriumPart *next = degree + 1;

      set_degree (self, degree);
      if (next < atrium_parts_end (parts) && next->line == degree->line && !atrium_reader_has (self, "field") &&
          (next->flags & (ATRIUM_PART_ORGANIZATION | ATRIUM_PART_LINK | ATRIUM_PART_ADVISOR)) == 0 &&
          next + 1 < atrium_parts_end (parts) && (next[1].flags & (ATRIUM_PART_ORGANIZATION | ATRIUM_PART_LINK)) != 0)
        atrium_parts_set (self, "field", next);
    }

  atrium_parts_read_organization (self, parts, FALSE);
  atrium_reader_add_links (self, TRUE);
  atrium_reader_add_highlights (self, "highlights");
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}
