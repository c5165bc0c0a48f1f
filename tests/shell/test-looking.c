/* Looking at the page of a site: what is hinted at in it, and what was changed since it was saved. */

#include "site-window.h"

#include <glib/gstdio.h>
#include <string.h>

#include "atrium-divider.h"
#include "atrium-missing-picture.h"
#include "atrium-page.h"
#include "atrium-section-page.h"
#include "atrium-two-pages.h"
#include "pointer.h"

#define MASTHEAD "document.querySelector('.masthead') !== null"

static GtkWidget *
find_list (Fixture *fixture)
{
  return find_widget (find_widget (GTK_WIDGET (fixture->window), ATRIUM_TYPE_SECTION_PAGE), GTK_TYPE_LIST_VIEW);
}

/* the window stands in the corner of a display without a window manager */
static gboolean
point_at (Fixture   *fixture,
          GtkWidget *widget)
{
  GtkNative *native = GTK_NATIVE (fixture->window);
  graphene_point_t point;
  double x, y;

  gtk_native_get_surface_transform (native, &x, &y);
  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native),
                                           &GRAPHENE_POINT_INIT (gtk_widget_get_width (widget) / 2,
                                                                 gtk_widget_get_height (widget) / 2), &point));

  return pointer_move (x + point.x, y + point.y);
}

/* a row of the list that the pointer is over, or the keyboard in, lights up its entry in the page */
static void
test_hint (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *row;

  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  g_assert_true (atrium_window_show_pointer (fixture->window, "sections/1"));
  run_for (500);
  wait_true (fixture, "document.querySelector('[data-atrium-hint]') === null");
  row = gtk_widget_get_next_sibling (gtk_widget_get_first_child (find_list (fixture)));
  gtk_window_set_focus_visible (GTK_WINDOW (fixture->window), TRUE);
  gtk_widget_grab_focus (row);
  wait_true (fixture, "document.querySelector('[data-atrium-hint]')?.textContent.includes('We moved to the harbour') === true");

  /* the form takes the place of the list */
  g_assert_true (atrium_window_show_pointer (fixture->window, "sections/1/entries/0"));
  wait_true (fixture, "document.querySelector('[data-atrium-hint]') === null");

  g_assert_true (atrium_window_show_pointer (fixture->window, "sections/1"));
  run_for (500);
  if (!point_at (fixture, gtk_widget_get_last_child (find_list (fixture))))
    {
      g_test_skip ("no pointer on this display");
      return;
    }
  wait_true (fixture, "document.querySelector('[data-atrium-hint]')?.textContent.includes('A new buoy') === true");
  g_object_set (fixture->pane, "engine", "simple", NULL);
  wait_true (fixture, "document.getElementById('person') !== null");
  wait_true (fixture, "document.querySelector('[data-atrium-hint]')?.textContent.includes('A new buoy') === true");
  point_at (fixture, GTK_WIDGET (fixture->pane));
  wait_true (fixture, "document.querySelector('[data-atrium-hint]') === null");
}

/* Before and after. */

static const char *
get_stack_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (gtk_widget_get_template_child (GTK_WIDGET (fixture->pane),
                                                                                    ATRIUM_TYPE_PREVIEW_PANE, "page_stack")));
}

static const char *
get_count (Fixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (fixture->pane),
                                                                       ATRIUM_TYPE_PREVIEW_PANE, "changes_label")));
}

#define wait_until(condition) \
  G_STMT_START { \
    gint64 wait_end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND; \
    while (!(condition) && g_get_monotonic_time () < wait_end) \
      run_for (5); \
    g_assert_true (condition); \
  } G_STMT_END

static WebKitWebView *
get_before (Fixture *fixture)
{
  return WEBKIT_WEB_VIEW (find_widget (GTK_WIDGET (atrium_preview_pane_get_before (fixture->pane)), WEBKIT_TYPE_WEB_VIEW));
}

#define CHANGED "[...document.querySelectorAll('[data-atrium-changed]')].map(e => e.textContent.trim().slice(0, 30)).join('|')"

static void
wait_changed (WebKitWebView *view,
              const char    *expected)
{
  g_autofree char *expression = g_strdup_printf ("(%s) === '%s'", CHANGED, expected);

  wait_true_in (view, expression);
}

static void
undo_all (Fixture *fixture)
{
  AtriumHistory *history = atrium_document_get_history (fixture->document);

  while (atrium_history_get_can_undo (history))
    atrium_history_undo (history);
}

/* from nothing to a change, one more, one less, and back to nothing, in either page */
static void
compare (Fixture    *fixture,
         const char *before,
         const char *removed)
{
  AtriumHistory *history = atrium_document_get_history (fixture->document);
  AtriumSection *news = atrium_profile_get_section (atrium_document_get_profile (fixture->document), 1);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.compare", NULL);
  g_assert_nonnull (atrium_preview_pane_get_before (fixture->pane));
  g_assert_cmpstr (get_stack_page (fixture), ==, "nothing");

  type (fixture, "Typed anew.");
  wait_until (g_str_equal (get_stack_page (fixture), "pages"));
  wait_true_in (fixture->view, "document.querySelectorAll('[data-atrium-changed]').length === 1");
  wait_true_in (fixture->view, "document.querySelector('[data-atrium-changed=changed]').textContent.includes('Typed anew.')");
  wait_changed (get_before (fixture), before);
  wait_true_in (get_before (fixture), "document.querySelectorAll('[data-atrium-changed=before]').length === 1");
  wait_until (g_str_equal (get_count (fixture), "1 change"));

  atrium_history_remove_entry (history, news, 1);
  wait_true_in (get_before (fixture), "document.querySelectorAll('[data-atrium-changed=before]').length === 2");
  wait_changed (get_before (fixture), removed);
  wait_until (g_str_equal (get_count (fixture), "2 changes"));
  g_assert_true (atrium_history_undo (history));
  wait_until (g_str_equal (get_count (fixture), "1 change"));
  undo_all (fixture);
  wait_until (g_str_equal (get_stack_page (fixture), "nothing"));
  wait_true_in (fixture->view, "document.querySelector('[data-atrium-changed]') === null");
}

static void
test_compare_site (Fixture       *fixture,
                   gconstpointer  data)
{
  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  compare (fixture, "2031.05: A paper on kelp got a", "2031.05: A paper on kelp got a|2031.02: We moved to the harbo");
  type (fixture, "Typed again.");
  wait_until (g_str_equal (get_stack_page (fixture), "pages"));
  wait_true_in (get_before (fixture), MASTHEAD);
  wait_true_in (get_before (fixture), "getComputedStyle(document.querySelector('.masthead')).display === 'flex'");

  /* what was saved is what there is to compare with, and the first page follows the other engine */
  {
    g_autoptr(GError) error = NULL;

    g_assert_true (atrium_document_save (fixture->document, NULL, &error));
    g_assert_no_error (error);
  }
  wait_until (g_str_equal (get_stack_page (fixture), "nothing"));
  type (fixture, "Typed thrice.");
  wait_changed (get_before (fixture), "2031.05: Typed again.");
  g_object_set (fixture->pane, "engine", "simple", NULL);
  wait_true_in (get_before (fixture), "document.getElementById('person') !== null");
  wait_true_in (get_before (fixture), "document.querySelectorAll('[data-atrium-changed]').length === 1");
  wait_true_in (get_before (fixture), "document.querySelector('[data-atrium-changed]').textContent.includes('Typed again.')");
}

static void
test_compare_simple (Fixture       *fixture,
                     gconstpointer  data)
{
  g_object_set (fixture->pane, "engine", "simple", NULL);
  wait_true (fixture, "document.getElementById('person') !== null");
  compare (fixture, "A paper on kelp got accepted.", "A paper on kelp got accepted.|2031.02We moved to the harbour");
}

static void
press_key (GtkWidget *widget,
           guint      key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

/* what both pages have stands at one height */
static gboolean
are_level (Fixture *fixture)
{
  const char *expression = "Math.round(document.querySelector('.of-news').getBoundingClientRect().top)";
  g_autofree char *after = eval (fixture, expression);
  g_autofree char *before = eval_in (get_before (fixture), expression);

  return ABS (g_ascii_strtoll (after, NULL, 10) - g_ascii_strtoll (before, NULL, 10)) < 4;
}

/* scrolled together, wiped, made narrow, and left */
static void
test_compare_looks (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *pages, *divider;
  AtriumPreview *before;

  g_object_set (fixture->pane, "engine", "simple", NULL);
  wait_true (fixture, "document.getElementById('person') !== null");
  type (fixture, "Typed anew.");
  gtk_widget_activate_action (GTK_WIDGET (fixture->pane), "preview.compare", NULL);
  before = atrium_preview_pane_get_before (fixture->pane);
  wait_true_in (get_before (fixture), "document.querySelector('[data-atrium-changed]') !== null");
  wait_true (fixture, "document.querySelector('[data-atrium-changed]') !== null");

  pages = find_widget (GTK_WIDGET (fixture->pane), ATRIUM_TYPE_TWO_PAGES);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (before)), <=, gtk_widget_get_width (pages) / 2);
  g_free (eval (fixture, "window.scrollTo(0, 150)"));
  wait_true_in (get_before (fixture), "Math.abs(window.scrollY - 150) < 3");
  g_free (eval_in (get_before (fixture), "window.scrollTo(0, 40)"));
  wait_true (fixture, "Math.abs(window.scrollY - 40) < 3");

  /* a wipe: both as wide as the pane, one over the other */
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (gtk_widget_get_template_child (GTK_WIDGET (fixture->pane), ATRIUM_TYPE_PREVIEW_PANE, "compare_group")), "wipe");
  run_for (200);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (before)), ==, gtk_widget_get_width (pages));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->view)), ==, gtk_widget_get_width (pages));
  divider = find_widget (pages, ATRIUM_TYPE_DIVIDER);
  g_assert_true (gtk_widget_get_child_visible (divider));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (divider)), ==, GTK_ACCESSIBLE_ROLE_SLIDER);
  atrium_divider_set_position (ATRIUM_DIVIDER (divider), 0.25);
  run_for (100);
  g_assert_true (gtk_widget_is_ancestor (gtk_widget_pick (pages, gtk_widget_get_width (pages) / 2, 50, GTK_PICK_DEFAULT),
                                         GTK_WIDGET (atrium_preview_pane_get_preview (fixture->pane))));
  g_assert_true (gtk_widget_is_ancestor (gtk_widget_pick (pages, gtk_widget_get_width (pages) / 8, 50, GTK_PICK_DEFAULT),
                                         GTK_WIDGET (before)));

  /* by the keyboard, to its ends */
  gtk_widget_grab_focus (divider);
  if (pointer_key ("Right"))
    {
      run_for (200);
      g_assert_cmpfloat_with_epsilon (atrium_divider_get_position (ATRIUM_DIVIDER (divider)), 0.27, 0.001);
      pointer_key ("Home");
      run_for (200);
      g_assert_cmpfloat (atrium_divider_get_position (ATRIUM_DIVIDER (divider)), ==, 0);
    }
  atrium_divider_set_position (ATRIUM_DIVIDER (divider), 7);
  g_assert_cmpfloat (atrium_divider_get_position (ATRIUM_DIVIDER (divider)), ==, 1);

  g_object_add_weak_pointer (G_OBJECT (before), (gpointer *) &before);
  press_key (GTK_WIDGET (fixture->window), GDK_KEY_Escape);
  g_assert_null (atrium_preview_pane_get_before (fixture->pane));
  run_for (300);
  g_assert_null (before);
  wait_true (fixture, "document.querySelector('[data-atrium-changed]') === null");

  /* and begun again, where the page is now */
  undo_all (fixture);
  atrium_history_remove_entry (atrium_document_get_history (fixture->document),
                               atrium_profile_get_section (atrium_document_get_profile (fixture->document), 1), 0);
  for (guint i = 0; i < 2; i++)
    {
      g_free (eval (fixture, "window.scrollTo(0, 60)"));
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.compare", NULL);
      wait_true_in (get_before (fixture), "document.querySelector('[data-atrium-changed]')?.textContent.includes('A paper on kelp')");
      wait_true_in (get_before (fixture), "window.scrollY > 30");
      wait_until (are_level (fixture));
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.compare", NULL);
    }
}

/* Links in the site. */

static void
write_file (Fixture    *fixture,
            const char *path,
            const char *text)
{
  g_autofree char *name = g_build_filename (fixture->temporary, "site", path, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (name, text, -1, &error);
  g_assert_no_error (error);
}

/* The button is there as long as its action can be used: the key of a disabled one is that of the
 * forms. */
static gboolean
has_back (Fixture *fixture)
{
  GtkWidget *button = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->pane), ATRIUM_TYPE_PREVIEW_PANE,
                                                                 "back_button"));

  g_assert_true (gtk_widget_get_sensitive (button) == gtk_widget_get_visible (button));

  return gtk_widget_get_visible (button);
}

static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  AtriumPreview *preview = atrium_preview_pane_get_preview (fixture->pane);

  if (skip_without_jekyll ())
    return;

  write_file (fixture, "papers.md", "---\ntitle: Papers\npermalink: /papers/\n---\n\nAll that I wrote.\n");
  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "document.body.textContent.includes('I am a researcher')");
  g_assert_false (has_back (fixture));
  g_signal_emit_by_name (preview, "page-activated", "lab/papers/");
  wait_true (fixture, "document.querySelector('main')?.textContent.trim() === 'All that I wrote.'");
  wait_until (has_back (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page-back", NULL);
  wait_true (fixture, "document.body.textContent.includes('I am a researcher')");
  wait_until (!has_back (fixture));

  /* a link to nothing leaves the page as it is, and says so no more than once */
  g_signal_emit_by_name (preview, "page-activated", "lab/nothing/");
  run_for (1500);
  wait_true (fixture, "document.body.textContent.includes('I am a researcher')");
  g_assert_false (has_back (fixture));

  /* work on an entry leads back to its page */
  g_signal_emit_by_name (preview, "page-activated", "lab/papers/index.html");
  wait_true (fixture, "document.querySelector('main')?.textContent.trim() === 'All that I wrote.'");
  g_assert_true (atrium_window_show_pointer (fixture->window, "sections/1/entries/0"));
  wait_true (fixture, "document.querySelector('[data-atrium=revealed]')?.textContent.includes('A paper on kelp') === true");
  wait_until (!has_back (fixture));
}

/* Pictures that are not there. */

static void
picture_added (GObject *object)
{
  g_object_set_data (object, "atrium-added", GINT_TO_POINTER (TRUE));
}

static void
use_picture (Fixture    *fixture,
             const char *missing,
             const char *element_id,
             const char *name)
{
  g_autofree char *path = g_build_filename (fixture->temporary, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_file_set_contents (path, "<svg xmlns='http://www.w3.org/2000/svg' width='33' height='7'/>", -1, NULL);
  g_object_set_data (G_OBJECT (fixture->window), "atrium-added", NULL);
  atrium_missing_picture_use (fixture->document, missing, element_id, file, GTK_WINDOW (fixture->window), picture_added,
                              G_OBJECT (fixture->window));
  wait_until (g_object_get_data (G_OBJECT (fixture->window), "atrium-added") != NULL);
}

static char *
read_file (Fixture    *fixture,
           const char *path)
{
  g_autofree char *name = g_build_filename (fixture->temporary, "site", path, NULL);
  char *text = NULL;

  g_file_get_contents (name, &text, NULL, NULL);

  return text;
}

static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  AtriumHistory *history = atrium_document_get_history (fixture->document);
  AtriumEntry *paper = get_entry (fixture, 2, 0);
  g_autofree char *id = atrium_page_dup_entry_element_id (paper);
  g_autoptr(AtriumValue) value = atrium_value_new_string ("/images/gone.png");
  g_autoptr(AtriumValue) bare = atrium_value_new_string ("kelp.svg");
  g_autofree char *copied = NULL;
  g_autofree char *other = NULL;
  g_autofree char *placed = NULL;

  /* one that a field names goes beside it, and the field follows */
  atrium_history_set (history, paper, "image", value);
  use_picture (fixture, "images/gone.png", id, "My Näw picture.svg");
  g_assert_cmpstr (atrium_entry_get_string (paper, "image"), ==, "/images/My-Naw-picture.svg");
  copied = read_file (fixture, "images/My-Naw-picture.svg");
  g_assert_nonnull (copied);
  g_assert_true (atrium_history_undo (history));
  g_assert_cmpstr (atrium_entry_get_string (paper, "image"), ==, "/images/gone.png");
  g_assert_true (atrium_history_redo (history));

  /* another file has the name */
  use_picture (fixture, "images/My-Naw-picture.svg", "", "me.svg");
  g_assert_cmpstr (atrium_entry_get_string (paper, "image"), ==, "/images/me-2.svg");

  /* one of the same name in another folder is another, but for the entry that was clicked on */
  atrium_history_set (history, paper, "image", bare);
  use_picture (fixture, "figures/2023/kelp.svg", "", "one.svg");
  g_assert_cmpstr (atrium_entry_get_string (paper, "image"), ==, "kelp.svg");
  other = read_file (fixture, "figures/2023/kelp.svg");
  g_assert_nonnull (other);
  use_picture (fixture, "figures/2024/kelp.svg", id, "two.svg");
  g_assert_cmpstr (atrium_entry_get_string (paper, "image"), ==, "two.svg");

  /* one in a text is put where it is looked for */
  use_picture (fixture, "figures/tide.svg", "", "any.svg");
  placed = read_file (fixture, "figures/tide.svg");
  g_assert_nonnull (placed);
}

/* seen in the page as soon as it is there */
static void
test_picture_shown (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->temporary, "site", "images", "late.svg", NULL);

  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  type (fixture, "See ![a tide](/lab/images/late.svg) here.");
  wait_true (fixture, "document.querySelector('li img')?.hasAttribute('data-atrium-missing') === true");
  wait_true (fixture, "document.querySelector('li img').naturalWidth === 500");
  use_picture (fixture, "images/late.svg", "", "late.svg");
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page-reload", NULL));
  wait_true (fixture, "document.querySelector('li img')?.naturalWidth === 33");
}

/* The browser of this test: a script that writes down which file it was given, and how that may be
 * read. */

static char *browser;      /* its folder */

static void
set_up_browser (void)
{
  g_autofree char *applications = NULL;
  g_autofree char *script = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *list = NULL;
  g_autofree char *script_text = NULL;
  g_autofree char *entry_text = NULL;

  browser = g_dir_make_tmp ("atrium-browser-XXXXXX", NULL);
  applications = g_build_filename (browser, "applications", NULL);
  script = g_build_filename (browser, "browser", NULL);
  entry = g_build_filename (applications, "atrium-test-browser.desktop", NULL);
  list = g_build_filename (applications, "mimeapps.list", NULL);
  script_text = g_strdup_printf ("#!/bin/sh\nstat -c %%a \"$1\" > %s/new\ncp \"$1\" %s/page.html\nmv %s/new %s/mode\n",
                                 browser, browser, browser, browser);
  entry_text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s %%f\nMimeType=text/html;\n", script);
  g_mkdir_with_parents (applications, 0700);
  g_file_set_contents (script, script_text, -1, NULL);
  g_chmod (script, 0700);
  g_file_set_contents (entry, entry_text, -1, NULL);
  g_file_set_contents (list, "[Default Applications]\ntext/html=atrium-test-browser.desktop\n", -1, NULL);
  g_setenv ("XDG_DATA_HOME", browser, TRUE);
  g_setenv ("XDG_CONFIG_HOME", applications, TRUE);
}

/* the page as it is shown, of either engine, in a file for the user alone */
static void
open_in_browser (Fixture    *fixture,
                 const char *text)
{
  g_autofree char *mode_file = g_build_filename (browser, "mode", NULL);
  g_autofree char *page_file = g_build_filename (browser, "page.html", NULL);
  g_autofree char *mode = NULL;
  g_autofree char *page = NULL;

  g_unlink (mode_file);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->pane), "preview.open-in-browser", NULL));
  wait_until (g_file_test (mode_file, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (mode_file, &mode, NULL, NULL));
  g_assert_cmpstr (mode, ==, "600\n");
  g_assert_true (g_file_get_contents (page_file, &page, NULL, NULL));
  g_assert_nonnull (strstr (page, text));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "atrium-site:"));
}

static void
test_browser (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *type = g_content_type_guess ("page.html", NULL, 0, NULL);

  if (skip_without_jekyll ())
    return;
  if (!g_content_type_equals (type, "text/html"))
    {
      g_test_skip ("no types of files are known on this machine");
      return;
    }

  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "document.images[0].complete && document.images[0].naturalWidth > 0");
  open_in_browser (fixture, "<header class=\"masthead\">");
  open_in_browser (fixture, "src=\"data:image/svg+xml;base64,");
  g_object_set (fixture->pane, "engine", "simple", NULL);
  wait_true (fixture, "document.getElementById('person') !== null");
  open_in_browser (fixture, "id=\"person\"");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  set_up_browser ();
  g_test_init (&argc, &argv, NULL);
  start_application ();

#define ADD(name, function) g_test_add ("/shell/looking/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("hint", test_hint);
  ADD ("compare-site", test_compare_site);
  ADD ("compare-simple", test_compare_simple);
  ADD ("compare-looks", test_compare_looks);
  ADD ("links", test_links);
  ADD ("picture", test_picture);
  ADD ("picture-shown", test_picture_shown);
  ADD ("browser", test_browser);
#undef ADD

  result = run_application_tests ();
  {
    const char *const arguments[] = { "rm", "-rf", browser, NULL };

    g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  }
  g_free (browser);

  return result;
}
