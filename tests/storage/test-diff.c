#include "atrium-diff.h"

#include <stdio.h>
#include <string.h>

#include "folder.h"

static char *
diff (const char *before,
      const char *after)
{
  g_autoptr(GBytes) a = before != NULL ? g_bytes_new (before, strlen (before)) : NULL;
  g_autoptr(GBytes) b = after != NULL ? g_bytes_new (after, strlen (after)) : NULL;

  return atrium_diff_unified ("p", a, b);
}

static void
test_cases (void)
{
  static const struct { const char *before, *after, *expected; } cases[] = {
    { "a\n", "a\n", "" },
    { "a\nb\nc\n", "a\nB\nc\n", "--- a/p\n+++ b/p\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n" },
    { NULL, "a\nb\n", "--- /dev/null\n+++ b/p\n@@ -0,0 +1,2 @@\n+a\n+b\n" },
    { "a\n", NULL, "--- a/p\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n" },
    { "a", "a\n", "--- a/p\n+++ b/p\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n" },
    { "a\nb", "b", "--- a/p\n+++ b/p\n@@ -1,2 +1 @@\n-a\n b\n\\ No newline at end of file\n" },
    { "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "--- a/p\n+++ b/p\n@@ -6,3 +6,4 @@\n 6\n 7\n 8\n+9\n" },
    { "x\n1\n2\n3\n4\n5\n6\n7\ny\n", "X\n1\n2\n3\n4\n5\n6\n7\nY\n", "--- a/p\n+++ b/p\n@@ -1,4 +1,4 @@\n-x\n+X\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-y\n+Y\n" },
    { "x\n1\n2\n3\n4\n5\n6\ny\n", "X\n1\n2\n3\n4\n5\n6\nY\n", "--- a/p\n+++ b/p\n@@ -1,8 +1,8 @@\n-x\n+X\n 1\n 2\n 3\n 4\n 5\n 6\n-y\n+Y\n" },
    { "", "", "" },
    { "\xff\n", "a\n", "--- a/p\n+++ b/p\nBinary files differ\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = diff (cases[i].before, cases[i].after);

      g_assert_cmpstr (out, ==, cases[i].expected);
    }
}

/* applies a diff by its own lines, and counts what its headers say */
static char *
patch (const char *before,
       const char *text,
       guint      *n_edits)
{
  GString *out = g_string_new (NULL);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  const char *at = before;
  guint line = 1;

  *n_edits = 0;
  for (guint i = 2; *text != '\0' && lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      const char *newline;
      gsize length;
      guint from;

      if (sscanf (lines[i], "@@ -%u", &from) == 1)
        {
          g_assert_cmpuint (from, >=, line == 1 ? 0 : line);
          for (; line < from; line++)
            {
              newline = strchr (at, '\n');
              g_string_append_len (out, at, newline + 1 - at);
              at = newline + 1;
            }
          continue;
        }
      if (lines[i][0] == '\\')
        {
          if (lines[i - 1][0] != '-')
            g_string_truncate (out, out->len - 1);
          continue;
        }
      if (lines[i][0] != '-')
        g_string_append_printf (out, "%s\n", lines[i] + 1);
      *n_edits += lines[i][0] != ' ';
      if (lines[i][0] == '+')
        continue;
      newline = strchr (at, '\n');
      length = newline != NULL ? (gsize) (newline - at) : strlen (at);
      g_assert_cmpmem (at, length, lines[i] + 1, strlen (lines[i] + 1));
      at += length + (newline != NULL);
      line++;
    }
  g_string_append (out, at);

  return g_string_free_and_steal (out);
}

/* the number of edits of a shortest script, by the textbook table */
static guint
shortest (const char *a,
          const char *b)
{
  g_auto(GStrv) x = g_strsplit (a, "\n", -1);
  g_auto(GStrv) y = g_strsplit (b, "\n", -1);
  guint n = MAX (g_strv_length (x), 1) - 1;   /* the last line ends, too */
  guint m = MAX (g_strv_length (y), 1) - 1;
  g_autofree guint *table = g_new0 (guint, (n + 1) * (m + 1));

  for (guint i = 0; i <= n; i++)
    for (guint j = 0; j <= m; j++)
      {
        if (i == 0 || j == 0)
          table[i * (m + 1) + j] = i + j;
        else if (g_str_equal (x[i - 1], y[j - 1]))
          table[i * (m + 1) + j] = table[(i - 1) * (m + 1) + j - 1];
        else
          table[i * (m + 1) + j] = 1 + MIN (table[(i - 1) * (m + 1) + j], table[i * (m + 1) + j - 1]);
      }

  return table[n * (m + 1) + m];
}

static char *
random_text (guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = g_test_rand_int_range (0, n); i > 0; i--)
    g_string_append_printf (out, "%c\n", 'a' + g_test_rand_int_range (0, 6));

  return g_string_free_and_steal (out);
}

static void
test_random (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *before = random_text (30);
      g_autofree char *after = random_text (30);
      g_autofree char *text = diff (before, after);
      g_autofree char *patched = NULL;
      guint n_edits;

      patched = patch (before, text, &n_edits);
      g_assert_cmpstr (patched, ==, after);
      g_assert_cmpuint (n_edits, ==, shortest (before, after));
    }
}

/* two large files with nothing in common end in time */
static void
test_large (void)
{
  g_autoptr(GString) before = g_string_new (NULL);
  g_autoptr(GString) after = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *patched = NULL;
  guint n_edits;

  for (guint i = 0; i < 50000; i++)
    {
      g_string_append_printf (before, "%u\n", i * 2);
      g_string_append_printf (after, "%u\n", i % 100 == 0 ? i * 2 : i * 2 + 1);
    }
  text = diff (before->str, after->str);
  patched = patch (before->str, text, &n_edits);
  g_assert_cmpstr (patched, ==, after->str);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/diff/cases", test_cases);
  g_test_add_func ("/storage/diff/random", test_random);
  g_test_add_func ("/storage/diff/large", test_large);

  return g_test_run ();
}
