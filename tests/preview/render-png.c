/* For looking at pages, by people:
 *   render-png PAGE.html OUT.png WIDTH HEIGHT light|dark [FOLDER]
 * draws a page as the preview does, with the files of FOLDER; HEIGHT 0 takes the whole page. */

#include "web.h"

#include <stdlib.h>

static GBytes *
load_file (const char  *path,
           gpointer     user_data,
           GError     **error)
{
  g_autofree char *name = g_build_filename (user_data, path, NULL);
  char *data;
  gsize size;

  if (!g_file_get_contents (name, &data, &size, error))
    return NULL;

  return g_bytes_new_take (data, size);
}

int
main (int    argc,
      char **argv)
{
  Web web;
  g_autofree char *html = NULL;
  g_autoptr(GBytes) png = NULL;
  g_autoptr(GError) error = NULL;
  int height;

  if (argc < 6 || !g_file_get_contents (argv[1], &html, NULL, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "render-png PAGE OUT WIDTH HEIGHT light|dark [FOLDER]");
      return 2;
    }

  gtk_init ();
  height = atoi (argv[4]);
  web_open (&web, atoi (argv[3]), height > 0 ? height : 900);
  atrium_preview_set_dark (web.preview, g_str_equal (argv[5], "dark"));
  if (argc > 6)
    atrium_preview_set_loader (web.preview, load_file, argv[6], NULL);
  web_show (&web, html, "index.html");
  web_wait (200);
  png = web_snapshot (&web);
  if (!g_file_set_contents (argv[2], g_bytes_get_data (png, NULL), g_bytes_get_size (png), &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  web_close (&web);

  return 0;
}
