#include "atrium-data.h"

#include <string.h>

#include "atrium-yaml.h"

struct _AtriumData
{
  AtriumYaml *yaml;     /* one of the two */
  AtriumToml *toml;
};

/**
 * atrium_data_read:
 * @source: a file, or a page with front matter
 * @span: the whole of @source, or what stands between the lines around front matter
 * @syntax: what it is written in
 * @error: return location
 *
 * Reads YAML as atrium_yaml_read() does, and TOML as atrium_toml_read() does.
 *
 * Returns: (transfer full) (nullable): the document, or NULL with the reader's error
 */
AtriumData *
atrium_data_read (AtriumSource      *source,
                  AtriumSpan         span,
                  AtriumDataSyntax   syntax,
                  GError           **error)
{
  AtriumData self = { NULL, NULL };

  if (syntax == ATRIUM_DATA_TOML)
    self.toml = atrium_toml_read (source, span, error);
  else
    self.yaml = atrium_yaml_read (source, span, error);

  return self.toml != NULL || self.yaml != NULL ? g_memdup2 (&self, sizeof self) : NULL;
}

/**
 * atrium_data_free:
 * @self: (transfer full): a document
 *
 * Frees the document and all its nodes.
 */
void
atrium_data_free (AtriumData *self)
{
  g_clear_pointer (&self->yaml, atrium_yaml_free);
  g_clear_pointer (&self->toml, atrium_toml_free);
  g_free (self);
}

/**
 * atrium_data_get_source:
 * @self: a document
 *
 * Returns: (transfer none): the source that the spans are in
 */
AtriumSource *
atrium_data_get_source (AtriumData *self)
{
  return self->toml != NULL ? atrium_toml_get_source (self->toml) : atrium_yaml_get_source (self->yaml);
}

/**
 * atrium_data_get_syntax:
 * @self: a document
 *
 * Returns: what it is written in
 */
AtriumDataSyntax
atrium_data_get_syntax (AtriumData *self)
{
  return self->toml != NULL ? ATRIUM_DATA_TOML : ATRIUM_DATA_YAML;
}

/**
 * atrium_data_get_toml:
 * @self: a document
 *
 * For what only TOML has: tables in arrays, and arrays that items are added to.
 *
 * Returns: (transfer none) (nullable): the document as TOML, or NULL where it is none
 */
AtriumToml *
atrium_data_get_toml (AtriumData *self)
{
  return self->toml;
}

/**
 * atrium_data_get_problem:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): why front matter was read line by line, or NULL where it
 *   is well-formed, as TOML always is
 */
const GError *
atrium_data_get_problem (AtriumData *self)
{
  return self->yaml != NULL ? atrium_yaml_get_problem (self->yaml) : NULL;
}

/**
 * atrium_data_get_root:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what all else is in; NULL for YAML without a value
 */
AtriumDataNode *
atrium_data_get_root (AtriumData *self)
{
  return self->toml != NULL ? atrium_toml_get_root (self->toml) : atrium_yaml_get_root (self->yaml);
}

/**
 * atrium_data_lookup:
 * @mapping: (nullable): a node; an alias is followed
 * @key: a key
 *
 * Returns: (transfer none) (nullable): its value; the last of keys that YAML has twice
 */
AtriumDataNode *
atrium_data_lookup (AtriumDataNode *mapping,
                    const char     *key)
{
  if (mapping != NULL && mapping->syntax == ATRIUM_DATA_TOML)
    return atrium_toml_lookup (mapping, key);

  return atrium_yaml_lookup (mapping, key);
}

/**
 * atrium_data_get_at:
 * @self: a document
 * @path: keys and indices, `author/name`, `main/0/title`
 *
 * Returns: (transfer none) (nullable): the node, or NULL
 */
AtriumDataNode *
atrium_data_get_at (AtriumData *self,
                    const char *path)
{
  return self->toml != NULL ? atrium_toml_get_at (self->toml, path) : atrium_yaml_get_at (self->yaml, path);
}

/**
 * atrium_data_get_string:
 * @self: a document
 * @path: keys and indices
 *
 * Returns: (transfer none) (nullable): the text of a scalar; NULL where there is none, it is
 *   empty, or it is YAML's null
 */
const char *
atrium_data_get_string (AtriumData *self,
                        const char *path)
{
  AtriumDataNode *node;

  if (self->yaml != NULL)
    return atrium_yaml_get_string (self->yaml, path);
  node = atrium_toml_get_at (self->toml, path);

  return node != NULL && node->type == ATRIUM_DATA_SCALAR && *node->text != '\0' ? node->text : NULL;
}

/**
 * atrium_data_spell:
 * @self: a document
 * @node: a scalar of it
 * @text: UTF-8
 *
 * Spells @text so that it can take the place of @node's span, in the same style where that can
 * hold it.
 *
 * Returns: (transfer full): source text
 */
char *
atrium_data_spell (AtriumData     *self,
                   AtriumDataNode *node,
                   const char     *text)
{
  return self->toml != NULL ? atrium_toml_spell (self->toml, node, text) : atrium_yaml_spell (self->yaml, node, text);
}

/**
 * atrium_data_quote:
 * @syntax: what to write in
 * @text: UTF-8
 * @style: the style to use; where it cannot hold @text, or is a block, the nearest that can
 *
 * Returns: (transfer full): @text as a scalar on one line
 */
char *
atrium_data_quote (AtriumDataSyntax  syntax,
                   const char       *text,
                   AtriumDataStyle   style)
{
  return syntax == ATRIUM_DATA_TOML ? atrium_toml_quote (text, style) : atrium_yaml_quote (text, style);
}

/**
 * atrium_data_add_member:
 * @self: a document
 * @mapping: (nullable): a mapping of it, or NULL for YAML without a value
 * @key: the new key
 * @value: its value, as text
 * @offset: (out): where to insert
 * @text: (out) (transfer full): what to insert
 *
 * Says how to add a member with a text, after the last one and spelled like those that are there.
 *
 * Returns: FALSE where @mapping cannot have members
 */
gboolean
atrium_data_add_member (AtriumData      *self,
                        AtriumDataNode  *mapping,
                        const char      *key,
                        const char      *value,
                        gsize           *offset,
                        char           **text)
{
  if (self->toml != NULL)
    return atrium_toml_add_member (self->toml, mapping, key, value, offset, text);

  return atrium_yaml_add_member (self->yaml, mapping, key, value, offset, text);
}

/**
 * atrium_data_add_spelled:
 * @self: a document
 * @mapping: a mapping of it; in YAML, of the top level
 * @key: the new key
 * @spelled: its value, as source text
 * @offset: (out): where to insert
 * @text: (out) (transfer full): what to insert
 *
 * Says how to add a member whose value is no text: a date, a boolean, a list. In YAML it comes
 * before all others, in TOML behind the last one of the table itself.
 *
 * Returns: FALSE where @mapping cannot have members
 */
gboolean
atrium_data_add_spelled (AtriumData      *self,
                         AtriumDataNode  *mapping,
                         const char      *key,
                         const char      *spelled,
                         gsize           *offset,
                         char           **text)
{
  if (self->toml != NULL)
    return atrium_toml_add_spelled (self->toml, mapping, key, spelled, offset, text);
  if (mapping == NULL || mapping->type != ATRIUM_DATA_MAPPING || mapping->flow)
    return FALSE;
  *offset = mapping->span.start;
  *text = atrium_data_dup_pair (self, key, spelled);

  return TRUE;
}

/**
 * atrium_data_get_member_span:
 * @self: a document
 * @value: the value of a member, or an item of a sequence
 *
 * Returns: what to take out to remove it, its whole lines where it has them for itself
 */
AtriumSpan
atrium_data_get_member_span (AtriumData     *self,
                             AtriumDataNode *value)
{
  return self->toml != NULL ? atrium_toml_get_member_span (self->toml, value)
                            : atrium_yaml_get_member_span (self->yaml, value);
}

/**
 * atrium_data_append_pair:
 * @out: where to add
 * @syntax: what to write in
 * @key: a key that needs no quotes
 * @spelled: its value, as source text; where it begins with a line end, no space comes before it
 *
 * Appends the line of a member of the top level.
 */
void
atrium_data_append_pair (GString          *out,
                         AtriumDataSyntax  syntax,
                         const char       *key,
                         const char       *spelled)
{
  const char *space = *spelled == '\n' || *spelled == '\r' ? "" : " ";

  g_string_append_printf (out, "%s%s%s%s\n", key, syntax == ATRIUM_DATA_TOML ? " =" : ":", space, spelled);
}

/**
 * atrium_data_dup_pair:
 * @self: a document
 * @key: a key that needs no quotes
 * @spelled: its value, as source text; where it begins with a line end, no space comes before it
 *
 * Returns: (transfer full): the line of a member of the top level, or the lines, with the line
 *   ends that @self has
 */
char *
atrium_data_dup_pair (AtriumData *self,
                      const char *key,
                      const char *spelled)
{
  g_autoptr(GString) out = g_string_new (NULL);

  atrium_data_append_pair (out, atrium_data_get_syntax (self), key, spelled);

  return atrium_data_match_newlines (atrium_data_get_source (self), out->str);
}

/**
 * atrium_data_match_newlines:
 * @source: (nullable): a file
 * @text: lines that come into it, or into a file beside it
 *
 * Returns: (transfer full): @text, in which all line ends are CR LF where the first one of
 *   @source is
 */
char *
atrium_data_match_newlines (AtriumSource *source,
                            const char   *text)
{
  const char *like = source != NULL ? atrium_source_get_text (source, NULL) : "";
  const char *first = strchr (like, '\n');
  GString *out;

  if (first == NULL || first == like || first[-1] != '\r')
    return g_strdup (text);
  out = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\n' && (at == text || at[-1] != '\r'))
        g_string_append_c (out, '\r');
      g_string_append_c (out, *at);
    }

  return g_string_free_and_steal (out);
}
