#pragma once

#include "atrium-entry.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_SECTION (atrium_section_get_type ())
/* a GListModel of AtriumEntry. Properties: id, kind, title, page, hidden, n-items. */
G_DECLARE_FINAL_TYPE (AtriumSection, atrium_section, ATRIUM, SECTION, GObject)

AtriumSection *atrium_section_new         (AtriumKind      kind,
                                           const char     *id,      /* NULL: a new unique id */
                                           const char     *title);
AtriumSection *atrium_section_copy        (AtriumSection  *self);   /* deep */
AtriumKind     atrium_section_get_kind    (AtriumSection  *self);
const char    *atrium_section_get_id      (AtriumSection  *self);
const char    *atrium_section_get_title   (AtriumSection  *self);   /* "" for a section without heading */
void           atrium_section_set_title   (AtriumSection  *self,
                                           const char     *title);
const char    *atrium_section_get_page    (AtriumSection  *self);   /* path of the page in the site, or NULL */
void           atrium_section_set_page    (AtriumSection  *self,
                                           const char     *page);
gboolean       atrium_section_get_hidden  (AtriumSection  *self);
void           atrium_section_set_hidden  (AtriumSection  *self,
                                           gboolean        hidden);
guint          atrium_section_get_n_entries (AtriumSection *self);
AtriumEntry   *atrium_section_get_entry   (AtriumSection  *self,
                                           guint           index);  /* borrowed */
gboolean       atrium_section_find        (AtriumSection  *self,
                                           AtriumEntry    *entry,
                                           guint          *index);
void           atrium_section_insert      (AtriumSection  *self,
                                           guint           index,
                                           AtriumEntry    *entry);
void           atrium_section_append      (AtriumSection  *self,
                                           AtriumEntry    *entry);
void           atrium_section_remove      (AtriumSection  *self,
                                           guint           index);
void           atrium_section_move        (AtriumSection  *self,
                                           guint           from,
                                           guint           to);
AtriumValue   *atrium_section_get_extra   (AtriumSection  *self);   /* members this version does not know; record or NULL */
void           atrium_section_set_extra   (AtriumSection  *self,
                                           AtriumValue    *extra);

G_END_DECLS
