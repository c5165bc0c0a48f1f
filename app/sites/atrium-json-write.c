#include "atrium-json-records.h"

#include <string.h>

#include "atrium-date.h"
#include "atrium-value-json-private.h"

/* Writes the sections of a JSON Resume file: a new value of the whole is put together, of which
 * all that did not change is what was read, and then written over the old one. */

static AtriumJsonNode *
find_last (AtriumJsonNode *object,
           const char     *name)
{
  AtriumJsonNode *found = NULL;

  for (AtriumJsonNode *member = object->first_child; member != NULL; member = member->next)
    if (g_strcmp0 (member->name, name) == 0)
      found = member;

  return found;
}

/* there is one way only to write a value */
static void
exhaust (AtriumPass  *pass,
         AtriumEntry *before,
         AtriumEntry *after)
{
  const char *id = atrium_entry_get_id (after);

  _atrium_pass_set_exhausted (pass, id, "");
  for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
    _atrium_pass_set_exhausted (pass, id, atrium_entry_get_member_name (after, i));
  for (guint i = 0; before != NULL && i < atrium_entry_get_n_members (before); i++)
    _atrium_pass_set_exhausted (pass, id, atrium_entry_get_member_name (before, i));
}

/* --- values ------------------------------------------------------------------ */

/* a date as the old one was written */
static AtriumValue *
spell_date (AtriumValue *old,
            const char  *iso)
{
  const char *sample = atrium_value_get_string (old);
  AtriumDate date, was;
  gsize used;

  if (sample == NULL || *sample == '\0' || !atrium_date_from_iso (iso, &date))
    return atrium_value_new_string (iso);
  if (!atrium_date_from_iso (sample, &was) && atrium_date_scan (sample, -1, &was, &used) && used == strlen (sample))
    return atrium_value_new_take_string (atrium_date_format_like (&date, sample, TRUE));

  return atrium_value_new_string (iso);
}

static const char *
text_of_item (AtriumValue *item)
{
  const char *text = atrium_value_get_string (item);

  return text != NULL ? text : atrium_value_get_member_string (item, "name");
}

/* a list of texts; records that had the name of one keep the rest */
static AtriumValue *
spell_texts (AtriumValue *old,
             AtriumValue *texts)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  gboolean records = atrium_value_get_value_type (atrium_value_get_item (old, 0)) == ATRIUM_VALUE_RECORD;

  for (guint i = 0; i < atrium_value_get_n_items (texts); i++)
    {
      const char *text = text_of_item (atrium_value_get_item (texts, i));
      AtriumValue *model = records ? atrium_value_get_item (old, i) : NULL;
      g_autoptr(AtriumValue) empty = atrium_value_new_record ();

      if (text == NULL)
        text = "";
      g_ptr_array_add (items, records ? atrium_value_with_string (model != NULL ? model : empty, "name", text)
                                      : atrium_value_new_string (text));
    }

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

static AtriumValue *
join_texts (AtriumValue *texts)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < atrium_value_get_n_items (texts); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", text_of_item (atrium_value_get_item (texts, i)));

  return atrium_value_new_string (out->str);
}

static AtriumValue *
cut_text (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ", ", -1);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (items, atrium_value_new_string (parts[i]));

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

static gboolean
is_list (AtriumValue *value)
{
  return value != NULL && atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST;
}

/* What a member of an entry is in the file, in the shape that @old has there. */
static AtriumValue *
spell_value (AtriumValue         *value,
             AtriumValue         *old,
             const AtriumJsonKey *key,
             AtriumFieldType      type)
{
  gboolean list = old != NULL && !atrium_value_is_empty (old) ? is_list (old) : is_list (old) || key->list;
  const char *text = atrium_value_get_string (value);

  if (type == ATRIUM_FIELD_DATE && text != NULL)
    return spell_date (old, text);
  if (is_list (value))
    return list ? spell_texts (old, value) : join_texts (value);
  if (list && text != NULL)
    return cut_text (text);
  if (text != NULL && old != NULL && atrium_value_get_value_type (old) == ATRIUM_VALUE_NUMBER &&
      *text != '\0' && strspn (text, "0123456789") == strlen (text) && *text != '0')
    return atrium_value_new_number (text);

  return atrium_value_ref (value);
}

/* --- records --------------------------------------------------------------------- */

/* The record with a member; where it is new, behind those that come before it in @order. */
AtriumValue *
_atrium_json_with_key (AtriumValue       *record,
                       const char *const *order,
                       const char        *key,
                       AtriumValue       *value)
{
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GPtrArray) values = NULL;
  guint n = atrium_value_get_n_items (record);
  guint at = 0;

  if (value == NULL || atrium_value_get_member (record, key) != NULL)
    return atrium_value_with_member (record, key, value);

  names = g_ptr_array_new ();
  values = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      const char *name = atrium_value_get_member_name (record, i);

      for (guint j = 0; order[j] != NULL && !g_str_equal (order[j], key); j++)
        if (g_str_equal (order[j], name))
          at = i + 1;
      g_ptr_array_add (names, (gpointer) name);
      g_ptr_array_add (values, atrium_value_get_item (record, i));
    }
  g_ptr_array_insert (names, at, (gpointer) key);
  g_ptr_array_insert (values, at, value);

  return atrium_value_new_record_of ((const char *const *) names->pdata, (AtriumValue *const *) values->pdata, names->len);
}

static char **
key_order (const AtriumJsonShape *shape)
{
  char **order = g_new0 (char *, shape->n_keys + 1);

  for (guint i = 0; i < shape->n_keys; i++)
    order[i] = (char *) shape->keys[i].key;

  return order;
}

/* a text that stood for a record becomes one where it has to say more */
static AtriumValue *
as_record (const AtriumJsonShape *shape,
           AtriumValue           *item)
{
  g_autoptr(AtriumValue) empty = NULL;

  if (item != NULL && atrium_value_get_value_type (item) == ATRIUM_VALUE_RECORD)
    return atrium_value_ref (item);
  empty = atrium_value_new_record ();

  return item != NULL ? atrium_value_with_member (empty, shape->keys[0].key, item) : g_steal_pointer (&empty);
}

static AtriumValue *
write_member (const AtriumJsonShape *shape,
              AtriumValue           *record,
              AtriumEntry           *after,
              const char            *member)
{
  const AtriumJsonKey *key = _atrium_json_find_key (shape, record, member);
  AtriumValue *value = atrium_entry_get (after, member);
  g_autofree char **order = key_order (shape);
  g_autoptr(AtriumValue) spelled = NULL;

  if (key == NULL)
    return atrium_value_ref (record);
  if (!atrium_value_is_empty (value))
    spelled = spell_value (value, atrium_value_get_member (record, key->key), key, _atrium_field_type (after, member));

  return _atrium_json_with_key (record, (const char *const *) order, key->key, spelled);
}

static gboolean
differs (AtriumEntry *before,
         AtriumEntry *after,
         const char  *name)
{
  AtriumValue *a = before != NULL ? atrium_entry_get (before, name) : NULL;
  AtriumValue *b = atrium_entry_get (after, name);

  return !atrium_value_equal (a, b) && !(atrium_value_is_empty (a) && atrium_value_is_empty (b));
}

static AtriumValue *
write_members (const AtriumJsonShape *shape,
               AtriumValue           *item,
               AtriumEntry           *before,
               AtriumEntry           *after)
{
  AtriumValue *record = as_record (shape, item);

  /* in the order of the keys, so that new ones come behind each other */
  for (guint i = 0; i < shape->n_keys; i++)
    {
      const char *member = shape->keys[i].member;
      AtriumValue *changed;

      if (!differs (before, after, member) ||
          _atrium_json_find_key (shape, record, member) != &shape->keys[i])
        continue;
      changed = write_member (shape, record, after, member);
      atrium_value_unref (record);
      record = changed;
    }

  return record;
}

/* the text alone, where that is all that a text stood for */
static AtriumValue *
write_text (const AtriumJsonShape *shape,
            AtriumEntry           *after)
{
  const char *member = shape->keys[0].member;

  for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
    if (!g_str_equal (atrium_entry_get_member_name (after, i), member) && atrium_entry_get_n_members (after) > 1)
      return NULL;

  return atrium_entry_get_string (after, member) != NULL ? atrium_value_new_string (atrium_entry_get_string (after, member)) : NULL;
}

/* --- new records -------------------------------------------------------------------- */

static gboolean
is_key (const AtriumJsonShape *shape,
        const char            *name)
{
  for (guint i = 0; i < shape->n_keys; i++)
    if (g_str_equal (shape->keys[i].key, name))
      return TRUE;

  return FALSE;
}

/* What a new record has as its siblings have it: a text left empty, and a text of the theme's
 * own, as an icon is, that two of them share. */
static gboolean
is_inherited (const AtriumJsonShape *shape,
              AtriumValue           *sibling,
              AtriumValue           *before,
              guint                  index)
{
  const char *name = atrium_value_get_member_name (sibling, index);
  const char *text = atrium_value_get_string (atrium_value_get_item (sibling, index));

  if (text == NULL)
    return FALSE;
  if (*text == '\0')
    return TRUE;

  return !is_key (shape, name) && before != NULL && atrium_value_get_value_type (before) == ATRIUM_VALUE_RECORD &&
         g_strcmp0 (atrium_value_get_member_string (before, name), text) == 0;
}

/* A new record has the keys that its siblings have, in their order. @before: the one above
 * @sibling, or NULL. */
static AtriumValue *
write_new (const AtriumJsonShape *shape,
           AtriumEntry           *entry,
           AtriumValue           *sibling,
           AtriumValue           *before)
{
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) model = NULL;

  if (sibling != NULL && atrium_value_get_value_type (sibling) == ATRIUM_VALUE_STRING)
    {
      AtriumValue *text = write_text (shape, entry);

      if (text != NULL)
        return text;
    }
  if (sibling == NULL || atrium_value_get_value_type (sibling) != ATRIUM_VALUE_RECORD)
    return write_members (shape, NULL, NULL, entry);

  for (guint i = 0; i < atrium_value_get_n_items (sibling); i++)
    {
      const char *name = atrium_value_get_member_name (sibling, i);

      for (guint j = 0; j < shape->n_keys; j++)
        {
          const AtriumJsonKey *key = &shape->keys[j];
          AtriumValue *value = atrium_entry_get (entry, key->member);
          g_autoptr(AtriumValue) spelled = NULL;
          AtriumValue *changed;

          if (!g_str_equal (key->key, name) || atrium_value_is_empty (value) ||
              _atrium_json_find_key (shape, sibling, key->member) != key)
            continue;
          spelled = spell_value (value, atrium_value_get_item (sibling, i), key, _atrium_field_type (entry, key->member));
          changed = atrium_value_with_member (record, name, spelled);
          atrium_value_unref (record);
          record = changed;
        }
      if (atrium_value_get_member (record, name) == NULL && is_inherited (shape, sibling, before, i))
        {
          AtriumValue *changed = atrium_value_with_member (record, name, atrium_value_get_item (sibling, i));

          atrium_value_unref (record);
          record = changed;
        }
    }
  /* what the sibling does not say */
  for (guint j = 0; j < shape->n_keys; j++)
    {
      const AtriumJsonKey *key = &shape->keys[j];

      if (!atrium_value_is_empty (atrium_entry_get (entry, key->member)) &&
          atrium_value_is_empty (atrium_value_get_member (record, _atrium_json_find_key (shape, record, key->member)->key)))
        {
          AtriumValue *changed = write_member (shape, record, entry, key->member);

          atrium_value_unref (record);
          record = changed;
        }
    }

  return g_steal_pointer (&record);
}

/* --- lists ------------------------------------------------------------------------------ */

typedef struct
{
  AtriumJsonWrite       *write;
  const AtriumJsonShape *shape;
  AtriumSection         *before;      /* or NULL */
  AtriumSection         *after;
  GPtrArray             *nodes;       /* of the old entries */
  GPtrArray             *items;       /* AtriumValue, the new list */
} ListWrite;

static int
find_old (ListWrite   *self,
          AtriumEntry *entry)
{
  AtriumEntry *old = g_hash_table_lookup (self->write->pass->old_entries, atrium_entry_get_id (entry));
  guint index;

  return self->before != NULL && old != NULL && atrium_section_find (self->before, old, &index) ? (int) index : -1;
}

/* what is no record stays behind the item that it stood behind */
static void
add_others (ListWrite      *self,
            AtriumJsonNode *node)
{
  for (; node != NULL && !_atrium_json_is_record (node); node = node->next)
    {
      AtriumValue *value = _atrium_json_to_value (node);

      g_hash_table_insert (self->write->origins, value, node);
      g_ptr_array_add (self->items, value);
    }
}

static void
add_old (ListWrite   *self,
         guint        index,
         AtriumEntry *entry)
{
  AtriumJsonNode *node = g_ptr_array_index (self->nodes, index);
  AtriumEntry *before = atrium_section_get_entry (self->before, index);
  g_autoptr(AtriumValue) old = _atrium_json_to_value (node);
  AtriumValue *new = NULL;

  if (atrium_entry_equal (before, entry))
    new = atrium_value_ref (old);
  else
    {
      exhaust (self->write->pass, before, entry);
      if (node->type == ATRIUM_JSON_STRING)
        new = write_text (self->shape, entry);
      if (new == NULL)
        new = write_members (self->shape, old, before, entry);
    }
  g_hash_table_insert (self->write->origins, new, node);
  g_ptr_array_add (self->items, new);
  add_others (self, node->next);
}

static void
add_new (ListWrite   *self,
         AtriumEntry *entry)
{
  AtriumValue *sibling = self->items->len > 0 ? g_ptr_array_index (self->items, self->items->len - 1) : NULL;
  AtriumValue *before = self->items->len > 1 ? g_ptr_array_index (self->items, self->items->len - 2) : NULL;
  g_autoptr(AtriumValue) first = NULL;

  exhaust (self->write->pass, NULL, entry);
  if (sibling == NULL && self->nodes->len > 0)
    sibling = first = _atrium_json_to_value (g_ptr_array_index (self->nodes, 0));
  g_ptr_array_add (self->items, write_new (self->shape, entry, sibling, before));
}

static void
list_nodes (ListWrite      *self,
            AtriumJsonNode *list)
{
  for (AtriumJsonNode *item = list != NULL ? list->first_child : NULL; item != NULL; item = item->next)
    if (_atrium_json_is_record (item))
      g_ptr_array_add (self->nodes, item);
}

static gboolean
is_changed (AtriumSection *before,
            AtriumSection *after)
{
  guint n = atrium_section_get_n_entries (after);

  if (before == NULL || atrium_section_get_n_entries (before) != n)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      AtriumEntry *a = atrium_section_get_entry (before, i);
      AtriumEntry *b = atrium_section_get_entry (after, i);

      if (!g_str_equal (atrium_entry_get_id (a), atrium_entry_get_id (b)) || !atrium_entry_equal (a, b))
        return TRUE;
    }

  return FALSE;
}

static void
set_root (AtriumJsonWrite   *self,
          const char *const *order,
          const char        *key,
          AtriumValue       *value)
{
  AtriumValue *root = _atrium_json_with_key (self->root, order, key, value);

  atrium_value_unref (self->root);
  self->root = root;
}

static void
write_list (AtriumJsonWrite       *self,
            const AtriumJsonShape *shape,
            AtriumSection         *before,
            AtriumSection         *after,
            const char *const     *order)
{
  AtriumJsonNode *list = find_last (atrium_json_get_root (self->json), shape->list);
  ListWrite write = { self, shape, before, after, NULL, NULL };
  AtriumValue *value;

  if (!is_changed (before, after))
    return;
  if (list != NULL && list->type != ATRIUM_JSON_ARRAY)
    list = NULL;
  write.nodes = g_ptr_array_new ();
  write.items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  list_nodes (&write, list);
  add_others (&write, list != NULL ? list->first_child : NULL);
  for (guint i = 0; i < atrium_section_get_n_entries (after); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (after, i);
      int old = find_old (&write, entry);

      if (old >= 0 && old < (int) write.nodes->len)
        add_old (&write, old, entry);
      else
        add_new (&write, entry);
    }
  value = atrium_value_new_list ((AtriumValue *const *) write.items->pdata, write.items->len);
  if (list != NULL)
    g_hash_table_insert (self->origins, value, list);
  set_root (self, order, shape->list, value);
  atrium_value_unref (value);
  g_ptr_array_unref (write.items);
  g_ptr_array_unref (write.nodes);
}

static const AtriumJsonShape *
shape_of (const char    *path,
          AtriumSection *section)
{
  const char *id = atrium_section_get_id (section);
  gsize length = strlen (path);

  return g_str_has_prefix (id, path) && id[length] == '#' ? _atrium_json_shape_find (id + length + 1) : NULL;
}

/* the list of a section that is new in the file */
static const AtriumJsonShape *
shape_of_new (AtriumJsonWrite *self,
              AtriumSection   *section,
              gboolean         whole)
{
  const AtriumJsonShape *shape = whole && g_hash_table_lookup (self->pass->old_sections, atrium_section_get_id (section)) == NULL
    ? _atrium_json_shape_choose (atrium_section_get_kind (section), atrium_section_get_title (section)) : NULL;

  /* one that is there is another section */
  return shape != NULL && atrium_value_get_member (self->root, shape->list) == NULL ? shape : NULL;
}

/* @whole: all sections of the profile are in this file. */
void
_atrium_json_write_lists (AtriumJsonWrite *self,
                          const char      *path,
                          gboolean         whole)
{
  AtriumProfile *profile = self->pass->profile;
  AtriumProfile *old = self->pass->reading->profile;
  g_autoptr(GPtrArray) order = g_ptr_array_new ();
  g_autoptr(GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_add (order, (gpointer) "basics");
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      const AtriumJsonShape *shape = shape_of (path, section);

      if (shape == NULL)
        shape = shape_of_new (self, section, whole);
      if (shape == NULL)
        continue;
      g_ptr_array_add (order, (gpointer) shape->list);
      g_ptr_array_add (order, NULL);
      g_hash_table_add (kept, (gpointer) atrium_section_get_id (section));
      write_list (self, shape, g_hash_table_lookup (self->pass->old_sections, atrium_section_get_id (section)), section,
                  (const char *const *) order->pdata);
      g_ptr_array_remove_index (order, order->len - 1);
    }
  g_ptr_array_add (order, NULL);
  for (guint i = 0; i < atrium_profile_get_n_sections (old); i++)
    {
      AtriumSection *section = atrium_profile_get_section (old, i);
      const AtriumJsonShape *shape = shape_of (path, section);

      if (shape != NULL && !g_hash_table_contains (kept, atrium_section_get_id (section)))
        set_root (self, (const char *const *) order->pdata, shape->list, NULL);
    }
}

/* Writes what changed into @source. @whole: the file is all of the profile, with the person. */
gboolean
_atrium_json_write (AtriumPass      *pass,
                    AtriumSource    *source,
                    gboolean         whole,
                    AtriumFileTree  *files,
                    GError         **error)
{
  const char *path = atrium_source_get_path (source);
  AtriumJsonWrite self = { .pass = pass };
  g_autoptr(GBytes) bytes = NULL;

  self.json = atrium_json_read (source, error);
  if (self.json == NULL)
    return FALSE;
  self.root = _atrium_json_to_value (atrium_json_get_root (self.json));
  self.origins = g_hash_table_new (NULL, NULL);
  if (whole)
    _atrium_json_write_basics (&self, path);
  else
    _atrium_json_write_name (&self);
  _atrium_json_write_lists (&self, path, whole);
  bytes = _atrium_json_update (self.json, self.origins, self.root);
  if (!g_bytes_equal (bytes, atrium_source_get_bytes (source)))
    atrium_file_tree_set (files, path, bytes);

  atrium_value_unref (self.root);
  g_hash_table_unref (self.origins);
  atrium_json_free (self.json);

  return TRUE;
}
