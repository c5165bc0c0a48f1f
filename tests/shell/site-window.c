#include "site-window.h"

#include <unistd.h>

#include "atrium-application.h"
#include "atrium-jekyll.h"

#define PATIENCE (60 * G_TIME_SPAN_SECOND)

static AtriumApplication *application;

void
start_application (void)
{
  application = atrium_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
}

int
run_application_tests (void)
{
  int result = g_test_run ();

  g_object_unref (application);

  return result;
}

void
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

GtkWidget *
find_widget (GtkWidget *root,
             GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
run_command (const char *const *argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* links in the site that lead out of it */
static void
add_links (const char *temporary)
{
  g_autofree char *secret = g_build_filename (temporary, "secret.svg", NULL);
  g_autofree char *link = g_build_filename (temporary, "site", "images", "out.svg", NULL);
  g_autofree char *folder = g_build_filename (temporary, "site", "folder", NULL);
  g_autofree char *extra = g_build_filename (temporary, "site", "_includes", "extra.html", NULL);

  g_file_set_contents (extra, "<img id=a src='images/me.svg'><img id=b src='images/out.svg'>"
                              "<img id=c src='../../../secret.svg'><img id=d src='folder/secret.svg'>", -1, NULL);
  g_file_set_contents (secret, "<svg xmlns='http://www.w3.org/2000/svg' width='777' height='9'/>", -1, NULL);
  g_assert_cmpint (symlink ("../../secret.svg", link), ==, 0);
  g_assert_cmpint (symlink ("..", folder), ==, 0);
}

AtriumDocument *
open_copy (char **temporary)
{
  return open_copy_of ("jekyll", temporary);
}

AtriumDocument *
open_copy_of (const char  *site,
              char       **temporary)
{
  g_autofree char *source = g_build_filename (g_getenv ("ATRIUM_SOURCE_ROOT"), "tests", "shell", "sites", site, NULL);
  g_autofree char *folder = NULL;
  const char *argv[] = { "cp", "-R", "--no-preserve=mode", source, NULL, NULL };
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) error = NULL;
  AtriumDocument *document;

  *temporary = g_dir_make_tmp ("atrium-site-XXXXXX", NULL);
  folder = g_build_filename (*temporary, "site", NULL);
  argv[4] = folder;
  run_command (argv);
  if (g_str_equal (site, "jekyll"))
    add_links (*temporary);
  file = g_file_new_for_path (folder);
  document = atrium_document_open (file, NULL, &error);
  g_assert_no_error (error);

  return document;
}

void
open_window (Fixture *fixture)
{
  fixture->window = ATRIUM_WINDOW (atrium_window_new (ADW_APPLICATION (application)));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  atrium_window_set_document (fixture->window, fixture->document);
  run_for (100);
  fixture->pane = ATRIUM_PREVIEW_PANE (find_widget (GTK_WIDGET (fixture->window), ATRIUM_TYPE_PREVIEW_PANE));
  fixture->view = WEBKIT_WEB_VIEW (find_widget (GTK_WIDGET (fixture->pane), WEBKIT_TYPE_WEB_VIEW));
}

void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->document = open_copy_of (data != NULL ? data : "jekyll", &fixture->temporary);
  open_window (fixture);
}

void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  const char *const argv[] = { "rm", "-rf", fixture->temporary, NULL };

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  run_for (100);
  g_object_unref (fixture->document);
  run_command (argv);
  g_free (fixture->temporary);
}

gboolean
skip_without_jekyll (void)
{
  if (atrium_jekyll_is_available ())
    return FALSE;

  g_test_skip ("jekyll is not on this machine");
  return TRUE;
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

char *
eval_in (WebKitWebView *view,
         const char    *expression)
{
  g_autofree char *script = g_strdup_printf ("String(%s)", expression);
  /* the page may get another view meanwhile */
  g_autoptr(WebKitWebView) kept = g_object_ref (view);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JSCValue) value = NULL;

  webkit_web_view_evaluate_javascript (view, script, -1, "atrium", NULL, NULL, answer_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  value = webkit_web_view_evaluate_javascript_finish (view, result, NULL);

  return value != NULL ? jsc_value_to_string (value) : g_strdup ("error");
}

char *
eval (Fixture    *fixture,
      const char *expression)
{
  return eval_in (fixture->view, expression);
}

void
wait_true_in (WebKitWebView *view,
              const char    *expression)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *value = eval_in (view, expression);

      if (g_str_equal (value, "true"))
        return;
      run_for (20);
    }

  {
    g_autofree char *text = eval_in (view, "document.documentElement.outerHTML.slice(0, 300)");

    g_error ("%s is not true in %s: %s", expression, webkit_web_view_get_uri (view), text);
  }
}

void
wait_true (Fixture    *fixture,
           const char *expression)
{
  wait_true_in (fixture->view, expression);
}

AtriumEntry *
get_entry (Fixture *fixture,
           guint    section,
           guint    entry)
{
  return atrium_section_get_entry (atrium_profile_get_section (atrium_document_get_profile (fixture->document), section), entry);
}

void
type (Fixture    *fixture,
      const char *text)
{
  g_autoptr(AtriumValue) value = atrium_value_new_string (text);

  atrium_history_set (atrium_document_get_history (fixture->document), get_entry (fixture, 1, 0), "text", value);
}
