#include "atrium-profile-json.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-lens-profile.h"

static AtriumProfile *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("profile.json", text);

  return atrium_profile_read_json (source, error);
}

static AtriumProfile *
must_read (const char *text)
{
  g_autoptr(GError) error = NULL;
  AtriumProfile *profile = read_text (text, &error);

  g_assert_no_error (error);
  return profile;
}

static char *
update (const char    *text,
        AtriumProfile *profile)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("profile.json", text);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = atrium_profile_update_json (source, profile, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* in the form in which Atrium writes it, with everything that may be there */
static const char canonical[] =
  "{\n"
  "  \"version\": 1,\n"
  "  \"person\": {\n"
  "    \"name\": \"Ines Okoro\",\n"
  "    \"names\": [\n"
  "      \"I. Okoro\",\n"
  "      \"伊内斯\"\n"
  "    ],\n"
  "    \"links\": [\n"
  "      {\n"
  "        \"label\": \"Code\",\n"
  "        \"url\": \"https://example.org/\",\n"
  "        \"icon\": null\n"
  "      }\n"
  "    ],\n"
  "    \"pronouns\": \"she\"\n"
  "  },\n"
  "  \"sections\": [\n"
  "    {\n"
  "      \"id\": \"pubs\",\n"
  "      \"kind\": \"publications\",\n"
  "      \"title\": \"Papers \\\"and\\\" so\\n on\",\n"
  "      \"page\": \"_pages/about.md\",\n"
  "      \"hidden\": true,\n"
  "      \"entries\": [\n"
  "        {\n"
  "          \"id\": \"tidal\",\n"
  "          \"hidden\": true,\n"
  "          \"title\": \"Tidal *Nets*\",\n"
  "          \"authors\": [\n"
  "            {\n"
  "              \"name\": \"Ines Okoro\",\n"
  "              \"self\": true,\n"
  "              \"orcid\": [\n"
  "                {},\n"
  "                []\n"
  "              ]\n"
  "            }\n"
  "          ],\n"
  "          \"date\": \"2031-09\",\n"
  "          \"dateText\": \"Sep. 2031\",\n"
  "          \"selected\": false,\n"
  "          \"x-size\": 123456789012345678901234567890,\n"
  "          \"x-ratio\": 1.50,\n"
  "          \"x-huge\": -1E400,\n"
  "          \"x-small\": 0.1\n"
  "        }\n"
  "      ],\n"
  "      \"color\": \"red\"\n"
  "    },\n"
  "    {\n"
  "      \"id\": \"later\",\n"
  "      \"kind\": \"recipes\",\n"
  "      \"title\": \"\",\n"
  "      \"entries\": []\n"
  "    }\n"
  "  ],\n"
  "  \"generator\": {\n"
  "    \"name\": \"x\"\n"
  "  }\n"
  "}\n";

static void
test_canonical (void)
{
  g_autoptr(AtriumProfile) profile = must_read (canonical);
  g_autofree char *json = atrium_profile_to_json (profile);
  AtriumSection *section = atrium_profile_get_section (profile, 0);
  AtriumEntry *entry = atrium_section_get_entry (section, 0);

  g_assert_cmpstr (json, ==, canonical);
  g_assert_cmpint (atrium_section_get_kind (section), ==, ATRIUM_KIND_PUBLICATIONS);
  g_assert_cmpstr (atrium_section_get_title (section), ==, "Papers \"and\" so\n on");
  g_assert_cmpstr (atrium_section_get_page (section), ==, "_pages/about.md");
  g_assert_true (atrium_section_get_hidden (section));
  g_assert_true (atrium_entry_get_hidden (entry));
  g_assert_cmpstr (atrium_entry_get_id (entry), ==, "tidal");
  g_assert_cmpstr (atrium_entry_get_string (atrium_profile_get_person (profile), "name"), ==, "Ines Okoro");
  g_assert_cmpint (atrium_section_get_kind (atrium_profile_get_section (profile, 1)), ==, ATRIUM_KIND_LIST);
}

static void
test_small (void)
{
  static const struct { const char *text, *json; } cases[] = {
    { "{}", "{\n  \"version\": 1,\n  \"person\": {},\n  \"sections\": []\n}\n" },
    { "{\"sections\":null,\"person\":null}", "{\n  \"version\": 1,\n  \"person\": {},\n  \"sections\": []\n}\n" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumProfile) profile = must_read (cases[i].text);
      g_autofree char *json = atrium_profile_to_json (profile);

      g_assert_cmpstr (json, ==, cases[i].json);
    }
}

static void
test_refuse (void)
{
  static const struct { const char *text, *message; int code; } cases[] = {
    { "[]", "profile.json:1:1: a profile has to be an object", ATRIUM_ERROR_INVALID },
    { "{\n \"sections\": {}}", "profile.json:2:14: sections has to be a list", ATRIUM_ERROR_INVALID },
    { "{\"person\": []}", "profile.json:1:12: person has to be an object", ATRIUM_ERROR_INVALID },
    { "{\"sections\": [1]}", "profile.json:1:15: a section has to be an object", ATRIUM_ERROR_INVALID },
    { "{\"sections\": [{\"entries\": \"x\"}]}", "profile.json:1:27: entries has to be a list", ATRIUM_ERROR_INVALID },
    { "{\"sections\": [{\"entries\": [\"x\"]}]}", "profile.json:1:28: an entry has to be an object", ATRIUM_ERROR_INVALID },
    { "{\"version\": 2}", "profile.json:1:13: the profile has version 2, ", ATRIUM_ERROR_INVALID },
    { "{\"version\": 1", "profile.json:1:14: ", ATRIUM_ERROR_SYNTAX },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumProfile) profile = read_text (cases[i].text, &error);

      g_assert_null (profile);
      g_assert_error (error, ATRIUM_ERROR, cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

/* values that do not fit are kept, and ids are unique whatever stands there */
static void
test_odd_values (void)
{
  static const char text[] =
    "{\"sections\": [{\"kind\": 5, \"title\": [1], \"hidden\": \"no\", \"entries\": ["
    "{\"id\": \"a\", \"text\": {\"x\": 1}, \"links\": \"y\"}, {\"id\": \"a\", \"text\": \"\"}, {\"id\": 7}, {\"id\": \"s0e3\"}, {}]}]}";
  g_autoptr(AtriumProfile) profile = must_read (text);
  AtriumSection *section = atrium_profile_get_section (profile, 0);
  static const char *const ids[] = { "a", "s0e1", "s0e2", "s0e3", "s0e4" };
  g_autofree char *same = update (text, profile);
  guint i;

  g_assert_cmpstr (same, ==, text);
  for (i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (atrium_entry_get_id (atrium_section_get_entry (section, i)), ==, ids[i]);
  g_assert_cmpstr (atrium_entry_get_string (atrium_section_get_entry (section, 0), "links"), ==, "y");
}

/* --- editing a file that somebody wrote by hand ------------------------- */

static const char by_hand[] =
  "{ \"person\" : { \"name\" : \"Ines\", \"emails\" : [\"a@b.c\"], \"x\" : 1.0e1 },\n"
  "\n"
  "  \"sections\" : [\n"
  "      { \"kind\" : \"news\",   \"title\" : \"News\",\n"
  "        \"entries\" : [\n"
  "            { \"date\" : \"2031-01\", \"text\" : \"One\" },\n"
  "            { \"date\" : \"2031-02\", \"text\" : \"Two\", \"links\" : [] },\n"
  "\n"
  "            { \"date\" : \"2031-03\", \"text\" : \"Three\" }\n"
  "        ] },\n"
  "      { \"kind\" : \"publications\", \"title\" : \"\\u0050apers\", \"note\" : 7,\n"
  "        \"entries\" : [\n"
  "            {\n"
  "              \"title\" : \"P\",\n"
  "              \"authors\" : [\n"
  "                { \"name\" : \"A\" },\n"
  "                { \"name\" : \"B\", \"self\" : true }\n"
  "              ],\n"
  "              \"citations\" : { \"count\" : 12345678901234567890123 }\n"
  "            }\n"
  "        ] }\n"
  "  ]\n"
  "}\n";

static AtriumEntry *
entry_at (AtriumProfile *profile,
          guint          section,
          guint          entry)
{
  return atrium_section_get_entry (atrium_profile_get_section (profile, section), entry);
}

static void
edit_text (AtriumProfile *profile)
{
  atrium_entry_set_string (entry_at (profile, 0, 1), "text", "Zwö");
}

static void
edit_add_member (AtriumProfile *profile)
{
  g_autoptr(AtriumValue) link = atrium_value_new_record ();
  g_autoptr(AtriumValue) with_url = atrium_value_with_string (link, "url", "/x");
  g_autoptr(AtriumValue) list = atrium_value_new_list (&with_url, 1);

  atrium_entry_set_string (entry_at (profile, 0, 0), "group", "g");
  atrium_entry_set (entry_at (profile, 0, 1), "links", list);
}

static void
edit_remove_member (AtriumProfile *profile)
{
  atrium_entry_set_string (entry_at (profile, 0, 0), "date", NULL);
  atrium_entry_set (entry_at (profile, 1, 0), "citations", NULL);
}

static void
edit_person (AtriumProfile *profile)
{
  AtriumEntry *person = atrium_profile_get_person (profile);
  g_autoptr(AtriumValue) email = atrium_value_new_string ("d@e.f");
  g_autoptr(AtriumValue) emails = atrium_value_with_insert (atrium_entry_get (person, "emails"), 1, email);

  atrium_entry_set (person, "emails", emails);
}

static void
edit_author (AtriumProfile *profile)
{
  AtriumEntry *entry = entry_at (profile, 1, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumValue) name = atrium_value_new_string ("C");
  g_autoptr(AtriumValue) person = atrium_value_with_string (NULL, "name", "D");
  g_autoptr(AtriumValue) authors = NULL;

  g_assert_true (atrium_entry_set_at (entry, "authors/0/name", name, &error));
  authors = atrium_value_with_insert (atrium_entry_get (entry, "authors"), 2, person);
  atrium_entry_set (entry, "authors", authors);
}

static void
edit_insert (AtriumProfile *profile)
{
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, "new");

  atrium_entry_set_string (entry, "text", "Four");
  atrium_section_insert (atrium_profile_get_section (profile, 0), 1, entry);
}

static void
edit_remove (AtriumProfile *profile)
{
  atrium_section_remove (atrium_profile_get_section (profile, 0), 2);
}

static void
edit_move (AtriumProfile *profile)
{
  atrium_section_move (atrium_profile_get_section (profile, 0), 0, 2);
}

static void
edit_sections (AtriumProfile *profile)
{
  atrium_profile_move (profile, 1, 0);
  atrium_section_set_title (atrium_profile_get_section (profile, 1), "Neues");
  atrium_section_set_hidden (atrium_profile_get_section (profile, 1), TRUE);
}

static void
edit_empty (AtriumProfile *profile)
{
  while (atrium_section_get_n_entries (atrium_profile_get_section (profile, 0)) > 0)
    atrium_section_remove (atrium_profile_get_section (profile, 0), 0);
}

static void
test_update (void)
{
  /* what of the file is replaced by what */
  static const struct { void (*edit) (AtriumProfile *); const char *parts[8]; } cases[] = {
    { edit_text, { "\"Two\"", "\"Zwö\"" } },
    { edit_add_member, { "\"One\" }", "\"One\", \"group\" : \"g\" }", "[] },", "[{\"url\" : \"/x\"}] }," } },
    { edit_remove_member, { "\"date\" : \"2031-01\", ", "",
                            ",\n              \"citations\" : { \"count\" : 12345678901234567890123 }", "" } },
    { edit_person, { "[\"a@b.c\"]", "[\"a@b.c\", \"d@e.f\"]" } },
    { edit_author, { "\"name\" : \"A\"", "\"name\" : \"C\"", "\"self\" : true }",
                     "\"self\" : true },\n                { \"name\" : \"D\" }" } },
    { edit_insert, { "\"One\" },\n", "\"One\" },\n            { \"id\" : \"new\", \"text\" : \"Four\" },\n" } },
    { edit_remove, { ",\n\n            { \"date\" : \"2031-03\", \"text\" : \"Three\" }", "" } },
    { edit_move, { "            { \"date\" : \"2031-01\", \"text\" : \"One\" },\n", "",
                   "\"Three\" }\n", "\"Three\" },\n            { \"date\" : \"2031-01\", \"text\" : \"One\" }\n" } },
    { edit_empty, { "[\n            { \"date\" : \"2031-01\", \"text\" : \"One\" },\n"
                    "            { \"date\" : \"2031-02\", \"text\" : \"Two\", \"links\" : [] },\n\n"
                    "            { \"date\" : \"2031-03\", \"text\" : \"Three\" }\n        ]", "[]" } },
  };
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumProfile) profile = must_read (by_hand);
      g_autoptr(AtriumProfile) again = NULL;
      g_autoptr(GString) expected = g_string_new (by_hand);
      g_autofree char *same = update (by_hand, profile);
      g_autofree char *result = NULL;

      g_assert_cmpstr (same, ==, by_hand);
      for (j = 0; cases[i].parts[j] != NULL; j += 2)
        g_assert_cmpuint (g_string_replace (expected, cases[i].parts[j], cases[i].parts[j + 1], 1), ==, 1);
      cases[i].edit (profile);
      result = update (by_hand, profile);
      g_assert_cmpstr (result, ==, expected->str);
      again = must_read (result);
      g_assert_true (atrium_profile_equal (profile, again));
    }
}

static void
test_update_sections (void)
{
  g_autoptr(AtriumProfile) profile = must_read (by_hand);
  g_autofree char *result = NULL;
  g_autoptr(AtriumProfile) again = NULL;

  edit_sections (profile);
  result = update (by_hand, profile);
  again = must_read (result);
  g_assert_true (atrium_profile_equal (profile, again));
  g_assert_nonnull (strstr (result, "\"title\" : \"\\u0050apers\", \"note\" : 7,"));
  g_assert_nonnull (strstr (result, "\"kind\" : \"news\",   \"title\" : \"Neues\",   \"hidden\" : true,\n        \"entries\""));
}

/* one line, tabs, CRLF, ASCII only: as the file has it */
static void
test_update_style (void)
{
  static const struct { const char *text, *result; } cases[] = {
    { "{\"sections\":[{\"kind\":\"news\",\"entries\":[{\"text\":\"a\"}]}]}",
      "{\"sections\":[{\"kind\":\"news\",\"entries\":[{\"id\":\"new\",\"text\":\"é🎉\",\"links\":[{\"url\":\"/\"}]},{\"text\":\"a\"}]}]}" },
    { "{\r\n\t\"sections\": [\r\n\t\t{\r\n\t\t\t\"kind\": \"news\",\r\n\t\t\t\"entries\": [\r\n\t\t\t\t{\r\n\t\t\t\t\t\"text\": \"a\"\r\n"
      "\t\t\t\t}\r\n\t\t\t]\r\n\t\t}\r\n\t]\r\n}",
      "{\r\n\t\"sections\": [\r\n\t\t{\r\n\t\t\t\"kind\": \"news\",\r\n\t\t\t\"entries\": [\r\n\t\t\t\t{\r\n\t\t\t\t\t\"id\": \"new\",\r\n"
      "\t\t\t\t\t\"text\": \"é🎉\",\r\n\t\t\t\t\t\"links\": [\r\n\t\t\t\t\t\t{\r\n\t\t\t\t\t\t\t\"url\": \"/\"\r\n\t\t\t\t\t\t}\r\n\t\t\t\t\t]\r\n"
      "\t\t\t\t},\r\n\t\t\t\t{\r\n\t\t\t\t\t\"text\": \"a\"\r\n\t\t\t\t}\r\n\t\t\t]\r\n\t\t}\r\n\t]\r\n}" },
    { "{\"sections\": [{\"kind\": \"news\", \"entries\": [{\"text\": \"\\u00e9\"}]}]}\n",
      "{\"sections\": [{\"kind\": \"news\", \"entries\": [{\"id\": \"new\", \"text\": \"\\u00e9\\ud83c\\udf89\", \"links\": [{\"url\": \"/\"}]}, "
      "{\"text\": \"\\u00e9\"}]}]}\n" },
    { "{\n  \"sections\": [\n    {\n      \"kind\": \"news\",\n      \"entries\": []\n    }\n  ]\n}\n",
      "{\n  \"sections\": [\n    {\n      \"kind\": \"news\",\n      \"entries\": [\n        {\n          \"id\": \"new\",\n"
      "          \"text\": \"é🎉\",\n          \"links\": [\n            {\n              \"url\": \"/\"\n            }\n          ]\n"
      "        }\n      ]\n    }\n  ]\n}\n" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumProfile) profile = must_read (cases[i].text);
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, "new");
      g_autoptr(AtriumValue) link = atrium_value_with_string (NULL, "url", "/");
      g_autoptr(AtriumValue) links = atrium_value_new_list (&link, 1);
      g_autofree char *result = NULL;

      atrium_entry_set_string (entry, "text", "é🎉");
      atrium_entry_set (entry, "links", links);
      atrium_section_insert (atrium_profile_get_section (profile, 0), 0, entry);
      result = update (cases[i].text, profile);
      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

/* --- any edit ----------------------------------------------------------- */

static AtriumValue *
random_value (int depth)
{
  switch (g_test_rand_int_range (0, depth > 0 ? 6 : 4))
    {
    case 0:
      return atrium_value_new_string ("some \"text\" é\n");
    case 1:
      return atrium_value_new_integer (g_test_rand_int ());
    case 2:
      return atrium_value_new_double (g_test_rand_double () * 1e20);
    case 3:
      return atrium_value_new_boolean (g_test_rand_bit ());
    case 4:
      {
        g_autoptr(AtriumValue) item = random_value (depth - 1);

        return atrium_value_new_list (&item, 1);
      }
    default:
      {
        g_autoptr(AtriumValue) member = random_value (depth - 1);
        g_autoptr(AtriumValue) record = atrium_value_new_record ();

        return atrium_value_with_member (record, "name", member);
      }
    }
}

static void
random_edit (AtriumProfile *profile)
{
  static const char *const fields[] = { "title", "text", "authors", "links", "date", "x-new", "citations" };
  guint n_sections = atrium_profile_get_n_sections (profile);
  AtriumSection *section;
  guint n;

  if (n_sections == 0)
    return;
  section = atrium_profile_get_section (profile, g_test_rand_int_range (0, n_sections));
  n = atrium_section_get_n_entries (section);
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      if (n > 0)
        atrium_section_remove (section, g_test_rand_int_range (0, n));
      break;
    case 1:
      if (n > 0)
        atrium_section_move (section, g_test_rand_int_range (0, n), g_test_rand_int_range (0, n));
      break;
    case 2:
      {
        g_autoptr(AtriumEntry) entry = atrium_entry_new (atrium_section_get_kind (section), NULL);

        atrium_entry_set_string (entry, "title", "New");
        atrium_section_insert (section, g_test_rand_int_range (0, n + 1), entry);
        break;
      }
    case 3:
      atrium_section_set_title (section, g_test_rand_bit () ? "" : "Title");
      break;
    case 4:
      atrium_profile_move (profile, g_test_rand_int_range (0, n_sections), g_test_rand_int_range (0, n_sections));
      break;
    case 5:
      if (n > 0)
        atrium_entry_set_hidden (atrium_section_get_entry (section, g_test_rand_int_range (0, n)), g_test_rand_bit ());
      break;
    default:
      if (n > 0)
        {
          g_autoptr(AtriumValue) value = g_test_rand_int_range (0, 4) > 0 ? random_value (3) : NULL;

          atrium_entry_set (atrium_section_get_entry (section, g_test_rand_int_range (0, n)),
                            fields[g_test_rand_int_range (0, G_N_ELEMENTS (fields))], value);
        }
      break;
    }
}

static void
test_update_random (void)
{
  int n = g_test_slow () ? 5000 : 300;

  while (n-- > 0)
    {
      const char *text = n % 2 == 0 ? canonical : by_hand;
      g_autoptr(AtriumProfile) profile = must_read (text);
      g_autofree char *now = g_strdup (text);
      int edits;

      for (edits = 0; edits < 8; edits++)
        {
          g_autofree char *result = NULL;
          g_autofree char *same = NULL;
          g_autoptr(AtriumProfile) again = NULL;

          random_edit (profile);
          result = update (now, profile);
          again = must_read (result);
          if (!atrium_profile_equal (profile, again))
            g_test_message ("%s", result);
          g_assert_true (atrium_profile_equal (profile, again));
          same = update (result, again);
          g_assert_cmpstr (same, ==, result);
          g_set_str (&now, result);
          g_set_object (&profile, again);
        }
      if (text == canonical)
        {
          g_autofree char *json = atrium_profile_to_json (profile);

          g_assert_cmpstr (json, ==, now);
        }
    }
}

static void
test_value (void)
{
  static const char *const cases[] = {
    "null", "true", "false", "12", "-0", "0.25", "1e400", "\"a\\n\"", "[]", "{}", "[\n  1,\n  2\n]", "{\n  \"a\": {}\n}",
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumSource) source = atrium_source_new_for_text ("value", cases[i]);
      g_autoptr(AtriumValue) value = atrium_value_from_json (source, NULL);
      g_autofree char *json = atrium_value_to_json (value);

      g_assert_cmpstr (json, ==, cases[i]);
    }
  {
    static const double numbers[] = { 0.1, 1.0 / 3, 1e21, 5e-324, 1e15, -2.5, 100 };

    for (i = 0; i < G_N_ELEMENTS (numbers); i++)
      {
        g_autoptr(AtriumValue) value = atrium_value_new_double (numbers[i]);
        g_autofree char *json = atrium_value_to_json (value);

        g_assert_cmpfloat (g_ascii_strtod (json, NULL), ==, numbers[i]);
        g_assert_true (strpbrk (json, ".e") != NULL);
      }
  }
}

/* --- the lens ----------------------------------------------------------- */

static void
free_reading (AtriumReading *reading)
{
  atrium_file_tree_unref (reading->files);
  g_object_unref (reading->profile);
  atrium_map_free (reading->map);
  g_free (reading);
}

static void
test_lens (void)
{
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static (by_hand, strlen (by_hand));
  AtriumReading *reading;
  g_autoptr(AtriumProfile) profile = NULL;
  g_autoptr(AtriumFileTree) same = NULL;
  g_autoptr(AtriumFileTree) changed = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  const AtriumSlot *slot;

  g_assert_cmpint (atrium_lens_profile.detect (files), ==, 0);
  atrium_file_tree_set (files, "me.json", bytes);
  g_assert_cmpint (atrium_lens_profile.detect (files), >, 0);
  reading = atrium_lens_profile.read (&atrium_lens_profile, files, NULL, &error);
  g_assert_no_error (error);

  slot = atrium_slots_find (atrium_map_find_entry (reading->map, "s0e1")->slots, "text");
  text = atrium_source_dup_span (slot->source, slot->span);
  g_assert_cmpstr (text, ==, "\"Two\"");

  profile = atrium_profile_copy (reading->profile);
  same = atrium_lens_profile.write (reading, profile, NULL, &error);
  g_assert_true (same == files);
  edit_text (profile);
  changed = atrium_lens_profile.write (reading, profile, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (changed != files);
  g_assert_nonnull (strstr (g_bytes_get_data (atrium_file_tree_lookup (changed, "me.json"), NULL), "Zwö"));
  free_reading (reading);
}

static void
test_lens_create (void)
{
  g_autoptr(AtriumProfile) profile = must_read (canonical);
  g_autoptr(AtriumFileTree) files = atrium_lens_profile.create (&atrium_lens_profile, profile, NULL, NULL);
  GBytes *bytes = atrium_file_tree_lookup (files, "profile.json");

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), canonical, strlen (canonical));
  g_assert_cmpint (atrium_lens_profile.detect (files), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-json/canonical", test_canonical);
  g_test_add_func ("/profile-json/small", test_small);
  g_test_add_func ("/profile-json/refuse", test_refuse);
  g_test_add_func ("/profile-json/odd-values", test_odd_values);
  g_test_add_func ("/profile-json/update", test_update);
  g_test_add_func ("/profile-json/update/sections", test_update_sections);
  g_test_add_func ("/profile-json/update/style", test_update_style);
  g_test_add_func ("/profile-json/update/random", test_update_random);
  g_test_add_func ("/profile-json/value", test_value);
  g_test_add_func ("/profile-json/lens", test_lens);
  g_test_add_func ("/profile-json/lens/create", test_lens_create);
  return g_test_run ();
}
