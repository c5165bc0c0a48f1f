#include "atrium-bib-file.h"

#include <string.h>

#include "atrium-latex.h"

/* Writes the members of an entry that changed into its fields. */

/* TRUE where the value stands in one pair of braces or quotes */
static gboolean
is_one_piece (const char *text,
              gsize       start,
              gsize       end)
{
  guint depth = 0;

  for (gsize i = start + 1; i + 1 < end; i++)
    {
      if (text[i] == '{')
        depth++;
      else if (text[i] == '}' && depth == 0)
        return FALSE;
      else if (text[i] == '}')
        depth--;
      else if (text[i] == '"' && depth == 0 && text[start] == '"')
        return FALSE;
    }

  return TRUE;
}

/* the source of a value without its delimiters; NULL where it is a macro or joined */
static char *
dup_inside (AtriumBibRewrite *self,
            const char       *name)
{
  const AtriumBibtexField *field = _atrium_bib_rewrite_find (self, name);
  const char *text = _atrium_bib_rewrite_text (self);
  gsize start, end;

  if (field == NULL)
    return NULL;
  start = field->value.start;
  end = field->value.end;
  if (end - start < 2 || !((text[start] == '{' && text[end - 1] == '}') || (text[start] == '"' && text[end - 1] == '"')))
    return NULL;
  if (!is_one_piece (text, start, end))
    return NULL;

  return g_strndup (text + start + 1, end - start - 2);
}

/* a text into its field, with the words in braces that had them */
static void
set_text (AtriumBibRewrite *self,
          const char       *name,
          AtriumBibForm     form,
          const char       *text)
{
  g_autofree char *latex = text != NULL ? _atrium_bib_spell_text (self, form, text) : NULL;
  g_autofree char *old = dup_inside (self, name);
  g_autofree char *spelled = NULL;

  if (latex != NULL && old != NULL && form != ATRIUM_BIB_VERBATIM)
    spelled = atrium_latex_protect_like (latex, old);
  _atrium_bib_set (self, name, spelled != NULL ? spelled : latex);
}

/* --- fields of the table ------------------------------------------------------ */

/* the field that holds a member, or the one that a new value goes into */
static const AtriumBibKey *
find_key (AtriumBibRewrite *self,
          const char       *member)
{
  guint n_keys;
  const AtriumBibKey *keys = _atrium_bib_keys_get (&n_keys);
  const AtriumBibKey *first = NULL;

  for (guint i = 0; i < n_keys; i++)
    {
      if (!g_str_equal (keys[i].member, member))
        continue;
      if (_atrium_bib_rewrite_find (self, keys[i].name) != NULL)
        return &keys[i];
      if (first == NULL)
        first = &keys[i];
    }

  return first;
}

/* the address before an identifier stays */
static char *
with_doi_prefix (AtriumBibRewrite *self,
                 const char       *doi)
{
  g_autofree char *old = _atrium_bib_rewrite_dup (self, "doi");
  const char *at = old != NULL && g_str_has_prefix (old, "http") ? strstr (old, "doi.org/") : NULL;

  return at != NULL ? g_strdup_printf ("%.*s%s", (int) (at - old + strlen ("doi.org/")), old, doi) : g_strdup (doi);
}

/* "\url{…}" in `howpublished` */
static gboolean
set_howpublished (AtriumBibRewrite *self,
                  const char       *url)
{
  g_autofree char *old = _atrium_bib_rewrite_dup (self, "howpublished");
  g_autofree char *new = NULL;

  if (old == NULL || (strstr (old, "://") == NULL && strstr (old, "\\url") == NULL) ||
      _atrium_bib_rewrite_find (self, "url") != NULL)
    return FALSE;
  new = url != NULL && g_str_has_prefix (old, "\\url{") ? g_strconcat ("\\url{", url, "}", NULL) : g_strdup (url);
  _atrium_bib_set (self, "howpublished", new);

  return TRUE;
}

static void
write_key (AtriumBibRewrite   *self,
           const AtriumBibKey *key,
           AtriumEntry        *after)
{
  const char *text = atrium_entry_get_string (after, key->member);

  if (key->form == ATRIUM_BIB_BOOLEAN)
    {
      gboolean yes = atrium_value_get_boolean (atrium_entry_get (after, key->member));

      _atrium_bib_set (self, key->name, yes ? "true" : NULL);
    }
  else if (text != NULL && g_str_equal (key->name, "doi"))
    {
      g_autofree char *doi = with_doi_prefix (self, text);

      set_text (self, key->name, key->form, doi);
    }
  else if (!g_str_equal (key->name, "url") || !set_howpublished (self, text))
    set_text (self, key->name, key->form, text);
}

/* --- people -------------------------------------------------------------------- */

static gboolean
flags_differ (AtriumValue *before,
              AtriumValue *after,
              gboolean     self)
{
  static const char *const flags[] = { "self", "equal", "corresponding" };
  guint n = atrium_value_get_n_items (after);

  for (guint i = 0; i < MAX (n, atrium_value_get_n_items (before)); i++)
    for (guint j = self ? 0 : 1; j < G_N_ELEMENTS (flags); j++)
      {
        AtriumValue *old = atrium_value_get_member (atrium_value_get_item (before, i), flags[j]);
        AtriumValue *new = atrium_value_get_member (atrium_value_get_item (after, i), flags[j]);

        if (atrium_value_get_boolean (old) != atrium_value_get_boolean (new))
          return TRUE;
      }

  return FALSE;
}

/* biblatex says in another field what the names have no marks for */
static void
write_annotations (AtriumBibRewrite *rewrite,
                   AtriumValue      *before,
                   AtriumValue      *after)
{
  g_autofree char *old = _atrium_bib_rewrite_dup (rewrite, "author+an");
  g_autofree char *new = NULL;
  /* a theme knows its owner by name */
  gboolean self = !rewrite->style->theme || (old != NULL && strstr (old, "self") != NULL);

  if (!flags_differ (before, after, self) && (old == NULL || _atrium_bib_names_same_order (before, after)))
    return;
  new = _atrium_bib_names_annotate (old, before, after, self);
  if (g_strcmp0 (old, new) != 0)
    _atrium_bib_set (rewrite, "author+an", new);
}

/* how the names of the file's other entries are written */
static gboolean
file_is_natural (AtriumBibtex *file)
{
  guint n = MIN (atrium_bibtex_get_n_entries (file), 50);

  for (guint i = 0; i < n; i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_find_field (file, atrium_bibtex_get_entry (file, i), "author");
      g_autofree char *names = field != NULL ? atrium_bibtex_dup_value (file, field) : NULL;

      if (names != NULL)
        return _atrium_bib_names_are_natural (names);
    }

  return FALSE;
}

static void
write_authors (AtriumBibRewrite *self,
               AtriumValue      *before,
               AtriumValue      *after)
{
  g_autofree char *inside = dup_inside (self, "author");
  g_autofree char *value = _atrium_bib_rewrite_dup (self, "author");
  const char *old = inside != NULL ? inside : value != NULL ? value : "";
  gboolean annotated = _atrium_bib_rewrite_find (self, "author+an") != NULL;
  AtriumBibNameStyle style = {
    .ascii = self->ascii,
    .marks = !annotated && (self->style->theme || _atrium_bib_names_have_marks (old)),
    .whole_family = self->style->theme,
    .natural = *old == '\0' && file_is_natural (self->file),
    .whole_list = self->fresh,
  };
  g_autofree char *names = NULL;

  if (atrium_value_is_empty (after))
    {
      _atrium_bib_set (self, "author", NULL);
      _atrium_bib_set (self, "author+an", NULL);
      return;
    }
  names = _atrium_bib_names_spell (&style, old, before, after);
  if (names == NULL)
    return;
  if (inside != NULL && !g_str_equal (inside, names))
    {
      const AtriumBibtexField *field = _atrium_bib_rewrite_find (self, "author");

      /* the lines are those of the names that stay */
      _atrium_bib_splice (self, ATRIUM_SPAN (field->value.start + 1, field->value.end - 1), names);
    }
  else if (inside == NULL)
    _atrium_bib_set (self, "author", names);
  if (!style.marks)
    write_annotations (self, before, after);
}

/* --- arXiv ------------------------------------------------------------------------- */

static void
replace_in_value (AtriumBibRewrite        *self,
                  const AtriumBibtexField *field,
                  const char              *old,
                  const char              *new)
{
  const char *text = _atrium_bib_rewrite_text (self);
  const char *at = g_strstr_len (text + field->value.start, atrium_span_length (field->value), old);

  if (at != NULL)
    _atrium_bib_splice (self, ATRIUM_SPAN (at - text, at - text + strlen (old)), new);
}

static void
add_arxiv (AtriumBibRewrite *self,
           const char       *id)
{
  if (self->style->theme)
    {
      _atrium_bib_set (self, "arxiv", id);
      return;
    }
  _atrium_bib_set (self, "eprint", id);
  if (_atrium_bib_rewrite_find (self, "archiveprefix") == NULL && _atrium_bib_rewrite_find (self, "eprinttype") == NULL)
    _atrium_bib_set (self, "archiveprefix", "arXiv");
}

static void
write_arxiv (AtriumBibRewrite *self,
             const char       *before,
             const char       *after)
{
  const AtriumBibtexEntry *entry = _atrium_bib_rewrite_get (self);
  const AtriumBibtexField *field = entry != NULL ? _atrium_bib_find_arxiv (self->now, entry) : NULL;

  if (field == NULL)
    {
      if (after != NULL)
        add_arxiv (self, after);
      return;
    }
  if (after != NULL && before != NULL)
    replace_in_value (self, field, before, after);
  else if (after == NULL && (g_str_equal (field->name, "eprint") || g_str_equal (field->name, "arxiv")))
    {
      _atrium_bib_set (self, "eprint", NULL);
      _atrium_bib_set (self, "arxiv", NULL);
      _atrium_bib_set (self, "archiveprefix", NULL);
      _atrium_bib_set (self, "eprinttype", NULL);
    }
}

/* --- venue ------------------------------------------------------------------------------ */

/* the macro of the file that says the same, where the field has one */
static const AtriumBibtexEntry *
find_macro (AtriumBibRewrite *self,
            const char       *latex)
{
  for (guint i = 0; i < atrium_bibtex_get_n_entries (self->file); i++)
    {
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (self->file, i);
      g_autofree char *value = NULL;

      if (entry->kind != ATRIUM_BIBTEX_STRING || entry->n_fields == 0)
        continue;
      value = atrium_bibtex_dup_value (self->file, atrium_bibtex_get_field (self->file, entry, 0));
      if (g_str_equal (value, latex))
        return entry;
    }

  return NULL;
}

static gboolean
is_macro (AtriumBibRewrite        *self,
          const AtriumBibtexField *field)
{
  const char *text = _atrium_bib_rewrite_text (self) + field->value.start;

  return *text != '{' && *text != '"' && !g_ascii_isdigit (*text) &&
         memchr (text, '#', atrium_span_length (field->value)) == NULL;
}

/* the field for a venue; `howpublished` may hold an address */
static const char *
free_venue_name (AtriumBibRewrite        *self,
                 const AtriumBibtexEntry *entry)
{
  const char *const *names = _atrium_bib_venue_names (entry->type);

  return _atrium_bib_rewrite_find (self, names[0]) != NULL && names[1] != NULL ? names[1] : names[0];
}

static void
write_venue (AtriumBibRewrite *self,
             const char       *before,
             const char       *venue,
             const char       *arxiv)
{
  const AtriumBibtexEntry *entry = _atrium_bib_rewrite_get (self);
  const AtriumBibtexField *field = entry != NULL ? _atrium_bib_find_venue (self->now, entry) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *latex = NULL;
  const AtriumBibtexEntry *macro;

  if (entry == NULL)
    return;
  name = g_strdup (field != NULL ? field->name : free_venue_name (self, entry));
  latex = venue != NULL ? _atrium_bib_spell_text (self, ATRIUM_BIB_MARKDOWN, venue) : NULL;
  macro = field != NULL && latex != NULL && is_macro (self, field) ? find_macro (self, latex) : NULL;
  if (macro != NULL)
    {
      const AtriumBibtexField *string = atrium_bibtex_get_field (self->file, macro, 0);
      g_autofree char *spelled = atrium_source_dup_span (atrium_bibtex_get_source (self->file),
                                                         ATRIUM_SPAN (string->outer.start,
                                                                      string->outer.start + strlen (string->name)));

      _atrium_bib_set_bare (self, name, spelled);
    }
  else
    set_text (self, name, ATRIUM_BIB_MARKDOWN, venue);

  /* an id that stood in the name of the journal stays known */
  entry = _atrium_bib_rewrite_get (self);
  if (arxiv != NULL && entry != NULL && _atrium_bib_find_arxiv (self->now, entry) == NULL)
    add_arxiv (self, arxiv);
}

/* --- type -------------------------------------------------------------------------------------- */

static char *
like_type (const char *type,
           const char *sample)
{
  char *spelled = NULL;

  if (g_ascii_isupper (sample[0]) && g_ascii_isupper (sample[1]))
    return g_ascii_strup (type, -1);
  spelled = g_strdup (type);
  if (g_ascii_isupper (sample[0]))
    spelled[0] = g_ascii_toupper (spelled[0]);
  /* "InProceedings" */
  if (g_ascii_isupper (sample[0]) && g_ascii_isupper (sample[2]) && g_str_equal (type, "inproceedings"))
    spelled[2] = 'P';

  return spelled;
}

/* What was the venue is still it after the type has changed: of a paper it stands in `journal`,
 * of one in proceedings in `booktitle`. */
static void
rename_venue (AtriumBibRewrite *self,
              const char       *old)
{
  static const char *const papers[] = { "journal", "booktitle", NULL };
  const AtriumBibtexEntry *entry = _atrium_bib_rewrite_get (self);
  const AtriumBibtexField *field = old != NULL ? _atrium_bib_rewrite_find (self, old) : NULL;
  const char *const *names = entry != NULL ? _atrium_bib_venue_names (entry->type) : NULL;

  if (field == NULL || g_str_equal (old, names[0]) || _atrium_bib_rewrite_find (self, names[0]) != NULL ||
      (g_strv_contains (names, old) && !(g_strv_contains (papers, old) && g_strv_contains (papers, names[0]))))
    return;
  _atrium_bib_splice (self, ATRIUM_SPAN (field->outer.start, field->outer.start + strlen (field->name)), names[0]);
}

static void
write_type (AtriumBibRewrite *self,
            const char       *type)
{
  const AtriumBibtexEntry *entry;
  const char *spelled = type != NULL ? _atrium_bib_type_spell (type) : NULL;
  const AtriumBibtexField *venue;
  g_autofree char *venue_name = NULL;
  g_autofree char *word = NULL;

  if (spelled == NULL)
    return;
  _atrium_bib_set (self, "entrysubtype", NULL);
  entry = _atrium_bib_rewrite_get (self);
  if (entry == NULL || g_str_equal (_atrium_bib_type_read (entry->type), _atrium_bib_type_read (spelled)) ||
      (!self->fresh && g_str_equal (_atrium_bib_get_type (self->now, entry), type)))
    return;
  word = like_type (spelled, _atrium_bib_rewrite_text (self) + entry->type_span.start);
  venue = _atrium_bib_find_venue (self->now, entry);
  venue_name = venue != NULL ? g_strdup (venue->name) : NULL;
  _atrium_bib_splice (self, entry->type_span, word);
  rename_venue (self, venue_name);
}

/* what the type of the entry and its other fields do not say, a field of its own does */
static void
write_subtype (AtriumBibRewrite *self,
               const char       *type)
{
  const AtriumBibtexEntry *entry = _atrium_bib_rewrite_get (self);

  if (type != NULL && entry != NULL && !g_str_equal (_atrium_bib_get_type (self->now, entry), type))
    _atrium_bib_set (self, "entrysubtype", type);
}

/* --- the whole -------------------------------------------------------------------------------------- */

static void
write_image (AtriumBibRewrite *self,
             const char       *image)
{
  const char *folder = self->style->image_folder;

  if (folder != NULL)
    _atrium_bib_set (self, "preview", image != NULL && g_str_has_prefix (image, folder) ? image + strlen (folder) : image);
}

static void
write_member (AtriumBibRewrite *self,
              const char       *name,
              AtriumEntry      *before,
              AtriumEntry      *after)
{
  const char *text = atrium_entry_get_string (after, name);
  const char *old = atrium_entry_get_string (before, name);
  const AtriumBibKey *key;

  if (g_str_equal (name, "authors"))
    write_authors (self, atrium_entry_get (before, name), atrium_entry_get (after, name));
  else if (g_str_equal (name, "venue"))
    write_venue (self, old, text, atrium_entry_get_string (after, "arxiv"));
  else if (g_str_equal (name, "date"))
    _atrium_bib_write_date (self, text);
  else if (g_str_equal (name, "arxiv"))
    write_arxiv (self, old, text);
  else if (g_str_equal (name, "type"))
    write_type (self, text);
  else if (g_str_equal (name, "status"))
    _atrium_bib_set (self, "pubstate", text != NULL ? _atrium_bib_status_spell (text) : NULL);
  else if (g_str_equal (name, "links"))
    _atrium_bib_write_links (self, atrium_entry_get (after, name));
  else if (g_str_equal (name, "image"))
    write_image (self, text);
  else if ((key = find_key (self, name)) != NULL)
    write_key (self, key, after);
}

/* Writes what differs; the type first, which says what the other fields are called. */
void
_atrium_bib_write_members (AtriumBibRewrite *self,
                           AtriumEntry      *before,
                           AtriumEntry      *after)
{
  static const char *const order[] = { "type", "title", "authors", "venue", "date" };
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (g_hash_table_add (seen, (gpointer) order[i]))
      g_ptr_array_add (names, (gpointer) order[i]);
  for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
    if (g_hash_table_add (seen, (gpointer) atrium_entry_get_member_name (after, i)))
      g_ptr_array_add (names, (gpointer) atrium_entry_get_member_name (after, i));
  for (guint i = 0; i < atrium_entry_get_n_members (before); i++)
    if (g_hash_table_add (seen, (gpointer) atrium_entry_get_member_name (before, i)))
      g_ptr_array_add (names, (gpointer) atrium_entry_get_member_name (before, i));

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!atrium_value_equal (atrium_entry_get (before, name), atrium_entry_get (after, name)) &&
          !(atrium_value_is_empty (atrium_entry_get (before, name)) && atrium_value_is_empty (atrium_entry_get (after, name))))
        write_member (self, name, before, after);
    }
  if (g_strcmp0 (atrium_entry_get_string (before, "type"), atrium_entry_get_string (after, "type")) != 0)
    write_subtype (self, atrium_entry_get_string (after, "type"));
}
