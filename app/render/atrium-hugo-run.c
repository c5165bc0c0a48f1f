#include "atrium-hugo-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "atrium-confinement.h"
#include "atrium-error.h"

/* of what it says, so much is kept; the rest is read and dropped */
#define MAX_LOG_BYTES (16 * 1024 * 1024)
#define SEGMENT "atrium"

/* no static file is published: the preview reads them where they are */
#define NO_FOLDER "atrium-publishes-no-static-files"

struct _AtriumHugoRun
{
  GPid           pid;          /* 0 when it is known to have ended */
  int            status;
  int            output;       /* what it says, or -1 */
  GString       *log;
  char          *gate;
  AtriumHugoTask task;
};

static char *
find_config (AtriumHugoFolder *folder)
{
  /* the order in which Hugo looks for them */
  static const char *const names[] = {
    "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (_atrium_hugo_folder_has (folder, names[i]))
      return g_strdup (names[i]);

  return NULL;
}

/* The gate is a pipe: who opens it to read waits until somebody opens it to write. Each has a name
 * of its own: one that was ended, and is not gone yet, would take what is meant for the next. */
static char *
make_gate (AtriumHugoFolder  *folder,
           GError           **error)
{
  static int last = 0;
  g_autofree char *name = g_strdup_printf ("gate-%d.json", g_atomic_int_add (&last, 1));
  g_autofree char *path = g_build_filename (_atrium_hugo_folder_get_path (folder), "gate", name, NULL);

  if (mkfifo (path, 0600) == 0)
    return g_steal_pointer (&path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  return NULL;
}

static char **
make_argv (const char       *source,
           AtriumHugoFolder *folder,
           AtriumHugoTask    task,
           const char       *gate)
{
  g_autoptr(GStrvBuilder) argv = g_strv_builder_new ();
  g_autofree char *config = find_config (folder);
  g_autofree char *out = g_build_filename (_atrium_hugo_folder_get_path (folder), "work", "out", NULL);

  g_strv_builder_add (argv, "hugo");
  if (task == ATRIUM_HUGO_LIST)
    g_strv_builder_add_many (argv, "list", "all", NULL);
  else
    g_strv_builder_add_many (argv, "--destination", out, "--renderSegments", SEGMENT, "--logLevel", "warn", NULL);
  g_strv_builder_add_many (argv, "--source", source, "--config", NULL);
  g_strv_builder_take (argv, config != NULL ? g_strconcat (gate, ",", config, NULL) : g_strdup (gate));

  return g_strv_builder_end (argv);
}

static char **
make_environment (AtriumHugoFolder *folder,
                  AtriumHugoTask    task)
{
  const char *path = _atrium_hugo_folder_get_path (folder);
  g_autofree char *resources = g_build_filename (path, "work", "resources", NULL);
  g_autofree char *cache = g_build_filename (path, "work", "cache", NULL);
  char **environment = atrium_confined_environment ();

  /* It lives for one page: collecting garbage is a fifth of its work, and needed by large sites only. */
  environment = g_environ_setenv (environment, "GOGC", "off", FALSE);
  environment = g_environ_setenv (environment, "GOMEMLIMIT", "512MiB", FALSE);
  environment = g_environ_setenv (environment, "HUGO_NOBUILDLOCK", "true", TRUE);
  environment = g_environ_setenv (environment, "HUGO_RESOURCEDIR", resources, TRUE);
  environment = g_environ_setenv (environment, "HUGO_CACHEDIR", cache, TRUE);
  environment = g_environ_setenv (environment, "HUGO_STATICDIR", NO_FOLDER, TRUE);
  /* they are written into the site, by either of their names */
  environment = g_environ_setenv (environment, "HUGO_BUILD_WRITESTATS", "false", TRUE);
  environment = g_environ_setenv (environment, "HUGO_BUILD_BUILDSTATS_ENABLE", "false", TRUE);
  if (task == ATRIUM_HUGO_LIST)
    environment = g_environ_setenv (environment, "HUGO_BASEURL", "http://atrium.invalid/", TRUE);
  if (task == ATRIUM_HUGO_PREVIEW)
    environment = g_environ_setenv (environment, "HUGO_BASEURL", "/", TRUE);

  return environment;
}

/* Never without: a site's configuration can allow its templates every program, file and address,
 * in more places than can be forbidden from outside. */
static char **
confine (const char *const  *argv,
         const char         *site,
         AtriumHugoFolder   *folder,
         GError            **error)
{
  g_autofree char *work = g_build_filename (_atrium_hugo_folder_get_path (folder), "work", NULL);
  g_autofree char *modules = g_build_filename (g_get_user_cache_dir (), "hugo_cache", "modules", NULL);
  g_autofree char *modules_at = g_build_filename (work, "cache", "modules", NULL);
  g_autofree char *gate = g_build_filename (_atrium_hugo_folder_get_path (folder), "gate", NULL);
  const char *const readable[] = { gate, gate, modules, modules_at, NULL };
  gboolean copy = _atrium_hugo_folder_is_copy (folder);
  const AtriumConfinement confinement = {
    .folder = site,
    .over = copy ? NULL : _atrium_hugo_folder_get_texts (folder),
    .instead = copy ? _atrium_hugo_folder_get_texts (folder) : NULL,
    .writable = work,
    .readable = readable,
  };
  char **confined = atrium_confine_with (argv, &confinement);

  if (confined == NULL)
    g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND,
                 "Hugo needs bubblewrap, which is not on this machine or does not work here");
  return confined;
}

static gboolean
spawn (AtriumHugoRun      *self,
       const char *const  *argv,
       const char *const  *environment,
       GError            **error)
{
  const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD;
  int pipe_fds[2];

  if (!g_unix_open_pipe (pipe_fds, O_CLOEXEC, error))
    return FALSE;
  if (!g_spawn_async_with_pipes_and_fds (NULL, argv, environment, flags, NULL, NULL, -1, pipe_fds[1], pipe_fds[1],
                                         NULL, NULL, 0, &self->pid, NULL, NULL, NULL, error))
    {
      close (pipe_fds[0]);
      close (pipe_fds[1]);
      return FALSE;
    }

  close (pipe_fds[1]);
  self->output = pipe_fds[0];
  return g_unix_set_fd_nonblocking (self->output, TRUE, error);
}

/* Starts one, which reads nothing of the site before its gate is opened: most of the time that it
 * needs for a page is that for its own start. */
AtriumHugoRun *
_atrium_hugo_run_start (const char        *site,
                        AtriumHugoFolder  *folder,
                        AtriumHugoTask     task,
                        GError           **error)
{
  AtriumHugoRun *self = g_new0 (AtriumHugoRun, 1);
  g_auto(GStrv) argv = NULL;
  g_auto(GStrv) confined = NULL;
  g_auto(GStrv) environment = NULL;

  /* one that ended while its gate was opened is an error of that, not our end */
  signal (SIGPIPE, SIG_IGN);
  self->output = -1;
  self->task = task;
  self->log = g_string_new (NULL);
  self->gate = make_gate (folder, error);
  if (self->gate == NULL)
    return _atrium_hugo_run_free (self), NULL;

  argv = make_argv (site, folder, task, self->gate);
  confined = confine ((const char *const *) argv, site, folder, error);
  if (confined == NULL)
    return _atrium_hugo_run_free (self), NULL;
  environment = make_environment (folder, task);
  if (!spawn (self, (const char *const *) confined, (const char *const *) environment, error))
    return _atrium_hugo_run_free (self), NULL;

  return self;
}

static gboolean
has_ended (AtriumHugoRun *self)
{
  if (self->pid != 0 && waitpid (self->pid, &self->status, WNOHANG) == self->pid)
    self->pid = 0;

  return self->pid == 0;
}

/* A bubblewrap that is killed while it makes its sandbox leaves there what it has started by then,
 * which waits for ever. One that stands still starts no more, and what it started is known. */
static void
kill_children (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", pid, pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) children = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;

  children = g_strsplit (g_strstrip (text), " ", -1);
  for (guint i = 0; children[i] != NULL; i++)
    {
      guint64 child;

      if (g_ascii_string_to_unsigned (children[i], 10, 2, G_MAXINT, &child, NULL))
        kill ((GPid) child, SIGKILL);
    }
}

static void
kill_run (AtriumHugoRun *self)
{
  int status;

  if (kill (self->pid, SIGSTOP) == 0)
    {
      if (waitpid (self->pid, &status, WUNTRACED) == self->pid && !WIFSTOPPED (status))
        return;
      kill_children (self->pid);
    }
  kill (self->pid, SIGKILL);
  waitpid (self->pid, NULL, 0);
}

/* ends it, if it did not by itself */
void
_atrium_hugo_run_free (AtriumHugoRun *self)
{
  if (self == NULL)
    return;

  if (!has_ended (self))
    kill_run (self);
  if (self->output >= 0)
    close (self->output);
  g_string_free (self->log, TRUE);
  if (self->gate != NULL)
    g_unlink (self->gate);
  g_free (self->gate);
  g_free (self);
}

int
_atrium_hugo_run_get_pid (AtriumHugoRun *self)
{
  return self->pid;
}

/* what it said since; FALSE at the end */
static gboolean
read_output (AtriumHugoRun *self)
{
  char buffer[65536];

  for (;;)
    {
      gssize n_read = read (self->output, buffer, sizeof buffer);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0)
        return n_read < 0 && errno == EAGAIN;
      if (self->log->len < MAX_LOG_BYTES)
        g_string_append_len (self->log, buffer, n_read);
    }
}

static gboolean
may_wait (gint64         deadline,
          GCancellable  *cancellable,
          GError       **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_get_monotonic_time () < deadline)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Hugo did not answer in time");
  return FALSE;
}

/* the configuration that goes before the site's own: which pages are rendered */
static char *
make_config (AtriumHugoTask  task,
             const char     *segment)
{
  g_autoptr(JsonBuilder) builder = NULL;
  g_autoptr(JsonNode) root = NULL;

  if (task == ATRIUM_HUGO_LIST)
    return g_strdup ("{}");

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, SEGMENT);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "includes");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, segment != NULL ? "path" : "kind");
  json_builder_add_string_value (builder, segment != NULL ? segment : "**");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* a file in the place of the gate, so that it can be read a second time */
static gboolean
write_through (AtriumHugoRun  *self,
               int             fd,
               const char     *config,
               GError        **error)
{
  g_autofree char *copy = g_strconcat (self->gate, "~", NULL);
  gsize length = strlen (config);

  if (!g_file_set_contents (copy, config, (gssize) length, error))
    return FALSE;
  if (g_rename (copy, self->gate) == 0 && write (fd, config, length) == (gssize) length)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "Hugo ended before it was asked");
  return FALSE;
}

/* Lets it go on, to the pages at the path @segment, or all where that is NULL. */
gboolean
_atrium_hugo_run_open_gate (AtriumHugoRun  *self,
                            const char     *segment,
                            gint64          deadline,
                            GCancellable   *cancellable,
                            GError        **error)
{
  g_autofree char *config = make_config (self->task, segment);
  g_autofd int fd = -1;

  while ((fd = open (self->gate, O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)) < 0)
    {
      if (has_ended (self) || errno != ENXIO)
        {
          read_output (self);
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "Hugo ended before it was asked: %s",
                       self->log->len > 0 ? self->log->str : g_strerror (errno));
          return FALSE;
        }
      if (!may_wait (deadline, cancellable, error))
        return FALSE;
      g_usleep (500);
    }

  return write_through (self, fd, config, error);
}

/* what it said, when it has ended; the caller frees it */
char *
_atrium_hugo_run_wait (AtriumHugoRun  *self,
                       gint64          deadline,
                       GCancellable   *cancellable,
                       gboolean       *failed,
                       GError        **error)
{
  struct pollfd poll_fd = { self->output, POLLIN, 0 };

  while (read_output (self))
    {
      if (!may_wait (deadline, cancellable, error))
        return NULL;
      poll (&poll_fd, 1, 20);
    }
  while (!has_ended (self))
    {
      if (!may_wait (deadline, cancellable, error))
        return NULL;
      g_usleep (200);
    }

  if (!WIFEXITED (self->status))
    return g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "Hugo ended without an answer"), NULL;

  *failed = WEXITSTATUS (self->status) != 0;
  return g_strndup (self->log->str, self->log->len);
}
