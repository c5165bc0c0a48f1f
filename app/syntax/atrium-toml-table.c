#include "atrium-toml-private.h"

#include <string.h>

/* The nodes of a document, its keys, and the rules for which table a header or a key with dots
 * may add to. */

/* Bounds that no page written by people comes near. */
#define MAX_NODES (4 * 1000 * 1000)
#define NODES_PER_BLOCK 64
/* tables with more members than this are searched by a tree, which hostile keys cannot slow down */
#define MANY_MEMBERS 16

typedef AtriumTomlReader Reader;

/* --- nodes -------------------------------------------------------------- */

AtriumDataNode *
_atrium_toml_add_node (Reader         *self,
          AtriumDataType  type,
          gsize           start)
{
  AtriumToml *toml = self->toml;
  AtriumTomlItem *item;

  if (toml->n_nodes >= MAX_NODES)
    {
      _atrium_toml_fail (self, ATRIUM_ERROR_TOO_LARGE, start, "more than %d TOML values", MAX_NODES);
      return NULL;
    }
  if (toml->n_nodes % NODES_PER_BLOCK == 0)
    g_ptr_array_add (toml->blocks, g_new0 (AtriumTomlItem, NODES_PER_BLOCK));
  item = g_ptr_array_index (toml->blocks, toml->blocks->len - 1);
  item += toml->n_nodes++ % NODES_PER_BLOCK;
  item->node.type = type;
  item->node.syntax = ATRIUM_DATA_TOML;
  item->node.span = ATRIUM_SPAN (start, start);
  item->start = start;

  return &item->node;
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return strcmp (a, b);
}

static void
remember_member (AtriumToml     *self,
                 AtriumTomlItem *table,
                 AtriumDataNode *value)
{
  if (table->members == NULL && table->n_children > MANY_MEMBERS)
    {
      table->members = g_tree_new_full (compare_names, NULL, NULL, NULL);
      g_ptr_array_add (self->trees, table->members);
      for (AtriumDataNode *child = table->node.first_child; child != NULL; child = child->next)
        g_tree_insert (table->members, child->key->text, child);
    }
  else if (table->members != NULL)
    g_tree_insert (table->members, value->key->text, value);
}

void
_atrium_toml_attach (AtriumToml     *self,
        AtriumDataNode *parent,
        AtriumDataNode *node,
        AtriumDataNode *key)
{
  node->parent = parent;
  node->key = key;
  if (key != NULL)
    key->parent = parent;
  if (parent->last_child != NULL)
    parent->last_child->next = node;
  else
    parent->first_child = node;
  parent->last_child = node;
  ATRIUM_TOML_ITEM (parent)->n_children++;
  if (key != NULL)
    remember_member (self, ATRIUM_TOML_ITEM (parent), node);
}

AtriumDataNode *
_atrium_toml_find_member (AtriumDataNode *table,
             const char     *key)
{
  AtriumTomlItem *item = ATRIUM_TOML_ITEM (table);

  if (item->members != NULL)
    return g_tree_lookup (item->members, key);
  for (AtriumDataNode *child = table->first_child; child != NULL; child = child->next)
    if (strcmp (child->key->text, key) == 0)
      return child;

  return NULL;
}

/* what stands around a value reaches to its end too */
void
_atrium_toml_stretch (AtriumDataNode *node,
         gsize           end)
{
  for (; node != NULL && !(node->flow && ATRIUM_TOML_ITEM (node)->origin != ATRIUM_TOML_DOTTED); node = node->parent)
    node->span.end = MAX (node->span.end, end);
}

/* --- keys --------------------------------------------------------------- */

/* one part of a key */
AtriumDataNode *
_atrium_toml_read_key_part (Reader *self)
{
  AtriumDataNode *key;
  char c = _atrium_toml_peek (self);
  gsize start = self->offset;

  if (c != '"' && c != '\'' && !_atrium_toml_is_bare_key (c))
    {
      _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, start, "a key is missing here");
      return NULL;
    }
  key = _atrium_toml_add_node (self, ATRIUM_DATA_SCALAR, start);
  if (key == NULL)
    return NULL;
  if (c == '"' || c == '\'')
    {
      if (!_atrium_toml_read_string (self, FALSE, &key->style))
        return NULL;
      key->text = g_string_chunk_insert_len (self->toml->strings, self->buffer->str, self->buffer->len);
    }
  else
    {
      while (_atrium_toml_is_bare_key (_atrium_toml_peek (self)))
        self->offset++;
      key->text = g_string_chunk_insert_len (self->toml->strings, self->text + start, self->offset - start);
    }
  key->span.end = self->offset;

  return key;
}

/* TRUE where another part of the key follows */
gboolean
_atrium_toml_skip_dot (Reader *self)
{
  gsize start = self->offset;

  _atrium_toml_skip_blanks (self);
  if (_atrium_toml_peek (self) != '.')
    {
      self->offset = start;
      return FALSE;
    }
  self->offset++;
  _atrium_toml_skip_blanks (self);

  return TRUE;
}

/* --- tables ------------------------------------------------------------- */

guint
_atrium_toml_depth_of (AtriumDataNode *node)
{
  guint depth = 0;

  for (; node->parent != NULL; node = node->parent)
    depth++;

  return depth;
}

static AtriumDataNode *
add_table (Reader           *self,
           AtriumDataNode   *parent,
           AtriumDataNode   *key,
           AtriumTomlOrigin  origin,
           gsize             start)
{
  AtriumDataNode *table;

  if (_atrium_toml_depth_of (parent) >= ATRIUM_TOML_MAX_DEPTH)
    {
      _atrium_toml_fail (self, ATRIUM_ERROR_TOO_DEEP, key->span.start, "TOML nested deeper than %d",
                         ATRIUM_TOML_MAX_DEPTH);
      return NULL;
    }
  table = _atrium_toml_add_node (self, ATRIUM_DATA_MAPPING, start);
  if (table == NULL)
    return NULL;
  ATRIUM_TOML_ITEM (table)->origin = origin;
  table->flow = origin == ATRIUM_TOML_DOTTED && parent->flow;
  _atrium_toml_attach (self->toml, parent, table, key);

  return table;
}

/* the table that a part of a header's key before the last one names */
static AtriumDataNode *
enter_by_header (Reader         *self,
                 AtriumDataNode *parent,
                 AtriumDataNode *key,
                 gsize           start)
{
  AtriumDataNode *node = _atrium_toml_find_member (parent, key->text);

  if (node == NULL)
    return add_table (self, parent, key, ATRIUM_TOML_IMPLICIT, start);
  if (ATRIUM_TOML_ITEM (node)->origin == ATRIUM_TOML_TABLES)
    return node->last_child;
  if (node->type == ATRIUM_DATA_MAPPING && ATRIUM_TOML_ITEM (node)->origin != ATRIUM_TOML_INLINE)
    return node;
  _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, key->span.start, "“%s” is no table that can be added to", key->text);

  return NULL;
}

static AtriumDataNode *
define_table (Reader         *self,
              AtriumDataNode *parent,
              AtriumDataNode *key,
              gsize           start)
{
  AtriumDataNode *node = _atrium_toml_find_member (parent, key->text);

  if (node == NULL)
    return add_table (self, parent, key, ATRIUM_TOML_HEADER, start);
  if (ATRIUM_TOML_ITEM (node)->origin == ATRIUM_TOML_IMPLICIT)
    {
      ATRIUM_TOML_ITEM (node)->origin = ATRIUM_TOML_HEADER;
      ATRIUM_TOML_ITEM (node)->split = TRUE;   /* tables below it came before it */
      ATRIUM_TOML_ITEM (node)->start = start;
      return node;
    }
  _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, key->span.start, "“%s” is defined twice", key->text);

  return NULL;
}

static AtriumDataNode *
define_item (Reader         *self,
             AtriumDataNode *parent,
             AtriumDataNode *key,
             gsize           start)
{
  AtriumDataNode *tables = _atrium_toml_find_member (parent, key->text);
  AtriumDataNode *item;

  if (tables == NULL)
    {
      tables = add_table (self, parent, key, ATRIUM_TOML_TABLES, start);
      if (tables == NULL)
        return NULL;
      tables->type = ATRIUM_DATA_SEQUENCE;
    }
  else if (ATRIUM_TOML_ITEM (tables)->origin != ATRIUM_TOML_TABLES)
    {
      _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, key->span.start, "“%s” is defined twice", key->text);
      return NULL;
    }
  item = _atrium_toml_add_node (self, ATRIUM_DATA_MAPPING, start);
  if (item == NULL)
    return NULL;
  ATRIUM_TOML_ITEM (item)->origin = ATRIUM_TOML_HEADER;
  _atrium_toml_attach (self->toml, tables, item, NULL);

  return item;
}

/* What is around a table that other tables came between since is in more than one piece. */
static void
mark_split (AtriumToml     *self,
            AtriumDataNode *table)
{
  self->n_headers++;
  for (AtriumDataNode *node = table; node->parent != NULL; node = node->parent)
    {
      AtriumTomlItem *item = ATRIUM_TOML_ITEM (node);

      if (item->header != 0 && item->header + 1 < self->n_headers)
        item->split = TRUE;
      item->header = self->n_headers;
    }
}

static gboolean
read_brackets (Reader   *self,
               char      bracket,
               gboolean  twice)
{
  if (_atrium_toml_peek (self) != bracket || (twice && (self->offset + 1 >= self->end || self->text[self->offset + 1] != bracket)))
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "the header of a table needs “%c%s”", bracket,
                              twice ? "]" : "");
  self->offset += twice ? 2 : 1;

  return TRUE;
}

gboolean
_atrium_toml_read_header (Reader *self)
{
  gsize start = self->offset;
  gboolean twice = self->offset + 1 < self->end && self->text[self->offset + 1] == '[';
  AtriumDataNode *parent = self->toml->root;
  AtriumDataNode *table = NULL;

  self->offset += twice ? 2 : 1;
  _atrium_toml_skip_blanks (self);
  for (;;)
    {
      AtriumDataNode *key = _atrium_toml_read_key_part (self);

      if (key == NULL)
        return FALSE;
      if (!_atrium_toml_skip_dot (self))
        {
          table = twice ? define_item (self, parent, key, start) : define_table (self, parent, key, start);
          break;
        }
      parent = enter_by_header (self, parent, key, start);
      if (parent == NULL)
        return FALSE;
    }
  _atrium_toml_skip_blanks (self);
  if (table == NULL || !read_brackets (self, ']', twice))
    return FALSE;

  mark_split (self->toml, table);
  ATRIUM_TOML_ITEM (table)->body = self->offset;
  _atrium_toml_stretch (table, self->offset);
  self->toml->table = table;

  return TRUE;
}

/* the table that a part of a member's key before the last one names */
AtriumDataNode *
_atrium_toml_enter_by_key (Reader         *self,
              AtriumDataNode *parent,
              AtriumDataNode *key)
{
  AtriumDataNode *node = _atrium_toml_find_member (parent, key->text);
  AtriumTomlOrigin origin = node != NULL ? ATRIUM_TOML_ITEM (node)->origin : ATRIUM_TOML_DOTTED;

  if (node == NULL)
    return add_table (self, parent, key, ATRIUM_TOML_DOTTED, key->span.start);
  if (origin == ATRIUM_TOML_IMPLICIT || origin == ATRIUM_TOML_DOTTED)
    {
      /* what keys add to is whole, and no header may define it any more */
      ATRIUM_TOML_ITEM (node)->split |= origin == ATRIUM_TOML_IMPLICIT;
      ATRIUM_TOML_ITEM (node)->origin = ATRIUM_TOML_DOTTED;
      return node;
    }
  _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, key->span.start, "“%s” is no table that a key can add to", key->text);

  return NULL;
}
