#include "atrium-reader.h"

#include <string.h>

#include "atrium-html.h"
#include "atrium-reader-private.h"

static AtriumNode *
get_node (AtriumReader *self,
          gsize         offset)
{
  return atrium_flat_get_node (self->flat, offset);
}

/* ---- lines ---- */

static void
classify_line (AtriumReader *self,
               AtriumLine   *line)
{
  AtriumNode *node = get_node (self, line->start);

  for (; node != NULL && node != self->piece->container; node = node->parent)
    {
      if (atrium_node_is_item (node))
        {
          line->depth++;
          if (line->item == NULL)
            line->item = node;
          line->role = ATRIUM_LINE_ITEM;
        }
      else if (atrium_node_is_element (node, "video") || atrium_node_is_element (node, "audio") || atrium_node_is_element (node, "script") ||
               atrium_node_is_element (node, "style"))
        line->role = ATRIUM_LINE_HIDDEN;
      else if (atrium_node_is_element (node, "summary"))
        line->role = ATRIUM_LINE_SUMMARY;
      else if (atrium_node_is_element (node, "details") && line->role != ATRIUM_LINE_SUMMARY)
        line->role = ATRIUM_LINE_DETAILS;
      else if (node->type == ATRIUM_NODE_ELEMENT && node->tag != NULL && atrium_node_has_class (node, "badge") && g_str_equal (node->tag, "div"))
        line->role = ATRIUM_LINE_BADGE;
    }
}

static void
cut_lines (AtriumReader *self)
{
  gsize at = self->piece->start;

  while (at < self->piece->end)
    {
      AtriumLine line = { .start = at, .end = at };

      while (line.end < self->piece->end && self->text[line.end] != '\n')
        line.end++;
      at = line.end + 1;
      atrium_scan_trim (self->text, &line.start, &line.end);
      if (line.start >= line.end)
        continue;
      classify_line (self, &line);
      g_array_append_val (self->lines, line);
    }
}

/**
 * atrium_reader_init:
 * @self: (out caller-allocates): a reader
 * @piece: what the entry stands on
 * @entry: gets the fields
 * @slots: gets where they stand
 * @person: the owner of the page
 * @legend: what the page says about the signs behind names
 */
void
atrium_reader_init (AtriumReader       *self,
                    const AtriumPiece  *piece,
                    AtriumEntry        *entry,
                    GArray             *slots,
                    AtriumEntry        *person,
                    const AtriumLegend *legend)
{
  *self = (AtriumReader) {
    .piece = piece,
    .tree = piece->tree,
    .flat = piece->flat,
    .text = atrium_flat_get_text (piece->flat, NULL),
    .source = piece->source,
    .entry = entry,
    .slots = slots,
    .person = person,
    .legend = legend,
    .lines = g_array_new (FALSE, FALSE, sizeof (AtriumLine)),
    .taken = g_array_new (FALSE, FALSE, sizeof (AtriumSpan)),
    .links = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref),
    .link_run = ATRIUM_SPAN_NONE,
    .authors = ATRIUM_SPAN_NONE,
  };
  cut_lines (self);
}

/**
 * atrium_reader_clear:
 * @self: a reader
 */
void
atrium_reader_clear (AtriumReader *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
}

/**
 * atrium_reader_find_line:
 * @self: a reader
 * @offset: a place in the flat text
 *
 * Returns: (nullable): the line it stands in
 */
const AtriumLine *
atrium_reader_find_line (AtriumReader *self,
                         gsize         offset)
{
  guint low = 0;
  guint high = self->lines->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, middle);

      if (line->start <= offset && offset < line->end)
        return line;
      if (line->end <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

/* ---- ranges ---- */

/* the first taken range that ends at @offset or later */
static guint
first_taken (AtriumReader *self,
             gsize         offset)
{
  guint low = 0;
  guint high = self->taken->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->taken, AtriumSpan, middle).end < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * atrium_reader_take:
 * @self: a reader
 * @start: start of a range of the flat text
 * @end: its end
 *
 * Says that a range belongs to a field, or to none at all.
 */
void
atrium_reader_take (AtriumReader *self,
                    gsize         start,
                    gsize         end)
{
  AtriumSpan span = ATRIUM_SPAN (start, end);
  guint at = first_taken (self, start);

  if (start >= end)
    return;
  /* taken ranges are kept apart and in order */
  while (at < self->taken->len && g_array_index (self->taken, AtriumSpan, at).start <= span.end)
    {
      const AtriumSpan *other = &g_array_index (self->taken, AtriumSpan, at);

      span.start = MIN (span.start, other->start);
      span.end = MAX (span.end, other->end);
      g_array_remove_index (self->taken, at);
    }
  g_array_insert_val (self->taken, at, span);
}

/**
 * atrium_reader_is_taken:
 * @self: a reader
 * @start: start of a range of the flat text
 * @end: its end
 *
 * Returns: TRUE where part of it belongs to a field
 */
gboolean
atrium_reader_is_taken (AtriumReader *self,
                        gsize         start,
                        gsize         end)
{
  guint at = first_taken (self, start);

  for (; at < self->taken->len && g_array_index (self->taken, AtriumSpan, at).start < end; at++)
    if (g_array_index (self->taken, AtriumSpan, at).end > start)
      return TRUE;

  return FALSE;
}

/**
 * atrium_reader_next_free:
 * @self: a reader
 * @start: (inout): where to look; then the start of the free range
 * @free_end: (out): its end
 * @end: where to stop
 *
 * Returns: FALSE where nothing is free up to @end
 */
gboolean
atrium_reader_next_free (AtriumReader *self,
                         gsize        *start,
                         gsize        *free_end,
                         gsize         end)
{
  gsize at = *start;
  gsize stop = end;

  for (guint i = first_taken (self, at); i < self->taken->len; i++)
    {
      const AtriumSpan *span = &g_array_index (self->taken, AtriumSpan, i);

      if (span->end <= at)
        continue;
      if (span->start <= at)
        {
          at = span->end;
          continue;
        }
      stop = MIN (stop, span->start);
      break;
    }

  *start = at;
  *free_end = stop;

  return at < stop && at < end;
}

static gboolean
is_pair (const char *open,
         const char *close)
{
  return (*open == '[' && *close == ']') || (*open == '(' && *close == ')');
}

/**
 * atrium_reader_grow_brackets:
 * @self: a reader
 * @start: (inout): start of a range
 * @end: (inout): its end
 */
void
atrium_reader_grow_brackets (AtriumReader *self,
                             gsize        *start,
                             gsize        *end)
{
  while (*start > self->piece->start && *end < self->piece->end && is_pair (self->text + *start - 1, self->text + *end))
    {
      (*start)--;
      (*end)++;
    }
}

/**
 * atrium_reader_grow_closing:
 * @self: a reader
 * @start: start of a range
 * @end: its end
 * @stop: where to stop at the latest
 *
 * Returns: the end of the range with the full stops and the brackets behind it that were
 *   opened inside
 */
gsize
atrium_reader_grow_closing (AtriumReader *self,
                            gsize         start,
                            gsize         end,
                            gsize         stop)
{
  const char *text = self->text;
  int open = 0;

  for (gsize at = start; at < end; at = g_utf8_next_char (text + at) - text)
    {
      gunichar c = g_utf8_get_char (text + at);

      open += c == '(' || c == '[' || c == 0xff08 ? 1 : c == ')' || c == ']' || c == 0xff09 ? -1 : 0;
    }

  while (end < stop)
    {
      gunichar c = g_utf8_get_char (text + end);
      gboolean closes = c == ')' || c == ']' || c == 0xff09;

      if (!(closes && open > 0) && c != '.' && c != '!' && c != '?')
        break;
      open -= closes;
      end = g_utf8_next_char (text + end) - text;
    }

  return end;
}

/* ---- values ---- */

static AtriumFieldType
get_type (AtriumReader *self,
          const char   *path)
{
  const AtriumField *field = atrium_kind_find_field (atrium_kind_get_info (atrium_entry_get_kind (self->entry)), path);

  return field != NULL ? field->type : ATRIUM_FIELD_STRING;
}

static gboolean
is_markdown_type (AtriumFieldType type)
{
  return type == ATRIUM_FIELD_INLINE || type == ATRIUM_FIELD_TEXT || type == ATRIUM_FIELD_INLINES;
}

/* a hard-wrapped line is one line */
static char *
fold_source (AtriumSource *source,
             AtriumSpan    span)
{
  g_autofree char *text = atrium_source_dup_span (source, span);

  return atrium_scan_dup (text, 0, strlen (text));
}

/* the lines of a text without the indentation of what they stand in */
static char *
dup_lines (AtriumSource *source,
           AtriumSpan    span)
{
  g_autofree char *text = atrium_source_dup_span (source, span);
  const char *whole = atrium_source_get_text (source, NULL);
  gsize column = 0;
  GString *out = g_string_new (NULL);

  while (column < span.start && whole[span.start - column - 1] != '\n')
    column++;
  for (const char *p = text; *p != '\0';)
    {
      const char *newline = strchr (p, '\n');
      gsize length = newline != NULL ? (gsize) (newline - p) + 1 : strlen (p);
      gsize skip = 0;

      while (p != text && skip < column && (p[skip] == ' ' || p[skip] == '\t'))
        skip++;
      g_string_append_len (out, p + skip, length - skip);
      p += length;
    }

  return g_string_free (out, FALSE);
}

char *
_atrium_reader_dup_value (AtriumReader    *self,
           gsize            start,
           gsize            end,
           AtriumFieldType  type,
           AtriumSpan       span,
           AtriumSpelling   spelling)
{
  if (!is_markdown_type (type))
    return atrium_scan_dup (self->text, start, end);
  if (type == ATRIUM_FIELD_TEXT && spelling != ATRIUM_SPELLING_HTML_TEXT)
    return dup_lines (self->source, span);
  if (spelling == ATRIUM_SPELLING_PLAIN)
    return atrium_scan_dup (self->text, start, end);

  if (spelling == ATRIUM_SPELLING_HTML_TEXT)
    {
      g_autofree char *html = fold_source (self->source, span);

      return atrium_html_to_markdown (html, -1);
    }

  return fold_source (self->source, span);
}

gboolean
_atrium_reader_get_span (AtriumReader   *self,
          gsize          *start,
          gsize          *end,
          AtriumSpan     *span,
          AtriumSpelling *spelling)
{
  atrium_scan_trim (self->text, start, end);
  /* no byte belongs to two values */
  if (*start >= *end || atrium_reader_is_taken (self, *start, *end))
    return FALSE;

  return atrium_flat_get_span (self->flat, *start, *end, span, spelling);
}

/**
 * atrium_reader_set:
 * @self: a reader
 * @field: id of a field that is text
 * @start: start of its range in the flat text
 * @end: its end
 *
 * Sets a field to what stands in the range, with a slot. White space around it is left out.
 *
 * Returns: FALSE where the range cuts through markup, so that it could not be replaced
 */
gboolean
atrium_reader_set (AtriumReader *self,
                   const char   *field,
                   gsize         start,
                   gsize         end)
{
  g_autofree char *value = NULL;
  AtriumSpan span;
  AtriumSpelling spelling;

  if (atrium_reader_has (self, field) || !_atrium_reader_get_span (self, &start, &end, &span, &spelling))
    return FALSE;

  value = _atrium_reader_dup_value (self, start, end, get_type (self, field), span, spelling);
  if (*value == '\0')
    return FALSE;
  atrium_entry_set_string (self->entry, field, value);
  atrium_slots_add (self->slots, field, self->source, span, spelling);
  atrium_reader_take (self, start, end);
  if (g_str_equal (field, "title"))
    self->title_end = end;

  return TRUE;
}

/**
 * atrium_reader_set_date:
 * @self: a reader
 * @field: id of a date field
 * @start: start of its spelling in the flat text
 * @end: its end
 * @date: what it says
 *
 * Sets a date with the spelling that the page uses, and a slot.
 *
 * Returns: FALSE where the range cuts through markup
 */
gboolean
atrium_reader_set_date (AtriumReader     *self,
                        const char       *field,
                        gsize             start,
                        gsize             end,
                        const AtriumDate *date)
{
  g_autofree char *iso = atrium_date_to_iso (date);
  g_autofree char *name = g_strconcat (field, "Text", NULL);
  g_autofree char *spelled = NULL;
  AtriumSpan span;
  AtriumSpelling spelling;

  if (atrium_reader_has (self, field) || !_atrium_reader_get_span (self, &start, &end, &span, &spelling))
    return FALSE;

  spelled = atrium_scan_dup (self->text, start, end);
  atrium_entry_set_string (self->entry, field, iso);
  if (!g_str_equal (spelled, iso))
    atrium_entry_set_string (self->entry, name, spelled);
  atrium_slots_add (self->slots, field, self->source, span, spelling);
  atrium_reader_take (self, start, end);

  return TRUE;
}

static gboolean
has_field (AtriumReader *self,
           const char   *field)
{
  return atrium_kind_find_field (atrium_kind_get_info (atrium_entry_get_kind (self->entry)), field) != NULL;
}

/**
 * atrium_reader_set_dates:
 * @self: a reader
 * @date: a date or range that was found
 *
 * Returns: TRUE where the kind has fields for it that can be edited
 */
gboolean
atrium_reader_set_dates (AtriumReader            *self,
                         const AtriumScannedDate *date)
{
  gboolean range = date->second < date->end;
  gboolean set;

  if (has_field (self, "start") && (range || !has_field (self, "date")))
    {
      set = atrium_reader_set_date (self, "start", date->start, date->first_end, &date->from);
      if (range)
        set |= atrium_reader_set_date (self, "end", date->second, date->end, &date->to);
    }
  else
    {
      set = has_field (self, "date") && atrium_reader_set_date (self, "date", date->start, date->first_end, &date->from);
    }

  if (set)
    atrium_reader_take (self, date->start, date->end);

  return set;
}

/**
 * atrium_reader_has:
 * @self: a reader
 * @field: id of a field
 *
 * Returns: TRUE where it is set
 */
gboolean
atrium_reader_has (AtriumReader *self,
                   const char   *field)
{
  return atrium_entry_get (self->entry, field) != NULL;
}

/**
 * atrium_reader_free_field:
 * @self: a reader
 * @fields: (array zero-terminated=1): ids of fields
 *
 * Returns: (nullable): the first that the kind has and that is not set
 */
const char *
atrium_reader_free_field (AtriumReader      *self,
                          const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    if (has_field (self, fields[i]) && !atrium_reader_has (self, fields[i]))
      return fields[i];

  return NULL;
}
