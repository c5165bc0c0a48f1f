#include "atrium-jekyll.h"

#include "atrium-confinement.h"
#include "atrium-engines-resources.h"
#include "atrium-error.h"
#include "atrium-jekyll-private.h"

#define SCRIPT "/io/github/atrium_editor/Atrium/engines/jekyll.rb"
#define DEFAULT_TIMEOUT_MS (60 * 1000)

/* One question: for a page, or for what a page shows. */
typedef struct
{
  GBytes      *question;
  AtriumMarks *marks;
  gboolean     page;
  gboolean     again;       /* the helper ended over it once */
  gboolean     look;        /* at the disk */
} Job;

struct _AtriumJekyll
{
  GObject       parent_instance;

  AtriumHelper *helper;
  GFile        *folder;
  guint32       device;     /* of the folder that the helper has seen, and its number; 0 before */
  guint64       inode;
  guint         timeout_ms;
  gint64        last_id;
  gboolean      confined;
  gboolean      asking;
  gboolean      told;       /* of changes on the disk */
  gboolean      changed;    /* of one that the helper does not know of */
  GTask        *waiting;    /* the newest page that is asked for while another question is under way */
  GQueue        loads;      /* GTask: what pages show, in the order in which it was asked for */
};

static void atrium_jekyll_engine_init (AtriumEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumJekyll, atrium_jekyll, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATRIUM_TYPE_ENGINE, atrium_jekyll_engine_init))

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->question);
  g_clear_pointer (&job->marks, atrium_marks_unref);
  g_free (job);
}

static void
atrium_jekyll_finalize (GObject *object)
{
  AtriumJekyll *self = (AtriumJekyll *) object;

  g_clear_object (&self->waiting);
  g_queue_clear_full (&self->loads, g_object_unref);
  g_clear_object (&self->helper);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (atrium_jekyll_parent_class)->finalize (object);
}

static void
atrium_jekyll_class_init (AtriumJekyllClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atrium_jekyll_finalize;
}

static void
atrium_jekyll_init (AtriumJekyll *self)
{
  self->timeout_ms = DEFAULT_TIMEOUT_MS;
}

/**
 * atrium_jekyll_is_available:
 *
 * Looks for programs; whether Jekyll's own gem works shows with the first page.
 *
 * Returns: whether `ruby` and `jekyll` are on the machine
 */
gboolean
atrium_jekyll_is_available (void)
{
  g_autofree char *ruby = g_find_program_in_path ("ruby");
  g_autofree char *jekyll = g_find_program_in_path ("jekyll");

  return ruby != NULL && jekyll != NULL;
}

/* the script's data in a resource ends with a NUL that its size does not count */
static AtriumJekyll *
create (const char *folder,
        const char *mode,
        const char *unconfined_mode)
{
  AtriumJekyll *self = g_object_new (ATRIUM_TYPE_JEKYLL, NULL);
  g_autoptr(GBytes) script = g_resource_lookup_data (atrium_engines_get_resource (), SCRIPT, 0, NULL);
  const char *argv[] = { "ruby", "-e", g_bytes_get_data (script, NULL), folder, mode, NULL };
  g_auto(GStrv) confined = atrium_confine (argv, folder);
  g_auto(GStrv) environment = atrium_confined_environment ();

  self->folder = g_file_new_for_path (folder);
  self->confined = confined != NULL;
  argv[4] = unconfined_mode;
  self->helper = atrium_helper_new (confined != NULL ? (const char *const *) confined : argv);
  atrium_helper_set_environment (self->helper, (const char *const *) environment);

  return self;
}

/**
 * atrium_jekyll_new:
 * @folder: absolute path of the site's folder
 *
 * Starts nothing. The site's plugins run with no network and nothing but the site and the
 * system's programs to read, where bubblewrap works, and in any case with little of the environment.
 *
 * Returns: (transfer full): an engine that gives what a build writes
 */
AtriumJekyll *
atrium_jekyll_new (const char *folder)
{
  g_return_val_if_fail (g_path_is_absolute (folder), NULL);

  return create (folder, "exact", "exact");
}

/**
 * atrium_jekyll_new_for_preview:
 * @folder: absolute path of the site's folder
 *
 * As atrium_jekyll_new(), but the site's own address is left out of its pages, and every path has
 * a page: that of a collection, or the first one. Where bubblewrap does not work, nothing that the
 * site brings is run.
 *
 * Returns: (transfer full): an engine for looking at a site
 */
AtriumJekyll *
atrium_jekyll_new_for_preview (const char *folder)
{
  g_return_val_if_fail (g_path_is_absolute (folder), NULL);

  return create (folder, "preview", "safe");
}

/**
 * atrium_jekyll_set_timeout:
 * @timeout_ms: milliseconds; 60 seconds where never set
 */
void
atrium_jekyll_set_timeout (AtriumJekyll *self,
                           guint         timeout_ms)
{
  g_return_if_fail (ATRIUM_IS_JEKYLL (self));

  self->timeout_ms = timeout_ms;
}

/**
 * atrium_jekyll_is_confined:
 *
 * Returns: whether the helper runs in a sandbox
 */
gboolean
atrium_jekyll_is_confined (AtriumJekyll *self)
{
  g_return_val_if_fail (ATRIUM_IS_JEKYLL (self), FALSE);

  return self->confined;
}

/**
 * atrium_jekyll_get_helper:
 *
 * Returns: (transfer none): the helper process
 */
AtriumHelper *
atrium_jekyll_get_helper (AtriumJekyll *self)
{
  g_return_val_if_fail (ATRIUM_IS_JEKYLL (self), NULL);

  return self->helper;
}

static void ask (AtriumJekyll *self,
                 GTask        *task);

static GTask *
take_next (AtriumJekyll *self)
{
  if (self->waiting != NULL)
    return g_steal_pointer (&self->waiting);

  return g_queue_pop_head (&self->loads);
}

static void
ask_next (AtriumJekyll *self)
{
  GTask *next;

  while (!self->asking && (next = take_next (self)) != NULL)
    {
      if (!g_task_return_error_if_cancelled (next))
        ask (self, next);
      else
        self->changed |= ((Job *) g_task_get_task_data (next))->look;
      g_object_unref (next);
    }
}

static void
answer (GTask  *task,
        GBytes *bytes)
{
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (job->page)
    {
      AtriumRendering *rendering = _atrium_jekyll_parse_page (bytes, job->marks, &error);

      if (rendering != NULL)
        g_task_return_pointer (task, rendering, (GDestroyNotify) atrium_rendering_free);
    }
  else
    {
      GBytes *asset = _atrium_jekyll_parse_asset (bytes, &error);

      if (asset != NULL)
        g_task_return_pointer (task, asset, (GDestroyNotify) g_bytes_unref);
    }

  if (error != NULL)
    g_task_return_error (task, error);
}

/* it ended, rather than being slow or saying nonsense */
static gboolean
helper_died (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AtriumJekyll *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = atrium_helper_ask_finish (ATRIUM_HELPER (object), result, &error);

  self->asking = FALSE;
  /* it may have been killed for what it did before: a new one is given the same question */
  if (bytes == NULL && helper_died (error) && !job->again)
    {
      job->again = TRUE;
      ask (self, task);
      return;
    }

  /* a helper that did not answer may not have looked */
  if (bytes == NULL)
    self->changed |= job->look;
  ask_next (self);
  if (bytes != NULL)
    answer (task, bytes);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ask_helper (AtriumJekyll *self,
            GTask        *task)
{
  Job *job = g_task_get_task_data (task);

  /* Cancelling ends one wait, not the warm helper: its answer is read and dropped. */
  atrium_helper_ask_async (self->helper, job->question, self->timeout_ms, NULL, answered_cb, g_object_ref (task));
}

/* A helper keeps the folder that it was started with, wherever it is moved to. */
static gboolean
is_same_folder (AtriumJekyll *self,
                GFileInfo    *info)
{
  guint32 device = g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_DEVICE);
  guint64 inode = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE);
  gboolean same = self->inode == 0 || (self->device == device && self->inode == inode);

  self->device = device;
  self->inode = inode;
  return same;
}

static void
folder_seen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AtriumJekyll *self = g_task_get_source_object (task);
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, NULL);

  if (info == NULL || !is_same_folder (self, info))
    atrium_helper_stop (self->helper);
  if (info != NULL)
    {
      ask_helper (self, task);
      return;
    }

  self->asking = FALSE;
  self->changed = TRUE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: The folder of the site is not there any more",
                           g_file_peek_path (self->folder));
  ask_next (self);
}

static void
ask (AtriumJekyll *self,
     GTask        *task)
{
  Job *job = g_task_get_task_data (task);

  self->asking = TRUE;
  if (!job->look)
    ask_helper (self, task);
  else
    g_file_query_info_async (self->folder, G_FILE_ATTRIBUTE_UNIX_DEVICE "," G_FILE_ATTRIBUTE_UNIX_INODE,
                             G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, folder_seen_cb, g_object_ref (task));
}

static gboolean
set_job (GTask       *task,
         GBytes      *question,
         AtriumMarks *marks,
         gboolean     page)
{
  Job *job = g_new0 (Job, 1);

  job->question = question;
  job->marks = marks != NULL ? atrium_marks_ref (marks) : NULL;
  job->page = page;
  g_task_set_task_data (task, job, job_free);
  if (g_bytes_get_size (question) <= ATRIUM_HELPER_MAX_FRAME)
    return TRUE;

  g_task_return_new_error (task, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE, "The changed files are too large for a preview");
  return FALSE;
}

/* what it would have looked at is still to be looked at */
static void
drop_waiting (AtriumJekyll *self)
{
  if (self->waiting == NULL)
    return;

  self->changed |= ((Job *) g_task_get_task_data (self->waiting))->look;
  g_task_return_new_error (self->waiting, G_IO_ERROR, G_IO_ERROR_CANCELLED, "A newer text is to be shown");
  g_clear_object (&self->waiting);
}

static void
atrium_jekyll_render_async (AtriumEngine        *engine,
                            const char          *page,
                            AtriumFileTree      *changed,
                            AtriumMarks         *marks,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  AtriumJekyll *self = ATRIUM_JEKYLL (engine);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean look;

  g_task_set_source_tag (task, atrium_jekyll_render_async);
  drop_waiting (self);
  look = !self->told || self->changed;
  if (!set_job (task, _atrium_jekyll_ask_page (++self->last_id, page, changed, marks, look), marks, TRUE))
    return;

  ((Job *) g_task_get_task_data (task))->look = look;
  self->changed = FALSE;
  self->waiting = g_steal_pointer (&task);
  ask_next (self);
}

static void
atrium_jekyll_load_async (AtriumEngine        *engine,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  AtriumJekyll *self = ATRIUM_JEKYLL (engine);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, atrium_jekyll_load_async);
  if (!set_job (task, _atrium_jekyll_ask_asset (++self->last_id, path), NULL, FALSE))
    return;

  g_queue_push_tail (&self->loads, g_steal_pointer (&task));
  ask_next (self);
}

static GBytes *
atrium_jekyll_load_finish (AtriumEngine  *engine,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static AtriumRendering *
atrium_jekyll_render_finish (AtriumEngine  *engine,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
atrium_jekyll_disk_changed (AtriumEngine *engine)
{
  AtriumJekyll *self = ATRIUM_JEKYLL (engine);

  self->told = TRUE;
  self->changed = TRUE;
}

static void
atrium_jekyll_engine_init (AtriumEngineInterface *iface)
{
  iface->disk_changed = atrium_jekyll_disk_changed;
  iface->render_async = atrium_jekyll_render_async;
  iface->render_finish = atrium_jekyll_render_finish;
  iface->load_async = atrium_jekyll_load_async;
  iface->load_finish = atrium_jekyll_load_finish;
}
