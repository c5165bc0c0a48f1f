#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "atrium-check.h"
#include "atrium-history.h"
#include "atrium-json.h"
#include "lens-edits.h"
#include "toml-site.h"

/* The Hugo Academic theme as it was when its front matter was TOML. */

typedef AtriumFileTree *(*NewSite) (void);

static const NewSite sites[] = { toml_site_old, toml_site_authors };

typedef struct
{
  NewSite     site;
  AtriumKind  kind;
  guint       index;
  const char *path;
  const char *text;
} Expected;

static AtriumEntry *
get_entry (AtriumReading *reading,
           AtriumKind     kind,
           guint          index)
{
  if (kind == ATRIUM_KIND_PERSON)
    return atrium_profile_get_person (reading->profile);

  return atrium_section_get_entry (edits_section (reading, kind), index);
}

static void
test_reads (void)
{
  static const Expected expected[] = {
    { toml_site_old, ATRIUM_KIND_PERSON, 0, "name", "Ines Okoro" },
    { toml_site_old, ATRIUM_KIND_PERSON, 0, "headline", "Lecturer in Tides" },
    { toml_site_old, ATRIUM_KIND_PERSON, 0, "affiliation", "Harbour Institute" },
    { toml_site_old, ATRIUM_KIND_PERSON, 0, "picture", "static/img/ines.jpg" },
    { toml_site_old, ATRIUM_KIND_PERSON, 0, "emails/0", "ines@example.org" },
    { toml_site_old, ATRIUM_KIND_PERSON, 0, "links/0/label", "GitHub" },
    { toml_site_old, ATRIUM_KIND_PERSON, 0, "links/1/url", "https://orcid.org/0000-0000-0000-0000" },
    { toml_site_old, ATRIUM_KIND_BIO, 0, "text", "Ines Okoro studies recurrent networks with slow clocks." },
    { toml_site_old, ATRIUM_KIND_LIST, 1, "text", "Tides" },
    { toml_site_old, ATRIUM_KIND_EDUCATION, 0, "degree", "PhD in Computer Science" },
    { toml_site_old, ATRIUM_KIND_EDUCATION, 1, "organization", "Inland Institute" },
    { toml_site_old, ATRIUM_KIND_EDUCATION, 1, "end", "2025" },
    { toml_site_old, ATRIUM_KIND_EXPERIENCE, 0, "role", "Lecturer" },
    { toml_site_old, ATRIUM_KIND_EXPERIENCE, 0, "start", "2030-01-01" },
    { toml_site_old, ATRIUM_KIND_EXPERIENCE, 0, "end", NULL },
    { toml_site_old, ATRIUM_KIND_EXPERIENCE, 0, "text", "  Teaches tides.\n\n  And \"waves\"." },
    { toml_site_old, ATRIUM_KIND_EXPERIENCE, 1, "url", "https://example.org/pier" },
    { toml_site_old, ATRIUM_KIND_EXPERIENCE, 2, "end", "2028-10-31" },
    { toml_site_old, ATRIUM_KIND_HONORS, 1, "title", "Best \"Dune\"" },
    { toml_site_old, ATRIUM_KIND_HONORS, 0, "date", "2031-01-25" },
    { toml_site_old, ATRIUM_KIND_TEXT, 0, "text", "My notes are *here*." },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "title", "Tidal Nets: Forecasting with Phase-Locked Memory" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "authors/2/name", "Lio Brandt" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "date", "2031-09-12" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "type", "inproceedings" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "venue", "European Conference on Made-up Learning" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "venueShort", "ECML" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "doi", "10.5555/000001" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "links/0/label", "Tables" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "links/1/label", "PDF" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "text", "More on the *clock*." },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 1, "title", "Harbour Noise" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 1, "date", "2030-03-01" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 1, "abstract", "It is noisy.\n" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 1, "links/1/url", "https://example.org/sounds" },
    { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 2, "type", "preprint" },
    { toml_site_old, ATRIUM_KIND_TALKS, 0, "event", "Clock Days" },
    { toml_site_old, ATRIUM_KIND_TALKS, 0, "date", "2032-05-06" },
    { toml_site_old, ATRIUM_KIND_TALKS, 0, "text", "Why clocks are slow." },
    { toml_site_old, ATRIUM_KIND_PROJECTS, 0, "url", "https://example.org/gauge" },
    { toml_site_old, ATRIUM_KIND_NEWS, 0, "text", "Tidal Nets was accepted" },
    { toml_site_authors, ATRIUM_KIND_PERSON, 0, "name", "Ines Okoro" },
    { toml_site_authors, ATRIUM_KIND_PERSON, 0, "affiliation", "Harbour Institute" },
    { toml_site_authors, ATRIUM_KIND_PERSON, 0, "emails/0", "ines@example.org" },
    { toml_site_authors, ATRIUM_KIND_PERSON, 0, "links/0/url", "https://github.com/inesokoro" },
    { toml_site_authors, ATRIUM_KIND_BIO, 0, "text", "Ines Okoro sails." },
    { toml_site_authors, ATRIUM_KIND_LIST, 0, "text", "Tides" },
    { toml_site_authors, ATRIUM_KIND_EDUCATION, 0, "end", "2029" },
    { toml_site_authors, ATRIUM_KIND_PUBLICATIONS, 0, "authors/0/name", "Ines Okoro" },
    { toml_site_authors, ATRIUM_KIND_PUBLICATIONS, 0, "doi", "10.5555/3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(AtriumFileTree) files = expected[i].site ();
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      AtriumEntry *entry = get_entry (reading, expected[i].kind, expected[i].index);

      g_test_message ("%u %s", i, expected[i].path);
      g_assert_cmpstr (reading->lens->id, ==, "hugoblox");
      g_assert_cmpstr (atrium_value_get_string (atrium_entry_get_at (entry, expected[i].path)), ==, expected[i].text);
    }
}

static void
test_reads_more (void)
{
  g_autoptr(AtriumFileTree) files = toml_site_old ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *papers = edits_section (reading, ATRIUM_KIND_PUBLICATIONS);
  AtriumEntry *paper = atrium_section_get_entry (papers, 0);

  g_assert_cmpstr (atrium_section_get_title (papers), ==, "All papers");
  g_assert_cmpstr (atrium_section_get_title (edits_section (reading, ATRIUM_KIND_NEWS)), ==, "Recent News");
  g_assert_cmpstr (atrium_section_get_title (edits_section (reading, ATRIUM_KIND_HONORS)), ==, "Prizes");
  g_assert_true (atrium_value_get_boolean (atrium_entry_get (paper, "selected")));
  g_assert_true (atrium_value_get_boolean (atrium_entry_get_at (paper, "authors/0/self")));
  g_assert_true (atrium_value_get_boolean (atrium_entry_get_at (paper, "authors/1/equal")));
  g_assert_true (atrium_entry_get_hidden (atrium_section_get_entry (edits_section (reading, ATRIUM_KIND_NEWS), 0)));
  edits_assert_identity (files);
}

#define P_TIDAL "content/publication/tidal-nets.md"
#define P_HARBOUR "content/publication/harbour-noise/index.md"
#define P_EXPERIENCE "content/home/experience.md"
#define P_ABOUT "content/home/about.md"
#define P_ADMIN "content/authors/admin/_index.md"

/* one value, and the only line that may change by it */
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
  { toml_site_old, ATRIUM_KIND_PERSON, 0, "name", "Ines R. Okoro", "config.toml",
    "name = \"Ines Okoro\" #", "name = \"Ines R. Okoro\" #" },
  { toml_site_old, ATRIUM_KIND_PERSON, 0, "headline", "Reader's aide", "config.toml",
    "role = 'Lecturer in Tides'", "role = \"Reader's aide\"" },
  { toml_site_old, ATRIUM_KIND_PERSON, 0, "affiliation", "Port Institute", "config.toml",
    "{ name = \"Harbour Institute\", url", "{ name = \"Port Institute\", url" },
  { toml_site_old, ATRIUM_KIND_PERSON, 0, "emails/0", "okoro@example.org", "config.toml",
    "\"ines@example.org\"", "\"okoro@example.org\"" },
  { toml_site_old, ATRIUM_KIND_PERSON, 0, "links/1/url", "https://orcid.org/1", "config.toml",
    "\"https://orcid.org/0000-0000-0000-0000\"", "\"https://orcid.org/1\"" },
  { toml_site_old, ATRIUM_KIND_BIO, 0, "text", "Ines Okoro sails.", P_ABOUT,
    "Ines Okoro studies recurrent networks with slow clocks.", "Ines Okoro sails." },
  { toml_site_old, ATRIUM_KIND_LIST, 1, "text", "Waves", P_ABOUT, "\"Tides\",\n", "\"Waves\",\n" },
  { toml_site_old, ATRIUM_KIND_EDUCATION, 0, "end", "2030", P_ABOUT, "year = 2029", "year = 2030" },
  { toml_site_old, ATRIUM_KIND_EDUCATION, 0, "end", "2030-06", P_ABOUT, "year = 2029", "year = \"2030-06\"" },
  { toml_site_old, ATRIUM_KIND_EDUCATION, 1, "organization", "C:\\Inland", P_ABOUT,
    "'Inland Institute'", "'C:\\Inland'" },
  { toml_site_old, ATRIUM_KIND_EXPERIENCE, 0, "end", "2034-01-01", P_EXPERIENCE,
    "date_end = \"\"", "date_end = \"2034-01-01\"" },
  { toml_site_old, ATRIUM_KIND_EXPERIENCE, 1, "start", "2029-02-01", P_EXPERIENCE,
    "date_start = 2029-01-01", "date_start = 2029-02-01" },
  { toml_site_old, ATRIUM_KIND_EXPERIENCE, 0, "text", "Teaches \\ sand.\nAnd \"\"\"waves\"\"\".", P_EXPERIENCE,
    "  Teaches tides.\n\n  And \"waves\".", "Teaches \\\\ sand.\nAnd \"\"\\\"waves\"\"\\\"." },
  { toml_site_old, ATRIUM_KIND_EXPERIENCE, 2, "text", "It's me.", P_EXPERIENCE, "'''Scrubbed.'''", "'''It's me.'''" },
  { toml_site_old, ATRIUM_KIND_HONORS, 1, "title", "\"Dune\" of the Year", "content/home/awards.md",
    "\"Best \\\"Dune\\\"\"", "\"\\\"Dune\\\" of the Year\"" },
  { toml_site_old, ATRIUM_KIND_TEXT, 0, "text", "None.", "content/home/notes.md", "My notes are *here*.", "None." },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "title", "It's \"tidal\"", P_TIDAL,
    "\"Tidal Nets: Forecasting with Phase-Locked Memory\"", "\"It's \\\"tidal\\\"\"" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "authors/1/name", "Tam Quill", P_TIDAL, "\"Tam Varga\"", "\"Tam Quill\"" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "venue", "Clock Days", P_TIDAL,
    "\"In *European Conference on Made-up Learning*\"", "\"In *Clock Days*\"" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "venue", "Clock \"Days\"", P_TIDAL,
    "\"In *European Conference on Made-up Learning*\"", "\"In *Clock \\\"Days\\\"*\"" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "date", "2031-10-12", P_TIDAL, "date = 2031-09-12", "date = 2031-10-12" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 1, "date", "2030-04-02", P_HARBOUR,
    "\"2030-03-01T00:00:00\"", "\"2030-04-02T00:00:00\"" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "type", "article", P_TIDAL, "[\"1\"]", "[\"2\"]" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "doi", "10.5555/2", P_TIDAL, "10.5555/000001", "10.5555/2" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "links/0/label", "Charts", P_TIDAL, "name = \"Tables\"", "name = \"Charts\"" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "links/1/url", "t.pdf", P_TIDAL, "\"pdf/tidal.pdf\" #", "\"t.pdf\" #" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 1, "links/1/url", "https://example.org/s", P_HARBOUR,
    "'https://example.org/sounds'", "'https://example.org/s'" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 1, "abstract", "It's calm.\n", P_HARBOUR, "It is noisy.", "It's calm." },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 0, "text", "Less.", P_TIDAL, "More on the *clock*.", "Less." },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 2, "venue", "Sand Letters", "content/publication/sand.md",
    "publication = \"\"", "publication = \"Sand Letters\"" },
  { toml_site_old, ATRIUM_KIND_PUBLICATIONS, 2, "doi", "10.5555/4", "content/publication/sand.md",
    "publication = \"\"\n", "publication = \"\"\ndoi = \"10.5555/4\"\n" },
  { toml_site_old, ATRIUM_KIND_TALKS, 0, "date", "2032-05-07", "content/talk/clocks.md",
    "time_start = 2032-05-06T13:00:00Z", "time_start = 2032-05-07T13:00:00Z" },
  { toml_site_old, ATRIUM_KIND_TALKS, 0, "event", "Sand Days", "content/talk/clocks.md", "\"Clock Days\"", "\"Sand Days\"" },
  { toml_site_old, ATRIUM_KIND_NEWS, 0, "text", "Tidal Nets appeared", "content/post/accepted.md",
    "\"Tidal Nets was accepted\"\r\n", "\"Tidal Nets appeared\"\r\n" },
  { toml_site_authors, ATRIUM_KIND_PERSON, 0, "emails/0", "okoro@example.org", P_ADMIN,
    "mailto:ines@example.org", "mailto:okoro@example.org" },
  { toml_site_authors, ATRIUM_KIND_PERSON, 0, "affiliation", "Port Institute", P_ADMIN,
    "name = \"Harbour Institute\"", "name = \"Port Institute\"" },
  { toml_site_authors, ATRIUM_KIND_PUBLICATIONS, 0, "authors/1/name", "Tam Quill", "content/publication/nets/index.md",
    "[\"admin\", \"Tam Varga\"]", "[\"admin\", \"Tam Quill\"]" },
  { toml_site_authors, ATRIUM_KIND_PUBLICATIONS, 0, "doi", "10.5555/5", "content/publication/nets/index.md",
    "\"10.5555/3\"", "\"10.5555/5\"" },
  { toml_site_authors, ATRIUM_KIND_PUBLICATIONS, 0, "abstract", "Knots.", "content/publication/nets/index.md",
    "\"10.5555/3\"\n", "\"10.5555/3\"\nabstract      = \"Knots.\"\n" },
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

static void
insert_link (AtriumEntry *entry,
             guint        at,
             const char  *label,
             const char  *url)
{
  AtriumValue *links = atrium_entry_get (entry, "links");
  g_autoptr(AtriumValue) empty = links == NULL ? atrium_value_new_list (NULL, 0) : atrium_value_ref (links);
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) labelled = atrium_value_with_string (record, "label", label);
  g_autoptr(AtriumValue) link = atrium_value_with_string (labelled, "url", url);
  g_autoptr(AtriumValue) new = atrium_value_with_insert (empty, at, link);

  atrium_entry_set (entry, "links", new);
}

typedef void (*Change) (AtriumEntry *entry);

static void
add_link (AtriumEntry *entry)
{
  insert_link (entry, 1, "Slides", "https://example.org/s");
}

static void
add_first_link (AtriumEntry *entry)
{
  insert_link (entry, 0, "Charts", "https://example.org/c");
}

static void
remove_link (AtriumEntry *entry)
{
  g_autoptr(AtriumValue) links = atrium_value_without_item (atrium_entry_get (entry, "links"), 0);

  atrium_entry_set (entry, "links", links);
}

static void
select_not (AtriumEntry *entry)
{
  atrium_entry_set (entry, "selected", NULL);
}

static void
select_it (AtriumEntry *entry)
{
  g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);

  atrium_entry_set (entry, "selected", yes);
}

static void
add_author (AtriumEntry *entry)
{
  AtriumValue *authors = atrium_entry_get (entry, "authors");
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) person = atrium_value_with_string (record, "name", "Mara Lind");
  g_autoptr(AtriumValue) new = atrium_value_with_insert (authors, atrium_value_get_n_items (authors), person);

  atrium_entry_set (entry, "authors", new);
}

static void
remove_authors (AtriumEntry *entry)
{
  AtriumValue *first = atrium_value_get_item (atrium_entry_get (entry, "authors"), 0);
  g_autoptr(AtriumValue) new = atrium_value_new_list (&first, 1);

  atrium_entry_set (entry, "authors", new);
}

static void
remove_doi (AtriumEntry *entry)
{
  atrium_entry_set (entry, "doi", NULL);
}

static void
hide (AtriumEntry *entry)
{
  atrium_entry_set_hidden (entry, TRUE);
}

/* values of more than one line, and what comes and goes */
static void
test_changes (void)
{
  static const struct
  {
    AtriumKind kind;
    guint index;
    Change change;
    const char *file, *before, *after;
  } changes[] = {
    { ATRIUM_KIND_PUBLICATIONS, 0, add_first_link, P_TIDAL,
      "url_custom = [{name = \"Tables\"", "url_custom = [{name = \"Charts\", url = \"https://example.org/c\"}, {name = \"Tables\"" },
    { ATRIUM_KIND_PUBLICATIONS, 1, add_link, P_HARBOUR, "[[url_custom]]\n  name = 'Sounds'",
      "[[url_custom]]\n  name = 'Slides'\n  url = 'https://example.org/s'\n\n[[url_custom]]\n  name = 'Sounds'" },
    { ATRIUM_KIND_PUBLICATIONS, 1, remove_link, P_HARBOUR,
      "[[url_custom]]\n  name = 'Data'\n  url = 'https://example.org/data'\n\n", "" },
    { ATRIUM_KIND_PUBLICATIONS, 0, remove_link, P_TIDAL,
      "[{name = \"Tables\", url = \"https://example.org/tables\"}]", "[]" },
    { ATRIUM_KIND_PUBLICATIONS, 2, add_first_link, "content/publication/sand.md", "publication = \"\"\n",
      "publication = \"\"\nurl_custom = [{name = \"Charts\", url = \"https://example.org/c\"}]\n" },
    { ATRIUM_KIND_PUBLICATIONS, 0, select_not, P_TIDAL, "selected = true", "selected = false" },
    { ATRIUM_KIND_PUBLICATIONS, 1, select_it, P_HARBOUR, "selected = false", "selected = true" },
    { ATRIUM_KIND_PUBLICATIONS, 2, select_it, "content/publication/sand.md",
      "publication = \"\"\n", "publication = \"\"\nselected = true\n" },
    { ATRIUM_KIND_PUBLICATIONS, 0, add_author, P_TIDAL, "\"Lio Brandt\"]", "\"Lio Brandt\", \"Mara Lind\"]" },
    { ATRIUM_KIND_PUBLICATIONS, 1, add_author, P_HARBOUR, "  'Tam Varga', # on the gauge\n",
      "  'Tam Varga', # on the gauge\n  'Mara Lind',\n" },
    { ATRIUM_KIND_PUBLICATIONS, 1, remove_authors, P_HARBOUR, "  'Tam Varga', # on the gauge\n", "" },
    { ATRIUM_KIND_PUBLICATIONS, 0, remove_doi, P_TIDAL, "doi = \"10.5555/000001\"", "doi = \"\"" },
    { ATRIUM_KIND_PUBLICATIONS, 0, hide, P_TIDAL, "tables\"}]\n", "tables\"}]\ndraft = true\n" },
    { ATRIUM_KIND_PUBLICATIONS, 2, hide, "content/publication/sand.md",
      "publication = \"\"\n", "publication = \"\"\ndraft = true\n" },
    { ATRIUM_KIND_PERSON, 0, add_link, "config.toml", "    link = \"https://github.com/inesokoro\"\n",
      "    link = \"https://github.com/inesokoro\"\n\n  [[params.social]]\n    icon = \"slides\"\n    icon_pack = \"fab\"\n"
      "    link = \"https://example.org/s\"\n" },
    { ATRIUM_KIND_PERSON, 0, remove_link, "config.toml",
      "  [[params.social]]\n    icon = \"github\"\n    icon_pack = \"fab\"\n    link = \"https://github.com/inesokoro\"\n\n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(AtriumFileTree) files = toml_site_old ();
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumProfile) copy = NULL;
      g_autoptr(AtriumFileTree) new = NULL;
      AtriumSection *section;

      g_test_message ("%u", i);
      if (changes[i].kind == ATRIUM_KIND_PERSON)
        copy = atrium_profile_copy (reading->profile);
      else
        copy = copy_with (reading, changes[i].kind, &section);
      changes[i].change (changes[i].kind == ATRIUM_KIND_PERSON ? atrium_profile_get_person (copy)
                                                               : atrium_section_get_entry (section, changes[i].index));
      new = edits_write (reading, copy);
      edits_assert_line (files, new, changes[i].file, changes[i].before, changes[i].after);
    }
}

/* a new paper is TOML where the one beside it is, and spelled like that one */
static void
test_adds_pages (void)
{
  static const struct { guint at; const char *text; } pages[] = {
    { 0, "+++\n"
         "title = \"Slow: clocks\"\n"
         "date = 2033-02-03\n"
         "authors = [\"Ines Okoro\", \"Tam Varga\", \"Lio Brandt\"]\n"
         "author_notes = [\"Equal contribution\", \"Equal contribution\"]\n"
         "publication_types = [\"2\"]\n"
         "publication = \"*Journal of \\\"Quays\\\"*\"\n"
         "selected = true\n"
         "url_code = \"https://example.org/slow\"\n"
         "doi = \"10.5555/9\"\n"
         "url_custom = [{name = \"Tables\", url = \"https://example.org/slow/t\"}]\n"
         "+++\n"
         "\n"
         "It is *slow*.\n" },
    { 2, NULL },
    { 3, "+++\n"
         "title = \"Slow: clocks\"\n"
         "date = 2033-02-03\n"
         "authors = [\"Ines Okoro\", \"Tam Varga\", \"Lio Brandt\"]\n"
         "author_notes = [\"Equal contribution\", \"Equal contribution\"]\n"
         "publication_types = [\"2\"]\n"
         "publication = \"Journal of \\\"Quays\\\"\"\n"
         "selected = true\n"
         "doi = \"10.5555/9\"\n"
         "url_custom = [{name = \"Tables\", url = \"https://example.org/slow/t\"}, "
         "{name = \"Code\", url = \"https://example.org/slow\"}]\n"
         "+++\n"
         "\n"
         "It is *slow*.\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(AtriumFileTree) files = toml_site_old ();
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      AtriumSection *section;
      g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
      g_autoptr(AtriumFileTree) new = NULL;
      g_autofree char *text = NULL;

      atrium_entry_set_string (entry, "title", "Slow: clocks");
      atrium_entry_set (entry, "authors", atrium_entry_get (atrium_section_get_entry (section, 0), "authors"));
      atrium_entry_set_string (entry, "date", "2033-02-03");
      atrium_entry_set_string (entry, "type", "article");
      atrium_entry_set_string (entry, "venue", "Journal of \"Quays\"");
      atrium_entry_set_string (entry, "doi", "10.5555/9");
      atrium_entry_set_string (entry, "text", "It is *slow*.");
      select_it (entry);
      insert_link (entry, 0, "Tables", "https://example.org/slow/t");
      insert_link (entry, 1, "Code", "https://example.org/slow");
      atrium_section_insert (section, pages[i].at, entry);
      new = edits_write (reading, copy);
      text = site_dup_text (new, "content/publication/slow-clocks/index.md");
      if (pages[i].text != NULL)
        g_assert_cmpstr (text, ==, pages[i].text);
      else
        g_assert_true (g_str_has_prefix (text, "+++\n"));
    }
}

/* links as [[tables]] come behind all keys, or they would take them in */
static void
test_adds_page_with_tables (void)
{
  g_autoptr(AtriumFileTree) files = toml_site_old ();
  g_autoptr(AtriumReading) reading = NULL;
  g_autoptr(AtriumProfile) copy = NULL;
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;
  AtriumSection *section;

  atrium_file_tree_remove (files, P_TIDAL);
  atrium_file_tree_remove (files, "content/publication/sand.md");
  reading = site_read (files, NULL);
  copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  atrium_entry_set_string (entry, "title", "Slower");
  atrium_entry_set (entry, "authors", atrium_entry_get (atrium_section_get_entry (section, 0), "authors"));
  atrium_entry_set_string (entry, "abstract", "Very.");
  atrium_entry_set_string (entry, "doi", "10.5555/9");
  atrium_entry_set_string (entry, "date", "2033-02");
  atrium_entry_set_hidden (entry, TRUE);
  insert_link (entry, 0, "Tables", "https://example.org/slow/t");
  atrium_section_append (section, entry);
  new = edits_write (reading, copy);
  text = site_dup_text (new, "content/publication/slower/index.md");
  g_assert_cmpstr (text, ==,
                   "+++\n"
                   "title = 'Slower'\n"
                   "date = \"2033-02-01\"\n"
                   "date_precision = \"month\"\n"
                   "authors = [\n"
                   "  'Ines Okoro',\n"
                   "  'Tam Varga',\n"
                   "]\n"
                   "abstract = 'Very.'\n"
                   "doi = '10.5555/9'\n"
                   "draft = true\n"
                   "\n"
                   "[[url_custom]]\n"
                   "  name = 'Tables'\n"
                   "  url = 'https://example.org/slow/t'\n"
                   "+++\n");
}

static void
test_adds_records (void)
{
  g_autoptr(AtriumFileTree) files = toml_site_old ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = copy_with (reading, ATRIUM_KIND_EXPERIENCE, &section);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_EXPERIENCE, NULL);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_entry_set_string (entry, "role", "Pilot");
  atrium_entry_set_string (entry, "organization", "Pier \"Works\"");
  atrium_entry_set_string (entry, "place", "Port Vell");
  atrium_entry_set_string (entry, "start", "2026-01-01");
  atrium_entry_set_string (entry, "end", "2026-12-31");
  atrium_section_append (section, entry);
  new = edits_write (reading, copy);
  edits_assert_line (files, new, P_EXPERIENCE, "  description = '''Scrubbed.'''\n",
                     "  description = '''Scrubbed.'''\n"
                     "\n"
                     "[[experience]]\n"
                     "  title = \"Pilot\"\n"
                     "  company = \"Pier \\\"Works\\\"\"\n"
                     "  location = \"Port Vell\"\n"
                     "  date_start = 2026-01-01\n"
                     "  date_end = 2026-12-31\n");
}

static void
test_titles (void)
{
  static const struct { AtriumKind kind; const char *file, *before, *after; } titles[] = {
    { ATRIUM_KIND_PUBLICATIONS, "content/home/publications.md", "\"All papers\" #", "\"Other \\\"title\\\"\" #" },
    { ATRIUM_KIND_HONORS, "content/home/awards.md", "'Prizes'", "'Other \"title\"'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr(AtriumFileTree) files = toml_site_old ();
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      AtriumSection *section;
      g_autoptr(AtriumProfile) copy = copy_with (reading, titles[i].kind, &section);
      g_autoptr(AtriumFileTree) new = NULL;

      atrium_section_set_title (section, "Other \"title\"");
      new = edits_write (reading, copy);
      edits_assert_line (files, new, titles[i].file, titles[i].before, titles[i].after);
    }
}

/* --- laws ---------------------------------------------------------------------- */

static gboolean
trees_equal (AtriumFileTree *a,
             AtriumFileTree *b)
{
  g_autoptr(GPtrArray) changed = atrium_file_tree_dup_changed (a, b);

  return changed->len == 0;
}

static AtriumFileTree *
write_it (AtriumReading *reading,
          AtriumProfile *profile,
          guint         *n_losses)
{
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GError) error = NULL;
  AtriumFileTree *files = reading->lens->write (reading, profile, losses, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < losses->len; i++)
    g_test_message ("%s: %s", ((AtriumLoss *) g_ptr_array_index (losses, i))->pointer,
                    ((AtriumLoss *) g_ptr_array_index (losses, i))->reason);
  *n_losses = losses->len;

  return files;
}

static AtriumEntry *
copy_with_new_id (AtriumEntry *entry)
{
  AtriumEntry *copy = atrium_entry_new (atrium_entry_get_kind (entry), NULL);

  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    atrium_entry_set (copy, atrium_entry_get_member_name (entry, i),
                      atrium_entry_get (entry, atrium_entry_get_member_name (entry, i)));

  return copy;
}

static gboolean
is_record (AtriumReading *reading,
           guint          section)
{
  AtriumSectionMap *map = g_ptr_array_index (reading->map->sections, section);

  return map->entries->len > 0 && ((AtriumEntryMap *) g_ptr_array_index (map->entries, 0))->form == ATRIUM_ENTRY_FORM_NODE;
}

/* Every text of every entry, set to what needs care in TOML: only lines that its old value
 * stands on change, and it reads back. */
static void
try_text (AtriumReading  *reading,
          AtriumFileTree *files,
          guint           section,
          guint           index,
          const char     *member,
          const char     *text)
{
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  AtriumEntry *entry = atrium_section_get_entry (atrium_profile_get_section (copy, section), index);
  AtriumEntryMap *map = g_ptr_array_index (((AtriumSectionMap *) g_ptr_array_index (reading->map->sections, section))->entries, index);
  const AtriumSlot *slot = atrium_slots_find (map->slots, member);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autoptr(AtriumReading) again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n_losses;

  g_test_message ("%u/%u %s: %s", section, index, member, text);
  atrium_entry_set_string (entry, member, text);
  new = write_it (reading, copy, &n_losses);
  g_assert_cmpuint (n_losses, ==, 0);
  again = site_read (new, NULL);
  g_assert_cmpstr (atrium_entry_get_string (atrium_section_get_entry (atrium_profile_get_section (again->profile, section), index), member),
                   ==, text);
  g_assert_nonnull (slot);
  before = site_dup_text (files, atrium_source_get_path (slot->source));
  after = site_dup_text (new, atrium_source_get_path (slot->source));
  g_assert_true (site_only_lines_changed (before, after, slot->span.start, slot->span.end));
}

static void
test_texts (void)
{
  static const char *const texts[] = { "plain words", "it's \"both\"", "back\\slash", "# no comment", "[a] = {b}" };

  for (guint s = 0; s < G_N_ELEMENTS (sites); s++)
    {
      g_autoptr(AtriumFileTree) files = sites[s] ();
      g_autoptr(AtriumReading) reading = site_read (files, NULL);

      for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
        {
          AtriumSection *section = atrium_profile_get_section (reading->profile, i);
          const AtriumKindInfo *info = atrium_kind_get_info (atrium_section_get_kind (section));

          if (atrium_section_get_kind (section) == ATRIUM_KIND_BIO || atrium_section_get_kind (section) == ATRIUM_KIND_TEXT)
            continue;
          for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
            for (guint f = 0; f < info->n_fields; f++)
              for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
                if ((info->fields[f].type == ATRIUM_FIELD_INLINE || info->fields[f].type == ATRIUM_FIELD_TEXT ||
                     info->fields[f].type == ATRIUM_FIELD_STRING) &&
                    atrium_entry_get_string (atrium_section_get_entry (section, j), info->fields[f].id) != NULL)
                  try_text (reading, files, i, j, info->fields[f].id, texts[t]);
        }
    }
}

static void
assert_same_members (AtriumEntry *a,
                     AtriumEntry *b)
{
  g_assert_cmpuint (atrium_entry_get_n_members (a), ==, atrium_entry_get_n_members (b));
  for (guint i = 0; i < atrium_entry_get_n_members (a); i++)
    {
      const char *name = atrium_entry_get_member_name (a, i);

      g_assert_true (atrium_value_equal (atrium_entry_get (a, name), atrium_entry_get (b, name)));
    }
}

/* pages are sorted by what they say, records stand as they were put */
static void
assert_same_section (AtriumSection *a,
                     AtriumSection *b,
                     gboolean       records)
{
  g_assert_cmpuint (atrium_section_get_n_entries (a), ==, atrium_section_get_n_entries (b));
  for (guint i = 0; records && i < atrium_section_get_n_entries (a); i++)
    assert_same_members (atrium_section_get_entry (a, i), atrium_section_get_entry (b, i));
}

/* a record comes to every place, and when it goes again the first bytes are there; it moves
 * everywhere and back; it goes */
static void
try_record (AtriumFileTree *files,
            guint           section,
            guint           from,
            guint           to,
            gboolean        move)
{
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  AtriumSection *old = atrium_profile_get_section (profile, section);
  g_autoptr(AtriumProfile) undone = NULL;
  g_autoptr(AtriumEntry) new_entry = copy_with_new_id (atrium_section_get_entry (old, from));
  g_autoptr(AtriumFileTree) new = NULL;
  g_autoptr(AtriumFileTree) back = NULL;
  g_autoptr(AtriumReading) again = NULL;
  guint n_losses;

  g_test_message ("section %u: %s %u to %u", section, move ? "move" : "copy", from, to);
  if (move)
    atrium_section_move (old, from, to);
  else
    atrium_section_insert (old, to, new_entry);
  new = write_it (reading, profile, &n_losses);
  g_assert_cmpuint (n_losses, ==, 0);
  again = site_read (new, NULL);
  undone = atrium_profile_copy (again->profile);
  assert_same_section (old, atrium_profile_get_section (again->profile, section), TRUE);
  if (move)
    atrium_section_move (atrium_profile_get_section (undone, section), to, from);
  else
    atrium_section_remove (atrium_profile_get_section (undone, section), to);
  back = write_it (again, undone, &n_losses);
  g_assert_cmpuint (n_losses, ==, 0);
  if (!trees_equal (back, files))
    {
      AtriumSectionMap *map = g_ptr_array_index (again->map->sections, section);
      AtriumEntryMap *entry = g_ptr_array_index (map->entries, 0);
      g_autofree char *text = site_dup_text (back, atrium_source_get_path (entry->source));

      g_test_message ("%s", text);
      g_test_fail ();
    }
}

static void
test_records (void)
{
  guint n_records = 0;

  for (guint s = 0; s < G_N_ELEMENTS (sites); s++)
    {
      g_autoptr(AtriumFileTree) files = sites[s] ();
      g_autoptr(AtriumReading) reading = site_read (files, NULL);

      for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
        {
          guint n = atrium_section_get_n_entries (atrium_profile_get_section (reading->profile, i));

          if (!is_record (reading, i))
            continue;
          n_records += n;
          for (guint from = 0; from < n; from++)
            for (guint to = 0; to <= n; to++)
              {
                try_record (files, i, from, to, FALSE);
                if (from != to && to < n)
                  try_record (files, i, from, to, TRUE);
              }
        }
    }
  g_assert_cmpuint (n_records, >=, 10);
}

/* --- records among other things --------------------------------------------------- */

#define ABOUT_HEAD "+++\nwidget = \"about\"\nactive = true\nweight = 5\n\n"
#define ABOUT_TAIL "+++\n\nInes Okoro sails.\n"
#define PHD "[[education.courses]]\n  course = \"PhD\"\n"
#define MSC "[[education.courses]]\n  course = \"MSc\"\n"
#define BSC "[[education.courses]]\n  course = \"BSc\"\n"
#define OTHER "[other]\nprecious = \"keep me\"\n"
#define EXTRA "[education.courses.extra]\n  k = 1\n"

typedef enum { ADD, REMOVE, MOVE } Action;

typedef struct
{
  const char *before;       /* the lines of the front matter behind those that all have */
  Action      action;
  guint       from;         /* of the record that goes or moves */
  guint       to;           /* where it comes to */
  const char *after;        /* NULL where it is refused */
} RecordEdit;

static void
act_on_record (AtriumSection    *section,
               const RecordEdit *edit)
{
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_EDUCATION, NULL);

  atrium_entry_set_string (entry, "degree", "New");
  if (edit->action == ADD)
    atrium_section_insert (section, edit->to, entry);
  else if (edit->action == REMOVE)
    atrium_section_remove (section, edit->from);
  else
    atrium_section_move (section, edit->from, edit->to);
}

static void
try_record_edit (const RecordEdit *edit)
{
  g_autofree char *before = g_strconcat (ABOUT_HEAD, edit->before, ABOUT_TAIL, NULL);
  g_autofree char *after = edit->after != NULL ? g_strconcat (ABOUT_HEAD, edit->after, ABOUT_TAIL, NULL) : g_strdup (before);
  g_autoptr(GBytes) bytes = g_bytes_new (before, strlen (before));
  g_autoptr(AtriumFileTree) files = toml_site_old ();
  g_autoptr(AtriumReading) reading = NULL;
  g_autoptr(AtriumProfile) copy = NULL;
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;
  AtriumSection *section;
  guint n_losses;

  atrium_file_tree_set (files, P_ABOUT, bytes);
  reading = site_read (files, NULL);
  edits_assert_identity (files);
  copy = copy_with (reading, ATRIUM_KIND_EDUCATION, &section);
  act_on_record (section, edit);
  new = write_it (reading, copy, &n_losses);
  text = site_dup_text (new, P_ABOUT);
  g_assert_cmpstr (text, ==, after);
  g_assert_cmpint (n_losses > 0, ==, edit->after == NULL);
}

static void
try_record_text (const char *before,
                 guint       index,
                 const char *degree,
                 const char *after)
{
  g_autofree char *old = g_strconcat (ABOUT_HEAD, before, ABOUT_TAIL, NULL);
  g_autofree char *wanted = g_strconcat (ABOUT_HEAD, after, ABOUT_TAIL, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (old, strlen (old));
  g_autoptr(AtriumFileTree) files = toml_site_old ();
  g_autoptr(AtriumReading) reading = NULL;
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;

  atrium_file_tree_set (files, P_ABOUT, bytes);
  reading = site_read (files, NULL);
  new = edits_set (reading, ATRIUM_KIND_EDUCATION, index, "degree", degree);
  text = site_dup_text (new, P_ABOUT);
  g_assert_cmpstr (text, ==, wanted);
}

static void
try_record_edits (const RecordEdit *edits_of_records,
                  guint             n)
{
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%u", i);
      try_record_edit (&edits_of_records[i]);
    }
}

/* a record of which a part stands behind another table stays where it is, and that table too */
static void
test_records_in_pieces (void)
{
  static const RecordEdit pieces[] = {
    { PHD MSC OTHER EXTRA, REMOVE, 1, 0, NULL },
    { PHD MSC OTHER EXTRA, MOVE, 1, 0, NULL },
    { PHD MSC OTHER EXTRA, MOVE, 0, 1, NULL },
    { PHD MSC OTHER EXTRA, ADD, 0, 2, NULL },
    { MSC OTHER EXTRA, REMOVE, 0, 0, NULL },
    { MSC OTHER EXTRA, ADD, 0, 0, NULL },
    { MSC OTHER EXTRA, ADD, 0, 1, NULL },
    { PHD MSC OTHER EXTRA, REMOVE, 0, 0, MSC OTHER EXTRA },
    { PHD MSC OTHER EXTRA, ADD, 0, 1, PHD "[[education.courses]]\n  course = \"New\"\n" MSC OTHER EXTRA },
    { PHD MSC OTHER EXTRA BSC, REMOVE, 2, 0, PHD MSC OTHER EXTRA },
    { PHD MSC OTHER EXTRA BSC, REMOVE, 1, 0, NULL },
    { PHD MSC EXTRA OTHER BSC, REMOVE, 1, 0, PHD OTHER BSC },
    { PHD MSC EXTRA OTHER BSC, MOVE, 1, 0, MSC EXTRA PHD OTHER BSC },
  };

  try_record_edits (pieces, G_N_ELEMENTS (pieces));
  /* what it says can still be changed */
  try_record_text (PHD MSC OTHER EXTRA, 1, "Master", PHD "[[education.courses]]\n  course = \"Master\"\n" OTHER EXTRA);
}

/* the last text of a record need not be its last child */
static void
test_records_with_dots (void)
{
#define DOTS "[[education.courses]]\n  site.a = 1\n  course = \"Dots\"\n  year = 2009\n  site.b = 2\n"
  static const RecordEdit dots[] = {
    { DOTS MSC, REMOVE, 0, 0, MSC },
    { PHD DOTS MSC, REMOVE, 1, 0, PHD MSC },
    { PHD DOTS MSC, MOVE, 1, 0, DOTS PHD MSC },
    { PHD DOTS MSC, MOVE, 0, 1, DOTS PHD MSC },
    { PHD DOTS, REMOVE, 1, 0, PHD },
  };

  try_record_edits (dots, G_N_ELEMENTS (dots));
}

/* a comment stays with what it is about, and is not true of what is new */
static void
test_records_with_comments (void)
{
#define ONE "[[education.courses]]\n  course = \"One\" # one\n  year = 2012 # tail one\n"
#define TWO "[[education.courses]] # two\n  # inside\n  course = \"Two # no\"\n  year = 2013 # tail two\n"
#define NEW "[[education.courses]]\n  course = \"New\"\n"
  static const RecordEdit commented[] = {
    { ONE TWO, REMOVE, 0, 0, TWO },
    { ONE TWO, REMOVE, 1, 0, ONE },
    { ONE TWO, MOVE, 1, 0, TWO ONE },
    { ONE "\n" TWO "\n", MOVE, 0, 1, TWO "\n" ONE "\n" },
    { ONE TWO, ADD, 0, 2, ONE TWO NEW },
    { ONE TWO, ADD, 0, 1, ONE NEW TWO },
    { ONE TWO, ADD, 0, 0, NEW ONE TWO },
    { TWO, ADD, 0, 1, TWO NEW },
    { ONE OTHER TWO, REMOVE, 0, 0, OTHER TWO },
    { PHD OTHER TWO EXTRA, REMOVE, 1, 0, PHD OTHER },
  };

  try_record_edits (commented, G_N_ELEMENTS (commented));
}

/* what comes behind the last item of an array leaves it its comment */
static void
test_arrays_with_comments (void)
{
#define ITEMS "+++\ntitle = \"Sand\"\nauthors = [\n  \"Ines Okoro\", # i\n  \"Tam Varga\" # t\n]\n"
#define LINKS "url_custom = [\n  {name = \"Data\", url = \"d\"}, # dd\n  {name = \"Maps\", url = \"m\"} # mm\n]\n+++\n"
  static const char before[] = ITEMS LINKS;
  g_autoptr(GBytes) bytes = g_bytes_new_static (before, strlen (before));
  g_autoptr(AtriumFileTree) files = toml_site_old ();
  g_autoptr(AtriumReading) reading = NULL;
  g_autoptr(AtriumProfile) copy = NULL;
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;
  AtriumSection *section;
  AtriumEntry *entry;

  atrium_file_tree_set (files, "content/publication/sand.md", bytes);
  reading = site_read (files, NULL);
  copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  entry = atrium_section_get_entry (section, 2);
  g_assert_cmpstr (atrium_entry_get_string (entry, "title"), ==, "Sand");
  add_author (entry);
  add_author (entry);
  insert_link (entry, 2, "Slides", "s");
  insert_link (entry, 3, "Tables", "t");
  new = edits_write (reading, copy);
  text = site_dup_text (new, "content/publication/sand.md");
  g_assert_cmpstr (text, ==,
                   "+++\ntitle = \"Sand\"\n"
                   "authors = [\n  \"Ines Okoro\", # i\n  \"Tam Varga\", # t\n  \"Mara Lind\",\n  \"Mara Lind\"\n]\n"
                   "url_custom = [\n  {name = \"Data\", url = \"d\"}, # dd\n  {name = \"Maps\", url = \"m\"}, # mm\n"
                   "  {name = \"Slides\", url = \"s\"},\n  {name = \"Tables\", url = \"t\"}\n]\n+++\n");
}

static void
random_edit (AtriumHistory *history,
             AtriumReading *reading)
{
  static const char *const texts[] = { "Zeta", "it's \"z\"", "a\\b", "2031", "[x]" };
  AtriumProfile *profile = atrium_history_get_profile (history);
  guint index = g_test_rand_int_range (0, atrium_profile_get_n_sections (profile));
  AtriumSection *section = atrium_profile_get_section (profile, index);
  guint n = atrium_section_get_n_entries (section);
  AtriumEntry *entry = n > 0 ? atrium_section_get_entry (section, g_test_rand_int_range (0, n)) : NULL;
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_section_get_kind (section));
  const AtriumField *field;
  g_autoptr(AtriumEntry) copy = NULL;
  g_autoptr(AtriumValue) value = NULL;
  int what = g_test_rand_int_range (0, 8);

  if (n < 2 || atrium_entry_get_n_members (entry) == 0)
    return;
  field = atrium_kind_find_field (info, atrium_entry_get_member_name (entry, g_test_rand_int_range (0, atrium_entry_get_n_members (entry))));
  if (field == NULL)
    return;
  if (what == 0)
    {
      copy = copy_with_new_id (entry);
      atrium_history_insert_entry (history, section, g_test_rand_int_range (0, n + 1), copy);
    }
  else if (what == 1)
    atrium_history_remove_entry (history, section, g_test_rand_int_range (0, n));
  else if (what == 2 && is_record (reading, index))
    atrium_history_move_entry (history, section, g_test_rand_int_range (0, n), g_test_rand_int_range (0, n));
  else if (field->type == ATRIUM_FIELD_INLINE || field->type == ATRIUM_FIELD_TEXT || field->type == ATRIUM_FIELD_DATE)
    {
      if (what < 7)
        value = atrium_value_new_string (field->type == ATRIUM_FIELD_DATE ? "2033-04-05"
                                                                          : texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
      atrium_history_set (history, entry, field->id, value);
      atrium_history_end_typing (history);
    }
}

/* many edits, of which what is written reads again as TOML, and all of them undone */
static void
test_random (void)
{
  guint n_edits = 0;

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr(AtriumFileTree) files = sites[round % 2] ();
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
      g_autoptr(AtriumHistory) history = atrium_history_new (profile);
      g_autoptr(AtriumFileTree) last = NULL;
      guint n_losses;

      for (guint i = 0; i < 25; i++)
        {
          guint64 revision = atrium_history_get_revision (history);
          g_autoptr(AtriumFileTree) new = NULL;
          g_autoptr(AtriumReading) again = NULL;
          g_autoptr(GPtrArray) findings = NULL;

          random_edit (history, reading);
          if (atrium_history_get_revision (history) == revision)
            continue;
          new = write_it (reading, profile, &n_losses);
          if (n_losses > 0)
            {
              atrium_history_undo (history);
              continue;
            }
          n_edits++;
          again = site_read (new, NULL);
          g_assert_cmpuint (atrium_profile_get_n_sections (again->profile), ==, atrium_profile_get_n_sections (profile));
          for (guint j = 0; j < atrium_profile_get_n_sections (profile); j++)
            assert_same_section (atrium_profile_get_section (profile, j), atrium_profile_get_section (again->profile, j),
                                 is_record (again, j));
        }
      while (atrium_history_undo (history))
        ;
      last = write_it (reading, profile, &n_losses);
      g_assert_cmpuint (n_losses, ==, 0);
      g_assert_true (trees_equal (last, files));
    }
  g_test_message ("%u edits", n_edits);
  g_assert_cmpuint (n_edits, >, 100);
}

/* what breaks a rule of TOML is left alone, and said to be broken where it is */
static void
test_broken (void)
{
  g_autoptr(AtriumFileTree) files = toml_site_authors ();
  g_autoptr(AtriumReading) reading = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("+++\ntitle = \"A\"\ntitle = \"B\"\n+++\n", 31);
  gboolean found = FALSE;

  atrium_file_tree_set (files, "content/publication/broken/index.md", bytes);
  reading = site_read (files, NULL);
  g_assert_cmpuint (atrium_section_get_n_entries (edits_section (reading, ATRIUM_KIND_PUBLICATIONS)), ==, 1);
  findings = atrium_check_reading (reading, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const AtriumFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (atrium_source_get_path (finding->source), "content/publication/broken/index.md"))
        continue;
      g_assert_cmpuint (finding->span.start, ==, strlen ("+++\ntitle = \"A\"\n"));
      g_assert_cmpstr (finding->text, ==, "the front matter is no TOML: “title” is defined twice");
      found = TRUE;
    }
  g_assert_true (found);
  edits_assert_identity (files);
}

/* --- Hugo ---------------------------------------------------------------------- */

static void
write_files (AtriumFileTree *files,
             const char     *folder)
{
  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);
      GBytes *bytes = atrium_file_tree_lookup (files, path);
      g_autofree char *target = g_build_filename (folder, path, NULL);
      g_autofree char *parent = g_path_get_dirname (target);

      if (bytes == NULL)
        continue;
      g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
      g_assert_true (g_file_set_contents (target, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
    }
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* what Hugo says when it makes the site; a layout prints what it knows of a page */
static void
run_hugo (AtriumFileTree *files,
          const char     *folder)
{
  static const char layout[] = "{{ dict \"title\" .Title \"date\" (.Date.Format \"2006-01-02\") \"params\" .Params | jsonify }}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (layout, strlen (layout));
  g_autoptr(AtriumFileTree) site = atrium_file_tree_copy (files);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) hugo = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  atrium_file_tree_set (site, "layouts/_default/single.html", bytes);
  write_files (site, folder);
  hugo = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                           "hugo", "--source", folder, "--buildFuture", "--buildDrafts", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (hugo, NULL, NULL, &output, &errors, &error);
  g_assert_no_error (error);
  g_test_message ("%s%s", output, errors);
  g_assert_true (g_subprocess_get_successful (hugo));
}

static AtriumJson *
read_page (const char *folder,
           const char *page)
{
  g_autofree char *path = g_build_filename (folder, "public", page, "index.html", NULL);
  g_autofree char *text = NULL;
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(GError) error = NULL;
  AtriumJson *json;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  source = atrium_source_new_for_text (page, text);
  json = atrium_json_read (source, &error);
  g_assert_no_error (error);

  return json;
}

static const char *
json_text (AtriumJson *json,
           const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  AtriumJsonNode *node = atrium_json_get_root (json);

  for (guint i = 0; parts[i] != NULL && node != NULL; i++)
    if (node->type == ATRIUM_JSON_OBJECT)
      node = atrium_json_lookup (node, parts[i]);
    else
      {
        guint n = atoi (parts[i]);

        for (node = node->first_child; node != NULL && n > 0; n--)
          node = node->next;
      }

  return node != NULL ? node->text : NULL;
}

/* Hugo itself reads what was written, with the values that were set */
static void
test_hugo (void)
{
  static const struct { const char *page, *path, *text; } expected[] = {
    { "publication/slow-clocks-and-waves", "title", "Slow clocks\\and waves" },
    { "publication/slow-clocks-and-waves", "date", "2033-02-03" },
    { "publication/slow-clocks-and-waves", "params/abstract", "Two lines:\n\"this\" and 'that'." },
    { "publication/slow-clocks-and-waves", "params/authors/2", "Lio Brandt" },
    { "publication/slow-clocks-and-waves", "params/url_custom/0/url", "https://example.org/slow/t" },
    { "publication/tidal-nets", "title", "Paper 0 isn't 'plain'" },
    { "publication/tidal-nets", "date", "2032-12-24" },
    { "publication/tidal-nets", "params/authors/3", "Mara Lind" },
    { "publication/tidal-nets", "params/url_custom/0/name", "Charts" },
    { "publication/tidal-nets", "params/url_custom/1/name", "Tables" },
    { "publication/harbour-noise", "title", "Paper 1 isn't 'plain'" },
    { "publication/harbour-noise", "params/abstract", "It is\n'''loud'''.\n" },
    { "publication/harbour-noise", "params/authors/2", "Mara Lind" },
    { "publication/harbour-noise", "params/url_custom/0/name", "Charts" },
    { "publication/harbour-noise", "params/url_custom/2/name", "Sounds" },
    { "publication/sand", "title", "Paper 2 isn't 'plain'" },
    { "publication/sand", "params/url_custom/0/url", "https://example.org/c" },
  };
  g_autofree char *program = g_find_program_in_path ("hugo");
  g_autofree char *folder = NULL;
  g_autoptr(AtriumFileTree) files = toml_site_old ();
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  AtriumSection *section;
  g_autoptr(AtriumProfile) copy = NULL;
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
  g_autoptr(AtriumFileTree) new = NULL;

  if (program == NULL)
    {
      g_test_skip ("no hugo");
      return;
    }
  copy = copy_with (reading, ATRIUM_KIND_PUBLICATIONS, &section);
  atrium_entry_set_string (entry, "title", "Slow clocks\\and waves");
  atrium_entry_set (entry, "authors", atrium_entry_get (atrium_section_get_entry (section, 0), "authors"));
  atrium_entry_set_string (entry, "date", "2033-02-03");
  atrium_entry_set_string (entry, "abstract", "Two lines:\n\"this\" and 'that'.");
  insert_link (entry, 0, "Tables", "https://example.org/slow/t");
  for (guint i = 0; i < 3; i++)
    {
      AtriumEntry *paper = atrium_section_get_entry (section, i);
      g_autofree char *title = g_strdup_printf ("Paper %u isn't 'plain'", i);

      atrium_entry_set_string (paper, "title", title);
      add_first_link (paper);
      add_author (paper);
    }
  atrium_entry_set_string (atrium_section_get_entry (section, 0), "date", "2032-12-24");
  atrium_entry_set_string (atrium_section_get_entry (section, 1), "abstract", "It is\n'''loud'''.\n");
  atrium_section_insert (section, 1, entry);
  new = edits_write (reading, copy);

  folder = g_dir_make_tmp ("atrium-hugo-XXXXXX", NULL);
  run_hugo (new, folder);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(AtriumJson) json = read_page (folder, expected[i].page);

      g_test_message ("%s %s", expected[i].page, expected[i].path);
      g_assert_cmpstr (json_text (json, expected[i].path), ==, expected[i].text);
    }
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hugoblox-toml/reads", test_reads);
  g_test_add_func ("/hugoblox-toml/reads-more", test_reads_more);
  g_test_add_func ("/hugoblox-toml/edits", test_edits);
  g_test_add_func ("/hugoblox-toml/changes", test_changes);
  g_test_add_func ("/hugoblox-toml/adds-pages", test_adds_pages);
  g_test_add_func ("/hugoblox-toml/adds-page-with-tables", test_adds_page_with_tables);
  g_test_add_func ("/hugoblox-toml/adds-records", test_adds_records);
  g_test_add_func ("/hugoblox-toml/titles", test_titles);
  g_test_add_func ("/hugoblox-toml/texts", test_texts);
  g_test_add_func ("/hugoblox-toml/records", test_records);
  g_test_add_func ("/hugoblox-toml/records-in-pieces", test_records_in_pieces);
  g_test_add_func ("/hugoblox-toml/records-with-dots", test_records_with_dots);
  g_test_add_func ("/hugoblox-toml/records-with-comments", test_records_with_comments);
  g_test_add_func ("/hugoblox-toml/arrays-with-comments", test_arrays_with_comments);
  g_test_add_func ("/hugoblox-toml/random", test_random);
  g_test_add_func ("/hugoblox-toml/broken", test_broken);
  g_test_add_func ("/hugoblox-toml/hugo", test_hugo);

  return g_test_run ();
}
