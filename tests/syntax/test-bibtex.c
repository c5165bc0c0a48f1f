#include "atrium-bibtex.h"

#include <string.h>

#include "atrium-error.h"

static AtriumBibtex *
read_text (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("test.bib", text);
  g_autoptr(GError) error = NULL;
  AtriumBibtex *file = atrium_bibtex_read (source, &error);

  g_assert_no_error (error);
  return file;
}

/* `type:key{name=value;name=value}` */
static char *
dump (AtriumBibtex *file)
{
  static const char *const kinds[] = { "", "$", "^", "%" };
  GString *out = g_string_new (NULL);
  guint i, j;

  for (i = 0; i < atrium_bibtex_get_n_entries (file); i++)
    {
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (file, i);
      g_autofree char *outer = atrium_source_dup_span (atrium_bibtex_get_source (file), entry->outer);
      g_autofree char *key = atrium_source_dup_span (atrium_bibtex_get_source (file), entry->key_span);

      g_assert_true (outer[0] == '@' && strchr ("})", outer[strlen (outer) - 1]) != NULL);
      g_assert_cmpstr (key, ==, entry->key);
      g_string_append_printf (out, "%s%s%s:%s{", i > 0 ? " " : "", kinds[entry->kind], entry->type, entry->key);
      for (j = 0; j < entry->n_fields; j++)
        {
          const AtriumBibtexField *field = atrium_bibtex_get_field (file, entry, j);
          g_autofree char *value = atrium_bibtex_dup_value (file, field);

          g_string_append_printf (out, "%s%s=%s", j > 0 ? ";" : "", field->name, value);
        }
      g_string_append_c (out, '}');
    }
  return g_string_free (out, FALSE);
}

static void
test_read (void)
{
  static const struct { const char *text, *dump; gboolean problem; } cases[] = {
    { "", "", FALSE },
    { "no entries, me@example.org, @ alone", "", FALSE },
    { "@article{k, title = {A {B} c}, year = 2024, month = dec}", "article:k{title=A {B} c;year=2024;month=December}", FALSE },
    { "@Article(k,\n  Title = \"A {\"}b{\"} c\",\n)", "article:k{title=A {\"}b{\"} c}", FALSE },
    { "me@x.org @misc{k,a={1}}", "misc:k{a=1}", FALSE },
    { "@string{x = {One } # \"two\"} @misc{k, a = x # { three} # 4 # unknown}", "$string:{x=One two} misc:k{a=One two three4unknown}", FALSE },
    { "@preamble{ \"\\newcommand{\\x}{y}\" }@comment{ {@misc{no, a={1}}} }@misc{k}", "^preamble:{} %comment:{} misc:k{}", FALSE },
    { "@misc{title = {No key}}", "misc:{title=No key}", FALSE },
    { "@misc{k,\n  a = {1},\n  % b = {2},\n  c = {3}, % note\n}", "misc:k{a=1;c=3}", FALSE },
    { "@misc{k,, a = {1},, }", "misc:k{a=1}", FALSE },
    { "@misc{DBLP:conf/x-Y_z'1, author+an:default = {1=self}}", "misc:DBLP:conf/x-Y_z'1{author+an:default=1=self}", FALSE },
    { "@misc{k, a = {two\n    lines  and\t more}}", "misc:k{a=two lines and more}", FALSE },
    { "@misc{名, 题 = {值}}", "misc:名{题=值}", FALSE },
    { "@misc{k, a = {1}, a = {2}}\n@misc{k, b = {3}}", "misc:k{a=1;a=2} misc:k{b=3}", FALSE },
    { "@misc{bad, a = {1\n@misc{k, b = {2}}\n", "misc:k{b=2}", TRUE },
    { "@misc{bad, a {1}}\n@misc{k, b = {2}}\n", "misc:k{b=2}", TRUE },
    { "@misc{bad, a = \"x } y\"}\n@misc{k, b = {2}}\n", "misc:k{b=2}", TRUE },
    { "@misc{open, a = {1}", "", TRUE },
    { "@misc{k, a = }\n@misc{l, b = {2}}", "misc:l{b=2}", TRUE },
    { "---\n2023\n---\n@misc{k, a = {1}}\n%%%%\n", "misc:k{a=1}", FALSE },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumBibtex) file = read_text (cases[i].text);
      g_autofree char *dumped = dump (file);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (dumped, ==, cases[i].dump);
      g_assert_cmpint (atrium_bibtex_get_problem (file) != NULL, ==, cases[i].problem);
    }
}

static void
test_problem (void)
{
  g_autoptr(AtriumBibtex) file = read_text ("@misc{k, a = {1}}\n@misc{bad,\n  a = {1\n");

  g_assert_error (atrium_bibtex_get_problem (file), ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
  g_assert_cmpstr (atrium_bibtex_get_problem (file)->message, ==, "test.bib:3:7: the value does not end");
}

static void
test_crossref (void)
{
  g_autoptr(AtriumBibtex) file = read_text ("@inproceedings{a, title = {A}, crossref = {p}}\n@inproceedings{b, crossref = {none}}\n"
                                            "@inproceedings{c, crossref = {c}}\n@proceedings{p, title = {Proc}, year = 2031, editor = {E}}\n");
  const AtriumBibtexEntry *entry = atrium_bibtex_find (file, "a");
  g_autofree char *title = atrium_bibtex_dup (file, entry, "title");
  g_autofree char *booktitle = atrium_bibtex_dup (file, entry, "booktitle");
  g_autofree char *year = atrium_bibtex_dup (file, entry, "year");

  g_assert_cmpstr (title, ==, "A");
  g_assert_cmpstr (booktitle, ==, "Proc");
  g_assert_cmpstr (year, ==, "2031");
  g_assert_null (atrium_bibtex_dup (file, entry, "pages"));
  g_assert_null (atrium_bibtex_dup (file, atrium_bibtex_find (file, "b"), "year"));
  g_assert_null (atrium_bibtex_dup (file, atrium_bibtex_find (file, "c"), "year"));
  g_assert_null (atrium_bibtex_find (file, "none"));
}

static char *
splice (AtriumBibtex *file,
        AtriumSpan    span,
        const char   *text)
{
  gsize length;
  const char *old = atrium_source_get_text (atrium_bibtex_get_source (file), &length);
  GString *out = g_string_new_len (old, span.start);

  g_string_append (out, text);
  g_string_append_len (out, old + span.end, length - span.end);
  return g_string_free (out, FALSE);
}

static void
test_spell (void)
{
  static const struct { const char *text, *latex, *result; } cases[] = {
    { "@misc{k, a = {x}, b = 1}", "y", "@misc{k, a = {y}, b = 1}" },
    { "@misc{k, a = \"x\"}", "y", "@misc{k, a = \"y\"}" },
    { "@misc{k, a = \"x\"}", "y \"z\"", "@misc{k, a = {y \"z\"}}" },
    { "@misc{k, a = \"x\"}", "y {\"}z{\"}", "@misc{k, a = \"y {\"}z{\"}\"}" },
    { "@misc{k, a = 2030}", "2031", "@misc{k, a = 2031}" },
    { "@misc{k, a = 2030}", "in press", "@misc{k, a = {in press}}" },
    { "@misc{k, a = x # \"y\"}", "z", "@misc{k, a = {z}}" },
    { "@misc{k, a = {x}}", "un}bal{anced", "@misc{k, a = {unbal{anced}}}" },
    { "@misc{k,\n  a = {one two three four five six seven eight\n       nine ten},\n}",
      "one two three four five six seven eight twelve nine", "@misc{k,\n  a = {one two three four five six seven eight\n       twelve nine},\n}" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumBibtex) file = read_text (cases[i].text);
      const AtriumBibtexField *field = atrium_bibtex_get_field (file, atrium_bibtex_get_entry (file, 0), 0);
      g_autofree char *spelled = atrium_bibtex_spell (file, field, cases[i].latex);
      g_autofree char *result = splice (file, field->value, spelled);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_add_field (void)
{
  static const struct { const char *text, *result; } cases[] = {
    { "@misc{k,\n  author = {A},\n  title  = {B},\n}\n", "@misc{k,\n  author = {A},\n  title  = {B},\n  note   = {x},\n}\n" },
    { "@misc{k,\n  author = {A},\n  title  = {B}\n}\n", "@misc{k,\n  author = {A},\n  title  = {B},\n  note   = {x}\n}\n" },
    { "@misc{k,\n\tAuthor = {A},\n\tYear = {B}}\n", "@misc{k,\n\tAuthor = {A},\n\tYear = {B},\n\tNote = {x}}\n" },
    { "@misc{k, a=\"1\", b=\"2\"}", "@misc{k, a=\"1\", b=\"2\", note=\"x\"}" },
    { "@misc{k,\r\n  AUTHOR = {A}, % c\r\n}", "@misc{k,\r\n  AUTHOR = {A}, % c\r\n  NOTE = {x},\r\n}" },
    { "@misc{k}", "@misc{k,\n  note = {x}}" },
    { "@misc{k,\n}", "@misc{k,\n  note = {x},\n}" },
    { "@misc{k,\n  a_very_long_name = {1},\n  b                = {2},\n}", "@misc{k,\n  a_very_long_name = {1},\n  b                = {2},\n  note             = {x},\n}" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumBibtex) file = read_text (cases[i].text);
      g_autofree char *text = NULL;
      g_autofree char *result = NULL;
      gsize offset;

      atrium_bibtex_add_field (file, atrium_bibtex_get_entry (file, 0), "note", "x", FALSE, &offset, &text);
      result = splice (file, ATRIUM_SPAN (offset, offset), text);
      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_remove_field (void)
{
  static const struct { const char *text; guint field; const char *result; } cases[] = {
    { "@misc{k,\n  a = {1},\n  b = {2},\n}", 0, "@misc{k,\n  b = {2},\n}" },
    { "@misc{k,\n  a = {1},\n  b = {2},\n}", 1, "@misc{k,\n  a = {1},\n}" },
    { "@misc{k,\n  a = {1},\n  b = {2}\n}", 1, "@misc{k,\n  a = {1}\n}" },
    { "@misc{k,\n  a = {1},\n  b = {2}}", 1, "@misc{k,\n  a = {1}}" },
    { "@misc{k, a = {1}, b = {2}}", 0, "@misc{k, b = {2}}" },
    { "@misc{k, a = {1}, b = {2}}", 1, "@misc{k, a = {1}}" },
    { "@misc{k,\n  a = {1}\n}", 0, "@misc{k,\n}" },
    { "@misc{k,\n  a = {1}, % why\n  b = {2}\n}", 0, "@misc{k,\n  b = {2}\n}" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumBibtex) file = read_text (cases[i].text);
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (file, 0);
      const AtriumBibtexField *field = atrium_bibtex_get_field (file, entry, cases[i].field);
      g_autofree char *result = splice (file, atrium_bibtex_get_field_span (file, entry, field), "");

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_entry_span (void)
{
  g_autoptr(AtriumBibtex) file = read_text ("@misc{a}\n\n\n@misc{b}\n% c\n@misc{c} @misc{d}");
  static const char *const expected[] = { "@misc{a}\n\n\n", "@misc{b}\n", "@misc{c} ", "@misc{d}" };
  guint i;

  for (i = 0; i < 4; i++)
    {
      g_autofree char *text = atrium_source_dup_span (atrium_bibtex_get_source (file),
                                                      atrium_bibtex_get_entry_span (file, atrium_bibtex_get_entry (file, i)));

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

static void
test_linear (void)
{
  static const char *const pieces[] = { "@misc{k, a = {", "@misc{k, a = \"", "@misc{", "@misc(", "@comment(", "@comment{", "@", "@a{b,c={1}}\n",
                                        "@misc{k, a = {\n", "@comment(\n", "@string{a = a # a}\n", "@misc{k,,,,,,,,\n", "x = # " };
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(AtriumBibtex) file = NULL;
      gint64 start;

      for (j = 0; j < 100000; j++)
        g_string_append (text, pieces[i]);
      start = g_get_monotonic_time ();
      file = read_text (text->str);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

/* the budget of the design: 20,000 entries, 10 MB, in half a second */
static void
test_large (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AtriumBibtex) file = NULL;
  gint64 start;
  guint i;

  for (i = 0; i < 20000; i++)
    {
      g_string_append_printf (text, "@article{key%u,\n  title = {{IDBR:} Paper number %u},\n  author = {Okoro, Ines and Varga, Tam},\n"
                                    "  year = 2031,\n  month = dec,\n  abstract = {", i, i);
      while (text->len < 500 * (i + 1))
        g_string_append (text, "tidal memory and slow clocks ");
      g_string_append (text, "},\n}\n\n");
    }
  start = g_get_monotonic_time ();
  file = read_text (text->str);
  g_test_message ("%" G_GINT64_FORMAT " us for %" G_GSIZE_FORMAT " bytes", g_get_monotonic_time () - start, text->len);
  g_assert_cmpuint (atrium_bibtex_get_n_entries (file), ==, 20000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bibtex/read", test_read);
  g_test_add_func ("/bibtex/problem", test_problem);
  g_test_add_func ("/bibtex/crossref", test_crossref);
  g_test_add_func ("/bibtex/spell", test_spell);
  g_test_add_func ("/bibtex/add-field", test_add_field);
  g_test_add_func ("/bibtex/remove-field", test_remove_field);
  g_test_add_func ("/bibtex/entry-span", test_entry_span);
  g_test_add_func ("/bibtex/linear", test_linear);
  g_test_add_func ("/bibtex/large", test_large);
  return g_test_run ();
}
