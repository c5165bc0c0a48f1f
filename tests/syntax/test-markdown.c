#include "atrium-error.h"
#include "atrium-flat.h"
#include "atrium-markdown.h"

#include <string.h>

/* The tree as one line: (type details children…), texts as 'text', literals as "text",
 * line ends inside paragraphs as /, breaks as //. */
static const char * const names[] = {
  "document", "matter", "h", "p", "list", "item", "quote", "pre", "rule", "table", "row", "cell", "dl", "dt", "dd",
  "definition", "footnote", "ial", "", "comment", "liquid", "math", "text", "strong", "em", "del", "code", "a",
  "img", "//", "/", "ref"
};

static void
append_span (GString    *out,
             AtriumTree *tree,
             const char *before,
             AtriumSpan  span)
{
  g_autofree char *text = NULL;

  if (atrium_span_is_none (span))
    return;
  text = atrium_source_dup_span (atrium_tree_get_source (tree), span);
  g_string_append_printf (out, "%s%s", before, text);
}

static void
append_details (GString          *out,
                AtriumTree       *tree,
                const AtriumNode *node)
{
  if (node->level != 0)
    g_string_append_printf (out, "%u", node->level);
  if (node->type == ATRIUM_NODE_ELEMENT || node->type == ATRIUM_NODE_LIQUID)
    g_string_append_printf (out, "%s%s", node->tag, node->markdown ? "!" : "");
  if (node->type == ATRIUM_NODE_PARAGRAPH && node->tight)
    g_string_append_c (out, '-');
  append_span (out, tree, "@", node->target);
  append_span (out, tree, "#", node->label);
  append_span (out, tree, "^", node->title);
}

static void
append_sketch (GString          *out,
               AtriumTree       *tree,
               const AtriumNode *node)
{
  if (node->type == ATRIUM_NODE_TEXT && node->literal != NULL)
    g_string_append_printf (out, "\"%s\"", node->literal);
  else if (node->type == ATRIUM_NODE_TEXT)
    {
      append_span (out, tree, "'", node->outer);
      g_string_append_c (out, '\'');
    }
  else if (node->type == ATRIUM_NODE_BREAK || node->type == ATRIUM_NODE_SOFT_BREAK)
    g_string_append (out, names[node->type]);
  else
    {
      g_string_append_printf (out, "(%s", names[node->type]);
      append_details (out, tree, node);
      for (const AtriumNode *child = node->first_child; child != NULL; child = child->next)
        append_sketch (out, tree, child);
      if (node->type == ATRIUM_NODE_MATH || node->type == ATRIUM_NODE_CODE_BLOCK ||
          node->type == ATRIUM_NODE_ATTRIBUTES || node->type == ATRIUM_NODE_IMAGE ||
          node->type == ATRIUM_NODE_FRONT_MATTER || node->type == ATRIUM_NODE_COMMENT)
        append_span (out, tree, "=", node->inner);
      g_string_append_c (out, ')');
    }
}

typedef struct
{
  const char *markdown;
  const char *sketch;
} Case;

static void
check_cases (const Case *cases,
             guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.md", cases[i].markdown);
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumTree) tree = atrium_markdown_read (source, &error);
      g_autoptr(GString) sketch = g_string_new (NULL);
      const AtriumNode *child;

      g_assert_no_error (error);
      for (child = atrium_tree_get_root (tree)->first_child; child != NULL; child = child->next)
        append_sketch (sketch, tree, child);
      g_assert_cmpstr (sketch->str, ==, cases[i].sketch);
    }
}

static void
test_blocks (void)
{
  static const Case cases[] = {
    { "", "" },
    { "\n \n", "" },
    { "a", "(p'a')" },
    { "  a\n   b\n\nc\n", "(p'a'/'b')(p'c')" },
    { "# A #\n## B\n#C\n", "(h1'A')(h2'B')(p'#C')" },
    { "A\n=\n\nB\n-\n", "(h1'A')(h2'B')" },
    { "A\nB\n===\n", "(p'A'/'B'/'===')" },
    { "# A {#id}\n", "(h1#id'A')" },
    { "a\n# B\nc\n", "(p'a')(h1'B')(p'c')" },
    { "> a\nb\n> > c\n\nd\n", "(quote(p'a'/'b')(quote(p'c')))(p'd')" },
    { "    a\n\n    b\nc\n", "(pre=    a\n\n    b\nc)" },
    { "``` c\na\n```\nb\n", "(pre#c=a)(p'b')" },
    { "```\n```\n", "(pre=)" },
    { "```\na\n", "(p'```'/'a')" },
    { "~~~~\n~~~\n~~~~\n", "(pre=~~~)" },
    { "---\n\n* * *\n", "(rule)(rule)" },
    { "---\na: b\n---\nc\n", "(matter=a: b\n)(p'c')" },
    { "\xef\xbb\xbf---\r\na: b\r\n---\r\nc\r\n", "(matter=a: b\r\n)(p'c')" },
    { "a\r\nb\r\n\r\n- c\r\n", "(p'a'/'b')(list(item(p-'c')))" },
    { "| a | b\\| |\n|--|:-:|\n| `x|y` | |\n",
      "(table(row1(cell'a')(cell2'b'\"|\"))(row(cell(code'x|y'))(cell2)))" },
    { "a | b\n", "(table(row(cell'a')(cell'b')))" },
    { "a \\| b\n", "(p'a '\"|\"' b')" },
    { "$$\nx\n$$\n", "(math=\nx\n)" },
    { "a\n: b\n: c\n\nd\n", "(dl(dt'a')(dd(p-'b'))(dd(p-'c')))(p'd')" },
    { "[a]: b \"c\"\n[x][a] [a]\n", "(definition@b#a^c)(p(a@b#a^c'x')' '(a@b#a^c'a'))" },
    { "[//]: # (a [b])\n", "(comment=a [b])" },
    { "[^1]: a\n    b\n\nc[^1][^2]\n", "(footnote#1(p'a'/'b'))(p'c'(ref#1)'[^2]')" },
    { "{: .a}\nb\n{: .c}\n", "(ial1= .a)(p'b')(ial= .c)" },
    { "*[ab]: c\n", "(definition1#ab)" },
    { "{::comment}\na\n{:/comment}\nb\n", "(comment=a\n)(p'b')" },
    { "<!-- a\n\nb --> c\n", "(comment= a\n\nb )(p'c')" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_lists (void)
{
  static const Case cases[] = {
    { "- a\n- b\n", "(list(item(p-'a'))(item(p-'b')))" },
    { "- a\n\n- b\n", "(list(item(p'a'))(item(p'b')))" },
    { "- a\nb\n  c\n", "(list(item(p-'a'/'b'/'c')))" },
    { "* a\n+ b\n", "(list(item(p-'a'))(item(p-'b')))" },
    { "3. a\n4. b\n", "(list3(item(p-'a'))(item(p-'b')))" },
    { "- a\n1. b\n", "(list(item(p-'a')(list1(item(p-'b')))))" },
    { "- a\n  - b\n    - c\n- d\n",
      "(list(item(p-'a')(list(item(p-'b')(list(item(p-'c'))))))(item(p-'d')))" },
    { "- a\n\n  b\n\nc\n", "(list(item(p'a')(p'b')))(p'c')" },
    { "-\ta\n\tb\n", "(list(item(p-'a'/'b')))" },
    { "- {:.x} a\n", "(list(item(ial=.x)(p-'a')))" },
    { "a\n- b\n", "(p'a')(list(item(p-'b')))" },
    { "- a\n# b\n", "(list(item(p-'a')(h1'b')))" },
    { "- a\n\n# b\n", "(list(item(p-'a')))(h1'b')" },
    { "- a\n\n* * *\n- b\n", "(list(item(p-'a')))(rule)(list(item(p-'b')))" },
    { "- a\n^\n- b\n", "(list(item(p-'a')))(list(item(p-'b')))" },
    { "- a\n<div>b</div>\n", "(list(item(p-'a')))(div'b')" },
    { "-a\n", "(p'-a')" },
    { "1986\\. a\n", "(p'1986'\".\"' a')" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_inlines (void)
{
  static const Case cases[] = {
    { "*a* _b_ **c** __d__ ***e***\n",
      "(p(em'a')' '(em'b')' '(strong'c')' '(strong'd')' '(strong(em'e')))" },
    { "a_b_c *d*e* 2*3*4\n", "(p'a_b_c '(em'd')'e* 2'(em'3')'4')" },
    { "A*, B*\n", "(p'A'(em', B'))" },
    { "* a* ** b **\n", "(list(item(p-'a* ** b **')))" },
    { "**a *b* c** *d **e** f*\n", "(p(strong'a '(em'b')' c')' '(em'd '(strong'e')' f'))" },
    { "`a` `` b ` c `` ` d\n", "(p(code'a')' '(code'b ` c')' ` d')" },
    { "[a](b) [c](<d e> 'f') [g](h(i)j)\n", "(p(a@b'a')' '(a@d e^f'c')' '(a@h(i)j'g'))" },
    { "[a [b] *c*](d) [e](f\n", "(p(a@d'a [b] '(em'c'))' [e](f')" },
    { "![a *b*](c \"d\") [![e](f)](g)\n", "(p(img@c^d=a *b*)' '(a@g(img@f=e)))" },
    { "<http://a.b> <c@d.e> < f>\n", "(p(a@http://a.b'http://a.b')' '(a@c@d.e'c@d.e')' < f>')" },
    { "\\*a\\* \\q &amp; &eacute; &zzz; a&b\n", "(p\"*\"'a'\"*\"' \\q '\"&\"' '\"é\"' &zzz; a&b')" },
    { "a  \nb\\\nc\\\\\nd<br>e\n", "(p'a'//'b'//'c'//'d'//'e')" },
    { "~~a *b*~~ ~c~\n", "(p(del'a '(em'b'))' ~c~')" },
    { "$$a$$ $b_1$ $5 and $6, US$7\n", "(p(math=a)' '(math=b_1)' $5 and $6, US$7')" },
    { "*a*{:.b} c{:.d}\n", "(p(em'a')(ial=.b)' c{:.d}')" },
    { "<b>a *b*</b> <font>*c*</font> d</i> <u>&lt;</u>\n",
      "(p(b!'a '(em'b'))' '(font'*c*')' d</i> '(u\"<\"))" },
    { "<i>a **b\nc\n", "(p(i!'a **b'/'c'))" },
    { "a <div>b</div>\n", "(p'a <div>b</div>')" },
    { "a <!-- *b* --> c\n", "(p'a '(comment= *b* )' c')" },
    { "<img src='a.png'> <a href=\"b\">c</a>\n", "(p(img@a.png)' '(a!@b'c'))" },
    { "<a href=http://x>y</a>\n", "(p'<a href=http://x>y</a>')" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_html (void)
{
  static const Case cases[] = {
    { "<div>\n*a*\n\n# b\n</div> c\n", "(div'\n*a*\n\n# b\n')(p'c')" },
    { "<div markdown=\"1\">\n# a\n\n- b\n</div>\nc\n", "(div!(h1'a')(list(item(p-'b'))))(p'c')" },
    { "<div><div markdown='1'>*a*</div></div>\n", "(div(div!(p(em'a')'</div></div>')))" },
    { "<p markdown=\"1\">*a*</p>\n", "(p!(em'a'))" },
    { "<p markdown=\"block\">\n\n*a*\n\n</p>\n", "(p!(p(em'a')))" },
    { "<table markdown=\"1\"><tr><td markdown=\"span\">*a*</td></tr></table>\n",
      "(table(tr(td!(em'a'))))" },
    { "<ul>\n<li>a <b>b</b></li>\n<li>c &amp; d</li>\n</ul>\n", "(ul(li'a '(b'b'))(li'c '\"&\"' d'))" },
    { "<div><p>a</div>\n*b*\n", "(div(p'a'))'\n*b*\n'" },
    { "<DIV Class=X>a</DIV>\n", "(div'a')" },
    { "<div width=100%>*a*</div>\n", "(p'<div width=100%>'(em'a')'</div>')" },
    { "<script>\n*a* </p>\n</script>\n*b*\n", "(script)(p(em'b'))" },
    { "<span>a</span>\n", "(p(span!'a'))" },
    { "<d>*a*</d>\n", "(d'*a*')" },
    { "> <div>\n> a\n> </div>\n> b\n", "(quote(div'\n''a\n')(p'b'))" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_liquid (void)
{
  static const Case cases[] = {
    { "{% if a %}\n# b\n{% endif %}\nc\n", "(liquidif)(h1'b')(liquidendif)(p'c')" },
    { "a {{ b }} c\n", "(p'a '(liquid)' c')" },
    { "[a]({{ b }}/c.pdf)\n", "(p(a@{{ b }}/c.pdf'a'))" },
    { "<img src=\"{{ b | c: \"d\" }}\">\n", "(p(img@{{ b | c: \"d\" }}))" },
    { "{% comment %}\n\n- a\n{% endcomment %}\nb\n", "(comment=\n\n- a\n)(p'b')" },
    { "a {% comment %}*b{% endcomment %} c*\n", "(p'a '(comment=*b)' c*')" },
    { "- a\n{% for x in y %}\n- b\n{% endfor %}\n",
      "(list(item(p'a'))(liquidfor)(item(p'b')))(liquidendfor)" },
    { "- a\n  {% include x.md %}\n  b\n", "(list(item(p'a')(liquidinclude)(p'b')))" },
    { "{% if x %}- a\n", "(liquidif)(list(item(p-'a')))" },
    { "{% raw %}{{ a }}{% endraw %}\n", "(liquidraw)(p'{{ a }}'(liquidendraw))" },
    { "{{ a\n", "(p'{{ a')" },
    { "{% include a.md\n   b=\"c\" %}\nd\n", "(liquidinclude)(p'd')" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

/* the spans that edits rely on */
static void
test_spans (void)
{
  const char *text = "# A  \n\n-  **b** c\n   d\n- [e](f \"g\")\n\n<a href='h' class=i>j</a>\n";
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.md", text);
  g_autoptr(AtriumTree) tree = atrium_markdown_read (source, NULL);
  AtriumNode *heading = atrium_tree_get_root (tree)->first_child;
  AtriumNode *item = heading->next->first_child;
  AtriumNode *link = item->next->first_child->first_child;
  AtriumNode *element = heading->next->next->first_child;
  struct { AtriumSpan span; const char *text; } spans[] = {
    { heading->outer, "# A  " }, { heading->inner, "A" },
    { heading->next->outer, "-  **b** c\n   d\n- [e](f \"g\")" },
    { item->outer, "-  **b** c\n   d" }, { item->inner, "**b** c\n   d" },
    { item->first_child->inner, "**b** c\n   d" },
    { item->first_child->first_child->outer, "**b**" }, { item->first_child->first_child->inner, "b" },
    { link->outer, "[e](f \"g\")" }, { link->inner, "e" }, { link->target, "f" }, { link->title, "g" },
    { element->outer, "<a href='h' class=i>j</a>" }, { element->inner, "j" }, { element->target, "h" },
    { element->attributes[1].outer, "class=i" }, { element->attributes[1].span, "i" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *got = atrium_source_dup_span (source, spans[i].span);

      g_assert_cmpstr (got, ==, spans[i].text);
    }
}

static void
test_inline (void)
{
  static const struct { const char *text; AtriumSpelling spelling; const char *sketch; } cases[] = {
    { "*a* &amp; # b", ATRIUM_SPELLING_MARKDOWN, "(em'a')' '\"&\"' # b'" },
    { "- a\n  b", ATRIUM_SPELLING_MARKDOWN, "'- a'/'b'" },
    { "<b>a</b> &amp; *c*", ATRIUM_SPELLING_HTML_TEXT, "(b'a')' '\"&\"' *c*'" },
    { "a &amp; <b> *c*", ATRIUM_SPELLING_HTML_ATTRIBUTE, "'a '\"&\"' <b> *c*'" },
    { "a &amp; *c*", ATRIUM_SPELLING_PLAIN, "'a &amp; *c*'" },
    { "\"a\"", ATRIUM_SPELLING_JSON, "'\"a\"'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("xx%syy", cases[i].text);
      g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.md", text);
      g_autoptr(AtriumTree) tree = atrium_markdown_read_inline (source,
                                                                ATRIUM_SPAN (2, 2 + strlen (cases[i].text)),
                                                                cases[i].spelling, NULL);
      g_autoptr(GString) sketch = g_string_new (NULL);
      const AtriumNode *child;

      for (child = atrium_tree_get_root (tree)->first_child; child != NULL; child = child->next)
        append_sketch (sketch, tree, child);
      g_assert_cmpstr (sketch->str, ==, cases[i].sketch);
    }
}

static void
test_too_deep (void)
{
  g_autoptr(GString) text = g_string_new ("a\n\n");
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < ATRIUM_MARKDOWN_MAX_DEPTH + 10; i++)
    g_string_append (text, "> ");
  source = atrium_source_new_for_text ("a.md", text->str);
  g_assert_null (atrium_markdown_read (source, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP);
  g_assert_true (g_str_has_prefix (error->message, "a.md:3:"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markdown/blocks", test_blocks);
  g_test_add_func ("/markdown/lists", test_lists);
  g_test_add_func ("/markdown/inlines", test_inlines);
  g_test_add_func ("/markdown/html", test_html);
  g_test_add_func ("/markdown/liquid", test_liquid);
  g_test_add_func ("/markdown/spans", test_spans);
  g_test_add_func ("/markdown/inline", test_inline);
  g_test_add_func ("/markdown/too-deep", test_too_deep);

  return g_test_run ();
}
