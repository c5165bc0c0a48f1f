#include "atrium-patch-queue.h"

static char *
dump (AtriumPatchQueue *queue)
{
  g_autoptr(GVariant) arguments = g_variant_ref_sink (atrium_patch_queue_to_arguments (queue));
  g_autoptr(GVariant) ids = g_variant_lookup_value (arguments, "ids", G_VARIANT_TYPE_VARDICT);
  g_autoptr(GVariant) htmls = g_variant_lookup_value (arguments, "htmls", G_VARIANT_TYPE_VARDICT);
  GString *out = g_string_new (NULL);
  guint32 n;

  g_assert_true (g_variant_lookup (arguments, "count", "u", &n));
  g_assert_cmpuint (n, ==, atrium_patch_queue_get_length (queue));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      const char *id;
      const char *html;

      g_assert_true (g_variant_lookup (ids, key, "&s", &id));
      g_assert_true (g_variant_lookup (htmls, key, "&s", &html));
      g_string_append_printf (out, "%s=%s ", id, html);
    }

  return g_string_free (out, FALSE);
}

static void
test_newest_wins (void)
{
  g_autoptr(AtriumPatchQueue) queue = atrium_patch_queue_new ();
  g_autofree char *text = NULL;

  atrium_patch_queue_push (queue, "a", "1");
  atrium_patch_queue_push (queue, "b", "2");
  atrium_patch_queue_push (queue, "a", "3");
  atrium_patch_queue_push (queue, "c", "");
  text = dump (queue);
  g_assert_cmpstr (text, ==, "b=2 a=3 c= ");
}

static void
test_take (void)
{
  g_autoptr(AtriumPatchQueue) first = atrium_patch_queue_new ();
  g_autoptr(AtriumPatchQueue) second = atrium_patch_queue_new ();
  g_autofree char *text = NULL;
  g_autofree char *rest = NULL;

  atrium_patch_queue_push (first, "a", "1");
  atrium_patch_queue_push (first, "b", "2");
  atrium_patch_queue_push (second, "a", "3");
  atrium_patch_queue_push (second, "c", "4");
  atrium_patch_queue_take (first, second);
  text = dump (first);
  rest = dump (second);
  g_assert_cmpstr (text, ==, "b=2 a=3 c=4 ");
  g_assert_cmpstr (rest, ==, "");
}

/* against a plain list */
static void
test_random (void)
{
  g_autoptr(AtriumPatchQueue) queue = atrium_patch_queue_new ();
  g_autoptr(GPtrArray) shadow = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 2000; i++)
    {
      char id[2] = { 'a' + g_test_rand_int_range (0, 8), '\0' };
      g_autofree char *html = g_strdup_printf ("%u", i);
      g_autofree char *text = NULL;
      g_autofree char *expected = NULL;

      if (g_test_rand_int_range (0, 50) == 0)
        {
          atrium_patch_queue_clear (queue);
          g_ptr_array_set_size (shadow, 0);
        }
      atrium_patch_queue_push (queue, id, html);
      for (guint j = 0; j < shadow->len; j++)
        if (((char *) g_ptr_array_index (shadow, j))[0] == id[0])
          g_ptr_array_remove_index (shadow, j--);
      g_ptr_array_add (shadow, g_strdup_printf ("%s=%s ", id, html));
      g_ptr_array_add (shadow, NULL);
      expected = g_strjoinv ("", (char **) shadow->pdata);
      g_ptr_array_set_size (shadow, shadow->len - 1);
      text = dump (queue);
      g_assert_cmpstr (text, ==, expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preview/patch-queue/newest-wins", test_newest_wins);
  g_test_add_func ("/preview/patch-queue/take", test_take);
  g_test_add_func ("/preview/patch-queue/random", test_random);

  return g_test_run ();
}
