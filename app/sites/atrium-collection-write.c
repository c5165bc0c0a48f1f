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

static void
append_citation_names (GString     *out,
                       AtriumValue *authors)
{
  for (guint i = 0; i < atrium_value_get_n_items (authors); i++)
    {
      AtriumValue *person = atrium_value_get_item (authors, i);
      const char *name = atrium_value_get_member_string (person, "name");
      gboolean self = atrium_value_get_boolean (atrium_value_get_member (person, "self"));

      g_string_append (out, i > 0 ? ", " : "");
      g_string_append (out, self ? "<b>" : "");
      atrium_append_html_attribute (out, name != NULL ? name : "");
      g_string_append (out, self ? "</b>" : "");
    }
}

/* "Okoro, I., <b>T. Varga</b> (2031). &quot;Tidal Nets.&quot; <i>ECML</i>." */
static char *
compose_citation (AtriumEntry *entry)
{
  GString *out = g_string_new (NULL);
  const char *title = atrium_entry_get_string (entry, "title");
  const char *venue = atrium_entry_get_string (entry, "venue");
  const char *date = atrium_entry_get_string (entry, "date");

  append_citation_names (out, atrium_entry_get (entry, "authors"));
  if (date != NULL && strlen (date) >= 4)
    g_string_append_printf (out, "%s(%.4s).", out->len > 0 ? " " : "", date);
  if (title != NULL)
    {
      g_string_append (out, " &quot;");
      atrium_append_html_attribute (out, title);
      g_string_append (out, ".&quot;");
    }
  if (venue != NULL)
    {
      g_string_append (out, " <i>");
      atrium_append_html_attribute (out, venue);
      g_string_append (out, "</i>.");
    }

  return g_string_free_and_steal (out);
}

static const char *
link_url (AtriumEntry *entry,
          const char  *label)
{
  AtriumValue *links = atrium_entry_get (entry, "links");

  for (guint i = 0; i < atrium_value_get_n_items (links); i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);
      const char *is = atrium_value_get_member_string (link, "label");

      if (is != NULL && g_ascii_strcasecmp (is, label) == 0)
        return atrium_value_get_member_string (link, "url");
    }

  return NULL;
}

/* what a key of a file shall hold; NULL where it shall not be there */
static char *
key_value (const AtriumCollectionKey *key,
           AtriumEntry               *entry)
{
  const char *precision;

  if (key->label != NULL)
    return g_strdup (link_url (entry, key->label));
  if (g_str_equal (key->key, "citation"))
    return atrium_value_is_empty (atrium_entry_get (entry, "authors")) &&
           atrium_value_is_empty (atrium_entry_get (entry, "links")) ? NULL : compose_citation (entry);
  if (g_str_equal (key->member, "authors"))
    return NULL;
  if (g_str_equal (key->key, "publication_types"))
    {
      const char *type = atrium_entry_get_string (entry, key->member);

      return type != NULL ? g_strdup (_atrium_publication_type_spell (type, NULL)) : NULL;
    }
  if (g_str_equal (key->key, "date"))
    {
      const char *iso = atrium_entry_get_string (entry, key->member);

      return iso != NULL ? _atrium_yaml_whole_day (iso, &precision) : NULL;
    }

  return g_strdup (atrium_entry_get_string (entry, key->member));
}

static AtriumYamlStyle
key_style (const char *key)
{
  if (g_str_equal (key, "date"))
    return ATRIUM_YAML_PLAIN;

  return g_str_equal (key, "title") ? ATRIUM_YAML_DOUBLE_QUOTED : ATRIUM_YAML_SINGLE_QUOTED;
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
  g_autofree char *day = iso != NULL ? _atrium_yaml_whole_day (iso, &precision) : NULL;
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

static void
append_key (GString         *out,
            const char      *key,
            const char      *value,
            AtriumYamlStyle  style)
{
  g_autofree char *spelled =
    style == ATRIUM_YAML_PLAIN ? g_strdup (value) : atrium_yaml_quote (value, style);

  g_string_append_printf (out, "%s: %s\n", key, spelled);
}

static void
append_list (GString     *out,
             const char  *key,
             AtriumValue *list)
{
  g_string_append_printf (out, "%s:\n", key);
  for (guint i = 0; i < atrium_value_get_n_items (list); i++)
    {
      AtriumValue *item = atrium_value_get_item (list, i);
      const char *text = atrium_value_get_string (item);
      g_autofree char *spelled = NULL;

      if (text == NULL)
        text = atrium_value_get_member_string (item, "name");
      spelled = atrium_yaml_quote (text != NULL ? text : "", ATRIUM_YAML_SINGLE_QUOTED);
      g_string_append_printf (out, "  - %s\n", spelled);
    }
}

/* `category` decides on which list a paper stands; without one it is on none */
static const char *
default_category (AtriumEntry *entry)
{
  const char *type = atrium_entry_get_string (entry, "type");

  if (type == NULL)
    return "manuscripts";
  if (strstr (type, "proceedings") != NULL || g_str_equal (type, "workshop") || g_str_equal (type, "poster"))
    return "conferences";

  return strstr (type, "book") != NULL ? "books" : "manuscripts";
}

static char *
compose_file (const AtriumCollection *collection,
              AtriumEntry            *entry,
              const char             *name)
{
  GString *out = g_string_new ("---\n");
  const char *body = atrium_entry_get_string (entry, "text");
  gboolean body_is_key = FALSE;
  g_autoptr(GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);

  if (collection->lines != NULL)
    g_string_append (out, collection->lines);

  for (guint i = 0; i < collection->n_keys; i++)
    {
      const AtriumCollectionKey *key = &collection->keys[i];
      g_autofree char *value = key_value (key, entry);

      body_is_key |= g_str_equal (key->member, "text");
      if (strchr (key->key, '/') != NULL ||
          (key->label == NULL && g_hash_table_contains (written, key->member)))
        continue;
      if (g_str_equal (key->key, "authors") && !has_key (collection, "citation") &&
          !atrium_value_is_empty (atrium_entry_get (entry, "authors")))
        append_list (out, key->key, atrium_entry_get (entry, "authors"));
      else if (value != NULL && *value != '\0')
        append_key (out, key->key, value, key_style (key->key));
      if (key->label == NULL && value != NULL && !g_str_equal (key->key, "citation"))
        g_hash_table_add (written, (gpointer) key->member);
      if (g_str_equal (key->key, "title") && collection->name != NULL)
        g_string_append_printf (out, "collection: %s\n", collection->name);
      if (g_str_equal (key->key, "category") && value == NULL)
        g_string_append_printf (out, "category: %s\n", default_category (entry));
      if (g_str_equal (key->key, "date") && value != NULL)
        {
          const char *precision;

          g_free (_atrium_yaml_whole_day (atrium_entry_get_string (entry, key->member), &precision));
          if (precision != NULL)
            g_string_append_printf (out, "date_precision: %s\n", precision);
        }
    }
  if (collection->permalink != NULL)
    g_string_append_printf (out, "permalink: %s%s\n", collection->permalink, name);
  if (atrium_entry_get_hidden (entry))
    g_string_append (out, collection->naming == ATRIUM_COLLECTION_BUNDLE ? "draft: true\n" : "published: false\n");
  g_string_append (out, "---\n");
  if (body != NULL && !body_is_key)
    g_string_append_printf (out, "\n%s\n", body);

  return g_string_free_and_steal (out);
}

static void
add_file (const AtriumCollection *collection,
          AtriumEntry            *entry,
          AtriumFileTree         *files)
{
  g_autofree char *name = compose_name (collection, entry);
  guint number;
  g_autofree char *path = free_path (collection, files, name, &number);
  g_autofree char *link = number == 1 ? g_strdup (name) : g_strdup_printf ("%s-%u", name, number);
  char *text = compose_file (collection, entry, link);
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));

  atrium_file_tree_set (files, path, bytes);
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

      for (guint j = 0; old != NULL && j < atrium_section_get_n_entries (old); j++)
        {
          const char *id = atrium_entry_get_id (atrium_section_get_entry (old, j));

          if (!g_hash_table_contains (new_ids, id))
            atrium_file_tree_remove (files, id);
        }
      for (guint j = 0; new != NULL && j < atrium_section_get_n_entries (new); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (new, j);

          if (section_is_collection (&collections[i], new) &&
              !g_hash_table_contains (old_ids, atrium_entry_get_id (entry)))
            add_file (&collections[i], entry, files);
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
  AtriumYamlNode *root;
  AtriumSpan body;
  g_autoptr(AtriumYaml) yaml = NULL;

  if (collection == NULL)
    return FALSE;
  yaml = _atrium_front_matter_read (self->map->source, &body, NULL);
  root = yaml != NULL ? atrium_yaml_get_root (yaml) : NULL;
  if (root == NULL)
    return FALSE;

  if (g_str_equal (member, "hidden"))
    _atrium_yaml_entry_set_flag (self, yaml, root,
                                 collection->naming == ATRIUM_COLLECTION_BUNDLE ? "draft" : "published",
                                 !hidden ? NULL : collection->naming == ATRIUM_COLLECTION_BUNDLE ? "true" : "false");
  else if (g_str_equal (member, "authors") && has_key (collection, "citation"))
    {
      g_autofree char *citation = NULL;

      if (atrium_slots_find (self->map->slots, "authors") != NULL)
        return FALSE;
      citation = compose_citation (self->after);
      _atrium_yaml_entry_set_key (self, yaml, root, "citation", citation);
    }
  else if (g_str_equal (member, "text") && !has_member (collection, "text"))
    return write_body (self, body, text);
  else
    return _atrium_yaml_entry_write (collection->keys, collection->n_keys, self, yaml, root, member);

  return TRUE;
}
