#pragma once

#include "atrium-node.h"

G_BEGIN_DECLS

/* what was allocated after a mark can be given back at once */
typedef struct
{
  guint  n_pages;
  char  *page;
  gsize  used;
} AtriumTreeMark;

AtriumTree *_atrium_tree_new     (AtriumSource     *source);
gpointer    _atrium_tree_alloc0  (AtriumTree       *self,
                                  gsize             size);
char       *_atrium_tree_strndup (AtriumTree       *self,
                                  const char       *text,
                                  gsize             length);
AtriumNode *_atrium_tree_node    (AtriumTree       *self,
                                  AtriumNodeType    type,
                                  AtriumSpan        outer,
                                  AtriumSpan        inner);
void        _atrium_tree_mark    (AtriumTree       *self,
                                  AtriumTreeMark   *mark);
void        _atrium_tree_release (AtriumTree       *self,
                                  AtriumTreeMark   *mark);
void        _atrium_node_append  (AtriumNode       *parent,
                                  AtriumNode       *node);
void        _atrium_node_cover   (AtriumNode       *node);
void        _atrium_node_remove  (AtriumNode       *node);

G_END_DECLS
