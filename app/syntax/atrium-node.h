#pragma once

#include "atrium-source.h"
#include "atrium-spelling.h"

G_BEGIN_DECLS

/**
 * AtriumNodeType:
 *
 * One tree for Markdown, HTML and plain text, so that the readers of entries
 * do not care in which language somebody wrote. `ELEMENT` is an HTML element,
 * as a block or inline; `**x**` is STRONG and `<b>x</b>` is ELEMENT "b".
 */
typedef enum
{
  ATRIUM_NODE_DOCUMENT,
  /* blocks */
  ATRIUM_NODE_FRONT_MATTER,         /* inner: the YAML between the lines --- */
  ATRIUM_NODE_HEADING,              /* level 1 to 6; ATX or Setext; inner: the text */
  ATRIUM_NODE_PARAGRAPH,
  ATRIUM_NODE_LIST,                 /* ordered: level is the first number; else 0 */
  ATRIUM_NODE_ITEM,                 /* inner: after the marker and its spaces */
  ATRIUM_NODE_QUOTE,
  ATRIUM_NODE_CODE_BLOCK,
  ATRIUM_NODE_RULE,
  ATRIUM_NODE_TABLE,
  ATRIUM_NODE_ROW,
  ATRIUM_NODE_CELL,
  ATRIUM_NODE_DEFINITION_LIST,      /* kramdown `term` / `: text` */
  ATRIUM_NODE_TERM,
  ATRIUM_NODE_DEFINITION,
  ATRIUM_NODE_LINK_DEFINITION,      /* [id]: url "title"; [//]: # (comment) is a COMMENT */
  ATRIUM_NODE_FOOTNOTE_DEFINITION,
  ATRIUM_NODE_ATTRIBUTES,           /* kramdown {: .class #id} */
  /* both */
  ATRIUM_NODE_ELEMENT,
  ATRIUM_NODE_COMMENT,              /* <!-- -->, {% comment %}…{% endcomment %}, [//]: # */
  ATRIUM_NODE_LIQUID,               /* one {% tag %} or {{ output }} */
  ATRIUM_NODE_MATH,                 /* $…$, $$…$$, \(…\) */
  /* inlines */
  ATRIUM_NODE_TEXT,
  ATRIUM_NODE_STRONG,
  ATRIUM_NODE_EMPHASIS,
  ATRIUM_NODE_STRIKE,
  ATRIUM_NODE_CODE,
  ATRIUM_NODE_LINK,                 /* [text](url), [text][id], <url>; <a> is an ELEMENT with target set */
  ATRIUM_NODE_IMAGE,                /* ![alt](src); <img> is an ELEMENT with target set */
  ATRIUM_NODE_BREAK,                /* hard: two spaces, `\`, `\\` or <br> */
  ATRIUM_NODE_SOFT_BREAK,
  ATRIUM_NODE_FOOTNOTE_REFERENCE,
} AtriumNodeType;

typedef struct _AtriumNode      AtriumNode;
typedef struct _AtriumTree      AtriumTree;

typedef struct
{
  const char *name;       /* interned, lower case */
  char       *value;      /* decoded; "" without a value */
  AtriumSpan  outer;      /* name="value" */
  AtriumSpan  span;       /* the value without quotes; NONE without a value */
} AtriumAttribute;

struct _AtriumNode
{
  AtriumNodeType   type;
  AtriumSpelling   spelling;     /* of text directly inside */
  AtriumSpan       outer;        /* with markers, tags and, for blocks, whole lines without the last line end */
  AtriumSpan       inner;        /* without them; for blocks that have lines with prefixes: from the first byte to the last */
  AtriumNode      *parent;
  AtriumNode      *first_child;
  AtriumNode      *last_child;
  AtriumNode      *previous;
  AtriumNode      *next;
  guint            level;        /* HEADING, LIST: above; ROW: 1 head, 2 foot; CELL: 1 left, 2 centre, 3 right;
                                  * ATTRIBUTES: 1 where they are of the next block, 0 of the node before,
                                  * 2 of nothing;
                                  * LINK_DEFINITION: 1 for an abbreviation, *[id]: text */
  const char      *tag;          /* ELEMENT: interned lower-case name; LIQUID: the tag word */
  const char      *literal;      /* TEXT: decoded text where it differs from the source (escape, entity), else NULL;
                                  * in the tree of atrium_markdown_read_as_kramdown() also the text of code, math,
                                  * comments, scripts and extensions */
  AtriumSpan       target;       /* LINK, IMAGE, <a href>, <img src>: the URL (of a reference: in its definition);
                                  * LINK_DEFINITION: the URL; else NONE */
  AtriumSpan       label;        /* reference LINK or IMAGE, LINK_DEFINITION, FOOTNOTE_*: the id; CODE_BLOCK: the
                                  * language; else NONE */
  AtriumSpan       title;        /* LINK, IMAGE, LINK_DEFINITION: without its quotes; else NONE */
  AtriumAttribute *attributes;   /* ELEMENT */
  guint            n_attributes;
  guint            markdown : 1; /* ELEMENT: its content was read as Markdown */
  guint            block : 1;    /* ELEMENT, COMMENT, LIQUID, MATH standing as a block */
  guint            closed : 1;   /* ELEMENT: its end tag was there (or it needs none) */
  guint            tight : 1;    /* PARAGRAPH of an item or definition: shown without paragraph margins */
  guint            fenced : 1;   /* CODE_BLOCK */
  char             marker;       /* LIST, ITEM: - * + or . of a number; HEADING: # = -; STRONG, EMPHASIS: * _;
                                  * CODE_BLOCK: ` ~; RULE: * - _; LINK: < for <url>; COMMENT: [ for
                                  * [//]: #; MATH: $ for $x$ and \ for \\(x\\), which kramdown takes
                                  * for text; else 0 */
};

AtriumTree   *atrium_tree_ref           (AtriumTree       *self);
void          atrium_tree_unref         (AtriumTree       *self);
AtriumSource *atrium_tree_get_source    (AtriumTree       *self);
AtriumNode   *atrium_tree_get_root      (AtriumTree       *self);
const char   *atrium_node_get_attribute (const AtriumNode *node,
                                         const char       *name);
gboolean      atrium_node_has_class     (const AtriumNode *node,
                                         const char       *name);
/* next node in document order inside @root, children first; NULL at the end */
AtriumNode   *atrium_node_walk          (const AtriumNode *root,
                                         const AtriumNode *node);
/* next node that is not inside @node */
AtriumNode   *atrium_node_skip          (const AtriumNode *root,
                                         const AtriumNode *node);
gboolean      atrium_node_is_element    (const AtriumNode *node,
                                         const char       *tag);
/* visible text, white space folded, comments and Liquid left out */
char         *atrium_node_dup_text      (AtriumTree       *tree,
                                         const AtriumNode *node);
/* for tests and debugging: one line a node */
char         *atrium_tree_dump          (AtriumTree       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumTree, atrium_tree_unref)

G_END_DECLS
