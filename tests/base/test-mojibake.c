#include "atrium-mojibake.h"

#include <string.h>

#include <gio/gio.h>

#include "../../app/base/atrium-mojibake-tables.inc.h"

static char *
misread (const char    *text,
         const guint16 *table)
{
  GString *out = g_string_new (NULL);

  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    g_string_append_unichar (out, *at < 0x80 ? *at : table[*at - 0x80]);

  return g_string_free_and_steal (out);
}

static void
test_repaired (void)
{
  static const struct { const char *in, *out; guint n; } cases[] = {
    { "\xef\xa3\xbf\xc3\xbc\xc3\xa8\xc3\x9c Best", "🏆 Best", 1 },
    { "üèÜ Best", "🏆 Best", 1 },
    { "So ü§Ø now", "So 🤯 now", 1 },
    { "‚ÄúLess, More‚Äù", "“Less, More”", 2 },
    { "A ‚Äî B", "A — B", 1 },
    { "Caf√© √† Paris", "Café à Paris", 2 },
    { "o√π", "où", 1 },
    { "√âcole", "École", 1 },
    { "Nguy·ªÖn", "Nguyễn", 1 },
    { "Ivan ≈°imi\xc6\x92\xc3\xa1", "Ivan šimić", 2 },
    { "‰∏≠Êñá", "中文", 1 },
    { "–ü—Ä–∏–≤–µ—Ç", "Привет", 1 },
    { "â€œHelloâ€\xc2\x9d, itâ€™s", "“Hello”, it’s", 3 },
    { "â€œHelloâ€ she", "“Hello” she", 2 },
    { "CafÃ©", "Café", 1 },
    { "cÅ“ur, MÃ¼ller", "cœur, Müller", 2 },
    { "ðŸ”¥ hot", "🔥 hot", 1 },
    { "ä¸­æ–‡", "中文", 1 },
    { "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет", 1 },
    { "10Â°C, Â© me", "10°C, © me", 2 },
    { "⭐Ô∏è", "⭐\xef\xb8\x8f", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n;
      g_autofree char *out = atrium_mojibake_repair (cases[i].in, -1, &n);

      g_assert_cmpstr (out, ==, cases[i].out);
      g_assert_cmpuint (n, ==, cases[i].n);
    }
}

static void
test_genuine (void)
{
  static const char *const cases[] = {
    "", "plain", "√2 and 2√π r, √x, √∞", "≈π/2 ≈£5 ∆t ¬p ¬µ", "NÃO, AÇÃO, IRMÃ”, São João", "“CAFÉ” – É’s, «École», l’été, “é”",
    "Ils étaient là…” et «café»", "Việt Nam: Đặng Thị Ngọc Ấn, Ắ Ầ Ô Â", "Ελληνικά: αβγ, Γειά", "Привет, мир — «да»", "中文，“引号”……", "日本語「かな」",
    "Füße, Grüße, süß, Öl, Übung, Äpfel", "Español: ¿Qué? ¡Señor!, ESPAÑA", "Ångström, Ærø, Øre", "Șțîâă", "Łódź ćma żółw", "emoji 🎉🏆⭐️ – fine",
    "naïve coöperation", "Ä, Ö, Ü; “Ä” und „Ü“", "jäääär, töööö, püüd", "x² · y³ ± 5 µm", "‚single‘ „double“", "© 2024 ® ™ °C", "Ñ’s", "…“Ñandú”",
    "Ä…", "Å–B", "Ð", "é”—", "Ü“ ist", "ß”", "200 £ – 300 €",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) runs = atrium_mojibake_find (cases[i], -1);

      if (runs->len > 0)
        g_test_message ("in: %s, as %s", cases[i], g_array_index (runs, AtriumMojibakeRun, 0).repaired);
      if (runs->len > 0)
        g_test_fail_printf ("%s", cases[i]);
    }
}

/* words of several scripts and signs, misread through each table and put back */
static void
test_property (void)
{
  static const char *const words[] = {
    "café", "naïve", "Müller", "Straße", "señor", "São", "coração", "Łukasz", "Dvořák", "Nguyễn", "Trần", "Привет", "мир", "Ελλάδα", "γειά",
    "中文", "论文", "日本語", "한국어", "שלום", "مرحبا", "“quoted”", "it’s", "A–B", "one — two", "more…", "🎉", "🏆", "🎓", "🔥", "👩‍💻", "⭐️", "€5", "plain", "2024",
    "→", "≥", "•", "™",
  };
  const guint16 *const tables[] = { mac_roman, windows_1252 };

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      guint n = g_test_rand_int_range (1, 12);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        {
          g_autofree char *wrong = misread (text->str, tables[i]);
          g_autofree char *right = atrium_mojibake_repair (wrong, -1, NULL);

          g_assert_cmpstr (right, ==, text->str);
        }
      {
        g_autoptr(GArray) runs = atrium_mojibake_find (text->str, text->len);

        g_assert_cmpuint (runs->len, ==, 0);
      }
    }
}

/* any text at all: spans are in order, inside and on character boundaries */
static void
test_any (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GArray) runs = NULL;
      gsize at = 0;

      for (guint i = g_test_rand_int_range (0, 30); i > 0; i--)
        g_string_append_unichar (text, g_test_rand_bit () ? mac_roman[g_test_rand_int_range (0, 128)]
                                                         : windows_1252[g_test_rand_int_range (0, 128)]);
      runs = atrium_mojibake_find (text->str, text->len);
      for (guint i = 0; i < runs->len; i++)
        {
          const AtriumMojibakeRun *run = &g_array_index (runs, AtriumMojibakeRun, i);

          g_assert_cmpuint (run->start, >=, at);
          g_assert_cmpuint (run->end, >, run->start);
          g_assert_cmpuint (run->end, <=, text->len);
          g_assert_true (g_utf8_validate (text->str + run->start, run->end - run->start, NULL));
          g_assert_true (g_utf8_validate (run->repaired, -1, NULL));
          at = run->end;
        }
    }
}

static char *
shared_folder (void)
{
  const char *shared = g_getenv ("ATRIUM_SHARED");

  if (shared != NULL)
    return g_strdup (shared);

  return g_build_filename (g_getenv ("ATRIUM_SOURCE_ROOT"), "..", "shared", NULL);
}

/* the pages that were misread come out without a private-use character or a lone "‚" */
static void
test_seeds (void)
{
  static const struct { const char *name; guint n; } seeds[] = {
    { "000_2f6bd4241734dbd1.txt", 4 },
    { "003_c65550eb5b23d347.txt", 9 },
  };
  g_autofree char *shared = shared_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autofree char *path = g_build_filename (shared, "seeds", seeds[i].name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *repaired = NULL;
      guint n;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        {
          g_test_skip ("the folder of shared seeds is not there");
          return;
        }
      repaired = atrium_mojibake_repair (text, -1, &n);
      g_assert_cmpuint (n, ==, seeds[i].n);
      g_assert_null (strstr (repaired, "\xef\xa3\xbf"));
      g_assert_null (strstr (repaired, "‚"));
      g_assert_null (strstr (repaired, "√"));
    }
}

/* pages as people wrote them are left alone */
static void
check_folder (GFile *folder,
              guint  depth,
              guint *n_files)
{
  g_autoptr(GFileEnumerator) children = g_file_enumerate_children (folder, "standard::name,standard::type", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  for (;;)
    {
      GFileInfo *info;
      GFile *child;
      g_autofree char *text = NULL;
      gsize length;

      if (children == NULL || !g_file_enumerator_iterate (children, &info, &child, NULL, NULL) || info == NULL)
        return;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        {
          if (depth < 10)
            check_folder (child, depth + 1, n_files);
          continue;
        }
      if (!g_file_load_contents (child, NULL, &text, &length, NULL, NULL) || !g_utf8_validate_len (text, length, NULL))
        continue;
      (*n_files)++;
      {
        g_autoptr(GArray) runs = atrium_mojibake_find (text, length);

        for (guint i = 0; i < runs->len; i++)
          {
            const AtriumMojibakeRun *run = &g_array_index (runs, AtriumMojibakeRun, i);

            g_test_message ("%s: byte %" G_GSIZE_FORMAT ": “%.*s” as “%s”", g_file_peek_path (child), run->start,
                            (int) (run->end - run->start), text + run->start, run->repaired);
          }
        g_assert_cmpuint (runs->len, ==, 0);
      }
    }
}

static void
test_corpus (void)
{
  g_autofree char *shared = shared_folder ();
  g_autoptr(GFile) folder = g_file_new_build_filename (shared, "corpus", NULL);
  guint n_files = 0;

  if (!g_file_query_exists (folder, NULL))
    {
      g_test_skip ("the folder of shared pages is not there");
      return;
    }
  check_folder (folder, 0, &n_files);
  g_assert_cmpuint (n_files, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/mojibake/repaired", test_repaired);
  g_test_add_func ("/base/mojibake/genuine", test_genuine);
  g_test_add_func ("/base/mojibake/property", test_property);
  g_test_add_func ("/base/mojibake/any", test_any);
  g_test_add_func ("/base/mojibake/seeds", test_seeds);
  g_test_add_func ("/base/mojibake/corpus", test_corpus);

  return g_test_run ();
}
