#include "atrium-bib-file.h"

#include <string.h>

#include "atrium-date.h"
#include "atrium-error.h"
#include "atrium-latex.h"

/* Reads the entries of a BibTeX file into a section of publications, with a slot for each
 * value that stands in the entry itself. */

typedef struct
{
  AtriumBibtex            *bib;
  const AtriumBibStyle    *style;
  const AtriumBibtexEntry *bib_entry;
  AtriumEntry             *owner;
  AtriumEntry             *entry;
  AtriumEntryMap          *map;
  GHashTable              *known;     /* people, or NULL */
} Reader;

/* paragraphs of an abstract */
static char *
read_paragraphs (const char *latex)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *start = latex;
  const char *par;

  while ((par = strstr (start, "\\par")) != NULL && !g_ascii_isalpha (par[4]))
    {
      g_autofree char *piece = g_strndup (start, par - start);
      g_autofree char *text = atrium_latex_to_markdown (g_strstrip (piece));

      g_string_append_printf (out, "%s\n\n", text);
      start = par + 4;
    }
  if (out->len > 0)
    {
      g_autofree char *rest = g_strstrip (g_strdup (start));
      g_autofree char *text = atrium_latex_to_markdown (rest);

      g_string_append (out, text);
      return g_string_free_and_steal (g_steal_pointer (&out));
    }

  return atrium_latex_to_markdown (latex);
}

/* What the LaTeX of a value says. */
char *
_atrium_bib_text_read (AtriumBibForm  form,
                       const char    *latex)
{
  char *text;

  if (form == ATRIUM_BIB_VERBATIM)
    text = strpbrk (latex, "\\{}") == NULL ? g_strdup (latex) : atrium_latex_to_url (latex);
  else if (strpbrk (latex, "\\{}$-`'~^*_[]<>&#|!\"") == NULL)
    text = g_strdup (latex);
  else if (form == ATRIUM_BIB_MARKDOWN)
    text = strstr (latex, "\\par") != NULL ? read_paragraphs (latex) : atrium_latex_to_markdown (latex);
  else
    text = atrium_latex_to_text (latex);

  return g_strstrip (text);
}

static void
add_slot (Reader                  *self,
          const char              *path,
          const AtriumBibtexField *field)
{
  /* a field of the entry that is referred to stands in another one */
  if (self->map != NULL && field != NULL && atrium_span_contains (self->bib_entry->outer, field->outer))
    atrium_slots_add (self->map->slots, path, self->map->source, field->value, ATRIUM_SPELLING_BIBTEX);
}

static void
set_text (Reader                  *self,
          const char              *member,
          char                    *text,
          const AtriumBibtexField *field)
{
  g_autofree char *owned = text;

  if (owned == NULL || *owned == '\0' || atrium_entry_get (self->entry, member) != NULL)
    return;
  atrium_entry_set_string (self->entry, member, owned);
  add_slot (self, member, field);
}

/* "https://doi.org/10.5555/1" */
static char *
strip_doi (char *text)
{
  const char *at = strstr (text, "doi.org/");

  if (at != NULL && g_str_has_prefix (text, "http"))
    memmove (text, at + strlen ("doi.org/"), strlen (at + strlen ("doi.org/")) + 1);

  return text;
}

static void
read_key (Reader                  *self,
          const AtriumBibKey      *key,
          const AtriumBibtexField *field)
{
  g_autofree char *latex = atrium_bibtex_dup_value (self->bib, field);

  if (key->form == ATRIUM_BIB_BOOLEAN)
    {
      g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);

      if (g_ascii_strcasecmp (latex, "true") != 0 && g_ascii_strcasecmp (latex, "yes") != 0)
        return;
      atrium_entry_set (self->entry, key->member, yes);
      add_slot (self, key->member, field);
    }
  else if (g_str_equal (key->name, "doi"))
    set_text (self, key->member, strip_doi (_atrium_bib_text_read (key->form, latex)), field);
  else
    set_text (self, key->member, _atrium_bib_text_read (key->form, latex), field);
}

/* --- venue ----------------------------------------------------------------- */

/* an address, or what the owner wrote for a preprint */
static gboolean
is_address (const char *latex)
{
  return strstr (latex, "\\url") != NULL || strstr (latex, "://") != NULL;
}

/* The field that says where an entry was published, of its own. */
const AtriumBibtexField *
_atrium_bib_find_venue (AtriumBibtex            *bib,
                        const AtriumBibtexEntry *entry)
{
  const char *const *names = _atrium_bib_venue_names (entry->type);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_find_field (bib, entry, names[i]);
      g_autofree char *latex = NULL;

      if (field == NULL)
        continue;
      if (!g_str_equal (names[i], "howpublished"))
        return field;
      latex = atrium_bibtex_dup_value (bib, field);
      if (!is_address (latex))
        return field;
    }

  return NULL;
}

static void
read_venue (Reader *self)
{
  const AtriumBibtexField *field = _atrium_bib_find_venue (self->bib, self->bib_entry);
  const char *const *names = _atrium_bib_venue_names (self->bib_entry->type);
  g_autofree char *latex = NULL;

  if (field != NULL)
    latex = atrium_bibtex_dup_value (self->bib, field);
  else if (atrium_bibtex_find_field (self->bib, self->bib_entry, "crossref") != NULL)
    {
      latex = atrium_bibtex_dup (self->bib, self->bib_entry, names[0]);
      if (latex == NULL)
        latex = atrium_bibtex_dup (self->bib, self->bib_entry, "booktitle");
    }
  if (latex != NULL)
    set_text (self, "venue", _atrium_bib_text_read (ATRIUM_BIB_MARKDOWN, latex), field);
}

static void
read_howpublished (Reader *self)
{
  const AtriumBibtexField *field = atrium_bibtex_find_field (self->bib, self->bib_entry, "howpublished");
  g_autofree char *latex = field != NULL ? atrium_bibtex_dup_value (self->bib, field) : NULL;

  if (latex != NULL && is_address (latex))
    set_text (self, "url", _atrium_bib_text_read (ATRIUM_BIB_VERBATIM, latex), field);
}

/* --- arXiv ------------------------------------------------------------------ */

static gboolean
is_arxiv_eprint (AtriumBibtex            *bib,
                 const AtriumBibtexEntry *entry,
                 const AtriumBibtexField *eprint)
{
  static const char *const names[] = { "archiveprefix", "eprinttype", "archive" };
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_find_field (bib, entry, names[i]);
      g_autofree char *text = field != NULL ? atrium_bibtex_dup_value (bib, field) : NULL;

      if (text != NULL)
        return g_ascii_strcasecmp (text, "arxiv") == 0;
    }
  id = atrium_bibtex_dup_value (bib, eprint);

  return _atrium_bib_is_arxiv_id (id) || g_ascii_strncasecmp (id, "arxiv", 5) == 0;
}

static gboolean
says_arxiv (const char *latex)
{
  g_autofree char *lower = g_ascii_strdown (latex, -1);

  return strstr (lower, "arxiv") != NULL || g_str_equal (lower, "corr");
}

/* The field in which the arXiv id of an entry stands, or NULL. */
const AtriumBibtexField *
_atrium_bib_find_arxiv (AtriumBibtex            *bib,
                        const AtriumBibtexEntry *entry)
{
  const AtriumBibtexField *field = atrium_bibtex_find_field (bib, entry, "arxiv");
  const AtriumBibtexField *venue;
  g_autofree char *latex = NULL;
  g_autofree char *volume_text = NULL;

  if (field != NULL)
    return field;
  field = atrium_bibtex_find_field (bib, entry, "eprint");
  if (field != NULL && is_arxiv_eprint (bib, entry, field))
    return field;
  venue = _atrium_bib_find_venue (bib, entry);
  latex = venue != NULL ? atrium_bibtex_dup_value (bib, venue) : NULL;
  if (latex == NULL || !says_arxiv (latex))
    return NULL;
  if (!atrium_span_is_none (_atrium_bib_find_arxiv_id (latex)))
    return venue;
  field = atrium_bibtex_find_field (bib, entry, "volume");
  volume_text = field != NULL ? atrium_bibtex_dup_value (bib, field) : NULL;

  return volume_text != NULL && g_str_has_prefix (volume_text, "abs/") ? field : NULL;
}

static void
read_arxiv (Reader *self)
{
  const AtriumBibtexField *field = _atrium_bib_find_arxiv (self->bib, self->bib_entry);
  g_autofree char *latex = field != NULL ? atrium_bibtex_dup_value (self->bib, field) : NULL;
  g_autofree char *text = latex != NULL ? atrium_latex_to_url (latex) : NULL;
  AtriumSpan id;

  if (text == NULL)
    return;
  id = _atrium_bib_find_arxiv_id (text);
  if (!atrium_span_is_none (id))
    set_text (self, "arxiv", g_strndup (text + id.start, id.end - id.start), field);
  else if (g_str_has_prefix (text, "abs/"))
    set_text (self, "arxiv", g_strdup (text + 4), field);
  else if (g_str_equal (field->name, "arxiv") || g_str_equal (field->name, "eprint"))
    set_text (self, "arxiv", g_strdup (text), field);
}

/* --- type and date ------------------------------------------------------------ */

static gboolean
field_says_preprint (AtriumBibtex            *bib,
                     const AtriumBibtexEntry *entry,
                     const char              *name)
{
  const AtriumBibtexField *field = atrium_bibtex_find_field (bib, entry, name);
  g_autofree char *latex = field != NULL ? atrium_bibtex_dup_value (bib, field) : NULL;
  g_autofree char *lower = latex != NULL ? g_ascii_strdown (latex, -1) : NULL;

  return lower != NULL && (strstr (lower, "preprint") != NULL || says_arxiv (lower) || strstr (lower, "biorxiv") != NULL ||
                           strstr (lower, "medrxiv") != NULL);
}

static gboolean
is_type (const char *text)
{
  const AtriumField *field = atrium_kind_find_field (atrium_kind_get_info (ATRIUM_KIND_PUBLICATIONS), "type");

  return g_strv_contains (field->choices, text);
}

/* what the fields say of the type; NULL where only that of the entry counts */
static const char *
type_of_fields (AtriumBibtex            *bib,
                const AtriumBibtexEntry *entry,
                const char              *type)
{
  const AtriumBibtexField *subtype = atrium_bibtex_find_field (bib, entry, "entrysubtype");
  g_autofree char *text = subtype != NULL ? atrium_bibtex_dup_value (bib, subtype) : NULL;

  if (text != NULL && is_type (text))
    return g_intern_string (text);
  if (g_str_equal (type, "article"))
    return field_says_preprint (bib, entry, "journal") || field_says_preprint (bib, entry, "journaltitle") ? "preprint" : NULL;
  if (!g_str_equal (type, "other"))
    return NULL;
  if (atrium_bibtex_find_field (bib, entry, "eprint") != NULL || atrium_bibtex_find_field (bib, entry, "arxiv") != NULL ||
      field_says_preprint (bib, entry, "howpublished") || field_says_preprint (bib, entry, "publisher") ||
      field_says_preprint (bib, entry, "journal") || field_says_preprint (bib, entry, "note"))
    return "preprint";

  return NULL;
}

/* What type of publication an entry is. */
const char *
_atrium_bib_get_type (AtriumBibtex            *bib,
                      const AtriumBibtexEntry *entry)
{
  const char *type = _atrium_bib_type_read (entry->type);
  const char *of_fields = type_of_fields (bib, entry, type);

  return of_fields != NULL ? of_fields : type;
}

/* There is no slot for the type: it follows from several fields, and changes with them. */
static void
read_type (Reader *self)
{
  atrium_entry_set_string (self->entry, "type", _atrium_bib_get_type (self->bib, self->bib_entry));
}

/* the first number of four digits */
static int
read_year (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      {
        gsize digits = strspn (p, "0123456789");

        if (digits == 4 && g_ascii_strtoull (p, NULL, 10) > 0)
          return (int) g_ascii_strtoull (p, NULL, 10);
        p += digits - 1;
      }

  return 0;
}

static void
read_date (Reader *self)
{
  const AtriumBibtexField *field = atrium_bibtex_find_field (self->bib, self->bib_entry, "date");
  g_autofree char *text = field != NULL ? atrium_bibtex_dup_value (self->bib, field) : NULL;
  g_autofree char *year = NULL;
  g_autofree char *month = NULL;
  g_autofree char *day = NULL;
  AtriumDate date = { 0 };
  gsize used;

  if (text != NULL)
    {
      text[strcspn (text, "/")] = '\0';
      if (atrium_date_from_iso (text, &date) || atrium_date_scan (text, -1, &date, &used))
        {
          set_text (self, "date", atrium_date_to_iso (&date), field);
          return;
        }
    }
  year = atrium_bibtex_dup (self->bib, self->bib_entry, "year");
  date = (AtriumDate) { .year = year != NULL ? read_year (year) : 0 };
  if (date.year == 0)
    return;
  month = atrium_bibtex_dup (self->bib, self->bib_entry, "month");
  day = month != NULL ? atrium_bibtex_dup (self->bib, self->bib_entry, "day") : NULL;
  if (month != NULL)
    date.month = _atrium_bib_read_month (month, &date.day);
  if (date.month > 0 && day != NULL && g_ascii_strtoull (day, NULL, 10) <= 31)
    date.day = (int) g_ascii_strtoull (day, NULL, 10);
  if (date.month == 0)
    date.day = 0;
  set_text (self, "date", atrium_date_to_iso (&date), atrium_bibtex_find_field (self->bib, self->bib_entry, "year"));
}

static void
read_status (Reader *self)
{
  const AtriumBibtexField *field = atrium_bibtex_find_field (self->bib, self->bib_entry, "pubstate");
  g_autofree char *latex = field != NULL ? atrium_bibtex_dup_value (self->bib, field) : NULL;

  if (latex != NULL)
    set_text (self, "status", g_strdup (_atrium_bib_status_read (latex)), field);
}

/* --- people, links, pictures ---------------------------------------------------- */

static char *
dup_field (Reader     *self,
           const char *name)
{
  const AtriumBibtexField *field = atrium_bibtex_find_field (self->bib, self->bib_entry, name);

  return field != NULL ? atrium_bibtex_dup_value (self->bib, field) : NULL;
}

static void
read_authors (Reader *self)
{
  const AtriumBibtexField *field = atrium_bibtex_find_field (self->bib, self->bib_entry, "author");
  g_autofree char *latex = atrium_bibtex_dup (self->bib, self->bib_entry, "author");
  g_autofree char *legend = NULL;
  g_autofree char *annotations = NULL;
  g_autoptr(AtriumValue) people = NULL;
  AtriumBibNotes notes;

  if (latex == NULL)
    return;
  legend = dup_field (self, "annotation");
  if (legend == NULL)
    legend = dup_field (self, "note");
  annotations = dup_field (self, "author+an");
  notes = (AtriumBibNotes) { legend, annotations, self->known };
  people = _atrium_bib_names_read (latex, self->owner, &notes);
  if (people == NULL)
    return;
  atrium_entry_set (self->entry, "authors", people);
  add_slot (self, "authors", field);
}

/* What a field links to; NULL where it is no link. */
char *
_atrium_bib_link_dup_url (AtriumBibtex            *bib,
                          const AtriumBibtexEntry *entry,
                          const AtriumBibtexField *field,
                          const AtriumBibStyle    *style,
                          char                   **label)
{
  const AtriumBibLink *link = _atrium_bib_link_find (field->name);
  g_autofree char *latex = NULL;
  g_autofree char *text = NULL;

  /* of two fields of one name the first counts */
  if ((link == NULL && _atrium_bib_name_is_known (field->name)) ||
      atrium_bibtex_find_field (bib, entry, field->name) != field)
    return NULL;
  latex = atrium_bibtex_dup_value (bib, field);
  text = _atrium_bib_text_read (ATRIUM_BIB_VERBATIM, latex);
  if (*text == '\0' || (link == NULL && !g_str_has_prefix (text, "https://") && !g_str_has_prefix (text, "http://")))
    return NULL;
  *label = _atrium_bib_link_dup_label (field->name);
  if (link == NULL || strstr (text, "://") != NULL)
    return g_steal_pointer (&text);
  if (link->prefix != NULL)
    return g_strconcat (link->prefix, text, NULL);
  if (link->file && style->file_folder != NULL && text[0] != '/')
    return g_strconcat ("/", style->file_folder, text, NULL);

  return g_steal_pointer (&text);
}

static void
read_links (Reader *self)
{
  g_autoptr(GPtrArray) links = NULL;
  g_autoptr(AtriumValue) list = NULL;

  for (guint i = 0; i < self->bib_entry->n_fields; i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_get_field (self->bib, self->bib_entry, i);
      g_autofree char *label = NULL;
      g_autofree char *url = NULL;
      g_autofree char *path = NULL;
      const char *names[] = { "label", "url" };
      AtriumValue *values[2];

      url = _atrium_bib_link_dup_url (self->bib, self->bib_entry, field, self->style, &label);
      if (url == NULL)
        continue;
      if (links == NULL)
        links = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
      path = g_strdup_printf ("links/%u/url", links->len);
      values[0] = atrium_value_new_string (label);
      values[1] = atrium_value_new_string (url);
      g_ptr_array_add (links, atrium_value_new_record_of (names, values, 2));
      atrium_value_unref (values[0]);
      atrium_value_unref (values[1]);
      add_slot (self, path, field);
    }
  if (links == NULL)
    return;
  list = atrium_value_new_list ((AtriumValue *const *) links->pdata, links->len);
  atrium_entry_set (self->entry, "links", list);
}

static void
read_image (Reader *self)
{
  const AtriumBibtexField *field = self->style->image_folder != NULL
    ? atrium_bibtex_find_field (self->bib, self->bib_entry, "preview") : NULL;
  g_autofree char *latex = field != NULL ? atrium_bibtex_dup_value (self->bib, field) : NULL;
  g_autofree char *text = latex != NULL ? _atrium_bib_text_read (ATRIUM_BIB_VERBATIM, latex) : NULL;

  if (text == NULL || *text == '\0')
    return;
  set_text (self, "image",
            strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat (self->style->image_folder, text, NULL), field);
}

/* --- the whole -------------------------------------------------------------------- */

static void
read_keys (Reader *self)
{
  guint n_keys;
  const AtriumBibKey *keys = _atrium_bib_keys_get (&n_keys);
  const AtriumBibtexField *found[64] = { NULL };

  g_assert (n_keys <= G_N_ELEMENTS (found));
  for (guint i = self->bib_entry->n_fields; i > 0; i--)
    {
      const AtriumBibtexField *field = atrium_bibtex_get_field (self->bib, self->bib_entry, i - 1);

      const AtriumBibKey *key = _atrium_bib_key_find (field->name);

      if (key != NULL)
        found[key - keys] = field;
    }
  for (guint j = 0; j < n_keys; j++)
    if (found[j] != NULL && !(g_str_equal (keys[j].name, "publisher") &&
                              _atrium_bib_find_venue (self->bib, self->bib_entry) == found[j]))
      read_key (self, &keys[j], found[j]);
}

/* Reads one entry; @map gets its slots, where there is one, @known the people in it. */
void
_atrium_bib_read_entry (AtriumBibtex            *bib,
                        const AtriumBibtexEntry *bib_entry,
                        const AtriumBibStyle    *style,
                        AtriumEntry             *owner,
                        AtriumEntry             *entry,
                        AtriumEntryMap          *map,
                        GHashTable              *known)
{
  Reader self = { bib, style, bib_entry, owner, entry, map, known };

  read_keys (&self);
  read_authors (&self);
  read_venue (&self);
  read_howpublished (&self);
  read_arxiv (&self);
  read_date (&self);
  read_type (&self);
  read_status (&self);
  read_links (&self);
  read_image (&self);
}

/* two entries of one key are two entries */
static char *
unique_id (AtriumSource            *source,
           const AtriumBibtexEntry *entry,
           GHashTable              *counts)
{
  const char *path = atrium_source_get_path (source);
  g_autofree char *plain = g_strdup_printf ("%s#%s", path, entry->key);
  char *id = g_strdup (plain);

  while (g_hash_table_contains (counts, id))
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, plain)) + 1;

      g_hash_table_insert (counts, g_strdup (plain), GUINT_TO_POINTER (n));
      g_free (id);
      id = g_strdup_printf ("%s#%u", plain, n);
    }
  g_hash_table_insert (counts, id, GUINT_TO_POINTER (1));

  return id;
}

/* Reads a file into a section of its own at the end of the profile. A file in which nothing
 * can be read is an error. */
AtriumSection *
_atrium_bib_read (AtriumReading         *reading,
                  const AtriumBibStyle  *style,
                  AtriumSource          *source,
                  AtriumEntry           *owner,
                  GError               **error)
{
  const char *path = atrium_source_get_path (source);
  g_autoptr(AtriumBibtex) bib = atrium_bibtex_read (source, error);
  g_autoptr(AtriumSection) section = NULL;
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) known = _atrium_bib_names_new_known ();
  AtriumSectionMap *map;
  gsize length;

  if (bib == NULL)
    return NULL;
  section = atrium_section_new (ATRIUM_KIND_PUBLICATIONS, path, "Publications");
  atrium_section_set_page (section, path);
  map = atrium_map_add_section (reading->map, path, source);
  atrium_source_get_text (source, &length);
  map->outer = ATRIUM_SPAN_NONE;
  map->body = ATRIUM_SPAN (length, length);
  map->records = TRUE;

  for (guint i = 0; i < atrium_bibtex_get_n_entries (bib); i++)
    {
      const AtriumBibtexEntry *bib_entry = atrium_bibtex_get_entry (bib, i);
      g_autoptr(AtriumEntry) entry = NULL;
      AtriumEntryMap *entry_map;
      const char *id;

      if (bib_entry->kind != ATRIUM_BIBTEX_ENTRY)
        continue;
      id = unique_id (source, bib_entry, ids);
      entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, id);
      entry_map = atrium_section_map_add (map, id, ATRIUM_ENTRY_FORM_RECORD, source, bib_entry->outer, bib_entry->outer);
      _atrium_bib_read_entry (bib, bib_entry, style, owner, entry, entry_map, known);
      atrium_section_append (section, entry);
    }
  if (map->entries->len == 0 && atrium_bibtex_get_problem (bib) != NULL)
    {
      g_propagate_error (error, g_error_copy (atrium_bibtex_get_problem (bib)));
      return NULL;
    }
  atrium_profile_append (reading->profile, section);

  return section;
}
