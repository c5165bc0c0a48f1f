#include "atrium-yaml.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-yaml-private.h"

#define MAX_MERGES 16

/* --- places in the text ------------------------------------------------ */

/* YAML 1.1 takes U+0085, U+2028 and U+2029 for line ends too */
gboolean
_atrium_yaml_ends_line (const char *end,
                        gsize       length)
{
  if (_atrium_yaml_is_break (end[-1]))
    return TRUE;
  if (length >= 2 && memcmp (end - 2, "\xC2\x85", 2) == 0)
    return TRUE;
  return length >= 3 && (memcmp (end - 3, "\xE2\x80\xA8", 3) == 0 || memcmp (end - 3, "\xE2\x80\xA9", 3) == 0);
}

gsize
_atrium_yaml_line_start (AtriumYaml *self,
                         gsize       offset)
{
  while (offset > self->span.start && !_atrium_yaml_ends_line (self->text + offset, offset - self->span.start))
    offset--;
  return offset;
}

gsize
_atrium_yaml_line_end (AtriumYaml *self,
                       gsize       offset)
{
  while (offset < self->length && !_atrium_yaml_is_break (self->text[offset]))
    offset++;
  return offset;
}

gsize
_atrium_yaml_next_line (AtriumYaml *self,
                        gsize       offset)
{
  offset = _atrium_yaml_line_end (self, offset);
  if (offset < self->length && self->text[offset] == '\r')
    offset++;
  if (offset < self->length && self->text[offset] == '\n')
    offset++;
  return offset;
}

/* in characters, as YAML counts indentation */
guint
_atrium_yaml_column (AtriumYaml *self,
                     gsize       offset)
{
  gsize start = _atrium_yaml_line_start (self, offset);

  return g_utf8_strlen (self->text + start, offset - start);
}

const char *
_atrium_yaml_get_newline (AtriumYaml *self)
{
  const char *newline = memchr (self->text + self->span.start, '\n', self->length - self->span.start);

  if (newline == NULL)
    newline = memchr (self->text, '\n', self->length);
  if (newline != NULL && newline > self->text && newline[-1] == '\r')
    return "\r\n";
  return "\n";
}

/* the indentation that the content of @node has to exceed, -1 at the root */
int
_atrium_yaml_parent_column (AtriumYaml           *self,
                            const AtriumYamlNode *node)
{
  if (node->parent == NULL)
    return -1;
  if (node->parent->type == ATRIUM_YAML_SEQUENCE)
    return _atrium_yaml_column (self, ATRIUM_YAML_ITEM (node)->marker);
  return _atrium_yaml_column (self, ATRIUM_YAML_ITEM (node->parent)->node.span.start);
}

/* how deep one level is indented in this file */
guint
_atrium_yaml_get_step (AtriumYaml *self)
{
  AtriumYamlNode *root = atrium_yaml_get_root (self);
  AtriumYamlNode *child;

  for (child = root != NULL ? root->first_child : NULL; child != NULL; child = child->next)
    {
      if (child->type == ATRIUM_YAML_MAPPING && !child->flow && child->first_child != NULL)
        {
          guint column = _atrium_yaml_column (self, child->span.start);
          guint parent = _atrium_yaml_column (self, root->span.start);

          if (column > parent && column - parent <= 8)
            return column - parent;
        }
    }
  return 2;
}

AtriumSpan
_atrium_yaml_get_span (AtriumYaml *self)
{
  return self->span;
}

/* past white space, line ends and comments */
gsize
_atrium_yaml_skip_space (const char *text,
                         gsize       offset,
                         gsize       end)
{
  while (offset < end)
    {
      if (_atrium_yaml_is_blank (text[offset]) || _atrium_yaml_is_break (text[offset]))
        offset++;
      else if (text[offset] == '#')
        while (offset < end && !_atrium_yaml_is_break (text[offset]))
          offset++;
      else
        break;
    }
  return offset;
}

/* `{a}` and `? a` have members without one */
gboolean
_atrium_yaml_has_colon (AtriumYaml           *self,
                        const AtriumYamlNode *value)
{
  gsize offset = _atrium_yaml_skip_space (self->text, value->key->span.end, self->span.end);

  if (offset >= self->span.end || self->text[offset] != ':')
    return FALSE;
  return value->parent->flow || offset + 1 == self->span.end
         || _atrium_yaml_is_blank (self->text[offset + 1]) || _atrium_yaml_is_break (self->text[offset + 1]);
}

/* --- reading ------------------------------------------------------------ */

/**
 * atrium_yaml_read:
 * @source: a YAML file, or a page with front matter
 * @span: the whole of @source, or what stands between the lines `---`
 * @error: return location
 *
 * Reads YAML 1.1 as libyaml does. A file ends in an error where it is not well-formed.
 * Front matter (@span is a part of @source) is always read: where it is not YAML,
 * because Liquid stands in it or a colon too many, its top-level members are read one
 * by one, and atrium_yaml_get_problem() says what was wrong.
 *
 * Returns: (transfer full) (nullable): the tree, or NULL with ATRIUM_ERROR_SYNTAX,
 *   ATRIUM_ERROR_TOO_DEEP or ATRIUM_ERROR_TOO_LARGE
 */
AtriumYaml *
atrium_yaml_read (AtriumSource  *source,
                  AtriumSpan     span,
                  GError       **error)
{
  g_autoptr(AtriumYaml) self = g_new0 (AtriumYaml, 1);
  gboolean part;

  g_return_val_if_fail (source != NULL, NULL);

  self->source = atrium_source_ref (source);
  self->text = atrium_source_get_text (source, &self->length);
  self->roots = g_ptr_array_new ();
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->strings = g_string_chunk_new (4096);

  span.start = MIN (span.start, self->length);
  span.end = CLAMP (span.end, span.start, self->length);
  part = span.start > 0 || span.end < self->length;
  /* the line end before the closing --- decides how a block scalar ends */
  if (part && span.end < self->length && _atrium_yaml_is_break (self->text[span.end]))
    span.end = _atrium_yaml_next_line (self, span.end);
  if (span.start == 0 && span.end >= 3 && memcmp (self->text, "\xEF\xBB\xBF", 3) == 0)
    span.start = 3;
  self->span = span;

  if (!_atrium_yaml_parse (self, span, &self->problem))
    {
      if (!part || self->problem->code != ATRIUM_ERROR_SYNTAX)
        {
          g_propagate_error (error, g_steal_pointer (&self->problem));
          return NULL;
        }
      _atrium_yaml_read_lines (self, span);
    }
  return g_steal_pointer (&self);
}

/**
 * atrium_yaml_free:
 * @self: (transfer full): a tree
 *
 * Frees the tree and all its nodes.
 */
void
atrium_yaml_free (AtriumYaml *self)
{
  g_clear_pointer (&self->source, atrium_source_unref);
  g_clear_pointer (&self->roots, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * atrium_yaml_get_source:
 * @self: a tree
 *
 * Returns: (transfer none): the source that the spans are in
 */
AtriumSource *
atrium_yaml_get_source (AtriumYaml *self)
{
  return self->source;
}

/**
 * atrium_yaml_get_problem:
 * @self: a tree
 *
 * Returns: (transfer none) (nullable): why front matter was read line by line, or NULL
 *   where it is YAML
 */
const GError *
atrium_yaml_get_problem (AtriumYaml *self)
{
  return self->problem;
}

/**
 * atrium_yaml_get_root:
 * @self: a tree
 *
 * Returns: (transfer none) (nullable): the node of the first document, which is the one
 *   that the generators read; NULL where there is none
 */
AtriumYamlNode *
atrium_yaml_get_root (AtriumYaml *self)
{
  return atrium_yaml_get_document (self, 0);
}

/**
 * atrium_yaml_get_n_documents:
 * @self: a tree
 *
 * Returns: how many documents the stream has
 */
guint
atrium_yaml_get_n_documents (AtriumYaml *self)
{
  return self->roots->len;
}

/**
 * atrium_yaml_get_document:
 * @self: a tree
 * @index: which document
 *
 * Returns: (transfer none) (nullable): the document's node, NULL where there is none or
 *   the document is empty
 */
AtriumYamlNode *
atrium_yaml_get_document (AtriumYaml *self,
                          guint       index)
{
  AtriumYamlNode *node = index < self->roots->len ? g_ptr_array_index (self->roots, index) : NULL;

  if (node != NULL && node->type == ATRIUM_YAML_SCALAR && atrium_span_is_empty (node->span))
    return NULL;
  return node;
}

static AtriumYamlNode *
follow (AtriumYamlNode *node)
{
  return node != NULL && node->type == ATRIUM_YAML_ALIAS ? node->target : node;
}

static AtriumYamlNode *lookup_merged (AtriumYamlNode *mapping,
                                      const char     *key,
                                      guint          *budget);

/* what `<<: *a` or `<<: [*a, *b]` brings in */
static AtriumYamlNode *
lookup_in_merge (AtriumYamlNode *merge,
                 const char     *key,
                 guint          *budget)
{
  AtriumYamlNode *node = follow (merge);
  AtriumYamlNode *item;

  if (node == NULL || *budget == 0)
    return NULL;
  if (node->type != ATRIUM_YAML_SEQUENCE)
    return lookup_merged (node, key, budget);
  for (item = node->first_child; item != NULL; item = item->next)
    {
      AtriumYamlNode *found = lookup_merged (follow (item), key, budget);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static AtriumYamlNode *
lookup_merged (AtriumYamlNode *mapping,
               const char     *key,
               guint          *budget)
{
  AtriumYamlNode *found = NULL;
  AtriumYamlNode *merge = NULL;
  AtriumYamlNode *child;

  if (mapping == NULL || mapping->type != ATRIUM_YAML_MAPPING || *budget == 0)
    return NULL;
  (*budget)--;
  for (child = mapping->first_child; child != NULL; child = child->next)
    {
      AtriumYamlNode *name = follow (child->key);

      if (name == NULL || name->text == NULL || name->type != ATRIUM_YAML_SCALAR)
        continue;
      if (strcmp (name->text, key) == 0)
        found = child;
      else if (strcmp (name->text, "<<") == 0 && name->style == ATRIUM_YAML_PLAIN)
        merge = child;
    }
  return found == NULL && merge != NULL ? lookup_in_merge (merge, key, budget) : found;
}

/**
 * atrium_yaml_lookup:
 * @mapping: (nullable): a node; an alias is followed
 * @key: a key
 *
 * Looks for the last member of that name, as the generators do, then among what merge
 * keys (`<<`) bring in. Takes time linear in the number of members.
 *
 * Returns: (transfer none) (nullable): the value, which may be an alias itself
 */
AtriumYamlNode *
atrium_yaml_lookup (AtriumYamlNode *mapping,
                    const char     *key)
{
  guint budget = MAX_MERGES;

  return lookup_merged (follow (mapping), key, &budget);
}

static AtriumYamlNode *
get_item (AtriumYamlNode *sequence,
          const char     *index)
{
  AtriumYamlNode *child = sequence->first_child;
  guint64 number;

  if (!g_ascii_string_to_unsigned (index, 10, 0, G_MAXUINT32, &number, NULL))
    return NULL;
  while (child != NULL && number-- > 0)
    child = child->next;
  return child;
}

/**
 * atrium_yaml_get_at:
 * @self: a tree
 * @path: keys and indices, `author/name`, `main/0/title`
 *
 * Returns: (transfer none) (nullable): the node in the first document, or NULL
 */
AtriumYamlNode *
atrium_yaml_get_at (AtriumYaml *self,
                    const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  AtriumYamlNode *node = atrium_yaml_get_root (self);
  guint i;

  for (i = 0; parts[i] != NULL && node != NULL; i++)
    {
      AtriumYamlNode *parent = follow (node);

      if (parent == NULL)
        return NULL;
      node = parent->type == ATRIUM_YAML_SEQUENCE ? get_item (parent, parts[i])
                                                  : atrium_yaml_lookup (parent, parts[i]);
    }
  return node;
}

/**
 * atrium_yaml_get_string:
 * @self: a tree
 * @path: keys and indices
 *
 * Returns: (transfer none) (nullable): the text of a scalar; NULL where there is none,
 *   it is empty, or it is null
 */
const char *
atrium_yaml_get_string (AtriumYaml *self,
                        const char *path)
{
  AtriumYamlNode *node = follow (atrium_yaml_get_at (self, path));

  if (node == NULL || node->type != ATRIUM_YAML_SCALAR || node->text[0] == '\0')
    return NULL;
  if (node->style == ATRIUM_YAML_PLAIN
      && (strcmp (node->text, "~") == 0 || strcmp (node->text, "null") == 0
          || strcmp (node->text, "Null") == 0 || strcmp (node->text, "NULL") == 0))
    return NULL;
  return node->text;
}
