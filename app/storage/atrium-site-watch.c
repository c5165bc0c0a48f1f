#include "atrium-site-watch.h"

#include <string.h>
#include <sys/stat.h>

/* so many folders are watched, each for itself; more are none */
#define MAX_FOLDERS 1000
#define MAX_DEPTH 32

/* changes that come together are told of once */
#define SETTLE_MS 100

struct _AtriumSiteWatch
{
  GObject       parent_instance;

  char         *folder;
  char        **left_out;
  GFileMonitor *parent;        /* sees the folder itself come and go */
  GPtrArray    *monitors;
  GCancellable *cancellable;
  guint         settle_id;
  guint         listing : 1;
  guint         relist : 1;    /* folders may have come or gone */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumSiteWatch, atrium_site_watch, G_TYPE_OBJECT)

static void
atrium_site_watch_dispose (GObject *object)
{
  AtriumSiteWatch *self = ATRIUM_SITE_WATCH (object);

  atrium_site_watch_stop (self);

  G_OBJECT_CLASS (atrium_site_watch_parent_class)->dispose (object);
}

static void
atrium_site_watch_finalize (GObject *object)
{
  AtriumSiteWatch *self = ATRIUM_SITE_WATCH (object);

  g_free (self->folder);
  g_strfreev (self->left_out);
  g_ptr_array_unref (self->monitors);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (atrium_site_watch_parent_class)->finalize (object);
}

static void
atrium_site_watch_class_init (AtriumSiteWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_site_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = atrium_site_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATRIUM_TYPE_SITE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
monitor_free (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

static void
atrium_site_watch_init (AtriumSiteWatch *self)
{
  self->monitors = g_ptr_array_new_with_free_func (monitor_free);
  self->cancellable = g_cancellable_new ();
}

/* Which folders there are. */

typedef struct
{
  char       *folder;
  char      **left_out;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->folder);
  g_strfreev (listing->left_out);
  g_free (listing);
}

static gboolean
is_folder (const char *path)
{
  struct stat info;

  return lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

/* FALSE where there are too many */
static gboolean
list_folder (Listing    *listing,
             const char *path,
             guint       depth,
             GPtrArray  *folders)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL)
    return TRUE;
  if (folders->len >= MAX_FOLDERS || depth > MAX_DEPTH)
    return FALSE;

  g_ptr_array_add (folders, g_strdup (path));
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (name[0] == '.' || (depth == 0 && g_strv_contains ((const char *const *) listing->left_out, name)) ||
          !is_folder (child))
        continue;
      if (!list_folder (listing, child, depth + 1, folders))
        return FALSE;
    }

  return TRUE;
}

static void
list_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Listing *listing = task_data;
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  if (list_folder (listing, listing->folder, 0, folders))
    g_task_return_pointer (task, g_steal_pointer (&folders), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "There are too many folders to watch");
}

static void list_folders (AtriumSiteWatch *self);

static gboolean
settled_cb (gpointer user_data)
{
  AtriumSiteWatch *self = user_data;

  self->settle_id = 0;
  if (self->relist)
    list_folders (self);
  else
    g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
settle (AtriumSiteWatch *self)
{
  if (self->settle_id != 0 || self->listing)
    return;

  self->settle_id = g_timeout_add (SETTLE_MS, settled_cb, self);
  g_source_set_static_name (g_main_context_find_source_by_id (NULL, self->settle_id), "[atrium] tell of changed files");
}

static void
changed_cb (AtriumSiteWatch   *self,
            GFile             *file,
            GFile             *other,
            GFileMonitorEvent  event)
{
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED || event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT)
    return;

  if (event != G_FILE_MONITOR_EVENT_CHANGED)
    self->relist = TRUE;
  settle (self);
}

/* what happens beside the site is no matter */
static void
parent_changed_cb (AtriumSiteWatch   *self,
                   GFile             *file,
                   GFile             *other,
                   GFileMonitorEvent  event)
{
  g_autoptr(GFile) folder = g_file_new_for_path (self->folder);

  if (g_file_equal (file, folder) || (other != NULL && g_file_equal (other, folder)))
    changed_cb (self, file, other, event);
}

static GFileMonitor *
monitor (AtriumSiteWatch *self,
         const char      *path,
         GCallback        callback)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor != NULL)
    g_signal_connect_object (monitor, "changed", callback, self, G_CONNECT_SWAPPED);

  return monitor;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AtriumSiteWatch *self = ATRIUM_SITE_WATCH (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) folders = g_task_propagate_pointer (G_TASK (result), &error);

  self->listing = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_ptr_array_set_size (self->monitors, 0);
  if (folders == NULL)
    {
      g_debug ("The site is not watched: %s", error->message);
      return;
    }

  for (guint i = 0; i < folders->len; i++)
    {
      GFileMonitor *added = monitor (self, folders->pdata[i], G_CALLBACK (changed_cb));

      /* rather none than some: who is told relies on it */
      if (added == NULL)
        return;
      g_ptr_array_add (self->monitors, added);
    }

  /* something may have changed before it was watched */
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->relist)
    settle (self);
}

static void
list_folders (AtriumSiteWatch *self)
{
  Listing *listing = g_new0 (Listing, 1);
  g_autoptr(GTask) task = g_task_new (self, NULL, listed_cb, NULL);

  self->listing = TRUE;
  self->relist = FALSE;
  listing->folder = g_strdup (self->folder);
  listing->left_out = g_strdupv (self->left_out);
  g_task_set_task_data (task, listing, listing_free);
  g_task_run_in_thread (task, list_thread);
}

/**
 * atrium_site_watch_new:
 * @folder: absolute path of the site's folder
 * @left_out: (array zero-terminated=1): names in it of what is not watched: what generators write
 *
 * Hidden folders are not watched, and no links are followed.
 *
 * Returns: (transfer full): a watch, which has begun
 */
AtriumSiteWatch *
atrium_site_watch_new (const char        *folder,
                       const char *const *left_out)
{
  AtriumSiteWatch *self = g_object_new (ATRIUM_TYPE_SITE_WATCH, NULL);
  g_autofree char *parent = g_path_get_dirname (folder);

  self->folder = g_strdup (folder);
  self->left_out = g_strdupv ((char **) left_out);
  self->parent = monitor (self, parent, G_CALLBACK (parent_changed_cb));
  list_folders (self);

  return self;
}

/**
 * atrium_site_watch_stop:
 *
 * There are no more signals.
 */
void
atrium_site_watch_stop (AtriumSiteWatch *self)
{
  g_return_if_fail (ATRIUM_IS_SITE_WATCH (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_ptr_array_set_size (self->monitors, 0);
  if (self->parent != NULL)
    g_file_monitor_cancel (self->parent);
  g_clear_object (&self->parent);
}
