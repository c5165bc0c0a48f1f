#pragma once

#include "atrium-section.h"

G_BEGIN_DECLS

/* What an entry or section stands in, which is told of every change. A pointer and a function
 * instead of signals, because a document has thousands of entries. */
typedef void (*AtriumEntryNotify)   (gpointer       parent,
                                     AtriumEntry   *entry,
                                     const char    *field);
typedef void (*AtriumSectionNotify) (gpointer       parent,
                                     AtriumSection *section,
                                     AtriumEntry   *entry,    /* NULL: the section itself changed */
                                     const char    *field);

void     _atrium_entry_set_parent   (AtriumEntry         *self,
                                     gpointer             parent,
                                     AtriumEntryNotify    notify);
gpointer _atrium_entry_get_parent   (AtriumEntry         *self);
/* the member that keeps how the site spells a date field, interned; NULL where it is not set */
const char  *_atrium_entry_get_spelled (AtriumEntry      *self,
                                     const char          *field);
/* a new date in the spelling of an old one; NULL for no date */
AtriumValue *_atrium_date_value_respell        (AtriumValue         *date,
                                     AtriumValue         *spelled);
void     _atrium_section_set_parent (AtriumSection       *self,
                                     gpointer             parent,
                                     AtriumSectionNotify  notify);
gpointer _atrium_section_get_parent (AtriumSection       *self);
char    *_atrium_new_id             (void);

G_END_DECLS
