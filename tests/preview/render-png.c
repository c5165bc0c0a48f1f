/* For looking at pages, by people:
 *   render-png PAGE.html OUT.png WIDTH light|dark|site [FOLDER]
 * draws a page as the preview does, with the files of FOLDER. */

#include "atrium-preview-picture.h"

#include <stdlib.h>

int
main (int    argc,
      char **argv)
{
  g_autofree char *html = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) png = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) folder = argc > 5 ? g_file_new_for_path (argv[5]) : NULL;
  gsize length;

  if (argc < 5)
    {
      g_printerr ("render-png PAGE.html OUT.png WIDTH light|dark|site [FOLDER]\n");
      return 2;
    }

  if (g_file_get_contents (argv[1], &html, &length, &error))
    {
      bytes = g_bytes_new (html, length);
      png = atrium_preview_draw (bytes, folder, g_str_equal (argv[4], "site"), atoi (argv[3]), g_str_equal (argv[4], "dark"), &error);
    }
  if (png == NULL ||
      !g_file_set_contents (argv[2], g_bytes_get_data (png, NULL), g_bytes_get_size (png), &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  return 0;
}
