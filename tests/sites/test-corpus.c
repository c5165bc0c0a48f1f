/* Reads the pages of the corpus and compares with what a careful reader saw. */

#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#include "atrium-lens.h"
#include "atrium-name.h"
#include "atrium-outline.h"
#include "atrium-section-kind.h"
#include "site-folder.h"

/* what has to be reached, in parts of a hundred */
#define MIN_OWNERS 95
#define MIN_KINDS 95
#define MIN_COUNTS 90
#define MIN_TITLES 90
/* the budget is 20 ms a page; a build with sanitizers on a busy machine takes some times that */
#define MAX_PAGE_TIME 200

typedef struct
{
  guint sections;
  guint found;
  guint kinds;
  guint counted;
  guint counts;
} KindScore;

typedef struct
{
  guint     pages;
  guint     owned;               /* pages that say whose they are */
  guint     owners;
  guint     titles;
  guint     titles_right;
  guint     listed;              /* papers whose title and authors the truth lists */
  guint     listed_right;
  guint     papers;
  guint     papers_with_authors;
  double    slowest;             /* milliseconds of the process' own time */
  char     *slowest_page;
  KindScore kinds[ATRIUM_N_SECTION_KINDS];
} Score;

static JsonObject *
member_object (JsonArray *array,
               guint      index)
{
  return json_array_get_object_element (array, index);
}

static const char *
member_string (JsonObject *object,
               const char *name)
{
  return json_object_has_member (object, name) && !json_object_get_null_member (object, name) ? json_object_get_string_member (object, name) : NULL;
}

static gboolean
is_page (const char *path)
{
  return g_str_has_suffix (path, ".md") || g_str_has_suffix (path, ".html");
}

static gboolean
kind_matches (const char *truth,
              AtriumKind  kind)
{
  const char *id = atrium_kind_get_info (kind)->id;

  if (g_str_equal (truth, "services"))
    truth = "service";
  if (g_str_equal (truth, id))
    return TRUE;

  return (kind == ATRIUM_KIND_LIST || kind == ATRIUM_KIND_TEXT) &&
         g_strv_contains ((const char *const[]) { "interests", "students", "patents", "recruiting", "contact", "links", "other", "list", "text", NULL }, truth);
}

static AtriumKind
truth_kind (const char *truth)
{
  AtriumKind kind;

  if (g_str_equal (truth, "services"))
    return ATRIUM_KIND_SERVICE;

  return atrium_kind_from_id (truth, &kind) ? kind : ATRIUM_KIND_LIST;
}

static int
find_section (AtriumProfile *profile,
              const char    *title,
              guint          from)
{
  g_autofree char *wanted = atrium_section_kind_fold (title != NULL ? title : "");

  for (guint i = from; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      g_autofree char *folded = atrium_section_kind_fold (atrium_section_get_title (section));

      if (g_str_equal (wanted, folded))
        return i;
    }

  return -1;
}

static gboolean
has_authors (AtriumEntry *entry,
             JsonArray   *wanted)
{
  AtriumValue *authors = atrium_entry_get (entry, "authors");

  if (atrium_value_get_n_items (authors) != json_array_get_length (wanted))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    if (g_strcmp0 (atrium_value_get_member_string (atrium_value_get_item (authors, i), "name"), json_array_get_string_element (wanted, i)) != 0)
      return FALSE;

  return TRUE;
}

/* `papers` of a section: `title` and `authors` of each, in order, all of which have to be right */
static void
check_papers (JsonObject    *truth,
              AtriumSection *section,
              Score         *score,
              const char    *page)
{
  JsonArray *papers = json_object_has_member (truth, "papers") ? json_object_get_array_member (truth, "papers") : NULL;

  for (guint i = 0; papers != NULL && i < json_array_get_length (papers); i++)
    {
      JsonObject *paper = member_object (papers, i);
      AtriumEntry *entry = i < atrium_section_get_n_entries (section) ? atrium_section_get_entry (section, i) : NULL;
      g_autofree char *wanted = atrium_section_kind_fold (json_object_get_string_member (paper, "title"));
      const char *title = entry != NULL ? atrium_entry_get_string (entry, "title") : NULL;
      g_autofree char *is = atrium_section_kind_fold (title != NULL ? title : "");

      score->listed++;
      if (entry != NULL && g_str_equal (is, wanted) && has_authors (entry, json_object_get_array_member (paper, "authors")))
        score->listed_right++;
      else
        g_test_message ("%s: “%s” or its authors are read as something else", page, json_object_get_string_member (paper, "title"));
    }
}

static void
check_titles (JsonObject    *truth,
              AtriumSection *section,
              Score         *score,
              const char    *page)
{
  const char *names[] = { "first", "last" };
  guint n = atrium_section_get_n_entries (section);

  for (guint i = 0; i < n; i++)
    {
      score->papers++;
      score->papers_with_authors += atrium_entry_get (atrium_section_get_entry (section, i), "authors") != NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (names) && n > 0; i++)
    {
      const char *wanted = member_string (truth, names[i]);
      AtriumEntry *entry = atrium_section_get_entry (section, i == 0 ? 0 : n - 1);
      const char *title = atrium_entry_get_string (entry, "title");
      g_autofree char *wanted_words = NULL;
      g_autofree char *words = NULL;

      if (wanted == NULL)
        continue;
      wanted_words = atrium_section_kind_fold (wanted);
      words = atrium_section_kind_fold (title != NULL ? title : "");
      score->titles++;
      if (g_str_has_prefix (words, wanted_words))
        score->titles_right++;
      else
        g_test_message ("%s: title of %s paper: “%s” is not “%s”", page, names[i], title, wanted);
    }
}

static void
check_section (JsonObject    *truth,
               AtriumProfile *profile,
               guint         *from,
               Score         *score,
               const char    *page)
{
  const char *title = member_string (truth, "title");
  const char *kind = json_object_get_string_member (truth, "kind");
  KindScore *row = &score->kinds[truth_kind (kind)];
  AtriumSection *section;
  int found;

  /* what stands in other files is read by the site's lens */
  if (title == NULL && json_object_has_member (truth, "in_file"))
    return;

  row->sections++;
  found = find_section (profile, title, *from);
  if (found < 0)
    found = find_section (profile, title, 0);
  if (found < 0)
    {
      g_test_message ("%s: no section “%s”", page, title);
      return;
    }
  *from = found + 1;
  row->found++;
  section = atrium_profile_get_section (profile, found);
  if (kind_matches (kind, atrium_section_get_kind (section)))
    row->kinds++;
  else
    g_test_message ("%s: “%s” is read as %s, not %s", page, title, atrium_kind_get_info (atrium_section_get_kind (section))->id, kind);

  if (!json_object_get_null_member (truth, "count"))
    {
      gint64 count = json_object_get_int_member (truth, json_object_has_member (truth, "in_file") ? "in_file" : "count");

      row->counted++;
      if (count == atrium_section_get_n_entries (section))
        row->counts++;
      else
        g_test_message ("%s: “%s” has %u entries, not %" G_GINT64_FORMAT, page, title, atrium_section_get_n_entries (section), count);
    }

  if (g_str_equal (kind, "publications"))
    {
      check_titles (truth, section, score, page);
      check_papers (truth, section, score, page);
    }
}

/* the best of some tries, in milliseconds */
static double
time_page (AtriumFileTree *files,
           const char     *path)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(AtriumProfile) profile = atrium_profile_new ();
      g_autoptr(AtriumMap) map = atrium_map_new ();
      clock_t start = clock ();

      atrium_page_read (files, path, profile, map, NULL);
      best = MIN (best, (clock () - start) * 1000.0 / CLOCKS_PER_SEC);
    }

  return best;
}

/* of "Ines Okoro (伊内斯)" the part in front; a page that does not say whose it is has no owner */
static void
check_owner (JsonObject    *truth,
             AtriumProfile *profile,
             Score         *score,
             const char    *page)
{
  g_autofree char *owner = g_strdup (member_string (truth, "owner"));
  const char *name = atrium_entry_get_string (atrium_profile_get_person (profile), "name");

  if (owner == NULL)
    return;
  if (strchr (owner, '(') != NULL)
    *strchr (owner, '(') = '\0';
  score->owned++;
  if (name != NULL && atrium_name_matches (g_strstrip (owner), name))
    score->owners++;
  else
    g_test_message ("%s: owner is %s, not %s", page, name, owner);
}

static void
check_page (const char *corpus,
            JsonObject *truth,
            Score      *score)
{
  const char *path = json_object_get_string_member (truth, "path");
  g_auto(GStrv) repository = g_strsplit (json_object_get_string_member (truth, "repo"), "/", 2);
  g_autofree char *name = g_strdup_printf ("%s__%s", repository[0], repository[1]);
  g_autofree char *folder = g_build_filename (corpus, name, NULL);
  g_autofree char *page = g_strdup_printf ("%s/%s", name, path);
  g_autoptr(AtriumFileTree) files = site_folder_read (folder);
  g_autoptr(AtriumReading) reading = NULL;
  g_autoptr(GError) error = NULL;
  const AtriumLens *lens = atrium_lens_detect (files, &error);
  JsonArray *sections = json_object_get_array_member (truth, "sections");
  guint from = 0;

  g_assert_no_error (error);
  reading = lens->read (lens, files, path, &error);
  g_assert_no_error (error);

  score->pages++;
  if (time_page (files, path) > score->slowest)
    {
      score->slowest = time_page (files, path);
      g_set_str (&score->slowest_page, page);
    }
  check_owner (truth, reading->profile, score, page);
  for (guint i = 0; i < json_array_get_length (sections); i++)
    check_section (member_object (sections, i), reading->profile, &from, score, page);
}

static int
percent (guint part,
         guint whole)
{
  return whole == 0 ? 100 : part * 100 / whole;
}

static void
print_score (const Score *score,
             KindScore   *sum)
{
  g_test_message ("%-14s %8s %6s %6s %8s %6s", "kind", "sections", "found", "kind", "counted", "right");
  for (guint i = 0; i < ATRIUM_N_SECTION_KINDS; i++)
    {
      const KindScore *row = &score->kinds[i];

      if (row->sections == 0)
        continue;
      g_test_message ("%-14s %8u %6u %6u %8u %6u", atrium_kind_get_info (i)->id, row->sections, row->found, row->kinds, row->counted, row->counts);
      sum->sections += row->sections;
      sum->found += row->found;
      sum->kinds += row->kinds;
      sum->counted += row->counted;
      sum->counts += row->counts;
    }
  g_test_message ("%-14s %8u %6u %6u %8u %6u", "all", sum->sections, sum->found, sum->kinds, sum->counted, sum->counts);
  g_test_message ("owners %u of %u, kinds %d %%, counts %d %%, first and last titles %u of %u, papers with any authors %u of %u",
                  score->owners, score->owned, percent (sum->kinds, sum->sections), percent (sum->counts, sum->counted),
                  score->titles_right, score->titles, score->papers_with_authors, score->papers);
  if (score->listed > 0)
    g_test_message ("titles with whole author lists %u of %u", score->listed_right, score->listed);
  else
    g_test_message ("the truth lists no authors, so that author lists are not measured here");
}

/* another collection of pages of the same form is measured with $ATRIUM_CORPUS */
static char *
find_corpus (void)
{
  const char *set = g_getenv ("ATRIUM_CORPUS");
  g_autofree char *shared = shared_folder_dup ();

  if (set != NULL)
    return g_strdup (set);

  return shared != NULL ? g_build_filename (shared, "corpus", NULL) : NULL;
}

static void
test_corpus (void)
{
  g_autofree char *corpus = find_corpus ();
  g_autofree char *path = corpus != NULL ? g_build_filename (corpus, "truth.json", NULL) : NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  Score score = { 0 };
  KindScore sum = { 0 };
  JsonArray *pages;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no corpus beside the source tree; set ATRIUM_SHARED");
      return;
    }

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  pages = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (pages); i++)
    {
      JsonObject *page = member_object (pages, i);

      if (is_page (json_object_get_string_member (page, "path")) && !g_str_equal (json_object_get_string_member (page, "kind"), "hugoblox"))
        check_page (corpus, page, &score);
    }

  print_score (&score, &sum);
  g_test_message ("slowest page: %.1f ms of 20, %s", score.slowest, score.slowest_page);
  g_free (score.slowest_page);
  g_assert_cmpfloat (score.slowest, <, MAX_PAGE_TIME);
  g_assert_cmpint (percent (score.owners, score.owned), >=, MIN_OWNERS);
  g_assert_cmpint (percent (sum.kinds, sum.sections), >=, MIN_KINDS);
  g_assert_cmpint (percent (sum.counts, sum.counted), >=, MIN_COUNTS);
  g_assert_cmpint (percent (score.titles_right, score.titles), >=, MIN_TITLES);
  g_assert_cmpint (percent (score.listed_right, score.listed), >=, MIN_TITLES);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corpus/recall", test_corpus);

  return g_test_run ();
}
