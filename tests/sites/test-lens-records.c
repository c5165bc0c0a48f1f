#include <string.h>

#include "atrium-json.h"
#include "record-laws.h"

/* Real files of records, where ../shared has them: how many entries there are, and many random
 * edits, each of which has to read back, and all of which are undone to the first bytes. */

static const char *
member_text (AtriumJsonNode *object,
             const char     *name)
{
  AtriumJsonNode *node = atrium_json_lookup (object, name);

  return node != NULL ? node->text : NULL;
}

/* all is tried; what a record has no place for may be refused */
static gboolean
carries (AtriumKind  kind,
         const char *field)
{
  return !g_str_equal (field, "source");
}

static gboolean
is_record_kind (const char *kind)
{
  return g_strcmp0 (kind, "bib") == 0 || g_strcmp0 (kind, "json-resume") == 0 || g_strcmp0 (kind, "al-folio") == 0;
}

static AtriumFileTree *
load (const char *folder,
      const char *page)
{
  g_autoptr(AtriumFileTree) site = site_load_folder (folder);
  AtriumFileTree *files;

  if (!g_str_has_suffix (page, ".json"))
    return g_steal_pointer (&site);
  /* a resume is opened as a file of its own */
  files = atrium_file_tree_new ();
  atrium_file_tree_set (files, page, atrium_file_tree_lookup (site, page));

  return files;
}

/* the sections that the careful reader counted, by their place; a file has one more, of prose */
static void
check_counts (AtriumReading  *reading,
              AtriumJsonNode *truth)
{
  AtriumJsonNode *sections = atrium_json_lookup (truth, "sections");
  guint at = 0;

  for (AtriumJsonNode *node = sections->first_child; node != NULL; node = node->next)
    {
      AtriumJsonNode *count = atrium_json_lookup (node, "count");
      AtriumSection *section;

      while (at < atrium_profile_get_n_sections (reading->profile) &&
             atrium_section_get_kind (atrium_profile_get_section (reading->profile, at)) == ATRIUM_KIND_BIO)
        at++;
      g_assert_cmpuint (at, <, atrium_profile_get_n_sections (reading->profile));
      section = atrium_profile_get_section (reading->profile, at++);
      if (count != NULL && count->type == ATRIUM_JSON_NUMBER)
        g_assert_cmpuint (atrium_section_get_n_entries (section), ==, g_ascii_strtoull (count->text, NULL, 10));
    }
}

static void
check_page (const char     *folder,
            AtriumJsonNode *truth)
{
  const char *kind = member_text (truth, "kind");
  const char *page = member_text (truth, "path");
  g_auto(GStrv) parts = g_strsplit (member_text (truth, "repo"), "/", 2);
  g_autofree char *name = g_strconcat (parts[0], "__", parts[1], NULL);
  g_autofree char *path = g_build_filename (folder, "corpus", name, NULL);
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumReading) reading = NULL;

  if (!is_record_kind (kind))
    return;
  g_test_message ("%s/%s", name, page);
  files = load (path, page);
  /* of a site, all of it */
  if (g_str_equal (kind, "al-folio"))
    page = NULL;
  reading = site_read (files, page);
  if (page != NULL)
    check_counts (reading, truth);
  record_random_edits (files, page, carries, 2);
}

static void
test_real (void)
{
  g_autofree char *folder = site_find_shared ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(AtriumJson) json = NULL;

  if (folder == NULL)
    {
      g_test_skip ("the folder ../shared with real pages is not here (ATRIUM_SHARED)");
      return;
    }
  path = g_build_filename (folder, "corpus", "truth.json", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  source = atrium_source_new_for_text ("truth.json", text);
  json = atrium_json_read (source, NULL);
  g_assert_nonnull (json);
  for (AtriumJsonNode *node = atrium_json_get_root (json)->first_child; node != NULL; node = node->next)
    check_page (folder, node);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/real", test_real);

  return g_test_run ();
}
