#include "atrium-value.h"

#include <math.h>
#include <string.h>

#include "atrium-value-private.h"

/* the records that are looked through name by name when compared */
#define SMALL_RECORD 16

G_DEFINE_BOXED_TYPE (AtriumValue, atrium_value, atrium_value_ref, atrium_value_unref)

static AtriumValue *
value_alloc (AtriumValueType type,
             gsize           payload)
{
  AtriumValue *self = g_malloc0 (MAX (G_STRUCT_OFFSET (AtriumValue, as) + payload, sizeof (AtriumValue)));

  g_atomic_ref_count_init (&self->ref_count);
  self->type = type;

  return self;
}

/**
 * atrium_value_new_null:
 *
 * Returns: (transfer full): the value null of JSON
 */
AtriumValue *
atrium_value_new_null (void)
{
  return value_alloc (ATRIUM_VALUE_NULL, sizeof (gint64));
}

/**
 * atrium_value_new_boolean:
 * @value: true or false
 *
 * Returns: (transfer full): a boolean
 */
AtriumValue *
atrium_value_new_boolean (gboolean value)
{
  AtriumValue *self = value_alloc (ATRIUM_VALUE_BOOLEAN, sizeof (gboolean));

  self->as.boolean = value != FALSE;

  return self;
}

/**
 * atrium_value_new_integer:
 * @value: a number
 *
 * Returns: (transfer full): a number that is spelled without a decimal point
 */
AtriumValue *
atrium_value_new_integer (gint64 value)
{
  AtriumValue *self = value_alloc (ATRIUM_VALUE_NUMBER, sizeof (gint64));

  self->integer = TRUE;
  self->as.integer = value;

  return self;
}

/**
 * atrium_value_new_double:
 * @value: a finite number; JSON knows no others, and they become 0
 *
 * Returns: (transfer full): a number
 */
AtriumValue *
atrium_value_new_double (double value)
{
  AtriumValue *self = value_alloc (ATRIUM_VALUE_NUMBER, sizeof (double));

  self->as.number = isfinite (value) ? value : 0;

  return self;
}

/**
 * atrium_value_new_number:
 * @spelling: a number as JSON spells it
 *
 * Makes a number that is written back as it was spelled, also where it is too large or too
 * exact for a double.
 *
 * Returns: (transfer full): a number
 */
AtriumValue *
atrium_value_new_number (const char *spelling)
{
  gsize length;
  AtriumValue *self;

  g_return_val_if_fail (spelling != NULL, NULL);

  length = strlen (spelling);
  self = value_alloc (ATRIUM_VALUE_NUMBER, sizeof (double) + length + 1);
  self->spelled = TRUE;
  self->as.number = CLAMP (g_ascii_strtod (spelling, NULL), -G_MAXDOUBLE, G_MAXDOUBLE);
  memcpy ((char *) &self->as + sizeof (double), spelling, length + 1);

  return self;
}

/**
 * atrium_value_get_spelling:
 * @self: (nullable): a value
 *
 * Returns: (transfer none) (nullable): how a number of atrium_value_new_number() is spelled,
 *   %NULL of anything else
 */
const char *
atrium_value_get_spelling (AtriumValue *self)
{
  if (self == NULL || self->type != ATRIUM_VALUE_NUMBER || !self->spelled)
    return NULL;

  return (const char *) &self->as + sizeof (double);
}

/**
 * atrium_value_new_string:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): a string
 */
AtriumValue *
atrium_value_new_string (const char *text)
{
  AtriumValue *self;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  self = value_alloc (ATRIUM_VALUE_STRING, length + 1);
  memcpy (self->as.text, text, length + 1);

  return self;
}

/**
 * atrium_value_new_take_string:
 * @text: (transfer full): valid UTF-8
 *
 * Returns: (transfer full): a string
 */
AtriumValue *
atrium_value_new_take_string (char *text)
{
  AtriumValue *self = atrium_value_new_string (text);

  g_free (text);

  return self;
}

AtriumValue *
_atrium_value_list_alloc (guint n_items)
{
  AtriumValue *self = value_alloc (ATRIUM_VALUE_LIST, n_items * sizeof (AtriumValue *));

  self->n_items = n_items;

  return self;
}

/**
 * atrium_value_new_list:
 * @items: (array length=n_items): values
 * @n_items: their number
 *
 * Returns: (transfer full): a list that shares the values
 */
AtriumValue *
atrium_value_new_list (AtriumValue *const *items,
                       guint               n_items)
{
  AtriumValue *self;

  g_return_val_if_fail (items != NULL || n_items == 0, NULL);

  self = _atrium_value_list_alloc (n_items);
  for (guint i = 0; i < n_items; i++)
    self->as.items[i] = atrium_value_ref (items[i]);

  return self;
}

/**
 * atrium_value_new_list_take:
 * @items: (transfer full) (element-type AtriumValue): values, whatever its free function
 *
 * Returns: (transfer full): a list of the values
 */
AtriumValue *
atrium_value_new_list_take (GPtrArray *items)
{
  AtriumValue *self;

  g_return_val_if_fail (items != NULL, NULL);

  self = _atrium_value_list_alloc (items->len);
  if (items->len > 0)
    memcpy (self->as.items, items->pdata, items->len * sizeof (gpointer));
  g_ptr_array_set_free_func (items, NULL);
  g_ptr_array_unref (items);

  return self;
}

AtriumValue *
_atrium_value_record_alloc (guint n_members)
{
  AtriumValue *self = value_alloc (ATRIUM_VALUE_RECORD, n_members * sizeof (AtriumMember));

  self->n_items = n_members;

  return self;
}

/**
 * atrium_value_new_record:
 *
 * Returns: (transfer full): a record without members
 */
AtriumValue *
atrium_value_new_record (void)
{
  return _atrium_value_record_alloc (0);
}

/**
 * atrium_value_new_record_of:
 * @names: (array length=n_members): names of members
 * @values: (array length=n_members): their values
 * @n_members: their number
 *
 * Makes a record with many members at once, in linear time. Of members with one name the
 * last value stays, at the place of the first.
 *
 * Returns: (transfer full): a record that shares the values
 */
AtriumValue *
atrium_value_new_record_of (const char *const  *names,
                            AtriumValue *const *values,
                            guint               n_members)
{
  AtriumValue *self = _atrium_value_record_alloc (n_members);
  g_autoptr(GHashTable) indices = NULL;
  guint n = 0;

  if (n_members > SMALL_RECORD)
    indices = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_members; i++)
    {
      guint at = 0;

      if (indices != NULL)
        at = GPOINTER_TO_UINT (g_hash_table_lookup (indices, names[i]));
      else
        for (guint j = 0; j < n && at == 0; j++)
          at = g_str_equal (names[j], names[i]) ? j + 1 : 0;

      if (at > 0 && at <= n && g_str_equal (self->as.members[at - 1].name, names[i]))
        {
          atrium_value_unref (self->as.members[at - 1].value);
          self->as.members[at - 1].value = atrium_value_ref (values[i]);
          continue;
        }
      self->as.members[n].name = g_ref_string_new_intern (names[i]);
      self->as.members[n].value = atrium_value_ref (values[i]);
      n++;
      if (indices != NULL)
        g_hash_table_insert (indices, (gpointer) names[i], GUINT_TO_POINTER (n));
    }
  self->n_items = n;

  return self;
}

/**
 * atrium_value_ref:
 * @self: a value
 *
 * Returns: (transfer full): @self
 */
AtriumValue *
atrium_value_ref (AtriumValue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * atrium_value_unref:
 * @self: (transfer full): a value
 */
void
atrium_value_unref (AtriumValue *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_items; i++)
    {
      if (self->type == ATRIUM_VALUE_RECORD)
        {
          g_ref_string_release ((char *) self->as.members[i].name);
          atrium_value_unref (self->as.members[i].value);
        }
      else
        {
          atrium_value_unref (self->as.items[i]);
        }
    }
  g_free (self);
}

/**
 * atrium_value_get_value_type:
 * @self: (nullable): a value
 *
 * Returns: its type; that of null for %NULL
 */
AtriumValueType
atrium_value_get_value_type (AtriumValue *self)
{
  return self != NULL ? self->type : ATRIUM_VALUE_NULL;
}

/**
 * atrium_value_get_string:
 * @self: (nullable): a value
 *
 * Returns: (transfer none) (nullable): the text of a string, %NULL of anything else
 */
const char *
atrium_value_get_string (AtriumValue *self)
{
  return self != NULL && self->type == ATRIUM_VALUE_STRING ? self->as.text : NULL;
}

/**
 * atrium_value_get_boolean:
 * @self: (nullable): a value
 *
 * Returns: whether it is the boolean true
 */
gboolean
atrium_value_get_boolean (AtriumValue *self)
{
  return self != NULL && self->type == ATRIUM_VALUE_BOOLEAN && self->as.boolean;
}

/**
 * atrium_value_get_number:
 * @self: (nullable): a value
 *
 * Returns: the number, 0 of anything else
 */
double
atrium_value_get_number (AtriumValue *self)
{
  if (self == NULL || self->type != ATRIUM_VALUE_NUMBER)
    return 0;

  return self->integer ? (double) self->as.integer : self->as.number;
}

/**
 * atrium_value_get_integer:
 * @self: (nullable): a value
 *
 * Returns: the number without its fraction, 0 of anything else or where it does not fit
 */
gint64
atrium_value_get_integer (AtriumValue *self)
{
  if (self == NULL || self->type != ATRIUM_VALUE_NUMBER)
    return 0;
  if (self->integer)
    return self->as.integer;

  return fabs (self->as.number) < 9.2e18 ? (gint64) self->as.number : 0;
}

/**
 * atrium_value_is_integer:
 * @self: (nullable): a value
 *
 * Returns: whether it is a number without a decimal point
 */
gboolean
atrium_value_is_integer (AtriumValue *self)
{
  return self != NULL && self->type == ATRIUM_VALUE_NUMBER && self->integer;
}

/**
 * atrium_value_get_n_items:
 * @self: (nullable): a value
 *
 * Returns: the number of items of a list or members of a record, else 0
 */
guint
atrium_value_get_n_items (AtriumValue *self)
{
  return self != NULL ? self->n_items : 0;
}

/**
 * atrium_value_get_item:
 * @self: (nullable): a value
 * @index: number of an item or member
 *
 * Returns: (transfer none) (nullable): the item or the value of the member, %NULL where
 *   there is none
 */
AtriumValue *
atrium_value_get_item (AtriumValue *self,
                       guint        index)
{
  if (self == NULL || index >= self->n_items)
    return NULL;

  return self->type == ATRIUM_VALUE_RECORD ? self->as.members[index].value : self->as.items[index];
}

/**
 * atrium_value_get_member_name:
 * @self: (nullable): a value
 * @index: number of a member
 *
 * Returns: (transfer none) (nullable): the name of a member of a record
 */
const char *
atrium_value_get_member_name (AtriumValue *self,
                              guint        index)
{
  if (self == NULL || self->type != ATRIUM_VALUE_RECORD || index >= self->n_items)
    return NULL;

  return self->as.members[index].name;
}

gboolean
_atrium_value_find_member (AtriumValue *self,
                           const char  *name,
                           guint       *index)
{
  if (self == NULL || self->type != ATRIUM_VALUE_RECORD)
    return FALSE;

  for (guint i = 0; i < self->n_items; i++)
    {
      if (g_str_equal (self->as.members[i].name, name))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * atrium_value_get_member:
 * @self: (nullable): a value
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): the value of a member of a record
 */
AtriumValue *
atrium_value_get_member (AtriumValue *self,
                         const char  *name)
{
  guint index;

  g_return_val_if_fail (name != NULL, NULL);

  return _atrium_value_find_member (self, name, &index) ? self->as.members[index].value : NULL;
}

/**
 * atrium_value_get_member_string:
 * @self: (nullable): a value
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): the text of a member of a record that is a string
 */
const char *
atrium_value_get_member_string (AtriumValue *self,
                                const char  *name)
{
  return atrium_value_get_string (atrium_value_get_member (self, name));
}

/**
 * atrium_value_is_empty:
 * @self: (nullable): a value
 *
 * Returns: whether it says nothing: %NULL, null, the empty string, list or record
 */
gboolean
atrium_value_is_empty (AtriumValue *self)
{
  switch (atrium_value_get_value_type (self))
    {
    case ATRIUM_VALUE_NULL:
      return TRUE;
    case ATRIUM_VALUE_STRING:
      return self->as.text[0] == '\0';
    case ATRIUM_VALUE_LIST:
    case ATRIUM_VALUE_RECORD:
      return self->n_items == 0;
    default:
      return FALSE;
    }
}

static gboolean
record_equal (AtriumValue *a,
              AtriumValue *b)
{
  g_autoptr(GHashTable) table = NULL;

  for (guint i = 0; i < a->n_items; i++)
    {
      const AtriumMember *member = &a->as.members[i];
      AtriumValue *other;

      if (g_str_equal (member->name, b->as.members[i].name))
        {
          other = b->as.members[i].value;
        }
      else if (a->n_items <= SMALL_RECORD)
        {
          other = atrium_value_get_member (b, member->name);
        }
      else
        {
          if (table == NULL)
            {
              table = g_hash_table_new (g_str_hash, g_str_equal);
              for (guint j = 0; j < b->n_items; j++)
                g_hash_table_insert (table, (gpointer) b->as.members[j].name, b->as.members[j].value);
            }
          other = g_hash_table_lookup (table, member->name);
        }
      if (other == NULL || !atrium_value_equal (member->value, other))
        return FALSE;
    }

  return TRUE;
}

/* Beyond the integers that a double holds exactly, two spellings decide. */
static gboolean
number_equal (AtriumValue *a,
              AtriumValue *b)
{
  double number = atrium_value_get_number (a);

  if (number != atrium_value_get_number (b))
    return FALSE;
  if (fabs (number) < 9007199254740992.0 || !a->spelled || !b->spelled)
    return TRUE;

  return strcmp (atrium_value_get_spelling (a), atrium_value_get_spelling (b)) == 0;
}

/**
 * atrium_value_equal:
 * @a: (nullable): a value
 * @b: (nullable): another one
 *
 * Compares values; the order of a record's members does not matter, and %NULL is not null.
 *
 * Returns: whether they are equal
 */
gboolean
atrium_value_equal (AtriumValue *a,
                    AtriumValue *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->type != b->type || a->n_items != b->n_items)
    return FALSE;

  switch ((AtriumValueType) a->type)
    {
    case ATRIUM_VALUE_NULL:
      return TRUE;
    case ATRIUM_VALUE_BOOLEAN:
      return a->as.boolean == b->as.boolean;
    case ATRIUM_VALUE_NUMBER:
      if (a->integer && b->integer)
        return a->as.integer == b->as.integer;
      return number_equal (a, b);
    case ATRIUM_VALUE_STRING:
      return strcmp (a->as.text, b->as.text) == 0;
    case ATRIUM_VALUE_RECORD:
      return record_equal (a, b);
    case ATRIUM_VALUE_LIST:
    default:
      for (guint i = 0; i < a->n_items; i++)
        if (!atrium_value_equal (a->as.items[i], b->as.items[i]))
          return FALSE;
      return TRUE;
    }
}
