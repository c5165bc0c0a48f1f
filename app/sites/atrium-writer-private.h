#pragma once

#include "atrium-lens-private.h"
#include "atrium-patches.h"
#include "atrium-respell.h"
#include "atrium-run.h"
#include "atrium-sequence.h"
#include "atrium-units.h"
#include "atrium-writer.h"

G_BEGIN_DECLS

/* One pass of writing: all edits between two profiles as patches of sources. */
struct _AtriumPass
{
  AtriumReading *reading;
  AtriumProfile *profile;       /* what shall be written */
  GHashTable    *ways;          /* "entry id/field" to the number of the way to try */
  GHashTable    *exhausted;     /* the same keys, where no way is left */
  GHashTable    *entries;       /* id to AtriumEntryMap, of the reading */
  GHashTable    *old_entries;   /* id to AtriumEntry, of the reading */
  GHashTable    *old_sections;  /* id to AtriumSection, of the reading */
  GHashTable    *homes;         /* id of an entry to its AtriumSectionMap */
  GHashTable    *patches;       /* path of a file to GArray of AtriumPatch */
  const guint   *new_of_place;  /* while sections are put in order: those that stand on the page */
};

/* The text of one entry on its way to other values. */
typedef struct
{
  AtriumPass     *pass;
  AtriumEntryMap *map;          /* where the text is */
  AtriumEntry    *before;       /* what it reads as */
  AtriumEntry    *after;
  const char     *text;         /* of map->source */
  GArray         *patches;      /* of map->source, inside map->outer */
  GArray         *units;        /* AtriumUnit, or NULL */
  gboolean        clone;        /* the text becomes a new entry: other files stay */
} AtriumRewrite;

/* atrium-writer.c */
GArray     *_atrium_pass_get_patches    (AtriumPass        *self,
                                         AtriumSource      *source);
guint       _atrium_pass_get_way        (AtriumPass        *self,
                                         const char        *id,
                                         const char        *field);
void        _atrium_pass_set_exhausted  (AtriumPass        *self,
                                         const char        *id,
                                         const char        *field);

/* atrium-write-entry.c */
GArray     *_atrium_write_entry         (AtriumPass        *pass,
                                         AtriumEntryMap    *map,
                                         AtriumEntry       *before,
                                         AtriumEntry       *after,
                                         gboolean           clone);
void        _atrium_write_value         (AtriumRewrite     *self,
                                         const char        *path,
                                         AtriumFieldType    type,
                                         AtriumValue       *before,
                                         AtriumValue       *after);
char       *_atrium_write_spell         (AtriumRewrite     *self,
                                         const AtriumSlot  *slot,
                                         AtriumFieldType    type,
                                         AtriumValue       *before,
                                         AtriumValue       *after);
void        _atrium_write_patch         (AtriumRewrite     *self,
                                         const AtriumSlot  *slot,
                                         const char        *text);
GArray     *_atrium_write_get_units     (AtriumRewrite     *self);
gboolean    _atrium_entry_map_has_place (AtriumEntryMap    *map);
char       *_atrium_value_dup_text      (AtriumValue       *value);
AtriumFieldType _atrium_field_type      (AtriumEntry       *entry,
                                         const char        *field);

/* atrium-collection-write.c */
gboolean    _atrium_collection_write_member (AtriumRewrite *self,
                                         const char        *member);

/* atrium-collection-compose.c */
char       *_atrium_collection_compose  (const AtriumCollection *collection,
                                         AtriumEntry       *entry,
                                         const char        *name,
                                         AtriumSource      *source,
                                         AtriumEntry       *sibling);
char       *_atrium_collection_compose_citation (AtriumEntry *entry);

/* atrium-data-entry-write.c */
gboolean    _atrium_data_entry_write    (const AtriumCollectionKey *keys,
                                         guint              n_keys,
                                         AtriumRewrite     *rewrite,
                                         AtriumData        *data,
                                         AtriumDataNode    *mapping,
                                         const char        *member);
void        _atrium_data_entry_set_key  (AtriumRewrite     *rewrite,
                                         AtriumData        *data,
                                         AtriumDataNode    *mapping,
                                         const char        *key,
                                         const char        *value);
void        _atrium_data_entry_set_flag (AtriumRewrite     *rewrite,
                                         AtriumData        *data,
                                         AtriumDataNode    *mapping,
                                         const char        *key,
                                         const char        *value);
char       *_atrium_data_whole_day      (const char        *iso,
                                         const char       **precision);

/* atrium-records.c */
gboolean    _atrium_record_write_member (AtriumRewrite     *self,
                                         const char        *member);
void        _atrium_record_drop_comments (AtriumEntryMap   *map,
                                         GArray            *patches);

/* atrium-write-field.c */
void        _atrium_write_missing       (AtriumRewrite     *self,
                                         const char        *field,
                                         AtriumFieldType    type,
                                         AtriumValue       *after);
void        _atrium_write_clear         (AtriumRewrite     *self,
                                         const char        *field);

/* atrium-write-list.c */
gboolean    _atrium_write_list          (AtriumRewrite     *self,
                                         const char        *path,
                                         AtriumFieldType    type,
                                         AtriumValue       *before,
                                         AtriumValue       *after);
gboolean    _atrium_list_item_equal     (AtriumFieldType    type,
                                         AtriumValue       *a,
                                         AtriumValue       *b);
/* atrium-write-person.c */
char       *_atrium_write_compose_person (AtriumRewrite    *self,
                                         const char        *path,
                                         AtriumValue       *person);

/* atrium-write-section.c */
void        _atrium_write_sections      (AtriumPass        *pass);

/* atrium-write-insert.c */
char       *_atrium_write_new_entry     (AtriumPass        *pass,
                                         AtriumSectionMap  *section,
                                         AtriumEntry       *entry,
                                         int                near,
                                         int                form,
                                         const char        *marker);

/* atrium-write-heading.c */
void        _atrium_write_title         (AtriumPass        *pass,
                                         AtriumSectionMap  *map,
                                         AtriumSection     *before,
                                         AtriumSection     *after);
char       *_atrium_write_new_section   (AtriumPass        *pass,
                                         AtriumSection     *section,
                                         AtriumSectionMap  *near);
void        _atrium_write_first_entries (AtriumPass        *pass,
                                         AtriumSectionMap  *map,
                                         AtriumSection     *section);

/* atrium-write-verify.c: what does not read as it was written */
typedef struct
{
  char     *entry_id;   /* or NULL: of the section */
  char     *section_id; /* or NULL: of the person, or of the page as a whole */
  char     *field;      /* or NULL: the entry or section itself */
  gboolean  derived;    /* follows from other fields: said, but not taken back */
} AtriumMismatch;

GPtrArray  *_atrium_verify              (AtriumPass        *pass,
                                         AtriumReading     *again);
gboolean    _atrium_field_equal         (AtriumFieldType    type,
                                         AtriumValue       *a,
                                         AtriumValue       *b);
gboolean    _atrium_member_is_compared  (AtriumEntry       *entry,
                                         const char        *name);

/* atrium-write-units.c: the edits between two profiles, one by one */
typedef struct
{
  char *section_id;     /* NULL: of the person, or the order of the sections */
  char *entry_id;       /* NULL: of the section */
  char *field;          /* "+" comes, "-" goes, "<>" the order, or a member that changed */
} AtriumEdit;

GPtrArray     *_atrium_edits_find       (AtriumProfile     *before,
                                         AtriumProfile     *after);
AtriumProfile *_atrium_edits_apply      (AtriumProfile     *before,
                                         AtriumProfile     *after,
                                         GPtrArray         *edits);
char          *_atrium_edit_dup_pointer (const AtriumEdit  *edit,
                                         AtriumProfile     *before,
                                         AtriumProfile     *after);
gboolean       _atrium_edit_matches     (const AtriumEdit  *edit,
                                         const char        *section_id,
                                         const char        *entry_id,
                                         const char        *field);

G_END_DECLS
