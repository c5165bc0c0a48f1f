#include "atrium-lens-private.h"

#include "atrium-site-create.h"
#include "atrium-site-single.h"
#include "atrium-writer.h"
#include "atrium-data.h"

/* academicpages: a Jekyll theme with a home page, _pages/about.md, and collections of papers,
 * talks, teaching and projects. */

static const AtriumAuthorKey author_keys[] = {
  { "name", NULL, "name", "" },
  { "avatar", NULL, "picture", "images/" },
  ATRIUM_AUTHOR_KEYS,
  ATRIUM_AUTHOR_LINK ("arxiv", "arXiv", ""),
  ATRIUM_AUTHOR_LINK ("semantic", "Semantic Scholar", ""),
  ATRIUM_AUTHOR_LINK ("inspire-hep", "Inspire HEP", ""),
  ATRIUM_AUTHOR_LINK ("scopus", "Scopus", ""),
  ATRIUM_AUTHOR_LINK ("academia", "Academia", ""),
  ATRIUM_AUTHOR_KEYS_RESEARCH,
  ATRIUM_AUTHOR_LINK ("bluesky", "Bluesky", "https://bsky.app/profile/"),
  ATRIUM_AUTHOR_LINK ("mastodon", "Mastodon", ""),
  ATRIUM_AUTHOR_LINK ("medium", "Medium", ""),
  ATRIUM_AUTHOR_LINK ("telegram", "Telegram", ""),
  ATRIUM_AUTHOR_LINK ("kaggle", "Kaggle", "https://www.kaggle.com/"),
  ATRIUM_AUTHOR_LINK ("zhihu", "Zhihu", "https://www.zhihu.com/people/"),
  ATRIUM_AUTHOR_LINK ("keybase", "Keybase", "https://keybase.io/"),
  ATRIUM_AUTHOR_LINK ("facebook", "Facebook", "https://www.facebook.com/"),
  ATRIUM_AUTHOR_KEYS_SOCIAL,
  ATRIUM_AUTHOR_LINK ("goodreads", "Goodreads", "https://www.goodreads.com/"),
  ATRIUM_AUTHOR_LINK ("artstation", "ArtStation", "https://www.artstation.com/"),
  ATRIUM_AUTHOR_LINK ("steam", "Steam", "https://steamcommunity.com/id/"),
  ATRIUM_AUTHOR_LINK ("youtube", "YouTube", "https://www.youtube.com/"),
  ATRIUM_AUTHOR_KEYS_MEDIA,
};

static const AtriumAuthorBlock author_block = {
  "_config.yml", "author", author_keys, G_N_ELEMENTS (author_keys),
};

static const AtriumPattern patterns[] = {
  ATRIUM_PATTERNS_COMMON,
  ATRIUM_PATTERNS_LINES,
  ATRIUM_PATTERNS_ACADEMIC,
};

static const AtriumCollectionKey publication_keys[] = {
  { "title", "title", NULL },
  { "category", "category", NULL },
  { "excerpt", "abstract", NULL },
  { "date", "date", NULL },
  { "venue", "venue", NULL },
  { "venue_short", "venueShort", NULL },
  { "type", "type", NULL },
  { "status", "status", NULL },
  { "award", "award", NULL },
  { "doi", "doi", NULL },
  { "arxiv", "arxiv", NULL },
  { "note", "note", NULL },
  { "image", "image", NULL },
  { "link", "url", NULL },
  { "paperurl", "links", "Paper" },
  { "slidesurl", "links", "Slides" },
  { "bibtexurl", "links", "BibTeX" },
  { "codeurl", "links", "Code" },
  { "authors", "authors", NULL },
  { "citation", "authors", NULL },
};

static const AtriumCollectionKey talk_keys[] = {
  { "title", "title", NULL },
  { "type", "type", NULL },
  { "venue", "event", NULL },
  { "date", "date", NULL },
  { "location", "place", NULL },
  { "link", "url", NULL },
  { "slidesurl", "links", "Slides" },
};

static const AtriumCollectionKey teaching_keys[] = {
  { "title", "title", NULL },
  { "type", "role", NULL },
  { "venue", "organization", NULL },
  { "date", "start", NULL },
  { "location", "place", NULL },
  { "link", "url", NULL },
};

static const AtriumCollectionKey portfolio_keys[] = {
  { "title", "title", NULL },
  { "excerpt", "text", NULL },
  { "date", "start", NULL },
  { "link", "url", NULL },
};

static const AtriumCollection collections[] = {
  { "_publications/", ATRIUM_KIND_PUBLICATIONS, "Publications", "publications", "/publication/",
    ATRIUM_COLLECTION_BY_DATE, TRUE, publication_keys, G_N_ELEMENTS (publication_keys) },
  { "_talks/", ATRIUM_KIND_TALKS, "Talks", "talks", "/talks/",
    ATRIUM_COLLECTION_BY_DATE, TRUE, talk_keys, G_N_ELEMENTS (talk_keys) },
  { "_teaching/", ATRIUM_KIND_TEACHING, "Teaching", "teaching", "/teaching/",
    ATRIUM_COLLECTION_BY_SEASON, TRUE, teaching_keys, G_N_ELEMENTS (teaching_keys) },
  { "_portfolio/", ATRIUM_KIND_PROJECTS, "Portfolio", "portfolio", NULL,
    ATRIUM_COLLECTION_BY_NAME, FALSE, portfolio_keys, G_N_ELEMENTS (portfolio_keys) },
};

static gboolean
write_person (AtriumReading   *reading,
              AtriumEntry     *person,
              AtriumFileTree  *files,
              GHashTable      *left,
              GError         **error)
{
  return _atrium_site_person_write (&author_block, reading, person, files, left, error);
}

static const AtriumLensStyle style = {
  .patterns = patterns,
  .n_patterns = G_N_ELEMENTS (patterns),
  .heading = "{title}\n======",
  .write_person = write_person,
  .collections = collections,
  .n_collections = G_N_ELEMENTS (collections),
};

static int
detect_site (AtriumFileTree *files)
{
  static const char *const folders[] = { "_publications/", "_talks/", "_teaching/", "_portfolio/" };
  int score = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    score += _atrium_site_has_folder (files, folders[i]) ? 20 : 0;
  if (_atrium_config_has_key (files, "publication_category") ||
      _atrium_config_has_key (files, "talkmap_link") ||
      _atrium_config_has_key (files, "site_theme"))
    score += 30;
  if (_atrium_site_has_folder (files, "_pages/"))
    score += _atrium_config_has_key (files, "author") ? 20 : 5;

  return MIN (score, 75);
}

/* The home page and the collections; where one page is asked for, that page alone, and where
 * it is a file of a collection, only the collections. */
static AtriumReading *
read_site (const AtriumLens  *lens,
           AtriumFileTree    *files,
           const char        *page,
           GError           **error)
{
  gboolean is_entry =
    page != NULL && _atrium_collection_of_path (collections, G_N_ELEMENTS (collections), page) != NULL;
  AtriumReading *reading;

  if (page != NULL && !is_entry)
    return _atrium_site_single_read (lens, &author_block, files, page, error);

  reading = is_entry || _atrium_site_find_home (files) == NULL ? _atrium_reading_new (lens, files, page)
            : _atrium_site_single_read (lens, &author_block, files, NULL, error);
  if (reading == NULL)
    return NULL;
  if (is_entry || _atrium_site_find_home (files) == NULL)
    _atrium_site_person_read (&author_block, reading);
  if (_atrium_collections_read (collections, G_N_ELEMENTS (collections), reading, error))
    return reading;

  atrium_reading_free (reading);

  return NULL;
}

/* what the theme needs in its settings beside the author */
static const char settings[] =
  "locale: \"en-US\"\n"
  "site_theme: \"default\"\n"
  "title_separator: \"-\"\n"
  "publication_category:\n"
  "  books:\n"
  "    title: 'Books'\n"
  "  manuscripts:\n"
  "    title: 'Journal Articles'\n"
  "  conferences:\n"
  "    title: 'Conference Papers'\n"
  "\n"
  "include:\n"
  "  - .htaccess\n"
  "  - _pages\n"
  "  - files\n"
  "exclude:\n"
  "  - vendor\n"
  "  - node_modules\n"
  "  - Gemfile\n"
  "  - Gemfile.lock\n"
  "  - README.md\n"
  "  - LICENSE\n"
  "  - markdown_generator\n"
  "markdown: kramdown\n"
  "highlighter: rouge\n"
  "kramdown:\n"
  "  input: GFM\n"
  "  hard_wrap: false\n"
  "  auto_ids: true\n"
  "  toc_levels: 1..6\n"
  "collections:\n"
  "  teaching:\n"
  "    output: true\n"
  "    permalink: /:collection/:path/\n"
  "  publications:\n"
  "    output: true\n"
  "    permalink: /:collection/:path/\n"
  "  portfolio:\n"
  "    output: true\n"
  "    permalink: /:collection/:path/\n"
  "  talks:\n"
  "    output: true\n"
  "    permalink: /:collection/:path/\n"
  "sass:\n"
  "  sass_dir: _sass\n"
  "  style: compressed\n"
  "permalink: /:categories/:title/\n"
  "plugins:\n"
  "  - jekyll-feed\n"
  "  - jekyll-gist\n"
  "  - jekyll-paginate\n"
  "  - jekyll-redirect-from\n"
  "  - jekyll-sitemap\n"
  "  - jemoji\n"
  "defaults:\n"
  "  - scope: { path: \"\", type: posts }\n"
  "    values: { layout: single, author_profile: true }\n"
  "  - scope: { path: \"\", type: pages }\n"
  "    values: { layout: single, author_profile: true }\n"
  "  - scope: { path: \"\", type: teaching }\n"
  "    values: { layout: single, author_profile: true, share: true }\n"
  "  - scope: { path: \"\", type: publications }\n"
  "    values: { layout: single, author_profile: true, share: true }\n"
  "  - scope: { path: \"\", type: portfolio }\n"
  "    values: { layout: single, author_profile: true, share: true }\n"
  "  - scope: { path: \"\", type: talks }\n"
  "    values: { layout: talk, author_profile: true, share: true }\n";

static const char page_start[] =
  "---\n"
  "permalink: /\n"
  "title: \"About me\"\n"
  "author_profile: true\n"
  "redirect_from: \n"
  "  - /about/\n"
  "  - /about.html\n"
  "---\n"
  "\n";

/* the menu: the pages of the collections that have files */
static char *
compose_navigation (AtriumProfile *profile)
{
  GString *out = g_string_new ("main:\n");

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    for (guint j = 0; j < atrium_profile_get_n_sections (profile); j++)
      {
        AtriumSection *section = atrium_profile_get_section (profile, j);

        if (atrium_section_get_kind (section) != collections[i].kind ||
            atrium_section_get_n_entries (section) == 0)
          continue;
        g_string_append_printf (out, "  - title: \"%s\"\n    url: /%s/\n", collections[i].title,
                                collections[i].name);
        break;
      }

  return g_string_free_and_steal (out);
}

static AtriumFileTree *
create_site (const AtriumLens  *lens,
             AtriumProfile     *profile,
             GPtrArray         *losses,
             GError           **error)
{
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  AtriumEntry *person = atrium_profile_get_person (profile);
  const char *name = atrium_entry_get_string (person, "name");
  g_autofree char *title = atrium_data_quote (ATRIUM_DATA_YAML, name != NULL ? name : "", ATRIUM_DATA_DOUBLE_QUOTED);
  g_autofree char *author = _atrium_site_person_compose (&author_block, person);
  g_autofree char *config = g_strconcat ("title: ", title, "\nname: &name ", title, "\n\n", author, "\n",
                                         settings, NULL);
  g_autofree char *navigation = compose_navigation (profile);

  _atrium_site_set_text (files, "_config.yml", config);
  _atrium_site_set_text (files, "_data/navigation.yml", navigation);
  _atrium_site_set_text (files, "_pages/about.md", page_start);

  return _atrium_site_fill (lens, files, profile, losses, error);
}

const AtriumLens atrium_lens_academicpages = {
  .id = "academicpages",
  .label = "academicpages",
  .detect = detect_site,
  .read = read_site,
  .write = atrium_write,
  .create = create_site,
  .style = &style,
};
