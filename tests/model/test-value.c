#include "atrium-value.h"

#include "atrium-error.h"

static AtriumValue *
record (const char *first,
        ...)
{
  AtriumValue *value = atrium_value_new_record ();
  va_list args;

  va_start (args, first);
  for (const char *name = first; name != NULL; name = va_arg (args, const char *))
    {
      AtriumValue *old = value;

      value = atrium_value_with_string (old, name, va_arg (args, const char *));
      atrium_value_unref (old);
    }
  va_end (args);

  return value;
}

static void
test_scalars (void)
{
  g_autoptr(AtriumValue) text = atrium_value_new_string ("a");
  g_autoptr(AtriumValue) number = atrium_value_new_double (1.5);
  g_autoptr(AtriumValue) integer = atrium_value_new_integer (G_MAXINT64);
  g_autoptr(AtriumValue) yes = atrium_value_new_boolean (2);
  g_autoptr(AtriumValue) null = atrium_value_new_null ();
  g_autoptr(AtriumValue) nan = atrium_value_new_double (0.0 / (atrium_value_get_number (NULL)));

  g_assert_cmpstr (atrium_value_get_string (text), ==, "a");
  g_assert_null (atrium_value_get_string (number));
  g_assert_cmpfloat (atrium_value_get_number (number), ==, 1.5);
  g_assert_cmpint (atrium_value_get_integer (number), ==, 1);
  g_assert_cmpint (atrium_value_get_integer (integer), ==, G_MAXINT64);
  g_assert_true (atrium_value_is_integer (integer));
  g_assert_false (atrium_value_is_integer (number));
  g_assert_true (atrium_value_get_boolean (yes));
  g_assert_false (atrium_value_get_boolean (text));
  g_assert_true (atrium_value_is_empty (null));
  g_assert_true (atrium_value_is_empty (NULL));
  g_assert_false (atrium_value_is_empty (yes));
  g_assert_cmpfloat (atrium_value_get_number (nan), ==, 0);
  g_assert_null (atrium_value_get_item (text, 0));
  g_assert_null (atrium_value_get_member (text, "a"));
  g_assert_cmpuint (atrium_value_get_n_items (NULL), ==, 0);
}

static void
test_equal (void)
{
  g_autoptr(AtriumValue) a = record ("x", "1", "y", "2", NULL);
  g_autoptr(AtriumValue) b = record ("y", "2", "x", "1", NULL);
  g_autoptr(AtriumValue) c = record ("x", "1", "z", "2", NULL);
  g_autoptr(AtriumValue) one = atrium_value_new_integer (1);
  g_autoptr(AtriumValue) one_double = atrium_value_new_double (1);
  g_autoptr(AtriumValue) null = atrium_value_new_null ();

  g_assert_true (atrium_value_equal (a, b));
  g_assert_false (atrium_value_equal (a, c));
  g_assert_true (atrium_value_equal (one, one_double));
  g_assert_false (atrium_value_equal (null, NULL));
  g_assert_true (atrium_value_equal (NULL, NULL));
}

/* many members, in another order */
static void
test_large_record (void)
{
  enum { N = 20000 };
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) reversed = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(GPtrArray) reversed_values = g_ptr_array_new ();
  g_autoptr(AtriumValue) a = NULL;
  g_autoptr(AtriumValue) b = NULL;

  for (guint i = 0; i < N; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("m%u", i));
      g_ptr_array_add (values, atrium_value_new_integer (i));
    }
  for (guint i = N; i-- > 0;)
    {
      g_ptr_array_add (reversed, names->pdata[i]);
      g_ptr_array_add (reversed_values, values->pdata[i]);
    }
  a = atrium_value_new_record_of ((const char *const *) names->pdata, (AtriumValue *const *) values->pdata, N);
  b = atrium_value_new_record_of ((const char *const *) reversed->pdata, (AtriumValue *const *) reversed_values->pdata, N);
  g_assert_cmpuint (atrium_value_get_n_items (a), ==, N);
  g_assert_true (atrium_value_equal (a, b));
}

static void
test_duplicate_members (void)
{
  static const guint sizes[] = { 3, 40 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
      g_autoptr(AtriumValue) value = NULL;

      for (guint i = 0; i < sizes[s]; i++)
        {
          g_ptr_array_add (names, i % 2 == 0 ? g_strdup ("same") : g_strdup_printf ("m%u", i));
          g_ptr_array_add (values, atrium_value_new_integer (i));
        }
      value = atrium_value_new_record_of ((const char *const *) names->pdata, (AtriumValue *const *) values->pdata, names->len);
      g_assert_cmpuint (atrium_value_get_n_items (value), ==, sizes[s] / 2 + 1);
      g_assert_cmpstr (atrium_value_get_member_name (value, 0), ==, "same");
      g_assert_cmpint (atrium_value_get_integer (atrium_value_get_member (value, "same")), ==, (sizes[s] - 1) / 2 * 2);
    }
}

static void
test_with (void)
{
  g_autoptr(AtriumValue) a = record ("x", "1", "y", "2", NULL);
  g_autoptr(AtriumValue) without = atrium_value_with_string (a, "x", NULL);
  g_autoptr(AtriumValue) text = atrium_value_new_string ("t");
  g_autoptr(AtriumValue) list = atrium_value_with_insert (NULL, 9, text);
  g_autoptr(AtriumValue) two = atrium_value_with_insert (list, 0, a);
  g_autoptr(AtriumValue) replaced = atrium_value_with_item (two, 1, a);
  g_autoptr(AtriumValue) one = atrium_value_without_item (two, 0);
  g_autoptr(AtriumValue) same = atrium_value_without_item (two, 5);

  g_assert_cmpuint (atrium_value_get_n_items (without), ==, 1);
  g_assert_cmpstr (atrium_value_get_member_string (without, "y"), ==, "2");
  g_assert_cmpuint (atrium_value_get_n_items (a), ==, 2);
  g_assert_true (atrium_value_get_item (two, 1) == text);
  g_assert_true (atrium_value_get_item (replaced, 1) == a);
  g_assert_true (atrium_value_equal (one, list));
  g_assert_true (same == two);
}

static void
test_at (void)
{
  static const struct { const char *path; gboolean remove; int error; const char *get; const char *expected; } cases[] = {
    { "0/name", FALSE, -1, "0/name", "new" }, { "1/name", FALSE, -1, "1/name", "new" }, { "-/name", FALSE, -1, "2/name", "new" },
    { "2/name", FALSE, -1, "2/name", "new" }, { "3/name", FALSE, ATRIUM_ERROR_NOT_FOUND, NULL, NULL }, { "-1", FALSE, ATRIUM_ERROR_NOT_FOUND, NULL, NULL },
    { "01", FALSE, ATRIUM_ERROR_NOT_FOUND, NULL, NULL }, { "0/name/deep", FALSE, ATRIUM_ERROR_NOT_FOUND, NULL, NULL }, { "0/more/0", FALSE, -1, "0/more/0", "new" },
    { "0", TRUE, -1, "0/name", "B" }, { "0/name", TRUE, -1, "0/name", NULL }, { "2", TRUE, ATRIUM_ERROR_NOT_FOUND, NULL, NULL },
    { "0/other", TRUE, ATRIUM_ERROR_NOT_FOUND, NULL, NULL }, { "99999999999999999999", FALSE, ATRIUM_ERROR_NOT_FOUND, NULL, NULL },
  };
  g_autoptr(AtriumValue) a = record ("name", "A", NULL);
  g_autoptr(AtriumValue) b = record ("name", "B", NULL);
  AtriumValue *items[] = { a, b };
  g_autoptr(AtriumValue) list = atrium_value_new_list (items, 2);
  g_autoptr(AtriumValue) text = atrium_value_new_string ("new");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumValue) changed = atrium_value_with_at (list, cases[i].path, cases[i].remove ? NULL : text, &error);

      if (cases[i].error >= 0)
        {
          g_assert_null (changed);
          g_assert_error (error, ATRIUM_ERROR, cases[i].error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (atrium_value_get_string (atrium_value_get_at (changed, cases[i].get)), ==, cases[i].expected);
    }
  g_assert_cmpuint (atrium_value_get_n_items (list), ==, 2);
  g_assert_true (atrium_value_get_at (list, "") == list);
  g_assert_null (atrium_value_get_at (list, "7"));
}

static void
test_deep_path (void)
{
  g_autoptr(GString) path = g_string_new ("a");
  g_autoptr(AtriumValue) text = atrium_value_new_string ("x");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (path, "/a");
  g_assert_null (atrium_value_with_at (NULL, path->str, text, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP);
}

/* A number keeps the spelling that it came with. */
static void
test_number_spelling (void)
{
  g_autoptr(AtriumValue) ratio = atrium_value_new_number ("1.50");
  g_autoptr(AtriumValue) same = atrium_value_new_double (1.5);
  g_autoptr(AtriumValue) large = atrium_value_new_number ("12345678901234567890123");
  g_autoptr(AtriumValue) other = atrium_value_new_number ("12345678901234567890124");
  g_autoptr(AtriumValue) huge = atrium_value_new_number ("-1e400");

  g_assert_cmpstr (atrium_value_get_spelling (ratio), ==, "1.50");
  g_assert_null (atrium_value_get_spelling (same));
  g_assert_null (atrium_value_get_spelling (NULL));
  g_assert_cmpfloat (atrium_value_get_number (ratio), ==, 1.5);
  g_assert_false (atrium_value_is_integer (large));
  g_assert_true (atrium_value_equal (ratio, same));
  g_assert_false (atrium_value_equal (large, other));
  g_assert_cmpfloat (atrium_value_get_number (huge), ==, -G_MAXDOUBLE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/value/scalars", test_scalars);
  g_test_add_func ("/model/value/number-spelling", test_number_spelling);
  g_test_add_func ("/model/value/equal", test_equal);
  g_test_add_func ("/model/value/large-record", test_large_record);
  g_test_add_func ("/model/value/duplicate-members", test_duplicate_members);
  g_test_add_func ("/model/value/with", test_with);
  g_test_add_func ("/model/value/at", test_at);
  g_test_add_func ("/model/value/deep-path", test_deep_path);

  return g_test_run ();
}
