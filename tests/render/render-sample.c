/* For looking at the page, by people: writes the sample profile's page to standard output. */

#include "atrium-page.h"

#include "sample-profile.h"

#include <stdio.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new ();
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  g_autoptr(GBytes) html = atrium_page_render (page);

  return fwrite (g_bytes_get_data (html, NULL), g_bytes_get_size (html), 1, stdout) == 1 ? 0 : 1;
}
