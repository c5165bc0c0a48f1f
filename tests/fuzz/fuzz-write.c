/* The writer: whatever the page and the edit, writing what was read gives the same bytes, and
 * what was written without a loss reads as it was written. The input is four bytes that say
 * what to do and where, the text to set, a NUL, and the page. The two highest bits of the first
 * byte say what the page is: one of a site, a BibTeX file, a resume, an al-folio bibliography;
 * with the bit of 8 it is a part of a Hugo site, a paper, a widget and what is about the owner. */

#include "atrium-lens.h"
#include "atrium-name.h"

#include "fuzz.h"

#define MAX_PAGE 20000

typedef struct
{
  guint       operation;
  guint       section;
  guint       entry;
  guint       member;
  const char *text;
} Edit;

static const struct
{
  const char *path;
  const char *config;
} places[] = {
  { "_pages/about.md",
    "google_scholar_stats_use_cdn: true\nauthor:\n  name: \"Ines Okoro\"\n  bio:\n  github: ines\n" },
  { "papers.bib", NULL },
  { "resume.json", NULL },
  { "_bibliography/papers.bib", "first_name: Ines\nlast_name: Okoro\nscholar:\n  last_name: [Okoro]\n" },
};

static AtriumFileTree *
make_hugo_site (const char *page)
{
  static const char *const paths[] = { "content/home/about.md", "content/home/part.md", "content/publication/paper.md" };
  static const char config[] = "[params]\nname = \"Ines Okoro\"\n";
  static const char list[] = "+++\ntitle = \"Papers\"\n+++\n";
  AtriumFileTree *files = atrium_file_tree_new ();
  g_autoptr(GBytes) settings = g_bytes_new_static (config, strlen (config));
  g_autoptr(GBytes) papers = g_bytes_new_static (list, strlen (list));
  g_autoptr(GBytes) text = g_bytes_new (page, strlen (page));

  atrium_file_tree_set (files, "config.toml", settings);
  /* the folder stays where the paper goes */
  atrium_file_tree_set (files, "content/publication/_index.md", papers);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    atrium_file_tree_set (files, paths[i], text);

  return files;
}

static AtriumFileTree *
make_site (const char *page,
           guint       place)
{
  const char *config = places[place].config;
  AtriumFileTree *files = atrium_file_tree_new ();
  g_autoptr(GBytes) settings = config != NULL ? g_bytes_new_static (config, strlen (config)) : NULL;
  g_autoptr(GBytes) text = g_bytes_new (page, strlen (page));

  if (settings != NULL)
    atrium_file_tree_set (files, "_config.yml", settings);
  atrium_file_tree_set (files, places[place].path, text);

  return files;
}

static void
set_member (AtriumEntry *entry,
            const Edit  *edit)
{
  guint n = atrium_entry_get_n_members (entry);
  g_autofree char *name = NULL;
  g_autoptr(AtriumValue) value = NULL;
  AtriumValue *old;

  if (n == 0)
    return;
  name = g_strdup (atrium_entry_get_member_name (entry, edit->member % n));
  old = atrium_entry_get (entry, name);
  if (g_str_equal (name, "authors") || g_str_equal (name, "people"))
    {
      g_autoptr(AtriumValue) person = atrium_name_to_person (edit->text);

      value = edit->operation % 2 == 0 ? atrium_value_with_insert (old, atrium_value_get_n_items (old) / 2, person)
                                       : atrium_value_without_item (old, 0);
    }
  else if (atrium_value_get_value_type (old) == ATRIUM_VALUE_LIST)
    value = atrium_value_without_item (old, edit->section % atrium_value_get_n_items (old));
  else
    value = atrium_value_new_string (edit->text);

  atrium_entry_set (entry, name, value);
}

static void
insert_copy (AtriumSection *section,
             AtriumEntry   *model,
             const Edit    *edit)
{
  g_autoptr(AtriumEntry) copy = atrium_entry_new (atrium_entry_get_kind (model), NULL);

  for (guint i = 0; i < atrium_entry_get_n_members (model); i++)
    {
      const char *name = atrium_entry_get_member_name (model, i);

      atrium_entry_set (copy, name, atrium_entry_get (model, name));
    }
  set_member (copy, edit);
  atrium_section_insert (section, edit->member % (atrium_section_get_n_entries (section) + 1), copy);
}

static void
apply (AtriumProfile *profile,
       const Edit    *edit)
{
  guint n_sections = atrium_profile_get_n_sections (profile);
  AtriumSection *section = n_sections > 0 ? atrium_profile_get_section (profile, edit->section % n_sections) : NULL;
  guint n = section != NULL ? atrium_section_get_n_entries (section) : 0;
  AtriumEntry *entry = n > 0 ? atrium_section_get_entry (section, edit->entry % n) : NULL;

  if (section == NULL)
    atrium_entry_set_string (atrium_profile_get_person (profile), "name", edit->text);
  else if (edit->operation == 6)
    atrium_section_set_title (section, edit->text);
  else if (edit->operation == 7)
    atrium_profile_move (profile, edit->section % n_sections, edit->entry % n_sections);
  else if (entry == NULL)
    atrium_section_set_hidden (section, TRUE);
  else if (edit->operation == 2)
    insert_copy (section, entry, edit);
  else if (edit->operation == 3)
    atrium_section_remove (section, edit->entry % n);
  else if (edit->operation == 4)
    atrium_section_move (section, edit->entry % n, edit->member % n);
  else if (edit->operation == 5)
    atrium_entry_set_hidden (entry, TRUE);
  else
    set_member (entry, edit);
}

static AtriumReading *
read_site (AtriumFileTree *files)
{
  const AtriumLens *lens = atrium_lens_detect (files, NULL);

  return lens != NULL ? lens->read (lens, files, NULL, NULL) : NULL;
}

static void
check_written (AtriumProfile  *profile,
               AtriumFileTree *files)
{
  g_autoptr(AtriumReading) again = read_site (files);
  guint n = 0;
  guint got = 0;

  g_assert_nonnull (again);
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    n += atrium_section_get_n_entries (atrium_profile_get_section (profile, i));
  for (guint i = 0; i < atrium_profile_get_n_sections (again->profile); i++)
    got += atrium_section_get_n_entries (atrium_profile_get_section (again->profile, i));
  g_assert_cmpuint (got, ==, n);
}

static void
check_edit (AtriumReading *reading,
            const Edit    *edit)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(AtriumFileTree) same = reading->lens->write (reading, profile, losses, NULL);
  g_autoptr(AtriumFileTree) files = NULL;

  g_assert_true (same == reading->files);
  g_assert_cmpuint (losses->len, ==, 0);

  apply (profile, edit);
  files = reading->lens->write (reading, profile, losses, NULL);
  if (files != NULL && losses->len == 0)
    check_written (profile, files);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = size > 4 ? g_strndup ((const char *) data + 4, size - 4) : NULL;
  gsize length = text != NULL ? strlen (text) : 0;
  g_autofree char *page = NULL;
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumReading) reading = NULL;
  Edit edit;

  if (size < 6 || size > MAX_PAGE || 4 + length >= size || !g_utf8_validate (text, -1, NULL))
    return 0;

  edit = (Edit) { data[0] % 8, data[1], data[2], data[3], text };
  page = g_strndup ((const char *) data + 4 + length + 1, size - 4 - length - 1);
  files = data[0] & 8 ? make_hugo_site (page) : make_site (page, data[0] >> 6);
  reading = read_site (files);
  if (reading != NULL)
    check_edit (reading, &edit);

  return 0;
}
