#include "atrium-yaml.h"

#include <string.h>

#include "atrium-yaml-private.h"

/* How the members of a mapping are laid out. */
typedef struct
{
  guint           column;         /* of the keys */
  guint           colon_column;   /* where colons are aligned, or 0 */
  guint           value_column;   /* where values are aligned, or 0 */
  guint           before;         /* spaces before the colon */
  guint           after;          /* and behind it */
  AtriumYamlStyle key_style;
  AtriumYamlStyle value_style;
} Layout;

static const char *
get_text (AtriumYaml *self,
          gsize      *length)
{
  return atrium_source_get_text (atrium_yaml_get_source (self), length);
}

static gboolean
is_break_at (AtriumYaml *self,
             gsize       offset)
{
  gsize length;
  const char *text = get_text (self, &length);

  return offset < length && (text[offset] == '\n' || text[offset] == '\r');
}

static gsize
skip_blanks (AtriumYaml *self,
             gsize       offset)
{
  gsize length;
  const char *text = get_text (self, &length);

  while (offset < length && (text[offset] == ' ' || text[offset] == '\t'))
    offset++;
  return offset;
}

/* --- layout ------------------------------------------------------------- */

/* FALSE where the member has no colon after its key on the same line */
static gboolean
find_colon (AtriumYaml           *self,
            const AtriumYamlNode *value,
            gsize                *colon)
{
  gsize length;
  const char *text = get_text (self, &length);

  *colon = skip_blanks (self, value->key->span.end);
  return *colon < length && text[*colon] == ':';
}

static gboolean
is_inline (AtriumYaml           *self,
           const AtriumYamlNode *value,
           gsize                 colon)
{
  if (atrium_span_is_empty (value->span) || is_break_at (self, skip_blanks (self, colon + 1)))
    return FALSE;
  return value->type != ATRIUM_YAML_MAPPING || value->flow;
}

/* whether all members agree on where their colons and their values stand */
static void
layout_align (Layout               *layout,
              AtriumYaml           *self,
              const AtriumYamlNode *mapping)
{
  const AtriumYamlNode *child;
  guint n_members = 0, n_values = 0;
  gboolean padded = FALSE, spaced = FALSE;
  gboolean colons = TRUE, values = TRUE;

  for (child = mapping->first_child; child != NULL; child = child->next)
    {
      gsize colon;
      guint column;

      if (!find_colon (self, child, &colon))
        continue;
      column = _atrium_yaml_column (self, colon);
      padded |= colon > child->key->span.end;
      colons &= n_members == 0 || column == layout->colon_column;
      layout->colon_column = column;
      n_members++;
      if (!is_inline (self, child, colon))
        continue;
      column = _atrium_yaml_column (self, ATRIUM_YAML_ITEM (child)->start);
      spaced |= ATRIUM_YAML_ITEM (child)->start > colon + 2;
      values &= n_values == 0 || column == layout->value_column;
      layout->value_column = column;
      n_values++;
    }
  if (n_members < 2 || !padded || !colons)
    layout->colon_column = 0;
  if (n_values < 2 || !spaced || !values)
    layout->value_column = 0;
}

/* what the nearest members do */
static void
layout_imitate (Layout               *layout,
                AtriumYaml           *self,
                const AtriumYamlNode *mapping)
{
  const AtriumYamlNode *child;

  for (child = mapping->first_child; child != NULL; child = child->next)
    {
      gsize colon;

      if (child->key->type == ATRIUM_YAML_SCALAR && child->key->style <= ATRIUM_YAML_DOUBLE_QUOTED)
        layout->key_style = child->key->style;
      if (!find_colon (self, child, &colon))
        continue;
      layout->before = colon - child->key->span.end;
      if (!is_inline (self, child, colon))
        continue;
      layout->after = ATRIUM_YAML_ITEM (child)->start - colon - 1;
      if (_atrium_yaml_is_string (child) && child->style <= ATRIUM_YAML_DOUBLE_QUOTED)
        layout->value_style = child->style;
    }
}

static Layout
layout_of (AtriumYaml           *self,
           const AtriumYamlNode *mapping)
{
  Layout layout = { .column = _atrium_yaml_column (self, mapping->span.start), .after = 1 };

  if (mapping->first_child == NULL)
    return layout;
  layout_align (&layout, self, mapping);
  layout_imitate (&layout, self, mapping);
  return layout;
}

static void
append_spaces (GString *out,
               guint    n)
{
  g_string_append_printf (out, "%*s", (int) n, "");
}

static void
append_member (GString      *out,
               const Layout *layout,
               const char   *key,
               const char   *value,
               gboolean      flow)
{
  g_autofree char *key_text = _atrium_yaml_scalar (key, layout->key_style, flow);
  g_autofree char *value_text = _atrium_yaml_scalar (value, layout->value_style, flow);
  guint width = layout->column + g_utf8_strlen (key_text, -1);
  guint before = layout->before;
  guint after = layout->after;

  if (layout->colon_column > 0)
    before = layout->colon_column > width ? layout->colon_column - width : 0;
  width += before + 1;
  if (layout->value_column > 0)
    after = layout->value_column > width ? layout->value_column - width : 1;
  if (after == 0 && !(flow && key_text[0] == '"'))
    after = 1;

  g_string_append (out, key_text);
  append_spaces (out, before);
  g_string_append_c (out, ':');
  append_spaces (out, after);
  g_string_append (out, value_text);
}

/* --- adding ------------------------------------------------------------- */

/* as a line of its own after the line of @last */
static void
add_line (AtriumYaml   *self,
          const Layout *layout,
          gsize         last,
          const char   *key,
          const char   *value,
          gsize        *offset,
          GString      *out)
{
  const char *newline = _atrium_yaml_get_newline (self);
  gboolean ended;

  *offset = _atrium_yaml_next_line (self, last);
  ended = *offset == 0 || is_break_at (self, *offset - 1);
  if (!ended)
    g_string_append (out, newline);
  append_spaces (out, layout->column);
  append_member (out, layout, key, value, FALSE);
  if (ended)
    g_string_append (out, newline);
}

/* the text between two members of a flow mapping, where it is only a comma and space */
static char *
flow_separator (AtriumYaml           *self,
                const AtriumYamlNode *mapping)
{
  const char *text = get_text (self, NULL);
  const AtriumYamlNode *first = mapping->first_child;

  if (first->next != NULL)
    {
      gsize start = first->span.end;
      gsize end = ATRIUM_YAML_ITEM (first->next->key)->start;

      if (start < end && strspn (text + start, ", \t\r\n") >= end - start)
        return g_strndup (text + start, end - start);
    }
  return g_strdup (", ");
}

static void
add_to_flow (AtriumYaml           *self,
             const AtriumYamlNode *mapping,
             const char           *key,
             const char           *value,
             gsize                *offset,
             GString              *out)
{
  Layout layout = layout_of (self, mapping);

  *offset = mapping->span.start + 1;
  if (mapping->last_child != NULL)
    {
      g_autofree char *separator = flow_separator (self, mapping);

      g_string_append (out, separator);
      *offset = mapping->last_child->span.end;
    }
  append_member (out, &layout, key, value, TRUE);
}

/* FALSE where the document ends before the text does */
static gboolean
add_to_empty_document (AtriumYaml *self,
                       const char *key,
                       const char *value,
                       gsize      *offset,
                       GString    *out)
{
  Layout layout = { .after = 1 };
  AtriumSpan span = _atrium_yaml_get_span (self);
  const char *text = get_text (self, NULL);

  if (atrium_yaml_get_n_documents (self) > 1
      || g_strstr_len (text + span.start, atrium_span_length (span), "...") != NULL)
    return FALSE;
  *offset = span.end;
  if (!atrium_span_is_empty (span) && !is_break_at (self, span.end - 1))
    g_string_append (out, _atrium_yaml_get_newline (self));
  append_member (out, &layout, key, value, FALSE);
  g_string_append (out, _atrium_yaml_get_newline (self));
  return TRUE;
}

/* `key:` without a value becomes a mapping of one member */
static void
add_to_nothing (AtriumYaml           *self,
                const AtriumYamlNode *node,
                const char           *key,
                const char           *value,
                gsize                *offset,
                GString              *out)
{
  int parent = _atrium_yaml_parent_column (self, node);
  Layout layout = { .after = 1 };

  if (parent >= 0)
    layout.column = parent + (node->key != NULL ? _atrium_yaml_get_step (self) : 2);
  add_line (self, &layout, node->span.start, key, value, offset, out);
}

/**
 * atrium_yaml_add_member:
 * @self: a tree
 * @mapping: (nullable): a mapping of it, a member without a value that is to become one,
 *   or NULL for an empty document
 * @key: the new key
 * @value: its value, as text
 * @offset: (out): where to insert
 * @text: (out) (transfer full): what to insert
 *
 * Says how to add a member after the last one, with the indentation, the alignment, the
 * quotes and the line ends of the members that are there.
 *
 * Returns: FALSE where @mapping cannot have members
 */
gboolean
atrium_yaml_add_member (AtriumYaml      *self,
                        AtriumYamlNode  *mapping,
                        const char      *key,
                        const char      *value,
                        gsize           *offset,
                        char           **text)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autoptr(GString) out = g_string_new (NULL);

  if (mapping == NULL && atrium_yaml_get_root (self) == NULL)
    {
      if (!add_to_empty_document (self, key, valid, offset, out))
        return FALSE;
    }
  else if (mapping == NULL)
    {
      return FALSE;
    }
  else if (mapping->type == ATRIUM_YAML_MAPPING && mapping->flow)
    {
      add_to_flow (self, mapping, key, valid, offset, out);
    }
  else if (mapping->type == ATRIUM_YAML_MAPPING && mapping->last_child != NULL)
    {
      Layout layout = layout_of (self, mapping);

      add_line (self, &layout, mapping->last_child->span.end, key, valid, offset, out);
    }
  else if (mapping->type == ATRIUM_YAML_SCALAR && atrium_span_is_empty (mapping->span)
           && !_atrium_yaml_in_flow (mapping))
    {
      add_to_nothing (self, mapping, key, valid, offset, out);
    }
  else
    {
      return FALSE;
    }
  *text = g_string_free (g_steal_pointer (&out), FALSE);
  return TRUE;
}

/* --- removing ----------------------------------------------------------- */

static gsize
member_start (const AtriumYamlNode *value)
{
  return value->key != NULL ? ATRIUM_YAML_ITEM (value->key)->start : ATRIUM_YAML_ITEM (value)->marker;
}

static gsize
member_end (const AtriumYamlNode *value)
{
  return MAX (value->span.end, value->key != NULL ? value->key->span.end : 0);
}

static AtriumYamlNode *
find_previous (const AtriumYamlNode *value)
{
  AtriumYamlNode *child = value->parent != NULL ? value->parent->first_child : NULL;

  if (child == value)
    return NULL;
  while (child != NULL && child->next != value)
    child = child->next;
  return child;
}

/* from the start of the member to the start of the next one */
static AtriumSpan
span_in_line (const AtriumYamlNode *value)
{
  const AtriumYamlNode *previous;

  if (value->next != NULL)
    return ATRIUM_SPAN (member_start (value), member_start (value->next));
  previous = find_previous (value);
  if (previous != NULL && value->parent->flow)
    return ATRIUM_SPAN (member_end (previous), member_end (value));
  return ATRIUM_SPAN (member_start (value), member_end (value));
}

/**
 * atrium_yaml_get_member_span:
 * @self: a tree
 * @value: the value of a member, or an item of a sequence
 *
 * Returns: what to take out to remove the member or item: its whole lines with the
 *   comments on them, or in a line with others, it and one separator
 */
AtriumSpan
atrium_yaml_get_member_span (AtriumYaml     *self,
                             AtriumYamlNode *value)
{
  const char *text = get_text (self, NULL);
  gsize start = member_start (value);
  gsize line = _atrium_yaml_line_start (self, start);
  gsize end;

  if (_atrium_yaml_in_flow (value) || skip_blanks (self, line) < start)
    return span_in_line (value);

  end = _atrium_yaml_next_line (self, member_end (value));
  /* the last line without a line end takes the one before it along */
  if (!is_break_at (self, end - 1) && line > 0)
    line -= line > 1 && text[line - 2] == '\r' && text[line - 1] == '\n' ? 2 : 1;
  return ATRIUM_SPAN (line, end);
}
