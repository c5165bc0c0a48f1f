#include "atrium-hugoblox.h"

#include <string.h>

#include "atrium-author-line.h"
#include "atrium-bibtex.h"
#include "atrium-date.h"
#include "atrium-latex.h"

/* What lies beside a page in its folder: the citation of a paper and a picture. A value that
 * only the citation has is read from it and, when it is edited, stands in the page, which wins. */

static char *
dup_beside (const char *page,
            const char *name)
{
  const char *slash = strrchr (page, '/');

  return g_strdup_printf ("%.*s/%s", (int) (slash - page), page, name);
}

/* the generator takes the first picture that is called so */
static void
read_picture (AtriumReading *reading,
              AtriumEntry   *entry,
              const char    *page)
{
  static const char *const names[] = { "featured.jpg", "featured.jpeg", "featured.png", "featured.webp",
                                       "featured.gif", "featured.svg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = dup_beside (page, names[i]);

      if (!atrium_file_tree_contains (reading->files, path))
        continue;
      atrium_entry_set_string (entry, "image", path);
      return;
    }
}

static const AtriumBibtexEntry *
find_entry (AtriumBibtex *bibtex)
{
  for (guint i = 0; i < atrium_bibtex_get_n_entries (bibtex); i++)
    {
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (bibtex, i);

      if (entry->kind == ATRIUM_BIBTEX_ENTRY)
        return entry;
    }

  return NULL;
}

static void
read_field (AtriumBibtex            *bibtex,
            const AtriumBibtexEntry *cited,
            const char              *field,
            AtriumEntry             *entry,
            const char              *member)
{
  g_autofree char *latex = atrium_entry_get (entry, member) == NULL ? atrium_bibtex_dup (bibtex, cited, field) : NULL;
  g_autofree char *text = latex != NULL ? atrium_latex_to_markdown (latex) : NULL;

  if (text != NULL && *text != '\0')
    atrium_entry_set_string (entry, member, text);
}

/* "Okoro, Ines" is the person Ines Okoro */
static char *
straighten (const char *name)
{
  const char *comma = strchr (name, ',');
  g_autofree char *family = comma != NULL ? g_strndup (name, comma - name) : NULL;
  g_autofree char *given = comma != NULL ? g_strdup (comma + 1) : NULL;

  if (comma == NULL || strchr (comma + 1, ',') != NULL)
    return g_strdup (name);

  return g_strconcat (g_strstrip (given), " ", g_strstrip (family), NULL);
}

/* the names at the joints " and " that stand in no braces */
static GPtrArray *
split_names (const char *latex)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *start = latex;
  guint depth = 0;

  for (const char *at = latex;; at++)
    {
      if (*at == '{')
        depth++;
      else if (*at == '}' && depth > 0)
        depth--;
      if (*at != '\0' && (depth > 0 || strncmp (at, " and ", 5) != 0))
        continue;
      g_ptr_array_add (names, g_strndup (start, at - start));
      if (*at == '\0')
        return names;
      start = at + 5;
      at += 4;
    }
}

static void
read_authors (AtriumBibtex            *bibtex,
              const AtriumBibtexEntry *cited,
              AtriumEntry             *entry,
              AtriumEntry             *person)
{
  g_autofree char *latex = atrium_bibtex_dup (bibtex, cited, "author");
  g_autoptr(GPtrArray) names = latex != NULL ? split_names (latex) : NULL;
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) list = NULL;

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *text = atrium_latex_to_text (g_ptr_array_index (names, i));
      g_autofree char *name = straighten (g_strstrip (text));

      if (*name != '\0' && !g_str_equal (name, "others"))
        g_ptr_array_add (people, _atrium_author_person (person, name, FALSE));
    }
  if (people->len == 0)
    return;
  list = atrium_value_new_list ((AtriumValue *const *) people->pdata, people->len);
  atrium_entry_set (entry, "authors", list);
}

static void
read_date (AtriumBibtex            *bibtex,
           const AtriumBibtexEntry *cited,
           AtriumEntry             *entry)
{
  g_autofree char *date = atrium_bibtex_dup (bibtex, cited, "date");
  g_autofree char *year = atrium_bibtex_dup (bibtex, cited, "year");
  const char *text = date != NULL ? date : year;
  AtriumDate is;

  if (text != NULL && atrium_date_from_iso (text, &is))
    atrium_entry_set_string (entry, "date", text);
}

static void
read_citation (AtriumReading *reading,
               AtriumEntry   *entry,
               AtriumEntryMap *map,
               const char    *page)
{
  g_autofree char *path = dup_beside (page, "cite.bib");
  AtriumSource *source = atrium_file_tree_lookup (reading->files, path) != NULL
    ? atrium_file_tree_get_source (reading->files, path, NULL) : NULL;
  g_autoptr(AtriumBibtex) bibtex = source != NULL ? atrium_bibtex_read (source, NULL) : NULL;
  const AtriumBibtexEntry *cited = bibtex != NULL ? find_entry (bibtex) : NULL;
  g_autofree char *text = NULL;

  if (cited == NULL)
    return;
  text = atrium_source_dup_span (source, cited->outer);
  atrium_entry_set_string (entry, "bibtex", text);
  atrium_slots_add (map->slots, "bibtex", source, cited->outer, ATRIUM_SPELLING_PLAIN);
  read_field (bibtex, cited, "title", entry, "title");
  read_field (bibtex, cited, "journal", entry, "venue");
  read_field (bibtex, cited, "journaltitle", entry, "venue");
  read_field (bibtex, cited, "booktitle", entry, "venue");
  read_field (bibtex, cited, "doi", entry, "doi");
  read_field (bibtex, cited, "abstract", entry, "abstract");
  if (atrium_entry_get (entry, "authors") == NULL)
    read_authors (bibtex, cited, entry, atrium_profile_get_person (reading->profile));
  if (atrium_entry_get (entry, "date") == NULL)
    read_date (bibtex, cited, entry);
}

/* Reads what lies in the folders of the pages of a section. */
void
_atrium_hugoblox_read_bundles (AtriumReading *reading,
                               AtriumSection *section)
{
  AtriumSectionMap *map = atrium_map_find_section (reading->map, atrium_section_get_id (section));
  AtriumKind kind = atrium_section_get_kind (section);

  for (guint i = 0; map != NULL && i < atrium_section_get_n_entries (section); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (section, i);
      AtriumEntryMap *entry_map = g_ptr_array_index (map->entries, i);
      const char *page = atrium_entry_get_id (entry);

      if (!g_str_has_suffix (page, "/index.md"))
        continue;
      if (kind == ATRIUM_KIND_PUBLICATIONS || kind == ATRIUM_KIND_PROJECTS)
        read_picture (reading, entry, page);
      if (kind == ATRIUM_KIND_PUBLICATIONS)
        read_citation (reading, entry, entry_map, page);
    }
}
