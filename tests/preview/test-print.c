/* The page on paper, which is a file here. GTK leaks the stream of that file, and is known by its
 * name only in deeper stacks than those of other tests. */

#include "web.h"

#include <glib/gstdio.h>
#include <string.h>

static void
printed_cb (WebKitPrintOperation *operation,
            gboolean             *printed)
{
  *printed = TRUE;
}

static void
print_failed_cb (WebKitPrintOperation *operation,
                 GError               *error,
                 char                **message)
{
  *message = g_strdup (error->message);
}

static gboolean
is_printed (gpointer data)
{
  return *(gboolean *) data;
}

/* what a page may not do by itself, the reader may: print it, here into a file */
static void
test_print (void)
{
  g_autofree char *folder = g_dir_make_tmp ("atrium-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page.pdf", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *pdf = NULL;
  g_autofree char *message = NULL;
  g_autoptr(GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr(WebKitPrintOperation) operation = NULL;
  gboolean printed = FALSE;
  gsize length = 0;
  Web web;

  web_open (&web, 600, 500);
  web_show (&web, "<!DOCTYPE html><title>One</title><h1>Tides</h1><p>Text on paper</p>", "index.html");
  gtk_print_settings_set_printer (settings, "Print to File");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  operation = webkit_print_operation_new (web.view);
  webkit_print_operation_set_print_settings (operation, settings);
  g_signal_connect (operation, "finished", G_CALLBACK (printed_cb), &printed);
  g_signal_connect (operation, "failed", G_CALLBACK (print_failed_cb), &message);
  webkit_print_operation_print (operation);
  web_wait_for (is_printed, &printed);
  if (message != NULL && strstr (message, "rinter not found") != NULL)
    {
      g_test_skip ("GTK has no printer that writes files here");
    }
  else
    {
      g_assert_cmpstr (message, ==, NULL);
      g_assert_true (g_file_get_contents (path, &pdf, &length, NULL));
      g_assert_cmpuint (length, >, 1000);
      g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
    }
  web_close (&web);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/file", test_print);

  return g_test_run ();
}
