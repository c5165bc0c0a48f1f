#include "atrium-records.h"

#include "atrium-front-matter.h"
#include "atrium-writer-private.h"

/* Lists of YAML records as sections: a CV in _data/cv.yml, an author's degrees. */

/* A section that is read from records; @id is the file and the list in it. */
AtriumSection *
_atrium_records_add_section (AtriumReading           *reading,
                             const AtriumRecordShape *shape,
                             const char              *id,
                             const char              *title,
                             const char              *page)
{
  g_autoptr(AtriumSection) section = atrium_section_new (shape->kind, id, title);

  atrium_section_set_page (section, page);
  atrium_map_add_section (reading->map, id, NULL);
  if (reading->map->extra == NULL)
    reading->map->extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (reading->map->extra, g_strdup (id), (gpointer) shape);
  atrium_profile_append (reading->profile, section);

  return section;
}

/* from the dash, where the record stands behind one */
static AtriumSpan
outer_of (AtriumSource   *source,
          AtriumYamlNode *item)
{
  const char *text = atrium_source_get_text (source, NULL);
  AtriumSpan span = item->span;
  gsize at = span.start;

  if (item->parent->flow)
    return span;
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
    at--;
  if (at > 0 && text[at - 1] == '-')
    span.start = at - 1;

  return span;
}

/* white space and comments behind the last value are nobody's */
static AtriumSpan
inner_of (AtriumYamlNode *item)
{
  AtriumSpan span = item->span;
  AtriumYamlNode *last = item;

  while (last->last_child != NULL)
    last = last->last_child;
  if (last->type == ATRIUM_YAML_SCALAR && !item->flow && last->span.end > span.start)
    span.end = MIN (span.end, last->span.end);

  return span;
}

static void
read_scalar (const AtriumRecordShape *shape,
             AtriumEntry             *entry,
             AtriumEntryMap          *map,
             AtriumYamlNode          *item)
{
  const char *member = shape->keys[0].member;

  atrium_entry_set_string (entry, member, item->text);
  atrium_slots_add (map->slots, member, map->source, item->span, ATRIUM_SPELLING_YAML);
}

/* Reads the records of a list, and texts that stand for one, into @section. */
void
_atrium_records_read (AtriumReading           *reading,
                      const AtriumRecordShape *shape,
                      AtriumSection           *section,
                      AtriumSource            *source,
                      AtriumYamlNode          *list,
                      const char              *group)
{
  AtriumSectionMap *section_map = atrium_map_find_section (reading->map, atrium_section_get_id (section));
  AtriumEntry *person = atrium_profile_get_person (reading->profile);

  for (AtriumYamlNode *item = list->first_child; item != NULL; item = item->next)
    {
      g_autofree char *id = g_strdup_printf ("%s/%u", atrium_section_get_id (section),
                                             atrium_section_get_n_entries (section));
      g_autoptr(AtriumEntry) entry = NULL;
      AtriumEntryMap *map;
      AtriumSpan inner;
      AtriumSpan outer;

      if (item->type != ATRIUM_YAML_MAPPING && !_atrium_yaml_node_is_text (item))
        continue;
      entry = atrium_entry_new (shape->kind, id);
      inner = inner_of (item);
      outer = outer_of (source, item);
      outer.end = inner.end;
      map = atrium_section_map_add (section_map, id, ATRIUM_ENTRY_FORM_NODE, source, outer, inner);
      if (item->type == ATRIUM_YAML_MAPPING)
        _atrium_yaml_entry_read (shape->keys, shape->n_keys, entry, map, person, item);
      else
        read_scalar (shape, entry, map, item);
      if (group != NULL)
        atrium_entry_set_string (entry, "group", group);
      atrium_section_append (section, entry);
    }
}

static AtriumYamlNode *
find_mapping (AtriumYamlNode *node,
              gsize           start)
{
  while (node != NULL)
    {
      AtriumYamlNode *child = node->first_child;

      if (node->type == ATRIUM_YAML_MAPPING && node->span.start == start &&
          node->parent != NULL && node->parent->type == ATRIUM_YAML_SEQUENCE)
        return node;
      while (child != NULL && child->span.end < start)
        child = child->next;
      node = child;
    }

  return NULL;
}

/* Writes a member of a record at its key. FALSE where its slot does it better. */
gboolean
_atrium_record_write_member (AtriumRewrite *self,
                             const char    *member)
{
  AtriumSectionMap *home = g_hash_table_lookup (self->pass->homes, self->map->entry_id);
  GHashTable *shapes = self->pass->reading->map->extra;
  const AtriumRecordShape *shape =
    home != NULL && shapes != NULL ? g_hash_table_lookup (shapes, home->section_id) : NULL;
  g_autoptr(AtriumYaml) yaml = NULL;
  AtriumYamlNode *mapping;

  if (shape == NULL)
    return FALSE;
  yaml = _atrium_yaml_file_read (self->map->source, NULL, NULL);
  mapping = yaml != NULL ? find_mapping (atrium_yaml_get_root (yaml), self->map->inner.start) : NULL;

  return mapping != NULL &&
         _atrium_yaml_entry_write (shape->keys, shape->n_keys, self, yaml, mapping, member);
}
