#include "atrium-entry-page.h"

#include <glib/gi18n.h>

#include "atrium-form.h"
#include "atrium-page-chrome.h"

struct _AtriumEntryPage
{
  AdwNavigationPage  parent_instance;

  AdwBanner         *hidden_banner;
  GtkWidget         *menu_button;
  GtkWidget         *scroller;
  AdwClamp          *clamp;
  AtriumForm        *form;

  AtriumPageChrome   chrome;
  AtriumSection     *section;
  AtriumEntry       *entry;
  char              *wanted_field;   /* gets the cursor when the page has slid in; "" for the first */
  guint              focus_id;
  guint              has_slid_in : 1;
};

enum
{
  FIELD_FOCUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumEntryPage, atrium_entry_page, ADW_TYPE_NAVIGATION_PAGE)

static void
focus_enter_cb (AtriumEntryPage *self)
{
  g_signal_emit (self, signals[FIELD_FOCUSED], 0);
}

static void
show_hidden_cb (AtriumEntryPage *self)
{
  adw_banner_set_revealed (self->hidden_banner, atrium_entry_get_hidden (self->entry));
}

static gboolean
focus_cb (gpointer user_data)
{
  AtriumEntryPage *self = user_data;
  g_autofree char *field = g_steal_pointer (&self->wanted_field);

  self->focus_id = 0;
  if (field != NULL)
    atrium_form_focus_field (self->form, *field != '\0' ? field : NULL);

  return G_SOURCE_REMOVE;
}

/* The view moves the focus when a page slides in, and a form can be scrolled to a field
 * only when it has a size, so the cursor is put where it was asked for after both. */
static void
atrium_entry_page_schedule_focus (AtriumEntryPage *self)
{
  if (self->wanted_field != NULL && self->has_slid_in && self->focus_id == 0)
    self->focus_id = g_idle_add (focus_cb, self);
}

static void
atrium_entry_page_shown (AdwNavigationPage *page)
{
  AtriumEntryPage *self = ATRIUM_ENTRY_PAGE (page);

  /* the view has put the focus on the first field */
  if (!self->has_slid_in)
    atrium_form_put_cursor_at_end (self->form);
  self->has_slid_in = TRUE;
  atrium_entry_page_schedule_focus (self);
}

static void
atrium_entry_page_dispose (GObject *object)
{
  AtriumEntryPage *self = ATRIUM_ENTRY_PAGE (object);

  g_clear_object (&self->section);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->wanted_field, g_free);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  atrium_page_chrome_clear (&self->chrome);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_ENTRY_PAGE);

  G_OBJECT_CLASS (atrium_entry_page_parent_class)->dispose (object);
}

static void
atrium_entry_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (!atrium_page_chrome_get_property (&ATRIUM_ENTRY_PAGE (object)->chrome, prop_id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
atrium_entry_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (!atrium_page_chrome_set_property (&ATRIUM_ENTRY_PAGE (object)->chrome, prop_id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
atrium_entry_page_class_init (AtriumEntryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atrium_entry_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = atrium_entry_page_shown;
  object_class->get_property = atrium_entry_page_get_property;
  object_class->set_property = atrium_entry_page_set_property;
  atrium_page_chrome_install_properties (object_class);

  signals[FIELD_FOCUSED] = g_signal_new ("field-focused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-entry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryPage, hidden_banner);
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AtriumEntryPage, clamp);
}

static void
atrium_entry_page_init (AtriumEntryPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  gtk_widget_add_controller (self->scroller, focus);
}

AtriumEntryPage *
atrium_entry_page_new (AtriumDocument *document,
                       AtriumSection  *section,
                       AtriumEntry    *entry)
{
  AtriumEntryPage *self = g_object_new (ATRIUM_TYPE_ENTRY_PAGE, NULL);
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));

  g_set_object (&self->section, section);
  self->entry = g_object_ref (entry);
  atrium_page_chrome_follow (&self->chrome, G_OBJECT (self), atrium_document_get_history (document));

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _(info->singular));
  gtk_widget_set_visible (self->menu_button, section != NULL);
  self->form = ATRIUM_FORM (atrium_form_new (document, entry));
  adw_clamp_set_child (self->clamp, GTK_WIDGET (self->form));

  g_signal_connect_object (entry, "notify::hidden", G_CALLBACK (show_hidden_cb), self, G_CONNECT_SWAPPED);
  show_hidden_cb (self);

  return self;
}

AtriumEntry *
atrium_entry_page_get_entry (AtriumEntryPage *self)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY_PAGE (self), NULL);

  return self->entry;
}

AtriumSection *
atrium_entry_page_get_section (AtriumEntryPage *self)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY_PAGE (self), NULL);

  return self->section;
}

void
atrium_entry_page_focus_field (AtriumEntryPage *self,
                               const char      *field)
{
  g_return_if_fail (ATRIUM_IS_ENTRY_PAGE (self));

  g_set_str (&self->wanted_field, field != NULL ? field : "");
  atrium_entry_page_schedule_focus (self);
}
