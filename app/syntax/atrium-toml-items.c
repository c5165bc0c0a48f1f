#include "atrium-toml-private.h"

#include <string.h>

#include "atrium-splicer.h"

/* Items of arrays, and the tables of [[arrays of tables]]: adding and moving. */

static AtriumDataNode *
nth_item (AtriumDataNode *sequence,
          guint           index)
{
  AtriumDataNode *item = sequence->first_child;

  while (item != NULL && index-- > 0)
    item = item->next;

  return item;
}

static gboolean
is_tables (AtriumDataNode *sequence)
{
  return ATRIUM_TOML_ITEM (sequence)->origin == ATRIUM_TOML_TABLES;
}

static char *
dup_range (AtriumToml *self,
           gsize       start,
           gsize       end)
{
  return g_strndup (_atrium_toml_get_text (self) + start, end - start);
}

/* --- arrays ------------------------------------------------------------- */

/* the white space in front of the item on its line; NULL where something else is there */
static char *
indent_of (AtriumToml     *self,
           AtriumDataNode *item)
{
  gsize line = _atrium_toml_line_start (self, item->span.start);
  gsize blanks = strspn (_atrium_toml_get_text (self) + line, " \t");

  return line + blanks == item->span.start ? dup_range (self, line, item->span.start) : NULL;
}

/* the comma behind the item, if it ends its line but for a comment */
static gboolean
ends_line_with_comma (AtriumToml     *self,
                      AtriumDataNode *item)
{
  const char *at = _atrium_toml_get_text (self) + item->span.end;

  at += strspn (at, " \t");
  if (*at != ',')
    return FALSE;
  at++;
  at += strspn (at, " \t");

  return *at == '\n' || *at == '\r' || *at == '#';
}

/* a comment ends the line of the last item, and no comma comes in front of it or below */
static gboolean
ends_line_with_comment (AtriumToml     *self,
                        AtriumDataNode *item)
{
  const char *text = _atrium_toml_get_text (self);

  return item->next == NULL && text[item->span.end + strspn (text + item->span.end, " \t")] == '#' &&
         _atrium_toml_find_comma (self, item->span.end) == G_MAXSIZE;
}

static char *
joint_of (AtriumToml     *self,
          AtriumDataNode *item,
          const char     *indent)
{
  AtriumDataNode *next = item->next;
  const char *text = _atrium_toml_get_text (self);

  if (indent != NULL)
    return g_strconcat (",", _atrium_toml_get_newline (self), indent, NULL);
  if (next != NULL && strspn (text + item->span.end, ", \t") >= next->span.start - item->span.end)
    return dup_range (self, item->span.end, next->span.start);

  return g_strdup (", ");
}

static void
add_to_array (AtriumToml     *self,
              AtriumDataNode *array,
              guint           index,
              const char     *spelled,
              gsize          *comma,
              gsize          *offset,
              GString        *out)
{
  AtriumDataNode *previous = index > 0 ? nth_item (array, index - 1) : NULL;
  AtriumDataNode *first = array->first_child;
  AtriumDataNode *near = previous != NULL ? previous : first;
  g_autofree char *indent = near != NULL ? indent_of (self, near) : NULL;
  g_autofree char *joint = NULL;

  if (near == NULL)
    {
      *offset = array->span.start + 1;
      g_string_append (out, spelled);
      return;
    }
  if (previous != NULL && indent != NULL && ends_line_with_comma (self, previous))
    {
      *offset = _atrium_toml_next_line (self, previous->span.end);
      g_string_append_printf (out, "%s%s,%s", indent, spelled, _atrium_toml_get_newline (self));
      return;
    }
  if (previous != NULL && indent != NULL && ends_line_with_comment (self, previous))
    {
      *comma = previous->span.end;
      *offset = *comma + strcspn (_atrium_toml_get_text (self) + *comma, "\r\n");
      g_string_append_printf (out, "%s%s%s", _atrium_toml_get_newline (self), indent, spelled);
      return;
    }
  joint = joint_of (self, previous != NULL && previous->next == NULL && previous != first ? first : near, indent);
  *offset = previous != NULL ? previous->span.end : first->span.start;
  g_string_append (out, previous != NULL ? joint : spelled);
  g_string_append (out, previous != NULL ? spelled : joint);
}

/* --- arrays of tables --------------------------------------------------- */

static gsize
line_of (AtriumToml     *self,
         AtriumDataNode *table)
{
  return _atrium_toml_line_start (self, ATRIUM_TOML_ITEM (table)->start);
}

/* the empty lines between two tables of the array */
static char *
gap_of (AtriumToml     *self,
        AtriumDataNode *tables)
{
  AtriumDataNode *first = tables->first_child;

  if (first->next != NULL)
    {
      gsize start = _atrium_toml_next_line (self, first->span.end);
      gsize end = line_of (self, first->next);
      const char *text = _atrium_toml_get_text (self);

      if (start <= end && strspn (text + start, " \t\r\n") >= end - start)
        return dup_range (self, start, end);
    }

  return g_strdup (_atrium_toml_get_newline (self));
}

static void
add_to_tables (AtriumToml     *self,
               AtriumDataNode *tables,
               guint           index,
               const char     *spelled,
               gsize          *offset,
               GString        *out)
{
  AtriumDataNode *previous = index > 0 ? nth_item (tables, index - 1) : NULL;
  const char *newline = _atrium_toml_get_newline (self);
  const char *text = _atrium_toml_get_text (self);
  g_autofree char *gap = gap_of (self, tables);

  if (previous == NULL)
    {
      *offset = line_of (self, tables->first_child);
      g_string_append_printf (out, "%s%s%s", spelled, newline, gap);
      return;
    }
  *offset = _atrium_toml_next_line (self, previous->span.end);
  if (text[*offset - 1] == '\n')
    g_string_append_printf (out, "%s%s%s", gap, spelled, newline);
  else
    g_string_append_printf (out, "%s%s%s", newline, gap, spelled);
}

/**
 * atrium_toml_add_item:
 * @self: a tree
 * @sequence: an array, or an array of tables, of it
 * @index: the place that the new item shall have; at most the number of items
 * @spelled: the item as source text; of an array of tables its header too, without the last
 *   line end
 * @comma: (out): where to insert a comma too, before @offset, or G_MAXSIZE: a comment stands
 *   between the item before the new one and its line end
 * @offset: (out): where to insert
 * @text: (out) (transfer full): what to insert
 *
 * Says how to add an item, on a line of its own or with a comma, as those beside it stand.
 *
 * Returns: FALSE where @sequence is none, or has no such place
 */
gboolean
atrium_toml_add_item (AtriumToml      *self,
                      AtriumDataNode  *sequence,
                      guint            index,
                      const char      *spelled,
                      gsize           *comma,
                      gsize           *offset,
                      char           **text)
{
  g_autoptr(GString) out = NULL;

  *comma = G_MAXSIZE;
  if (sequence == NULL || sequence->type != ATRIUM_DATA_SEQUENCE || index > ATRIUM_TOML_ITEM (sequence)->n_children)
    return FALSE;
  out = g_string_new (NULL);
  if (is_tables (sequence))
    add_to_tables (self, sequence, index, spelled, offset, out);
  else
    add_to_array (self, sequence, index, spelled, comma, offset, out);
  *text = g_string_free_and_steal (g_steal_pointer (&out));

  return TRUE;
}

/**
 * atrium_toml_dup_item:
 * @self: a tree
 * @item: an item of an array, or of an array of tables
 *
 * Returns: (transfer full): its source text as atrium_toml_add_item() takes it: of a table from
 *   its header's line on, with the tables below it and a comment on its last line
 */
char *
atrium_toml_dup_item (AtriumToml     *self,
                      AtriumDataNode *item)
{
  const char *text = _atrium_toml_get_text (self);
  gsize end;

  if (item->parent == NULL || !is_tables (item->parent))
    return dup_range (self, item->span.start, item->span.end);
  end = _atrium_toml_next_line (self, item->span.end);
  if (end > item->span.end && text[end - 1] == '\n')
    end--;
  if (end > item->span.end && text[end - 1] == '\r')
    end--;

  return dup_range (self, line_of (self, item), end);
}

/**
 * atrium_toml_move_item:
 * @self: a tree
 * @item: an item of an array, or of an array of tables
 * @index: the place that it shall have
 * @error: return location
 *
 * Takes an item out and puts it in again elsewhere in its array. Comments between the items stay
 * where they are.
 *
 * Returns: (transfer full) (nullable): the bytes of the whole source, or NULL with
 *   ATRIUM_ERROR_NOT_FOUND where there is no such place, or ATRIUM_ERROR_CANNOT_CARRY where the
 *   item stands in more than one piece
 */
GBytes *
atrium_toml_move_item (AtriumToml      *self,
                       AtriumDataNode  *item,
                       guint            index,
                       GError         **error)
{
  AtriumSource *source = atrium_toml_get_source (self);
  g_autoptr(AtriumSplicer) splicer = atrium_splicer_new (source);
  AtriumDataNode *sequence = item->parent;
  AtriumSpan span = atrium_toml_get_member_span (self, item);
  g_autofree char *spelled = NULL;
  g_autofree char *text = NULL;
  guint from = 0;
  gsize comma;
  gsize offset;

  if (sequence == NULL || sequence->type != ATRIUM_DATA_SEQUENCE || index >= ATRIUM_TOML_ITEM (sequence)->n_children)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "there is no place %u in the array", index);
      return NULL;
    }
  for (AtriumDataNode *other = sequence->first_child; other != item; other = other->next)
    from++;
  if (from == index)
    return g_bytes_ref (atrium_source_get_bytes (source));
  spelled = atrium_toml_dup_item (self, item);
  if (atrium_span_is_empty (span) ||
      !atrium_toml_add_item (self, sequence, index < from ? index : index + 1, spelled, &comma, &offset, &text))
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CANNOT_CARRY, "the table stands in more than one piece");
      return NULL;
    }
  atrium_splicer_replace (splicer, span, "");
  if (comma != G_MAXSIZE)
    atrium_splicer_replace (splicer, ATRIUM_SPAN (comma, comma), ",");
  atrium_splicer_replace (splicer, ATRIUM_SPAN (offset, offset), text);

  return atrium_splicer_apply (splicer, error);
}
