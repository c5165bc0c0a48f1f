#include "atrium-kramdown.h"
#include "atrium-markdown-html.h"

#include "harmless.h"

#include <string.h>
#include <time.h>

typedef struct
{
  const char *markdown;
  const char *html;
} Case;

static const Case inline_cases[] = {
  { "", "" },
  { "plain, with a comma", "plain, with a comma" },
  { "  space around  ", "space around" },
  { "a **b** *c* `d` ~~e~~", "a <strong>b</strong> <em>c</em> <code>d</code> <del>e</del>" },
  { "_under_ and snake_case_name", "<em>under</em> and snake_case_name" },
  { "**\"quoted\"** at the start", "<strong>“quoted”</strong> at the start" },
  { "# no heading", "# no heading" },
  { "1. no list", "1. no list" },
  { "- no list", "- no list" },
  { "> no quote", "&gt; no quote" },
  { "    no code", "no code" },
  { "[x]: /no-definition", "[x]: /no-definition" },
  { "one\n# two\n- three", "one # two - three" },
  { "one  \ntwo", "one<br>two" },
  { "one\\\ntwo", "one<br>two" },
  { "a < b & c > d", "a &lt; b &amp; c &gt; d" },
  { "R&D &amp; &copy; &nbsp;x", "R&amp;D &amp; © \u00a0x" },
  { "http://bare.example stays text", "http://bare.example stays text" },
  { "<https://angle.example>", "<a href=\"https://angle.example\">https://angle.example</a>" },
  { "[site](/files/cv.pdf)", "<a href=\"/files/cv.pdf\">site</a>" },
  { "[t](u){:target=\"_blank\"} after", "<a href=\"u\">t</a> after" },
  { "**b**{: .class #id} after", "<strong>b</strong> after" },
  { "set {: x} stays off", "set {: x} stays off" },
  { "code `{: x}` stays", "code <code>{: x}</code> stays" },
  { ":tada: :+1:", ":tada: :+1:" },
  { "see {{ site.baseurl }}/x {% if a %}b{% endif %}", "see /x b" },
  { "$x_1^2 * y_2*$ is math", "<span class=\"math\">$x_1^2 * y_2*$</span> is math" },
  { "costs $5 and $10 each", "costs $5 and $10 each" },
  { "from $5 to 6$", "from <span class=\"math\">$5 to 6$</span>" },
  { "$$a<b$$", "<span class=\"math\">\\(a&lt;b\\)</span>" },
  { "\\\\(a_b_c\\\\)", "<span class=\"math\">\\(a_b_c\\)</span>" },
  { "\\$5 \\*x\\*", "$5 *x*" },
  { "日本語の**太字**です", "日本語の<strong>太字</strong>です" },
  { "<b>bold <i>both</b> no</i>", "<b>bold <i>both&lt;/b&gt; no</i></b>" },
  { "<div>block</div> text", "&lt;div&gt;block&lt;/div&gt; text" },
  { "<span style=\"color:red\" class=\"x\" id=\"person\">s</span>", "<span>s</span>" },
  { "<a href=\"x\" target=\"_blank\" onclick=\"f()\">y</a>", "<a href=\"x\">y</a>" },
  { "<a href='a'>one <a href='b'>two</a>", "<a href=\"a\">one two</a>" },
  { "line<br/>break<wbr>able", "line<br>break<wbr>able" },
  { "<script>alert(1)</script>after", "after" },
  { "<unknown>kept</unknown>", "kept" },
  { "![alt *x*](i.png \"t\")", "<img src=\"i.png\" alt=\"alt *x*\" title=\"t\" loading=\"lazy\">" },
};

static const Case block_cases[] = {
  { "one\n\ntwo", "<p>one</p>\n<p>two</p>" },
  { "# Heading\n\ntext", "<h4>Heading</h4>\n<p>text</p>" },
  { "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>" },
  { "3. a\n4. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>" },
  { "| a | b |\n|---|--:|\n| 1 | 2 |",
    "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
    "<td>1</td>\n<td align=\"right\">2</td>\n</tr>\n</tbody>\n</table>" },
  { "text\n{: .notice}\n\nmore", "<p>text</p>\n<p>more</p>" },
  { "```c\n$a$ {: x} {{ y }}\n```", "<pre><code>$a$ {: x} {{ y }}\n</code></pre>" },
  { "<p>open\n\n<p>again", "<p>open\n\n</p><p>again\n</p>" },
  { "<div align=\"center\">x</div>", "<div align=\"center\">x</div>" },
  { "<details open><summary>s</summary>body</details>", "<details open=\"\"><summary>s</summary>body</details>" },
  { "<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b&lt;/ul&gt;\n</li></ul>" },
  { "<table><tr><td>a<td>b<tr><td>c</table>", "<table><tr><td>a</td><td>b</td></tr><tr><td>c&lt;/table&gt;\n</td></tr></table>" },
  { "<td>no table</td>", "no table" },
  { "</div></article></section>x", "<p>&lt;/div&gt;&lt;/article&gt;&lt;/section&gt;x</p>" },
  { "<div>unclosed", "<div>unclosed\n</div>" },
  { "<!-- an **old** entry -->\n\nnew", "<p>new</p>" },
  { "<object><p>inside <object>deep</object></p></object>\n\nout", "<p>out</p>" },
};

static void
check_cases (const Case  *cases,
             gsize        n_cases,
             char      *(*render) (const char *))
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *html = render (cases[i].markdown);

      if (g_strcmp0 (html, cases[i].html) == 0)
        continue;
      g_test_message ("%s -> %s instead of %s", cases[i].markdown, html, cases[i].html);
      g_test_fail ();
    }
}

static void
test_inline (void)
{
  check_cases (inline_cases, G_N_ELEMENTS (inline_cases), atrium_markdown_render_inline);
}

static void
test_block (void)
{
  check_cases (block_cases, G_N_ELEMENTS (block_cases), atrium_markdown_render_block);
}

static void
test_label (void)
{
  g_autofree char *html = atrium_markdown_render_label ("[a *b*](x) <a href=y>c</a> ![i](p.png)");

  g_assert_cmpstr (html, ==, "a <em>b</em> c <img src=\"p.png\" alt=\"i\" loading=\"lazy\">");
}

static void
test_null (void)
{
  g_autofree char *block = atrium_markdown_render_block (NULL);
  g_autofree char *line = atrium_markdown_render_inline (NULL);

  g_assert_cmpstr (block, ==, "");
  g_assert_cmpstr (line, ==, "");
}

static const char *const tricks[] = {
  "<script>x</script>", "<ScRiPt src=//evil.example>", "<script/x>a</script >b", "<<script>alert(1)//<</script>",
  "<img src=x onerror=alert(1)>", "<img src=\"x\"onerror=\"alert(1)\">", "<img/src=x/onerror=alert(1)>",
  "<img src=`x`onerror=alert(1)>", "<img src='x' onerror\n=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//",
  "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
  "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
  "<math href=javascript:alert(1)>x</math>", "<a href=javascript:alert(1)>x</a>", "<a href=\"java\nscript:alert(1)\">x</a>",
  "<a href=\"java&#x0A;script:alert(1)\">x</a>", "<a href=\"&#106;avascript:alert(1)\">x</a>",
  "<a href=\" \x01javascript:alert(1)\">x</a>", "<a href=\"javascript&colon;alert(1)\">x</a>",
  "<a href=\"JaVaScRiPt:alert(1)\">x</a>", "<a href='vbscript:x'>x</a>", "<a href=data:text/html,<script>1</script>>x</a>",
  "[x](javascript:alert(1))", "[x](<java script:alert(1)>)", "[x](&#x6A;avascript:alert(1))", "![x](data:image/svg+xml,<svg>)",
  "[x]: javascript:alert(1)\n\n[x]", "<javascript:alert(1)>", "[x](jaVascript&#58;alert(1))", "[x](\\javascript:alert(1))",
  "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>1</script>'></iframe>", "<object data=x.swf></object>",
  "<embed src=x>", "<form action=javascript:alert(1)><input type=submit></form>", "<button formaction=javascript:1>x",
  "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)>", "<textarea autofocus onfocus=1>",
  "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<body onload=alert(1)>", "<html onload=1>",
  "<meta http-equiv=refresh content='0;url=javascript:1'>", "<base href=//evil.example/>", "<link rel=stylesheet href=//e>",
  "<link rel=import href=x>", "<style>@import '//evil';</style>", "<style><img src=x onerror=1></style>",
  "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<title><img src=x onerror=1></title>",
  "<textarea></textarea><img src=x onerror=1>", "<xmp><img src=x onerror=1></xmp>", "<plaintext><script>1",
  "<template><script>1</script></template>", "<details open ontoggle=alert(1)>", "<marquee onstart=alert(1)>x",
  "<p id=person>", "<p id=e-1 name=e-1 class=entry>", "<div style=\"position:fixed;inset:0\">", "<table background=javascript:1>",
  "</article><script>1</script>", "</div></div></section></main></body></html><script>1</script>", "<a><b></a><a>", "<p><table><tr><p>",
  "<!--><script>1</script>-->", "<!-- --!><script>1</script>", "<![CDATA[<script>1</script>]]>", "<?php <script>1</script> ?>",
  "<!DOCTYPE x [<!ENTITY y \"<script>\">]>", "`<script>`<script>1</script>", "$<script>1</script>$", "$$<img src=x onerror=1>$$",
  "{: onclick=\"alert(1)\"}", "[x](y){: onclick=\"alert(1)\"}", "<a href=\"x\" title='\"><script>1</script>'>x</a>",
  "[x](y \"\\\"><script>1</script>\")", "![\"><script>1</script>](x)", "<img alt=\"`\"><script>1</script>\"`>",
  "<img src=\"file:///etc/passwd\">", "<a href=file:///etc/passwd>x</a>", "<img srcset='x 1x, javascript:1 2x'>",
  "<a href=blob:x ping=//evil.example>x</a>", "<area href=javascript:1>", "<isindex action=javascript:1>", "<keygen autofocus onfocus=1>",
  "<command onclick=1>", "<portal src=x>", "<dialog open onclose=1>", "<img usemap=#x><map name=x><area href=javascript:1></map>",
  "<x onclick=1>x</x>", "<a\fhref=\"\fjavascript:1\">x</a>", "<a href=\"\u00a0javascript:1\">x</a>", "<a href=tel:1>x</a>",
  "<table><td><a><table><tr></a><td>", "<select><option><script>1</script>", "<frameset><frame src=x></frameset>",
  "<li><p><b><li></b></p>", "<h1><p><h2></h1></p></h2>", "<q cite=javascript:1>x</q>", "<blockquote cite=javascript:1>x</blockquote>",
  "<b></b", "<b a", "<b a=", "<b a='", "<", "</", "<!", "<!-", "<!--", "&", "&#", "&#x", "&#0;", "&#xD800;", "&#99999999;", "<a href='&#0;javascript:1'>x",
};

static void
test_tricks (void)
{
  char *(*renders[]) (const char *) = {
    atrium_markdown_render_block, atrium_markdown_render_inline, atrium_markdown_render_label,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (renders); j++)
      for (gsize k = 0; k < 3; k++)
        {
          const char *befores[] = { "", "text ", "**bold [" };
          g_autofree char *markdown = g_strconcat (befores[k], tricks[i], " after\n\n*more*", NULL);
          g_autofree char *html = renders[j] (markdown);
          g_autofree char *problem = harmless_dup_problem (html);

          if (problem != NULL)
            g_test_message ("%s -> %s", markdown, html);
          g_assert_cmpstr (problem, ==, NULL);
        }
}

/* pieces of tricks put together at random */
static void
test_random (void)
{
  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr(GString) markdown = g_string_new (NULL);
      g_autofree char *html = NULL;
      g_autofree char *problem = NULL;
      guint n = g_test_rand_int_range (1, 8);

      for (guint j = 0; j < n; j++)
        {
          const char *trick = tricks[g_test_rand_int_range (0, G_N_ELEMENTS (tricks))];
          gsize length = strlen (trick);
          gsize from = g_test_rand_bit () ? 0 : (gsize) g_test_rand_int_range (0, length);
          gsize to = g_test_rand_bit () ? length : (gsize) g_test_rand_int_range (from, length + 1);

          g_string_append_len (markdown, trick + from, to - from);
        }
      html = g_utf8_make_valid (markdown->str, -1);
      g_string_assign (markdown, html);
      g_free (html);
      html = g_test_rand_bit () ? atrium_markdown_render_block (markdown->str)
                                : atrium_markdown_render_inline (markdown->str);
      problem = harmless_dup_problem (html);
      if (problem != NULL)
        g_test_message ("%s -> %s", markdown->str, html);
      g_assert_cmpstr (problem, ==, NULL);
    }
}

/* each would take minutes or the stack if something in the way were not linear */
static void
test_large (void)
{
  const char *pieces[] = {
    "<div>", "<b>", "> ", "- ", "1. ", "[", "![", "*a ", "_a ", "**", "`a ", "``a` ", "$a ", "$$a ", "{: ", "{{ ", "<a ", "<!-- ",
    "<svg>", "<table><tr><td>", "\\\\(a ", "\\\\[a ", "&#", "<script>", "|", "|-\n", "~~a ", "](", "<a href='", "<p>", "<li>", "\n- a\n",
    "[a](b){:", "    - a\n", "\"", "'\"", "\"a ", "--", "<< ", " >>", "{:a}", "{:a}\n", "{:a: b}\n", "{: .a\n", "\\}",
    "[^1]", "[^1]: a\n", "a[^1]\n\n[^1]: a[^1]\n\n", "*[a]: b\n", "a\n*[aa]: b\n\n", "# a\n", "# a\n- a\n{:toc}\n", "a\n: b\n",
    "{::options a=\"b\" /}", "{::comment}", "{::nomarkdown}\n", "[a]: b\n[a]\n", "- [ ] a\n", "|a|\n", "<div markdown=\"1\">\n", "<b>a\n",
    "*a **b ", "**a*b", "[![a](", "a\\\n", "$a$ ", "\\\\(a", "{% a", "{{ a }}", "\t\ta\n", "1. a\n\n", "~~~\n", "&amp;", "^\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) markdown = g_string_new (NULL);
      g_autofree char *block = NULL;
      g_autofree char *line = NULL;
      g_autofree char *escaped = g_strescape (pieces[i], NULL);
      gint64 start = g_get_monotonic_time ();

      while (markdown->len < 200 * 1000)
        g_string_append (markdown, pieces[i]);
      block = atrium_markdown_render_block (markdown->str);
      line = atrium_markdown_render_inline (markdown->str);
      if (g_get_monotonic_time () - start > G_USEC_PER_SEC / 2)
        g_test_message ("%s took %.1f s", escaped, (g_get_monotonic_time () - start) / 1e6);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
      g_assert_cmpuint (strlen (block), <, 40 * markdown->len);
    }
}

/* a text of two pieces, each so many times */
typedef struct
{
  const char *start;
  const char *first;
  guint       n_first;
  const char *middle;
  const char *piece;
  guint       n;
  const char *end;
} Growth;

/* a number in place of each % */
static void
append_numbered (GString    *text,
                 const char *piece,
                 guint       number)
{
  for (const char *p = piece; *p != '\0'; p++)
    if (*p == '%')
      g_string_append_printf (text, "%u", number);
    else
      g_string_append_c (text, *p);
}

static char *
make_growth (const Growth *growth)
{
  GString *text = g_string_new (growth->start);

  for (guint i = 0; i < growth->n_first; i++)
    append_numbered (text, growth->first, i);
  g_string_append (text, growth->middle);
  for (guint i = 0; i < growth->n; i++)
    append_numbered (text, growth->piece, i);

  return g_string_free (g_string_append (text, growth->end), FALSE);
}

/* each is a few hundred kilobytes or less, and took from 5 s to hours, or gigabytes */
static const Growth growths[] = {
  { "{:a:", " a", 200, "}\n\nhello\n", "", 0, "{: a}\n" },
  { "", "{:a%: .c a0 a1 a2 a3 a4 a5 a6 a7 a8 a9}\n", 10, "\n", "hello\n{: a0}\n\n", 2000, "" },
  { "hello\n{:", "", 0, "", " .c", 300 * 1000, "}\n" },
  { "", "", 0, "", "{:a: .c}\n", 100 * 1000, "hello\n{: a}\n" },
  { "hello\n{:", "", 0, "", " k%=\"v\"", 80 * 1000, "}\n" },
  { "hello\n{:", "", 0, "", " r%", 120 * 1000, "}\n" },
  { "hello\n{:", "", 0, "", " a=\"b", 180 * 1000, "}\n" },
  { "<p", "", 0, "", " k%=v", 100 * 1000, ">x</p>\n" },
  { "{:a:", " k%=\"v\"", 250, "}\n{:b: k0=\"w\"}\n", "x\n{: a b}\n\n", 80 * 1000, "" },
  { "{:a:", " -", 100 * 1000, "}\n\n[b]: /c\n{:", "", 0, "}\n" },
  { "*[HTML]:", " title", 33 * 1000, "\n\n", "HTML ", 20 * 1000, "\n" },
  { "*[HTML]: t\n{:", " !", 100 * 1000, "}\n\n", "HTML ", 100 * 1000, "\n" },
  { "[a]: http://", "x", 200 * 1000, "\n\n", "[a] ", 20 * 1000, "\n" },
  { "[a]: /b '", "x", 200 * 1000, "'\n\n", "![a] ", 20 * 1000, "\n" },
  { "[a]: /b\n{:", " !", 100 * 1000, "}\n\n", "[a] ", 20 * 1000, "\n" },
  { "[a]: /", "x", 100 * 1000, "\n\n* toc\n{:toc}\n\n", "# [a]\n", 10 * 1000, "" },
  { "|", "a|", 10 * 1000, "\n", "|a|\n", 10 * 1000, "" },
  { "", "a[^1] ", 100 * 1000, "\n\n", "", 0, "[^1]: b\n" },
  { "", "````` x\n\n", 60 * 1000, "", "```\n", 100 * 1000, "````\n" },
  { "", "````` x\n\n", 60 * 1000, "", "~~~\n", 100 * 1000, "" },
};

/* What takes its square, or is said once and shown at each use. */
static void
test_growth (void)
{
  double limit = g_getenv ("ATRIUM_SANITIZE") != NULL ? 20 : 4;

  for (gsize i = 0; i < G_N_ELEMENTS (growths); i++)
    {
      g_autofree char *text = make_growth (&growths[i]);
      clock_t start = clock ();
      g_autofree char *rendered = atrium_kramdown_render (text, -1, ATRIUM_KRAMDOWN_SHOWN);
      g_autofree char *html = atrium_markdown_render_block (text);
      double seconds = (double) (clock () - start) / CLOCKS_PER_SEC;
      g_autofree char *problem = harmless_dup_problem (html);

      if (seconds > limit / 4 || g_test_verbose ())
        g_test_message ("case %zu took %.2f s: %zu bytes became %zu", i, seconds, strlen (text), strlen (rendered));
      g_assert_cmpfloat (seconds, <, limit);
      g_assert_cmpuint (strlen (rendered), <, MAX (16 * strlen (text), 1024 * 1024) + 2 * strlen (text));
      g_assert_cmpstr (problem, ==, NULL);
    }
}

/* What is cut off ends with all that was open; what is not so long stays whole. */
static void
test_cut_off (void)
{
  g_autofree char *title = g_strnfill (100 * 1000, 'x');
  g_autofree char *cut = g_strdup_printf ("*[HTML]: %s\n\n- > **HTML HTML HTML HTML HTML HTML HTML HTML HTML HTML "
                                          "HTML HTML HTML HTML HTML HTML HTML HTML HTML HTML**\n\nend\n", title);
  g_autofree char *whole = g_strdup_printf ("*[HTML]: %s\n\nHTML HTML\n\nend\n", title);
  g_autofree char *cut_html = atrium_kramdown_render (cut, -1, ATRIUM_KRAMDOWN_EXACT);
  g_autofree char *whole_html = atrium_kramdown_render (whole, -1, ATRIUM_KRAMDOWN_EXACT);

  g_assert_nonnull (strstr (cut_html, "</strong></p>\n</blockquote>\n</li>\n</ul>\n<p>…</p>\n"));
  g_assert_null (strstr (cut_html, "end"));
  g_assert_nonnull (strstr (whole_html, "<p>end</p>"));
  g_assert_null (strstr (whole_html, "…"));
}

/* Rows are as long as the longest, if that does not make many cells of few. */
static void
test_empty_cells (void)
{
  g_autoptr(GString) wide = g_string_new ("|");
  g_autofree char *small = atrium_markdown_render_block ("|a|b|c|\n|d|\n");
  g_autofree char *html = NULL;

  g_assert_nonnull (strstr (small, "<td>d</td>\n<td>\u00a0</td>\n<td>\u00a0</td>\n</tr>"));

  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, "a|");
  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, "\n|b|");
  g_string_append (wide, "\n\nend\n");
  html = atrium_kramdown_render (wide->str, -1, ATRIUM_KRAMDOWN_EXACT);
  /* a million of them would end the text here */
  g_assert_nonnull (strstr (html, "<td>a</td>\n</tr>\n<tr>\n<td>b</td>\n<td>\u00a0</td>\n"));
  g_assert_nonnull (strstr (html, "<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"));
  g_assert_nonnull (strstr (html, "<p>end</p>\n"));
}

/* The list of footnotes has no place in a footnote: it is an ordinary one there. */
static void
test_footnotes_in_footnote (void)
{
  g_autofree char *html = atrium_markdown_render_block ("foo[^1]\n\n[^1]: text\n\n    * x\n    {:footnotes}\n");
  g_autofree char *toc = atrium_markdown_render_block ("# H\n\nfoo[^1]\n\n* n\n{:footnotes}\n\nend\n\n"
                                                       "[^1]: text\n\n    * x\n    {:footnotes}\n\n    * t\n    {:toc}\n");

  g_assert_nonnull (strstr (html, "text"));
  g_assert_nonnull (strstr (html, "<li>x</li>"));
  g_assert_nonnull (strstr (toc, "text"));
  g_assert_nonnull (strstr (toc, "<li>x</li>"));
  g_assert_cmpint (strstr (toc, "text") - toc, <, strstr (toc, "end") - toc);
  g_assert_cmpint (strstr (toc, "<li>x</li>") - toc, <, strstr (toc, ">H</a>") - toc);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/render/markdown/inline", test_inline);
  g_test_add_func ("/render/markdown/block", test_block);
  g_test_add_func ("/render/markdown/label", test_label);
  g_test_add_func ("/render/markdown/null", test_null);
  g_test_add_func ("/render/markdown/tricks", test_tricks);
  g_test_add_func ("/render/markdown/random", test_random);
  g_test_add_func ("/render/markdown/large", test_large);
  g_test_add_func ("/render/markdown/growth", test_growth);
  g_test_add_func ("/render/markdown/cut-off", test_cut_off);
  g_test_add_func ("/render/markdown/empty-cells", test_empty_cells);
  g_test_add_func ("/render/markdown/footnotes-in-footnote", test_footnotes_in_footnote);

  return g_test_run ();
}
