#include "atrium-profile-json.h"

#include <math.h>
#include <string.h>

#include "atrium-value-json-private.h"

/* --- from JSON ---------------------------------------------------------- */

static AtriumValue *
number_to_value (const char *spelling)
{
  g_autofree char *canonical = NULL;
  gint64 number;

  if (g_ascii_string_to_signed (spelling, 10, G_MININT64, G_MAXINT64, &number, NULL))
    {
      canonical = g_strdup_printf ("%" G_GINT64_FORMAT, number);
      if (strcmp (canonical, spelling) == 0)
        return atrium_value_new_integer (number);
    }
  return atrium_value_new_number (spelling);
}

static AtriumValue *
array_to_value (AtriumJsonNode *node)
{
  GPtrArray *items = g_ptr_array_sized_new (node->n_children);
  AtriumJsonNode *child;

  for (child = node->first_child; child != NULL; child = child->next)
    g_ptr_array_add (items, _atrium_json_to_value (child));
  return atrium_value_new_list_take (items);
}

static AtriumValue *
object_to_value (AtriumJsonNode *node)
{
  g_autoptr(GPtrArray) names = g_ptr_array_sized_new (node->n_children);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  AtriumJsonNode *child;

  for (child = node->first_child; child != NULL; child = child->next)
    {
      g_ptr_array_add (names, child->name);
      g_ptr_array_add (values, _atrium_json_to_value (child));
    }
  return atrium_value_new_record_of ((const char *const *) names->pdata,
                                     (AtriumValue *const *) values->pdata, names->len);
}

AtriumValue *
_atrium_json_to_value (AtriumJsonNode *node)
{
  switch (node->type)
    {
    case ATRIUM_JSON_FALSE:
      return atrium_value_new_boolean (FALSE);
    case ATRIUM_JSON_TRUE:
      return atrium_value_new_boolean (TRUE);
    case ATRIUM_JSON_NUMBER:
      return number_to_value (node->text);
    case ATRIUM_JSON_STRING:
      return atrium_value_new_string (node->text);
    case ATRIUM_JSON_ARRAY:
      return array_to_value (node);
    case ATRIUM_JSON_OBJECT:
      return object_to_value (node);
    case ATRIUM_JSON_NULL:
    default:
      return atrium_value_new_null ();
    }
}

/**
 * atrium_value_from_json:
 * @source: a JSON document
 * @error: return location
 *
 * Reads one value. Of members with one name the last counts.
 *
 * Returns: (transfer full) (nullable): the value, or NULL with an error of atrium_json_read()
 */
AtriumValue *
atrium_value_from_json (AtriumSource  *source,
                        GError       **error)
{
  g_autoptr(AtriumJson) json = atrium_json_read (source, error);

  return json != NULL ? _atrium_json_to_value (atrium_json_get_root (json)) : NULL;
}

/* --- the layout of a file ----------------------------------------------- */

/* white space of @source between two offsets; NULL where something else stands there */
static char *
white_space (const char *source,
             gsize       start,
             gsize       end)
{
  if (start > end || strspn (source + start, " \t\r\n") < end - start)
    return NULL;
  return g_strndup (source + start, end - start);
}

/* what follows the last line end, or NULL where there is none */
static const char *
after_newline (const char *space)
{
  const char *newline = space != NULL ? strrchr (space, '\n') : NULL;

  return newline != NULL ? newline + 1 : NULL;
}

static AtriumJsonNode *
find_member (AtriumJsonNode *node)
{
  AtriumJsonNode *child;

  if (node->type == ATRIUM_JSON_OBJECT)
    return node->first_child;
  for (child = node->first_child; child != NULL; child = child->next)
    {
      AtriumJsonNode *member = find_member (child);

      if (member != NULL)
        return member;
    }
  return NULL;
}

/* the text between a member's name and its value */
static char *
colon_of (const char           *source,
          const AtriumJsonNode *member)
{
  gsize start = member->member.start + 1;

  while (source[start] != '"')
    start += source[start] == '\\' ? 2 : 1;
  start++;
  return g_strndup (source + start, member->span.start - start);
}

/* whether other characters are there, all of them escaped */
static gboolean
is_ascii_only (const char *source,
               gsize       length)
{
  gboolean escapes = FALSE;
  gsize i;

  for (i = 0; i < length; i++)
    {
      if ((guchar) source[i] >= 0x80)
        return FALSE;
      if (source[i] != '\\' || i + 6 > length)
        continue;
      if (source[i + 1] == 'u')
        escapes |= strspn (source + i + 2, "0") < 2 || source[i + 4] >= '8';
      i++;
    }
  return escapes;
}

void
_atrium_json_style_init (AtriumJsonStyle *self,
                         AtriumJson      *json)
{
  gsize length;
  const char *source = atrium_source_get_text (atrium_json_get_source (json), &length);
  AtriumJsonNode *root = atrium_json_get_root (json);
  AtriumJsonNode *member = find_member (root);
  const char *newline = memchr (source, '\n', length);
  g_autofree char *lead = NULL;

  *self = (AtriumJsonStyle) { .newline = "\n" };
  if (newline != NULL && newline > source && newline[-1] == '\r')
    self->newline = "\r\n";
  if (root->first_child != NULL)
    lead = white_space (source, root->span.start + 1, root->first_child->member.start);
  if (after_newline (lead) != NULL)
    self->unit = g_strdup (after_newline (lead));
  else if (root->first_child == NULL)
    self->unit = g_strdup ("  ");
  self->colon = member != NULL ? colon_of (source, member) : g_strdup (": ");
  if (strpbrk (self->colon, "\r\n") != NULL)
    g_set_str (&self->colon, ": ");
  self->comma = g_strdup (g_str_has_suffix (self->colon, ":") ? "," : ", ");
  self->ascii = is_ascii_only (source, length);
}

void
_atrium_json_style_clear (AtriumJsonStyle *self)
{
  g_clear_pointer (&self->unit, g_free);
  g_clear_pointer (&self->colon, g_free);
  g_clear_pointer (&self->comma, g_free);
}

/* --- to JSON ------------------------------------------------------------ */

void
_atrium_json_append_name (GString               *out,
                          const AtriumJsonStyle *style,
                          const char            *text)
{
  gsize start = out->len;
  g_autofree char *plain = NULL;
  const char *p;

  atrium_json_append_string (out, text);
  if (!style->ascii)
    return;
  plain = g_strdup (out->str + start);
  g_string_truncate (out, start);
  for (p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        g_string_append_c (out, c);
      else if (c < 0x10000)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_printf (out, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + (c & 0x3FF));
    }
}

/* the shortest spelling that reads back as the same number */
static void
append_number (GString     *out,
               AtriumValue *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double number = atrium_value_get_number (value);
  const char *spelling = atrium_value_get_spelling (value);
  int digits;

  if (spelling != NULL)
    {
      g_string_append (out, spelling);
      return;
    }
  if (atrium_value_is_integer (value))
    {
      g_string_append_printf (out, "%" G_GINT64_FORMAT, atrium_value_get_integer (value));
      return;
    }
  for (digits = 15; digits <= 17; digits++)
    {
      char format[] = { '%', '.', '1', '0' + digits - 10, 'g', '\0' };

      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (out, buffer);
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (out, ".0");
}

/* How the items of one collection are separated. */
typedef struct
{
  char *lead;       /* after the opening bracket */
  char *comma;      /* with white space */
  char *tail;       /* before the closing bracket */
  char *colon;
  char *indent;     /* of the items, NULL where they stay on one line */
} Layout;

static void
layout_clear (Layout *self)
{
  g_free (self->lead);
  g_free (self->comma);
  g_free (self->tail);
  g_free (self->colon);
  g_free (self->indent);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

static void
layout_in_line (Layout                *self,
                const AtriumJsonStyle *style)
{
  self->lead = g_strdup ("");
  self->comma = g_strdup (style->comma);
  self->tail = g_strdup ("");
  self->colon = g_strdup (style->colon);
}

/* the spacing of a collection that stands on one line */
static void
layout_like (Layout                *self,
             const AtriumJsonStyle *style,
             const char            *source,
             AtriumJsonNode        *model)
{
  AtriumJsonNode *first = model->first_child;

  self->lead = g_strndup (source + model->span.start + 1, first->member.start - model->span.start - 1);
  self->tail = g_strndup (source + model->last_child->span.end, model->span.end - 1 - model->last_child->span.end);
  self->comma = first->next != NULL
                ? g_strndup (source + first->span.end, first->next->member.start - first->span.end)
                : g_strdup (style->comma);
  self->colon = model->type == ATRIUM_JSON_OBJECT ? colon_of (source, first) : g_strdup (style->colon);
}

static void
layout_lines (Layout                *self,
              const AtriumJsonStyle *style,
              const char            *indent)
{
  self->indent = g_strconcat (indent, style->unit, NULL);
  self->lead = g_strconcat (style->newline, self->indent, NULL);
  self->comma = g_strconcat (",", self->lead, NULL);
  self->tail = g_strconcat (style->newline, indent, NULL);
  self->colon = g_strdup (style->colon);
}

static void
layout_init (Layout                *self,
             const AtriumJsonStyle *style,
             AtriumJson            *json,
             AtriumJsonNode        *model,
             const char            *indent)
{
  *self = (Layout) { 0 };
  if (model != NULL && model->first_child != NULL)
    {
      const char *source = atrium_source_get_text (atrium_json_get_source (json), NULL);

      if (memchr (source + model->span.start, '\n', atrium_span_length (model->span)) == NULL)
        {
          layout_like (self, style, source, model);
          return;
        }
    }
  if (indent == NULL || style->unit == NULL)
    layout_in_line (self, style);
  else
    layout_lines (self, style, indent);
}

static void
append_collection (GString               *out,
                   const AtriumJsonStyle *style,
                   AtriumValue           *value,
                   AtriumJson            *json,
                   AtriumJsonNode        *model,
                   const char            *indent)
{
  gboolean record = atrium_value_get_value_type (value) == ATRIUM_VALUE_RECORD;
  guint n = atrium_value_get_n_items (value);
  g_auto(Layout) layout = { 0 };
  guint i;

  if (model != NULL && model->type != (record ? ATRIUM_JSON_OBJECT : ATRIUM_JSON_ARRAY))
    model = NULL;
  if (n == 0)
    {
      g_string_append (out, record ? "{}" : "[]");
      return;
    }
  layout_init (&layout, style, json, model, indent);
  g_string_append_c (out, record ? '{' : '[');
  g_string_append (out, layout.lead);
  for (i = 0; i < n; i++)
    {
      AtriumJsonNode *sub_model = NULL;

      if (i > 0)
        g_string_append (out, layout.comma);
      if (record)
        {
          const char *name = atrium_value_get_member_name (value, i);

          _atrium_json_append_name (out, style, name);
          g_string_append (out, layout.colon);
          sub_model = atrium_json_lookup (model, name);
        }
      else if (model != NULL)
        {
          sub_model = model->first_child;
        }
      _atrium_json_append (out, style, atrium_value_get_item (value, i), json, sub_model, layout.indent);
    }
  g_string_append (out, layout.tail);
  g_string_append_c (out, record ? '}' : ']');
}

void
_atrium_json_append (GString               *out,
                     const AtriumJsonStyle *style,
                     AtriumValue           *value,
                     AtriumJson            *json,
                     AtriumJsonNode        *model,
                     const char            *indent)
{
  switch (atrium_value_get_value_type (value))
    {
    case ATRIUM_VALUE_BOOLEAN:
      g_string_append (out, atrium_value_get_boolean (value) ? "true" : "false");
      break;
    case ATRIUM_VALUE_NUMBER:
      append_number (out, value);
      break;
    case ATRIUM_VALUE_STRING:
      _atrium_json_append_name (out, style, atrium_value_get_string (value));
      break;
    case ATRIUM_VALUE_LIST:
    case ATRIUM_VALUE_RECORD:
      append_collection (out, style, value, json, model, indent);
      break;
    case ATRIUM_VALUE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

/**
 * atrium_value_to_json:
 * @value: (nullable): a value; NULL is null
 *
 * Writes a value as the profile file does: UTF-8, two spaces a level, members in their
 * order. Numbers are as they were spelled, or the shortest that read back the same.
 *
 * Returns: (transfer full): JSON, without a line end
 */
char *
atrium_value_to_json (AtriumValue *value)
{
  const AtriumJsonStyle style = { .newline = "\n", .unit = (char *) "  ", .colon = (char *) ": ", .comma = (char *) ", " };
  GString *out = g_string_new (NULL);

  _atrium_json_append (out, &style, value, NULL, NULL, "");
  return g_string_free (out, FALSE);
}
