/* Counts of citations: the first line is the JSON, the rest the page. The page only grows by what
 * is put in, and one without places stays as it is. */

#include <string.h>

#include "atrium-scholar-stats.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *line = size > 0 ? memchr (data, '\n', size) : NULL;
  size_t length = line != NULL ? (size_t) (line - data) : size;
  g_autoptr(GBytes) json = g_bytes_new (data, length);
  g_autofree char *html = g_utf8_make_valid ((const char *) data + length, (gssize) (size - length));
  g_autoptr(AtriumScholarStats) stats = atrium_scholar_stats_parse (json, NULL);
  g_autofree char *filled = NULL;
  g_autofree char *own = NULL;

  if (stats == NULL)
    return 0;

  filled = atrium_scholar_stats_fill (stats, html, FALSE);
  own = atrium_scholar_stats_fill (stats, html, TRUE);
  g_assert_true (g_utf8_validate (filled, -1, NULL));
  g_assert_true (g_utf8_validate (own, -1, NULL));
  if (strstr (html, "show_paper_citations") == NULL && strstr (html, "total_cit") == NULL &&
      strstr (html, "img.shields.io") == NULL)
    g_assert_cmpstr (filled, ==, html);
  return 0;
}
