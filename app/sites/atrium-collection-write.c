#include "atrium-collection.h"
#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-date.h"
#include "atrium-escape.h"
#include "atrium-front-matter.h"

/* Writes entries that have a file of their own. */

static gboolean
has_member (const AtriumCollection *collection,
            const char             *member)
{
  for (guint i = 0; i < collection->n_keys; i++)
    if (g_str_equal (collection->keys[i].member, member))
      return TRUE;

  return FALSE;
}

static gboolean
has_key (const AtriumCollection *collection,
         const char             *key)
{
  for (guint i = 0; i < collection->n_keys; i++)
    if (g_str_equal (collection->keys[i].key, key))
      return TRUE;

  return FALSE;
}

static const char *
date_member (const AtriumCollection *collection)
{
  for (guint i = 0; i < collection->n_keys; i++)
    if (g_str_equal (collection->keys[i].key, "date"))
      return collection->keys[i].member;

  return "date";
}

/* the words that a new file is called by */
static char *
compose_slug (AtriumEntry *entry)
{
  const char *title = atrium_entry_get_string (entry, "title");
  const char *text = atrium_entry_get_string (entry, "text");
  g_autofree char *slug = atrium_slugify (title != NULL ? title : text != NULL ? text : "untitled");
  gsize length = strlen (slug);

  if (title == NULL && length > 40)
    {
      char *end = g_utf8_find_prev_char (slug, slug + 41);
      char *dash;

      *end = '\0';
      dash = strrchr (slug, '-');
      if (dash != NULL && dash > slug)
        *dash = '\0';
    }

  return g_steal_pointer (&slug);
}

/* "2031-09-12-tidal-nets", "2031-fall-algebra", "tidal-nets" */
static char *
compose_name (const AtriumCollection *collection,
              AtriumEntry            *entry)
{
  const char *iso = atrium_entry_get_string (entry, date_member (collection));
  g_autofree char *slug = compose_slug (entry);
  const char *precision;
  g_autofree char *day = iso != NULL ? _atrium_data_whole_day (iso, &precision) : NULL;
  int month = day != NULL ? atoi (day + 5) : 0;

  if (day == NULL || collection->naming == ATRIUM_COLLECTION_BY_NAME ||
      collection->naming == ATRIUM_COLLECTION_BUNDLE)
    return g_steal_pointer (&slug);
  if (collection->naming == ATRIUM_COLLECTION_BY_DATE)
    return g_strconcat (day, "-", slug, NULL);

  return g_strdup_printf ("%.4s-%s-%s", day, month < 6 ? "spring" : month < 9 ? "summer" : "fall", slug);
}

static char *
free_path (const AtriumCollection *collection,
           AtriumFileTree         *files,
           const char             *name,
           guint                  *number)
{
  const char *end = collection->naming == ATRIUM_COLLECTION_BUNDLE ? "/index.md" : ".md";

  for (*number = 1;; (*number)++)
    {
      g_autofree char *path = *number == 1
        ? g_strdup_printf ("%s%s%s", collection->folder, name, end)
        : g_strdup_printf ("%s%s-%u%s", collection->folder, name, *number, end);

      if (!atrium_file_tree_contains (files, path))
        return g_steal_pointer (&path);
    }
}

/* the citation of a paper that has a folder of its own */
static void
add_citation (AtriumEntry    *entry,
              const char     *page,
              AtriumFileTree *files)
{
  const char *bibtex = atrium_entry_get_string (entry, "bibtex");
  g_autofree char *path = g_strdup_printf ("%.*s/cite.bib", (int) (strrchr (page, '/') - page), page);
  g_autofree char *text = bibtex != NULL ? g_strconcat (bibtex, "\n", NULL) : NULL;
  g_autoptr(GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  if (bytes != NULL)
    atrium_file_tree_set (files, path, bytes);
}

/* For each place the entry nearest to it that has a file, NULL where there is none: of two that
 * are as near, the one behind. */
static AtriumEntry **
find_siblings (AtriumSection  *section,
               GHashTable     *old_ids,
               AtriumFileTree *files)
{
  guint n = atrium_section_get_n_entries (section);
  AtriumEntry **siblings = g_new0 (AtriumEntry *, n + 1);
  g_autofree guint *distance = g_new0 (guint, n + 1);
  guint last = 0;

  for (guint i = 0; i < n; i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (section, i);
      const char *id = atrium_entry_get_id (entry);

      if (g_hash_table_contains (old_ids, id) && atrium_file_tree_lookup (files, id) != NULL)
        {
          siblings[i] = entry;
          last = i;
        }
      else if (i > 0)
        {
          siblings[i] = siblings[i - 1];
          distance[i] = i - last;
        }
    }
  for (guint i = n; i-- > 1;)
    if (siblings[i] != NULL && (siblings[i - 1] == NULL || distance[i] + 1 <= distance[i - 1]))
      {
        siblings[i - 1] = siblings[i];
        distance[i - 1] = distance[i] + 1;
      }

  return siblings;
}

/* the text files of a folder go with its page; pictures stay, they cannot be brought back */
static void
remove_page (const AtriumCollection *collection,
             const char             *path,
             AtriumFileTree         *files)
{
  atrium_file_tree_remove (files, path);
  if (collection->naming == ATRIUM_COLLECTION_BUNDLE && g_str_has_suffix (path, "/index.md"))
    {
      g_autofree char *cite = g_strdup_printf ("%.*scite.bib", (int) (strlen (path) - strlen ("index.md")), path);

      if (atrium_file_tree_lookup (files, cite) != NULL)
        atrium_file_tree_remove (files, cite);
    }
}

static void
add_file (const AtriumCollection *collection,
          AtriumEntry            *entry,
          AtriumEntry            *sibling,
          AtriumFileTree         *files)
{
  g_autofree char *name = compose_name (collection, entry);
  guint number;
  g_autofree char *path = free_path (collection, files, name, &number);
  g_autofree char *link = number == 1 ? g_strdup (name) : g_strdup_printf ("%s-%u", name, number);
  AtriumSource *source =
    sibling != NULL ? atrium_file_tree_get_source (files, atrium_entry_get_id (sibling), NULL) : NULL;
  char *text = _atrium_collection_compose (collection, entry, link, source, sibling);
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));

  atrium_file_tree_set (files, path, bytes);
  if (collection->naming == ATRIUM_COLLECTION_BUNDLE)
    add_citation (entry, path, files);
}

static gboolean
section_is_collection (const AtriumCollection *collection,
                       AtriumSection          *section)
{
  return collection != NULL && g_str_equal (atrium_section_get_id (section), collection->folder);
}

static AtriumSection *
find_section (AtriumProfile *profile,
              const char    *id)
{
  for (guint i = 0; profile != NULL && i < atrium_profile_get_n_sections (profile); i++)
    if (g_str_equal (atrium_section_get_id (atrium_profile_get_section (profile, i)), id))
      return atrium_profile_get_section (profile, i);

  return NULL;
}

static GHashTable *
ids_of (AtriumSection *section)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; section != NULL && i < atrium_section_get_n_entries (section); i++)
    g_hash_table_add (ids, (gpointer) atrium_entry_get_id (atrium_section_get_entry (section, i)));

  return ids;
}

/* Makes the files of entries that are new and takes those away that went. In a new site
 * (@before NULL) the first section of a collection's kind goes into it. */
gboolean
_atrium_collections_write (const AtriumCollection  *collections,
                           guint                    n_collections,
                           AtriumProfile           *before,
                           AtriumProfile           *profile,
                           AtriumFileTree          *files,
                           GError                 **error)
{
  for (guint i = 0; i < n_collections; i++)
    {
      AtriumSection *old = find_section (before, collections[i].folder);
      AtriumSection *new = find_section (profile, collections[i].folder);
      g_autoptr(GHashTable) old_ids = ids_of (old);
      g_autoptr(GHashTable) new_ids = ids_of (new);
      g_autofree AtriumEntry **siblings = new != NULL ? find_siblings (new, old_ids, files) : NULL;

      for (guint j = 0; old != NULL && j < atrium_section_get_n_entries (old); j++)
        {
          const char *id = atrium_entry_get_id (atrium_section_get_entry (old, j));

          if (!g_hash_table_contains (new_ids, id))
            remove_page (&collections[i], id, files);
        }
      for (guint j = 0; new != NULL && j < atrium_section_get_n_entries (new); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (new, j);

          if (section_is_collection (&collections[i], new) &&
              !g_hash_table_contains (old_ids, atrium_entry_get_id (entry)))
            add_file (&collections[i], entry, siblings[j], files);
        }
    }

  return TRUE;
}

static void
set_body (AtriumRewrite *self,
          AtriumSpan     body,
          const char    *text)
{
  const char *source = self->text;
  gsize end = body.end;

  if (text == NULL)
    _atrium_patches_cover (self->patches, body, "");
  else
    {
      g_autofree char *whole =
        g_strconcat (body.start > 0 && source[body.start - 1] != '\n' ? "\n" : "", "\n", text, "\n", NULL);

      _atrium_patches_cover (self->patches, ATRIUM_SPAN (body.start, end), whole);
    }
}

/* the text of a paper's file is its body, where no key holds it */
static gboolean
write_body (AtriumRewrite *self,
            AtriumSpan     body,
            const char    *text)
{
  const AtriumSlot *slot = atrium_slots_find (self->map->slots, "text");

  if (slot != NULL && text != NULL)
    return FALSE;
  if (slot == NULL || atrium_span_contains (body, slot->span))
    set_body (self, body, text);

  return TRUE;
}

/* Writes a member of an entry with a file of its own. FALSE where its slot does it better. */
gboolean
_atrium_collection_write_member (AtriumRewrite *self,
                                 const char    *member)
{
  const AtriumLensStyle *style = self->pass->reading->lens->style;
  const AtriumCollection *collection = style == NULL ? NULL
    : _atrium_collection_of_path (style->collections, style->n_collections,
                                  atrium_source_get_path (self->map->source));
  const char *text = atrium_entry_get_string (self->after, member);
  gboolean hidden = atrium_entry_get_hidden (self->after);
  AtriumDataNode *root;
  AtriumSpan body;
  g_autoptr(AtriumData) data = NULL;

  if (collection == NULL)
    return FALSE;
  data = _atrium_front_matter_read (self->map->source, &body, NULL);
  root = data != NULL ? atrium_data_get_root (data) : NULL;
  if (root == NULL)
    return FALSE;

  if (g_str_equal (member, "hidden"))
    _atrium_data_entry_set_flag (self, data, root,
                                 collection->naming == ATRIUM_COLLECTION_BUNDLE ? "draft" : "published",
                                 !hidden ? NULL : collection->naming == ATRIUM_COLLECTION_BUNDLE ? "true" : "false");
  else if (g_str_equal (member, "authors") && has_key (collection, "citation"))
    {
      g_autofree char *citation = NULL;

      if (atrium_slots_find (self->map->slots, "authors") != NULL)
        return FALSE;
      citation = _atrium_collection_compose_citation (self->after);
      _atrium_data_entry_set_key (self, data, root, "citation", citation);
    }
  else if (g_str_equal (member, "text") && !has_member (collection, "text"))
    return write_body (self, body, text);
  else
    return _atrium_data_entry_write (collection->keys, collection->n_keys, self, data, root, member);

  return TRUE;
}
