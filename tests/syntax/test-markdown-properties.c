#include "atrium-html.h"
#include "atrium-markdown.h"
#include "atrium-error.h"

#include "tree-checks.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* pieces that mean something to one of the readers */
static const char * const pieces[] = {
  "- ", "* ", "+ ", "1. ", "2. ", "> ", "# ", "## ", "  ", "    ", "\t", "\n", "\n", "\n", "\n\n", "\r\n",
  "text", "foo bar", "*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "](http://x.y)", "![", "<b>",
  "</b>", "<div>", "</div>", "<div markdown=\"1\">", "<p>", "</p>", "<!-- c -->", "<!--", "<br>", "|",
  "| a | b |", "---", "===", "```", "~~~", "~~", "$$", "$x$", "{: .x}", "{:.y}", "^", "[^1]", "[^1]: note",
  "[id]: http://u \"t\"", "[id]", "&amp;", "&nbsp;", "&", "\\", "\\*", "\\\\", "  \n", ": def",
  "<span class='a'>", "</span>", "<img src=\"a.png\">", "<a href=u>", "<a href=\"u\">", "</a>",
  "<http://a.b>", "<li>", "<ul>", "</ul>", "<table>", "<td markdown='1'>", "</td>", "</table>", "\n- ",
  "\n  ", "\n    ", "\n1. ", "\n> ", "<script>", "</script>", "<x-y>", "é", "\xc2\xa0", "{% if x %}",
  "{% endif %}", "{{ x }}", "{% include a.md %}", "{% comment %}", "{% endcomment %}", "[//]: # (c)",
  "---\n", "\xef\xbb\xbf", "{::comment}", "{:/}", "*[ab]: c",
};

static char *
make_text (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = g_test_rand_int_range (1, 40);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_strdup (text->str);
}

/* where a check fails, the text is known */
static void
show_text (const char *text)
{
  static char *shown;

  g_free (shown);
  shown = g_strescape (text, NULL);
  if (g_test_verbose ())
    fprintf (stderr, "# %s\n", shown);
}

static void
check_text (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("page.md", text);
  g_autoptr(AtriumTree) markdown = atrium_markdown_read (source, NULL);
  g_autoptr(AtriumTree) html = atrium_html_read (source, NULL);
  AtriumSpan all = { 0, strlen (text) };

  show_text (text);
  g_assert_nonnull (markdown);
  g_assert_nonnull (html);
  check_tree (markdown);
  check_tree (html);

  for (guint i = ATRIUM_SPELLING_MARKDOWN; i <= ATRIUM_SPELLING_BIBTEX; i++)
    {
      g_autoptr(AtriumTree) inlines = atrium_markdown_read_inline (source, all, i, NULL);

      g_assert_nonnull (inlines);
      check_tree (inlines);
    }
}

static void
test_random (void)
{
  guint n = g_test_slow () ? 200000 : 4000;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = make_text ();

      check_text (text);
    }
}

/* every prefix of a page is a page too */
static void
test_prefixes (void)
{
  const char *page =
    "---\ntitle: x\n---\n# A *b*\n\n- one [t](u \"v\")\n  two\n    - three\n\n1. x\n> q\n> - r\n\n"
    "<div class='a' markdown=\"1\">\n\n*x* &amp; `c`\n</div>\n\n<table><tr><td>a<td>b</table>\n\n"
    "| a | b |\n|---|--:|\n| 1 | 2 |\n\nterm\n: def\n\n[^1]: note\n\n```c\nx\n```\n\n$$y$$\n\n"
    "{% comment %} - z {% endcomment %}\n{{ x }} \\[ok\\]  \nend\\\nlast\n";

  for (gsize i = 0; i <= strlen (page); i++)
    {
      g_autofree char *text = g_strndup (page, i);

      check_text (text);
    }
}

static AtriumTree *
read_repeated (const char  *piece,
               const char  *end,
               guint        n,
               gboolean     html,
               GError     **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AtriumSource) source = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  g_string_append (text, end);
  source = atrium_source_new_for_text ("deep.md", text->str);

  return html ? atrium_html_read (source, error) : atrium_markdown_read (source, error);
}

static const char * const deep_pieces[] = {
  ">", "> ", "- ", "1. ", "* a\n  ", "<div>", "<div markdown=\"1\">", "<div markdown=\"1\">\n", "<b>", "[",
  "![", "*", "**", "_a ", "*a ", "`", "`` ", "<", "</", "<!--", "<a b='", "<a b=\"c\" ", "{:", "{{", "{%", "$$",
  "$", "~~a", "&", "\\", "(", "[a](", "[a](b \"", "[^1]", "[a][", "|", "a|b\n", "```\n", "```x\n", "~~~~\n",
  "{% comment %}", "{% raw %}", ": a\n", "a\n: b\n", "[^a]: b\n    ", "<p>", "<li>", "<td>", "<i><p>", "<a ",
  "a\n", "# ", "---\n", "<script>", "<![CDATA[", "<?", "{::comment}\n", "{: .a}\n", "[a]: b\n", "<span>*",
  "**a*", "*a**", "_[", "![*", "<code>", "<b>[", "\t", "- a\n\n  - b\n", "<ul><li>a", "</b>",
};

/* what would end some of them, far away */
static const char * const deep_ends[] = { "", "'>", "\">*_", "]`)" };

/* each ends in a tree or in a clear error */
static void
test_deep (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (deep_pieces); i++)
    for (guint html = 0; html < 2; html++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(AtriumTree) tree = read_repeated (deep_pieces[i], deep_ends[i % 4], 100000, html, &error);

        if (tree == NULL)
          {
            g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP);
            g_assert_true (g_str_has_prefix (error->message, "deep.md:"));
          }
      }
}

static double
measure (guint    i,
         guint    end,
         guint    n,
         gboolean html)
{
  /* time of this process alone: other work on the machine does not count */
  clock_t start = clock ();
  g_autoptr(AtriumTree) tree = read_repeated (deep_pieces[i], deep_ends[end], n, html, NULL);

  return (double) (clock () - start) * G_USEC_PER_SEC / CLOCKS_PER_SEC;
}

/* Eight times the text may take eight times as long, and four times that for a machine
 * that is busy; quadratic work would take 64 times as long. */
static void
test_growth (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (deep_pieces) * 2; i++)
    {
      guint piece = i / 2;
      guint end = g_test_rand_int_range (0, G_N_ELEMENTS (deep_ends));
      double small = G_MAXDOUBLE;
      double large = G_MAXDOUBLE;
      double limit = 0;

      for (guint attempt = 0; attempt < 8; attempt++)
        {
          small = MIN (small, measure (piece, end, 2000, i % 2));
          large = MIN (large, measure (piece, end, 16000, i % 2));
          limit = 8 * small * 4 + 4000;
          if (large < limit)
            break;
        }
      if (large >= limit || g_test_verbose ())
        {
          g_autofree char *escaped = g_strescape (deep_pieces[piece], NULL);

          g_test_message ("%.0f us, then %.0f us: %s", small, large, escaped);
        }
      g_assert_cmpfloat (large, <, limit);
    }
}

static void
check_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(AtriumTree) markdown = NULL;
  g_autoptr(AtriumTree) html = NULL;
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return;
  bytes = g_bytes_new_take (contents, length);
  source = atrium_source_new (path, bytes, NULL);
  if (source == NULL)
    return;

  markdown = atrium_markdown_read (source, &error);
  g_assert_no_error (error);
  check_tree (markdown);
  html = atrium_html_read (source, &error);
  g_assert_no_error (error);
  check_tree (html);
}

static guint
check_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += check_folder (path);
      else if (g_str_has_suffix (name, ".md") || g_str_has_suffix (name, ".html") ||
               g_str_has_suffix (name, ".markdown") || g_str_has_suffix (name, ".txt"))
        {
          check_file (path);
          n++;
        }
    }

  return n;
}

static void
test_corpus (void)
{
  const char *shared = g_getenv ("ATRIUM_SHARED");
  g_autofree char *beside = g_build_filename (g_getenv ("ATRIUM_SOURCE_ROOT"), "..", "shared", NULL);
  g_autofree char *seeds = g_build_filename (shared != NULL ? shared : beside, "seeds", NULL);
  g_autofree char *corpus = g_build_filename (shared != NULL ? shared : beside, "corpus", NULL);
  guint n = check_folder (seeds) + check_folder (corpus);

  if (n == 0)
    g_test_skip ("there is no folder of real pages");
  else
    g_test_message ("%u pages", n);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markdown/properties/random", test_random);
  g_test_add_func ("/markdown/properties/prefixes", test_prefixes);
  g_test_add_func ("/markdown/properties/deep", test_deep);
  g_test_add_func ("/markdown/properties/growth", test_growth);
  g_test_add_func ("/markdown/properties/corpus", test_corpus);

  return g_test_run ();
}
