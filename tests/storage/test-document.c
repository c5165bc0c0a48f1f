#include "atrium-document.h"

#include <glib/gstdio.h>
#include <string.h>

#include "atrium-draft.h"
#include "atrium-error.h"
#include "folder.h"

static const char *const config =
  "title: \"Mira Okonjo-Vass\"\n"
  "google_scholar_stats_use_cdn: true\n"
  "author:\n"
  "  name     : \"Mira Okonjo-Vass\"\n"
  "  avatar   : \"images/mira.png\"\n";

static const char *const about =
  "---\n"
  "permalink: /\n"
  "title: \"\"\n"
  "---\n"
  "\n"
  "I listen to soil.\n"
  "\n"
  "# News\n"
  "- *2024.05*: A paper on worm choirs.\n"
  "- *2024.02*: I joined the institute.\n"
  "- *2023.11*: A new spade.\n"
  "\n"
  "# Honors and Awards\n"
  "- *2023.10* Golden Spade of the Soil Society.\n";

static char *
example_site (void)
{
  char *folder = folder_new ();

  folder_write (folder, "_config.yml", config);
  folder_write (folder, "_pages/about.md", about);
  folder_write (folder, "images/mira.png", "PNG");

  return folder;
}

static AtriumDocument *
open_path (const char *folder,
           const char *path)
{
  g_autoptr(GFile) file = g_file_new_build_filename (folder, path, NULL);
  g_autoptr(GError) error = NULL;
  AtriumDocument *document = atrium_document_open (file, NULL, &error);

  g_assert_no_error (error);

  return document;
}

static AtriumSection *
news_of (AtriumDocument *document)
{
  AtriumProfile *profile = atrium_document_get_profile (document);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    if (atrium_section_get_kind (atrium_profile_get_section (profile, i)) == ATRIUM_KIND_NEWS)
      return atrium_profile_get_section (profile, i);

  g_assert_not_reached ();
}

static void
set_text (AtriumDocument *document,
          guint           index,
          const char     *text)
{
  g_autoptr(AtriumValue) value = atrium_value_new_string (text);

  atrium_history_set (atrium_document_get_history (document), atrium_section_get_entry (news_of (document), index), "text", value);
  atrium_history_end_typing (atrium_document_get_history (document));
}

static void
save (AtriumDocument *document)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (atrium_document_save (document, NULL, &error));
  g_assert_no_error (error);
}

/* the lines of the page that differ from the first ones, as "-old +new" */
static char *
page_changes (const char *folder)
{
  g_autofree char *now = folder_read (folder, "_pages/about.md");
  g_auto(GStrv) a = g_strsplit (about, "\n", -1);
  g_auto(GStrv) b = g_strsplit (now, "\n", -1);
  guint n_a = g_strv_length (a);
  guint n_b = g_strv_length (b);
  guint start = 0;
  GString *out = g_string_new (NULL);

  while (start < n_a && start < n_b && g_str_equal (a[start], b[start]))
    start++;
  while (n_a > start && n_b > start && g_str_equal (a[n_a - 1], b[n_b - 1]))
    n_a--, n_b--;
  for (guint i = start; i < n_a; i++)
    g_string_append_printf (out, "-%s\n", a[i]);
  for (guint i = start; i < n_b; i++)
    g_string_append_printf (out, "+%s\n", b[i]);

  return g_string_free_and_steal (out);
}

static void
test_open (void)
{
  char *folder = example_site ();
  g_autoptr(AtriumDocument) document = open_path (folder, "");
  g_autoptr(AtriumDocument) page = open_path (folder, "_pages/about.md");
  g_autofree char *title = atrium_document_dup_title (document);
  g_autoptr(AtriumPlan) plan = atrium_document_plan_save (document, NULL);
  g_autoptr(GFile) root = g_file_new_for_path (folder);

  g_assert_cmpstr (atrium_document_get_theme (document), ==, "acad-homepage");
  g_assert_cmpstr (title, ==, "Mira Okonjo-Vass");
  g_assert_false (atrium_history_get_modified (atrium_document_get_history (document)));
  g_assert_cmpuint (atrium_plan_get_n_changes (plan), ==, 0);
  g_assert_null (atrium_document_get_page (document));
  g_assert_cmpstr (atrium_document_get_page (page), ==, "_pages/about.md");
  g_assert_true (g_file_equal (atrium_document_get_folder (page), root));
  g_assert_cmpuint (atrium_section_get_n_entries (news_of (page)), ==, 3);
  folder_free (folder);
}

/* one save after another: what was written is known by its old ids */
static void
test_save_again (void)
{
  char *folder = example_site ();
  g_autoptr(AtriumDocument) document = open_path (folder, "");
  AtriumHistory *history = atrium_document_get_history (document);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);
  g_autofree char *changes = NULL;

  set_text (document, 1, "I left the institute.");
  g_assert_true (atrium_history_get_modified (history));
  save (document);
  g_assert_false (atrium_history_get_modified (history));
  changes = page_changes (folder);
  g_assert_cmpstr (changes, ==, "-- *2024.02*: I joined the institute.\n+- *2024.02*: I left the institute.\n");

  set_text (document, 1, "I joined the institute.");
  save (document);
  g_free (changes);
  changes = page_changes (folder);
  g_assert_cmpstr (changes, ==, "");

  atrium_entry_set_string (entry, "date", "2024-06");
  atrium_entry_set_string (entry, "text", "Inserted.");
  atrium_history_insert_entry (history, news_of (document), 0, entry);
  save (document);
  g_free (changes);
  changes = page_changes (folder);
  g_assert_cmpstr (changes, ==, "+- *2024.06*: Inserted.\n");

  /* the new entry is known now, too */
  set_text (document, 0, "Changed.");
  atrium_history_remove_entry (history, news_of (document), 3);
  save (document);
  g_free (changes);
  changes = page_changes (folder);
  g_assert_cmpstr (changes, ==,
                   "-- *2024.05*: A paper on worm choirs.\n-- *2024.02*: I joined the institute.\n-- *2023.11*: A new spade.\n"
                   "+- *2024.06*: Changed.\n+- *2024.05*: A paper on worm choirs.\n+- *2024.02*: I joined the institute.\n");

  while (atrium_history_undo (history))
    continue;
  g_assert_true (atrium_history_get_modified (history));
  save (document);
  g_free (changes);
  changes = page_changes (folder);
  g_assert_cmpstr (changes, ==, "");
  folder_free (folder);
}

static void
test_changed_on_disk (void)
{
  char *folder = example_site ();
  g_autoptr(AtriumDocument) document = open_path (folder, "");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  set_text (document, 0, "Mine.");
  folder_write (folder, "_pages/about.md", "Theirs.\n");
  g_assert_false (atrium_document_save (document, NULL, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CHANGED);
  g_assert_true (g_str_has_prefix (error->message, "_pages/about.md:"));
  text = folder_read (folder, "_pages/about.md");
  g_assert_cmpstr (text, ==, "Theirs.\n");
  g_assert_true (atrium_history_get_modified (atrium_document_get_history (document)));

  /* a file that the edit does not touch may change */
  folder_write (folder, "_pages/about.md", about);
  folder_write (folder, "_config.yml", "title: other\n");
  g_clear_error (&error);
  g_assert_true (atrium_document_save (document, NULL, &error));
  folder_free (folder);
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/* what is typed while the files are written stays unsaved */
static void
test_edit_while_saving (void)
{
  char *folder = example_site ();
  g_autoptr(AtriumDocument) document = open_path (folder, "");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) refused = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *changes = NULL;

  set_text (document, 0, "First.");
  atrium_document_save_async (document, NULL, done_cb, &result);
  atrium_document_save_async (document, NULL, done_cb, &refused);
  set_text (document, 0, "Second.");
  g_assert_true (atrium_document_save_finish (document, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_false (atrium_document_save_finish (document, wait_for (&refused), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);

  changes = page_changes (folder);
  g_assert_cmpstr (changes, ==, "-- *2024.05*: A paper on worm choirs.\n+- *2024.05*: First.\n");
  g_assert_true (atrium_history_get_modified (atrium_document_get_history (document)));
  save (document);
  g_free (changes);
  changes = page_changes (folder);
  g_assert_cmpstr (changes, ==, "-- *2024.05*: A paper on worm choirs.\n+- *2024.05*: Second.\n");
  folder_free (folder);
}

static void
test_open_async (void)
{
  char *folder = example_site ();
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GFile) none = g_file_new_for_path ("/not/there");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) failed = NULL;
  g_autoptr(AtriumDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  atrium_document_open_async (file, NULL, done_cb, &result);
  document = atrium_document_open_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (document);
  atrium_document_open_async (none, NULL, done_cb, &failed);
  g_assert_null (atrium_document_open_finish (wait_for (&failed), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  folder_free (folder);
}

static void
test_save_as (void)
{
  char *folder = example_site ();
  g_autoptr(AtriumDocument) document = open_path (folder, "");
  g_autoptr(AtriumDocument) again = NULL;
  g_autoptr(GFile) file = g_file_new_build_filename (folder, "profile.json", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *page = NULL;

  folder_write (folder, "profile.json", "something else");
  set_text (document, 0, "Only in the profile file.");
  atrium_document_save_as_async (document, file, NULL, done_cb, &result);
  g_assert_true (atrium_document_save_as_finish (document, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_equal (atrium_document_get_file (document), file));
  g_assert_cmpstr (atrium_document_get_theme (document), ==, "profile");
  g_assert_false (atrium_history_get_modified (atrium_document_get_history (document)));
  page = folder_read (folder, "_pages/about.md");
  g_assert_cmpstr (page, ==, about);

  again = open_path (folder, "profile.json");
  g_assert_true (atrium_profile_equal (atrium_document_get_profile (again), atrium_document_get_profile (document)));
  set_text (document, 0, "And again.");
  save (document);
  g_object_unref (again);
  again = open_path (folder, "profile.json");
  g_assert_true (atrium_profile_equal (atrium_document_get_profile (again), atrium_document_get_profile (document)));
  folder_free (folder);
}

static void
test_new (void)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(AtriumDocument) document = atrium_document_new (profile);
  g_autoptr(GError) error = NULL;
  g_autofree char *title = atrium_document_dup_title (document);

  g_assert_cmpstr (title, ==, "New Profile");
  g_assert_null (atrium_document_get_file (document));
  g_assert_null (atrium_document_get_reading (document));
  g_assert_cmpstr (atrium_document_get_theme (document), ==, "profile");
  g_assert_null (atrium_document_load_file (document, "a.png", &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (atrium_document_save (document, NULL, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND);
}

static void
count_cb (gpointer    object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_properties (void)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  AtriumDocument *document = atrium_document_new (profile);
  g_autoptr(AtriumValue) name = atrium_value_new_string ("Mira");
  g_autofree char *title = NULL;
  gboolean modified;
  guint titles = 0;
  guint modifications = 0;

  g_signal_connect (document, "notify::title", G_CALLBACK (count_cb), &titles);
  g_signal_connect (document, "notify::modified", G_CALLBACK (count_cb), &modifications);
  atrium_history_set (atrium_document_get_history (document), atrium_profile_get_person (profile), "name", name);
  g_object_get (document, "title", &title, "modified", &modified, NULL);
  g_assert_cmpstr (title, ==, "Mira");
  g_assert_true (modified);
  g_assert_cmpuint (titles, ==, 1);
  g_assert_cmpuint (modifications, ==, 1);
  g_assert_finalize_object (document);
}

static void
test_load_file (void)
{
  char *folder = example_site ();
  char *other = folder_new ();
  g_autoptr(AtriumDocument) document = open_path (folder, "");
  g_autoptr(GBytes) bytes = atrium_document_load_file (document, "images/mira.png", NULL);
  g_autofree char *secret = g_build_filename (other, "secret.png", NULL);
  static const char *const refused[] = {
    "../secret.png", "/etc/passwd", "images/../../secret.png", "images", "nothing.png", "out.png", "folder/secret.png", "", ".",
  };

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "PNG", 3);
  folder_write (other, "secret.png", "SECRET");
  folder_link (folder, "out.png", secret);
  folder_link (folder, "folder", other);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (atrium_document_load_file (document, refused[i], &error));
      g_assert_nonnull (error);
    }
  folder_free (folder);
  folder_free (other);
}

static void
test_export (void)
{
  char *folder = example_site ();
  char *target = folder_new ();
  g_autoptr(AtriumDocument) document = open_path (folder, "");
  g_autoptr(AtriumDocument) exported = NULL;
  g_autoptr(GFile) file = g_file_new_build_filename (target, "deep/site", NULL);
  g_autoptr(AtriumPlan) plan = NULL;
  g_autoptr(AtriumPlan) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *picture = NULL;

  plan = atrium_document_plan_export (document, "acad-homepage", file, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < atrium_plan_get_n_changes (plan); i++)
    g_assert_cmpint (atrium_plan_get_type_at (plan, i), ==, ATRIUM_CHANGE_ADD);
  g_assert_true (atrium_plan_apply (plan, NULL, &error));
  g_assert_no_error (error);
  picture = folder_read (target, "deep/site/images/mira.png");
  g_assert_cmpstr (picture, ==, "PNG");
  exported = open_path (target, "deep/site");
  g_assert_cmpuint (atrium_section_get_n_entries (news_of (exported)), ==, 3);

  again = atrium_document_plan_export (document, "acad-homepage", file, &error);
  g_assert_cmpuint (atrium_plan_get_n_changes (again), ==, 0);

  g_assert_null (atrium_document_plan_export (document, "nothing", file, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (atrium_document_plan_export (document, "page", file, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CANNOT_CARRY);
  folder_free (folder);
  folder_free (target);
}

static void
drafted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  AtriumDraft **draft = user_data;
  g_autoptr(GError) error = NULL;

  *draft = atrium_draft_new_finish (result, &error);
  g_assert_no_error (error);
}

static AtriumDraft *
make_draft (AtriumDocument *document)
{
  AtriumDraft *draft = NULL;

  atrium_draft_new_async (document, NULL, drafted_cb, &draft);
  while (draft == NULL)
    g_main_context_iteration (NULL, TRUE);

  return draft;
}

/* A draft is what a save would write, with the places of the entries in it. */
static void
test_draft (void)
{
  g_autofree char *folder = example_site ();
  g_autoptr(AtriumDocument) document = open_path (folder, ".");
  AtriumEntry *entry = atrium_section_get_entry (news_of (document), 1);
  g_autoptr(AtriumDraft) same = make_draft (document);
  g_autoptr(AtriumDraft) changed = NULL;
  g_autofree char *on_disk = NULL;
  g_autoptr(GError) error = NULL;
  const AtriumEntryMap *map;
  GBytes *bytes;

  g_assert_cmpuint (atrium_file_tree_get_n_files (atrium_draft_get_changed (same)), ==, 0);

  set_text (document, 0, "A longer paper on worm choirs and moles.");
  set_text (document, 1, "I left.");
  changed = make_draft (document);
  g_assert_cmpuint (atrium_file_tree_get_n_files (atrium_draft_get_changed (changed)), ==, 1);
  bytes = atrium_file_tree_lookup (atrium_draft_get_changed (changed), "_pages/about.md");
  g_assert_nonnull (bytes);
  map = atrium_map_find_entry (atrium_draft_get_reading (changed)->map, atrium_entry_get_id (entry));
  g_assert_nonnull (map);
  g_assert_true (g_str_has_prefix ((const char *) g_bytes_get_data (bytes, NULL) + map->inner.start, "*2024.02*: I left."));

  on_disk = folder_read (folder, "_pages/about.md");
  g_assert_cmpstr (on_disk, ==, about);
  atrium_document_save (document, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&on_disk, g_free);
  on_disk = folder_read (folder, "_pages/about.md");
  g_assert_cmpmem (on_disk, strlen (on_disk), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  folder_free (g_steal_pointer (&folder));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/document/open", test_open);
  g_test_add_func ("/storage/document/save-again", test_save_again);
  g_test_add_func ("/storage/document/changed-on-disk", test_changed_on_disk);
  g_test_add_func ("/storage/document/edit-while-saving", test_edit_while_saving);
  g_test_add_func ("/storage/document/open-async", test_open_async);
  g_test_add_func ("/storage/document/save-as", test_save_as);
  g_test_add_func ("/storage/document/new", test_new);
  g_test_add_func ("/storage/document/properties", test_properties);
  g_test_add_func ("/storage/document/load-file", test_load_file);
  g_test_add_func ("/storage/document/export", test_export);
  g_test_add_func ("/document/draft", test_draft);

  return g_test_run ();
}
