#pragma once

#include "atrium-liquid-mask-private.h"

G_BEGIN_DECLS

/* a start or end tag as it stands in a view */
typedef struct
{
  gsize       start;
  gsize       end;
  const char *name;          /* interned, lower case */
  gboolean    closing;       /* </name> */
  gboolean    empty;         /* <name/> */
  GArray     *attributes;    /* AtriumTagAttribute */
} AtriumTag;

typedef struct
{
  gsize name_start;
  gsize name_end;
  gsize value_start;         /* without quotes; G_MAXSIZE without a value */
  gsize value_end;
  gsize end;
} AtriumTagAttribute;

typedef struct
{
  AtriumTree *tree;
  GArray     *pieces;        /* AtriumLiquidPiece */
  gboolean    strict;        /* only what kramdown takes for a tag */
  gboolean    exact;         /* kramdown's own tree, of which its HTML is made */
  gboolean    parse_blocks;  /* the option parse_block_html was set in the text */
  gsize       wasted;        /* bytes looked at in vain */
} AtriumHtml;

typedef enum
{
  ATRIUM_CONTENT_RAW,
  ATRIUM_CONTENT_SPAN,
  ATRIUM_CONTENT_BLOCK,
} AtriumContent;

void          _atrium_tag_clear          (AtriumTag    *tag);
gboolean      _atrium_tag_read           (AtriumHtml   *html,
                                          AtriumScan   *scan,
                                          gsize         at,
                                          AtriumTag    *tag);
gboolean      _atrium_tag_is_at          (AtriumScan   *scan,
                                          gsize         at);
AtriumNode   *_atrium_tag_node           (AtriumHtml   *html,
                                          AtriumScan   *scan,
                                          AtriumTag    *tag);
void          _atrium_html_append_text   (AtriumHtml   *html,
                                          AtriumScan   *scan,
                                          AtriumNode   *parent,
                                          gsize         start,
                                          gsize         end);
void          _atrium_html_set_literal   (AtriumHtml   *html,
                                          AtriumScan   *scan,
                                          AtriumNode   *node,
                                          gsize         start,
                                          gsize         end);
gsize         _atrium_html_find_end_tag  (AtriumScan   *scan,
                                          gsize         from,
                                          const char   *name,
                                          gsize        *after);
gsize         _atrium_html_entity_end    (const char   *text,
                                          gsize         at,
                                          gsize         end);

gboolean      _atrium_html_is_span       (const char   *name);   /* kramdown's lists */
gboolean      _atrium_html_is_block      (const char   *name);
gboolean      _atrium_html_is_void       (const char   *name);
gboolean      _atrium_html_is_blocklike  (const char   *name);   /* displayed as a block */
gboolean      _atrium_html_closes        (const char   *open,
                                          const char   *next);
gboolean      _atrium_html_limits        (const char   *open,
                                          const char   *next);
AtriumContent _atrium_html_content_model (const char   *name);

G_END_DECLS
