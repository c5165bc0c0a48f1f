#pragma once

#include "atrium-run.h"
#include "atrium-source.h"

G_BEGIN_DECLS

typedef enum
{
  ATRIUM_SEQUENCE_FIRST,
  ATRIUM_SEQUENCE_BETWEEN,
  ATRIUM_SEQUENCE_LAST,
} AtriumSequencePlace;

/* The items of a section, or the sections of a page, before and after an edit. Items that
 * follow each other in one file with nothing but separators between them are a run; an item
 * that changes to another run leaves the one and comes into the other. */
typedef struct
{
  guint           n_old;
  AtriumCell     *cells;
  AtriumSource  **sources;
  int            *runs;         /* number of the run of each old item, or -1 without a place */
  guint           n_runs;
  guint           n_new;
  int            *old_of_new;   /* -1 for what comes */
  const char     *newline;
  /* the separator of a run that does not show one */
  char         *(*separator) (guint     cell,
                              gpointer  user_data);
  /* the text of an old item without its marker, with the edits inside it */
  char         *(*render)    (guint     cell,
                              gpointer  user_data);
  /* the text of an item that comes into the run of @cell; @marker is its marker there, and
   * @place says what of the run stands before and behind it */
  char         *(*compose)   (guint     index,
                              guint     cell,
                              const char *marker,
                              AtriumSequencePlace place,
                              gpointer  user_data);
  /* TRUE where a new item belongs rather to the one behind than to the one before */
  gboolean      (*prefers_next) (guint  index,
                              guint     cell_before,
                              guint     cell_after,
                              gpointer  user_data);
  /* the patches of a source, to add to */
  GArray       *(*patches)   (AtriumSource *source,
                              gpointer  user_data);
  gpointer        user_data;
} AtriumSequence;

gboolean _atrium_sequence_is_changed (const AtriumSequence *self);
gboolean _atrium_sequence_write      (const AtriumSequence *self);
gboolean *_atrium_order_find_anchors (const int           *old_of_new,
                                      guint                 n_new);
gboolean _atrium_text_parts_runs     (const char           *text,
                                      gsize                 start,
                                      gsize                 end);

G_END_DECLS
