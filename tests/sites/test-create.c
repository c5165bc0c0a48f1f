#include <string.h>

#include "atrium-profile-json.h"
#include "site.h"

/* A whole site out of nothing, and read again. */

static const char profile_json[] =
  "{\"version\": 1, \"person\": {\"name\": \"Ines Okoro\", \"headline\": \"Professor of Tides\","
  " \"affiliation\": \"Harbour Institute\", \"location\": \"Harbour City\", \"picture\": \"images/ines.jpg\","
  " \"emails\": [\"ines@example.org\"], \"links\": [{\"label\": \"GitHub\", \"url\": \"https://github.com/okoro\"},"
  " {\"label\": \"Google Scholar\", \"url\": \"https://scholar.google.com/citations?user=AbC\"}]},"
  " \"sections\": ["
  "{\"kind\": \"bio\", \"title\": \"\", \"entries\": [{\"text\": \"I study *tides* & rivers.\"}, {\"text\": \"Ask me about salt.\"}]},"
  "{\"kind\": \"news\", \"title\": \"News\", \"entries\": [{\"date\": \"2031-06\", \"text\": \"One paper at **ECML 2031**.\"},"
  " {\"date\": \"2031-02\", \"text\": \"I moved to [Harbour](https://example.org).\"}]},"
  "{\"kind\": \"publications\", \"title\": \"Publications\", \"entries\": ["
  "{\"title\": \"River Routing in Mixtures\", \"authors\": [{\"name\": \"Ines Okoro\", \"self\": true}, {\"name\": \"Tam Varga\"},"
  " {\"name\": \"Lio Brandt\"}], \"venue\": \"International Conference on Learning Representations\", \"date\": \"2031\","
  " \"links\": [{\"label\": \"Paper\", \"url\": \"https://example.org/a.pdf\"}]},"
  "{\"title\": \"Slow Clocks in Estuaries\", \"authors\": [{\"name\": \"Tam Varga\"}, {\"name\": \"Ines Okoro\", \"self\": true}],"
  " \"venue\": \"Journal of Marine Systems\", \"date\": \"2029-04\","
  " \"links\": [{\"label\": \"Paper\", \"url\": \"https://example.org/b.pdf\"}]}]},"
  "{\"kind\": \"honors\", \"title\": \"Honors and Awards\", \"entries\": [{\"date\": \"2031-05\", \"title\": \"Harbour Medal\"}]},"
  "{\"kind\": \"education\", \"title\": \"Education\", \"entries\": [{\"degree\": \"PhD\", \"field\": \"Oceanography\","
  " \"organization\": \"University of Northport\", \"start\": \"2026-09\", \"end\": \"2030-06\"}]},"
  "{\"kind\": \"talks\", \"title\": \"Invited Talks\", \"entries\": [{\"date\": \"2031-03\", \"title\": \"Tides and Memory\","
  " \"event\": \"Northport Colloquium\"}]},"
  "{\"kind\": \"experience\", \"title\": \"Internships\", \"entries\": [{\"role\": \"Research Intern\", \"organization\": \"Brine Labs\","
  " \"url\": \"https://brine.example.org\", \"start\": \"2029-05\", \"end\": \"2029-09\"}]},"
  "{\"kind\": \"teaching\", \"title\": \"Teaching\", \"entries\": [{\"title\": \"Physical Oceanography\", \"role\": \"Teaching Assistant\","
  " \"organization\": \"University of Northport\", \"start\": \"2028-09\"}]}"
  "]}";

static AtriumProfile *
load (void)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("profile.json", profile_json);
  g_autoptr(GError) error = NULL;
  AtriumProfile *profile = atrium_profile_read_json (source, &error);

  g_assert_no_error (error);

  return profile;
}

static AtriumFileTree *
create (const char    *theme,
        AtriumProfile *profile,
        GPtrArray     *losses)
{
  const AtriumLens *lens = atrium_lens_find (theme);
  g_autoptr(GError) error = NULL;
  AtriumFileTree *files = lens->create (lens, profile, losses, &error);

  g_assert_no_error (error);
  g_assert_nonnull (files);
  for (guint i = 0; i < losses->len; i++)
    {
      const AtriumLoss *loss = g_ptr_array_index (losses, i);

      g_test_message ("%s cannot carry %s: %s", theme, loss->pointer, loss->reason);
    }

  return files;
}

static gboolean
is_lost (GPtrArray  *losses,
         const char *pointer)
{
  for (guint i = 0; i < losses->len; i++)
    if (g_str_has_prefix (pointer, ((AtriumLoss *) g_ptr_array_index (losses, i))->pointer))
      return TRUE;

  return FALSE;
}

static AtriumSection *
find_kind (AtriumProfile *profile,
           AtriumKind     kind)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    if (atrium_section_get_kind (atrium_profile_get_section (profile, i)) == kind)
      return atrium_profile_get_section (profile, i);

  return NULL;
}

/* Each scalar of the profile is read again, or it was named. */
static void
compare (const char    *theme,
         AtriumProfile *profile,
         AtriumProfile *again,
         GPtrArray     *losses)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *want = atrium_profile_get_section (profile, i);
      AtriumSection *got = find_kind (again, atrium_section_get_kind (want));

      g_assert_nonnull (got);
      g_assert_cmpuint (atrium_section_get_n_entries (got), ==, atrium_section_get_n_entries (want));
      for (guint j = 0; j < atrium_section_get_n_entries (want); j++)
        {
          AtriumEntry *a = atrium_section_get_entry (want, j);
          AtriumEntry *b = atrium_section_get_entry (got, j);

          for (guint k = 0; k < atrium_entry_get_n_members (a); k++)
            {
              const char *name = atrium_entry_get_member_name (a, k);
              const char *text = atrium_entry_get_string (a, name);
              g_autofree char *pointer = g_strdup_printf ("sections/%u/entries/%u/%s", i, j, name);

              if (text != NULL && !is_lost (losses, pointer) &&
                  g_strcmp0 (text, atrium_entry_get_string (b, name)) != 0)
                {
                  g_test_message ("%s: %s was \"%s\" and is \"%s\"", theme, pointer, text, atrium_entry_get_string (b, name));
                  g_test_fail ();
                }
            }
        }
    }
}

static void
assert_people (AtriumProfile *again)
{
  AtriumSection *papers = find_kind (again, ATRIUM_KIND_PUBLICATIONS);
  AtriumValue *authors = atrium_entry_get (atrium_section_get_entry (papers, 0), "authors");

  g_assert_cmpuint (atrium_value_get_n_items (authors), ==, 3);
  g_assert_cmpstr (atrium_value_get_string (atrium_value_get_at (authors, "0/name")), ==, "Ines Okoro");
  g_assert_true (atrium_value_get_boolean (atrium_value_get_at (authors, "0/self")));
  g_assert_cmpstr (atrium_value_get_string (atrium_value_get_at (authors, "2/name")), ==, "Lio Brandt");
}

static void
assert_person (AtriumProfile *profile,
               AtriumProfile *again)
{
  AtriumEntry *a = atrium_profile_get_person (profile);
  AtriumEntry *b = atrium_profile_get_person (again);

  for (guint i = 0; i < atrium_entry_get_n_members (a); i++)
    {
      const char *name = atrium_entry_get_member_name (a, i);

      /* the theme has its own order of the services */
      if (g_str_equal (name, "links"))
        g_assert_cmpuint (atrium_value_get_n_items (atrium_entry_get (b, name)), ==, 2);
      else
        g_assert_true (atrium_value_equal (atrium_entry_get (a, name), atrium_entry_get (b, name)));
    }
}

static void
test_theme (gconstpointer data)
{
  const char *theme = data;
  g_autoptr(AtriumProfile) profile = load ();
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GPtrArray) none = atrium_losses_new ();
  g_autoptr(AtriumFileTree) files = create (theme, profile, losses);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumFileTree) second = NULL;

  g_assert_cmpstr (reading->lens->id, ==, theme);
  g_assert_cmpuint (losses->len, <=, 4);
  assert_person (profile, reading->profile);
  assert_people (reading->profile);
  compare (theme, profile, reading->profile, losses);

  /* made again, it is the same */
  second = create (theme, profile, none);
  {
    g_autoptr(GPtrArray) changed = atrium_file_tree_dup_changed (files, second);

    g_assert_cmpuint (changed->len, ==, 0);
  }
}

/* The files of the theme have the names and keys that its templates ask for. */
static void
test_academicpages_files (void)
{
  g_autoptr(AtriumProfile) profile = load ();
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(AtriumFileTree) files = create ("academicpages", profile, losses);
  g_autofree char *paper = site_dup_text (files, "_publications/2031-01-01-river-routing-in-mixtures.md");
  g_autofree char *course = site_dup_text (files, "_teaching/2028-fall-physical-oceanography.md");

  g_assert_nonnull (strstr (paper, "collection: publications\n"));
  g_assert_nonnull (strstr (paper, "category: "));
  g_assert_nonnull (strstr (paper, "permalink: /publication/2031-01-01-river-routing-in-mixtures\n"));
  g_assert_nonnull (strstr (paper, "date: 2031-01-01\ndate_precision: year\n"));
  g_assert_nonnull (strstr (paper, "citation: '<b>Ines Okoro</b>, Tam Varga, Lio Brandt (2031)."));
  g_assert_nonnull (strstr (course, "date: 2028-09-01\n"));
  g_assert_true (atrium_file_tree_contains (files, "_talks/2031-03-01-tides-and-memory.md"));
}

static void
test_acad_homepage_files (void)
{
  g_autoptr(AtriumProfile) profile = load ();
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(AtriumFileTree) files = create ("acad-homepage", profile, losses);
  g_autofree char *menu = site_dup_text (files, "_data/navigation.yml");
  g_autofree char *page = site_dup_text (files, "_pages/about.md");

  g_assert_nonnull (strstr (menu, "  - title: \"Honors and Awards\"\n    url: \"/#honors-and-awards\"\n"));
  g_assert_nonnull (strstr (page, "<span class='anchor' id='about-me'></span>\n\nI study *tides* & rivers.\n"));
  g_assert_nonnull (strstr (page, "# News\n"));
  g_assert_nonnull (strstr (page, "- *2031.06*: &nbsp;One paper at **ECML 2031**.\n"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/create/acad-homepage", "acad-homepage", test_theme);
  g_test_add_data_func ("/create/academicpages", "academicpages", test_theme);
  g_test_add_func ("/create/academicpages/files", test_academicpages_files);
  g_test_add_func ("/create/acad-homepage/files", test_acad_homepage_files);

  return g_test_run ();
}
