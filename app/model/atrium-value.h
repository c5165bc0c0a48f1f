#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AtriumValue:
 *
 * What a field of an entry holds: the values of the JSON data model, immutable
 * and reference counted (safe to share between threads). A change makes a new
 * value that shares what did not change, so undo keeps old values at no cost.
 * Members of a record keep their order.
 */
typedef struct _AtriumValue AtriumValue;

typedef enum
{
  ATRIUM_VALUE_NULL,
  ATRIUM_VALUE_BOOLEAN,
  ATRIUM_VALUE_NUMBER,
  ATRIUM_VALUE_STRING,
  ATRIUM_VALUE_LIST,
  ATRIUM_VALUE_RECORD,
} AtriumValueType;

#define ATRIUM_TYPE_VALUE (atrium_value_get_type ())
GType           atrium_value_get_type     (void);

AtriumValue    *atrium_value_new_null     (void);
AtriumValue    *atrium_value_new_boolean  (gboolean          value);
AtriumValue    *atrium_value_new_integer  (gint64            value);
AtriumValue    *atrium_value_new_double   (double            value);
AtriumValue    *atrium_value_new_number   (const char       *spelling);   /* written back as it is */
AtriumValue    *atrium_value_new_string   (const char       *text);
AtriumValue    *atrium_value_new_take_string (char          *text);
AtriumValue    *atrium_value_new_list     (AtriumValue *const *items,
                                           guint             n_items);
AtriumValue    *atrium_value_new_list_take (GPtrArray       *items);
AtriumValue    *atrium_value_new_record   (void);
AtriumValue    *atrium_value_new_record_of (const char *const  *names,
                                           AtriumValue *const *values,
                                           guint             n_members);
AtriumValue    *atrium_value_ref          (AtriumValue      *self);
void            atrium_value_unref        (AtriumValue      *self);

AtriumValueType atrium_value_get_value_type (AtriumValue    *self);
/* each accepts NULL and any type, and then gives NULL, 0 or FALSE */
const char     *atrium_value_get_string   (AtriumValue      *self);
gboolean        atrium_value_get_boolean  (AtriumValue      *self);
double          atrium_value_get_number   (AtriumValue      *self);
gint64          atrium_value_get_integer  (AtriumValue      *self);
const char     *atrium_value_get_spelling (AtriumValue      *self);   /* of atrium_value_new_number() */
gboolean        atrium_value_is_integer   (AtriumValue      *self);
guint           atrium_value_get_n_items  (AtriumValue      *self);   /* of a list or record */
AtriumValue    *atrium_value_get_item     (AtriumValue      *self,
                                           guint             index);
const char     *atrium_value_get_member_name (AtriumValue   *self,
                                           guint             index);
AtriumValue    *atrium_value_get_member   (AtriumValue      *self,
                                           const char       *name);
const char     *atrium_value_get_member_string (AtriumValue *self,
                                           const char       *name);
gboolean        atrium_value_is_empty     (AtriumValue      *self);   /* NULL, null, "", no items */
gboolean        atrium_value_equal        (AtriumValue      *a,
                                           AtriumValue      *b);

/* new values made from old ones; @member NULL takes the member away */
AtriumValue    *atrium_value_with_member  (AtriumValue      *self,
                                           const char       *name,
                                           AtriumValue      *member);
AtriumValue    *atrium_value_with_string  (AtriumValue      *self,
                                           const char       *name,
                                           const char       *text);
AtriumValue    *atrium_value_with_item    (AtriumValue      *self,
                                           guint             index,
                                           AtriumValue      *item);
AtriumValue    *atrium_value_with_insert  (AtriumValue      *self,
                                           guint             index,
                                           AtriumValue      *item);
AtriumValue    *atrium_value_without_item (AtriumValue      *self,
                                           guint             index);
AtriumValue    *atrium_value_get_at       (AtriumValue      *self,
                                           const char       *path);   /* "0/name" */
AtriumValue    *atrium_value_with_at      (AtriumValue      *self,
                                           const char       *path,
                                           AtriumValue      *value,
                                           GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumValue, atrium_value_unref)

G_END_DECLS
