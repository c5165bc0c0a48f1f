/* Reads a site folder or a profile file as often as it is told:
 *   bench-read PATH TIMES
 * and prints the seconds of each reading. */

#include <stdlib.h>

#include "atrium-document.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GFile) file = NULL;

  if (argc != 3)
    return 2;

  file = g_file_new_for_commandline_arg (argv[1]);
  for (int i = 0; i < atoi (argv[2]); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumDocument) document = NULL;
      gint64 start = g_get_monotonic_time ();

      document = atrium_document_open (file, NULL, &error);
      if (document == NULL)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      g_print ("%.6f\n", (g_get_monotonic_time () - start) / 1e6);
    }

  return 0;
}
