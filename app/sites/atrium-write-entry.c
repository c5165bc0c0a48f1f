#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-front-matter.h"

/* TRUE where the entry stands in a file and not only in the profile. */
gboolean
_atrium_entry_map_has_place (AtriumEntryMap *map)
{
  return map != NULL && map->source != NULL && !atrium_span_is_none (map->outer);
}

/* A scalar as text: a string as it is, a number in its shortest form. */
char *
_atrium_value_dup_text (AtriumValue *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == NULL)
    return g_strdup ("");

  switch (atrium_value_get_value_type (value))
    {
    case ATRIUM_VALUE_STRING:
      return g_strdup (atrium_value_get_string (value));
    case ATRIUM_VALUE_BOOLEAN:
      return g_strdup (atrium_value_get_boolean (value) ? "true" : "false");
    case ATRIUM_VALUE_NUMBER:
      if (atrium_value_is_integer (value))
        return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) atrium_value_get_number (value));
      return g_strdup (g_ascii_dtostr (number, sizeof number, atrium_value_get_number (value)));
    case ATRIUM_VALUE_NULL:
    case ATRIUM_VALUE_LIST:
    case ATRIUM_VALUE_RECORD:
    default:
      return g_strdup ("");
    }
}

/* The type of a member; unknown ones are text. */
AtriumFieldType
_atrium_field_type (AtriumEntry *entry,
                    const char  *field)
{
  const AtriumField *row =
    atrium_kind_find_field (atrium_kind_get_info (atrium_entry_get_kind (entry)), field);

  return row != NULL ? row->type : ATRIUM_FIELD_TEXT;
}

static gboolean
is_list_value (AtriumValue *value)
{
  return value != NULL && atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST;
}

static gboolean
is_record_value (AtriumValue *value)
{
  return value != NULL && atrium_value_get_value_type (value) == ATRIUM_VALUE_RECORD;
}

/* the columns that a further line of the slot's block is indented by; NULL where the
 * place holds one line only */
static char *
find_indent (AtriumRewrite    *self,
             const AtriumSlot *slot)
{
  const char *text = atrium_source_get_text (slot->source, NULL);
  const char *end = memchr (text + slot->span.start, '\n', atrium_span_length (slot->span));
  gsize line = slot->span.start;

  if (self->map->form == ATRIUM_ENTRY_FORM_ROW || self->map->form == ATRIUM_ENTRY_FORM_LINE)
    return NULL;
  if (end != NULL)
    {
      const char *stop = ++end;

      while (*stop == ' ' || *stop == '\t')
        stop++;
      return g_strndup (end, stop - end);
    }

  while (line > 0 && text[line - 1] != '\n')
    line--;
  if (self->map->inner.start > line && self->map->inner.start <= slot->span.start)
    return g_strnfill (self->map->inner.start - line, ' ');

  return g_strnfill (strspn (text + line, " "), ' ');
}

static const char *
find_newline (const char *text)
{
  const char *end = strchr (text, '\n');

  return end != NULL && end > text && end[-1] == '\r' ? "\r\n" : "\n";
}

/* The spelling of a value in a slot, in the way whose turn it is; NULL where none is left. */
char *
_atrium_write_spell (AtriumRewrite    *self,
                     const AtriumSlot *slot,
                     AtriumFieldType   type,
                     AtriumValue      *before,
                     AtriumValue      *after)
{
  g_autofree char *field = g_strndup (slot->path, strcspn (slot->path, "/"));
  g_autofree char *sample = atrium_source_dup_span (slot->source, slot->span);
  g_autofree char *old = _atrium_value_dup_text (before);
  g_autofree char *new = _atrium_value_dup_text (after);
  g_autofree char *indent = NULL;
  const char *id = atrium_entry_get_id (self->after);
  AtriumRespell place = {
    .type = type,
    .spelling = slot->spelling,
    .sample = sample,
    .before = before != NULL ? old : NULL,
    .newline = find_newline (atrium_source_get_text (slot->source, NULL)),
    .in_table = self->map->form == ATRIUM_ENTRY_FORM_ROW,
  };
  char *spelled;

  if ((slot->spelling == ATRIUM_SPELLING_YAML || slot->spelling == ATRIUM_SPELLING_TOML) && type != ATRIUM_FIELD_DATE &&
      _atrium_pass_get_way (self->pass, id, field) == 0)
    {
      spelled = _atrium_data_slot_spell (slot->source, slot->span, new);
      if (spelled != NULL)
        return spelled;
    }
  /* the lines of code in a file of its own stand as they are */
  if (type == ATRIUM_FIELD_CODE && slot->spelling == ATRIUM_SPELLING_PLAIN)
    place.indent = "";
  else if (type == ATRIUM_FIELD_TEXT || type == ATRIUM_FIELD_CODE)
    place.indent = indent = find_indent (self, slot);

  spelled = _atrium_respell (&place, new, _atrium_pass_get_way (self->pass, id, field));
  if (spelled == NULL)
    _atrium_pass_set_exhausted (self->pass, id, field);

  return spelled;
}

/* Replaces what stands in a slot; where the slot is in another place than the entry
 * (settings, a heading that several share), there. */
void
_atrium_write_patch (AtriumRewrite    *self,
                     const AtriumSlot *slot,
                     const char       *text)
{
  if (_atrium_source_same (slot->source, self->map->source) &&
      atrium_span_contains (self->map->outer, slot->span))
    _atrium_patches_cover (self->patches, slot->span, text);
  else if (!self->clone)
    _atrium_patches_cover (_atrium_pass_get_patches (self->pass, slot->source), slot->span, text);
}

GArray *
_atrium_write_get_units (AtriumRewrite *self)
{
  if (self->units == NULL)
    self->units = _atrium_units_new (self->map, self->text);

  return self->units;
}

static void
write_record (AtriumRewrite   *self,
              const char      *path,
              AtriumFieldType  type,
              AtriumValue     *before,
              AtriumValue     *after)
{
  for (guint i = 0; i < atrium_value_get_n_items (after); i++)
    {
      const char *name = atrium_value_get_member_name (after, i);
      AtriumValue *member = atrium_value_get_item (after, i);
      g_autofree char *child = g_strdup_printf ("%s/%s", path, name);
      gboolean number = atrium_value_get_value_type (member) == ATRIUM_VALUE_NUMBER;

      _atrium_write_value (self, child, number ? ATRIUM_FIELD_NUMBER : ATRIUM_FIELD_STRING,
                           atrium_value_get_member (before, name), member);
    }
}

static void
write_scalar (AtriumRewrite   *self,
              const char      *path,
              AtriumFieldType  type,
              AtriumValue     *before,
              AtriumValue     *after)
{
  const AtriumSlot *slot = atrium_slots_find (self->map->slots, path);
  g_autofree char *spelled = NULL;

  if (slot == NULL)
    {
      if (strchr (path, '/') == NULL && !atrium_value_is_empty (after))
        _atrium_write_missing (self, path, type, after);
      return;
    }

  if (atrium_value_is_empty (after))
    {
      _atrium_write_clear (self, path);
      return;
    }

  spelled = _atrium_write_spell (self, slot, type, before, after);
  if (spelled != NULL)
    _atrium_write_patch (self, slot, spelled);
}

/* Writes one value; @path is its place in the entry ("title", "authors/0/name"). */
void
_atrium_write_value (AtriumRewrite   *self,
                     const char      *path,
                     AtriumFieldType  type,
                     AtriumValue     *before,
                     AtriumValue     *after)
{
  if (atrium_value_equal (before, after) ||
      (atrium_value_is_empty (before) && atrium_value_is_empty (after)))
    return;

  if (!is_list_value (before) && !is_list_value (after))
    {
      if (is_record_value (after))
        write_record (self, path, type, before, after);
      else
        write_scalar (self, path, type, before, after);
      return;
    }

  if (atrium_value_is_empty (after))
    _atrium_write_clear (self, path);
  else if (atrium_value_is_empty (before))
    _atrium_write_missing (self, path, type, after);
  else if (!_atrium_write_list (self, path, type, before, after))
    _atrium_pass_set_exhausted (self->pass, atrium_entry_get_id (self->after), path);
}

/* `dateText` stands beside `date` */
static gboolean
is_companion (AtriumEntry *entry,
              const char  *name)
{
  g_autofree char *base = NULL;

  if (!g_str_has_suffix (name, "Text") || strlen (name) <= strlen ("Text"))
    return FALSE;
  base = g_strndup (name, strlen (name) - strlen ("Text"));

  return _atrium_field_type (entry, base) == ATRIUM_FIELD_DATE;
}

/* the user gave the spelling of a date and not another date */
static void
write_companion (AtriumRewrite *self,
                 const char    *name)
{
  g_autofree char *base = g_strndup (name, strlen (name) - strlen ("Text"));
  const AtriumSlot *slot = atrium_slots_find (self->map->slots, base);
  const char *text = atrium_entry_get_string (self->after, name);

  if (slot == NULL || text == NULL || *text == '\0' ||
      g_strcmp0 (text, atrium_entry_get_string (self->before, name)) == 0 ||
      !atrium_value_equal (atrium_entry_get (self->before, base), atrium_entry_get (self->after, base)))
    return;

  _atrium_write_patch (self, slot, text);
}

static void
write_member (AtriumRewrite *self,
              const char    *name)
{
  if (g_str_equal (name, "source") ||
      atrium_value_equal (atrium_entry_get (self->before, name), atrium_entry_get (self->after, name)))
    return;
  if (self->map->form == ATRIUM_ENTRY_FORM_FILE && _atrium_collection_write_member (self, name))
    return;
  if (self->map->form == ATRIUM_ENTRY_FORM_NODE && _atrium_record_write_member (self, name))
    return;

  if (is_companion (self->after, name))
    write_companion (self, name);
  else
    _atrium_write_value (self, name, _atrium_field_type (self->after, name),
                         atrium_entry_get (self->before, name), atrium_entry_get (self->after, name));
}

/* The patches that turn the text of @before into that of @after. Lists come after plain
 * values, because a value may stand inside an item of a list (the title in its link). */
GArray *
_atrium_write_entry (AtriumPass     *pass,
                     AtriumEntryMap *map,
                     AtriumEntry    *before,
                     AtriumEntry    *after,
                     gboolean        clone)
{
  AtriumRewrite self = {
    .pass = pass,
    .map = map,
    .before = before,
    .after = after,
    .text = map->source != NULL ? atrium_source_get_text (map->source, NULL) : "",
    .patches = _atrium_patches_new (),
    .clone = clone,
  };

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
      {
        const char *name = atrium_entry_get_member_name (after, i);

        if (is_list_value (atrium_entry_get (after, name)) == (round == 1))
          write_member (&self, name);
      }
  for (guint i = 0; i < atrium_entry_get_n_members (before); i++)
    {
      const char *name = atrium_entry_get_member_name (before, i);

      if (atrium_value_is_empty (atrium_entry_get (after, name)))
        write_member (&self, name);
    }

  if (map->form == ATRIUM_ENTRY_FORM_FILE &&
      atrium_entry_get_hidden (before) != atrium_entry_get_hidden (after))
    _atrium_collection_write_member (&self, "hidden");

  g_clear_pointer (&self.units, g_array_unref);
  _atrium_patches_sort (self.patches);

  return self.patches;
}
