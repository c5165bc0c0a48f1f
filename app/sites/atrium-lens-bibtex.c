#include "atrium-lens-private.h"

#include "atrium-bib-file.h"
#include "atrium-error.h"

/* The lens of a BibTeX file that stands for itself. */

static const AtriumBibStyle bib_style = { NULL, NULL, FALSE };

/* the one file of its kind, where nothing else in the folder is a page */
static const char *
find_file (AtriumFileTree *files)
{
  const char *found = NULL;

  if (_atrium_site_find_home (files) != NULL)
    return NULL;
  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);

      if (!g_str_has_suffix (path, ".bib") || atrium_file_tree_lookup (files, path) == NULL)
        continue;
      if (found != NULL)
        return NULL;
      found = path;
    }

  return found;
}

static int
detect_file (AtriumFileTree *files)
{
  return find_file (files) != NULL ? 50 : 0;
}

static AtriumReading *
read_file (const AtriumLens  *lens,
           AtriumFileTree    *files,
           const char        *page,
           GError           **error)
{
  const char *path = page != NULL ? page : find_file (files);
  AtriumReading *reading = _atrium_reading_new (lens, files, page);
  AtriumSource *source = path != NULL ? atrium_file_tree_get_source (files, path, error) : NULL;

  if (path == NULL)
    g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "no BibTeX file");
  if (source != NULL &&
      _atrium_bib_read (reading, &bib_style, source, atrium_profile_get_person (reading->profile), error) != NULL)
    return reading;
  atrium_reading_free (reading);

  return NULL;
}

static gboolean
write_records (AtriumPass      *pass,
               AtriumFileTree  *files,
               GError         **error)
{
  return _atrium_bib_write (pass, g_ptr_array_index (pass->reading->map->sections, 0), &bib_style, files, error);
}

static const AtriumLensStyle style = {
  .heading = "",
  .write_records = write_records,
};

const AtriumLens atrium_lens_bibtex = {
  .id = "bibtex",
  .label = "BibTeX file",
  .detect = detect_file,
  .read = read_file,
  .write = atrium_write,
  .style = &style,
};
