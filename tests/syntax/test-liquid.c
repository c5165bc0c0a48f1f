#include "atrium-liquid.h"

#include <string.h>

static char *
list_tags (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("_pages/about.md", text);
  g_autoptr(GArray) tags = atrium_liquid_scan (source);
  GString *out = g_string_new (NULL);
  guint i;

  for (i = 0; i < tags->len; i++)
    {
      const AtriumLiquidTag *tag = &g_array_index (tags, AtriumLiquidTag, i);
      g_autofree char *outer = atrium_source_dup_span (source, tag->outer);
      g_autofree char *inner = atrium_source_dup_span (source, tag->inner);
      g_autofree char *argument = atrium_source_dup_span (source, tag->argument);
      g_autofree char *path = atrium_liquid_get_include (source, tag);

      g_assert_true (g_str_has_prefix (outer, tag->output ? "{{" : "{%"));
      g_assert_true (strstr (outer, inner) != NULL);
      g_string_append_printf (out, "%s%s(%s)", i > 0 ? " " : "", tag->output ? "=" : tag->name, argument);
      if (path != NULL)
        g_string_append_printf (out, "->%s", path);
    }
  return g_string_free (out, FALSE);
}

static void
test_scan (void)
{
  static const struct { const char *text, *tags; } cases[] = {
    { "", "" },
    { "no { tags } here {", "" },
    { "{% include_relative includes/intro.md %}", "include_relative(includes/intro.md)->_pages/includes/intro.md" },
    { "{%- include_relative ../a/./b.md x=1 -%}", "include_relative(../a/./b.md x=1)->a/b.md" },
    { "{% include_relative 介绍.md %}", "include_relative(介绍.md)->_pages/介绍.md" },
    { "{% include_relative ../../a.md %}", "include_relative(../../a.md)" },
    { "{% include_relative /etc/passwd %}", "include_relative(/etc/passwd)" },
    { "{% include_relative {{ page.x }} %}", "include_relative({{ page.x }})" },
    { "{% include_relative a\x05.md %}", "include_relative(a\x05.md)" },
    { "{% include_relative %}", "include_relative()" },
    { "{% include x.md %}", "include(x.md)" },
    { "a {{ site.title }} b {{-x-}}", "=(site.title) =(x)" },
    { "{%if a%}{%endif%}{% %}{%%}", "if(a) endif() () ()" },
    { "{% if\n  a\n  == 1 %}", "if(a\n  == 1)" },
    { "{% # note %}", "#(note)" },
    { "{% comment %} {% if x %} {{ y }} {% endcomment %}{{ z }}", "comment() endcomment() =(z)" },
    { "{% comment %} {% comment %} {{ y }} {% endcomment %} {{ q }} {% endcomment %}{{ z }}",
      "comment() endcomment() =(z)" },
    { "{% comment %} {{ y }}", "comment() =(y)" },
    { "{% raw %} {% if x %} {{ y }} {% {%- endraw %}{{ z }}", "raw() endraw() =(z)" },
    { "{% raw %} {{ y }}", "raw() =(y)" },
    { "{% open {{ y }}", "=(y)" },
    { "{{ open {% if x %}", "if(x)" },
    { "{{ open {% if x %} }}", "=(open {% if x %})" },
    { "{{{ x }}}", "=({ x)" },
    { "名{% if 前 %}", "if(前)" },
    { "{%", "" },
    { "{{", "" },
    { "{{}}", "=()" },
    { "{{-}}", "=()" },
    { "{%-%}", "()" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tags = list_tags (cases[i].text);

      g_assert_cmpstr (tags, ==, cases[i].tags);
    }
}

/* many openings without an end take no longer than their number */
static void
test_linear (void)
{
  static const char *const pieces[] = { "{% ", "{{ ", "{% raw %} ", "{% comment %} ", "{% raw %}{% ", "{" };
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(AtriumSource) source = NULL;
      g_autoptr(GArray) tags = NULL;
      gint64 start;

      for (j = 0; j < 300000; j++)
        g_string_append (text, pieces[i]);
      source = atrium_source_new_for_text ("a.md", text->str);
      start = g_get_monotonic_time ();
      tags = atrium_liquid_scan (source);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/liquid/scan", test_scan);
  g_test_add_func ("/liquid/linear", test_linear);
  return g_test_run ();
}
