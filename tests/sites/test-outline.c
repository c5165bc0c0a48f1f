/* Reads invented pages of every shape: sections, entries, fields, and the laws of slots. */

#include <locale.h>
#include <string.h>

#include "atrium-error.h"
#include "atrium-outline.h"
#include "atrium-section-kind.h"
#include "site-folder.h"

typedef struct
{
  AtriumFileTree *files;
  AtriumProfile  *profile;
  AtriumMap      *map;
} Page;

static AtriumFileTree *
read_pages (void)
{
  g_autofree char *folder = g_build_filename (ATRIUM_SOURCE_ROOT, "tests", "sites", "pages", NULL);

  return site_folder_read (folder);
}

static void
page_open (Page       *page,
           const char *path)
{
  g_autoptr(GError) error = NULL;

  page->files = read_pages ();
  page->profile = atrium_profile_new ();
  page->map = atrium_map_new ();
  atrium_page_read (page->files, path, page->profile, page->map, &error);
  g_assert_no_error (error);
}

static void
page_close (Page *page)
{
  g_clear_object (&page->profile);
  g_clear_pointer (&page->map, atrium_map_free);
  g_clear_pointer (&page->files, atrium_file_tree_unref);
}

/* ---- outlines ---- */

typedef struct
{
  const char *page;
  const char *owner;
  const char *outline;       /* "kind count title" a line */
} OutlineCase;

static const OutlineCase outline_cases[] = {
  { "acad.md", "Ines Okoro",
    "bio 2 \nnews 2 🔥 News\npublications 3 📝 Publications\nhonors 2 🎖 Honors and Awards\neducation 2 📖 Educations\n"
    "talks 1 💬 Invited Talks\nexperience 1 💻 Internships\n" },
  { "setext.md", "Pera Lindqvist", "bio 2 \nnews 3 News\nexperience 2 Research Experience\npublications 2 Selected Publications\n" },
  { "bold.md", "Tomas Ruiz", "bio 1 \neducation 2 Education\npublications 2 Publications\nhonors 1 Awards\n" },
  { "bold-crlf.md", "Tomas Ruiz", "bio 1 \neducation 2 Education\npublications 2 Publications\nhonors 1 Awards\n" },
  { "years.md", "Noor Haddad", "publications 3 Journal Articles\npublications 2 Conference Papers\n" },
  { "chinese.md", "周予安",
    "bio 1 \nnews 2 🔥 新闻动态\npublications 2 📝 论文发表\neducation 2 📖 教育经历\nexperience 1 💻 实习经历\nhonors 2 🎖 荣誉奖项\nservice 1 🛎 学术服务\n" },
  { "groups.md", "Lena Vogt",
    "bio 1 Lena Vogt\nexperience 2 Experience\nprojects 2 Projects\nteaching 1 Teaching\nservice 3 Service\nskills 3 Skills\nlist 2 Students\n" },
  { "tables.md", "Kofi Mensah", "bio 1 \nnews 2 News\npublications 4 Selected Work\n" },
  { "barron.html", "Mira Castellan", "bio 3 \nnews 2 News\npublications 2 Research\n" },
  { "plain.html", "Yusuf Demir", "bio 1 Yusuf Demir\npublications 2 Publications\nteaching 3 Teaching\ntext 1 Contact\n" },
  { "main.md", "Sena Odum", "bio 1 \nnews 1 News\ntalks 0 Talks\n" },
  { "refs.md", "Hugo Lamm", "publications 2 Publications\nhonors 0 Awards\n" },
  { "paragraphs.md", "Bela Nagy",
    "bio 1 \nnews 7 Recent News\nexperience 2 Work Experience\neducation 2 Education\npublications 2 Publications\nservice 2 Service\n"
    "honors 4 Awards\nteaching 3 Teaching\n" },
  { "numbered.md", "Rosa Quint",
    "bio 2 Rosa Quint\npublications 3 Publications\nexperience 2 Experience\nprojects 2 Projects\ntalks 3 Talks\nskills 1 Skills\nskills 1 Languages\n" },
  { "classes.html", "Ola Brenn", "bio 1 Ola Brenn\nbio 2 About\nnews 2 News\npublications 3 Publications\nteaching 2 Teaching\n" },
  { "articles.html", "Petra Lindqvist",
    "bio 1 Petra Lindqvist\nbio 2 About me\npublications 3 Publications\nexperience 2 Work Experience\ntext 1 Contact Me\n" },
  { "terms.html", "Samuel Ochs",
    "bio 3 Samuel Ochs\npublications 4 Publications\nteaching 3 Teaching\nlist 2 PhD students\nservice 2 Editorial boards\n" },
  { "copied.txt", "Elio Brandt",
    "bio 3 \nnews 3 News\npublications 3 Publications\nexperience 2 Experience\neducation 2 Education\nhonors 2 Awards\n"
    "teaching 2 Teaching\n" },
  { "bulleted.txt", "Nora Feldt",
    "bio 1 \nlist 3 Research Interests\npublications 3 Selected Publications\ngrants 2 Grants\ntalks 2 Invited Talks\n" },
  { "grid.html", "Marisol Quent", "bio 4 Marisol Quent\nnews 3 News\npublications 3 Publications\nteaching 2 Teaching\n" },
  { "nested.html", "Tobi Adeleke", "bio 3 \npublications 3 Research\nservice 2 Service\n" },
  { "lists.html", "Henrik Vass",
    "bio 1 Henrik Vass\nlist 3 Research interests\neducation 2 Education\nexperience 2 Employment\n"
    "publications 3 Selected papers\nlist 2 Students\nteaching 2 Courses\n" },
  { "cards.html", "Wen Ostrava",
    "bio 1 Wen Ostrava\nbio 1 About\nnews 4 Latest News\npublications 2 Selected Papers\nhonors 3 Awards\nexperience 2 Experience\n" },
  { "papers.html", "Ravi Sand",
    "bio 2 Ravi Sand\npublications 3 Publications\ntalks 2 Talks\nprojects 2 Software\ntext 1 Contact\n" },
  { "parts.html", "Ines Calder",
    "bio 3 Ines Calder\npublications 2 Preprints\npublications 3 Conference Papers\nservice 2 Academic Service\neducation 2 Education\n" },
  { "blocks.html", "Aino Saari",
    "bio 2 Aino Saari\nbio 2 About me\nnews 3 Recent news\npublications 4 Publications\ngrants 2 Funding\nteaching 3 Teaching\n"
    "text 0 Curriculum Vitae\nexperience 2 Positions\neducation 2 Education\n" },
  { "thumbs.html", "Leo Marchetti",
    "bio 2 Leo Marchetti\npublications 2 Research\nexperience 2 Experience\nhonors 3 Honors\nservice 2 Professional Service\ntext 1 Misc\n" },
  { "japanese.md", "佐藤 花", "bio 1 \nnews 2 お知らせ\neducation 2 学歴\nexperience 2 職歴\npublications 2 論文\nhonors 1 受賞\n" },
  { "tags.md", "Kai Moss",
    "news 3 🔥 News\npublications 3 📝 Publications\nexperience 2 💼 Experience\nhonors 2 🏆 Awards\nservice 3 🤝 Academic Service\ntext 1 📬 Contact\n" },
  { "setext-years.md", "Ben Marsh", "publications 3 Publications\ntalks 1 Invited Talks\ngrants 2 Grants\nlist 2 Students\n" },
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
  Page page;
  g_autofree char *outline = NULL;

  page_open (&page, row->page);
  outline = dup_outline (page.profile);
  g_assert_cmpstr (outline, ==, row->outline);
  g_assert_cmpstr (atrium_entry_get_string (atrium_profile_get_person (page.profile), "name"), ==, row->owner);
  page_close (&page);
}

/* ---- fields ---- */

typedef struct
{
  const char *page;
  guint       section;
  guint       entry;
  const char *path;
  const char *value;         /* NULL: not set; "true" for a flag */
} FieldCase;

static const FieldCase field_cases[] = {
  /* AcadHomepage */
  { "acad.md", 0, 0, "text", "I am Ines Okoro, a marine roboticist at the [Tidal Institute](https://tidal.example.org)." },
  { "acad.md", 1, 0, "date", "2031-05" },
  { "acad.md", 1, 0, "dateText", "2031.05" },
  { "acad.md", 1, 0, "text", "🎉🎉 One paper is accepted by **ECML 2031**!" },
  { "acad.md", 2, 0, "title", "Tidal Nets: Forecasting with Phase-Locked Memory" },
  { "acad.md", 2, 0, "url", "https://example.org/tidal.pdf" },
  { "acad.md", 2, 0, "authors/0/name", "Ines Okoro" },
  { "acad.md", 2, 0, "authors/0/self", "true" },
  { "acad.md", 2, 0, "authors/0/equal", "true" },
  { "acad.md", 2, 0, "authors/1/equal", "true" },
  { "acad.md", 2, 0, "authors/2/equal", NULL },
  { "acad.md", 2, 0, "authors/2/name", "Lio Brandt" },
  { "acad.md", 2, 0, "authors/3/name", NULL },
  { "acad.md", 2, 0, "venueShort", "ECML 2031" },
  { "acad.md", 2, 0, "image", "images/tidal-nets.png" },
  { "acad.md", 2, 0, "citations/id", "AbCdEf0AAAAJ:u5HHmVD_uO8C" },
  { "acad.md", 2, 0, "links/0/label", "Project" },
  { "acad.md", 2, 0, "highlights/1", "Another line." },
  { "acad.md", 2, 1, "arxiv", "2901.01234" },
  { "acad.md", 2, 1, "venue", "IROS 2029" },
  { "acad.md", 2, 1, "date", "2029" },
  { "acad.md", 2, 2, "title", "Anchors Away" },
  { "acad.md", 2, 2, "doi", "10.1234/anchor.7" },
  { "acad.md", 2, 2, "venue", "Journal of Quiet Machines" },
  { "acad.md", 2, 2, "links/1/url", "https://example.org/video" },
  { "acad.md", 3, 0, "title", "Silver Buoy Prize" },
  { "acad.md", 3, 0, "organization", "Tidal Institute" },
  { "acad.md", 4, 0, "degree", "Ph.D." },
  { "acad.md", 4, 0, "field", "Robotics" },
  { "acad.md", 4, 0, "place", "Canada" },
  { "acad.md", 4, 1, "end", "2026-07" },
  { "acad.md", 4, 1, "url", "https://ships.example.org" },
  { "acad.md", 5, 0, "title", "Listening to hulls" },
  { "acad.md", 5, 0, "place", "Lisbon" },
  { "acad.md", 5, 0, "links/0/label", "video" },
  { "acad.md", 6, 0, "organization", "Saltworks" },
  { "acad.md", 6, 0, "place", "Bergen" },
  /* lines with hard breaks, definition lists, quoted titles */
  { "setext.md", 1, 1, "text", "A second [thing](https://example.org/2)." },
  { "setext.md", 2, 0, "role", "Research Assistant" },
  { "setext.md", 2, 0, "field", "Ice Dynamics" },
  { "setext.md", 2, 0, "organization", "Frost Lab" },
  { "setext.md", 2, 0, "place", "Umeå, SE" },
  { "setext.md", 2, 0, "end", "present" },
  { "setext.md", 2, 0, "logo", "images/frost.png" },
  { "setext.md", 2, 1, "organization", "Snow Group, University of Kiruna" },
  { "setext.md", 3, 0, "title", "Cold Starts: Why Glaciers Hesitate" },
  { "setext.md", 3, 0, "venue", "Proceedings of the 12th Conference on Ice" },
  { "setext.md", 3, 0, "venueShort", "COI 2031" },
  { "setext.md", 3, 0, "note", "Oral" },
  { "setext.md", 3, 1, "authors/2/name", "Mei Tan" },
  { "setext.md", 3, 1, "date", "2030" },
  /* APA, with CRLF and a byte order mark as well */
  { "bold.md", 2, 1, "title", "A lens of water" },
  { "bold.md", 2, 1, "authors/2/name", "Otero, L." },
  { "bold-crlf.md", 2, 1, "title", "A lens of water" },
  { "bold-crlf.md", 2, 1, "date", "2022" },
  { "bold-crlf.md", 1, 0, "field", "Optics" },
  /* years as headings */
  { "years.md", 0, 2, "title", "Quiet Rooms" },
  { "years.md", 0, 2, "date", "2030" },
  { "years.md", 0, 2, "group", "2030" },
  { "years.md", 0, 2, "authors/0/equal", "true" },
  { "years.md", 1, 1, "title", "Hinges that sing" },
  { "years.md", 1, 1, "award", "Best Paper Award" },
  { "years.md", 1, 0, "venueShort", "ICD" },
  /* Chinese */
  { "chinese.md", 1, 1, "date", "2030-12" },
  { "chinese.md", 2, 0, "title", "潮汐网络" },
  { "chinese.md", 2, 0, "authors/2/name", "何川" },
  { "chinese.md", 2, 0, "authors/3/name", NULL },
  { "chinese.md", 2, 1, "title", "深海听音" },
  { "chinese.md", 3, 0, "end", "present" },
  { "chinese.md", 3, 1, "organization", "南山大学" },
  { "chinese.md", 4, 0, "role", "算法实习生" },
  { "chinese.md", 6, 0, "role", "审稿人" },
  /* headings and bold lines that head entries */
  { "groups.md", 1, 0, "role", "Senior Researcher" },
  { "groups.md", 1, 0, "organization", "Institute of Air" },
  { "groups.md", 1, 0, "end", "present" },
  { "groups.md", 1, 1, "highlights/0", "Built sensors." },
  { "groups.md", 2, 0, "title", "City Lung" },
  { "groups.md", 2, 0, "contributions/0", "Measured breath." },
  { "groups.md", 2, 0, "start", "2028" },
  { "groups.md", 4, 2, "group", "Conference Reviewer" },
  { "groups.md", 5, 0, "title", "Languages" },
  { "groups.md", 5, 0, "text", "German, French" },
  /* tables */
  { "tables.md", 1, 0, "date", "2031-04" },
  { "tables.md", 1, 0, "text", "Moved to [Accra](https://example.org)." },
  { "tables.md", 2, 0, "title", "Roots That Count" },
  { "tables.md", 2, 0, "venue", "Plants 2030" },
  { "tables.md", 2, 0, "note", "Spotlight" },
  { "tables.md", 2, 3, "title", "A Flower's Memory" },
  /* HTML */
  { "barron.html", 2, 0, "title", "Dusk: Learning Where Light Went" },
  { "barron.html", 2, 0, "authors/1/url", "https://example.org/oz" },
  { "barron.html", 2, 0, "authors/0/self", "true" },
  { "barron.html", 2, 0, "venue", "LAMP" },
  { "barron.html", 2, 0, "note", "Oral Presentation" },
  { "barron.html", 2, 0, "group", "Shadows" },
  { "barron.html", 2, 0, "links/1/label", "arXiv" },
  { "barron.html", 2, 1, "image", "images/noon.png" },
  { "plain.html", 1, 1, "title", "Consonants on land" },
  { "plain.html", 1, 1, "authors/0/name", "Y. Demir" },
  { "plain.html", 2, 1, "title", "Syntax" },
  { "plain.html", 2, 1, "start", "2027" },
  /* reference links */
  { "refs.md", 0, 0, "title", "Wind in the Wires" },
  { "refs.md", 0, 0, "url", "https://example.org/wires" },
  { "refs.md", 0, 0, "authors/0/name", "Hugo Lamm" },
  /* entries that are paragraphs */
  { "paragraphs.md", 1, 3, "text", "Thesis defended." },
  { "paragraphs.md", 1, 5, "date", "2030-12" },
  { "paragraphs.md", 1, 6, "date", "2030-11-05" },
  { "paragraphs.md", 2, 0, "role", "Postdoctoral Researcher" },
  { "paragraphs.md", 2, 0, "people/0/name", "Prof. Ana Lind" },
  { "paragraphs.md", 2, 1, "organization", "Canal Company GmbH" },
  { "paragraphs.md", 3, 0, "field", "Hydrology" },
  { "paragraphs.md", 4, 0, "title", "Waiting Rivers" },
  { "paragraphs.md", 4, 1, "venueShort", "CANAL" },
  { "paragraphs.md", 6, 1, "title", "**Golden Drop** (top 1%)" },
  { "paragraphs.md", 6, 2, "organization", "River Society" },
  { "paragraphs.md", 7, 0, "title", "HYD 101: Introduction to Water" },
  { "paragraphs.md", 7, 1, "role", "Teaching Assistant" },
  /* numbers in brackets, quoted titles, tables */
  { "numbered.md", 1, 2, "title", "Counting Crows" },
  { "numbered.md", 1, 2, "authors/0/name", "R. Quint" },
  { "numbered.md", 1, 1, "note", "Oral" },
  { "numbered.md", 2, 0, "organization", "Bird Lab" },
  { "numbered.md", 2, 0, "end", "present" },
  { "numbered.md", 3, 1, "url", "https://example.org/nest" },
  { "numbered.md", 4, 1, "title", "Seeing in the dark" },
  { "numbered.md", 4, 2, "date", "2028-11" },
  /* elements with classes */
  { "classes.html", 3, 0, "title", "Fog as Memory" },
  { "classes.html", 3, 0, "links/1/label", "Code" },
  { "classes.html", 3, 2, "title", "Mist" },
  { "classes.html", 3, 2, "group", "2030" },
  { "classes.html", 3, 2, "authors/0/self", "true" },
  { "articles.html", 3, 1, "organization", "Sledge AB" },
  { "terms.html", 1, 0, "title", "Shadows of cubes" },
  { "terms.html", 1, 2, "authors/2/name", "R. Tamm" },
  { "terms.html", 1, 3, "group", "Conference papers" },
  /* plain text with titles right above their lines */
  { "copied.txt", 1, 0, "date", "2031-03" },
  { "copied.txt", 2, 1, "authors/1/self", "true" },
  { "copied.txt", 3, 1, "organization", "Row Systems" },
  { "copied.txt", 4, 0, "end", "present" },
  { "bulleted.txt", 2, 1, "title", "The Long Pier" },
  { "bulleted.txt", 3, 0, "amount", "£210,000" },
  { "bulleted.txt", 4, 0, "place", "Seaton" },
  /* cards, rows of a grid, tables in tables */
  { "grid.html", 2, 0, "title", "Pebbles in Motion: Tracking Grains from Video" },
  { "grid.html", 2, 0, "image", "images/pebbles.png" },
  { "grid.html", 2, 1, "authors/1/equal", "true" },
  { "grid.html", 2, 2, "links/1/label", "Project page" },
  { "nested.html", 1, 0, "title", "Eddy Maps from a Paper Boat" },
  { "nested.html", 1, 0, "authors/2/name", "Pia Lund" },
  { "nested.html", 1, 1, "links/1/url", "data/ferry.bib" },
  { "nested.html", 1, 2, "authors/1/name", "Iman Rask" },
  { "lists.html", 2, 0, "people/0/name", "Rosa Klein" },
  { "lists.html", 3, 0, "end", "present" },
  { "lists.html", 4, 1, "title", "Tuning by ear and by laser" },
  { "lists.html", 4, 2, "group", "2017" },
  { "cards.html", 3, 0, "title", "Spirals Everywhere" },
  { "cards.html", 3, 0, "url", "https://example.org/spiral" },
  { "cards.html", 3, 1, "authors/0/name", "Kai Brand" },
  { "cards.html", 3, 1, "venue", "Annals of Leaves" },
  { "cards.html", 5, 1, "organization", "Greenhouse Labs" },
  { "papers.html", 1, 1, "authors/2/name", "Elif Moor" },
  { "papers.html", 1, 2, "url", "hail.pdf" },
  { "parts.html", 1, 0, "arxiv", "3105.01111" },
  { "parts.html", 2, 0, "award", "Best Paper Award" },
  { "parts.html", 4, 1, "field", "Mathematics" },
  { "blocks.html", 3, 0, "authors/2/name", "C. Routa" },
  { "blocks.html", 3, 2, "group", "Conference contributions" },
  { "blocks.html", 4, 0, "amount", "EUR 240,000" },
  { "blocks.html", 7, 1, "place", "Northhaven" },
  { "thumbs.html", 1, 0, "award", "Best Paper Finalist" },
  { "thumbs.html", 1, 0, "authors/0/self", "true" },
  { "thumbs.html", 2, 1, "organization", "Institute of Levers" },
  { "thumbs.html", 3, 1, "date", "2029" },
  /* Japanese */
  { "japanese.md", 2, 0, "degree", "博士" },
  { "japanese.md", 3, 1, "role", "助教" },
  { "japanese.md", 4, 0, "title", "海の音" },
  { "japanese.md", 4, 0, "authors/0/self", "true" },
  /* tags in front of titles */
  { "tags.md", 1, 0, "venueShort", "NeurIPS 2030" },
  { "tags.md", 1, 0, "authors/1/equal", "true" },
  { "tags.md", 1, 2, "authors/0/corresponding", "true" },
  { "tags.md", 1, 2, "authors/0/equal", NULL },
  { "tags.md", 1, 1, "links/0/label", "Code" },
  { "tags.md", 1, 2, "award", "Best Paper Finalist" },
  { "tags.md", 2, 0, "organization", "Sound Labs" },
  { "tags.md", 4, 0, "role", "Conference Reviewer" },
  { "setext-years.md", 0, 2, "title", "Marsh Gas" },
  { "setext-years.md", 0, 2, "doi", "10.1038/x" },
  { "setext-years.md", 2, 0, "amount", "£120,000" },
  { "setext-years.md", 2, 0, "organization", "Salt Council" },
  { "setext-years.md", 2, 0, "role", "PI" },
  /* includes */
  { "main.md", 1, 0, "text", "In another file." },
};

static void
test_fields (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_cases); i++)
    {
      const FieldCase *row = &field_cases[i];
      Page page;
      AtriumValue *value;

      page_open (&page, row->page);
      value = atrium_entry_get_at (atrium_section_get_entry (atrium_profile_get_section (page.profile, row->section), row->entry), row->path);
      g_test_message ("%s sections/%u/entries/%u/%s", row->page, row->section, row->entry, row->path);
      if (row->value != NULL && atrium_value_get_value_type (value) == ATRIUM_VALUE_BOOLEAN)
        g_assert_cmpstr (row->value, ==, atrium_value_get_boolean (value) ? "true" : "false");
      else
        g_assert_cmpstr (atrium_value_get_string (value), ==, row->value);
      page_close (&page);
    }
}

/* ---- laws ---- */

static gboolean
is_part_of (const char *path,
            const char *whole)
{
  gsize length = strlen (whole);

  return strncmp (path, whole, length) == 0 && path[length] == '/';
}

/* a slot lies in its entry, parts in their whole, and no two values share a byte */
static void
check_slots (const AtriumEntryMap *entry)
{
  gsize length;

  atrium_source_get_text (entry->source, &length);
  g_assert_cmpuint (entry->outer.end, <=, length);
  g_assert_true (atrium_span_contains (entry->outer, entry->inner));
  for (guint i = 0; i < entry->slots->len; i++)
    {
      const AtriumSlot *a = &g_array_index (entry->slots, AtriumSlot, i);

      g_assert_true (a->source == entry->source);
      if (!g_str_has_suffix (a->path, "url"))
        g_assert_true (atrium_span_contains (entry->outer, a->span));
      for (guint j = i + 1; j < entry->slots->len; j++)
        {
          const AtriumSlot *b = &g_array_index (entry->slots, AtriumSlot, j);

          g_assert_cmpstr (a->path, !=, b->path);
          if (is_part_of (b->path, a->path))
            g_assert_true (g_str_has_suffix (b->path, "url") || atrium_span_contains (a->span, b->span));
          else if (atrium_span_overlaps (a->span, b->span))
            g_error ("%s and %s share bytes", a->path, b->path);
        }
    }
}

static void
check_laws (Page *page)
{
  g_assert_cmpuint (page->map->sections->len, ==, atrium_profile_get_n_sections (page->profile));
  for (guint i = 0; i < page->map->sections->len; i++)
    {
      AtriumSection *section = atrium_profile_get_section (page->profile, i);
      const AtriumSectionMap *map = g_ptr_array_index (page->map->sections, i);

      g_assert_cmpstr (map->section_id, ==, atrium_section_get_id (section));
      g_assert_cmpuint (map->entries->len, ==, atrium_section_get_n_entries (section));
      for (guint j = 0; j < map->entries->len; j++)
        {
          const AtriumEntryMap *entry = g_ptr_array_index (map->entries, j);
          const AtriumEntryMap *before = j > 0 ? g_ptr_array_index (map->entries, j - 1) : NULL;

          g_assert_cmpstr (entry->entry_id, ==, atrium_entry_get_id (atrium_section_get_entry (section, j)));
          check_slots (entry);
          if (before != NULL && before->source == entry->source)
            g_assert_cmpuint (before->outer.end, <=, entry->outer.start);
          if (entry->source == map->source)
            g_assert_true (atrium_span_contains (map->outer, entry->outer));
          /* every entry that is read can be edited */
          g_assert_cmpuint (entry->slots->len, >, 0);
        }
    }
}

static void
test_laws (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (outline_cases); i++)
    {
      Page page;

      page_open (&page, outline_cases[i].page);
      g_test_message ("%s", outline_cases[i].page);
      check_laws (&page);
      page_close (&page);
    }
}

static void
check_folder (const char *folder,
              const char *below)
{
  g_autoptr(AtriumFileTree) files = site_folder_read (folder);

  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);
      Page page = { .files = files, .profile = atrium_profile_new (), .map = atrium_map_new () };

      g_test_message ("%s/%s", below, path);
      if ((g_str_has_suffix (path, ".md") || g_str_has_suffix (path, ".html") || g_str_has_suffix (path, ".txt")) &&
          atrium_page_read (files, path, page.profile, page.map, NULL))
        check_laws (&page);
      g_object_unref (page.profile);
      atrium_map_free (page.map);
    }
}

static void
test_shared_laws (void)
{
  g_autofree char *shared = shared_folder_dup ();
  g_autofree char *corpus = shared != NULL ? g_build_filename (shared, "corpus", NULL) : NULL;
  g_autofree char *seeds = shared != NULL ? g_build_filename (shared, "seeds", NULL) : NULL;
  g_autoptr(GDir) dir = corpus != NULL ? g_dir_open (corpus, 0, NULL) : NULL;
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("no corpus beside the source tree; set ATRIUM_SHARED");
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (corpus, name, NULL);

      check_folder (folder, name);
    }
  check_folder (seeds, "seeds");
}

/* ---- titles ---- */

typedef struct
{
  const char *title;
  const char *kind;          /* NULL: the title says nothing */
} TitleCase;

static const TitleCase title_cases[] = {
  { "Selected Publications", "publications" }, { "Preprints", "publications" }, { "📝 Papers", "publications" }, { "Journal Articles", "publications" },
  { "Work Experience", "experience" }, { "Internships", "experience" }, { "Academic Positions", "experience" }, { "Experience", "experience" },
  { "Academic Services", "service" }, { "Reviewing", "service" }, { "Professional Activities", "service" }, { "Volunteer Experience", "service" },
  { "Honors & Awards", "honors" }, { "Fellowships and Awards", "honors" }, { "Teaching", "teaching" }, { "Teaching Experience", "teaching" },
  { "Invited Talks", "talks" }, { "Presentations", "talks" }, { "Research Projects", "projects" }, { "Open-Source Software", "projects" },
  { "Grants", "grants" }, { "Academic funding", "grants" }, { "Education", "education" }, { "Education and Work Experience", "experience" },
  { "Technical Skills", "skills" }, { "🌐 Languages", "skills" }, { "What's New", "news" }, { "News and updates", "news" }, { "About Me", "bio" },
  { "Research Interests", "list" }, { "Students", "list" }, { "Patents", "list" }, { "Travel", "places" },
  { "Vision-Language Modeling", NULL }, { "Face Recognition", NULL }, { "2031", NULL }, { "", NULL }, { "🌊", NULL },
  { "论文发表", "publications" }, { "教育背景", "education" }, { "工作经历", "experience" }, { "实习经历", "experience" }, { "荣誉奖项", "honors" },
  { "学术服务", "service" }, { "主持的项目", "grants" }, { "科研项目", "projects" }, { "新闻", "news" }, { "研究方向", "list" }, { "教育和工作经历", "experience" },
  { "Open Positions", "list" }, { "Group Members", "list" }, { "Work in Progress", "publications" }, { "Review and Judging", "service" },
  { "Funds", "grants" }, { "Research Programs", "projects" }, { "Language", "skills" }, { "Consulting", "experience" },
  { "Akademische Positionen", "experience" }, { "Sprachkenntnisse", "skills" }, { "Tagungsbeiträge", "talks" },
  { "Logiciels", "projects" }, { "Maître de conférences", "bio" }, { "Médiation scientifique", "service" },
  { "Conocimiento técnico", "skills" }, { "Áreas de interés", "list" }, { "Estancias de investigación", "experience" }, { "Logros", "honors" },
  { "招生信息", "list" }, { "团队成员", "list" }, { "外语", "skills" },
  { "査読あり", "publications" }, { "教育歴", "teaching" }, { "経験", "experience" }, { "コミュニティ活動", "service" }, { "フェローシップ", "honors" },
  { "主要研究领域和技能", "skills" }, { "關於我", "bio" }, { "獲獎經歷", "honors" },
  { "Veröffentlichungen", "publications" }, { "Über mich", "bio" }, { "Ausbildung", "education" }, { "Berufserfahrung", "experience" }, { "Lehre", "teaching" },
  { "Vorträge", "talks" }, { "Auszeichnungen", "honors" }, { "Drittmittel", "grants" }, { "Aktuelles", "news" }, { "Forschungsinteressen", "list" },
  { "Thèmes de recherche", "list" }, { "À propos", "bio" }, { "Actualités", "news" }, { "Formation", "education" }, { "Enseignement", "teaching" },
  { "Prix et distinctions", "honors" }, { "Expérience professionnelle", "experience" }, { "Stages", "experience" }, { "Compétences", "skills" },
  { "Publicaciones", "publications" }, { "Sobre mí", "bio" }, { "Educación", "education" }, { "Docencia", "teaching" }, { "Premios y becas", "honors" },
  { "Experiencia laboral", "experience" }, { "Proyectos", "projects" }, { "Noticias", "news" }, { "Charlas", "talks" },
  { "業績", "publications" }, { "学歴", "education" }, { "職歴", "experience" }, { "受賞歴", "honors" }, { "お知らせ", "news" }, { "学会発表", "talks" },
  { "担当授業", "teaching" }, { "研究テーマ", "list" }, { "プロフィール", "bio" }, { "プロジェクト", "projects" }, { "競争的資金", "grants" },
};

static void
test_titles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (title_cases); i++)
    {
      AtriumKind kind;
      gboolean known = atrium_section_kind_from_title (title_cases[i].title, &kind);

      g_test_message ("%s", title_cases[i].title);
      g_assert_cmpstr (known ? atrium_kind_get_info (kind)->id : NULL, ==, title_cases[i].kind);
    }
}

/* ---- what is refused ---- */

static void
test_loop (void)
{
  g_autoptr(AtriumFileTree) files = read_pages ();
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(AtriumMap) map = atrium_map_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (atrium_page_read (files, "loop-a.md", profile, map, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_LINK_LOOP);
  g_assert_true (g_str_has_prefix (error->message, "loop-b.md:1:1: "));
  g_assert_cmpuint (atrium_profile_get_n_sections (profile), ==, 0);
}

static void
test_not_text (void)
{
  static const char *const bad[] = { "# T\n\xff\xfe\n", "\xc3\x28" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
      g_autoptr(AtriumProfile) profile = atrium_profile_new ();
      g_autoptr(AtriumMap) map = atrium_map_new ();
      g_autoptr(GBytes) bytes = g_bytes_new (bad[i], strlen (bad[i]));
      g_autoptr(GError) error = NULL;

      atrium_file_tree_set (files, "page.md", bytes);
      g_assert_false (atrium_page_read (files, "page.md", profile, map, &error));
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_TEXT);
    }
}

static void
read_text (const char    *path,
           const char    *text,
           gsize          length,
           AtriumProfile *profile)
{
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  g_autoptr(AtriumMap) map = atrium_map_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(GError) error = NULL;

  atrium_file_tree_set (files, path, bytes);
  if (!atrium_page_read (files, path, profile, map, &error))
    g_assert_true (error->domain == ATRIUM_ERROR);
}

/* whatever is cut off or nested, the reader ends with sections or one of its errors */
static void
test_hostile (void)
{
  static const struct
  {
    const char *piece;
    guint       times;
  } nests[] = { { "<div>", 5000 }, { "> ", 5000 }, { "- ", 3000 }, { "<ul><li>", 3000 }, { "[", 20000 }, { "**", 20000 }, { "(", 20000 },
                { "{% if x %}", 3000 }, { "<table><tr><td>", 2000 }, { "A B, ", 20000 }, { "2031, ", 20000 }, { "“", 5000 } };

  for (guint i = 0; i < G_N_ELEMENTS (nests); i++)
    {
      g_autoptr(GString) text = g_string_new ("# Publications\n\n- ");

      for (guint j = 0; j < nests[i].times; j++)
        g_string_append (text, nests[i].piece);
      g_test_message ("%s", nests[i].piece);
      for (guint html = 0; html < 2; html++)
        {
          g_autoptr(AtriumProfile) profile = atrium_profile_new ();

          read_text (html ? "page.html" : "page.md", text->str, text->len, profile);
        }
    }
}

static void
test_truncated (void)
{
  g_autoptr(AtriumFileTree) files = read_pages ();
  static const char *const pages[] = { "acad.md", "setext.md", "tables.md", "barron.html" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (atrium_file_tree_lookup (files, pages[i]), &length);

      for (gsize cut = 0; cut < length; cut += 7)
        {
          g_autoptr(AtriumProfile) profile = atrium_profile_new ();

          read_text (pages[i], text, cut, profile);
        }
    }
}

/* ---- cost ---- */

static double
time_of (guint times)
{
  g_autoptr(AtriumFileTree) files = read_pages ();
  g_autoptr(GString) text = g_string_new (NULL);
  gsize length;
  const char *page = g_bytes_get_data (atrium_file_tree_lookup (files, "acad.md"), &length);
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  gint64 start;

  for (guint i = 0; i < times; i++)
    g_string_append_len (text, page, length);
  start = g_get_monotonic_time ();
  read_text ("page.md", text->str, text->len, profile);

  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
test_linear (void)
{
  double small;
  double large;

  time_of (1);
  small = time_of (10);
  large = time_of (1000);
  g_test_message ("10 pages in one: %.1f ms, 1000: %.1f ms", small, large);
  /* 100 times the size; a quadratic reader takes 10,000 times the time */
  g_assert_cmpfloat (large, <, small * 100 * 8 + 100);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (outline_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/outline/sections/%s", outline_cases[i].page);

      g_test_add_data_func (path, &outline_cases[i], test_outline);
    }
  g_test_add_func ("/outline/fields", test_fields);
  g_test_add_func ("/outline/laws", test_laws);
  g_test_add_func ("/outline/laws-of-shared-pages", test_shared_laws);
  g_test_add_func ("/outline/titles", test_titles);
  g_test_add_func ("/outline/include-loop", test_loop);
  g_test_add_func ("/outline/not-text", test_not_text);
  g_test_add_func ("/outline/hostile", test_hostile);
  g_test_add_func ("/outline/truncated", test_truncated);
  g_test_add_func ("/outline/linear", test_linear);

  return g_test_run ();
}
