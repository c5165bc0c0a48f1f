/* Looking at the page of a site: what is hinted at in it, and what was changed since it was saved. */

#include "site-window.h"

#include <string.h>

#include "atrium-section-page.h"
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  start_application ();

#define ADD(name, function) g_test_add ("/shell/looking/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("hint", test_hint);
#undef ADD

  return run_application_tests ();
}
