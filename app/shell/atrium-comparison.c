#include "atrium-comparison.h"

#include "atrium-page.h"

/* However fast somebody types, the pages are compared this often, in milliseconds. */
#define PERIOD 120

struct _AtriumComparison
{
  GObject            parent_instance;

  AtriumPreviewPane *pane;           /* not owned: it owns the window of this */
  AtriumLivePage    *live_page;
  AtriumDocument    *document;
  AtriumPreview     *before;         /* what the pane shows beside the page; not owned */
  AtriumPreview     *after;

  AtriumReading     *reading;        /* that @saved was made of; compared only */
  GBytes            *saved;          /* the page as it was last saved, with no numbers filled in;
                                      * NULL while it is made */
  char              *failure;        /* why it cannot be made, or NULL */
  char              *saved_path;
  AtriumSitePage    *site;           /* makes it; NULL where that is the built-in engine */
  guint              n_after;        /* elements of the new page that are another */
  guint              n_before;       /* of the old page that the new one has not */
  guint              refresh_id;
  char              *shown_path;     /* of the page in @before; NULL where there is none yet */
  guint              shown_site : 1; /* it is a generator's */
  guint              after_counted : 1;
  guint              before_counted : 1;
  guint              before_shown : 1;
  guint              begun : 1;
  guint              change_shown : 1;
};

G_DEFINE_FINAL_TYPE (AtriumComparison, atrium_comparison, G_TYPE_OBJECT)

static void schedule_refresh (AtriumComparison *self);

static void
forget_saved (AtriumComparison *self)
{
  g_clear_pointer (&self->saved, g_bytes_unref);
}

/* The page as it was last saved. */

static GBytes *
load_file (const char  *path,
           gpointer     user_data,
           GError     **error)
{
  return atrium_document_load_file (user_data, path, error);
}

static void
fetch_file (const char *path,
            GTask      *task,
            gpointer    user_data)
{
  atrium_site_page_fetch (user_data, path, task);
}

static void
site_rendered_cb (AtriumComparison *self,
                  GBytes           *html,
                  const char       *path)
{
  forget_saved (self);
  g_clear_pointer (&self->failure, g_free);
  self->saved = g_bytes_ref (html);
  g_set_str (&self->saved_path, path);
  schedule_refresh (self);
}

static void
site_failed_cb (AtriumComparison *self,
                const char       *message)
{
  g_set_str (&self->failure, message);
  atrium_preview_pane_show_comparison (self->pane, ATRIUM_COMPARISON_FAILED, message);
}

static void
stop_site (AtriumComparison *self)
{
  if (self->site == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->site, self);
  atrium_preview_set_fetcher (self->before, NULL, NULL, NULL);
  g_object_run_dispose (G_OBJECT (self->site));
  g_clear_object (&self->site);
  g_clear_pointer (&self->failure, g_free);
  forget_saved (self);
}

/* A generator of its own: one that is given the saved and the edited text in turns would read the
 * site anew each time. */
static void
start_site (AtriumComparison *self)
{
  self->site = atrium_site_page_new_saved (self->document);
  g_signal_connect_swapped (self->site, "rendered", G_CALLBACK (site_rendered_cb), self);
  g_signal_connect_swapped (self->site, "failed", G_CALLBACK (site_failed_cb), self);
  atrium_preview_set_fetcher (self->before, fetch_file, g_object_ref (self->site), g_object_unref);
  forget_saved (self);
}

static void
follow_site (AtriumComparison *self,
             AtriumSitePage   *live)
{
  AtriumReading *reading = atrium_document_get_reading (self->document);
  gboolean started = self->site == NULL;
  gboolean other_page;

  if (started)
    start_site (self);
  other_page = atrium_site_page_set_page (self->site, atrium_site_page_get_page (live));
  if (!started && !other_page && self->reading == reading)
    return;

  if (other_page)
    forget_saved (self);
  self->reading = reading;
  g_clear_pointer (&self->failure, g_free);
  atrium_site_page_render (self->site);
}

static void
make_saved (AtriumComparison *self)
{
  AtriumReading *reading = atrium_document_get_reading (self->document);
  AtriumSitePage *live = atrium_live_page_get_site (self->live_page);

  if (live != NULL)
    {
      follow_site (self, live);
      return;
    }

  stop_site (self);
  if (self->saved == NULL || self->reading != reading)
    {
      g_autoptr(AtriumPage) page = atrium_page_new (reading->profile);

      forget_saved (self);
      self->saved = atrium_page_render (page);
      self->reading = reading;
      g_set_str (&self->saved_path, "index.html");
    }
}

/* Both. */

static void
show_before (AtriumComparison *self,
             GBytes           *html)
{
  gboolean site = self->site != NULL;

  if (self->shown_site == site && !g_set_str (&self->shown_path, self->saved_path))
    {
      atrium_preview_update_page (self->before, html);
      return;
    }

  g_set_str (&self->shown_path, self->saved_path);
  self->shown_site = site;
  if (site)
    atrium_preview_show_site_page (self->before, html, self->saved_path);
  else
    atrium_preview_show_page (self->before, html, self->saved_path);
}

static void
show_both (AtriumComparison *self)
{
  g_autoptr(GBytes) now = atrium_live_page_dup_html (self->live_page);
  g_autoptr(GBytes) then = NULL;

  if (now == NULL || self->saved == NULL)
    {
      atrium_preview_pane_show_comparison (self->pane,
                                           self->failure != NULL ? ATRIUM_COMPARISON_FAILED : ATRIUM_COMPARISON_WAITING,
                                           self->failure);
      return;
    }

  then = atrium_live_page_fill (self->live_page, self->saved);
  show_before (self, then);
  atrium_preview_mark_changes (self->before, then, now, TRUE);
  atrium_preview_mark_changes (self->after, now, then, FALSE);
  atrium_preview_pane_show_comparison (self->pane, ATRIUM_COMPARISON_SHOWN, NULL);
}

static void
refresh (AtriumComparison *self)
{
  if (atrium_document_get_reading (self->document) == NULL)
    {
      atrium_preview_pane_show_comparison (self->pane, ATRIUM_COMPARISON_NEVER_SAVED, NULL);
      return;
    }
  if (!atrium_history_get_modified (atrium_document_get_history (self->document)))
    {
      atrium_preview_forget_changes (self->after);
      atrium_preview_pane_show_comparison (self->pane, ATRIUM_COMPARISON_SAME, NULL);
      return;
    }

  make_saved (self);
  show_both (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  AtriumComparison *self = user_data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
schedule_refresh (AtriumComparison *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (PERIOD, refresh_cb, self);
}

/* once both pages are there and have been compared, the old one goes to where the new one is */
static void
begin (AtriumComparison *self)
{
  if (self->begun || !self->before_shown || !self->after_counted || !self->before_counted)
    return;

  self->begun = TRUE;
  atrium_preview_tell_place (self->after);
}

static void
count (AtriumComparison *self)
{
  atrium_preview_pane_show_n_changes (self->pane, self->n_after, self->n_before);
  begin (self);
}

static void
after_marked_cb (AtriumComparison *self,
                 guint             n,
                 guint             n_alone)
{
  self->n_after = n;
  self->after_counted = TRUE;
  count (self);
}

static void
before_marked_cb (AtriumComparison *self,
                  guint             n,
                  guint             n_alone)
{
  self->n_before = n_alone;
  self->before_counted = TRUE;
  count (self);
}

static void
after_scrolled_cb (AtriumComparison *self,
                   int               offset,
                   const char       *element_id)
{
  atrium_preview_scroll_to (self->before, offset, element_id);
  if (self->begun && !self->change_shown)
    {
      self->change_shown = TRUE;
      atrium_preview_pane_show_first_change (self->pane);
    }
}

static void
before_scrolled_cb (AtriumComparison *self,
                    int               offset,
                    const char       *element_id)
{
  atrium_preview_scroll_to (self->after, offset, element_id);
}

/* also when it is another one, or of the other engine */
static void
before_shown_cb (AtriumComparison *self)
{
  self->before_shown = TRUE;
  self->begun = FALSE;
  begin (self);
}

static void
atrium_comparison_dispose (GObject *object)
{
  AtriumComparison *self = ATRIUM_COMPARISON (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->after != NULL)
    {
      stop_site (self);
      atrium_preview_set_loader (self->before, NULL, NULL, NULL);
      atrium_preview_set_following (self->after, FALSE);
      atrium_preview_forget_changes (self->after);
    }
  g_clear_object (&self->after);
  g_clear_object (&self->before);
  forget_saved (self);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->saved_path, g_free);
  g_clear_pointer (&self->shown_path, g_free);
  g_clear_object (&self->live_page);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (atrium_comparison_parent_class)->dispose (object);
}

static void
atrium_comparison_class_init (AtriumComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_comparison_dispose;
}

static void
atrium_comparison_init (AtriumComparison *self)
{
}

static void
connect_all (AtriumComparison *self)
{
  AtriumHistory *history = atrium_document_get_history (self->document);

  g_signal_connect_object (self->live_page, "page-changed", G_CALLBACK (schedule_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify::modified", G_CALLBACK (schedule_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->after, "changes-marked", G_CALLBACK (after_marked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->before, "changes-marked", G_CALLBACK (before_marked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->after, "scrolled", G_CALLBACK (after_scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->before, "scrolled", G_CALLBACK (before_scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->before, "shown", G_CALLBACK (before_shown_cb), self, G_CONNECT_SWAPPED);
}

AtriumComparison *
atrium_comparison_new (AtriumPreviewPane *pane,
                       AtriumLivePage    *live_page,
                       AtriumDocument    *document)
{
  AtriumComparison *self = g_object_new (ATRIUM_TYPE_COMPARISON, NULL);

  self->pane = pane;
  self->live_page = g_object_ref (live_page);
  self->document = g_object_ref (document);
  self->after = g_object_ref (atrium_preview_pane_get_preview (pane));
  self->before = g_object_ref (atrium_preview_pane_get_before (pane));
  atrium_preview_set_loader (self->before, load_file, g_object_ref (document), g_object_unref);
  connect_all (self);
  atrium_preview_set_following (self->before, TRUE);
  atrium_preview_set_following (self->after, TRUE);
  refresh (self);

  return self;
}
