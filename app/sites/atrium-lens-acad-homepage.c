#include "atrium-lens-private.h"

#include "atrium-site-create.h"
#include "atrium-site-single.h"
#include "atrium-writer.h"
#include "atrium-data.h"

/* AcadHomepage: a Jekyll theme of one page, _pages/about.md, with the author in _config.yml. */

static const AtriumAuthorKey author_keys[] = {
  { "name", NULL, "name", "" },
  { "avatar", NULL, "picture", "" },
  ATRIUM_AUTHOR_KEYS,
  ATRIUM_AUTHOR_KEYS_RESEARCH,
  ATRIUM_AUTHOR_LINK ("keybase", "Keybase", "https://keybase.io/"),
  ATRIUM_AUTHOR_LINK ("facebook", "Facebook", "https://www.facebook.com/"),
  ATRIUM_AUTHOR_LINK ("google_plus", "Google+", "https://plus.google.com/+"),
  ATRIUM_AUTHOR_KEYS_SOCIAL,
  ATRIUM_AUTHOR_LINK ("steam", "Steam", "https://steamcommunity.com/id/"),
  ATRIUM_AUTHOR_LINK ("youtube", "YouTube", "https://youtube.com/user/"),
  ATRIUM_AUTHOR_KEYS_MEDIA,
};

static const AtriumAuthorBlock author_block = {
  "_config.yml", "author", author_keys, G_N_ELEMENTS (author_keys),
};

static const AtriumPattern patterns[] = {
  { ATRIUM_KIND_EXPERIENCE,
    "<dl>\n"
    "  <dt><img align=\"left\" width=\"80\" height=\"80\" hspace=\"10\" src=\"{logo:attribute}\" /></dt>\n"
    "  <dt>{organization:html}{?, {place:html}?}</dt>"
    "{?\n  <dd>{start:05/2024}{? - {end:05/2024}?}</dd>?}"
    "{?\n  <dd>{role:html}</dd>?}{?\n  <dd>{field:html}</dd>?}{?\n  <dd>{text:html}</dd>?}\n</dl>", "\n\n", "logo" },
  { ATRIUM_KIND_PUBLICATIONS,
    "<div class='paper-box'><div class='paper-box-image'><div>"
    "{?<div class=\"badge\">{venueShort:html}</div>?}<img src='{image:attribute}' alt=\"\" width=\"100%\"></div></div>\n"
    "<div class='paper-box-text' markdown=\"1\">\n\n{title:linked}{?\n\n{authors}?}{?\n\n**{venue}**?}{?\n\n{links}?}"
    "{highlights:- }\n</div>\n</div>", "\n\n", "image" },
  { ATRIUM_KIND_PROJECTS, "- **{title:linked}**{? (*{start:2024.05}{? - {end:2024.05}?}*)?}{?: {text}?}{? {links}?}{highlights}", "\n", NULL },
  { ATRIUM_KIND_HONORS, "- {?*{date:2024.05}* ?}{title}{?, {organization}?}", "\n", NULL },
  { ATRIUM_KIND_GRANTS,
    "- *{start:2024.05}{? - {end:2024.05}?}*{?, {role}?}, {title}{?, {organization}?}{?, {amount}?}", "\n", "start" },
  { ATRIUM_KIND_GRANTS,
    "- {?*{date:2024.05}*, ?}{?{role}, ?}{title}{?, {organization}?}{?, {amount}?}", "\n", NULL },
  { ATRIUM_KIND_SERVICE,
    "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{role}{?, {organization}?}", "\n", NULL },
  { ATRIUM_KIND_PLACES, "- {?*{date:2024.05}*, ?}{city}{?, {country}?}{?: {text}?}", "\n", NULL },
  /* behind those that need a picture */
  ATRIUM_PATTERNS_COMMON,
  ATRIUM_PATTERNS_ACADEMIC,
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
  .heading = "# {title}",
  .write_person = write_person,
};

static int
detect_site (AtriumFileTree *files)
{
  if (!_atrium_site_has_folder (files, "_pages/"))
    return 0;
  if (_atrium_config_has_key (files, "google_scholar_stats_use_cdn"))
    return 80;
  if (_atrium_site_has_folder (files, "_pages/includes/") ||
      _atrium_site_has_folder (files, "google_scholar_crawler/"))
    return 60;

  return 0;
}

static AtriumReading *
read_site (const AtriumLens  *lens,
           AtriumFileTree    *files,
           const char        *page,
           GError           **error)
{
  return _atrium_site_single_read (lens, &author_block, files, page, error);
}

/* what the theme needs in its settings beside the author */
static const char settings[] =
  "google_scholar_stats_use_cdn : true\n"
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
  "  - docs\n"
  "  - google_scholar_crawler\n"
  "markdown: kramdown\n"
  "highlighter: rouge\n"
  "kramdown:\n"
  "  input: GFM\n"
  "  hard_wrap: false\n"
  "  auto_ids: true\n"
  "  toc_levels: 1..6\n"
  "sass:\n"
  "  sass_dir: _sass\n"
  "  style: compressed\n"
  "permalink: /:categories/:title/\n"
  "plugins:\n"
  "  - jekyll-paginate\n"
  "  - jekyll-sitemap\n"
  "  - jekyll-gist\n"
  "  - jekyll-feed\n"
  "  - jekyll-redirect-from\n"
  "defaults:\n"
  "  - scope:\n"
  "      path: \"\"\n"
  "      type: pages\n"
  "    values:\n"
  "      layout: default\n"
  "      author_profile: true\n";

static const char page_start[] =
  "---\n"
  "permalink: /\n"
  "title: \"\"\n"
  "excerpt: \"\"\n"
  "author_profile: true\n"
  "redirect_from: \n"
  "  - /about/\n"
  "  - /about.html\n"
  "---\n"
  "\n"
  "<span class='anchor' id='about-me'></span>\n"
  "\n";

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
  g_autofree char *config = g_strconcat ("title                    : ", title, "\n\n", author, "\n",
                                         settings, NULL);
  g_autofree char *navigation = _atrium_site_navigation (profile, "/#");

  _atrium_site_set_text (files, "_config.yml", config);
  _atrium_site_set_text (files, "_data/navigation.yml", navigation);
  _atrium_site_set_text (files, "_pages/about.md", page_start);

  return _atrium_site_fill (lens, files, profile, losses, error);
}

/* The menu points at headings by ids that follow from their text. */
static AtriumFileTree *
write_site (AtriumReading  *reading,
            AtriumProfile  *profile,
            GPtrArray      *losses,
            GError        **error)
{
  g_autoptr(AtriumFileTree) files = atrium_write (reading, profile, losses, error);
  g_autoptr(AtriumFileTree) copy = NULL;

  if (files == NULL || files == reading->files)
    return g_steal_pointer (&files);

  copy = atrium_file_tree_copy (files);
  _atrium_site_update_navigation (reading, profile, losses, copy);

  return g_steal_pointer (&copy);
}

const AtriumLens atrium_lens_acad_homepage = {
  .id = "acad-homepage",
  .label = "AcadHomepage",
  .detect = detect_site,
  .read = read_site,
  .write = write_site,
  .create = create_site,
  .style = &style,
};
