#pragma once

#include "atrium-engine.h"
#include "atrium-helper.h"

G_BEGIN_DECLS

/* The engine that asks Jekyll itself, kept warm in a helper process. */
#define ATRIUM_TYPE_JEKYLL (atrium_jekyll_get_type ())
G_DECLARE_FINAL_TYPE (AtriumJekyll, atrium_jekyll, ATRIUM, JEKYLL, GObject)

gboolean      atrium_jekyll_is_available (void);
AtriumJekyll *atrium_jekyll_new_for_preview (const char *folder);
AtriumJekyll *atrium_jekyll_new          (const char   *folder);
/* how long a page may take, in milliseconds; the first one takes the loading of the site too */
void          atrium_jekyll_set_timeout  (AtriumJekyll *self,
                                          guint         timeout_ms);
gboolean      atrium_jekyll_is_confined  (AtriumJekyll *self);
AtriumHelper *atrium_jekyll_get_helper   (AtriumJekyll *self);

G_END_DECLS
