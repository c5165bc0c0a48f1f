#include "atrium-toml-private.h"

#include <string.h>

/* Where members come and go. */

/* How the members of a table are laid out. */
typedef struct
{
  char            *indent;
  char            *before;      /* white space before the = */
  char            *after;       /* and behind it */
  gsize            column;      /* where all = stand, if they are aligned, else 0 */
  AtriumDataStyle  style;       /* of strings */
} Layout;

static gboolean
is_break (char c)
{
  return c == '\n' || c == '\r';
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* --- places in the text ------------------------------------------------- */

gsize
_atrium_toml_line_start (AtriumToml *self,
                         gsize       offset)
{
  AtriumSpan span = _atrium_toml_get_span (self);
  const char *text = _atrium_toml_get_text (self);

  while (offset > span.start && text[offset - 1] != '\n')
    offset--;

  return offset;
}

gsize
_atrium_toml_next_line (AtriumToml *self,
                        gsize       offset)
{
  AtriumSpan span = _atrium_toml_get_span (self);
  const char *text = _atrium_toml_get_text (self);

  while (offset < span.end && text[offset] != '\n')
    offset++;

  return offset < span.end ? offset + 1 : offset;
}

const char *
_atrium_toml_get_newline (AtriumToml *self)
{
  gsize length;
  const char *text = atrium_source_get_text (atrium_toml_get_source (self), &length);
  const char *newline = memchr (text, '\n', length);

  return newline != NULL && newline > text && newline[-1] == '\r' ? "\r\n" : "\n";
}

AtriumDataNode *
_atrium_toml_previous (AtriumDataNode *value)
{
  AtriumDataNode *child = value->parent != NULL ? value->parent->first_child : NULL;

  if (child == value)
    return NULL;
  while (child != NULL && child->next != value)
    child = child->next;

  return child;
}

/* --- layout ------------------------------------------------------------- */

static AtriumTomlOrigin
origin_of (AtriumDataNode *node)
{
  return ATRIUM_TOML_ITEM (node)->origin;
}

/* stands as `key = value` in the table itself */
static gboolean
is_member (AtriumDataNode *node)
{
  return origin_of (node) == ATRIUM_TOML_VALUE || origin_of (node) == ATRIUM_TOML_INLINE;
}

static gsize
find_equals (AtriumToml     *self,
             AtriumDataNode *member)
{
  const char *text = _atrium_toml_get_text (self);
  gsize at = member->key->span.end;

  while (is_blank (text[at]))
    at++;

  return at;
}

/* the column of all =, where somebody aligned them */
static gsize
find_column (AtriumToml     *self,
             AtriumDataNode *table)
{
  gsize column = 0;
  guint n = 0;
  gboolean padded = FALSE;

  for (AtriumDataNode *child = table->first_child; child != NULL; child = child->next)
    {
      gsize equals, here;

      if (!is_member (child))
        continue;
      equals = find_equals (self, child);
      here = equals - _atrium_toml_line_start (self, equals);
      padded |= equals > child->key->span.end + 1;
      if (n++ > 0 && here != column)
        return 0;
      column = here;
    }

  return n > 1 && padded ? column : 0;
}

static char *
dup_range (AtriumToml *self,
           gsize       start,
           gsize       end)
{
  return g_strndup (_atrium_toml_get_text (self) + start, end - start);
}

static gsize
skip_blanks (AtriumToml *self,
             gsize       offset)
{
  const char *text = _atrium_toml_get_text (self);

  while (is_blank (text[offset]))
    offset++;

  return offset;
}

static char *
dup_indent (AtriumToml *self,
            gsize       offset)
{
  gsize line = _atrium_toml_line_start (self, offset);
  gsize end = skip_blanks (self, line);

  return dup_range (self, line, MIN (end, offset));
}

static void
layout_clear (Layout *layout)
{
  g_free (layout->indent);
  g_free (layout->before);
  g_free (layout->after);
}

static AtriumDataNode *
last_member (AtriumDataNode *table)
{
  AtriumDataNode *last = NULL;

  for (AtriumDataNode *child = table->first_child; child != NULL; child = child->next)
    if (is_member (child))
      last = child;

  return last;
}

static AtriumDataStyle
string_style (AtriumDataNode *table)
{
  AtriumDataStyle style = ATRIUM_DATA_DOUBLE_QUOTED;

  for (AtriumDataNode *child = table->first_child; child != NULL; child = child->next)
    if (child->type == ATRIUM_DATA_SCALAR &&
        (child->style == ATRIUM_DATA_SINGLE_QUOTED || child->style == ATRIUM_DATA_DOUBLE_QUOTED))
      style = child->style;

  return style;
}

static void
layout_init (Layout         *layout,
             AtriumToml     *self,
             AtriumDataNode *table)
{
  AtriumDataNode *last = last_member (table);

  *layout = (Layout) { .style = string_style (table) };
  if (last != NULL)
    {
      gsize equals = find_equals (self, last);

      layout->indent = dup_indent (self, ATRIUM_TOML_ITEM (last)->start);
      layout->before = dup_range (self, last->key->span.end, equals);
      layout->after = dup_range (self, equals + 1, last->span.start);
      layout->column = table->flow ? 0 : find_column (self, table);
    }
  else
    {
      layout->indent = dup_indent (self, ATRIUM_TOML_ITEM (table)->start);
      layout->before = g_strdup (" ");
      layout->after = g_strdup (" ");
    }
}

/* --- adding ------------------------------------------------------------- */

/* the names of the tables that stand in front of a dotted key */
static void
append_prefix (GString        *out,
               AtriumDataNode *table)
{
  g_autofree char *key = NULL;

  if (origin_of (table) != ATRIUM_TOML_DOTTED)
    return;
  append_prefix (out, table->parent);
  key = _atrium_toml_spell_key (table->key->text);
  g_string_append_printf (out, "%s.", key);
}

static void
append_member (GString        *out,
               const Layout   *layout,
               AtriumDataNode *table,
               const char     *key,
               const char     *spelled)
{
  gsize start = out->len;
  g_autofree char *name = _atrium_toml_spell_key (key);
  gsize width;

  append_prefix (out, table);
  g_string_append (out, name);
  width = strlen (layout->indent) + out->len - start;
  if (layout->column > 0)
    g_string_append_printf (out, "%*s", (int) (layout->column > width ? layout->column - width : 1), "");
  else
    g_string_append (out, layout->before);
  g_string_append_printf (out, "=%s%s", layout->after, spelled);
}

/* the end of the last member that stands in the table itself, or of its header */
static gsize
end_of_members (AtriumDataNode *table)
{
  gsize end = origin_of (table) == ATRIUM_TOML_HEADER ? ATRIUM_TOML_ITEM (table)->body : 0;

  for (AtriumDataNode *child = table->first_child; child != NULL; child = child->next)
    if (is_member (child))
      end = MAX (end, child->span.end);
    else if (origin_of (child) == ATRIUM_TOML_DOTTED)
      end = MAX (end, end_of_members (child));

  return end;
}

static gboolean
has_members (AtriumDataNode *table)
{
  return end_of_members (table) > (origin_of (table) == ATRIUM_TOML_HEADER ? ATRIUM_TOML_ITEM (table)->body : 0);
}

/* a line of its own, below the last member of the table */
static void
add_line (AtriumToml     *self,
          AtriumDataNode *table,
          const char     *member,
          const Layout   *layout,
          gsize          *offset,
          GString        *out)
{
  const char *text = _atrium_toml_get_text (self);
  const char *newline = _atrium_toml_get_newline (self);
  gboolean root = table->parent == NULL;
  gboolean ended;

  if (root && !has_members (table))
    *offset = table->first_child != NULL ? table->span.start : table->span.end;
  else
    *offset = _atrium_toml_next_line (self, end_of_members (table));
  ended = *offset == _atrium_toml_get_span (self).start || text[*offset - 1] == '\n';
  g_string_append_printf (out, "%s%s%s%s", ended ? "" : newline, layout->indent, member, ended ? newline : "");
}

/* what stands between two members in braces, or two items in brackets */
static char *
flow_joint (AtriumToml     *self,
            AtriumDataNode *collection)
{
  const char *text = _atrium_toml_get_text (self);
  AtriumDataNode *first = collection->first_child;

  if (first != NULL && first->next != NULL)
    {
      gsize start = first->span.end;
      gsize end = ATRIUM_TOML_ITEM (first->next)->start;

      if (start < end && strspn (text + start, ", \t") >= end - start)
        return dup_range (self, start, end);
    }

  return g_strdup (", ");
}

static void
add_to_flow (AtriumToml     *self,
             AtriumDataNode *table,
             const char     *member,
             gsize          *offset,
             GString        *out)
{
  gsize end = end_of_members (table);
  g_autofree char *joint = flow_joint (self, table);

  if (end > 0)
    g_string_append (out, joint);
  *offset = end > 0 ? end : table->span.start + 1;
  g_string_append (out, member);
}

/**
 * atrium_toml_add_spelled:
 * @self: a tree
 * @table: a table of it
 * @key: the new key, without quotes
 * @spelled: its value, as source text on one line
 * @offset: (out): where to insert
 * @text: (out) (transfer full): what to insert
 *
 * Says how to add a member after the last one that stands in @table itself, before the tables
 * below it, with the indentation, the spaces around = and the line ends of those that are there.
 *
 * Returns: FALSE where @table is none, or no header of its own says where its members are
 */
gboolean
atrium_toml_add_spelled (AtriumToml      *self,
                         AtriumDataNode  *table,
                         const char      *key,
                         const char      *spelled,
                         gsize           *offset,
                         char           **text)
{
  g_autoptr(GString) out = NULL;
  g_autoptr(GString) member = NULL;
  Layout layout;

  if (table == NULL || table->type != ATRIUM_DATA_MAPPING || origin_of (table) == ATRIUM_TOML_IMPLICIT ||
      (origin_of (table) == ATRIUM_TOML_DOTTED && !has_members (table)))
    return FALSE;
  layout_init (&layout, self, table);
  out = g_string_new (NULL);
  member = g_string_new (NULL);
  append_member (member, &layout, table, key, spelled);
  if (table->flow)
    add_to_flow (self, table, member->str, offset, out);
  else
    add_line (self, table, member->str, &layout, offset, out);
  layout_clear (&layout);
  *text = g_string_free_and_steal (g_steal_pointer (&out));

  return TRUE;
}

/**
 * atrium_toml_add_member:
 * @self: a tree
 * @table: a table of it
 * @key: the new key, without quotes
 * @value: its value, as text
 * @offset: (out): where to insert
 * @text: (out) (transfer full): what to insert
 *
 * Adds a string as atrium_toml_add_spelled() does, in the quotes of the strings beside it.
 *
 * Returns: FALSE where @table cannot have members
 */
gboolean
atrium_toml_add_member (AtriumToml      *self,
                        AtriumDataNode  *table,
                        const char      *key,
                        const char      *value,
                        gsize           *offset,
                        char           **text)
{
  g_autofree char *spelled = table != NULL ? atrium_toml_quote (value, string_style (table)) : NULL;

  return spelled != NULL && atrium_toml_add_spelled (self, table, key, spelled, offset, text);
}

static char *
compose_inline (AtriumToml        *self,
                AtriumDataNode    *model,
                const Layout      *layout,
                const char *const *keys,
                const char *const *spelled)
{
  const char *text = _atrium_toml_get_text (self);
  g_autofree char *joint = flow_joint (self, model);
  g_autofree char *pad = dup_range (self, model->span.start + 1, skip_blanks (self, model->span.start + 1));
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{%s", pad);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? joint : "");
      append_member (out, layout, model, keys[i], spelled[i]);
    }
  g_string_append_printf (out, "%s}", model->span.end > 1 && is_blank (text[model->span.end - 2]) ? pad : "");

  return g_string_free_and_steal (out);
}

/**
 * atrium_toml_compose_table:
 * @self: a tree
 * @model: a table of it that is an item of an array
 * @keys: (array zero-terminated=1): the keys, without quotes
 * @spelled: (array zero-terminated=1): their values, as source text on one line
 *
 * Composes another such table: in braces, or below a header with the indentation of @model.
 *
 * Returns: (transfer full): source text, as atrium_toml_add_item() takes it
 */
char *
atrium_toml_compose_table (AtriumToml        *self,
                           AtriumDataNode    *model,
                           const char *const *keys,
                           const char *const *spelled)
{
  AtriumTomlItem *item = ATRIUM_TOML_ITEM (model);
  Layout layout;
  GString *out;

  layout_init (&layout, self, model);
  if (model->flow)
    {
      char *text = compose_inline (self, model, &layout, keys, spelled);

      layout_clear (&layout);
      return text;
    }
  out = g_string_new (NULL);
  g_string_append_len (out, _atrium_toml_get_text (self) + _atrium_toml_line_start (self, item->start),
                       item->body - _atrium_toml_line_start (self, item->start));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_string_append_printf (out, "%s%s", _atrium_toml_get_newline (self), layout.indent);
      append_member (out, &layout, model, keys[i], spelled[i]);
    }
  layout_clear (&layout);

  return g_string_free_and_steal (out);
}

/* --- removing ----------------------------------------------------------- */

static gboolean
is_alone_before (AtriumToml *self,
                 gsize       offset)
{
  return skip_blanks (self, _atrium_toml_line_start (self, offset)) == offset;
}

/* whole lines; the last one without a line end takes the one before it along */
static AtriumSpan
lines_of (AtriumToml *self,
          gsize       start,
          gsize       end)
{
  const char *text = _atrium_toml_get_text (self);
  AtriumSpan all = _atrium_toml_get_span (self);
  gsize line = _atrium_toml_line_start (self, start);

  end = _atrium_toml_next_line (self, end);
  if (end == all.end && text[end - 1] != '\n' && line > all.start)
    line -= line > all.start + 1 && text[line - 2] == '\r' ? 2 : 1;

  return ATRIUM_SPAN (line, end);
}

static gboolean
is_blank_between (AtriumToml *self,
                  gsize       start,
                  gsize       end)
{
  return strspn (_atrium_toml_get_text (self) + start, " \t\r\n") >= end - start;
}

/* a table with a header goes with the empty lines that part it from its neighbour */
static AtriumSpan
span_of_table (AtriumToml     *self,
               AtriumDataNode *table)
{
  AtriumSpan span = lines_of (self, ATRIUM_TOML_ITEM (table)->start, table->span.end);
  AtriumDataNode *previous = _atrium_toml_previous (table);
  gboolean item = table->key == NULL;

  if (ATRIUM_TOML_ITEM (table)->split)
    return ATRIUM_SPAN (table->span.start, table->span.start);
  if (item && table->next != NULL)
    {
      gsize next = _atrium_toml_line_start (self, ATRIUM_TOML_ITEM (table->next)->start);

      if (next >= span.end && is_blank_between (self, span.end, next))
        span.end = next;
    }
  else if (item && previous != NULL)
    {
      gsize before = _atrium_toml_next_line (self, previous->span.end);

      if (before <= span.start && is_blank_between (self, before, span.start))
        span.start = before;
    }

  return span;
}

/* the comma behind an item, which may stand on a line below; G_MAXSIZE where there is none */
gsize
_atrium_toml_find_comma (AtriumToml *self,
                         gsize       offset)
{
  const char *text = _atrium_toml_get_text (self);

  for (;;)
    {
      offset += strspn (text + offset, " \t\r\n");
      if (text[offset] != '#')
        break;
      offset = _atrium_toml_next_line (self, offset);
    }

  return text[offset] == ',' ? offset : G_MAXSIZE;
}

/* the item has its lines for itself, and can leave them without a comma too many */
static gboolean
has_own_lines (AtriumToml     *self,
               AtriumDataNode *value,
               AtriumDataNode *previous,
               gsize           comma)
{
  const char *text = _atrium_toml_get_text (self);
  gsize start = ATRIUM_TOML_ITEM (value)->start;
  gsize after = skip_blanks (self, comma != G_MAXSIZE ? comma + 1 : value->span.end);

  if (!is_alone_before (self, start) || !(is_break (text[after]) || text[after] == '#'))
    return FALSE;
  if (comma != G_MAXSIZE)
    return skip_blanks (self, value->span.end) == comma;

  return previous == NULL || !is_blank_between (self, previous->span.end + 1, start);
}

/* where the last of the members in front of @value ends; behind it where one of them is a table with
 * dotted keys that goes on there */
static gsize
end_before (AtriumDataNode *value)
{
  gsize end = 0;

  for (AtriumDataNode *node = value->parent->first_child; node != value; node = node->next)
    end = MAX (end, node->span.end);

  return end;
}

/* from the start of the member to the start of the next one */
static AtriumSpan
span_in_flow (AtriumToml     *self,
              AtriumDataNode *value)
{
  gsize start = ATRIUM_TOML_ITEM (value)->start;
  AtriumDataNode *previous = _atrium_toml_previous (value);
  gboolean array = value->parent->type == ATRIUM_DATA_SEQUENCE;
  gsize comma = _atrium_toml_find_comma (self, value->span.end);
  gsize before = end_before (value);

  if (array && has_own_lines (self, value, previous, comma))
    return lines_of (self, start, value->span.end);
  if (before > start && comma != G_MAXSIZE)
    return ATRIUM_SPAN (start, skip_blanks (self, comma + 1));
  if (value->next != NULL)
    return ATRIUM_SPAN (start, ATRIUM_TOML_ITEM (value->next)->start);
  if (previous != NULL)
    return ATRIUM_SPAN (before, MAX (before, value->span.end));

  return ATRIUM_SPAN (start, comma != G_MAXSIZE ? comma + 1 : value->span.end);
}

/**
 * atrium_toml_get_member_span:
 * @self: a tree
 * @value: the value of a member, or an item of an array
 *
 * Returns: what to take out to remove it: its whole lines with the comments on them, a table
 *   with all tables below it, or in a line with others, it and one comma. Empty where the table
 *   stands in more than one piece, so that it cannot be taken out at once.
 */
AtriumSpan
atrium_toml_get_member_span (AtriumToml     *self,
                             AtriumDataNode *value)
{
  AtriumTomlOrigin origin = origin_of (value);

  if (value->parent == NULL)
    return ATRIUM_SPAN (value->span.start, value->span.start);
  if (value->parent->flow && origin != ATRIUM_TOML_DOTTED && origin_of (value->parent) != ATRIUM_TOML_DOTTED)
    return span_in_flow (self, value);
  if (origin == ATRIUM_TOML_HEADER || origin == ATRIUM_TOML_TABLES)
    return span_of_table (self, value);
  if (is_member (value) && !value->parent->flow)
    return lines_of (self, ATRIUM_TOML_ITEM (value)->start, value->span.end);

  return ATRIUM_SPAN (value->span.start, value->span.start);
}

/**
 * atrium_toml_is_in_pieces:
 * @node: any node, also of YAML
 *
 * Returns: TRUE where it is a table of TOML with other tables between its own lines and those of
 *   a table below it, so that its span has more in it than the table
 */
gboolean
atrium_toml_is_in_pieces (AtriumDataNode *node)
{
  return node->syntax == ATRIUM_DATA_TOML && ATRIUM_TOML_ITEM (node)->split;
}

static gsize
skip_string (const char *text,
             gsize       at,
             gsize       end)
{
  char quotes[] = { text[at], text[at], text[at], '\0' };
  gsize length = strncmp (text + at, quotes, 3) == 0 ? 3 : 1;

  for (at += length; at < end; at++)
    if (text[at] == '\\' && quotes[0] == '"')
      at++;
    else if (strncmp (text + at, quotes, length) == 0)
      {
        at += length;
        /* up to two quotes may stand before the three that end a string of several lines */
        while (length == 3 && at < end && text[at] == quotes[0])
          at++;
        return at;
      }

  return end;
}

/**
 * atrium_toml_find_comment:
 * @text: TOML that was read without an error
 * @span: where to look; it does not begin inside a string or a comment
 * @comment: (out): the first comment, from its # on, without the line end
 *
 * Returns: FALSE where there is none
 */
gboolean
atrium_toml_find_comment (const char *text,
                          AtriumSpan  span,
                          AtriumSpan *comment)
{
  gsize at = span.start;

  while (at < span.end && text[at] != '#')
    at = text[at] == '"' || text[at] == '\'' ? skip_string (text, at, span.end) : at + 1;
  if (at >= span.end)
    return FALSE;
  comment->start = at;
  while (at < span.end && text[at] != '\n' && text[at] != '\r')
    at++;
  comment->end = at;

  return TRUE;
}
