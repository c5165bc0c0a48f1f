/* Mis-decoded text: what is found lies in the text, in order and between
 * characters, and repairing is the same as replacing each run. */

#include "atrium-mojibake.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autofree char *repaired = NULL;
  g_autoptr(GArray) runs = atrium_mojibake_find (text, -1);
  g_autoptr(GString) expected = g_string_new (NULL);
  gsize at = 0;
  guint n_repaired = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      AtriumMojibakeRun *run = &g_array_index (runs, AtriumMojibakeRun, i);

      g_assert_cmpuint (at, <=, run->start);
      g_assert_cmpuint (run->start, <, run->end);
      g_assert_cmpuint (run->end, <=, strlen (text));
      g_assert_cmpint (run->encoding, !=, ATRIUM_MOJIBAKE_NONE);
      g_assert_true (g_utf8_validate (text + run->start, run->end - run->start, NULL));
      g_assert_true (g_utf8_validate (run->repaired, -1, NULL));
      g_string_append_len (expected, text + at, run->start - at);
      g_string_append (expected, run->repaired);
      at = run->end;
    }
  g_string_append (expected, text + at);

  repaired = atrium_mojibake_repair (text, -1, &n_repaired);
  g_assert_cmpstr (repaired, ==, expected->str);
  g_assert_cmpuint (n_repaired, ==, runs->len);

  return 0;
}
