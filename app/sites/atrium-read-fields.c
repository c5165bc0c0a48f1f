#include "atrium-part.h"

#include <string.h>

#include "atrium-scan-names.h"

/* a skill of more words is a text about skills */
#define MAX_SKILL_WORDS 14

/* Readers of the kinds whose entries are a line or two of parts between separators. */

/**
 * atrium_read_text:
 * @self: a reader
 *
 * Reads an entry that is Markdown as a whole: biography, lists and free text.
 */
void
atrium_read_text (AtriumReader *self)
{
  gsize start = self->piece->start;
  gsize end = self->piece->end;

  if (atrium_reader_set (self, "text", start, end))
    return;

  /* what cannot be had without its outer markup is taken with it */
  if (self->piece->form != ATRIUM_ENTRY_FORM_LINE)
    {
      g_autofree char *source = atrium_source_dup_span (self->source, self->piece->inner);

      atrium_entry_set_string (self->entry, "text", g_strstrip (source));
      atrium_slots_add (self->slots, "text", self->source, self->piece->inner, ATRIUM_SPELLING_MARKDOWN);
    }
}

static gsize
text_end (AtriumReader *self)
{
  gsize end = self->piece->start;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);

      if (line->role != ATRIUM_LINE_TEXT)
        break;
      end = line->end;
    }

  return end;
}

/**
 * atrium_read_news:
 * @self: a reader
 *
 * Reads a date, at the start or in brackets at the end, and the text beside it.
 */
void
atrium_read_news (AtriumReader *self)
{
  static const char *const labels[] = { "news", "update", "updates", "latest", "新闻", "ニュース", NULL };
  gsize start = self->lines->len > 0 ? g_array_index (self->lines, AtriumLine, 0).start : self->piece->start;
  gsize end = text_end (self);
  const char *colon = memchr (self->text + start, ':', MIN (end - start, 12));
  AtriumScannedDate date;

  /* "News: ..." */
  if (colon != NULL && atrium_scan_has_word (self->text, start, colon - self->text, labels))
    start = colon + 1 - self->text;

  if (atrium_scan_leading_date (self->text, start, end, &date) && atrium_reader_set_dates (self, &date))
    {
      start = date.end;
      while (start < end)
        {
          gsize next = start;
          gsize stop = end;

          atrium_scan_trim (self->text, &next, &stop);
          if (next >= end || g_utf8_strchr (":,.]})-–—|~：，。】）*", -1, g_utf8_get_char (self->text + next)) == NULL)
            break;
          start = g_utf8_next_char (self->text + next) - self->text;
        }
    }
  else if (atrium_scan_trailing_date (self->text, start, end, &date) && end - date.end <= 2 && date.start > start + 2 &&
           atrium_reader_set_dates (self, &date))
    {
      end = date.start;
      atrium_scan_strip (self->text, &start, &end, "([,-–—");
    }

  atrium_scan_trim (self->text, &start, &end);
  if (start >= end || !atrium_reader_set (self, "text", start, end))
    if (!atrium_reader_has (self, "date"))
      atrium_read_text (self);
}

static void
set_leftover (AtriumReader *self)
{
  if (!atrium_reader_has (self, "text"))
    atrium_reader_set_rest (self, "text");
}

/* nothing was told apart: the whole is text, so that it can be edited */
static void
ensure_something (AtriumReader *self)
{
  if (self->slots->len == 0)
    atrium_read_text (self);
}

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
  set_leftover (self);
  ensure_something (self);
}

/* "M.S. in Mathematics": what stands behind the "in" is the field */
static void
set_degree (AtriumReader *self,
            AtriumPart   *part)
{
  static const char *const joints[] = { " in ", " of Science in ", " of Arts in ", " en ", " für " };
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
      if (next < (AtriumPart *) (gpointer) parts->data + parts->len && next->line == degree->line && !atrium_reader_has (self, "field") &&
          (next->flags & (ATRIUM_PART_ORGANIZATION | ATRIUM_PART_LINK | ATRIUM_PART_ADVISOR)) == 0 &&
          next + 1 < (AtriumPart *) (gpointer) parts->data + parts->len && (next[1].flags & (ATRIUM_PART_ORGANIZATION | ATRIUM_PART_LINK)) != 0)
        atrium_parts_set (self, "field", next);
    }

  atrium_parts_read_organization (self, parts, FALSE);
  atrium_reader_add_links (self, TRUE);
  atrium_reader_add_highlights (self, "highlights");
  set_leftover (self);
  ensure_something (self);
}

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

static gboolean
find_quoted (AtriumReader *self,
             gsize        *start,
             gsize        *end)
{
  static const char *const quotes[] = { "“”", "\"\"", "《》", "「」", "«»", "„“" };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (guint q = 0; q < G_N_ELEMENTS (quotes); q++)
        {
          const char *close = g_utf8_next_char (quotes[q]);
          g_autofree char *open = g_strndup (quotes[q], close - quotes[q]);
          const char *first = g_strstr_len (self->text + line->start, line->end - line->start, open);
          const char *last;

          if (first == NULL)
            continue;
          *start = first - self->text + strlen (open);
          last = g_strstr_len (self->text + *start, line->end - *start, close);
          if (last == NULL)
            continue;
          *end = last - self->text;
          if (*end > *start + 2 && !atrium_reader_is_taken (self, *start, *end))
            return TRUE;
        }
    }

  return FALSE;
}

/* "“Title”, ...": a title in quotes at the start */
static void
read_quoted_title (AtriumReader *self)
{
  gsize start;
  gsize end;

  if (self->lines->len > 0 && find_quoted (self, &start, &end) && start <= g_array_index (self->lines, AtriumLine, 0).start + 3)
    atrium_reader_set (self, "title", start, end);
}

/* "£120,000", "$5k", "CNY 240,000", "24万" */
static void
read_amount (AtriumReader *self)
{
  static const char *const signs[] = { "$", "€", "£", "¥", "￥", "USD ", "EUR ", "CNY ", "RMB ", "CHF ", "GBP " };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
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

          while (last + 1 < (AtriumPart *) (gpointer) parts->data + parts->len && last[1].line == first->line && !last[1].used &&
                 !atrium_reader_is_taken (self, first->start, last[1].end))
            last++;
          if (!atrium_reader_set (self, "title", first->start, part_end (self, first, last)))
            atrium_parts_set (self, "title", first);
        }
    }

  if (atrium_entry_get_kind (self->entry) == ATRIUM_KIND_GRANTS)
    atrium_parts_set (self, "role", atrium_parts_find (parts, ATRIUM_PART_ROLE, ATRIUM_PART_ORGANIZATION));
  atrium_reader_add_links (self, TRUE);
  set_leftover (self);
  ensure_something (self);
}

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

/* a title that is set apart by quotes, slant, weight or a link */
static gboolean
read_styled_title (AtriumReader *self)
{
  gsize start;
  gsize end;
  const AtriumFlatMark *link;

  if (!find_quoted (self, &start, &end) &&
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
  AtriumPart *end = (AtriumPart *) (gpointer) parts->data + parts->len;
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
  parts = atrium_parts_cut (self);
  if (!atrium_reader_has (self, "title"))
    read_plain_title (self, parts);

  event = find_event (self, parts);
  if (event != NULL)
    {
      AtriumPart *next = event;
      AtriumPart *end = (AtriumPart *) (gpointer) parts->data + parts->len;
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
        }
    }

  atrium_reader_add_links (self, TRUE);
  set_leftover (self);
  ensure_something (self);
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
      AtriumPart *end = (AtriumPart *) (gpointer) parts->data + parts->len;

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
  set_leftover (self);
  ensure_something (self);
}

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
  if (atrium_reader_next_free (self, &rest, &stop, end) && (*parts)->len > 0 && (*parts)->len <= 4)
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
  set_leftover (self);
  ensure_something (self);
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
  set_leftover (self);
  ensure_something (self);
}

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
      AtriumPart *end = (AtriumPart *) (gpointer) parts->data + parts->len;
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
  set_leftover (self);
  ensure_something (self);
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
  set_leftover (self);
  ensure_something (self);
}
