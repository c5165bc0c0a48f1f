/* Changes below a folder are told of, whoever makes them, and those that generators make are not. */

#include "atrium-site-watch.h"

#include <glib/gstdio.h>

#define PATIENCE (20 * G_TIME_SPAN_SECOND)

typedef struct
{
  char            *temporary;
  char            *folder;
  AtriumSiteWatch *watch;
  guint            n_changes;
} Fixture;

static void
make (Fixture    *fixture,
      const char *path)
{
  g_autofree char *place = g_build_filename (fixture->folder, path, NULL);

  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
}

static void
write_in (Fixture    *fixture,
          const char *path)
{
  g_autofree char *place = g_build_filename (fixture->folder, path, NULL);

  g_assert_true (g_file_set_contents (place, "x", -1, NULL));
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
wait_changed (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (fixture->n_changes == 0 && g_get_monotonic_time () < end)
    run_for (5);
  g_assert_cmpuint (fixture->n_changes, >, 0);
  /* what comes of the same change a moment later */
  run_for (500);
  fixture->n_changes = 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char *const left_out[] = { "_site", NULL };

  fixture->n_changes = 0;
  fixture->temporary = g_dir_make_tmp ("atrium-watch-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->temporary, "site", NULL);
  make (fixture, "_layouts/deep/er");
  make (fixture, "_site");
  make (fixture, ".git");
  write_in (fixture, "_layouts/deep/er/a.html");
  fixture->watch = atrium_site_watch_new (fixture->folder, left_out);
  g_signal_connect_swapped (fixture->watch, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  const char *const argv[] = { "rm", "-rf", fixture->temporary, NULL };

  g_object_unref (fixture->watch);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->folder);
  g_free (fixture->temporary);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "_layouts", "deep", "er", "a.html", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "_layouts", "b.html", NULL);

  /* once when it is watched */
  wait_changed (fixture);
  write_in (fixture, "_layouts/deep/er/a.html");
  wait_changed (fixture);
  g_assert_cmpint (g_rename (file, other), ==, 0);
  wait_changed (fixture);
  g_assert_cmpint (g_unlink (other), ==, 0);
  wait_changed (fixture);

  /* in a folder that was not there before */
  make (fixture, "_data/new");
  wait_changed (fixture);
  write_in (fixture, "_data/new/a.yml");
  wait_changed (fixture);
}

static void
test_left_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *beside = g_build_filename (fixture->temporary, "beside", NULL);

  wait_changed (fixture);
  write_in (fixture, "_site/index.html");
  write_in (fixture, ".git/index");
  g_assert_true (g_file_set_contents (beside, "x", -1, NULL));
  run_for (500);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  write_in (fixture, "_layouts/deep/b.html");
  wait_changed (fixture);
}

static void
test_comes_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *away = g_build_filename (fixture->temporary, "away", NULL);

  wait_changed (fixture);
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  wait_changed (fixture);
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  wait_changed (fixture);
  write_in (fixture, "_layouts/deep/er/a.html");
  wait_changed (fixture);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  wait_changed (fixture);
  write_in (fixture, "_layouts/deep/er/a.html");
  atrium_site_watch_stop (fixture->watch);
  run_for (500);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

/* More than can be watched: rather nothing is told than too little. */
static void
test_too_many (void)
{
  static const char *const nothing[] = { NULL };
  Fixture fixture = { NULL };

  fixture.temporary = g_dir_make_tmp ("atrium-watch-XXXXXX", NULL);
  fixture.folder = g_build_filename (fixture.temporary, "site", NULL);
  for (guint i = 0; i < 1001; i++)
    {
      g_autofree char *name = g_strdup_printf ("folder%u", i);

      make (&fixture, name);
    }
  fixture.watch = atrium_site_watch_new (fixture.folder, nothing);
  g_signal_connect_swapped (fixture.watch, "changed", G_CALLBACK (changed_cb), &fixture);
  run_for (1000);
  g_assert_cmpuint (fixture.n_changes, ==, 0);
  tear_down (&fixture, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/site-watch/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("changes", test_changes);
  ADD ("left-out", test_left_out);
  ADD ("comes-back", test_comes_back);
  ADD ("stop", test_stop);
#undef ADD
  g_test_add_func ("/site-watch/too-many", test_too_many);

  return g_test_run ();
}
