#include "atrium-bibtex.h"

#include <string.h>

#include "atrium-bibtex-private.h"

#define MIN_WRAP 40

/* How the fields of an entry are laid out. */
typedef struct
{
  const char *newline;
  char       *indent;         /* NULL: on the line of the one before */
  guint       equals_column;  /* where the = are aligned, or 0 */
  guint       before;         /* spaces before the = */
  guint       after;          /* and behind it */
  char        open;           /* { or " */
  int         letters;        /* of names: 0 small, 1 Capital, 2 ALL */
} Layout;

static gboolean
is_break (char c)
{
  return c == '\n' || c == '\r';
}

static gsize
line_start (AtriumBibtex *self,
            gsize         offset)
{
  while (offset > 0 && !is_break (self->text[offset - 1]))
    offset--;
  return offset;
}

static gsize
next_line (AtriumBibtex *self,
           gsize         offset)
{
  while (offset < self->length && !is_break (self->text[offset]))
    offset++;
  if (offset < self->length && self->text[offset] == '\r')
    offset++;
  if (offset < self->length && self->text[offset] == '\n')
    offset++;
  return offset;
}

static gsize
skip_blanks (AtriumBibtex *self,
             gsize         offset)
{
  while (offset < self->length && (self->text[offset] == ' ' || self->text[offset] == '\t'))
    offset++;
  return offset;
}

static const char *
newline_of (AtriumBibtex *self)
{
  const char *newline = memchr (self->text, '\n', self->length);

  return newline != NULL && newline > self->text && newline[-1] == '\r' ? "\r\n" : "\n";
}

/* --- values ------------------------------------------------------------- */

/* without braces that have no partner */
static char *
balance (const char *latex)
{
  GString *out = g_string_new (NULL);
  guint depth = 0;

  for (; *latex != '\0'; latex++)
    {
      if (*latex == '}' && depth == 0)
        continue;
      depth += *latex == '{';
      depth -= *latex == '}';
      g_string_append_c (out, *latex);
    }
  while (depth-- > 0)
    g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static gboolean
has_outer_quote (const char *latex)
{
  guint depth = 0;

  for (; *latex != '\0'; latex++)
    {
      if (*latex == '"' && depth == 0)
        return TRUE;
      depth += *latex == '{';
      depth -= *latex == '}';
    }
  return FALSE;
}

static gboolean
is_number (const char *latex)
{
  return latex[0] != '\0' && strspn (latex, "0123456789") == strlen (latex);
}

static char *
delimit (const char *latex,
         char        open)
{
  if (open == '"' && !has_outer_quote (latex))
    return g_strconcat ("\"", latex, "\"", NULL);
  return g_strconcat ("{", latex, "}", NULL);
}

/* breaks lines where the old value had them: at the same width, with the same indentation */
static char *
wrap_like (AtriumBibtex            *self,
           const AtriumBibtexField *field,
           const char              *latex)
{
  const char *value = self->text + field->value.start;
  const char *break_at = memchr (value, '\n', atrium_span_length (field->value));
  gsize first = field->value.start - line_start (self, field->value.start) + 1;
  gsize widest = 0, column = first;
  const char *p;
  GString *out;
  g_autofree char *indent = NULL;
  g_auto(GStrv) words = NULL;
  guint i;

  if (break_at == NULL || strpbrk (latex, "\r\n") != NULL)
    return g_strdup (latex);
  indent = g_strndup (break_at + 1, strspn (break_at + 1, " \t"));
  for (p = value; p < self->text + field->value.end; p++)
    {
      column = *p == '\n' ? 0 : column + 1;
      widest = MAX (widest, column);
    }
  widest = MAX (widest, MIN_WRAP);
  out = g_string_new (NULL);
  words = g_strsplit (latex, " ", -1);
  for (i = 0, column = first; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      if (i > 0 && column + 1 + length > widest)
        {
          g_string_append_printf (out, "%s%s", newline_of (self), indent);
          column = strlen (indent);
        }
      else if (i > 0)
        {
          g_string_append_c (out, ' ');
          column++;
        }
      g_string_append (out, words[i]);
      column += length;
    }
  return g_string_free (out, FALSE);
}

/**
 * atrium_bibtex_spell:
 * @self: a file
 * @field: a field of it
 * @latex: LaTeX text; braces without a partner are left out
 *
 * Spells @latex so that it can take the place of @field's value: in quotes where that has
 * them, a bare number where it is one, else in braces; in lines as wide as the old ones.
 *
 * Returns: (transfer full): source text
 */
char *
atrium_bibtex_spell (AtriumBibtex            *self,
                     const AtriumBibtexField *field,
                     const char              *latex)
{
  g_autofree char *balanced = balance (latex);
  g_autofree char *wrapped = wrap_like (self, field, balanced);
  char open = self->text[field->value.start];

  if (open != '{' && open != '"' && is_number (balanced))
    return g_strdup (balanced);
  return delimit (wrapped, open);
}

/* --- layout ------------------------------------------------------------- */

static gsize
equals_of (AtriumBibtex            *self,
           const AtriumBibtexField *field,
           gsize                   *name_end)
{
  *name_end = field->outer.start + strlen (field->name);
  return _atrium_bibtex_skip_space (self, *name_end);
}

static void
layout_align (Layout                  *layout,
              AtriumBibtex            *self,
              const AtriumBibtexEntry *entry)
{
  gboolean aligned = TRUE, differ = FALSE;
  guint i, length = 0;

  for (i = 0; i < entry->n_fields; i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_get_field (self, entry, i);
      gsize name_end;
      gsize equals = equals_of (self, field, &name_end);
      guint column = equals - line_start (self, equals);

      aligned &= i == 0 || column == layout->equals_column;
      differ |= i > 0 && strlen (field->name) != length;
      length = strlen (field->name);
      layout->equals_column = column;
      layout->before = equals - name_end;
      layout->after = field->value.start - equals - 1;
      if (self->text[field->value.start] == '{' || self->text[field->value.start] == '"')
        layout->open = self->text[field->value.start];
    }
  if (!aligned || !differ || layout->indent == NULL)
    layout->equals_column = 0;
}

static void
layout_letters (Layout       *layout,
                AtriumBibtex *self,
                gsize         offset,
                gsize         length)
{
  gsize i;

  if (length == 0 || !g_ascii_isupper (self->text[offset]))
    return;
  layout->letters = length > 1 ? 2 : 1;
  for (i = 1; i < length; i++)
    if (g_ascii_islower (self->text[offset + i]))
      layout->letters = 1;
}

static Layout
layout_of (AtriumBibtex            *self,
           const AtriumBibtexEntry *entry)
{
  Layout layout = { .newline = newline_of (self), .before = 1, .after = 1, .open = '{' };
  const AtriumBibtexField *last;
  gsize line;

  if (entry->n_fields == 0)
    {
      layout.indent = g_strdup ("  ");
      return layout;
    }
  last = atrium_bibtex_get_field (self, entry, entry->n_fields - 1);
  line = line_start (self, last->outer.start);
  if (skip_blanks (self, line) == last->outer.start)
    layout.indent = g_strndup (self->text + line, last->outer.start - line);
  layout_align (&layout, self, entry);
  if (layout.before > 80)
    layout.before = 1;
  layout.after = MIN (layout.after, 80);
  layout_letters (&layout, self, last->outer.start, strlen (last->name));
  return layout;
}

static void
append_field (GString      *out,
              const Layout *layout,
              const char   *name,
              const char   *value,
              gboolean      macro)
{
  g_autofree char *spelled_name = layout->letters == 2 ? g_ascii_strup (name, -1) : g_strdup (name);
  g_autofree char *balanced = balance (value);
  g_autofree char *spelled = macro ? g_strdup (value) : delimit (balanced, layout->open);
  gsize width = strlen (name) + (layout->indent != NULL ? strlen (layout->indent) : 0);
  guint before = layout->before;

  if (layout->letters == 1)
    spelled_name[0] = g_ascii_toupper (spelled_name[0]);
  if (layout->equals_column > 0)
    before = layout->equals_column > width ? layout->equals_column - width : 1;
  g_string_append_printf (out, "%s%*s=%*s%s", spelled_name, (int) before, "", (int) layout->after, "", spelled);
}

/* behind the comma, and behind a comment that goes with it on the line */
static gsize
after_comma (AtriumBibtex *self,
             gsize         comma)
{
  gsize offset = skip_blanks (self, comma + 1);

  if (offset >= self->length || self->text[offset] != '%')
    return comma + 1;
  while (offset < self->length && !is_break (self->text[offset]))
    offset++;
  return offset;
}

/**
 * atrium_bibtex_add_field:
 * @self: a file
 * @entry: an entry of it
 * @name: name of the new field, in lower case
 * @value: its value: LaTeX text, or with @macro the bare name of a macro or a number
 * @macro: whether @value stands without delimiters
 * @offset: (out): where to insert
 * @text: (out) (transfer full): what to insert
 *
 * Says how to add a field behind the last one, with the indentation, the alignment, the
 * letter case, the delimiters and the comma of those that are there.
 */
void
atrium_bibtex_add_field (AtriumBibtex            *self,
                         const AtriumBibtexEntry *entry,
                         const char              *name,
                         const char              *value,
                         gboolean                 macro,
                         gsize                   *offset,
                         char                   **text)
{
  Layout layout = layout_of (self, entry);
  GString *out = g_string_new (NULL);
  gsize comma = G_MAXSIZE;
  gsize end = entry->key_span.end;

  if (entry->n_fields > 0)
    {
      const AtriumBibtexField *last = atrium_bibtex_get_field (self, entry, entry->n_fields - 1);

      comma = last->comma;
      end = last->outer.end;
    }
  else if (_atrium_bibtex_skip_space (self, end) < self->length && self->text[_atrium_bibtex_skip_space (self, end)] == ',')
    {
      comma = _atrium_bibtex_skip_space (self, end);
    }

  *offset = comma != G_MAXSIZE ? after_comma (self, comma) : end;
  if (comma == G_MAXSIZE && !(entry->n_fields == 0 && atrium_span_is_empty (entry->key_span)))
    g_string_append_c (out, ',');
  if (layout.indent != NULL)
    g_string_append_printf (out, "%s%s", layout.newline, layout.indent);
  else
    g_string_append_c (out, ' ');
  append_field (out, &layout, name, value, macro);
  if (comma != G_MAXSIZE)
    g_string_append_c (out, ',');
  g_free (layout.indent);
  *text = g_string_free (out, FALSE);
}

/* --- removing ----------------------------------------------------------- */

static const AtriumBibtexField *
field_before (AtriumBibtex            *self,
              const AtriumBibtexEntry *entry,
              const AtriumBibtexField *field)
{
  return field > atrium_bibtex_get_field (self, entry, 0) ? field - 1 : NULL;
}

/**
 * atrium_bibtex_get_field_span:
 * @self: a file
 * @entry: an entry of it
 * @field: a field of the entry
 *
 * Returns: what to take out to remove the field: its lines, or, where others stand on
 *   them, it and one comma
 */
AtriumSpan
atrium_bibtex_get_field_span (AtriumBibtex            *self,
                              const AtriumBibtexEntry *entry,
                              const AtriumBibtexField *field)
{
  gsize line = line_start (self, field->outer.start);
  gsize end = field->comma != G_MAXSIZE ? field->comma + 1 : field->outer.end;
  const AtriumBibtexField *before = field_before (self, entry, field);

  /* without a comma it is the last one, and the one before is to be it */
  if (field->comma == G_MAXSIZE && before != NULL && before->comma != G_MAXSIZE)
    return ATRIUM_SPAN (before->comma, field->outer.end);
  if (skip_blanks (self, line) == field->outer.start)
    {
      gsize rest = skip_blanks (self, end);

      if (rest >= self->length || is_break (self->text[rest]) || self->text[rest] == '%')
        return ATRIUM_SPAN (line, next_line (self, rest));
    }
  return ATRIUM_SPAN (field->outer.start, MIN (skip_blanks (self, end), entry->outer.end));
}

/**
 * atrium_bibtex_get_entry_span:
 * @self: a file
 * @entry: an entry of it
 *
 * Returns: the entry with its line end and the blank lines behind it
 */
AtriumSpan
atrium_bibtex_get_entry_span (AtriumBibtex            *self,
                              const AtriumBibtexEntry *entry)
{
  gsize end = skip_blanks (self, entry->outer.end);

  if (end < self->length && !is_break (self->text[end]))
    return ATRIUM_SPAN (entry->outer.start, end);
  while (end < self->length)
    {
      gsize content = skip_blanks (self, end);

      if (content < self->length && !is_break (self->text[content]))
        break;
      end = next_line (self, content);
    }
  return ATRIUM_SPAN (entry->outer.start, end);
}
