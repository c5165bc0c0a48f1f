#include "atrium-cli-private.h"

#include "atrium-error.h"
#include "atrium-jekyll.h"
#include "atrium-page.h"

typedef struct
{
  AtriumRendering *rendering;
  GError          *error;
  gboolean         done;
} Outcome;

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->rendering = atrium_engine_render_finish (ATRIUM_ENGINE (object), result, &outcome->error);
  outcome->done = TRUE;
}

/* the page that the document's first section stands on */
static const char *
get_page (AtriumProfile *profile)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      const char *page = atrium_section_get_page (atrium_profile_get_section (profile, i));

      if (page != NULL)
        return page;
    }

  return NULL;
}

static GBytes *
render_jekyll (AtriumDocument  *document,
               GError         **error)
{
  GFile *folder = atrium_document_get_folder (document);
  const char *page = get_page (atrium_document_get_profile (document));
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();
  g_autoptr(AtriumJekyll) engine = NULL;
  g_autoptr(AtriumRendering) rendering = NULL;
  Outcome outcome = { NULL, NULL, FALSE };

  if (!atrium_jekyll_is_available ())
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "Jekyll is not on this machine"), NULL;
  if (path == NULL || page == NULL)
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "This is not a page of a Jekyll site"), NULL;

  engine = atrium_jekyll_new (path);
  atrium_engine_render_async (ATRIUM_ENGINE (engine), page, nothing, NULL, rendered_cb, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);

  rendering = outcome.rendering;
  if (rendering == NULL)
    return g_propagate_error (error, outcome.error), NULL;
  for (guint i = 0; rendering->notices[i] != NULL; i++)
    g_printerr ("%s\n", rendering->notices[i]);

  return g_bytes_ref (rendering->html);
}

static GBytes *
draw (AtriumDocument  *document,
      GBytes          *html,
      GError         **error)
{
  AtriumCliDraw drawer = _atrium_cli_get_draw ();

  if (drawer == NULL)
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "Pictures need a display"), NULL;

  return drawer (html, atrium_document_get_folder (document), error);
}

static GBytes *
render (AtriumDocument  *document,
        const char      *engine,
        const char      *output,
        GError         **error)
{
  g_autoptr(GBytes) html = NULL;

  if (g_strcmp0 (engine, "jekyll") == 0)
    {
      html = render_jekyll (document, error);
    }
  else
    {
      g_autoptr(AtriumPage) page = atrium_page_new (atrium_document_get_profile (document));

      html = atrium_page_render (page);
    }
  if (html == NULL || output == NULL || !g_str_has_suffix (output, ".png"))
    return g_steal_pointer (&html);

  return draw (document, html, error);
}

/* render PATH [--engine builtin|jekyll] [-o PAGE.html|PAGE.png] */
int
_atrium_cli_render (int    argc,
                    char **argv)
{
  static const char *const engines[] = { "builtin", "jekyll", NULL };
  const char *engine = "builtin";
  const char *output = NULL;
  const AtriumCliOption options[] = { { "--engine", &engine, NULL }, { "-o", &output, NULL }, { NULL, NULL, NULL } };
  g_autoptr(AtriumDocument) document = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (!_atrium_cli_parse (&argc, argv, options, 1, 1) || !g_strv_contains (engines, engine))
    return _atrium_cli_wrong (argv[0]);

  document = _atrium_cli_open (argv[1], &error);
  if (document == NULL)
    return _atrium_cli_refuse (error);

  bytes = render (document, engine, output, &error);
  if (bytes == NULL || !_atrium_cli_write (output, bytes, &error))
    return _atrium_cli_refuse (error);

  return ATRIUM_CLI_DONE;
}
