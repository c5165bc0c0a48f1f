#include "atrium-entry.h"

#include <string.h>

#include "atrium-date.h"
#include "atrium-error.h"
#include "atrium-field.h"
#include "atrium-model-private.h"

#define ORDER_UNKNOWN G_MAXUINT

typedef struct
{
  const char *name;     /* of the table, or where it does not know it a GRefString */
  AtriumValue *value;
} Member;

struct _AtriumEntry
{
  GObject parent_instance;

  AtriumValue *id;
  Member *members;      /* in the order of the table */
  gpointer parent;
  AtriumEntryNotify notify;
  guint16 n_members;
  guint8 kind;
  guint8 hidden;
};

G_DEFINE_FINAL_TYPE (AtriumEntry, atrium_entry, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_HIDDEN,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

char *
_atrium_new_id (void)
{
  static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
  char id[11];

  /* a letter first, as the names of elements and anchors like it */
  id[0] = 'a' + g_random_int_range (0, 26);
  for (guint i = 1; i < sizeof (id) - 1; i++)
    id[i] = letters[g_random_int_range (0, sizeof (letters) - 1)];
  id[sizeof (id) - 1] = '\0';

  return g_strdup (id);
}

static const AtriumKindInfo *
entry_info (AtriumEntry *self)
{
  return atrium_kind_get_info (self->kind);
}

/* the place of a member among others: a spelled date comes right after its date */
static guint
member_order (const AtriumKindInfo  *info,
              const char            *name,
              const char           **interned)
{
  const AtriumField *field = atrium_kind_find_field (info, name);

  if (field != NULL)
    {
      if (interned != NULL)
        *interned = field->id;
      return (field - info->fields) * 2;
    }

  field = atrium_kind_find_spelled_date (info, name);
  if (field != NULL)
    {
      if (interned != NULL)
        *interned = g_intern_string (name);
      return (field - info->fields) * 2 + 1;
    }

  return ORDER_UNKNOWN;
}

static void
member_clear (const AtriumKindInfo *info,
              Member               *member)
{
  if (member_order (info, member->name, NULL) == ORDER_UNKNOWN)
    g_ref_string_release ((char *) member->name);
  atrium_value_unref (member->value);
}

static void
atrium_entry_finalize (GObject *object)
{
  AtriumEntry *self = ATRIUM_ENTRY (object);

  for (guint i = 0; i < self->n_members; i++)
    member_clear (entry_info (self), &self->members[i]);
  g_free (self->members);
  atrium_value_unref (self->id);

  G_OBJECT_CLASS (atrium_entry_parent_class)->finalize (object);
}

static void
atrium_entry_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AtriumEntry *self = ATRIUM_ENTRY (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, atrium_entry_get_id (self));
      break;
    case PROP_HIDDEN:
      g_value_set_boolean (value, self->hidden);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atrium_entry_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_HIDDEN:
      atrium_entry_set_hidden (ATRIUM_ENTRY (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atrium_entry_class_init (AtriumEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atrium_entry_finalize;
  object_class->get_property = atrium_entry_get_property;
  object_class->set_property = atrium_entry_set_property;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HIDDEN] =
    g_param_spec_boolean ("hidden", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
atrium_entry_init (AtriumEntry *self)
{
}

/**
 * atrium_entry_new:
 * @kind: what the entry is
 * @id: (nullable): its id in the document, or %NULL for a new one that no other entry has
 *
 * Returns: (transfer full): an entry without values
 */
AtriumEntry *
atrium_entry_new (AtriumKind  kind,
                  const char *id)
{
  AtriumEntry *self = g_object_new (ATRIUM_TYPE_ENTRY, NULL);

  self->kind = kind;
  self->id = id != NULL ? atrium_value_new_string (id) : atrium_value_new_take_string (_atrium_new_id ());

  return self;
}

/**
 * atrium_entry_copy:
 * @self: an entry
 *
 * Returns: (transfer full): an entry of the same kind, id and values, that stands in no section
 */
AtriumEntry *
atrium_entry_copy (AtriumEntry *self)
{
  AtriumEntry *copy;

  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), NULL);

  copy = g_object_new (ATRIUM_TYPE_ENTRY, NULL);
  copy->kind = self->kind;
  copy->hidden = self->hidden;
  copy->id = atrium_value_ref (self->id);
  copy->n_members = self->n_members;
  copy->members = g_memdup2 (self->members, self->n_members * sizeof (Member));
  for (guint i = 0; i < copy->n_members; i++)
    {
      atrium_value_ref (copy->members[i].value);
      if (member_order (entry_info (copy), copy->members[i].name, NULL) == ORDER_UNKNOWN)
        g_ref_string_acquire ((char *) copy->members[i].name);
    }

  return copy;
}

void
_atrium_entry_set_parent (AtriumEntry       *self,
                          gpointer           parent,
                          AtriumEntryNotify  notify)
{
  self->parent = parent;
  self->notify = notify;
}

gpointer
_atrium_entry_get_parent (AtriumEntry *self)
{
  return self->parent;
}

/**
 * atrium_entry_get_kind:
 * @self: an entry
 *
 * Returns: what the entry is
 */
AtriumKind
atrium_entry_get_kind (AtriumEntry *self)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), ATRIUM_KIND_TEXT);

  return self->kind;
}

/**
 * atrium_entry_get_id:
 * @self: an entry
 *
 * Returns: (transfer none): the id of the entry in its document
 */
const char *
atrium_entry_get_id (AtriumEntry *self)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), NULL);

  return atrium_value_get_string (self->id);
}

static void
entry_changed (AtriumEntry *self,
               const char  *field)
{
  g_signal_emit (self, signals[CHANGED], g_quark_try_string (field), field);
  if (self->notify != NULL)
    self->notify (self->parent, self, field);
}

/**
 * atrium_entry_get_hidden:
 * @self: an entry
 *
 * Returns: whether the entry is kept but not shown on the page
 */
gboolean
atrium_entry_get_hidden (AtriumEntry *self)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), FALSE);

  return self->hidden;
}

/**
 * atrium_entry_set_hidden:
 * @self: an entry
 * @hidden: whether the entry is kept but not shown on the page
 */
void
atrium_entry_set_hidden (AtriumEntry *self,
                         gboolean     hidden)
{
  g_return_if_fail (ATRIUM_IS_ENTRY (self));

  if (self->hidden == (hidden != FALSE))
    return;

  self->hidden = hidden != FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDDEN]);
  entry_changed (self, "hidden");
}

static Member *
find_member (AtriumEntry *self,
             const char  *name)
{
  for (guint i = 0; i < self->n_members; i++)
    if (strcmp (self->members[i].name, name) == 0)
      return &self->members[i];

  return NULL;
}

/**
 * atrium_entry_get:
 * @self: an entry
 * @field: name of a member
 *
 * Returns: (transfer none) (nullable): its value, %NULL where it is not set
 */
AtriumValue *
atrium_entry_get (AtriumEntry *self,
                  const char  *field)
{
  Member *member;

  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  member = find_member (self, field);

  return member != NULL ? member->value : NULL;
}

/**
 * atrium_entry_get_string:
 * @self: an entry
 * @field: name of a member
 *
 * Returns: (transfer none) (nullable): its text, %NULL where it is not set or no string
 */
const char *
atrium_entry_get_string (AtriumEntry *self,
                         const char  *field)
{
  return atrium_value_get_string (atrium_entry_get (self, field));
}

static void
insert_member (AtriumEntry *self,
               const char  *name,
               AtriumValue *value)
{
  const AtriumKindInfo *info = entry_info (self);
  const char *interned = NULL;
  guint order = member_order (info, name, &interned);
  guint at = self->n_members;

  g_return_if_fail (self->n_members < G_MAXUINT16);

  while (at > 0 && member_order (info, self->members[at - 1].name, NULL) > order)
    at--;
  self->members = g_renew (Member, self->members, self->n_members + 1);
  memmove (self->members + at + 1, self->members + at, (self->n_members - at) * sizeof (Member));
  self->n_members++;
  self->members[at].name = interned != NULL ? interned : g_ref_string_new_intern (name);
  self->members[at].value = atrium_value_ref (value);
}

static void
remove_member (AtriumEntry *self,
               Member      *member)
{
  guint at = member - self->members;

  member_clear (entry_info (self), member);
  self->n_members--;
  memmove (member, member + 1, (self->n_members - at) * sizeof (Member));
}

/**
 * atrium_entry_set:
 * @self: an entry
 * @field: name of a member, also of one that the table does not know; not `id`, `hidden` or
 *   `kind`, which are no members
 * @value: (nullable): its new value; %NULL or an empty one unsets it
 *
 * Sets a member. Nothing happens where the value is the same.
 */
void
atrium_entry_set (AtriumEntry *self,
                  const char  *field,
                  AtriumValue *value)
{
  g_autofree char *name = NULL;
  Member *member;

  g_return_if_fail (ATRIUM_IS_ENTRY (self));
  g_return_if_fail (field != NULL);

  if (atrium_value_is_empty (value))
    value = NULL;
  member = find_member (self, field);
  if (member == NULL && value == NULL)
    return;
  if (member != NULL && value != NULL && atrium_value_equal (member->value, value))
    return;

  name = g_strdup (field);    /* @field may be the name that goes away */
  if (member == NULL)
    {
      insert_member (self, name, value);
    }
  else if (value == NULL)
    {
      remove_member (self, member);
    }
  else
    {
      AtriumValue *old = member->value;

      member->value = atrium_value_ref (value);
      atrium_value_unref (old);
    }
  entry_changed (self, name);
}

const char *
_atrium_entry_get_spelled (AtriumEntry *self,
                           const char  *field)
{
  const AtriumField *known = atrium_kind_find_field (entry_info (self), field);
  g_autofree char *name = NULL;

  if (known == NULL || known->type != ATRIUM_FIELD_DATE)
    return NULL;
  name = g_strconcat (field, "Text", NULL);

  return atrium_entry_get_string (self, name) != NULL ? g_intern_string (name) : NULL;
}

AtriumValue *
_atrium_date_value_respell (AtriumValue *date,
                 AtriumValue *spelled)
{
  const char *iso = atrium_value_get_string (date);
  AtriumDate parsed;

  if (iso == NULL || !atrium_date_from_iso (iso, &parsed))
    return NULL;

  return atrium_value_new_take_string (atrium_date_format_like (&parsed, atrium_value_get_string (spelled), TRUE));
}

/**
 * atrium_entry_set_string:
 * @self: an entry
 * @field: name of a member
 * @text: (nullable): its new text; %NULL or "" unset it
 */
void
atrium_entry_set_string (AtriumEntry *self,
                         const char  *field,
                         const char  *text)
{
  g_autoptr(AtriumValue) value = text != NULL ? atrium_value_new_string (text) : NULL;

  atrium_entry_set (self, field, value);
}

/**
 * atrium_entry_get_n_members:
 * @self: an entry
 *
 * Returns: the number of members that are set
 */
guint
atrium_entry_get_n_members (AtriumEntry *self)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), 0);

  return self->n_members;
}

/**
 * atrium_entry_get_member_name:
 * @self: an entry
 * @index: less than the number of members
 *
 * Returns: (transfer none): the name of a member; those of the table come first, in its order
 */
const char *
atrium_entry_get_member_name (AtriumEntry *self,
                              guint        index)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), NULL);
  g_return_val_if_fail (index < self->n_members, NULL);

  return self->members[index].name;
}

static AtriumValue *
boolean_constant (gboolean value)
{
  static AtriumValue *constants[2];

  if (g_once_init_enter_pointer (&constants[1]))
    {
      constants[0] = atrium_value_new_boolean (FALSE);
      g_once_init_leave_pointer (&constants[1], atrium_value_new_boolean (TRUE));
    }

  return constants[value != FALSE];
}

/**
 * atrium_entry_get_at:
 * @self: an entry
 * @path: a member, or a path inside of one: `authors/0/name`; `id` and `hidden` too
 *
 * Returns: (transfer none) (nullable): the value, %NULL where there is none
 */
AtriumValue *
atrium_entry_get_at (AtriumEntry *self,
                     const char  *path)
{
  g_autofree char *field = NULL;
  const char *slash;

  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (g_str_equal (path, "id"))
    return self->id;
  if (g_str_equal (path, "hidden"))
    return boolean_constant (self->hidden);

  slash = strchr (path, '/');
  if (slash == NULL)
    return atrium_entry_get (self, path);
  field = g_strndup (path, slash - path);

  return atrium_value_get_at (atrium_entry_get (self, field), slash + 1);
}

/**
 * atrium_entry_prepare_at:
 * @self: an entry
 * @path: a member, or a path inside of one; `-` appends to a list
 * @value: (nullable): the value that is to stand there, or %NULL to take it away
 * @field: (out) (transfer full): the member that changes
 * @changed: (out) (transfer full) (nullable): its whole new value, %NULL to unset it
 * @error: where to put an error
 *
 * Works out what a change at a path makes of the whole member, and checks it against the
 * table, so that it can go through the history.
 *
 * Returns: whether it can be done; if not, %ATRIUM_ERROR_NOT_FOUND or %ATRIUM_ERROR_INVALID
 */
gboolean
atrium_entry_prepare_at (AtriumEntry  *self,
                         const char   *path,
                         AtriumValue  *value,
                         char        **field,
                         AtriumValue **changed,
                         GError      **error)
{
  g_autoptr(AtriumValue) whole = NULL;
  g_autofree char *name = NULL;
  const AtriumField *info;
  const char *slash;

  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), FALSE);
  g_return_val_if_fail (path != NULL && field != NULL && changed != NULL, FALSE);

  slash = strchr (path, '/');
  name = slash != NULL ? g_strndup (path, slash - path) : g_strdup (path);
  if (*name == '\0' || g_str_equal (name, "id") || g_str_equal (name, "kind"))
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "“%s” cannot be changed", path);
      return FALSE;
    }

  if (slash != NULL)
    whole = atrium_value_with_at (atrium_entry_get (self, name), slash + 1, value, error);
  else
    whole = value != NULL ? atrium_value_ref (value) : atrium_value_new_null ();
  if (whole == NULL)
    return FALSE;

  info = atrium_kind_find_field (entry_info (self), name);
  if (info != NULL)
    {
      g_autoptr(AtriumValue) spelled = g_steal_pointer (&whole);

      whole = atrium_field_normalize (info, spelled);
      if (!atrium_field_check (info, whole, error))
        return FALSE;
    }

  if (atrium_value_is_empty (whole))
    g_clear_pointer (&whole, atrium_value_unref);
  *field = g_steal_pointer (&name);
  *changed = g_steal_pointer (&whole);

  return TRUE;
}

/**
 * atrium_entry_set_at:
 * @self: an entry
 * @path: a member, or a path inside of one; `-` appends to a list; `hidden` too
 * @value: (nullable): its new value, or %NULL to take it away
 * @error: where to put an error
 *
 * Changes a value, which has to fit the table where that knows the member. The spelling that is
 * kept beside a date changes with it.
 *
 * Returns: whether it was done; if not, %ATRIUM_ERROR_NOT_FOUND or %ATRIUM_ERROR_INVALID
 */
gboolean
atrium_entry_set_at (AtriumEntry  *self,
                     const char   *path,
                     AtriumValue  *value,
                     GError      **error)
{
  g_autoptr(AtriumValue) whole = NULL;
  g_autofree char *field = NULL;
  const char *spelled;

  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_str_equal (path, "hidden"))
    {
      if (value != NULL && atrium_value_get_value_type (value) != ATRIUM_VALUE_BOOLEAN)
        {
          g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "“hidden” has to be true or false");
          return FALSE;
        }
      atrium_entry_set_hidden (self, atrium_value_get_boolean (value));
      return TRUE;
    }

  if (!atrium_entry_prepare_at (self, path, value, &field, &whole, error))
    return FALSE;
  spelled = _atrium_entry_get_spelled (self, field);
  if (spelled != NULL && !atrium_value_equal (atrium_entry_get (self, field), whole))
    {
      g_autoptr(AtriumValue) respelled = _atrium_date_value_respell (whole, atrium_entry_get (self, spelled));

      atrium_entry_set (self, spelled, respelled);
    }
  atrium_entry_set (self, field, whole);

  return TRUE;
}

/**
 * atrium_entry_equal:
 * @a: an entry
 * @b: another one
 *
 * Returns: whether they have the same kind and members, whatever their ids
 */
gboolean
atrium_entry_equal (AtriumEntry *a,
                    AtriumEntry *b)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY (a), FALSE);
  g_return_val_if_fail (ATRIUM_IS_ENTRY (b), FALSE);

  if (a == b)
    return TRUE;
  if (a->kind != b->kind || a->hidden != b->hidden || a->n_members != b->n_members)
    return FALSE;

  for (guint i = 0; i < a->n_members; i++)
    {
      AtriumValue *value = a->members[i].value;
      AtriumValue *other;

      if (g_str_equal (a->members[i].name, b->members[i].name))
        other = b->members[i].value;
      else
        other = atrium_entry_get (b, a->members[i].name);
      if (!atrium_value_equal (value, other))
        return FALSE;
    }

  return TRUE;
}
