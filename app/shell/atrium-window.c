#include "atrium-window-private.h"

#include <glib/gi18n.h>

#include "atrium-pointer.h"
#include "atrium-repair.h"
#include "atrium-shell-state.h"
#include "atrium-welcome.h"

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_PANES,
  PROP_PREVIEW_BESIDE,
  PROP_PREVIEW_TOGGLE,
  PROP_WIDE,
  PROP_MIS_DECODED,
  PROP_SHOW_PREVIEW,
  N_PROPS
};

enum
{
  READY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumWindow, atrium_window, ADW_TYPE_APPLICATION_WINDOW)

static AtriumPanesState
atrium_window_get_panes_state (AtriumWindow *self)
{
  const AtriumPanesInput input = {
    .panes = self->panes,
    .beside_wanted = self->beside_wanted,
    .instead_wanted = self->instead_wanted,
    .has_document = self->document != NULL,
  };

  return atrium_panes_state (&input);
}

static AdwBin *
get_preview_bin (AtriumWindow       *self,
                 AtriumPreviewPlace  place)
{
  switch (place)
    {
    case ATRIUM_PREVIEW_BESIDE:
      return self->beside_bin;
    case ATRIUM_PREVIEW_INSTEAD:
      return self->instead_bin;
    case ATRIUM_PREVIEW_SHEET:
      return self->sheet_bin;
    case ATRIUM_PREVIEW_NOWHERE:
    default:
      return NULL;
    }
}

/* There is one preview; it moves to where it is seen. */
static void
place_preview (AtriumWindow       *self,
               AtriumPreviewPlace  place)
{
  AdwBin *bin = get_preview_bin (self, place);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self->preview_pane));

  if (bin != NULL && parent != GTK_WIDGET (bin))
    {
      if (parent != NULL)
        adw_bin_set_child (ADW_BIN (parent), NULL);
      adw_bin_set_child (bin, GTK_WIDGET (self->preview_pane));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->beside_bin), place == ATRIUM_PREVIEW_BESIDE);
  gtk_stack_set_visible_child_name (self->editor_stack, place == ATRIUM_PREVIEW_INSTEAD ? "preview" : "editor");
  g_object_set (self->preview_pane,
                "in-sheet", place == ATRIUM_PREVIEW_SHEET,
                "toggle-visible", place == ATRIUM_PREVIEW_BESIDE || place == ATRIUM_PREVIEW_INSTEAD,
                NULL);
}

static void
atrium_window_show_panes (AtriumWindow *self)
{
  AtriumPanesState state = atrium_window_get_panes_state (self);
  gboolean sheet = state.place == ATRIUM_PREVIEW_SHEET;

  if (!sheet)
    adw_bottom_sheet_set_open (self->bottom_sheet, FALSE);
  place_preview (self, state.place);
  adw_bottom_sheet_set_can_open (self->bottom_sheet, sheet);
  adw_bottom_sheet_set_reveal_bottom_bar (self->bottom_sheet, state.sheet_bar_visible);
  adw_navigation_split_view_set_collapsed (self->split_view, state.collapsed);
  atrium_sidebar_set_alone (self->sidebar, state.collapsed);
  atrium_live_page_set_active (self->live_page,
                               state.place == ATRIUM_PREVIEW_BESIDE || state.place == ATRIUM_PREVIEW_INSTEAD ||
                               adw_bottom_sheet_get_open (self->bottom_sheet));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREVIEW_BESIDE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREVIEW_TOGGLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_PREVIEW]);
}

static void
sheet_open_cb (AtriumWindow *self)
{
  atrium_window_show_panes (self);
}

void
_atrium_window_set_preview_wanted (AtriumWindow *self,
                                   gboolean      wanted)
{
  if (self->panes >= 3)
    {
      self->beside_wanted = wanted;
      g_settings_set_boolean (self->settings, "preview-visible", wanted);
    }
  else if (self->panes == 2)
    self->instead_wanted = wanted;
  else
    adw_bottom_sheet_set_open (self->bottom_sheet, wanted);

  atrium_window_show_panes (self);
}

/* Ready: what a script waits for before it takes a picture. */

static void
ready_frame_cb (AtriumWindow  *self,
                GdkFrameClock *clock)
{
  gboolean waits = atrium_window_get_panes_state (self).place == ATRIUM_PREVIEW_BESIDE && !self->page_shown;

  g_signal_handlers_disconnect_by_func (clock, ready_frame_cb, self);
  if (!waits)
    g_signal_emit (self, signals[READY], 0);
}

static void
emit_ready_after_frame (AtriumWindow *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL)
    return;

  g_signal_handlers_disconnect_by_func (clock, ready_frame_cb, self);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (ready_frame_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
page_shown_cb (AtriumWindow *self)
{
  self->page_shown = TRUE;
  emit_ready_after_frame (self);
}

/* The document. */

static void
atrium_window_show_title (AtriumWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (self->document == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), _("Atrium"));
      return;
    }

  name = atrium_document_dup_title (self->document);
  title = g_strdup_printf (_("%s – Atrium"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static gboolean
refresh_cb (gpointer user_data)
{
  AtriumWindow *self = user_data;

  self->refresh_id = 0;
  _atrium_window_update_actions (self);
  atrium_window_show_title (self);

  return G_SOURCE_REMOVE;
}

/* Many signals of one edit end in one look at the state. */
void
_atrium_window_refresh (AtriumWindow *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

/* What an undo takes away must not stay open. */
static void
atrium_window_leave_removed (AtriumWindow *self)
{
  AtriumProfile *profile = atrium_document_get_profile (self->document);
  AtriumEntry *entry;

  if (self->section == NULL)
    return;

  if (!atrium_profile_find (profile, self->section, NULL))
    {
      _atrium_window_show_person (self);
      return;
    }

  entry = _atrium_window_is_entry_open (self) ? _atrium_window_get_entry (self) : NULL;
  if (entry != NULL && !atrium_section_find (self->section, entry, NULL))
    _atrium_window_close_entry (self);
}

static void
profile_changed_cb (AtriumWindow *self)
{
  atrium_window_leave_removed (self);
  _atrium_window_refresh (self);
}

static void
history_notify_cb (AtriumWindow *self)
{
  _atrium_window_refresh (self);
}

AtriumDocument *
atrium_window_get_document (AtriumWindow *self)
{
  g_return_val_if_fail (ATRIUM_IS_WINDOW (self), NULL);

  return self->document;
}

static void
atrium_window_show_document (AtriumWindow *self)
{
  AtriumProfile *profile = atrium_document_get_profile (self->document);

  _atrium_window_set_mis_decoded (self, atrium_repair_count (profile) > 0);
  if (atrium_profile_get_n_sections (profile) > 0)
    _atrium_window_show_section (self, atrium_profile_get_section (profile, 0));
  else
    _atrium_window_show_person (self);
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
}

void
atrium_window_set_document (AtriumWindow   *self,
                            AtriumDocument *document)
{
  g_return_if_fail (ATRIUM_IS_WINDOW (self));

  if (self->document == document)
    {
      gtk_stack_set_visible_child_name (self->main_stack, document != NULL ? "document" : "welcome");
      return;
    }

  g_object_set (self->preview_pane, "comparing", FALSE, NULL);
  g_clear_object (&self->section);
  adw_navigation_view_replace (self->editor, NULL, 0);
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->history_signals, document != NULL ? atrium_document_get_history (document) : NULL);
  g_signal_group_set_target (self->profile_signals, document != NULL ? atrium_document_get_profile (document) : NULL);
  atrium_sidebar_set_document (self->sidebar, document);
  atrium_live_page_set_document (self->live_page, document);
  _atrium_window_choose_engine (self);

  if (document != NULL)
    atrium_window_show_document (self);
  gtk_stack_set_visible_child_name (self->main_stack, document != NULL ? "document" : "welcome");
  atrium_window_show_panes (self);
  _atrium_window_refresh (self);
  self->page_shown = FALSE;
  emit_ready_after_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

gboolean
atrium_window_show_pointer (AtriumWindow *self,
                            const char   *text)
{
  g_auto(AtriumPointer) pointer = { 0 };
  AtriumEntryPage *page;

  g_return_val_if_fail (ATRIUM_IS_WINDOW (self), FALSE);

  if (self->document == NULL)
    return FALSE;

  if (g_str_equal (text, "person"))
    {
      _atrium_window_sidebar_activated_cb (self, NULL);
      return TRUE;
    }

  if (!atrium_pointer_parse (atrium_document_get_profile (self->document), text, &pointer, NULL) ||
      pointer.section == NULL)
    return FALSE;

  if (pointer.entry == NULL)
    {
      _atrium_window_sidebar_activated_cb (self, pointer.section);
      return TRUE;
    }

  page = _atrium_window_show_entry (self, pointer.section, pointer.entry);
  if (pointer.rest != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (pointer.rest, "/", 2);

      atrium_entry_page_focus_field (page, parts[0]);
    }

  return TRUE;
}

void
_atrium_window_set_busy (AtriumWindow *self,
                         gboolean      busy)
{
  self->busy = busy;
  _atrium_window_refresh (self);
}

void
_atrium_window_set_mis_decoded (AtriumWindow *self,
                                gboolean      mis_decoded)
{
  self->mis_decoded = mis_decoded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIS_DECODED]);
}

void
_atrium_window_add_toast (AtriumWindow *self,
                          const char   *title)
{
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

void
_atrium_window_show_error (AtriumWindow *self,
                           const char   *heading,
                           const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Life. */

static void
discard_proceed (AtriumWindow *self,
                 gpointer      data)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
atrium_window_close_request (GtkWindow *window)
{
  AtriumWindow *self = ATRIUM_WINDOW (window);

  if (self->busy)
    return GDK_EVENT_STOP;

  if (self->document != NULL && atrium_history_get_modified (atrium_document_get_history (self->document)))
    {
      _atrium_window_ask_before (self, discard_proceed, NULL, NULL);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (atrium_window_parent_class)->close_request (window);
}

static void
atrium_window_dispose (GObject *object)
{
  AtriumWindow *self = ATRIUM_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->comparison != NULL)
    g_object_run_dispose (G_OBJECT (self->comparison));
  g_clear_object (&self->comparison);
  if (self->live_page != NULL)
    atrium_live_page_set_document (self->live_page, NULL);
  g_clear_object (&self->live_page);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->profile_signals);
  g_clear_object (&self->section);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_WINDOW);
  g_clear_object (&self->preview_pane);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (atrium_window_parent_class)->dispose (object);
}

static void
atrium_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AtriumWindow *self = ATRIUM_WINDOW (object);
  AtriumPanesState state = atrium_window_get_panes_state (self);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;

    case PROP_PANES:
      g_value_set_uint (value, self->panes);
      break;

    case PROP_PREVIEW_BESIDE:
      g_value_set_boolean (value, state.place == ATRIUM_PREVIEW_BESIDE);
      break;

    case PROP_PREVIEW_TOGGLE:
      g_value_set_boolean (value, state.toggle_visible && state.place != ATRIUM_PREVIEW_BESIDE);
      break;

    case PROP_WIDE:
      g_value_set_boolean (value, self->panes > 1);
      break;

    case PROP_MIS_DECODED:
      g_value_set_boolean (value, self->mis_decoded);
      break;

    case PROP_SHOW_PREVIEW:
      g_value_set_boolean (value, state.toggle_active ||
                                  (self->bottom_sheet != NULL && adw_bottom_sheet_get_open (self->bottom_sheet)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AtriumWindow *self = ATRIUM_WINDOW (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      atrium_window_set_document (self, g_value_get_object (value));
      break;

    case PROP_PANES:
      if (self->panes == g_value_get_uint (value))
        break;
      self->panes = g_value_get_uint (value);
      self->instead_wanted = FALSE;
      if (self->live_page != NULL)
        atrium_window_show_panes (self);
      g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_SHOW_PREVIEW:
      _atrium_window_set_preview_wanted (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_window_install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, ATRIUM_TYPE_DOCUMENT, writable);
  properties[PROP_PANES] = g_param_spec_uint ("panes", NULL, NULL, 1, 3, 3, writable);
  properties[PROP_PREVIEW_BESIDE] = g_param_spec_boolean ("preview-beside", NULL, NULL, FALSE, readable);
  properties[PROP_PREVIEW_TOGGLE] = g_param_spec_boolean ("preview-toggle", NULL, NULL, FALSE, readable);
  properties[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, TRUE, readable);
  properties[PROP_MIS_DECODED] = g_param_spec_boolean ("mis-decoded", NULL, NULL, FALSE, readable);
  properties[PROP_SHOW_PREVIEW] = g_param_spec_boolean ("show-preview", NULL, NULL, FALSE, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
atrium_window_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, main_stack);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, bottom_sheet);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, editor_stack);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, beside_bin);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, instead_bin);
  gtk_widget_class_bind_template_child (widget_class, AtriumWindow, sheet_bin);
  gtk_widget_class_bind_template_callback (widget_class, sheet_open_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "sidebar_selected_cb", G_CALLBACK (_atrium_window_sidebar_selected_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "sidebar_activated_cb", G_CALLBACK (_atrium_window_sidebar_activated_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "popped_cb", G_CALLBACK (_atrium_window_popped_cb));
}

static void
atrium_window_class_init (AtriumWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atrium_window_dispose;
  object_class->get_property = atrium_window_get_property;
  object_class->set_property = atrium_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = atrium_window_close_request;
  atrium_window_install_properties (object_class);

  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATRIUM_TYPE_WELCOME);
  g_type_ensure (ATRIUM_TYPE_SIDEBAR);
  atrium_window_bind_template (widget_class);
  _atrium_window_class_install_actions (widget_class);
  _atrium_window_class_install_file_actions (widget_class);
  _atrium_window_class_install_preview_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.show-preview", "show-preview");
}

static void
atrium_window_bind_settings (AtriumWindow *self)
{
  self->settings = g_settings_new (ATRIUM_APPLICATION_ID);
  self->beside_wanted = g_settings_get_boolean (self->settings, "preview-visible");
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "preview-width", self->preview_pane, "page-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "preview-scheme", self->preview_pane, "scheme", G_SETTINGS_BIND_DEFAULT);
}

static void
atrium_window_init (AtriumWindow *self)
{
  AtriumPreview *preview;

  self->panes = 3;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->preview_pane = g_object_ref_sink (g_object_new (ATRIUM_TYPE_PREVIEW_PANE, NULL));
  preview = atrium_preview_pane_get_preview (self->preview_pane);
  self->live_page = atrium_live_page_new (preview);
  g_signal_connect_object (preview, "activated", G_CALLBACK (_atrium_window_preview_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preview, "link-activated", G_CALLBACK (_atrium_window_link_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preview, "page-activated", G_CALLBACK (_atrium_window_page_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preview, "missing-activated", G_CALLBACK (_atrium_window_missing_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live_page, "page-missing", G_CALLBACK (_atrium_window_page_missing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live_page, "site-changed", G_CALLBACK (_atrium_window_site_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview_pane, "notify::engine", G_CALLBACK (_atrium_window_engine_picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview_pane, "notify::run-scripts", G_CALLBACK (_atrium_window_permission_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview_pane, "notify::use-network", G_CALLBACK (_atrium_window_permission_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview_pane, "notify::comparing", G_CALLBACK (_atrium_window_comparing_cb), self, G_CONNECT_SWAPPED);
  _atrium_window_add_preview_keys (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.page-back", FALSE);
  g_signal_connect_object (preview, "shown", G_CALLBACK (page_shown_cb), self, G_CONNECT_SWAPPED);

  self->history_signals = g_signal_group_new (ATRIUM_TYPE_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "notify", G_CALLBACK (history_notify_cb), self);
  self->profile_signals = g_signal_group_new (ATRIUM_TYPE_PROFILE);
  g_signal_group_connect_swapped (self->profile_signals, "changed", G_CALLBACK (profile_changed_cb), self);
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (_atrium_window_refresh), NULL);

  atrium_window_bind_settings (self);
  atrium_window_show_panes (self);
  _atrium_window_update_actions (self);
}

GtkWidget *
atrium_window_new (AdwApplication *application)
{
  return g_object_new (ATRIUM_TYPE_WINDOW, "application", application, NULL);
}
