#include "atrium-hugo.h"

#include "atrium-hugo-private.h"

/* Hugo is started anew for each page, and waits for the text when it is typed. `hugo server` was
 * measured beside it (Hugo 0.131, a page of 40 papers): it renders in 12 ms, but looks for changes
 * only every 500 ms, so that a keystroke shows after 0.09 to 0.46 s. A `hugo` that is told to make
 * one page takes 60 ms, of which 45 are its own start and are over before the text is there. */

#define DEFAULT_TIMEOUT_MS (60 * 1000)

struct _AtriumHugo
{
  GObject           parent_instance;

  AtriumHugoWorker *worker;     /* of the thread that renders, while one does */
  guint             timeout_ms;
  gboolean          rendering;
  GTask            *waiting;    /* the newest page that is asked for while another is made */
};

static void atrium_hugo_engine_init (AtriumEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumHugo, atrium_hugo, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATRIUM_TYPE_ENGINE, atrium_hugo_engine_init))

static void
job_free (gpointer data)
{
  AtriumHugoJob *job = data;

  g_free (job->page);
  atrium_file_tree_unref (job->files);
  g_clear_pointer (&job->texts, atrium_file_tree_unref);
  g_clear_pointer (&job->marks, atrium_marks_unref);
  g_clear_object (&job->cancellable);
  g_free (job->headings);
  g_free (job);
}

static void
atrium_hugo_finalize (GObject *object)
{
  AtriumHugo *self = (AtriumHugo *) object;

  g_clear_object (&self->waiting);
  _atrium_hugo_worker_free (self->worker);

  G_OBJECT_CLASS (atrium_hugo_parent_class)->finalize (object);
}

static void
atrium_hugo_class_init (AtriumHugoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atrium_hugo_finalize;
}

static void
atrium_hugo_init (AtriumHugo *self)
{
  self->timeout_ms = DEFAULT_TIMEOUT_MS;
}

/**
 * atrium_hugo_is_available:
 *
 * Returns: whether `hugo` is on the machine
 */
gboolean
atrium_hugo_is_available (void)
{
  g_autofree char *hugo = g_find_program_in_path ("hugo");

  return hugo != NULL;
}

static AtriumHugo *
create (const char *folder,
        gboolean    preview)
{
  AtriumHugo *self = g_object_new (ATRIUM_TYPE_HUGO, NULL);

  self->worker = _atrium_hugo_worker_new (folder, preview);

  return self;
}

/**
 * atrium_hugo_new:
 * @folder: absolute path of the site's folder
 *
 * Starts nothing. Hugo runs with no network and nothing but the site and the system's programs to
 * read. Where bubblewrap does not work it does not run, and every page fails with
 * %ATRIUM_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): an engine that gives what `hugo` writes
 */
AtriumHugo *
atrium_hugo_new (const char *folder)
{
  g_return_val_if_fail (g_path_is_absolute (folder), NULL);

  return create (folder, FALSE);
}

/**
 * atrium_hugo_new_for_preview:
 * @folder: absolute path of the site's folder
 *
 * As atrium_hugo_new(), but the site's own address is left out of its pages, and every path has a
 * page: that which lists it, or the first one.
 *
 * Returns: (transfer full): an engine for looking at a site
 */
AtriumHugo *
atrium_hugo_new_for_preview (const char *folder)
{
  g_return_val_if_fail (g_path_is_absolute (folder), NULL);

  return create (folder, TRUE);
}

/**
 * atrium_hugo_set_timeout:
 * @timeout_ms: milliseconds; 60 seconds where never set
 */
void
atrium_hugo_set_timeout (AtriumHugo *self,
                         guint       timeout_ms)
{
  g_return_if_fail (ATRIUM_IS_HUGO (self));

  self->timeout_ms = timeout_ms;
}

/**
 * atrium_hugo_get_pid:
 *
 * Not while a page is made.
 *
 * Returns: the process that waits for the next text, or 0
 */
int
atrium_hugo_get_pid (AtriumHugo *self)
{
  g_return_val_if_fail (ATRIUM_IS_HUGO (self), 0);

  return _atrium_hugo_worker_get_pid (self->worker);
}

/**
 * atrium_hugo_get_n_starts:
 *
 * Returns: how often Hugo was started
 */
guint
atrium_hugo_get_n_starts (AtriumHugo *self)
{
  g_return_val_if_fail (ATRIUM_IS_HUGO (self), 0);

  return _atrium_hugo_worker_get_n_starts (self->worker);
}

/**
 * atrium_hugo_set_copying:
 *
 * Makes it copy the site, before the first page.
 */
void
atrium_hugo_set_copying (AtriumHugo *self)
{
  g_return_if_fail (ATRIUM_IS_HUGO (self));
  g_return_if_fail (_atrium_hugo_worker_get_n_starts (self->worker) == 0);

  _atrium_hugo_worker_copy (self->worker);
}

static void
render_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  AtriumHugo *self = source_object;
  GError *error = NULL;
  AtriumRendering *rendering = _atrium_hugo_worker_render (self->worker, task_data, &error);

  if (rendering != NULL)
    g_task_return_pointer (task, rendering, (GDestroyNotify) atrium_rendering_free);
  else
    g_task_return_error (task, error);
}

static void start_next (AtriumHugo *self);

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  AtriumHugo *self = ATRIUM_HUGO (object);
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  AtriumRendering *rendering = g_task_propagate_pointer (G_TASK (result), &error);

  self->rendering = FALSE;
  _atrium_hugo_worker_start (self->worker);
  if (rendering != NULL)
    g_task_return_pointer (task, rendering, (GDestroyNotify) atrium_rendering_free);
  else
    g_task_return_error (task, error);
  start_next (self);
}

static void
start_next (AtriumHugo *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->waiting);
  g_autoptr(GTask) work = NULL;
  AtriumHugoJob *job;

  if (task == NULL)
    return;
  if (self->rendering || g_task_return_error_if_cancelled (task))
    {
      if (self->rendering)
        self->waiting = g_steal_pointer (&task);
      return;
    }

  self->rendering = TRUE;
  job = g_object_steal_data (G_OBJECT (task), "atrium-job");
  job->deadline = g_get_monotonic_time () + (gint64) self->timeout_ms * G_TIME_SPAN_MILLISECOND;
  work = g_task_new (self, NULL, rendered_cb, g_object_ref (task));
  g_task_set_task_data (work, job, job_free);
  g_task_run_in_thread (work, render_thread);
}

static AtriumHugoJob *
job_new (const char     *page,
         AtriumFileTree *changed,
         AtriumMarks    *marks,
         GCancellable   *cancellable)
{
  AtriumHugoJob *job = g_new0 (AtriumHugoJob, 1);

  job->page = g_strdup (page);
  job->files = atrium_file_tree_copy (changed);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (marks != NULL)
    {
      g_autoptr(AtriumFileTree) titled = atrium_marks_dup_titled_texts (marks);
      g_autoptr(AtriumFileTree) texts = atrium_marks_dup_texts (marks);

      job->marks = atrium_marks_ref (marks);
      job->headings = atrium_marks_dup_headings (marks);
      job->texts = _atrium_hugo_mark (titled, texts, "");
      atrium_file_tree_remove (job->texts, page);
      if (atrium_file_tree_contains (texts, page))
        atrium_file_tree_set (job->texts, page, atrium_file_tree_lookup (texts, page));
    }

  return job;
}

static void
atrium_hugo_render_async (AtriumEngine        *engine,
                          const char          *page,
                          AtriumFileTree      *changed,
                          AtriumMarks         *marks,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  AtriumHugo *self = ATRIUM_HUGO (engine);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, atrium_hugo_render_async);
  g_object_set_data_full (G_OBJECT (task), "atrium-job", job_new (page, changed, marks, cancellable), job_free);
  if (self->waiting != NULL)
    g_task_return_new_error (self->waiting, G_IO_ERROR, G_IO_ERROR_CANCELLED, "A newer text is to be shown");
  g_clear_object (&self->waiting);
  self->waiting = g_steal_pointer (&task);
  start_next (self);
}

static AtriumRendering *
atrium_hugo_render_finish (AtriumEngine  *engine,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  AtriumHugo *self = source_object;
  GError *error = NULL;
  GBytes *bytes = _atrium_hugo_worker_load (self->worker, task_data, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
atrium_hugo_load_async (AtriumEngine        *engine,
                        const char          *path,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (engine, cancellable, callback, user_data);

  g_task_set_source_tag (task, atrium_hugo_load_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_thread);
}

static GBytes *
atrium_hugo_load_finish (AtriumEngine  *engine,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
atrium_hugo_engine_init (AtriumEngineInterface *iface)
{
  iface->render_async = atrium_hugo_render_async;
  iface->render_finish = atrium_hugo_render_finish;
  iface->load_async = atrium_hugo_load_async;
  iface->load_finish = atrium_hugo_load_finish;
}
