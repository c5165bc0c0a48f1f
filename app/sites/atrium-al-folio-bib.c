#include "atrium-al-folio.h"

#include <string.h>

#include "atrium-bib-file.h"
#include "atrium-front-matter.h"
#include "atrium-name.h"

/* The bibliography of an al-folio site, which its settings name, with the theme's own fields. */

#define CONFIG "_config.yml"
#define FOLDER "_bibliography/"
#define FILE_NAME "papers.bib"

/* spellings of the owner's name that are looked for */
#define MAX_NAMES 64

static const AtriumBibStyle bib_style = { "assets/img/publication_preview/", "assets/pdf/", TRUE };
static const AtriumBibStyle other_style = { NULL, NULL, FALSE };

static AtriumData *
read_config (AtriumFileTree *files)
{
  AtriumSource *source = atrium_file_tree_lookup (files, CONFIG) != NULL
    ? atrium_file_tree_get_source (files, CONFIG, NULL) : NULL;

  return source != NULL ? _atrium_data_file_read (source, NULL, NULL) : NULL;
}

static const char *
setting (AtriumData *config,
         const char *path)
{
  AtriumDataNode *node = config != NULL ? _atrium_data_node_at (atrium_data_get_root (config), path) : NULL;

  return _atrium_data_node_is_text (node) ? node->text : NULL;
}

/* "/_bibliography/" to "_bibliography/" */
static char *
folder_of (AtriumData *config)
{
  const char *source = setting (config, "scholar/source");
  g_autofree char *folder = g_strdup (source != NULL ? source : FOLDER);
  char *start = folder;

  while (*start == '/' || *start == '.')
    start++;
  for (gsize length = strlen (start); length > 0 && start[length - 1] == '/'; length--)
    start[length - 1] = '\0';

  return g_strconcat (start, *start != '\0' ? "/" : "", NULL);
}

static const char *
first_file (AtriumFileTree *files,
            const char     *folder)
{
  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);

      if (g_str_has_prefix (path, folder) && g_str_has_suffix (path, ".bib") && atrium_file_tree_lookup (files, path) != NULL)
        return path;
    }

  return NULL;
}

/* The path of the bibliography, or NULL where there is none. */
const char *
_atrium_al_folio_find_bibliography (AtriumFileTree *files)
{
  g_autoptr(AtriumData) config = read_config (files);
  g_autofree char *folder = folder_of (config);
  const char *name = setting (config, "scholar/bibliography");
  g_autofree char *path = NULL;

  if (name == NULL)
    name = FILE_NAME;
  path = g_strconcat (folder, name, g_str_has_suffix (name, ".bib") ? "" : ".bib", NULL);
  /* "*.bib" is all of them, of which one is edited */
  if (atrium_file_tree_lookup (files, path) == NULL)
    return first_file (files, folder);

  return g_intern_string (path);
}

/* a text, or the texts of a list */
static GPtrArray *
list_texts (AtriumData *config,
            const char *path)
{
  AtriumDataNode *node = config != NULL ? _atrium_data_node_at (atrium_data_get_root (config), path) : NULL;
  GPtrArray *texts = g_ptr_array_new ();

  if (_atrium_data_node_is_text (node))
    g_ptr_array_add (texts, node->text);
  for (AtriumDataNode *item = node != NULL && node->type == ATRIUM_DATA_SEQUENCE ? node->first_child : NULL;
       item != NULL; item = item->next)
    if (_atrium_data_node_is_text (item))
      g_ptr_array_add (texts, item->text);

  return texts;
}

/* The owner as the bibliography knows them: with the spellings of the name in the settings. */
static AtriumEntry *
read_owner (AtriumReading *reading)
{
  AtriumEntry *owner = atrium_entry_copy (atrium_profile_get_person (reading->profile));
  g_autoptr(AtriumData) config = read_config (reading->files);
  g_autoptr(GPtrArray) families = list_texts (config, "scholar/last_name");
  g_autoptr(GPtrArray) givens = list_texts (config, "scholar/first_name");
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) list = NULL;

  for (guint i = 0; i < families->len; i++)
    for (guint j = 0; j < givens->len && names->len < MAX_NAMES; j++)
      g_ptr_array_add (names, atrium_value_new_take_string (g_strdup_printf ("%s %s", (char *) givens->pdata[j],
                                                                             (char *) families->pdata[i])));
  if (names->len == 0)
    return owner;
  list = atrium_value_new_list ((AtriumValue *const *) names->pdata, names->len);
  atrium_entry_set (owner, "names", list);

  return owner;
}

/* Sites are made by copying a template, with the papers of whoever it shows off: the settings
 * still name that person, and the site's own is no author. */
static gboolean
is_of_somebody_else (AtriumReading *reading,
                     AtriumEntry   *owner,
                     AtriumSection *section)
{
  const char *own = atrium_entry_get_string (atrium_profile_get_person (reading->profile), "name");
  AtriumValue *names = atrium_entry_get (owner, "names");

  if (own == NULL || atrium_value_get_n_items (names) == 0)
    return FALSE;
  for (guint i = 0; i < atrium_value_get_n_items (names); i++)
    if (atrium_name_matches (own, atrium_value_get_string (atrium_value_get_item (names, i))))
      return FALSE;
  for (guint i = 0; i < atrium_section_get_n_entries (section); i++)
    {
      AtriumValue *authors = atrium_entry_get (atrium_section_get_entry (section, i), "authors");

      for (guint j = 0; j < atrium_value_get_n_items (authors); j++)
        if (atrium_name_matches (own, atrium_value_get_member_string (atrium_value_get_item (authors, j), "name")))
          return FALSE;
    }

  return TRUE;
}

/* Reads a BibTeX file of the site; the bibliography with the theme's own fields. */
gboolean
_atrium_al_folio_read_bib (AtriumReading  *reading,
                           const char     *path,
                           GError        **error)
{
  const char *own = _atrium_al_folio_find_bibliography (reading->files);
  AtriumSource *source = atrium_file_tree_get_source (reading->files, path, error);
  g_autoptr(AtriumEntry) owner = read_owner (reading);
  AtriumSection *section = source != NULL
    ? _atrium_bib_read (reading, g_strcmp0 (own, path) == 0 ? &bib_style : &other_style, source, owner, error) : NULL;

  if (section == NULL)
    return FALSE;
  if (reading->page == NULL && is_of_somebody_else (reading, owner, section))
    {
      atrium_profile_remove (reading->profile, atrium_profile_get_n_sections (reading->profile) - 1);
      g_ptr_array_set_size (reading->map->sections, reading->map->sections->len - 1);
    }

  return TRUE;
}

/* Writes the papers that changed into their files. */
gboolean
_atrium_al_folio_write_bib (AtriumPass      *pass,
                            AtriumFileTree  *files,
                            GError         **error)
{
  GPtrArray *sections = pass->reading->map->sections;
  const char *own = _atrium_al_folio_find_bibliography (pass->reading->files);

  for (guint i = 0; i < sections->len; i++)
    {
      AtriumSectionMap *map = g_ptr_array_index (sections, i);
      const char *path = map->records && map->source != NULL ? atrium_source_get_path (map->source) : "";

      if (g_str_has_suffix (path, ".bib") &&
          !_atrium_bib_write (pass, map, g_strcmp0 (own, path) == 0 ? &bib_style : &other_style, files, error))
        return FALSE;
    }

  return TRUE;
}
