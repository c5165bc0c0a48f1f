#include "atrium-cli-private.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-hugo.h"
#include "atrium-jekyll.h"
#include "atrium-page.h"
#include "atrium-scholar-file.h"
#include "atrium-scholar-stats.h"
#include "atrium-site-loader.h"

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

/* The page that a site is known by: the first that a section of it stands on. */
static char *
find_first_page (const char  *path,
                 char       **folder,
                 GError     **error)
{
  g_autoptr(AtriumDocument) document = _atrium_cli_open (path, error);
  AtriumProfile *profile;

  if (document == NULL)
    return NULL;

  profile = atrium_document_get_profile (document);
  *folder = atrium_document_get_folder (document) != NULL ? g_file_get_path (atrium_document_get_folder (document)) : NULL;
  for (guint i = 0; *folder != NULL && i < atrium_profile_get_n_sections (profile); i++)
    {
      const char *page = atrium_section_get_page (atrium_profile_get_section (profile, i));

      if (page != NULL)
        return g_strdup (page);
    }

  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "This is not a page of a Jekyll site");
  return NULL;
}

/* Jekyll shows also pages that no lens reads. */
static char *
find_page (const char  *path,
           char       **folder,
           GError     **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  gsize length;

  *folder = g_file_test (absolute, G_FILE_TEST_IS_REGULAR) ? atrium_site_find_folder (absolute) : NULL;
  if (*folder == NULL)
    return find_first_page (path, folder, error);

  length = strlen (*folder);
  return g_strdup (absolute + length + (g_str_has_suffix (*folder, "/") ? 0 : 1));
}

static GBytes *
render_with (AtriumEngine  *engine,
             const char    *page,
             GError       **error)
{
  g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();
  g_autoptr(AtriumRendering) rendering = NULL;
  Outcome outcome = { NULL, NULL, FALSE };

  atrium_engine_render_async (engine, page, nothing, NULL, NULL, rendered_cb, &outcome);
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
render_jekyll (const char  *path,
               char       **folder,
               GError     **error)
{
  g_autofree char *page = NULL;
  g_autoptr(AtriumJekyll) engine = NULL;

  if (!atrium_jekyll_is_available ())
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "Jekyll is not on this machine"), NULL;
  page = find_page (path, folder, error);
  if (page == NULL)
    return NULL;

  engine = atrium_jekyll_new (*folder);
  return render_with (ATRIUM_ENGINE (engine), page, error);
}

/* A folder stands for its home page, which need not have a text of its own. */
static char *
find_hugo_page (const char  *path,
                char       **folder,
                GError     **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  gboolean is_folder = g_file_test (absolute, G_FILE_TEST_IS_DIR);

  *folder = is_folder ? g_strdup (absolute) : atrium_site_find_folder (absolute);
  if (*folder == NULL || !atrium_hugo_is_site_folder (*folder))
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "%s:1:1: This is not a page of a Hugo site", path), NULL;

  return g_strdup (is_folder ? "" : absolute + strlen (*folder) + 1);
}

static GBytes *
render_hugo (const char  *path,
             char       **folder,
             GError     **error)
{
  g_autofree char *page = NULL;
  g_autoptr(AtriumHugo) engine = NULL;

  if (!atrium_hugo_is_available ())
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "Hugo is not on this machine"), NULL;
  page = find_hugo_page (path, folder, error);
  if (page == NULL)
    return NULL;

  engine = atrium_hugo_new (*folder);
  return render_with (ATRIUM_ENGINE (engine), page, error);
}

static GBytes *
render_builtin (const char  *path,
                char       **folder,
                GError     **error)
{
  g_autoptr(AtriumDocument) document = _atrium_cli_open (path, error);
  g_autoptr(AtriumPage) page = NULL;

  if (document == NULL)
    return NULL;

  if (atrium_document_get_folder (document) != NULL)
    *folder = g_file_get_path (atrium_document_get_folder (document));
  page = atrium_page_new (atrium_document_get_profile (document));
  return atrium_page_render (page);
}

static GBytes *
draw (const char  *folder,
      GBytes      *html,
      gboolean     site,
      GError     **error)
{
  AtriumCliDraw drawer = _atrium_cli_get_draw ();
  g_autoptr(GFile) file = folder != NULL ? g_file_new_for_path (folder) : NULL;

  if (drawer == NULL)
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "Pictures need a display"), NULL;

  return drawer (html, file, site, error);
}

/* the page with the numbers of the site's google-scholar-stats, as the window shows it */
static GBytes *
fill_citations (GBytes     *html,
                const char *folder,
                gboolean    own)
{
  g_autoptr(GBytes) json = folder != NULL ? atrium_scholar_file_load (folder, ATRIUM_SCHOLAR_STATS_MAX_BYTES, NULL) : NULL;
  g_autoptr(AtriumScholarStats) stats = json != NULL ? atrium_scholar_stats_parse (json, NULL) : NULL;

  return atrium_scholar_stats_fill_bytes (stats, html, own);
}

static GBytes *
make_page (const char  *path,
           const char  *engine,
           char       **folder,
           GError     **error)
{
  if (g_str_equal (engine, "jekyll"))
    return render_jekyll (path, folder, error);
  if (g_str_equal (engine, "hugo"))
    return render_hugo (path, folder, error);

  return render_builtin (path, folder, error);
}

static GBytes *
render (const char  *path,
        const char  *engine,
        const char  *output,
        GError     **error)
{
  gboolean own = g_str_equal (engine, "builtin");
  gboolean picture = output != NULL && g_str_has_suffix (output, ".png");
  g_autofree char *folder = NULL;
  g_autoptr(GBytes) html = make_page (path, engine, &folder, error);
  g_autoptr(GBytes) filled = NULL;

  /* the text that a generator makes is given byte for byte */
  if (html == NULL || (!own && !picture))
    return g_steal_pointer (&html);

  filled = fill_citations (html, folder, own);
  return picture ? draw (folder, filled, !own, error) : g_steal_pointer (&filled);
}

/* render PATH [--engine builtin|jekyll|hugo] [-o PAGE.html|PAGE.png] */
int
_atrium_cli_render (int    argc,
                    char **argv)
{
  static const char *const engines[] = { "builtin", "jekyll", "hugo", NULL };
  const char *engine = "builtin";
  const char *output = NULL;
  const AtriumCliOption options[] = { { "--engine", &engine, NULL }, { "-o", &output, NULL }, { NULL, NULL, NULL } };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (!_atrium_cli_parse (&argc, argv, options, 1, 1) || !g_strv_contains (engines, engine))
    return _atrium_cli_wrong (argv[0]);

  bytes = render (argv[1], engine, output, &error);
  if (bytes == NULL || !_atrium_cli_write (output, bytes, &error))
    return _atrium_cli_refuse (error);

  return ATRIUM_CLI_DONE;
}
