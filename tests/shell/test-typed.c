/* What people type into forms. */

#include "atrium-typed.h"

static char *
dup_names (GPtrArray *people)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      AtriumValue *person = g_ptr_array_index (people, i);

      if (i > 0)
        g_string_append (names, "|");
      g_string_append (names, atrium_value_get_member_string (person, "name"));
      if (atrium_value_get_boolean (atrium_value_get_member (person, "self")))
        g_string_append (names, "!");
      if (atrium_value_get_boolean (atrium_value_get_member (person, "equal")))
        g_string_append (names, "=");
    }

  return g_string_free (names, FALSE);
}

static void
test_people (void)
{
  static const struct
  {
    const char *text;
    const char *names;
  } cases[] = {
    { "", "" },
    { " , ;  ", "" },
    { "Mara Lind", "Mara Lind" },
    { "Mara Lind, Kofi Mensah and Ada Elvestad", "Mara Lind|Kofi Mensah|Ada Elvestad!" },
    { "Mara Lind, Kofi Mensah, and Ada Elvestad", "Mara Lind|Kofi Mensah|Ada Elvestad!" },
    { "Mara Lind; Kofi Mensah; A. Elvestad", "Mara Lind|Kofi Mensah|A. Elvestad!" },
    { "Mara Lind*, Ada Elvestad*, Kofi Mensah", "Mara Lind=|Ada Elvestad!=|Kofi Mensah" },
    { "Lind, Mara and Mensah, Kofi", "Mara Lind|Kofi Mensah" },
    { "Lind, Mara; Mensah, Kofi", "Mara Lind|Kofi Mensah" },
    { "Anders Sandberg & Randi Holm", "Anders Sandberg|Randi Holm" },
    { "Andrea Rand", "Andrea Rand" },
  };
  g_autoptr(AtriumEntry) person = atrium_entry_new (ATRIUM_KIND_PERSON, NULL);

  atrium_entry_set_string (person, "name", "Ada Elvestad");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) people = atrium_typed_to_people (cases[i].text, person);
      g_autofree char *names = dup_names (people);

      g_assert_cmpstr (names, ==, cases[i].names);
    }
}

static void
test_links (void)
{
  static const struct
  {
    const char *text;
    const char *label;
    const char *url;
  } cases[] = {
    { "https://github.com/a/b", "Code", "https://github.com/a/b" },
    { "https://arxiv.org/abs/2501.00001", "arXiv", "https://arxiv.org/abs/2501.00001" },
    { "Slides of the keynote https://a.example/k.pdf", "Slides of the keynote", "https://a.example/k.pdf" },
    { "papers/x.pdf", "Paper", "papers/x.pdf" },
    { "www.a.example", "Website", "https://www.a.example" },
    { "mailto:a@a.example", "E-mail", "mailto:a@a.example" },
    { "Code", "Code", NULL },
  };
  g_autoptr(AtriumValue) nothing = atrium_typed_to_link ("  ");

  g_assert_null (nothing);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumValue) link = atrium_typed_to_link (cases[i].text);

      g_assert_cmpstr (atrium_value_get_member_string (link, "label"), ==, cases[i].label);
      g_assert_cmpstr (atrium_value_get_member_string (link, "url"), ==, cases[i].url);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    const char *iso;
  } cases[] = {
    { "2026", "2026" },
    { "2026-05", "2026-05" },
    { " 2026-05-17 ", "2026-05-17" },
    { "May 2026", "2026-05" },
    { "05/2026", "2026-05" },
    { "present", "present" },
    { "sometime", NULL },
    { "2026 or so", NULL },
    { "2026-13", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtriumDate date;
      g_autofree char *iso = NULL;

      if (atrium_typed_to_date (cases[i].text, &date))
        iso = atrium_date_to_iso (&date);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } cases[] = {
    { "12", "12" },
    { "-69.65", "-69.65" },
    { "69,65", "69.65" },
    { "1e400", NULL },
    { "nan", NULL },
    { "12 km", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumValue) value = atrium_typed_to_number (cases[i].text);
      g_autofree char *shown = value != NULL ? atrium_number_dup_text (value) : NULL;

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_urls (void)
{
  g_assert_true (atrium_typed_is_url ("https://a.example/x"));
  g_assert_true (atrium_typed_is_url ("mailto:a@a.example"));
  g_assert_false (atrium_typed_is_url ("papers/x.pdf"));
  g_assert_false (atrium_typed_is_url ("https://"));
  g_assert_false (atrium_typed_is_url ("javascript:alert(1)"));
  g_assert_false (atrium_typed_is_url ("file:///etc/passwd"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shell/typed/people", test_people);
  g_test_add_func ("/shell/typed/links", test_links);
  g_test_add_func ("/shell/typed/dates", test_dates);
  g_test_add_func ("/shell/typed/numbers", test_numbers);
  g_test_add_func ("/shell/typed/urls", test_urls);

  return g_test_run ();
}
