#include "atrium-al-folio.h"

#include <string.h>

#include "atrium-cv-shapes.h"
#include "atrium-front-matter.h"
#include "atrium-json-records.h"
#include "atrium-name.h"
#include "atrium-site-single.h"

/* Which of the two files an al-folio site shows as the CV, and the one in JSON. */

#define CV "_data/cv.yml"
#define RESUME "assets/json/resume.json"
#define CV_PAGE "_pages/cv.md"

/* `cv_format:` of the page, where the theme is of a later generation */
static char *
dup_format (AtriumFileTree *files)
{
  AtriumSource *source = atrium_file_tree_lookup (files, CV_PAGE) != NULL
    ? atrium_file_tree_get_source (files, CV_PAGE, NULL) : NULL;
  AtriumSpan body;
  g_autoptr(AtriumData) yaml = source != NULL ? _atrium_front_matter_read (source, &body, NULL) : NULL;
  AtriumDataNode *node = yaml != NULL ? _atrium_data_node_at (atrium_data_get_root (yaml), "cv_format") : NULL;

  return _atrium_data_node_is_text (node) ? g_ascii_strdown (node->text, -1) : NULL;
}

static gboolean
cv_is_rendercv (AtriumFileTree *files)
{
  AtriumSource *source = atrium_file_tree_lookup (files, CV) != NULL ? atrium_file_tree_get_source (files, CV, NULL) : NULL;
  g_autoptr(AtriumData) yaml = source != NULL ? _atrium_data_file_read (source, NULL, NULL) : NULL;
  AtriumDataNode *root = yaml != NULL ? atrium_data_get_root (yaml) : NULL;

  return root != NULL && root->type == ATRIUM_DATA_MAPPING && atrium_data_lookup (root, "cv") != NULL;
}

/* The page says which format it shows. Where it does not, RenderCV comes before JSON Resume, and
 * that before the lists of the first generation, if its settings load it. */
static gboolean
shows_resume (AtriumFileTree *files)
{
  g_autofree char *format = NULL;

  if (atrium_file_tree_lookup (files, RESUME) == NULL)
    return FALSE;
  format = dup_format (files);
  if (format != NULL)
    return g_str_equal (format, "jsonresume");
  if (cv_is_rendercv (files))
    return FALSE;

  return atrium_file_tree_lookup (files, CV) == NULL || _atrium_config_has_key (files, "jekyll_get_json");
}

static AtriumJson *
read_resume (AtriumFileTree *files)
{
  AtriumSource *source = atrium_file_tree_get_source (files, RESUME, NULL);
  g_autoptr(AtriumJson) json = source != NULL ? atrium_json_read (source, NULL) : NULL;

  return json != NULL && atrium_json_get_root (json)->type == ATRIUM_JSON_OBJECT ? g_steal_pointer (&json) : NULL;
}

/* a template's CV is that of whoever it shows off */
static gboolean
is_of_somebody_else (AtriumReading  *reading,
                     AtriumJsonNode *root)
{
  const char *own = atrium_entry_get_string (atrium_profile_get_person (reading->profile), "name");
  AtriumJsonNode *basics = atrium_json_lookup (root, "basics");
  AtriumJsonNode *name = basics != NULL && basics->type == ATRIUM_JSON_OBJECT ? atrium_json_lookup (basics, "name") : NULL;

  return own != NULL && name != NULL && name->type == ATRIUM_JSON_STRING && *name->text != '\0' &&
         !atrium_name_matches (own, name->text);
}

static gboolean
read_lists (AtriumReading *reading)
{
  g_autoptr(AtriumJson) json = read_resume (reading->files);

  if (json == NULL || is_of_somebody_else (reading, atrium_json_get_root (json)))
    return FALSE;
  _atrium_json_read_lists (reading, atrium_json_get_source (json), atrium_json_get_root (json));

  return TRUE;
}

/* Reads the CV that the site shows, or the file at @page. */
gboolean
_atrium_al_folio_read_cv (AtriumReading  *reading,
                          const char     *page,
                          GError        **error)
{
  AtriumSource *source;

  if (page != NULL ? g_str_equal (page, RESUME) : shows_resume (reading->files))
    if (read_lists (reading) || page != NULL)
      return TRUE;
  if (atrium_file_tree_lookup (reading->files, CV) == NULL)
    return TRUE;
  source = atrium_file_tree_get_source (reading->files, CV, error);
  if (source == NULL)
    return FALSE;
  _atrium_cv_read (reading, source);

  return TRUE;
}

/* Writes what changed in the lists of the JSON file, and the person's name, which it has too. */
gboolean
_atrium_al_folio_write_resume (AtriumPass      *pass,
                               AtriumFileTree  *files,
                               GError         **error)
{
  GPtrArray *sections = pass->reading->map->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      AtriumSectionMap *map = g_ptr_array_index (sections, i);

      if (map->records && map->source != NULL && g_str_equal (atrium_source_get_path (map->source), RESUME))
        return _atrium_json_write (pass, map->source, FALSE, files, error);
    }

  return TRUE;
}
