#include "atrium-live-page.h"

#include "atrium-page.h"

/* Before GTK lays out and draws the next frame, so that a keystroke is in it. */
#define UPDATE_PRIORITY G_PRIORITY_HIGH_IDLE

struct _AtriumLivePage
{
  GObject         parent_instance;

  AtriumPreview  *preview;
  AtriumDocument *document;
  AtriumPage     *page;
  char           *revealed;      /* element id that has the outline, or NULL */
  guint           update_id;
  guint           active : 1;
  guint           shown : 1;     /* the whole page reached the preview */
};

G_DEFINE_FINAL_TYPE (AtriumLivePage, atrium_live_page, G_TYPE_OBJECT)

static void
atrium_live_page_show (AtriumLivePage *self)
{
  g_autoptr(GBytes) html = atrium_page_render (self->page);

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

      atrium_preview_patch (self->preview, patch->id, patch->html);
    }
}

static gboolean
update_cb (gpointer user_data)
{
  AtriumLivePage *self = user_data;

  self->update_id = 0;
  if (self->active && self->page != NULL)
    atrium_live_page_update (self);

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

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->revealed, g_free);
  g_clear_object (&self->page);
  g_clear_object (&self->document);
  g_clear_object (&self->preview);

  G_OBJECT_CLASS (atrium_live_page_parent_class)->dispose (object);
}

static void
atrium_live_page_class_init (AtriumLivePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_live_page_dispose;
}

static void
atrium_live_page_init (AtriumLivePage *self)
{
}

AtriumLivePage *
atrium_live_page_new (AtriumPreview *preview)
{
  AtriumLivePage *self = g_object_new (ATRIUM_TYPE_LIVE_PAGE, NULL);

  self->preview = g_object_ref (preview);

  return self;
}

void
atrium_live_page_set_document (AtriumLivePage *self,
                               AtriumDocument *document)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (atrium_document_get_profile (self->document), schedule_update, self);

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
  if (self->active && self->shown)
    atrium_preview_reveal (self->preview, self->revealed);
}

void
atrium_live_page_reveal_entry (AtriumLivePage *self,
                               AtriumEntry    *entry)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  atrium_live_page_reveal (self, entry != NULL ? g_strdup_printf ("e-%s", atrium_entry_get_id (entry)) : NULL);
}

void
atrium_live_page_reveal_section (AtriumLivePage *self,
                                 AtriumSection  *section)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  atrium_live_page_reveal (self, section != NULL ? g_strdup_printf ("s-%s", atrium_section_get_id (section))
                                                 : g_strdup ("person"));
}

void
atrium_live_page_reload (AtriumLivePage *self)
{
  g_return_if_fail (ATRIUM_IS_LIVE_PAGE (self));

  self->shown = FALSE;
  schedule_update (self);
}
