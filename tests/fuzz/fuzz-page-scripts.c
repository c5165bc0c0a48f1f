/* What stands in the scripts of a page, which is read without a tree of it: a formula that is taken
 * out of one is text, and what else there is stays as it is. */

#include "atrium-page-scripts.h"

#include "fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) html = g_bytes_new (data, size);
  g_autoptr(GBytes) unwrapped = atrium_page_scripts_unwrap_math (html);
  g_autoptr(GBytes) again = atrium_page_scripts_unwrap_math (unwrapped);
  g_auto(GStrv) scripts = atrium_page_scripts_dup_math (html);

  g_assert_cmpuint (g_strv_length (scripts), <=, ATRIUM_PAGE_SCRIPTS_MAX_MATH);
  for (gsize i = 0; scripts[i] != NULL; i++)
    g_assert_null (strstr (scripts[i], "//"));
  /* where nothing can be taken out the page is the very same */
  if (memmem (data, size, "math/tex", 8) == NULL)
    g_assert_true (unwrapped == html);
  atrium_page_scripts_would_run (again);
  atrium_page_scripts_have_dollars ((const char *) data, size);

  return 0;
}
