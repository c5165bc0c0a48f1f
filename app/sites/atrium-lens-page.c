#include "atrium-lens-private.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-escape.h"
#include "atrium-hidden.h"
#include "atrium-html.h"
#include "atrium-site-name.h"
#include "atrium-splicer.h"
#include "atrium-writer.h"

/* The lens of a single page, and of a folder that no theme claims. */

static const AtriumPattern patterns[] = {
  ATRIUM_PATTERNS_COMMON,
  ATRIUM_PATTERNS_LINES,
  ATRIUM_PATTERNS_PLAIN,
};

/* the element that the browser's window is named by, or NULL */
static AtriumNode *
find_title (AtriumTree *tree)
{
  AtriumNode *root = atrium_tree_get_root (tree);

  for (AtriumNode *n = root; n != NULL; n = atrium_node_walk (root, n))
    if (atrium_node_is_element (n, "title"))
      return n;

  return NULL;
}

/* The name stands in the title of an HTML page too. */
static gboolean
write_title (AtriumFileTree  *files,
             const char      *path,
             const char      *before,
             const char      *after,
             GError         **error)
{
  AtriumSource *source = atrium_file_tree_get_source (files, path, error);
  g_autoptr(AtriumTree) tree = source != NULL ? atrium_html_read (source, NULL) : NULL;
  AtriumNode *title = tree != NULL ? find_title (tree) : NULL;
  const char *text = source != NULL ? atrium_source_get_text (source, NULL) : NULL;
  const char *at = title != NULL ? g_strstr_len (text + title->inner.start, atrium_span_length (title->inner), before) : NULL;
  g_autoptr(GString) escaped = g_string_new (NULL);
  g_autoptr(AtriumSplicer) splicer = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (at == NULL)
    return source != NULL;
  atrium_append_html_text (escaped, after);
  splicer = atrium_splicer_new (source);
  atrium_splicer_replace (splicer, ATRIUM_SPAN ((gsize) (at - text), (gsize) (at - text) + strlen (before)), escaped->str);
  bytes = atrium_splicer_apply (splicer, error);
  if (bytes == NULL)
    return FALSE;
  atrium_file_tree_set (files, path, bytes);

  return TRUE;
}

static gboolean
write_person (AtriumReading   *reading,
              AtriumEntry     *person,
              AtriumFileTree  *files,
              GHashTable      *left,
              GError         **error)
{
  const char *path = reading->page != NULL ? reading->page : _atrium_site_find_home (files);
  const char *before = atrium_entry_get_string (atrium_profile_get_person (reading->profile), "name");
  const char *after = atrium_entry_get_string (person, "name");

  if (path == NULL || before == NULL || after == NULL || *before == '\0' || !g_hash_table_contains (left, "name") ||
      !_atrium_site_is_html (path))
    return TRUE;

  return write_title (files, path, before, after, error);
}

static const AtriumLensStyle style = {
  .patterns = patterns,
  .n_patterns = G_N_ELEMENTS (patterns),
  .heading = "# {title}",
  .write_person = write_person,
};

static int
detect_site (AtriumFileTree *files)
{
  return _atrium_site_find_home (files) != NULL ? 1 : 0;
}

static AtriumReading *
read_site (const AtriumLens  *lens,
           AtriumFileTree    *files,
           const char        *page,
           GError           **error)
{
  AtriumReading *reading = _atrium_reading_new (lens, files, page);
  const char *path = page != NULL ? page : _atrium_site_find_home (files);

  _atrium_site_name_read (reading);
  if (path == NULL)
    g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "no page that can be edited");
  else if (_atrium_hidden_read_page (reading, path, error))
    return reading;

  atrium_reading_free (reading);

  return NULL;
}

const AtriumLens atrium_lens_page = {
  .id = "page",
  .label = "Page",
  .detect = detect_site,
  .read = read_site,
  .write = atrium_write,
  .style = &style,
};
