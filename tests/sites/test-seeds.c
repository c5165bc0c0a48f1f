/* Reads the five documents of the first users: counts and shapes, and what can be compared
 * with the bytes of the file itself. No text of them stands here. */

#include <locale.h>
#include <string.h>

#include "atrium-outline.h"
#include "site-folder.h"

typedef struct
{
  AtriumFileTree *files;
  AtriumProfile  *profile;
  AtriumMap      *map;
  const char     *text;
} Seed;

static gboolean
seed_open (Seed       *seed,
           const char *number)
{
  g_autofree char *shared = shared_folder_dup ();
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "seeds", NULL) : NULL;
  g_autoptr(GError) error = NULL;

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no seeds beside the source tree; set ATRIUM_SHARED");
      return FALSE;
    }

  seed->files = site_folder_read (folder);
  seed->profile = atrium_profile_new ();
  seed->map = atrium_map_new ();
  for (guint i = 0; i < atrium_file_tree_get_n_files (seed->files); i++)
    {
      const char *path = atrium_file_tree_get_path (seed->files, i);

      if (!g_str_has_prefix (path, number))
        continue;
      atrium_page_read (seed->files, path, seed->profile, seed->map, &error);
      g_assert_no_error (error);
      seed->text = atrium_source_get_text (atrium_file_tree_get_source (seed->files, path, NULL), NULL);
      return TRUE;
    }

  g_test_fail_printf ("no seed %s", number);

  return FALSE;
}

static void
seed_close (Seed *seed)
{
  g_object_unref (seed->profile);
  atrium_map_free (seed->map);
  atrium_file_tree_unref (seed->files);
}

static char *
dup_counts (Seed *seed)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < atrium_profile_get_n_sections (seed->profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (seed->profile, i);

      g_string_append_printf (out, "%s%s %u", i > 0 ? ", " : "", atrium_kind_get_info (atrium_section_get_kind (section))->id,
                              atrium_section_get_n_entries (section));
    }

  return g_string_free (out, FALSE);
}

static AtriumEntry *
get_entry (Seed  *seed,
           guint  section,
           guint  entry)
{
  return atrium_section_get_entry (atrium_profile_get_section (seed->profile, section), entry);
}

/* every entry of a section has these fields */
static void
assert_fields (Seed              *seed,
               guint              section,
               const char *const *fields)
{
  for (guint i = 0; i < atrium_section_get_n_entries (atrium_profile_get_section (seed->profile, section)); i++)
    for (guint j = 0; fields[j] != NULL; j++)
      if (atrium_entry_get (get_entry (seed, section, i), fields[j]) == NULL)
        g_error ("section %u, entry %u has no %s", section, i, fields[j]);
}

static guint
count_people (AtriumEntry *entry,
              const char  *flag)
{
  AtriumValue *people = atrium_entry_get (entry, "authors");
  guint count = 0;

  for (guint i = 0; i < atrium_value_get_n_items (people); i++)
    count += flag == NULL || atrium_value_get_boolean (atrium_value_get_member (atrium_value_get_item (people, i), flag));

  return count;
}

static char *
dup_people_counts (Seed       *seed,
                   guint       section,
                   const char *flag)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < atrium_section_get_n_entries (atrium_profile_get_section (seed->profile, section)); i++)
    g_string_append_printf (out, "%s%u", i > 0 ? " " : "", count_people (get_entry (seed, section, i), flag));

  return g_string_free (out, FALSE);
}

/* the texts between @open and @close in the file, in order, are the titles of a section */
static void
assert_titles (Seed       *seed,
               guint       section,
               const char *open,
               const char *close)
{
  const char *at = seed->text;
  guint n = atrium_section_get_n_entries (atrium_profile_get_section (seed->profile, section));

  for (guint i = 0; i < n; i++)
    {
      const char *start = strstr (at, open);
      const char *end = start != NULL ? strstr (start + strlen (open), close) : NULL;
      g_autofree char *title = NULL;

      g_assert_nonnull (end);
      title = g_strndup (start + strlen (open), end - start - strlen (open));
      if (g_str_has_suffix (title, "."))
        title[strlen (title) - 1] = '\0';
      g_assert_cmpstr (atrium_entry_get_string (get_entry (seed, section, i), "title"), ==, title);
      at = end + strlen (close);
    }
}

static void
test_000 (void)
{
  static const char *const experience[] = { "logo", "organization", "start", "end", "role", "field", NULL };
  static const char *const news[] = { "date", "text", NULL };
  static const char *const papers[] = { "title", "authors", "venue", "links", NULL };
  g_autofree char *counts = NULL;
  g_autofree char *authors = NULL;
  g_autofree char *self = NULL;
  g_autofree char *equal = NULL;
  guint short_venues = 0;
  guint places = 0;
  Seed seed;

  if (!seed_open (&seed, "000"))
    return;
  counts = dup_counts (&seed);
  g_assert_cmpstr (counts, ==, "bio 3, news 13, experience 4, publications 12");
  assert_fields (&seed, 1, news);
  assert_fields (&seed, 2, experience);
  assert_fields (&seed, 3, papers);
  assert_titles (&seed, 3, "\"***", "***\"");
  authors = dup_people_counts (&seed, 3, NULL);
  g_assert_cmpstr (authors, ==, "4 4 5 6 4 6 6 5 4 2 5 12");
  self = dup_people_counts (&seed, 3, "self");
  g_assert_cmpstr (self, ==, "1 1 1 1 1 1 1 1 1 1 1 1");
  equal = dup_people_counts (&seed, 3, "equal");
  g_assert_cmpstr (equal, ==, "0 2 2 0 2 0 0 0 0 0 0 0");
  for (guint i = 0; i < 12; i++)
    short_venues += atrium_entry_get (get_entry (&seed, 3, i), "venueShort") != NULL;
  g_assert_cmpuint (short_venues, ==, 10);
  for (guint i = 0; i < 4; i++)
    places += atrium_entry_get (get_entry (&seed, 2, i), "place") != NULL;
  g_assert_cmpuint (places, ==, 1);
  seed_close (&seed);
}

static void
test_001 (void)
{
  static const char *const papers[] = { "title", "authors", "abstract", "category", NULL };
  g_autofree char *counts = NULL;
  guint dates = 0;
  guint codes = 0;
  guint scores = 0;
  Seed seed;

  if (!seed_open (&seed, "001"))
    return;
  counts = dup_counts (&seed);
  g_assert_cmpstr (counts, ==, "publications 30");
  assert_fields (&seed, 0, papers);
  for (guint i = 0; i < 30; i++)
    {
      AtriumEntry *entry = get_entry (&seed, 0, i);

      dates += atrium_entry_get (entry, "date") != NULL || atrium_entry_get (entry, "dateText") != NULL;
      codes += atrium_entry_get (entry, "note") != NULL;
      scores += atrium_entry_get (entry, "score") != NULL;
      g_assert_cmpuint (count_people (entry, NULL), >=, 2);
    }
  g_assert_cmpuint (dates, ==, 30);
  g_assert_cmpuint (codes, ==, 13);
  g_assert_cmpuint (scores, ==, 3);
  seed_close (&seed);
}

static void
test_002 (void)
{
  static const char *const projects[] = { "title", "motivation", "contributions", "group", NULL };
  static const char *const others[] = { "title", "start", "contributions", NULL };
  static const guint group_sizes[] = { 5, 4, 17 };
  g_autofree char *counts = NULL;
  guint at = 0;
  guint places = 0;
  guint events = 0;
  guint advisors = 0;
  Seed seed;

  if (!seed_open (&seed, "002"))
    return;
  counts = dup_counts (&seed);
  g_assert_cmpstr (counts, ==, "experience 0, experience 1, projects 26, places 0, projects 7");
  assert_fields (&seed, 2, projects);
  assert_fields (&seed, 4, others);
  for (guint g = 0; g < G_N_ELEMENTS (group_sizes); g++)
    {
      const char *group = atrium_entry_get_string (get_entry (&seed, 2, at), "group");

      for (guint i = 0; i < group_sizes[g]; i++)
        g_assert_cmpstr (atrium_entry_get_string (get_entry (&seed, 2, at++), "group"), ==, group);
      if (at < 26)
        g_assert_cmpstr (atrium_entry_get_string (get_entry (&seed, 2, at), "group"), !=, group);
    }
  for (guint i = 0; i < 7; i++)
    {
      places += atrium_entry_get (get_entry (&seed, 4, i), "place") != NULL;
      events += atrium_entry_get (get_entry (&seed, 4, i), "event") != NULL;
      advisors += atrium_entry_get (get_entry (&seed, 4, i), "people") != NULL;
    }
  g_assert_cmpuint (places, ==, 5);
  g_assert_cmpuint (events, ==, 3);
  g_assert_cmpuint (advisors, ==, 1);
  seed_close (&seed);
}

static void
test_003 (void)
{
  g_autofree char *counts = NULL;
  AtriumEntry *boxed;
  Seed seed;

  if (!seed_open (&seed, "003"))
    return;
  counts = dup_counts (&seed);
  g_assert_cmpstr (counts, ==, "bio 3, news 2, publications 2, honors 2, education 2, talks 2, experience 1");
  boxed = get_entry (&seed, 2, 0);
  g_assert_nonnull (atrium_entry_get (boxed, "title"));
  g_assert_nonnull (atrium_entry_get (boxed, "url"));
  g_assert_nonnull (atrium_entry_get (boxed, "image"));
  g_assert_nonnull (atrium_entry_get (boxed, "venueShort"));
  g_assert_nonnull (atrium_entry_get_at (boxed, "citations/id"));
  g_assert_cmpuint (count_people (boxed, NULL), ==, 4);
  g_assert_cmpuint (count_people (boxed, "self"), ==, 1);
  g_assert_cmpuint (count_people (get_entry (&seed, 2, 1), NULL), ==, 3);
  seed_close (&seed);
}

static void
test_004 (void)
{
  static const char *const papers[] = { "title", "authors", "venue", "date", NULL };
  static const char *const education[] = { "organization", "start", "end", NULL };
  g_autofree char *counts = NULL;
  g_autofree char *authors = NULL;
  g_autofree char *equal = NULL;
  Seed seed;

  if (!seed_open (&seed, "004"))
    return;
  counts = dup_counts (&seed);
  g_assert_cmpstr (counts, ==, "bio 1, news 2, publications 6, experience 3, honors 3, education 4, service 3, list 3");
  assert_fields (&seed, 2, papers);
  assert_fields (&seed, 5, education);
  authors = dup_people_counts (&seed, 2, NULL);
  g_assert_cmpstr (authors, ==, "5 6 9 7 7 6");
  equal = dup_people_counts (&seed, 2, "equal");
  g_assert_cmpstr (equal, ==, "0 2 2 0 0 0");
  seed_close (&seed);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seeds/000", test_000);
  g_test_add_func ("/seeds/001", test_001);
  g_test_add_func ("/seeds/002", test_002);
  g_test_add_func ("/seeds/003", test_003);
  g_test_add_func ("/seeds/004", test_004);

  return g_test_run ();
}
