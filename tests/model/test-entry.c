#include "atrium-entry.h"

#include "atrium-error.h"
#include "atrium-name.h"
#include "atrium-plain.h"

static void
count_cb (AtriumEntry *entry,
          const char  *field,
          gpointer     user_data)
{
  (*(guint *) user_data)++;
}

static void
test_set (void)
{
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);
  guint changed = 0;
  guint text_changed = 0;

  g_signal_connect (entry, "changed", G_CALLBACK (count_cb), &changed);
  g_signal_connect (entry, "changed::text", G_CALLBACK (count_cb), &text_changed);
  atrium_entry_set_string (entry, "text", "a");
  atrium_entry_set_string (entry, "text", "a");
  g_assert_cmpuint (changed, ==, 1);
  atrium_entry_set_string (entry, "date", "2024");
  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpuint (text_changed, ==, 1);
  atrium_entry_set_string (entry, "text", "");
  g_assert_null (atrium_entry_get (entry, "text"));
  g_assert_cmpuint (text_changed, ==, 2);
  atrium_entry_set (entry, "text", NULL);
  g_assert_cmpuint (text_changed, ==, 2);
  atrium_entry_set_hidden (entry, TRUE);
  atrium_entry_set_hidden (entry, TRUE);
  g_assert_cmpuint (changed, ==, 4);
  g_assert_cmpuint (atrium_entry_get_n_members (entry), ==, 1);
}

static void
test_order (void)
{
  static const char *const names[] = { "zebra", "text", "startText", "apple", "end", "role", "start", "links" };
  static const char *const sorted[] = { "role", "start", "startText", "end", "text", "links", "zebra", "apple" };
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_EXPERIENCE, "e");
  g_autoptr(AtriumEntry) copy = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    atrium_entry_set_string (entry, names[i], names[i]);
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    g_assert_cmpstr (atrium_entry_get_member_name (entry, i), ==, sorted[i]);

  copy = atrium_entry_copy (entry);
  g_assert_true (atrium_entry_equal (entry, copy));
  g_assert_cmpstr (atrium_entry_get_id (copy), ==, "e");
  /* the name may be the very one that goes away */
  atrium_entry_set (entry, atrium_entry_get_member_name (entry, 6), NULL);
  g_assert_null (atrium_entry_get (entry, "zebra"));
  g_assert_cmpstr (atrium_entry_get_string (copy, "zebra"), ==, "zebra");
  g_assert_false (atrium_entry_equal (entry, copy));
  atrium_entry_set_string (entry, "zebra", "zebra");
  g_assert_true (atrium_entry_equal (entry, copy));
}

static void
test_ids (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);

      g_assert_true (g_ascii_isalpha (atrium_entry_get_id (entry)[0]));
      g_assert_true (g_hash_table_add (seen, g_strdup (atrium_entry_get_id (entry))));
    }
}

static void
test_at (void)
{
  static const struct { AtriumKind kind; const char *path, *text; int error; const char *get, *expected; } cases[] = {
    { ATRIUM_KIND_PUBLICATIONS, "title", "T", -1, "title", "T" }, { ATRIUM_KIND_PUBLICATIONS, "authors/0/name", "Bo", -1, "authors/0/name", "Bo" },
    { ATRIUM_KIND_PUBLICATIONS, "authors/1/name", "Bo", ATRIUM_ERROR_NOT_FOUND, NULL, NULL }, { ATRIUM_KIND_PUBLICATIONS, "authors", "Bo", ATRIUM_ERROR_INVALID, NULL, NULL },
    { ATRIUM_KIND_PUBLICATIONS, "authors/0", "Bo", ATRIUM_ERROR_INVALID, NULL, NULL }, { ATRIUM_KIND_PUBLICATIONS, "authors/0/self", "yes", ATRIUM_ERROR_INVALID, NULL, NULL },
    { ATRIUM_KIND_PUBLICATIONS, "links/-/url", "u", -1, "links/0/url", "u" }, { ATRIUM_KIND_PUBLICATIONS, "highlights/0", "h", -1, "highlights/0", "h" },
    { ATRIUM_KIND_PUBLICATIONS, "date", "May 2024", -1, "date", "2024-05" }, { ATRIUM_KIND_PUBLICATIONS, "date", "2024-05-17", -1, "date", "2024-05-17" },
    { ATRIUM_KIND_PUBLICATIONS, "date", "soon", ATRIUM_ERROR_INVALID, NULL, NULL }, { ATRIUM_KIND_PUBLICATIONS, "citations/count", "3", ATRIUM_ERROR_INVALID, NULL, NULL },
    { ATRIUM_KIND_PUBLICATIONS, "selected", "true", ATRIUM_ERROR_INVALID, NULL, NULL }, { ATRIUM_KIND_PUBLICATIONS, "type", "anything", -1, "type", "anything" },
    { ATRIUM_KIND_PUBLICATIONS, "unknown/deep", "x", -1, "unknown/deep", "x" }, { ATRIUM_KIND_PUBLICATIONS, "id", "x", ATRIUM_ERROR_INVALID, NULL, NULL },
    { ATRIUM_KIND_PUBLICATIONS, "", "x", ATRIUM_ERROR_INVALID, NULL, NULL }, { ATRIUM_KIND_PUBLICATIONS, "hidden", "x", ATRIUM_ERROR_INVALID, NULL, NULL },
    { ATRIUM_KIND_PLACES, "latitude", "1.5", ATRIUM_ERROR_INVALID, NULL, NULL }, { ATRIUM_KIND_PERSON, "emails/0", "a@example.org", -1, "emails/0", "a@example.org" },
    { ATRIUM_KIND_EXPERIENCE, "end", "Present", -1, "end", "present" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumEntry) entry = atrium_entry_new (cases[i].kind, NULL);
      g_autoptr(AtriumValue) value = atrium_value_new_string (cases[i].text);
      g_autoptr(GError) error = NULL;
      gboolean ok = atrium_entry_set_at (entry, cases[i].path, value, &error);

      if (cases[i].error >= 0)
        {
          g_assert_false (ok);
          g_assert_error (error, ATRIUM_ERROR, cases[i].error);
          g_assert_cmpuint (atrium_entry_get_n_members (entry), ==, 0);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (atrium_value_get_string (atrium_entry_get_at (entry, cases[i].get)), ==, cases[i].expected);
      g_assert_true (atrium_entry_set_at (entry, cases[i].get, NULL, NULL));
    }
}

static void
test_hidden_at (void)
{
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, "x");
  g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);

  g_assert_false (atrium_value_get_boolean (atrium_entry_get_at (entry, "hidden")));
  g_assert_true (atrium_entry_set_at (entry, "hidden", yes, NULL));
  g_assert_true (atrium_value_get_boolean (atrium_entry_get_at (entry, "hidden")));
  g_assert_cmpstr (atrium_value_get_string (atrium_entry_get_at (entry, "id")), ==, "x");
}

static void
test_labels (void)
{
  static const struct { AtriumKind kind; const char *members; const char *title, *subtitle, *date; } cases[] = {
    { ATRIUM_KIND_NEWS, "text=**One** [paper](https://example.org/a_(b)) at `X`;date=2024-05;dateText=May 2024", "One paper at X", "", "May 2024" },
    { ATRIUM_KIND_NEWS, "text=x;date=2025-07;dateText=May 2024", "x", "", "2025-07" },
    { ATRIUM_KIND_PUBLICATIONS, "title=A <b>title</b> &amp; more;venue=Conference;venueShort=CONF;date=2024", "A title & more", "CONF", "2024" },
    { ATRIUM_KIND_EXPERIENCE, "role=Intern;organization=[Lab](u);place=Town;start=2021;end=present", "Intern", "Lab · Town", "2021 – present" },
    { ATRIUM_KIND_EXPERIENCE, "organization=Lab;start=2021", "Lab", "", "2021" },
    { ATRIUM_KIND_EDUCATION, "degree=PhD;field=Botany;organization=Uni", "PhD", "Botany · Uni", "" },
    { ATRIUM_KIND_PLACES, "city=Lima;country=Peru", "Lima", "Peru", "" },
    { ATRIUM_KIND_TALKS, "event=Meeting", "Meeting", "Meeting", "" },
    { ATRIUM_KIND_TEXT, "", "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumEntry) entry = atrium_entry_new (cases[i].kind, NULL);
      g_auto(GStrv) members = g_strsplit (cases[i].members, ";", -1);
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;
      g_autofree char *date = NULL;

      for (guint j = 0; members[j] != NULL; j++)
        {
          g_auto(GStrv) pair = g_strsplit (members[j], "=", 2);

          /* an entity in a fixture is cut in two by the semicolon */
          if (pair[0] != NULL && pair[1] != NULL)
            {
              g_autofree char *text = g_str_has_suffix (pair[1], "&amp") ? g_strconcat (pair[1], ";", members[j + 1], NULL) : g_strdup (pair[1]);

              atrium_entry_set_string (entry, pair[0], text);
            }
        }
      title = atrium_entry_dup_title (entry);
      subtitle = atrium_entry_dup_subtitle (entry);
      date = atrium_entry_dup_date_label (entry);
      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (subtitle, ==, cases[i].subtitle);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_people_label (void)
{
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
  g_autoptr(AtriumValue) people = NULL;
  g_autofree char *all = NULL;
  g_autofree char *some = NULL;
  g_autofree char *subtitle = NULL;
  g_autoptr(GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, atrium_name_to_person ("Ana Ruiz"));
  g_ptr_array_add (items, atrium_name_to_person ("Bo Li"));
  g_ptr_array_add (items, atrium_name_to_person ("Cy Orr"));
  people = atrium_value_new_list_take (g_steal_pointer (&items));
  all = atrium_people_dup_label (people, 0);
  g_assert_cmpstr (all, ==, "Ana Ruiz, Bo Li and Cy Orr");
  some = atrium_people_dup_label (people, 2);
  g_assert_cmpstr (some, ==, "Ana Ruiz, Bo Li et al.");
  atrium_entry_set (entry, "authors", people);
  subtitle = atrium_entry_dup_subtitle (entry);
  g_assert_cmpstr (subtitle, ==, all);
}

static void
test_plain (void)
{
  static const struct { const char *in, *out; } cases[] = {
    { "", "" }, { "a *b* __c__ ***d***", "a b c d" }, { "snake_case and 2 * 3", "snake_case and 2 * 3" }, { "[a](b) [c][d] [e]", "a c [e]" }, { "![alt](src.png) x", "alt x" },
    { "[![alt](src)](url) x", "alt x" }, { "<a href=\"x\">link</a><br/>y", "linky" }, { "a\\*b \\[c\\]", "a*b [c]" }, { "a < b > c", "a < b > c" }, { "x<!-- no -->y", "xy" }, { "a\n  b\t c ", "a b c" },
    { "&lt;b&gt;", "<b>" }, { "x{: .c}", "x" }, { "~~gone~~ ~5", "gone ~5" }, { "$x_1$", "$x_1$" }, { "[unclosed](", "unclosed(" }, { "[[Paper](u)]", "[Paper]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = atrium_inline_to_plain (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/entry/set", test_set);
  g_test_add_func ("/model/entry/order", test_order);
  g_test_add_func ("/model/entry/ids", test_ids);
  g_test_add_func ("/model/entry/at", test_at);
  g_test_add_func ("/model/entry/hidden-at", test_hidden_at);
  g_test_add_func ("/model/entry/labels", test_labels);
  g_test_add_func ("/model/entry/people-label", test_people_label);
  g_test_add_func ("/model/entry/plain", test_plain);

  return g_test_run ();
}
