#include "atrium-site-person.h"

#include <string.h>

#include "atrium-front-matter.h"
#include "atrium-site-name.h"
#include "atrium-splicer.h"
#include "atrium-data.h"

static const char *
skip_prefix (const AtriumAuthorKey *key,
             const char            *text)
{
  return g_str_has_prefix (text, key->prefix) ? text + strlen (key->prefix) : NULL;
}

/* A whole address is taken as it is, also where the theme expects a user name. NULL where a
 * name is still the theme's own. */
static char *
to_value (const AtriumAuthorKey *key,
          const char            *text)
{
  if (g_str_equal (key->member, "name"))
    return _atrium_site_name_dup (text);
  if (*key->prefix == '\0' || strstr (text, "://") != NULL ||
      (g_str_equal (key->member, "picture") && (strchr (text, '/') != NULL)))
    return g_strdup (text);

  return g_strconcat (key->prefix, text, NULL);
}

static const AtriumAuthorKey *
find_key (const AtriumAuthorBlock *block,
          const char              *name)
{
  for (guint i = 0; i < block->n_keys; i++)
    if (g_str_equal (block->keys[i].key, name))
      return &block->keys[i];

  return NULL;
}

/* the empty value of a key that is only there to be filled in */
static gboolean
is_blank (const AtriumDataNode *node)
{
  return node->type != ATRIUM_DATA_SCALAR || node->text == NULL || *node->text == '\0' ||
         (node->style == ATRIUM_DATA_PLAIN &&
          (strcmp (node->text, "~") == 0 || g_ascii_strcasecmp (node->text, "null") == 0));
}

static void
add_item (AtriumReading         *reading,
          const AtriumAuthorKey *key,
          AtriumDataNode        *node,
          AtriumSource          *source)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  AtriumValue *list = atrium_entry_get (person, key->member);
  guint n = atrium_value_get_n_items (list);
  g_autofree char *text = to_value (key, node->text);
  g_autofree char *path = NULL;
  g_autoptr(AtriumValue) item = NULL;
  g_autoptr(AtriumValue) old = list != NULL ? atrium_value_ref (list) : atrium_value_new_list (NULL, 0);
  g_autoptr(AtriumValue) new = NULL;

  if (g_str_equal (key->member, "links"))
    {
      g_autoptr(AtriumValue) record = atrium_value_new_record ();
      g_autoptr(AtriumValue) labelled = atrium_value_with_string (record, "label", key->label);

      item = atrium_value_with_string (labelled, "url", text);
      path = g_strdup_printf ("links/%u/url", n);
    }
  else
    {
      item = atrium_value_new_string (text);
      path = g_strdup_printf ("%s/%u", key->member, n);
    }

  new = atrium_value_with_insert (old, n, item);
  atrium_entry_set (person, key->member, new);
  atrium_slots_add (reading->map->person, path, source, node->span, ATRIUM_SPELLING_YAML);
}

static void
read_key (AtriumReading         *reading,
          const AtriumAuthorKey *key,
          AtriumDataNode        *node,
          AtriumSource          *source)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  g_autofree char *text = NULL;

  if (is_blank (node))
    return;
  if (g_str_equal (key->member, "links") || g_str_equal (key->member, "emails"))
    {
      add_item (reading, key, node, source);
      return;
    }
  if (atrium_entry_get (person, key->member) != NULL)
    return;

  text = to_value (key, node->text);
  if (text == NULL)
    return;
  atrium_entry_set_string (person, key->member, text);
  atrium_slots_add (reading->map->person, key->member, source, node->span, ATRIUM_SPELLING_YAML);
}

static AtriumData *
read_block (const AtriumAuthorBlock *block,
            AtriumFileTree          *files,
            AtriumDataNode         **mapping,
            GError                 **error)
{
  AtriumSource *source;
  AtriumData *yaml;

  *mapping = NULL;
  if (atrium_file_tree_lookup (files, block->path) == NULL)
    return NULL;
  source = atrium_file_tree_get_source (files, block->path, error);
  if (source == NULL)
    return NULL;

  yaml = _atrium_data_file_read (source, NULL, error);
  if (yaml != NULL && atrium_data_get_root (yaml) != NULL)
    *mapping = block->block == NULL ? atrium_data_get_root (yaml)
               : atrium_data_lookup (atrium_data_get_root (yaml), block->block);
  if (*mapping != NULL && (*mapping)->type != ATRIUM_DATA_MAPPING)
    *mapping = NULL;

  return yaml;
}

/* Reads the author of the site's settings into the person, with a slot for each member.
 * Settings that are not well-formed are left alone: the page can still be edited. */
void
_atrium_site_person_read (const AtriumAuthorBlock *block,
                          AtriumReading           *reading)
{
  g_autoptr(GError) error = NULL;
  AtriumDataNode *mapping;
  g_autoptr(AtriumData) yaml = read_block (block, reading->files, &mapping, &error);

  if (mapping == NULL)
    return;

  for (AtriumDataNode *node = mapping->first_child; node != NULL; node = node->next)
    {
      const AtriumAuthorKey *key =
        node->key != NULL && node->key->text != NULL ? find_key (block, node->key->text) : NULL;

      if (key != NULL && atrium_data_lookup (mapping, key->key) == node)
        read_key (reading, key, node, atrium_data_get_source (yaml));
    }
}

static gboolean
is_used (GHashTable            *wanted,
         const AtriumAuthorKey *key)
{
  return g_hash_table_contains (wanted, key->key);
}

/* the key that a link goes under: the one with its label, else the one with its address */
static const AtriumAuthorKey *
key_of_link (const AtriumAuthorBlock *block,
             GHashTable              *wanted,
             AtriumValue             *link)
{
  const char *label = atrium_value_get_member_string (link, "label");
  const char *url = atrium_value_get_member_string (link, "url");
  const AtriumAuthorKey *by_url = NULL;

  for (guint i = 0; i < block->n_keys && url != NULL; i++)
    {
      const AtriumAuthorKey *key = &block->keys[i];

      if (key->label == NULL || is_used (wanted, key))
        continue;
      if (label != NULL && g_ascii_strcasecmp (label, key->label) == 0)
        return key;
      if (by_url == NULL && *key->prefix != '\0' && skip_prefix (key, url) != NULL)
        by_url = key;
    }

  return by_url;
}

static void
want (GHashTable            *wanted,
      const AtriumAuthorKey *key,
      const char            *value)
{
  const char *rest = skip_prefix (key, value);

  g_hash_table_insert (wanted, (gpointer) key->key,
                       g_strdup (rest != NULL && *rest != '\0' ? rest : value));
}

static void
want_list (const AtriumAuthorBlock *block,
           GHashTable              *wanted,
           const char              *member,
           AtriumValue             *list)
{
  for (guint i = 0; i < atrium_value_get_n_items (list); i++)
    {
      AtriumValue *item = atrium_value_get_item (list, i);
      const AtriumAuthorKey *key = NULL;
      const char *text = atrium_value_get_string (item);

      if (g_str_equal (member, "links"))
        {
          key = key_of_link (block, wanted, item);
          text = atrium_value_get_member_string (item, "url");
        }
      else
        for (guint k = 0; k < block->n_keys && key == NULL; k++)
          if (g_str_equal (block->keys[k].member, member) && !is_used (wanted, &block->keys[k]))
            key = &block->keys[k];

      if (key != NULL && text != NULL)
        want (wanted, key, text);
    }
}

/* what each key of the block shall hold */
static GHashTable *
wanted_keys (const AtriumAuthorBlock *block,
             AtriumEntry             *person)
{
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  want_list (block, wanted, "emails", atrium_entry_get (person, "emails"));
  want_list (block, wanted, "links", atrium_entry_get (person, "links"));
  for (guint i = 0; i < block->n_keys; i++)
    {
      const AtriumAuthorKey *key = &block->keys[i];
      const char *text = atrium_entry_get_string (person, key->member);
      gboolean first = TRUE;

      for (guint j = 0; j < i && first; j++)
        first = !g_str_equal (block->keys[j].member, key->member);
      if (text != NULL && first)
        want (wanted, key, text);
    }

  return wanted;
}

/* titles and degrees around a name stay, and so does the spelling of one that is as it was */
static char *
spell_value (const AtriumAuthorKey *key,
             AtriumDataNode        *mapping,
             const char            *value)
{
  AtriumDataNode *node = atrium_data_lookup (mapping, key->key);

  if (value == NULL || node == NULL || is_blank (node) || !g_str_equal (key->member, "name"))
    return g_strdup (value);

  return _atrium_site_name_spell (node->text, value);
}

static void
write_key (AtriumData     *yaml,
           AtriumDataNode *mapping,
           AtriumSplicer  *splicer,
           const char     *key,
           const char     *value)
{
  AtriumDataNode *node = atrium_data_lookup (mapping, key);
  g_autofree char *text = NULL;
  gsize offset;

  if (node == NULL)
    {
      if (value != NULL && atrium_data_add_member (yaml, mapping, key, value, &offset, &text))
        atrium_splicer_replace (splicer, ATRIUM_SPAN (offset, offset), text);
      return;
    }
  if (node->type != ATRIUM_DATA_SCALAR)
    return;
  if (value == NULL)
    {
      if (!is_blank (node))
        atrium_splicer_replace (splicer, node->span, "");
      return;
    }
  if (g_strcmp0 (node->text, value) == 0)
    return;

  text = atrium_data_spell (yaml, node, value);
  if (text != NULL)
    atrium_splicer_replace (splicer, node->span, text);
}

/* a key is written where the value that is read from it would not be the wanted one */
static gboolean
key_is_right (const AtriumAuthorKey *key,
              AtriumDataNode        *mapping,
              const char            *value)
{
  AtriumDataNode *node = atrium_data_lookup (mapping, key->key);
  g_autofree char *is = NULL;
  g_autofree char *shall = NULL;

  if (node == NULL || is_blank (node))
    return value == NULL;
  if (value == NULL)
    return FALSE;
  is = to_value (key, node->text);
  shall = g_str_equal (key->member, "name") ? g_strdup (value) : to_value (key, value);

  return g_strcmp0 (is, shall) == 0;
}

static gboolean
member_changed (GHashTable            *left,
                const AtriumAuthorKey *key)
{
  return g_hash_table_contains (left, key->member);
}

/* Writes the members of the person that stand in the settings, each at its key. */
gboolean
_atrium_site_person_write (const AtriumAuthorBlock *block,
                           AtriumReading           *reading,
                           AtriumEntry             *person,
                           AtriumFileTree          *files,
                           GHashTable              *left,
                           GError                 **error)
{
  AtriumDataNode *mapping;
  g_autoptr(AtriumData) yaml = read_block (block, files, &mapping, error);
  g_autoptr(GHashTable) wanted = NULL;
  g_autoptr(AtriumSplicer) splicer = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (mapping == NULL)
    {
      g_clear_error (error);
      return TRUE;
    }

  wanted = wanted_keys (block, person);
  splicer = atrium_splicer_new (atrium_data_get_source (yaml));
  for (guint i = 0; i < block->n_keys; i++)
    {
      const AtriumAuthorKey *key = &block->keys[i];
      const char *value = g_hash_table_lookup (wanted, key->key);

      if (member_changed (left, key) && !key_is_right (key, mapping, value))
        {
          g_autofree char *text = spell_value (key, mapping, value);

          write_key (yaml, mapping, splicer, key->key, text);
        }
    }
  for (guint i = 0; i < block->n_keys; i++)
    g_hash_table_remove (left, block->keys[i].member);

  if (atrium_splicer_is_empty (splicer))
    return TRUE;
  bytes = atrium_splicer_apply (splicer, error);
  if (bytes == NULL)
    return FALSE;
  atrium_file_tree_set (files, block->path, bytes);

  return TRUE;
}

/* The author block of new settings. */
char *
_atrium_site_person_compose (const AtriumAuthorBlock *block,
                             AtriumEntry             *person)
{
  g_autoptr(GHashTable) wanted = wanted_keys (block, person);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s:\n", block->block);
  for (guint i = 0; i < block->n_keys; i++)
    {
      const char *value = g_hash_table_lookup (wanted, block->keys[i].key);
      g_autofree char *text =
        value != NULL ? atrium_data_quote (ATRIUM_DATA_YAML, value, ATRIUM_DATA_DOUBLE_QUOTED) : NULL;

      if (text != NULL)
        g_string_append_printf (out, "  %-17s: %s\n", block->keys[i].key, text);
    }

  return g_string_free_and_steal (out);
}
