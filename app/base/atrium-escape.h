#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  atrium_append_html_text      (GString    *out,
                                    const char *text);
void  atrium_append_html_attribute (GString    *out,
                                    const char *text);
char *atrium_html_unescape         (const char *text,
                                    gssize      length);
char *atrium_markdown_escape       (const char *text);
char *atrium_slugify               (const char *text);

G_END_DECLS
