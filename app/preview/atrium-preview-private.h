#pragma once

#include "atrium-preview.h"

#include <webkit/webkit.h>

G_BEGIN_DECLS

#define ATRIUM_PREVIEW_SCHEME "atrium-site"
#define ATRIUM_PREVIEW_WORLD "atrium"

/* the most of one file of the site that is shown */
#define ATRIUM_PREVIEW_MAX_FILE_BYTES (32 * 1024 * 1024)

/* what all previews share: a context whose only scheme is ours, and a session that reaches
 * no network */
WebKitWebContext     *_atrium_preview_get_context     (void);
WebKitNetworkSession *_atrium_preview_get_session     (void);
WebKitSettings       *_atrium_preview_get_settings    (void);
/* runs @ready once the filter that blocks the network is there (at once if it is) */
void                  _atrium_preview_when_filtered   (WebKitUserContentManager *manager,
                                                       GFunc                     ready,
                                                       GObject                  *object);

/* a view that runs our script in its own world and is denied everything else; floating */
WebKitWebView        *_atrium_preview_create_view     (void);
/* what runs in every page from its start, and how entries look in it */
void                  _atrium_preview_set_scripts     (WebKitWebView *view,
                                                       const char    *theme,
                                                       gboolean       site);

/* answers one request for a file or the page */
void                  _atrium_preview_serve           (WebKitURISchemeRequest *request,
                                                       AtriumPreview          *preview);
gboolean              _atrium_preview_is_element_id   (const char             *id);
const char           *_atrium_preview_find_mime_type  (const char             *path);
char                 *_atrium_preview_dup_path        (const char             *uri,
                                                       guint                  *generation);

WebKitWebView        *_atrium_preview_get_view        (AtriumPreview *self);
/* what the preview knows of its page */
GBytes               *_atrium_preview_get_page        (AtriumPreview *self,
                                                       guint          generation,
                                                       const char    *path);
void                  _atrium_preview_load_async      (AtriumPreview *self,
                                                       guint          generation,
                                                       const char    *path,
                                                       GAsyncReadyCallback callback,
                                                       gpointer       user_data);
GBytes               *_atrium_preview_load_finish     (AtriumPreview *self,
                                                       GAsyncResult  *result,
                                                       GError       **error);

G_END_DECLS
