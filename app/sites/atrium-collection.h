#pragma once

#include "atrium-lens.h"
#include "atrium-data-entry.h"

G_BEGIN_DECLS

typedef enum
{
  ATRIUM_COLLECTION_BY_DATE,      /* 2031-09-12-slug.md */
  ATRIUM_COLLECTION_BY_SEASON,    /* 2031-fall-slug.md */
  ATRIUM_COLLECTION_BY_NAME,      /* slug.md */
  ATRIUM_COLLECTION_BUNDLE,       /* slug/index.md (Hugo) */
} AtriumCollectionNaming;

/* A folder with a file for each entry (a Jekyll collection, a Hugo section). */
typedef struct
{
  const char                *folder;      /* "_publications/" */
  AtriumKind                 kind;
  const char                *title;       /* of the section */
  const char                *name;        /* value of `collection`, or NULL */
  const char                *permalink;   /* "/publication/", or NULL */
  AtriumCollectionNaming     naming;
  gboolean                   newest_first;
  const AtriumCollectionKey *keys;        /* in the order in which a new file has them */
  guint                      n_keys;
  const char                *order;       /* the key to sort by; NULL: `date` */
  const char                *lines;       /* what a new file's front matter begins with, or NULL */
} AtriumCollection;

gboolean _atrium_collections_read   (const AtriumCollection *collections,
                                     guint                   n_collections,
                                     AtriumReading          *reading,
                                     GError                **error);
gboolean _atrium_collections_read_page (const AtriumCollection *collections,
                                     guint                   n_collections,
                                     AtriumReading          *reading,
                                     const char             *path,
                                     GError                **error);
gboolean _atrium_collections_write  (const AtriumCollection *collections,
                                     guint                   n_collections,
                                     AtriumProfile          *before,
                                     AtriumProfile          *profile,
                                     AtriumFileTree         *files,
                                     GError                **error);
const AtriumCollection *
         _atrium_collection_of_path (const AtriumCollection *collections,
                                     guint                   n_collections,
                                     const char             *path);
const AtriumCollection *
         _atrium_collection_of_kind (const AtriumCollection *collections,
                                     guint                   n_collections,
                                     AtriumKind              kind);

G_END_DECLS
