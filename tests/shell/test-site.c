/* The window on the folder of a Jekyll site: its own page, what is typed in it, its errors. */

#include "site-window.h"

#include <string.h>

#include "atrium-page.h"

static void
wait_banner (Fixture  *fixture,
             gboolean  revealed)
{
  AdwBanner *banner = ADW_BANNER (find_widget (GTK_WIDGET (fixture->pane), ADW_TYPE_BANNER));
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  while (adw_banner_get_revealed (banner) != revealed && g_get_monotonic_time () < end)
    run_for (5);
  g_assert_cmpint (adw_banner_get_revealed (banner), ==, revealed);
  if (revealed)
    g_test_message ("%s", adw_banner_get_title (banner));
}

#define MASTHEAD "document.querySelector('.masthead') !== null"

/* with its style sheet and pictures, and without its scripts */
static void
test_look (Fixture       *fixture,
           gconstpointer  data)
{
  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "getComputedStyle(document.querySelector('.masthead')).backgroundColor === 'rgb(11, 114, 133)'");
  wait_true (fixture, "document.images[0].complete && document.images[0].naturalWidth > 0");
  wait_true (fixture, "document.body.className === ''");
  wait_true (fixture, "document.querySelector('.paper-box strong').textContent === 'Tidal Nets for Slow Water'");
}

/* a file of the site, and one that is not: through a link, or above it */
static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "['a', 'b', 'c', 'd'].every(id => document.getElementById(id)?.complete)");
  wait_true (fixture, "document.getElementById('a').naturalWidth !== 777");
  wait_true (fixture, "['b', 'c', 'd'].every(id => document.getElementById(id).naturalWidth === 500)");
}

/* the number stands beside the paper, in either page */
static void
test_citations (Fixture       *fixture,
                gconstpointer  data)
{
  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "document.querySelector('.paper-box .show_paper_citations').textContent === '| Citations: 57'");
  g_object_set (fixture->pane, "engine", "simple", NULL);
  wait_true (fixture, "document.querySelector('#person ~ * .citations, .citations')?.textContent === '57 citations'");
}

/* only what is typed changes, and the page stays where it is */
static void
test_type (Fixture       *fixture,
           gconstpointer  data)
{
  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "getComputedStyle(document.querySelector('.masthead')).display === 'flex'");
  wait_true (fixture, "(window.scrollTo(0, 150), window.scrollY === 150)");
  g_free (eval (fixture, "document.querySelectorAll('body *').forEach(e => e.kept = true)"));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("A paper on kelp number %u.", i);

      type (fixture, text);
      run_for (10);
    }
  wait_true (fixture, "document.querySelector('li').textContent === '2031.05: A paper on kelp number 9.'");
  wait_true (fixture, "[...document.querySelectorAll('body *')].every(e => e.kept)");
  wait_true (fixture, "window.scrollY === 150");

  /* undone, and an entry more */
  while (atrium_history_get_can_undo (atrium_document_get_history (fixture->document)))
    atrium_history_undo (atrium_document_get_history (fixture->document));
  wait_true (fixture, "document.querySelector('li').textContent === '2031.05: A paper on kelp got accepted.'");
  {
    g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);
    AtriumSection *news = atrium_profile_get_section (atrium_document_get_profile (fixture->document), 1);

    atrium_entry_set_string (entry, "text", "A new entry.");
    atrium_history_insert_entry (atrium_document_get_history (fixture->document), news, 0, entry);
  }
  wait_true (fixture, "document.querySelector('li').textContent.includes('A new entry.')");
  wait_true (fixture, "[...document.querySelectorAll('li')].filter(e => e.kept).length === 6");
}

static void
assert_marked (Fixture    *fixture,
               guint       section,
               guint       index,
               const char *beginning)
{
  g_autofree char *id = atrium_page_dup_entry_element_id (get_entry (fixture, section, index));
  g_autofree char *expression = g_strdup_printf ("document.querySelector('[data-atrium-entry=\"%s\"]').textContent.trim().startsWith('%s')",
                                                 id, beginning);

  wait_true (fixture, expression);
}

static void
test_both_ways (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = atrium_page_dup_entry_element_id (get_entry (fixture, 2, 1));

  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  assert_marked (fixture, 0, 0, "I am a researcher");
  assert_marked (fixture, 1, 2, "2030.11: A new buoy");
  assert_marked (fixture, 2, 0, "Tidal Nets");
  assert_marked (fixture, 2, 1, "Kelp Counts");
  assert_marked (fixture, 4, 0, "2022.09");

  g_assert_true (atrium_window_show_pointer (fixture->window, "sections/2/entries/0"));
  wait_true (fixture, "document.querySelector('[data-atrium=revealed]')?.textContent.includes('Tidal Nets') === true");
  type (fixture, "Typed elsewhere.");
  wait_true (fixture, "document.querySelector('li').textContent.includes('Typed elsewhere.')");
  wait_true (fixture, "document.querySelector('[data-atrium=revealed]')?.textContent.includes('Tidal Nets') === true");

  /* a click, as the preview tells of it */
  g_signal_emit_by_name (atrium_preview_pane_get_preview (fixture->pane), "activated", id);
  wait_true (fixture, "document.querySelector('[data-atrium=revealed]')?.textContent.includes('Kelp Counts') === true");
}

/* the last good page stays under what is wrong */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  type (fixture, "Broken {% nothing %} here.");
  wait_banner (fixture, TRUE);
  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "document.querySelector('li').textContent === '2031.05: A paper on kelp got accepted.'");
  type (fixture, "Well again.");
  wait_banner (fixture, FALSE);
  wait_true (fixture, "document.querySelector('li').textContent === '2031.05: Well again.'");
}

static void
test_choice (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *engine = NULL;

  if (skip_without_jekyll ())
    return;

  wait_true (fixture, MASTHEAD);
  g_object_set (fixture->pane, "engine", "simple", NULL);
  wait_true (fixture, "document.getElementById('person') !== null");
  type (fixture, "Seen on the plain page.");
  wait_true (fixture, "document.body.textContent.includes('Seen on the plain page.')");

  /* remembered for this site */
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  run_for (50);
  open_window (fixture);
  g_object_get (fixture->pane, "engine", &engine, NULL);
  g_assert_cmpstr (engine, ==, "simple");
  wait_true (fixture, "document.getElementById('person') !== null");

  g_object_set (fixture->pane, "engine", "site", NULL);
  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "document.body.textContent.includes('Seen on the plain page.')");
}

static void
test_zoom (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *pane = GTK_WIDGET (fixture->pane);

  g_assert_true (gtk_widget_activate_action (pane, "preview.zoom-in", NULL));
  g_assert_cmpfloat_with_epsilon (webkit_web_view_get_zoom_level (fixture->view), 1.1, 0.001);
  g_assert_true (gtk_widget_activate_action (pane, "preview.zoom-normal", NULL));
  for (guint i = 0; i < 30; i++)
    gtk_widget_activate_action (pane, "preview.zoom-out", NULL);
  g_assert_cmpfloat_with_epsilon (webkit_web_view_get_zoom_level (fixture->view), 0.5, 0.001);
  g_assert_true (gtk_widget_activate_action (pane, "preview.zoom-normal", NULL));

  /* beside the scale at which a device's page fits into the pane */
  g_object_set (pane, "page-width", "desktop", NULL);
  run_for (300);
  g_assert_cmpfloat (webkit_web_view_get_zoom_level (fixture->view), <, 1);
  {
    double fit = webkit_web_view_get_zoom_level (fixture->view);

    g_assert_true (gtk_widget_activate_action (pane, "preview.zoom-in", NULL));
    g_assert_cmpfloat_with_epsilon (webkit_web_view_get_zoom_level (fixture->view), 1.1 * fit, 0.001);
  }
  g_object_set (pane, "page-width", "pane", NULL);
}

/* what a page may do is settled with its view, so that it may be another each time */
static void
wait_anew (Fixture    *fixture,
           const char *expression)
{
  GtkWidget *preview = GTK_WIDGET (atrium_preview_pane_get_preview (fixture->pane));
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *value = NULL;

      fixture->view = WEBKIT_WEB_VIEW (find_widget (preview, WEBKIT_TYPE_WEB_VIEW));
      value = eval (fixture, expression);
      if (g_str_equal (value, "true"))
        return;
      run_for (20);
    }

  g_error ("%s is not true", expression);
}

static void
toggle (Fixture    *fixture,
        const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->pane), action, NULL));
}

static void
open_again (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  run_for (50);
  open_window (fixture);
  wait_anew (fixture, MASTHEAD);
}

static char *
dup_remembered (Fixture *fixture)
{
  g_autoptr(GSettings) settings = g_settings_new ("io.github.atrium_editor.Atrium");
  g_autoptr(GVariant) all = g_settings_get_value (settings, "preview-permissions");
  g_autofree char *folder = g_file_get_path (atrium_document_get_folder (fixture->document));
  char *words = NULL;

  return g_variant_lookup (all, folder, "s", &words) ? words : g_strdup ("");
}

static void
assert_remembered (Fixture    *fixture,
                   const char *expected)
{
  g_autofree char *words = dup_remembered (fixture);

  g_assert_cmpstr (words, ==, expected);
}

/* off from the start, said on the page's button, allowed, remembered for this site, taken back */
static void
test_permissions (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *button;
  Fixture other = { NULL };
  gboolean allowed;

  if (skip_without_jekyll ())
    return;

  wait_anew (fixture, MASTHEAD);
  button = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->pane), ATRIUM_TYPE_PREVIEW_PANE, "permissions_button"));
  g_assert_true (gtk_widget_get_visible (button));
  wait_anew (fixture, "document.body.className === ''");
  assert_remembered (fixture, "");

  toggle (fixture, "preview.run-scripts");
  wait_anew (fixture, "document.body.className === 'scripted'");
  assert_remembered (fixture, "scripts");
  type (fixture, "Typed while scripts run.");
  wait_anew (fixture, "document.querySelector('li').textContent.includes('Typed while scripts run.') && document.body.className === 'scripted'");
  toggle (fixture, "preview.use-network");
  wait_anew (fixture, "document.body.className === 'scripted'");
  assert_remembered (fixture, "scripts network");

  open_again (fixture);
  g_object_get (fixture->pane, "run-scripts", &allowed, NULL);
  g_assert_true (allowed);
  wait_anew (fixture, "document.body.className === 'scripted'");

  /* not for another site, also in the same window */
  other.document = open_copy (&other.temporary);
  atrium_window_set_document (fixture->window, other.document);
  g_object_get (fixture->pane, "run-scripts", &allowed, NULL);
  g_assert_false (allowed);
  run_for (200);
  wait_anew (fixture, MASTHEAD);
  wait_anew (fixture, "document.body.className === ''");
  atrium_window_set_document (fixture->window, fixture->document);
  open_again (fixture);

  toggle (fixture, "preview.use-network");
  toggle (fixture, "preview.run-scripts");
  wait_anew (fixture, MASTHEAD);
  wait_anew (fixture, "document.body.className === ''");
  assert_remembered (fixture, "");
  open_again (fixture);
  wait_anew (fixture, "document.body.className === ''");

  /* the simple page has nothing to allow */
  g_object_set (fixture->pane, "engine", "simple", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->pane), ATRIUM_TYPE_PREVIEW_PANE, "permissions_button"))));
  {
    const char *const argv[] = { "rm", "-rf", other.temporary, NULL };
    g_autoptr(GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);

    g_subprocess_wait (process, NULL, NULL);
    g_object_unref (other.document);
    g_free (other.temporary);
  }
}

/* without Jekyll it says so, and the built-in page is shown */
static void
test_without (void)
{
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  Fixture fixture = { NULL };
  g_autofree char *engine = NULL;
  const char *notice;

  fixture.document = open_copy (&fixture.temporary);
  g_setenv ("PATH", "/nonexistent", TRUE);
  open_window (&fixture);
  g_setenv ("PATH", path, TRUE);

  g_object_get (fixture.pane, "engine", &engine, NULL);
  g_assert_cmpstr (engine, ==, "simple");
  notice = gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (fixture.pane), ATRIUM_TYPE_PREVIEW_PANE, "notices_label")));
  g_assert_nonnull (strstr (notice, "Jekyll"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture.pane), ATRIUM_TYPE_PREVIEW_PANE, "notices_button"))));
  wait_true (&fixture, "document.getElementById('person') !== null");
  tear_down (&fixture, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  start_application ();

#define ADD(name, function) g_test_add ("/shell/site/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("look", test_look);
  ADD ("files", test_files);
  ADD ("citations", test_citations);
  ADD ("type", test_type);
  ADD ("both-ways", test_both_ways);
  ADD ("error", test_error);
  ADD ("choice", test_choice);
  ADD ("zoom", test_zoom);
  ADD ("permissions", test_permissions);
#undef ADD
  g_test_add_func ("/shell/site/without", test_without);

  return run_application_tests ();
}
