#include "atrium-splicer.h"

#include <string.h>

#include "atrium-error.h"

typedef struct { gsize start, end; const char *text; } Edit;

static void
test_apply (void)
{
  static const struct { Edit edits[4]; const char *expected; } cases[] = {
    { { { 0, 0, NULL } }, "0123456789" },
    { { { 2, 4, "ab" } }, "01ab456789" },
    { { { 5, 6, "" }, { 0, 1, "x" } }, "x12346789" },
    { { { 3, 3, "a" }, { 3, 3, "b" } }, "012ab3456789" },
    { { { 3, 4, "C" }, { 3, 3, "a" }, { 4, 4, "d" } }, "012aCd456789" },
    { { { 10, 10, "!" } }, "0123456789!" },
    { { { 0, 10, "" } }, "" },
    { { { 2, 5, "x" }, { 5, 7, "y" } }, "01xy789" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a", "0123456789");
      g_autoptr(AtriumSplicer) splicer = atrium_splicer_new (source);
      g_autoptr(GBytes) bytes = NULL;

      for (const Edit *edit = cases[i].edits; edit->text != NULL; edit++)
        atrium_splicer_replace (splicer, ATRIUM_SPAN (edit->start, edit->end), edit->text);
      bytes = atrium_splicer_apply (splicer, NULL);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), cases[i].expected, strlen (cases[i].expected));
    }
}

static void
test_refused (void)
{
  static const struct { Edit edits[3]; } cases[] = {
    { { { 2, 5, "x" }, { 4, 6, "y" } } },
    { { { 2, 5, "x" }, { 2, 5, "x" } } },
    { { { 2, 5, "x" }, { 3, 3, "y" } } },
    { { { 9, 11, "x" } } },
    { { { 12, 12, "x" } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a", "0123456789");
      g_autoptr(AtriumSplicer) splicer = atrium_splicer_new (source);
      g_autoptr(GError) error = NULL;

      for (const Edit *edit = cases[i].edits; edit->text != NULL; edit++)
        atrium_splicer_replace (splicer, ATRIUM_SPAN (edit->start, edit->end), edit->text);
      g_assert_null (atrium_splicer_apply (splicer, &error));
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID);
    }
}

static void
test_same_bytes (void)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a", "0123");
  g_autoptr(AtriumSplicer) splicer = atrium_splicer_new (source);
  g_autoptr(GBytes) bytes = NULL;

  g_assert_true (atrium_splicer_is_empty (splicer));
  atrium_splicer_replace (splicer, ATRIUM_SPAN (1, 2), "1");
  g_assert_false (atrium_splicer_is_empty (splicer));
  bytes = atrium_splicer_apply (splicer, NULL);
  g_assert_true (bytes == atrium_source_get_bytes (source));
}

/* replacements of disjoint spans in any order give what replacing from the back gives */
static void
test_random (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr(GString) expected = g_string_new ("the quick brown fox jumps over the lazy dog");
      g_autoptr(AtriumSource) source = atrium_source_new_for_text ("a", expected->str);
      g_autoptr(AtriumSplicer) splicer = atrium_splicer_new (source);
      g_autoptr(GBytes) bytes = NULL;
      AtriumSpan spans[8];
      guint n = 0;
      gsize at = 0;

      while (n < 8 && at < 40)
        {
          spans[n].start = at + g_test_rand_int_range (0, 4);
          spans[n].end = spans[n].start + g_test_rand_int_range (1, 5);
          spans[n].end = MIN (spans[n].end, expected->len);
          at = spans[n].end;
          n += spans[n].start < spans[n].end;
        }
      for (guint i = n; i-- > 0;)
        {
          g_string_erase (expected, spans[i].start, atrium_span_length (spans[i]));
          g_string_insert (expected, spans[i].start, "<>");
        }
      for (guint i = 0; i < n; i++)
        {
          guint j = g_test_rand_int_range (i, n);
          AtriumSpan swap = spans[i];

          spans[i] = spans[j];
          spans[j] = swap;
          atrium_splicer_replace (splicer, spans[i], "<>");
        }
      bytes = atrium_splicer_apply (splicer, NULL);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected->str, expected->len);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/splicer/apply", test_apply);
  g_test_add_func ("/base/splicer/refused", test_refused);
  g_test_add_func ("/base/splicer/same-bytes", test_same_bytes);
  g_test_add_func ("/base/splicer/random", test_random);

  return g_test_run ();
}
