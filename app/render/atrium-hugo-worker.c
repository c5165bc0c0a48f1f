#include "atrium-hugo-private.h"

#include <string.h>
#include <sys/stat.h>

#include "atrium-bytes.h"
#include "atrium-error.h"
#include "atrium-markers.h"

#define MAX_MARK_ATTEMPTS 10

/* Twice at the same time: the text as it is, and with a marker at each entry. */
enum
{
  PLAIN,
  MARKED,
  N_SLOTS
};

/* What makes pages: used by one thread at a time. */
struct _AtriumHugoWorker
{
  char             *site;
  gboolean          preview;
  gboolean          copying;
  AtriumHugoFolder *folders[N_SLOTS];
  AtriumHugoRun    *runs[N_SLOTS];
  GPtrArray        *pages;      /* NULL where not listed */
  GHashTable       *whole;      /* pages that only come with all others */
  GHashTable       *dropped;    /* page: markers that change it */
  dev_t             device;
  ino_t             inode;
  guint             n_starts;
  GMutex            lock;       /* over which folders there are */
};

/* for the site at @site */
AtriumHugoWorker *
_atrium_hugo_worker_new (const char *site,
                         gboolean    preview)
{
  AtriumHugoWorker *self = g_new0 (AtriumHugoWorker, 1);

  self->site = g_strdup (site);
  self->preview = preview;
  self->whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&self->lock);

  return self;
}

void
_atrium_hugo_worker_free (AtriumHugoWorker *self)
{
  for (guint i = 0; i < N_SLOTS; i++)
    {
      _atrium_hugo_run_free (self->runs[i]);
      _atrium_hugo_folder_free (self->folders[i]);
    }
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_hash_table_unref (self->whole);
  g_hash_table_unref (self->dropped);
  g_mutex_clear (&self->lock);
  g_free (self->site);
  g_free (self);
}

int
_atrium_hugo_worker_get_pid (AtriumHugoWorker *self)
{
  return self->runs[PLAIN] != NULL ? _atrium_hugo_run_get_pid (self->runs[PLAIN]) : 0;
}

guint
_atrium_hugo_worker_get_n_starts (AtriumHugoWorker *self)
{
  return self->n_starts;
}

/* from now on the site is copied */
void
_atrium_hugo_worker_copy (AtriumHugoWorker *self)
{
  self->copying = TRUE;
}

static gboolean
start_run (AtriumHugoWorker  *self,
           guint              slot,
           AtriumHugoTask     task,
           GError           **error)
{
  self->runs[slot] = _atrium_hugo_run_start (self->site, self->folders[slot], task, error);
  self->n_starts++;

  return self->runs[slot] != NULL;
}

static gboolean
start_page (AtriumHugoWorker  *self,
            guint              slot,
            GError           **error)
{
  return start_run (self, slot, self->preview ? ATRIUM_HUGO_PREVIEW : ATRIUM_HUGO_EXACT, error);
}

static void
discard (AtriumHugoWorker *self,
         guint             slot)
{
  g_clear_pointer (&self->runs[slot], _atrium_hugo_run_free);
}

/* The site is where it was, and is the folder that a Hugo which waits has seen. */
static gboolean
check_site (AtriumHugoWorker  *self,
            GError           **error)
{
  struct stat info;
  gboolean there = stat (self->site, &info) == 0 && S_ISDIR (info.st_mode);

  if (there && info.st_dev == self->device && info.st_ino == self->inode)
    return TRUE;

  for (guint i = 0; i < N_SLOTS; i++)
    discard (self, i);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  self->device = there ? info.st_dev : 0;
  self->inode = there ? info.st_ino : 0;
  if (!there)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: The folder of the site is not there any more", self->site);

  return there;
}

static gboolean
make_folder (AtriumHugoWorker  *self,
             guint              slot,
             GError           **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->folders[slot] == NULL)
    self->folders[slot] = _atrium_hugo_folder_new (self->site, error);
  if (self->folders[slot] != NULL && self->copying)
    _atrium_hugo_folder_copy (self->folders[slot]);

  return self->folders[slot] != NULL;
}

static void
drop_folder (AtriumHugoWorker *self,
             guint             slot)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  discard (self, slot);
  g_clear_pointer (&self->folders[slot], _atrium_hugo_folder_free);
}

static gboolean
set_files (AtriumHugoWorker  *self,
           guint              slot,
           AtriumFileTree    *files,
           GError           **error)
{
  gboolean came_or_went = FALSE;
  g_autoptr(GError) inner = NULL;

  if (!make_folder (self, slot, error))
    return FALSE;
  if (_atrium_hugo_folder_set (self->folders[slot], files, &came_or_went, &inner))
    {
      /* what a running Hugo sees of a folder is not to change */
      if (came_or_went)
        discard (self, slot);
      return TRUE;
    }

  drop_folder (self, slot);
  /* where nothing can be hidden from below, there is a copy without it */
  if (!self->copying && g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    {
      self->copying = TRUE;
      return set_files (self, slot, files, error);
    }
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* TRUE where @error is that no folder can stand over another here: from now on the site is copied. */
static gboolean
has_to_copy (AtriumHugoWorker *self,
             guint             slot,
             const GError     *error)
{
  if (self->copying || strstr (error->message, "bwrap: ") == NULL)
    return FALSE;

  self->copying = TRUE;
  drop_folder (self, slot);
  return TRUE;
}

/* A Hugo that begins to work on @files. One that waited may have been killed: another is asked. */
static gboolean
begin (AtriumHugoWorker  *self,
       guint              slot,
       AtriumFileTree    *files,
       const char        *segment,
       AtriumHugoJob     *job,
       GError           **error)
{
  for (guint attempt = 0; attempt < 3; attempt++)
    {
      g_autoptr(GError) inner = NULL;

      if (!set_files (self, slot, files, error))
        return FALSE;
      if (self->runs[slot] == NULL && !start_page (self, slot, error))
        return FALSE;
      if (_atrium_hugo_run_open_gate (self->runs[slot], segment, job->deadline, job->cancellable, &inner))
        return TRUE;

      discard (self, slot);
      if (attempt < 2 && has_to_copy (self, slot, inner))
        continue;
      if (attempt == 2 || !g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_CLOSED))
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
    }

  return FALSE;
}

/* what was said by a Hugo that did its work; NULL where it found fault with the site */
static char *
wait_for (AtriumHugoWorker  *self,
          guint              slot,
          AtriumHugoJob     *job,
          GError           **error)
{
  gboolean failed = FALSE;
  g_autofree char *log = _atrium_hugo_run_wait (self->runs[slot], job->deadline, job->cancellable, &failed, error);
  GError *fault;

  discard (self, slot);
  if (log == NULL)
    return NULL;
  if (!failed)
    return g_steal_pointer (&log);

  fault = _atrium_hugo_parse_error (log, self->site);
  g_propagate_error (error, fault);
  return NULL;
}

static gboolean
list_pages (AtriumHugoWorker  *self,
            AtriumHugoJob     *job,
            GError           **error)
{
  g_autofree char *log = NULL;
  g_autoptr(GError) inner = NULL;

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  if (!set_files (self, PLAIN, job->files, error))
    return FALSE;
  discard (self, PLAIN);
  if (!start_run (self, PLAIN, ATRIUM_HUGO_LIST, error))
    return FALSE;
  if (!_atrium_hugo_run_open_gate (self->runs[PLAIN], NULL, job->deadline, job->cancellable, &inner))
    {
      discard (self, PLAIN);
      if (has_to_copy (self, PLAIN, inner))
        return list_pages (self, job, error);
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  log = wait_for (self, PLAIN, job, error);
  if (log == NULL)
    return FALSE;

  self->pages = _atrium_hugo_parse_list (log);
  return TRUE;
}

static const AtriumHugoPage *
find_page (AtriumHugoWorker  *self,
           AtriumHugoJob     *job,
           gboolean           anew,
           GError           **error)
{
  gboolean fresh = anew || self->pages == NULL;
  const AtriumHugoPage *page;

  if (fresh && !list_pages (self, job, error))
    return NULL;
  page = _atrium_hugo_find_page (self->pages, job->page, self->preview);
  /* it may be newer than the list */
  if (page == NULL && !fresh)
    return find_page (self, job, TRUE, error);
  if (page == NULL)
    g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "%s is not a page of the site", job->page);

  return page;
}

/* the markers that are not put in any more */
static void
drop_markers (AtriumHugoWorker *self,
              const char       *page,
              const char       *markers)
{
  const char *dropped = g_hash_table_lookup (self->dropped, page);

  g_hash_table_replace (self->dropped, g_strdup (page), g_strconcat (dropped != NULL ? dropped : "", markers, NULL));
}

static const char *
get_dropped (AtriumHugoWorker *self,
             const char       *page)
{
  const char *dropped = g_hash_table_lookup (self->dropped, page);

  return dropped != NULL ? dropped : "";
}

static gboolean
begin_marked (AtriumHugoWorker *self,
              AtriumHugoJob    *job,
              const char       *page,
              const char       *segment)
{
  g_autoptr(AtriumFileTree) marked = _atrium_hugo_mark (job->files, job->texts, get_dropped (self, page));

  return begin (self, MARKED, marked, segment, job, NULL);
}

static GBytes *
end_marked (AtriumHugoWorker *self,
            AtriumHugoJob    *job,
            const char       *output)
{
  g_autofree char *log = wait_for (self, MARKED, job, NULL);

  return log != NULL ? _atrium_hugo_folder_read (self->folders[MARKED], output, NULL) : NULL;
}

/* Some markers of @marked are the reason for what differs: they are dropped. */
static gboolean
drop_suspects (AtriumHugoWorker *self,
               AtriumHugoJob    *job,
               const char       *page,
               GBytes           *plain,
               GBytes           *marked)
{
  g_autofree char *found = _atrium_hugo_suspects (plain, marked);

  /* what makes ids of headings may not pass over theirs */
  if (*found == '\0' && strstr (get_dropped (self, page), job->headings) == NULL)
    g_set_str (&found, job->headings);
  if (*found == '\0')
    return FALSE;

  drop_markers (self, page, found);
  return TRUE;
}

/* the page with its markers; NULL where they change more than they are */
static GBytes *
render_marked (AtriumHugoWorker *self,
               AtriumHugoJob    *job,
               const char       *page,
               const char       *segment,
               const char       *output,
               GBytes           *plain)
{
  if (!_atrium_hugo_is_same (plain, plain))
    {
      discard (self, MARKED);
      return NULL;
    }

  for (guint attempt = 0; attempt < MAX_MARK_ATTEMPTS; attempt++)
    {
      g_autoptr(GBytes) marked = NULL;

      if (attempt > 0 && !begin_marked (self, job, page, segment))
        return NULL;
      marked = end_marked (self, job, output);
      if (marked == NULL)
        return NULL;
      if (_atrium_hugo_is_same (plain, marked))
        return g_steal_pointer (&marked);
      if (!drop_suspects (self, job, page, plain, marked))
        return NULL;
    }

  return NULL;
}

static GBytes *
take_html (AtriumHugoJob *job,
           GBytes        *marked)
{
  gsize length;
  const char *html = atrium_bytes_get_text (marked, &length);
  guint n_ids;
  const char *const *ids = atrium_marks_get_ids (job->marks, &n_ids);
  char *shown = atrium_markers_to_attributes (html, length, ids, n_ids);

  return g_bytes_new_take (shown, strlen (shown));
}

/* One page, both ways at the same time. @rendering is NULL where Hugo was content and made no such
 * page. */
static gboolean
make_page (AtriumHugoWorker      *self,
           AtriumHugoJob         *job,
           const AtriumHugoPage  *found,
           AtriumRendering      **rendering,
           GError               **error)
{
  g_autofree char *page = g_strdup (found->path);
  g_autofree char *output = g_strdup (found->output);
  g_autofree char *segment = g_hash_table_contains (self->whole, page) ? NULL : g_strdup (found->segment);
  gboolean marks = job->texts != NULL;
  g_autofree char *log = NULL;
  g_autoptr(GBytes) plain = NULL;
  g_autoptr(GBytes) marked = NULL;

  for (guint i = 0; i < N_SLOTS; i++)
    if (self->folders[i] != NULL)
      _atrium_hugo_folder_remove (self->folders[i], output);
  if (!begin (self, PLAIN, job->files, segment, job, error))
    return FALSE;
  marks = marks && begin_marked (self, job, page, segment);
  log = wait_for (self, PLAIN, job, error);
  plain = log != NULL ? _atrium_hugo_folder_read (self->folders[PLAIN], output, NULL) : NULL;
  if (plain == NULL)
    return discard (self, MARKED), log != NULL;

  marked = marks ? render_marked (self, job, page, segment, output, plain) : NULL;
  *rendering = g_new0 (AtriumRendering, 1);
  (*rendering)->html = marked != NULL ? take_html (job, marked) : g_steal_pointer (&plain);
  (*rendering)->path = g_steal_pointer (&output);
  (*rendering)->base = g_strdup ("");
  (*rendering)->notices = _atrium_hugo_parse_notices (log);
  return TRUE;
}

/* One page of the site with the texts of the job. Blocks. */
static AtriumRendering *
render_once (AtriumHugoWorker  *self,
             AtriumHugoJob     *job,
             GError           **error)
{
  if (!check_site (self, error))
    return NULL;

  /* As it was known; as it is listed now; and with all others, where Hugo calls it by another path. */
  for (guint attempt = 0; attempt < 3; attempt++)
    {
      const AtriumHugoPage *page = find_page (self, job, attempt == 1, error);
      AtriumRendering *rendering = NULL;

      if (page == NULL)
        return NULL;
      if (attempt == 2)
        g_hash_table_add (self->whole, g_strdup (page->path));
      if (!make_page (self, job, page, &rendering, error))
        return NULL;
      if (rendering != NULL)
        return rendering;
    }

  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX,
               "%s: Hugo publishes no page of it: it may be a draft, empty, or have a date to come",
               *job->page != '\0' ? job->page : "The first page");
  return NULL;
}

static gboolean
died (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

AtriumRendering *
_atrium_hugo_worker_render (AtriumHugoWorker  *self,
                            AtriumHugoJob     *job,
                            GError           **error)
{
  g_autoptr(GError) inner = NULL;
  AtriumRendering *rendering = render_once (self, job, &inner);

  /* it may have been killed from outside: another one is given the same text */
  if (rendering == NULL && died (inner))
    {
      g_clear_error (&inner);
      rendering = render_once (self, job, &inner);
    }
  if (rendering != NULL)
    return rendering;

  if (!g_error_matches (inner, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX))
    for (guint i = 0; i < N_SLOTS; i++)
      discard (self, i);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/* The next ones start while the user reads. Not from a thread that ends: one that is confined ends
 * with the thread that started it. */
void
_atrium_hugo_worker_start (AtriumHugoWorker *self)
{
  for (guint i = 0; i < N_SLOTS; i++)
    if (self->folders[i] != NULL && self->runs[i] == NULL && self->inode != 0)
      start_page (self, i, NULL);
}

/* A file that was published with a page. From any thread. */
GBytes *
_atrium_hugo_worker_load (AtriumHugoWorker  *self,
                          const char        *path,
                          GError           **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (atrium_file_tree_is_safe_path (path) && self->folders[PLAIN] != NULL)
    return _atrium_hugo_folder_read (self->folders[PLAIN], path, error);

  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s is not in the site", path);
  return NULL;
}
