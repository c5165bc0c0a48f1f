#include "atrium-flat.h"
#include "atrium-html.h"
#include "atrium-markdown.h"

#include <string.h>

/* the tree as one line: (element children…), 'text' */
static void
append_sketch (GString          *out,
               AtriumTree       *tree,
               const AtriumNode *node)
{
  g_autofree char *owned = NULL;

  if (node->type == ATRIUM_NODE_TEXT)
    {
      if (node->literal == NULL)
        owned = atrium_source_dup_span (atrium_tree_get_source (tree), node->outer);
      g_string_append_printf (out, "'%s'", node->literal != NULL ? node->literal : owned);
      return;
    }

  if (node->type == ATRIUM_NODE_DOCUMENT)
    ;
  else if (node->type == ATRIUM_NODE_COMMENT)
    g_string_append (out, "(comment");
  else if (node->type == ATRIUM_NODE_LIQUID)
    g_string_append_printf (out, "(liquid %s", node->tag);
  else if (node->type == ATRIUM_NODE_FRONT_MATTER)
    g_string_append (out, "(matter");
  else
    g_string_append_printf (out, "(%s%s", node->tag, node->closed || node->type == ATRIUM_NODE_BREAK ? "" : "…");

  for (const AtriumNode *child = node->first_child; child != NULL; child = child->next)
    append_sketch (out, tree, child);
  if (node->type != ATRIUM_NODE_DOCUMENT)
    g_string_append_c (out, ')');
}

static void
test_tree (void)
{
  static const struct { const char *html; const char *sketch; } cases[] = {
    { "<p>a<p>b", "(p…'a')(p…'b')" },
    { "<P CLASS=x>a</P>", "(p'a')" },
    { "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "(ul(li…'a')(li…'b'(ul(li…'c')))(li…'d'))" },
    { "<table><tr><td>a<td>b<tr><th>c</table>", "(table(tr…(td…'a')(td…'b'))(tr…(th…'c')))" },
    { "<table><thead><tr><td>a<tbody><tr><td>b</table>",
      "(table(thead…(tr…(td…'a')))(tbody…(tr…(td…'b'))))" },
    { "<dl><dt>a<dd>b<dt>c</dl>", "(dl(dt…'a')(dd…'b')(dt…'c'))" },
    { "<select><option>a<option>b</select>", "(select(option…'a')(option…'b'))" },
    { "<div><p>a</div>b", "(div(p…'a'))'b'" },
    { "<div><b>a</div>b</b>", "(div(b…'a'))'b'" },
    { "<b><div>a</b>b</div>", "(b…(div'a''b'))" },
    { "a</i>b", "'a''b'" },
    { "<li><a href=x.html>y</a>", "(li…(a'y'))" },
    { "<td>a</li></td>", "(td'a')" },
    { "<div><table><td>a</div>b</table></div>", "(div(table(td…'a''b')))" },
    { "<img src=a><br><hr>x", "(img)(br)(hr)'x'" },
    { "<br/>x<div/>y", "(br)'x'(div…'y')" },
    { "<script>if (a<b) '</p>'</script>x", "(script)'x'" },
    { "<style>a > b</style><title>a <b> c</title>", "(style)(title)" },
    { "<!DOCTYPE html><!-- c --><?x y?><p>z</p>", "(comment)(p'z')" },
    { "<!-- not closed", "'<''!-- not closed'" },
    { "a < b <3 c&lt;d", "'a < b <3 c''<''d'" },
    { "<p>a &amp; b&nosuch;</p>", "(p'a ''&'' b&nosuch;')" },
    { "<a title='x > y' disabled>z</a>", "(a'z')" },
    { "<a b=\"c\"d=e>z</a>", "(a'z')" },
    { "<div\n class=\"a\"\n>x</div\n>", "(div'x')" },
    { "<p>{{ x }}</p>{% if a %}<i>b</i>{% endif %}", "(p(liquid ))(liquid if)(i'b')(liquid endif)" },
    { "<a href=\"{{ u }}\">x</a>", "(a'x')" },
    { "---\na: b\n---\n<p>x</p>", "(matter)(p'x')" },
    { "<h1>a<h2>b</h2>", "(h1…'a')(h2'b')" },
    { "<p>a<div>b</div>c</p>", "(p…'a')(div'b')'c'" },
    { "<p>a<span>b<p>c", "(p…'a'(span…'b'))(p…'c')" },
    { "<ul>\n  <li>a</li>\n\n  <li> b </li>\n</ul>\n", "(ul(li'a')(li' b '))" },
    { "<b>a</b> <i>b</i>", "(b'a')' '(i'b')" },
    { "<x-y>a</x-y>", "(x-y'a')" },
    { "", "" },
    { "<", "'<'" },
    { "<a", "'<''a'" },
    { "</", "'<''/'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.html", cases[i].html);
      g_autoptr(AtriumTree) tree = atrium_html_read (source, NULL);
      g_autoptr(GString) sketch = g_string_new (NULL);

      append_sketch (sketch, tree, atrium_tree_get_root (tree));
      g_assert_cmpstr (sketch->str, ==, cases[i].sketch);
    }
}

static void
test_attributes (void)
{
  const char *html = "<a HREF='x?a=1&amp;b=2' class=\"one two\nthree\" data-x=y checked>z</a><img src=p.png>";
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.html", html);
  g_autoptr(AtriumTree) tree = atrium_html_read (source, NULL);
  AtriumNode *link = atrium_tree_get_root (tree)->first_child;
  g_autofree char *target = atrium_source_dup_span (source, link->target);
  g_autofree char *outer = atrium_source_dup_span (source, link->attributes[1].outer);
  g_autofree char *picture = atrium_source_dup_span (source, link->next->target);

  g_assert_cmpuint (link->n_attributes, ==, 4);
  g_assert_cmpstr (atrium_node_get_attribute (link, "href"), ==, "x?a=1&b=2");
  g_assert_cmpstr (atrium_node_get_attribute (link, "data-x"), ==, "y");
  g_assert_cmpstr (atrium_node_get_attribute (link, "checked"), ==, "");
  g_assert_null (atrium_node_get_attribute (link, "id"));
  g_assert_true (atrium_span_is_none (link->attributes[3].span));
  g_assert_true (atrium_node_has_class (link, "two"));
  g_assert_true (atrium_node_has_class (link, "three"));
  g_assert_false (atrium_node_has_class (link, "on"));
  g_assert_cmpstr (target, ==, "x?a=1&amp;b=2");
  g_assert_cmpstr (outer, ==, "class=\"one two\nthree\"");
  g_assert_cmpstr (picture, ==, "p.png");
}

static void
test_to_markdown (void)
{
  static const struct { const char *html; const char *markdown; } cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "<b>A</b> and <strong>B</strong>", "**A** and **B**" },
    { "<i>A</i> and <em>B</em>", "*A* and *B*" },
    { "<a href=\"http://x.y/?a=1&amp;b=2\">t</a>", "[t](http://x.y/?a=1&b=2)" },
    { "<a href=\"u\" target=\"_blank\">a_b</a>", "<a href=\"u\" target=\"_blank\">a_b</a>" },
    { "<a href=\"u (1)\">t</a>", "<a href=\"u (1)\">t</a>" },
    { "<code>x y</code>", "`x y`" },
    { "<code>x ` y</code>", "<code>x ` y</code>" },
    { "a<br>b<br/> c", "a\\\nb\\\nc" },
    { "a*b &lt;c&gt; [d] &amp;amp; &eacute;", "a\\*b \\<c> \\[d\\] &amp;amp; \xc3\xa9" },
    { "<b>a <i>b</i> c</b>", "**a *b* c**" },
    { "<b> a</b>", "<b> a</b>" },
    { "<b></b>", "<b></b>" },
    { "<i>a</i><i>b</i>", "*a*<i>b</i>" },
    { "<font color=\"red\">a*b <b>c</b></font>", "<font color=\"red\">a*b <b>c</b></font>" },
    { "<span class=\"x\">a*b <b>c</b></span>", "<span class=\"x\">a\\*b **c**</span>" },
    { "a\n   b\t c", "a b c" },
    { "<!-- c -->a {{ x }}", "<!-- c -->a {{ x }}" },
    { "<sup>1</sup>", "<sup>1</sup>" },
    { "<img src=\"x.png\"> a", "<img src=\"x.png\"> a" },
    { "<b>not closed", "**not closed**" },
    { "- a", "\\- a" },
    { "<i>x</i>- a", "*x*- a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markdown = atrium_html_to_markdown (cases[i].html, -1);

      g_assert_cmpstr (markdown, ==, cases[i].markdown);
    }
}

static void
test_from_markdown (void)
{
  static const struct { const char *markdown; const char *html; } cases[] = {
    { "", "" },
    { "**A** *b* `c<d` ~~e~~", "<strong>A</strong> <em>b</em> <code>c&lt;d</code> <del>e</del>" },
    { "[t](u \"w\")", "<a href=\"u\" title=\"w\">t</a>" },
    { "[t](u?a=1&b=2)", "<a href=\"u?a=1&amp;b=2\">t</a>" },
    { "[t](u){:target=\"_blank\" .c}", "<a href=\"u\" target=\"_blank\" class=\"c\">t</a>" },
    { "![p](x.png)", "<img src=\"x.png\" alt=\"p\">" },
    { "a  \nb\\\nc\nd", "a<br>b<br>c\nd" },
    { "a & b < c \\* &eacute;", "a &amp; b &lt; c * \xc3\xa9" },
    { "<b>x *y*</b> <font size=100%>", "<b>x <em>y</em></b> &lt;font size=100%&gt;" },
    { "{{ x }} {% y %} <!-- z -->", "{{ x }} {% y %} <!-- z -->" },
    { "$a<b$", "$a&lt;b$" },
    { "<http://x.y>", "<a href=\"http://x.y\">http://x.y</a>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = atrium_markdown_to_html (cases[i].markdown);

      g_assert_cmpstr (html, ==, cases[i].html);
    }
}

static AtriumFlat *
flatten (const char     *text,
         AtriumSpelling  spelling,
         AtriumTree    **tree)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.md", text);

  *tree = atrium_markdown_read_inline (source, ATRIUM_SPAN (0, strlen (text)), spelling, NULL);
  g_assert_nonnull (*tree);
  return atrium_flat_new (*tree, atrium_tree_get_root (*tree), atrium_tree_get_root (*tree));
}

/* Both spellings show the same text in the same styles with the same links. */
static void
check_same (const char     *a,
            AtriumSpelling  spelling_a,
            const char     *b,
            AtriumSpelling  spelling_b)
{
  const guint styles = ~ATRIUM_STYLE_MATH;
  g_autoptr(AtriumTree) tree_a = NULL;
  g_autoptr(AtriumTree) tree_b = NULL;
  g_autoptr(AtriumFlat) flat_a = flatten (a, spelling_a, &tree_a);
  g_autoptr(AtriumFlat) flat_b = flatten (b, spelling_b, &tree_b);
  const char *text = atrium_flat_get_text (flat_a, NULL);

  if (g_test_verbose ())
    g_test_message ("%s => %s", a, b);
  g_assert_cmpstr (text, ==, atrium_flat_get_text (flat_b, NULL));
  g_assert_cmpuint (atrium_flat_get_marks (flat_a)->len, ==, atrium_flat_get_marks (flat_b)->len);
  for (gsize i = 0; text[i] != '\0'; i++)
    if (!g_ascii_isspace (text[i]))
      g_assert_cmpuint (atrium_flat_get_style (flat_a, i) & styles, ==,
                        atrium_flat_get_style (flat_b, i) & styles);
}

static char *
make_html (guint depth)
{
  static const char * const words[] = {
    "one", "two", " ", " ", "*", "_", "a_b", "1. ", "- ", "#", "&amp;", "&lt;", "[x]", "`", "\\", "!", "~", "|",
    "&nbsp;", "\xc3\xa9", "(y)", ":", "&amp;lt;", "+ ", "{", "&eacute;",
  };
  static const char * const tags[] = {
    "b", "i", "strong", "em", "code", "a href=\"u\"", "a href=\"http://x.y/?a&amp;b\" class=\"c\"", "span",
    "sup", "u", "font color=\"red\"", "s",
  };
  GString *out = g_string_new (NULL);
  guint n = g_test_rand_int_range (1, 6);

  for (guint i = 0; i < n; i++)
    {
      if (depth > 0 && g_test_rand_int_range (0, 3) == 0)
        {
          const char *tag = tags[g_test_rand_int_range (0, G_N_ELEMENTS (tags))];
          g_autofree char *inside = make_html (depth - 1);

          g_string_append_printf (out, "<%s>%s</%.*s>", tag, inside, (int) strcspn (tag, " "), tag);
        }
      else if (g_test_rand_int_range (0, 12) == 0)
        g_string_append (out, "<br>");
      else
        g_string_append (out, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
    }

  return g_string_free (out, FALSE);
}

/* there and back again shows the same, and the second time is the first */
static void
test_round_trip (void)
{
  guint n = g_test_slow () ? 200000 : 5000;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *html = make_html (3);
      g_autofree char *markdown = atrium_html_to_markdown (html, -1);
      g_autofree char *back = atrium_markdown_to_html (markdown);

      check_same (html, ATRIUM_SPELLING_HTML_TEXT, markdown, ATRIUM_SPELLING_MARKDOWN);
      check_same (markdown, ATRIUM_SPELLING_MARKDOWN, back, ATRIUM_SPELLING_HTML_TEXT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html/tree", test_tree);
  g_test_add_func ("/html/attributes", test_attributes);
  g_test_add_func ("/html/to-markdown", test_to_markdown);
  g_test_add_func ("/html/from-markdown", test_from_markdown);
  g_test_add_func ("/html/round-trip", test_round_trip);

  return g_test_run ();
}
