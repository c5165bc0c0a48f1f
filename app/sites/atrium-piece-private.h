#pragma once

#include "atrium-paragraph.h"
#include "atrium-piece.h"

G_BEGIN_DECLS

/* sub-headings have six levels and the bold line */
#define MAX_SUB_LEVELS 8

/* A section on its way to pieces. */
typedef struct
{
  GPtrArray    *blocks;
  AtriumKind    kind;
  AtriumPieces *out;
  const char   *group;
} AtriumCutter;

/* atrium-piece-add.c: makes a piece of what was found to be one */
AtriumBlock *_atrium_cutter_get_block      (AtriumCutter      *self,
                                            guint              index);
AtriumFlat  *_atrium_cutter_keep_flat      (AtriumCutter      *self,
                                            AtriumFlat        *flat);
void         _atrium_cutter_add_piece      (AtriumCutter      *self,
                                            AtriumEntryForm    form,
                                            const AtriumBlock *block,
                                            AtriumNode        *first,
                                            AtriumNode        *last,
                                            AtriumSpan         outer,
                                            AtriumSpan         inner);
void         _atrium_cutter_add_block      (AtriumCutter      *self,
                                            AtriumEntryForm    form,
                                            const AtriumBlock *block);
void         _atrium_cutter_add_blocks     (AtriumCutter      *self,
                                            guint              first,
                                            guint              end);
void         _atrium_cutter_add_items      (AtriumCutter      *self,
                                            const AtriumBlock *block,
                                            AtriumNode        *list,
                                            guint              depth);

/* atrium-piece-heading.c: whether sub-headings and lists name groups, entries or remarks */
gboolean     _atrium_cutter_lists_entries  (AtriumCutter      *self,
                                            const AtriumBlock *block);
gboolean     _atrium_cutter_heads_entries  (AtriumKind         kind);
guint        _atrium_cutter_next_heading   (AtriumCutter      *self,
                                            guint              first,
                                            guint              end,
                                            guint              level);
gboolean     _atrium_cutter_headings_are_entries (AtriumCutter *self,
                                            guint              first,
                                            guint              end,
                                            guint              level);

/* atrium-piece-paragraph.c: paragraphs, lines and phrases as entries */
gboolean     _atrium_cutter_has_words      (AtriumCutter      *self,
                                            guint              first,
                                            guint              end);
gboolean     _atrium_cutter_rules_divide   (AtriumCutter      *self,
                                            guint              first,
                                            guint              end);
void         _atrium_cutter_cut_chunks     (AtriumCutter      *self,
                                            guint              first,
                                            guint              end);
void         _atrium_cutter_cut_paragraphs (AtriumCutter      *self,
                                            guint              first,
                                            guint              end);

G_END_DECLS
