#include "atrium-cli-private.h"

#include <gio/gunixoutputstream.h>
#include <unistd.h>

#include "atrium-lens.h"

static const AtriumCliOption *
find_option (const AtriumCliOption *options,
             const char            *word)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      if (g_str_equal (options->name, word))
        return options;
    }

  return NULL;
}

/* takes the options out of @argv (its [0] is the verb); FALSE where the call is wrong: an
 * unknown option, one without its value, or not @least to @most other arguments. After `--`
 * everything is an argument; so is a lone `-`, and a word that begins with `-` and a digit. */
gboolean
_atrium_cli_parse (int                    *argc,
                   char                  **argv,
                   const AtriumCliOption  *options,
                   int                     least,
                   int                     most)
{
  gboolean literal = FALSE;
  int kept = 1;

  for (int i = 1; i < *argc; i++)
    {
      const AtriumCliOption *option = literal ? NULL : find_option (options, argv[i]);

      if (!literal && g_str_equal (argv[i], "--"))
        literal = TRUE;
      else if (option != NULL && option->value != NULL && i + 1 < *argc)
        *option->value = argv[++i];
      else if (option != NULL && option->given != NULL)
        *option->given = TRUE;
      else if (option != NULL || (!literal && kept < 2 && argv[i][0] == '-' && argv[i][1] != '\0'))
        return FALSE;
      else
        argv[kept++] = argv[i];
    }

  *argc = kept;
  return kept - 1 >= least && kept - 1 <= most;
}

/* says why the input was refused */
int
_atrium_cli_refuse (GError *error)
{
  g_printerr ("%s\n", error != NULL ? error->message : "refused");
  return ATRIUM_CLI_REFUSED;
}

AtriumDocument *
_atrium_cli_open (const char  *path,
                  GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);

  return atrium_document_open (file, NULL, error);
}

static gboolean
write_stdout (GBytes  *bytes,
              GError **error)
{
  g_autoptr(GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  return g_output_stream_write_all (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                    NULL, NULL, error);
}

/* to the file at @path, which is replaced whole, or to the standard output */
gboolean
_atrium_cli_write (const char  *path,
                   GBytes      *bytes,
                   GError     **error)
{
  g_autoptr(GFile) file = NULL;

  if (path == NULL || g_str_equal (path, "-"))
    return write_stdout (bytes, error);

  file = g_file_new_for_commandline_arg (path);
  return g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                                  FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}

void
_atrium_cli_print_losses (GPtrArray *losses)
{
  for (guint i = 0; losses != NULL && i < losses->len; i++)
    {
      AtriumLoss *loss = g_ptr_array_index (losses, i);

      g_printerr ("%s: %s\n", loss->pointer, loss->reason);
    }
}
