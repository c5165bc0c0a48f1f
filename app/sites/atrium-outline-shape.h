#pragma once

#include "atrium-node.h"

G_BEGIN_DECLS

/* What a node is to the outline of a page, in whatever language it is written. */

gboolean    atrium_shape_is_inline      (const char       *tag);
gboolean    atrium_shape_is_block       (const AtriumNode *node);
gboolean    atrium_shape_is_heading     (const AtriumNode *node,
                                         guint            *level);
gboolean    atrium_shape_is_invisible   (const AtriumNode *node);
gboolean    atrium_shape_is_container   (const AtriumNode *node);
gboolean    atrium_shape_is_paragraph   (const AtriumNode *node);
gboolean    atrium_shape_holds_blocks   (const AtriumNode *node);
gboolean    atrium_shape_holds_heading  (const AtriumNode *node);
gboolean    atrium_shape_holds_element  (const AtriumNode *node,
                                         const char       *tag);
gboolean    atrium_shape_holds_text     (const AtriumNode *node);
gboolean    atrium_shape_holds_only_lists (const AtriumNode *node,
                                         guint             depth);
guint       atrium_shape_get_entry_level (AtriumTree      *tree,
                                         const AtriumNode *node);
const char *atrium_shape_box_key        (const AtriumNode *node);
GHashTable *atrium_shape_find_boxes     (AtriumTree       *tree);
gboolean    atrium_shape_is_term        (const AtriumNode *node);
gboolean    atrium_shape_is_definition  (const AtriumNode *node);
gboolean    atrium_shape_alternates     (const AtriumNode *list);
gboolean    atrium_shape_is_header_row  (const AtriumNode *row);

G_END_DECLS
