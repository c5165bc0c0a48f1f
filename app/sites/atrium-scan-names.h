#pragma once

#include "atrium-flat.h"

G_BEGIN_DECLS

/* one name of an author list */
typedef struct
{
  gsize start;             /* with its marks */
  gsize end;
  gsize name_start;        /* the letters alone */
  gsize name_end;
  guint weight;            /* how sure it is that this is a name: 1 or 2 */
} AtriumScannedName;

/* the longest run of names in a range of flat text; empty where there is none */
GArray  *atrium_scan_names     (AtriumFlat *flat,
                                gsize       start,
                                gsize       end);
/* TRUE where the range reads as one person's name */
gboolean atrium_scan_is_name   (const char *text,
                                gsize       start,
                                gsize       end);
/* the characters that stand between a name and its end, for footnotes: "*†" */
char    *atrium_scan_dup_marks (const char              *text,
                                const AtriumScannedName *name);

G_END_DECLS
