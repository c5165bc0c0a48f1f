#include "atrium-reader.h"

#include <string.h>

#include "atrium-reader-private.h"

/* a list with another field between its items has no slot as a whole */
static gboolean
holds_slot (AtriumReader *self,
            AtriumSpan    span)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (atrium_span_overlaps (g_array_index (self->slots, AtriumSlot, i).span, span))
      return TRUE;

  return FALSE;
}

static gboolean
stands_in (const AtriumNode *node,
           const AtriumNode *list)
{
  for (; node != NULL; node = node->parent)
    if (node == list)
      return TRUE;

  return FALSE;
}

/**
 * atrium_reader_add_highlights:
 * @self: a reader
 * @field: id of a field that is a list of lines
 *
 * Sets the field to the items of the lists inside the entry, those of lists in lists too.
 */
void
atrium_reader_add_highlights (AtriumReader *self,
                              const char   *field)
{
  atrium_reader_add_list (self, field, NULL);
}

/**
 * atrium_reader_add_list:
 * @self: a reader
 * @field: id of a field that is a list of lines
 * @list_node: (nullable): a list inside the entry; NULL for all that no field has taken
 *
 * Sets the field to the items of one list.
 */
void
atrium_reader_add_list (AtriumReader     *self,
                        const char       *field,
                        const AtriumNode *list_node)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) list = NULL;
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (AtriumSlot));
  AtriumSpan whole = ATRIUM_SPAN_NONE;
  AtriumSpelling whole_spelling = ATRIUM_SPELLING_MARKDOWN;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      AtriumSlot slot = { .source = self->source };
      gsize start = line->start;
      gsize end = line->end;
      char *value;

      /* "Contributions:" says what the list under it is */
      if (line->role == ATRIUM_LINE_ITEM && self->text[end - 1] == ':' && atrium_scan_count_words (self->text, start, end) <= 3)
        continue;
      if (list_node != NULL && (line->item == NULL || !stands_in (line->item, list_node)))
        continue;
      if (line->role != ATRIUM_LINE_ITEM || atrium_reader_is_taken (self, start, end) ||
          !_atrium_reader_get_span (self, &start, &end, &slot.span, &slot.spelling))
        continue;
      value = _atrium_reader_dup_value (self, start, end, ATRIUM_FIELD_INLINE, slot.span, slot.spelling);
      slot.path = g_strdup_printf ("%s/%u", field, items->len);
      g_ptr_array_add (items, atrium_value_new_take_string (value));
      g_array_append_val (spans, slot);
      atrium_reader_take (self, start, end);
      whole_spelling = slot.spelling;
      /* the marker of the first item is part of the list */
      if (atrium_span_is_none (whole))
        {
          gboolean opens = i == 0 || g_array_index (self->lines, AtriumLine, i - 1).item != line->item;

          whole = opens ? ATRIUM_SPAN (line->item->outer.start, slot.span.end) : slot.span;
        }
      whole.end = MAX (whole.end, slot.span.end);
    }

  if (items->len == 0)
    return;

  list = atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
  atrium_entry_set (self->entry, field, list);
  if (!holds_slot (self, whole))
    atrium_slots_add (self->slots, field, self->source, whole, whole_spelling);
  for (guint i = 0; i < spans->len; i++)
    {
      AtriumSlot *slot = &g_array_index (spans, AtriumSlot, i);

      atrium_slots_add (self->slots, slot->path, slot->source, slot->span, slot->spelling);
      g_free (slot->path);
    }
}

/* quotes of what was taken out between */
static void
strip_loose_quotes (const char *text,
                    gsize      *start,
                    gsize      *end)
{
  while (*start < *end && g_utf8_strchr ("”’» ", -1, g_utf8_get_char (text + *start)) != NULL)
    *start = g_utf8_next_char (text + *start) - text;
  while (*start < *end && g_utf8_strchr ("“‘« ", -1, g_utf8_get_char (g_utf8_prev_char (text + *end))) != NULL)
    *end = g_utf8_prev_char (text + *end) - text;
  if (*start < *end && text[*start] == '"' && memchr (text + *start + 1, '"', *end - *start - 1) == NULL)
    (*start)++;
  if (*start < *end && text[*end - 1] == '"' && memchr (text + *start, '"', *end - *start - 1) == NULL)
    (*end)--;
  atrium_scan_trim (text, start, end);
}

/* a word that only joined what stands beside it */
static gboolean
is_joint (const char *text,
          gsize       start,
          gsize       end)
{
  static const char *const joints[] = { "of", "for", "at", "in", "and", "the", "by", "with", "on", "from", "to", "or", "de", "à", NULL };
  g_autofree char *word = g_utf8_strdown (text + start, end - start);

  return g_strv_contains (joints, g_strstrip (word));
}

/**
 * atrium_reader_promote_item:
 * @self: a reader
 *
 * Where the entry's own lines say no more than was taken (a heading that is a date), the
 * first item of its list says what it is.
 */
void
atrium_reader_promote_item (AtriumReader *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      gsize start = line->start;
      gsize end;

      if (line->role == ATRIUM_LINE_ITEM)
        {
          line->role = ATRIUM_LINE_TEXT;
          return;
        }
      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (; atrium_reader_next_free (self, &start, &end, line->end); start = end)
        if (atrium_scan_count_words (self->text, start, end) > 0)
          return;
    }
}

/**
 * atrium_reader_set_rest:
 * @self: a reader
 * @field: id of a field that is text
 *
 * Sets a field to all text of the entry that is not taken, where that is one range:
 * punctuation at its ends is left out.
 *
 * Returns: FALSE where there is none, or where it cannot be edited on its own
 */
gboolean
atrium_reader_set_rest (AtriumReader *self,
                        const char   *field)
{
  gsize first = G_MAXSIZE;
  gsize last = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      gsize at = line->start;
      gsize stop;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (; atrium_reader_next_free (self, &at, &stop, line->end); at = stop)
        {
          gsize start = at;
          gsize end = stop;

          atrium_scan_strip (self->text, &start, &end, ".,;:|[](){}*~-–—：，。、/•·@");
          strip_loose_quotes (self->text, &start, &end);
          if (start >= end || atrium_scan_count_words (self->text, start, end) == 0)
            continue;
          /* closing signs of what is inside stay */
          if (first == G_MAXSIZE)
            first = start;
          last = atrium_reader_grow_closing (self, first, end, stop);
        }
    }

  if (first >= last || atrium_reader_is_taken (self, first, last) || is_joint (self->text, first, last))
    return FALSE;

  return atrium_reader_set (self, field, first, last);
}

static void
finish_links (AtriumReader *self)
{
  g_autoptr(AtriumValue) links = NULL;
  AtriumSpan span;

  if (self->links->len == 0)
    return;

  links = atrium_value_new_list ((AtriumValue *const *) self->links->pdata, self->links->len);
  atrium_entry_set (self->entry, "links", links);
  if (!self->links_apart && !atrium_span_is_none (self->link_run) && atrium_flat_get_outer_span (self->flat, self->link_run.start, self->link_run.end, &span))
    atrium_slots_add (self->slots, "links", self->source, span, ATRIUM_SPELLING_MARKDOWN);
}

static int
compare_slots (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const AtriumSlot *slots = data;
  const AtriumSlot *x = &slots[*(const guint *) a];
  const AtriumSlot *y = &slots[*(const guint *) b];

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;

  return strlen (x->path) < strlen (y->path) ? -1 : 1;
}

static gboolean
is_part_of (const char *path,
            const char *whole)
{
  gsize length = strlen (whole);

  return strncmp (path, whole, length) == 0 && path[length] == '/';
}

/* A value inside another one (the source of a picture in a sentence) keeps no slot: an edit
 * of the one would change both. */
static void
drop_shared_slots (AtriumReader *self)
{
  const AtriumSlot *slots = (const AtriumSlot *) (gpointer) self->slots->data;
  g_autofree guint *order = g_new (guint, self->slots->len + 1);
  g_autofree gboolean *shared = g_new0 (gboolean, self->slots->len + 1);
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->slots->len; i++)
    order[i] = i;
  g_sort_array (order, self->slots->len, sizeof (guint), compare_slots, (gpointer) slots);

  for (guint i = 0; i < self->slots->len; i++)
    {
      const AtriumSlot *slot = &slots[order[i]];

      while (open->len > 0 && slots[g_array_index (open, guint, open->len - 1)].span.end <= slot->span.start)
        g_array_set_size (open, open->len - 1);
      if (open->len > 0 && !is_part_of (slot->path, slots[g_array_index (open, guint, open->len - 1)].path))
        shared[order[i]] = TRUE;
      else
        g_array_append_val (open, order[i]);
    }

  for (guint i = self->slots->len; i > 0; i--)
    if (shared[i - 1])
      g_array_remove_index (self->slots, i - 1);
}

/**
 * atrium_reader_finish:
 * @self: a reader
 *
 * Puts the links that were added into the entry, and looks that no byte has two slots.
 */
void
atrium_reader_finish (AtriumReader *self)
{
  finish_links (self);
  drop_shared_slots (self);
}

/**
 * atrium_reader_set_leftover:
 * @self: a reader
 *
 * Sets `text` to what no other field has taken.
 */
void
atrium_reader_set_leftover (AtriumReader *self)
{
  if (!atrium_reader_has (self, "text"))
    atrium_reader_set_rest (self, "text");
}

/**
 * atrium_reader_ensure:
 * @self: a reader
 *
 * Where nothing was told apart, the whole is text, so that it can be edited.
 */
void
atrium_reader_ensure (AtriumReader *self)
{
  if (self->slots->len == 0)
    atrium_read_text (self);
}

/**
 * atrium_reader_find_quoted:
 * @self: a reader
 * @start: (out): where the quoted words begin
 * @end: (out): where they end
 *
 * Returns: FALSE where nothing is quoted that no field has taken
 */
gboolean
atrium_reader_find_quoted (AtriumReader *self,
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
