#include "atrium-hugoblox.h"

#include <string.h>

#include "atrium-author-line.h"
#include "atrium-author-notes.h"
#include "atrium-escape.h"
#include "atrium-front-matter.h"
#include "atrium-data-entry.h"

/* Whose site it is, and who the authors of papers are: every person has a file. */

#define ABOUT "content/home/about.md"

static const char *const name_paths[] = { "name/display", "title", "name", NULL };

/* The first of @paths that holds text. */
AtriumDataNode *
_atrium_hugoblox_first_text (AtriumDataNode    *mapping,
                             const char *const *paths)
{
  for (; mapping != NULL && *paths != NULL; paths++)
    {
      AtriumDataNode *node = _atrium_data_node_at (mapping, *paths);

      if (_atrium_data_node_is_text (node))
        return node;
    }

  return NULL;
}

/* Front matter of a page or a whole file of YAML or TOML, as a mapping; NULL where it is none. */
AtriumData *
_atrium_hugoblox_read_data (AtriumFileTree  *files,
                            const char      *path,
                            AtriumSource   **source)
{
  g_autoptr(AtriumData) data = NULL;
  AtriumDataNode *root;

  *source = atrium_file_tree_lookup (files, path) != NULL ? atrium_file_tree_get_source (files, path, NULL) : NULL;
  if (*source == NULL)
    return NULL;
  data = _atrium_data_file_read (*source, NULL, NULL);
  root = data != NULL ? atrium_data_get_root (data) : NULL;

  return root != NULL && root->type == ATRIUM_DATA_MAPPING ? g_steal_pointer (&data) : NULL;
}

static gboolean
is_author_file (const char *path)
{
  if (g_str_has_prefix (path, "data/authors/"))
    return g_str_has_suffix (path, ".yaml") || g_str_has_suffix (path, ".yml") || g_str_has_suffix (path, ".toml");

  return g_str_has_prefix (path, "content/authors/") && g_str_has_suffix (path, "/_index.md");
}

/* "me" of data/authors/me.yaml, "admin" of content/authors/admin/_index.md */
static char *
dup_slug (const char *path)
{
  const char *start = strstr (path, "authors/") + strlen ("authors/");

  return g_strndup (start, strcspn (start, "/."));
}

/* how sure it is that the file is the owner's: 0 to 4 */
static int
owner_score (AtriumFileTree *files,
             const char     *path)
{
  static const char *const marks[] = { "is_owner", "superuser", NULL };
  AtriumSource *source;
  g_autoptr(AtriumData) data = _atrium_hugoblox_read_data (files, path, &source);
  AtriumDataNode *root = data != NULL ? atrium_data_get_root (data) : NULL;
  AtriumDataNode *mark = root != NULL ? _atrium_hugoblox_first_text (root, marks) : NULL;
  g_autofree char *slug = dup_slug (path);
  gboolean marked = mark != NULL && g_ascii_strcasecmp (mark->text, "true") == 0;

  if (root == NULL || _atrium_hugoblox_first_text (root, name_paths) == NULL)
    return 0;

  return (marked ? 2 : 1) + (g_str_equal (slug, "me") || g_str_equal (slug, "admin") ? 2 : 0);
}

/* TRUE for the part of the home page that is about the owner, where authors have no files. */
gboolean
_atrium_hugoblox_is_about (const char *path)
{
  return g_strcmp0 (path, ABOUT) == 0;
}

/* TRUE where the site has one. */
gboolean
_atrium_hugoblox_has_about (AtriumFileTree *files)
{
  AtriumSource *source;
  g_autoptr(AtriumData) data = _atrium_hugoblox_read_data (files, ABOUT, &source);

  return data != NULL && g_strcmp0 (atrium_data_get_string (data, "widget"), "about") == 0;
}

/* The owner's file, or NULL where there are many people and none stands out (a laboratory). */
const char *
_atrium_hugoblox_find_owner (AtriumFileTree *files)
{
  const char *best = NULL;
  int best_score = 0;
  guint n_best = 0;

  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);
      int score = is_author_file (path) ? owner_score (files, path) : 0;

      if (score > best_score)
        {
          best = path;
          best_score = score;
          n_best = 0;
        }
      n_best += score > 0 && score == best_score;
    }

  if (best == NULL)
    return _atrium_hugoblox_has_about (files) ? ABOUT : NULL;

  return n_best == 1 ? best : NULL;
}

/* the name of every author that has a file, by slug */
static GHashTable *
read_names (AtriumFileTree *files)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);
      AtriumSource *source;
      g_autoptr(AtriumData) data = is_author_file (path) ? _atrium_hugoblox_read_data (files, path, &source) : NULL;
      AtriumDataNode *name =
        data != NULL ? _atrium_hugoblox_first_text (atrium_data_get_root (data), name_paths) : NULL;

      if (name != NULL)
        g_hash_table_insert (names, dup_slug (path), g_strdup (name->text));
    }

  return names;
}

/* an author is given by the name of a file, or by a name that would make it */
static const char *
find_name (GHashTable *names,
           const char *text)
{
  const char *name = text != NULL ? g_hash_table_lookup (names, text) : NULL;
  g_autofree char *slug = text != NULL && name == NULL ? atrium_slugify (text) : NULL;

  return name != NULL || slug == NULL ? name : g_hash_table_lookup (names, slug);
}

static void
name_authors (AtriumReading *reading,
              AtriumEntry   *entry,
              const char    *member,
              GHashTable    *names)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  AtriumValue *list = atrium_entry_get (entry, member);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(AtriumValue) new = NULL;
  gboolean changed = FALSE;

  if (list == NULL || atrium_value_get_value_type (list) != ATRIUM_VALUE_LIST)
    return;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  for (guint i = 0; i < atrium_value_get_n_items (list); i++)
    {
      AtriumValue *item = atrium_value_get_item (list, i);
      const char *name = find_name (names, atrium_value_get_member_string (item, "name"));

      g_autoptr(AtriumValue) named = name != NULL ? _atrium_author_person (person, name, FALSE) : NULL;

      changed = changed || name != NULL;
      g_ptr_array_add (items, named != NULL ? _atrium_author_notes_copy (named, item) : atrium_value_ref (item));
    }
  if (!changed)
    return;
  new = atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
  atrium_entry_set (entry, member, new);
}

/* Gives authors that are named by a file the name that stands there. */
void
_atrium_hugoblox_name_authors (AtriumReading *reading)
{
  g_autoptr(GHashTable) names = read_names (reading->files);

  if (g_hash_table_size (names) == 0)
    return;
  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (reading->profile, i);

      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        {
          name_authors (reading, atrium_section_get_entry (section, j), "authors", names);
          name_authors (reading, atrium_section_get_entry (section, j), "people", names);
        }
    }
}
