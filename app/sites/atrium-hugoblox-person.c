#include "atrium-hugoblox.h"

#include <string.h>

#include "atrium-front-matter.h"
#include "atrium-patches.h"
#include "atrium-splicer.h"
#include "atrium-data-entry.h"
#include "atrium-data-links.h"

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

/* the mapping that the person's keys stand in, and its file */
typedef struct
{
  const char     *path;
  AtriumSource   *source;
  AtriumData     *data;
  AtriumDataNode *root;
} Place;

static void
place_clear (Place *self)
{
  g_clear_pointer (&self->data, atrium_data_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* The owner's file itself; where there is only a part of the home page about the owner, the
 * settings name the person. FALSE where they do not. */
static gboolean
place_find (Place          *self,
            AtriumFileTree *files,
            const char     *owner)
{
  static const struct { const char *path, *table; } settings[] = {
    { "config.toml", "params" },
    { "config/_default/config.toml", "params" },
    { "config/_default/params.toml", "" },
  };

  *self = (Place) { .path = owner };
  if (owner == NULL)
    return FALSE;
  if (!_atrium_hugoblox_is_about (owner))
    {
      self->data = _atrium_hugoblox_read_data (files, owner, &self->source);
      self->root = self->data != NULL ? atrium_data_get_root (self->data) : NULL;
      return self->root != NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      place_clear (self);
      self->path = settings[i].path;
      self->data = _atrium_hugoblox_read_data (files, self->path, &self->source);
      self->root = self->data != NULL ? _atrium_data_node_at (atrium_data_get_root (self->data), settings[i].table) : NULL;
      if (self->root != NULL && self->root->type == ATRIUM_DATA_MAPPING && atrium_data_lookup (self->root, "name") != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
set_member (AtriumReading  *reading,
            AtriumSource   *source,
            const char     *member,
            AtriumDataNode *node)
{
  if (!_atrium_data_node_is_text (node))
    return;
  atrium_entry_set_string (atrium_profile_get_person (reading->profile), member, node->text);
  atrium_slots_add (reading->map->person, member, source, node->span, _atrium_data_spelling (node));
}

/* the first organization, or NULL */
static AtriumDataNode *
find_affiliation (AtriumDataNode *root)
{
  static const char *const lists[] = { "affiliations", "organizations", "organization" };
  static const char *const names[] = { "name", "title", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      AtriumDataNode *list = _atrium_data_node_at (root, lists[i]);
      AtriumDataNode *first = list != NULL && list->type == ATRIUM_DATA_SEQUENCE ? list->first_child : list;

      if (first != NULL && first->type == ATRIUM_DATA_MAPPING)
        first = _atrium_hugoblox_first_text (first, names);
      if (_atrium_data_node_is_text (first))
        return first;
    }

  return NULL;
}

static AtriumDataNode *
find_email (AtriumDataNode *root)
{
  AtriumDataNode *node = _atrium_data_node_at (root, "email");

  return _atrium_data_node_is_text (node) ? node : NULL;
}

static AtriumDataNode *
find_links (AtriumDataNode *root)
{
  for (guint i = 0; i < G_N_ELEMENTS (link_lists); i++)
    {
      AtriumDataNode *list = _atrium_data_node_at (root, link_lists[i]);

      if (list != NULL && list->type == ATRIUM_DATA_SEQUENCE && list->first_child != NULL)
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
read_items (AtriumDataNode *list)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  for (AtriumDataNode *item = list != NULL ? list->first_child : NULL; item != NULL; item = item->next)
    {
      AtriumDataNode *url = _atrium_data_link_url (item);
      g_autofree char *label = url != NULL ? _atrium_data_link_dup_label (item) : NULL;

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
            AtriumDataNode *root)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  g_autoptr(GPtrArray) emails = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  AtriumDataNode *email = find_email (root);
  AtriumDataNode *list = find_links (root);

  if (email != NULL)
    {
      g_ptr_array_add (emails, atrium_value_new_string (email->text));
      atrium_slots_add (reading->map->person, "emails/0", source, email->span, _atrium_data_spelling (email));
    }
  for (AtriumDataNode *item = list != NULL ? list->first_child : NULL; item != NULL; item = item->next)
    {
      AtriumDataNode *url = _atrium_data_link_url (item);
      const char *address = url != NULL ? email_of (url->text) : NULL;
      g_autofree char *label = url != NULL ? _atrium_data_link_dup_label (item) : NULL;
      g_autofree char *path = g_strdup_printf ("links/%u/url", links->len);

      if (url == NULL || is_anchor (url->text))
        continue;
      if (address == NULL)
        {
          g_ptr_array_add (links, new_link (label, url->text));
          atrium_slots_add (reading->map->person, path, source, url->span, _atrium_data_spelling (url));
        }
      else if (!list_has (emails, address))
        g_ptr_array_add (emails, atrium_value_new_string (address));
    }
  set_list (person, "emails", emails);
  set_list (person, "links", links);
}

/* the picture of an author's file has no key: it is found by its name */
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

/* in the settings it has one, below the folder of pictures */
static void
read_avatar (AtriumReading *reading,
             Place         *place)
{
  AtriumDataNode *avatar = atrium_data_lookup (place->root, "avatar");
  g_autofree char *path = _atrium_data_node_is_text (avatar) ? g_strconcat ("static/img/", avatar->text, NULL) : NULL;

  if (path != NULL && atrium_file_tree_contains (reading->files, path))
    atrium_entry_set_string (atrium_profile_get_person (reading->profile), "picture", path);
}

/* Reads the person from the owner's file at @path, with a slot for what has a key of its own. */
void
_atrium_hugoblox_read_person (AtriumReading *reading,
                              const char    *path)
{
  g_auto(Place) place = { 0 };

  if (!place_find (&place, reading->files, path))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    set_member (reading, place.source, members[i].member, _atrium_hugoblox_first_text (place.root, members[i].paths));
  set_member (reading, place.source, "affiliation", find_affiliation (place.root));
  read_links (reading, place.source, place.root);
  if (_atrium_hugoblox_is_about (path))
    read_avatar (reading, &place);
  else
    read_picture (reading, path);
}

/* a key is added where its mapping is there already */
static void
add_key (const Place       *place,
         const char *const *paths,
         const char        *value,
         GArray            *patches)
{
  for (; *paths != NULL; paths++)
    {
      const char *slash = strchr (*paths, '/');
      g_autofree char *parent = slash != NULL ? g_strndup (*paths, slash - *paths) : NULL;
      AtriumDataNode *mapping = parent != NULL ? _atrium_data_node_at (place->root, parent) : place->root;
      AtriumDataNode *empty = _atrium_data_node_at (place->root, *paths);
      g_autofree char *text = NULL;
      gsize offset;

      if (mapping == NULL || mapping->type != ATRIUM_DATA_MAPPING ||
          (empty != NULL && empty->type != ATRIUM_DATA_SCALAR))
        continue;
      if (empty != NULL)
        {
          text = atrium_data_spell (place->data, empty, value);
          if (text != NULL)
            _atrium_patches_add (patches, empty->span, text);
          return;
        }
      if (atrium_data_add_member (place->data, mapping, slash != NULL ? slash + 1 : *paths, value, &offset, &text))
        _atrium_patches_add (patches, ATRIUM_SPAN (offset, offset), text);
      return;
    }
}

static void
write_scalar (const Place       *place,
              AtriumDataNode    *node,
              const char *const *paths,
              const char        *value,
              GArray            *patches)
{
  g_autofree char *text = NULL;

  if (node == NULL && value != NULL && paths != NULL)
    add_key (place, paths, value, patches);
  if (node == NULL)
    return;
  if (value == NULL)
    {
      _atrium_patches_cover (patches, atrium_data_get_member_span (place->data, node), "");
      return;
    }
  text = atrium_data_spell (place->data, node, value);
  if (text != NULL)
    _atrium_patches_cover (patches, node->span, text);
}

/* the addresses that stand in the list, and not in a key of their own, after the edit */
static GPtrArray *
wanted_emails (AtriumEntry    *person,
               AtriumDataNode *email)
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
              AtriumDataNode *email,
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

/* a list of links of a file that has none */
static void
add_links (const Place *place,
           AtriumValue *links,
           GArray      *patches)
{
  gboolean toml = place->root->syntax == ATRIUM_DATA_TOML;
  const char *key = toml ? "social" : g_str_has_prefix (place->path, "data/") ? "links" : "profiles";
  AtriumDataNode *empty = NULL;
  g_autofree char *spelled = NULL;
  g_autofree char *text = NULL;
  gsize offset;

  if (atrium_value_get_n_items (links) == 0 || place->root->flow)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (link_lists) && empty == NULL; i++)
    {
      empty = _atrium_data_node_at (place->root, link_lists[i]);
      key = empty != NULL ? link_lists[i] : key;
    }
  spelled = toml && g_str_equal (key, "social")
    ? _atrium_toml_social_compose (links)
    : _atrium_data_links_compose (place->root->syntax, NULL, NULL, links);
  if (empty != NULL && toml)
    _atrium_patches_cover (patches, empty->span, spelled);
  else if (empty != NULL)
    {
      text = atrium_data_dup_pair (place->data, key, spelled);
      _atrium_patches_cover (patches, atrium_data_get_member_span (place->data, empty), text);
    }
  else if (atrium_data_add_spelled (place->data, place->root, key, spelled, &offset, &text))
    _atrium_patches_add (patches, ATRIUM_SPAN (offset, offset), text);
}

/* an array keeps its place; [[tables]] go */
static void
remove_links (const Place    *place,
              AtriumDataNode *list,
              GArray         *patches)
{
  if (list->syntax == ATRIUM_DATA_TOML && list->flow)
    _atrium_patches_cover (patches, list->span, "[]");
  else
    _atrium_patches_cover (patches, atrium_data_get_member_span (place->data, list), "");
}

static void
write_links (const Place *place,
             AtriumEntry *person,
             GArray      *patches)
{
  AtriumDataNode *email = find_email (place->root);
  AtriumDataNode *list = find_links (place->root);
  g_autoptr(AtriumValue) before = read_items (list);
  g_autoptr(AtriumValue) after = wanted_items (person, email, before);
  AtriumValue *emails = atrium_entry_get (person, "emails");
  const char *first = atrium_value_get_string (atrium_value_get_item (emails, 0));

  if (email != NULL && g_strcmp0 (first, email->text) != 0)
    write_scalar (place, email, NULL, first, patches);
  if (list == NULL)
    add_links (place, after, patches);
  else if (atrium_value_get_n_items (after) == 0)
    remove_links (place, list, patches);
  else
    _atrium_data_links_write (place->data, list, before, after, patches);
}

static void
write_members (const Place *place,
               AtriumEntry *person,
               GHashTable  *left,
               GArray      *patches)
{
  AtriumDataNode *root = place->root;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_hash_table_remove (left, members[i].member))
      write_scalar (place, _atrium_hugoblox_first_text (root, members[i].paths), members[i].paths,
                    atrium_entry_get_string (person, members[i].member), patches);
  if (find_affiliation (root) != NULL && g_hash_table_remove (left, "affiliation"))
    write_scalar (place, find_affiliation (root), NULL, atrium_entry_get_string (person, "affiliation"), patches);
  if (g_hash_table_contains (left, "emails") || g_hash_table_contains (left, "links"))
    write_links (place, person, patches);
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
  g_auto(Place) place = { 0 };
  g_autoptr(GArray) patches = _atrium_patches_new ();
  g_autoptr(AtriumSplicer) splicer = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (!place_find (&place, files, _atrium_hugoblox_find_owner (files)))
    return TRUE;
  write_members (&place, person, left, patches);
  if (patches->len == 0)
    return TRUE;
  _atrium_patches_sort (patches);
  splicer = atrium_splicer_new (place.source);
  for (guint i = 0; i < patches->len; i++)
    {
      const AtriumPatch *patch = &g_array_index (patches, AtriumPatch, i);

      atrium_splicer_replace (splicer, patch->span, patch->text);
    }
  bytes = atrium_splicer_apply (splicer, error);
  if (bytes == NULL)
    return FALSE;
  atrium_file_tree_set (files, place.path, bytes);

  return TRUE;
}
