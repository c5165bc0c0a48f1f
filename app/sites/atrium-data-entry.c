#include "atrium-data-entry.h"

#include <string.h>

#include "atrium-author-line.h"
#include "atrium-author-notes.h"
#include "atrium-date.h"
#include "atrium-front-matter.h"
#include "atrium-data-links.h"

/* Reads a mapping whose keys are the members of an entry, with a slot for each value. */

typedef struct
{
  AtriumEntry    *entry;
  AtriumEntryMap *map;
  AtriumEntry    *person;       /* the owner */
  AtriumDataNode *mapping;
} Reader;

/* what a theme calls the types of papers: a CSL type, or the number of older sites */
static const struct
{
  const char *type;
  const char *csl;
  const char *number;
} publication_types[] = {
  { "inproceedings", "paper-conference", "1" },
  { "article", "article-journal", "2" },
  { "preprint", "article", "3" },
  { "report", "report", "4" },
  { "book", "book", "5" },
  { "chapter", "chapter", "6" },
  { "thesis", "thesis", "7" },
  { "patent", "patent", "8" },
};

const char *
_atrium_publication_type_read (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (publication_types); i++)
    if (g_str_equal (text, publication_types[i].csl) || g_str_equal (text, publication_types[i].number))
      return publication_types[i].type;

  return NULL;
}

/* The theme's word for @type, a number where @sample is one; NULL where it has none. */
const char *
_atrium_publication_type_spell (const char *type,
                                const char *sample)
{
  for (guint i = 0; i < G_N_ELEMENTS (publication_types); i++)
    if (g_str_equal (type, publication_types[i].type))
      return sample != NULL && g_ascii_isdigit (*sample) ? publication_types[i].number
                                                         : publication_types[i].csl;

  return NULL;
}

/* TRUE where the node holds some text */
gboolean
_atrium_data_node_is_text (const AtriumDataNode *node)
{
  return node != NULL && node->type == ATRIUM_DATA_SCALAR && node->text != NULL &&
         *node->text != '\0' &&
         !(node->style == ATRIUM_DATA_PLAIN &&
           (strcmp (node->text, "~") == 0 || g_ascii_strcasecmp (node->text, "null") == 0));
}

/* The value at a path of keys, or NULL. */
AtriumDataNode *
_atrium_data_node_at (AtriumDataNode *mapping,
                      const char     *path)
{
  AtriumDataNode *node = mapping;

  while (node != NULL && *path != '\0')
    {
      gsize length = strcspn (path, "/");
      g_autofree char *key = g_strndup (path, length);

      node = node->type == ATRIUM_DATA_MAPPING ? atrium_data_lookup (node, key) : NULL;
      path += length;
      path += *path == '/';
    }

  return node;
}

static gboolean
has_value (AtriumDataNode *node)
{
  return node != NULL && (_atrium_data_node_is_text (node) || node->first_child != NULL);
}

static gboolean
has_parent (AtriumDataNode *mapping,
            const char     *path)
{
  const char *end = strrchr (path, '/');
  g_autofree char *parent = end != NULL ? g_strndup (path, end - path) : NULL;
  AtriumDataNode *node = parent != NULL ? _atrium_data_node_at (mapping, parent) : mapping;

  return node != NULL && node->type == ATRIUM_DATA_MAPPING;
}

/* The key that gave a member its value, else one that is there and empty, else the first
 * that can be added. */
const AtriumCollectionKey *
_atrium_data_entry_find_key (const AtriumCollectionKey *keys,
                             guint                      n_keys,
                             AtriumDataNode            *mapping,
                             const char                *member)
{
  const AtriumCollectionKey *empty = NULL;
  const AtriumCollectionKey *missing = NULL;

  for (guint i = 0; i < n_keys; i++)
    {
      AtriumDataNode *node;

      if (!g_str_equal (keys[i].member, member) || keys[i].label != NULL)
        continue;
      node = _atrium_data_node_at (mapping, keys[i].key);
      if (has_value (node))
        return &keys[i];
      if (node != NULL && empty == NULL)
        empty = &keys[i];
      if (node == NULL && (missing == NULL || (keys[i].old && mapping->syntax == ATRIUM_DATA_TOML)) &&
          has_parent (mapping, keys[i].key))
        missing = &keys[i];
    }

  return empty != NULL ? empty : missing;
}

static void
add_link (Reader         *self,
          const char     *label,
          AtriumDataNode *node)
{
  AtriumValue *links = atrium_entry_get (self->entry, "links");
  guint n = atrium_value_get_n_items (links);
  g_autoptr(AtriumValue) old = links != NULL ? atrium_value_ref (links) : atrium_value_new_list (NULL, 0);
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) labelled = atrium_value_with_string (record, "label", label);
  g_autoptr(AtriumValue) link = atrium_value_with_string (labelled, "url", node->text);
  g_autoptr(AtriumValue) new = atrium_value_with_insert (old, n, link);
  g_autofree char *path = g_strdup_printf ("links/%u/url", n);

  atrium_entry_set (self->entry, "links", new);
  atrium_slots_add (self->map->slots, path, self->map->source, node->span, _atrium_data_spelling (node));
}

/* `links: [{type: code, url: ...}, {name: arXiv, url: ...}]` */
static void
read_link_list (Reader         *self,
                AtriumDataNode *list)
{
  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    {
      AtriumDataNode *url = _atrium_data_link_url (item);
      g_autofree char *label = url != NULL ? _atrium_data_link_dup_label (item) : NULL;

      if (url != NULL)
        add_link (self, label, url);
    }
}

/* the inside of a scalar that stands on one line and says its text as it is */
static gboolean
inside_of (AtriumSource   *source,
           AtriumDataNode *node,
           AtriumSpan     *span)
{
  const char *text = atrium_source_get_text (source, NULL);

  *span = node->span;
  if (node->style == ATRIUM_DATA_SINGLE_QUOTED || node->style == ATRIUM_DATA_DOUBLE_QUOTED)
    {
      span->start++;
      span->end--;
    }
  else if (node->style != ATRIUM_DATA_PLAIN)
    return FALSE;

  return span->end > span->start &&
         memchr (text + span->start, '\n', span->end - span->start) == NULL;
}

static void
read_people (Reader         *self,
             const char     *member,
             AtriumDataNode *list)
{
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) value = NULL;

  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", member, people->len);
      g_autofree char *name_path = g_strconcat (path, "/name", NULL);

      if (!_atrium_data_node_is_text (item))
        continue;
      g_ptr_array_add (people, _atrium_author_person (self->person, item->text, FALSE));
      atrium_slots_add (self->map->slots, path, self->map->source, item->span, _atrium_data_spelling (item));
      atrium_slots_add (self->map->slots, name_path, self->map->source, item->span, _atrium_data_spelling (item));
    }
  value = atrium_value_new_list ((AtriumValue *const *) people->pdata, people->len);
  if (people->len > 0)
    atrium_entry_set (self->entry, member, value);
}

/* an item of a list, or the title of a list in it */
static AtriumDataNode *
item_text (AtriumDataNode *item)
{
  if (item->type == ATRIUM_DATA_MAPPING)
    item = atrium_data_lookup (item, "title");

  return _atrium_data_node_is_text (item) ? item : NULL;
}

static void
read_items (Reader         *self,
            const char     *member,
            AtriumDataNode *list)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) value = NULL;

  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    {
      AtriumDataNode *text = item_text (item);
      g_autofree char *path = g_strdup_printf ("%s/%u", member, items->len);

      if (text == NULL)
        continue;
      g_ptr_array_add (items, atrium_value_new_string (text->text));
      atrium_slots_add (self->map->slots, path, self->map->source, text->span, _atrium_data_spelling (text));
    }
  value = atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
  if (items->len > 0)
    atrium_entry_set (self->entry, member, value);
}

/* a date with as much of it as the author knew */
static gboolean
parse_date (Reader         *self,
            AtriumDataNode *node,
            AtriumDate     *date)
{
  AtriumDataNode *precision = atrium_data_lookup (self->mapping, "date_precision");
  gsize length = strcspn (node->text, "T ");
  g_autofree char *day = g_strndup (node->text, length);
  gsize used;

  if (!atrium_date_from_iso (day, date) && !atrium_date_scan (node->text, -1, date, &used))
    return FALSE;
  if (_atrium_data_node_is_text (precision) && g_str_equal (precision->text, "year"))
    date->month = date->day = 0;
  else if (_atrium_data_node_is_text (precision) && g_str_equal (precision->text, "month"))
    date->day = 0;

  return TRUE;
}

static void
set_date (Reader           *self,
          const char       *member,
          const AtriumDate *date,
          AtriumSpan        span)
{
  g_autofree char *iso = atrium_date_to_iso (date);

  atrium_entry_set_string (self->entry, member, iso);
  atrium_slots_add (self->map->slots, member, self->map->source, span, _atrium_data_spelling (self->mapping));
}

/* `year: 2019 - 2024` holds both ends; FALSE where it does not */
static gboolean
read_range (Reader         *self,
            AtriumDataNode *node)
{
  AtriumDate start, end;
  AtriumSpan inside;
  gsize start_used, end_offset, used;

  if (!inside_of (self->map->source, node, &inside) ||
      !atrium_date_scan_range (node->text, -1, &start, &end, &start_used, &end_offset, &used) ||
      (end.year == 0 && !end.present))
    return FALSE;
  set_date (self, "start", &start, ATRIUM_SPAN (inside.start, inside.start + start_used));
  set_date (self, "end", &end, ATRIUM_SPAN (inside.start + end_offset, inside.start + used));

  return TRUE;
}

static void
read_date (Reader         *self,
           const char     *member,
           AtriumDataNode *node)
{
  AtriumDate date;

  if (g_str_equal (member, "start") && read_range (self, node))
    return;
  if (parse_date (self, node, &date))
    set_date (self, member, &date, node->span);
}

/* The inside of "In *Proceedings*" and "*Journal*"; all of @span where it is neither. */
AtriumSpan
_atrium_data_entry_find_venue (const char *text,
                               AtriumSpan  span)
{
  AtriumSpan inner = span;

  if (strncmp (text + inner.start, "In ", 3) == 0)
    inner.start += 3;
  if (inner.end - inner.start < 3 || text[inner.start] != text[inner.end - 1] ||
      (text[inner.start] != '*' && text[inner.start] != '_'))
    return span;
  if (memchr (text + inner.start + 1, text[inner.start], inner.end - inner.start - 2) != NULL)
    return span;

  return ATRIUM_SPAN (inner.start + 1, inner.end - 1);
}

static void
read_text (Reader         *self,
           const char     *member,
           AtriumDataNode *node)
{
  AtriumSpan span = node->span;
  AtriumSpan inside;
  g_autofree char *text = g_strdup (node->text);

  if (g_str_has_prefix (member, "venue") && inside_of (self->map->source, node, &inside))
    {
      gsize length = strlen (text);
      AtriumSpan venue = _atrium_data_entry_find_venue (atrium_source_get_text (self->map->source, NULL), inside);
      AtriumSpan said = _atrium_data_entry_find_venue (text, ATRIUM_SPAN (0, length));

      /* the source may have escapes that the text has not */
      if (atrium_span_length (venue) < atrium_span_length (inside) && atrium_span_length (said) < length)
        {
          span = venue;
          g_free (text);
          text = g_strndup (node->text + said.start, atrium_span_length (said));
        }
    }
  atrium_entry_set_string (self->entry, member, text);
  atrium_slots_add (self->map->slots, member, self->map->source, span, _atrium_data_spelling (node));
}

static void
read_boolean (Reader         *self,
              const char     *member,
              AtriumDataNode *node)
{
  g_autoptr(AtriumValue) value = atrium_value_new_boolean (TRUE);

  if (g_ascii_strcasecmp (node->text, "true") != 0)
    return;
  atrium_entry_set (self->entry, member, value);
}

/* `[HTML, CSS]` on one line is one text */
static void
read_joined (Reader         *self,
             const char     *member,
             AtriumDataNode *list)
{
  const char *source = atrium_source_get_text (self->map->source, NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean bare = list->flow && memchr (source + list->span.start, '\n', atrium_span_length (list->span)) == NULL;

  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    {
      if (!_atrium_data_node_is_text (item))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", item->text);
      bare = bare && item->style == ATRIUM_DATA_PLAIN;
    }
  if (text->len == 0)
    return;
  atrium_entry_set_string (self->entry, member, text->str);
  if (bare)
    atrium_slots_add (self->map->slots, member, self->map->source,
                      ATRIUM_SPAN (list->first_child->span.start, list->last_child->span.end),
                      ATRIUM_SPELLING_PLAIN);
}

static void
read_list (Reader          *self,
           const char      *member,
           AtriumFieldType  type,
           AtriumDataNode  *list)
{
  if (g_str_equal (member, "links"))
    read_link_list (self, list);
  else if (type == ATRIUM_FIELD_PEOPLE)
    read_people (self, member, list);
  else if (type == ATRIUM_FIELD_INLINES || type == ATRIUM_FIELD_STRINGS)
    read_items (self, member, list);
  else if (type == ATRIUM_FIELD_CHOICE && _atrium_data_node_is_text (list->first_child))
    atrium_entry_set_string (self->entry, member, _atrium_publication_type_read (list->first_child->text));
  else if (type == ATRIUM_FIELD_TEXT || type == ATRIUM_FIELD_INLINE)
    read_joined (self, member, list);
}

static void
read_scalar (Reader          *self,
             const char      *key,
             const char      *member,
             AtriumFieldType  type,
             AtriumDataNode  *node)
{
  AtriumSpan inside;

  if (type == ATRIUM_FIELD_PEOPLE)
    {
      if (inside_of (self->map->source, node, &inside))
        _atrium_author_line_read (self->entry, self->map->slots, self->person, self->map->source, inside);
    }
  else if (type == ATRIUM_FIELD_DATE)
    read_date (self, member, node);
  else if (type == ATRIUM_FIELD_BOOLEAN)
    read_boolean (self, member, node);
  else if (g_str_equal (key, "publication_types"))
    atrium_entry_set_string (self->entry, member, _atrium_publication_type_read (node->text));
  else
    read_text (self, member, node);
}

static void
read_key (Reader                    *self,
          const AtriumCollectionKey *key,
          AtriumDataNode            *node)
{
  const AtriumField *row =
    atrium_kind_find_field (atrium_kind_get_info (atrium_entry_get_kind (self->entry)), key->member);
  AtriumFieldType type = row != NULL ? row->type : ATRIUM_FIELD_TEXT;

  if (!has_value (node))
    return;
  if (key->label != NULL)
    {
      AtriumDataNode *url = node->type == ATRIUM_DATA_SEQUENCE ? node->first_child : node;

      if (_atrium_data_node_is_text (url))
        add_link (self, key->label, url);
      return;
    }
  if (atrium_entry_get (self->entry, key->member) != NULL)
    return;
  if (node->type == ATRIUM_DATA_SEQUENCE)
    read_list (self, key->member, type, node);
  else if (node->type == ATRIUM_DATA_SCALAR)
    read_scalar (self, key->key, key->member, type, node);
}

/* Reads the members that the keys of a mapping give. */
void
_atrium_data_entry_read (const AtriumCollectionKey *keys,
                         guint                      n_keys,
                         AtriumEntry               *entry,
                         AtriumEntryMap            *map,
                         AtriumEntry               *person,
                         AtriumDataNode            *mapping)
{
  Reader self = { entry, map, person, mapping };

  for (guint i = 0; i < n_keys; i++)
    read_key (&self, &keys[i], _atrium_data_node_at (mapping, keys[i].key));
  _atrium_author_notes_read (entry, "authors", mapping);
}
