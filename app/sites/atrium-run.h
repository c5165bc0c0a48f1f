#pragma once

#include "atrium-span.h"

G_BEGIN_DECLS

/* One item of a run of like items: outer with its marker, inner without. */
typedef struct
{
  AtriumSpan outer;
  AtriumSpan inner;
  gsize      marker;       /* where the marker begins: behind a comment that hides the item */
} AtriumCell;

/* What shall stand at one place of the run. */
typedef struct
{
  int         old;       /* index of the cell that stays or moves here, or -1 */
  const char *text;      /* the item with its own edits: of an old cell its inner, of a new one all */
} AtriumPlace;

typedef struct
{
  const char *text;          /* of the source */
  gsize       low;           /* nothing before or behind these is touched */
  gsize       high;
  const char *separator;     /* where the run does not show one */
  const char *newline;
  gboolean    apart;         /* items are blocks that need an empty line between them */
} AtriumRunStyle;

/* text of an old cell with its edits, without the marker; for moves */
typedef char *(*AtriumCellFunc) (guint    cell,
                                 gpointer user_data);

void   _atrium_run_rewrite (const AtriumRunStyle *style,
                            const AtriumCell     *cells,
                            guint                 n_cells,
                            const AtriumPlace    *places,
                            guint                 n_places,
                            AtriumCellFunc        render,
                            gpointer              user_data,
                            GArray               *patches);
char  *_atrium_run_marker  (const char           *text,
                            const AtriumCell     *cells,
                            guint                 n_cells,
                            int                   before,
                            guint                 offset);
char  *_atrium_run_separator (const AtriumRunStyle *style,
                            const AtriumCell     *cells,
                            guint                 n_cells,
                            int                   before);
gsize  _atrium_wide_comma_length (const char     *text);
gboolean _atrium_text_is_separator (const char   *text,
                                gsize             start,
                                gsize             end);

G_END_DECLS
