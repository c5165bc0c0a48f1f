#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most of one field's HTML that is looked at, and how deep its elements may stand. */
#define ATRIUM_HTML_FILTER_MAX_BYTES (8 * 1024 * 1024)
#define ATRIUM_HTML_FILTER_MAX_DEPTH 64

typedef enum
{
  ATRIUM_HTML_FILTER_BLOCK,    /* whole blocks; headings are cut down to below h3 */
  ATRIUM_HTML_FILTER_INLINE,   /* phrasing content alone: blocks lose their tags */
  ATRIUM_HTML_FILTER_NO_LINKS, /* the same, and links lose theirs: to stand inside a link */
} AtriumHtmlFilterMode;

void     atrium_html_filter_append      (GString              *out,
                                         const char           *html,
                                         gssize                length,
                                         AtriumHtmlFilterMode  mode);
char    *atrium_html_filter             (const char           *html,
                                         gssize                length,
                                         AtriumHtmlFilterMode  mode);
gboolean atrium_html_filter_url_is_safe (const char           *url,
                                         gboolean              picture);

G_END_DECLS
