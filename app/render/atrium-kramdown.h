#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ATRIUM_KRAMDOWN_EXACT = 0,
  /* one line or paragraph: nothing begins a block, and there is no <p> around it */
  ATRIUM_KRAMDOWN_ONE_PARAGRAPH = 1 << 0,
  /* to be shown in our own page: math as <span class="math">, boxes of tasks as characters */
  ATRIUM_KRAMDOWN_SHOWN = 1 << 1,
} AtriumKramdownFlags;

/* Markdown to the HTML that kramdown makes of it; hostile, see atrium_html_filter() */
char *atrium_kramdown_render (const char          *markdown,
                              gssize               length,
                              AtriumKramdownFlags  flags);

G_END_DECLS
