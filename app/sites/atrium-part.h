#pragma once

#include "atrium-reader.h"

G_BEGIN_DECLS

/* what a part of a line reads like; several at once */
typedef enum
{
  ATRIUM_PART_ORGANIZATION = 1 << 0,
  ATRIUM_PART_ROLE         = 1 << 1,
  ATRIUM_PART_DEGREE       = 1 << 2,
  ATRIUM_PART_PLACE        = 1 << 3,   /* short, capitalised, without digits */
  ATRIUM_PART_ADVISOR      = 1 << 4,   /* "advised by" and a name */
  ATRIUM_PART_LINK         = 1 << 5,
  ATRIUM_PART_STRONG       = 1 << 6,
  ATRIUM_PART_EMPHASIS     = 1 << 7,
  ATRIUM_PART_QUOTED       = 1 << 8,
  ATRIUM_PART_CODE         = 1 << 9,
} AtriumPartFlags;

/* a piece of a line between separators */
typedef struct
{
  gsize    start;
  gsize    end;
  guint    line;
  guint    flags;
  gunichar before;         /* the separator in front; 0 at the start of a line */
  gboolean used;
} AtriumPart;

/* what the words of a range say: ORGANIZATION, ROLE, DEGREE, ADVISOR */
guint    atrium_part_flags     (const char        *text,
                                gsize              start,
                                gsize              end);
/* of the entry's own lines */
guint    atrium_parts_own_flags (AtriumReader     *reader);
/* makes the items of a list that say who and where lines of the entry's own */
void     atrium_parts_promote_items (AtriumReader *reader,
                                guint              wanted,
                                gboolean           any);
/* makes the item that is all a box says a line of the entry's own */
void     atrium_parts_promote_only_item (AtriumReader *reader);
/* the free parts of the TEXT lines */
GArray  *atrium_parts_cut      (AtriumReader      *reader);
/* the first unused part that has one of @flags and none of @without; NULL else */
AtriumPart *atrium_parts_find  (GArray            *parts,
                                guint              flags,
                                guint              without);
/* behind the last part; NULL where there is none */
AtriumPart *atrium_parts_end   (GArray            *parts);
/* sets @field to the part and those behind it on the same line that have one of @flags */
gboolean atrium_parts_set_run  (AtriumReader      *reader,
                                GArray            *parts,
                                const char        *field,
                                AtriumPart        *first,
                                guint              flags);
/* a name or label rather than a sentence: hardly a word of it is in lower case */
gboolean atrium_part_is_capitalised (const char   *text,
                                gsize              start,
                                gsize              end,
                                guint              most);
gboolean atrium_parts_set      (AtriumReader      *reader,
                                const char        *field,
                                AtriumPart        *part);
/* the date of the entry, wherever it stands */
void     atrium_parts_read_date (AtriumReader     *reader);
/* organization with its URL, then place */
void     atrium_parts_read_organization (AtriumReader *reader,
                                GArray            *parts,
                                gboolean           any);
void     atrium_parts_read_people (AtriumReader   *reader,
                                GArray            *parts);

G_END_DECLS
