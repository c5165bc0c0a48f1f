#include "atrium-cv-shapes.h"

#include <string.h>

#include "atrium-front-matter.h"
#include "atrium-name.h"
#include "atrium-section-kind.h"
#include "atrium-splicer.h"

/* _data/cv.yml in its two shapes: al-folio's list of sections, and RenderCV's map of them. */

static const char *
text_at (AtriumDataNode *mapping,
         const char     *path)
{
  AtriumDataNode *node = _atrium_data_node_at (mapping, path);

  return _atrium_data_node_is_text (node) ? node->text : NULL;
}

/* the value of `name: Full Name` in a list of facts */
static AtriumDataNode *
fact (AtriumDataNode *contents,
      const char     *name)
{
  for (AtriumDataNode *item = contents != NULL ? contents->first_child : NULL; item != NULL; item = item->next)
    {
      const char *is = text_at (item, "name");

      if (is != NULL && g_ascii_strcasecmp (is, name) == 0)
        return _atrium_data_node_at (item, "value");
    }

  return NULL;
}

/* whose CV it is, where it says so */
static AtriumDataNode *
find_name (AtriumDataNode *root)
{
  AtriumDataNode *name = NULL;

  if (root->type == ATRIUM_DATA_MAPPING)
    name = _atrium_data_node_at (root, "cv/name");
  for (AtriumDataNode *item = root->first_child;
       root->type == ATRIUM_DATA_SEQUENCE && item != NULL && name == NULL; item = item->next)
    {
      AtriumDataNode *contents = _atrium_data_node_at (item, "contents");

      if (g_strcmp0 (text_at (item, "type"), "map") != 0)
        continue;
      name = fact (contents, "Full Name");
      if (name == NULL)
        name = fact (contents, "Name");
    }

  return _atrium_data_node_is_text (name) ? name : NULL;
}

/* Sites are made by copying a template, with the CV of whoever it shows off. */
static gboolean
is_of_somebody_else (AtriumReading  *reading,
                     AtriumDataNode *root)
{
  const char *own = atrium_entry_get_string (atrium_profile_get_person (reading->profile), "name");
  AtriumDataNode *name = find_name (root);

  return own != NULL && name != NULL && !atrium_name_matches (own, name->text);
}

static AtriumKind
kind_of (const char *title)
{
  AtriumKind kind;

  if (title == NULL)
    return ATRIUM_KIND_LIST;
  if (g_ascii_strcasecmp (title, "Volunteer") == 0)
    return ATRIUM_KIND_EXPERIENCE;
  if (g_ascii_strcasecmp (title, "Languages") == 0)
    return ATRIUM_KIND_SKILLS;
  if (g_ascii_strcasecmp (title, "Certificates") == 0)
    return ATRIUM_KIND_HONORS;

  return atrium_section_kind_from_title (title, &kind) ? kind : ATRIUM_KIND_LIST;
}

static void
read_section (AtriumReading  *reading,
              AtriumSource   *source,
              const char     *title,
              AtriumKind      kind,
              AtriumDataNode *list)
{
  const char *path = atrium_source_get_path (source);
  g_autofree char *id = g_strdup_printf ("%s#%s", path, title != NULL ? title : "");
  const AtriumRecordShape *shape = _atrium_cv_shape_for_kind (kind);
  AtriumSection *section;

  if (list == NULL || list->type != ATRIUM_DATA_SEQUENCE || list->first_child == NULL ||
      atrium_map_find_section (reading->map, id) != NULL)
    return;
  section = _atrium_records_add_section (reading, shape, id, title, path);
  _atrium_records_read (reading, shape, section, source, list, NULL);
}

static gboolean
has_key (AtriumDataNode *list,
         const char     *key)
{
  for (AtriumDataNode *item = list != NULL ? list->first_child : NULL; item != NULL; item = item->next)
    if (_atrium_data_node_at (item, key) != NULL)
      return TRUE;

  return FALSE;
}

/* the title decides, and where it says nothing the records */
static AtriumKind
kind_of_records (const char     *title,
                 const char     *type,
                 AtriumDataNode *list)
{
  AtriumKind kind = kind_of (title);

  if (kind != ATRIUM_KIND_LIST && kind != ATRIUM_KIND_TEXT && kind != ATRIUM_KIND_BIO)
    return kind;
  if (g_strcmp0 (type, "time_table") == 0 || has_key (list, "company") || has_key (list, "position"))
    return ATRIUM_KIND_EXPERIENCE;
  if (has_key (list, "studyType") || has_key (list, "degree"))
    return ATRIUM_KIND_EDUCATION;

  return ATRIUM_KIND_LIST;
}

static void
read_list_form (AtriumReading  *reading,
                AtriumSource   *source,
                AtriumDataNode *root)
{
  for (AtriumDataNode *item = root->first_child; item != NULL; item = item->next)
    {
      const char *title = text_at (item, "title");
      const char *type = text_at (item, "type");
      AtriumDataNode *contents = _atrium_data_node_at (item, "contents");

      /* facts about the person, with names of their own */
      if (g_strcmp0 (type, "map") == 0)
        continue;
      read_section (reading, source, title, kind_of_records (title, type, contents), contents);
    }
}

static void
read_map_form (AtriumReading  *reading,
               AtriumSource   *source,
               AtriumDataNode *root)
{
  AtriumDataNode *sections = _atrium_data_node_at (root, "cv/sections");

  for (AtriumDataNode *list = sections != NULL ? sections->first_child : NULL; list != NULL; list = list->next)
    {
      const char *title = list->key != NULL ? list->key->text : NULL;

      read_section (reading, source, title, kind_of_records (title, NULL, list), list);
    }
}

/* Reads the sections of a CV, unless it is that of another person than the site's. */
void
_atrium_cv_read (AtriumReading *reading,
                 AtriumSource  *source)
{
  g_autoptr(AtriumData) yaml = _atrium_data_file_read (source, NULL, NULL);
  AtriumDataNode *root = yaml != NULL ? atrium_data_get_root (yaml) : NULL;
  AtriumEntry *person = atrium_profile_get_person (reading->profile);

  if (root == NULL || is_of_somebody_else (reading, root))
    return;
  if (atrium_entry_get_string (person, "name") == NULL && find_name (root) != NULL)
    atrium_entry_set_string (person, "name", find_name (root)->text);
  if (root->type == ATRIUM_DATA_SEQUENCE)
    read_list_form (reading, source, root);
  else
    read_map_form (reading, source, root);
}

/* Puts the person's new name into the CV, which has it too. */
gboolean
_atrium_cv_write_name (AtriumFileTree  *files,
                       const char      *path,
                       const char      *before,
                       const char      *after,
                       GError         **error)
{
  AtriumSource *source = atrium_file_tree_lookup (files, path) != NULL
    ? atrium_file_tree_get_source (files, path, error) : NULL;
  g_autoptr(AtriumData) yaml = source != NULL ? _atrium_data_file_read (source, NULL, NULL) : NULL;
  AtriumDataNode *root = yaml != NULL ? atrium_data_get_root (yaml) : NULL;
  AtriumDataNode *name = root != NULL ? find_name (root) : NULL;
  g_autofree char *text = NULL;
  g_autoptr(AtriumSplicer) splicer = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (name == NULL || after == NULL || before == NULL || !atrium_name_matches (before, name->text))
    return TRUE;
  text = atrium_data_spell (yaml, name, after);
  if (text == NULL)
    return TRUE;
  splicer = atrium_splicer_new (source);
  atrium_splicer_replace (splicer, name->span, text);
  bytes = atrium_splicer_apply (splicer, error);
  if (bytes == NULL)
    return FALSE;
  atrium_file_tree_set (files, path, bytes);

  return TRUE;
}
