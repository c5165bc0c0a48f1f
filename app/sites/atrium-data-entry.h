#pragma once

#include "atrium-map.h"
#include "atrium-data.h"

G_BEGIN_DECLS

/* What a key of a mapping holds that is an entry: front matter of a file, or a record. Of the
 * keys of one member the first that has a value is read; the key may be a path. */
typedef struct
{
  const char *key;        /* "paperurl", "hugoblox/ids/doi" */
  const char *member;     /* "links" */
  const char *label;      /* of the link, or NULL */
  gboolean    old;        /* what sites call it that have TOML */
} AtriumCollectionKey;

void        _atrium_data_entry_read      (const AtriumCollectionKey *keys,
                                          guint                      n_keys,
                                          AtriumEntry               *entry,
                                          AtriumEntryMap            *map,
                                          AtriumEntry               *person,
                                          AtriumDataNode            *mapping);
gboolean    _atrium_data_node_is_text    (const AtriumDataNode      *node);
AtriumDataNode *
            _atrium_data_node_at         (AtriumDataNode            *mapping,
                                          const char                *path);
const AtriumCollectionKey *
            _atrium_data_entry_find_key  (const AtriumCollectionKey *keys,
                                          guint                      n_keys,
                                          AtriumDataNode            *mapping,
                                          const char                *member);
AtriumSpan  _atrium_data_entry_find_venue (const char             *text,
                                          AtriumSpan              span);
const char *_atrium_publication_type_read  (const char              *text);
const char *_atrium_publication_type_spell (const char              *type,
                                          const char                *sample);

G_END_DECLS
