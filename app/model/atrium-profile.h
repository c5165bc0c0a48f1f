#pragma once

#include "atrium-section.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_PROFILE (atrium_profile_get_type ())
/* a GListModel of AtriumSection. Signal "changed" after anything in it changed
 * (person, section or entry), once a change; before it "entry-changed" (AtriumSection *section,
 * AtriumEntry *entry, const char *field) where an entry changed, with section NULL for the person. */
G_DECLARE_FINAL_TYPE (AtriumProfile, atrium_profile, ATRIUM, PROFILE, GObject)

AtriumProfile *atrium_profile_new          (void);
AtriumProfile *atrium_profile_copy         (AtriumProfile  *self);   /* deep; same ids */
AtriumEntry   *atrium_profile_get_person   (AtriumProfile  *self);   /* borrowed, kind PERSON, never NULL */
guint          atrium_profile_get_n_sections (AtriumProfile *self);
AtriumSection *atrium_profile_get_section  (AtriumProfile  *self,
                                            guint           index);  /* borrowed */
gboolean       atrium_profile_find         (AtriumProfile  *self,
                                            AtriumSection  *section,
                                            guint          *index);
void           atrium_profile_insert       (AtriumProfile  *self,
                                            guint           index,
                                            AtriumSection  *section);
void           atrium_profile_append       (AtriumProfile  *self,
                                            AtriumSection  *section);
void           atrium_profile_remove       (AtriumProfile  *self,
                                            guint           index);
void           atrium_profile_move         (AtriumProfile  *self,
                                            guint           from,
                                            guint           to);
AtriumEntry   *atrium_profile_find_entry   (AtriumProfile  *self,
                                            const char     *entry_id,
                                            AtriumSection **section);
AtriumValue   *atrium_profile_get_extra    (AtriumProfile  *self);
void           atrium_profile_set_extra    (AtriumProfile  *self,
                                            AtriumValue    *extra);
gboolean       atrium_profile_equal        (AtriumProfile  *a,
                                            AtriumProfile  *b);      /* all but ids */

G_END_DECLS
