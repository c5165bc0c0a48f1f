#include "atrium-window-private.h"

#include <glib/gi18n.h>

/* Which page of the editor is shown: a section, an entry, the person. */

static void
follow_chrome (AtriumWindow      *self,
               AdwNavigationPage *page)
{
  g_object_bind_property (self, "preview-beside", page, "preview-beside", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "preview-toggle", page, "preview-toggle", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "wide", page, "wide", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "mis-decoded", page, "mis-decoded", G_BINDING_SYNC_CREATE);
}

static void
entry_activated_cb (AtriumSectionPage *page,
                    AtriumEntry       *entry,
                    AtriumWindow      *self)
{
  _atrium_window_show_entry (self, atrium_section_page_get_section (page), entry);
}

static void
entry_selected_cb (AtriumSectionPage *page,
                   AtriumEntry       *entry,
                   AtriumWindow      *self)
{
  if (entry != NULL)
    atrium_live_page_reveal_entry (self->live_page, entry);
  _atrium_window_refresh (self);
}

static void
entry_hinted_cb (AtriumSectionPage *page,
                 AtriumEntry       *entry,
                 AtriumWindow      *self)
{
  if (self->live_page != NULL)
    atrium_live_page_hint_entry (self->live_page, entry);
}

static void
field_focused_cb (AtriumEntryPage *page,
                  AtriumWindow    *self)
{
  if (atrium_entry_page_get_section (page) != NULL)
    atrium_live_page_reveal_entry (self->live_page, atrium_entry_page_get_entry (page));
  else
    atrium_live_page_reveal_section (self->live_page, NULL);
}

static AdwNavigationPage *
create_section_page (AtriumWindow  *self,
                     AtriumSection *section)
{
  AtriumSectionPage *page = atrium_section_page_new (self->document, section);

  follow_chrome (self, ADW_NAVIGATION_PAGE (page));
  g_signal_connect_object (page, "entry-activated", G_CALLBACK (entry_activated_cb), self, 0);
  g_signal_connect_object (page, "entry-selected", G_CALLBACK (entry_selected_cb), self, 0);
  g_signal_connect_object (page, "entry-hinted", G_CALLBACK (entry_hinted_cb), self, 0);

  return ADW_NAVIGATION_PAGE (page);
}

static AdwNavigationPage *
create_entry_page (AtriumWindow  *self,
                   AtriumSection *section,
                   AtriumEntry   *entry)
{
  AtriumEntryPage *page = atrium_entry_page_new (self->document, section, entry);

  follow_chrome (self, ADW_NAVIGATION_PAGE (page));
  g_signal_connect_object (page, "field-focused", G_CALLBACK (field_focused_cb), self, 0);

  return ADW_NAVIGATION_PAGE (page);
}

static void
set_pages (AtriumWindow      *self,
           AdwNavigationPage *first,
           AdwNavigationPage *second)
{
  AdwNavigationPage *pages[] = { first, second };

  adw_navigation_view_replace (self->editor, pages, second != NULL ? 2 : 1);
}

void
_atrium_window_show_person (AtriumWindow *self)
{
  AtriumEntry *person = atrium_profile_get_person (atrium_document_get_profile (self->document));

  g_clear_object (&self->section);
  set_pages (self, create_entry_page (self, NULL, person), NULL);
  atrium_sidebar_select_section (self->sidebar, NULL);
  atrium_live_page_reveal_section (self->live_page, NULL);
  _atrium_window_refresh (self);
}

void
_atrium_window_show_section (AtriumWindow  *self,
                             AtriumSection *section)
{
  g_set_object (&self->section, section);
  set_pages (self, create_section_page (self, section), NULL);
  atrium_sidebar_select_section (self->sidebar, section);
  atrium_live_page_reveal_section (self->live_page, section);
  _atrium_window_refresh (self);
}

static AtriumSectionPage *
find_section_page (AtriumWindow  *self,
                   AtriumSection *section)
{
  AdwNavigationPage *page = adw_navigation_view_find_page (self->editor, "section");

  if (page == NULL || atrium_section_page_get_section (ATRIUM_SECTION_PAGE (page)) != section)
    return NULL;

  return ATRIUM_SECTION_PAGE (page);
}

AtriumEntryPage *
_atrium_window_show_entry (AtriumWindow  *self,
                           AtriumSection *section,
                           AtriumEntry   *entry)
{
  AtriumSectionPage *section_page = find_section_page (self, section);
  AdwNavigationPage *visible = adw_navigation_view_get_visible_page (self->editor);
  AdwNavigationPage *page;

  if (ATRIUM_IS_ENTRY_PAGE (visible) && atrium_entry_page_get_entry (ATRIUM_ENTRY_PAGE (visible)) == entry)
    return ATRIUM_ENTRY_PAGE (visible);

  page = create_entry_page (self, section, entry);
  g_set_object (&self->section, section);
  atrium_sidebar_select_section (self->sidebar, section);

  if (section_page != NULL && visible == ADW_NAVIGATION_PAGE (section_page))
    adw_navigation_view_push (self->editor, page);
  else
    set_pages (self, section_page != NULL ? ADW_NAVIGATION_PAGE (section_page) : create_section_page (self, section), page);

  section_page = find_section_page (self, section);
  if (section_page != NULL && atrium_section_page_get_selected (section_page) != entry)
    atrium_section_page_select (section_page, entry, FALSE);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  atrium_live_page_reveal_entry (self->live_page, entry);
  _atrium_window_refresh (self);

  return ATRIUM_ENTRY_PAGE (page);
}

gboolean
_atrium_window_is_entry_open (AtriumWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->editor);

  return ATRIUM_IS_ENTRY_PAGE (page) && atrium_entry_page_get_section (ATRIUM_ENTRY_PAGE (page)) != NULL;
}

AtriumEntry *
_atrium_window_get_entry (AtriumWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->editor);

  if (_atrium_window_is_entry_open (self))
    return atrium_entry_page_get_entry (ATRIUM_ENTRY_PAGE (page));
  if (ATRIUM_IS_SECTION_PAGE (page))
    return atrium_section_page_get_selected (ATRIUM_SECTION_PAGE (page));

  return NULL;
}

void
_atrium_window_close_entry (AtriumWindow *self)
{
  if (_atrium_window_is_entry_open (self))
    adw_navigation_view_pop (self->editor);
}

void
_atrium_window_popped_cb (AtriumWindow *self)
{
  atrium_history_end_typing (atrium_document_get_history (self->document));
  _atrium_window_refresh (self);
}

void
_atrium_window_sidebar_selected_cb (AtriumWindow  *self,
                                    AtriumSection *section)
{
  if (section == NULL)
    _atrium_window_show_person (self);
  else if (self->section != section || find_section_page (self, section) == NULL)
    _atrium_window_show_section (self, section);
}

void
_atrium_window_sidebar_activated_cb (AtriumWindow  *self,
                                     AtriumSection *section)
{
  _atrium_window_sidebar_selected_cb (self, section);
  if (section != NULL)
    {
      adw_navigation_view_pop_to_tag (self->editor, "section");
      atrium_live_page_reveal_section (self->live_page, section);
    }
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* A click in the page. */

static AtriumSection *
find_section_by_id (AtriumWindow *self,
                    const char   *id)
{
  AtriumProfile *profile = atrium_document_get_profile (self->document);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      if (g_str_equal (atrium_section_get_id (section), id))
        return section;
    }

  return NULL;
}

void
_atrium_window_preview_activated_cb (AtriumWindow *self,
                      const char   *element_id)
{
  AtriumSection *section = NULL;

  if (self->document == NULL || self->busy)
    return;

  if (g_str_has_prefix (element_id, "e-"))
    {
      AtriumEntry *entry = atrium_profile_find_entry (atrium_document_get_profile (self->document),
                                                      element_id + 2, &section);

      if (entry != NULL && section != NULL)
        _atrium_window_show_entry (self, section, entry);
    }
  else if (g_str_has_prefix (element_id, "s-"))
    {
      section = find_section_by_id (self, element_id + 2);
      if (section != NULL)
        _atrium_window_sidebar_activated_cb (self, section);
    }
  else if (g_str_equal (element_id, "person"))
    _atrium_window_sidebar_activated_cb (self, NULL);

  if (self->panes < 3)
    _atrium_window_set_preview_wanted (self, FALSE);
}

static void
link_response_cb (AdwAlertDialog *dialog,
                  const char     *response,
                  AtriumWindow   *self)
{
  const char *uri = g_object_get_data (G_OBJECT (dialog), "atrium-uri");
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  if (g_str_equal (response, "open"))
    gtk_uri_launcher_launch (launcher, GTK_WINDOW (self), NULL, NULL, NULL);
}

void
_atrium_window_link_activated_cb (AtriumWindow *self,
                   const char   *uri)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Open Link?"), uri);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel", _("_Cancel"),
                                  "open", _("_Open in Browser"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "open", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "open");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "atrium-uri", g_strdup (uri), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (link_response_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
