#include "atrium-records.h"

#include "atrium-front-matter.h"
#include "atrium-writer-private.h"

/* Lists of YAML or TOML records as sections: a CV in _data/cv.yml, an author's degrees. */

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
          AtriumDataNode *item)
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

static gsize
end_of_line (const char *text,
             gsize       offset)
{
  while (text[offset] != '\0' && text[offset] != '\n' && !(text[offset] == '\r' && text[offset + 1] == '\n'))
    offset++;

  return offset;
}

/* White space and comments behind the last value are nobody's. That is true of YAML: in TOML a
 * span ends with the text, and the last child may be a table that a later key added to. A table
 * has its last line for itself, with the comment there. */
static AtriumSpan
inner_of (AtriumSource   *source,
          AtriumDataNode *item)
{
  AtriumSpan span = item->span;
  AtriumDataNode *last = item;

  if (item->syntax == ATRIUM_DATA_TOML)
    {
      if (item->type == ATRIUM_DATA_MAPPING && !item->flow)
        span.end = end_of_line (atrium_source_get_text (source, NULL), span.end);
      return span;
    }
  while (last->last_child != NULL)
    last = last->last_child;
  if (last->type == ATRIUM_DATA_SCALAR && !item->flow && last->span.end > span.start)
    span.end = MIN (span.end, last->span.end);

  return span;
}

static void
read_scalar (const AtriumRecordShape *shape,
             AtriumEntry             *entry,
             AtriumEntryMap          *map,
             AtriumDataNode          *item)
{
  const char *member = shape->keys[0].member;

  atrium_entry_set_string (entry, member, item->text);
  atrium_slots_add (map->slots, member, map->source, item->span, _atrium_data_spelling (item));
}

/* Reads the records of a list, and texts that stand for one, into @section. */
void
_atrium_records_read (AtriumReading           *reading,
                      const AtriumRecordShape *shape,
                      AtriumSection           *section,
                      AtriumSource            *source,
                      AtriumDataNode          *list,
                      const char              *group)
{
  AtriumSectionMap *section_map = atrium_map_find_section (reading->map, atrium_section_get_id (section));
  AtriumEntry *person = atrium_profile_get_person (reading->profile);

  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    {
      g_autofree char *id = g_strdup_printf ("%s/%u", atrium_section_get_id (section),
                                             atrium_section_get_n_entries (section));
      g_autoptr(AtriumEntry) entry = NULL;
      AtriumEntryMap *map;
      AtriumSpan inner;
      AtriumSpan outer;

      if (item->type != ATRIUM_DATA_MAPPING && !_atrium_data_node_is_text (item))
        continue;
      entry = atrium_entry_new (shape->kind, id);
      inner = inner_of (source, item);
      outer = outer_of (source, item);
      outer.end = inner.end;
      /* between its pieces stands what is not the record's: it can neither go nor move */
      if (atrium_toml_is_in_pieces (item))
        outer = ATRIUM_SPAN_NONE;
      map = atrium_section_map_add (section_map, id, ATRIUM_ENTRY_FORM_NODE, source, outer, inner);
      if (item->type == ATRIUM_DATA_MAPPING)
        _atrium_data_entry_read (shape->keys, shape->n_keys, entry, map, person, item);
      else
        read_scalar (shape, entry, map, item);
      if (group != NULL)
        atrium_entry_set_string (entry, "group", group);
      atrium_section_append (section, entry);
    }
}

/* the record that begins at @start; tables of TOML may stand between the pieces of others */
static AtriumDataNode *
find_mapping (AtriumDataNode *node,
              gsize           start)
{
  if (node->type == ATRIUM_DATA_MAPPING && node->span.start == start &&
      node->parent != NULL && node->parent->type == ATRIUM_DATA_SEQUENCE)
    return node;
  for (AtriumDataNode *child = node->first_child; child != NULL; child = child->next)
    {
      AtriumDataNode *found =
        child->span.start <= start && start <= child->span.end ? find_mapping (child, start) : NULL;

      if (found != NULL)
        return found;
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
  g_autoptr(AtriumData) data = NULL;
  AtriumDataNode *root;
  AtriumDataNode *mapping;

  if (shape == NULL)
    return FALSE;
  data = _atrium_data_file_read (self->map->source, NULL, NULL);
  root = data != NULL ? atrium_data_get_root (data) : NULL;
  mapping = root != NULL ? find_mapping (root, self->map->inner.start) : NULL;

  return mapping != NULL &&
         _atrium_data_entry_write (shape->keys, shape->n_keys, self, data, mapping, member);
}

/* what goes with a comment: the blanks before it, or the end of the line above */
static AtriumSpan
grow_comment (const char *text,
              AtriumSpan  comment,
              gsize       low)
{
  gsize start = comment.start;

  while (start > low && (text[start - 1] == ' ' || text[start - 1] == '\t'))
    start--;
  if (start > low && text[start - 1] == '\n')
    start--;
  if (start > low && text[start] == '\n' && text[start - 1] == '\r')
    start--;

  return ATRIUM_SPAN (start, comment.end);
}

static gboolean
is_patched (GArray     *patches,
            AtriumSpan  span)
{
  for (guint i = 0; i < patches->len; i++)
    {
      AtriumSpan other = g_array_index (patches, AtriumPatch, i).span;

      if (other.start < span.end && span.start < other.end)
        return TRUE;
    }

  return FALSE;
}

/* What a comment in a record of TOML says of it is not true of a new one that looks like it;
 * @patches make the one into the other. */
void
_atrium_record_drop_comments (AtriumEntryMap *map,
                              GArray         *patches)
{
  g_autoptr(AtriumData) data = _atrium_data_file_read (map->source, NULL, NULL);
  const char *text = atrium_source_get_text (map->source, NULL);
  AtriumSpan comment = ATRIUM_SPAN (map->inner.start, map->inner.start);

  if (data == NULL || atrium_data_get_syntax (data) != ATRIUM_DATA_TOML)
    return;
  while (atrium_toml_find_comment (text, ATRIUM_SPAN (comment.end, map->inner.end), &comment))
    {
      AtriumSpan span = grow_comment (text, comment, map->inner.start);

      if (!is_patched (patches, span))
        _atrium_patches_add (patches, span, "");
    }
  _atrium_patches_sort (patches);
}
