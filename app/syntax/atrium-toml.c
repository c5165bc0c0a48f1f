#include "atrium-toml-private.h"

#include <string.h>

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

/* --- white space and comments ------------------------------------------- */

static gboolean
skip_break (Reader *self)
{
  if (_atrium_toml_peek (self) == '\n')
    self->offset++;
  else if (_atrium_toml_peek (self) == '\r' && self->offset + 1 < self->end && self->text[self->offset + 1] == '\n')
    self->offset += 2;
  else
    return FALSE;

  return TRUE;
}

/* up to the end of the line; nothing but a tab may be a control character there */
static gboolean
skip_comment (Reader *self)
{
  if (_atrium_toml_peek (self) != '#')
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
      _atrium_toml_skip_blanks (self);
      if (!skip_comment (self))
        return FALSE;
    }
  while (skip_break (self));

  return TRUE;
}

/* --- members ------------------------------------------------------------ */

/* `key = value` or `a.b = value`, into @table */
static gboolean
read_member (Reader         *self,
             AtriumDataNode *table)
{
  gsize start = self->offset;
  AtriumDataNode *parent = table;
  AtriumDataNode *key;
  AtriumDataNode *value;

  while ((key = _atrium_toml_read_key_part (self)) != NULL && _atrium_toml_skip_dot (self))
    {
      parent = _atrium_toml_enter_by_key (self, parent, key);
      if (parent == NULL)
        return FALSE;
    }
  if (key == NULL)
    return FALSE;
  if (_atrium_toml_find_member (parent, key->text) != NULL)
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, key->span.start, "“%s” is defined twice", key->text);
  _atrium_toml_skip_blanks (self);
  if (_atrium_toml_peek (self) != '=')
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "“=” is missing behind the key “%s”", key->text);
  self->offset++;
  _atrium_toml_skip_blanks (self);

  value = _atrium_toml_add_node (self, ATRIUM_DATA_SCALAR, self->offset);
  if (value == NULL)
    return FALSE;
  _atrium_toml_attach (self->toml, parent, value, key);
  ATRIUM_TOML_ITEM (value)->start = start;
  if (!read_value (self, value))
    return FALSE;
  _atrium_toml_stretch (parent, self->offset);

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
      if (_atrium_toml_peek (self) == ']')
        break;
      if (self->offset >= self->end)
        return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, node->span.start, "the array does not end");
      item = _atrium_toml_add_node (self, ATRIUM_DATA_SCALAR, self->offset);
      if (item == NULL)
        return FALSE;
      _atrium_toml_attach (self->toml, node, item, NULL);
      if (!read_value (self, item) || !skip_space (self))
        return FALSE;
      if (_atrium_toml_peek (self) == ',')
        self->offset++;
      else if (_atrium_toml_peek (self) != ']')
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
  _atrium_toml_skip_blanks (self);
  if (_atrium_toml_peek (self) == '}')
    {
      self->offset++;
      return TRUE;
    }
  for (;;)
    {
      _atrium_toml_skip_blanks (self);
      if (!read_member (self, node))
        return FALSE;
      _atrium_toml_skip_blanks (self);
      if (_atrium_toml_peek (self) == '}')
        break;
      if (_atrium_toml_peek (self) != ',')
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
  char c = _atrium_toml_peek (self);

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

  if (self->depth >= ATRIUM_TOML_MAX_DEPTH || _atrium_toml_depth_of (node) > ATRIUM_TOML_MAX_DEPTH)
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
  _atrium_toml_skip_blanks (self);
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

      _atrium_toml_skip_blanks (self);
      c = _atrium_toml_peek (self);
      if (c == '[')
        {
          if (!_atrium_toml_read_header (self))
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
  self->root = _atrium_toml_add_node (reader, ATRIUM_DATA_MAPPING, self->span.start);
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
  return table != NULL && table->type == ATRIUM_DATA_MAPPING ? _atrium_toml_find_member (table, key) : NULL;
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
