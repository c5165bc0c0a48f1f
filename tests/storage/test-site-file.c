#include "atrium-site-file.h"

#include <string.h>

#include "atrium-error.h"
#include "folder.h"

typedef struct
{
  char           *folder;
  AtriumDocument *document;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *site = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) error = NULL;

  fixture->folder = folder_new ();
  folder_write (fixture->folder, "site/index.md", "# Ines Okoro\n\nI count tides.\n");
  folder_write (fixture->folder, "new.png", "a picture");
  folder_write (fixture->folder, "other.png", "another");
  site = g_build_filename (fixture->folder, "site", NULL);
  file = g_file_new_for_path (site);
  fixture->document = atrium_document_open (file, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->document);
  folder_free (fixture->folder);
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
add (Fixture     *fixture,
     const char  *source,
     const char  *path,
     gboolean     rename,
     GError     **error)
{
  g_autofree char *name = g_build_filename (fixture->folder, source, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (name);
  g_autoptr(GAsyncResult) result = NULL;

  atrium_site_file_add_async (fixture->document, file, path, rename, NULL, answer_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return atrium_site_file_add_finish (result, error);
}

static void
assert_added (Fixture    *fixture,
              const char *source,
              const char *path,
              gboolean    rename,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *added = add (fixture, source, path, rename, &error);
  g_autofree char *inside = g_build_filename ("site", expected, NULL);
  g_autofree char *before = folder_read (fixture->folder, source);
  g_autofree char *after = folder_read (fixture->folder, inside);

  g_assert_no_error (error);
  g_assert_cmpstr (added, ==, expected);
  g_assert_cmpstr (before, ==, after);
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  assert_added (fixture, "new.png", "images/deep/me.png", FALSE, "images/deep/me.png");
  /* it is there already, under this name */
  assert_added (fixture, "new.png", "images/deep/me.png", FALSE, "images/deep/me.png");
  assert_added (fixture, "new.png", "images/deep/me.png", TRUE, "images/deep/me.png");
  /* another one is */
  assert_added (fixture, "other.png", "images/deep/me.png", TRUE, "images/deep/me-2.png");
  assert_added (fixture, "other.png", "images/deep/me.png", TRUE, "images/deep/me-2.png");
  assert_added (fixture, "other.png", "no-suffix", TRUE, "no-suffix");
  assert_added (fixture, "new.png", "no-suffix", TRUE, "no-suffix-2");
}

static void
assert_refused (Fixture    *fixture,
                const char *source,
                const char *path,
                gboolean    rename)
{
  g_autofree char *before = folder_dump (fixture->folder);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *added = add (fixture, source, path, rename, &error);

  after = folder_dump (fixture->folder);
  g_assert_null (added);
  g_assert_nonnull (error);
  g_assert_cmpstr (before, ==, after);
}

/* nothing is replaced, nothing is written outside, and nothing of what is too large */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *large = g_malloc (ATRIUM_SITE_FILE_MAX_BYTES + 1);

  memset (large, 'x', ATRIUM_SITE_FILE_MAX_BYTES + 1);
  folder_write_bytes (fixture->folder, "large.png", large, ATRIUM_SITE_FILE_MAX_BYTES + 1);
  folder_write (fixture->folder, "site/images/me.png", "mine");
  folder_link (fixture->folder, "site/out", "..");
  assert_refused (fixture, "new.png", "images/me.png", FALSE);
  assert_refused (fixture, "new.png", "../me.png", TRUE);
  assert_refused (fixture, "new.png", "/me.png", TRUE);
  assert_refused (fixture, "new.png", "out/me.png", TRUE);
  assert_refused (fixture, "gone.png", "images/new.png", TRUE);
  assert_refused (fixture, "large.png", "images/large.png", TRUE);
}

static void
test_never_saved (void)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  Fixture fixture = { folder_new (), atrium_document_new (profile) };

  folder_write (fixture.folder, "new.png", "a picture");
  assert_refused (&fixture, "new.png", "images/new.png", TRUE);
  tear_down (&fixture, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/site-file/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/site-file/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add_func ("/site-file/never-saved", test_never_saved);

  return g_test_run ();
}
