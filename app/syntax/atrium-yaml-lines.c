/* Front matter that is not YAML, member by member. */

#include <string.h>

#include "atrium-yaml-private.h"

/* a line that begins a member of the top level: `word:` at the first column */
static gboolean
is_member_line (const char *text,
                gsize       start,
                gsize       end,
                gsize      *colon)
{
  gsize offset = start;

  while (offset < end && (g_ascii_isalnum (text[offset]) || strchr ("_-. ", text[offset]) != NULL))
    offset++;
  *colon = offset;
  return offset > start && text[start] != ' ' && text[start] != '-' && text[start] != '.'
         && offset < end && text[offset] == ':'
         && (offset + 1 == end || _atrium_yaml_is_blank (text[offset + 1]) || _atrium_yaml_is_break (text[offset + 1]));
}

static AtriumYamlNode *
add_line_scalar (AtriumYaml     *self,
                 AtriumYamlNode *parent,
                 gsize           start,
                 gsize           end)
{
  AtriumYamlNode *node = _atrium_yaml_add_node (self, ATRIUM_YAML_SCALAR);

  node->parent = parent;
  node->span = ATRIUM_SPAN (start, end);
  node->text = g_string_chunk_insert_len (self->strings, self->text + start, end - start);
  ATRIUM_YAML_ITEM (node)->start = start;
  ATRIUM_YAML_ITEM (node)->marker = start;
  return node;
}

static void
add_member (AtriumYamlNode *mapping,
            AtriumYamlNode *key,
            AtriumYamlNode *value)
{
  key->parent = mapping;
  value->parent = mapping;
  value->key = key;
  value->next = NULL;
  if (mapping->last_child != NULL)
    mapping->last_child->next = value;
  else
    mapping->first_child = value;
  mapping->last_child = value;
}

/* `key: the rest of the line`, whatever that is */
static void
add_line_member (AtriumYaml     *self,
                 AtriumYamlNode *mapping,
                 gsize           start,
                 gsize           colon)
{
  gsize end = _atrium_yaml_line_end (self, colon);
  gsize value = colon + 1;
  gsize key_end = colon;
  AtriumYamlNode *key;

  while (key_end > start && _atrium_yaml_is_blank (self->text[key_end - 1]))
    key_end--;
  while (value < end && _atrium_yaml_is_blank (self->text[value]))
    value++;
  while (end > value && _atrium_yaml_is_blank (self->text[end - 1]))
    end--;
  key = add_line_scalar (self, mapping, start, key_end);
  add_member (mapping, key, add_line_scalar (self, mapping, value, end));
}

/* the members of one run of lines: by the rules of YAML where it follows them */
static void
add_chunk (AtriumYaml     *self,
           AtriumYamlNode *mapping,
           AtriumSpan      span,
           gsize           colon)
{
  guint n_roots = self->roots->len;
  AtriumYamlNode *root, *child, *next;

  if (!_atrium_yaml_parse (self, span, NULL) || self->roots->len != n_roots + 1)
    {
      g_ptr_array_set_size (self->roots, n_roots);
      add_line_member (self, mapping, span.start, colon);
      return;
    }

  root = g_ptr_array_steal_index (self->roots, n_roots);
  if (root->type != ATRIUM_YAML_MAPPING || root->flow)
    {
      add_line_member (self, mapping, span.start, colon);
      return;
    }
  for (child = root->first_child; child != NULL; child = next)
    {
      next = child->next;
      add_member (mapping, child->key, child);
    }
}

/* Front matter that libyaml refuses, for its Liquid or a stray colon: each member of
 * the top level is read for itself, so that one bad line hides only itself. */
void
_atrium_yaml_read_lines (AtriumYaml *self,
                         AtriumSpan  span)
{
  AtriumYamlNode *mapping = _atrium_yaml_add_node (self, ATRIUM_YAML_MAPPING);
  gsize line, colon;

  g_ptr_array_set_size (self->roots, 0);
  mapping->span = span;
  for (line = span.start; line < span.end && !is_member_line (self->text, line, span.end, &colon);)
    line = _atrium_yaml_next_line (self, line);
  mapping->span.start = line;

  while (line < span.end && self->n_nodes < ATRIUM_YAML_MAX_NODES)
    {
      gsize next = _atrium_yaml_next_line (self, line);
      gsize next_colon = 0;

      while (next < span.end && !is_member_line (self->text, next, span.end, &next_colon))
        next = _atrium_yaml_next_line (self, next);
      next = MIN (next, span.end);
      add_chunk (self, mapping, ATRIUM_SPAN (line, next), colon);
      line = next;
      colon = next_colon;
    }
  if (mapping->last_child != NULL)
    {
      mapping->span.end = mapping->last_child->span.end;
      g_ptr_array_add (self->roots, mapping);
    }
}
