#include "atrium-collection.h"

#include <string.h>

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
key_is (AtriumDataNode *root,
        const char     *key,
        const char     *text)
{
  AtriumDataNode *node = atrium_data_lookup (root, key);

  return _atrium_data_node_is_text (node) && g_ascii_strcasecmp (node->text, text) == 0;
}

static gboolean
is_hidden (const AtriumCollection *collection,
           AtriumDataNode         *root)
{
  if (collection->naming == ATRIUM_COLLECTION_BUNDLE)
    return key_is (root, "draft", "true");

  return key_is (root, "published", "false");
}

/* a piece of news with a page of its own is listed by its title */
static void
read_news (AtriumEntry    *entry,
           AtriumEntryMap *map,
           AtriumDataNode *root,
           AtriumSpan      body)
{
  AtriumDataNode *title = atrium_data_lookup (root, "title");

  if (!key_is (root, "inline", "true") && _atrium_data_node_is_text (title))
    {
      atrium_entry_set_string (entry, "text", title->text);
      atrium_slots_add (map->slots, "text", map->source, title->span, _atrium_data_spelling (title));
    }
  else
    read_body (entry, map, body);
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
  g_autoptr(AtriumData) data = _atrium_front_matter_read (source, &body, NULL);
  AtriumDataNode *root = data != NULL ? atrium_data_get_root (data) : NULL;
  AtriumEntryMap *map;
  gsize length;

  if (root == NULL || root->type != ATRIUM_DATA_MAPPING)
    return FALSE;

  atrium_source_get_text (source, &length);
  map = atrium_section_map_add (section_map, path, ATRIUM_ENTRY_FORM_FILE, source,
                                ATRIUM_SPAN (0, length), ATRIUM_SPAN (0, length));
  _atrium_data_entry_read (collection->keys, collection->n_keys, entry, map, person, root);
  read_date_of_name (collection, entry, path);
  if (collection->kind == ATRIUM_KIND_NEWS)
    read_news (entry, map, root, body);
  else
    read_body (entry, map, body);
  atrium_entry_set_hidden (entry, is_hidden (collection, root));
  atrium_section_append (section, entry);

  return TRUE;
}

static gboolean
is_document (const AtriumCollection *collection,
             const char             *path)
{
  const char *rest = path + strlen (collection->folder);

  /* _index.md is the list's own page; other files of a bundle are parts of it */
  if (collection->naming == ATRIUM_COLLECTION_BUNDLE)
    return strchr (rest, '/') != NULL ? g_str_has_suffix (rest, "/index.md")
           : g_str_has_suffix (rest, ".md") && !g_str_equal (rest, "_index.md") && !g_str_equal (rest, "index.md");

  return g_str_has_suffix (path, ".md") || g_str_has_suffix (path, ".markdown") ||
         g_str_has_suffix (path, ".html");
}

/* the date or number that the theme sorts by, and the path where two are of one day */
typedef struct
{
  char *date;
  double number;
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
  int order = p->number < q->number ? -1 : p->number > q->number ? 1 : strcmp (p->date, q->date);

  if (order == 0)
    order = strcmp (p->path, q->path);

  return GPOINTER_TO_INT (user_data) ? -order : order;
}

/* the `:` of YAML, or the = of TOML */
static gboolean
is_sign (const char *text)
{
  const char *sign = text + strspn (text, " \t");

  return *sign == '=' || *text == ':';
}

/* the `date:` of a file, or another key, found without reading all of it */
static char *
scan_key (GBytes     *bytes,
          const char *path,
          const char *key)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *name = strrchr (path, '/') + 1;
  const char *line = text;
  gsize length = strlen (key);

  while (line != NULL && line < text + size)
    {
      gsize rest = size - (line - text);

      if (rest > length + 1 && strncmp (line, key, length) == 0 && is_sign (line + length))
        {
          const char *value = line + length + strspn (line + length, " \t") + 1;

          while (value < text + size && *value != '\0' && strchr (" \t\"'", *value) != NULL)
            value++;
          return g_strndup (value, MIN (10, size - (gsize) (value - text)));
        }
      if (line > text && rest >= 3 && (strncmp (line, "---", 3) == 0 || strncmp (line, "+++", 3) == 0))
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

      if (bytes == NULL || !g_str_has_prefix (path, collection->folder) ||
          !is_document (collection, path))
        continue;
      order.path = g_strdup (path);
      order.date = scan_key (bytes, path, collection->order != NULL ? collection->order : "date");
      order.number = collection->order != NULL && *order.date != '\0' ? g_ascii_strtod (order.date, NULL) : -G_MAXDOUBLE;
      g_array_append_val (list, order);
    }
  g_array_sort_with_data (list, compare_files, GINT_TO_POINTER (collection->newest_first));

  return list;
}

/* all files of a collection, or the one at @only */
static gboolean
read_collection (const AtriumCollection  *collection,
                 AtriumReading           *reading,
                 const char              *only,
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
      AtriumSource *source;

      if (only != NULL && !g_str_equal (path, only))
        continue;
      source = atrium_file_tree_get_source (reading->files, path, error);
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
    if (!read_collection (&collections[i], reading, NULL, error))
      return FALSE;

  return TRUE;
}

/* Reads one file of a collection into a section of its own. */
gboolean
_atrium_collections_read_page (const AtriumCollection  *collections,
                               guint                    n_collections,
                               AtriumReading           *reading,
                               const char              *path,
                               GError                 **error)
{
  const AtriumCollection *collection = _atrium_collection_of_path (collections, n_collections, path);

  return collection == NULL || read_collection (collection, reading, path, error);
}
