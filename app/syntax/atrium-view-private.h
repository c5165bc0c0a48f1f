#pragma once

#include "atrium-source.h"

G_BEGIN_DECLS

/* Bytes that stand for Liquid in a view. They are no UTF-8, so they cannot be text. */
#define ATRIUM_MASK_INCLUDE '\xfd'   /* a tag that renders to something unknown */
#define ATRIUM_MASK_OUTPUT  '\xfe'   /* {{ }} and tags that render to a word */
#define ATRIUM_MASK_CONTROL '\xff'   /* a tag or comment that renders to nothing */
#define ATRIUM_IS_MASK(c)   ((guchar) (c) >= 0xfd)

/**
 * AtriumView:
 *
 * The text of one container as its reader sees it: line prefixes of the containers
 * around it taken away, CRLF as LF, Liquid masked; with, for each byte, the byte of
 * the source that it is. Always ends in LF.
 */
typedef struct
{
  GString *text;
  GArray  *runs;
  guint    hint;
} AtriumView;

typedef enum
{
  ATRIUM_SEEK_COMMENT_END,
  ATRIUM_SEEK_CDATA_END,
  ATRIUM_SEEK_INSTRUCTION_END,
  ATRIUM_SEEK_MATH,
  ATRIUM_SEEK_TAG_END,
  ATRIUM_SEEK_EXTENSION_END,
  ATRIUM_SEEK_BRACE,
  ATRIUM_SEEK_LINE_END,
  ATRIUM_N_SEEK
} AtriumSeek;

typedef struct
{
  gsize at;
  guint length;
  guint longest;     /* of this and all later ones with the same character */
} AtriumFence;

/* a position in a part of a view */
typedef struct
{
  AtriumView *view;
  const char *text;
  gsize       pos;
  gsize       end;
  AtriumSpan  sought[ATRIUM_N_SEEK];  /* where it was looked for, so that it is not again: none from start to end */
  GArray     *fences[2];              /* closing lines of fenced code, once they were needed: of ` and of ~ */
} AtriumScan;

AtriumView *_atrium_view_new           (void);
void        _atrium_view_free          (AtriumView       *self);
void        _atrium_view_append        (AtriumView       *self,
                                        const char       *bytes,
                                        gsize             length,
                                        gsize             source);
void        _atrium_view_append_fill   (AtriumView       *self,
                                        char              fill,
                                        gsize             length,
                                        gsize             source);
void        _atrium_view_append_spaces (AtriumView       *self,
                                        gsize             n,
                                        gsize             source,
                                        gsize             width);
void        _atrium_view_append_line_end (AtriumView    *self,
                                        gsize             source);
void        _atrium_view_append_slice  (AtriumView       *self,
                                        AtriumView       *from,
                                        gsize             start,
                                        gsize             end);
void        _atrium_view_truncate      (AtriumView       *self,
                                        gsize             length);
gsize       _atrium_view_map           (AtriumView       *self,
                                        gsize             at);
AtriumSpan  _atrium_view_span          (AtriumView       *self,
                                        gsize             start,
                                        gsize             end);
gsize       _atrium_view_run_end       (AtriumView       *self,
                                        gsize             at);
char       *_atrium_view_dup           (AtriumView       *self,
                                        AtriumSource     *source,
                                        gsize             start,
                                        gsize             end);

void        _atrium_scan_init          (AtriumScan       *scan,
                                        AtriumView       *view,
                                        gsize             start,
                                        gsize             end);
void        _atrium_scan_clear         (AtriumScan       *scan);
/* where the text that ends @kind begins, G_MAXSIZE where there is none */
gsize       _atrium_scan_seek          (AtriumScan       *scan,
                                        AtriumSeek        kind,
                                        gsize             from);

static inline gsize
_atrium_view_length (AtriumView *self)
{
  return self->text->len;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumView, _atrium_view_free)

G_END_DECLS
