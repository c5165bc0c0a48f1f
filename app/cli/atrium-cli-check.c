#include "atrium-cli-private.h"

#include "atrium-check.h"

static void
print_findings (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const AtriumFinding *finding = g_ptr_array_index (findings, i);
      guint line, column;

      atrium_source_locate (finding->source, finding->span.start, &line, &column);
      g_print ("%s:%u:%u: %s\n", atrium_source_get_path (finding->source), line, column, finding->text);
    }
}

/* The mis-decoded text of all files that were read becomes what its author wrote. */
static gboolean
repair (AtriumDocument  *document,
        GError         **error)
{
  AtriumReading *reading = atrium_document_get_reading (document);
  g_autoptr(AtriumFileTree) repaired = NULL;
  g_autoptr(AtriumPlan) plan = NULL;
  guint n_repaired = 0;

  repaired = atrium_check_repair (reading, &n_repaired);
  plan = atrium_plan_new (atrium_document_get_folder (document), reading->files, repaired);
  if (!atrium_plan_apply (plan, NULL, error))
    return FALSE;

  g_printerr ("%u repaired\n", n_repaired);
  return TRUE;
}

/* check PATH [--repair] */
int
_atrium_cli_check (int    argc,
                   char **argv)
{
  gboolean repairs = FALSE;
  const AtriumCliOption options[] = { { "--repair", NULL, &repairs }, { NULL, NULL, NULL } };
  g_autoptr(AtriumDocument) document = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;

  if (!_atrium_cli_parse (&argc, argv, options, 1, 1))
    return _atrium_cli_wrong (argv[0]);

  document = _atrium_cli_open (argv[1], &error);
  if (document != NULL && repairs && repair (document, &error))
    {
      g_object_unref (document);
      document = _atrium_cli_open (argv[1], &error);
    }
  if (document == NULL || error != NULL)
    return _atrium_cli_refuse (error);

  findings = atrium_check_reading (atrium_document_get_reading (document), &error);
  if (findings == NULL)
    return _atrium_cli_refuse (error);
  print_findings (findings);

  return ATRIUM_CLI_DONE;
}
