#include "atrium-cli-private.h"

#include "atrium-lens.h"

static int
apply (AtriumPlan *plan,
       gboolean    dry_run)
{
  g_autoptr(GError) error = NULL;

  if (!dry_run && !atrium_plan_apply (plan, NULL, &error))
    return _atrium_cli_refuse (error);

  for (guint i = 0; i < atrium_plan_get_n_changes (plan); i++)
    g_print ("%s\n", atrium_plan_get_path (plan, i));
  _atrium_cli_print_losses (atrium_plan_get_losses (plan));

  return ATRIUM_CLI_DONE;
}

/* export PROFILE|SITE --theme THEME --into DIR [--dry-run] */
int
_atrium_cli_export (int    argc,
                    char **argv)
{
  const char *theme = NULL;
  const char *into = NULL;
  gboolean dry_run = FALSE;
  const AtriumCliOption options[] = {
    { "--theme", &theme, NULL }, { "--into", &into, NULL }, { "--dry-run", NULL, &dry_run }, { NULL, NULL, NULL },
  };
  g_autoptr(AtriumDocument) document = NULL;
  g_autoptr(AtriumPlan) plan = NULL;
  g_autoptr(GFile) folder = NULL;
  g_autoptr(GError) error = NULL;

  if (!_atrium_cli_parse (&argc, argv, options, 1, 1) || theme == NULL || into == NULL)
    return _atrium_cli_wrong (argv[0]);

  document = _atrium_cli_open (argv[1], &error);
  if (document == NULL)
    return _atrium_cli_refuse (error);

  folder = g_file_new_for_commandline_arg (into);
  plan = atrium_document_plan_export (document, theme, folder, &error);
  if (plan == NULL)
    return _atrium_cli_refuse (error);

  return apply (plan, dry_run);
}
