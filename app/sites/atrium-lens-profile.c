#include "atrium-lens-profile.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-json.h"
#include "atrium-profile-json-private.h"
#include "atrium-profile-json.h"

/* the name of the file in AtriumMap.extra */
#define EXTRA_PATH "path"

/* what atrium_profile_to_json() is called in a folder of its own */
#define FILE_NAME "profile.json"

/* --- finding the file --------------------------------------------------- */

static gboolean
is_profile (AtriumFileTree *files,
            const char     *path)
{
  AtriumSource *source;
  g_autoptr(AtriumJson) json = NULL;
  AtriumJsonNode *root, *sections;

  if (!g_str_has_suffix (path, ".json"))
    return FALSE;
  source = atrium_file_tree_get_source (files, path, NULL);
  if (source == NULL || strstr (atrium_source_get_text (source, NULL), "\"sections\"") == NULL)
    return FALSE;
  json = atrium_json_read (source, NULL);
  if (json == NULL)
    return FALSE;
  root = atrium_json_get_root (json);
  sections = atrium_json_lookup (root, "sections");
  return sections != NULL && sections->type == ATRIUM_JSON_ARRAY
         && (atrium_json_lookup (root, "version") != NULL || atrium_json_lookup (root, "person") != NULL);
}

/* A profile file is a document of its own: a folder is one where it holds nothing else
 * that has text. */
static const char *
find_file (AtriumFileTree *files)
{
  const char *found = NULL;
  guint i;

  for (i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);

      if (atrium_file_tree_lookup (files, path) == NULL)
        continue;
      if (found != NULL)
        return NULL;
      found = path;
    }
  return found;
}

static int
detect (AtriumFileTree *files)
{
  const char *path = find_file (files);

  return path != NULL && is_profile (files, path) ? 100 : 0;
}

/* --- reading ------------------------------------------------------------ */

static void
add_slots (GArray         *slots,
           AtriumSource   *source,
           AtriumJsonNode *object)
{
  AtriumJsonNode *member;

  for (member = object != NULL ? object->first_child : NULL; member != NULL; member = member->next)
    atrium_slots_add (slots, member->name, source, member->span, ATRIUM_SPELLING_JSON);
}

static AtriumJsonNode *
list_start (AtriumJsonNode *object,
            const char     *name)
{
  AtriumJsonNode *list = atrium_json_lookup (object, name);

  return list != NULL ? list->first_child : NULL;
}

static void
map_section (AtriumMap      *map,
             AtriumSource   *source,
             AtriumJsonNode *node,
             GHashTable     *ids)
{
  AtriumSectionMap *section = atrium_map_add_section (map, g_hash_table_lookup (ids, node), source);
  AtriumJsonNode *title = atrium_json_lookup (node, "title");
  AtriumJsonNode *entries = atrium_json_lookup (node, "entries");
  AtriumJsonNode *entry;

  section->outer = node->span;
  section->title = title != NULL ? title->span : ATRIUM_SPAN_NONE;
  section->title_spelling = ATRIUM_SPELLING_JSON;
  section->body = entries != NULL ? entries->span : node->span;
  for (entry = list_start (node, "entries"); entry != NULL; entry = entry->next)
    {
      AtriumEntryMap *entry_map = atrium_section_map_add (section, g_hash_table_lookup (ids, entry),
                                                          ATRIUM_ENTRY_FORM_RECORD, source, entry->span, entry->span);

      add_slots (entry_map->slots, source, entry);
    }
}

static AtriumMap *
make_map (AtriumSource   *source,
          AtriumJsonNode *root,
          GHashTable     *ids)
{
  AtriumMap *map = atrium_map_new ();
  AtriumJsonNode *section;

  add_slots (map->person, source, atrium_json_lookup (root, "person"));
  for (section = list_start (root, "sections"); section != NULL; section = section->next)
    map_section (map, source, section, ids);
  map->extra = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_hash_table_insert (map->extra, (gpointer) EXTRA_PATH, g_strdup (atrium_source_get_path (source)));
  return map;
}

static AtriumReading *
read_profile (const AtriumLens  *lens,
              AtriumFileTree    *files,
              const char        *page,
              GError           **error)
{
  const char *path = page != NULL ? page : find_file (files);
  AtriumSource *source;
  g_autoptr(AtriumJson) json = NULL;
  g_autoptr(GHashTable) ids = NULL;
  g_autoptr(AtriumProfile) profile = NULL;
  AtriumReading *reading;

  if (path == NULL)
    {
      g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "no profile file");
      return NULL;
    }
  source = atrium_file_tree_get_source (files, path, error);
  if (source == NULL)
    return NULL;
  json = atrium_json_read (source, error);
  if (json == NULL)
    return NULL;
  ids = _atrium_profile_json_get_ids (atrium_json_get_root (json));
  profile = _atrium_profile_from_json (json, ids, error);
  if (profile == NULL)
    return NULL;

  reading = g_new0 (AtriumReading, 1);
  reading->lens = lens;
  reading->files = atrium_file_tree_ref (files);
  reading->profile = g_steal_pointer (&profile);
  reading->map = make_map (source, atrium_json_get_root (json), ids);
  return reading;
}

/* --- writing ------------------------------------------------------------ */

static AtriumFileTree *
write_profile (AtriumReading  *reading,
               AtriumProfile  *profile,
               GPtrArray      *losses,
               GError        **error)
{
  const char *path = g_hash_table_lookup (reading->map->extra, EXTRA_PATH);
  AtriumSource *source = atrium_file_tree_get_source (reading->files, path, error);
  g_autoptr(GBytes) bytes = NULL;
  AtriumFileTree *files;

  if (source == NULL)
    return NULL;
  bytes = atrium_profile_update_json (source, profile, error);
  if (bytes == NULL)
    return NULL;
  if (g_bytes_equal (bytes, atrium_source_get_bytes (source)))
    return atrium_file_tree_ref (reading->files);
  files = atrium_file_tree_copy (reading->files);
  atrium_file_tree_set (files, path, bytes);
  return files;
}

static AtriumFileTree *
create_profile (const AtriumLens  *lens,
                AtriumProfile     *profile,
                GPtrArray         *losses,
                GError           **error)
{
  AtriumFileTree *files = atrium_file_tree_new ();
  char *json = atrium_profile_to_json (profile);
  g_autoptr(GBytes) bytes = g_bytes_new_take (json, strlen (json));

  atrium_file_tree_set (files, FILE_NAME, bytes);
  return files;
}

const AtriumLens atrium_lens_profile = {
  .id = "profile",
  .label = "Profile file",
  .detect = detect,
  .read = read_profile,
  .write = write_profile,
  .create = create_profile,
};
