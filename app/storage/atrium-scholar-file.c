#include "atrium-scholar-file.h"

#include <glib/gstdio.h>

#include "atrium-beneath.h"
#include "atrium-error.h"

/* Where a site may keep them, and on which branches the workflow leaves them. The first knows of
 * each paper, the second only of all together. */
static const char *const names[] = { "gs_data.json", "gs_data_shieldsio.json" };
static const char *const folders[] = { "", "google-scholar-stats/", "assets/", "_data/" };
static const char *const branches[] = { "google-scholar-stats", "origin/google-scholar-stats", "refs/remotes/upstream/google-scholar-stats" };

static GBytes *
read_file (const char *folder,
           const char *name,
           gsize       most)
{
  g_autofd int fd = _atrium_open_folder (folder, NULL);

  for (gsize i = 0; fd >= 0 && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_strconcat (folders[i], name, NULL);
      GBytes *bytes = _atrium_read_beneath (fd, path, most, NULL);

      if (bytes != NULL)
        return bytes;
    }

  return NULL;
}

static GBytes *
read_pipe (GSubprocess *process,
           gsize        most)
{
  GInputStream *pipe = g_subprocess_get_stdout_pipe (process);
  g_autofree char *buffer = g_malloc (most + 1);
  gsize length = 0;

  if (!g_input_stream_read_all (pipe, buffer, most + 1, &length, NULL, NULL) || length > most)
    {
      g_subprocess_force_exit (process);
      return NULL;
    }
  if (!g_subprocess_wait_check (process, NULL, NULL))
    return NULL;

  return g_bytes_new (buffer, length);
}

/* Nothing is fetched, no text is converted, and nothing that the repository's configuration names
 * is run. */
static GBytes *
show_file (const char *folder,
           const char *branch,
           const char *name,
           gsize       most)
{
  g_autofree char *object = g_strconcat (branch, ":", name, NULL);
  const char *const argv[] = {
    "git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", folder,
    "show", "--no-textconv", "--no-ext-diff", object, NULL
  };
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "GIT_TERMINAL_PROMPT", "0", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_OPTIONAL_LOCKS", "0", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_NO_LAZY_FETCH", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_CEILING_DIRECTORIES", "/", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, NULL);

  return process != NULL ? read_pipe (process, most) : NULL;
}

/**
 * atrium_scholar_file_load:
 * @folder: the absolute path of a site's folder
 * @most: how many bytes are read at most
 * @error: where to put an error
 *
 * Looks for `gs_data.json` and then `gs_data_shieldsio.json`, each first among the site's files and
 * then on the branch `google-scholar-stats` of the local git repository. It blocks.
 *
 * Returns: (transfer full) (nullable): the JSON
 */
GBytes *
atrium_scholar_file_load (const char  *folder,
                          gsize        most,
                          GError     **error)
{
  g_autofree char *repository = NULL;

  g_return_val_if_fail (g_path_is_absolute (folder), NULL);

  repository = g_build_filename (folder, ".git", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GBytes *bytes = read_file (folder, names[i], most);

      for (gsize j = 0; bytes == NULL && j < G_N_ELEMENTS (branches) && g_file_test (repository, G_FILE_TEST_EXISTS); j++)
        bytes = show_file (folder, branches[j], names[i], most);
      if (bytes != NULL)
        return bytes;
    }

  g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "The site has no counts of citations");
  return NULL;
}
