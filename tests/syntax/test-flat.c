#include "atrium-flat.h"
#include "atrium-html.h"
#include "atrium-markdown.h"

#include <string.h>

typedef struct
{
  AtriumSource *source;
  AtriumTree   *tree;
  AtriumFlat   *flat;
} Fixture;

static void
set_up (Fixture    *fixture,
        const char *text)
{
  gboolean html = g_str_has_prefix (text, "<html");
  AtriumNode *root;

  fixture->source = atrium_source_new_for_text (html ? "a.html" : "a.md", text);
  fixture->tree = html ? atrium_html_read (fixture->source, NULL)
                       : atrium_markdown_read (fixture->source, NULL);
  root = atrium_tree_get_root (fixture->tree);
  fixture->flat = atrium_flat_new (fixture->tree, root, root);
}

static void
tear_down (Fixture *fixture)
{
  atrium_flat_free (fixture->flat);
  atrium_tree_unref (fixture->tree);
  atrium_source_unref (fixture->source);
}

static void
test_text (void)
{
  static const struct { const char *text; const char *flat; } cases[] = {
    { "", "" },
    { "one\ntwo  \nthree\\\nfour\n", "one two\nthree\nfour" },
    { "a  b\t c&nbsp;d\xc2\xa0" "e\n", "a b c d e" },
    { "**A** *b*, `c` &amp; \\[d\\]\n", "A b, c & [d]" },
    { "- one\n- two\n    - three\n", "one\n\ntwo\n\nthree" },
    { "# H\n\nP\n", "H\n\nP" },
    { "a <!-- c -->b {% x %}c {{ d }}\n", "a b c" },
    { "{% comment %}x{% endcomment %}\n\ny\n", "y" },
    { "[//]: # (no)\n\ny\n", "y" },
    { "[a](u \"t\") ![alt](p.png) b\n", "a b" },
    { "x $a_b$ y\n", "x a_b y" },
    { "<div>\n<p>a\nb</p> <p> c </p>\n</div>\n", "a b\n\nc" },
    { "<div>a<br/>b<br>\n c</div>\n", "a\nb\nc" },
    { "<html><ul><li>a<li>b <b>c</b></ul>", "a\n\nb c" },
    { "<html><head><title>t</title><style>x</style></head><body>b</body>", "b" },
    { "| a | b |\n| c | d |\n", "a\n\nb\n\nc\n\nd" },
    { "a[^1]\n\n[^1]: note\n", "a" },
    { "t\n: d\n", "t\n\nd" },
    { "a <script>b</script> c\n", "a c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;

      set_up (&fixture, cases[i].text);
      g_assert_cmpstr (atrium_flat_get_text (fixture.flat, NULL), ==, cases[i].flat);
      tear_down (&fixture);
    }
}

/* @range is the part of the flat text between the bars of @flat */
static void
test_spans (void)
{
  static const struct { const char *text; const char *range; const char *span; const char *outer; } cases[] = {
    { "**Venue** 2024\n", "Venue", "Venue", "**Venue**" },
    { "**Venue** 2024\n", "Venue 2024", "**Venue** 2024", "**Venue** 2024" },
    { "**Venue** 2024\n", "enue 2024", NULL, NULL },
    { "**Venue** 2024\n", "enue", "enue", "enue" },
    { "**Venue** 2024\n", "2024", "2024", "2024" },
    { "**Venue** 2024\n", " 2024", "2024", "2024" },
    { "a **b** c\n", "a b", "a **b**", "a **b**" },
    { "a **b** c\n", "b c", "**b** c", "**b** c" },
    { "a **b** c\n", "a b c", "a **b** c", "a **b** c" },
    { "[text *of*](u) more\n", "text of", "text *of*", "[text *of*](u)" },
    { "[text *of*](u) more\n", "text", "text", "text" },
    { "[text *of*](u) more\n", "text of more", "[text *of*](u) more", "[text *of*](u) more" },
    { "[text *of*](u) more\n", "of more", NULL, NULL },
    { "***[A](u)***\n", "A", "A", "***[A](u)***" },
    { "\\[01\\] x\n", "[01]", "\\[01\\]", "\\[01\\]" },
    { "\\[01\\] x\n", "01", "01", "01" },
    { "a&eacute;b\n", "a\xc3\xa9", "a&eacute;", "a&eacute;" },
    { "a&eacute;b\n", "b", "b", "b" },
    { "<b>x &amp; y</b>, z\n", "x & y", "x &amp; y", "<b>x &amp; y</b>" },
    { "<div><b>x</b> <i>y</i></div>\n", "x y", "<b>x</b> <i>y</i>", "<b>x</b> <i>y</i>" },
    { "<div><a href='u'>x</a></div>\n", "x", "x", "<a href='u'>x</a>" },
    { "a <!-- c --> b\n", "a b", "a <!-- c --> b", "a <!-- c --> b" },
    { "a {{ v }} b c\n", "a b", "a {{ v }} b", "a {{ v }} b" },
    { "x `c d` y\n", "c d", "c d", "`c d`" },
    { "x `c d` y\n", "x c", NULL, NULL },
    { "$x^2$ y\n", "x^2", "x^2", "$x^2$" },
    { "$x^2$ y\n", "x^2 y", "$x^2$ y", "$x^2$ y" },
    { "- one\n  two\n", "one two", "one\n  two", "one\n  two" },
    { "- one\n- two\n- three\n", "one\n\ntwo", "- one\n- two", "- one\n- two" },
    { "- one\n- two\n- three\n", "two", "two", "two" },
    { "**a** **b**\n", "a b", "**a** **b**", "**a** **b**" },
    { "**a** **b**\n", "b", "b", "**b**" },
    { "![p](x.png) t ![q](y.png)\n", "t", "t", "t" },
    { "[![p](x.png) t](u) v\n", "t", "t", "[![p](x.png) t](u)" },
    { "[![p](x.png) t](u) v\n", "t v", "[![p](x.png) t](u) v", "[![p](x.png) t](u) v" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      const char *text;
      const char *found;
      AtriumSpan span;
      AtriumSpan outer;
      gsize start;
      gsize end;

      set_up (&fixture, cases[i].text);
      text = atrium_flat_get_text (fixture.flat, NULL);
      found = strstr (text, cases[i].range);
      g_assert_nonnull (found);
      start = found - text;
      end = start + strlen (cases[i].range);

      g_assert_cmpint (atrium_flat_get_span (fixture.flat, start, end, &span, NULL), ==, cases[i].span != NULL);
      g_assert_cmpint (atrium_flat_get_outer_span (fixture.flat, start, end, &outer), ==, cases[i].span != NULL);
      if (cases[i].span != NULL)
        {
          g_autofree char *got = atrium_source_dup_span (fixture.source, span);
          g_autofree char *around = atrium_source_dup_span (fixture.source, outer);

          g_assert_cmpstr (got, ==, cases[i].span);
          g_assert_cmpstr (around, ==, cases[i].outer);
        }
      tear_down (&fixture);
    }
}

static void
test_spelling (void)
{
  static const struct { const char *text; const char *range; AtriumSpelling spelling; } cases[] = {
    { "a **b** c\n", "b", ATRIUM_SPELLING_MARKDOWN },
    { "a <b>b</b> c\n", "b", ATRIUM_SPELLING_MARKDOWN },
    { "a <font color='x'>b</font> c\n", "b", ATRIUM_SPELLING_HTML_TEXT },
    { "<div>a <i>b</i></div>\n", "b", ATRIUM_SPELLING_HTML_TEXT },
    { "<div>a <i>b</i></div>\n", "a b", ATRIUM_SPELLING_HTML_TEXT },
    { "<div markdown='1'>\na *b*\n</div>\n", "a b", ATRIUM_SPELLING_MARKDOWN },
    { "<html>a <b>b</b>", "b", ATRIUM_SPELLING_HTML_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      AtriumSpelling spelling;
      const char *text;
      const char *found;
      AtriumSpan span;

      set_up (&fixture, cases[i].text);
      text = atrium_flat_get_text (fixture.flat, NULL);
      found = strstr (text, cases[i].range);
      g_assert_true (atrium_flat_get_span (fixture.flat, found - text, found - text + strlen (cases[i].range),
                                           &span, &spelling));
      g_assert_cmpint (spelling, ==, cases[i].spelling);
      tear_down (&fixture);
    }
}

static void
test_styles (void)
{
  Fixture fixture;
  const char *text;
  gsize at;

  set_up (&fixture, "**Ada *Grove*** and <u>B</u> `c` <sup>1</sup> [d](u) ~~e~~ $f$ <span class='g'>h</span>\n");
  text = atrium_flat_get_text (fixture.flat, NULL);
  g_assert_cmpstr (text, ==, "Ada Grove and B c 1 d e f h");

  g_assert_true (atrium_flat_has_style (fixture.flat, 0, 9, ATRIUM_STYLE_STRONG));
  g_assert_false (atrium_flat_has_style (fixture.flat, 0, 9, ATRIUM_STYLE_EMPHASIS));
  g_assert_true (atrium_flat_has_style (fixture.flat, 4, 9, ATRIUM_STYLE_EMPHASIS | ATRIUM_STYLE_STRONG));
  g_assert_true (atrium_flat_has_style (fixture.flat, 0, 10, ATRIUM_STYLE_STRONG));
  g_assert_false (atrium_flat_has_style (fixture.flat, 0, 11, ATRIUM_STYLE_STRONG));
  g_assert_false (atrium_flat_has_style (fixture.flat, 3, 4, ATRIUM_STYLE_STRONG));
  g_assert_cmpuint (atrium_flat_run_end (fixture.flat, 0, ATRIUM_STYLE_STRONG), ==, 9);
  g_assert_cmpuint (atrium_flat_run_end (fixture.flat, 4, ATRIUM_STYLE_EMPHASIS), ==, 9);
  g_assert_cmpuint (atrium_flat_run_end (fixture.flat, 9, ATRIUM_STYLE_STRONG), ==, strlen (text));
  g_assert_cmpuint (atrium_flat_run_end (fixture.flat, 1000, ATRIUM_STYLE_STRONG), ==, strlen (text));
  g_assert_cmpuint (atrium_flat_get_style (fixture.flat, 1000), ==, 0);
  g_assert_null (atrium_flat_get_node (fixture.flat, 1000));

  at = strstr (text, "B c") - text;
  g_assert_cmpuint (atrium_flat_get_style (fixture.flat, at), ==, ATRIUM_STYLE_UNDERLINE);
  g_assert_cmpuint (atrium_flat_get_style (fixture.flat, at + 2), ==, ATRIUM_STYLE_CODE | ATRIUM_STYLE_BADGE);
  g_assert_cmpuint (atrium_flat_get_style (fixture.flat, at + 4), ==, ATRIUM_STYLE_SUPERSCRIPT);
  g_assert_cmpuint (atrium_flat_get_style (fixture.flat, at + 6), ==, ATRIUM_STYLE_LINK);
  g_assert_cmpuint (atrium_flat_get_style (fixture.flat, at + 8), ==, ATRIUM_STYLE_STRIKE);
  g_assert_cmpuint (atrium_flat_get_style (fixture.flat, at + 10), ==, ATRIUM_STYLE_MATH);
  g_assert_cmpuint (atrium_flat_get_style (fixture.flat, at + 12), ==, ATRIUM_STYLE_BADGE);
  tear_down (&fixture);
}

static void
test_marks (void)
{
  Fixture fixture;
  const GArray *marks;
  const AtriumFlatMark *mark;

  set_up (&fixture, "![p](x.png) see [a *b*](u), <a href='v'> c</a> [![i](j)](w)\n");
  marks = atrium_flat_get_marks (fixture.flat);
  g_assert_cmpstr (atrium_flat_get_text (fixture.flat, NULL), ==, "see a b, c");
  g_assert_cmpuint (marks->len, ==, 5);

  mark = &g_array_index (marks, AtriumFlatMark, 0);
  g_assert_cmpint (mark->node->type, ==, ATRIUM_NODE_IMAGE);
  g_assert_cmpuint (mark->start, ==, 0);
  g_assert_cmpuint (mark->end, ==, 0);
  mark = &g_array_index (marks, AtriumFlatMark, 1);
  g_assert_cmpint (mark->node->type, ==, ATRIUM_NODE_LINK);
  g_assert_cmpuint (mark->start, ==, 4);
  g_assert_cmpuint (mark->end, ==, 7);
  mark = &g_array_index (marks, AtriumFlatMark, 2);
  g_assert_true (atrium_node_is_element (mark->node, "a"));
  g_assert_cmpuint (mark->start, ==, 9);
  g_assert_cmpuint (mark->end, ==, 10);
  mark = &g_array_index (marks, AtriumFlatMark, 3);
  g_assert_cmpint (mark->node->type, ==, ATRIUM_NODE_LINK);
  g_assert_cmpuint (mark->start, ==, mark->end);
  tear_down (&fixture);
}

/* a part of the siblings */
static void
test_part (void)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.md", "# H\n\none\n\n*two*\n\nthree\n");
  g_autoptr(AtriumTree) tree = atrium_markdown_read (source, NULL);
  AtriumNode *first = atrium_tree_get_root (tree)->first_child->next;
  g_autoptr(AtriumFlat) flat = atrium_flat_new (tree, first, first->next);
  g_autofree char *text = atrium_node_dup_text (tree, first->next);
  AtriumSpan span;

  g_assert_cmpstr (atrium_flat_get_text (flat, NULL), ==, "one\n\ntwo");
  g_assert_cmpstr (text, ==, "two");
  g_assert_true (atrium_flat_get_span (flat, 5, 8, &span, NULL));
  g_assert_cmpuint (span.start, ==, 11);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flat/text", test_text);
  g_test_add_func ("/flat/spans", test_spans);
  g_test_add_func ("/flat/spelling", test_spelling);
  g_test_add_func ("/flat/styles", test_styles);
  g_test_add_func ("/flat/marks", test_marks);
  g_test_add_func ("/flat/part", test_part);

  return g_test_run ();
}
