#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-author-notes.h"
#include "atrium-data-list.h"
#include "atrium-escape.h"
#include "atrium-front-matter.h"
#include "atrium-data-links.h"

/* The text of a new file of a collection: the keys of the file beside it, in their order and
 * spelled like there, then those that only the new one needs. */

typedef struct
{
  const AtriumCollection *collection;
  AtriumEntry            *entry;
  AtriumEntry            *sibling;      /* what the other file reads as, or NULL */
  AtriumData             *data;         /* its front matter, or NULL */
  AtriumDataNode         *root;
  AtriumDataSyntax        syntax;
  GHashTable             *written;      /* keys */
  GString                *out;
  GString                *tables;       /* of TOML, which come behind all keys */
} Compose;

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

/* What a paper's `citation` says: "Okoro, I., <b>T. Varga</b> (2031). &quot;Tidal Nets.&quot; <i>ECML</i>." */
char *
_atrium_collection_compose_citation (AtriumEntry *entry)
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

static gboolean
has_key (const AtriumCollection *collection,
         const char             *key)
{
  for (guint i = 0; i < collection->n_keys; i++)
    if (g_str_equal (collection->keys[i].key, key))
      return TRUE;

  return FALSE;
}

static gboolean
has_link_list (const AtriumCollection *collection)
{
  return has_key (collection, "links");
}

static AtriumDataNode *
sample_of (Compose    *self,
           const char *path)
{
  return self->root != NULL ? _atrium_data_node_at (self->root, path) : NULL;
}

/* The key that a member goes under: the one that the file beside has it under. */
static gboolean
is_key_of_member (Compose                   *self,
                  const AtriumCollectionKey *key)
{
  const AtriumCollection *collection = self->collection;

  if (self->root != NULL)
    return _atrium_data_entry_find_key (collection->keys, collection->n_keys, self->root, key->member) == key;
  for (guint i = 0; i < collection->n_keys; i++)
    if (collection->keys[i].label == NULL && g_str_equal (collection->keys[i].member, key->member) &&
        strchr (collection->keys[i].key, '/') == NULL)
      return &collection->keys[i] == key;

  return FALSE;
}

/* the links that have no key of their own */
static AtriumValue *
listed_links (Compose *self)
{
  const AtriumCollection *collection = self->collection;
  AtriumValue *links = atrium_entry_get (self->entry, "links");
  g_autoptr(GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < atrium_value_get_n_items (links); i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);
      const char *label = atrium_value_get_member_string (link, "label");
      gboolean own = FALSE;

      for (guint k = 0; label != NULL && k < collection->n_keys && !own; k++)
        own = collection->keys[k].label != NULL && g_ascii_strcasecmp (collection->keys[k].label, label) == 0 &&
              sample_of (self, collection->keys[k].key) != NULL;
      if (!own)
        g_ptr_array_add (items, link);
    }

  return atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
}

/* `*Journal of Quays*` where the other file writes its venue so */
static char *
dress_venue (Compose        *self,
             AtriumDataNode *sample,
             const char     *venue)
{
  const char *text = _atrium_data_node_is_text (sample) ? sample->text : "";
  gsize length = strlen (text);
  gboolean in = g_str_has_prefix (text, "In ") && self->sibling != NULL &&
                g_strcmp0 (atrium_entry_get_string (self->sibling, "type"),
                           atrium_entry_get_string (self->entry, "type")) == 0;
  char mark = length > 2 ? text[length - 1] : '\0';

  if ((mark != '*' && mark != '_') || strchr (venue, mark) != NULL)
    return g_strdup (venue);

  return g_strdup_printf ("%s%c%s%c", in ? "In " : "", mark, venue, mark);
}

/* what a key holds as text; NULL where it shall not be there */
static char *
key_value (Compose                   *self,
           const AtriumCollectionKey *key)
{
  AtriumEntry *entry = self->entry;
  AtriumDataNode *sample = sample_of (self, key->key);
  const char *text = atrium_entry_get_string (entry, key->member);
  const char *precision;

  if (key->label != NULL)
    return has_link_list (self->collection) && sample == NULL ? NULL : g_strdup (link_url (entry, key->label));
  if (g_str_equal (key->key, "citation"))
    return atrium_value_is_empty (atrium_entry_get (entry, "authors")) &&
           atrium_value_is_empty (atrium_entry_get (entry, "links")) ? NULL
             : _atrium_collection_compose_citation (entry);
  if (!is_key_of_member (self, key))
    return NULL;
  if (atrium_value_get_boolean (atrium_entry_get (entry, key->member)))
    return g_strdup ("true");
  if (g_str_equal (key->key, "publication_types"))
    {
      AtriumDataNode *item = sample != NULL && sample->first_child != NULL ? sample->first_child : sample;

      return text != NULL ? g_strdup (_atrium_publication_type_spell (text, _atrium_data_node_is_text (item)
                                                                              ? item->text : NULL)) : NULL;
    }
  if (g_str_equal (key->key, "date"))
    return text != NULL ? _atrium_data_whole_day (text, &precision) : NULL;
  if (g_str_has_prefix (key->member, "venue") && text != NULL)
    return dress_venue (self, sample, text);

  return g_strdup (text);
}

/* the quotes that most of the other file has */
static AtriumDataStyle
string_style (Compose *self)
{
  guint n_single = 0;
  guint n_double = 0;

  for (AtriumDataNode *node = self->root != NULL ? self->root->first_child : NULL; node != NULL; node = node->next)
    {
      n_single += node->type == ATRIUM_DATA_SCALAR && node->style == ATRIUM_DATA_SINGLE_QUOTED;
      n_double += node->type == ATRIUM_DATA_SCALAR && node->style == ATRIUM_DATA_DOUBLE_QUOTED;
    }

  return n_single > n_double ? ATRIUM_DATA_SINGLE_QUOTED : ATRIUM_DATA_DOUBLE_QUOTED;
}

static AtriumDataStyle
style_of (Compose    *self,
          const char *path)
{
  AtriumDataNode *sample = sample_of (self, path);

  if (sample != NULL && sample->type == ATRIUM_DATA_SCALAR && sample->style <= ATRIUM_DATA_DOUBLE_QUOTED)
    return sample->style;
  if (g_str_equal (path, "date"))
    return ATRIUM_DATA_PLAIN;
  if (self->syntax == ATRIUM_DATA_TOML)
    return sample == NULL && self->root == NULL ? ATRIUM_DATA_DOUBLE_QUOTED : string_style (self);
  if (self->root != NULL)
    return sample == NULL || sample->style <= ATRIUM_DATA_DOUBLE_QUOTED ? ATRIUM_DATA_PLAIN : ATRIUM_DATA_DOUBLE_QUOTED;

  return g_str_equal (path, "title") ? ATRIUM_DATA_DOUBLE_QUOTED : ATRIUM_DATA_SINGLE_QUOTED;
}

static const char *
source_of (Compose *self)
{
  return self->data != NULL ? atrium_source_get_text (atrium_data_get_source (self->data), NULL) : NULL;
}

static AtriumDataStyle
item_style (AtriumDataNode  *list,
            AtriumDataStyle  otherwise)
{
  AtriumDataNode *first = list != NULL && list->type == ATRIUM_DATA_SEQUENCE ? list->first_child : NULL;

  return first != NULL && first->type == ATRIUM_DATA_SCALAR && first->style <= ATRIUM_DATA_DOUBLE_QUOTED ? first->style
                                                                                                    : otherwise;
}

static char *
compose_bracketed (const char *value)
{
  g_autofree char *item = atrium_data_quote (ATRIUM_DATA_YAML, value, ATRIUM_DATA_PLAIN);

  return g_strdup_printf ("[%s]", item);
}

/* a boolean or a date in quotes would be text to the generator */
static char *
spell_value (Compose                   *self,
             const AtriumCollectionKey *key,
             const char                *value)
{
  AtriumDataStyle style = style_of (self, key->key);
  AtriumValue *member = key->label == NULL ? atrium_entry_get (self->entry, key->member) : NULL;
  AtriumDataNode *sample = sample_of (self, key->key);
  gboolean date = g_str_equal (key->key, "date") && (style == ATRIUM_DATA_PLAIN || (self->syntax == ATRIUM_DATA_TOML && sample == NULL));
  g_autoptr(GPtrArray) texts = NULL;

  if (sample != NULL && sample->type == ATRIUM_DATA_SEQUENCE)
    {
      texts = g_ptr_array_new ();
      g_ptr_array_add (texts, (gpointer) value);
      if (self->syntax == ATRIUM_DATA_YAML && sample->first_child == NULL)
        return compose_bracketed (value);
      return _atrium_data_list_compose (self->syntax, sample, source_of (self), texts,
                                        item_style (sample, ATRIUM_DATA_PLAIN));
    }
  if (date || (atrium_value_get_boolean (member) && (style == ATRIUM_DATA_PLAIN || self->syntax == ATRIUM_DATA_TOML)))
    return g_strdup (value);
  if (self->syntax == ATRIUM_DATA_TOML && style == ATRIUM_DATA_PLAIN && atrium_toml_is_bare (value))
    return g_strdup (value);

  return atrium_data_quote (self->syntax, value, style);
}

/* the text that the other file has for a person or an item of that name */
static const char *
text_of_item (Compose    *self,
              const char *key,
              const char *member,
              const char *name)
{
  AtriumDataNode *list = sample_of (self, key);
  AtriumValue *items = self->sibling != NULL ? atrium_entry_get (self->sibling, member) : NULL;
  guint i = 0;

  if (list == NULL || list->type != ATRIUM_DATA_SEQUENCE)
    return name;
  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next, i++)
    if (_atrium_data_node_is_text (item) &&
        g_strcmp0 (atrium_value_get_member_string (atrium_value_get_item (items, i), "name"), name) == 0)
      return item->text;

  return name;
}

static void
append_list (Compose    *self,
             const char *key,
             const char *member)
{
  AtriumValue *list = atrium_entry_get (self->entry, member);
  AtriumDataNode *sample = sample_of (self, key);
  gboolean plain = self->root != NULL || self->syntax == ATRIUM_DATA_TOML;
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *spelled = NULL;

  for (guint i = 0; i < atrium_value_get_n_items (list); i++)
    {
      AtriumValue *item = atrium_value_get_item (list, i);
      const char *text = atrium_value_get_string (item);

      if (text == NULL)
        text = atrium_value_get_member_string (item, "name");
      g_ptr_array_add (texts, (gpointer) text_of_item (self, key, member, text != NULL ? text : ""));
    }
  spelled = _atrium_data_list_compose (self->syntax, sample, source_of (self), texts,
                                       item_style (sample, plain ? ATRIUM_DATA_PLAIN : ATRIUM_DATA_SINGLE_QUOTED));
  atrium_data_append_pair (self->out, self->syntax, key, spelled);
}

static gboolean
is_list (AtriumEntry *entry,
         const char  *member)
{
  AtriumValue *value = atrium_entry_get (entry, member);

  return value != NULL && atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST &&
         atrium_value_get_n_items (value) > 0;
}

/* the parts of a path that are not open yet, one below the other */
static void
open_path (GString    *out,
           const char *path,
           const char *open)
{
  guint depth = 0;

  for (const char *at = path, *slash; (slash = strchr (at, '/')) != NULL; at = slash + 1, depth++)
    if (strncmp (path, open, slash + 1 - path) != 0)
      g_string_append_printf (out, "%*s%.*s:\n", (int) depth * 2, "", (int) (slash - at), at);
}

static guint
depth_of (const char *path)
{
  guint depth = 0;

  for (; *path != '\0'; path++)
    depth += *path == '/';

  return depth;
}

/* all keys below one: `hugoblox:` with its identifiers */
static void
append_nested (Compose    *self,
               const char *top)
{
  const AtriumCollection *collection = self->collection;
  g_autofree char *prefix = g_strconcat (top, "/", NULL);
  const char *open = "";

  for (guint i = 0; i < collection->n_keys; i++)
    {
      const AtriumCollectionKey *key = &collection->keys[i];
      g_autofree char *value = g_str_has_prefix (key->key, prefix) ? key_value (self, key) : NULL;
      g_autofree char *spelled = value != NULL && *value != '\0' ? spell_value (self, key, value) : NULL;

      if (spelled == NULL || !g_hash_table_add (self->written, (gpointer) key->key))
        continue;
      if (self->syntax == ATRIUM_DATA_TOML)
        {
          g_autofree char *dotted = g_strdelimit (g_strdup (key->key), "/", '.');

          atrium_data_append_pair (self->out, self->syntax, dotted, spelled);
          continue;
        }
      open_path (self->out, key->key, open);
      g_string_append_printf (self->out, "%*s%s: %s\n", (int) depth_of (key->key) * 2, "",
                              strrchr (key->key, '/') + 1, spelled);
      open = key->key;
    }
}

static void
append_links (Compose    *self,
              const char *key)
{
  g_autoptr(AtriumValue) links = listed_links (self);
  AtriumDataNode *sample = sample_of (self, key);
  gboolean tables = self->syntax == ATRIUM_DATA_TOML && sample != NULL && !sample->flow &&
                    sample->type == ATRIUM_DATA_SEQUENCE;
  g_autofree char *spelled = NULL;

  if (atrium_value_get_n_items (links) == 0)
    return;
  if (tables)
    {
      spelled = _atrium_toml_links_compose_tables (self->data, sample, links);
      g_string_append (self->tables, spelled);
      return;
    }
  spelled = _atrium_data_links_compose (self->syntax, self->data, sample, links);
  atrium_data_append_pair (self->out, self->syntax, key, spelled);
}

static void
append_key (Compose                   *self,
            const AtriumCollectionKey *key)
{
  g_autofree char *value = key_value (self, key);
  g_autofree char *spelled = value != NULL && *value != '\0' ? spell_value (self, key, value) : NULL;
  const char *precision = NULL;

  if (spelled != NULL)
    atrium_data_append_pair (self->out, self->syntax, key->key, spelled);
  if (g_str_equal (key->key, "title") && self->collection->name != NULL)
    g_string_append_printf (self->out, "collection: %s\n", self->collection->name);
  if (g_str_equal (key->key, "category") && spelled == NULL)
    g_string_append_printf (self->out, "category: %s\n", default_category (self->entry));
  if (g_str_equal (key->key, "date") && spelled != NULL)
    g_free (_atrium_data_whole_day (atrium_entry_get_string (self->entry, key->member), &precision));
  if (precision != NULL)
    {
      g_autofree char *word = atrium_data_quote (self->syntax, precision, ATRIUM_DATA_PLAIN);

      atrium_data_append_pair (self->out, self->syntax, "date_precision", word);
    }
}

static void
append_member (Compose                   *self,
               const AtriumCollectionKey *key)
{
  if (strchr (key->key, '/') != NULL)
    {
      g_autofree char *top = g_strndup (key->key, strcspn (key->key, "/"));

      append_nested (self, top);
      return;
    }
  if (!g_hash_table_add (self->written, (gpointer) key->key))
    return;
  if (g_str_equal (key->member, "links") && key->label == NULL)
    {
      if (is_key_of_member (self, key))
        append_links (self, key->key);
    }
  else if (is_list (self->entry, key->member) && key->label == NULL && !g_str_equal (key->key, "citation"))
    {
      if (is_key_of_member (self, key) && !(g_str_equal (key->member, "authors") && has_key (self->collection, "citation")))
        {
          g_autofree char *notes = NULL;

          append_list (self, key->key, key->member);
          if (g_str_equal (key->key, "authors"))
            notes = _atrium_author_notes_compose (self->syntax, self->root, atrium_entry_get (self->entry, key->member));
          if (notes != NULL)
            atrium_data_append_pair (self->out, self->syntax, "author_notes", notes);
        }
    }
  else
    append_key (self, key);
}

static void
append_members (Compose *self)
{
  const AtriumCollection *collection = self->collection;

  for (AtriumDataNode *node = self->root != NULL ? self->root->first_child : NULL; node != NULL; node = node->next)
    for (guint i = 0; node->key != NULL && node->key->text != NULL && i < collection->n_keys; i++)
      {
        const char *key = collection->keys[i].key;
        gsize length = strcspn (key, "/");

        if (strlen (node->key->text) == length && strncmp (node->key->text, key, length) == 0)
          append_member (self, &collection->keys[i]);
      }
  for (guint i = 0; i < collection->n_keys; i++)
    append_member (self, &collection->keys[i]);
}

static gboolean
text_is_key (const AtriumCollection *collection)
{
  for (guint i = 0; i < collection->n_keys; i++)
    if (g_str_equal (collection->keys[i].member, "text"))
      return TRUE;

  return FALSE;
}

/* The text of a file for @entry. @name: what the file is called. @source, @sibling: another file
 * of the collection and what it reads as, or NULL. */
char *
_atrium_collection_compose (const AtriumCollection *collection,
                            AtriumEntry            *entry,
                            const char             *name,
                            AtriumSource           *source,
                            AtriumEntry            *sibling)
{
  AtriumSpan span;
  g_autoptr(AtriumData) data = source != NULL ? _atrium_front_matter_read (source, &span, NULL) : NULL;
  AtriumDataNode *root = data != NULL ? atrium_data_get_root (data) : NULL;
  AtriumDataSyntax syntax = data != NULL ? atrium_data_get_syntax (data) : ATRIUM_DATA_YAML;
  const char *fence = syntax == ATRIUM_DATA_TOML ? "+++\n" : "---\n";
  g_autoptr(GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GString) tables = g_string_new (NULL);
  g_autofree char *text = NULL;
  const char *body = atrium_entry_get_string (entry, "text");
  Compose self = { collection, entry, sibling, data, root, syntax, written, g_string_new (fence), tables };

  if (root != NULL && root->type != ATRIUM_DATA_MAPPING)
    self.root = NULL;
  if (collection->lines != NULL)
    g_string_append (self.out, collection->lines);
  append_members (&self);
  if (collection->permalink != NULL)
    g_string_append_printf (self.out, "permalink: %s%s\n", collection->permalink, name);
  if (atrium_entry_get_hidden (entry))
    atrium_data_append_pair (self.out, syntax, collection->naming == ATRIUM_COLLECTION_BUNDLE ? "draft" : "published",
                             collection->naming == ATRIUM_COLLECTION_BUNDLE ? "true" : "false");
  g_string_append (self.out, tables->str);
  g_string_append (self.out, fence);
  if (body != NULL && !text_is_key (collection))
    g_string_append_printf (self.out, "\n%s\n", body);
  text = g_string_free_and_steal (self.out);

  return atrium_data_match_newlines (source, text);
}
