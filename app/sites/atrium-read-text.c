#include "atrium-reader.h"

#include <string.h>

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
