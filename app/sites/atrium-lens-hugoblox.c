#include "atrium-lens-private.h"

#include <string.h>

#include "atrium-front-matter.h"
#include "atrium-hidden.h"
#include "atrium-hugoblox.h"
#include "atrium-writer.h"

/* HugoBlox (Wowchemy, Hugo Academic) in its three generations: papers, talks and projects in
 * folders of their own, the person with degrees and positions in an author's file, and a home
 * page of blocks. */

#define HOME "content/_index.md"

#define URL_KEYS \
  { "links", "links", NULL }, \
  { "url_custom", "links", NULL, TRUE }, \
  { "url_pdf", "links", "PDF" }, \
  { "url_preprint", "links", "Preprint" }, \
  { "url_code", "links", "Code" }, \
  { "url_dataset", "links", "Dataset" }, \
  { "url_poster", "links", "Poster" }, \
  { "url_project", "links", "Project" }, \
  { "url_slides", "links", "Slides" }, \
  { "url_source", "links", "Source" }, \
  { "url_video", "links", "Video" }

static const AtriumCollectionKey publication_keys[] = {
  { "title", "title", NULL },
  { "authors", "authors", NULL },
  { "date", "date", NULL },
  { "publication_types", "type", NULL },
  { "publication", "venue", NULL },
  { "publication_short", "venueShort", NULL },
  { "abstract", "abstract", NULL },
  { "summary", "abstract", NULL },
  { "abstract_short", "abstract", NULL },
  { "featured", "selected", NULL },
  { "selected", "selected", NULL, TRUE },
  { "hugoblox/ids/doi", "doi", NULL },
  { "doi", "doi", NULL },
  { "hugoblox/ids/arxiv", "arxiv", NULL },
  { "external_link", "url", NULL },
  URL_KEYS,
};

static const AtriumCollectionKey event_keys[] = {
  { "title", "title", NULL },
  { "event_name", "event", NULL },
  { "event", "event", NULL, TRUE },
  { "location", "place", NULL },
  { "event_start", "date", NULL },
  { "time_start", "date", NULL },
  { "date", "date", NULL },
  { "abstract", "text", NULL },
  { "summary", "text", NULL },
  { "abstract_short", "text", NULL },
  { "authors", "people", NULL },
  { "event_url", "url", NULL },
  URL_KEYS,
};

static const AtriumCollectionKey project_keys[] = {
  { "title", "title", NULL },
  { "date", "start", NULL },
  { "summary", "text", NULL },
  { "external_link", "url", NULL },
  URL_KEYS,
};

static const AtriumCollectionKey post_keys[] = {
  { "date", "date", NULL },
};

#define BUNDLES(folder, KIND, title, keys) \
  { folder, ATRIUM_KIND_##KIND, title, NULL, NULL, ATRIUM_COLLECTION_BUNDLE, TRUE, keys, G_N_ELEMENTS (keys) }

static const AtriumCollection collections[] = {
  BUNDLES ("content/publication/", PUBLICATIONS, "Publications", publication_keys),
  BUNDLES ("content/publications/", PUBLICATIONS, "Publications", publication_keys),
  BUNDLES ("content/event/", TALKS, "Talks", event_keys),
  BUNDLES ("content/events/", TALKS, "Talks", event_keys),
  BUNDLES ("content/talk/", TALKS, "Talks", event_keys),
  BUNDLES ("content/talks/", TALKS, "Talks", event_keys),
  BUNDLES ("content/project/", PROJECTS, "Projects", project_keys),
  BUNDLES ("content/projects/", PROJECTS, "Projects", project_keys),
  BUNDLES ("content/post/", NEWS, "News", post_keys),
  BUNDLES ("content/blog/", NEWS, "News", post_keys),
  BUNDLES ("content/news/", NEWS, "News", post_keys),
};

static const AtriumPattern patterns[] = {
  { ATRIUM_KIND_BIO, "{text}", "\n\n", NULL },
  { ATRIUM_KIND_LIST, "- {text}", "\n", NULL },
  { ATRIUM_KIND_TEXT, "{text}", "\n\n", NULL },
};

static const AtriumLensStyle style = {
  .patterns = patterns,
  .n_patterns = G_N_ELEMENTS (patterns),
  .heading = "## {title}",
  .write_person = _atrium_hugoblox_write_person,
  .collections = collections,
  .n_collections = G_N_ELEMENTS (collections),
};

/* a Jekyll site is none, whatever its folders are called */
static int
detect_site (AtriumFileTree *files)
{
  int score = 0;

  if (atrium_file_tree_contains (files, "_config.yml"))
    return 0;
  if (_atrium_site_has_folder (files, "content/authors/") || _atrium_site_has_folder (files, "data/authors/"))
    score += 50;
  if (_atrium_site_has_folder (files, "content/publication/") ||
      _atrium_site_has_folder (files, "content/publications/"))
    score += 25;
  if (_atrium_site_has_folder (files, "config/_default/"))
    score += 5;
  if (atrium_file_tree_contains (files, HOME) || _atrium_site_has_folder (files, "content/home/"))
    score += 5;
  if (_atrium_hugoblox_has_about (files))
    score += 20;

  return score >= 25 ? score : 0;
}

/* Posts are news where the home page lists them: every site is made with some. */
static gboolean
is_shown (const AtriumCollection *collection,
          gboolean                listed)
{
  return collection->kind != ATRIUM_KIND_NEWS || listed || g_str_equal (collection->folder, "content/news/");
}

/* The title that the home page gives the list takes the place of the theme's. */
static void
name_collection (AtriumReading  *reading,
                 const char     *folder,
                 AtriumSource   *home,
                 AtriumDataNode *title)
{
  AtriumSectionMap *map = atrium_map_find_section (reading->map, folder);
  AtriumSection *section = map != NULL
    ? atrium_profile_get_section (reading->profile, atrium_profile_get_n_sections (reading->profile) - 1) : NULL;

  if (section == NULL || title == NULL)
    return;
  atrium_section_set_title (section, title->text);
  g_clear_pointer (&map->source, atrium_source_unref);
  map->source = atrium_source_ref (home);
  map->title = title->span;
  map->title_spelling = _atrium_data_spelling (title);
}

static gboolean
read_collections (AtriumReading  *reading,
                  GError        **error)
{
  AtriumSource *source;
  g_autoptr(AtriumData) home = _atrium_hugoblox_read_data (reading->files, HOME, &source);

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    {
      const char *path = collections[i].folder + strlen ("content/");
      g_autofree char *folder = g_strndup (path, strlen (path) - 1);
      gboolean listed;
      AtriumDataNode *title = _atrium_hugoblox_collection_title (home, folder, &listed);
      AtriumSource *place = source;
      g_autoptr(AtriumData) widget =
        listed ? NULL : _atrium_hugoblox_find_list_widget (reading->files, folder, &place, &title);

      if (!is_shown (&collections[i], listed || widget != NULL))
        continue;
      if (!_atrium_collections_read (&collections[i], 1, reading, error))
        return FALSE;
      name_collection (reading, collections[i].folder, place, title);
    }

  return TRUE;
}

static gboolean
read_parts (AtriumReading  *reading,
            const char     *owner,
            const char     *page,
            GError        **error)
{
  if (page != NULL && _atrium_collection_of_path (collections, G_N_ELEMENTS (collections), page) != NULL)
    return _atrium_collections_read_page (collections, G_N_ELEMENTS (collections), reading, page, error);
  if (page != NULL && g_strcmp0 (page, owner) != 0 && _atrium_hugoblox_is_part (page))
    {
      _atrium_hugoblox_read_home (reading, page);
      return TRUE;
    }
  if (page != NULL && g_strcmp0 (page, owner) != 0)
    return _atrium_hidden_read_page (reading, page, error);

  if (!_atrium_hugoblox_read_bio (reading, owner, error))
    return FALSE;
  if (page == NULL)
    {
      _atrium_hugoblox_read_home (reading, NULL);
      if (!read_collections (reading, error))
        return FALSE;
    }
  _atrium_hugoblox_read_author_lists (reading, owner);

  return TRUE;
}

static AtriumReading *
read_site (const AtriumLens  *lens,
           AtriumFileTree    *files,
           const char        *page,
           GError           **error)
{
  AtriumReading *reading = _atrium_reading_new (lens, files, page);
  const char *owner = _atrium_hugoblox_find_owner (files);

  _atrium_hugoblox_read_person (reading, owner);
  if (read_parts (reading, owner, page, error))
    {
      for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
        _atrium_hugoblox_read_bundles (reading, atrium_profile_get_section (reading->profile, i));
      _atrium_hugoblox_name_authors (reading);
      return reading;
    }
  atrium_reading_free (reading);

  return NULL;
}

const AtriumLens atrium_lens_hugoblox = {
  .id = "hugoblox",
  .label = "HugoBlox",
  .detect = detect_site,
  .read = read_site,
  .write = atrium_write,
  .style = &style,
};
