#include "atrium-lens-private.h"

#include <string.h>

#include "atrium-al-folio.h"
#include "atrium-cv-shapes.h"
#include "atrium-front-matter.h"
#include "atrium-hidden.h"
#include "atrium-site-single.h"
#include "atrium-writer.h"
#include "atrium-data.h"

/* al-folio, in its three generations: a home page, _pages/about.md, collections of news and
 * projects, a bibliography, a CV in YAML, and the person's links in _data/socials.yml or, in
 * older sites, in _config.yml. */

#define ABOUT "_pages/about.md"
#define CONFIG "_config.yml"
#define SOCIALS "_data/socials.yml"
#define CV "_data/cv.yml"

static const AtriumAuthorKey name_keys[] = {
  { "first_name", NULL, "given", "" },
  { "last_name", NULL, "family", "" },
};

static const AtriumAuthorKey profile_keys[] = {
  { "image", NULL, "picture", "assets/img/" },
};

static const AtriumAuthorKey social_keys[] = {
  { "email", NULL, "emails", "" },
  ATRIUM_AUTHOR_LINK ("acm_id", "ACM DL", "https://dl.acm.org/profile/"),
  ATRIUM_AUTHOR_LINK ("arxiv_id", "arXiv", "https://arxiv.org/a/"),
  ATRIUM_AUTHOR_LINK ("blogger_url", "Blogger", ""),
  ATRIUM_AUTHOR_LINK ("bluesky_url", "Bluesky", ""),
  ATRIUM_AUTHOR_LINK ("cv_pdf", "CV", ""),
  ATRIUM_AUTHOR_LINK ("dblp_url", "DBLP", ""),
  ATRIUM_AUTHOR_LINK ("discord_id", "Discord", "https://discord.com/users/"),
  ATRIUM_AUTHOR_LINK ("facebook_id", "Facebook", "https://facebook.com/"),
  ATRIUM_AUTHOR_LINK ("flickr_id", "Flickr", "https://www.flickr.com/"),
  ATRIUM_AUTHOR_LINK ("github_username", "GitHub", "https://github.com/"),
  ATRIUM_AUTHOR_LINK ("gitlab_username", "GitLab", "https://gitlab.com/"),
  ATRIUM_AUTHOR_LINK ("hal_id", "HAL", "https://cv.hal.science/"),
  ATRIUM_AUTHOR_LINK ("ieee_id", "IEEE Xplore", "https://ieeexplore.ieee.org/author/"),
  ATRIUM_AUTHOR_LINK ("inspirehep_id", "Inspire HEP", "https://inspirehep.net/authors/"),
  ATRIUM_AUTHOR_LINK ("instagram_id", "Instagram", "https://instagram.com/"),
  ATRIUM_AUTHOR_LINK ("kaggle_id", "Kaggle", "https://www.kaggle.com/"),
  ATRIUM_AUTHOR_LINK ("keybase_username", "Keybase", "https://keybase.io/"),
  ATRIUM_AUTHOR_LINK ("lastfm_id", "Last.fm", "https://www.last.fm/user/"),
  ATRIUM_AUTHOR_LINK ("lattes_id", "Lattes", "http://lattes.cnpq.br/"),
  ATRIUM_AUTHOR_LINK ("leetcode_id", "LeetCode", "https://leetcode.com/"),
  ATRIUM_AUTHOR_LINK ("linkedin_username", "LinkedIn", "https://www.linkedin.com/in/"),
  ATRIUM_AUTHOR_LINK ("mastodon_username", "Mastodon", "https://"),
  ATRIUM_AUTHOR_LINK ("medium_username", "Medium", "https://medium.com/@"),
  ATRIUM_AUTHOR_LINK ("orcid_id", "ORCID", "https://orcid.org/"),
  ATRIUM_AUTHOR_LINK ("osf_id", "OSF", "https://osf.io/"),
  ATRIUM_AUTHOR_LINK ("pinterest_id", "Pinterest", "https://www.pinterest.com/"),
  ATRIUM_AUTHOR_LINK ("publons_id", "Publons", "https://publons.com/a/"),
  ATRIUM_AUTHOR_LINK ("quora_username", "Quora", "https://www.quora.com/profile/"),
  ATRIUM_AUTHOR_LINK ("research_gate_profile", "ResearchGate", "https://www.researchgate.net/profile/"),
  ATRIUM_AUTHOR_LINK ("scholar_userid", "Google Scholar", "https://scholar.google.com/citations?user="),
  ATRIUM_AUTHOR_LINK ("scopus_id", "Scopus", "https://www.scopus.com/authid/detail.uri?authorId="),
  ATRIUM_AUTHOR_LINK ("semanticscholar_id", "Semantic Scholar", "https://www.semanticscholar.org/author/"),
  ATRIUM_AUTHOR_LINK ("spotify_id", "Spotify", "https://open.spotify.com/user/"),
  ATRIUM_AUTHOR_LINK ("stackoverflow_id", "Stack Overflow", "https://stackoverflow.com/users/"),
  ATRIUM_AUTHOR_LINK ("strava_userid", "Strava", "https://www.strava.com/athletes/"),
  ATRIUM_AUTHOR_LINK ("telegram_username", "Telegram", "https://telegram.me/"),
  ATRIUM_AUTHOR_LINK ("twitter_username", "Twitter", "https://twitter.com/"),
  ATRIUM_AUTHOR_LINK ("unsplash_id", "Unsplash", "https://unsplash.com/@"),
  ATRIUM_AUTHOR_LINK ("whatsapp_number", "WhatsApp", "https://wa.me/"),
  ATRIUM_AUTHOR_LINK ("wikidata_id", "Wikidata", "https://www.wikidata.org/wiki/"),
  ATRIUM_AUTHOR_LINK ("wikipedia_id", "Wikipedia", "https://wikipedia.org/wiki/User:"),
  ATRIUM_AUTHOR_LINK ("work_url", "Work", ""),
  ATRIUM_AUTHOR_LINK ("x_username", "X", "https://twitter.com/"),
  ATRIUM_AUTHOR_LINK ("youtube_id", "YouTube", "https://youtube.com/@"),
  ATRIUM_AUTHOR_LINK ("zotero_username", "Zotero", "https://www.zotero.org/"),
};

static const AtriumAuthorBlock name_block = { CONFIG, NULL, name_keys, G_N_ELEMENTS (name_keys) };
static const AtriumAuthorBlock profile_block = { ABOUT, "profile", profile_keys, G_N_ELEMENTS (profile_keys) };
static const AtriumAuthorBlock socials_block = { SOCIALS, NULL, social_keys, G_N_ELEMENTS (social_keys) };
static const AtriumAuthorBlock old_socials_block = { CONFIG, NULL, social_keys, G_N_ELEMENTS (social_keys) };

static const AtriumPattern patterns[] = {
  ATRIUM_PATTERNS_COMMON,
  ATRIUM_PATTERNS_LINES,
  ATRIUM_PATTERNS_PLAIN,
};

static const AtriumCollectionKey news_keys[] = {
  { "date", "date", NULL },
};

static const AtriumCollectionKey project_keys[] = {
  { "title", "title", NULL },
  { "description", "text", NULL },
  { "img", "image", NULL },
  { "category", "group", NULL },
  { "redirect", "url", NULL },
  { "github", "links", "GitHub" },
};

static const AtriumCollectionKey teaching_keys[] = {
  { "title", "title", NULL },
  { "instructor", "role", NULL },
  { "location", "place", NULL },
  { "year", "start", NULL },
};

static const AtriumCollection collections[] = {
  { "_news/", ATRIUM_KIND_NEWS, "News", NULL, NULL, ATRIUM_COLLECTION_BY_DATE, TRUE,
    news_keys, G_N_ELEMENTS (news_keys), NULL, "layout: post\ninline: true\nrelated_posts: false\n" },
  { "_projects/", ATRIUM_KIND_PROJECTS, "Projects", NULL, NULL, ATRIUM_COLLECTION_BY_NAME, FALSE,
    project_keys, G_N_ELEMENTS (project_keys), "importance", "layout: page\n" },
  { "_teachings/", ATRIUM_KIND_TEACHING, "Teaching", NULL, NULL, ATRIUM_COLLECTION_BY_NAME, TRUE,
    teaching_keys, G_N_ELEMENTS (teaching_keys), "year", "layout: course\n" },
};

/* the settings have the parts of the name, the person the whole */
static void
read_name (AtriumReading *reading)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  AtriumSource *source = atrium_file_tree_lookup (reading->files, CONFIG) != NULL
    ? atrium_file_tree_get_source (reading->files, CONFIG, NULL) : NULL;
  g_autoptr(AtriumData) yaml = source != NULL ? _atrium_data_file_read (source, NULL, NULL) : NULL;
  static const char *const keys[] = { "first_name", "middle_name", "last_name" };
  g_autoptr(GString) name = g_string_new (NULL);

  for (guint i = 0; yaml != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      const char *part = atrium_data_get_string (yaml, keys[i]);

      if (part != NULL)
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  if (name->len > 0)
    atrium_entry_set_string (person, "name", name->str);
}

static const AtriumAuthorBlock *
find_socials (AtriumFileTree *files)
{
  return atrium_file_tree_lookup (files, SOCIALS) != NULL ? &socials_block : &old_socials_block;
}

/* the line under the name */
static void
read_subtitle (AtriumReading *reading)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  AtriumSource *source = atrium_file_tree_lookup (reading->files, ABOUT) != NULL
    ? atrium_file_tree_get_source (reading->files, ABOUT, NULL) : NULL;
  AtriumSpan body;
  g_autoptr(AtriumData) yaml = source != NULL ? _atrium_front_matter_read (source, &body, NULL) : NULL;
  AtriumDataNode *node = yaml != NULL ? _atrium_data_node_at (atrium_data_get_root (yaml), "subtitle") : NULL;

  if (!_atrium_data_node_is_text (node))
    return;
  atrium_entry_set_string (person, "headline", node->text);
  atrium_slots_add (reading->map->person, "headline", source, node->span, _atrium_data_spelling (node));
}

static void
read_person (AtriumReading *reading)
{
  _atrium_site_person_read (&name_block, reading);
  read_name (reading);
  _atrium_site_person_read (find_socials (reading->files), reading);
  _atrium_site_person_read (&profile_block, reading);
  read_subtitle (reading);
}

/* The whole name goes into its parts again: what stands before the family name is the given
 * one, and the middle name, which is part of that, stays where it is if it can. */
static AtriumEntry *
split_name (AtriumReading *reading,
            AtriumEntry   *person,
            GHashTable    *left)
{
  AtriumEntry *copy = atrium_entry_copy (person);
  const char *name = atrium_entry_get_string (person, "name");
  AtriumEntry *before = atrium_profile_get_person (reading->profile);
  const char *family = atrium_entry_get_string (before, "family");
  const char *given = atrium_entry_get_string (before, "given");
  const char *old = atrium_entry_get_string (before, "name");
  gsize middle = old != NULL && given != NULL && family != NULL &&
                 strlen (old) > strlen (given) + strlen (family) + 2
    ? strlen (old) - strlen (given) - strlen (family) - 1 : 0;
  gsize length = name != NULL ? strlen (name) : 0;
  const char *cut;

  if (!g_hash_table_contains (left, "name") || name == NULL || g_hash_table_contains (left, "family") ||
      g_hash_table_contains (left, "given"))
    return copy;

  if (middle > 0 && g_str_has_prefix (name, given) && length > strlen (given) + middle)
    cut = name + strlen (given) + middle;          /* the given and middle names are the same */
  else if (family != NULL && middle == 0 && g_str_has_suffix (name, family) &&
           length > strlen (family) && name[length - strlen (family) - 1] == ' ')
    cut = name + length - strlen (family) - 1;
  else
    cut = middle == 0 ? strrchr (name, ' ') : NULL;
  if (cut == NULL || *cut != ' ')
    return copy;

  if (middle == 0)
    {
      g_autofree char *first = g_strndup (name, cut - name);

      atrium_entry_set_string (copy, "given", first);
    }
  atrium_entry_set_string (copy, "family", cut + 1);
  g_hash_table_remove (left, "name");
  g_hash_table_add (left, g_strdup ("given"));
  g_hash_table_add (left, g_strdup ("family"));

  return copy;
}

static gboolean
write_person (AtriumReading   *reading,
              AtriumEntry     *person,
              AtriumFileTree  *files,
              GHashTable      *left,
              GError         **error)
{
  const char *before = atrium_entry_get_string (atrium_profile_get_person (reading->profile), "name");
  const char *after = atrium_entry_get_string (person, "name");
  g_autoptr(AtriumEntry) split = split_name (reading, person, left);

  if (g_strcmp0 (before, after) != 0 && !_atrium_cv_write_name (files, CV, before, after, error))
    return FALSE;

  return _atrium_site_person_write (&name_block, reading, split, files, left, error) &&
         _atrium_site_person_write (find_socials (files), reading, split, files, left, error) &&
         _atrium_site_person_write (&profile_block, reading, split, files, left, error);
}

static gboolean
write_records (AtriumPass      *pass,
               AtriumFileTree  *files,
               GError         **error)
{
  return _atrium_al_folio_write_bib (pass, files, error) && _atrium_al_folio_write_resume (pass, files, error);
}

static const AtriumLensStyle style = {
  .patterns = patterns,
  .n_patterns = G_N_ELEMENTS (patterns),
  .heading = "## {title}",
  .write_person = write_person,
  .collections = collections,
  .n_collections = G_N_ELEMENTS (collections),
  .write_records = write_records,
};

static int
detect_site (AtriumFileTree *files)
{
  int score = 0;

  if (_atrium_config_has_key (files, "al_folio"))
    score += 60;
  if (_atrium_config_has_key (files, "scholar"))
    score += 25;
  if (_atrium_config_has_key (files, "first_name") && _atrium_config_has_key (files, "last_name"))
    score += 30;
  if (atrium_file_tree_lookup (files, SOCIALS) != NULL)
    score += 20;
  if (_atrium_site_has_folder (files, "_bibliography/"))
    score += 15;
  if (_atrium_site_has_folder (files, "_news/"))
    score += 15;

  /* a bibliography or news alone does not make a site of this theme */
  return score >= 30 ? MIN (score, 90) : 0;
}

/* A bibliography that cannot be read is no reason to leave the rest of the site alone. */
static void
read_bibliography (AtriumReading *reading)
{
  const char *path = _atrium_al_folio_find_bibliography (reading->files);
  g_autoptr(GError) error = NULL;

  if (path != NULL && !_atrium_al_folio_read_bib (reading, path, &error))
    g_debug ("%s", error->message);
}

static gboolean
read_parts (AtriumReading  *reading,
            const char     *page,
            GError        **error)
{
  const char *home = _atrium_site_find_home (reading->files);

  if (page == NULL)
    {
      if ((home != NULL && !_atrium_hidden_read_page (reading, home, error)) ||
          !_atrium_collections_read (collections, G_N_ELEMENTS (collections), reading, error))
        return FALSE;
      read_bibliography (reading);
      return _atrium_al_folio_read_cv (reading, NULL, error);
    }
  if (g_str_has_suffix (page, ".bib"))
    return _atrium_al_folio_read_bib (reading, page, error);
  if (g_str_equal (page, CV) || g_str_has_suffix (page, ".json"))
    return _atrium_al_folio_read_cv (reading, page, error);
  if (_atrium_collection_of_path (collections, G_N_ELEMENTS (collections), page) != NULL)
    return _atrium_collections_read_page (collections, G_N_ELEMENTS (collections), reading, page, error);

  return _atrium_hidden_read_page (reading, page, error);
}

static AtriumReading *
read_site (const AtriumLens  *lens,
           AtriumFileTree    *files,
           const char        *page,
           GError           **error)
{
  AtriumReading *reading = _atrium_reading_new (lens, files, page);

  read_person (reading);
  if (read_parts (reading, page, error))
    return reading;
  atrium_reading_free (reading);

  return NULL;
}

const AtriumLens atrium_lens_al_folio = {
  .id = "al-folio",
  .label = "al-folio",
  .detect = detect_site,
  .read = read_site,
  .write = atrium_write,
  .style = &style,
};
