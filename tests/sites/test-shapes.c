/* Invented pages of shapes that people use: what is a section, what an entry, whose page it is. */

#include <locale.h>
#include <string.h>

#include "site.h"

static void
add_file (AtriumFileTree *files,
          const char     *path,
          const char     *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  atrium_file_tree_set (files, path, bytes);
}

/* ---- owners ---- */

typedef struct
{
  const char *label;
  const char *config;
  const char *page;
  const char *owner;
  const char *other;         /* another name */
  const char *config_after;  /* what the settings are once it is written */
} OwnerCase;

static const OwnerCase owner_cases[] = {
  { "plain", "author:\n  name: \"Ines Okoro\" # me\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Okoro-Vance",
    "author:\n  name: \"Ines Okoro-Vance\" # me\n" },
  { "degree", "author:\n  name: \"Ines Okoro, Ph.D.\"\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance", "author:\n  name: \"Ines Vance, Ph.D.\"\n" },
  { "title", "author:\n  name: Prof. Dr. Ines Okoro\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance", "author:\n  name: Prof. Dr. Ines Vance\n" },
  { "pronouns", "author:\n  name: \"Ines Okoro (she/her)\"\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance",
    "author:\n  name: \"Ines Vance (she/her)\"\n" },
  { "second spelling", "author:\n  name: \"Ines Okoro <br /> (伊内斯)\"\n", "# News\n\n- Hello.\n", "Ines Okoro (伊内斯)", "Ines Vance (伊内斯)",
    "author:\n  name: \"Ines Vance (伊内斯)\"\n" },
  { "not filled in", "title: \"Ines Okoro\"\nauthor:\n  name: \"Your Sidebar Name\"\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance",
    "title: \"Ines Okoro\"\nauthor:\n  name: \"Ines Vance\"\n" },
  { "a label", "title: \"Dr. Ines Okoro\"\nauthor:\n  name: \"Interests and Expertise\"\n", "# News\n\n- Hello.\n", "Ines Okoro", NULL, NULL },
  { "by title", "title: Ines Okoro\ntheme: minima\n", "# News\n\n- Hello.\n", "Ines Okoro", "Ines Vance", "title: Ines Vance\ntheme: minima\n" },
  { "title of no one", "title: Personal Homepage\n", "# Ines Okoro\n\nI study tides.\n\n# News\n\n- Hello.\n", "Ines Okoro", NULL, NULL },
  { "first heading", "title: Notes\n", "---\ntitle: Ines Okoro\n---\n\n## Interests\n\nTides.\n\n## Popular Tides\n\n- One.\n", "Ines Okoro", NULL, NULL },
};

static AtriumFileTree *
owner_files (const OwnerCase *row)
{
  AtriumFileTree *files = atrium_file_tree_new ();

  add_file (files, "_config.yml", row->config);
  add_file (files, strstr (row->config, "author:") != NULL ? "_pages/about.md" : "index.md", row->page);

  return files;
}

static void
test_owner (gconstpointer data)
{
  const OwnerCase *row = data;
  g_autoptr(AtriumFileTree) files = owner_files (row);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  AtriumEntry *person = atrium_profile_get_person (profile);
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumFileTree) written = NULL;
  g_autofree char *config = NULL;

  g_assert_cmpstr (atrium_entry_get_string (person, "name"), ==, row->owner);
  if (row->other == NULL)
    return;

  atrium_entry_set_string (person, "name", row->other);
  written = reading->lens->write (reading, profile, losses, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (losses->len, ==, 0);
  config = site_dup_text (written, "_config.yml");
  g_assert_cmpstr (config, ==, row->config_after);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (owner_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/shapes/owner/%s", owner_cases[i].label);

      g_test_add_data_func (path, &owner_cases[i], test_owner);
    }

  return g_test_run ();
}
