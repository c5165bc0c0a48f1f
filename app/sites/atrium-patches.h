#pragma once

#include "atrium-span.h"

G_BEGIN_DECLS

/* One replacement of bytes of one source. */
typedef struct
{
  AtriumSpan  span;
  char       *text;
} AtriumPatch;

GArray  *_atrium_patches_new    (void);
void     _atrium_patches_add    (GArray     *patches,
                                 AtriumSpan  span,
                                 const char *text);
void     _atrium_patches_cover  (GArray     *patches,
                                 AtriumSpan  span,
                                 const char *text);
void     _atrium_patches_cover_all (GArray  *patches,
                                 AtriumSpan  span,
                                 const char *text);
void     _atrium_patches_sort   (GArray     *patches);
char    *_atrium_patches_render (GArray     *patches,
                                 const char *text,
                                 AtriumSpan  span);
void     _atrium_patches_append (GArray     *patches,
                                 GArray     *more);

G_END_DECLS
