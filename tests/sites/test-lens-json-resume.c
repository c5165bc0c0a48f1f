#include <string.h>

#include "atrium-error.h"
#include "lens-edits.h"
#include "record-laws.h"

/* The resume of an invented person. */
#define RESUME \
  "{\n" \
  "    \"$schema\": \"https://example.org/schema.json\",\n" \
  "    \"basics\": {\n" \
  "        \"name\": \"Ines Okoro\",\n" \
  "        \"label\": \"Lecturer\",\n" \
  "        \"image\": \"\",\n" \
  "        \"email\": \"ines@example.org\",\n" \
  "        \"phone\": \"+00 1\",\n" \
  "        \"url\": \"https://ines.example.org\",\n" \
  "        \"summary\": \"I study tides.\\n\\nAnd \\\"rivers\\\".\",\n" \
  "        \"location\": { \"address\": \"Quay 1\", \"city\": \"Port Vell\", \"countryCode\": \"XX\" },\n" \
  "        \"profiles\": [\n" \
  "            { \"network\": \"GitHub\", \"username\": \"okoro\", \"url\": \"https://github.com/okoro\" },\n" \
  "            { \"network\": \"Silent\", \"username\": \"x\" },\n" \
  "            { \"network\": \"Mastodon\", \"url\": \"https://social.example.org/@okoro\" }\n" \
  "        ]\n" \
  "    },\n" \
  "    \"work\": [\n" \
  "        {\n" \
  "            \"name\": \"Harbour Institute\",\n" \
  "            \"position\": \"Lecturer\",\n" \
  "            \"location\": \"Port Vell\",\n" \
  "            \"startDate\": \"2030-01-15\",\n" \
  "            \"summary\": \"Teaching\",\n" \
  "            \"x-own\": [1, 2.50, null],\n" \
  "            \"highlights\": [ \"Tides\", \"Clocks\" ]\n" \
  "        },\n" \
  "        {\"company\":\"Brine Labs\", \"position\":\"Intern\", \"startDate\":\"2028-05\", \"endDate\":\"2028-09\"},\n" \
  "        null,\n" \
  "        {\n" \
  "            \"name\": \"Quay AI\",\n" \
  "            \"position\": \"Engineer\",\n" \
  "            \"startDate\": \"June 2027\",\n" \
  "            \"endDate\": \"\"\n" \
  "        }\n" \
  "    ],\n" \
  "    \"volunteer\": [ { \"organization\": \"ECML\", \"position\": \"Reviewer\", \"startDate\": \"2030\", \"highlights\": [\"Best one\"] } ],\n" \
  "    \"education\": [\n" \
  "        { \"institution\": \"Northport\", \"area\": \"Physics\", \"studyType\": \"PhD\", \"startDate\": \"2025\", \"endDate\": \"2029\",\n" \
  "          \"score\": \"1.0\", \"courses\": [\"A1 - Tides\", \"B2 - Rivers\"] }\n" \
  "    ],\n" \
  "    \"awards\": [ { \"title\": \"Best Paper\", \"date\": \"2031-09\", \"awarder\": \"ECML\", \"summary\": \"For Tidal Nets\" } ],\n" \
  "    \"certificates\": [ { \"name\": \"Sailing\", \"date\": \"2020-01-01\", \"issuer\": \"Quay School\", \"icon\": \"fa-ship\" } ],\n" \
  "    \"publications\": [\n" \
  "        { \"name\": \"Tidal Nets\", \"publisher\": \"ECML\", \"releaseDate\": \"2031-09-12\", \"url\": \"https://example.org/tidal\",\n" \
  "          \"authors\": [\"Ines Okoro\", \"Tam Varga\"], \"summary\": \"Forecasting.\" },\n" \
  "        { \"name\": \"Slow Clocks\", \"publisher\": \"Tides\", \"releaseDate\": 2030 }\n" \
  "    ],\n" \
  "    \"skills\": [ { \"name\": \"Languages\", \"level\": \"Master\", \"keywords\": [\"C\", \"Fortran\"] }, \"Sailing\" ],\n" \
  "    \"languages\": [ { \"language\": \"English\", \"fluency\": \"Native\" } ],\n" \
  "    \"interests\": [ { \"name\": \"Kites\", \"keywords\": [\"wind\"] } ],\n" \
  "    \"references\": [ { \"name\": \"Tam Varga\", \"reference\": \"She is on time.\" } ],\n" \
  "    \"projects\": [ { \"name\": \"Gauge\", \"description\": \"A gauge\", \"roles\": [\"Lead\"], \"entity\": \"Quay AI\", \"startDate\": \"2030-02\" } ],\n" \
  "    \"meta\": { \"version\": \"v1.0.0\" }\n" \
  "}\n"

#define MINIFIED "{\"basics\":{\"name\":\"Ines Okoro\"},\"work\":[{\"name\":\"A\",\"position\":\"B\"},{\"name\":\"C\",\"position\":\"D\"}],\"skills\":[]}"

typedef struct
{
  AtriumKind  kind;
  const char *title;
  guint       index;
  const char *path;
  const char *text;
} Expected;

static AtriumEntry *
find_entry (AtriumProfile *profile,
            AtriumKind     kind,
            const char    *title,
            guint          index)
{
  if (kind == ATRIUM_KIND_PERSON)
    return atrium_profile_get_person (profile);
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      if (atrium_section_get_kind (section) == kind && g_str_equal (atrium_section_get_title (section), title))
        return atrium_section_get_entry (section, index);
    }
  g_assert_not_reached ();
}

static AtriumFileTree *
new_resume (const char *text)
{
  return site_new ("resume.json", text, NULL);
}

static void
test_reads (void)
{
  static const Expected expected[] = {
    { ATRIUM_KIND_PERSON, "", 0, "name", "Ines Okoro" },
    { ATRIUM_KIND_PERSON, "", 0, "headline", "Lecturer" },
    { ATRIUM_KIND_PERSON, "", 0, "picture", NULL },
    { ATRIUM_KIND_PERSON, "", 0, "emails/0", "ines@example.org" },
    { ATRIUM_KIND_PERSON, "", 0, "location", "Port Vell, XX" },
    { ATRIUM_KIND_PERSON, "", 0, "links/0/label", "Website" },
    { ATRIUM_KIND_PERSON, "", 0, "links/1/url", "https://github.com/okoro" },
    { ATRIUM_KIND_PERSON, "", 0, "links/2/label", "Mastodon" },
    { ATRIUM_KIND_BIO, "", 0, "text", "I study tides." },
    { ATRIUM_KIND_BIO, "", 1, "text", "And \"rivers\"." },
    { ATRIUM_KIND_EXPERIENCE, "Work", 0, "organization", "Harbour Institute" },
    { ATRIUM_KIND_EXPERIENCE, "Work", 0, "role", "Lecturer" },
    { ATRIUM_KIND_EXPERIENCE, "Work", 0, "place", "Port Vell" },
    { ATRIUM_KIND_EXPERIENCE, "Work", 0, "start", "2030-01-15" },
    { ATRIUM_KIND_EXPERIENCE, "Work", 0, "end", NULL },
    { ATRIUM_KIND_EXPERIENCE, "Work", 0, "highlights/1", "Clocks" },
    { ATRIUM_KIND_EXPERIENCE, "Work", 1, "organization", "Brine Labs" },
    { ATRIUM_KIND_EXPERIENCE, "Work", 2, "start", "2027-06" },
    { ATRIUM_KIND_SERVICE, "Volunteer", 0, "role", "Reviewer" },
    { ATRIUM_KIND_EDUCATION, "Education", 0, "degree", "PhD" },
    { ATRIUM_KIND_EDUCATION, "Education", 0, "field", "Physics" },
    { ATRIUM_KIND_EDUCATION, "Education", 0, "courses/1", "B2 - Rivers" },
    { ATRIUM_KIND_HONORS, "Awards", 0, "organization", "ECML" },
    { ATRIUM_KIND_HONORS, "Certificates", 0, "title", "Sailing" },
    { ATRIUM_KIND_PUBLICATIONS, "Publications", 0, "venue", "ECML" },
    { ATRIUM_KIND_PUBLICATIONS, "Publications", 0, "authors/1/name", "Tam Varga" },
    { ATRIUM_KIND_PUBLICATIONS, "Publications", 0, "abstract", "Forecasting." },
    { ATRIUM_KIND_PUBLICATIONS, "Publications", 1, "date", "2030" },
    { ATRIUM_KIND_SKILLS, "Skills", 0, "text", "C, Fortran" },
    { ATRIUM_KIND_SKILLS, "Skills", 1, "title", "Sailing" },
    { ATRIUM_KIND_SKILLS, "Languages", 0, "title", "English" },
    { ATRIUM_KIND_SKILLS, "Languages", 0, "text", "Native" },
    { ATRIUM_KIND_LIST, "Interests", 0, "text", "Kites" },
    { ATRIUM_KIND_LIST, "References", 0, "text", "She is on time." },
    { ATRIUM_KIND_PROJECTS, "Projects", 0, "role", "Lead" },
    { ATRIUM_KIND_PROJECTS, "Projects", 0, "text", "A gauge" },
  };
  g_autoptr(AtriumFileTree) files = new_resume (RESUME);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  g_assert_cmpstr (reading->lens->id, ==, "json-resume");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      AtriumEntry *entry = find_entry (reading->profile, expected[i].kind, expected[i].title, expected[i].index);

      g_test_message ("%s %s", expected[i].title, expected[i].path);
      g_assert_cmpstr (atrium_value_get_string (atrium_entry_get_at (entry, expected[i].path)), ==, expected[i].text);
    }
  edits_assert_identity (files);
}

static const struct
{
  Expected    edit;
  const char *before;
  const char *after;
} edits[] = {
  { { ATRIUM_KIND_PERSON, "", 0, "name", "Ines \"R.\" Okoro" }, "\"Ines Okoro\",\n        \"label\"", "\"Ines \\\"R.\\\" Okoro\",\n        \"label\"" },
  { { ATRIUM_KIND_PERSON, "", 0, "picture", "ines.jpg" }, "\"image\": \"\"", "\"image\": \"ines.jpg\"" },
  { { ATRIUM_KIND_PERSON, "", 0, "location", "Northport, XX" }, "\"city\": \"Port Vell\"", "\"city\": \"Northport\"" },
  { { ATRIUM_KIND_PERSON, "", 0, "links/0/url", "https://okoro.example.org" }, "\"https://ines.example.org\"", "\"https://okoro.example.org\"" },
  { { ATRIUM_KIND_PERSON, "", 0, "links/1/url", "https://github.com/ines" },
    "\"username\": \"okoro\", \"url\": \"https://github.com/okoro\"", "\"username\": \"ines\", \"url\": \"https://github.com/ines\"" },
  { { ATRIUM_KIND_PERSON, "", 0, "links/2/label", "Fediverse" }, "\"Mastodon\"", "\"Fediverse\"" },
  { { ATRIUM_KIND_BIO, "", 1, "text", "And lakes." }, "And \\\"rivers\\\".", "And lakes." },
  { { ATRIUM_KIND_EXPERIENCE, "Work", 0, "role", "Reader" }, "\"position\": \"Lecturer\"", "\"position\": \"Reader\"" },
  { { ATRIUM_KIND_EXPERIENCE, "Work", 0, "end", "2033-02" }, "\"2030-01-15\",\n", "\"2030-01-15\",\n            \"endDate\": \"2033-02\",\n" },
  { { ATRIUM_KIND_EXPERIENCE, "Work", 0, "highlights/1", "Moon" }, "\"Clocks\"", "\"Moon\"" },
  { { ATRIUM_KIND_EXPERIENCE, "Work", 1, "organization", "Salt Labs" }, "\"company\":\"Brine Labs\"", "\"company\":\"Salt Labs\"" },
  { { ATRIUM_KIND_EXPERIENCE, "Work", 2, "start", "2027-08" }, "\"June 2027\"", "\"August 2027\"" },
  { { ATRIUM_KIND_EXPERIENCE, "Work", 2, "end", "2028-01" }, "\"endDate\": \"\"", "\"endDate\": \"2028-01\"" },
  { { ATRIUM_KIND_PUBLICATIONS, "Publications", 1, "date", "2031" }, "\"releaseDate\": 2030", "\"releaseDate\": \"2031\"" },
  { { ATRIUM_KIND_PUBLICATIONS, "Publications", 0, "authors/1/name", "Tam Quill" }, "\"Ines Okoro\", \"Tam Varga\"", "\"Ines Okoro\", \"Tam Quill\"" },
  { { ATRIUM_KIND_SKILLS, "Skills", 0, "text", "C, Fortran, Ada" }, "[\"C\", \"Fortran\"]", "[\"C\", \"Fortran\", \"Ada\"]" },
  { { ATRIUM_KIND_SKILLS, "Skills", 1, "title", "Rowing" }, "}, \"Sailing\" ]", "}, \"Rowing\" ]" },
  { { ATRIUM_KIND_PROJECTS, "Projects", 0, "text", "A tide gauge" }, "\"A gauge\"", "\"A tide gauge\"" },
};

static void
test_edits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      const Expected *edit = &edits[i].edit;
      g_autoptr(AtriumFileTree) files = new_resume (RESUME);
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
      g_autoptr(AtriumValue) value = atrium_value_new_string (edit->text);
      g_autoptr(AtriumFileTree) new = NULL;

      g_test_message ("%s %s", edit->title, edit->path);
      g_assert_true (atrium_entry_set_at (find_entry (copy, edit->kind, edit->title, edit->index), edit->path, value, NULL));
      new = edits_write (reading, copy);
      edits_assert_line (files, new, "resume.json", edits[i].before, edits[i].after);
    }
}

static void
test_inserts (void)
{
  g_autoptr(AtriumFileTree) files = new_resume (RESUME);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_EXPERIENCE, NULL);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_entry_set_string (entry, "role", "Reader");
  atrium_entry_set_string (entry, "organization", "Northport");
  atrium_entry_set_string (entry, "start", "2033");
  atrium_section_insert (atrium_profile_get_section (copy, 1), 0, entry);
  new = edits_write (reading, copy);
  edits_assert_line (files, new, "resume.json", "    \"work\": [\n",
                     "    \"work\": [\n"
                     "        {\n"
                     "            \"name\": \"Northport\",\n"
                     "            \"position\": \"Reader\",\n"
                     "            \"startDate\": \"2033\"\n"
                     "        },\n");
}

/* what its siblings leave empty, and the theme's own that they share, a new one has too */
static void
test_inherits (void)
{
  static const struct
  {
    const char *skills;
    const char *came;
  } cases[] = {
    { "{ \"name\": \"Tides\", \"icon\": \"fa-hashtag\", \"level\": \"\" }, { \"name\": \"Rivers\", \"icon\": \"fa-hashtag\", \"level\": \"\" }",
      ", { \"name\": \"Clocks\", \"icon\": \"fa-hashtag\", \"level\": \"\" }" },
    { "{ \"name\": \"Tides\", \"icon\": \"fa-water\" }, { \"name\": \"Rivers\", \"icon\": \"fa-boat\" }", ", { \"name\": \"Clocks\" }" },
    { "{ \"name\": \"Tides\", \"level\": \"Master\" }, { \"name\": \"Rivers\", \"level\": \"Master\" }", ", { \"name\": \"Clocks\" }" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\n  \"basics\": { \"name\": \"Ines Okoro\" },\n  \"skills\": [ %s ]\n}\n", cases[i].skills);
      g_autofree char *after = g_strconcat (cases[i].skills, cases[i].came, NULL);
      g_autoptr(AtriumFileTree) files = new_resume (text);
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_SKILLS, NULL);
      g_autoptr(AtriumFileTree) new = NULL;

      atrium_entry_set_string (entry, "title", "Clocks");
      atrium_section_append (atrium_profile_get_section (copy, 0), entry);
      new = edits_write (reading, copy);
      edits_assert_line (files, new, "resume.json", cases[i].skills, after);
    }
}

/* a list of the standard that is not there yet comes behind that of the section before it */
static void
test_adds_section (void)
{
  g_autoptr(AtriumFileTree) files = new_resume (MINIFIED);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumSection) section = atrium_section_new (ATRIUM_KIND_HONORS, NULL, "Honors and Awards");
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_HONORS, NULL);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_entry_set_string (entry, "title", "Best Paper");
  atrium_section_append (section, entry);
  atrium_profile_insert (copy, 1, section);
  new = edits_write (reading, copy);
  edits_assert_line (files, new, "resume.json", "\"D\"}],", "\"D\"}],\"awards\":[{\"title\":\"Best Paper\"}],");
}

static void
test_removes_section (void)
{
  g_autoptr(AtriumFileTree) files = new_resume (MINIFIED);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_profile_remove (copy, 0);
  new = edits_write (reading, copy);
  edits_assert_line (files, new, "resume.json", ",\"work\":[{\"name\":\"A\",\"position\":\"B\"},{\"name\":\"C\",\"position\":\"D\"}]", "");
}

static gboolean
carries (AtriumKind  kind,
         const char *field)
{
  static const struct
  {
    AtriumKind  kind;
    const char *fields[12];
  } table[] = {
    { ATRIUM_KIND_BIO, { "text" } },
    { ATRIUM_KIND_EXPERIENCE, { "role", "organization", "url", "place", "start", "end", "logo", "text", "highlights" } },
    { ATRIUM_KIND_EDUCATION, { "degree", "field", "organization", "url", "place", "start", "end", "logo", "text", "highlights" } },
    { ATRIUM_KIND_SERVICE, { "role", "organization", "url", "start", "end", "text" } },
    { ATRIUM_KIND_HONORS, { "title", "organization", "date", "url", "text" } },
    { ATRIUM_KIND_PUBLICATIONS, { "title", "authors", "venue", "date", "url", "doi", "abstract" } },
    { ATRIUM_KIND_SKILLS, { "title", "text" } },
    { ATRIUM_KIND_LIST, { "text" } },
    { ATRIUM_KIND_PROJECTS, { "title", "text", "highlights", "start", "end", "url", "role", "organization" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint j = 0; table[i].kind == kind && table[i].fields[j] != NULL; j++)
      if (g_str_equal (table[i].fields[j], field))
        return TRUE;

  return FALSE;
}

static void
test_laws (void)
{
  static const char *const texts[] = { RESUME, MINIFIED };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(AtriumFileTree) files = new_resume (texts[i]);

      record_laws (files, NULL, carries);
    }
}

static void
check_hostile (const char *text,
               gsize       length)
{
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  const AtriumLens *lens = atrium_lens_find ("json-resume");
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumReading) reading = NULL;
  g_autoptr(AtriumProfile) copy = NULL;
  g_autoptr(AtriumFileTree) new = NULL;
  g_autoptr(GPtrArray) losses = atrium_losses_new ();

  atrium_file_tree_set (files, "resume.json", bytes);
  reading = lens->read (lens, files, "resume.json", &error);
  if (reading == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "resume.json:"));
      return;
    }
  copy = atrium_profile_copy (reading->profile);
  atrium_entry_set_string (atrium_profile_get_person (copy), "name", "Zeta");
  for (guint i = 0; i < atrium_profile_get_n_sections (copy); i++)
    {
      AtriumSection *section = atrium_profile_get_section (copy, i);

      if (atrium_section_get_n_entries (section) > 0)
        atrium_section_remove (section, 0);
    }
  new = lens->write (reading, copy, losses, NULL);
  g_assert_nonnull (new);
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "", "{", "[]", "null", "{}", "{\"basics\":[]}", "{\"basics\":{\"name\":1,\"location\":[],\"profiles\":{}}}",
    "{\"work\":{}}", "{\"work\":[[],1,null,\"x\",{}]}", "{\"work\":[{\"name\":{},\"highlights\":[[1]]}]}",
    "{\"work\":[{\"name\":\"a\",\"name\":\"b\"}],\"work\":[{\"name\":\"c\"}]}", "{\"basics\":{},\"basics\":{\"name\":\"x\"}}",
    "{\"publications\":[{\"authors\":\" and , and  and\"},{\"authors\":[null,{}]}]}", "{\"skills\":[{\"keywords\":[1,true]}]}",
    "{\"education\":[{\"startDate\":\"0000-99-99\",\"endDate\":1e9}]}",
  };
  g_autoptr(GString) deep = g_string_new ("{\"work\":");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check_hostile (texts[i], strlen (texts[i]));
  check_hostile ("{\"basics\":{\"name\":\"\xff\"}}", strlen ("{\"basics\":{\"name\":\"\xff\"}}"));
  for (gsize i = 0; i < strlen (RESUME); i += 11)
    check_hostile (RESUME, i);
  for (guint i = 0; i < 5000; i++)
    g_string_append_c (deep, '[');
  check_hostile (deep->str, deep->len);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-resume/reads", test_reads);
  g_test_add_func ("/json-resume/edits", test_edits);
  g_test_add_func ("/json-resume/inserts", test_inserts);
  g_test_add_func ("/json-resume/inherits", test_inherits);
  g_test_add_func ("/json-resume/adds-section", test_adds_section);
  g_test_add_func ("/json-resume/removes-section", test_removes_section);
  g_test_add_func ("/json-resume/laws", test_laws);
  g_test_add_func ("/json-resume/hostile", test_hostile);

  return g_test_run ();
}
