#include "atrium-part.h"

#include <string.h>

/* a skill of more words is a text about skills */
#define MAX_SKILL_WORDS 14

/* the end of a short label that is bold, code or ended by a colon; 0 where there is none */
static gsize
find_label (AtriumReader *self,
            gsize         start,
            gsize         end,
            gsize        *text_start)
{
  gsize stop = atrium_flat_run_end (self->flat, start, ATRIUM_STYLE_STRONG | ATRIUM_STYLE_CODE);
  guint style = atrium_flat_get_style (self->flat, start);

  if ((style & (ATRIUM_STYLE_STRONG | ATRIUM_STYLE_CODE)) != 0 && stop < end)
    {
      *text_start = stop;
      return stop;
    }

  for (gsize at = start; at < end && at < start + 80;)
    {
      gunichar c = g_utf8_get_char (self->text + at);
      gsize next = g_utf8_next_char (self->text + at) - self->text;

      if (c == 0xff1a || (c == ':' && next < end && self->text[next] == ' '))
        {
          *text_start = next;
          return at;
        }
      if (self->text[start] == '[' && c == ']')
        {
          *text_start = next;
          return at;
        }
      if (c == ',' || c == '.' || c == '(')
        break;
      at = next;
    }

  return 0;
}

static void
read_labelled (AtriumReader *self,
               const char   *label_field,
               const char   *text_field)
{
  const AtriumLine *line = self->lines->len > 0 ? &g_array_index (self->lines, AtriumLine, 0) : NULL;
  gsize start;
  gsize end;
  gsize stop;
  gsize label;
  gsize text_start = 0;

  if (line == NULL || line->role != ATRIUM_LINE_TEXT)
    return;

  start = line->start;
  if (!atrium_reader_next_free (self, &start, &stop, line->end))
    return;
  end = stop;
  atrium_scan_strip (self->text, &start, &end, ",;:–—-：，");
  if (start >= end)
    return;

  label = find_label (self, start, end, &text_start);
  if (label == 0)
    return;
  end = stop;
  atrium_scan_strip (self->text, &start, &label, ".,;:[]：");
  atrium_scan_strip (self->text, &text_start, &end, ":–—-：;,");
  if (text_start >= end || start >= label)
    return;
  if (atrium_reader_set (self, label_field, start, label))
    atrium_reader_set (self, text_field, text_start, end);
}

static gboolean
word_is_role (AtriumReader *self,
              gsize         start,
              gsize         end)
{
  return (atrium_part_flags (self->text, start, end) & ATRIUM_PART_ROLE) != 0;
}

/* "several workshops on tides": words that go on in lower case name nobody */
static gboolean
is_name (AtriumReader     *self,
         const AtriumPart *part)
{
  return atrium_part_is_capitalised (self->text, part->start, part->end, atrium_scan_count_words (self->text, part->start, part->end) / 2);
}

/* role and organization on both sides of a joint */
static void
read_held (AtriumReader  *self,
           GArray       **parts,
           gsize          start,
           gsize          joint,
           gsize          length,
           gsize          end)
{
  gsize rest = joint + length;
  gsize stop = end;

  if (atrium_scan_count_words (self->text, start, joint) > 6 || (self->text[joint] == ' ' && !word_is_role (self, start, joint)) ||
      !atrium_reader_set (self, "role", start, joint))
    return;

  atrium_reader_take (self, joint, rest);
  g_array_unref (*parts);
  *parts = atrium_parts_cut (self);
  /* more than one is a list in a sentence */
  if (atrium_reader_next_free (self, &rest, &stop, end) && (*parts)->len > 0 && (*parts)->len <= 4 &&
      is_name (self, &g_array_index (*parts, AtriumPart, 0)))
    atrium_parts_set_run (self, *parts, "organization", (AtriumPart *) (gpointer) (*parts)->data, G_MAXUINT);
}

/**
 * atrium_read_service:
 * @self: a reader
 *
 * Reads role, organization, dates and text.
 */
void
atrium_read_service (AtriumReader *self)
{
  static const char *const joints[] = { " for ", " at ", " of ", ", " };
  g_autoptr(GArray) parts = NULL;
  AtriumPart *first;

  atrium_parts_read_date (self);
  read_labelled (self, "role", "text");
  parts = atrium_parts_cut (self);
  first = atrium_parts_find (parts, 0, 0);

  if (!atrium_reader_has (self, "role") && first != NULL)
    {
      const char *range = self->text + first->start;
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, first->line);

      const char *joint = NULL;
      gsize length = 0;

      /* the first of the words that lead from a role to where it is held */
      for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
        {
          const char *found = g_strstr_len (range, line->end - first->start, joints[i]);

          if (found != NULL && (joint == NULL || found < joint))
            {
              joint = found;
              length = strlen (joints[i]);
            }
        }
      if (joint != NULL)
        read_held (self, &parts, first->start, joint - self->text, length, line->end);
    }

  atrium_reader_add_links (self, TRUE);
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}

/**
 * atrium_read_skill:
 * @self: a reader
 *
 * Reads a label and the text behind it.
 */
void
atrium_read_skill (AtriumReader *self)
{
  read_labelled (self, "title", "text");
  if (!atrium_reader_has (self, "title") && self->lines->len > 0)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, 0);
      gsize start = line->start;
      gsize end = line->end;

      atrium_scan_strip (self->text, &start, &end, "–—-");
      atrium_reader_set (self, atrium_scan_count_words (self->text, start, end) <= MAX_SKILL_WORDS ? "title" : "text", start, end);
    }
  atrium_reader_set_leftover (self);
  atrium_reader_ensure (self);
}
