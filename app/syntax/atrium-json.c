#include "atrium-json.h"

#include <string.h>

#include "atrium-error.h"

/* more values than any profile has; each costs about 150 bytes */
#define MAX_NODES (8 * 1000 * 1000)
#define NODES_PER_BLOCK 256

struct _AtriumJson
{
  AtriumSource   *source;
  AtriumJsonNode *root;
  GPtrArray      *blocks;       /* of AtriumJsonNode */
  guint           n_nodes;
  GStringChunk   *strings;
};

typedef struct
{
  AtriumJson *json;
  const char *text;
  gsize       length;
  gsize       offset;
  guint       depth;
  GString    *buffer;           /* of the string that is decoded */
  GError    **error;
} Reader;

static gboolean
fail (Reader     *self,
      AtriumError code,
      gsize       offset,
      const char *reason)
{
  atrium_set_error_at (self->error, code, self->json->source, offset, "%s", reason);
  return FALSE;
}

static char
peek (const Reader *self)
{
  return self->offset < self->length ? self->text[self->offset] : '\0';
}

static void
skip_space (Reader *self)
{
  while (self->offset < self->length && strchr (" \t\r\n", self->text[self->offset]) != NULL)
    self->offset++;
}

static gboolean
expect (Reader     *self,
        char        c,
        const char *reason)
{
  skip_space (self);
  if (self->offset >= self->length)
    return fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "the file ends too early");
  if (self->text[self->offset] != c)
    return fail (self, ATRIUM_ERROR_SYNTAX, self->offset, reason);
  self->offset++;
  return TRUE;
}

/* --- scalars ------------------------------------------------------------ */

static int
read_hex (const Reader *self,
          gsize         offset)
{
  int value = 0;
  int i;

  if (self->length - offset < 4)
    return -1;
  for (i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (self->text[offset + i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* \uXXXX, or a pair of them; a half of a pair becomes U+FFFD as it has no UTF-8 */
static gboolean
read_unicode_escape (Reader *self)
{
  int unit = read_hex (self, self->offset);
  int low = -1;

  if (unit < 0)
    return fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "\\u needs four hexadecimal digits");
  self->offset += 4;
  if (unit >= 0xD800 && unit <= 0xDBFF && self->length - self->offset >= 6
      && self->text[self->offset] == '\\' && self->text[self->offset + 1] == 'u')
    low = read_hex (self, self->offset + 2);
  if (low >= 0xDC00 && low <= 0xDFFF)
    {
      self->offset += 6;
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  else if (unit >= 0xD800 && unit <= 0xDFFF)
    {
      unit = 0xFFFD;
    }
  if (unit == 0)
    return fail (self, ATRIUM_ERROR_SYNTAX, self->offset - 4, "a string cannot hold the character U+0000");
  g_string_append_unichar (self->buffer, unit);
  return TRUE;
}

static gboolean
read_escape (Reader *self)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  char c = self->offset + 1 < self->length ? self->text[self->offset + 1] : '\0';
  const char *found = c != '\0' ? strchr (letters, c) : NULL;

  self->offset += 2;
  if (c == 'u')
    return read_unicode_escape (self);
  if (found == NULL)
    return fail (self, ATRIUM_ERROR_SYNTAX, self->offset - 2, "not an escape of JSON");
  g_string_append_c (self->buffer, values[found - letters]);
  return TRUE;
}

/* the decoded string, which lives as long as the document; NULL with an error */
static char *
read_string (Reader *self)
{
  gsize start = self->offset++;

  g_string_truncate (self->buffer, 0);
  while (self->offset < self->length)
    {
      gsize run = self->offset;
      guchar c;

      while (run < self->length && (guchar) self->text[run] >= 0x20 && self->text[run] != '"' && self->text[run] != '\\')
        run++;
      g_string_append_len (self->buffer, self->text + self->offset, run - self->offset);
      self->offset = run;
      if (run >= self->length)
        break;
      c = self->text[run];
      if (c == '"')
        {
          self->offset++;
          return g_string_chunk_insert_len (self->json->strings, self->buffer->str, self->buffer->len);
        }
      if (c != '\\')
        {
          fail (self, ATRIUM_ERROR_SYNTAX, run, "a control character in a string has to be escaped");
          return NULL;
        }
      if (!read_escape (self))
        return NULL;
    }
  fail (self, ATRIUM_ERROR_SYNTAX, start, "the string does not end");
  return NULL;
}

static gboolean
skip_digits (Reader *self)
{
  gsize start = self->offset;

  while (g_ascii_isdigit (peek (self)))
    self->offset++;
  return self->offset > start;
}

static gboolean
read_number (Reader         *self,
             AtriumJsonNode *node)
{
  gsize start = self->offset;
  gboolean good;

  if (peek (self) == '-')
    self->offset++;
  if (peek (self) == '0')
    {
      self->offset++;
      good = !g_ascii_isdigit (peek (self));
    }
  else
    {
      good = skip_digits (self);
    }
  if (good && peek (self) == '.')
    {
      self->offset++;
      good = skip_digits (self);
    }
  if (good && (peek (self) == 'e' || peek (self) == 'E'))
    {
      self->offset++;
      if (peek (self) == '+' || peek (self) == '-')
        self->offset++;
      good = skip_digits (self);
    }
  if (!good)
    return fail (self, ATRIUM_ERROR_SYNTAX, start, "not a number of JSON");
  node->type = ATRIUM_JSON_NUMBER;
  node->text = g_string_chunk_insert_len (self->json->strings, self->text + start, self->offset - start);
  return TRUE;
}

static gboolean
read_word (Reader         *self,
           AtriumJsonNode *node)
{
  static const struct { const char *word; AtriumJsonType type; } words[] = {
    { "null", ATRIUM_JSON_NULL }, { "false", ATRIUM_JSON_FALSE }, { "true", ATRIUM_JSON_TRUE },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);

      if (self->length - self->offset >= length && memcmp (self->text + self->offset, words[i].word, length) == 0)
        {
          self->offset += length;
          node->type = words[i].type;
          return TRUE;
        }
    }
  return fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "a value is missing here");
}

/* --- collections -------------------------------------------------------- */

static AtriumJsonNode *
add_node (Reader         *self,
          AtriumJsonNode *parent)
{
  AtriumJson *json = self->json;
  AtriumJsonNode *node;

  if (json->n_nodes >= MAX_NODES)
    {
      fail (self, ATRIUM_ERROR_TOO_LARGE, self->offset, "too many JSON values");
      return NULL;
    }
  if (json->n_nodes % NODES_PER_BLOCK == 0)
    g_ptr_array_add (json->blocks, g_new0 (AtriumJsonNode, NODES_PER_BLOCK));
  node = g_ptr_array_index (json->blocks, json->blocks->len - 1);
  node += json->n_nodes++ % NODES_PER_BLOCK;
  node->parent = parent;
  if (parent != NULL)
    {
      if (parent->last_child != NULL)
        parent->last_child->next = node;
      else
        parent->first_child = node;
      parent->last_child = node;
      parent->n_children++;
    }
  return node;
}

static gboolean read_value (Reader         *self,
                            AtriumJsonNode *parent,
                            const char     *name,
                            gsize           member);

static gboolean
read_member (Reader         *self,
             AtriumJsonNode *object)
{
  gsize member;
  const char *name;

  skip_space (self);
  member = self->offset;
  if (peek (self) != '"')
    return fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "a member name in double quotes is missing here");
  name = read_string (self);
  if (name == NULL || !expect (self, ':', "a colon is missing here"))
    return FALSE;
  return read_value (self, object, name, member);
}

static gboolean
read_collection (Reader         *self,
                 AtriumJsonNode *node)
{
  gboolean object = node->type == ATRIUM_JSON_OBJECT;
  char close = object ? '}' : ']';

  if (++self->depth > ATRIUM_JSON_MAX_DEPTH)
    return fail (self, ATRIUM_ERROR_TOO_DEEP, self->offset, "nested too deep");
  self->offset++;
  skip_space (self);
  if (peek (self) == close)
    {
      self->offset++;
      self->depth--;
      return TRUE;
    }
  for (;;)
    {
      if (object ? !read_member (self, node) : !read_value (self, node, NULL, G_MAXSIZE))
        return FALSE;
      skip_space (self);
      if (peek (self) != ',')
        break;
      self->offset++;
    }
  self->depth--;
  return expect (self, close, object ? "a comma or } is missing here" : "a comma or ] is missing here");
}

static gboolean
read_any (Reader         *self,
          AtriumJsonNode *node)
{
  char c = peek (self);

  if (c == '{' || c == '[')
    {
      node->type = c == '{' ? ATRIUM_JSON_OBJECT : ATRIUM_JSON_ARRAY;
      return read_collection (self, node);
    }
  if (c == '"')
    {
      node->type = ATRIUM_JSON_STRING;
      node->text = read_string (self);
      return node->text != NULL;
    }
  if (c == '-' || g_ascii_isdigit (c))
    return read_number (self, node);
  if (self->offset >= self->length)
    return fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "the file ends too early");
  return read_word (self, node);
}

static gboolean
read_value (Reader         *self,
            AtriumJsonNode *parent,
            const char     *name,
            gsize           member)
{
  AtriumJsonNode *node = add_node (self, parent);

  if (node == NULL)
    return FALSE;
  skip_space (self);
  node->name = (char *) name;
  node->span.start = self->offset;
  if (!read_any (self, node))
    return FALSE;
  node->span.end = self->offset;
  node->member = ATRIUM_SPAN (MIN (member, node->span.start), node->span.end);
  if (parent == NULL)
    self->json->root = node;
  return TRUE;
}

static gboolean
read_document (Reader *self)
{
  if (self->length >= 3 && memcmp (self->text, "\xEF\xBB\xBF", 3) == 0)
    self->offset = 3;
  if (!read_value (self, NULL, NULL, G_MAXSIZE))
    return FALSE;
  skip_space (self);
  if (self->offset < self->length)
    return fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "something follows the JSON value");
  return TRUE;
}

/**
 * atrium_json_read:
 * @source: a JSON document; a byte order mark is skipped
 * @error: return location
 *
 * Reads JSON by RFC 8259 and nothing beyond it: no comments, no trailing commas. Members
 * of the same name are all kept. The escape `\u0000` is refused, and half a surrogate
 * pair becomes U+FFFD.
 *
 * Returns: (transfer full) (nullable): the tree, or NULL with ATRIUM_ERROR_SYNTAX,
 *   ATRIUM_ERROR_TOO_DEEP (more than ATRIUM_JSON_MAX_DEPTH) or ATRIUM_ERROR_TOO_LARGE
 */
AtriumJson *
atrium_json_read (AtriumSource  *source,
                  GError       **error)
{
  g_autoptr(AtriumJson) self = g_new0 (AtriumJson, 1);
  Reader reader = { .json = self, .error = error };
  gboolean done;

  g_return_val_if_fail (source != NULL, NULL);

  self->source = atrium_source_ref (source);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->strings = g_string_chunk_new (4096);
  reader.text = atrium_source_get_text (source, &reader.length);
  reader.buffer = g_string_new (NULL);
  done = read_document (&reader);
  g_string_free (reader.buffer, TRUE);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * atrium_json_free:
 * @self: (transfer full): a tree
 *
 * Frees the tree and all its nodes.
 */
void
atrium_json_free (AtriumJson *self)
{
  g_clear_pointer (&self->source, atrium_source_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_free (self);
}

/**
 * atrium_json_get_source:
 * @self: a tree
 *
 * Returns: (transfer none): the source that the spans are in
 */
AtriumSource *
atrium_json_get_source (AtriumJson *self)
{
  return self->source;
}

/**
 * atrium_json_get_root:
 * @self: a tree
 *
 * Returns: (transfer none): the value of the document, never NULL
 */
AtriumJsonNode *
atrium_json_get_root (AtriumJson *self)
{
  return self->root;
}

/**
 * atrium_json_lookup:
 * @object: (nullable): a node
 * @name: a member name
 *
 * Looks for the last member of that name, as most readers of JSON do.
 *
 * Returns: (transfer none) (nullable): its value; NULL where there is none, or @object is
 *   not an object
 */
AtriumJsonNode *
atrium_json_lookup (AtriumJsonNode *object,
                    const char     *name)
{
  AtriumJsonNode *found = NULL;
  AtriumJsonNode *child;

  if (object == NULL || object->type != ATRIUM_JSON_OBJECT)
    return NULL;
  for (child = object->first_child; child != NULL; child = child->next)
    if (strcmp (child->name, name) == 0)
      found = child;
  return found;
}

/**
 * atrium_json_append_string:
 * @out: where to add
 * @text: UTF-8
 *
 * Appends @text as a JSON string with its quotes. Only what has to be escaped is: quotes,
 * backslashes and control characters.
 */
void
atrium_json_append_string (GString    *out,
                           const char *text)
{
  static const char letters[] = "btn.fr";   /* from U+0008 on */

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      guchar c = *text;

      if (c == '"' || c == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, c);
        }
      else if (c >= 8 && c <= 13 && c != 11)
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, letters[c - 8]);
        }
      else if (c < 0x20)
        {
          g_string_append_printf (out, "\\u%04x", c);
        }
      else
        {
          g_string_append_c (out, c);
        }
    }
  g_string_append_c (out, '"');
}
