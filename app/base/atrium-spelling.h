#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How text is spelled at a place, and so what has to be escaped there. */
typedef enum
{
  ATRIUM_SPELLING_MARKDOWN,
  ATRIUM_SPELLING_HTML_TEXT,
  ATRIUM_SPELLING_HTML_ATTRIBUTE,   /* the value, without its quotes */
  ATRIUM_SPELLING_URL,              /* a Markdown destination, without < > */
  ATRIUM_SPELLING_PLAIN,            /* plain text file: nothing is escaped */
  ATRIUM_SPELLING_YAML,             /* a whole scalar with its quotes */
  ATRIUM_SPELLING_JSON,             /* a whole value with its quotes */
  ATRIUM_SPELLING_BIBTEX,           /* a whole value with its braces or quotes */
  ATRIUM_SPELLING_TOML,             /* a whole scalar with its quotes, or a part inside them */
} AtriumSpelling;

G_END_DECLS
