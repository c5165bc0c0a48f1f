#include "atrium-kramdown-private.h"

#include "atrium-escape.h"

#include <string.h>

/* Attribute lists: {: #id .class key="value" reference} on a line of its own or behind inlines, and
 * {:reference: …}, which defines one. */

/* What one list may hold, more than anybody writes: its pairs and references are searched one by one,
 * and each class is added behind the ones before. */
#define MAX_PAIRS 256
#define MAX_CLASSES 256
#define MAX_REFERENCES 256

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static void
clear_pair (gpointer data)
{
  AtriumPair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
}

void
_atrium_ial_init (AtriumIal *self)
{
  *self = (AtriumIal) { .pairs = NULL };
}

void
_atrium_ial_clear (AtriumIal *self)
{
  g_clear_pointer (&self->pairs, g_array_unref);
  g_clear_pointer (&self->references, g_ptr_array_unref);
}

void
_atrium_ial_free (AtriumIal *self)
{
  _atrium_ial_clear (self);
  g_free (self);
}

static AtriumPair *
find (AtriumIal  *self,
      const char *name)
{
  for (guint i = 0; self->pairs != NULL && i < self->pairs->len; i++)
    if (g_str_equal (g_array_index (self->pairs, AtriumPair, i).name, name))
      return &g_array_index (self->pairs, AtriumPair, i);

  return NULL;
}

const char *
_atrium_ial_get (AtriumIal  *self,
                 const char *name)
{
  AtriumPair *pair = find (self, name);

  return pair != NULL ? pair->value : NULL;
}

/* a value in place of an earlier one; none takes the attribute away */
void
_atrium_ial_set (AtriumIal  *self,
                 const char *name,
                 const char *value)
{
  AtriumPair *pair = find (self, name);

  if (value == NULL)
    {
      if (pair != NULL)
        g_array_remove_index (self->pairs, pair - (AtriumPair *) (void *) self->pairs->data);
    }
  else if (pair != NULL)
    {
      g_free (pair->value);
      pair->value = g_strdup (value);
    }
  else
    {
      AtriumPair added = { g_strdup (name), g_strdup (value) };

      if (self->pairs == NULL)
        {
          self->pairs = g_array_new (FALSE, FALSE, sizeof (AtriumPair));
          g_array_set_clear_func (self->pairs, clear_pair);
        }
      g_array_append_val (self->pairs, added);
    }
}

/* a list that is full takes new values of what it has */
static gboolean
may_set (AtriumIal  *self,
         const char *name)
{
  return self->pairs == NULL || self->pairs->len < MAX_PAIRS || find (self, name) != NULL;
}

/* as a list adds it to what was there */
void
_atrium_ial_add (AtriumIal  *self,
                 const char *name,
                 const char *value)
{
  const char *before = g_str_equal (name, "class") ? _atrium_ial_get (self, name) : NULL;
  g_autofree char *both = before != NULL && *before != '\0' ? g_strconcat (before, " ", value, NULL) : NULL;

  _atrium_ial_set (self, name, both != NULL ? both : value);
}

gboolean
_atrium_ial_refers (AtriumIal  *self,
                    const char *name)
{
  return self->references != NULL && g_ptr_array_find_with_equal_func (self->references, name, g_str_equal, NULL);
}

static gsize
skip_name (const char *text,
           gsize       pos,
           gsize       length)
{
  gsize start = pos;

  while (pos < length && (is_word (text[pos]) || (pos > start && text[pos] == '-')))
    pos++;

  return pos;
}

/* the bytes of the name where the list defines one (`name: …`), else 0 */
gsize
_atrium_ial_definition_name (const char *text,
                             gsize       length)
{
  gsize end = skip_name (text, 0, length);

  return end > 0 && end < length && text[end] == ':' ? end : 0;
}

static gboolean
ends_token (const char *text,
            gsize       pos,
            gsize       length)
{
  return pos >= length || is_space (text[pos]);
}

/* Where no quote closed a value up to here, none closes one that begins in between. */
typedef struct
{
  gsize single_quote;
  gsize double_quote;
} Unclosed;

/* key="value"; the end behind it, or 0 */
static gsize
parse_pair (AtriumIal  *self,
            const char *text,
            gsize       pos,
            gsize       length,
            Unclosed   *unclosed)
{
  gsize name_end = skip_name (text, pos, length);
  g_autoptr(GString) value = g_string_new (NULL);
  g_autofree char *name = NULL;
  gsize at = name_end + 2;
  gsize *none;
  char quote;

  if (name_end == pos || at >= length || text[name_end] != '=' || (text[name_end + 1] != '"' && text[name_end + 1] != '\''))
    return 0;
  quote = text[name_end + 1];
  none = quote == '"' ? &unclosed->double_quote : &unclosed->single_quote;
  if (at <= *none)
    return 0;
  for (; at < length && text[at] != '}'; at++)
    {
      if (text[at] == quote && ends_token (text, at + 1, length))
        {
          name = g_strndup (text + pos, name_end - pos);
          /* given among keys, a class replaces the ones before */
          if (may_set (self, name))
            _atrium_ial_set (self, name, value->str);
          return at + 1;
        }
      if (text[at] == '\\' && at + 1 < length && (text[at + 1] == '}' || text[at + 1] == quote))
        at++;
      g_string_append_c (value, text[at]);
    }
  *none = at;

  return 0;
}

static gsize
skip_id (const char *text,
         gsize       pos,
         gsize       length)
{
  if (pos + 1 >= length || text[pos] != '#' || !g_ascii_isalpha (text[pos + 1]))
    return pos;
  for (pos++; pos < length && (is_word (text[pos]) || text[pos] == ':' || text[pos] == '-'); )
    pos++;

  return pos;
}

static gsize
skip_class (const char *text,
            gsize       pos,
            gsize       length)
{
  gsize start = pos;

  if (pos >= length || text[pos] != '.')
    return pos;
  for (pos++; pos < length && !is_space (text[pos]) && text[pos] != '.' && text[pos] != '#'; )
    pos++;

  return pos > start + 1 ? pos : start;
}

static void
add_id_or_class (AtriumIal  *self,
                 char        sign,
                 const char *value)
{
  const char *name = sign == '#' ? "id" : "class";

  if (!may_set (self, name) || (sign == '.' && self->n_classes == MAX_CLASSES))
    return;
  self->n_classes += sign == '.';
  if (sign == '.')
    _atrium_ial_add (self, name, value);
  else
    _atrium_ial_set (self, name, value);
}

/* #id.class.class; the end behind them, or 0 */
static gsize
parse_ids (AtriumIal  *self,
           const char *text,
           gsize       pos,
           gsize       length)
{
  gsize end = pos;

  while (end < length)
    {
      gsize next = MAX (skip_id (text, end, length), skip_class (text, end, length));

      if (next == end)
        break;
      end = next;
    }
  if (end == pos || !ends_token (text, end, length))
    return 0;

  while (pos < end)
    {
      gsize next = MAX (skip_id (text, pos, end), skip_class (text, pos, end));
      g_autofree char *value = g_strndup (text + pos + 1, next - pos - 1);

      add_id_or_class (self, text[pos], value);
      pos = next;
    }

  return end;
}

static gsize
parse_reference (AtriumIal  *self,
                 const char *text,
                 gsize       pos,
                 gsize       length)
{
  gsize end = skip_name (text, pos, length);
  g_autofree char *name = NULL;

  if (end == pos || !ends_token (text, end, length))
    return 0;
  if (self->references == NULL)
    self->references = g_ptr_array_new_with_free_func (g_free);
  if (self->references->len == MAX_REFERENCES)
    return end;
  name = g_strndup (text + pos, end - pos);
  if (!_atrium_ial_refers (self, name))
    g_ptr_array_add (self->references, g_steal_pointer (&name));

  return end;
}

/* Adds what stands between the braces, without the colon in front; the rest is passed over. Time is
 * linear: what is more than a list may hold is passed over too. */
void
_atrium_ial_parse (AtriumIal  *self,
                   const char *text,
                   gsize       length)
{
  Unclosed unclosed = { 0, 0 };
  gsize pos = 0;

  while (pos < length)
    {
      gsize after = 0;

      if (pos == 0 || is_space (text[pos - 1]))
        {
          after = parse_pair (self, text, pos, length, &unclosed);
          if (after == 0)
            after = parse_reference (self, text, pos, length);
          if (after == 0)
            after = parse_ids (self, text, pos, length);
        }
      pos = after != 0 ? after : pos + 1;
    }
}

void
_atrium_ial_append (AtriumIal *self,
                    GString   *out)
{
  for (guint i = 0; self->pairs != NULL && i < self->pairs->len; i++)
    {
      AtriumPair *pair = &g_array_index (self->pairs, AtriumPair, i);
      g_autoptr(GString) value = g_string_new (NULL);

      if (g_str_equal (pair->name, "id") && pair->value[strspn (pair->value, " \t\n\r\f\v")] == '\0')
        continue;
      _atrium_kramdown_without_liquid (value, pair->value, strlen (pair->value));
      g_string_append_printf (out, " %s=\"", pair->name);
      _atrium_kramdown_escape (out, value->str, value->len, ATRIUM_ESCAPE_ATTRIBUTE);
      g_string_append_c (out, '"');
    }
}

static void
apply (AtriumKramdown *self,
       AtriumIal      *to,
       AtriumIal      *from,
       guint           depth)
{
  for (guint i = 0; from->references != NULL && self->lists != NULL && i < from->references->len; i++)
    {
      AtriumIal *list = g_hash_table_lookup (self->lists, g_ptr_array_index (from->references, i));

      /* a list may refer to others, and to itself; each is applied once */
      if (list == NULL || depth == 4 || list->applied == self->n_applied)
        continue;
      list->applied = self->n_applied;
      apply (self, to, list, depth + 1);
    }
  for (guint i = 0; from->pairs != NULL && i < from->pairs->len; i++)
    {
      AtriumPair *pair = &g_array_index (from->pairs, AtriumPair, i);
      const char *value;

      if (_atrium_kramdown_is_spent (self))
        break;
      if (may_set (to, pair->name))
        _atrium_ial_add (to, pair->name, pair->value);
      value = _atrium_ial_get (to, pair->name);
      self->work += to->pairs->len + (value != NULL ? strlen (value) : 0);
    }
}

/* Adds the attributes of @from, and first those of the lists that it refers to. */
void
_atrium_kramdown_apply (AtriumKramdown *self,
                        AtriumIal      *to,
                        AtriumIal      *from)
{
  self->n_applied++;
  apply (self, to, from, 0);
}

static gboolean
is_list (const AtriumNode *node)
{
  return node != NULL && node->type == ATRIUM_NODE_ATTRIBUTES && !node->block && node->literal == NULL;
}

static gboolean
is_definition (AtriumKramdown   *self,
               const AtriumNode *node)
{
  return _atrium_ial_definition_name (self->source + node->inner.start, atrium_span_length (node->inner)) > 0;
}

static void
parse_node (AtriumKramdown   *self,
            const AtriumNode *node,
            AtriumIal        *ial)
{
  gsize length = atrium_span_length (node->inner);

  if (_atrium_kramdown_is_spent (self))
    return;
  /* the list of a definition is read again wherever that is used */
  self->work += length;
  _atrium_ial_parse (ial, self->source + node->inner.start, length);
}

/* The lists before and behind a block, and of an item the one at its beginning, as written: what they
 * refer to is not looked up. */
void
_atrium_kramdown_block_list (AtriumKramdown   *self,
                             const AtriumNode *node,
                             AtriumIal        *ial)
{
  const AtriumNode *first = node;
  const AtriumNode *child = node->first_child;

  while (is_list (first->previous) && first->previous->level == 1 && !is_definition (self, first->previous))
    first = first->previous;
  for (; first != node; first = first->next)
    parse_node (self, first, ial);
  for (const AtriumNode *next = node->next; is_list (next) && next->level == 0 && !is_definition (self, next);
       next = next->next)
    parse_node (self, next, ial);

  if ((node->type == ATRIUM_NODE_ITEM || node->type == ATRIUM_NODE_DEFINITION || node->type == ATRIUM_NODE_TERM) &&
      is_list (child) && child->level == 0 && !is_definition (self, child))
    parse_node (self, child, ial);
}

/* Applies the lists right behind an inline. */
void
_atrium_kramdown_span_list (AtriumKramdown   *self,
                            const AtriumNode *node,
                            AtriumIal        *ial)
{
  for (const AtriumNode *next = node->next; is_list (next); next = next->next)
    {
      g_auto(AtriumIal) list = { .pairs = NULL };

      parse_node (self, next, &list);
      _atrium_kramdown_apply (self, ial, &list);
    }
}

/* The attributes of an HTML element, as they are written. */
void
_atrium_kramdown_element_list (AtriumKramdown   *self,
                               const AtriumNode *node,
                               AtriumIal        *ial)
{
  for (guint i = 0; i < node->n_attributes; i++)
    {
      AtriumAttribute *attribute = &node->attributes[i];
      g_autofree char *value = NULL;

      if (g_str_equal (attribute->name, "markdown") || !may_set (ial, attribute->name))
        continue;
      if (!atrium_span_is_none (attribute->span))
        value = g_strndup (self->source + attribute->span.start, atrium_span_length (attribute->span));
      /* over several lines what stands in front of them may be none of it */
      if (value == NULL || strchr (value, '\n') != NULL)
        {
          GString *escaped = g_string_new (NULL);

          atrium_append_html_attribute (escaped, attribute->value);
          g_free (value);
          value = g_string_free (escaped, FALSE);
        }
      if (!node->block)
        g_strdelimit (value, "\n", ' ');
      _atrium_ial_set (ial, attribute->name, value);
    }
}
