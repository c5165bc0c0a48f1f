#include "atrium-hugoblox.h"

#include <string.h>

#include "atrium-patches.h"
#include "atrium-splicer.h"
#include "atrium-yaml-entry.h"
#include "atrium-yaml-links.h"

/* The person, in the front matter or the data file of an author. */

static const struct
{
  const char *member;
  const char *paths[4];
} members[] = {
  { "name", { "name/display", "title", "name", NULL } },
  { "given", { "name/given", "first_name", NULL } },
  { "family", { "name/family", "last_name", NULL } },
  { "headline", { "role", NULL } },
};

static const char *const link_lists[] = { "links", "profiles", "social" };

static const char mailto[] = "mailto:";

static void
set_member (AtriumReading  *reading,
            AtriumSource   *source,
            const char     *member,
            AtriumYamlNode *node)
{
  if (!_atrium_yaml_node_is_text (node))
    return;
  atrium_entry_set_string (atrium_profile_get_person (reading->profile), member, node->text);
  atrium_slots_add (reading->map->person, member, source, node->span, ATRIUM_SPELLING_YAML);
}

/* the first organization, or NULL */
static AtriumYamlNode *
find_affiliation (AtriumYamlNode *root)
{
  static const char *const lists[] = { "affiliations", "organizations" };
  static const char *const names[] = { "name", "title", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      AtriumYamlNode *list = _atrium_yaml_node_at (root, lists[i]);
      AtriumYamlNode *first = list != NULL ? list->first_child : NULL;

      if (first != NULL && first->type == ATRIUM_YAML_MAPPING)
        first = _atrium_hugoblox_first_text (first, names);
      if (_atrium_yaml_node_is_text (first))
        return first;
    }

  return NULL;
}

static AtriumYamlNode *
find_email (AtriumYamlNode *root)
{
  AtriumYamlNode *node = _atrium_yaml_node_at (root, "email");

  return _atrium_yaml_node_is_text (node) ? node : NULL;
}

static AtriumYamlNode *
find_links (AtriumYamlNode *root)
{
  for (guint i = 0; i < G_N_ELEMENTS (link_lists); i++)
    {
      AtriumYamlNode *list = _atrium_yaml_node_at (root, link_lists[i]);

      if (list != NULL && list->type == ATRIUM_YAML_SEQUENCE && list->first_child != NULL)
        return list;
    }

  return NULL;
}

/* the address that a link writes to, or NULL */
static const char *
email_of (const char *url)
{
  return url != NULL && g_str_has_prefix (url, mailto) && url[strlen (mailto)] != '\0'
    ? url + strlen (mailto) : NULL;
}

static AtriumValue *
new_link (const char *label,
          const char *url)
{
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) labelled = atrium_value_with_string (record, "label", label);

  return atrium_value_with_string (labelled, "url", url);
}

/* all items of the list, as links; those that write to somebody too */
static AtriumValue *
read_items (AtriumYamlNode *list)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  for (AtriumYamlNode *item = list != NULL ? list->first_child : NULL; item != NULL; item = item->next)
    {
      AtriumYamlNode *url = _atrium_yaml_link_url (item);
      g_autofree char *label = url != NULL ? _atrium_yaml_link_dup_label (item) : NULL;

      if (url != NULL)
        g_ptr_array_add (items, new_link (label, url->text));
    }

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

static gboolean
list_has (GPtrArray  *items,
          const char *text)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (atrium_value_get_string (g_ptr_array_index (items, i)), text) == 0)
      return TRUE;

  return FALSE;
}

/* a place on the site's own pages is no link of the person */
static gboolean
is_anchor (const char *url)
{
  return *url == '#' || g_str_has_prefix (url, "/#");
}

static void
set_list (AtriumEntry *person,
          const char  *member,
          GPtrArray   *items)
{
  g_autoptr(AtriumValue) list = NULL;

  if (items->len == 0)
    return;
  list = atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
  atrium_entry_set (person, member, list);
}

static void
read_links (AtriumReading  *reading,
            AtriumSource   *source,
            AtriumYamlNode *root)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  g_autoptr(GPtrArray) emails = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  AtriumYamlNode *email = find_email (root);
  AtriumYamlNode *list = find_links (root);

  if (email != NULL)
    {
      g_ptr_array_add (emails, atrium_value_new_string (email->text));
      atrium_slots_add (reading->map->person, "emails/0", source, email->span, ATRIUM_SPELLING_YAML);
    }
  for (AtriumYamlNode *item = list != NULL ? list->first_child : NULL; item != NULL; item = item->next)
    {
      AtriumYamlNode *url = _atrium_yaml_link_url (item);
      const char *address = url != NULL ? email_of (url->text) : NULL;
      g_autofree char *label = url != NULL ? _atrium_yaml_link_dup_label (item) : NULL;
      g_autofree char *path = g_strdup_printf ("links/%u/url", links->len);

      if (url == NULL || is_anchor (url->text))
        continue;
      if (address == NULL)
        {
          g_ptr_array_add (links, new_link (label, url->text));
          atrium_slots_add (reading->map->person, path, source, url->span, ATRIUM_SPELLING_YAML);
        }
      else if (!list_has (emails, address))
        g_ptr_array_add (emails, atrium_value_new_string (address));
    }
  set_list (person, "emails", emails);
  set_list (person, "links", links);
}

/* the picture has no key: it is found by its name */
static void
read_picture (AtriumReading *reading,
              const char    *path)
{
  const char *start = strstr (path, "authors/") + strlen ("authors/");
  g_autofree char *slug = g_strndup (start, strcspn (start, "/."));
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *beside = g_strconcat (folder, "/avatar.", NULL);
  g_autofree char *media = g_strdup_printf ("assets/media/authors/%s.", slug);

  for (guint i = 0; i < atrium_file_tree_get_n_files (reading->files); i++)
    {
      const char *file = atrium_file_tree_get_path (reading->files, i);

      if (!g_str_has_prefix (file, beside) && !g_str_has_prefix (file, media))
        continue;
      atrium_entry_set_string (atrium_profile_get_person (reading->profile), "picture", file);
      return;
    }
}

/* Reads the person from the owner's file at @path, with a slot for what has a key of its own. */
void
_atrium_hugoblox_read_person (AtriumReading *reading,
                              const char    *path)
{
  AtriumSource *source;
  g_autoptr(AtriumYaml) yaml = path != NULL ? _atrium_hugoblox_read_yaml (reading->files, path, &source) : NULL;
  AtriumYamlNode *root = yaml != NULL ? atrium_yaml_get_root (yaml) : NULL;

  if (root == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    set_member (reading, source, members[i].member, _atrium_hugoblox_first_text (root, members[i].paths));
  set_member (reading, source, "affiliation", find_affiliation (root));
  read_links (reading, source, root);
  read_picture (reading, path);
}

/* a key is added where its mapping is there already */
static void
add_key (AtriumYaml        *yaml,
         const char *const *paths,
         const char        *value,
         GArray            *patches)
{
  AtriumYamlNode *root = atrium_yaml_get_root (yaml);

  for (; *paths != NULL; paths++)
    {
      const char *slash = strchr (*paths, '/');
      g_autofree char *parent = slash != NULL ? g_strndup (*paths, slash - *paths) : NULL;
      AtriumYamlNode *mapping = parent != NULL ? _atrium_yaml_node_at (root, parent) : root;
      AtriumYamlNode *empty = _atrium_yaml_node_at (root, *paths);
      g_autofree char *text = NULL;
      gsize offset;

      if (mapping == NULL || mapping->type != ATRIUM_YAML_MAPPING ||
          (empty != NULL && empty->type != ATRIUM_YAML_SCALAR))
        continue;
      if (empty != NULL)
        {
          text = atrium_yaml_spell (yaml, empty, value);
          if (text != NULL)
            _atrium_patches_add (patches, empty->span, text);
          return;
        }
      if (atrium_yaml_add_member (yaml, mapping, slash != NULL ? slash + 1 : *paths, value, &offset, &text))
        _atrium_patches_add (patches, ATRIUM_SPAN (offset, offset), text);
      return;
    }
}

static void
write_scalar (AtriumYaml        *yaml,
              AtriumYamlNode    *node,
              const char *const *paths,
              const char        *value,
              GArray            *patches)
{
  g_autofree char *text = NULL;

  if (node == NULL && value != NULL && paths != NULL)
    add_key (yaml, paths, value, patches);
  if (node == NULL)
    return;
  if (value == NULL)
    {
      _atrium_patches_cover (patches, atrium_yaml_get_member_span (yaml, node), "");
      return;
    }
  text = atrium_yaml_spell (yaml, node, value);
  if (text != NULL)
    _atrium_patches_cover (patches, node->span, text);
}

/* the addresses that stand in the list, and not in a key of their own, after the edit */
static GPtrArray *
wanted_emails (AtriumEntry    *person,
               AtriumYamlNode *email)
{
  GPtrArray *wanted = g_ptr_array_new ();
  AtriumValue *list = atrium_entry_get (person, "emails");

  for (guint i = email != NULL ? 1 : 0; i < atrium_value_get_n_items (list); i++)
    g_ptr_array_add (wanted, (gpointer) atrium_value_get_string (atrium_value_get_item (list, i)));

  return wanted;
}

/* What the list shall hold: its items with the addresses and links of the person in their
 * order, and behind them those that are new. */
static AtriumValue *
wanted_items (AtriumEntry    *person,
              AtriumYamlNode *email,
              AtriumValue    *before)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(GPtrArray) emails = wanted_emails (person, email);
  AtriumValue *links = atrium_entry_get (person, "links");
  guint n_emails = 0;
  guint n_links = 0;

  for (guint i = 0; i < atrium_value_get_n_items (before); i++)
    {
      AtriumValue *item = atrium_value_get_item (before, i);
      const char *url = atrium_value_get_member_string (item, "url");
      const char *address = email_of (url);

      if (address != NULL && email != NULL && g_str_equal (address, email->text))
        {
          const char *first = atrium_value_get_string (atrium_value_get_item (atrium_entry_get (person, "emails"), 0));
          g_autofree char *new = g_strconcat (mailto, first != NULL ? first : address, NULL);

          g_ptr_array_add (items, atrium_value_with_string (item, "url", new));
        }
      else if (address != NULL && n_emails < emails->len)
        {
          g_autofree char *new = g_strconcat (mailto, (const char *) g_ptr_array_index (emails, n_emails++), NULL);

          g_ptr_array_add (items, atrium_value_with_string (item, "url", new));
        }
      else if (address == NULL && is_anchor (url))
        g_ptr_array_add (items, atrium_value_ref (item));
      else if (address == NULL && n_links < atrium_value_get_n_items (links))
        g_ptr_array_add (items, atrium_value_ref (atrium_value_get_item (links, n_links++)));
    }
  for (; n_emails < emails->len; n_emails++)
    {
      g_autofree char *new = g_strconcat (mailto, (const char *) g_ptr_array_index (emails, n_emails), NULL);

      g_ptr_array_add (items, new_link ("E-mail", new));
    }
  for (; n_links < atrium_value_get_n_items (links); n_links++)
    g_ptr_array_add (items, atrium_value_ref (atrium_value_get_item (links, n_links)));

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

/* `links:` of a file that has none */
static void
add_links (AtriumYaml  *yaml,
           const char  *path,
           AtriumValue *links,
           GArray      *patches)
{
  AtriumYamlNode *root = atrium_yaml_get_root (yaml);
  g_autoptr(GString) out = g_string_new (NULL);
  const char *key = g_str_has_prefix (path, "data/") ? "links" : "profiles";
  AtriumYamlNode *empty = NULL;

  if (atrium_value_get_n_items (links) == 0 || root->flow)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (link_lists) && empty == NULL; i++)
    {
      empty = _atrium_yaml_node_at (root, link_lists[i]);
      key = empty != NULL ? link_lists[i] : key;
    }
  _atrium_yaml_links_compose (out, key, NULL, NULL, links);
  if (empty != NULL)
    _atrium_patches_cover (patches, atrium_yaml_get_member_span (yaml, empty), out->str);
  else
    _atrium_patches_add (patches, ATRIUM_SPAN (root->span.start, root->span.start), out->str);
}

static void
write_links (AtriumYaml  *yaml,
             const char  *path,
             AtriumEntry *person,
             GArray      *patches)
{
  AtriumYamlNode *root = atrium_yaml_get_root (yaml);
  AtriumYamlNode *email = find_email (root);
  AtriumYamlNode *list = find_links (root);
  g_autoptr(AtriumValue) before = read_items (list);
  g_autoptr(AtriumValue) after = wanted_items (person, email, before);
  AtriumValue *emails = atrium_entry_get (person, "emails");
  const char *first = atrium_value_get_string (atrium_value_get_item (emails, 0));

  if (email != NULL && g_strcmp0 (first, email->text) != 0)
    write_scalar (yaml, email, NULL, first, patches);
  if (list == NULL)
    add_links (yaml, path, after, patches);
  else if (atrium_value_get_n_items (after) == 0)
    _atrium_patches_cover (patches, atrium_yaml_get_member_span (yaml, list), "");
  else
    _atrium_yaml_links_write (yaml, list, before, after, patches);
}

static void
write_members (AtriumYaml  *yaml,
               const char  *path,
               AtriumEntry *person,
               GHashTable  *left,
               GArray      *patches)
{
  AtriumYamlNode *root = atrium_yaml_get_root (yaml);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_hash_table_remove (left, members[i].member))
      write_scalar (yaml, _atrium_hugoblox_first_text (root, members[i].paths), members[i].paths,
                    atrium_entry_get_string (person, members[i].member), patches);
  if (find_affiliation (root) != NULL && g_hash_table_remove (left, "affiliation"))
    write_scalar (yaml, find_affiliation (root), NULL, atrium_entry_get_string (person, "affiliation"), patches);
  if (g_hash_table_contains (left, "emails") || g_hash_table_contains (left, "links"))
    write_links (yaml, path, person, patches);
  g_hash_table_remove (left, "emails");
  g_hash_table_remove (left, "links");
}

/* Writes the person's members that stand in the owner's file. */
gboolean
_atrium_hugoblox_write_person (AtriumReading   *reading,
                               AtriumEntry     *person,
                               AtriumFileTree  *files,
                               GHashTable      *left,
                               GError         **error)
{
  const char *path = _atrium_hugoblox_find_owner (files);
  AtriumSource *source;
  g_autoptr(AtriumYaml) yaml = path != NULL ? _atrium_hugoblox_read_yaml (files, path, &source) : NULL;
  g_autoptr(GArray) patches = _atrium_patches_new ();
  g_autoptr(AtriumSplicer) splicer = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (yaml == NULL)
    return TRUE;
  write_members (yaml, path, person, left, patches);
  if (patches->len == 0)
    return TRUE;
  _atrium_patches_sort (patches);
  splicer = atrium_splicer_new (source);
  for (guint i = 0; i < patches->len; i++)
    {
      const AtriumPatch *patch = &g_array_index (patches, AtriumPatch, i);

      atrium_splicer_replace (splicer, patch->span, patch->text);
    }
  bytes = atrium_splicer_apply (splicer, error);
  if (bytes == NULL)
    return FALSE;
  atrium_file_tree_set (files, path, bytes);

  return TRUE;
}
