#include "atrium-markers.h"

#include <string.h>

#define M0 "\xF3\xB0\x80\x80"
#define M1 "\xF3\xB0\x80\x81"
#define M2 "\xF3\xB0\x80\x82"

static void
test_insert (void)
{
  static const gsize offsets[] = { 2, 2, 9 };
  const char *text = "- one\n- Ünö\n";
  g_autofree char *marked = atrium_markers_insert (text, strlen (text), offsets, NULL, 3);
  g_autofree char *removed = NULL;

  g_assert_cmpstr (marked, ==, "- " M0 M1 "one\n- \xC3" M2 "\x9Cnö\n");
  removed = atrium_markers_remove (marked, strlen (marked));
  g_assert_cmpstr (removed, ==, text);
}

static void
test_numbered (void)
{
  static const gsize offsets[] = { 0, 4 };
  static const guint indices[] = { 2, 0 };
  g_autofree char *marked = atrium_markers_insert ("one two", 7, offsets, indices, 2);

  g_assert_cmpstr (marked, ==, M2 "one " M0 "two");
}

static void
test_ambiguous (void)
{
  static const gsize offsets[] = { 0 };
  const char *text = "one " M1 " two";
  /* other characters that begin with the same byte: plane 12 to 14, and U+FFFFE */
  const char *others = "\xF3\xA0\x81\xA7 \xF3\xBF\xBF\xBE";
  g_autofree char *none = atrium_markers_insert (text, strlen (text), offsets, NULL, 1);
  g_autofree char *some = atrium_markers_insert (others, strlen (others), offsets, NULL, 1);
  g_autofree char *removed = NULL;

  g_assert_null (none);
  g_assert_nonnull (some);
  removed = atrium_markers_remove (some, strlen (some));
  g_assert_cmpstr (removed, ==, others);
}

static void
test_attributes (void)
{
  static const char *const ids[] = { "e-a", "e-\"b", "e-c" };
  static const struct
  {
    const char *marked;
    const char *shown;
  } cases[] = {
    { "<ul><li>" M0 "one</li><li>" M1 "two</li></ul>",
      "<ul><li data-atrium-entry=\"e-a\">one</li><li data-atrium-entry=\"e-&quot;b\">two</li></ul>" },
    { "<ul>\n<li class='x>y'><p><em>" M0 "one</em></p></li></ul>",
      "<ul>\n<li class='x>y'><p data-atrium-entry=\"e-a\"><em>one</em></p></li></ul>" },
    { "<p>" M0 "one<br />\n<em>" M1 "two</em><br>" M2 "three</p>",
      "<p data-atrium-entry=\"e-a\">one<br />\n<em data-atrium-entry=\"e-&quot;b\">two</em><br>three</p>" },
    { "<script>'<li>" M0 "'</script><p>" M1 "x</p>", "<script>'<li>'</script><p data-atrium-entry=\"e-&quot;b\">x</p>" },
    { "<!-- <li> " M0 " --><P>" M1 "x</P>", "<!-- <li>  --><P data-atrium-entry=\"e-&quot;b\">x</P>" },
    { "<title>" M0 "</title><h1>" M0 "x</h1>", "<title></title><h1 data-atrium-entry=\"e-a\">x</h1>" },
    { "<div><p>a</p>" M0 "b</div>" M1 "c", "<div data-atrium-entry=\"e-a\"><p>a</p>b</div>c" },
    { M0 "text " M1 "< b <3 " M2, "text < b <3 " },
    { "<p " M0 "title='" M1 "'>" M2 "x</p>", "<p data-atrium-entry=\"e-c\" title=''>x</p>" },
    { "<p>" M0 "x</p><aside><p>" M0 "x</p></aside>", "<p data-atrium-entry=\"e-a\">x</p><aside><p>x</p></aside>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = atrium_markers_to_attributes (cases[i].marked, strlen (cases[i].marked), ids, 3);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Whatever the page is, taking the markers out gives what was there, and attributes aside
 * nothing else changes. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "<p>", "</p>", "<li", ">", "<", "/", "'", "\"", M0, M1, M2, "text", "<!--", "-->", "<script>", "</script>", "é",
    "\xF3", "\xF3\xB0", "<br/>", "</", "<td x='"
  };
  static const char *const ids[] = { "a", "b", "c" };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      g_autofree char *shown = NULL;
      g_autofree char *removed = NULL;
      gsize n = (gsize) g_test_rand_int_range (0, 20);

      for (gsize i = 0; i < n; i++)
        g_string_append (html, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      shown = atrium_markers_to_attributes (html->str, html->len, ids, 3);
      removed = atrium_markers_remove (html->str, html->len);
      g_assert_cmpuint (strlen (shown), >=, strlen (removed));
      if (strstr (shown, "data-atrium-entry") == NULL)
        g_assert_cmpstr (shown, ==, removed);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markers/insert", test_insert);
  g_test_add_func ("/markers/numbered", test_numbered);
  g_test_add_func ("/markers/ambiguous", test_ambiguous);
  g_test_add_func ("/markers/attributes", test_attributes);
  g_test_add_func ("/markers/random", test_random);

  return g_test_run ();
}
