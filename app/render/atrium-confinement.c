#include "atrium-confinement.h"

#include <gio/gio.h>
#include <string.h>

/* What a program of the distribution, or one that the user installed for Ruby, reads. */
static const char *const system_folders[] = {
  "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/opt", "/var/lib/gems", "/nix/store", NULL
};
static const char *const home_folders[] = {
  ".gem", ".local/share/gem", ".bundle", ".rbenv", ".rvm", ".asdf", ".rubies", NULL
};

/* Where programs, gems and temporary files are, and the language. Whatever else stands in an
 * environment may be a password: Bundler's variables are named one by one for that reason. */
static const char *const variables[] = {
  "PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "LOCALE_ARCHIVE",
  "GOGC", "GOMEMLIMIT",
  "JEKYLL_ENV", "GEM_HOME", "GEM_PATH", "GEM_ROOT", "RUBYLIB", "RUBYOPT", "RUBY_ROOT", "RUBY_VERSION",
  "BUNDLE_APP_CONFIG", "BUNDLE_BIN_PATH", "BUNDLE_GEMFILE", "BUNDLE_PATH", "BUNDLE_USER_CONFIG", "BUNDLE_USER_HOME",
  "BUNDLE_WITH", "BUNDLE_WITHOUT",
  "RBENV_ROOT", "RBENV_VERSION", "ASDF_DIR", "ASDF_DATA_DIR", "rvm_path", NULL
};

static void
add (GPtrArray  *argv,
     const char *first,
     const char *second,
     const char *third)
{
  g_ptr_array_add (argv, g_strdup (first));
  if (second != NULL)
    g_ptr_array_add (argv, g_strdup (second));
  if (third != NULL)
    g_ptr_array_add (argv, g_strdup (third));
}

static gboolean
runs (const char *const *argv)
{
  g_autoptr(GSubprocess) process = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

/* Asked once: a kernel without user namespaces, or a container that forbids them, has the
 * program but cannot use it. */
static const char *
find_bubblewrap (void)
{
  static gsize initialized = 0;
  static char *found = NULL;

  if (g_once_init_enter (&initialized))
    {
      g_autofree char *path = g_find_program_in_path ("bwrap");
      const char *const try[] = {
        path, "--unshare-all", "--ro-bind", "/", "/", "--dev", "/dev", "true", NULL
      };

      if (path != NULL && runs (try))
        found = g_steal_pointer (&path);
      g_once_init_leave (&initialized, 1);
    }

  return found;
}

/**
 * atrium_confinement_is_available:
 *
 * May run bubblewrap once, to see whether it works.
 *
 * Returns: whether a program can be confined on this machine
 */
gboolean
atrium_confinement_is_available (void)
{
  return find_bubblewrap () != NULL;
}

/**
 * atrium_confined_environment:
 *
 * A site's templates and plugins can read the environment that they run in, and show it in a page.
 *
 * Returns: (transfer full) (array zero-terminated=1): what they are given of it
 */
char **
atrium_confined_environment (void)
{
  g_auto(GStrv) all = g_get_environ ();
  g_autoptr(GStrvBuilder) passed = g_strv_builder_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (all[i], strcspn (all[i], "="));

      if (g_strv_contains (variables, name) || g_str_has_prefix (name, "LC_"))
        g_strv_builder_add (passed, all[i]);
    }

  return g_strv_builder_end (passed);
}

static void
add_folder (GPtrArray               *argv,
            const AtriumConfinement *confinement)
{
  if (confinement->over != NULL)
    {
      add (argv, "--overlay-src", confinement->folder, NULL);
      add (argv, "--overlay-src", confinement->over, NULL);
      add (argv, "--ro-overlay", confinement->folder, NULL);
    }
  else
    {
      add (argv, "--ro-bind", confinement->instead != NULL ? confinement->instead : confinement->folder,
           confinement->folder);
    }
  if (confinement->writable != NULL)
    add (argv, "--bind", confinement->writable, confinement->writable);
  for (const char *const *at = confinement->readable; at != NULL && *at != NULL; at += 2)
    add (argv, "--ro-bind-try", at[0], at[1]);
  add (argv, "--chdir", confinement->folder, NULL);
}

/**
 * atrium_confine:
 * @argv: (array zero-terminated=1): a program and its arguments
 * @folder: the absolute path of the folder that it works on
 *
 * There is no /proc: within another sandbox the kernel gives none, and these programs need none.
 * May run bubblewrap once, to see whether it works.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): what to run instead of @argv
 */
char **
atrium_confine (const char *const *argv,
                const char        *folder)
{
  const AtriumConfinement confinement = { .folder = folder };

  return atrium_confine_with (argv, &confinement);
}

/**
 * atrium_confine_with:
 * @argv: (array zero-terminated=1): a program and its arguments
 * @confinement: what it sees
 *
 * As atrium_confine(). Whether one folder can stand over another shows when the program is run:
 * where the kernel or an older bubblewrap cannot do that, bubblewrap says so and ends.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): what to run instead of @argv
 */
char **
atrium_confine_with (const char *const       *argv,
                     const AtriumConfinement *confinement)
{
  const char *bubblewrap = find_bubblewrap ();
  g_autoptr(GPtrArray) confined = NULL;

  if (bubblewrap == NULL)
    return NULL;

  confined = g_ptr_array_new_null_terminated (64, g_free, TRUE);
  add (confined, bubblewrap, "--unshare-all", "--die-with-parent");
  add (confined, "--new-session", NULL, NULL);
  for (gsize i = 0; system_folders[i] != NULL; i++)
    add (confined, "--ro-bind-try", system_folders[i], system_folders[i]);
  add (confined, "--dev", "/dev", NULL);
  add (confined, "--tmpfs", "/tmp", NULL);
  for (gsize i = 0; home_folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (g_get_home_dir (), home_folders[i], NULL);

      add (confined, "--ro-bind-try", path, path);
    }
  add_folder (confined, confinement);
  for (gsize i = 0; argv[i] != NULL; i++)
    add (confined, argv[i], NULL, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&confined), FALSE);
}
