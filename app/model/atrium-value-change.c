/* Values do not change: each of these makes another that shares what stays the same. */

#include "atrium-error.h"
#include "atrium-value-private.h"

/* parts of a path; deeper values are not made */
#define MAX_PATH_PARTS 64

/* a copy of a record with room for @n_members, which shares the values */
static AtriumValue *
record_copy (AtriumValue *self,
             guint        n_members)
{
  AtriumValue *copy = _atrium_value_record_alloc (n_members);

  for (guint i = 0; i < MIN (n_members, atrium_value_get_n_items (self)); i++)
    {
      copy->as.members[i].name = g_ref_string_acquire ((char *) self->as.members[i].name);
      copy->as.members[i].value = atrium_value_ref (self->as.members[i].value);
    }

  return copy;
}

static AtriumValue *
record_without (AtriumValue *self,
                guint        index)
{
  AtriumValue *copy = _atrium_value_record_alloc (self->n_items - 1);

  for (guint i = 0; i < copy->n_items; i++)
    {
      const AtriumMember *from = &self->as.members[i < index ? i : i + 1];

      copy->as.members[i].name = g_ref_string_acquire ((char *) from->name);
      copy->as.members[i].value = atrium_value_ref (from->value);
    }

  return copy;
}

/**
 * atrium_value_with_member:
 * @self: (nullable): a record; anything else counts as an empty one
 * @name: name of a member
 * @member: (nullable): its new value, or %NULL to take the member away
 *
 * Returns: (transfer full): a record in which the member has the value; a new member is the
 *   last
 */
AtriumValue *
atrium_value_with_member (AtriumValue *self,
                          const char  *name,
                          AtriumValue *member)
{
  AtriumValue *copy;
  guint index;
  guint n;

  g_return_val_if_fail (name != NULL, NULL);

  if (atrium_value_get_value_type (self) != ATRIUM_VALUE_RECORD)
    self = NULL;
  n = atrium_value_get_n_items (self);

  if (!_atrium_value_find_member (self, name, &index))
    {
      if (member == NULL)
        return self != NULL ? atrium_value_ref (self) : _atrium_value_record_alloc (0);
      copy = record_copy (self, n + 1);
      copy->as.members[n].name = g_ref_string_new_intern (name);
      copy->as.members[n].value = atrium_value_ref (member);
      return copy;
    }

  if (member == NULL)
    return record_without (self, index);

  copy = record_copy (self, n);
  atrium_value_unref (copy->as.members[index].value);
  copy->as.members[index].value = atrium_value_ref (member);

  return copy;
}

/**
 * atrium_value_with_string:
 * @self: (nullable): a record
 * @name: name of a member
 * @text: (nullable): its new text; %NULL or "" take the member away
 *
 * Returns: (transfer full): a record in which the member is that string
 */
AtriumValue *
atrium_value_with_string (AtriumValue *self,
                          const char  *name,
                          const char  *text)
{
  g_autoptr(AtriumValue) member = NULL;

  if (text != NULL && *text != '\0')
    member = atrium_value_new_string (text);

  return atrium_value_with_member (self, name, member);
}

static AtriumValue *
list_or_null (AtriumValue *self)
{
  return atrium_value_get_value_type (self) == ATRIUM_VALUE_LIST ? self : NULL;
}

/**
 * atrium_value_with_item:
 * @self: (nullable): a list
 * @index: number of an item; the number of items appends
 * @item: its new value
 *
 * Returns: (transfer full): a list in which the item has the value
 */
AtriumValue *
atrium_value_with_item (AtriumValue *self,
                        guint        index,
                        AtriumValue *item)
{
  AtriumValue *copy;

  g_return_val_if_fail (item != NULL, NULL);

  self = list_or_null (self);
  if (index >= atrium_value_get_n_items (self))
    return atrium_value_with_insert (self, index, item);

  copy = atrium_value_new_list (self->as.items, self->n_items);
  atrium_value_unref (copy->as.items[index]);
  copy->as.items[index] = atrium_value_ref (item);

  return copy;
}

/**
 * atrium_value_with_insert:
 * @self: (nullable): a list; anything else counts as an empty one
 * @index: where the item goes; beyond the end means the end
 * @item: a value
 *
 * Returns: (transfer full): a list with one more item
 */
AtriumValue *
atrium_value_with_insert (AtriumValue *self,
                          guint        index,
                          AtriumValue *item)
{
  AtriumValue *copy;
  guint n;

  g_return_val_if_fail (item != NULL, NULL);

  self = list_or_null (self);
  n = atrium_value_get_n_items (self);
  index = MIN (index, n);
  copy = _atrium_value_list_alloc (n + 1);
  for (guint i = 0; i < n; i++)
    copy->as.items[i < index ? i : i + 1] = atrium_value_ref (self->as.items[i]);
  copy->as.items[index] = atrium_value_ref (item);

  return copy;
}

/**
 * atrium_value_without_item:
 * @self: (nullable): a list
 * @index: number of an item
 *
 * Returns: (transfer full): a list without that item
 */
AtriumValue *
atrium_value_without_item (AtriumValue *self,
                           guint        index)
{
  AtriumValue *copy;

  self = list_or_null (self);
  if (index >= atrium_value_get_n_items (self))
    return self != NULL ? atrium_value_ref (self) : _atrium_value_list_alloc (0);

  copy = _atrium_value_list_alloc (self->n_items - 1);
  for (guint i = 0; i < copy->n_items; i++)
    copy->as.items[i] = atrium_value_ref (self->as.items[i < index ? i : i + 1]);

  return copy;
}

/* a list index; FALSE where @part is none. "-" is the place after the last. */
static gboolean
parse_index (const char *part,
             guint       n_items,
             guint      *index)
{
  guint64 number;

  if (g_str_equal (part, "-"))
    {
      *index = n_items;
      return TRUE;
    }
  if (!g_ascii_isdigit (part[0]) || (part[0] == '0' && part[1] != '\0')
      || !g_ascii_string_to_unsigned (part, 10, 0, G_MAXINT, &number, NULL))
    return FALSE;
  *index = number;

  return TRUE;
}

static AtriumValue *
get_child (AtriumValue *self,
           const char  *part)
{
  guint index;

  if (atrium_value_get_value_type (self) == ATRIUM_VALUE_RECORD)
    return atrium_value_get_member (self, part);
  if (!parse_index (part, atrium_value_get_n_items (self), &index))
    return NULL;

  return atrium_value_get_item (self, index);
}

/**
 * atrium_value_get_at:
 * @self: (nullable): a value
 * @path: names of members and numbers of items, parted by `/`; "" is @self
 *
 * Returns: (transfer none) (nullable): the value inside of @self, %NULL where there is none
 */
AtriumValue *
atrium_value_get_at (AtriumValue *self,
                     const char  *path)
{
  g_auto(GStrv) parts = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (*path == '\0')
    return self;

  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL && self != NULL; i++)
    self = get_child (self, parts[i]);

  return self;
}

static AtriumValue *with_parts (AtriumValue  *self,
                                char        **parts,
                                AtriumValue  *value,
                                GError      **error);

static AtriumValue *
with_list_part (AtriumValue  *self,
                char        **parts,
                AtriumValue  *value,
                GError      **error)
{
  g_autoptr(AtriumValue) item = NULL;
  g_autoptr(GError) inner = NULL;
  guint n = atrium_value_get_n_items (self);
  guint index;

  if (!parse_index (parts[0], n, &index) || index > n || (index == n && value == NULL))
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND,
                   "There is no item “%s” in a list of %u", parts[0], n);
      return NULL;
    }

  item = with_parts (atrium_value_get_item (self, index), parts + 1, value, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (item == NULL)
    return atrium_value_without_item (self, index);

  return atrium_value_with_item (self, index, item);
}

/* %NULL without an error: nothing is left */
static AtriumValue *
with_parts (AtriumValue  *self,
            char        **parts,
            AtriumValue  *value,
            GError      **error)
{
  g_autoptr(AtriumValue) member = NULL;
  g_autoptr(GError) inner = NULL;
  AtriumValueType type;
  guint index;

  if (parts[0] == NULL)
    return value != NULL ? atrium_value_ref (value) : NULL;

  type = atrium_value_get_value_type (self);
  if (type == ATRIUM_VALUE_NULL)
    type = parse_index (parts[0], 0, &index) ? ATRIUM_VALUE_LIST : ATRIUM_VALUE_RECORD;
  if (type == ATRIUM_VALUE_LIST)
    return with_list_part (self, parts, value, error);
  if (type != ATRIUM_VALUE_RECORD)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND,
                   "There is no “%s” inside of a text or number", parts[0]);
      return NULL;
    }
  if (value == NULL && atrium_value_get_member (self, parts[0]) == NULL)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "There is no member “%s”", parts[0]);
      return NULL;
    }

  member = with_parts (atrium_value_get_member (self, parts[0]), parts + 1, value, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }

  return atrium_value_with_member (self, parts[0], member);
}

/**
 * atrium_value_with_at:
 * @self: (nullable): a value
 * @path: names of members and numbers of items, parted by `/`; `-` appends to a list
 * @value: (nullable): the new value, or %NULL to take away what is there
 * @error: where to put an error
 *
 * Changes a value deep inside; lists and records on the way are made where they are not there.
 *
 * Returns: (transfer full) (nullable): the changed value, or %NULL with
 *   %ATRIUM_ERROR_NOT_FOUND where the path leads nowhere, or %ATRIUM_ERROR_TOO_DEEP
 */
AtriumValue *
atrium_value_with_at (AtriumValue  *self,
                      const char   *path,
                      AtriumValue  *value,
                      GError      **error)
{
  g_auto(GStrv) parts = NULL;
  g_autoptr(GError) inner = NULL;
  AtriumValue *changed;

  g_return_val_if_fail (path != NULL, NULL);

  if (*path == '\0')
    return value != NULL ? atrium_value_ref (value) : atrium_value_new_null ();

  parts = g_strsplit (path, "/", MAX_PATH_PARTS + 1);
  if (g_strv_length (parts) > MAX_PATH_PARTS)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP, "The path has more than %d parts", MAX_PATH_PARTS);
      return NULL;
    }

  changed = with_parts (self, parts, value, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }

  return changed;
}
