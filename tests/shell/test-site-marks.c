/* How many entries of the corpus' pages are found again in what Jekyll makes of them. */

#include <string.h>

#include "atrium-document.h"
#include "atrium-page.h"
#include "atrium-site-marks.h"
#include "jekyll-site.h"

typedef struct
{
  guint n_entries;
  guint n_found;
} Count;

static gboolean
is_text_form (AtriumEntryForm form)
{
  return form == ATRIUM_ENTRY_FORM_ITEM || form == ATRIUM_ENTRY_FORM_PARAGRAPH || form == ATRIUM_ENTRY_FORM_BOX;
}

static void
count_section (AtriumSectionMap *map,
               AtriumSection    *section,
               const char       *html,
               Count            *count)
{
  for (guint i = 0; i < MIN (map->entries->len, atrium_section_get_n_entries (section)); i++)
    {
      AtriumEntryMap *entry = map->entries->pdata[i];
      g_autofree char *id = atrium_page_dup_entry_element_id (atrium_section_get_entry (section, i));
      g_autofree char *attribute = g_strdup_printf ("data-atrium-entry=\"%s\"", id);

      if (!is_text_form (entry->form))
        continue;
      count->n_entries++;
      count->n_found += strstr (html, attribute) != NULL;
    }
}

/* one page of a site in our theme, as the window asks for it */
static void
count_page (const char *folder,
            const char *page,
            Count      *count)
{
  g_autoptr(GFile) file = g_file_new_build_filename (folder, page, NULL);
  g_autoptr(AtriumDocument) document = atrium_document_open (file, NULL, NULL);
  g_autoptr(AtriumJekyll) engine = atrium_jekyll_new_for_preview (folder);
  g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();
  g_autoptr(AtriumMarks) marks = NULL;
  g_autofree char *html = NULL;
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };
  AtriumReading *reading;

  if (document == NULL)
    return;

  reading = atrium_document_get_reading (document);
  marks = atrium_site_marks_new (reading);
  atrium_engine_render_async (ATRIUM_ENGINE (engine), page, nothing, marks, NULL, rendered_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  html = g_strndup (g_bytes_get_data (outcome.rendering->html, NULL), g_bytes_get_size (outcome.rendering->html));
  for (guint i = 0; i < MIN (reading->map->sections->len, atrium_profile_get_n_sections (reading->profile)); i++)
    count_section (reading->map->sections->pdata[i], atrium_profile_get_section (reading->profile, i), html, count);
}

static char *
find_shared (void)
{
  const char *set = g_getenv ("ATRIUM_SHARED");

  return set != NULL ? g_strdup (set) : g_build_filename (g_getenv ("ATRIUM_SOURCE_ROOT"), "..", "shared", NULL);
}

static void
count_site (const char *original,
            const char *name,
            Count      *all)
{
  g_autofree char *theme = g_build_filename (g_getenv ("ATRIUM_SOURCE_ROOT"), "tests", "render", "sites", "corpus", NULL);
  g_autofree char *temporary = g_dir_make_tmp ("atrium-marks-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (temporary, "site", NULL);
  g_autofree char *page = g_build_filename (folder, "_pages", "about.md", NULL);
  Count count = { 0, 0 };

  copy_folder (original, folder);
  copy_folder (theme, folder);
  if (g_file_test (page, G_FILE_TEST_EXISTS))
    count_page (folder, "_pages/about.md", &count);
  g_test_message ("%s: %u of %u", name, count.n_found, count.n_entries);
  all->n_entries += count.n_entries;
  all->n_found += count.n_found;
  remove_folder (temporary);
}

static void
test_corpus (void)
{
  g_autofree char *shared = find_shared ();
  g_autofree char *corpus = g_build_filename (shared, "corpus", NULL);
  g_autoptr(GDir) directory = g_dir_open (corpus, 0, NULL);
  Count count = { 0, 0 };
  const char *name;

  if (directory == NULL || !atrium_jekyll_is_available ())
    {
      g_test_skip (directory == NULL ? "no corpus beside the source tree; set ATRIUM_SHARED" : "jekyll is not on this machine");
      return;
    }

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *original = g_build_filename (corpus, name, NULL);

      if (g_file_test (original, G_FILE_TEST_IS_DIR))
        count_site (original, name, &count);
    }

  g_test_message ("%u of %u entries are found", count.n_found, count.n_entries);
  g_assert_cmpuint (count.n_entries, >, 100);
  g_assert_cmpuint (count.n_found * 100, >=, count.n_entries * 95);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site-marks/corpus", test_corpus);

  return g_test_run ();
}
