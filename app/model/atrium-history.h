#pragma once

#include "atrium-profile.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_HISTORY (atrium_history_get_type ())
/* Every edit of a profile that can be undone goes through its history.
 * Properties: profile, can-undo, can-redo, undo-label ("Move Publication", translated;
 * the window makes "Undo Move Publication" of it), redo-label, modified.
 * Consecutive atrium_history_set() of one entry and field become one step until
 * atrium_history_end_typing() or 2 seconds without a change. */
G_DECLARE_FINAL_TYPE (AtriumHistory, atrium_history, ATRIUM, HISTORY, GObject)

AtriumHistory *atrium_history_new             (AtriumProfile *profile);
AtriumProfile *atrium_history_get_profile     (AtriumHistory *self);
void           atrium_history_set             (AtriumHistory *self,
                                               AtriumEntry   *entry,
                                               const char    *field,
                                               AtriumValue   *value);
void           atrium_history_end_typing      (AtriumHistory *self);
void           atrium_history_set_entry_hidden (AtriumHistory *self,
                                               AtriumEntry   *entry,
                                               gboolean       hidden);
void           atrium_history_insert_entry    (AtriumHistory *self,
                                               AtriumSection *section,
                                               guint          index,
                                               AtriumEntry   *entry);
void           atrium_history_remove_entry    (AtriumHistory *self,
                                               AtriumSection *section,
                                               guint          index);
void           atrium_history_move_entry      (AtriumHistory *self,
                                               AtriumSection *section,
                                               guint          from,
                                               guint          to);
void           atrium_history_insert_section  (AtriumHistory *self,
                                               guint          index,
                                               AtriumSection *section);
void           atrium_history_remove_section  (AtriumHistory *self,
                                               guint          index);
void           atrium_history_move_section    (AtriumHistory *self,
                                               guint          from,
                                               guint          to);
void           atrium_history_rename_section  (AtriumHistory *self,
                                               AtriumSection *section,
                                               const char    *title);
void           atrium_history_set_section_hidden (AtriumHistory *self,
                                               AtriumSection *section,
                                               gboolean       hidden);
/* several edits as one step with one name ("Repair Text") */
void           atrium_history_begin_group     (AtriumHistory *self,
                                               const char    *label);
void           atrium_history_end_group       (AtriumHistory *self);
gboolean       atrium_history_undo            (AtriumHistory *self);
gboolean       atrium_history_redo            (AtriumHistory *self);
gboolean       atrium_history_get_can_undo    (AtriumHistory *self);
gboolean       atrium_history_get_can_redo    (AtriumHistory *self);
const char    *atrium_history_get_undo_label  (AtriumHistory *self);
const char    *atrium_history_get_redo_label  (AtriumHistory *self);
gboolean       atrium_history_get_modified    (AtriumHistory *self);
guint64        atrium_history_get_revision    (AtriumHistory *self);
void           atrium_history_mark_saved      (AtriumHistory *self,
                                               guint64        revision);

G_END_DECLS
