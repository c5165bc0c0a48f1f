/* Changes one slot of a page at a time, reads it again, and looks whether that value and
 * nothing else has changed: what a reader promises to the writer. */

#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "atrium-date.h"
#include "atrium-outline.h"
#include "atrium-splicer.h"
#include "site-folder.h"

/* entries of a section that are tried, at its start and end */
#define MAX_TRIED 4
/* parts of a hundred of the edits that have to be read back as they were made */
#define MIN_STABLE 90

typedef struct
{
  guint tried;
  guint stable;
} FieldScore;

typedef struct
{
  AtriumFileTree *files;
  const char     *page;
  char           *owner;
  GHashTable     *fields;      /* path without numbers to FieldScore */
  guint           tried;
  guint           stable;
} Trial;

static AtriumProfile *
read_page (AtriumFileTree *files,
           const char     *page,
           const char     *owner,
           AtriumMap     **map)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(GError) error = NULL;

  *map = atrium_map_new ();
  if (owner != NULL)
    atrium_entry_set_string (atrium_profile_get_person (profile), "name", owner);
  atrium_page_read (files, page, profile, *map, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&profile);
}

static char *
field_name (const char *path)
{
  GString *out = g_string_new (NULL);

  for (const char *p = path; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      g_string_append_c (out, *p);

  return g_string_free (out, FALSE);
}

static AtriumFieldType
get_type (AtriumKind  kind,
          const char *path)
{
  const AtriumField *field = atrium_kind_find_field (atrium_kind_get_info (kind), path);

  return field != NULL ? field->type : ATRIUM_FIELD_STRING;
}

/* what to write into the slot, and what the value should then be; NULL where lists are
 * not for this test */
static char *
make_edit (AtriumEntry      *entry,
           const AtriumSlot *slot,
           char            **value)
{
  AtriumKind kind = atrium_entry_get_kind (entry);
  AtriumFieldType type = get_type (kind, slot->path);
  const char *old = atrium_value_get_string (atrium_entry_get_at (entry, slot->path));

  if (old == NULL || slot->spelling == ATRIUM_SPELLING_YAML)
    return NULL;
  if (type == ATRIUM_FIELD_DATE)
    {
      AtriumDate date;
      g_autofree char *sample = atrium_source_dup_span (slot->source, slot->span);

      g_assert_true (atrium_date_from_iso (old, &date));
      if (date.present)
        return NULL;
      date.year++;
      *value = atrium_date_to_iso (&date);

      return atrium_date_format_like (&date, sample, FALSE);
    }

  if (type == ATRIUM_FIELD_URL || type == ATRIUM_FIELD_IMAGE || g_str_has_suffix (slot->path, "/url"))
    *value = g_strdup ("https://example.org/other.png");
  else if (g_str_has_suffix (slot->path, "/name"))
    *value = g_strdup ("Zoe Quill");
  else if (g_str_has_suffix (slot->path, "/label") || g_str_has_suffix (slot->path, "/id"))
    *value = g_strdup_printf ("%sX", old);
  else
    {
      g_autofree char *source = atrium_source_dup_span (slot->source, slot->span);

      *value = g_strconcat (old, " quux", NULL);
      return g_strconcat (source, " quux", NULL);
    }

  return g_strdup (*value);
}

static gboolean
same_but (AtriumProfile *before,
          AtriumProfile *after,
          guint          section_index,
          guint          entry_index,
          const char    *path,
          const char    *value)
{
  if (atrium_profile_get_n_sections (before) != atrium_profile_get_n_sections (after))
    return FALSE;

  for (guint i = 0; i < atrium_profile_get_n_sections (before); i++)
    {
      AtriumSection *a = atrium_profile_get_section (before, i);
      AtriumSection *b = atrium_profile_get_section (after, i);

      if (atrium_section_get_n_entries (a) != atrium_section_get_n_entries (b) || atrium_section_get_kind (a) != atrium_section_get_kind (b))
        return FALSE;
      for (guint j = 0; j < atrium_section_get_n_entries (a); j++)
        {
          AtriumEntry *x = atrium_section_get_entry (a, j);
          AtriumEntry *y = atrium_section_get_entry (b, j);
          g_autofree char *first = NULL;

          if (i != section_index || j != entry_index)
            {
              if (!atrium_entry_equal (x, y))
                return FALSE;
              continue;
            }
          if (g_strcmp0 (atrium_value_get_string (atrium_entry_get_at (y, path)), value) != 0)
            return FALSE;
          /* what follows from the value may change with it */
          first = g_strndup (path, strcspn (path, "/"));
          for (guint m = 0; m < atrium_entry_get_n_members (x); m++)
            {
              const char *name = atrium_entry_get_member_name (x, m);

              if (g_str_has_prefix (name, first) || g_str_equal (name, "doi") || g_str_equal (name, "arxiv") || g_str_equal (name, "date") ||
                  g_str_equal (name, "dateText"))
                continue;
              if (!atrium_value_equal (atrium_entry_get (x, name), atrium_entry_get (y, name)))
                return FALSE;
            }
        }
    }

  return TRUE;
}

static void
try_slot (Trial            *trial,
          AtriumProfile    *profile,
          guint             section,
          guint             entry_index,
          const AtriumSlot *slot)
{
  AtriumEntry *entry = atrium_section_get_entry (atrium_profile_get_section (profile, section), entry_index);
  g_autofree char *value = NULL;
  g_autofree char *text = make_edit (entry, slot, &value);
  g_autofree char *name = NULL;
  g_autoptr(AtriumSplicer) splicer = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumProfile) after = NULL;
  g_autoptr(AtriumMap) map = NULL;
  FieldScore *score;

  if (text == NULL)
    return;

  splicer = atrium_splicer_new (slot->source);
  atrium_splicer_replace (splicer, slot->span, text);
  bytes = atrium_splicer_apply (splicer, NULL);
  files = atrium_file_tree_copy (trial->files);
  atrium_file_tree_set (files, atrium_source_get_path (slot->source), bytes);
  after = read_page (files, trial->page, trial->owner, &map);

  name = g_strdup_printf ("%s %s", atrium_kind_get_info (atrium_entry_get_kind (entry))->id, slot->path);
  {
    char *folded = field_name (name);

    score = g_hash_table_lookup (trial->fields, folded);
    if (score == NULL)
      {
        score = g_new0 (FieldScore, 1);
        g_hash_table_insert (trial->fields, g_strdup (folded), score);
      }
    g_free (folded);
  }
  score->tried++;
  trial->tried++;
  if (same_but (profile, after, section, entry_index, slot->path, value))
    {
      score->stable++;
      trial->stable++;
    }
  else if (g_getenv ("ATRIUM_VERBOSE") != NULL)
    g_test_message ("%s: %u/%u %s = “%s” is read otherwise", trial->page, section, entry_index, slot->path, value);
}

static void
try_page (Trial      *trial,
          const char *page)
{
  g_autoptr(AtriumMap) map = NULL;
  g_autoptr(AtriumProfile) profile = NULL;

  trial->page = page;
  profile = read_page (trial->files, page, trial->owner, &map);
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSectionMap *section = g_ptr_array_index (map->sections, i);

      for (guint j = 0; j < section->entries->len; j++)
        {
          AtriumEntryMap *entry = g_ptr_array_index (section->entries, j);

          if (j >= MAX_TRIED / 2 && j + MAX_TRIED / 2 < section->entries->len)
            continue;
          for (guint k = 0; k < entry->slots->len; k++)
            {
              const AtriumSlot *slot = &g_array_index (entry->slots, AtriumSlot, k);

              /* of a list, the first two items say enough */
              if (strpbrk (slot->path, "23456789") == NULL)
                try_slot (trial, profile, i, j, slot);
            }
        }
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
print_trial (Trial *trial)
{
  guint length;
  g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (trial->fields, &length);

  qsort (names, length, sizeof *names, compare_names);
  for (guint i = 0; i < length; i++)
    {
      const FieldScore *score = g_hash_table_lookup (trial->fields, names[i]);

      g_test_message ("%-32s %5u of %5u", names[i], score->stable, score->tried);
    }
  g_test_message ("%-32s %5u of %5u", "all", trial->stable, trial->tried);
}

static void
test_corpus (void)
{
  g_autofree char *shared = shared_folder_dup ();
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "corpus", "truth.json", NULL) : NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  Trial trial = { 0 };
  JsonArray *pages;

  if (path == NULL || !json_parser_load_from_file (parser, path, NULL))
    {
      g_test_skip ("no corpus beside the source tree; set ATRIUM_SHARED");
      return;
    }

  trial.fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  pages = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (pages); i++)
    {
      JsonObject *page = json_array_get_object_element (pages, i);
      g_auto(GStrv) repository = g_strsplit (json_object_get_string_member (page, "repo"), "/", 2);
      g_autofree char *name = g_strdup_printf ("%s__%s", repository[0], repository[1]);
      g_autofree char *folder = g_build_filename (shared, "corpus", name, NULL);
      const char *file = json_object_get_string_member (page, "path");

      if (!(g_str_has_suffix (file, ".md") || g_str_has_suffix (file, ".html")) || g_str_has_suffix (file, "index.md"))
        continue;
      if (g_getenv ("ATRIUM_PAGE") != NULL && strstr (folder, g_getenv ("ATRIUM_PAGE")) == NULL)
        continue;
      trial.files = site_folder_read (folder);
      trial.owner = g_strdup (json_object_get_string_member (page, "owner"));
      trial.owner[strcspn (trial.owner, "(")] = '\0';
      g_strstrip (trial.owner);
      try_page (&trial, file);
      g_clear_pointer (&trial.files, atrium_file_tree_unref);
      g_clear_pointer (&trial.owner, g_free);
    }

  print_trial (&trial);
  g_assert_cmpuint (trial.stable * 100, >=, trial.tried * MIN_STABLE);
  g_hash_table_unref (trial.fields);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stability/corpus", test_corpus);

  return g_test_run ();
}
