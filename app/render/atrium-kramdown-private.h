#pragma once

#include "atrium-kramdown.h"
#include "atrium-node.h"

G_BEGIN_DECLS

/* attributes of one element, by kramdown's rules: classes add up, the rest replaces */
typedef struct
{
  GArray    *pairs;          /* AtriumPair */
  GPtrArray *references;     /* names of attribute lists that are defined elsewhere, each once */
  guint      n_classes;      /* that were added by .class */
  guint      applied;        /* AtriumKramdown's n_applied when it was applied last */
} AtriumIal;

typedef struct
{
  char *name;
  char *value;
} AtriumPair;

typedef enum
{
  ATRIUM_ESCAPE_ALL,
  ATRIUM_ESCAPE_TEXT,        /* references stay */
  ATRIUM_ESCAPE_ATTRIBUTE,   /* the same, and quotes do not */
} AtriumEscape;

/* a footnote that was referred to */
typedef struct
{
  char             *name;
  const AtriumNode *definition;
  guint             repeats;
} AtriumNote;

typedef struct
{
  const AtriumNode *node;
  char             *id;
} AtriumTocEntry;

typedef struct
{
  char             *text;
  const AtriumNode *definition;
} AtriumAbbreviation;

typedef struct
{
  AtriumTree          *tree;
  const char          *source;
  GString             *out;
  AtriumKramdownFlags  flags;

  /* what stands elsewhere in the text; NULL where there is none */
  GHashTable          *lists;           /* name -> AtriumIal */
  GHashTable          *links;           /* offset of the URL -> LINK_DEFINITION */
  GHashTable          *footnotes;       /* name -> FOOTNOTE_DEFINITION */
  GArray              *abbreviations;   /* AtriumAbbreviation, the longest first */

  gboolean             auto_ids;
  guint                header_offset;
  guint                first_note;
  GHashTable          *ids;             /* id -> how often, by GFM's rules */
  GHashTable          *plain_ids;       /* the same for headings in HTML and footnotes, by kramdown's */
  GArray              *notes;           /* AtriumNote */
  GHashTable          *note_numbers;    /* FOOTNOTE_DEFINITION -> its place in @notes, from 1 */
  GArray              *toc;             /* AtriumTocEntry */
  const AtriumNode    *toc_list;        /* the list whose place the table of contents takes */
  gssize               toc_at;          /* where in @out; -1 for nowhere */
  gssize               notes_at;

  const AtriumNode    *skipped;         /* a line end behind the box */
  const char          *box;             /* of a task, in front of the next paragraph */
  guint                raw;             /* open elements without Markdown */
  guint                elements;        /* open elements of HTML */
  guint                in_toc;
  guint                in_notes;

  gsize                budget;          /* see _atrium_kramdown_is_spent() */
  gsize                work;            /* what was done that leaves nothing in @out, about in bytes */
  guint                n_applied;       /* how often lists were applied */
} AtriumKramdown;

/* -- attribute lists */
void      _atrium_ial_init               (AtriumIal        *self);
void      _atrium_ial_clear              (AtriumIal        *self);
void      _atrium_ial_free               (AtriumIal        *self);
const char *_atrium_ial_get              (AtriumIal        *self,
                                          const char       *name);
void      _atrium_ial_set                (AtriumIal        *self,
                                          const char       *name,
                                          const char       *value);
void      _atrium_ial_add                (AtriumIal        *self,
                                          const char       *name,
                                          const char       *value);
gboolean  _atrium_ial_refers             (AtriumIal        *self,
                                          const char       *name);
void      _atrium_ial_parse              (AtriumIal        *self,
                                          const char       *text,
                                          gsize             length);
void      _atrium_ial_append             (AtriumIal        *self,
                                          GString          *out);
gsize     _atrium_ial_definition_name    (const char       *text,
                                          gsize             length);
void      _atrium_kramdown_apply         (AtriumKramdown   *self,
                                          AtriumIal        *to,
                                          AtriumIal        *from);
void      _atrium_kramdown_block_list    (AtriumKramdown   *self,
                                          const AtriumNode *node,
                                          AtriumIal        *ial);
void      _atrium_kramdown_span_list     (AtriumKramdown   *self,
                                          const AtriumNode *node,
                                          AtriumIal        *ial);
void      _atrium_kramdown_element_list  (AtriumKramdown   *self,
                                          const AtriumNode *node,
                                          AtriumIal        *ial);

/* -- text */
void      _atrium_kramdown_escape        (GString          *out,
                                          const char       *text,
                                          gsize             length,
                                          AtriumEscape      escape);
void      _atrium_kramdown_without_liquid (GString         *out,
                                          const char       *text,
                                          gsize             length);
char     *_atrium_kramdown_dup_text      (AtriumKramdown   *self,
                                          const AtriumNode *node);
const AtriumNode *_atrium_kramdown_text  (AtriumKramdown   *self,
                                          const AtriumNode *node);

/* -- nodes */
gboolean  _atrium_kramdown_is_spent      (AtriumKramdown   *self);
void      _atrium_kramdown_node          (AtriumKramdown   *self,
                                          const AtriumNode *node);
void      _atrium_kramdown_children      (AtriumKramdown   *self,
                                          const AtriumNode *node);
gboolean  _atrium_kramdown_ends_with     (AtriumKramdown   *self,
                                          const char       *suffix);
gboolean  _atrium_kramdown_inline        (AtriumKramdown   *self,
                                          const AtriumNode *node);
void      _atrium_kramdown_table         (AtriumKramdown   *self,
                                          const AtriumNode *node);
void      _atrium_kramdown_list          (AtriumKramdown   *self,
                                          const AtriumNode *node);

/* -- ids, table of contents, footnotes */
void      _atrium_kramdown_heading_id    (AtriumKramdown   *self,
                                          const AtriumNode *node,
                                          AtriumIal        *ial);
void      _atrium_kramdown_reference     (AtriumKramdown   *self,
                                          const AtriumNode *node);
void      _atrium_kramdown_notes         (AtriumKramdown   *self);
void      _atrium_kramdown_toc           (AtriumKramdown   *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtriumIal, _atrium_ial_clear)

G_END_DECLS
