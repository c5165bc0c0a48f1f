/* The profile file: updating a file with what was read from it leaves it as it is, and
 * what is written reads back the same. */

#include "atrium-profile-json.h"

#include "fuzz.h"

static AtriumProfile *
read_text (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.json", text);

  return atrium_profile_read_json (source, NULL);
}

static char *
update (const char    *text,
        AtriumProfile *profile)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.json", text);
  g_autoptr(GBytes) bytes = atrium_profile_update_json (source, profile, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
check_canonical (AtriumProfile *profile)
{
  g_autofree char *json = atrium_profile_to_json (profile);
  g_autoptr(AtriumProfile) again = read_text (json);
  g_autofree char *json_again = NULL;

  g_assert_nonnull (again);
  g_assert_true (atrium_profile_equal (profile, again));
  json_again = atrium_profile_to_json (again);
  g_assert_cmpstr (json_again, ==, json);
}

/* some edit that depends on the input */
static void
edit (AtriumProfile *profile,
      guint          number)
{
  guint n = atrium_profile_get_n_sections (profile);
  AtriumSection *section;
  g_autoptr(AtriumEntry) entry = NULL;

  atrium_entry_set_string (atrium_profile_get_person (profile), "name", "Ines");
  if (n == 0)
    return;
  section = atrium_profile_get_section (profile, number % n);
  entry = atrium_entry_new (atrium_section_get_kind (section), NULL);
  atrium_entry_set_string (entry, "text", "é");
  n = atrium_section_get_n_entries (section);
  if (n > 1 && number % 3 == 0)
    atrium_section_remove (section, number % n);
  else if (n > 1)
    atrium_section_move (section, 0, n - 1);
  atrium_section_insert (section, number % 5, entry);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr(AtriumProfile) profile = read_text (text);
  g_autoptr(AtriumProfile) again = NULL;
  g_autofree char *same = NULL;
  g_autofree char *edited = NULL;

  if (profile == NULL)
    return 0;
  check_canonical (profile);
  same = update (text, profile);
  g_assert_cmpstr (same, ==, text);
  edit (profile, size);
  edited = update (text, profile);
  again = read_text (edited);
  g_assert_nonnull (again);
  g_assert_true (atrium_profile_equal (profile, again));
  return 0;
}
