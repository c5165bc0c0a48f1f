#include <string.h>

#include "atrium-check.h"
#include "lens-edits.h"

/* data/authors, typed links and identifiers: since the end of 2025 */

#define AUTHOR_3 \
  "schema: hugoblox/author/v1\n" \
  "slug: me\n" \
  "is_owner: true\n" \
  "name:\n" \
  "  display: Ines Okoro # as it is shown\n" \
  "  given: Ines\n" \
  "  family: Okoro\n" \
  "role: Lecturer in Machine Learning\n" \
  "bio: |\n" \
  "  I study recurrent networks with slow clocks.\n" \
  "affiliations:\n" \
  "  - name: Harbour Institute of Technology\n" \
  "    url: https://example.org/\n" \
  "links:\n" \
  "  - icon: at-symbol\n" \
  "    url: mailto:ines@example.org\n" \
  "    label: E-mail\n" \
  "  # the code\n" \
  "  - icon: brands/github\n" \
  "    url: https://github.com/inesokoro\n" \
  "  - icon: academicons/orcid\n" \
  "    url: https://orcid.org/0000-0000-0000-0000 # sixteen digits\n" \
  "interests:\n" \
  "  - Time series\n" \
  "  - Tides\n" \
  "education:\n" \
  "  - degree: PhD in Computer Science\n" \
  "    institution: Harbour Institute of Technology\n" \
  "    start: 2025-09-01\n" \
  "    end: 2029-06-30\n" \
  "    # a thesis on clocks\n" \
  "  - degree: BSc in Geology\n" \
  "    institution: 'Inland Institute'\n" \
  "    start: 2021-09-01\n" \
  "    end: 2025-06-30\n" \
  "experience:\n" \
  "  - role: Lecturer\n" \
  "    org: Harbour Institute of Technology\n" \
  "    start: 2030-01-01\n" \
  "    summary: Teaches tides.\n" \
  "skills:\n" \
  "  - name: Tools\n" \
  "    items:\n" \
  "      - label: Fortran\n" \
  "        level: 4\n" \
  "      - label: Sextant\n" \
  "  - name: Pastimes\n" \
  "    items:\n" \
  "      - label: Kites\n" \
  "  - name: Nothing\n" \
  "languages:\n" \
  "  - name: Igbo\n" \
  "awards:\n" \
  "  - title: Best Paper Award\n" \
  "    awarder: ECML\n" \
  "    date: \"2031-09-12\"\n"

#define HOME_3 \
  "---\n" \
  "type: landing\n" \
  "sections:\n" \
  "  - block: resume-biography-3\n" \
  "    content:\n" \
  "      username: me\n" \
  "  - block: markdown\n" \
  "    content:\n" \
  "      title: 'What I do'\n" \
  "      text: |-\n" \
  "        I measure **tides**.\n" \
  "  - block: collection\n" \
  "    content:\n" \
  "      title: Featured\n" \
  "      filters:\n" \
  "        folders: [publications]\n" \
  "        featured_only: true\n" \
  "  - block: collection\n" \
  "    content:\n" \
  "      title: Papers # all of them\n" \
  "      filters:\n" \
  "        folders:\n" \
  "          - publications\n" \
  "  - block: collection\n" \
  "    content:\n" \
  "      title: Recent News\n" \
  "      filters:\n" \
  "        folders:\n" \
  "          - blog\n" \
  "  - block: markdown\n" \
  "    demo: true\n" \
  "    content:\n" \
  "      title: Build your own\n" \
  "      text: Buy this.\n" \
  "---\n"

#define PAPER_3 \
  "---\n" \
  "title: 'Tidal Nets: Forecasting with Phase-Locked Memory'\n" \
  "authors:\n" \
  "  - me\n" \
  "  - Tam Varga\n" \
  "  - Lio Brandt\n" \
  "author_notes:\n" \
  "  - 'Equal contribution'\n" \
  "  - 'Equally'\n" \
  "date: '2031-09-12T00:00:00Z'\n" \
  "publication_types: ['paper-conference']\n" \
  "publication: In *European Conference on Made-up Learning*\n" \
  "publication_short: In *ECML*\n" \
  "abstract: A recurrent unit whose memory follows a slow clock.\n" \
  "featured: true\n" \
  "hugoblox:\n" \
  "  ids:\n" \
  "    doi: 10.5555/000001\n" \
  "    arxiv: '3105.01234'\n" \
  "links:\n" \
  "  - type: code\n" \
  "    url: https://example.org/okoro/tidal\n" \
  "  - type: video # one hour\n" \
  "    url: https://example.org/okoro/talk\n" \
  "---\n"

#define PAPER_BARE \
  "---\n" \
  "title: Harbour Noise\n" \
  "---\n" \
  "\n" \
  "More to come.\n"

#define CITE \
  "@article{okoro2030harbour,\n" \
  "  author = {Okoro, Ines and {The Pier Group} and Varg{\\'a}, T.},\n" \
  "  title = {Harbour {N}oise},\n" \
  "  journal = {Journal of Quays},\n" \
  "  year = 2030\n" \
  "}\n"

#define EVENT_3 \
  "---\n" \
  "title: On clocks\n" \
  "event_name: Clock Days\n" \
  "location: Port Vell\n" \
  "event_start: '2032-05-06T13:00:00Z'\n" \
  "event_end: '2032-05-06T14:00:00Z'\n" \
  "date: '2031-01-01T00:00:00Z'\n" \
  "summary: Why clocks are slow.\n" \
  "---\n"

#define POST_3 \
  "---\n" \
  "title: Tidal Nets was accepted\n" \
  "date: 2031-07-01\n" \
  "draft: true\n" \
  "---\n" \
  "\n" \
  "And presented.\n"

/* content/authors, social links and blocks with their own records: 2020 to 2024 */

#define AUTHOR_1 \
  "---\n" \
  "title: Ines Okoro\n" \
  "superuser: true\n" \
  "role: Lecturer\n" \
  "organizations:\n" \
  "  - name: Harbour Institute\n" \
  "bio: Clocks.\n" \
  "email: \"ines@example.org\" # for the picture\n" \
  "interests:\n" \
  "  - Tides\n" \
  "education:\n" \
  "  courses:\n" \
  "    - course: PhD in Computer Science\n" \
  "      institution: Harbour Institute\n" \
  "      year: 2029\n" \
  "social:\n" \
  "  - icon: envelope\n" \
  "    icon_pack: fas\n" \
  "    link: '/#contact'\n" \
  "  - icon: github\n" \
  "    icon_pack: fab\n" \
  "    link: https://github.com/inesokoro\n" \
  "---\n" \
  "\n" \
  "Ines Okoro studies recurrent networks with slow clocks.\n"

#define HOME_1 \
  "---\n" \
  "title:\n" \
  "type: landing\n" \
  "sections:\n" \
  "  - block: about.biography\n" \
  "    content:\n" \
  "      username: admin\n" \
  "  - block: features\n" \
  "    content:\n" \
  "      title: Skills\n" \
  "      items:\n" \
  "        - name: Fortran\n" \
  "          description: 90%\n" \
  "  - block: experience\n" \
  "    content:\n" \
  "      title: Positions\n" \
  "      items:\n" \
  "        - title: Lecturer\n" \
  "          company: Harbour Institute\n" \
  "          company_url: https://example.org/\n" \
  "          location: Port Vell\n" \
  "          date_start: '2030-01-01'\n" \
  "          date_end: ''\n" \
  "          description: Teaches tides.\n" \
  "        - title: Gauge keeper\n" \
  "          company: Pier Works\n" \
  "          date_start: '2029-01-01'\n" \
  "          date_end: '2029-12-31'\n" \
  "  - block: accomplishments\n" \
  "    content:\n" \
  "      title: 'Prizes'\n" \
  "      items:\n" \
  "        - title: Silver Quay\n" \
  "          organization: Quay Society\n" \
  "          date_start: '2031-01-25'\n" \
  "---\n"

#define PAPER_1 \
  "---\n" \
  "title: \"Tidal Nets\"\n" \
  "authors: [admin, Tam Varga]\n" \
  "date: \"2031-09-12T00:00:00Z\"\n" \
  "doi: \"10.5555/000001\"\n" \
  "publication_types: [\"1\"]\n" \
  "publication: \"*Made-up Learning*\"\n" \
  "abstract: \"\"\n" \
  "featured: false\n" \
  "links:\n" \
  "- name: Custom\n" \
  "  url: http://example.org\n" \
  "url_pdf: https://example.org/tidal.pdf\n" \
  "url_code: ''\n" \
  "---\n"

#define PROJECT_1 \
  "---\n" \
  "title: Tide gauge\n" \
  "summary: A gauge for small harbours\n" \
  "date: \"2030-04-27T00:00:00Z\"\n" \
  "external_link: https://example.org/gauge\n" \
  "---\n"

/* before that, a file for each part of the home page */

#define WIDGET_EXPERIENCE \
  "---\n" \
  "widget: experience\n" \
  "active: true\n" \
  "weight: 40\n" \
  "title: Experience\n" \
  "experience:\n" \
  "  - title: Lecturer\n" \
  "    company: Harbour Institute\n" \
  "    date_start: '2030-01-01'\n" \
  "---\n"

#define WIDGET_BLANK \
  "---\n" \
  "widget: blank\n" \
  "weight: 20\n" \
  "title: Teaching notes\n" \
  "---\n" \
  "\n" \
  "My notes are *here*.\n"

#define WIDGET_OFF \
  "---\n" \
  "widget: accomplishments\n" \
  "active: false\n" \
  "title: Awards\n" \
  "item:\n" \
  "  - title: Course\n" \
  "---\n"

static AtriumFileTree *
new_site_3 (void)
{
  AtriumFileTree *files =
    site_new ("data/authors/me.yaml", AUTHOR_3, "content/authors/_index.md", "---\ntitle: People\n---\n",
              "content/_index.md", HOME_3, "content/publications/tidal-nets/index.md", PAPER_3,
              "content/publications/harbour-noise/index.md", PAPER_BARE,
              "content/publications/harbour-noise/cite.bib", CITE,
              "content/publications/_index.md", "---\ntitle: Publications\n---\n",
              "content/events/clocks/index.md", EVENT_3, "content/blog/accepted/index.md", POST_3, NULL);

  atrium_file_tree_set (files, "assets/media/authors/me.jpg", NULL);
  atrium_file_tree_set (files, "content/publications/tidal-nets/featured.png", NULL);

  return files;
}

static AtriumFileTree *
new_site_1 (void)
{
  return site_new ("content/authors/admin/_index.md", AUTHOR_1, "content/_index.md", HOME_1,
                   "content/publication/tidal-nets/index.md", PAPER_1,
                   "content/project/gauge/index.md", PROJECT_1,
                   "content/post/start/index.md", POST_3, NULL);
}

static AtriumFileTree *
new_site_0 (void)
{
  return site_new ("content/authors/admin/_index.md", AUTHOR_1, "content/home/experience.md", WIDGET_EXPERIENCE,
                   "content/home/notes.md", WIDGET_BLANK, "content/home/awards.md", WIDGET_OFF,
                   "content/home/index.md", "---\ntype: widget_page\n---\n", NULL);
}

typedef AtriumFileTree *(*NewSite) (void);

typedef struct
{
  AtriumKind  kind;
  const char *section;    /* title, or NULL: the only one of the kind */
  guint       index;
  const char *path;
  const char *text;
} Expected;

static AtriumSection *
section_titled (AtriumReading *reading,
                AtriumKind     kind,
                const char    *title)
{
  if (title == NULL)
    return edits_section (reading, kind);
  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (reading->profile, i);

      if (atrium_section_get_kind (section) == kind && g_str_equal (atrium_section_get_title (section), title))
        return section;
    }
  g_assert_not_reached ();
}

static void
check_site (NewSite         new_site,
            const Expected *expected,
            guint           n)
{
  g_autoptr(AtriumFileTree) files = new_site ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  g_assert_cmpstr (reading->lens->id, ==, "hugoblox");
  for (guint i = 0; i < n; i++)
    {
      AtriumEntry *entry = expected[i].kind == ATRIUM_KIND_PERSON
        ? atrium_profile_get_person (reading->profile)
        : atrium_section_get_entry (section_titled (reading, expected[i].kind, expected[i].section),
                                    expected[i].index);

      g_test_message ("%u %s", i, expected[i].path);
      g_assert_cmpstr (atrium_value_get_string (atrium_entry_get_at (entry, expected[i].path)), ==,
                       expected[i].text);
    }
  edits_assert_identity (files);
}

static void
test_reads_newest (void)
{
  static const Expected expected[] = {
    { ATRIUM_KIND_PERSON, NULL, 0, "name", "Ines Okoro" },
    { ATRIUM_KIND_PERSON, NULL, 0, "given", "Ines" },
    { ATRIUM_KIND_PERSON, NULL, 0, "family", "Okoro" },
    { ATRIUM_KIND_PERSON, NULL, 0, "headline", "Lecturer in Machine Learning" },
    { ATRIUM_KIND_PERSON, NULL, 0, "affiliation", "Harbour Institute of Technology" },
    { ATRIUM_KIND_PERSON, NULL, 0, "picture", "assets/media/authors/me.jpg" },
    { ATRIUM_KIND_PERSON, NULL, 0, "emails/0", "ines@example.org" },
    { ATRIUM_KIND_PERSON, NULL, 0, "links/0/label", "GitHub" },
    { ATRIUM_KIND_PERSON, NULL, 0, "links/1/label", "ORCID" },
    { ATRIUM_KIND_PERSON, NULL, 0, "links/1/url", "https://orcid.org/0000-0000-0000-0000" },
    { ATRIUM_KIND_BIO, NULL, 0, "text", "I study recurrent networks with slow clocks.\n" },
    { ATRIUM_KIND_TEXT, "What I do", 0, "text", "I measure **tides**." },
    { ATRIUM_KIND_PUBLICATIONS, "Papers", 0, "title", "Tidal Nets: Forecasting with Phase-Locked Memory" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "authors/0/name", "Ines Okoro" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "authors/2/name", "Lio Brandt" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "date", "2031-09-12" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "type", "inproceedings" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "venue", "European Conference on Made-up Learning" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "venueShort", "ECML" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "doi", "10.5555/000001" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "arxiv", "3105.01234" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "links/0/label", "Code" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "image", "content/publications/tidal-nets/featured.png" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 1, "title", "Harbour Noise" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 1, "authors/0/name", "Ines Okoro" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 1, "authors/1/name", "The Pier Group" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 1, "authors/2/name", "T. Vargá" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 1, "venue", "Journal of Quays" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 1, "date", "2030" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 1, "text", "More to come." },
    { ATRIUM_KIND_TALKS, NULL, 0, "event", "Clock Days" },
    { ATRIUM_KIND_TALKS, NULL, 0, "date", "2032-05-06" },
    { ATRIUM_KIND_TALKS, NULL, 0, "place", "Port Vell" },
    { ATRIUM_KIND_TALKS, NULL, 0, "text", "Why clocks are slow." },
    { ATRIUM_KIND_NEWS, "Recent News", 0, "text", "Tidal Nets was accepted" },
    { ATRIUM_KIND_LIST, "Interests", 1, "text", "Tides" },
    { ATRIUM_KIND_EDUCATION, NULL, 0, "degree", "PhD in Computer Science" },
    { ATRIUM_KIND_EDUCATION, NULL, 1, "organization", "Inland Institute" },
    { ATRIUM_KIND_EDUCATION, NULL, 1, "end", "2025-06-30" },
    { ATRIUM_KIND_EXPERIENCE, NULL, 0, "role", "Lecturer" },
    { ATRIUM_KIND_EXPERIENCE, NULL, 0, "text", "Teaches tides." },
    { ATRIUM_KIND_SKILLS, "Tools", 1, "title", "Sextant" },
    { ATRIUM_KIND_SKILLS, "Pastimes", 0, "title", "Kites" },
    { ATRIUM_KIND_SKILLS, "Languages", 0, "title", "Igbo" },
    { ATRIUM_KIND_HONORS, NULL, 0, "organization", "ECML" },
    { ATRIUM_KIND_HONORS, NULL, 0, "date", "2031-09-12" },
  };
  g_autoptr(AtriumFileTree) files = new_site_3 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  check_site (new_site_3, expected, G_N_ELEMENTS (expected));
  g_assert_cmpuint (atrium_section_get_n_entries (edits_section (reading, ATRIUM_KIND_PUBLICATIONS)), ==, 2);
  g_assert_true (atrium_entry_get_hidden (atrium_section_get_entry (edits_section (reading, ATRIUM_KIND_NEWS), 0)));
}

static void
test_reads_wowchemy (void)
{
  static const Expected expected[] = {
    { ATRIUM_KIND_PERSON, NULL, 0, "name", "Ines Okoro" },
    { ATRIUM_KIND_PERSON, NULL, 0, "affiliation", "Harbour Institute" },
    { ATRIUM_KIND_PERSON, NULL, 0, "emails/0", "ines@example.org" },
    { ATRIUM_KIND_PERSON, NULL, 0, "links/0/url", "https://github.com/inesokoro" },
    { ATRIUM_KIND_BIO, NULL, 0, "text", "Ines Okoro studies recurrent networks with slow clocks." },
    { ATRIUM_KIND_SKILLS, NULL, 0, "text", "90%" },
    { ATRIUM_KIND_EXPERIENCE, "Positions", 0, "organization", "Harbour Institute" },
    { ATRIUM_KIND_EXPERIENCE, NULL, 0, "place", "Port Vell" },
    { ATRIUM_KIND_EXPERIENCE, NULL, 0, "start", "2030-01-01" },
    { ATRIUM_KIND_EXPERIENCE, NULL, 0, "end", NULL },
    { ATRIUM_KIND_EXPERIENCE, NULL, 1, "end", "2029-12-31" },
    { ATRIUM_KIND_HONORS, "Prizes", 0, "title", "Silver Quay" },
    { ATRIUM_KIND_EDUCATION, NULL, 0, "degree", "PhD in Computer Science" },
    { ATRIUM_KIND_EDUCATION, NULL, 0, "end", "2029" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "authors/0/name", "Ines Okoro" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "type", "inproceedings" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "venue", "Made-up Learning" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "links/0/label", "Custom" },
    { ATRIUM_KIND_PUBLICATIONS, NULL, 0, "links/1/label", "PDF" },
    { ATRIUM_KIND_PROJECTS, NULL, 0, "url", "https://example.org/gauge" },
  };
  g_autoptr(AtriumFileTree) files = new_site_1 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  check_site (new_site_1, expected, G_N_ELEMENTS (expected));
  /* posts that the home page does not list are no news */
  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    g_assert_cmpint (atrium_section_get_kind (atrium_profile_get_section (reading->profile, i)), !=, ATRIUM_KIND_NEWS);
}

static void
test_reads_widgets (void)
{
  static const Expected expected[] = {
    { ATRIUM_KIND_EXPERIENCE, "Experience", 0, "role", "Lecturer" },
    { ATRIUM_KIND_TEXT, "Teaching notes", 0, "text", "My notes are *here*." },
  };
  g_autoptr(AtriumFileTree) files = new_site_0 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  check_site (new_site_0, expected, G_N_ELEMENTS (expected));
  g_assert_cmpstr (atrium_section_get_title (atrium_profile_get_section (reading->profile, 1)), ==, "Teaching notes");
}

/* a site of Jekyll stays one, whatever else lies in it */
static void
test_detects (void)
{
  g_autoptr(AtriumFileTree) files =
    site_new ("_config.yml", "title: x\n", "_pages/about.md", "Hello\n",
              "content/authors/admin/_index.md", AUTHOR_1, NULL);
  g_autoptr(AtriumFileTree) paper = site_new ("content/publication/tidal-nets/index.md", PAPER_1, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (atrium_lens_detect (files, &error)->id, !=, "hugoblox");
  g_assert_cmpstr (atrium_lens_detect (paper, &error)->id, ==, "hugoblox");
}

#define HARBOUR "content/publications/harbour-noise/index.md"
#define TIDAL "content/publications/tidal-nets/index.md"
#define OLD_TIDAL "content/publication/tidal-nets/index.md"
#define ME "data/authors/me.yaml"
#define ADMIN "content/authors/admin/_index.md"
#define HOME "content/_index.md"

static const struct
{
  NewSite     site;
  AtriumKind  kind;
  guint       index;
  const char *path;
  const char *text;
  const char *file;
  const char *before;
  const char *after;
} edits[] = {
  { new_site_3, ATRIUM_KIND_PERSON, 0, "name", "Ines R. Okoro", ME,
    "display: Ines Okoro #", "display: Ines R. Okoro #" },
  { new_site_3, ATRIUM_KIND_PERSON, 0, "headline", "Reader: tides", ME,
    "role: Lecturer in Machine Learning", "role: \"Reader: tides\"" },
  { new_site_3, ATRIUM_KIND_PERSON, 0, "affiliation", "Port Institute", ME,
    "  - name: Harbour Institute of Technology\n    url", "  - name: Port Institute\n    url" },
  { new_site_3, ATRIUM_KIND_PERSON, 0, "emails/0", "okoro@example.org", ME,
    "mailto:ines@example.org", "mailto:okoro@example.org" },
  { new_site_3, ATRIUM_KIND_PERSON, 0, "links/1/url", "https://orcid.org/1", ME,
    "https://orcid.org/0000-0000-0000-0000 #", "https://orcid.org/1 #" },
  { new_site_3, ATRIUM_KIND_PERSON, 0, "links/0/label", "My code", ME,
    "    url: https://github.com/inesokoro\n", "    url: https://github.com/inesokoro\n    label: My code\n" },
  { new_site_3, ATRIUM_KIND_BIO, 0, "text", "I study fast clocks.\n", ME,
    "I study recurrent networks with slow clocks.", "I study fast clocks." },
  { new_site_3, ATRIUM_KIND_TEXT, 0, "text", "I measure waves.", HOME, "I measure **tides**.", "I measure waves." },
  { new_site_3, ATRIUM_KIND_EDUCATION, 1, "organization", "Upland's", ME, "'Inland Institute'", "'Upland''s'" },
  { new_site_3, ATRIUM_KIND_EDUCATION, 0, "end", "2029-07-31", ME, "end: 2029-06-30", "end: 2029-07-31" },
  { new_site_3, ATRIUM_KIND_EXPERIENCE, 0, "end", "2034-01-01", ME,
    "    summary: Teaches tides.\n", "    summary: Teaches tides.\n    end: 2034-01-01\n" },
  { new_site_3, ATRIUM_KIND_HONORS, 0, "date", "2031-09-13", ME, "\"2031-09-12\"", "\"2031-09-13\"" },
  { new_site_3, ATRIUM_KIND_LIST, 1, "text", "Waves", ME, "  - Tides\n", "  - Waves\n" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "title", "It's tidal", TIDAL,
    "'Tidal Nets: Forecasting with Phase-Locked Memory'", "'It''s tidal'" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "authors/1/name", "Tam Quill", TIDAL, "- Tam Varga", "- Tam Quill" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "venue", "Clock Days", TIDAL,
    "In *European Conference on Made-up Learning*", "In *Clock Days*" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "date", "2031-10-12", TIDAL,
    "'2031-09-12T00:00:00Z'", "'2031-10-12T00:00:00Z'" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "type", "article", TIDAL, "'paper-conference'", "'article-journal'" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "doi", "10.5555/2", TIDAL, "doi: 10.5555/000001", "doi: 10.5555/2" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "arxiv", "3105.00001", TIDAL, "'3105.01234'", "'3105.00001'" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "links/1/url", "https://example.org/t", TIDAL,
    "    url: https://example.org/okoro/talk\n", "    url: https://example.org/t\n" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 0, "links/1/label", "Slides", TIDAL, "type: video #", "type: slides #" },
  { new_site_3, ATRIUM_KIND_PUBLICATIONS, 1, "text", "Nothing more.", HARBOUR, "More to come.", "Nothing more." },
  { new_site_3, ATRIUM_KIND_TALKS, 0, "event", "Sand Days", "content/events/clocks/index.md",
    "event_name: Clock Days", "event_name: Sand Days" },
  { new_site_3, ATRIUM_KIND_TALKS, 0, "text", "Why they are slow.", "content/events/clocks/index.md",
    "Why clocks are slow.", "Why they are slow." },
  { new_site_1, ATRIUM_KIND_PERSON, 0, "emails/0", "okoro@example.org", ADMIN,
    "\"ines@example.org\" #", "\"okoro@example.org\" #" },
  { new_site_1, ATRIUM_KIND_PERSON, 0, "links/0/url", "https://github.com/okoro", ADMIN,
    "https://github.com/inesokoro", "https://github.com/okoro" },
  { new_site_1, ATRIUM_KIND_BIO, 0, "text", "Ines Okoro sails.", ADMIN,
    "Ines Okoro studies recurrent networks with slow clocks.", "Ines Okoro sails." },
  { new_site_1, ATRIUM_KIND_EXPERIENCE, 0, "end", "2033-01-01", HOME,
    "date_end: ''", "date_end: '2033-01-01'" },
  { new_site_1, ATRIUM_KIND_SKILLS, 0, "text", "95%", HOME, "description: 90%", "description: 95%" },
  { new_site_1, ATRIUM_KIND_EDUCATION, 0, "end", "2030", ADMIN, "year: 2029", "year: 2030" },
  { new_site_1, ATRIUM_KIND_PUBLICATIONS, 0, "authors/1/name", "Tam Quill", OLD_TIDAL,
    "[admin, Tam Varga]", "[admin, Tam Quill]" },
  { new_site_1, ATRIUM_KIND_PUBLICATIONS, 0, "links/1/url", "https://example.org/t.pdf", OLD_TIDAL,
    "url_pdf: https://example.org/tidal.pdf", "url_pdf: https://example.org/t.pdf" },
  { new_site_1, ATRIUM_KIND_PUBLICATIONS, 0, "links/0/label", "Site", OLD_TIDAL, "- name: Custom", "- name: Site" },
  { new_site_1, ATRIUM_KIND_PUBLICATIONS, 0, "abstract", "In short.", OLD_TIDAL,
    "abstract: \"\"", "abstract: \"In short.\"" },
  { new_site_0, ATRIUM_KIND_TEXT, 0, "text", "None.", "content/home/notes.md", "My notes are *here*.", "None." },
};

static void
test_edits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr(AtriumFileTree) files = edits[i].site ();
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumFileTree) new = NULL;

      g_test_message ("%u %s", i, edits[i].path);
      new = edits_set (reading, edits[i].kind, edits[i].index, edits[i].path, edits[i].text);
      edits_assert_line (files, new, edits[i].file, edits[i].before, edits[i].after);
    }
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

/* Hugo would show the comments of Liquid, so a paragraph is hidden in one of HTML */
static void
test_hides_paragraphs (void)
{
  g_autoptr(AtriumFileTree) files = new_site_1 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autofree char *before = site_dup_text (files, ADMIN);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_BIO, &section);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autoptr(AtriumReading) again = NULL;
  g_autoptr(AtriumProfile) shown = NULL;
  g_autoptr(AtriumFileTree) old = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *after = NULL;

  atrium_entry_set_hidden (atrium_section_get_entry (section, 0), TRUE);
  new = edits_write (reading, copy);
  hidden = site_dup_text (new, ADMIN);
  g_assert_nonnull (strstr (hidden, "\n<!--atrium:hidden\nInes Okoro studies recurrent networks"));
  g_assert_null (strstr (hidden, "{%"));

  again = site_read (new, NULL);
  shown = copy_with (again, ATRIUM_KIND_BIO, &section);
  g_assert_true (atrium_entry_get_hidden (atrium_section_get_entry (section, 0)));
  atrium_entry_set_hidden (atrium_section_get_entry (section, 0), FALSE);
  old = edits_write (again, shown);
  after = site_dup_text (old, ADMIN);
  g_assert_cmpstr (after, ==, before);
}

static void
set_link (AtriumEntry *entry,
          guint        at,
          const char  *label,
          const char  *url)
{
  AtriumValue *links = atrium_entry_get (entry, "links");
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) labelled = atrium_value_with_string (record, "label", label);
  g_autoptr(AtriumValue) link = atrium_value_with_string (labelled, "url", url);
  g_autoptr(AtriumValue) new = atrium_value_with_insert (links, at, link);

  atrium_entry_set (entry, "links", new);
}

static void
test_adds_links (void)
{
  g_autoptr(AtriumFileTree) files = new_site_3 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *paper = NULL;
  g_autofree char *me = NULL;

  set_link (atrium_section_get_entry (section, 0), 1, "Slides", "https://example.org/s");
  set_link (atrium_profile_get_person (copy), 2, "Google Scholar", "https://example.org/g");
  new = edits_write (reading, copy);
  paper = site_dup_text (new, TIDAL);
  g_assert_nonnull (strstr (paper,
                            "    url: https://example.org/okoro/tidal\n"
                            "  - type: slides\n"
                            "    url: https://example.org/s\n"
                            "  - type: video # one hour\n"));
  me = site_dup_text (new, ME);
  g_assert_nonnull (strstr (me,
                            "    url: https://orcid.org/0000-0000-0000-0000 # sixteen digits\n"
                            "  - icon: academicons/google-scholar\n"
                            "    url: https://example.org/g\n"
                            "interests:\n"));
}

static void
test_removes_links (void)
{
  g_autoptr(AtriumFileTree) files = new_site_3 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  AtriumEntry *person = atrium_profile_get_person (copy);
  g_autoptr(AtriumValue) links = atrium_value_without_item (atrium_entry_get (person, "links"), 1);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_entry_set (person, "links", links);
  new = edits_write (reading, copy);
  edits_assert_line (files, new, ME,
                     "  - icon: academicons/orcid\n    url: https://orcid.org/0000-0000-0000-0000 # sixteen digits\n", "");
}

/* the owner stays the name of a file where another author is edited or goes */
static void
test_keeps_slugs (void)
{
  g_autoptr(AtriumFileTree) files = new_site_3 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  AtriumEntry *entry = atrium_section_get_entry (section, 0);
  AtriumValue *authors = atrium_entry_get (entry, "authors");
  AtriumValue *swapped[] = { atrium_value_get_item (authors, 1), atrium_value_get_item (authors, 0) };
  g_autoptr(AtriumValue) list = atrium_value_new_list (swapped, 2);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_entry_set (entry, "authors", list);
  new = edits_write (reading, copy);
  edits_assert_line (files, new, TIDAL,
                     "  - me\n  - Tam Varga\n  - Lio Brandt\nauthor_notes:\n  - 'Equal contribution'\n  - 'Equally'\n",
                     "  - Tam Varga\n  - me\nauthor_notes:\n  - 'Equally'\n  - 'Equal contribution'\n");
}

static void
set_flag (AtriumEntry *entry,
          const char  *path,
          gboolean     flag)
{
  g_autoptr(AtriumValue) value = flag ? atrium_value_new_boolean (TRUE) : NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (atrium_entry_set_at (entry, path, value, &error));
  g_assert_no_error (error);
}

/* marks of authors stand in a list of their own, by position */
static void
test_edits_notes (void)
{
  g_autoptr(AtriumFileTree) files = new_site_3 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  AtriumEntry *entry = atrium_section_get_entry (section, 0);
  g_autoptr(AtriumFileTree) new = NULL;

  g_assert_true (atrium_value_get_boolean (atrium_entry_get_at (entry, "authors/0/equal")));
  g_assert_true (atrium_value_get_boolean (atrium_entry_get_at (entry, "authors/1/equal")));
  set_flag (entry, "authors/2/corresponding", TRUE);
  new = edits_write (reading, copy);
  edits_assert_line (files, new, TIDAL, "  - 'Equally'\n", "  - 'Equally'\n  - 'Corresponding author'\n");
}

/* what only the citation says stands in the page once it is edited */
static void
test_edits_cited (void)
{
  g_autoptr(AtriumFileTree) files = new_site_3 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumFileTree) new = edits_set (reading, ATRIUM_KIND_PUBLICATIONS, 1, "venue", "Journal of Piers");
  g_autoptr(AtriumFileTree) other = NULL;

  edits_assert_line (files, new, HARBOUR, "title: Harbour Noise\n",
                     "title: Harbour Noise\npublication: Journal of Piers\n");
  other = edits_set (reading, ATRIUM_KIND_PUBLICATIONS, 1, "bibtex", "@misc{a,\n  title = {B}\n}");
  edits_assert_line (files, other, "content/publications/harbour-noise/cite.bib", CITE, "@misc{a,\n  title = {B}\n}\n");
}

static void
test_edits_titles (void)
{
  g_autoptr(AtriumFileTree) files = new_site_3 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_section_set_title (section, "All papers");
  new = edits_write (reading, copy);
  edits_assert_line (files, new, HOME, "title: Papers #", "title: All papers #");
}

static void
test_moves_records (void)
{
  g_autoptr(AtriumFileTree) files = new_site_1 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_EXPERIENCE, &section);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_EXPERIENCE, NULL);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;

  atrium_section_remove (section, 1);
  atrium_entry_set_string (entry, "role", "Pilot");
  atrium_entry_set_string (entry, "organization", "Pier Works");
  atrium_entry_set_string (entry, "start", "2028-01-01");
  atrium_entry_set_string (entry, "end", "2028-12-31");
  atrium_section_append (section, entry);
  new = edits_write (reading, copy);
  text = site_dup_text (new, HOME);
  g_assert_null (strstr (text, "Gauge keeper"));
  g_assert_nonnull (strstr (text,
                            "          description: Teaches tides.\n"
                            "        - title: Pilot\n"
                            "          company: Pier Works\n"));
}

static void
test_adds_and_removes_pages (void)
{
  g_autoptr(AtriumFileTree) files = new_site_3 ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
  g_autoptr(AtriumValue) authors = atrium_value_ref (atrium_entry_get (atrium_section_get_entry (section, 0), "authors"));
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;

  atrium_section_remove (section, 1);
  atrium_entry_set_string (entry, "title", "Slow: clocks");
  atrium_entry_set (entry, "authors", authors);
  atrium_entry_set_string (entry, "date", "2033-02-03");
  atrium_entry_set_string (entry, "type", "article");
  atrium_entry_set_string (entry, "venue", "Journal of Quays");
  atrium_entry_set_string (entry, "doi", "10.5555/9");
  atrium_entry_set_string (entry, "bibtex", "@misc{slow}");
  set_link (entry, 0, "Code", "https://example.org/slow");
  atrium_section_insert (section, 0, entry);
  new = edits_write (reading, copy);
  g_assert_false (atrium_file_tree_contains (new, HARBOUR));
  g_assert_false (atrium_file_tree_contains (new, "content/publications/harbour-noise/cite.bib"));
  text = site_dup_text (new, "content/publications/slow-clocks/index.md");
  g_assert_cmpstr (text, ==,
                   "---\n"
                   "title: 'Slow: clocks'\n"
                   "authors:\n"
                   "  - me\n"
                   "  - Tam Varga\n"
                   "  - Lio Brandt\n"
                   "author_notes:\n"
                   "  - 'Equal contribution'\n"
                   "  - 'Equal contribution'\n"
                   "date: '2033-02-03'\n"
                   "publication_types: ['article-journal']\n"
                   "publication: \"*Journal of Quays*\"\n"
                   "hugoblox:\n"
                   "  ids:\n"
                   "    doi: 10.5555/9\n"
                   "links:\n"
                   "  - type: code\n"
                   "    url: https://example.org/slow\n"
                   "---\n");
  g_free (text);
  text = site_dup_text (new, "content/publications/slow-clocks/cite.bib");
  g_assert_cmpstr (text, ==, "@misc{slow}\n");
}

static void
add_link (AtriumEntry *entry,
          const char  *label,
          const char  *url)
{
  g_autoptr(AtriumValue) none = atrium_value_new_list (NULL, 0);

  if (atrium_entry_get (entry, "links") == NULL)
    atrium_entry_set (entry, "links", none);
  set_link (entry, atrium_value_get_n_items (atrium_entry_get (entry, "links")), label, url);
}

static void
set_crlf (AtriumFileTree *files,
          const char     *path,
          const char     *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  char *whole = g_strjoinv ("\r\n", lines);
  g_autoptr(GBytes) bytes = g_bytes_new_take (whole, strlen (whole));

  atrium_file_tree_set (files, path, bytes);
}

static void
assert_crlf (AtriumFileTree *files,
             const char     *path,
             const char     *text)
{
  g_autofree char *is = site_dup_text (files, path);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *wanted = g_strjoinv ("\r\n", lines);

  g_assert_cmpstr (is, ==, wanted);
}

static AtriumFileTree *
new_crlf_site (void)
{
  AtriumFileTree *files = new_site_3 ();

  atrium_file_tree_remove (files, HARBOUR);
  atrium_file_tree_remove (files, "content/publications/harbour-noise/cite.bib");
  set_crlf (files, TIDAL, "---\ntitle: Tidal Nets\nauthors:\n  - me\n  - Tam Varga\nauthor_notes: []\nlinks: []\n---\n\nMore.\n");
  set_crlf (files, ME, "schema: hugoblox/author/v1\nslug: me\nis_owner: true\nname:\n  display: Ines Okoro\nlinks: []\n");

  return files;
}

/* what is new in a file ends its lines as the others there do */
static void
test_keeps_line_ends (void)
{
  g_autoptr(AtriumFileTree) files = new_crlf_site ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  AtriumEntry *entry = atrium_section_get_entry (section, 0);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_entry_set_hidden (entry, TRUE);
  atrium_entry_set_string (entry, "date", "2031-09-12");
  set_flag (entry, "authors/1/corresponding", TRUE);
  add_link (entry, "Code", "https://example.org/c");
  add_link (atrium_profile_get_person (copy), "GitHub", "https://example.org/g");
  new = edits_write (reading, copy);
  assert_crlf (new, TIDAL,
               "---\ndate: 2031-09-12\ndraft: true\ntitle: Tidal Nets\nauthors:\n  - me\n  - Tam Varga\n"
               "author_notes:\n  - ''\n  - 'Corresponding author'\n"
               "links:\n  - name: Code\n    url: https://example.org/c\n---\n\nMore.\n");
  assert_crlf (new, ME,
               "schema: hugoblox/author/v1\nslug: me\nis_owner: true\nname:\n  display: Ines Okoro\n"
               "links:\n  - name: GitHub\n    url: https://example.org/g\n");
}

/* and a new file as the one beside it */
static void
test_adds_page_with_line_ends (void)
{
  g_autoptr(AtriumFileTree) files = new_crlf_site ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_entry_set_string (entry, "title", "Slow clocks");
  atrium_entry_set (entry, "authors", atrium_entry_get (atrium_section_get_entry (section, 0), "authors"));
  atrium_entry_set_string (entry, "text", "One.\n\nTwo.");
  add_link (entry, "Code", "https://example.org/slow");
  atrium_section_insert (section, 0, entry);
  new = edits_write (reading, copy);
  assert_crlf (new, "content/publications/slow-clocks/index.md",
               "---\ntitle: Slow clocks\nauthors:\n  - me\n  - Tam Varga\n"
               "links:\n  - name: Code\n    url: https://example.org/slow\n---\n\nOne.\n\nTwo.\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hugoblox/reads-newest", test_reads_newest);
  g_test_add_func ("/hugoblox/reads-wowchemy", test_reads_wowchemy);
  g_test_add_func ("/hugoblox/reads-widgets", test_reads_widgets);
  g_test_add_func ("/hugoblox/detects", test_detects);
  g_test_add_func ("/hugoblox/edits", test_edits);
  g_test_add_func ("/hugoblox/hides-paragraphs", test_hides_paragraphs);
  g_test_add_func ("/hugoblox/adds-links", test_adds_links);
  g_test_add_func ("/hugoblox/removes-links", test_removes_links);
  g_test_add_func ("/hugoblox/keeps-slugs", test_keeps_slugs);
  g_test_add_func ("/hugoblox/edits-notes", test_edits_notes);
  g_test_add_func ("/hugoblox/edits-cited", test_edits_cited);
  g_test_add_func ("/hugoblox/edits-titles", test_edits_titles);
  g_test_add_func ("/hugoblox/moves-records", test_moves_records);
  g_test_add_func ("/hugoblox/adds-and-removes-pages", test_adds_and_removes_pages);
  g_test_add_func ("/hugoblox/keeps-line-ends", test_keeps_line_ends);
  g_test_add_func ("/hugoblox/adds-page-with-line-ends", test_adds_page_with_line_ends);

  return g_test_run ();
}
