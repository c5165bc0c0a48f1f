#include "atrium-live-page.h"

#include "atrium-page.h"
#include "atrium-scholar-file.h"
#include "atrium-scholar-stats.h"
#include "atrium-site-page.h"

/* Before GTK lays out and draws the next frame, so that a keystroke is in it. */
#define UPDATE_PRIORITY G_PRIORITY_HIGH_IDLE

struct _AtriumLivePage
{
  GObject         parent_instance;

  AtriumPreview  *preview;
  AtriumDocument *document;
  AtriumPage     *page;
  char           *revealed;      /* element id that has the outline, or NULL */
  AtriumSection  *section;       /* whose page is to be seen; NULL for the first one */
  AtriumSitePage *site;          /* NULL where the built-in page is all there is */
  char           *site_path;     /* of the site's page that is shown, or NULL */
  GBytes         *site_html;     /* and its text */
  AtriumScholarStats *stats;     /* how often papers are cited; NULL where that is not known */
  GCancellable   *reading_stats;
  AtriumPreviewAllow allowed;    /* to the site's page */
  char           *message;       /* what is wrong with the site's page */
  GPtrArray      *back;          /* of pages that links led away from */
  guint           update_id;
  guint           active : 1;
  guint           shown : 1;     /* the whole page reached the preview */
  guint           drawn : 1;     /* and was seen */
  guint           site_wanted : 1;
  guint           reloading : 1; /* files that the page shows are others now */
  guint           going : 1;     /* a link was followed, and its page is not there yet */
};

enum
{
  SITE_CHANGED,
  PAGE_CHANGED,
  PAGE_MISSING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumLivePage, atrium_live_page, G_TYPE_OBJECT)

static void
atrium_live_page_show (AtriumLivePage *self)
{
  g_autoptr(GBytes) page = atrium_page_render (self->page);
  g_autoptr(GBytes) html = atrium_scholar_stats_fill_bytes (self->stats, page, TRUE);

  atrium_preview_show_page (self->preview, html, "index.html");
  self->shown = TRUE;
  if (self->revealed != NULL)
    atrium_preview_reveal (self->preview, self->revealed);
}

static void
atrium_live_page_update (AtriumLivePage *self)
{
  g_autoptr(GPtrArray) patches = NULL;

  if (!self->shown)
    {
      atrium_live_page_show (self);
      return;
    }

  patches = atrium_page_update (self->page);
  if (patches == NULL)
    {
      atrium_live_page_show (self);
      return;
    }

  for (guint i = 0; i < patches->len; i++)
    {
      const AtriumPatch *patch = g_ptr_array_index (patches, i);
      g_autofree char *filled = self->stats != NULL ? atrium_scholar_stats_fill (self->stats, patch->html, TRUE) : NULL;

      atrium_preview_patch (self->preview, patch->id, filled != NULL ? filled : patch->html);
    }
}

static gboolean
update_cb (gpointer user_data)
{
  AtriumLivePage *self = user_data;

  self->update_id = 0;
  if (!self->active || self->page == NULL)
    return G_SOURCE_REMOVE;

  if (self->site != NULL)
    atrium_site_page_render (self->site);
  if (self->site_path == NULL)
    {
      atrium_live_page_update (self);
      g_signal_emit (self, signals[PAGE_CHANGED], 0);
    }

  return G_SOURCE_REMOVE;
}

/* However many edits come before the next frame, it shows the last one. */
static void
schedule_update (AtriumLivePage *self)
{
  if (!self->active || self->page == NULL || self->update_id != 0)
    return;

  self->update_id = g_idle_add_full (UPDATE_PRIORITY, update_cb, self, NULL);
  g_source_set_static_name (g_main_context_find_source_by_id (NULL, self->update_id), "[atrium] update preview");
}

/* The site's own page. */

static void
set_message (AtriumLivePage *self,
             const char     *message)
{
  g_set_str (&self->message, message);
  g_signal_emit (self, signals[SITE_CHANGED], 0);
}

static void
fetch_file (const char *path,
            GTask      *task,
            gpointer    user_data)
{
  atrium_site_page_fetch (user_data, path, task);
}

static void
site_rendered_cb (AtriumLivePage *self,
                  GBytes         *page,
                  const char     *path)
{
  GBytes *html = atrium_scholar_stats_fill_bytes (self->stats, page, FALSE);

  g_clear_pointer (&self->site_html, g_bytes_unref);
  self->site_html = html;
  if (g_set_str (&self->site_path, path) || self->reloading)
    {
      self->reloading = FALSE;
      atrium_preview_set_fetcher (self->preview, fetch_file, g_object_ref (self->site), g_object_unref);
      atrium_preview_set_allowed (self->preview, self->allowed);
      atrium_preview_show_site_page (self->preview, html, path);
      if (self->revealed != NULL)
        atrium_preview_reveal (self->preview, self->revealed);
    }
  else
    {
      atrium_preview_update_page (self->preview, html);
    }

  self->going = FALSE;
  set_message (self, NULL);
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

static void
site_failed_cb (AtriumLivePage *self,
                const char     *message)
{
  if (!self->going)
    {
      set_message (self, message);
      return;
    }

  /* the page that the link was on is shown still */
  self->going = FALSE;
  atrium_live_page_go_back (self);
  g_signal_emit (self, signals[PAGE_MISSING], 0);
}

static void
stop_site (AtriumLivePage *self)
{
  if (self->site == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->site, self);
  atrium_preview_set_fetcher (self->preview, NULL, NULL, NULL);
  g_object_run_dispose (G_OBJECT (self->site));
  g_clear_object (&self->site);
  g_clear_pointer (&self->site_path, g_free);
  g_clear_pointer (&self->site_html, g_bytes_unref);
  g_ptr_array_set_size (self->back, 0);
  self->going = FALSE;
  self->shown = FALSE;
  set_message (self, NULL);
}

/* The generator is started when the built-in page has been seen: nobody waits for it. */
static void
start_site (AtriumLivePage *self)
{
  g_autofree char *obstacle = NULL;

  if (self->site != NULL || !self->site_wanted || !self->drawn || !self->active || self->document == NULL)
    return;

  obstacle = atrium_site_page_dup_obstacle (self->document);
  if (obstacle != NULL)
    return;

  self->site = atrium_site_page_new (self->document);
  atrium_site_page_set_section (self->site, self->section);
  g_signal_connect_swapped (self->site, "rendered", G_CALLBACK (site_rendered_cb), self);
  g_signal_connect_swapped (self->site, "failed", G_CALLBACK (site_failed_cb), self);
  atrium_site_page_render (self->site);
}

/* How often papers are cited: read once, when the page has been seen. */

static void
read_stats_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr(GBytes) json = atrium_scholar_file_load (task_data, ATRIUM_SCHOLAR_STATS_MAX_BYTES, &error);
  AtriumScholarStats *stats = json != NULL ? atrium_scholar_stats_parse (json, &error) : NULL;

  if (stats != NULL)
    g_task_return_pointer (task, stats, (GDestroyNotify) atrium_scholar_stats_unref);
  else
    g_task_return_error (task, error);
}

static void
stats_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  AtriumLivePage *self = ATRIUM_LIVE_PAGE (object);
  g_autoptr(GError) error = NULL;
  AtriumScholarStats *stats = g_task_propagate_pointer (G_TASK (result), &error);

  if (stats == NULL)
    {
      g_debug ("No counts of citations: %s", error->message);
      return;
    }

  g_clear_pointer (&self->stats, atrium_scholar_stats_unref);
  self->stats = stats;
  self->shown = FALSE;
  schedule_update (self);
}

static void
read_stats (AtriumLivePage *self)
{
  GFile *folder = atrium_document_get_folder (self->document);
  g_autoptr(GTask) task = NULL;

  if (folder == NULL || self->reading_stats != NULL)
    return;

  self->reading_stats = g_cancellable_new ();
  task = g_task_new (self, self->reading_stats, stats_read_cb, NULL);
  g_task_set_task_data (task, g_file_get_path (folder), g_free);
  g_task_run_in_thread (task, read_stats_thread);
}

static void
forget_stats (AtriumLivePage *self)
{
  g_cancellable_cancel (self->reading_stats);
  g_clear_object (&self->reading_stats);
  g_clear_pointer (&self->stats, atrium_scholar_stats_unref);
}

static void
drawn_cb (AtriumLivePage *self)
{
  self->drawn = TRUE;
  if (self->document != NULL)
    read_stats (self);
  start_site (self);
}

static GBytes *
load_file (const char  *path,
           gpointer     user_data,
           GError     **error)
{
  return atrium_document_load_file (user_data, path, error);
}

static void
atrium_live_page_dispose (GObject *object)
{
  AtriumLivePage *self = ATRIUM_LIVE_PAGE (object);

  stop_site (self);
  forget_stats (self);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->revealed, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_object (&self->section);
  g_clear_object (&self->page);
  g_clear_object (&self->document);
  g_clear_object (&self->preview);

  G_OBJECT_CLASS (atrium_live_page_parent_class)->dispose (object);
}

static void
atrium_live_page_finalize (GObject *object)
{
  g_ptr_array_unref (ATRIUM_LIVE_PAGE (object)->back);

  G_OBJECT_CLASS (atrium_live_page_parent_class)->finalize (object);
}

static void
atrium_live_page_class_init (AtriumLivePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_live_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = atrium_live_page_finalize;

  signals[SITE_CHANGED] = g_signal_new ("site-changed", ATRIUM_TYPE_LIVE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[PAGE_MISSING] = g_signal_new ("page-missing", ATRIUM_TYPE_LIVE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[PAGE_CHANGED] = g_signal_new ("page-changed", ATRIUM_TYPE_LIVE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
atrium_live_page_init (AtriumLivePage *self)
{
  self->back = g_ptr_array_new_with_free_func (g_free);
}

AtriumLivePage *
atrium_live_page_new (AtriumPreview *preview)
{
  AtriumLivePage *self = g_object_new (ATRIUM_TYPE_LIVE_PAGE, NULL);

  self->preview = g_object_ref (preview);
  g_signal_connect_object (preview, "shown", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
atrium_live_page_set_document (AtriumLivePage *self,
                               AtriumDocument *document)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (atrium_document_get_profile (self->document), schedule_update, self);

  stop_site (self);
  forget_stats (self);
  self->allowed = ATRIUM_PREVIEW_ALLOW_NOTHING;
  atrium_preview_set_allowed (self->preview, self->allowed);
  self->drawn = FALSE;
  g_clear_object (&self->section);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->revealed, g_free);
  g_clear_object (&self->page);
  g_set_object (&self->document, document);
  self->shown = FALSE;

  if (document == NULL)
    {
      atrium_preview_set_loader (self->preview, NULL, NULL, NULL);
      return;
    }

  self->page = atrium_page_new (atrium_document_get_profile (document));
  atrium_preview_set_loader (self->preview, load_file, g_object_ref (document), g_object_unref);
  g_signal_connect_swapped (atrium_document_get_profile (document), "changed", G_CALLBACK (schedule_update), self);
  schedule_update (self);
}

void
atrium_live_page_set_active (AtriumLivePage *self,
                             gboolean        active)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  self->active = active;
  schedule_update (self);
  start_site (self);
}

void
atrium_live_page_set_site (AtriumLivePage *self,
                           gboolean        site)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  self->site_wanted = site;
  if (site)
    {
      start_site (self);
      return;
    }

  stop_site (self);
  schedule_update (self);
}

void
atrium_live_page_set_allowed (AtriumLivePage     *self,
                              AtriumPreviewAllow  allowed)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  self->allowed = allowed;
  /* before it is shown the preview has the page of another site */
  if (self->site_path != NULL)
    atrium_preview_set_allowed (self->preview, allowed);
}

gboolean
atrium_live_page_get_site_shown (AtriumLivePage *self)
{
  g_return_val_if_fail (ATRIUM_IS_LIVE_PAGE (self), FALSE);

  return self->site_path != NULL;
}

const char *
atrium_live_page_get_message (AtriumLivePage *self)
{
  g_return_val_if_fail (ATRIUM_IS_LIVE_PAGE (self), NULL);

  return self->message;
}

char *
atrium_live_page_dup_notices (AtriumLivePage *self)
{
  g_return_val_if_fail (ATRIUM_IS_LIVE_PAGE (self), NULL);

  return self->site != NULL ? atrium_site_page_dup_notices (self->site) : NULL;
}

AtriumSitePage *
atrium_live_page_get_site (AtriumLivePage *self)
{
  g_return_val_if_fail (ATRIUM_IS_LIVE_PAGE (self), NULL);

  return self->site_path != NULL ? self->site : NULL;
}

GBytes *
atrium_live_page_dup_html (AtriumLivePage *self)
{
  g_autoptr(GBytes) page = NULL;

  g_return_val_if_fail (ATRIUM_IS_LIVE_PAGE (self), NULL);

  if (self->site_html != NULL)
    return g_bytes_ref (self->site_html);
  if (self->page == NULL)
    return NULL;

  /* a render takes what was changed for shown */
  atrium_live_page_update (self);
  page = atrium_page_render (self->page);

  return atrium_scholar_stats_fill_bytes (self->stats, page, TRUE);
}

GBytes *
atrium_live_page_fill (AtriumLivePage *self,
                       GBytes         *html)
{
  g_return_val_if_fail (ATRIUM_IS_LIVE_PAGE (self), NULL);

  return atrium_scholar_stats_fill_bytes (self->stats, html, self->site_path == NULL);
}

/* Links to other pages of the site. */

gboolean
atrium_live_page_go (AtriumLivePage *self,
                     const char     *path)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (ATRIUM_IS_LIVE_PAGE (self), FALSE);

  if (self->site_path == NULL || self->going)
    return FALSE;

  address = atrium_site_page_dup_page_at (self->site, path);
  g_ptr_array_add (self->back, g_strdup (atrium_site_page_get_page (self->site)));
  atrium_site_page_set_page (self->site, address);
  self->going = TRUE;
  schedule_update (self);

  return TRUE;
}

gboolean
atrium_live_page_get_can_go_back (AtriumLivePage *self)
{
  g_return_val_if_fail (ATRIUM_IS_LIVE_PAGE (self), FALSE);

  return self->back->len > 0 && !self->going;
}

void
atrium_live_page_go_back (AtriumLivePage *self)
{
  g_autofree char *page = NULL;

  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  if (self->back->len == 0 || self->site == NULL)
    return;

  page = g_ptr_array_steal_index (self->back, self->back->len - 1);
  atrium_site_page_set_page (self->site, page);
  self->going = FALSE;
  schedule_update (self);
}

/* What is being edited is on the page that is seen. */
static void
follow_section (AtriumLivePage *self,
                AtriumSection  *section)
{
  if (section == NULL || (!g_set_object (&self->section, section) && self->back->len == 0) || self->site == NULL)
    return;

  if (self->back->len > 0)
    {
      g_ptr_array_set_size (self->back, 0);
      g_signal_emit (self, signals[SITE_CHANGED], 0);
    }
  if (atrium_site_page_set_section (self->site, section))
    schedule_update (self);
}

static void
atrium_live_page_reveal (AtriumLivePage *self,
                         char           *id)
{
  g_autofree char *element = id;

  if (g_strcmp0 (self->revealed, element) == 0)
    return;

  g_free (self->revealed);
  self->revealed = g_steal_pointer (&element);
  if (self->active && (self->shown || self->site_path != NULL))
    atrium_preview_reveal (self->preview, self->revealed);
}

void
atrium_live_page_reveal_entry (AtriumLivePage *self,
                               AtriumEntry    *entry)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  if (entry != NULL && self->document != NULL)
    {
      AtriumSection *section = NULL;

      atrium_profile_find_entry (atrium_document_get_profile (self->document), atrium_entry_get_id (entry), &section);
      follow_section (self, section);
    }
  atrium_live_page_reveal (self, entry != NULL ? g_strdup_printf ("e-%s", atrium_entry_get_id (entry)) : NULL);
}

void
atrium_live_page_reveal_section (AtriumLivePage *self,
                                 AtriumSection  *section)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  follow_section (self, section);
  atrium_live_page_reveal (self, section != NULL ? g_strdup_printf ("s-%s", atrium_section_get_id (section))
                                                 : g_strdup ("person"));
}

void
atrium_live_page_hint_entry (AtriumLivePage *self,
                             AtriumEntry    *entry)
{
  g_autofree char *id = entry != NULL ? atrium_page_dup_entry_element_id (entry) : NULL;

  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  atrium_preview_hint (self->preview, id);
}

void
atrium_live_page_reload (AtriumLivePage *self)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  self->shown = FALSE;
  self->reloading = TRUE;
  /* not every file system tells what changes in it */
  if (self->site != NULL)
    atrium_site_page_look_again (self->site);
  schedule_update (self);
}
