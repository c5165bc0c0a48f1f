#include "atrium-cli-private.h"

#include <signal.h>

static const AtriumCliVerb verbs[] = {
  { "import", "PATH [-o PROFILE.json]", _atrium_cli_import },
  { "export", "PROFILE|SITE --theme THEME --into DIR [--dry-run]", _atrium_cli_export },
  { "render", "PATH [--engine builtin|jekyll|hugo] [-o PAGE.html|PAGE.png]", _atrium_cli_render },
  { "get", "PATH POINTER", _atrium_cli_get },
  { "set", "PATH POINTER VALUE", _atrium_cli_set },
  { "insert", "PATH POINTER JSON", _atrium_cli_insert },
  { "remove", "PATH POINTER", _atrium_cli_remove },
  { "move", "PATH POINTER POINTER", _atrium_cli_move },
  { "check", "PATH [--repair]", _atrium_cli_check },
  { "themes", "", _atrium_cli_themes },
};

static AtriumCliDraw draw_page = NULL;

static const AtriumCliVerb *
find_verb (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (g_strcmp0 (verbs[i].name, word) == 0)
        return &verbs[i];
    }

  return NULL;
}

/* whether @word is one of the calls that work without a window */
gboolean
atrium_cli_is_verb (const char *word)
{
  return find_verb (word) != NULL;
}

/* how `render -o page.png` draws; without it that call is refused */
void
atrium_cli_set_draw (AtriumCliDraw draw)
{
  draw_page = draw;
}

AtriumCliDraw
_atrium_cli_get_draw (void)
{
  return draw_page;
}

/* says how @verb is called */
int
_atrium_cli_wrong (const char *verb)
{
  const AtriumCliVerb *found = find_verb (verb);

  g_printerr ("usage: atrium %s %s\n", verb, found != NULL ? found->usage : "");
  return ATRIUM_CLI_WRONG_CALL;
}

/* runs the verb in @argv[1]; gives the exit status of the program */
int
atrium_cli_run (int    argc,
                char **argv)
{
  const AtriumCliVerb *verb = argc > 1 ? find_verb (argv[1]) : NULL;

  if (verb == NULL)
    {
      g_printerr ("atrium: %s: no such command\n", argc > 1 ? argv[1] : "");
      return ATRIUM_CLI_WRONG_CALL;
    }

  return verb->run (argc - 1, argv + 1);
}
