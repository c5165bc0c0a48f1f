#pragma once

#include "atrium-plain-text.h"

G_BEGIN_DECLS

typedef enum
{
  ATRIUM_PLAIN_PARAGRAPH,
  ATRIUM_PLAIN_HEADING,
  ATRIUM_PLAIN_ITEM,
  ATRIUM_PLAIN_ITEM_PARAGRAPH,  /* a further paragraph of the item before */
} AtriumPlainType;

typedef struct
{
  gsize start;      /* of the line */
  gsize content;    /* after the indentation */
  gsize marker_end; /* after the list marker and its space; else as content */
  gsize end;        /* without the white space at the end */
  gsize line_end;   /* before the line end */
  guint column;     /* of the content */
  int   number;     /* of the list marker; 0: a bullet; -1: none */
} AtriumPlainLine;

/* a run of lines that belong together */
typedef struct
{
  AtriumPlainType type;
  guint           first;        /* line */
  guint           n_lines;
  gboolean        gap;          /* a blank line stands before it */
  guint           level;        /* HEADING */
  gboolean        title;        /* HEADING: its words say so */
} AtriumPlainBlock;

typedef struct
{
  const char *text;
  gsize       length;
  GArray     *lines;            /* AtriumPlainLine */
  GArray     *blocks;           /* AtriumPlainBlock */
  AtriumPlainTitleFunc is_title; /* or NULL */
} AtriumPlainPage;

static inline AtriumPlainLine *
_atrium_plain_line (const AtriumPlainPage *page,
                    guint                  index)
{
  return &g_array_index (page->lines, AtriumPlainLine, index);
}

static inline AtriumPlainBlock *
_atrium_plain_block (const AtriumPlainPage *page,
                     guint                  index)
{
  return &g_array_index (page->blocks, AtriumPlainBlock, index);
}

void _atrium_plain_find_headings (AtriumPlainPage *page);

G_END_DECLS
