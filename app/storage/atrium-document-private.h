#pragma once

#include "atrium-document.h"

G_BEGIN_DECLS

/* What is on the disk of a document, and how it was read. Immutable and shared between threads. */
typedef struct
{
  gatomicrefcount ref_count;
  char *folder;             /* absolute */
  GFile *folder_file;
  char *page;               /* path in the folder where one page or profile file is open, or NULL */
  AtriumReading *reading;
} AtriumOriginal;

AtriumOriginal *_atrium_original_open  (GFile           *file,
                                        GCancellable    *cancellable,
                                        GError         **error);
/* of a profile file that has just been written; @profile is what was written */
AtriumOriginal *_atrium_original_new_profile_file (const char *folder,
                                        const char      *name,
                                        AtriumFileTree  *files,
                                        AtriumProfile   *profile,
                                        GError         **error);
AtriumOriginal *_atrium_original_ref   (AtriumOriginal  *self);
void            _atrium_original_unref (AtriumOriginal  *self);
AtriumPlan     *_atrium_original_plan  (AtriumOriginal  *self,
                                        AtriumProfile   *profile,
                                        GError         **error);
/* what is there once the plan has been applied; @profile is the one that was written */
AtriumOriginal *_atrium_original_advance (AtriumOriginal *self,
                                        AtriumPlan      *plan,
                                        AtriumProfile   *profile,
                                        GError         **error);

/* main thread; NULL where the document was never saved */
AtriumOriginal *_atrium_document_get_original (AtriumDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumOriginal, _atrium_original_unref)

G_END_DECLS
