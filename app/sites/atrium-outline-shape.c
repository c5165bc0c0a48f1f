#include "atrium-outline-shape.h"

#include <string.h>

#include "atrium-outline-block.h"
#include "atrium-scan.h"
#include "atrium-section-kind.h"

/* headings above this level are titles of sections */
#define MIN_ENTRY_LEVEL 3
/* and those of more words are none below it */
#define MAX_SECTION_WORDS 3
/* nodes before an element that are looked at for a heading */
#define MAX_BROTHERS 100
/* boxes between an article and the title above it */
#define MAX_ARTICLE_DEPTH 8

static const char *const containers[] = {
  "html", "body", "main", "section", "article", "div", "center", "header", "footer", "aside",
  "form", "font", "span", "small", "big", "tbody", "thead", "tfoot", "table", "tr", "td", "th",
  "p", "details", "figure", "nav", "object", NULL
};

static const char *const invisibles[] = {
  "script", "style", "head", "link", "meta", "template", "noscript", "iframe", "base", "title", "svg", "nav", NULL
};

static const char *const paragraph_tags[] = {
  "p", "pre", "address", "summary", NULL
};

static gboolean
is_one_of (const AtriumNode  *node,
           const char *const *tags)
{
  return node->type == ATRIUM_NODE_ELEMENT && node->tag != NULL && g_strv_contains (tags, node->tag);
}

/**
 * atrium_node_is_list:
 * @node: a node
 *
 * Returns: TRUE for a Markdown list, `<ul>` and `<ol>`
 */
gboolean
atrium_node_is_list (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_LIST || atrium_node_is_element (node, "ul") || atrium_node_is_element (node, "ol");
}

/**
 * atrium_node_is_item:
 * @node: a node
 *
 * Returns: TRUE for an item of a Markdown list and `<li>`
 */
gboolean
atrium_node_is_item (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_ITEM || atrium_node_is_element (node, "li");
}

/**
 * atrium_shape_is_inline:
 * @tag: the name of an element, in lower case
 *
 * Returns: TRUE for what stands within a line
 */
gboolean
atrium_shape_is_inline (const char *tag)
{
  static const char *const inline_tags[] = {
    "a", "abbr", "b", "big", "br", "cite", "code", "d", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "button", "input", "label", "video", "audio",
    "source", "time", "picture", NULL
  };

  return g_strv_contains (inline_tags, tag);
}

/**
 * atrium_shape_is_block:
 * @node: a node
 *
 * Returns: TRUE for what stands as a block of its own
 */
gboolean
atrium_shape_is_block (const AtriumNode *node)
{
  switch (node->type)
    {
    case ATRIUM_NODE_HEADING:
    case ATRIUM_NODE_PARAGRAPH:
    case ATRIUM_NODE_LIST:
    case ATRIUM_NODE_QUOTE:
    case ATRIUM_NODE_CODE_BLOCK:
    case ATRIUM_NODE_RULE:
    case ATRIUM_NODE_TABLE:
    case ATRIUM_NODE_DEFINITION_LIST:
    case ATRIUM_NODE_FRONT_MATTER:
    case ATRIUM_NODE_LINK_DEFINITION:
    case ATRIUM_NODE_FOOTNOTE_DEFINITION:
    case ATRIUM_NODE_ATTRIBUTES:
      return TRUE;
    case ATRIUM_NODE_ELEMENT:
      return node->tag == NULL || !atrium_shape_is_inline (node->tag);
    default:
      return FALSE;
    }
}

/**
 * atrium_shape_is_heading:
 * @node: a node
 * @level: (out): 1 to 6
 *
 * Returns: TRUE for a Markdown heading, `<h1>` to `<h6>`, and the `<heading>` of pages that are
 *   laid out by tables
 */
gboolean
atrium_shape_is_heading (const AtriumNode *node,
            guint            *level)
{
  if (node->type == ATRIUM_NODE_HEADING)
    {
      *level = node->level;
      return TRUE;
    }

  if (node->type == ATRIUM_NODE_ELEMENT && node->tag != NULL && node->tag[0] == 'h' &&
      node->tag[1] >= '1' && node->tag[1] <= '6' && node->tag[2] == '\0')
    {
      *level = node->tag[1] - '0';
      return TRUE;
    }
  if (atrium_node_is_element (node, "heading"))
    {
      *level = 2;
      return TRUE;
    }

  return FALSE;
}

/**
 * atrium_shape_is_invisible:
 * @node: a node
 *
 * Returns: TRUE for comments, front matter, scripts and the like
 */
gboolean
atrium_shape_is_invisible (const AtriumNode *node)
{
  switch (node->type)
    {
    case ATRIUM_NODE_COMMENT:
    case ATRIUM_NODE_FRONT_MATTER:
    case ATRIUM_NODE_LINK_DEFINITION:
    case ATRIUM_NODE_ATTRIBUTES:
    case ATRIUM_NODE_FOOTNOTE_DEFINITION:
      return TRUE;
    default:
      /* what closes a page is nothing of the person's, unless it has a heading of its own */
      return is_one_of (node, invisibles) ||
             (atrium_node_is_element (node, "footer") && !atrium_shape_holds_heading (node));
    }
}

/**
 * atrium_shape_holds_blocks:
 * @node: a node
 *
 * Returns: TRUE where a block stands inside it, so that it only holds that
 */
gboolean
atrium_shape_holds_blocks (const AtriumNode *node)
{
  for (const AtriumNode *n = node->first_child; n != NULL; n = atrium_node_walk (node, n))
    if (atrium_shape_is_block (n) && !atrium_shape_is_invisible (n))
      return TRUE;

  return FALSE;
}

/**
 * atrium_shape_holds_heading:
 * @node: a node
 *
 * Returns: TRUE where a heading stands inside it
 */
gboolean
atrium_shape_holds_heading (const AtriumNode *node)
{
  guint level;

  for (const AtriumNode *n = node->first_child; n != NULL; n = atrium_node_walk (node, n))
    if (atrium_shape_is_heading (n, &level))
      return TRUE;

  return FALSE;
}

/**
 * atrium_shape_holds_element:
 * @node: a node
 * @tag: name of an element
 *
 * Returns: TRUE where such an element stands inside it
 */
gboolean
atrium_shape_holds_element (const AtriumNode *node,
               const char       *tag)
{
  for (const AtriumNode *n = node->first_child; n != NULL; n = atrium_node_walk (node, n))
    if (atrium_node_is_element (n, tag))
      return TRUE;

  return FALSE;
}

/**
 * atrium_shape_holds_text:
 * @node: a node
 *
 * Returns: TRUE where words stand inside it
 */
gboolean
atrium_shape_holds_text (const AtriumNode *node)
{
  for (const AtriumNode *n = node->first_child; n != NULL; n = atrium_node_walk (node, n))
    if (n->type == ATRIUM_NODE_TEXT)
      return TRUE;

  return FALSE;
}

static gboolean
holds_link (const AtriumNode *node)
{
  for (const AtriumNode *n = node->first_child; n != NULL; n = atrium_node_walk (node, n))
    if (n->type == ATRIUM_NODE_LINK || atrium_node_is_element (n, "a"))
      return TRUE;

  return FALSE;
}

/**
 * atrium_shape_holds_only_lists:
 * @node: a `<details>`
 * @depth: how deep it may lie in boxes
 *
 * Returns: TRUE where there is nothing but lists below its summary: older entries, folded away
 */
gboolean
atrium_shape_holds_only_lists (const AtriumNode *node,
                               guint             depth)
{
  guint lists = 0;

  for (const AtriumNode *n = node->first_child; n != NULL; n = n->next)
    {
      if (atrium_node_is_element (n, "summary") || n->type == ATRIUM_NODE_SOFT_BREAK || atrium_shape_is_invisible (n))
        continue;
      if (!atrium_node_is_list (n) && !(atrium_node_is_element (n, "div") && depth > 0 && atrium_shape_holds_only_lists (n, depth - 1)))
        return FALSE;
      lists++;
    }

  return lists > 0;
}

/* a list of links stands for entries of its own, one of words for remarks about an entry */
static gboolean
is_list_of_links (const AtriumNode *list)
{
  guint items = 0;
  guint linked = 0;

  for (const AtriumNode *n = list->first_child; n != NULL; n = n->next)
    if (atrium_node_is_item (n))
      {
        items++;
        linked += holds_link (n);
      }

  return items > 1 && linked * 2 > items;
}

/* TRUE where a heading above @level in the same element is the title of a section: what stands
 * below it are its entries, whatever they are called ("Research Intern") */
static gboolean
is_below_title (AtriumTree       *tree,
                const AtriumNode *node,
                guint             level)
{
  guint steps = 0;

  for (const AtriumNode *n = node->previous; n != NULL && ++steps < MAX_BROTHERS; n = n->previous)
    {
      guint above;
      g_autofree char *title = NULL;
      AtriumKind kind;

      if (!atrium_shape_is_heading (n, &above) || above >= level)
        continue;
      title = atrium_node_dup_text (tree, (AtriumNode *) n);

      return atrium_section_kind_from_title (g_strstrip (title), &kind);
    }

  return FALSE;
}

/**
 * atrium_shape_get_entry_level:
 * @tree: the page
 * @node: an element
 *
 * Returns: the level of the one heading inside an element that is an entry under it; 0 where
 *   there is no heading, where there are more, or where it is the title of a section
 */
guint
atrium_shape_get_entry_level (AtriumTree       *tree,
                              const AtriumNode *node)
{
  guint found = 0;

  for (const AtriumNode *n = node->first_child; n != NULL; n = atrium_node_walk (node, n))
    {
      guint level;

      if (atrium_node_is_list (n) && is_list_of_links (n))
        return 0;
      if (atrium_node_is_element (n, "table") || n->type == ATRIUM_NODE_TABLE)
        return 0;
      if (atrium_shape_is_heading (n, &level))
        {
          g_autofree char *title = atrium_node_dup_text (tree, (AtriumNode *) n);
          AtriumKind kind;

          if (found != 0 || level < MIN_ENTRY_LEVEL ||
              (!holds_link (n) && atrium_scan_count_words (title, 0, strlen (title)) <= MAX_SECTION_WORDS && atrium_section_kind_from_title (title, &kind) &&
               !is_below_title (tree, node, level)))
            return 0;
          found = level;
        }
    }

  return found;
}

/**
 * atrium_shape_box_key:
 * @node: an element
 *
 * Returns: (nullable): what its brothers have in common with it: its class, or, where it has none,
 *   that it is an article, or its style
 */
const char *
atrium_shape_box_key (const AtriumNode *node)
{
  const char *class = atrium_node_get_attribute (node, "class");

  if (class != NULL && *class != '\0')
    return class;

  return atrium_node_is_element (node, "article") ? node->tag : atrium_node_get_attribute (node, "style");
}

static gboolean
is_layout (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_RULE || node->type == ATRIUM_NODE_SOFT_BREAK || atrium_node_is_element (node, "hr") || atrium_node_is_element (node, "br") ||
         atrium_shape_is_invisible (node);
}

/* cards with a heading each stand side by side with nothing but rules between, however they
 * are styled */
static gboolean
has_card_brother (AtriumTree       *tree,
                  const AtriumNode *node)
{
  guint level;

  if (!atrium_node_is_element (node, "div") || atrium_shape_box_key (node) == NULL || !atrium_shape_holds_heading (node))
    return FALSE;
  level = atrium_shape_get_entry_level (tree, node);

  for (guint i = 0; i < 2 && level > 0; i++)
    {
      const AtriumNode *n = i == 0 ? node->previous : node->next;

      while (n != NULL && is_layout (n))
        n = i == 0 ? n->previous : n->next;
      if (n != NULL && atrium_node_is_element (n, "div") && atrium_shape_holds_heading (n) && atrium_shape_get_entry_level (tree, n) == level)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_alike (const AtriumNode *a,
          const AtriumNode *b)
{
  const char *class = atrium_node_get_attribute (a, "class");
  gboolean named = (class != NULL && *class != '\0') || atrium_node_is_element (a, "article");

  return b->type == ATRIUM_NODE_ELEMENT && a->tag == b->tag && named &&
         g_strcmp0 (atrium_shape_box_key (a), atrium_shape_box_key (b)) == 0;
}

static gboolean
has_alike_brother (AtriumTree       *tree,
                   const AtriumNode *node)
{
  guint level = 0;
  const AtriumNode *brothers[] = { node->previous, node->next };

  if (!atrium_node_is_element (node, "div") && !atrium_node_is_element (node, "article") && !atrium_node_is_element (node, "section"))
    return FALSE;
  if (!atrium_shape_holds_text (node))
    return FALSE;
  if (atrium_shape_holds_heading (node) && (level = atrium_shape_get_entry_level (tree, node)) == 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (brothers); i++)
    {
      const AtriumNode *n = brothers[i];

      while (n != NULL && (atrium_shape_is_invisible (n) || n->type != ATRIUM_NODE_ELEMENT) && !atrium_shape_is_block (n))
        n = i == 0 ? n->previous : n->next;
      if (n != NULL && is_alike (node, n) && atrium_shape_holds_text (n) &&
          (level == 0 || atrium_shape_get_entry_level (tree, n) == level))
        return TRUE;
    }

  return FALSE;
}

/* the word that a class ends with: of "pub-title" title */
static const char *
last_word (const char *class,
           gsize       length)
{
  gsize at = length;

  while (at > 0 && class[at - 1] != '-' && class[at - 1] != '_')
    at--;

  return class + at;
}

static int
find_class (const AtriumNode  *node,
            const char *const *words)
{
  const char *class = node->type == ATRIUM_NODE_ELEMENT ? atrium_node_get_attribute (node, "class") : NULL;

  while (class != NULL && *class != '\0')
    {
      gsize length = strcspn (class, " \t\r\n");
      const char *word = last_word (class, length);
      gsize word_length = class + length - word;

      for (int i = 0; length > 0 && words[i] != NULL; i++)
        if (strlen (words[i]) == word_length && g_ascii_strncasecmp (word, words[i], word_length) == 0)
          return i;
      class += length;
      class += strspn (class, " \t\r\n");
    }

  return -1;
}

/* TRUE where parts of an element are called what the fields of an entry are, each once */
static gboolean
has_field_classes (const AtriumNode *node)
{
  static const char *const fields[] = {
    "title", "authors", "author", "venue", "date", "year", "period", "org", "organization", "company", "role", "degree", "links", NULL
  };
  guint found = 0;

  for (const AtriumNode *n = node->first_child; n != NULL; n = atrium_node_walk (node, n))
    {
      int field = find_class (n, fields);

      if (field < 0)
        continue;
      if ((found & 1u << field) != 0)
        return FALSE;
      found |= 1u << field;
    }

  /* more than one of them */
  return (found & (found - 1)) != 0;
}

static gboolean
is_called_item (const AtriumNode *node)
{
  static const char *const boxes[] = {
    "card", "item", "entry", "box", "pub", "publication", "paper", "article", "project", "talk", "news", "award", "job", "position", NULL
  };

  return find_class (node, boxes) >= 0;
}

/* an <article> with a heading of its own, below that of a section */
static gboolean
is_article (AtriumTree       *tree,
            const AtriumNode *node,
            guint             level)
{
  guint steps = 0;

  if (!atrium_node_is_element (node, "article") || level == 0)
    return FALSE;
  for (const AtriumNode *n = node; n != NULL && ++steps < MAX_ARTICLE_DEPTH; n = n->parent)
    if (is_below_title (tree, n, level))
      return TRUE;

  return FALSE;
}

/* A card that is the only one of its page, as of two that there were: it is called an item, and
 * its parts are called fields. */
static gboolean
is_lone_box (AtriumTree       *tree,
             const AtriumNode *node)
{
  guint level;

  if ((!atrium_node_is_element (node, "div") && !atrium_node_is_element (node, "article") && !atrium_node_is_element (node, "section")) ||
      !atrium_shape_holds_text (node))
    return FALSE;
  level = atrium_shape_get_entry_level (tree, node);

  return is_article (tree, node, level) ||
         (is_called_item (node) && has_field_classes (node) && (level > 0 || !atrium_shape_holds_heading (node)));
}

/**
 * atrium_shape_find_boxes:
 * @tree: a page
 *
 * Returns: (transfer full): the keys of elements that stand side by side somewhere on it, or that
 *   are one of a kind but called what an entry and its fields are
 */
GHashTable *
atrium_shape_find_boxes (AtriumTree *tree)
{
  GHashTable *classes = g_hash_table_new (g_str_hash, g_str_equal);
  AtriumNode *root = atrium_tree_get_root (tree);

  for (AtriumNode *n = root; n != NULL; n = atrium_node_walk (root, n))
    if (n->type == ATRIUM_NODE_ELEMENT && (has_alike_brother (tree, n) || has_card_brother (tree, n) || is_lone_box (tree, n)))
      g_hash_table_add (classes, (gpointer) atrium_shape_box_key (n));

  return classes;
}

/**
 * atrium_shape_is_term:
 * @node: a node
 *
 * Returns: TRUE for a term of a definition list
 */
gboolean
atrium_shape_is_term (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_TERM || atrium_node_is_element (node, "dt");
}

/**
 * atrium_shape_is_definition:
 * @node: a node
 *
 * Returns: TRUE for the text of a definition list
 */
gboolean
atrium_shape_is_definition (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_DEFINITION || atrium_node_is_element (node, "dd");
}

/**
 * atrium_shape_alternates:
 * @list: a definition list
 *
 * Returns: TRUE for a term, its text, a term, its text, and so on
 */
gboolean
atrium_shape_alternates (const AtriumNode *list)
{
  const AtriumNode *last = NULL;
  guint pairs = 0;

  for (const AtriumNode *n = list->first_child; n != NULL; n = n->next)
    {
      if (!atrium_shape_is_term (n) && !atrium_shape_is_definition (n))
        continue;
      if (atrium_shape_is_term (n) == (last != NULL && atrium_shape_is_term (last)))
        return FALSE;
      pairs += atrium_shape_is_definition (n);
      last = n;
    }

  return pairs >= 2 && atrium_shape_is_definition (last);
}

/**
 * atrium_shape_is_header_row:
 * @row: a table row
 *
 * Returns: TRUE where all its cells are `<th>`
 */
gboolean
atrium_shape_is_header_row (const AtriumNode *row)
{
  for (const AtriumNode *n = row->first_child; n != NULL; n = n->next)
    if (n->type == ATRIUM_NODE_ELEMENT && !atrium_node_is_element (n, "th"))
      return FALSE;

  return row->first_child != NULL && row->type == ATRIUM_NODE_ELEMENT && atrium_shape_holds_element (row, "th");
}

/**
 * atrium_shape_is_container:
 * @node: a node
 *
 * Returns: TRUE for an element that may do no more than hold others
 */
gboolean
atrium_shape_is_container (const AtriumNode *node)
{
  return is_one_of (node, containers);
}

/**
 * atrium_shape_is_paragraph:
 * @node: a node
 *
 * Returns: TRUE for an element that is a paragraph where it holds no blocks
 */
gboolean
atrium_shape_is_paragraph (const AtriumNode *node)
{
  return is_one_of (node, containers) || is_one_of (node, paragraph_tags);
}
