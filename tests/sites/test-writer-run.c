#include <string.h>

#include "atrium-patches.h"
#include "atrium-run.h"
#include "atrium-units.h"

/* Each case is a page of items, and the order in which they shall stand: the letters of the
 * items that stay ("a" is the first), with "+" for a new one. */
typedef struct
{
  const char *page;
  const char *order;
  const char *expected;
} RunCase;

static const RunCase run_cases[] = {
  /* nothing to do */
  { "- one\n- two\n- three\n", "abc", "- one\n- two\n- three\n" },
  /* removal: first, middle, last, only */
  { "- one\n- two\n- three\n", "bc", "- two\n- three\n" },
  { "- one\n- two\n- three\n", "ac", "- one\n- three\n" },
  { "- one\n- two\n- three\n", "ab", "- one\n- two\n" },
  { "- one\n", "", "" },
  { "- one\n- two\n", "", "" },
  { "- one\n\n- two\n\n- three\n", "ac", "- one\n\n- three\n" },
  { "- one\r\n- two\r\n- three\r\n", "ac", "- one\r\n- three\r\n" },
  /* a comment between two items stays */
  { "- one\n<!-- old -->\n- two\n- three\n", "ac", "- one\n<!-- old -->\n- three\n" },
  { "- one\n<!-- old -->\n- two\n", "a", "- one\n<!-- old -->\n" },
  /* insertion: first, middle, last */
  { "- one\n- two\n", "+ab", "- new\n- one\n- two\n" },
  { "- one\n- two\n", "a+b", "- one\n- new\n- two\n" },
  { "- one\n- two\n", "ab+", "- one\n- two\n- new\n" },
  { "- one\n", "a+", "- one\n- new\n" },
  { "- one\n\n- two\n", "ab+", "- one\n\n- two\n\n- new\n" },
  { "- one\r\n- two\r\n", "ab+", "- one\r\n- two\r\n- new\r\n" },
  { "- one\n- two\n", "+", "- new\n" },
  /* numbers: the list begins with the same number, a new one counts on */
  { "1. one\n2. two\n3. three\n", "bc", "1. two\n3. three\n" },
  { "1. one\n2. two\n", "ab+", "1. one\n2. two\n3. new\n" },
  { "1. one\n1. two\n", "ab+", "1. one\n1. two\n1. new\n" },
  { "1. one\n2. two\n", "+ab", "1. new\n1. one\n2. two\n" },
  { "9. one\n8. two\n", "ab+", "9. one\n8. two\n7. new\n" },
  /* moves: the markers stay in place */
  { "1. one\n2. two\n3. three\n", "cab", "1. three\n2. one\n3. two\n" },
  { "- one\n\n* two\n", "ba", "- two\n\n* one\n" },
  /* all at once */
  { "- one\n- two\n- three\n- four\n", "d+b", "- four\n- new\n- two\n" },
};

static GArray *
find_cells (const char *text)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (AtriumCell));
  const char *line = text;

  while (*line != '\0')
    {
      gsize length = strcspn (line, "\r\n");
      gsize marker = strspn (line, "0123456789.-*");

      if (marker > 0 && line[marker] == ' ')
        {
          gsize start = line - text;
          AtriumCell cell = { ATRIUM_SPAN (start, start + length),
                              ATRIUM_SPAN (start + marker + 1, start + length), start };

          g_array_append_val (cells, cell);
        }
      line += length;
      line += strspn (line, "\r\n");
    }

  return cells;
}

static char *
render_cb (guint    cell,
           gpointer user_data)
{
  const AtriumRunStyle *style = ((gpointer *) user_data)[0];
  GArray *cells = ((gpointer *) user_data)[1];
  AtriumSpan inner = g_array_index (cells, AtriumCell, cell).inner;

  return g_strndup (style->text + inner.start, inner.end - inner.start);
}

static char *
rewrite (const RunCase *test)
{
  g_autoptr(GArray) cells = find_cells (test->page);
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (AtriumPlace));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) patches = _atrium_patches_new ();
  AtriumRunStyle style = { test->page, 0, strlen (test->page), "\n", "\n", FALSE };
  gpointer data[2] = { &style, cells };
  int before = -1;
  guint offset = 0;

  for (const char *at = test->order; *at != '\0'; at++)
    {
      AtriumPlace place = { *at == '+' ? -1 : *at - 'a', NULL };

      if (place.old >= 0)
        {
          before = place.old;
          offset = 0;
        }
      else
        {
          g_autofree char *marker =
            _atrium_run_marker (test->page, (AtriumCell *) (gpointer) cells->data, cells->len, before, ++offset);

          place.text = g_strconcat (marker, "new", NULL);
          g_ptr_array_add (texts, (gpointer) place.text);
        }
      g_array_append_val (places, place);
    }

  _atrium_run_rewrite (&style, (AtriumCell *) (gpointer) cells->data, cells->len,
                       (AtriumPlace *) (gpointer) places->data, places->len, render_cb, data, patches);
  _atrium_patches_sort (patches);

  return _atrium_patches_render (patches, test->page, ATRIUM_SPAN (0, strlen (test->page)));
}

static void
test_run (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (run_cases); i++)
    {
      g_autofree char *text = rewrite (&run_cases[i]);

      g_test_message ("%s of %s", run_cases[i].order, run_cases[i].page);
      g_assert_cmpstr (text, ==, run_cases[i].expected);
    }
}

/* The value stands between the braces; the expected wrap too. */
static const struct
{
  const char *text;
  const char *expected;
} wrap_cases[] = {
  { "A, {2024}.", "A, {2024}." },
  { "A, *{2024}*.", "A, {*2024*}." },
  { "A, ***{Title}***.", "A, {***Title***}." },
  { "A (**{NeurIPS}**), B", "A {(**NeurIPS**)}, B" },
  { "A \"{T}\", B", "A {\"T\"}, B" },
  { "A \xe2\x80\x9c{T}\xe2\x80\x9d B", "A {\xe2\x80\x9cT\xe2\x80\x9d} B" },
  { "see [{Title}](https://x.org/a_(b)) now", "see {[Title](https://x.org/a_(b))} now" },
  { "see [{[Paper](u)}] now", "see {[[Paper](u)]} now" },
  { "<dd>{Intern}</dd>\n<dd>x</dd>", "{<dd>Intern</dd>}\n<dd>x</dd>" },
  { "<td>{Intern}</td>", "<td>{Intern}</td>" },
  { "<b class=\"x\">{I}</b>", "{<b class=\"x\">I</b>}" },
  { "<b>{I}</i>", "<b>{I}</i>" },
  { "( {I} )", "{( I )}" },
  { "*{I}, J*", "*{I}, J*" },
};

static void
test_wrap (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrap_cases); i++)
    {
      const char *open = strchr (wrap_cases[i].text, '{');
      const char *close = strrchr (wrap_cases[i].text, '}');
      gsize start = open - wrap_cases[i].text;
      gsize end = close - wrap_cases[i].text - 1;
      g_autofree char *text = g_strdup_printf ("%.*s%.*s%s", (int) start, wrap_cases[i].text,
                                               (int) (end - start), open + 1, close + 1);
      AtriumSpan wrap = _atrium_wrap_of (text, ATRIUM_SPAN (start, end), ATRIUM_SPAN (0, strlen (text)));
      g_autofree char *marked = g_strdup_printf ("%.*s{%.*s}%s", (int) wrap.start, text,
                                                 (int) (wrap.end - wrap.start), text + wrap.start,
                                                 text + wrap.end);

      g_assert_cmpstr (marked, ==, wrap_cases[i].expected);
    }
}

static void
test_patches (void)
{
  g_autoptr(GArray) patches = _atrium_patches_new ();
  g_autofree char *text = NULL;

  _atrium_patches_add (patches, ATRIUM_SPAN (4, 5), "E");
  _atrium_patches_add (patches, ATRIUM_SPAN (1, 2), "B");
  _atrium_patches_add (patches, ATRIUM_SPAN (6, 6), "!");
  _atrium_patches_cover (patches, ATRIUM_SPAN (4, 6), "-");
  _atrium_patches_sort (patches);
  text = _atrium_patches_render (patches, "abcdefgh", ATRIUM_SPAN (0, 8));
  g_assert_cmpstr (text, ==, "aBcd-!gh");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/writer/run", test_run);
  g_test_add_func ("/writer/wrap", test_wrap);
  g_test_add_func ("/writer/patches", test_patches);

  return g_test_run ();
}
