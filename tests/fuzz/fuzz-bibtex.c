/* BibTeX: spans lie in one another; a value that is set reads back while all the others
 * stay; LaTeX text goes to Markdown and text comes back from LaTeX. The input is a file,
 * a NUL, and the text to set. */

#include "atrium-bibtex.h"
#include "atrium-latex.h"

#include "fuzz.h"

#define MAX_EDITS 6

static AtriumBibtex *
read_text (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("fuzz.bib", text);

  return atrium_bibtex_read (source, NULL);
}

static char *
splice (const char *text,
        AtriumSpan  span,
        const char *replacement)
{
  GString *out = g_string_new_len (text, span.start);

  g_string_append (out, replacement);
  g_string_append (out, text + span.end);
  return g_string_free (out, FALSE);
}

static void
check_spans (AtriumBibtex *file,
             gsize         length)
{
  gsize at = 0;
  guint i, j;

  for (i = 0; i < atrium_bibtex_get_n_entries (file); i++)
    {
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (file, i);

      g_assert_cmpuint (at, <=, entry->outer.start);
      g_assert_cmpuint (entry->outer.end, <=, length);
      g_assert_true (atrium_span_contains (entry->outer, entry->key_span));
      g_assert_true (atrium_span_contains (entry->outer, entry->type_span));
      at = entry->outer.start;
      for (j = 0; j < entry->n_fields; j++)
        {
          const AtriumBibtexField *field = atrium_bibtex_get_field (file, entry, j);

          g_assert_cmpuint (at, <=, field->outer.start);
          g_assert_true (atrium_span_contains (entry->outer, field->outer));
          g_assert_true (atrium_span_contains (field->outer, field->value));
          at = field->outer.end;
        }
      at = entry->outer.end;
    }
}

/* the values of all fields of all entries */
static GPtrArray *
list_values (AtriumBibtex *file)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  guint i, j;

  for (i = 0; i < atrium_bibtex_get_n_entries (file); i++)
    {
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (file, i);

      for (j = 0; j < entry->n_fields && entry->kind == ATRIUM_BIBTEX_ENTRY; j++)
        g_ptr_array_add (values, atrium_bibtex_dup_value (file, atrium_bibtex_get_field (file, entry, j)));
    }
  return values;
}

static void
check_set (AtriumBibtex            *file,
           const AtriumBibtexField *field,
           guint                    index,
           const char              *text,
           const char              *latex)
{
  g_autofree char *spelled = atrium_bibtex_spell (file, field, latex);
  g_autofree char *result = splice (text, field->value, spelled);
  g_autoptr(AtriumBibtex) again = read_text (result);
  g_autoptr(GPtrArray) before = list_values (file);
  g_autoptr(GPtrArray) after = list_values (again);
  g_autofree char *expected = atrium_latex_to_text (latex);
  g_autofree char *got = NULL;
  guint i;

  g_assert_cmpuint (before->len, ==, after->len);
  for (i = 0; i < before->len; i++)
    if (i != index)
      g_assert_cmpstr (g_ptr_array_index (before, i), ==, g_ptr_array_index (after, i));
  got = atrium_latex_to_text (g_ptr_array_index (after, index));
  g_strdelimit (expected, "\t\r\n", ' ');
  g_strdelimit (got, "\t\r\n", ' ');
  if (strstr (expected, "  ") == NULL && expected[0] != ' ' && !g_str_has_suffix (expected, " "))
    g_assert_cmpstr (got, ==, expected);
}

static void
check_edits (AtriumBibtex *file,
             const char   *text,
             const char   *latex)
{
  guint i, j, index = 0;

  for (i = 0; i < atrium_bibtex_get_n_entries (file) && index < MAX_EDITS; i++)
    {
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (file, i);

      for (j = 0; j < entry->n_fields && entry->kind == ATRIUM_BIBTEX_ENTRY && index < MAX_EDITS; j++)
        {
          const AtriumBibtexField *field = atrium_bibtex_get_field (file, entry, j);
          AtriumSpan span = atrium_bibtex_get_field_span (file, entry, field);

          check_set (file, field, index++, text, latex);
          g_assert_true (atrium_span_contains (ATRIUM_SPAN (0, strlen (text)), span));
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *nul = memchr (data, '\0', size);
  gsize length = nul != NULL ? (gsize) (nul - data) : size;
  g_autofree char *text = g_utf8_make_valid ((const char *) data, length);
  g_autofree char *value = nul != NULL ? g_utf8_make_valid ((const char *) nul + 1, size - length - 1) : g_strdup ("é & {x}");
  g_autoptr(AtriumBibtex) file = read_text (text);
  g_autofree char *latex = atrium_text_to_latex (value, size % 2 == 0);
  g_autofree char *markdown = atrium_latex_to_markdown (value);
  g_autofree char *back = atrium_markdown_to_latex (markdown, FALSE);
  g_autofree char *protected = atrium_latex_protect_like (latex, value);

  g_assert_true (g_utf8_validate (markdown, -1, NULL));
  g_assert_true (g_utf8_validate (back, -1, NULL));
  g_assert_true (g_utf8_validate (protected, -1, NULL));
  check_spans (file, strlen (text));
  check_edits (file, text, latex);
  return 0;
}
