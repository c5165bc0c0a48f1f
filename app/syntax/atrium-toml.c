#include "atrium-toml-private.h"

#include <string.h>

/* Bounds that no page written by people comes near. */
#define MAX_NODES (4 * 1000 * 1000)
#define NODES_PER_BLOCK 64
/* tables with more members than this are searched by a tree, which hostile keys cannot slow down */
#define MANY_MEMBERS 16

struct _AtriumToml
{
  AtriumSource   *source;
  const char     *text;
  gsize           length;
  AtriumSpan      span;
  AtriumDataNode *root;
  GPtrArray      *blocks;       /* of AtriumTomlItem */
  guint           n_nodes;
  GStringChunk   *strings;
  GPtrArray      *trees;        /* GTree, the members of large tables */
  AtriumDataNode *table;        /* that the next key goes into */
  guint           n_headers;
};

typedef AtriumTomlReader Reader;

static gboolean read_value (Reader         *self,
                            AtriumDataNode *node);

gboolean
_atrium_toml_fail (AtriumTomlReader *self,
                   AtriumError       code,
                   gsize             offset,
                   const char       *format,
                   ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  atrium_set_error_at (self->error, code, self->toml->source, MIN (offset, self->end), "%s", reason);

  return FALSE;
}

AtriumSpan
_atrium_toml_get_span (AtriumToml *self)
{
  return self->span;
}

const char *
_atrium_toml_get_text (AtriumToml *self)
{
  return self->text;
}

/* --- nodes -------------------------------------------------------------- */

static AtriumDataNode *
add_node (Reader         *self,
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

static void
attach (AtriumToml     *self,
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

static AtriumDataNode *
find_member (AtriumDataNode *table,
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
static void
stretch (AtriumDataNode *node,
         gsize           end)
{
  for (; node != NULL && !(node->flow && ATRIUM_TOML_ITEM (node)->origin != ATRIUM_TOML_DOTTED); node = node->parent)
    node->span.end = MAX (node->span.end, end);
}

/* --- white space and comments ------------------------------------------- */

static char
peek (Reader *self)
{
  return self->offset < self->end ? self->text[self->offset] : '\0';
}

static void
skip_blanks (Reader *self)
{
  while (peek (self) == ' ' || peek (self) == '\t')
    self->offset++;
}

static gboolean
skip_break (Reader *self)
{
  if (peek (self) == '\n')
    self->offset++;
  else if (peek (self) == '\r' && self->offset + 1 < self->end && self->text[self->offset + 1] == '\n')
    self->offset += 2;
  else
    return FALSE;

  return TRUE;
}

/* up to the end of the line; nothing but a tab may be a control character there */
static gboolean
skip_comment (Reader *self)
{
  if (peek (self) != '#')
    return TRUE;
  for (; self->offset < self->end; self->offset++)
    {
      guchar c = self->text[self->offset];

      if (c == '\n' || (c == '\r' && self->offset + 1 < self->end && self->text[self->offset + 1] == '\n'))
        break;
      if ((c < 0x20 && c != '\t') || c == 0x7F)
        return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset,
                                  "a comment holds the control character 0x%02x", c);
    }

  return TRUE;
}

/* inside brackets lines do not count */
static gboolean
skip_space (Reader *self)
{
  do
    {
      skip_blanks (self);
      if (!skip_comment (self))
        return FALSE;
    }
  while (skip_break (self));

  return TRUE;
}

/* --- keys --------------------------------------------------------------- */

/* one part of a key */
static AtriumDataNode *
read_key_part (Reader *self)
{
  AtriumDataNode *key;
  char c = peek (self);
  gsize start = self->offset;

  if (c != '"' && c != '\'' && !_atrium_toml_is_bare_key (c))
    {
      _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, start, "a key is missing here");
      return NULL;
    }
  key = add_node (self, ATRIUM_DATA_SCALAR, start);
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
      while (_atrium_toml_is_bare_key (peek (self)))
        self->offset++;
      key->text = g_string_chunk_insert_len (self->toml->strings, self->text + start, self->offset - start);
    }
  key->span.end = self->offset;

  return key;
}

/* TRUE where another part of the key follows */
static gboolean
skip_dot (Reader *self)
{
  gsize start = self->offset;

  skip_blanks (self);
  if (peek (self) != '.')
    {
      self->offset = start;
      return FALSE;
    }
  self->offset++;
  skip_blanks (self);

  return TRUE;
}

/* --- tables ------------------------------------------------------------- */

static guint
depth_of (AtriumDataNode *node)
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

  if (depth_of (parent) >= ATRIUM_TOML_MAX_DEPTH)
    {
      _atrium_toml_fail (self, ATRIUM_ERROR_TOO_DEEP, key->span.start, "TOML nested deeper than %d",
                         ATRIUM_TOML_MAX_DEPTH);
      return NULL;
    }
  table = add_node (self, ATRIUM_DATA_MAPPING, start);
  if (table == NULL)
    return NULL;
  ATRIUM_TOML_ITEM (table)->origin = origin;
  table->flow = origin == ATRIUM_TOML_DOTTED && parent->flow;
  attach (self->toml, parent, table, key);

  return table;
}

/* the table that a part of a header's key before the last one names */
static AtriumDataNode *
enter_by_header (Reader         *self,
                 AtriumDataNode *parent,
                 AtriumDataNode *key,
                 gsize           start)
{
  AtriumDataNode *node = find_member (parent, key->text);

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
  AtriumDataNode *node = find_member (parent, key->text);

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
  AtriumDataNode *tables = find_member (parent, key->text);
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
  item = add_node (self, ATRIUM_DATA_MAPPING, start);
  if (item == NULL)
    return NULL;
  ATRIUM_TOML_ITEM (item)->origin = ATRIUM_TOML_HEADER;
  attach (self->toml, tables, item, NULL);

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
  if (peek (self) != bracket || (twice && (self->offset + 1 >= self->end || self->text[self->offset + 1] != bracket)))
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "the header of a table needs “%c%s”", bracket,
                              twice ? "]" : "");
  self->offset += twice ? 2 : 1;

  return TRUE;
}

static gboolean
read_header (Reader *self)
{
  gsize start = self->offset;
  gboolean twice = self->offset + 1 < self->end && self->text[self->offset + 1] == '[';
  AtriumDataNode *parent = self->toml->root;
  AtriumDataNode *table = NULL;

  self->offset += twice ? 2 : 1;
  skip_blanks (self);
  for (;;)
    {
      AtriumDataNode *key = read_key_part (self);

      if (key == NULL)
        return FALSE;
      if (!skip_dot (self))
        {
          table = twice ? define_item (self, parent, key, start) : define_table (self, parent, key, start);
          break;
        }
      parent = enter_by_header (self, parent, key, start);
      if (parent == NULL)
        return FALSE;
    }
  skip_blanks (self);
  if (table == NULL || !read_brackets (self, ']', twice))
    return FALSE;

  mark_split (self->toml, table);
  ATRIUM_TOML_ITEM (table)->body = self->offset;
  stretch (table, self->offset);
  self->toml->table = table;

  return TRUE;
}

/* --- members ------------------------------------------------------------ */

/* the table that a part of a member's key before the last one names */
static AtriumDataNode *
enter_by_key (Reader         *self,
              AtriumDataNode *parent,
              AtriumDataNode *key)
{
  AtriumDataNode *node = find_member (parent, key->text);
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

/* `key = value` or `a.b = value`, into @table */
static gboolean
read_member (Reader         *self,
             AtriumDataNode *table)
{
  gsize start = self->offset;
  AtriumDataNode *parent = table;
  AtriumDataNode *key;
  AtriumDataNode *value;

  while ((key = read_key_part (self)) != NULL && skip_dot (self))
    {
      parent = enter_by_key (self, parent, key);
      if (parent == NULL)
        return FALSE;
    }
  if (key == NULL)
    return FALSE;
  if (find_member (parent, key->text) != NULL)
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, key->span.start, "“%s” is defined twice", key->text);
  skip_blanks (self);
  if (peek (self) != '=')
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "“=” is missing behind the key “%s”", key->text);
  self->offset++;
  skip_blanks (self);

  value = add_node (self, ATRIUM_DATA_SCALAR, self->offset);
  if (value == NULL)
    return FALSE;
  attach (self->toml, parent, value, key);
  ATRIUM_TOML_ITEM (value)->start = start;
  if (!read_value (self, value))
    return FALSE;
  stretch (parent, self->offset);

  return TRUE;
}

/* --- values ------------------------------------------------------------- */

static gboolean
read_array (Reader         *self,
            AtriumDataNode *node)
{
  node->type = ATRIUM_DATA_SEQUENCE;
  node->flow = TRUE;
  self->offset++;
  for (;;)
    {
      AtriumDataNode *item;

      if (!skip_space (self))
        return FALSE;
      if (peek (self) == ']')
        break;
      if (self->offset >= self->end)
        return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, node->span.start, "the array does not end");
      item = add_node (self, ATRIUM_DATA_SCALAR, self->offset);
      if (item == NULL)
        return FALSE;
      attach (self->toml, node, item, NULL);
      if (!read_value (self, item) || !skip_space (self))
        return FALSE;
      if (peek (self) == ',')
        self->offset++;
      else if (peek (self) != ']')
        return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "“,” or “]” is missing in an array");
    }
  self->offset++;

  return TRUE;
}

/* on one line, and without a comma behind the last member */
static gboolean
read_inline_table (Reader         *self,
                   AtriumDataNode *node)
{
  node->type = ATRIUM_DATA_MAPPING;
  node->flow = TRUE;
  ATRIUM_TOML_ITEM (node)->origin = ATRIUM_TOML_INLINE;
  self->offset++;
  skip_blanks (self);
  if (peek (self) == '}')
    {
      self->offset++;
      return TRUE;
    }
  for (;;)
    {
      skip_blanks (self);
      if (!read_member (self, node))
        return FALSE;
      skip_blanks (self);
      if (peek (self) == '}')
        break;
      if (peek (self) != ',')
        return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "“,” or “}” is missing in an inline table");
      self->offset++;
    }
  self->offset++;

  return TRUE;
}

static gboolean
read_bare (Reader         *self,
           AtriumDataNode *node)
{
  const char *text = self->text + self->offset;
  gsize length = _atrium_toml_bare_length (text, self->end - self->offset);

  if (length == 0)
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "a value is missing here");
  if (!_atrium_toml_classify (text, length, &ATRIUM_TOML_ITEM (node)->value))
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset,
                              "“%.*s” is no number, date or boolean, and text needs quotes", (int) MIN (length, 40), text);
  node->text = g_string_chunk_insert_len (self->toml->strings, text, length);
  self->offset += length;

  return TRUE;
}

static gboolean
read_any (Reader         *self,
          AtriumDataNode *node)
{
  char c = peek (self);

  if (c == '[')
    return read_array (self, node);
  if (c == '{')
    return read_inline_table (self, node);
  if (c != '"' && c != '\'')
    return read_bare (self, node);
  if (!_atrium_toml_read_string (self, TRUE, &node->style))
    return FALSE;
  node->text = g_string_chunk_insert_len (self->toml->strings, self->buffer->str, self->buffer->len);

  return TRUE;
}

static gboolean
read_value (Reader         *self,
            AtriumDataNode *node)
{
  gboolean done;

  if (self->depth >= ATRIUM_TOML_MAX_DEPTH || depth_of (node) > ATRIUM_TOML_MAX_DEPTH)
    return _atrium_toml_fail (self, ATRIUM_ERROR_TOO_DEEP, self->offset, "TOML nested deeper than %d",
                              ATRIUM_TOML_MAX_DEPTH);
  self->depth++;
  done = read_any (self, node);
  self->depth--;
  node->span.end = self->offset;

  return done;
}

/* --- the document ------------------------------------------------------- */

static gboolean
read_line_end (Reader *self)
{
  skip_blanks (self);
  if (!skip_comment (self))
    return FALSE;
  if (self->offset < self->end && !skip_break (self))
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "something follows on the same line");

  return TRUE;
}

static gboolean
read_document (Reader *self)
{
  while (self->offset < self->end)
    {
      char c;

      skip_blanks (self);
      c = peek (self);
      if (c == '[')
        {
          if (!read_header (self))
            return FALSE;
        }
      else if (self->offset < self->end && c != '#' && c != '\n' && c != '\r')
        {
          if (!read_member (self, self->toml->table))
            return FALSE;
        }
      if (!read_line_end (self))
        return FALSE;
    }

  return TRUE;
}

static void
begin (AtriumToml *self,
       Reader     *reader)
{
  self->root = add_node (reader, ATRIUM_DATA_MAPPING, self->span.start);
  self->root->span = self->span;
  ATRIUM_TOML_ITEM (self->root)->origin = ATRIUM_TOML_HEADER;
  ATRIUM_TOML_ITEM (self->root)->body = self->span.start;
  self->table = self->root;
}

/**
 * atrium_toml_read:
 * @source: a TOML file, or a page with front matter
 * @span: the whole of @source, or what stands between the lines `+++`
 * @error: return location
 *
 * Reads TOML 1.0. A byte order mark is skipped, and the escape `\u0000` is read as U+FFFD.
 * Nothing is read of a document that breaks a rule, since Hugo would refuse it too: keys and
 * tables that are defined twice, and tables that are closed, are among those.
 *
 * Returns: (transfer full) (nullable): the tree, or NULL with ATRIUM_ERROR_SYNTAX,
 *   ATRIUM_ERROR_TOO_DEEP (more than ATRIUM_TOML_MAX_DEPTH) or ATRIUM_ERROR_TOO_LARGE
 */
AtriumToml *
atrium_toml_read (AtriumSource  *source,
                  AtriumSpan     span,
                  GError       **error)
{
  g_autoptr(AtriumToml) self = g_new0 (AtriumToml, 1);
  g_autoptr(GString) buffer = g_string_new (NULL);
  Reader reader = { .toml = self, .buffer = buffer, .error = error };

  g_return_val_if_fail (source != NULL, NULL);

  self->source = atrium_source_ref (source);
  self->text = atrium_source_get_text (source, &self->length);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->trees = g_ptr_array_new_with_free_func ((GDestroyNotify) g_tree_unref);
  self->strings = g_string_chunk_new (1024);
  span.start = MIN (span.start, self->length);
  span.end = CLAMP (span.end, span.start, self->length);
  if (span.start == 0 && span.end >= 3 && memcmp (self->text, "\xEF\xBB\xBF", 3) == 0)
    span.start = 3;
  self->span = span;
  reader.text = self->text;
  reader.offset = span.start;
  reader.end = span.end;
  begin (self, &reader);

  return read_document (&reader) ? g_steal_pointer (&self) : NULL;
}

/**
 * atrium_toml_free:
 * @self: (transfer full): a tree
 *
 * Frees the tree and all its nodes.
 */
void
atrium_toml_free (AtriumToml *self)
{
  g_clear_pointer (&self->source, atrium_source_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->trees, g_ptr_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_free (self);
}

/**
 * atrium_toml_get_source:
 * @self: a tree
 *
 * Returns: (transfer none): the source that the spans are in
 */
AtriumSource *
atrium_toml_get_source (AtriumToml *self)
{
  return self->source;
}

/**
 * atrium_toml_get_root:
 * @self: a tree
 *
 * Returns: (transfer none): the table of the document itself, never NULL
 */
AtriumDataNode *
atrium_toml_get_root (AtriumToml *self)
{
  return self->root;
}

/**
 * atrium_toml_lookup:
 * @table: (nullable): a node
 * @key: a key, without quotes; dots in it are its own
 *
 * Returns: (transfer none) (nullable): the member of that name; NULL where there is none, or
 *   @table is not a table
 */
AtriumDataNode *
atrium_toml_lookup (AtriumDataNode *table,
                    const char     *key)
{
  return table != NULL && table->type == ATRIUM_DATA_MAPPING ? find_member (table, key) : NULL;
}

static AtriumDataNode *
get_item (AtriumDataNode *sequence,
          const char     *index)
{
  AtriumDataNode *child = sequence->first_child;
  guint64 number;

  if (!g_ascii_string_to_unsigned (index, 10, 0, G_MAXUINT32, &number, NULL))
    return NULL;
  while (child != NULL && number-- > 0)
    child = child->next;

  return child;
}

/**
 * atrium_toml_get_at:
 * @self: a tree
 * @path: keys and indices, `params/name`, `menu/main/0/url`
 *
 * Returns: (transfer none) (nullable): the node, or NULL
 */
AtriumDataNode *
atrium_toml_get_at (AtriumToml *self,
                    const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  AtriumDataNode *node = self->root;

  for (guint i = 0; parts[i] != NULL && node != NULL; i++)
    node = node->type == ATRIUM_DATA_SEQUENCE ? get_item (node, parts[i]) : atrium_toml_lookup (node, parts[i]);

  return node;
}

/**
 * atrium_toml_get_value_type:
 * @scalar: a scalar of a TOML tree
 *
 * Returns: what it is; %ATRIUM_TOML_STRING whatever quotes it has
 */
AtriumTomlType
atrium_toml_get_value_type (AtriumDataNode *scalar)
{
  g_return_val_if_fail (scalar != NULL && scalar->syntax == ATRIUM_DATA_TOML, ATRIUM_TOML_STRING);

  return ATRIUM_TOML_ITEM (scalar)->value;
}
