#pragma once

#include "atrium-profile.h"
#include "atrium-source.h"
#include "atrium-spelling.h"

G_BEGIN_DECLS

/* The map says where each part of a profile stands in the files it was read from. */

/**
 * AtriumSlot:
 * @path: path of the value in the entry: `title`, `authors`, `authors/0`,
 *   `authors/0/name`, `links`, `links/1`, `links/1/url`, `date`, `highlights/2`
 * @source: the file; @span: where the value stands in it, in the slot's spelling
 *
 * `authors` spans the whole run of names with the separators, `authors/0` one name
 * with its markup and marks, `authors/0/name` only the letters of the name.
 * The slots of a list's items lie inside the list's slot where that is one run; links
 * that stand apart have only item slots. Children come after their parent.
 */
typedef struct
{
  char           *path;
  AtriumSource   *source;
  AtriumSpan      span;
  AtriumSpelling  spelling;
} AtriumSlot;

typedef enum
{
  ATRIUM_ENTRY_FORM_ITEM,        /* one item of a Markdown or HTML list */
  ATRIUM_ENTRY_FORM_PARAGRAPH,   /* one or more blocks */
  ATRIUM_ENTRY_FORM_LINE,        /* a line of a paragraph, ended by a hard break */
  ATRIUM_ENTRY_FORM_BOX,         /* an HTML element: paper box, <dl>, <details>, <div> */
  ATRIUM_ENTRY_FORM_ROW,         /* a table row */
  ATRIUM_ENTRY_FORM_NODE,        /* an item of a sequence of YAML or TOML */
  ATRIUM_ENTRY_FORM_FILE,        /* a file of its own (collection) */
  ATRIUM_ENTRY_FORM_RECORD,      /* a YAML, TOML, JSON or BibTeX record */
} AtriumEntryForm;

typedef struct
{
  char            *entry_id;     /* of the entry in the profile that was read */
  AtriumEntryForm  form;
  AtriumSource    *source;
  AtriumSpan       outer;        /* what moves with it: marker and lines, without the separator to the next */
  AtriumSpan       inner;        /* without the list marker; equals outer where there is none */
  GArray          *slots;        /* AtriumSlot */
} AtriumEntryMap;

typedef struct
{
  char            *section_id;
  AtriumSource    *source;
  AtriumSpan       outer;        /* heading to the last entry; moves with the section */
  AtriumSpan       title;        /* text of the heading, or NONE */
  AtriumSpelling   title_spelling;
  AtriumSpan       body;         /* after the heading; where a first entry would go when it is empty */
  GPtrArray       *entries;      /* AtriumEntryMap, in the order of the section's entries */
  gboolean         records;      /* a list of records, which the lens writes itself */
} AtriumSectionMap;

typedef struct
{
  GArray          *person;       /* AtriumSlot, paths of the person's members */
  GPtrArray       *sections;     /* AtriumSectionMap, in the order of the profile's sections */
  GHashTable      *extra;        /* what a lens wants to remember: string to anything with the free function of the lens, or NULL */
} AtriumMap;

AtriumMap        *atrium_map_new             (void);
void              atrium_map_free            (AtriumMap        *self);
AtriumSectionMap *atrium_map_add_section     (AtriumMap        *self,
                                              const char       *section_id,
                                              AtriumSource     *source);
AtriumEntryMap   *atrium_section_map_add     (AtriumSectionMap *self,
                                              const char       *entry_id,
                                              AtriumEntryForm   form,
                                              AtriumSource     *source,
                                              AtriumSpan        outer,
                                              AtriumSpan        inner);
void              atrium_slots_add           (GArray           *slots,
                                              const char       *path,
                                              AtriumSource     *source,
                                              AtriumSpan        span,
                                              AtriumSpelling    spelling);
GArray           *atrium_slots_new           (void);
const AtriumSlot *atrium_slots_find          (GArray           *slots,
                                              const char       *path);
AtriumSectionMap *atrium_map_find_section    (AtriumMap        *self,
                                              const char       *section_id);
AtriumEntryMap   *atrium_map_find_entry      (AtriumMap        *self,
                                              const char       *entry_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumMap, atrium_map_free)

G_END_DECLS
