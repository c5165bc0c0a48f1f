/* Chooses between the window and the command line. */

#include <glib/gi18n.h>
#include <locale.h>

#include "atrium-application.h"
#include "atrium-cli.h"

static void
set_up_translations (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ATRIUM_LOCALE_FOLDER);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GApplication) application = NULL;

  set_up_translations ();

  /* A folder with the name of a verb is opened as ./import. */
  if (argc > 1 && atrium_cli_is_verb (argv[1]))
    {
      atrium_cli_set_draw (atrium_application_draw_page);
      return atrium_cli_run (argc, argv);
    }

  application = G_APPLICATION (atrium_application_new ());

  return g_application_run (application, argc, argv);
}
