#include <string.h>

#include "lens-edits.h"
#include "record-laws.h"

#define CONFIG \
  "# settings\n" \
  "title: blank # the name\n" \
  "first_name: Ines\n" \
  "middle_name: Rosa\n" \
  "last_name: Okoro # family\n" \
  "scholar:\n" \
  "  last_name: [Okoro]\n"

#define SOCIALS \
  "# order is display order\n" \
  "email: ines@example.org\n" \
  "github_username: inesokoro # no URL\n" \
  "orcid_id: 0000-0000-0000-0000\n"

#define ABOUT \
  "---\n" \
  "layout: about\n" \
  "title: about\n" \
  "permalink: /\n" \
  "subtitle: Lecturer at <a href='#'>Harbour Institute</a>.\n" \
  "profile:\n" \
  "  align: right\n" \
  "  image: ines.jpg # under assets/img\n" \
  "selected_papers: true\n" \
  "---\n" \
  "\n" \
  "I study recurrent networks with slow clocks.\n"

#define NEWS_1 \
  "---\n" \
  "layout: post\n" \
  "date: 2031-09-01 09:00:00+0100\n" \
  "inline: true\n" \
  "---\n" \
  "\n" \
  "Tidal Nets was accepted at ECML :sparkles:\n"

#define NEWS_2 \
  "---\n" \
  "layout: post\n" \
  "title: A long announcement\n" \
  "date: 2032-01-15 15:59:00-0400\n" \
  "inline: false\n" \
  "---\n" \
  "\n" \
  "With a page of its own.\n\n" \
  "And two paragraphs.\n"

#define PROJECT_1 \
  "---\n" \
  "layout: page\n" \
  "title: Tide gauge\n" \
  "description: a gauge for small harbours\n" \
  "img: assets/img/gauge.jpg\n" \
  "importance: 10\n" \
  "category: work\n" \
  "---\n" \
  "\n" \
  "Built of wood.\n"

#define PROJECT_2 \
  "---\n" \
  "title: \"Kites\"\n" \
  "importance: 2\n" \
  "category: fun\n" \
  "---\n"

#define CV_LIST \
  "- title: General Information\n" \
  "  type: map\n" \
  "  contents:\n" \
  "    - name: Full Name\n" \
  "      value: Ines Rosa Okoro\n" \
  "\n" \
  "- title: Education\n" \
  "  type: time_table\n" \
  "  contents:\n" \
  "    - title: PhD\n" \
  "      institution: Harbour Institute of Technology\n" \
  "      year: 2025 - 2029 # four years\n" \
  "      description:\n" \
  "        - Thesis on slow clocks\n" \
  "        - title: Committee\n" \
  "          contents:\n" \
  "            - T. Varga\n" \
  "    - title: MSc\n" \
  "      institution: Harbour Institute of Technology\n" \
  "      year: 2025\n" \
  "\n" \
  "- title: Honors and Awards\n" \
  "  type: time_table\n" \
  "  contents:\n" \
  "    - year: 2031\n" \
  "      items:\n" \
  "        - Best paper\n" \
  "\n" \
  "- title: Academic Interests\n" \
  "  type: nested_list\n" \
  "  contents:\n" \
  "    - title: Tides.\n" \
  "      items:\n" \
  "        - Moon\n"

#define CV_MAP(name) \
  "cv:\n" \
  "  name: " name "\n" \
  "  sections:\n" \
  "    Education:\n" \
  "      - institution: \"Harbour Institute\" # the one at the sea\n" \
  "        area: Computer Science\n" \
  "        studyType: PhD\n" \
  "        start_date: 2025-09\n" \
  "        end_date: 2029-06\n" \
  "\n" \
  "      - institution: \"Inland Institute\"\n" \
  "        area: Geology\n" \
  "        studyType: BSc\n" \
  "        start_date: 2021-09\n" \
  "        end_date: 2025-06\n" \
  "    Publications:\n" \
  "      - title: \"Tidal Nets: Forecasting\"\n" \
  "        authors:\n" \
  "          - Ines Okoro\n" \
  "          - Tam Varga\n" \
  "        publisher: ECML\n" \
  "        releaseDate: 2031\n" \
  "    Skills:\n" \
  "      - name: Languages\n" \
  "        keywords: [C, Fortran]\n"

#define PAPERS \
  "---\n---\n\n" \
  "@inproceedings{okoro2031tidal,\n" \
  "  abbr              = {ECML},\n" \
  "  bibtex_show       = {true},\n" \
  "  title             = {Tidal Nets: Forecasting with Phase-Locked Memory},\n" \
  "  author            = {Okoro*, Ines and Varga*, Tam and {van der Meer}, Ada and Okoro-Quill, I.},\n" \
  "  booktitle         = {European Conference on Made-up Learning},\n" \
  "  year              = {2031},\n" \
  "  month             = {sep},\n" \
  "  arxiv             = {3105.01234},\n" \
  "  pdf               = {tidal-nets.pdf},\n" \
  "  code              = {https://example.org/okoro/tidal},\n" \
  "  preview           = {tidal-nets.png},\n" \
  "  annotation        = {* Equal contribution},\n" \
  "  award             = {Best paper of the forecasting track},\n" \
  "  google_scholar_id = {u5HHmVD_uO8C},\n" \
  "  selected          = {true}\n" \
  "}\n" \
  "\n" \
  "@article{okoro2030slow,\n" \
  "  abbr              = {JT},\n" \
  "  bibtex_show       = {true},\n" \
  "  title             = {Slow Clocks},\n" \
  "  author            = {Okoro, Ines},\n" \
  "  journal           = {Journal of Tides},\n" \
  "  year              = {2030},\n" \
  "  html              = {https://example.org/clocks}\n" \
  "}\n"

#define BIB_CONFIG \
  CONFIG \
  "  first_name: [Ines, I.]\n" \
  "  source: /_bibliography/\n" \
  "  bibliography: own.bib\n"

static AtriumFileTree *
new_site (const char *cv)
{
  return site_new ("_config.yml", CONFIG, "_data/socials.yml", SOCIALS, "_pages/about.md", ABOUT,
                   "_news/announcement_1.md", NEWS_1, "_news/announcement_2.md", NEWS_2,
                   "_projects/1_project.md", PROJECT_1, "_projects/2_project.md", PROJECT_2,
                   "_data/cv.yml", cv, NULL);
}

static const char *
text_of (AtriumReading *reading,
         AtriumKind     kind,
         guint          index,
         const char    *path)
{
  AtriumEntry *entry = kind == ATRIUM_KIND_PERSON
    ? atrium_profile_get_person (reading->profile)
    : atrium_section_get_entry (edits_section (reading, kind), index);

  return atrium_value_get_string (atrium_entry_get_at (entry, path));
}

typedef struct
{
  AtriumKind  kind;
  guint       index;
  const char *path;
  const char *text;
} Expected;

static void
check_all (AtriumReading  *reading,
           const Expected *expected,
           guint           n)
{
  g_assert_cmpstr (reading->lens->id, ==, "al-folio");
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", expected[i].path);
      g_assert_cmpstr (text_of (reading, expected[i].kind, expected[i].index, expected[i].path), ==,
                       expected[i].text);
    }
}

static void
test_reads (void)
{
  static const Expected expected[] = {
    { ATRIUM_KIND_PERSON, 0, "name", "Ines Rosa Okoro" },
    { ATRIUM_KIND_PERSON, 0, "headline", "Lecturer at <a href='#'>Harbour Institute</a>." },
    { ATRIUM_KIND_PERSON, 0, "picture", "assets/img/ines.jpg" },
    { ATRIUM_KIND_PERSON, 0, "emails/0", "ines@example.org" },
    { ATRIUM_KIND_PERSON, 0, "links/0/url", "https://github.com/inesokoro" },
    { ATRIUM_KIND_PERSON, 0, "links/1/url", "https://orcid.org/0000-0000-0000-0000" },
    { ATRIUM_KIND_BIO, 0, "text", "I study recurrent networks with slow clocks." },
    { ATRIUM_KIND_NEWS, 0, "date", "2032-01-15" },
    { ATRIUM_KIND_NEWS, 0, "text", "A long announcement" },
    { ATRIUM_KIND_NEWS, 1, "text", "Tidal Nets was accepted at ECML :sparkles:" },
    { ATRIUM_KIND_PROJECTS, 0, "title", "Kites" },
    { ATRIUM_KIND_PROJECTS, 1, "title", "Tide gauge" },
    { ATRIUM_KIND_PROJECTS, 1, "text", "a gauge for small harbours" },
    { ATRIUM_KIND_EDUCATION, 0, "degree", "PhD" },
    { ATRIUM_KIND_EDUCATION, 0, "start", "2025" },
    { ATRIUM_KIND_EDUCATION, 0, "end", "2029" },
    { ATRIUM_KIND_EDUCATION, 0, "highlights/1", "Committee" },
    { ATRIUM_KIND_EDUCATION, 1, "start", "2025" },
    { ATRIUM_KIND_EDUCATION, 1, "end", NULL },
    { ATRIUM_KIND_HONORS, 0, "text", "Best paper" },
    { ATRIUM_KIND_LIST, 0, "text", "Tides." },
  };
  g_autoptr(AtriumFileTree) files = new_site (CV_LIST);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  check_all (reading, expected, G_N_ELEMENTS (expected));
  edits_assert_identity (files);
}

static void
test_reads_rendercv (void)
{
  static const Expected expected[] = {
    { ATRIUM_KIND_EDUCATION, 0, "organization", "Harbour Institute" },
    { ATRIUM_KIND_EDUCATION, 0, "field", "Computer Science" },
    { ATRIUM_KIND_EDUCATION, 1, "end", "2025-06" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "title", "Tidal Nets: Forecasting" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "authors/1/name", "Tam Varga" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "venue", "ECML" },
    { ATRIUM_KIND_SKILLS, 0, "text", "C, Fortran" },
  };
  g_autoptr(AtriumFileTree) files = new_site (CV_MAP ("Ines Okoro"));
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  check_all (reading, expected, G_N_ELEMENTS (expected));
  edits_assert_identity (files);
}

/* a template's CV is that of another person */
static void
test_leaves_other_cv (void)
{
  g_autoptr(AtriumFileTree) files = new_site (CV_MAP ("Lio Brandt"));
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  g_assert_cmpuint (atrium_profile_get_n_sections (reading->profile), ==, 3);
}

/* before socials had a file of their own they stood in the settings */
static void
test_reads_old_socials (void)
{
  g_autoptr(AtriumFileTree) files =
    site_new ("_config.yml", CONFIG "github_username: inesokoro # user\nx_username: # nobody\n",
              "_pages/about.md", ABOUT, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumFileTree) new = NULL;

  g_assert_cmpstr (text_of (reading, ATRIUM_KIND_PERSON, 0, "links/0/url"), ==, "https://github.com/inesokoro");
  new = edits_set (reading, ATRIUM_KIND_PERSON, 0, "links/0/url", "https://github.com/okoro");
  edits_assert_line (files, new, "_config.yml", "github_username: inesokoro # user",
                     "github_username: okoro # user");
}

static const struct
{
  gboolean    map;
  AtriumKind  kind;
  guint       index;
  const char *path;
  const char *text;
  const char *file;
  const char *before;
  const char *after;
} edits[] = {
  { FALSE, ATRIUM_KIND_PERSON, 0, "headline", "Reader", "_pages/about.md",
    "subtitle: Lecturer at <a href='#'>Harbour Institute</a>.", "subtitle: Reader" },
  { FALSE, ATRIUM_KIND_PERSON, 0, "picture", "assets/img/new.jpg", "_pages/about.md",
    "image: ines.jpg #", "image: new.jpg #" },
  { FALSE, ATRIUM_KIND_PERSON, 0, "links/0/url", "https://github.com/okoro", "_data/socials.yml",
    "github_username: inesokoro #", "github_username: okoro #" },
  { FALSE, ATRIUM_KIND_NEWS, 1, "text", "Tidal Nets won a prize.", "_news/announcement_1.md",
    "Tidal Nets was accepted at ECML :sparkles:", "Tidal Nets won a prize." },
  { FALSE, ATRIUM_KIND_NEWS, 0, "text", "Another title", "_news/announcement_2.md",
    "title: A long announcement", "title: Another title" },
  { FALSE, ATRIUM_KIND_NEWS, 1, "date", "2031-10-02", "_news/announcement_1.md",
    "date: 2031-09-01 09:00:00+0100", "date: 2031-10-02 09:00:00+0100" },
  { FALSE, ATRIUM_KIND_PROJECTS, 1, "title", "Tide: a gauge", "_projects/1_project.md",
    "title: Tide gauge", "title: \"Tide: a gauge\"" },
  { FALSE, ATRIUM_KIND_EDUCATION, 0, "end", "2030", "_data/cv.yml",
    "year: 2025 - 2029 #", "year: 2025 - 2030 #" },
  { FALSE, ATRIUM_KIND_EDUCATION, 0, "highlights/0", "Thesis on fast clocks", "_data/cv.yml",
    "Thesis on slow clocks", "Thesis on fast clocks" },
  { TRUE, ATRIUM_KIND_EDUCATION, 0, "organization", "Port Institute", "_data/cv.yml",
    "\"Harbour Institute\" #", "\"Port Institute\" #" },
  { TRUE, ATRIUM_KIND_EDUCATION, 1, "end", "2025-07", "_data/cv.yml",
    "end_date: 2025-06", "end_date: 2025-07" },
  { TRUE, ATRIUM_KIND_EDUCATION, 0, "place", "Port Vell", "_data/cv.yml",
    "        end_date: 2029-06\n", "        end_date: 2029-06\n        location: Port Vell\n" },
  { TRUE, ATRIUM_KIND_PUBLICATIONS, 0, "authors/1/name", "Tam Quill", "_data/cv.yml",
    "- Tam Varga", "- Tam Quill" },
  { TRUE, ATRIUM_KIND_SKILLS, 0, "text", "C, Fortran, Ada", "_data/cv.yml",
    "[C, Fortran]", "[C, Fortran, Ada]" },
};

static void
test_edits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr(AtriumFileTree) files = new_site (edits[i].map ? CV_MAP ("Ines Okoro") : CV_LIST);
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumFileTree) new = NULL;

      g_test_message ("%u %s", i, edits[i].path);
      new = edits_set (reading, edits[i].kind, edits[i].index, edits[i].path, edits[i].text);
      edits_assert_line (files, new, edits[i].file, edits[i].before, edits[i].after);
    }
}

/* the name stands in the settings in parts, and in the CV as a whole */
static void
test_edits_name (void)
{
  g_autoptr(AtriumFileTree) files = new_site (CV_LIST);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumFileTree) new = edits_set (reading, ATRIUM_KIND_PERSON, 0, "name", "Ines Rosa Varga");
  g_autofree char *config = site_dup_text (new, "_config.yml");
  g_autofree char *cv = site_dup_text (new, "_data/cv.yml");
  g_autoptr(GPtrArray) changed = atrium_file_tree_dup_changed (files, new);

  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_nonnull (strstr (config, "first_name: Ines\nmiddle_name: Rosa\nlast_name: Varga # family\n"));
  g_assert_nonnull (strstr (cv, "      value: Ines Rosa Varga\n"));
}

/* the page and its front matter in one go */
static void
test_edits_page_and_picture (void)
{
  g_autoptr(AtriumFileTree) files = new_site (CV_LIST);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;

  atrium_entry_set_string (atrium_profile_get_person (copy), "picture", "assets/img/a-longer-name.jpg");
  atrium_entry_set_string (atrium_section_get_entry (atrium_profile_get_section (copy, 0), 0), "text", "I sail.");
  new = edits_write (reading, copy);
  text = site_dup_text (new, "_pages/about.md");
  g_assert_nonnull (strstr (text, "  image: a-longer-name.jpg # under assets/img\n"));
  g_assert_true (g_str_has_suffix (text, "---\n\nI sail.\n"));
}

static void
test_adds_news (void)
{
  g_autoptr(AtriumFileTree) files = new_site (CV_LIST);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autoptr(GPtrArray) changed = NULL;
  g_autofree char *text = NULL;

  atrium_entry_set_string (entry, "date", "2033-02-03");
  atrium_entry_set_string (entry, "text", "A third thing happened.");
  atrium_section_insert (atrium_profile_get_section (copy, 1), 0, entry);
  new = edits_write (reading, copy);
  changed = atrium_file_tree_dup_changed (files, new);
  g_assert_cmpuint (changed->len, ==, 1);
  text = site_dup_text (new, g_ptr_array_index (changed, 0));
  g_assert_cmpstr (text, ==,
                   "---\nlayout: post\ninline: true\nrelated_posts: false\ndate: 2033-02-03\n---\n\n"
                   "A third thing happened.\n");
}

static AtriumProfile *
copy_with (AtriumReading  *reading,
           AtriumKind      kind,
           AtriumSection **section)
{
  AtriumProfile *copy = atrium_profile_copy (reading->profile);
  guint at;

  g_assert_true (atrium_profile_find (reading->profile, edits_section (reading, kind), &at));
  *section = atrium_profile_get_section (copy, at);

  return copy;
}

/* records are added, moved and removed with their lines */
static void
test_moves_records (void)
{
  g_autoptr(AtriumFileTree) files = new_site (CV_MAP ("Ines Okoro"));
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_EDUCATION, &section);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *was = site_dup_text (files, "_data/cv.yml");
  g_autofree char *text = NULL;

  atrium_section_remove (section, 1);
  new = edits_write (reading, copy);
  text = site_dup_text (new, "_data/cv.yml");
  g_assert_null (strstr (text, "Inland"));
  g_assert_nonnull (strstr (text, "\"Harbour Institute\" # the one at the sea\n"));
  g_assert_nonnull (strstr (text, "    Publications:\n"));
}

static void
test_adds_record (void)
{
  g_autoptr(AtriumFileTree) files = new_site (CV_MAP ("Ines Okoro"));
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_EDUCATION, &section);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_EDUCATION, NULL);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;

  atrium_entry_set_string (entry, "organization", "Upland Institute");
  atrium_entry_set_string (entry, "field", "Botany");
  atrium_entry_set_string (entry, "degree", "MSc");
  atrium_entry_set_string (entry, "start", "2023-09");
  atrium_entry_set_string (entry, "end", "2025-06");
  atrium_section_append (section, entry);
  new = edits_write (reading, copy);
  text = site_dup_text (new, "_data/cv.yml");
  g_assert_nonnull (strstr (text,
                            "      - institution: \"Upland Institute\"\n"
                            "        area: Botany\n"
                            "        studyType: MSc\n"
                            "        start_date: 2023-09\n"
                            "        end_date: 2025-06\n"
                            "    Publications:\n"));
}

static AtriumFileTree *
new_bib_site (const char *config)
{
  return site_new ("_config.yml", config, "_data/socials.yml", SOCIALS, "_pages/about.md", ABOUT,
                   "_news/announcement_1.md", NEWS_1, "_bibliography/own.bib", PAPERS,
                   "_bibliography/template.bib", "@misc{a, title={Not Mine}}\n", NULL);
}

static void
test_reads_papers (void)
{
  static const Expected expected[] = {
    { ATRIUM_KIND_PUBLICATIONS, 0, "title", "Tidal Nets: Forecasting with Phase-Locked Memory" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "authors/0/name", "Ines Okoro" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "authors/1/name", "Tam Varga" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "authors/2/name", "Ada van der Meer" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "venue", "European Conference on Made-up Learning" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "venueShort", "ECML" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "date", "2031-09" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "arxiv", "3105.01234" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "image", "assets/img/publication_preview/tidal-nets.png" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "award", "Best paper of the forecasting track" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "links/0/url", "/assets/pdf/tidal-nets.pdf" },
    { ATRIUM_KIND_PUBLICATIONS, 0, "links/1/label", "Code" },
    { ATRIUM_KIND_PUBLICATIONS, 1, "venue", "Journal of Tides" },
    { ATRIUM_KIND_PUBLICATIONS, 1, "links/0/label", "HTML" },
  };
  static const char *const flags[] = { "authors/0/self", "authors/0/equal", "authors/1/equal", "selected" };
  g_autoptr(AtriumFileTree) files = new_bib_site (BIB_CONFIG);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumEntry *entry = atrium_section_get_entry (edits_section (reading, ATRIUM_KIND_PUBLICATIONS), 0);

  check_all (reading, expected, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    g_assert_true (atrium_value_get_boolean (atrium_entry_get_at (entry, flags[i])));
  g_assert_null (atrium_entry_get_at (entry, "authors/1/self"));
  g_assert_null (atrium_entry_get_at (entry, "authors/2/equal"));
  g_assert_null (atrium_entry_get_at (entry, "authors/3/self"));
  edits_assert_identity (files);
}

/* the settings and the papers are still those of the template */
static void
test_leaves_other_papers (void)
{
  g_autoptr(AtriumFileTree) files =
    new_bib_site ("first_name: Lio\nlast_name: Brandt\nscholar:\n  last_name: Okoro\n  first_name: Ines\n  bibliography: own.bib\n");
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    g_assert_cmpint (atrium_section_get_kind (atrium_profile_get_section (reading->profile, i)), !=, ATRIUM_KIND_PUBLICATIONS);
}

static const struct
{
  guint       index;
  const char *path;
  const char *text;
  const char *before;
  const char *after;
} paper_edits[] = {
  { 0, "venueShort", "EC&ML", "{ECML}", "{EC\\&ML}" },
  { 0, "arxiv", "3105.99999", "{3105.01234}", "{3105.99999}" },
  { 0, "links/0/url", "/assets/pdf/new.pdf", "{tidal-nets.pdf}", "{new.pdf}" },
  { 0, "links/0/url", "https://example.org/new.pdf", "{tidal-nets.pdf}", "{https://example.org/new.pdf}" },
  { 0, "image", "assets/img/publication_preview/new.png", "{tidal-nets.png}", "{new.png}" },
  { 0, "authors/1/name", "Tam Quill", "Varga*, Tam", "Quill*, Tam" },
  { 0, "authors/2/name", "Ada van der Berg", "{van der Meer}, Ada", "{van der Berg}, Ada" },
  { 1, "arxiv", "3001.00001", "{https://example.org/clocks}\n", "{https://example.org/clocks},\n  arxiv             = {3001.00001}\n" },
};

static void
test_edits_papers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (paper_edits); i++)
    {
      g_autoptr(AtriumFileTree) files = new_bib_site (BIB_CONFIG);
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumFileTree) new = NULL;

      g_test_message ("%s", paper_edits[i].path);
      new = edits_set (reading, ATRIUM_KIND_PUBLICATIONS, paper_edits[i].index, paper_edits[i].path, paper_edits[i].text);
      edits_assert_line (files, new, "_bibliography/own.bib", paper_edits[i].before, paper_edits[i].after);
    }
}

/* the mark of equal contribution is one behind the family name */
static void
test_marks_authors (void)
{
  g_autoptr(AtriumFileTree) files = new_bib_site (BIB_CONFIG);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);
  g_autoptr(AtriumFileTree) new = NULL;

  g_assert_true (atrium_entry_set_at (atrium_section_get_entry (section, 0), "authors/2/equal", yes, NULL));
  new = edits_write (reading, copy);
  edits_assert_line (files, new, "_bibliography/own.bib", "{van der Meer}, Ada", "{van der Meer}*, Ada");
}

static gboolean
paper_carries (AtriumKind  kind,
               const char *field)
{
  static const char *const fields[] = {
    "title", "authors", "venue", "venueShort", "date", "type", "status", "award", "note", "url", "doi", "arxiv",
    "category", "abstract", "selected", "links", "image", NULL,
  };

  return g_strv_contains (fields, field);
}

#define RESUME(name) \
  "{\n" \
  "  \"basics\": { \"name\": \"" name "\" },\n" \
  "  \"work\": [\n" \
  "    { \"name\": \"Harbour Institute\", \"position\": \"Lecturer\", \"startDate\": \"2030-01\", \"icon\": \"fa-x\" },\n" \
  "    { \"name\": \"Brine Labs\", \"position\": \"Intern\", \"startDate\": \"2028-05\", \"endDate\": \"2028-09\" }\n" \
  "  ]\n" \
  "}\n"

/* @front: of the page of the CV, @config: more of the settings */
static AtriumFileTree *
new_cv_site (const char *front,
             const char *config,
             const char *cv,
             const char *resume)
{
  g_autofree char *settings = g_strconcat (CONFIG, config, NULL);
  g_autofree char *page = g_strconcat ("---\nlayout: cv\n", front, "---\n", NULL);
  AtriumFileTree *files = site_new ("_config.yml", settings, "_data/socials.yml", SOCIALS, "_pages/about.md", ABOUT,
                                    "_pages/cv.md", page, "assets/json/resume.json", resume, NULL);
  g_autoptr(GBytes) bytes = cv != NULL ? g_bytes_new (cv, strlen (cv)) : NULL;

  if (bytes != NULL)
    atrium_file_tree_set (files, "_data/cv.yml", bytes);

  return files;
}

static void
test_chooses_cv (void)
{
  static const struct
  {
    const char *front;
    const char *config;
    const char *cv;
    gboolean    json;
  } cases[] = {
    { "cv_format: jsonresume\n", "", CV_MAP ("Ines Okoro"), TRUE },
    { "cv_format: rendercv\n", "", CV_MAP ("Ines Okoro"), FALSE },
    { "", "", CV_MAP ("Ines Okoro"), FALSE },
    { "", "", CV_LIST, FALSE },
    { "", "jekyll_get_json:\n  - data: resume\n    json: assets/json/resume.json\n", CV_LIST, TRUE },
    { "", "", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumFileTree) files = new_cv_site (cases[i].front, cases[i].config, cases[i].cv, RESUME ("Ines Okoro"));
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      guint n_work = 0;

      g_test_message ("%u", i);
      for (guint j = 0; j < atrium_profile_get_n_sections (reading->profile); j++)
        n_work += atrium_section_get_kind (atrium_profile_get_section (reading->profile, j)) == ATRIUM_KIND_EXPERIENCE;
      g_assert_cmpuint (n_work, ==, cases[i].json ? 1 : 0);
      edits_assert_identity (files);
    }
}

static void
test_edits_resume (void)
{
  g_autoptr(AtriumFileTree) files = new_cv_site ("cv_format: jsonresume\n", "", NULL, RESUME ("Ines Rosa Okoro"));
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumFileTree) new = edits_set (reading, ATRIUM_KIND_EXPERIENCE, 0, "role", "Reader");
  g_autoptr(AtriumFileTree) renamed = edits_set (reading, ATRIUM_KIND_PERSON, 0, "name", "Ines Rosa Varga");
  g_autofree char *resume = site_dup_text (renamed, "assets/json/resume.json");

  edits_assert_line (files, new, "assets/json/resume.json", "\"Lecturer\"", "\"Reader\"");
  g_assert_nonnull (strstr (resume, "{ \"name\": \"Ines Rosa Varga\" }"));
}

static void
test_leaves_other_resume (void)
{
  g_autoptr(AtriumFileTree) files = new_cv_site ("cv_format: jsonresume\n", "", NULL, RESUME ("Lio Brandt"));
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  g_assert_cmpuint (atrium_profile_get_n_sections (reading->profile), ==, 1);
}

static gboolean
work_carries (AtriumKind  kind,
              const char *field)
{
  static const char *const fields[] = {
    "role", "organization", "url", "place", "start", "end", "logo", "text", "highlights", NULL,
  };

  return g_strv_contains (fields, field);
}

static void
test_resume_laws (void)
{
  g_autoptr(AtriumFileTree) files = new_cv_site ("cv_format: jsonresume\n", "", NULL, RESUME ("Ines Okoro"));

  record_laws (files, NULL, work_carries);
}

/* a file that is not the bibliography has none of the theme's fields */
static gboolean
other_carries (AtriumKind  kind,
               const char *field)
{
  return !g_str_equal (field, "image") && paper_carries (kind, field);
}

static void
test_paper_laws (void)
{
  g_autoptr(AtriumFileTree) files = new_bib_site (BIB_CONFIG);

  record_laws (files, NULL, paper_carries);
  record_laws (files, "_bibliography/own.bib", paper_carries);
  record_laws (files, "_bibliography/template.bib", other_carries);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/al-folio/reads", test_reads);
  g_test_add_func ("/al-folio/reads-rendercv", test_reads_rendercv);
  g_test_add_func ("/al-folio/leaves-other-cv", test_leaves_other_cv);
  g_test_add_func ("/al-folio/reads-old-socials", test_reads_old_socials);
  g_test_add_func ("/al-folio/edits", test_edits);
  g_test_add_func ("/al-folio/edits-name", test_edits_name);
  g_test_add_func ("/al-folio/edits-page-and-picture", test_edits_page_and_picture);
  g_test_add_func ("/al-folio/adds-news", test_adds_news);
  g_test_add_func ("/al-folio/moves-records", test_moves_records);
  g_test_add_func ("/al-folio/adds-record", test_adds_record);

  g_test_add_func ("/al-folio/reads-papers", test_reads_papers);
  g_test_add_func ("/al-folio/leaves-other-papers", test_leaves_other_papers);
  g_test_add_func ("/al-folio/edits-papers", test_edits_papers);
  g_test_add_func ("/al-folio/marks-authors", test_marks_authors);
  g_test_add_func ("/al-folio/paper-laws", test_paper_laws);
  g_test_add_func ("/al-folio/chooses-cv", test_chooses_cv);
  g_test_add_func ("/al-folio/edits-resume", test_edits_resume);
  g_test_add_func ("/al-folio/leaves-other-resume", test_leaves_other_resume);
  g_test_add_func ("/al-folio/resume-laws", test_resume_laws);

  return g_test_run ();
}
