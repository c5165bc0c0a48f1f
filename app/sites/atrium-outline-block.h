#pragma once

#include "atrium-file-tree.h"
#include "atrium-flat.h"

G_BEGIN_DECLS

typedef enum
{
  ATRIUM_BLOCK_HEADING,          /* a heading, or a line that is all bold */
  ATRIUM_BLOCK_LIST,
  ATRIUM_BLOCK_PARAGRAPH,
  ATRIUM_BLOCK_ROW,              /* of a table */
  ATRIUM_BLOCK_BOX,              /* an HTML element that stands for one entry */
  ATRIUM_BLOCK_QUOTE,
  ATRIUM_BLOCK_RULE,
  ATRIUM_BLOCK_OTHER,            /* code, math, and what has nothing to read */
} AtriumBlockType;

#define ATRIUM_BLOCK_LEVEL_BOLD 7

/* One block of a page, with the containers around it taken away. */
typedef struct
{
  AtriumBlockType  type;
  AtriumTree      *tree;         /* borrowed from the blocks */
  AtriumSource    *source;
  AtriumNode      *first;
  AtriumNode      *last;         /* a sibling of @first, or @first */
  AtriumSpan       span;
  guint            level;        /* of a heading: 1 to 6; 7 for a bold line */
  char            *title;        /* of a heading: its visible text */
  int              kind;         /* of a heading: what its title says, -1 nothing, -2 not asked yet */
} AtriumBlock;

typedef struct
{
  GPtrArray *blocks;             /* AtriumBlock in reading order */
  GPtrArray *trees;              /* AtriumTree; the page first, then its includes */
} AtriumBlocks;

AtriumBlocks *atrium_blocks_collect (AtriumFileTree    *files,
                                     const char        *path,
                                     GError           **error);
GPtrArray    *atrium_blocks_new     (void);
void          atrium_blocks_free    (AtriumBlocks      *self);
AtriumFlat   *atrium_block_flatten  (const AtriumBlock *self);
/* the list's items are LIST > ITEM or <ul> > <li> */
gboolean      atrium_node_is_list   (const AtriumNode  *node);
gboolean      atrium_node_is_item   (const AtriumNode  *node);
/* the parts of a table row or cell that are blocks of their own */
void          atrium_blocks_expand  (const AtriumBlock *block,
                                     GPtrArray         *blocks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumBlocks, atrium_blocks_free)

G_END_DECLS
