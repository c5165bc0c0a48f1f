#include "atrium-pointer.h"

#include "atrium-error.h"

static AtriumProfile *
example (void)
{
  AtriumProfile *profile = atrium_profile_new ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(AtriumSection) section = atrium_section_new (ATRIUM_KIND_NEWS, NULL, "News");

      for (guint j = 0; j < 3; j++)
        {
          g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);

          atrium_section_append (section, entry);
        }
      atrium_profile_append (profile, section);
    }

  return profile;
}

static void
test_parse (void)
{
  static const struct { const char *text; int section, entry; gboolean is_section, is_entry, has_entry; const char *rest; } cases[] = {
    { "person", -1, -1, FALSE, TRUE, TRUE, NULL }, { "person/name", -1, -1, FALSE, FALSE, TRUE, "name" }, { "/person/links/0/url", -1, -1, FALSE, FALSE, TRUE, "links/0/url" },
    { "", -1, -1, FALSE, FALSE, FALSE, NULL }, { "sections", -1, -1, FALSE, FALSE, FALSE, "sections" }, { "sections/1", 1, -1, TRUE, FALSE, FALSE, NULL },
    { "sections/-", 2, -1, TRUE, FALSE, FALSE, NULL }, { "sections/1/title", 1, -1, FALSE, FALSE, FALSE, "title" }, { "sections/0/entries", 0, -1, FALSE, FALSE, FALSE, "entries" },
    { "sections/0/entries/2", 0, 2, FALSE, TRUE, TRUE, NULL }, { "sections/0/entries/-", 0, 3, FALSE, TRUE, FALSE, NULL }, { "sections/1/entries/0/authors/1/name", 1, 0, FALSE, FALSE, TRUE, "authors/1/name" },
  };
  static const char *const none[] = {
    "x", "sections/2", "sections/x", "sections/-1", "sections/-/title", "sections/0/entries/3", "sections/0/entries/-/text", "sections/99999999999999999999", "persons", "sections/ 1", "sections/0/entries/x/text",
  };
  g_autoptr(AtriumProfile) profile = example ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(AtriumPointer) pointer = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_true (atrium_pointer_parse (profile, cases[i].text, &pointer, &error));
      g_assert_no_error (error);
      g_assert_cmpint (pointer.is_section, ==, cases[i].is_section);
      g_assert_cmpint (pointer.is_entry, ==, cases[i].is_entry);
      g_assert_cmpint (pointer.entry != NULL, ==, cases[i].has_entry);
      g_assert_cmpstr (pointer.rest, ==, cases[i].rest);
      if (cases[i].section >= 0)
        {
          g_assert_cmpuint (pointer.section_index, ==, cases[i].section);
          g_assert_true (pointer.section == atrium_profile_get_section (profile, cases[i].section));
        }
      if (cases[i].entry >= 0)
        g_assert_cmpuint (pointer.entry_index, ==, cases[i].entry);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_auto(AtriumPointer) pointer = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_false (atrium_pointer_parse (profile, none[i], &pointer, &error));
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/pointer/parse", test_parse);

  return g_test_run ();
}
