#pragma once

#include "atrium-lens.h"
#include "atrium-data-entry.h"

G_BEGIN_DECLS

/* What the records of a list in YAML or TOML hold, where they are entries of one kind. */
typedef struct
{
  AtriumKind                 kind;
  const AtriumCollectionKey *keys;
  guint                      n_keys;
} AtriumRecordShape;

AtriumSection *_atrium_records_add_section (AtriumReading           *reading,
                                            const AtriumRecordShape *shape,
                                            const char              *id,
                                            const char              *title,
                                            const char              *page);
void           _atrium_records_read        (AtriumReading           *reading,
                                            const AtriumRecordShape *shape,
                                            AtriumSection           *section,
                                            AtriumSource            *source,
                                            AtriumDataNode          *list,
                                            const char              *group);

G_END_DECLS
