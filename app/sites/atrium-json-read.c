#include "atrium-json-records.h"

#include <string.h>

#include "atrium-author-line.h"
#include "atrium-date.h"
#include "atrium-value-json-private.h"

/* Reads the lists of a JSON Resume file into sections, with a slot for each value. */

/* names of one text that are told apart */
#define MAX_NAMES 1000

typedef struct
{
  const AtriumJsonShape *shape;
  AtriumEntry           *entry;
  AtriumEntryMap        *map;
  AtriumEntry           *owner;
} Reader;

/* A record, or a text that stands for one. */
gboolean
_atrium_json_is_record (const AtriumJsonNode *item)
{
  return item->type == ATRIUM_JSON_OBJECT || (item->type == ATRIUM_JSON_STRING && *item->text != '\0');
}

/* The key that holds a member, else one that is there and empty, else the first of its keys. */
const AtriumJsonKey *
_atrium_json_find_key (const AtriumJsonShape *shape,
                       AtriumValue           *record,
                       const char            *member)
{
  const AtriumJsonKey *empty = NULL;
  const AtriumJsonKey *first = NULL;

  for (guint i = 0; i < shape->n_keys; i++)
    {
      AtriumValue *value;

      if (!g_str_equal (shape->keys[i].member, member))
        continue;
      value = atrium_value_get_member (record, shape->keys[i].key);
      if (!atrium_value_is_empty (value))
        return &shape->keys[i];
      if (value != NULL && empty == NULL)
        empty = &shape->keys[i];
      if (first == NULL)
        first = &shape->keys[i];
    }

  return empty != NULL ? empty : first;
}

static AtriumFieldType
type_of (AtriumKind  kind,
         const char *member)
{
  const AtriumField *row = atrium_kind_find_field (atrium_kind_get_info (kind), member);

  return row != NULL ? row->type : ATRIUM_FIELD_TEXT;
}

static gboolean
is_of_table (AtriumKind  kind,
             const char *member)
{
  return atrium_kind_find_field (atrium_kind_get_info (kind), member) != NULL;
}

/* a text, or a number as it is spelled */
static char *
dup_text (AtriumValue *value)
{
  if (value == NULL || (atrium_value_get_value_type (value) != ATRIUM_VALUE_STRING &&
                        atrium_value_get_value_type (value) != ATRIUM_VALUE_NUMBER))
    return NULL;

  return _atrium_value_dup_text (value);
}

static char *
item_text (AtriumValue *item)
{
  if (atrium_value_get_value_type (item) == ATRIUM_VALUE_RECORD)
    item = atrium_value_get_member (item, "name");

  return dup_text (item);
}

static AtriumValue *
read_date (AtriumValue *value)
{
  g_autofree char *text = dup_text (value);
  AtriumDate date;
  gsize used;

  if (text == NULL || *text == '\0')
    return NULL;
  text[strcspn (text, "T")] = '\0';
  if (!atrium_date_from_iso (text, &date))
    {
      g_autofree char *whole = dup_text (value);

      if (!atrium_date_scan (whole, -1, &date, &used))
        return NULL;
    }

  return atrium_value_new_take_string (atrium_date_to_iso (&date));
}

static AtriumValue *
read_texts (AtriumValue *value)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  if (atrium_value_get_value_type (value) != ATRIUM_VALUE_LIST)
    {
      char *text = dup_text (value);

      if (text == NULL)
        return NULL;
      g_ptr_array_add (items, atrium_value_new_take_string (text));
    }
  else
    for (guint i = 0; i < atrium_value_get_n_items (value); i++)
      {
        char *text = item_text (atrium_value_get_item (value, i));

        /* a list with something else in it is left alone */
        if (text == NULL)
          return NULL;
        g_ptr_array_add (items, atrium_value_new_take_string (text));
      }

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

/* "A, B and C" in one text */
static AtriumValue *
cut_names (const char *text)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  const char *start = text;
  const char *p = text;

  while (items->len < MAX_NAMES)
    {
      gsize length = strncmp (p, ", and ", 6) == 0 ? 6 : strncmp (p, " and ", 5) == 0 ? 5 : strncmp (p, " & ", 3) == 0 ? 3
                     : strncmp (p, ", ", 2) == 0 || strncmp (p, "; ", 2) == 0 ? 2 : 0;

      if (length > 0 || *p == '\0')
        {
          if (p > start)
            g_ptr_array_add (items, atrium_value_new_take_string (g_strndup (start, p - start)));
          start = p + length;
        }
      if (*p == '\0')
        break;
      p += MAX (length, 1);
    }

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

static AtriumValue *
read_people (AtriumValue *value,
             AtriumEntry *owner)
{
  g_autoptr(AtriumValue) names = atrium_value_get_string (value) != NULL ? cut_names (atrium_value_get_string (value))
                                                                         : read_texts (value);
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  for (guint i = 0; i < atrium_value_get_n_items (names); i++)
    {
      const char *name = atrium_value_get_string (atrium_value_get_item (names, i));

      if (name != NULL && *name != '\0')
        g_ptr_array_add (people, _atrium_author_person (owner, name, FALSE));
    }

  return people->len > 0 ? atrium_value_new_list ((AtriumValue *const *) people->pdata, people->len) : NULL;
}

static AtriumValue *
read_joined (AtriumValue *list)
{
  g_autoptr(AtriumValue) texts = read_texts (list);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < atrium_value_get_n_items (texts); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", atrium_value_get_string (atrium_value_get_item (texts, i)));

  return out->len > 0 ? atrium_value_new_string (out->str) : NULL;
}

/* What a JSON value is as a member of an entry; NULL where it says nothing that can be read. */
AtriumValue *
_atrium_json_read_member (AtriumKind   kind,
                          const char  *member,
                          AtriumValue *value,
                          AtriumEntry *owner)
{
  AtriumFieldType type = type_of (kind, member);
  g_autofree char *text = NULL;

  if (atrium_value_is_empty (value))
    return NULL;
  if (type == ATRIUM_FIELD_DATE)
    return read_date (value);
  if (type == ATRIUM_FIELD_PEOPLE)
    return read_people (value, owner);
  if (type == ATRIUM_FIELD_INLINES || type == ATRIUM_FIELD_STRINGS || g_str_equal (member, "highlights"))
    return read_texts (value);
  if (atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST)
    return is_of_table (kind, member) ? read_joined (value) : read_texts (value);
  text = dup_text (value);

  return text != NULL && *text != '\0' ? atrium_value_new_string (text) : NULL;
}

static void
add_slots (Reader         *self,
           const char     *member,
           AtriumJsonNode *node)
{
  guint i = 0;

  atrium_slots_add (self->map->slots, member, self->map->source, node->span, ATRIUM_SPELLING_JSON);
  if (node->type != ATRIUM_JSON_ARRAY)
    return;
  for (AtriumJsonNode *item = node->first_child; item != NULL; item = item->next, i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", member, i);

      atrium_slots_add (self->map->slots, path, self->map->source, item->span, ATRIUM_SPELLING_JSON);
    }
}

/* of members with one name the last counts */
static AtriumJsonNode *
find_last (AtriumJsonNode *object,
           const char     *name)
{
  AtriumJsonNode *found = NULL;

  for (AtriumJsonNode *member = object->first_child; member != NULL; member = member->next)
    if (g_str_equal (member->name, name))
      found = member;

  return found;
}

static void
read_object (Reader         *self,
             AtriumJsonNode *object)
{
  g_autoptr(AtriumValue) record = _atrium_json_to_value (object);

  for (guint i = 0; i < self->shape->n_keys; i++)
    {
      const AtriumJsonKey *key = &self->shape->keys[i];
      g_autoptr(AtriumValue) value = NULL;

      if (_atrium_json_find_key (self->shape, record, key->member) != key)
        continue;
      value = _atrium_json_read_member (self->shape->kind, key->member, atrium_value_get_member (record, key->key), self->owner);
      if (atrium_value_is_empty (value))
        continue;
      atrium_entry_set (self->entry, key->member, value);
      add_slots (self, key->member, find_last (object, key->key));
    }
}

static void
read_list (AtriumReading         *reading,
           AtriumSource          *source,
           const AtriumJsonShape *shape,
           AtriumJsonNode        *list)
{
  const char *path = atrium_source_get_path (source);
  g_autofree char *id = g_strdup_printf ("%s#%s", path, shape->list);
  g_autoptr(AtriumSection) section = atrium_section_new (shape->kind, id, shape->title);
  AtriumSectionMap *map = atrium_map_add_section (reading->map, id, source);
  guint index = 0;

  atrium_section_set_page (section, path);
  map->records = TRUE;
  map->outer = ATRIUM_SPAN_NONE;
  map->body = list->span;
  for (AtriumJsonNode *item = list->first_child; item != NULL; item = item->next, index++)
    {
      g_autofree char *entry_id = g_strdup_printf ("%s/%u", id, index);
      g_autoptr(AtriumEntry) entry = NULL;
      Reader self = { .shape = shape, .owner = atrium_profile_get_person (reading->profile) };

      if (!_atrium_json_is_record (item))
        continue;
      self.entry = entry = atrium_entry_new (shape->kind, entry_id);
      self.map = atrium_section_map_add (map, entry_id, ATRIUM_ENTRY_FORM_RECORD, source, item->span, item->span);
      if (item->type == ATRIUM_JSON_OBJECT)
        read_object (&self, item);
      else
        {
          atrium_entry_set_string (entry, shape->keys[0].member, item->text);
          add_slots (&self, shape->keys[0].member, item);
        }
      atrium_section_append (section, entry);
    }
  atrium_profile_append (reading->profile, section);
}

/* Reads each list of the standard that the file has, in its order. */
void
_atrium_json_read_lists (AtriumReading  *reading,
                         AtriumSource   *source,
                         AtriumJsonNode *root)
{
  for (AtriumJsonNode *member = root->first_child; member != NULL; member = member->next)
    {
      const AtriumJsonShape *shape = _atrium_json_shape_find (member->name);

      if (shape != NULL && member->type == ATRIUM_JSON_ARRAY && find_last (root, member->name) == member)
        read_list (reading, source, shape, member);
    }
}
