/* Invented pages of shapes that people use: what is a section, what an entry, whose page it is. */

#include <locale.h>
#include <string.h>

#include "atrium-kind.h"
#include "site.h"

static void
add_file (AtriumFileTree *files,
          const char     *path,
          const char     *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  atrium_file_tree_set (files, path, bytes);
}

/* ---- owners ---- */

typedef struct
{
  const char *label;
  const char *config;
  const char *page;
  const char *owner;
  const char *other;         /* another name */
  const char *config_after;  /* what the settings are once it is written */
} OwnerCase;

static const OwnerCase owner_cases[] = {
  { "plain", "author:\n  name: \"Ines Okoro\" # me\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Okoro-Vance",
    "author:\n  name: \"Ines Okoro-Vance\" # me\n" },
  { "degree", "author:\n  name: \"Ines Okoro, Ph.D.\"\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance", "author:\n  name: \"Ines Vance, Ph.D.\"\n" },
  { "title", "author:\n  name: Prof. Dr. Ines Okoro\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance", "author:\n  name: Prof. Dr. Ines Vance\n" },
  { "pronouns", "author:\n  name: \"Ines Okoro (she/her)\"\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance",
    "author:\n  name: \"Ines Vance (she/her)\"\n" },
  { "second spelling", "author:\n  name: \"Ines Okoro <br /> (伊内斯)\"\n", "# News\n\n- Hello.\n", "Ines Okoro (伊内斯)", "Ines Vance (伊内斯)",
    "author:\n  name: \"Ines Vance (伊内斯)\"\n" },
  { "not filled in", "title: \"Ines Okoro\"\nauthor:\n  name: \"Your Sidebar Name\"\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance",
    "title: \"Ines Okoro\"\nauthor:\n  name: \"Ines Vance\"\n" },
  { "a label", "title: \"Dr. Ines Okoro\"\nauthor:\n  name: \"Interests and Expertise\"\n", "# News\n\n- Hello.\n", "Ines Okoro", NULL, NULL },
  { "by title", "title: Ines Okoro\ntheme: minima\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance", "title: Ines Vance\ntheme: minima\n" },
  { "title of no one", "title: Personal Homepage\n", "# Ines Okoro\n\nI study tides.\n\n# News\n\n- Hello.\n", "Ines Okoro", NULL, NULL },
  { "first heading", "title: Notes\n", "---\ntitle: Ines Okoro\n---\n\n## Interests\n\nTides.\n\n## Popular Tides\n\n- One.\n", "Ines Okoro", NULL, NULL },
};

static AtriumFileTree *
owner_files (const OwnerCase *row)
{
  AtriumFileTree *files = atrium_file_tree_new ();

  add_file (files, "_config.yml", row->config);
  add_file (files, strstr (row->config, "author:") != NULL ? "_pages/about.md" : "index.md", row->page);

  return files;
}

static void
test_owner (gconstpointer data)
{
  const OwnerCase *row = data;
  g_autoptr(AtriumFileTree) files = owner_files (row);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  AtriumEntry *person = atrium_profile_get_person (profile);
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumFileTree) written = NULL;
  g_autofree char *config = NULL;

  g_assert_cmpstr (atrium_entry_get_string (person, "name"), ==, row->owner);
  if (row->other == NULL)
    return;

  atrium_entry_set_string (person, "name", row->other);
  written = reading->lens->write (reading, profile, losses, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (losses->len, ==, 0);
  config = site_dup_text (written, "_config.yml");
  g_assert_cmpstr (config, ==, row->config_after);
}

/* ---- outlines ---- */

#define FRONT "---\npermalink: /\ntitle: \"\"\n---\n\nI am Ines Okoro, and I study tides.\n\n"

typedef struct
{
  const char *label;
  const char *page;
  const char *outline;       /* "kind count title" a line */
} OutlineCase;

static const OutlineCase outline_cases[] = {
  { "years as large as the title",
    FRONT "# Publications\n\n# 2031\n\n- [Tidal Nets](https://example.org/a), **Ines Okoro**, Tam Varga, ICML\n\n"
    "# 2030 and Prior\n\n- [Slow Clocks](https://example.org/b), Tam Varga, **Ines Okoro**, KDD\n"
    "- [Rivers](https://example.org/c), Lio Brandt, **Ines Okoro**, KDD\n\n# Awards\n\n- Best Tide, 2030\n",
    "bio 1 \npublications 3 Publications\nhonors 1 Awards\n" },
  { "years under the page's title",
    "---\ntitle: Teaching\n---\n\n## 2031\n\n- Lecture, Tides I, University of Northport\n- Tutor, Tides II, University of Northport\n\n"
    "## 2030\n\n- Tutor, Rivers, University of Northport\n",
    "teaching 3 Teaching\n" },
  { "nothing to say",
    FRONT "# News\n\n- *2031.05*: Hello.\n- [...](news.html)\n\n# Internships\n\n- None\n\n# Awards\n\n- N/A\n",
    "bio 1 \nnews 1 News\nexperience 0 Internships\nhonors 0 Awards\n" },
  { "where there is more",
    FRONT "# Publications\n\n- For all publications, please refer to my [Google Scholar](https://example.org/s).\n"
    "- [Tidal Nets](https://example.org/a), **Ines Okoro**, Tam Varga, ICML 2031\n"
    "- [Slow Clocks](https://example.org/b), Tam Varga, **Ines Okoro**, KDD 2030\n\n# Papers\n\n- [List of publications](papers.html)\n",
    "bio 1 \npublications 2 Publications\npublications 0 Papers\n" },
  { "older news folded away",
    FRONT "## News\n\n<div>\n<ul>\n<li><b>2031/05</b>: One.</li>\n<li><b>2031/04</b>: Two.</li>\n</ul>\n<details>\n<summary>More</summary>\n"
    "<ul>\n<li><b>2030/05</b>: Three.</li>\n<li><b>2030/04</b>: Four.</li>\n<li><b>2030/03</b>: Five.</li>\n</ul>\n</details>\n</div>\n",
    "bio 1 \nnews 5 News\n" },
  { "a loop in a list",
    FRONT "## Publications\n\n<ul>\n{% for item in site.publications %}\n<li><b>{{ item.title }}</b> <a href=\"{{ item.url }}\">Paper</a></li>\n"
    "{% endfor %}\n</ul>\n\n## Awards\n\n- Best Tide, 2030\n",
    "bio 1 \npublications 0 Publications\nhonors 1 Awards\n" },
  { "titles at a deeper level first",
    FRONT "### Research Interests\n\n- Tides\n- Rivers\n\n### Call for Collaboration\n\nWrite to me.\n\n## Publications\n\n"
    "- [Tidal Nets](https://example.org/a), **Ines Okoro**, Tam Varga, ICML 2031\n",
    "bio 1 \nlist 2 Research Interests\ntext 1 Call for Collaboration\npublications 1 Publications\n" },
  { "one heading below a title",
    FRONT "## Students\n\n### Internships\n\n- **2031:** Tam Varga, Northport  \n  *Topic:* Tides\n- **2030:** Lio Brandt, Northport  \n  *Topic:* Rivers\n\n"
    "## Teaching\n\n- Tides I, Northport\n",
    "bio 1 \nlist 2 Students\nteaching 1 Teaching\n" },
  { "the job as the page's title",
    "# About me\n\nI am Ines Okoro.\n\n## Research\n\nTides and all that.\n\n## Education\n\n- 2030: PhD, Northport\n",
    "bio 1 About me\ntext 1 Research\neducation 1 Education\n" },
  { "cards with a heading",
    FRONT "## Selected Papers\n\n<div class=\"grid\">\n<article class=\"card\">\n<div><span>ICML 2031</span><img src=\"a.png\" alt=\"\"></div>\n"
    "<div><h3><a href=\"https://example.org/a\">Tidal Nets with Memory</a></h3>\n<p><b>Ines Okoro</b>, Tam Varga, Lio Brandt</p>\n<p><em>ICML</em>, 2031.</p></div>\n"
    "</article>\n<article class=\"card\">\n<div><span>KDD 2030</span><img src=\"b.png\" alt=\"\"></div>\n"
    "<div><h3><a href=\"https://example.org/b\">Slow Clocks for Rivers</a></h3>\n<p>Tam Varga, <b>Ines Okoro</b></p>\n<p><em>KDD</em>, 2030.</p></div>\n"
    "</article>\n</div>\n",
    "bio 1 \npublications 2 Selected Papers\n" },
  { "sections that are boxes",
    FRONT "<div class=\"part\">\n<h2>News</h2>\n<ul><li>One.</li><li>Two.</li></ul>\n</div>\n<div class=\"part\">\n<h2>Awards</h2>\n"
    "<ul><li>Best Tide, 2030</li></ul>\n</div>\n",
    "bio 1 \nnews 2 News\nhonors 1 Awards\n" },
  { "a logo beside an entry",
    FRONT "# Education\n\n<div class=\"edu\">\n<div><img src=\"n.png\" alt=\"Northport\"></div>\n<div>\n<h4>University of Northport</h4>\n"
    "<p><em>2026 - 2030</em>, PhD in Oceanography.</p>\n<p>Tides.</p>\n</div>\n</div>\n",
    "bio 1 \neducation 1 Education\n" },
  { "logos between paragraphs",
    FRONT "# Education\n\n<div><div><img src=\"n.png\"></div><div><p><b>University of Northport</b><br>\n2026 - 2030<br>\nPhD</p></div></div>\n"
    "<div><div><img src=\"s.png\"></div><div><p><b>University of Southport</b><br>\n2022 - 2026<br>\nB.Sc.</p></div></div>\n",
    "bio 1 \neducation 2 Education\n" },
  { "titles and authors by turns",
    FRONT "Publications\n======\n\n[Tidal Nets](https://example.org/a)\n\n**Ines Okoro**, Tam Varga, and Lio Brandt. ICML, 2031.\n\n"
    "[Slow Clocks](https://example.org/b)\n\nTam Varga, **Ines Okoro**, and Lio Brandt. KDD, 2030.\n",
    "bio 1 \npublications 2 Publications\n" },
  { "roles over courses",
    FRONT "## Teaching Experience\n\n### Teaching Assistant\n\nI helped in these courses.\n\n- **Tides I**, Bachelor Course, Northport\n  - Summer 2031\n"
    "- **Tides II**, Master Course, Northport\n  - Winter 2030\n\n### Tutor\n\nI was a tutor.\n\n- **Rivers**, Bachelor Course, Northport\n  - Winter 2028\n",
    "bio 1 \nteaching 3 Teaching Experience\n" },
  { "words above groups",
    FRONT "## Skills\n\nI know some things. These are a few of them.\n\n### Languages\n\n**C**: for speed.\n\n**Python**: for all else.\n\n### Tools\n\n**Git**: every day.\n",
    "bio 1 \nskills 3 Skills\n" },
  { "rows that go on",
    FRONT "## Experience\n\n| | |\n|-|-|\n| 2029 -- 2031 | **Research Assistant** @ University of Eastport |\n| | Tides and gauges |\n| | |\n"
    "| 2028 | **Intern** @ Quay Works |\n| | Gauges |\n| | |\n\n## Grants, Awards and Honours\n\n| | |\n|-|-|\n| 2030 | **Travel prize** |\n| | Tidal Society |\n",
    "bio 1 \nexperience 2 Experience\nhonors 1 Grants, Awards and Honours\n" },
  { "paper boxes by another name",
    FRONT "# Projects\n\n<div class='paper-box-top'><div class='paper-box-image'><div><img src='a.png'></div></div>\n<div class='paper-box-text' markdown=\"1\">\n\n"
    "[Tidal](https://example.org/t)\n\nFree software for tides.\n\n</div>\n</div>\n\n<div class='paper-box-bottom'><div class='paper-box-image'>"
    "<div><img src='b.png'></div></div>\n<div class='paper-box-text' markdown=\"1\">\n\n[Gauges](https://example.org/g)\n\nDrivers of gauges.\n\n</div>\n</div>\n",
    "bio 1 \nprojects 2 Projects\n" },
  { "talks under their titles",
    FRONT "## Talks\n\n<h4>Towards Slow and Steady Tides in the Harbour of Eastport</h4>\n\n- University of Northport, Jan. 2031\n- University of Southport, Feb. 2031\n\n"
    "<h4>Clocks for Slowly Moving Rivers and Streams</h4>\n\n- University of Eastport, May 2030\n",
    "bio 1 \ntalks 2 Talks\n" },
  { "items that a script folds away",
    FRONT "## News\n\n<ul>\n<li><b>2031-05</b> One.</li>\n<li> <a href=\"#\">Show more</a> </li>\n<div id=\"more\">\n<li><b>2030-05</b> Two.</li>\n<li><b>2030-04</b> Three.</li>\n</div>\n</ul>\n",
    "bio 1 \nnews 3 News\n" },
  { "the owner's name in another script",
    "---\ntitle: \"\"\n---\n\n片桐結\n====\n\n* 北港大学\n* 博士\n\n学歴\n====\n\n* 北港大学 (2030)\n* 南港大学 (2026)\n",
    "bio 1 片桐結\neducation 2 学歴\n" },
};

static char *
dup_outline (AtriumProfile *profile)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      g_string_append_printf (out, "%s %u %s\n", atrium_kind_get_info (atrium_section_get_kind (section))->id,
                              atrium_section_get_n_entries (section), atrium_section_get_title (section));
    }

  return g_string_free (out, FALSE);
}

static void
test_outline (gconstpointer data)
{
  const OutlineCase *row = data;
  g_autoptr(AtriumFileTree) files = site_new ("_config.yml", "author:\n  name: Ines Okoro\n", "_pages/about.md", row->page, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autofree char *outline = dup_outline (reading->profile);

  g_assert_cmpstr (outline, ==, row->outline);
}

/* ---- fields ---- */

typedef struct
{
  const char *label;
  const char *page;
  const char *path;          /* of a value, in the first entry of the second section */
  const char *value;         /* NULL: there is none */
} FieldCase;

#define JOB FRONT "Work experience\n======\n* Summer 2031: Research Assistant\n  * University of Eastport\n  * Measured the tides of the harbour.\n  * Supervisor: Tam Varga\n"
#define FIRM FRONT "Work experience\n======\n* May 2030 - June 2031: Engineer\n  * The Quay Works\n  * Building gauges.\n"
#define GRADE FRONT "Education\n======\n* B.S. in Oceanography, University of Eastport, 2026-2030, Grade: 1.3\n"
#define DEGREE FRONT "# Education\n\n- **M. Sc. In Oceanography**, 2030, University of Eastport, Eastport, Germany.\n  - Advised by [Tam Varga](https://example.org/tam)\n"
#define CAMPUS FRONT "# Education\n\n- 2026.09 ~ 2030.07, Visiting student, University of Northport at Eastbay\n"
#define TALK FRONT "## Contributed Talks\n\n- Slow tides and their gauges  \n*The 16th Tidal Conference*  \nEastport, Germany, Nov. 2031.\n"
#define GRANT FRONT "## 主持项目\n\n1. 东港基金面上项目，潮汐记忆研究，2030/01-2033/12，75万元，在研\n"

#define BOXED FRONT "# Publications\n\n<div class='paper-box'><div class='paper-box-image'><div><div class=\"badge\">TIDES 2031</div><img src='a.png'></div></div>\n" \
              "<div class='paper-box-text' markdown=\"1\">\n\n- [Slow tides and their gauges](https://example.org/t) **Ines Okoro**, Tam Varga, Ada Byron\n</div>\n</div>\n"

static const FieldCase field_cases[] = {
  { "role over its place", JOB, "role", "Research Assistant" }, { "place of work in a list", JOB, "organization", "University of Eastport" },
  { "advisor in a list", JOB, "people/0/name", "Tam Varga" }, { "work in a list", JOB, "highlights/0", "Measured the tides of the harbour." },
  { "a firm of any name", FIRM, "organization", "The Quay Works" }, { "what was done there", FIRM, "highlights/0", "Building gauges." },
  { "a grade is no place", GRADE, "place", NULL }, { "degree with spaces", DEGREE, "degree", "M. Sc." }, { "field behind In", DEGREE, "field", "Oceanography" },
  { "a box of one item", BOXED, "title", "Slow tides and their gauges" }, { "authors in a box of one item", BOXED, "authors/1/name", "Tam Varga" },
  { "a campus", CAMPUS, "organization", "University of Northport at Eastbay" },
  { "advised by", DEGREE, "people/0/name", "Tam Varga" },
  { "first line of a talk", TALK, "title", "Slow tides and their gauges" }, { "slanted line of a talk", TALK, "event", "The 16th Tidal Conference" },
  { "place on a line", TALK, "place", "Eastport, Germany" }, { "amount in ten thousands", GRANT, "amount", "75万元" },
};

static void
test_field (gconstpointer data)
{
  const FieldCase *row = data;
  g_autoptr(AtriumFileTree) files = site_new ("_config.yml", "author:\n  name: Ines Okoro\n", "_pages/about.md", row->page, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section = atrium_profile_get_section (reading->profile, 1);
  AtriumValue *value;

  g_assert_nonnull (section);
  g_assert_cmpuint (atrium_section_get_n_entries (section), ==, 1);
  value = atrium_entry_get_at (atrium_section_get_entry (section, 0), row->path);
  g_assert_cmpstr (value != NULL ? atrium_value_get_string (value) : NULL, ==, row->value);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (owner_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/shapes/owner/%s", owner_cases[i].label);

      g_test_add_data_func (path, &owner_cases[i], test_owner);
    }

  for (guint i = 0; i < G_N_ELEMENTS (outline_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/shapes/outline/%s", outline_cases[i].label);

      g_test_add_data_func (path, &outline_cases[i], test_outline);
    }

  for (guint i = 0; i < G_N_ELEMENTS (field_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/shapes/field/%s", field_cases[i].label);

      g_test_add_data_func (path, &field_cases[i], test_field);
    }

  return g_test_run ();
}
