#include "atrium-site-single.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-hidden.h"
#include "atrium-lens-private.h"
#include "atrium-site-name.h"

/* TRUE where a line of the settings begins with @key; they need not be well-formed. */
gboolean
_atrium_config_has_key (AtriumFileTree *files,
                        const char     *key)
{
  GBytes *bytes = atrium_file_tree_lookup (files, "_config.yml");
  gsize size;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  gsize length = strlen (key);

  for (const char *line = text; line != NULL && line < text + size;)
    {
      gsize rest = size - (line - text);

      if (rest > length && memcmp (line, key, length) == 0 &&
          (line[length] == ' ' || line[length] == ':' || line[length] == '\t'))
        return TRUE;
      line = memchr (line, '\n', rest);
      line = line != NULL ? line + 1 : NULL;
    }

  return FALSE;
}

/* Reads the author of the settings and one page: @page, or the one the site opens with. */
AtriumReading *
_atrium_site_single_read (const AtriumLens         *lens,
                          const AtriumAuthorBlock  *block,
                          AtriumFileTree           *files,
                          const char               *page,
                          GError                  **error)
{
  AtriumReading *reading = _atrium_reading_new (lens, files, page);
  const char *path = page != NULL ? page : _atrium_site_find_home (files);

  _atrium_site_person_read (block, reading);
  _atrium_site_name_read (reading);
  if (path == NULL)
    g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "no page that can be edited");
  else if (_atrium_hidden_read_page (reading, path, error))
    return reading;

  atrium_reading_free (reading);

  return NULL;
}
