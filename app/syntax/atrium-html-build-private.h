#pragma once

#include "atrium-html-private.h"

G_BEGIN_DECLS

/* reads what is Markdown inside an element, from @scan's position to behind its end tag */
typedef gboolean (*AtriumContentFunc) (gpointer        data,
                                       AtriumScan     *scan,
                                       AtriumNode     *element,
                                       AtriumContent   content,
                                       GError        **error);

gboolean _atrium_html_read_region (AtriumHtml         *html,
                                   AtriumScan         *scan,
                                   AtriumNode         *top,
                                   guint               depth,
                                   AtriumContentFunc   content,
                                   gpointer            data,
                                   GError            **error);
gsize    _atrium_html_read_comment (AtriumHtml        *html,
                                    AtriumScan        *scan,
                                    AtriumNode        *parent,
                                    gsize              at);

G_END_DECLS
