#include "atrium-window-private.h"

#include <glib/gi18n.h>

#include "atrium-add-section-dialog.h"
#include "atrium-repair.h"
#include "atrium-shell-state.h"

static AtriumHistory *
get_history (AtriumWindow *self)
{
  return self->document != NULL ? atrium_document_get_history (self->document) : NULL;
}

static AtriumProfile *
get_profile (AtriumWindow *self)
{
  return self->document != NULL ? atrium_document_get_profile (self->document) : NULL;
}

static AtriumActionsInput
get_input (AtriumWindow *self)
{
  AtriumHistory *history = get_history (self);
  AtriumEntry *entry = self->section != NULL ? _atrium_window_get_entry (self) : NULL;
  AtriumActionsInput input = {
    .has_document = self->document != NULL,
    .busy = self->busy,
    .dialog_open = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL,
    .has_section = self->section != NULL,
    .person_shown = self->section == NULL,
  };

  if (self->document == NULL)
    return input;

  input.has_file = atrium_document_get_file (self->document) != NULL;
  input.modified = atrium_history_get_modified (history);
  input.can_undo = atrium_history_get_can_undo (history);
  input.can_redo = atrium_history_get_can_redo (history);
  input.n_sections = atrium_profile_get_n_sections (get_profile (self));

  if (self->section != NULL)
    {
      input.n_entries = atrium_section_get_n_entries (self->section);
      atrium_profile_find (get_profile (self), self->section, &input.section_index);
      input.has_entry = entry != NULL && atrium_section_find (self->section, entry, &input.entry_index);
    }

  return input;
}

void
_atrium_window_update_actions (AtriumWindow *self)
{
  const AtriumActionsInput input = get_input (self);
  const AtriumActionsState state = atrium_actions_state (&input);
  const struct
  {
    const char *name;
    gboolean    enabled;
  } actions[] = {
    { "win.save", state.save },
    { "win.save-as", state.save_as },
    { "win.export", state.export },
    { "win.undo", state.undo },
    { "win.redo", state.redo },
    { "win.repair-text", state.edit },
    { "win.show-person", state.edit },
    { "win.search", state.section },
    { "win.section-add", state.edit },
    { "win.section-rename", state.section },
    { "win.section-hide", state.section },
    { "win.section-remove", state.section },
    { "win.section-up", state.section_up },
    { "win.section-down", state.section_down },
    { "win.entry-add", state.entry_add },
    { "win.entry-edit", state.entry },
    { "win.entry-duplicate", state.entry },
    { "win.entry-hide", state.entry },
    { "win.entry-remove", state.entry },
    { "win.entry-up", state.entry_up },
    { "win.entry-down", state.entry_down },
    { "win.entry-previous", state.entry_up },
    { "win.entry-next", state.entry_down },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, actions[i].enabled);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  atrium_history_undo (get_history (ATRIUM_WINDOW (widget)));
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  atrium_history_redo (get_history (ATRIUM_WINDOW (widget)));
}

static void
repair_text_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  guint n = atrium_repair_all (get_history (self), _("Repair Text"));
  g_autofree char *title = NULL;

  _atrium_window_set_mis_decoded (self, FALSE);
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Repaired %u place", "Repaired %u places", n), n);
  _atrium_window_add_toast (self, title);
}

static void
show_person_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);

  _atrium_window_show_person (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  AdwNavigationPage *page;

  _atrium_window_close_entry (self);
  page = adw_navigation_view_get_visible_page (self->editor);
  if (ATRIUM_IS_SECTION_PAGE (page))
    atrium_section_page_start_search (ATRIUM_SECTION_PAGE (page));
}

/* Sections. */

static void
kind_chosen_cb (AtriumWindow *self,
                int           kind)
{
  const AtriumKindInfo *info = atrium_kind_get_info (kind);
  g_autoptr(AtriumSection) section = atrium_section_new (kind, NULL, _(info->label));
  guint index = atrium_profile_get_n_sections (get_profile (self));

  if (self->section != NULL && atrium_profile_find (get_profile (self), self->section, &index))
    index++;
  if (self->section != NULL && atrium_section_get_page (self->section) != NULL)
    atrium_section_set_page (section, atrium_section_get_page (self->section));

  atrium_history_insert_section (get_history (self), index, section);
  _atrium_window_show_section (self, section);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
section_add_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AdwDialog *dialog = atrium_add_section_dialog_new ();

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (kind_chosen_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
rename_response_cb (AdwAlertDialog *dialog,
                    const char     *response,
                    AtriumWindow   *self)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (dialog), "atrium-row");
  AtriumSection *section = g_object_get_data (G_OBJECT (dialog), "atrium-section");

  if (g_str_equal (response, "rename") && atrium_profile_find (get_profile (self), section, NULL))
    atrium_history_rename_section (get_history (self), section, gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
section_rename_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Rename Section"), NULL));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW,
                                 "title", _("Title"),
                                 "text", atrium_section_get_title (self->section),
                                 "enable-emoji-completion", TRUE,
                                 "activates-default", TRUE,
                                 NULL);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_alert_dialog_set_extra_child (dialog, group);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "rename", _("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_dialog_set_focus (ADW_DIALOG (dialog), row);

  g_object_set_data (G_OBJECT (dialog), "atrium-row", row);
  g_object_set_data_full (G_OBJECT (dialog), "atrium-section", g_object_ref (self->section), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_response_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
section_hide_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);

  atrium_history_set_section_hidden (get_history (self), self->section, !atrium_section_get_hidden (self->section));
}

/* Nothing is asked, because everything comes back: the toast says how. */
static void
add_undo_toast (AtriumWindow *self,
                const char   *title)
{
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
section_remove_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  g_autoptr(AtriumSection) section = g_object_ref (self->section);
  g_autofree char *title = g_strdup_printf (_("Removed “%s”"), atrium_section_get_title (section));
  guint index;

  if (!atrium_profile_find (get_profile (self), section, &index))
    return;

  atrium_history_remove_section (get_history (self), index);
  if (atrium_profile_get_n_sections (get_profile (self)) > 0)
    _atrium_window_show_section (self, atrium_profile_get_section (get_profile (self), index > 0 ? index - 1 : 0));
  add_undo_toast (self, title);
}

static void
move_section (AtriumWindow *self,
              int           by)
{
  guint index;

  if (atrium_profile_find (get_profile (self), self->section, &index))
    atrium_history_move_section (get_history (self), index, index + by);
  atrium_sidebar_select_section (self->sidebar, self->section);
}

static void
section_up_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  move_section (ATRIUM_WINDOW (widget), -1);
}

static void
section_down_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  move_section (ATRIUM_WINDOW (widget), 1);
}

/* Entries. */

static void
entry_add_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  AtriumKind kind = atrium_section_get_kind (self->section);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (kind, NULL);
  AtriumEntry *current = _atrium_window_get_entry (self);
  guint index = 0;

  /* news and papers are listed with the newest first, so a new one goes on top; the
   * parts of a text go where the reader is */
  if (kind == ATRIUM_KIND_BIO || kind == ATRIUM_KIND_LIST || kind == ATRIUM_KIND_TEXT || kind == ATRIUM_KIND_SKILLS)
    index = atrium_section_get_n_entries (self->section);
  if (current != NULL && atrium_section_find (self->section, current, &index))
    {
      AtriumValue *group = atrium_entry_get (current, "group");

      index++;
      if (group != NULL)
        atrium_entry_set (entry, "group", group);
    }

  atrium_history_insert_entry (get_history (self), self->section, index, entry);
  atrium_entry_page_focus_field (_atrium_window_show_entry (self, self->section, entry), NULL);
}

static void
entry_edit_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);

  _atrium_window_show_entry (self, self->section, _atrium_window_get_entry (self));
}

static gboolean
find_entry (AtriumWindow *self,
            guint        *index)
{
  AtriumEntry *entry = _atrium_window_get_entry (self);

  return entry != NULL && self->section != NULL && atrium_section_find (self->section, entry, index);
}

static void
select_entry (AtriumWindow *self,
              AtriumEntry  *entry)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->editor);

  if (ATRIUM_IS_SECTION_PAGE (page))
    atrium_section_page_select (ATRIUM_SECTION_PAGE (page), entry, TRUE);
}

static void
entry_duplicate_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  g_autoptr(AtriumEntry) copy = NULL;
  AtriumEntry *entry = _atrium_window_get_entry (self);
  guint index;

  if (!find_entry (self, &index))
    return;

  copy = atrium_entry_new (atrium_entry_get_kind (entry), NULL);
  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    {
      const char *member = atrium_entry_get_member_name (entry, i);

      atrium_entry_set (copy, member, atrium_entry_get (entry, member));
    }
  atrium_entry_set_hidden (copy, atrium_entry_get_hidden (entry));

  atrium_history_insert_entry (get_history (self), self->section, index + 1, copy);
  if (_atrium_window_is_entry_open (self))
    _atrium_window_show_entry (self, self->section, copy);
  else
    select_entry (self, copy);
  _atrium_window_add_toast (self, _("Duplicated"));
}

static void
entry_hide_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  AtriumEntry *entry = _atrium_window_get_entry (self);

  if (entry != NULL)
    atrium_history_set_entry_hidden (get_history (self), entry, !atrium_entry_get_hidden (entry));
}

static void
entry_remove_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  const AtriumKindInfo *info;
  g_autofree char *title = NULL;
  guint index, n_entries;

  if (!find_entry (self, &index))
    return;

  info = atrium_kind_get_info (atrium_section_get_kind (self->section));
  title = g_strdup_printf (_("Removed %s"), _(info->singular));
  _atrium_window_close_entry (self);
  atrium_history_remove_entry (get_history (self), self->section, index);
  n_entries = atrium_section_get_n_entries (self->section);
  if (n_entries > 0)
    select_entry (self, atrium_section_get_entry (self->section, MIN (index, n_entries - 1)));
  add_undo_toast (self, title);
}

static void
move_entry (AtriumWindow *self,
            int           by)
{
  AtriumEntry *entry = _atrium_window_get_entry (self);
  guint index;

  if (!find_entry (self, &index))
    return;

  atrium_history_move_entry (get_history (self), self->section, index, index + by);
  select_entry (self, entry);
}

static void
entry_up_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  move_entry (ATRIUM_WINDOW (widget), -1);
}

static void
entry_down_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  move_entry (ATRIUM_WINDOW (widget), 1);
}

static void
step_entry (AtriumWindow *self,
            int           by)
{
  AtriumEntry *entry;
  guint index;

  if (!find_entry (self, &index))
    return;

  entry = atrium_section_get_entry (self->section, index + by);
  if (_atrium_window_is_entry_open (self))
    _atrium_window_show_entry (self, self->section, entry);
  else
    select_entry (self, entry);
}

static void
entry_previous_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  step_entry (ATRIUM_WINDOW (widget), -1);
}

static void
entry_next_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  step_entry (ATRIUM_WINDOW (widget), 1);
}

static const struct
{
  const char                  *name;
  GtkWidgetActionActivateFunc  activate;
} window_actions[] = {
  { "win.undo", undo_action },
  { "win.redo", redo_action },
  { "win.repair-text", repair_text_action },
  { "win.show-person", show_person_action },
  { "win.search", search_action },
  { "win.section-add", section_add_action },
  { "win.section-rename", section_rename_action },
  { "win.section-hide", section_hide_action },
  { "win.section-remove", section_remove_action },
  { "win.section-up", section_up_action },
  { "win.section-down", section_down_action },
  { "win.entry-add", entry_add_action },
  { "win.entry-edit", entry_edit_action },
  { "win.entry-duplicate", entry_duplicate_action },
  { "win.entry-hide", entry_hide_action },
  { "win.entry-remove", entry_remove_action },
  { "win.entry-up", entry_up_action },
  { "win.entry-down", entry_down_action },
  { "win.entry-previous", entry_previous_action },
  { "win.entry-next", entry_next_action },
};

void
_atrium_window_class_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (window_actions); i++)
    gtk_widget_class_install_action (widget_class, window_actions[i].name, NULL, window_actions[i].activate);
}
