/* The window on the folder of a Hugo or a Jekyll site that others change meanwhile: its page follows
 * the disk without a key being typed, and outlives the folder. Each test has the name of a site. */

#include <glib/gstdio.h>
#include <string.h>

#include "atrium-hugo.h"
#include "atrium-page.h"
#include "site-window.h"

#define PATIENCE (60 * G_TIME_SPAN_SECOND)
#define MASTHEAD "document.querySelector('.masthead') !== null"
#define FIRST "document.querySelector('li').textContent"

static gboolean
skip_without (const char *site)
{
  if (g_str_equal (site, "jekyll"))
    return skip_without_jekyll ();
  if (atrium_hugo_is_available ())
    return FALSE;

  g_test_skip ("hugo is not on this machine");
  return TRUE;
}

static void
wait_banner (Fixture    *fixture,
             const char *part)   /* of what it says; NULL: it is to be gone */
{
  AdwBanner *banner = ADW_BANNER (find_widget (GTK_WIDGET (fixture->pane), ADW_TYPE_BANNER));
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (adw_banner_get_revealed (banner) != (part != NULL) && g_get_monotonic_time () < end)
    run_for (5);
  g_assert_cmpint (adw_banner_get_revealed (banner), ==, part != NULL);
  if (part == NULL)
    return;

  g_test_message ("%s", adw_banner_get_title (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), part));
}

static void
write_site (Fixture    *fixture,
            const char *path,
            const char *text)
{
  g_autofree char *place = g_build_filename (fixture->temporary, "site", path, NULL);

  g_assert_true (g_file_set_contents (place, text, -1, NULL));
}

static char *
read_site (Fixture    *fixture,
           const char *path)
{
  g_autofree char *place = g_build_filename (fixture->temporary, "site", path, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (place, &text, NULL, NULL));
  return text;
}

/* The page is the site's own, with its style sheet and picture. */
static void
test_look (Fixture       *fixture,
           gconstpointer  data)
{
  if (skip_without (data))
    return;

  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "document.querySelector('.masthead').textContent === 'Welcome ashore'");
  wait_true (fixture, "getComputedStyle(document.querySelector('.masthead')).display === 'flex'");
  wait_true (fixture, "document.getElementById('me').naturalWidth === 120");
  wait_true (fixture, "document.getElementById('person') === null");
}

/* only what is typed changes; clicks and outlines find their entries */
static void
test_type (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *id = atrium_page_dup_entry_element_id (get_entry (fixture, 2, 1));

  if (skip_without (data))
    return;

  wait_true (fixture, MASTHEAD);
  wait_true (fixture, "document.querySelectorAll('[data-atrium-entry]').length >= 7");
  g_free (eval (fixture, "document.querySelectorAll('body *').forEach(e => e.kept = true)"));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("A paper on kelp number %u.", i);

      type (fixture, text);
      run_for (10);
    }
  wait_true (fixture, FIRST " === '2031.05: A paper on kelp number 9.'");
  wait_true (fixture, "[...document.querySelectorAll('body *')].every(e => e.kept)");

  g_assert_true (atrium_window_show_pointer (fixture->window, "sections/2/entries/0"));
  wait_true (fixture, "document.querySelector('[data-atrium=revealed]')?.textContent.includes('Tidal Nets') === true");
  g_signal_emit_by_name (atrium_preview_pane_get_preview (fixture->pane), "activated", id);
  wait_true (fixture, "document.querySelector('[data-atrium=revealed]')?.textContent.includes('Kelp Counts') === true");
}

/* the last good page stays under what is wrong, and the place is named */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  if (skip_without (data))
    return;

  wait_true (fixture, MASTHEAD);
  type (fixture, "Broken {{< nothing >}} here.");
  wait_banner (fixture, "content/_index.md:9:");
  wait_true (fixture, MASTHEAD);
  wait_true (fixture, FIRST " === '2031.05: A paper on kelp got accepted.'");
  type (fixture, "Well again.");
  wait_banner (fixture, NULL);
  wait_true (fixture, FIRST " === '2031.05: Well again.'");
}

static const char *
layout_of (const char *site)
{
  return g_str_equal (site, "hugo") ? "layouts/index.html" : "_layouts/default.html";
}

/* A layout, then a data file in a new folder, and nobody types. */
static void
test_watched (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *layout = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree char *other = NULL;

  if (skip_without (data))
    return;

  wait_true (fixture, MASTHEAD);
  layout = read_site (fixture, layout_of (data));
  parts = g_strsplit (layout, "</body>", 2);
  other = g_strconcat (parts[0], "<p id=other>By somebody else</p></body>", parts[1], NULL);
  write_site (fixture, layout_of (data), other);
  wait_true (fixture, "document.getElementById('other')?.textContent === 'By somebody else'");

  /* and what was typed is still there afterwards */
  type (fixture, "Typed.");
  wait_true (fixture, FIRST " === '2031.05: Typed.'");
  write_site (fixture, layout_of (data), layout);
  wait_true (fixture, "document.getElementById('other') === null");
  wait_true (fixture, FIRST " === '2031.05: Typed.'");
}

/* The folder is moved away, and comes back. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->temporary, "site", NULL);
  g_autofree char *away = g_build_filename (fixture->temporary, "away", NULL);
  g_autofree char *typed = NULL;

  if (skip_without (data))
    return;

  wait_true (fixture, MASTHEAD);
  run_for (500);
  g_assert_cmpint (g_rename (folder, away), ==, 0);
  type (fixture, "Typed while it was away.");
  wait_banner (fixture, "not there any more");
  wait_true (fixture, MASTHEAD);
  typed = g_strdup (atrium_entry_get_string (get_entry (fixture, 1, 0), "text"));
  g_assert_cmpstr (typed, ==, "Typed while it was away.");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_rename (away, folder), ==, 0);
  wait_banner (fixture, NULL);
  wait_true (fixture, FIRST " === '2031.05: Typed while it was away.'");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  start_application ();

#define ADD(site, name, function) g_test_add ("/shell/disk/" site "/" name, Fixture, site, set_up, function, tear_down)
  ADD ("hugo", "look", test_look);
  ADD ("hugo", "type", test_type);
  ADD ("hugo", "error", test_error);
  ADD ("hugo", "watched", test_watched);
  ADD ("hugo", "gone", test_gone);
  ADD ("jekyll", "watched", test_watched);
  ADD ("jekyll", "gone", test_gone);
#undef ADD

  return run_application_tests ();
}
