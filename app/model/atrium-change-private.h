#pragma once

#include "atrium-profile.h"

G_BEGIN_DECLS

/* One change of a document, which can be made and taken back. */

typedef enum
{
  ATRIUM_CHANGE_VALUE,
  ATRIUM_CHANGE_ENTRY_HIDDEN,
  ATRIUM_CHANGE_ENTRY_INSERT,
  ATRIUM_CHANGE_ENTRY_REMOVE,
  ATRIUM_CHANGE_ENTRY_MOVE,
  ATRIUM_CHANGE_SECTION_INSERT,
  ATRIUM_CHANGE_SECTION_REMOVE,
  ATRIUM_CHANGE_SECTION_MOVE,
  ATRIUM_CHANGE_SECTION_TITLE,
  ATRIUM_CHANGE_SECTION_HIDDEN,
} AtriumChangeType;

typedef struct
{
  AtriumChangeType type;
  AtriumSection *section;
  AtriumEntry *entry;
  const char *field;       /* interned */
  AtriumValue *before;
  AtriumValue *after;
  const char *spelled;     /* interned; the member that keeps how the site spells the date */
  AtriumValue *spelled_before;
  AtriumValue *spelled_after;
  guint from;              /* index; for hidden flags the old and new one */
  guint to;
} AtriumChange;

/* a copy that holds everything for itself */
AtriumChange _atrium_change_ref    (const AtriumChange *change);
/* frees what a change holds, not the change */
void         _atrium_change_clear  (gpointer            change);
void         _atrium_change_apply  (AtriumProfile      *profile,
                                    AtriumChange       *change);
void         _atrium_change_revert (AtriumProfile      *profile,
                                    AtriumChange       *change);

G_END_DECLS
