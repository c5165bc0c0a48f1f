#include "atrium-latex.h"

#include <string.h>

static void
test_decode (void)
{
  static const struct { const char *latex, *text, *markdown; } cases[] = {
    { "", "", "" },
    { "Plain title", "Plain title", "Plain title" },
    { "{\\'e}t{\\'{e}} \\'et\\'{e} \\'{\\i} {\\'\\i}", "été été í í", "été été í í" },
    { "G{\\\"o}del, {\\\"{O}}, \\\"u, \\c{c}, \\c c, \\v{s}, \\H{o}, \\k{a}, \\r{a}, \\=a, \\.z, \\u{g}, \\~n, \\^o, \\`a",
      "Gödel, Ö, ü, ç, ç, š, ő, ą, å, ā, ż, ğ, ñ, ô, à", NULL },
    { "Stra{\\ss}e \\o{} {\\O} \\L{}\\'od\\'z \\ae\\ b", "Straße ø Ø Łódź æ b", NULL },
    { "{{Double}} {B}races {ACM SIGPLAN}", "Double Braces ACM SIGPLAN", NULL },
    { "AT\\&T 50\\% \\$5 \\#1 a\\_b \\{x\\}", "AT&T 50% $5 #1 a_b {x}", NULL },
    { "pages 1--5 --- no", "pages 1–5 — no", NULL },
    { "``quoted'' and `single'", "“quoted” and ‘single'", NULL },
    { "J.~Doe\\,x", "J. Doe\xE2\x80\x89x", NULL },
    { "\\emph{Nets} and {\\em more} \\textbf{bold} \\texttt{code}", "Nets and more bold code", "*Nets* and *more* **bold** `code`" },
    { "x\\textsuperscript{2} \\underline{u}", "x2 u", "x<sup>2</sup> <u>u</u>" },
    { "\\href{https://x.org/}{here} \\url{https://y.org/}", "here https://y.org/", "[here](https://y.org/)" },
    { "$O(n^2)$ and $$x$$ for $5", "$O(n^2)$ and $$x$$ for $5", "$O(n^2)$ and $$x$$ for $5" },
    { "Extended version of \\cite{Key21:x}.", "Extended version of \\cite{Key21:x}.", "Extended version of \\cite{Key21:x}." },
    { "a * b_c", "a * b_c", NULL },
    { "C*-algebras", "C*-algebras", "C\\*-algebras" },
    { "𝜋-calculus 名前", "𝜋-calculus 名前", "𝜋-calculus 名前" },
    { "un}bal{anced", "unbalanced", NULL },
    { "end\\", "end\\", NULL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = atrium_latex_to_text (cases[i].latex);
      g_autofree char *markdown = atrium_latex_to_markdown (cases[i].latex);

      g_assert_cmpstr (text, ==, cases[i].text);
      if (cases[i].markdown != NULL && strstr (cases[i].latex, "\\href") == NULL)
        g_assert_cmpstr (markdown, ==, cases[i].markdown);
    }
  {
    g_autofree char *link = atrium_latex_to_markdown ("\\href{https://x.org/}{here}");

    g_assert_cmpstr (link, ==, "[here](https://x.org/)");
  }
}

static void
test_url (void)
{
  static const struct { const char *latex, *url; } cases[] = {
    { "https://x.org/~u/a_b.pdf", "https://x.org/~u/a_b.pdf" },
    { "https://x.org/a\\_b\\%20c\\&d", "https://x.org/a_b%20c&d" },
    { "\\url{https://x.org/}", "https://x.org/" },
    { "10.1007/978-3-{540}", "10.1007/978-3-540" },
    { " /a.pdf ", "/a.pdf" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = atrium_latex_to_url (cases[i].latex);

      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_encode (void)
{
  static const struct { const char *text, *latex, *ascii; } cases[] = {
    { "Gödel & Łódź", "Gödel \\& Łódź", "G{\\\"o}del \\& {\\L}{\\'o}d{\\'z}" },
    { "í ç ß “x” 1–2", "í ç ß ``x'' 1--2", "{\\'{\\i}} {\\c{c}} {\\ss} ``x'' 1--2" },
    { "a -- b '' c", "a -{}- b '{}' c", NULL },
    { "{x} ^ ~ ` \\", "\\textbraceleft{}x\\textbraceright{} \\textasciicircum{} \\textasciitilde{} \\textasciigrave{} \\textbackslash{}", NULL },
    { "$x_1$ costs $5 and $6", "$x_1$ costs \\$5 and \\$6", NULL },
    { "see \\cite{a_b}", "see \\cite{a_b}", NULL },
    { "see \\cite[p. 5]{a_b}[x]", "see \\cite[p. 5]{a_b}[x]", NULL },
    { "名前", "名前", "名前" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *latex = atrium_text_to_latex (cases[i].text, FALSE);
      g_autofree char *ascii = atrium_text_to_latex (cases[i].text, TRUE);

      g_assert_cmpstr (latex, ==, cases[i].latex);
      if (cases[i].ascii != NULL)
        g_assert_cmpstr (ascii, ==, cases[i].ascii);
    }
}

static void
test_encode_markdown (void)
{
  static const struct { const char *markdown, *latex; } cases[] = {
    { "*Nets* and **bold** `a_b` x<sup>2</sup>", "\\emph{Nets} and \\textbf{bold} \\texttt{a\\_b} x\\textsuperscript{2}" },
    { "[here](https://x.org/a_b) & C\\*", "\\href{https://x.org/a_b}{here} \\& C*" },
    { "$x_1$ of \\cite{k}", "$x_1$ of \\cite{k}" },
    { "a<!-- c -->b", "ab" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *latex = atrium_markdown_to_latex (cases[i].markdown, FALSE);

      g_assert_cmpstr (latex, ==, cases[i].latex);
    }
}

static void
test_protect (void)
{
  static const struct { const char *latex, *old, *result; } cases[] = {
    { "New Title", "{Old Title}", "{New Title}" },
    { "About BERT, again", "{BERT}: Old", "About {BERT}, again" },
    { "About BERTs", "{BERT}: Old", "About BERTs" },
    { "IDBR: new", "{IDBR:} old", "{IDBR:} new" },
    { "In Wikipedia", "The {W}ikipedia", "In {W}ikipedia" },
    { "The Annual ACM Day", "Of {{Annual ACM}} Day", "The {{Annual ACM}} Day" },
    { "plain", "plain old", "plain" },
    { "Gödel", "{G\\\"o}del", "Gödel" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = atrium_latex_protect_like (cases[i].latex, cases[i].old);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

/* what is written reads back */
static void
test_round_trip (void)
{
  static const char *const pieces[] = {
    "a", "Word", " ", "é", "ß", "名", "-", "'", "`", "\"", "&", "%", "$", "#", "_", "{", "}", "~", "^", "\\", "“", "”", "–", "—",
    "‘", "’", "…", "í", "ç", "Ł", "$x$", "\\cite{a}", "*", "<", ">", "1", "(", "]", "[", "!", "@", "|",
  };
  int n = 20000;

  while (n-- > 0)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      int i;

      for (i = g_test_rand_int_range (0, 8); i > 0; i--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      for (i = 0; i < 2; i++)
        {
          g_autofree char *latex = atrium_text_to_latex (text->str, i == 1);
          g_autofree char *back = atrium_latex_to_text (latex);

          if (strcmp (back, text->str) != 0)
            g_test_message ("%s -> %s", text->str, latex);
          g_assert_cmpstr (back, ==, text->str);
        }
    }
}

static void
test_deep (void)
{
  static const char *const pieces[] = { "{", "\\emph{", "\\'", "{\\em ", "$", "\\foo[", "\\foo{", "`", "\\" };
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *markdown = NULL;
      g_autofree char *latex = NULL;
      gint64 start = g_get_monotonic_time ();

      for (j = 0; j < 100000; j++)
        g_string_append (text, pieces[i]);
      markdown = atrium_latex_to_markdown (text->str);
      latex = atrium_text_to_latex (text->str, TRUE);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/latex/decode", test_decode);
  g_test_add_func ("/latex/url", test_url);
  g_test_add_func ("/latex/encode", test_encode);
  g_test_add_func ("/latex/encode-markdown", test_encode_markdown);
  g_test_add_func ("/latex/protect", test_protect);
  g_test_add_func ("/latex/round-trip", test_round_trip);
  g_test_add_func ("/latex/deep", test_deep);
  return g_test_run ();
}
