/* The widgets of the window with a display: every template, every action by its name in
 * each state, and what a form does to the document and the document to a form. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "atrium-add-section-dialog.h"
#include "atrium-application.h"
#include "atrium-citations-row.h"
#include "atrium-date-row.h"
#include "atrium-entry-row.h"
#include "atrium-example.h"
#include "atrium-export-dialog.h"
#include "atrium-form.h"
#include "atrium-group-model.h"
#include "atrium-image-row.h"
#include "atrium-list-editor.h"
#include "atrium-page-frame.h"
#include "atrium-preview-pane.h"
#include "atrium-repair.h"
#include "atrium-section-page.h"
#include "atrium-shortcuts-dialog.h"
#include "atrium-sidebar-row.h"
#include "atrium-sidebar.h"
#include "atrium-text-row.h"
#include "atrium-welcome.h"
#include "atrium-window.h"

static AtriumApplication *application;

/* Waiting. */

static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

#define wait_until(condition) \
  G_STMT_START { \
    gint64 wait_end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND; \
    while (!(condition) && g_get_monotonic_time () < wait_end) \
      run_for (5); \
    g_assert_true (condition); \
  } G_STMT_END

/* A document of an invented person with one section of every kind. */

static AtriumDocument *
create_document (void)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();

  atrium_entry_set_string (atrium_profile_get_person (profile), "name", "Runa Falk");
  for (guint kind = 0; kind < ATRIUM_N_SECTION_KINDS; kind++)
    {
      const AtriumKindInfo *info = atrium_kind_get_info (kind);
      g_autoptr(AtriumSection) section = atrium_section_new (kind, NULL, info->label);

      for (guint i = 0; i < 3; i++)
        {
          g_autoptr(AtriumEntry) entry = atrium_entry_new (kind, NULL);
          g_autofree char *text = g_strdup_printf ("Number %u", i);

          atrium_entry_set_string (entry, info->fields[0].type == ATRIUM_FIELD_DATE ? "text" : info->fields[0].id, text);
          atrium_section_append (section, entry);
        }
      atrium_profile_append (profile, section);
    }

  return atrium_document_new (profile);
}

static AtriumWindow *
open_window (AtriumDocument *document)
{
  GtkWidget *window = atrium_window_new (ADW_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  if (document != NULL)
    atrium_window_set_document (ATRIUM_WINDOW (window), document);
  run_for (100);

  return ATRIUM_WINDOW (window);
}

static void
close_all_windows (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  while (g_list_model_get_n_items (toplevels) > 0)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, 0);

      gtk_window_destroy (window);
    }
  run_for (50);
}

/* The first widget of a type inside another, in the order of the tab key. */
static GtkWidget *
find_widget (GtkWidget *root,
             GType      type,
             guint      skip)
{
  g_autoptr(GQueue) queue = g_queue_new ();

  g_queue_push_head (queue, root);
  while (!g_queue_is_empty (queue))
    {
      GtkWidget *widget = g_queue_pop_head (queue);

      if (g_type_is_a (G_OBJECT_TYPE (widget), type) && skip-- == 0)
        return widget;
      for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL;
           child = gtk_widget_get_prev_sibling (child))
        g_queue_push_head (queue, child);
    }

  return NULL;
}

static guint
count_widgets (GtkWidget *root,
               GType      type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (root), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child, type);

  return n;
}

static void
show_widget (GtkWidget *widget)
{
  GtkWidget *window = adw_window_new ();

  if (ADW_IS_DIALOG (widget))
    {
      gtk_window_set_default_size (GTK_WINDOW (window), 700, 700);
      gtk_window_present (GTK_WINDOW (window));
      adw_dialog_present (ADW_DIALOG (widget), window);
    }
  else
    {
      adw_window_set_content (ADW_WINDOW (window), widget);
      gtk_window_present (GTK_WINDOW (window));
    }
  run_for (60);
  gtk_window_destroy (GTK_WINDOW (window));
  run_for (20);
}

static void
test_templates (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumProfile *profile = atrium_document_get_profile (document);
  AtriumSection *section = atrium_profile_get_section (profile, 0);
  GtkWidget *sidebar = g_object_new (ATRIUM_TYPE_SIDEBAR, NULL);
  GtkWidget *entry_row = atrium_entry_row_new ();
  GtkWidget *list = gtk_list_box_new ();

  atrium_sidebar_set_document (ATRIUM_SIDEBAR (sidebar), document);
  show_widget (sidebar);
  atrium_entry_row_set_entry (ATRIUM_ENTRY_ROW (entry_row), atrium_section_get_entry (section, 0));
  show_widget (entry_row);
  gtk_list_box_append (GTK_LIST_BOX (list), atrium_sidebar_row_new (section));
  show_widget (list);
  show_widget (g_object_new (ATRIUM_TYPE_WELCOME, NULL));
  show_widget (g_object_new (ATRIUM_TYPE_PREVIEW_PANE, NULL));
  show_widget (g_object_new (ATRIUM_TYPE_PAGE_FRAME, NULL));
  show_widget (GTK_WIDGET (atrium_section_page_new (document, section)));
  show_widget (GTK_WIDGET (atrium_add_section_dialog_new ()));
  show_widget (GTK_WIDGET (atrium_shortcuts_dialog_new ()));
  show_widget (GTK_WIDGET (atrium_export_dialog_new (document)));
}

/* every kind's form, with the rare fields open too */
static void
test_forms (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumProfile *profile = atrium_document_get_profile (document);

  show_widget (atrium_form_new (document, atrium_profile_get_person (profile)));
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (atrium_profile_get_section (profile, i), 0);
      const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));
      GtkWidget *form = atrium_form_new (document, entry);
      GtkWidget *window = adw_window_new ();

      adw_window_set_content (ADW_WINDOW (window), form);
      gtk_window_present (GTK_WINDOW (window));
      for (guint field = 0; field < info->n_fields; field++)
        atrium_form_focus_field (ATRIUM_FORM (form), info->fields[field].id);
      run_for (50);
      gtk_window_destroy (GTK_WINDOW (window));
    }

  /* to look at a form is not to edit */
  g_assert_false (atrium_history_get_modified (atrium_document_get_history (document)));
}

static const char *const actions[] = {
  "win.undo", "win.redo", "win.repair-text", "win.show-person", "win.search", "win.section-add",
  "win.section-rename", "win.section-hide", "win.section-down", "win.section-up", "win.entry-add", "win.entry-edit",
  "win.entry-duplicate", "win.entry-hide", "win.entry-down", "win.entry-up", "win.entry-next", "win.entry-previous",
  "win.entry-remove", "win.section-remove", "win.show-preview", "win.compare", "win.compare", "win.page-back", "win.page-reload", "win.open-folder", "win.open-file", "win.new-example",
  "win.save", "win.save-as", "win.export",
};

static const char *const application_actions[] = { "about", "shortcuts" };

/* these open GTK's file dialog, whose path bar never frees what it asks of the folders it names */
static const char *const file_actions[] = {
  "win.open-folder", "win.open-file", "win.new-example", "win.save", "win.save-as", NULL,
};

static void
close_dialogs (AtriumWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))) != NULL)
    {
      adw_dialog_force_close (dialog);
      run_for (20);
    }
  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr(GtkWindow) other = g_list_model_get_item (toplevels, i - 1);

      if (other != GTK_WINDOW (window))
        gtk_window_destroy (other);
    }
}

static void
activate_every_action (AtriumWindow *window)
{
  gboolean leaks_are_looked_for = g_getenv ("ATRIUM_SANITIZE") != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (leaks_are_looked_for && g_strv_contains (file_actions, actions[i]))
        continue;

      g_test_message ("%s", actions[i]);
      gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL);
      run_for (30);
      close_dialogs (window);
      run_for (10);
    }
  for (guint i = 0; i < G_N_ELEMENTS (application_actions); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), application_actions[i], NULL);
      run_for (30);
      close_dialogs (window);
    }
}

static void
test_actions (gconstpointer data)
{
  const char *pointer = data;
  g_autoptr(AtriumDocument) document = NULL;
  AtriumWindow *window;

  if (!g_str_equal (pointer, "welcome"))
    document = create_document ();
  window = open_window (document);
  if (document != NULL)
    g_assert_true (atrium_window_show_pointer (window, pointer));
  run_for (100);

  activate_every_action (window);
  if (document != NULL)
    {
      AtriumHistory *history = atrium_document_get_history (document);
      g_autoptr(AtriumDocument) fresh = create_document ();

      while (atrium_history_undo (history))
        run_for (2);
      g_assert_true (atrium_profile_equal (atrium_document_get_profile (document), atrium_document_get_profile (fresh)));
    }
  close_all_windows ();
}

/* All the layouts that the breakpoints can choose. */
static void
test_panes (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumWindow *window = open_window (document);
  static const guint panes[] = { 3, 2, 1, 2, 3, 1, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      gboolean shown;

      g_object_set (window, "panes", panes[i], NULL);
      run_for (50);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-preview", NULL);
      run_for (50);
      g_object_get (window, "show-preview", &shown, NULL);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-preview", NULL);
      run_for (50);
      g_assert_cmpuint (count_widgets (GTK_WIDGET (window), ATRIUM_TYPE_PREVIEW_PANE), ==, 1);
    }
  close_all_windows ();
}

/* Typing, undo, and the other way round. */

static GtkWidget *
create_form (AtriumDocument *document,
             AtriumEntry    *entry)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *form = atrium_form_new (document, entry);

  adw_window_set_content (ADW_WINDOW (window), form);
  gtk_window_present (GTK_WINDOW (window));
  run_for (30);

  return form;
}

static AtriumEntry *
get_entry (AtriumDocument *document,
           AtriumKind      kind)
{
  return atrium_section_get_entry (atrium_profile_get_section (atrium_document_get_profile (document), kind), 0);
}

static void
test_type_text (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumEntry *entry = get_entry (document, ATRIUM_KIND_PUBLICATIONS);
  AtriumHistory *history = atrium_document_get_history (document);
  GtkWidget *form = create_form (document, entry);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_widget (form, GTK_SOURCE_TYPE_VIEW, 0)));
  g_autofree char *shown = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_insert_at_cursor (buffer, "A", 1);
  gtk_text_buffer_insert_at_cursor (buffer, "B\nC", 3);
  g_assert_cmpstr (atrium_entry_get_string (entry, "title"), ==, "Number 0AB C");
  g_assert_true (atrium_history_undo (history));
  g_assert_cmpstr (atrium_entry_get_string (entry, "title"), ==, "Number 0");
  g_assert_false (atrium_history_get_can_undo (history));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (shown, ==, "Number 0");
  close_all_windows ();
}

/* a form is opened to go on writing: behind what is there, and nothing of it is selected */
static void
test_cursor (void)
{
  static const char *const pointers[] = { "sections/4/entries/0", "person", "sections/4/entries/0/title", "sections/1/entries/0/text" };
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumWindow *window = open_window (document);

  for (gsize i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      GtkWidget *focus;

      g_test_message ("%s", pointers[i]);
      atrium_window_show_pointer (window, "sections/4");
      run_for (400);
      atrium_window_show_pointer (window, pointers[i]);
      run_for (600);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      if (GTK_IS_TEXT_VIEW (focus))
        {
          GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
          int position;

          g_object_get (buffer, "cursor-position", &position, NULL);
          g_assert_cmpint (position, ==, gtk_text_buffer_get_char_count (buffer));
          g_assert_false (gtk_text_buffer_get_has_selection (buffer));
        }
      else if (GTK_IS_TEXT (focus))
        {
          g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (focus)), ==,
                           g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (focus)), -1));
          g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (focus), NULL, NULL));
        }
      else
        g_assert_cmpuint (i, <, 2);
    }
  close_all_windows ();
}

static void
test_type_date (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumEntry *entry = get_entry (document, ATRIUM_KIND_NEWS);
  GtkWidget *form = create_form (document, entry);
  GtkWidget *row = find_widget (form, ATRIUM_TYPE_DATE_ROW, 0);

  gtk_editable_set_text (GTK_EDITABLE (row), "May 2026");
  g_assert_cmpstr (atrium_entry_get_string (entry, "date"), ==, "2026-05");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  gtk_editable_set_text (GTK_EDITABLE (row), "May 20x6");
  g_assert_cmpstr (atrium_entry_get_string (entry, "date"), ==, "2026-05");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_signal_emit_by_name (row, "entry-activated");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "2026-05");
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_signal_emit_by_name (row, "entry-activated");
  g_assert_null (atrium_entry_get_string (entry, "date"));
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  close_all_windows ();
}

static void
test_type_people (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumEntry *entry = get_entry (document, ATRIUM_KIND_PUBLICATIONS);
  AtriumHistory *history = atrium_document_get_history (document);
  GtkWidget *form = create_form (document, entry);
  GtkWidget *add_row = NULL;
  AtriumValue *authors;

  for (guint i = 0; ; i++)
    {
      add_row = find_widget (form, ADW_TYPE_ENTRY_ROW, i);
      g_assert_nonnull (add_row);
      if (g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (add_row)), "Add People"))
        break;
    }
  gtk_editable_set_text (GTK_EDITABLE (add_row), "Mara Lind, Runa Falk and Ove Berg");
  g_signal_emit_by_name (add_row, "apply");

  authors = atrium_entry_get (entry, "authors");
  g_assert_cmpuint (atrium_value_get_n_items (authors), ==, 3);
  g_assert_true (atrium_value_get_boolean (atrium_value_get_at (authors, "1/self")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (add_row)), ==, "");
  run_for (20);

  g_assert_true (atrium_history_undo (history));
  g_assert_null (atrium_entry_get (entry, "authors"));
  g_assert_true (atrium_history_redo (history));
  g_assert_cmpuint (atrium_value_get_n_items (atrium_entry_get (entry, "authors")), ==, 3);
  run_for (20);
  close_all_windows ();
}

/* A list of thousands makes rows for what is seen. */
static void
test_many_entries (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumSection *section = atrium_profile_get_section (atrium_document_get_profile (document), ATRIUM_KIND_PUBLICATIONS);
  AtriumWindow *window;
  guint n_rows;

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);

      atrium_entry_set_string (entry, "title", "One of many");
      atrium_section_append (section, entry);
    }
  window = open_window (document);
  atrium_window_show_pointer (window, "sections/4");
  run_for (200);

  n_rows = count_widgets (GTK_WIDGET (window), ATRIUM_TYPE_ENTRY_ROW);
  g_assert_cmpuint (n_rows, >, 5);
  g_assert_cmpuint (n_rows, <, 400);

  atrium_window_show_pointer (window, "sections/4/entries/4900");
  run_for (200);
  g_assert_cmpuint (count_widgets (GTK_WIDGET (window), ATRIUM_TYPE_ENTRY_ROW), <, 800);
  close_all_windows ();
}

static void
test_groups (void)
{
  static const char *const groups[] = { "Journals", "Journals", NULL, "Talks", "Journals" };
  static const guint starts[] = { 0, 0, 2, 3, 4 };
  static const guint ends[] = { 2, 2, 3, 4, 5 };
  g_autoptr(GListStore) store = g_list_store_new (ATRIUM_TYPE_ENTRY);
  g_autoptr(AtriumGroupModel) model = atrium_group_model_new (G_LIST_MODEL (store));

  g_assert_false (atrium_group_model_get_has_groups (model));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);

      atrium_entry_set_string (entry, "group", groups[i]);
      g_list_store_append (store, entry);
    }
  g_assert_true (atrium_group_model_get_has_groups (model));

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      guint start, end;

      gtk_section_model_get_section (GTK_SECTION_MODEL (model), i, &start, &end);
      g_assert_cmpuint (start, ==, starts[i]);
      g_assert_cmpuint (end, ==, ends[i]);
    }

  g_list_store_remove_all (store);
  g_assert_false (atrium_group_model_get_has_groups (model));
}

static void
test_repair (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumHistory *history = atrium_document_get_history (document);
  AtriumProfile *profile = atrium_document_get_profile (document);
  AtriumEntry *news = get_entry (document, ATRIUM_KIND_NEWS);
  g_autoptr(AtriumProfile) before = NULL;

  g_assert_cmpuint (atrium_repair_count (profile), ==, 0);
  atrium_entry_set_string (news, "text", "It\xe2\x80\x9a\xc3\x84\xc3\xb4s done");   /* ’ as Mac Roman */
  before = atrium_profile_copy (profile);
  g_assert_cmpuint (atrium_repair_count (profile), ==, 1);

  g_assert_cmpuint (atrium_repair_all (history, "Repair Text"), ==, 1);
  g_assert_cmpstr (atrium_entry_get_string (news, "text"), ==, "It’s done");
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, "Repair Text");
  g_assert_cmpuint (atrium_repair_count (profile), ==, 0);
  g_assert_true (atrium_history_undo (history));
  g_assert_true (atrium_profile_equal (profile, before));
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
exported_cb (gboolean *exported)
{
  *exported = TRUE;
}

static const char *
get_export_page (AdwNavigationView *navigation)
{
  return adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (navigation));
}

/* Nothing is written before it was shown; then all of it; and then there is nothing to do. */
static void
test_export (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  g_autofree char *path = g_dir_make_tmp ("atrium-export-XXXXXX", NULL);
  g_autofree char *page = g_build_filename (path, "_pages", "about.md", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  AtriumWindow *window = open_window (document);

  for (guint turn = 0; turn < 2; turn++)
    {
      AdwDialog *dialog = atrium_export_dialog_new (document);
      AdwNavigationView *navigation;
      GtkWidget *apply;
      gboolean exported = FALSE;

      adw_dialog_present (dialog, GTK_WIDGET (window));
      g_signal_connect_swapped (dialog, "exported", G_CALLBACK (exported_cb), &exported);
      atrium_export_dialog_set_folder (ATRIUM_EXPORT_DIALOG (dialog), folder);
      run_for (50);
      navigation = ADW_NAVIGATION_VIEW (find_widget (GTK_WIDGET (dialog), ADW_TYPE_NAVIGATION_VIEW, 0));
      g_signal_emit_by_name (find_widget (GTK_WIDGET (dialog), ADW_TYPE_BUTTON_ROW, 0), "activated");
      wait_until (g_strcmp0 (get_export_page (navigation), "changes") == 0);
      run_for (300);
      g_assert_cmpint (g_file_test (page, G_FILE_TEST_EXISTS), ==, turn > 0);

      for (guint i = 0; ; i++)
        {
          apply = find_widget (GTK_WIDGET (navigation), GTK_TYPE_BUTTON, i);
          g_assert_nonnull (apply);
          if (gtk_widget_get_mapped (apply) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (apply)), "_Export") == 0)
            break;
        }
      g_assert_cmpint (gtk_widget_get_sensitive (apply), ==, turn == 0);
      if (turn == 0)
        {
          g_signal_emit_by_name (apply, "clicked");
          wait_until (exported);
          g_assert_true (g_file_test (page, G_FILE_TEST_EXISTS));
        }
      else
        adw_dialog_force_close (dialog);
      run_for (100);
    }

  remove_folder (path);
  close_all_windows ();
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError **error = user_data;
  g_autoptr(GError) local = NULL;

  if (atrium_example_copy_finish (result, &local))
    g_set_error_literal (&local, G_IO_ERROR, G_IO_ERROR_FAILED, "done");
  *error = g_steal_pointer (&local);
}

/* copies the example, and waits; the error says "done" where it was */
static GError *
copy_example (GFile *folder)
{
  GError *error = NULL;

  atrium_example_copy_async (folder, NULL, copied_cb, &error);
  wait_until (error != NULL);

  return error;
}

/* The example goes into an empty folder only, opens as a site, is saved in place, and what
 * its page has no place for is named. */
static void
test_example (void)
{
  g_autofree char *path = g_dir_make_tmp ("atrium-example-XXXXXX", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(GError) first = copy_example (folder);
  g_autoptr(GError) second = copy_example (folder);
  g_autoptr(AtriumValue) number = atrium_value_new_double (69.65);
  AtriumWindow *window = open_window (NULL);
  AtriumDocument *document;
  AtriumProfile *profile;
  AdwDialog *dialog;

  g_assert_cmpstr (first->message, ==, "done");
  g_assert_error (second, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);

  atrium_window_open (window, folder);
  wait_until (atrium_window_get_document (window) != NULL);
  document = atrium_window_get_document (window);
  profile = atrium_document_get_profile (document);
  g_assert_cmpstr (atrium_document_get_theme (document), ==, "acad-homepage");
  g_assert_cmpstr (atrium_entry_get_string (atrium_profile_get_person (profile), "name"), ==, "Ada Elvestad");
  g_assert_cmpuint (atrium_profile_get_n_sections (profile), ==, 15);
  run_for (100);

  atrium_history_set (atrium_document_get_history (document),
                      atrium_section_get_entry (atrium_profile_get_section (profile, 1), 0), "latitude", number);
  run_for (50);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.save", NULL);
  wait_until (!atrium_history_get_modified (atrium_document_get_history (document)));
  wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "latitude"));
  close_dialogs (window);

  remove_folder (path);
  close_all_windows ();
}

/* What cannot be opened is said, and leaves what was open. */
static void
test_open_missing (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumWindow *window = open_window (document);
  g_autofree char *uri = g_strdup_printf ("file:///nowhere-%u/at-all", g_test_rand_int ());
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-uri", "s", uri);
  wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "nowhere"));
  g_assert_true (atrium_window_get_document (window) == document);
  close_dialogs (window);
  close_all_windows ();
}

/* Edits that are not saved are asked about, and the window stays until there is an answer. */
static void
test_close_modified (void)
{
  g_autoptr(AtriumDocument) document = create_document ();
  AtriumWindow *window = open_window (document);
  gpointer weak_window = window;
  AdwDialog *dialog;

  g_object_add_weak_pointer (G_OBJECT (window), &weak_window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.section-hide", NULL);
  gtk_window_close (GTK_WINDOW (window));
  run_for (100);
  g_assert_nonnull (weak_window);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));

  g_signal_emit_by_name (dialog, "response::cancel", "cancel");
  adw_dialog_force_close (dialog);
  run_for (100);
  g_assert_nonnull (weak_window);

  atrium_history_undo (atrium_document_get_history (document));
  gtk_window_close (GTK_WINDOW (window));
  wait_until (weak_window == NULL);
}

/* A window that was closed leaves nothing of its document behind. */
static void
test_window_is_freed (void)
{
  AtriumDocument *document = create_document ();
  AtriumWindow *window = open_window (document);
  gpointer weak_document = document, weak_window = window;

  g_object_add_weak_pointer (G_OBJECT (document), &weak_document);
  g_object_add_weak_pointer (G_OBJECT (window), &weak_window);
  atrium_window_show_pointer (window, "sections/4/entries/0");
  run_for (200);
  g_object_unref (document);
  close_all_windows ();
  wait_until (weak_window == NULL);
  wait_until (weak_document == NULL);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);

  application = atrium_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/shell/window/templates", test_templates);
  g_test_add_func ("/shell/window/forms", test_forms);
  g_test_add_data_func ("/shell/window/actions/welcome", "welcome", test_actions);
  g_test_add_data_func ("/shell/window/actions/person", "person", test_actions);
  g_test_add_data_func ("/shell/window/actions/section", "sections/4", test_actions);
  g_test_add_data_func ("/shell/window/actions/entry", "sections/4/entries/1", test_actions);
  g_test_add_func ("/shell/window/panes", test_panes);
  g_test_add_func ("/shell/window/type-text", test_type_text);
  g_test_add_func ("/shell/window/cursor", test_cursor);
  g_test_add_func ("/shell/window/type-date", test_type_date);
  g_test_add_func ("/shell/window/type-people", test_type_people);
  g_test_add_func ("/shell/window/many-entries", test_many_entries);
  g_test_add_func ("/shell/window/groups", test_groups);
  g_test_add_func ("/shell/window/repair", test_repair);
  g_test_add_func ("/shell/window/export", test_export);
  g_test_add_func ("/shell/window/example", test_example);
  g_test_add_func ("/shell/window/open-missing", test_open_missing);
  g_test_add_func ("/shell/window/close-modified", test_close_modified);
  g_test_add_func ("/shell/window/freed", test_window_is_freed);

  result = g_test_run ();
  g_object_unref (application);

  return result;
}
