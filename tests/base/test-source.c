#include "atrium-source.h"

#include <string.h>

#include "atrium-error.h"

static void
test_locate (void)
{
  static const struct { gsize offset; guint line, column; } cases[] = {
    { 0, 1, 1 }, { 1, 1, 2 }, { 3, 1, 3 }, { 5, 1, 4 }, { 6, 2, 1 }, { 8, 2, 3 }, { 9, 3, 1 }, { 10, 4, 1 }, { 13, 4, 2 }, { 99, 4, 2 },
  };
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.md", "a\xc3\xa9\xc3\xa9\nx\r\n\n\xe4\xb8\xad");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint line, column;

      atrium_source_locate (source, cases[i].offset, &line, &column);
      g_assert_cmpuint (line, ==, cases[i].line);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

static void
test_byte_order_mark (void)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a.md", "\xef\xbb\xbf" "ab\ncd");
  guint line, column;

  atrium_source_locate (source, 0, &line, &column);
  g_assert_cmpuint (column, ==, 1);
  atrium_source_locate (source, 4, &line, &column);
  g_assert_cmpuint (column, ==, 2);
  atrium_source_locate (source, 7, &line, &column);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpuint (column, ==, 2);
}

static void
test_refused (void)
{
  static const struct { const char *bytes; gsize length; const char *message; } cases[] = {
    { "ab\n\xff" "cd", 6, "a.md:2:1: File is not UTF-8 text, byte 0xff cannot be read" },
    { "ab\ncd\0e", 7, "a.md:2:3: File holds a NUL byte, it is not text" },
    { "\xc3\xa9 \xc3", 4, "a.md:1:3: File is not UTF-8 text, byte 0xc3 cannot be read" },
    { "\xed\xa0\x80", 3, "a.md:1:1: File is not UTF-8 text, byte 0xed cannot be read" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (cases[i].bytes, cases[i].length);
      g_autoptr(GError) error = NULL;

      g_assert_null (atrium_source_new ("a.md", bytes, &error));
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_TEXT);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_too_large (void)
{
  gsize length = (gsize) ATRIUM_SOURCE_MAX_BYTES + 1;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (length), length);
  g_autoptr(GError) error = NULL;

  g_assert_null (atrium_source_new ("a.md", bytes, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE);
  g_assert_true (g_str_has_prefix (error->message, "a.md:1:1: "));
}

static void
test_terminated (void)
{
  const char raw[] = { 'a', 'b', 'c', 'd' };
  g_autoptr(GBytes) bytes = g_bytes_new_static (raw, 3);
  g_autoptr(AtriumSource) source = atrium_source_new ("a.md", bytes, NULL);
  g_autofree char *part = atrium_source_dup_span (source, ATRIUM_SPAN (1, 3));
  gsize length;

  g_assert_cmpstr (atrium_source_get_text (source, &length), ==, "abc");
  g_assert_cmpuint (length, ==, 3);
  g_assert_true (g_bytes_equal (bytes, atrium_source_get_bytes (source)));
  g_assert_cmpstr (part, ==, "bc");
}

static void
test_error_without_source (void)
{
  g_autoptr(GError) error = NULL;

  atrium_set_error_at (&error, ATRIUM_ERROR_INVALID, NULL, 0, "No %s", "value");
  g_assert_cmpstr (error->message, ==, "No value");
  atrium_set_error_at (NULL, ATRIUM_ERROR_INVALID, NULL, 0, "ignored");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/source/locate", test_locate);
  g_test_add_func ("/base/source/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/base/source/refused", test_refused);
  g_test_add_func ("/base/source/too-large", test_too_large);
  g_test_add_func ("/base/source/terminated", test_terminated);
  g_test_add_func ("/base/source/error-without-source", test_error_without_source);

  return g_test_run ();
}
