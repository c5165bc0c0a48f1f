#include "atrium-map.h"

#include <string.h>

static void
atrium_slot_clear (gpointer data)
{
  AtriumSlot *slot = data;

  g_free (slot->path);
  atrium_source_unref (slot->source);
}

/**
 * atrium_slots_new:
 *
 * An empty array of AtriumSlot that owns its paths and holds its sources.
 *
 * Returns: (transfer full): the array
 */
GArray *
atrium_slots_new (void)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (AtriumSlot));

  g_array_set_clear_func (slots, atrium_slot_clear);

  return slots;
}

static guint
find_first_child (GArray     *slots,
                  const char *path)
{
  gsize length = strlen (path);

  for (guint i = 0; i < slots->len; i++)
    {
      const AtriumSlot *slot = &g_array_index (slots, AtriumSlot, i);

      if (strncmp (slot->path, path, length) == 0 && slot->path[length] == '/')
        return i;
    }

  return slots->len;
}

/**
 * atrium_slots_add:
 * @slots: the slots of an entry or person
 * @path: path of the value in it
 * @source: the file
 * @span: where the value stands
 * @spelling: how it is spelled there
 *
 * Adds a slot, before those of its parts. A path has one slot; a second one for the same
 * path is ignored, because an edit could not keep the two places alike.
 */
void
atrium_slots_add (GArray         *slots,
                  const char     *path,
                  AtriumSource   *source,
                  AtriumSpan      span,
                  AtriumSpelling  spelling)
{
  AtriumSlot slot;
  guint index = slots->len;

  g_return_if_fail (slots != NULL && path != NULL && source != NULL);

  /* who adds the parts of a list counts them, so only whole values can come twice */
  if (strchr (path, '/') == NULL)
    {
      if (atrium_slots_find (slots, path) != NULL)
        return;
      index = find_first_child (slots, path);
    }

  slot.path = g_strdup (path);
  slot.source = atrium_source_ref (source);
  slot.span = span;
  slot.spelling = spelling;
  g_array_insert_val (slots, index, slot);
}

/**
 * atrium_slots_find:
 * @slots: (nullable): the slots of an entry or person
 * @path: path of the value in it
 *
 * Returns: (nullable): the slot, owned by @slots and valid until it grows
 */
const AtriumSlot *
atrium_slots_find (GArray     *slots,
                   const char *path)
{
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const AtriumSlot *slot = &g_array_index (slots, AtriumSlot, i);

      if (g_str_equal (slot->path, path))
        return slot;
    }

  return NULL;
}

static void
atrium_entry_map_free (gpointer data)
{
  AtriumEntryMap *self = data;

  g_free (self->entry_id);
  g_clear_pointer (&self->source, atrium_source_unref);
  g_array_unref (self->slots);
  g_free (self);
}

static void
atrium_section_map_free (gpointer data)
{
  AtriumSectionMap *self = data;

  g_free (self->section_id);
  g_clear_pointer (&self->source, atrium_source_unref);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * atrium_map_new:
 *
 * Returns: (transfer full): an empty map
 */
AtriumMap *
atrium_map_new (void)
{
  AtriumMap *self = g_new0 (AtriumMap, 1);

  self->person = atrium_slots_new ();
  self->sections = g_ptr_array_new_with_free_func (atrium_section_map_free);

  return self;
}

/**
 * atrium_map_free:
 * @self: (nullable): a map
 */
void
atrium_map_free (AtriumMap *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->person);
  g_ptr_array_unref (self->sections);
  g_clear_pointer (&self->extra, g_hash_table_unref);
  g_free (self);
}

/**
 * atrium_map_add_section:
 * @self: a map
 * @section_id: id of the section in the profile
 * @source: (nullable): the file it stands in
 *
 * Appends a section without a place: its spans are ATRIUM_SPAN_NONE until they are set.
 *
 * Returns: (transfer none): the section's map
 */
AtriumSectionMap *
atrium_map_add_section (AtriumMap    *self,
                        const char   *section_id,
                        AtriumSource *source)
{
  AtriumSectionMap *section = g_new0 (AtriumSectionMap, 1);

  section->section_id = g_strdup (section_id);
  section->source = source != NULL ? atrium_source_ref (source) : NULL;
  section->outer = ATRIUM_SPAN_NONE;
  section->title = ATRIUM_SPAN_NONE;
  section->body = ATRIUM_SPAN_NONE;
  section->entries = g_ptr_array_new_with_free_func (atrium_entry_map_free);
  g_ptr_array_add (self->sections, section);

  return section;
}

/**
 * atrium_section_map_add:
 * @self: a section's map
 * @entry_id: id of the entry in the profile
 * @form: what carries the entry in the file
 * @source: (nullable): the file it stands in
 * @outer: what moves with it
 * @inner: @outer without the marker
 *
 * Appends an entry.
 *
 * Returns: (transfer none): the entry's map, without slots
 */
AtriumEntryMap *
atrium_section_map_add (AtriumSectionMap *self,
                        const char       *entry_id,
                        AtriumEntryForm   form,
                        AtriumSource     *source,
                        AtriumSpan        outer,
                        AtriumSpan        inner)
{
  AtriumEntryMap *entry = g_new0 (AtriumEntryMap, 1);

  entry->entry_id = g_strdup (entry_id);
  entry->form = form;
  entry->source = source != NULL ? atrium_source_ref (source) : NULL;
  entry->outer = outer;
  entry->inner = inner;
  entry->slots = atrium_slots_new ();
  g_ptr_array_add (self->entries, entry);

  return entry;
}

/**
 * atrium_map_find_section:
 * @self: a map
 * @section_id: id of a section
 *
 * Returns: (nullable): the section's map
 */
AtriumSectionMap *
atrium_map_find_section (AtriumMap  *self,
                         const char *section_id)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      AtriumSectionMap *section = g_ptr_array_index (self->sections, i);

      if (g_strcmp0 (section->section_id, section_id) == 0)
        return section;
    }

  return NULL;
}

/**
 * atrium_map_find_entry:
 * @self: a map
 * @entry_id: id of an entry
 *
 * Returns: (nullable): the entry's map
 */
AtriumEntryMap *
atrium_map_find_entry (AtriumMap  *self,
                       const char *entry_id)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      AtriumSectionMap *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->entries->len; j++)
        {
          AtriumEntryMap *entry = g_ptr_array_index (section->entries, j);

          if (g_strcmp0 (entry->entry_id, entry_id) == 0)
            return entry;
        }
    }

  return NULL;
}
