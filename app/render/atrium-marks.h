#pragma once

#include "atrium-file-tree.h"

G_BEGIN_DECLS

/**
 * AtriumMarks:
 *
 * Where the entries and headings of a profile begin in the files of its site, so that they can be
 * found again in what an engine makes of them. Immutable once an engine has it.
 */
typedef struct _AtriumMarks AtriumMarks;

typedef enum
{
  ATRIUM_MARK_ENTRY,
  ATRIUM_MARK_HEADING,
} AtriumMarkType;

AtriumMarks *atrium_marks_new       (AtriumFileTree *files);
AtriumMarks *atrium_marks_ref       (AtriumMarks    *self);
void         atrium_marks_unref     (AtriumMarks    *self);
void         atrium_marks_add       (AtriumMarks    *self,
                                     AtriumMarkType  type,
                                     const char     *element_id,
                                     const char     *path,
                                     gsize           offset);
void         atrium_marks_add_file  (AtriumMarks    *self,
                                     const char     *element_id,
                                     const char     *path);
const char *const *atrium_marks_get_ids (AtriumMarks *self,
                                     guint          *n_ids);
/* what engines send to their generators */
AtriumFileTree *atrium_marks_dup_texts (AtriumMarks *self);
char        *atrium_marks_dup_headings (AtriumMarks *self);
GHashTable  *atrium_marks_dup_titles (AtriumMarks   *self);
AtriumFileTree *atrium_marks_dup_titled_texts (AtriumMarks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumMarks, atrium_marks_unref)

G_END_DECLS
