#pragma once

#include "atrium-entry.h"
#include "atrium-piece.h"
#include "atrium-scan.h"

G_BEGIN_DECLS

/* where a line of an entry's text stands */
typedef enum
{
  ATRIUM_LINE_TEXT,
  ATRIUM_LINE_ITEM,          /* in a list inside the entry */
  ATRIUM_LINE_BADGE,         /* in an element with class "badge" */
  ATRIUM_LINE_SUMMARY,       /* what is seen of a closed <details> */
  ATRIUM_LINE_DETAILS,
  ATRIUM_LINE_HIDDEN,        /* for browsers that cannot play a video */
} AtriumLineRole;

typedef struct
{
  AtriumLineRole  role;
  gsize           start;
  gsize           end;
  AtriumNode     *item;      /* ITEM: the innermost item it stands in */
  guint           depth;     /* ITEM: how many items it stands in */
} AtriumLine;

/* what the signs behind names mean, where the page says so; "" where it does not */
typedef struct
{
  char equal[32];
  char corresponding[32];
} AtriumLegend;

/* adds what a remark like "* equal contribution, † corresponding author" says */
void atrium_legend_add (AtriumLegend *legend,
                        const char   *text);

/**
 * AtriumReader:
 *
 * Reads the fields of one entry: finds ranges of its flat text, says which field each is
 * and so fills the entry and its slots. A range is given to one field only.
 */
typedef struct
{
  const AtriumPiece *piece;
  AtriumTree        *tree;
  AtriumFlat        *flat;
  const char        *text;
  AtriumSource      *source;
  AtriumEntry       *entry;
  GArray            *slots;
  AtriumEntry       *person;     /* the owner of the page */
  const AtriumLegend *legend;
  GArray            *lines;      /* AtriumLine, without empty ones */
  GArray            *taken;      /* AtriumSpan of the flat text */
  GPtrArray         *links;      /* AtriumValue */
  AtriumSpan         link_run;   /* of the flat text, from the first link to the last */
  gboolean           links_apart;
  gsize              title_end;  /* where the title ends in the flat text, or 0 */
  AtriumSpan         authors;    /* of the flat text; NONE where there are none */
} AtriumReader;

void      atrium_reader_init        (AtriumReader       *self,
                                     const AtriumPiece  *piece,
                                     AtriumEntry        *entry,
                                     GArray             *slots,
                                     AtriumEntry        *person,
                                     const AtriumLegend *legend);
void      atrium_reader_clear       (AtriumReader       *self);

/* FALSE where the range cannot be edited on its own; then nothing is set */
gboolean  atrium_reader_set         (AtriumReader       *self,
                                     const char         *field,
                                     gsize               start,
                                     gsize               end);
gboolean  atrium_reader_set_date    (AtriumReader       *self,
                                     const char         *field,
                                     gsize               start,
                                     gsize               end,
                                     const AtriumDate   *date);
/* start and end where it is a range and the kind has them, else date or start */
gboolean  atrium_reader_set_dates   (AtriumReader       *self,
                                     const AtriumScannedDate *date);
void      atrium_reader_set_url     (AtriumReader       *self,
                                     const char         *path,
                                     AtriumNode         *node);
gboolean  atrium_reader_has         (AtriumReader       *self,
                                     const char         *field);
/* the field of the first of these ids that the kind has and that is not set; NULL else */
const char *atrium_reader_free_field (AtriumReader      *self,
                                     const char *const  *fields);

const AtriumLine *atrium_reader_find_line (AtriumReader  *self,
                                     gsize               offset);
void      atrium_reader_take        (AtriumReader       *self,
                                     gsize               start,
                                     gsize               end);
gboolean  atrium_reader_is_taken    (AtriumReader       *self,
                                     gsize               start,
                                     gsize               end);
/* the next range from @start that is not taken; FALSE at @end */
gboolean  atrium_reader_next_free   (AtriumReader       *self,
                                     gsize              *start,
                                     gsize              *free_end,
                                     gsize               end);

char     *atrium_reader_dup_url     (AtriumReader       *self,
                                     const AtriumNode   *node);
/* the mark whose text is the range, brackets aside; NULL where there is none */
const AtriumFlatMark *atrium_reader_find_link (AtriumReader *self,
                                     gsize               start,
                                     gsize               end);
gboolean  atrium_reader_is_picture  (const AtriumNode   *node);
gboolean  atrium_reader_is_label    (AtriumReader       *self,
                                     const AtriumFlatMark *mark);
void      atrium_reader_add_link    (AtriumReader       *self,
                                     const AtriumFlatMark *mark);
/* the links of TEXT and ITEM lines that no field has taken */
void      atrium_reader_add_links   (AtriumReader       *self,
                                     gboolean            labels_only);
/* the lines of lists inside the entry */
void      atrium_reader_add_highlights (AtriumReader    *self,
                                     const char         *field);
/* the same for the lines of one list */
void      atrium_reader_add_list    (AtriumReader       *self,
                                     const char         *field,
                                     const AtriumNode   *list_node);
/* @names is of AtriumScannedName; self, equal and corresponding are worked out for authors */
void      atrium_reader_set_people  (AtriumReader       *self,
                                     const char         *field,
                                     GArray             *names);
/* the first picture */
void      atrium_reader_add_picture (AtriumReader       *self,
                                     const char         *field);
void      atrium_reader_promote_item (AtriumReader      *self);
/* all that is not taken, as one field; FALSE where it is not one range */
gboolean  atrium_reader_set_rest    (AtriumReader       *self,
                                     const char         *field);
/* `text` is what no other field has taken */
void      atrium_reader_set_leftover (AtriumReader      *self);
/* where no field was set, all is `text` */
void      atrium_reader_ensure      (AtriumReader       *self);
gboolean  atrium_reader_find_quoted (AtriumReader       *self,
                                     gsize              *start,
                                     gsize              *end);
void      atrium_reader_finish      (AtriumReader       *self);
gsize     atrium_reader_grow_closing (AtriumReader      *self,
                                     gsize               start,
                                     gsize               end,
                                     gsize               stop);
/* @offset lies in a link label's brackets: the range grows over them */
void      atrium_reader_grow_brackets (AtriumReader     *self,
                                     gsize              *start,
                                     gsize              *end);

/* one function a kind */
void      atrium_read_text          (AtriumReader       *self);
void      atrium_read_news          (AtriumReader       *self);
void      atrium_read_experience    (AtriumReader       *self);
void      atrium_read_education     (AtriumReader       *self);
void      atrium_read_honor         (AtriumReader       *self);
void      atrium_read_talk          (AtriumReader       *self);
void      atrium_read_teaching      (AtriumReader       *self);
void      atrium_read_service       (AtriumReader       *self);
void      atrium_read_skill         (AtriumReader       *self);
void      atrium_read_project       (AtriumReader       *self);
void      atrium_read_place         (AtriumReader       *self);
void      atrium_read_publication   (AtriumReader       *self);

G_END_DECLS
