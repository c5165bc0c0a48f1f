#pragma once

#include "atrium-value.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;     /* GRefString, interned */
  AtriumValue *value;
} AtriumMember;

struct _AtriumValue
{
  gatomicrefcount ref_count;
  guint8 type;
  guint8 integer;       /* NUMBER: made of an integer */
  guint8 spelled;       /* NUMBER: its spelling follows */
  guint n_items;        /* LIST, RECORD */
  /* what follows lies right behind, in one block */
  union
  {
    gint64 integer;
    double number;
    gboolean boolean;
    char text[0];
    AtriumValue *items[0];
    AtriumMember members[0];
  } as;
};

AtriumValue *_atrium_value_list_alloc   (guint        n_items);      /* of no items yet */
AtriumValue *_atrium_value_record_alloc (guint        n_members);
gboolean     _atrium_value_find_member  (AtriumValue *self,
                                         const char  *name,
                                         guint       *index);

G_END_DECLS
