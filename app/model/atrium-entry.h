#pragma once

#include <gio/gio.h>

#include "atrium-kind.h"
#include "atrium-value.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_ENTRY (atrium_entry_get_type ())
G_DECLARE_FINAL_TYPE (AtriumEntry, atrium_entry, ATRIUM, ENTRY, GObject)

/* Signal "changed::<field id>" (const char *field) after a field, "hidden", "group"
 * or an unknown member changed. Properties: id, hidden. */

AtriumEntry  *atrium_entry_new           (AtriumKind    kind,
                                          const char   *id);   /* NULL: a new unique id */
AtriumEntry  *atrium_entry_copy          (AtriumEntry  *self); /* same values and id */
AtriumKind    atrium_entry_get_kind      (AtriumEntry  *self);
const char   *atrium_entry_get_id        (AtriumEntry  *self);
gboolean      atrium_entry_get_hidden    (AtriumEntry  *self);
void          atrium_entry_set_hidden    (AtriumEntry  *self,
                                          gboolean      hidden);
AtriumValue  *atrium_entry_get           (AtriumEntry  *self,
                                          const char   *field);  /* borrowed, NULL where not set */
const char   *atrium_entry_get_string    (AtriumEntry  *self,
                                          const char   *field);
void          atrium_entry_set           (AtriumEntry  *self,
                                          const char   *field,
                                          AtriumValue  *value);  /* NULL or empty unsets */
void          atrium_entry_set_string    (AtriumEntry  *self,
                                          const char   *field,
                                          const char   *text);
guint         atrium_entry_get_n_members (AtriumEntry  *self);   /* set ones; table order, unknown ones last in their order */
const char   *atrium_entry_get_member_name (AtriumEntry *self,
                                          guint         index);
AtriumValue  *atrium_entry_get_at        (AtriumEntry  *self,
                                          const char   *path);   /* "authors/0/name" */
gboolean      atrium_entry_set_at        (AtriumEntry  *self,
                                          const char   *path,
                                          AtriumValue  *value,
                                          GError      **error);  /* checks the type of table fields */
/* what setting a value at a path makes of the whole member, for the history */
gboolean      atrium_entry_prepare_at    (AtriumEntry  *self,
                                          const char   *path,
                                          AtriumValue  *value,
                                          char        **field,
                                          AtriumValue **changed,
                                          GError      **error);
gboolean      atrium_entry_equal         (AtriumEntry  *a,
                                          AtriumEntry  *b);      /* all but the id */
/* what a list row shows, plain text, never NULL */
char         *atrium_entry_dup_title     (AtriumEntry  *self);
char         *atrium_entry_dup_subtitle  (AtriumEntry  *self);
char         *atrium_entry_dup_date_label (AtriumEntry *self);

G_END_DECLS
