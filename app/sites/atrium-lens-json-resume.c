#include "atrium-lens-private.h"

#include "atrium-error.h"
#include "atrium-json-records.h"

/* The lens of a JSON Resume file (version 1.2.1 of its schema). */

/* a file of its own: nothing else in the folder has text */
static const char *
find_file (AtriumFileTree *files)
{
  const char *found = NULL;

  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);

      if (atrium_file_tree_lookup (files, path) == NULL)
        continue;
      if (found != NULL || !g_str_has_suffix (path, ".json"))
        return NULL;
      found = path;
    }

  return found;
}

static gboolean
is_resume (AtriumJsonNode *root)
{
  AtriumJsonNode *basics = atrium_json_lookup (root, "basics");

  if (root->type != ATRIUM_JSON_OBJECT || atrium_json_lookup (root, "sections") != NULL)
    return FALSE;
  if (basics != NULL && basics->type == ATRIUM_JSON_OBJECT)
    return TRUE;
  for (AtriumJsonNode *member = root->first_child; member != NULL; member = member->next)
    if (member->type == ATRIUM_JSON_ARRAY && _atrium_json_shape_find (member->name) != NULL)
      return TRUE;

  return FALSE;
}

static int
detect_file (AtriumFileTree *files)
{
  const char *path = find_file (files);
  AtriumSource *source = path != NULL ? atrium_file_tree_get_source (files, path, NULL) : NULL;
  g_autoptr(AtriumJson) json = source != NULL ? atrium_json_read (source, NULL) : NULL;

  return json != NULL && is_resume (atrium_json_get_root (json)) ? 90 : 0;
}

static AtriumReading *
read_file (const AtriumLens  *lens,
           AtriumFileTree    *files,
           const char        *page,
           GError           **error)
{
  const char *path = page != NULL ? page : find_file (files);
  AtriumSource *source = path != NULL ? atrium_file_tree_get_source (files, path, error) : NULL;
  g_autoptr(AtriumJson) json = source != NULL ? atrium_json_read (source, error) : NULL;
  AtriumReading *reading;

  if (path == NULL)
    g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "no JSON Resume file");
  if (json == NULL)
    return NULL;
  if (atrium_json_get_root (json)->type != ATRIUM_JSON_OBJECT)
    {
      atrium_set_error_at (error, ATRIUM_ERROR_SYNTAX, source, atrium_json_get_root (json)->span.start,
                           "a resume is an object");
      return NULL;
    }
  reading = _atrium_reading_new (lens, files, page);
  _atrium_json_read_basics (reading, source, atrium_json_get_root (json));
  _atrium_json_read_lists (reading, source, atrium_json_get_root (json));

  return reading;
}

/* the person stands in the file with all the rest */
static gboolean
write_person (AtriumReading   *reading,
              AtriumEntry     *person,
              AtriumFileTree  *files,
              GHashTable      *left,
              GError         **error)
{
  g_hash_table_remove_all (left);

  return TRUE;
}

static gboolean
write_records (AtriumPass      *pass,
               AtriumFileTree  *files,
               GError         **error)
{
  const char *path = pass->reading->page != NULL ? pass->reading->page : find_file (pass->reading->files);
  AtriumSource *source = atrium_file_tree_get_source (pass->reading->files, path, error);

  return source != NULL && _atrium_json_write (pass, source, TRUE, files, error);
}

static const AtriumLensStyle style = {
  .heading = "",
  .write_person = write_person,
  .write_records = write_records,
};

const AtriumLens atrium_lens_json_resume = {
  .id = "json-resume",
  .label = "JSON Resume",
  .detect = detect_file,
  .read = read_file,
  .write = atrium_write,
  .style = &style,
};
