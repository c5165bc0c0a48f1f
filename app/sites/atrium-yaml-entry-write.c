#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-author-notes.h"
#include "atrium-date.h"
#include "atrium-yaml-links.h"

/* Writes a member of an entry that is a YAML mapping: at its key, in its list. What has a slot
 * is left to the slot. */

typedef struct
{
  AtriumRewrite  *rewrite;
  AtriumYaml     *yaml;
  AtriumYamlNode *mapping;
} Writer;

/* A whole day, as generators want it; @precision says how much of it was known. */
char *
_atrium_yaml_whole_day (const char  *iso,
                        const char **precision)
{
  AtriumDate date;

  *precision = NULL;
  if (!atrium_date_from_iso (iso, &date) || date.present)
    return NULL;
  if (date.month == 0)
    *precision = "year";
  else if (date.day == 0)
    *precision = "month";

  return g_strdup_printf ("%04d-%02d-%02d", date.year, MAX (date.month, 1), MAX (date.day, 1));
}

static void
patch (Writer     *self,
       AtriumSpan  span,
       const char *text)
{
  if (atrium_span_length (span) == 0)
    _atrium_patches_add (self->rewrite->patches, span, text);
  else
    _atrium_patches_cover (self->rewrite->patches, span, text);
}

static void
spell (Writer         *self,
       AtriumYamlNode *node,
       const char     *value)
{
  g_autofree char *text = NULL;

  if (node->type != ATRIUM_YAML_SCALAR || g_strcmp0 (node->text, value) == 0)
    return;
  text = atrium_yaml_spell (self->yaml, node, value);
  if (text != NULL)
    patch (self, node->span, text);
}

static void
set_key (Writer     *self,
         const char *path,
         const char *value)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent_path = slash != NULL ? g_strndup (path, slash - path) : NULL;
  AtriumYamlNode *parent =
    parent_path != NULL ? _atrium_yaml_node_at (self->mapping, parent_path) : self->mapping;
  AtriumYamlNode *node = _atrium_yaml_node_at (self->mapping, path);
  g_autofree char *text = NULL;
  gsize offset;

  if (node == NULL)
    {
      if (value != NULL && parent != NULL &&
          atrium_yaml_add_member (self->yaml, parent, slash != NULL ? slash + 1 : path, value, &offset, &text))
        patch (self, ATRIUM_SPAN (offset, offset), text);
    }
  else if (value == NULL && self->rewrite->map->form == ATRIUM_ENTRY_FORM_NODE &&
           node == self->mapping->first_child)
    patch (self, node->span, "\"\"");   /* the first key stands behind the dash */
  else if (value == NULL)
    patch (self, atrium_yaml_get_member_span (self->yaml, node), "");
  else
    spell (self, node, value);
}

/* the time of day behind the date stays */
static void
set_day (Writer         *self,
         AtriumYamlNode *node,
         const char     *day)
{
  AtriumSpan span = node->span;
  const char *text = self->rewrite->text;

  if (node->style == ATRIUM_YAML_SINGLE_QUOTED || node->style == ATRIUM_YAML_DOUBLE_QUOTED)
    {
      span.start++;
      span.end--;
    }
  if (atrium_span_length (span) > 10 && g_ascii_isdigit (text[span.start]))
    span.end = span.start + 10;
  patch (self, span, day);
}

static void
set_date (Writer     *self,
          const char *key,
          const char *iso)
{
  AtriumYamlNode *node = _atrium_yaml_node_at (self->mapping, key);
  const char *precision = NULL;
  g_autofree char *day = iso != NULL ? _atrium_yaml_whole_day (iso, &precision) : NULL;

  /* a date in plain style is a date to the generator; quotes would make it text */
  if (node != NULL && day != NULL && node->type == ATRIUM_YAML_SCALAR && node->style <= ATRIUM_YAML_DOUBLE_QUOTED)
    set_day (self, node, day);
  else if (node == NULL && day != NULL)
    {
      g_autofree char *line = g_strdup_printf ("%s: %s\n", key, day);
      gsize at = self->mapping->span.start;

      patch (self, ATRIUM_SPAN (at, at), line);
    }
  else
    set_key (self, key, day);
  set_key (self, "date_precision", precision);
}

static gboolean
has_plain_date (AtriumYamlNode *mapping)
{
  AtriumDate date;

  for (AtriumYamlNode *node = mapping->first_child; node != NULL; node = node->next)
    if (node->type == ATRIUM_YAML_SCALAR && node->style == ATRIUM_YAML_PLAIN && node->text != NULL &&
        atrium_date_from_iso (node->text, &date) && date.month > 0)
      return TRUE;

  return FALSE;
}

/* a date that comes to others that stand there without quotes has none either */
static void
add_date (Writer     *self,
          const char *key,
          const char *iso)
{
  g_autofree char *quoted = atrium_yaml_quote (iso, ATRIUM_YAML_DOUBLE_QUOTED);
  g_autofree char *text = NULL;
  gsize offset;
  char *at;

  if (!atrium_yaml_add_member (self->yaml, self->mapping, key, iso, &offset, &text))
    return;
  at = strstr (text, quoted);
  if (at != NULL && has_plain_date (self->mapping))
    {
      g_autofree char *plain = g_strdup_printf ("%.*s%s%s", (int) (at - text), text, iso, at + strlen (quoted));

      patch (self, ATRIUM_SPAN (offset, offset), plain);
      return;
    }
  patch (self, ATRIUM_SPAN (offset, offset), text);
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

/* TRUE where the link has a key of its own and no place in the list */
static gboolean
has_own_key (Writer                    *self,
             const AtriumCollectionKey *keys,
             guint                      n_keys,
             AtriumValue               *link)
{
  const char *label = atrium_value_get_member_string (link, "label");

  for (guint i = 0; label != NULL && i < n_keys; i++)
    if (g_str_equal (keys[i].member, "links") && keys[i].label != NULL &&
        g_ascii_strcasecmp (keys[i].label, label) == 0)
      return _atrium_yaml_node_at (self->mapping, keys[i].key) != NULL;

  return FALSE;
}

/* those links that stand in the list, or shall */
static AtriumValue *
links_of_list (Writer                    *self,
               const AtriumCollectionKey *keys,
               guint                      n_keys,
               AtriumValue               *links)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < atrium_value_get_n_items (links); i++)
    if (!has_own_key (self, keys, n_keys, atrium_value_get_item (links, i)))
      g_ptr_array_add (items, atrium_value_get_item (links, i));

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

static guint
count_links (AtriumYamlNode *list)
{
  guint n = 0;

  for (AtriumYamlNode *item = list->first_child; item != NULL; item = item->next)
    n += _atrium_yaml_link_url (item) != NULL;

  return n;
}

static AtriumValue *
first_links (AtriumValue *links,
             guint        n)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < MIN (n, atrium_value_get_n_items (links)); i++)
    g_ptr_array_add (items, atrium_value_get_item (links, i));

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

/* the links of a list come first, in its order */
static void
set_link_list (Writer                    *self,
               const AtriumCollectionKey *keys,
               guint                      n_keys,
               const char                *key)
{
  AtriumYamlNode *list = _atrium_yaml_node_at (self->mapping, key);
  gboolean is_list = list != NULL && list->type == ATRIUM_YAML_SEQUENCE && list->first_child != NULL;
  g_autoptr(AtriumValue) before =
    first_links (atrium_entry_get (self->rewrite->before, "links"), is_list ? count_links (list) : 0);
  g_autoptr(AtriumValue) after = links_of_list (self, keys, n_keys, atrium_entry_get (self->rewrite->after, "links"));
  g_autoptr(GString) out = g_string_new (NULL);

  if (is_list && atrium_value_get_n_items (after) > 0)
    _atrium_yaml_links_write (self->yaml, list, before, after, self->rewrite->patches);
  else if (is_list)
    set_key (self, key, NULL);
  else if (atrium_value_get_n_items (after) > 0 && self->rewrite->map->form == ATRIUM_ENTRY_FORM_FILE &&
           strchr (key, '/') == NULL)
    {
      AtriumSpan at = list != NULL ? atrium_yaml_get_member_span (self->yaml, list)
        : ATRIUM_SPAN (self->mapping->span.start, self->mapping->span.start);

      _atrium_yaml_links_compose (out, key, NULL, NULL, after);
      patch (self, at, out->str);
    }
}

static gboolean
has_link_list (const AtriumCollectionKey *keys,
               guint                      n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    if (g_str_equal (keys[i].member, "links") && keys[i].label == NULL)
      return TRUE;

  return FALSE;
}

/* a link stands at one key; where there is a list too, only at a key that is there already */
static void
set_link_key (Writer                    *self,
              const AtriumCollectionKey *key,
              gboolean                   has_list)
{
  AtriumYamlNode *node = _atrium_yaml_node_at (self->mapping, key->key);
  const char *url = link_url (self->rewrite->after, key->label);

  if (g_strcmp0 (url, link_url (self->rewrite->before, key->label)) == 0 || (node == NULL && has_list))
    return;
  /* `url_pdf:` may hold more than one */
  if (node != NULL && node->type == ATRIUM_YAML_SEQUENCE && url != NULL &&
      node->first_child != NULL && node->first_child->type == ATRIUM_YAML_SCALAR)
    spell (self, node->first_child, url);
  else
    set_key (self, key->key, url);
}

static void
set_links (Writer                    *self,
           const AtriumCollectionKey *keys,
           guint                      n_keys)
{
  gboolean has_list = has_link_list (keys, n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      if (!g_str_equal (keys[i].member, "links"))
        continue;
      if (keys[i].label == NULL)
        set_link_list (self, keys, n_keys, keys[i].key);
      else
        set_link_key (self, &keys[i], has_list);
    }
}

static const char *
item_string (AtriumValue *list,
             guint        index)
{
  AtriumValue *item = atrium_value_get_item (list, index);
  const char *text = atrium_value_get_string (item);

  return text != NULL ? text : atrium_value_get_member_string (item, "name");
}

static char *
quote_item (AtriumYamlNode *sibling,
            const char     *text)
{
  AtriumYamlStyle style = sibling->type == ATRIUM_YAML_SCALAR && sibling->style <= ATRIUM_YAML_DOUBLE_QUOTED
    ? sibling->style : ATRIUM_YAML_DOUBLE_QUOTED;

  if (style == ATRIUM_YAML_PLAIN && sibling->parent->flow && strpbrk (text, ",[]{}") != NULL)
    style = ATRIUM_YAML_DOUBLE_QUOTED;

  return atrium_yaml_quote (text, style);
}

/* what stands between two items: the line end and the dash, or a comma */
static char *
item_joint (Writer         *self,
            AtriumYamlNode *last)
{
  const char *text = self->rewrite->text;
  gsize start = last->span.start;

  if (last->parent->flow)
    return g_strdup (", ");
  while (start > 0 && text[start - 1] != '\n')
    start--;

  return g_strdup_printf ("%s%.*s", start > 1 && text[start - 2] == '\r' ? "\r\n" : "\n",
                          (int) (last->span.start - start), text + start);
}

static void
append_items (Writer         *self,
              AtriumYamlNode *last,
              AtriumValue    *after,
              guint           from)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *joint = item_joint (self, last);

  for (guint i = from; i < atrium_value_get_n_items (after); i++)
    {
      g_autofree char *item = quote_item (last, item_string (after, i));

      g_string_append_printf (out, "%s%s", joint, item);
    }
  if (out->len > 0)
    patch (self, ATRIUM_SPAN (last->span.end, last->span.end), out->str);
}

/* The text of the item that @name was read from, which may be another (the name of an
 * author's file); @name itself where it is new. */
static const char *
text_of_item (AtriumYamlNode *list,
              AtriumValue    *before,
              const char     *name)
{
  guint i = 0;

  for (AtriumYamlNode *item = list->first_child; item != NULL; item = item->next, i++)
    if (g_strcmp0 (item_string (before, i), name) == 0)
      return item->text;

  return name;
}

/* Item by item; what is too much goes at the end. FALSE where the list is no list of texts. */
static gboolean
set_items (Writer         *self,
           AtriumYamlNode *list,
           AtriumValue    *before,
           AtriumValue    *after)
{
  guint n = atrium_value_get_n_items (after);
  guint i = 0;

  if (list->first_child == NULL)
    return FALSE;
  for (AtriumYamlNode *item = list->first_child; item != NULL; item = item->next)
    if (!_atrium_yaml_node_is_text (item))
      return FALSE;
  for (guint j = 0; j < n; j++)
    if (item_string (after, j) == NULL)
      return FALSE;

  for (AtriumYamlNode *item = list->first_child; item != NULL; item = item->next, i++)
    {
      if (i < n && g_strcmp0 (item_string (before, i), item_string (after, i)) != 0)
        spell (self, item, text_of_item (list, before, item_string (after, i)));
      else if (i < n)
        continue;
      else
        patch (self, atrium_yaml_get_member_span (self->yaml, item), "");
    }
  if (n > i)
    append_items (self, list->last_child, after, i);

  return TRUE;
}

/* `authors:` with its lines */
static gboolean
add_items (Writer      *self,
           const char  *key,
           AtriumValue *after)
{
  g_autoptr(GString) out = g_string_new (NULL);
  gsize at = self->mapping->span.start;

  if (self->rewrite->map->form != ATRIUM_ENTRY_FORM_FILE || strchr (key, '/') != NULL)
    return FALSE;
  g_string_append_printf (out, "%s:\n", key);
  for (guint i = 0; i < atrium_value_get_n_items (after); i++)
    {
      const char *text = item_string (after, i);
      g_autofree char *item = text != NULL ? atrium_yaml_quote (text, ATRIUM_YAML_PLAIN) : NULL;

      if (item != NULL)
        g_string_append_printf (out, "  - %s\n", item);
    }
  patch (self, ATRIUM_SPAN (at, at), out->str);

  return TRUE;
}

static gboolean
set_list (Writer                    *self,
          const AtriumCollectionKey *key,
          const char                *member)
{
  AtriumYamlNode *node = _atrium_yaml_node_at (self->mapping, key->key);
  AtriumValue *after = atrium_entry_get (self->rewrite->after, member);

  if (g_str_equal (member, "authors") && g_str_equal (key->key, "authors") &&
      self->rewrite->map->form == ATRIUM_ENTRY_FORM_FILE)
    _atrium_author_notes_write (self->yaml, self->mapping, atrium_entry_get (self->rewrite->before, member), after,
                                self->rewrite->patches);
  if (atrium_value_is_empty (after))
    set_key (self, key->key, NULL);
  else if (node == NULL)
    return add_items (self, key->key, after);
  else if (node->type == ATRIUM_YAML_SEQUENCE)
    return set_items (self, node, atrium_entry_get (self->rewrite->before, member), after);
  else
    return FALSE;

  return TRUE;
}

static void
set_type (Writer     *self,
          const char *key,
          const char *type)
{
  AtriumYamlNode *node = _atrium_yaml_node_at (self->mapping, key);
  const char *word;

  if (node != NULL && node->type == ATRIUM_YAML_SEQUENCE)
    node = node->first_child;
  word = type != NULL
    ? _atrium_publication_type_spell (type, node != NULL && node->type == ATRIUM_YAML_SCALAR ? node->text : NULL)
    : NULL;
  if (node == NULL || word == NULL)
    set_key (self, key, word);
  else
    spell (self, node, word);
}

static void
set_boolean (Writer     *self,
             const char *key,
             gboolean    value)
{
  AtriumYamlNode *node = _atrium_yaml_node_at (self->mapping, key);
  g_autofree char *line = NULL;
  gsize at = self->mapping->span.start;

  if (node != NULL && node->type == ATRIUM_YAML_SCALAR)
    patch (self, node->span, value ? "true" : "false");
  else if (node == NULL && value && self->rewrite->map->form == ATRIUM_ENTRY_FORM_FILE)
    {
      line = g_strdup_printf ("%s: true\n", key);
      patch (self, ATRIUM_SPAN (at, at), line);
    }
}

/* Writes `published: false` or `draft: true`, or takes it away. */
void
_atrium_yaml_entry_set_flag (AtriumRewrite  *rewrite,
                             AtriumYaml     *yaml,
                             AtriumYamlNode *mapping,
                             const char     *key,
                             const char     *value)
{
  Writer self = { rewrite, yaml, mapping };
  AtriumYamlNode *node = atrium_yaml_lookup (mapping, key);
  g_autofree char *line = value != NULL ? g_strdup_printf ("%s: %s\n", key, value) : NULL;

  if (node != NULL && value != NULL && node->type == ATRIUM_YAML_SCALAR)
    patch (&self, node->span, value);
  else if (node == NULL && value != NULL)
    patch (&self, ATRIUM_SPAN (mapping->span.start, mapping->span.start), line);
  else
    set_key (&self, key, value);
}

/* Writes `citation: …` and the like as a whole. */
void
_atrium_yaml_entry_set_key (AtriumRewrite  *rewrite,
                            AtriumYaml     *yaml,
                            AtriumYamlNode *mapping,
                            const char     *key,
                            const char     *value)
{
  Writer self = { rewrite, yaml, mapping };

  set_key (&self, key, value);
}

/* Writes a member at its key. FALSE where no key holds it, or its slot does it better. */
gboolean
_atrium_yaml_entry_write (const AtriumCollectionKey *keys,
                          guint                      n_keys,
                          AtriumRewrite             *rewrite,
                          AtriumYaml                *yaml,
                          AtriumYamlNode            *mapping,
                          const char                *member)
{
  Writer self = { rewrite, yaml, mapping };
  const AtriumCollectionKey *key = _atrium_yaml_entry_find_key (keys, n_keys, mapping, member);
  const char *text = atrium_entry_get_string (rewrite->after, member);
  AtriumFieldType type = _atrium_field_type (rewrite->after, member);

  if (g_str_equal (member, "links"))
    set_links (&self, keys, n_keys);
  else if (key == NULL)
    return FALSE;
  else if (type == ATRIUM_FIELD_DATE && g_str_equal (key->key, "date") &&
           rewrite->map->form == ATRIUM_ENTRY_FORM_FILE)
    set_date (&self, key->key, text);
  else if (type == ATRIUM_FIELD_PEOPLE || type == ATRIUM_FIELD_INLINES || type == ATRIUM_FIELD_STRINGS)
    return set_list (&self, key, member);
  else if (type == ATRIUM_FIELD_BOOLEAN)
    set_boolean (&self, key->key, atrium_value_get_boolean (atrium_entry_get (rewrite->after, member)));
  else if (g_str_equal (key->key, "publication_types"))
    set_type (&self, key->key, text);
  else if (type == ATRIUM_FIELD_DATE && text != NULL && strchr (key->key, '/') == NULL &&
           _atrium_yaml_node_at (mapping, key->key) == NULL &&
           atrium_slots_find (rewrite->map->slots, member) == NULL)
    add_date (&self, key->key, text);
  else if (text == NULL || atrium_slots_find (rewrite->map->slots, member) == NULL)
    set_key (&self, key->key, text);
  else
    return FALSE;

  return TRUE;
}
