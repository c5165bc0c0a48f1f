/* What Hugo says, which a site's own templates have a part in: the list of pages, errors and
 * warnings. Pages are published inside, places stand in the site, and messages are text. */

#include <string.h>

#include "atrium-error.h"
#include "atrium-hugo-private.h"

#include "fuzz.h"

static void
check_list (const char *log)
{
  g_autoptr(GPtrArray) pages = _atrium_hugo_parse_list (log);

  for (guint i = 0; i < pages->len; i++)
    {
      const AtriumHugoPage *page = pages->pdata[i];

      g_assert_true (atrium_file_tree_is_safe_path (page->output));
      g_assert_nonnull (page->path);
    }
  g_assert_nonnull (_atrium_hugo_find_page (pages, "", FALSE));
  g_assert_nonnull (_atrium_hugo_find_page (pages, "content/a/", TRUE));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *log = g_strndup ((const char *) data, size);
  g_autoptr(GError) error = _atrium_hugo_parse_error (log, "/home/ines/site");
  g_auto(GStrv) notices = _atrium_hugo_parse_notices (log);

  check_list (log);
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 8192);
  for (guint i = 0; notices[i] != NULL; i++)
    g_assert_true (g_utf8_validate (notices[i], -1, NULL));
  return 0;
}
