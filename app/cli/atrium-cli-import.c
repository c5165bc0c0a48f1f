#include "atrium-cli-private.h"

#include "atrium-profile-json.h"

/* import PATH [-o PROFILE.json] */
int
_atrium_cli_import (int    argc,
                    char **argv)
{
  const char *output = NULL;
  const AtriumCliOption options[] = { { "-o", &output, NULL }, { NULL, NULL, NULL } };
  g_autoptr(AtriumDocument) document = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  char *json;

  if (!_atrium_cli_parse (&argc, argv, options, 1, 1))
    return _atrium_cli_wrong (argv[0]);

  document = _atrium_cli_open (argv[1], &error);
  if (document == NULL)
    return _atrium_cli_refuse (error);

  json = atrium_profile_to_json (atrium_document_get_profile (document));
  bytes = g_bytes_new_take (json, strlen (json));
  if (!_atrium_cli_write (output, bytes, &error))
    return _atrium_cli_refuse (error);

  return ATRIUM_CLI_DONE;
}
