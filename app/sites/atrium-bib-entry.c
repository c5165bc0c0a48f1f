#include "atrium-bib-file.h"

#include <string.h>

/* A new entry looks like the one beside it: it is that one with other values. */

/* fields of a sibling that a new entry has too, though they say nothing of the paper */
static gboolean
is_kept (const char *name)
{
  static const char *const names[] = { "bibtex_show", "altmetric", "dimensions", NULL };

  return g_strv_contains (names, name);
}

/* whether the field is written by a member, so that it goes with that */
static gboolean
is_written (AtriumBibRewrite        *self,
            const AtriumBibtexField *field)
{
  static const char *const names[] = {
    "author", "year", "month", "day", "date", "eprint", "archiveprefix", "eprinttype", "arxiv", "pubstate",
    "entrysubtype", "journal", "journaltitle", "booktitle", "school", "institution", "organization", "howpublished", NULL,
  };
  g_autofree char *label = NULL;
  g_autofree char *url = NULL;
  guint n_keys;
  const AtriumBibKey *keys = _atrium_bib_keys_get (&n_keys);

  if (g_strv_contains (names, field->name))
    return TRUE;
  if (g_str_equal (field->name, "preview"))
    return self->style->image_folder != NULL;
  for (guint i = 0; i < n_keys; i++)
    if (g_str_equal (keys[i].name, field->name))
      return TRUE;
  url = _atrium_bib_link_dup_url (self->now, _atrium_bib_rewrite_get (self), field, self->style, &label);

  return url != NULL;
}

/* Takes away what is only true of the sibling. */
static void
drop_foreign (AtriumBibRewrite *self)
{
  const AtriumBibtexEntry *first = _atrium_bib_rewrite_get (self);
  guint budget = first != NULL ? first->n_fields : 0;
  gboolean again = TRUE;

  while (again && budget-- > 0)
    {
      const AtriumBibtexEntry *entry = _atrium_bib_rewrite_get (self);

      again = FALSE;
      /* what was set reads the file anew: @entry is gone then */
      for (guint i = 0; !again && entry != NULL && i < entry->n_fields; i++)
        {
          const AtriumBibtexField *field = atrium_bibtex_get_field (self->now, entry, i);
          g_autofree char *name = NULL;

          if (is_kept (field->name) ||
              (is_written (self, field) && atrium_bibtex_find_field (self->now, entry, field->name) == field))
            continue;
          /* of two fields of one name the first goes, and the other is the first then */
          name = g_strdup (field->name);
          _atrium_bib_set (self, name, NULL);
          again = TRUE;
        }
    }
}

/* The entry with what its macros are, for reading: all strings of the file before it. */
static AtriumEntry *
read_alone (AtriumBibRewrite *self)
{
  AtriumEntry *entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
  g_autoptr(AtriumEntry) nobody = atrium_entry_new (ATRIUM_KIND_PERSON, NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(AtriumBibtex) bib = NULL;
  guint n;

  for (guint i = 0; i < atrium_bibtex_get_n_entries (self->file); i++)
    {
      const AtriumBibtexEntry *string = atrium_bibtex_get_entry (self->file, i);
      g_autofree char *block = NULL;

      if (string->kind != ATRIUM_BIBTEX_STRING)
        continue;
      block = atrium_source_dup_span (atrium_bibtex_get_source (self->file), string->outer);
      g_string_append_printf (text, "%s\n", block);
    }
  g_string_append (text, _atrium_bib_rewrite_text (self));
  source = atrium_source_new_for_text ("", text->str);
  bib = atrium_bibtex_read (source, NULL);
  n = bib != NULL ? atrium_bibtex_get_n_entries (bib) : 0;
  if (n > 0)
    _atrium_bib_read_entry (bib, atrium_bibtex_get_entry (bib, n - 1), self->style, nobody, entry, NULL, NULL);

  return entry;
}

static void
set_key (AtriumBibRewrite *self,
         AtriumEntry      *entry,
         AtriumEntry      *sibling,
         GHashTable       *keys)
{
  const AtriumBibtexEntry *now = _atrium_bib_rewrite_get (self);
  g_autofree char *base = _atrium_bib_compose_key (entry, sibling != NULL ? now->key : NULL, sibling);
  g_autofree char *key = g_strdup (base);

  for (guint i = 0; g_hash_table_contains (keys, key); i++)
    {
      g_free (key);
      key = i < 26 ? g_strdup_printf ("%s%c", base, 'a' + i) : g_strdup_printf ("%s-%u", base, i);
    }
  g_hash_table_add (keys, g_strdup (key));
  if (atrium_span_is_empty (now->key_span) && now->n_fields > 0)
    return;
  _atrium_bib_splice (self, now->key_span, key);
}

/* The text of @entry as an entry of the file, like @sibling where there is one. @keys holds the
 * keys that are taken. */
char *
_atrium_bib_compose_entry (AtriumBibtex            *file,
                           const AtriumBibStyle    *style,
                           const AtriumBibtexEntry *sibling,
                           AtriumEntry             *entry,
                           GHashTable              *keys)
{
  const char *type = atrium_entry_get_string (entry, "type");
  g_autofree char *word = g_strdup_printf ("@%s{new,\n}", type != NULL ? _atrium_bib_type_spell (type) : "article");
  char *text = sibling != NULL ? atrium_source_dup_span (atrium_bibtex_get_source (file), sibling->outer)
                               : g_steal_pointer (&word);
  g_auto(AtriumBibRewrite) self = { NULL };
  g_autoptr(AtriumEntry) before = NULL;

  _atrium_bib_rewrite_init (&self, file, style, text);
  if (_atrium_bib_rewrite_get (&self) == NULL)
    return NULL;
  self.fresh = TRUE;
  drop_foreign (&self);
  before = read_alone (&self);
  set_key (&self, entry, sibling != NULL ? before : NULL, keys);
  _atrium_bib_write_members (&self, before, entry);

  return g_strdup (_atrium_bib_rewrite_text (&self));
}
