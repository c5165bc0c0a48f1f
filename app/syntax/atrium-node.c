#include "atrium-node.h"

#include "atrium-flat.h"
#include "atrium-tree-private.h"

#include <string.h>

#define PAGE_SIZE (64 * 1024)

/* Nodes, literals and attributes of one tree live in pages that are freed at once. */
struct _AtriumTree
{
  gatomicrefcount  ref_count;
  AtriumSource    *source;
  AtriumNode      *root;
  GPtrArray       *pages;
  char            *page;
  gsize            used;
};

AtriumTree *
_atrium_tree_new (AtriumSource *source)
{
  AtriumTree *self = g_new0 (AtriumTree, 1);
  gsize length;

  g_atomic_ref_count_init (&self->ref_count);
  self->source = atrium_source_ref (source);
  self->pages = g_ptr_array_new_with_free_func (g_free);
  self->used = PAGE_SIZE;
  atrium_source_get_text (source, &length);
  self->root = _atrium_tree_node (self, ATRIUM_NODE_DOCUMENT,
                                  ATRIUM_SPAN (0, length), ATRIUM_SPAN (0, length));

  return self;
}

/**
 * atrium_tree_ref:
 *
 * Returns: (transfer full): @self
 */
AtriumTree *
atrium_tree_ref (AtriumTree *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * atrium_tree_unref:
 *
 * Releases a reference; with the last one all nodes go.
 */
void
atrium_tree_unref (AtriumTree *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->pages);
  atrium_source_unref (self->source);
  g_free (self);
}

/**
 * atrium_tree_get_source:
 *
 * Returns: (transfer none): the source that all spans of the tree are in
 */
AtriumSource *
atrium_tree_get_source (AtriumTree *self)
{
  return self->source;
}

/**
 * atrium_tree_get_root:
 *
 * Returns: (transfer none): the DOCUMENT node
 */
AtriumNode *
atrium_tree_get_root (AtriumTree *self)
{
  return self->root;
}

gpointer
_atrium_tree_alloc0 (AtriumTree *self,
                     gsize       size)
{
  gpointer memory;

  size = (size + 7) & ~(gsize) 7;
  if (size > PAGE_SIZE / 4)
    {
      memory = g_malloc0 (size);
      g_ptr_array_add (self->pages, memory);
      return memory;
    }

  if (self->used + size > PAGE_SIZE)
    {
      self->page = g_malloc (PAGE_SIZE);
      self->used = 0;
      g_ptr_array_add (self->pages, self->page);
    }

  memory = self->page + self->used;
  self->used += size;
  return memset (memory, 0, size);
}

void
_atrium_tree_mark (AtriumTree     *self,
                   AtriumTreeMark *mark)
{
  *mark = (AtriumTreeMark) { self->pages->len, self->page, self->used };
}

void
_atrium_tree_release (AtriumTree     *self,
                      AtriumTreeMark *mark)
{
  if (self->pages->len > mark->n_pages)
    g_ptr_array_set_size (self->pages, mark->n_pages);
  self->page = mark->page;
  self->used = mark->used;
}

char *
_atrium_tree_strndup (AtriumTree *self,
                      const char *text,
                      gsize       length)
{
  char *copy = _atrium_tree_alloc0 (self, length + 1);

  memcpy (copy, text, length);
  return copy;
}

AtriumNode *
_atrium_tree_node (AtriumTree     *self,
                   AtriumNodeType  type,
                   AtriumSpan      outer,
                   AtriumSpan      inner)
{
  AtriumNode *node = _atrium_tree_alloc0 (self, sizeof *node);

  node->type = type;
  node->outer = outer;
  node->inner = inner;
  node->target = ATRIUM_SPAN_NONE;
  node->label = ATRIUM_SPAN_NONE;
  node->title = ATRIUM_SPAN_NONE;

  return node;
}

void
_atrium_node_append (AtriumNode *parent,
                     AtriumNode *node)
{
  node->parent = parent;
  node->previous = parent->last_child;
  node->next = NULL;
  if (parent->last_child != NULL)
    parent->last_child->next = node;
  else
    parent->first_child = node;
  parent->last_child = node;
}

/* Extends @node over its last child, which reaches further where it is not closed. */
void
_atrium_node_cover (AtriumNode *node)
{
  if (node->last_child == NULL)
    return;

  node->inner.end = MAX (node->inner.end, node->last_child->outer.end);
  node->outer.end = MAX (node->outer.end, node->inner.end);
}

void
_atrium_node_remove (AtriumNode *node)
{
  AtriumNode *parent = node->parent;

  if (node->previous != NULL)
    node->previous->next = node->next;
  else
    parent->first_child = node->next;
  if (node->next != NULL)
    node->next->previous = node->previous;
  else
    parent->last_child = node->previous;
  node->parent = node->previous = node->next = NULL;
}

/**
 * atrium_node_get_attribute:
 * @name: in lower case
 *
 * Returns: (transfer none) (nullable): the decoded value, "" for an attribute without
 *   one, %NULL where @node is no element or has no such attribute
 */
const char *
atrium_node_get_attribute (const AtriumNode *node,
                           const char       *name)
{
  g_return_val_if_fail (node != NULL, NULL);

  for (guint i = 0; i < node->n_attributes; i++)
    if (strcmp (node->attributes[i].name, name) == 0)
      return node->attributes[i].value;

  return NULL;
}

/**
 * atrium_node_has_class:
 *
 * Returns: whether @name is one of the words of the element's `class`
 */
gboolean
atrium_node_has_class (const AtriumNode *node,
                       const char       *name)
{
  const char *classes = atrium_node_get_attribute (node, "class");
  gsize length = strlen (name);

  while (classes != NULL && *classes != '\0')
    {
      gsize word = strcspn (classes, " \t\n\r\f");

      if (word == length && strncmp (classes, name, length) == 0)
        return TRUE;
      classes += word;
      classes += strspn (classes, " \t\n\r\f");
    }

  return FALSE;
}

/**
 * atrium_node_skip:
 * @root: the node that is walked
 * @node: where the walk is
 *
 * Returns: (transfer none) (nullable): the next node in document order inside @root
 *   that is not inside @node
 */
AtriumNode *
atrium_node_skip (const AtriumNode *root,
                  const AtriumNode *node)
{
  while (node != root && node != NULL)
    {
      if (node->next != NULL)
        return node->next;
      node = node->parent;
    }

  return NULL;
}

/**
 * atrium_node_walk:
 * @root: the node that is walked
 * @node: where the walk is; @root itself to begin
 *
 * Returns: (transfer none) (nullable): the next node in document order inside @root,
 *   children first
 */
AtriumNode *
atrium_node_walk (const AtriumNode *root,
                  const AtriumNode *node)
{
  return node->first_child != NULL ? node->first_child : atrium_node_skip (root, node);
}

/**
 * atrium_node_is_element:
 * @tag: in lower case
 *
 * Returns: whether @node is an HTML element with that name
 */
gboolean
atrium_node_is_element (const AtriumNode *node,
                        const char       *tag)
{
  return node != NULL && node->type == ATRIUM_NODE_ELEMENT && g_strcmp0 (node->tag, tag) == 0;
}

/**
 * atrium_node_dup_text:
 *
 * Returns: (transfer full): the visible text inside @node, white space folded, comments
 *   and Liquid left out
 */
char *
atrium_node_dup_text (AtriumTree       *tree,
                      const AtriumNode *node)
{
  g_autoptr(AtriumFlat) flat = atrium_flat_new (tree, (AtriumNode *) node, (AtriumNode *) node);

  return g_strdup (atrium_flat_get_text (flat, NULL));
}
