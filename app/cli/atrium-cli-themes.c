#include "atrium-cli-private.h"

#include "atrium-lens.h"

/* what a theme's lens can do, in one word a line that scripts can split at the tab */
static const char *
ability (const AtriumLens *lens)
{
  if (lens->write != NULL && lens->create != NULL)
    return "read, write, export";

  return lens->write != NULL ? "read, write" : "read";
}

/* themes */
int
_atrium_cli_themes (int    argc,
                    char **argv)
{
  const AtriumLens *const *lenses;
  guint n_lenses;

  if (!_atrium_cli_parse (&argc, argv, NULL, 0, 0))
    return _atrium_cli_wrong (argv[0]);

  lenses = atrium_lenses_get (&n_lenses);
  for (guint i = 0; i < n_lenses; i++)
    g_print ("%s\t%s\t%s\n", lenses[i]->id, lenses[i]->label, ability (lenses[i]));

  return ATRIUM_CLI_DONE;
}
