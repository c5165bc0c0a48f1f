#include "atrium-scholar-file.h"

#include <string.h>

#include "atrium-error.h"
#include "folder.h"

static void
git (const char *folder,
     const char *first,
     ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  va_list rest;

  g_ptr_array_add (argv, (char *) "git");
  g_ptr_array_add (argv, (char *) "-C");
  g_ptr_array_add (argv, (char *) folder);
  g_ptr_array_add (argv, (char *) "-c");
  g_ptr_array_add (argv, (char *) "user.name=Ines");
  g_ptr_array_add (argv, (char *) "-c");
  g_ptr_array_add (argv, (char *) "user.email=ines@example.org");
  va_start (rest, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (argv, (char *) argument);
  va_end (rest);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_loaded (const char *folder,
               gsize       most,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = atrium_scholar_file_load (folder, most, &error);

  if (expected == NULL)
    {
      g_assert_null (bytes);
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
test_file (void)
{
  char *folder = folder_new ();

  assert_loaded (folder, 100, NULL);
  folder_write (folder, "assets/gs_data_shieldsio.json", "{\"message\": \"3\"}");
  assert_loaded (folder, 100, "{\"message\": \"3\"}");
  folder_write (folder, "google-scholar-stats/gs_data.json", "{\"citedby\": 4}");
  assert_loaded (folder, 100, "{\"citedby\": 4}");
  assert_loaded (folder, 5, NULL);
  folder_remove (folder, "google-scholar-stats/gs_data.json");
  folder_remove (folder, "assets/gs_data_shieldsio.json");
  folder_link (folder, "gs_data.json", "/etc/passwd");
  assert_loaded (folder, 100000, NULL);
  folder_free (folder);
}

static void
test_branch (void)
{
  g_autofree char *program = g_find_program_in_path ("git");
  char *folder = folder_new ();

  if (program == NULL)
    {
      g_test_skip ("git is not on this machine");
      folder_free (folder);
      return;
    }

  git (folder, "init", "-q", "-b", "google-scholar-stats", NULL);
  folder_write (folder, "gs_data.json", "{\"citedby\": 5}");
  /* what a hostile repository would have run over it */
  folder_write (folder, ".gitattributes", "*.json diff=evil\n");
  git (folder, "config", "diff.evil.textconv", "echo evil", NULL);
  git (folder, "add", ".", NULL);
  git (folder, "commit", "-q", "-m", "stats", NULL);
  git (folder, "checkout", "-q", "-b", "main", NULL);
  git (folder, "rm", "-q", "gs_data.json", NULL);
  git (folder, "commit", "-q", "-m", "site", NULL);
  assert_loaded (folder, 100, "{\"citedby\": 5}");
  assert_loaded (folder, 5, NULL);
  folder_free (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scholar-file/file", test_file);
  g_test_add_func ("/scholar-file/branch", test_branch);

  return g_test_run ();
}
