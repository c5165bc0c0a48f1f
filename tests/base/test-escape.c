#include "atrium-escape.h"

#include <string.h>

typedef struct { const char *in, *out; } Case;

static void
test_html (void)
{
  static const Case texts[] = {
    { "", "" }, { "a & b < c > d \"'", "a &amp; b &lt; c &gt; d \"'" }, { "&amp;", "&amp;amp;" }, { "\xe4\xb8\xad", "\xe4\xb8\xad" },
  };
  static const Case attributes[] = {
    { "a & b < c > d \"'", "a &amp; b &lt; c &gt; d &quot;&#39;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      atrium_append_html_text (out, texts[i].in);
      g_assert_cmpstr (out->str, ==, texts[i].out);
    }
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);
      g_autofree char *back = NULL;

      atrium_append_html_attribute (out, attributes[i].in);
      g_assert_cmpstr (out->str, ==, attributes[i].out);
      back = atrium_html_unescape (out->str, -1);
      g_assert_cmpstr (back, ==, attributes[i].in);
    }
}

static void
test_unescape (void)
{
  static const Case cases[] = {
    { "", "" }, { "&amp;lt;", "&lt;" }, { "&eacute;&Eacute;", "éÉ" }, { "&#233;&#xE9;&#Xe9;", "ééé" },
    { "&#0;&#xD800;&#x110000;&#99999999999999999999;", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "&#150;", "–" }, { "&nosuch; &; & &amp &#; &#x; &#12", "&nosuch; &; & &amp &#; &#x; &#12" },
    { "a?b=1&copy=2", "a?b=1&copy=2" }, { "&copy;&nbsp;x&apos;", "©\xc2\xa0x'" }, { "&AMP;", "&AMP;" }, { "&zwnj;&zwj;&Alpha;", "\xe2\x80\x8c\xe2\x80\x8dΑ" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = atrium_html_unescape (cases[i].in, -1);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
  {
    g_autofree char *out = atrium_html_unescape ("&amp;", 3);

    g_assert_cmpstr (out, ==, "&am");
  }
}

static void
test_markdown (void)
{
  static const Case cases[] = {
    { "", "" }, { "plain text, (2024).", "plain text, (2024)." }, { "a*b", "a\\*b" }, { "snake_case _x_", "snake_case \\_x\\_" },
    { "[a](b)", "\\[a\\](b)" }, { "1. x", "1\\. x" }, { "2024) x", "2024\\) x" }, { "1.5", "1.5" }, { "# x", "\\# x" }, { "a # x", "a # x" },
    { "- x", "\\- x" }, { "-x", "-x" }, { "--- ", "\\--- " }, { "a < b", "a < b" }, { "<b>", "\\<b>" }, { "&lt;", "&amp;lt;" }, { "A&B", "A&B" },
    { "a | b", "a \\| b" }, { "~~a~~", "\\~\\~a\\~\\~" }, { "~5", "~5" }, { "$5", "$5" }, { "$$x", "\\$\\$x" }, { "{{ x }}", "\\{{ x }}" }, { "{% x", "\\{% x" },
    { "a\\b", "a\\\\b" }, { "a\n- b", "a\n\\- b" }, { "x`y", "x\\`y" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = atrium_markdown_escape (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_slug (void)
{
  static const Case cases[] = {
    { "", "untitled" }, { "!!!", "untitled" }, { "Attention, Please: Now!", "attention-please-now" }, { "Élan Ünder", "elan-under" },
    { "论文 发表", "论文-发表" }, { "Don't", "dont" }, { "  a  ", "a" }, { "../../etc", "etc" }, { "ﬁne", "fine" },
  };
  g_autofree char *longest = NULL;
  g_autofree char *text = g_strnfill (1000, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = atrium_slugify (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
  longest = atrium_slugify (text);
  g_assert_cmpuint (strlen (longest), ==, 80);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/escape/html", test_html);
  g_test_add_func ("/base/escape/unescape", test_unescape);
  g_test_add_func ("/base/escape/markdown", test_markdown);
  g_test_add_func ("/base/escape/slug", test_slug);

  return g_test_run ();
}
