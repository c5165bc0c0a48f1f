#pragma once

#include "atrium-cli.h"

#include "atrium-document.h"
#include "atrium-pointer.h"

G_BEGIN_DECLS

/* exit statuses that scripts rely on */
enum
{
  ATRIUM_CLI_DONE = 0,
  ATRIUM_CLI_REFUSED = 1,
  ATRIUM_CLI_WRONG_CALL = 2,
};

/* one option of a verb: `--theme T`, or `--dry-run` where @value is NULL */
typedef struct
{
  const char  *name;
  const char **value;
  gboolean    *given;
} AtriumCliOption;

typedef struct
{
  const char *name;
  const char *usage;            /* arguments, for messages */
  int       (*run) (int argc, char **argv);
} AtriumCliVerb;

gboolean        _atrium_cli_parse     (int                    *argc,
                                       char                  **argv,
                                       const AtriumCliOption  *options,
                                       int                     least,
                                       int                     most);
int             _atrium_cli_wrong     (const char             *verb);
int             _atrium_cli_refuse    (GError                 *error);
AtriumDocument *_atrium_cli_open      (const char             *path,
                                       GError                **error);
gboolean        _atrium_cli_write     (const char             *path,
                                       GBytes                 *bytes,
                                       GError                **error);
void            _atrium_cli_print_losses (GPtrArray           *losses);
AtriumCliDraw   _atrium_cli_get_draw  (void);

/* values */
AtriumValue    *_atrium_cli_parse_json (const char            *text,
                                       GError                **error);
AtriumValue    *_atrium_cli_parse_value (AtriumPointer        *pointer,
                                       const char             *text,
                                       GError                **error);
AtriumEntry    *_atrium_cli_parse_entry (AtriumKind            kind,
                                       AtriumValue            *record,
                                       GError                **error);
AtriumSection  *_atrium_cli_parse_section (AtriumValue        *record,
                                       GError                **error);

int             _atrium_cli_import    (int argc, char **argv);
int             _atrium_cli_export    (int argc, char **argv);
int             _atrium_cli_render    (int argc, char **argv);
int             _atrium_cli_get       (int argc, char **argv);
int             _atrium_cli_set       (int argc, char **argv);
int             _atrium_cli_insert    (int argc, char **argv);
int             _atrium_cli_remove    (int argc, char **argv);
int             _atrium_cli_move      (int argc, char **argv);
int             _atrium_cli_check     (int argc, char **argv);
int             _atrium_cli_themes    (int argc, char **argv);

G_END_DECLS
