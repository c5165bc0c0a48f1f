#pragma once

#include "atrium-html-private.h"
#include "atrium-markdown.h"

G_BEGIN_DECLS

/* inline text that is read once all link and footnote definitions are known */
typedef struct
{
  AtriumNode *node;
  AtriumView *view;
} AtriumJob;

typedef struct
{
  AtriumHtml  html;
  AtriumTree *tree;
  GArray     *jobs;          /* AtriumJob */
  GHashTable *links;         /* normalised id -> LINK_DEFINITION */
  GHashTable *footnotes;     /* name -> FOOTNOTE_DEFINITION */
  guint       depth;
  gsize       copied;        /* bytes copied into views of containers */
  gsize       copy_limit;
  gsize       vain;          /* bytes looked through for the ends of extensions that have none */
} AtriumReader;

/* What kramdown keeps as children while it reads blocks; blank lines are among them
 * because its rules look at them. */
typedef enum
{
  ATRIUM_KID_NODE,
  ATRIUM_KID_BLANK,
  ATRIUM_KID_BOUNDARY,       /* ^ */
  ATRIUM_KID_DEFINITION,     /* of a link, footnote or abbreviation */
  ATRIUM_KID_ATTRIBUTES,
} AtriumKidKind;

typedef struct
{
  AtriumKidKind  kind;
  AtriumNode    *node;
  guint          lines;      /* BLANK */
  gboolean       attributes; /* NODE: has an IAL */
} AtriumKid;

typedef struct
{
  AtriumNode *parent;
  GArray     *kids;
  gboolean    pending;       /* an IAL waits for the next block */
} AtriumFrame;

gsize       _atrium_reader_init       (AtriumReader  *self,
                                       AtriumSource  *source,
                                       gboolean       strict);
AtriumTree *_atrium_reader_finish     (AtriumReader  *self,
                                       gboolean       ok);

/* -- blocks */
void        _atrium_frame_init        (AtriumFrame   *frame,
                                       AtriumNode    *parent);
void        _atrium_frame_clear       (AtriumFrame   *frame);
AtriumKid  *_atrium_frame_last        (AtriumFrame   *frame);
void        _atrium_frame_push        (AtriumFrame   *frame,
                                       AtriumKidKind  kind,
                                       AtriumNode    *node);
void        _atrium_frame_push_blank  (AtriumFrame   *frame,
                                       guint          lines);
void        _atrium_frame_drop_pending (AtriumFrame  *frame);
gboolean    _atrium_frame_at_boundary (AtriumFrame   *frame);

gboolean    _atrium_reader_blocks     (AtriumReader  *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame,
                                       GError       **error);
AtriumView *_atrium_reader_add_job    (AtriumReader  *self,
                                       AtriumNode    *node);
gboolean    _atrium_reader_count_copy (AtriumReader  *self,
                                       AtriumScan    *scan,
                                       gsize          length,
                                       GError       **error);
AtriumNode *_atrium_reader_block      (AtriumReader  *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame,
                                       AtriumNodeType type,
                                       gsize          start,
                                       gsize          end);
void        _atrium_reader_liquid_line (AtriumReader *self,
                                       AtriumScan    *scan,
                                       AtriumNode    *parent,
                                       gsize          start,
                                       gsize          end);

gboolean    _atrium_reader_indented_code (AtriumReader *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame);
gboolean    _atrium_reader_fenced_code (AtriumReader *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame);
gboolean    _atrium_reader_list       (AtriumReader  *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame,
                                       gboolean      *taken,
                                       GError       **error);
gboolean    _atrium_reader_definitions (AtriumReader *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame,
                                       gboolean      *taken,
                                       GError       **error);
gboolean    _atrium_reader_table      (AtriumReader  *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame);
gboolean    _atrium_reader_footnote   (AtriumReader  *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame,
                                       gboolean      *taken,
                                       GError       **error);
gboolean    _atrium_reader_link_definition (AtriumReader *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame);
gboolean    _atrium_reader_abbreviation (AtriumReader *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame);
gboolean    _atrium_reader_extension  (AtriumReader  *self,
                                       AtriumScan    *scan,
                                       AtriumFrame   *frame);

gsize       _atrium_extension_name    (AtriumScan    *scan,
                                       gsize          start);
gsize       _atrium_extension_stop    (AtriumScan    *scan,
                                       gsize          pos,
                                       const char    *name,
                                       gsize          length);

/* -- inlines */
void        _atrium_reader_inlines    (AtriumReader  *self,
                                       AtriumNode    *node,
                                       AtriumView    *view,
                                       gsize          start,
                                       gsize          end);
char       *_atrium_normalize_label   (const char    *label,
                                       gsize          length);

/* -- lines: each takes a position at the start of a line and gives the position behind
 * what it found, or 0 */
gsize       _atrium_line_end          (AtriumScan    *scan,
                                       gsize          pos);
gsize       _atrium_line_next         (AtriumScan    *scan,
                                       gsize          pos);
gsize       _atrium_line_indent       (AtriumScan    *scan,
                                       gsize          pos);
gboolean    _atrium_line_is_blank     (AtriumScan    *scan,
                                       gsize          pos);
gboolean    _atrium_line_is_liquid    (AtriumScan    *scan,
                                       gsize          pos);
gsize       _atrium_line_blanks       (AtriumScan    *scan,
                                       gsize          pos,
                                       guint         *lines);
gsize       _atrium_line_rule         (AtriumScan    *scan,
                                       gsize          pos,
                                       char          *marker);
gsize       _atrium_line_bullet       (AtriumScan    *scan,
                                       gsize          pos,
                                       gsize          max_indent);
gsize       _atrium_line_number       (AtriumScan    *scan,
                                       gsize          pos,
                                       gsize          max_indent);
gsize       _atrium_line_definition   (AtriumScan    *scan,
                                       gsize          pos,
                                       gsize          max_indent);
gsize       _atrium_line_quote        (AtriumScan    *scan,
                                       gsize          pos);
gboolean    _atrium_line_is_heading   (AtriumScan    *scan,
                                       gsize          pos);
gsize       _atrium_line_fence        (AtriumScan    *scan,
                                       gsize          pos);
gsize       _atrium_line_code         (AtriumScan    *scan,
                                       gsize          pos);
gboolean    _atrium_line_is_boundary_mark (AtriumScan *scan,
                                       gsize          pos);
gsize       _atrium_line_attributes   (AtriumScan    *scan,
                                       gsize          pos,
                                       gsize          max_indent,
                                       gsize         *start,
                                       gsize         *end);
gsize       _atrium_scan_brace        (AtriumScan    *scan,
                                       gsize          pos);
gboolean    _atrium_line_is_html      (AtriumScan    *scan,
                                       gsize          pos,
                                       gsize          max_indent);
gboolean    _atrium_line_ends_lazy    (AtriumScan    *scan,
                                       gsize          pos);
gboolean    _atrium_line_is_block_boundary (AtriumScan *scan,
                                       gsize          pos);
gsize       _atrium_line_code_end     (AtriumScan    *scan,
                                       gsize          pos);

G_END_DECLS
