#include <string.h>

#include "atrium-lens.h"
#include "site.h"

/* Which page of a folder is the home page, where no theme says it. */

#define PAGE "<html><head><title>Ines Okoro</title></head><body><h1>Ines Okoro</h1><p>I study tides and clocks.</p></body></html>\n"
#define TEXT "# Ines Okoro\n\nI study tides and slow clocks.\n"
#define LAYOUT "---\nlayout: home\n---\n{% include posts.html %}\n"
#define README "# okoro.github.io\n\nThe source code of my home page, made by hand.\n"

static const struct
{
  const char *files[8];
  const char *home;
} cases[] = {
  { { "README.md", TEXT }, "README.md" },
  { { "README.md", README, "index.html", PAGE }, "index.html" },
  { { "README.md", TEXT, "index.html", LAYOUT, "_config.yml", "title: x\n" }, "README.md" },
  { { "README.md", README, "docs/index.html", PAGE }, "docs/index.html" },
  { { "README.md", README, "docs/README.md", TEXT }, "docs/README.md" },
  { { "404.html", PAGE, "LICENSE.md", TEXT, "home.html", PAGE }, "home.html" },
  { { "404.html", PAGE, "ines.html", PAGE }, "ines.html" },
  { { "index.md", TEXT, "index.html", PAGE }, "index.md" },
  { { "index.md", LAYOUT, "about.md", TEXT }, "about.md" },
  { { "public/index.html", PAGE, "package.json", "{}" }, "public/index.html" },
  { { "okoro.txt", "Ines Okoro\n\nI study tides.\n" }, "okoro.txt" },
  { { "index.md", "Hi\n" }, "index.md" },
};

static void
test_home (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
      g_autoptr(AtriumReading) reading = NULL;
      const char *page;

      for (guint j = 0; cases[i].files[j] != NULL; j += 2)
        {
          g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].files[j + 1], strlen (cases[i].files[j + 1]));

          atrium_file_tree_set (files, cases[i].files[j], bytes);
        }
      g_test_message ("%u %s", i, cases[i].home);
      reading = site_read (files, NULL);
      page = atrium_section_get_page (atrium_profile_get_section (reading->profile, 0));
      g_assert_cmpstr (page, ==, cases[i].home);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/home/finds", test_home);

  return g_test_run ();
}
