#include "atrium-name.h"

static void
test_matches (void)
{
  static const struct { const char *a, *b; gboolean matches; } cases[] = {
    { "Lei Li", "Lei Li", TRUE }, { "Li, L.", "Lei Li", TRUE }, { "L. Li", "Lei Li", TRUE }, { "Lei LI", "Lei Li", TRUE }, { "LI Lei", "Lei Li", TRUE }, { "Li Lei", "Lei Li", TRUE },
    { "李雷 (Lei Li)", "Lei Li", TRUE }, { "李雷 (Lei Li)", "李雷", TRUE }, { "Lei Li（李雷）", "李雷", TRUE }, { "李 雷", "李雷", TRUE }, { "Lei Li 李雷", "Lei Li", TRUE }, { "李雷  Lei Li", "李雷", TRUE },
    { "李雷 Lei Li 教授", "李雷", FALSE }, { "Li L", "Lei Li", TRUE },
    { "Run-Ze Orr", "Runze Orr", TRUE }, { "R.-Z. Orr", "Run-Ze Orr", TRUE }, { "RZ Orr", "Run-Ze Orr", TRUE }, { "Ana M. Ruiz", "Ana Ruiz", TRUE }, { "Ana Maria Ruiz", "A. M. Ruiz", TRUE },
    { "José Núñez", "Jose Nunez", TRUE }, { "Ødegård, Kari", "Kari Odegard", TRUE }, { "Jan van der Berg", "J. van der Berg", TRUE }, { "van der Berg, Jan", "Jan van der Berg", TRUE },
    { "Lei Li", "Wei Li", FALSE }, { "Li, W.", "Lei Li", FALSE }, { "Lei Li", "Lei Liu", FALSE }, { "Li", "Lei Li", FALSE }, { "", "", FALSE }, { "Lei Li", "", FALSE }, { "李雷", "李磊", FALSE },
    { "Ana B. Ruiz", "Ana C. Ruiz", FALSE }, { "张伟", "Lei Li", FALSE }, { "A. Ruiz", "B. Ruiz", FALSE }, { "M. Ruiz", "Ana M. Ruiz", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (atrium_name_matches (cases[i].a, cases[i].b) != cases[i].matches)
        g_test_fail_printf ("“%s” and “%s”", cases[i].a, cases[i].b);
      g_assert_cmpint (atrium_name_matches (cases[i].a, cases[i].b), ==, atrium_name_matches (cases[i].b, cases[i].a));
    }
}

static void
test_split (void)
{
  static const struct { const char *name, *given, *family; } cases[] = {
    { "Lei Li", "Lei", "Li" }, { "Li, Lei", "Lei", "Li" }, { "Ana Maria Ruiz", "Ana Maria", "Ruiz" }, { "Jan van der Berg", "Jan", "van der Berg" }, { "Ludwig von Orr", "Ludwig", "von Orr" },
    { "Lei LI", "Lei", "LI" }, { "LI Lei", "Lei", "LI" }, { "Li L", "L", "Li" }, { "J. R. Orr", "J. R.", "Orr" }, { "Bo Orr Jr.", "Bo", "Orr Jr." }, { "Bo Orr, Jr.", "Bo", "Orr Jr." }, { "Orr, Jr., Bo", "Bo", "Orr Jr." },
    { "李雷", "雷", "李" }, { "欧阳娜", "娜", "欧阳" }, { "山田 太郎", "太郎", "山田" }, { "李雷 (Lei Li)", "雷", "李" }, { "Lei Li (李雷)", "Lei", "Li" }, { "김민준", "민준", "김" },
    { "Plato", NULL, NULL }, { "", NULL, NULL }, { "李", NULL, NULL }, { ", x", NULL, NULL }, { "x,", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *given = NULL;
      g_autofree char *family = NULL;

      g_assert_cmpint (atrium_name_split (cases[i].name, &given, &family), ==, cases[i].given != NULL);
      g_assert_cmpstr (given, ==, cases[i].given);
      g_assert_cmpstr (family, ==, cases[i].family);
    }
}

static void
test_person (void)
{
  g_autoptr(AtriumValue) person = atrium_name_to_person ("Li, Lei");
  g_autoptr(AtriumValue) single = atrium_name_to_person ("Plato");

  g_assert_cmpstr (atrium_value_get_member_string (person, "name"), ==, "Li, Lei");
  g_assert_cmpstr (atrium_value_get_member_string (person, "given"), ==, "Lei");
  g_assert_cmpstr (atrium_value_get_member_string (person, "family"), ==, "Li");
  g_assert_cmpuint (atrium_value_get_n_items (single), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/name/matches", test_matches);
  g_test_add_func ("/model/name/split", test_split);
  g_test_add_func ("/model/name/person", test_person);

  return g_test_run ();
}
