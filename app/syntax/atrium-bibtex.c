#include "atrium-bibtex.h"

#include <string.h>

#include "atrium-bibtex-private.h"
#include "atrium-error.h"

/* After so many blocks without an end, none is looked for beyond the next @ at a line's
 * start, so that reading stays linear. */
#define MAX_RUNAWAYS 16

/* @string values may be made of each other, so they are not put in at any length */
#define MAX_MACRO_BYTES 1024

#define MAX_ENTRIES 200000

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* what BibTeX, biblatex and bibtex-ruby allow in names of types, fields and macros */
static gboolean
is_name (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80 || (c != '\0' && strchr ("/:_!$?.+&*-'^|;<>[]@", c) != NULL);
}

gsize
_atrium_bibtex_skip_space (AtriumBibtex *self,
                           gsize         offset)
{
  while (offset < self->length)
    {
      if (is_space (self->text[offset]))
        offset++;
      /* not BibTeX's rule, but people comment fields out this way */
      else if (self->text[offset] == '%')
        while (offset < self->length && self->text[offset] != '\n')
          offset++;
      else
        break;
    }
  return offset;
}

static gsize
skip_name (AtriumBibtex *self,
           gsize         offset)
{
  while (offset < self->length && is_name (self->text[offset]))
    offset++;
  return offset;
}

static const char *
lower (AtriumBibtex *self,
       gsize         start,
       gsize         end)
{
  char small[64];
  gsize i;

  if (end - start < sizeof small)
    {
      for (i = 0; i < end - start; i++)
        small[i] = g_ascii_tolower (self->text[start + i]);
      small[i] = '\0';
      return g_string_chunk_insert_const (self->strings, small);
    }
  else
    {
      g_autofree char *large = g_ascii_strdown (self->text + start, end - start);

      return g_string_chunk_insert_const (self->strings, large);
    }
}

static void
set_problem (AtriumBibtex *self,
             gsize         offset,
             const char   *reason)
{
  if (self->problem == NULL)
    {
      atrium_set_error_at (&self->problem, ATRIUM_ERROR_SYNTAX, self->source, offset, "%s", reason);
      self->problem_offset = offset;
    }
}

/* --- values ------------------------------------------------------------- */

/* how far the end of a block is looked for */
static gsize
search_limit (AtriumBibtex *self,
              gsize         start)
{
  gsize offset;

  if (self->n_runaways <= MAX_RUNAWAYS)
    return self->length;
  for (offset = start; offset + 1 < self->length; offset++)
    if (self->text[offset] == '\n' && self->text[offset + 1] == '@')
      break;
  return offset;
}

/* BibTeX counts every brace, also behind a backslash; a quote ends at depth 0 only. */
static gsize
delimited_end (AtriumBibtex *self,
               gsize         start)
{
  gboolean quoted = self->text[start] == '"';
  gsize limit = self->n_runaways > MAX_RUNAWAYS ? search_limit (self, start) : self->length;
  gsize offset;
  guint depth = 0;

  for (offset = start; offset < limit; offset++)
    {
      char c = self->text[offset];

      if (c == '{')
        depth++;
      else if (c == '}' && depth > 0)
        depth--;
      else if (c == '}')
        break;
      if (depth == 0 && offset > start && (quoted ? c == '"' : c == '}'))
        return offset + 1;
      if (depth == 0 && !quoted)
        return offset + 1;
    }
  self->n_runaways++;
  return G_MAXSIZE;
}

gsize
_atrium_bibtex_piece_end (AtriumBibtex *self,
                          gsize         offset)
{
  gsize end;

  if (offset >= self->length)
    return G_MAXSIZE;
  if (self->text[offset] == '{' || self->text[offset] == '"')
    return delimited_end (self, offset);
  end = skip_name (self, offset);
  return end > offset ? end : G_MAXSIZE;
}

/* piece # piece # …; G_MAXSIZE where it has no end */
static gsize
value_end (AtriumBibtex *self,
           gsize         offset)
{
  for (;;)
    {
      gsize end = _atrium_bibtex_piece_end (self, offset);

      if (end == G_MAXSIZE)
        return G_MAXSIZE;
      offset = _atrium_bibtex_skip_space (self, end);
      if (offset >= self->length || self->text[offset] != '#')
        return end;
      offset = _atrium_bibtex_skip_space (self, offset + 1);
    }
}

/* --- entries ------------------------------------------------------------ */

/* name = value, into the fields; the offset behind it, or G_MAXSIZE */
static gsize
read_field (AtriumBibtex *self,
            gsize         offset)
{
  gsize name_end = skip_name (self, offset);
  AtriumBibtexField field = { .comma = G_MAXSIZE };
  gsize equals = _atrium_bibtex_skip_space (self, name_end);
  gsize value, end;

  if (name_end == offset || equals >= self->length || self->text[equals] != '=')
    {
      set_problem (self, MIN (offset, self->length), "a field name and = are missing here");
      return G_MAXSIZE;
    }
  value = _atrium_bibtex_skip_space (self, equals + 1);
  end = value_end (self, value);
  if (end == G_MAXSIZE)
    {
      set_problem (self, MIN (value, self->length), "the value does not end");
      return G_MAXSIZE;
    }
  field.name = lower (self, offset, name_end);
  field.outer = ATRIUM_SPAN (offset, end);
  field.value = ATRIUM_SPAN (value, end);
  g_array_append_val (self->fields, field);
  return end;
}

/* the fields up to the closing delimiter; the offset behind that, or G_MAXSIZE */
static gsize
read_fields (AtriumBibtex      *self,
             AtriumBibtexEntry *entry,
             gsize              offset,
             char               close)
{
  for (;;)
    {
      offset = _atrium_bibtex_skip_space (self, offset);
      if (offset >= self->length)
        {
          set_problem (self, entry->outer.start, "the entry does not end");
          return G_MAXSIZE;
        }
      if (self->text[offset] == close)
        return offset + 1;
      if (self->text[offset] == ',')
        {
          offset++;
          continue;
        }
      offset = read_field (self, offset);
      if (offset == G_MAXSIZE)
        return G_MAXSIZE;
      entry->n_fields++;
      offset = _atrium_bibtex_skip_space (self, offset);
      if (offset < self->length && self->text[offset] == ',')
        g_array_index (self->fields, AtriumBibtexField, self->fields->len - 1).comma = offset;
    }
}

/* the key up to the comma; where there is none, `@misc{title = …}`, the first field follows */
static gsize
read_key (AtriumBibtex      *self,
          AtriumBibtexEntry *entry,
          gsize              offset,
          char               close)
{
  gsize start = _atrium_bibtex_skip_space (self, offset);
  gsize end = start;
  gsize next;

  while (end < self->length && self->text[end] != ',' && self->text[end] != close && self->text[end] != '='
         && self->text[end] != '\n' && self->text[end] != '{' && self->text[end] != '"')
    end++;
  next = end;
  while (end > start && is_space (self->text[end - 1]))
    end--;
  next = _atrium_bibtex_skip_space (self, next);
  if (next < self->length && self->text[next] != ',' && self->text[next] != close)
    end = next = start;
  entry->key_span = ATRIUM_SPAN (start, end);
  entry->key = g_string_chunk_insert_len (self->strings, self->text + start, end - start);
  return next;
}

static gsize
skip_block (AtriumBibtex *self,
            gsize         open)
{
  gsize limit = search_limit (self, open);
  gsize offset = open;

  if (self->text[open] == '{')
    return delimited_end (self, open);
  while (offset < limit && self->text[offset] != ')')
    offset++;
  if (offset < limit)
    return offset + 1;
  self->n_runaways++;
  return G_MAXSIZE;
}

static gsize
read_body (AtriumBibtex      *self,
           AtriumBibtexEntry *entry,
           gsize              open)
{
  char close = self->text[open] == '{' ? '}' : ')';
  gsize offset = open + 1;

  switch (entry->kind)
    {
    case ATRIUM_BIBTEX_COMMENT:
    case ATRIUM_BIBTEX_PREAMBLE:
      return skip_block (self, open);
    case ATRIUM_BIBTEX_ENTRY:
      offset = read_key (self, entry, offset, close);
      return read_fields (self, entry, offset, close);
    case ATRIUM_BIBTEX_STRING:
    default:
      return read_fields (self, entry, offset, close);
    }
}

static AtriumBibtexKind
kind_of (const char *type)
{
  if (strcmp (type, "string") == 0)
    return ATRIUM_BIBTEX_STRING;
  if (strcmp (type, "preamble") == 0)
    return ATRIUM_BIBTEX_PREAMBLE;
  return strcmp (type, "comment") == 0 ? ATRIUM_BIBTEX_COMMENT : ATRIUM_BIBTEX_ENTRY;
}

static void
define_macros (AtriumBibtex            *self,
               const AtriumBibtexEntry *entry)
{
  guint i;

  for (i = 0; i < entry->n_fields; i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_get_field (self, entry, i);
      char *value = atrium_bibtex_dup_value (self, field);

      if (strlen (value) <= MAX_MACRO_BYTES)
        g_hash_table_replace (self->macros, (gpointer) field->name, value);
      else
        g_free (value);
    }
}

static void
add_entry (AtriumBibtex      *self,
           AtriumBibtexEntry *entry)
{
  g_array_append_vals (self->entries, entry, 1);
  if (entry->kind == ATRIUM_BIBTEX_STRING)
    define_macros (self, entry);
  else if (entry->kind == ATRIUM_BIBTEX_ENTRY && entry->key[0] != '\0' && !g_hash_table_contains (self->keys, entry->key))
    g_hash_table_insert (self->keys, (gpointer) entry->key, GUINT_TO_POINTER (self->entries->len));
}

/* an @word and its block; the offset behind it, or that behind the @ for anything else.
 * @lost: a block could not be read */
static gsize
read_entry (AtriumBibtex *self,
            gsize         at,
            gboolean     *lost)
{
  gsize word = _atrium_bibtex_skip_space (self, at + 1);
  gsize word_end = word;
  gsize open, end;
  AtriumBibtexEntry entry = { .outer = { at, at }, .key = "", .first_field = self->fields->len };

  while (word_end < self->length && (g_ascii_isalnum (self->text[word_end]) || strchr ("_-+", self->text[word_end]) != NULL))
    word_end++;
  open = _atrium_bibtex_skip_space (self, word_end);
  if (word_end == word || open >= self->length || (self->text[open] != '{' && self->text[open] != '('))
    return at + 1;
  *lost = FALSE;
  entry.type = lower (self, word, word_end);
  entry.type_span = ATRIUM_SPAN (word, word_end);
  entry.key_span = ATRIUM_SPAN (open + 1, open + 1);
  entry.kind = kind_of (entry.type);
  end = read_body (self, &entry, open);
  if (end == G_MAXSIZE)
    {
      g_array_set_size (self->fields, entry.first_field);
      *lost = TRUE;
      return open + 1;
    }
  entry.outer.end = end;
  add_entry (self, &entry);
  return end;
}

/* Behind an entry that could not be read, the next one begins a line. */
static gboolean
begins_line (AtriumBibtex *self,
             gsize         at)
{
  while (at > 0 && (self->text[at - 1] == ' ' || self->text[at - 1] == '\t'))
    at--;
  return at == 0 || self->text[at - 1] == '\n' || self->text[at - 1] == '\r';
}

static gboolean
read_file (AtriumBibtex  *self,
           GError       **error)
{
  gsize offset = 0;
  gboolean lost = FALSE;

  while (offset < self->length)
    {
      const char *at = memchr (self->text + offset, '@', self->length - offset);

      if (at == NULL)
        break;
      offset = at - self->text;
      if (lost && !begins_line (self, offset))
        {
          offset++;
          continue;
        }
      if (self->entries->len >= MAX_ENTRIES)
        {
          atrium_set_error_at (error, ATRIUM_ERROR_TOO_LARGE, self->source, offset, "more than %d BibTeX entries", MAX_ENTRIES);
          return FALSE;
        }
      offset = read_entry (self, offset, &lost);
    }
  return TRUE;
}

static void
define_months (AtriumBibtex *self)
{
  static const char *const months[][2] = {
    { "jan", "January" }, { "feb", "February" }, { "mar", "March" }, { "apr", "April" }, { "may", "May" }, { "jun", "June" },
    { "jul", "July" }, { "aug", "August" }, { "sep", "September" }, { "oct", "October" }, { "nov", "November" },
    { "dec", "December" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (months); i++)
    g_hash_table_insert (self->macros, (gpointer) months[i][0], g_strdup (months[i][1]));
}

/**
 * atrium_bibtex_read:
 * @source: a .bib file
 * @error: return location
 *
 * Reads BibTeX as BibTeX does: text between entries is passed over, types and field names
 * are in lower case, `@comment` blocks are passed over whole. An entry that is not
 * well-formed is passed over too, and atrium_bibtex_get_problem() says where the first one
 * is. Takes time linear in the size.
 *
 * Returns: (transfer full) (nullable): the file; NULL with ATRIUM_ERROR_TOO_LARGE
 */
AtriumBibtex *
atrium_bibtex_read (AtriumSource  *source,
                    GError       **error)
{
  g_autoptr(AtriumBibtex) self = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  self = g_new0 (AtriumBibtex, 1);
  self->source = atrium_source_ref (source);
  self->text = atrium_source_get_text (source, &self->length);
  self->entries = g_array_new (FALSE, FALSE, sizeof (AtriumBibtexEntry));
  self->fields = g_array_new (FALSE, FALSE, sizeof (AtriumBibtexField));
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->macros = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->strings = g_string_chunk_new (4096);
  define_months (self);
  return read_file (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * atrium_bibtex_free:
 * @self: (transfer full): a file
 *
 * Frees the file with its entries and fields.
 */
void
atrium_bibtex_free (AtriumBibtex *self)
{
  g_clear_pointer (&self->source, atrium_source_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->fields, g_array_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->macros, g_hash_table_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * atrium_bibtex_get_source:
 * @self: a file
 *
 * Returns: (transfer none): the source that the spans are in
 */
AtriumSource *
atrium_bibtex_get_source (AtriumBibtex *self)
{
  return self->source;
}

/**
 * atrium_bibtex_get_problem:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): where the first entry is that could not be read, and
 *   why; NULL where all could be
 */
const GError *
atrium_bibtex_get_problem (AtriumBibtex *self)
{
  return self->problem;
}

/**
 * atrium_bibtex_get_problem_offset:
 * @self: a file
 * @offset: (out): where the problem is, in bytes from the start of the file
 *
 * Returns: whether there is a problem, see atrium_bibtex_get_problem()
 */
gboolean
atrium_bibtex_get_problem_offset (AtriumBibtex *self,
                                  gsize        *offset)
{
  *offset = self->problem_offset;

  return self->problem != NULL;
}

/**
 * atrium_bibtex_get_n_entries:
 * @self: a file
 *
 * Returns: how many blocks there are, with `@string`, `@preamble` and `@comment`
 */
guint
atrium_bibtex_get_n_entries (AtriumBibtex *self)
{
  return self->entries->len;
}

/**
 * atrium_bibtex_get_entry:
 * @self: a file
 * @index: which block
 *
 * Returns: (transfer none): the block
 */
const AtriumBibtexEntry *
atrium_bibtex_get_entry (AtriumBibtex *self,
                         guint         index)
{
  g_return_val_if_fail (index < self->entries->len, NULL);

  return &g_array_index (self->entries, AtriumBibtexEntry, index);
}

/**
 * atrium_bibtex_find:
 * @self: a file
 * @key: a key, in its own letter case
 *
 * Returns: (transfer none) (nullable): the first entry of that key
 */
const AtriumBibtexEntry *
atrium_bibtex_find (AtriumBibtex *self,
                    const char   *key)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, key));

  return index > 0 ? atrium_bibtex_get_entry (self, index - 1) : NULL;
}

/**
 * atrium_bibtex_get_field:
 * @self: a file
 * @entry: an entry of it
 * @index: which field
 *
 * Returns: (transfer none): the field
 */
const AtriumBibtexField *
atrium_bibtex_get_field (AtriumBibtex            *self,
                         const AtriumBibtexEntry *entry,
                         guint                    index)
{
  g_return_val_if_fail (index < entry->n_fields, NULL);

  return &g_array_index (self->fields, AtriumBibtexField, entry->first_field + index);
}

/**
 * atrium_bibtex_find_field:
 * @self: a file
 * @entry: an entry of it
 * @name: name of a field, in lower case
 *
 * Returns: (transfer none) (nullable): the first field of that name, which is the one that
 *   BibTeX takes
 */
const AtriumBibtexField *
atrium_bibtex_find_field (AtriumBibtex            *self,
                          const AtriumBibtexEntry *entry,
                          const char              *name)
{
  guint i;

  for (i = 0; i < entry->n_fields; i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_get_field (self, entry, i);

      if (field->name[0] == name[0] && strcmp (field->name, name) == 0)
        return field;
    }
  return NULL;
}

static void
append_folded (GString    *out,
               const char *text,
               gsize       length)
{
  gsize i = 0;

  while (i < length)
    {
      gsize start = i;

      while (i < length && !is_space (text[i]))
        i++;
      g_string_append_len (out, text + start, i - start);
      if (i < length && out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
      i++;
    }
}

/**
 * atrium_bibtex_dup_value:
 * @self: a file
 * @field: a field of it
 *
 * Puts the parts of a value together: macros are replaced by what their last `@string`
 * says (months by their English names, unknown ones by their name), white space is
 * folded as BibTeX does.
 *
 * Returns: (transfer full): LaTeX text
 */
char *
atrium_bibtex_dup_value (AtriumBibtex            *self,
                         const AtriumBibtexField *field)
{
  GString *out = g_string_new (NULL);
  gsize offset = field->value.start;

  while (offset < field->value.end)
    {
      gsize end = _atrium_bibtex_piece_end (self, offset);
      char c = self->text[offset];

      if (end == G_MAXSIZE || end > field->value.end)
        break;
      if (c == '{' || c == '"')
        append_folded (out, self->text + offset + 1, end - offset - 2);
      else
        {
          g_autofree char *name = g_ascii_strdown (self->text + offset, end - offset);
          const char *macro = g_hash_table_lookup (self->macros, name);

          if (macro != NULL && out->len + strlen (macro) <= 4 * MAX_MACRO_BYTES)
            g_string_append (out, macro);
          else
            g_string_append_len (out, self->text + offset, end - offset);
        }
      offset = _atrium_bibtex_skip_space (self, end);
      if (offset < field->value.end && self->text[offset] == '#')
        offset = _atrium_bibtex_skip_space (self, offset + 1);
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* what the field is called in the entry that is referred to: a paper's booktitle is the
 * title of its proceedings */
static const AtriumBibtexField *
find_inherited (AtriumBibtex            *self,
                const AtriumBibtexEntry *parent,
                const char              *name)
{
  const AtriumBibtexField *field = NULL;

  if (strcmp (name, "title") == 0 || strcmp (name, "crossref") == 0 || strcmp (name, "xref") == 0)
    return NULL;
  field = atrium_bibtex_find_field (self, parent, name);
  if (field == NULL && strcmp (name, "booktitle") == 0)
    field = atrium_bibtex_find_field (self, parent, "title");
  return field;
}

/**
 * atrium_bibtex_dup:
 * @self: a file
 * @entry: an entry of it
 * @name: name of a field, in lower case
 *
 * Looks in the entry, then in the one that its `crossref` names.
 *
 * Returns: (transfer full) (nullable): LaTeX text, NULL where there is no such field
 */
char *
atrium_bibtex_dup (AtriumBibtex            *self,
                   const AtriumBibtexEntry *entry,
                   const char              *name)
{
  const AtriumBibtexField *field = atrium_bibtex_find_field (self, entry, name);
  const AtriumBibtexField *crossref;

  if (field == NULL && (crossref = atrium_bibtex_find_field (self, entry, "crossref")) != NULL)
    {
      g_autofree char *key = atrium_bibtex_dup_value (self, crossref);
      const AtriumBibtexEntry *parent = atrium_bibtex_find (self, key);

      if (parent != NULL && parent != entry)
        field = find_inherited (self, parent, name);
    }
  return field != NULL ? atrium_bibtex_dup_value (self, field) : NULL;
}
