#include "atrium-collection.h"

#include <string.h>

#include "atrium-author-line.h"
#include "atrium-date.h"
#include "atrium-front-matter.h"

/* Reads the files of a collection into a section, a file an entry. */

const AtriumCollection *
_atrium_collection_of_path (const AtriumCollection *collections,
                            guint                   n_collections,
                            const char             *path)
{
  for (guint i = 0; i < n_collections; i++)
    if (g_str_has_prefix (path, collections[i].folder))
      return &collections[i];

  return NULL;
}

const AtriumCollection *
_atrium_collection_of_kind (const AtriumCollection *collections,
                            guint                   n_collections,
                            AtriumKind              kind)
{
  for (guint i = 0; i < n_collections; i++)
    if (collections[i].kind == kind)
      return &collections[i];

  return NULL;
}

static gboolean
is_text (const AtriumYamlNode *node)
{
  return node != NULL && node->type == ATRIUM_YAML_SCALAR && node->text != NULL &&
         *node->text != '\0' && !(node->style == ATRIUM_YAML_PLAIN && strcmp (node->text, "~") == 0);
}

static void
add_link (AtriumEntry    *entry,
          AtriumEntryMap *map,
          const char     *label,
          AtriumYamlNode *node)
{
  AtriumValue *links = atrium_entry_get (entry, "links");
  guint n = atrium_value_get_n_items (links);
  g_autoptr(AtriumValue) old = links != NULL ? atrium_value_ref (links) : atrium_value_new_list (NULL, 0);
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) labelled = atrium_value_with_string (record, "label", label);
  g_autoptr(AtriumValue) link = atrium_value_with_string (labelled, "url", node->text);
  g_autoptr(AtriumValue) new = atrium_value_with_insert (old, n, link);
  g_autofree char *path = g_strdup_printf ("links/%u/url", n);

  atrium_entry_set (entry, "links", new);
  atrium_slots_add (map->slots, path, map->source, node->span, ATRIUM_SPELLING_YAML);
}

/* a date with as much of it as the author knew */
static void
read_date (AtriumEntry    *entry,
           AtriumEntryMap *map,
           const char     *member,
           AtriumYamlNode *node,
           AtriumYamlNode *precision)
{
  g_autofree char *day = g_strndup (node->text, 10);
  AtriumDate date;
  g_autofree char *iso = NULL;

  if (!atrium_date_from_iso (day, &date))
    return;
  if (is_text (precision) && g_str_equal (precision->text, "year"))
    date.month = date.day = 0;
  else if (is_text (precision) && g_str_equal (precision->text, "month"))
    date.day = 0;
  iso = atrium_date_to_iso (&date);
  atrium_entry_set_string (entry, member, iso);
  atrium_slots_add (map->slots, member, map->source, node->span, ATRIUM_SPELLING_YAML);
}

/* the inside of a scalar that stands on one line and says its text as it is */
static gboolean
inside_of (AtriumSource   *source,
           AtriumYamlNode *node,
           AtriumSpan     *span)
{
  const char *text = atrium_source_get_text (source, NULL);

  *span = node->span;
  if (node->style == ATRIUM_YAML_SINGLE_QUOTED || node->style == ATRIUM_YAML_DOUBLE_QUOTED)
    {
      span->start++;
      span->end--;
    }
  else if (node->style != ATRIUM_YAML_PLAIN)
    return FALSE;

  return span->end > span->start &&
         memchr (text + span->start, '\n', span->end - span->start) == NULL;
}

static void
read_member (const AtriumCollectionKey *key,
             AtriumEntry               *entry,
             AtriumEntryMap            *map,
             AtriumEntry               *person,
             AtriumYamlNode            *root,
             AtriumYamlNode            *node)
{
  AtriumSpan inside;

  if (!is_text (node))
    return;
  if (key->label != NULL)
    add_link (entry, map, key->label, node);
  else if (g_str_equal (key->member, "authors"))
    {
      if (atrium_entry_get (entry, "authors") == NULL && inside_of (map->source, node, &inside))
        _atrium_author_line_read (entry, map->slots, person, map->source, inside);
    }
  else if (atrium_entry_get (entry, key->member) != NULL)
    return;
  else if (g_str_equal (key->key, "date"))
    read_date (entry, map, key->member, node, atrium_yaml_lookup (root, "date_precision"));
  else
    {
      atrium_entry_set_string (entry, key->member, node->text);
      atrium_slots_add (map->slots, key->member, map->source, node->span, ATRIUM_SPELLING_YAML);
    }
}

/* Jekyll takes the date from the file's name where the front matter has none */
static void
read_date_of_name (const AtriumCollection *collection,
                   AtriumEntry            *entry,
                   const char             *path)
{
  const char *name = path + strlen (collection->folder);
  g_autofree char *day = g_strndup (name, 10);
  const char *member = collection->kind == ATRIUM_KIND_TEACHING || collection->kind == ATRIUM_KIND_PROJECTS
    ? "start" : "date";
  AtriumDate date;

  if (atrium_entry_get (entry, member) == NULL && strlen (name) > 10 && name[10] == '-' &&
      atrium_date_from_iso (day, &date) && date.day > 0)
    atrium_entry_set_string (entry, member, day);
}

static void
read_body (AtriumEntry    *entry,
           AtriumEntryMap *map,
           AtriumSpan      body)
{
  const char *text = atrium_source_get_text (map->source, NULL);
  g_autofree char *value = NULL;

  while (body.start < body.end && g_ascii_isspace (text[body.start]))
    body.start++;
  while (body.end > body.start && g_ascii_isspace (text[body.end - 1]))
    body.end--;
  if (body.start == body.end || atrium_entry_get (entry, "text") != NULL)
    return;

  value = atrium_source_dup_span (map->source, body);
  atrium_entry_set_string (entry, "text", value);
  atrium_slots_add (map->slots, "text", map->source, body, ATRIUM_SPELLING_MARKDOWN);
}

static gboolean
is_hidden (AtriumYamlNode *root)
{
  AtriumYamlNode *node = atrium_yaml_lookup (root, "published");

  return is_text (node) && g_ascii_strcasecmp (node->text, "false") == 0;
}

static gboolean
read_file (const AtriumCollection *collection,
           AtriumSection          *section,
           AtriumSectionMap       *section_map,
           AtriumEntry            *person,
           AtriumSource           *source)
{
  const char *path = atrium_source_get_path (source);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (collection->kind, path);
  AtriumSpan body;
  g_autoptr(AtriumYaml) yaml = _atrium_front_matter_read (source, &body, NULL);
  AtriumYamlNode *root = yaml != NULL ? atrium_yaml_get_root (yaml) : NULL;
  AtriumEntryMap *map;
  gsize length;

  if (root == NULL || root->type != ATRIUM_YAML_MAPPING)
    return FALSE;

  atrium_source_get_text (source, &length);
  map = atrium_section_map_add (section_map, path, ATRIUM_ENTRY_FORM_FILE, source,
                                ATRIUM_SPAN (0, length), ATRIUM_SPAN (0, length));
  for (guint i = 0; i < collection->n_keys; i++)
    read_member (&collection->keys[i], entry, map, person, root,
                 atrium_yaml_lookup (root, collection->keys[i].key));
  read_date_of_name (collection, entry, path);
  read_body (entry, map, body);
  atrium_entry_set_hidden (entry, is_hidden (root));
  atrium_section_append (section, entry);

  return TRUE;
}

static gboolean
is_document (const char *path)
{
  return g_str_has_suffix (path, ".md") || g_str_has_suffix (path, ".markdown") ||
         g_str_has_suffix (path, ".html");
}

/* the date that the theme sorts by, and the path where two are of one day */
typedef struct
{
  char *date;
  char *path;
} FileOrder;

static void
order_clear (gpointer data)
{
  FileOrder *order = data;

  g_free (order->date);
  g_free (order->path);
}

static int
compare_files (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const FileOrder *p = a;
  const FileOrder *q = b;
  int order = g_strcmp0 (p->date, q->date);

  if (order == 0)
    order = strcmp (p->path, q->path);

  return GPOINTER_TO_INT (user_data) ? -order : order;
}

/* the `date:` of a file, found without reading all of it */
static char *
scan_date (GBytes     *bytes,
           const char *path)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *name = strrchr (path, '/') + 1;
  const char *line = text;

  while (line != NULL && line < text + size)
    {
      gsize rest = size - (line - text);

      if (rest > 6 && strncmp (line, "date:", 5) == 0)
        {
          const char *value = line + 5;

          while (value < text + size && strchr (" \t\"'", *value) != NULL)
            value++;
          return g_strndup (value, MIN (10, size - (gsize) (value - text)));
        }
      if (line > text && rest >= 3 && strncmp (line, "---", 3) == 0)
        break;
      line = memchr (line, '\n', rest);
      line = line != NULL ? line + 1 : NULL;
    }

  return g_ascii_isdigit (*name) ? g_strndup (name, 10) : g_strdup ("");
}

static GArray *
list_files (const AtriumCollection *collection,
            AtriumFileTree         *files)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (FileOrder));

  g_array_set_clear_func (list, order_clear);
  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);
      GBytes *bytes = atrium_file_tree_lookup (files, path);
      FileOrder order;

      if (bytes == NULL || !g_str_has_prefix (path, collection->folder) || !is_document (path))
        continue;
      order.path = g_strdup (path);
      order.date = scan_date (bytes, path);
      g_array_append_val (list, order);
    }
  g_array_sort_with_data (list, compare_files, GINT_TO_POINTER (collection->newest_first));

  return list;
}

static gboolean
read_collection (const AtriumCollection  *collection,
                 AtriumReading           *reading,
                 GError                 **error)
{
  g_autoptr(GArray) files = list_files (collection, reading->files);
  g_autoptr(AtriumSection) section = NULL;
  AtriumSectionMap *map;

  if (files->len == 0)
    return TRUE;

  section = atrium_section_new (collection->kind, collection->folder, collection->title);
  map = atrium_map_add_section (reading->map, collection->folder, NULL);
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_array_index (files, FileOrder, i).path;
      AtriumSource *source = atrium_file_tree_get_source (reading->files, path, error);

      if (source == NULL)
        return FALSE;
      /* a file without front matter is copied by Jekyll and is no entry */
      if (!read_file (collection, section, map, atrium_profile_get_person (reading->profile), source))
        g_debug ("%s has no front matter", path);
    }
  atrium_profile_append (reading->profile, section);

  return TRUE;
}

/* Reads each collection that has files into a section, in the order in which the theme
 * lists them. */
gboolean
_atrium_collections_read (const AtriumCollection  *collections,
                          guint                    n_collections,
                          AtriumReading           *reading,
                          GError                 **error)
{
  for (guint i = 0; i < n_collections; i++)
    if (!read_collection (&collections[i], reading, error))
      return FALSE;

  return TRUE;
}
