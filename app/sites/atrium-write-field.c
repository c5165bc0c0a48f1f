#include "atrium-writer-private.h"

#include <string.h>

/* How far away a sibling may stand to show how a field is written. */
#define MAX_SIBLINGS 64

/* the units that are one field: itself, or the items of a list that stand apart */
typedef struct
{
  int first;
  int last;
} UnitRange;

static gboolean
is_unit_of (const AtriumUnit *unit,
            const char       *field)
{
  gsize length = strcspn (field, "/");

  return strncmp (unit->field, field, length) == 0 &&
         (unit->field[length] == '\0' || unit->field[length] == '/');
}

static gboolean
find_range (GArray     *units,
            const char *field,
            UnitRange  *range)
{
  range->first = range->last = -1;
  for (int i = 0; i < (int) units->len; i++)
    {
      if (!is_unit_of (&g_array_index (units, AtriumUnit, i), field))
        continue;
      if (range->first < 0)
        range->first = i;
      range->last = i;
    }

  return range->first >= 0;
}

static const AtriumUnit *
unit_at (GArray *units,
         int     index)
{
  return &g_array_index (units, AtriumUnit, index);
}

static AtriumSpan
range_wrap (GArray    *units,
            UnitRange  range)
{
  return ATRIUM_SPAN (unit_at (units, range.first)->wrap.start,
                      unit_at (units, range.last)->wrap.end);
}

/* the literal in front of a range: from the end of the unit before, or of the marker */
static AtriumSpan
literal_before (AtriumEntryMap *map,
                GArray         *units,
                UnitRange       range)
{
  gsize start = range.first > 0 ? unit_at (units, range.first - 1)->wrap.end : map->inner.start;

  return ATRIUM_SPAN (start, unit_at (units, range.first)->wrap.start);
}

static AtriumSpan
literal_after (AtriumEntryMap *map,
               GArray         *units,
               UnitRange       range)
{
  gsize end = range.last + 1 < (int) units->len ? unit_at (units, range.last + 1)->wrap.start
                                                : map->inner.end;

  return ATRIUM_SPAN (unit_at (units, range.last)->wrap.end, end);
}

static char *
dup_span (const char *text,
          AtriumSpan  span)
{
  return span.end > span.start ? g_strndup (text + span.start, span.end - span.start) : g_strdup ("");
}

/* the field as a sibling has it, with its markup, but with the new value inside */
static char *
copy_field (AtriumRewrite   *self,
            AtriumEntryMap  *donor,
            const char      *field,
            AtriumFieldType  type,
            AtriumValue     *after,
            AtriumSpan       wrap)
{
  AtriumEntry *entry = g_hash_table_lookup (self->pass->old_entries, donor->entry_id);
  g_autoptr(GArray) patches = _atrium_patches_new ();
  AtriumRewrite copy = {
    .pass = self->pass,
    .map = donor,
    .before = entry,
    .after = self->after,
    .text = atrium_source_get_text (donor->source, NULL),
    .patches = patches,
    .clone = TRUE,
  };

  if (entry == NULL || atrium_value_is_empty (atrium_entry_get (entry, field)))
    return NULL;

  _atrium_write_value (&copy, field, type, atrium_entry_get (entry, field), after);
  g_clear_pointer (&copy.units, g_array_unref);
  _atrium_patches_sort (patches);

  return _atrium_patches_render (patches, copy.text, wrap);
}

/* the unit of @self's text that a neighbour of the donor's field corresponds to */
static int
find_neighbour (GArray           *units,
                const AtriumUnit *neighbour,
                gboolean          last)
{
  UnitRange range;

  if (!find_range (units, neighbour->field, &range))
    return -1;

  return last ? range.last : range.first;
}

/* Puts a field where @donor has it, between the same literals. */
static gboolean
insert_like (AtriumRewrite   *self,
             AtriumEntryMap  *donor,
             const char      *field,
             AtriumFieldType  type,
             AtriumValue     *after)
{
  const char *text = atrium_source_get_text (donor->source, NULL);
  g_autoptr(GArray) theirs = _atrium_units_new (donor, text);
  GArray *ours = _atrium_write_get_units (self);
  g_autofree char *value = NULL;
  g_autofree char *literal = NULL;
  g_autofree char *whole = NULL;
  UnitRange range;
  gsize at = 0;
  gboolean behind = FALSE;
  int found = -1;

  if (!find_range (theirs, field, &range))
    return FALSE;

  for (int step = 1; found < 0 && step <= (int) theirs->len; step++)
    {
      behind = range.first - step >= 0;
      if (behind)
        found = find_neighbour (ours, unit_at (theirs, range.first - step), TRUE);
      if (found < 0 && range.last + step < (int) theirs->len)
        {
          behind = FALSE;
          found = find_neighbour (ours, unit_at (theirs, range.last + step), FALSE);
        }
    }
  if (found < 0)
    return FALSE;

  value = copy_field (self, donor, field, type, after, range_wrap (theirs, range));
  if (value == NULL)
    return FALSE;
  literal = dup_span (text, behind ? literal_before (donor, theirs, range)
                                   : literal_after (donor, theirs, range));
  whole = behind ? g_strconcat (literal, value, NULL) : g_strconcat (value, literal, NULL);
  at = behind ? unit_at (ours, found)->wrap.end : unit_at (ours, found)->wrap.start;
  _atrium_patches_add (self->patches, ATRIUM_SPAN (at, at), whole);

  return TRUE;
}

static gboolean
insert_like_sibling (AtriumRewrite    *self,
                     AtriumSectionMap *section,
                     int               near,
                     const char       *field,
                     AtriumFieldType   type,
                     AtriumValue      *after)
{
  int n = section->entries->len;

  for (int distance = 0; distance <= MAX_SIBLINGS; distance++)
    for (int side = -1; side <= 1; side += 2)
      {
        int index = near + side * distance;
        AtriumEntryMap *donor;

        if (index < 0 || index >= n || (distance == 0 && side > 0))
          continue;
        donor = g_ptr_array_index (section->entries, index);
        if (donor != self->map && _atrium_entry_map_has_place (donor) &&
            donor->form == self->map->form && insert_like (self, donor, field, type, after))
          return TRUE;
      }

  return FALSE;
}

static int
index_of (AtriumSectionMap *section,
          AtriumEntryMap   *entry)
{
  guint index;

  return g_ptr_array_find (section->entries, entry, &index) ? (int) index : 0;
}

/* behind the last word of the entry, before its closing punctuation */
static gsize
end_of_text (AtriumRewrite *self)
{
  gsize end = self->map->inner.end;

  while (end > self->map->inner.start && g_ascii_isspace (self->text[end - 1]))
    end--;

  return end;
}

static gboolean
insert_like_theme (AtriumRewrite *self,
                   const char    *field)
{
  const AtriumLensStyle *style = self->pass->reading->lens->style;
  g_autofree char *text = NULL;
  gsize at;

  if (style == NULL || (self->map->form != ATRIUM_ENTRY_FORM_ITEM &&
                        self->map->form != ATRIUM_ENTRY_FORM_PARAGRAPH &&
                        self->map->form != ATRIUM_ENTRY_FORM_LINE))
    return FALSE;

  text = _atrium_pattern_render_field (style->patterns, style->n_patterns, self->after, field);
  if (text == NULL)
    return FALSE;

  at = end_of_text (self);
  _atrium_patches_add (self->patches, ATRIUM_SPAN (at, at), text);

  return TRUE;
}

/* Writes a value that has no place in the text yet: as the nearest sibling that has one
 * writes it, else as the theme does. */
void
_atrium_write_missing (AtriumRewrite   *self,
                       const char      *field,
                       AtriumFieldType  type,
                       AtriumValue     *after)
{
  AtriumSectionMap *home = g_hash_table_lookup (self->pass->homes, self->map->entry_id);
  AtriumSection *section;
  GPtrArray *sections = self->pass->reading->map->sections;

  if (home == NULL || !_atrium_entry_map_has_place (self->map))
    {
      _atrium_pass_set_exhausted (self->pass, atrium_entry_get_id (self->after), field);
      return;
    }
  if (insert_like_sibling (self, home, index_of (home, self->map), field, type, after))
    return;

  for (guint i = 0; i < sections->len; i++)
    {
      AtriumSectionMap *other = g_ptr_array_index (sections, i);

      section = g_hash_table_lookup (self->pass->old_sections, other->section_id);
      if (other != home && section != NULL &&
          atrium_section_get_kind (section) == atrium_entry_get_kind (self->after) &&
          insert_like_sibling (self, other, 0, field, type, after))
        return;
    }

  if (!insert_like_theme (self, field))
    _atrium_pass_set_exhausted (self->pass, atrium_entry_get_id (self->after), field);
}

/* the length of a `<br>` or of an entity for white space at @at, or 0 */
static gsize
break_length (const char *text,
              gsize       at,
              gsize       end)
{
  gsize stop = at + 1;

  if (text[at] == '&')
    {
      while (stop < end && g_ascii_isalpha (text[stop]))
        stop++;
      return stop < end && text[stop] == ';' ? stop + 1 - at : 0;
    }
  if (g_ascii_strncasecmp (text + at, "<br", MIN (3, end - at)) != 0 || at + 3 >= end ||
      strchr (" />", text[at + 3]) == NULL)
    return 0;
  while (stop < end && text[stop] != '>')
    stop++;

  return stop < end ? stop + 1 - at : 0;
}

/* Where the punctuation that begins at @span ends: nothing of letters, digits, pictures, tags
 * or Liquid, only what stands between two values. */
static gsize
skip_punctuation (const char *text,
                  AtriumSpan  span)
{
  gsize at = span.start;

  while (at < span.end)
    {
      gsize length = break_length (text, at, span.end);
      gunichar c = g_utf8_get_char (text + at);

      if (length == 0 && (g_unichar_isalnum (c) || strchr ("<>{}&", text[at]) != NULL ||
                          g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL))
        break;
      at = length > 0 ? at + length : (gsize) (g_utf8_next_char (text + at) - text);
    }

  return at;
}

static gboolean
is_punctuation (const char *text,
                AtriumSpan  span)
{
  return skip_punctuation (text, span) == span.end;
}

/* a full stop stays behind what is before it when nothing more follows */
static gsize
skip_full_stop (const char *text,
                AtriumSpan  before,
                AtriumSpan  after)
{
  gsize at = after.start;

  while (at < after.end && g_ascii_isspace (text[at]))
    at++;

  return at == after.end && before.start < before.end && strchr (".!?", text[before.start]) != NULL
    ? before.start + 1 : before.start;
}

/* words on the same line, as in "advised by " */
static gboolean
is_phrase (const char *text,
           AtriumSpan  span)
{
  for (gsize i = span.start; i < span.end; i++)
    if (strchr ("<>{}\n", text[i]) != NULL)
      return FALSE;

  return TRUE;
}

/* the spans that may go with a value, the likeliest first */
static guint
clear_choices (AtriumRewrite *self,
               UnitRange      range,
               AtriumSpan    *choices)
{
  GArray *units = _atrium_write_get_units (self);
  AtriumSpan wrap = range_wrap (units, range);
  AtriumSpan before = literal_before (self->map, units, range);
  AtriumSpan after = literal_after (self->map, units, range);
  gboolean has_before = range.first > 0;
  guint n = 0;

  if (self->map->form == ATRIUM_ENTRY_FORM_ROW)
    {
      if (has_before && before.start <= before.end && is_punctuation (self->text, before) &&
          memchr (self->text + before.start, '|', atrium_span_length (before)) == NULL)
        choices[n++] = ATRIUM_SPAN (before.start, wrap.end);
    }
  else
    {
      if (has_before && before.start <= before.end &&
          (is_punctuation (self->text, before) || is_phrase (self->text, before)))
        choices[n++] = ATRIUM_SPAN (skip_full_stop (self->text, before, after), wrap.end);
      if (after.start <= after.end && (!has_before || is_punctuation (self->text, after)))
        choices[n++] = ATRIUM_SPAN (wrap.start, skip_punctuation (self->text, after));
      choices[n++] = wrap;
    }
  choices[n++] = ATRIUM_SPAN (unit_at (units, range.first)->span.start,
                              unit_at (units, range.last)->span.end);

  return n;
}

/* Takes a value out of the text, with the literal that belongs to it. */
void
_atrium_write_clear (AtriumRewrite *self,
                     const char    *field)
{
  const AtriumSlot *slot = atrium_slots_find (self->map->slots, field);
  const char *id = atrium_entry_get_id (self->after);
  guint way = _atrium_pass_get_way (self->pass, id, field);
  AtriumSpan choices[4];
  UnitRange range;
  guint n;

  if (find_range (_atrium_write_get_units (self), field, &range))
    n = clear_choices (self, range, choices);
  else if (slot != NULL && _atrium_source_same (slot->source, self->map->source))
    {
      choices[0] = _atrium_wrap_of (self->text, slot->span, self->map->inner);
      choices[1] = slot->span;
      n = 2;
    }
  else
    {
      if (slot != NULL)
        _atrium_write_patch (self, slot, slot->spelling == ATRIUM_SPELLING_JSON ? "\"\"" : "");
      return;
    }

  if (way >= n)
    _atrium_pass_set_exhausted (self->pass, id, field);
  else
    _atrium_patches_cover (self->patches, choices[way], "");
}
