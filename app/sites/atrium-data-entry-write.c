#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-author-notes.h"
#include "atrium-data-list.h"
#include "atrium-date.h"
#include "atrium-data-links.h"

/* Writes a member of an entry that is a mapping: at its key, in its list. What has a slot
 * is left to the slot. */

typedef struct
{
  AtriumRewrite  *rewrite;
  AtriumData     *data;
  AtriumDataNode *mapping;
} Writer;

/* A whole day, as generators want it; @precision says how much of it was known. */
char *
_atrium_data_whole_day (const char  *iso,
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
       AtriumDataNode *node,
       const char     *value)
{
  g_autofree char *text = NULL;

  if (node->type != ATRIUM_DATA_SCALAR || g_strcmp0 (node->text, value) == 0)
    return;
  text = atrium_data_spell (self->data, node, value);
  if (text != NULL)
    patch (self, node->span, text);
}

/* a key whose value is no text */
static void
add_spelled (Writer     *self,
             const char *key,
             const char *spelled)
{
  g_autofree char *text = NULL;
  gsize offset;

  if (atrium_data_add_spelled (self->data, self->mapping, key, spelled, &offset, &text))
    patch (self, ATRIUM_SPAN (offset, offset), text);
}

/* the first key of a record stands behind its dash */
static gboolean
is_behind_dash (Writer         *self,
                AtriumDataNode *node)
{
  return self->rewrite->map->form == ATRIUM_ENTRY_FORM_NODE && node == self->mapping->first_child &&
         node->syntax == ATRIUM_DATA_YAML;
}

/* people who leave keys empty rather than out */
static gboolean
has_empty_text (AtriumDataNode *mapping)
{
  for (AtriumDataNode *node = mapping->first_child; node != NULL; node = node->next)
    if (node->type == ATRIUM_DATA_SCALAR && node->style != ATRIUM_DATA_PLAIN && *node->text == '\0')
      return TRUE;

  return FALSE;
}

static gsize
newline_before (const char *text,
                gsize       offset)
{
  if (offset == 0 || text[offset - 1] != '\n')
    return 0;

  return offset > 1 && text[offset - 2] == '\r' ? 2 : 1;
}

/* The lines of a member. A record ends with its last value, so that of a record the line end
 * before a member goes with it, and the one behind it stays. */
static AtriumSpan
lines_of_member (Writer         *self,
                 AtriumDataNode *node)
{
  AtriumSpan span = atrium_data_get_member_span (self->data, node);
  AtriumSpan inner = self->rewrite->map->inner;
  const char *text = self->rewrite->text;
  gsize before = newline_before (text, span.start);
  gsize behind = newline_before (text, span.end);

  if (self->rewrite->map->form != ATRIUM_ENTRY_FORM_NODE || span.start <= inner.start || before == 0 || behind == 0)
    return span;
  span = ATRIUM_SPAN (span.start - before, span.end - behind);
  if (self->rewrite->clone && span.end > inner.end && inner.end > span.start)
    span.end = inner.end;

  return span;
}

static void
remove_key (Writer         *self,
            AtriumDataNode *node)
{
  gboolean toml = node->syntax == ATRIUM_DATA_TOML;

  if (toml && node->type == ATRIUM_DATA_SEQUENCE && node->flow)
    patch (self, node->span, "[]");
  else if (is_behind_dash (self, node) ||
           (toml && node->type == ATRIUM_DATA_SCALAR && has_empty_text (node->parent)))
    patch (self, node->span, "\"\"");
  else
    patch (self, lines_of_member (self, node), "");
}

static void
set_key (Writer     *self,
         const char *path,
         const char *value)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent_path = slash != NULL ? g_strndup (path, slash - path) : NULL;
  AtriumDataNode *parent =
    parent_path != NULL ? _atrium_data_node_at (self->mapping, parent_path) : self->mapping;
  AtriumDataNode *node = _atrium_data_node_at (self->mapping, path);
  g_autofree char *text = NULL;
  gsize offset;

  if (node == NULL)
    {
      if (value != NULL && parent != NULL &&
          atrium_data_add_member (self->data, parent, slash != NULL ? slash + 1 : path, value, &offset, &text))
        patch (self, ATRIUM_SPAN (offset, offset), text);
    }
  else if (value == NULL)
    remove_key (self, node);
  else
    spell (self, node, value);
}

/* the time of day behind the date stays */
static void
set_day (Writer         *self,
         AtriumDataNode *node,
         const char     *day)
{
  AtriumSpan span = node->span;
  const char *text = self->rewrite->text;

  if (node->style == ATRIUM_DATA_SINGLE_QUOTED || node->style == ATRIUM_DATA_DOUBLE_QUOTED)
    {
      span.start++;
      span.end--;
    }
  if (atrium_span_length (span) > 10 && g_ascii_isdigit (text[span.start]))
    span.end = span.start + 10;
  patch (self, span, day);
}

/* 2031-09-12T10:00:00Z */
static gboolean
has_time_of_day (AtriumDataNode *node)
{
  return node != NULL && node->type == ATRIUM_DATA_SCALAR && strlen (node->text) > 10 && node->text[4] == '-' &&
         (node->text[10] == 'T' || node->text[10] == 't' || node->text[10] == ' ');
}

static void
set_date (Writer     *self,
          const char *key,
          const char *iso)
{
  AtriumDataNode *node = _atrium_data_node_at (self->mapping, key);
  const char *precision = NULL;
  g_autofree char *day = iso != NULL ? _atrium_data_whole_day (iso, &precision) : NULL;

  /* a date in plain style is a date to the generator; quotes would make it text */
  if (node != NULL && day != NULL && node->type == ATRIUM_DATA_SCALAR && node->style <= ATRIUM_DATA_DOUBLE_QUOTED)
    set_day (self, node, day);
  else if (node == NULL && day != NULL)
    add_spelled (self, key, day);
  else
    set_key (self, key, day);
  set_key (self, "date_precision", precision);
}

static gboolean
has_plain_date (AtriumDataNode *mapping)
{
  AtriumDate date;

  for (AtriumDataNode *node = mapping->first_child; node != NULL; node = node->next)
    if (node->type == ATRIUM_DATA_SCALAR && node->style == ATRIUM_DATA_PLAIN && node->text != NULL &&
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
  AtriumDataSyntax syntax = atrium_data_get_syntax (self->data);
  g_autofree char *quoted = atrium_data_quote (syntax, iso, ATRIUM_DATA_DOUBLE_QUOTED);
  g_autofree char *text = NULL;
  gsize offset;
  char *at;

  if (syntax == ATRIUM_DATA_TOML)
    {
      add_spelled (self, key, has_plain_date (self->mapping) && atrium_toml_is_bare (iso) ? iso : quoted);
      return;
    }
  if (!atrium_data_add_member (self->data, self->mapping, key, iso, &offset, &text))
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
      return _atrium_data_node_at (self->mapping, keys[i].key) != NULL;

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
count_links (AtriumDataNode *list)
{
  guint n = 0;

  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    n += _atrium_data_link_url (item) != NULL;

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

/* a list where there is none yet, or an empty one */
static void
add_link_list (Writer         *self,
               const char     *key,
               AtriumDataNode *empty,
               AtriumValue    *links)
{
  g_autofree char *spelled = _atrium_data_links_compose (atrium_data_get_syntax (self->data), NULL, NULL, links);
  g_autofree char *line = NULL;

  if (empty == NULL)
    add_spelled (self, key, spelled);
  else if (empty->syntax == ATRIUM_DATA_TOML)
    patch (self, empty->span, spelled);
  else
    {
      line = atrium_data_dup_pair (self->data, key, spelled);
      patch (self, atrium_data_get_member_span (self->data, empty), line);
    }
}

/* the links of a list come first, in its order */
static void
set_link_list (Writer                    *self,
               const AtriumCollectionKey *keys,
               guint                      n_keys,
               const char                *key)
{
  AtriumDataNode *list = _atrium_data_node_at (self->mapping, key);
  gboolean is_list = list != NULL && list->type == ATRIUM_DATA_SEQUENCE && list->first_child != NULL;
  g_autoptr(AtriumValue) before =
    first_links (atrium_entry_get (self->rewrite->before, "links"), is_list ? count_links (list) : 0);
  g_autoptr(AtriumValue) after = links_of_list (self, keys, n_keys, atrium_entry_get (self->rewrite->after, "links"));

  if (is_list && atrium_value_get_n_items (after) > 0)
    _atrium_data_links_write (self->data, list, before, after, self->rewrite->patches);
  else if (is_list)
    set_key (self, key, NULL);
  else if (atrium_value_get_n_items (after) > 0 && self->rewrite->map->form == ATRIUM_ENTRY_FORM_FILE &&
           strchr (key, '/') == NULL)
    add_link_list (self, key, list, after);
}


/* a link stands at one key; where there is a list too, only at a key that is there already */
static void
set_link_key (Writer                    *self,
              const AtriumCollectionKey *key,
              gboolean                   has_list)
{
  AtriumDataNode *node = _atrium_data_node_at (self->mapping, key->key);
  const char *url = link_url (self->rewrite->after, key->label);

  if (g_strcmp0 (url, link_url (self->rewrite->before, key->label)) == 0 || (node == NULL && has_list))
    return;
  /* `url_pdf:` may hold more than one */
  if (node != NULL && node->type == ATRIUM_DATA_SEQUENCE && url != NULL &&
      node->first_child != NULL && node->first_child->type == ATRIUM_DATA_SCALAR)
    spell (self, node->first_child, url);
  else
    set_key (self, key->key, url);
}

static void
set_links (Writer                    *self,
           const AtriumCollectionKey *keys,
           guint                      n_keys)
{
  const AtriumCollectionKey *list = _atrium_data_entry_find_key (keys, n_keys, self->mapping, "links");

  for (guint i = 0; i < n_keys; i++)
    if (&keys[i] == list)
      set_link_list (self, keys, n_keys, keys[i].key);
    else if (g_str_equal (keys[i].member, "links") && keys[i].label != NULL)
      set_link_key (self, &keys[i], list != NULL);
}

static const char *
item_string (AtriumValue *list,
             guint        index)
{
  AtriumValue *item = atrium_value_get_item (list, index);
  const char *text = atrium_value_get_string (item);

  return text != NULL ? text : atrium_value_get_member_string (item, "name");
}

/* what stands between two items: the line end and the dash, or a comma */
static char *
item_joint (Writer         *self,
            AtriumDataNode *last)
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
append_to_array (Writer         *self,
                 AtriumDataNode *array,
                 AtriumValue    *after,
                 guint           from)
{
  AtriumToml *toml = atrium_data_get_toml (self->data);

  for (guint i = from; i < atrium_value_get_n_items (after); i++)
    {
      g_autofree char *item = _atrium_data_list_quote (array->last_child, item_string (after, i));

      _atrium_data_list_add_item (toml, array, from, item, self->rewrite->patches);
    }
}

static void
append_items (Writer         *self,
              AtriumDataNode *last,
              AtriumValue    *after,
              guint           from)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *joint = NULL;

  if (last->syntax == ATRIUM_DATA_TOML)
    {
      append_to_array (self, last->parent, after, from);
      return;
    }
  joint = item_joint (self, last);
  for (guint i = from; i < atrium_value_get_n_items (after); i++)
    {
      g_autofree char *item = _atrium_data_list_quote (last, item_string (after, i));

      g_string_append_printf (out, "%s%s", joint, item);
    }
  if (out->len > 0)
    patch (self, ATRIUM_SPAN (last->span.end, last->span.end), out->str);
}

/* The text of the item that @name was read from, which may be another (the name of an
 * author's file); @name itself where it is new. */
static const char *
text_of_item (AtriumDataNode *list,
              AtriumValue    *before,
              const char     *name)
{
  guint i = 0;

  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next, i++)
    if (g_strcmp0 (item_string (before, i), name) == 0)
      return item->text;

  return name;
}

static guint
count_items (AtriumDataNode *list)
{
  guint n = 0;

  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    n++;

  return n;
}

static gboolean
all_texts (AtriumDataNode *list,
           AtriumValue    *after)
{
  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    if (!_atrium_data_node_is_text (item))
      return FALSE;
  for (guint i = 0; i < atrium_value_get_n_items (after); i++)
    if (item_string (after, i) == NULL)
      return FALSE;

  return TRUE;
}

/* All items from @n on with the commas before them, where they stand in one line. */
static gboolean
remove_tail (Writer         *self,
             AtriumDataNode *list,
             guint           n)
{
  AtriumDataNode *last = list->first_child;
  AtriumSpan span;

  for (guint i = 1; i < n && last != NULL; i++)
    last = last->next;
  if (n == 0 || !list->flow || last == NULL)
    return FALSE;
  span = ATRIUM_SPAN (last->span.end, list->last_child->span.end);
  if (memchr (self->rewrite->text + span.start, '\n', atrium_span_length (span)) != NULL)
    return FALSE;
  patch (self, span, "");

  return TRUE;
}

/* Item by item; what is too much goes at the end. FALSE where the list is no list of texts. */
static gboolean
set_items (Writer         *self,
           AtriumDataNode *list,
           AtriumValue    *before,
           AtriumValue    *after)
{
  guint n = atrium_value_get_n_items (after);
  guint kept = G_MAXUINT;
  guint i = 0;

  if (list->first_child == NULL || !all_texts (list, after))
    return FALSE;
  if (n < count_items (list) && remove_tail (self, list, n))
    kept = n;
  for (AtriumDataNode *item = list->first_child; item != NULL && i < kept; item = item->next, i++)
    {
      if (i < n && g_strcmp0 (item_string (before, i), item_string (after, i)) != 0)
        spell (self, item, text_of_item (list, before, item_string (after, i)));
      else if (i < n)
        continue;
      else
        patch (self, atrium_data_get_member_span (self->data, item), "");
    }
  if (n > i)
    append_items (self, list->last_child, after, i);

  return TRUE;
}

/* `authors` with its items, where it is not there or empty */
static gboolean
add_items (Writer         *self,
           const char     *key,
           AtriumDataNode *empty,
           AtriumValue    *after)
{
  AtriumDataSyntax syntax = atrium_data_get_syntax (self->data);
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *spelled = NULL;

  if (empty == NULL && (self->rewrite->map->form != ATRIUM_ENTRY_FORM_FILE || strchr (key, '/') != NULL))
    return FALSE;
  for (guint i = 0; i < atrium_value_get_n_items (after); i++)
    if (item_string (after, i) != NULL)
      g_ptr_array_add (texts, (gpointer) item_string (after, i));
  spelled = _atrium_data_list_compose (syntax, empty, NULL, texts, ATRIUM_DATA_PLAIN);
  if (empty != NULL)
    patch (self, empty->span, spelled);
  else
    add_spelled (self, key, spelled);

  return TRUE;
}

static gboolean
set_list (Writer                    *self,
          const AtriumCollectionKey *key,
          const char                *member)
{
  AtriumDataNode *node = _atrium_data_node_at (self->mapping, key->key);
  AtriumValue *after = atrium_entry_get (self->rewrite->after, member);

  if (g_str_equal (member, "authors") && g_str_equal (key->key, "authors") &&
      self->rewrite->map->form == ATRIUM_ENTRY_FORM_FILE)
    _atrium_author_notes_write (self->data, self->mapping, atrium_entry_get (self->rewrite->before, member), after,
                                self->rewrite->patches);
  if (atrium_value_is_empty (after))
    set_key (self, key->key, NULL);
  else if (node == NULL || (node->type == ATRIUM_DATA_SEQUENCE && node->syntax == ATRIUM_DATA_TOML &&
                            node->first_child == NULL))
    return add_items (self, key->key, node, after);
  else if (node->type == ATRIUM_DATA_SEQUENCE)
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
  AtriumDataNode *node = _atrium_data_node_at (self->mapping, key);
  const char *word;

  if (node != NULL && node->type == ATRIUM_DATA_SEQUENCE)
    node = node->first_child;
  word = type != NULL
    ? _atrium_publication_type_spell (type, node != NULL && node->type == ATRIUM_DATA_SCALAR ? node->text : NULL)
    : NULL;
  if (node == NULL || word == NULL)
    set_key (self, key, word);
  else
    spell (self, node, word);
}

/* The emphasis around a venue stays; other quotes may have to go around both. */
static gboolean
set_venue (Writer     *self,
           const char *path,
           const char *venue)
{
  AtriumDataNode *node = _atrium_data_node_at (self->mapping, path);
  g_autofree char *text = NULL;
  gsize length;
  AtriumSpan said;

  if (venue == NULL || !_atrium_data_node_is_text (node))
    return FALSE;
  length = strlen (node->text);
  said = _atrium_data_entry_find_venue (node->text, ATRIUM_SPAN (0, length));
  if (atrium_span_length (said) == length)
    return FALSE;
  text = g_strdup_printf ("%.*s%s%s", (int) said.start, node->text, venue, node->text + said.end);
  spell (self, node, text);

  return TRUE;
}

static void
set_boolean (Writer     *self,
             const char *key,
             gboolean    value)
{
  AtriumDataNode *node = _atrium_data_node_at (self->mapping, key);

  if (node != NULL && node->type == ATRIUM_DATA_SCALAR)
    patch (self, node->span, value ? "true" : "false");
  else if (node == NULL && value && self->rewrite->map->form == ATRIUM_ENTRY_FORM_FILE)
    add_spelled (self, key, "true");
}

/* Writes `published: false` or `draft: true`, or takes it away. */
void
_atrium_data_entry_set_flag (AtriumRewrite  *rewrite,
                             AtriumData     *data,
                             AtriumDataNode *mapping,
                             const char     *key,
                             const char     *value)
{
  Writer self = { rewrite, data, mapping };
  AtriumDataNode *node = atrium_data_lookup (mapping, key);

  if (node != NULL && value != NULL && node->type == ATRIUM_DATA_SCALAR)
    patch (&self, node->span, value);
  else if (node == NULL && value != NULL)
    add_spelled (&self, key, value);
  else
    set_key (&self, key, value);
}

/* Writes `citation: …` and the like as a whole. */
void
_atrium_data_entry_set_key (AtriumRewrite  *rewrite,
                            AtriumData     *data,
                            AtriumDataNode *mapping,
                            const char     *key,
                            const char     *value)
{
  Writer self = { rewrite, data, mapping };

  set_key (&self, key, value);
}

/* Writes a member at its key. FALSE where no key holds it, or its slot does it better. */
gboolean
_atrium_data_entry_write (const AtriumCollectionKey *keys,
                          guint                      n_keys,
                          AtriumRewrite             *rewrite,
                          AtriumData                *data,
                          AtriumDataNode            *mapping,
                          const char                *member)
{
  Writer self = { rewrite, data, mapping };
  const AtriumCollectionKey *key = _atrium_data_entry_find_key (keys, n_keys, mapping, member);
  const char *text = atrium_entry_get_string (rewrite->after, member);
  AtriumFieldType type = _atrium_field_type (rewrite->after, member);

  if (g_str_equal (member, "links"))
    set_links (&self, keys, n_keys);
  else if (key == NULL)
    return FALSE;
  else if (type == ATRIUM_FIELD_DATE && rewrite->map->form == ATRIUM_ENTRY_FORM_FILE &&
           (g_str_equal (key->key, "date") || has_time_of_day (_atrium_data_node_at (mapping, key->key))))
    set_date (&self, key->key, text);
  else if (type == ATRIUM_FIELD_PEOPLE || type == ATRIUM_FIELD_INLINES || type == ATRIUM_FIELD_STRINGS)
    return set_list (&self, key, member);
  else if (type == ATRIUM_FIELD_BOOLEAN)
    set_boolean (&self, key->key, atrium_value_get_boolean (atrium_entry_get (rewrite->after, member)));
  else if (g_str_has_prefix (member, "venue") && set_venue (&self, key->key, text))
    return TRUE;
  else if (g_str_equal (key->key, "publication_types"))
    set_type (&self, key->key, text);
  else if (type == ATRIUM_FIELD_DATE && text != NULL && strchr (key->key, '/') == NULL &&
           _atrium_data_node_at (mapping, key->key) == NULL &&
           atrium_slots_find (rewrite->map->slots, member) == NULL)
    add_date (&self, key->key, text);
  else if (text == NULL || atrium_slots_find (rewrite->map->slots, member) == NULL)
    set_key (&self, key->key, text);
  else
    return FALSE;

  return TRUE;
}
