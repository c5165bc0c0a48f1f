/* Escaping: what was escaped is read back as it was, and holds nothing that is markup. */

#include "atrium-escape.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GString) attribute = g_string_new (NULL);
  g_autofree char *html_back = NULL;
  g_autofree char *attribute_back = NULL;
  g_autofree char *unescaped = atrium_html_unescape (text, -1);
  g_autofree char *markdown = atrium_markdown_escape (text);
  g_autofree char *slug = atrium_slugify (text);

  atrium_append_html_text (html, text);
  atrium_append_html_attribute (attribute, text);
  html_back = atrium_html_unescape (html->str, html->len);
  attribute_back = atrium_html_unescape (attribute->str, attribute->len);

  g_assert_null (strpbrk (html->str, "<>"));
  g_assert_null (strpbrk (attribute->str, "<>\"'"));
  g_assert_cmpstr (html_back, ==, text);
  g_assert_cmpstr (attribute_back, ==, text);
  g_assert_true (g_utf8_validate (unescaped, -1, NULL));
  g_assert_true (g_utf8_validate (markdown, -1, NULL));
  g_assert_cmpuint (strlen (markdown), >=, strlen (text));
  g_assert_null (strpbrk (slug, " /\\.<>\"'"));

  return 0;
}
