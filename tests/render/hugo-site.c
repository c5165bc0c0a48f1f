#include "hugo-site.h"

#include "jekyll-site.h"

/* the folder of the copy */
char *
hugo_site_copy (void)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "sites", "hugo", NULL);
  g_autofree char *temporary = g_dir_make_tmp ("atrium-hugo-test-XXXXXX", NULL);
  char *folder = g_build_filename (temporary, "site", NULL);

  copy_folder (source, folder);

  return folder;
}

/* the thread that rendered may hold it a moment longer than who waited */
void
hugo_engine_finalize (AtriumHugo *engine)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  GWeakRef alive;

  g_weak_ref_init (&alive, engine);
  g_object_unref (engine);
  while ((engine = g_weak_ref_get (&alive)) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_object_unref (engine);
      g_usleep (1000);
    }
  g_weak_ref_clear (&alive);
}

void
hugo_site_tear_down (HugoSite      *site,
                     gconstpointer  data)
{
  g_autofree char *temporary = g_path_get_dirname (site->folder);

  hugo_engine_finalize (site->engine);
  remove_folder (temporary);
  g_free (site->folder);
}

gboolean
skip_without_hugo (void)
{
  if (atrium_hugo_is_available ())
    return FALSE;

  g_test_skip ("hugo is not on this machine");
  return TRUE;
}
