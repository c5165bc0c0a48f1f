#pragma once

#include "atrium-patch-queue.h"
#include "atrium-preview.h"

#include <webkit/webkit.h>

G_BEGIN_DECLS

#define ATRIUM_PREVIEW_SCHEME "atrium-site"
#define ATRIUM_PREVIEW_WORLD "atrium"

/* where KaTeX's fonts are for a page: no file of a site has a backslash in its path */
#define ATRIUM_PREVIEW_MATH_FOLDER "\\katex/"

/* the most of one file of the site that is shown */
#define ATRIUM_PREVIEW_MAX_FILE_BYTES (32 * 1024 * 1024)

/* what the page is to become */
typedef struct
{
  GBytes           *replacement;   /* the newest text of the whole page, on its way */
  AtriumPatchQueue *pending;
  AtriumPatchQueue *applied;       /* since the page was shown; for after a crash */
  gboolean          in_flight;
  guint             flush_source;
  char             *revealed;      /* id of the outlined element, or NULL */
} AtriumPreviewPatches;

/* what is shown on the elements of the page and does not belong to it */
typedef struct
{
  char     *hint;         /* id of the element that is lit up, or NULL */
  GBytes   *shown;        /* the text of the page, compared with @other; NULL where it is not */
  GBytes   *other;
  gboolean  before;       /* the page is the older of the two */
  gboolean  following;    /* it tells where it is scrolled to */
  GPtrArray *missing;     /* URIs of the pictures that are not there; or NULL */
  guint      missing_source;
  gboolean  stale;        /* the page was not told yet */
} AtriumPreviewLook;

/* what the page wanted and did not get */
typedef struct
{
  AtriumPreviewAllow  what;
  GPtrArray          *hosts;        /* of strings, NULL-terminated; NULL before the first */
  gboolean            announced;    /* a signal is on its way */
} AtriumPreviewWithheld;

/* a page whose scripts run */
typedef struct
{
  guint reload_source;
  guint patience_source;
  int   scroll;           /* where the page was before it was loaded again, in CSS pixels */
} AtriumPreviewAlive;

/* what all previews share: a context whose only scheme is ours, and sessions of which one reaches
 * no network */
WebKitWebContext     *_atrium_preview_get_context     (void);
WebKitNetworkSession *_atrium_preview_get_session     (AtriumPreviewAllow allowed);
WebKitSettings       *_atrium_preview_get_settings    (AtriumPreviewAllow allowed);
/* runs @ready with @object and @manager once the filter that blocks the network is there (at once
 * if it is) */
void                  _atrium_preview_when_filtered   (WebKitUserContentManager *manager,
                                                       AtriumPreviewAllow        allowed,
                                                       GFunc                     ready,
                                                       GObject                  *object);

/* a view that runs our script in its own world and is denied everything else but @allowed;
 * floating */
WebKitWebView        *_atrium_preview_create_view     (AtriumPreviewAllow allowed);
/* what runs in every page from its start, and how entries look in it */
void                  _atrium_preview_set_scripts     (WebKitWebView *view,
                                                       const char    *theme,
                                                       gboolean       site,
                                                       gboolean       dollars);

/* where the page may go */
void                  _atrium_preview_follow_policy   (AtriumPreview *preview,
                                                       WebKitWebView *view);
const char           *_atrium_preview_get_uri         (AtriumPreview *self);
/* whether the navigation to the page that is asked about is our own; only once */
gboolean              _atrium_preview_take_navigation (AtriumPreview *self);

/* calls into it */
/* runs a function body of our script; @arguments may be floating, and @callback takes the preview
 * out of its data with _atrium_preview_take_answerer() */
void                  _atrium_preview_call            (AtriumPreview       *self,
                                                       const char          *body,
                                                       GVariant            *arguments,
                                                       GAsyncReadyCallback  callback);
AtriumPreview        *_atrium_preview_take_answerer   (gpointer             user_data);
AtriumPreviewPatches *_atrium_preview_get_patches     (AtriumPreview *self);
void                  _atrium_preview_patches_init    (AtriumPreviewPatches *patches);
void                  _atrium_preview_patches_free    (AtriumPreviewPatches *patches);
/* the page is another: what was to change in the one before does not */
void                  _atrium_preview_patches_clear   (AtriumPreviewPatches *patches);
/* the page is loaded with all that it is */
void                  _atrium_preview_patches_load    (AtriumPreviewPatches *patches);
/* the view goes: nothing will answer */
void                  _atrium_preview_patches_stop    (AtriumPreviewPatches *patches);
/* the page is as it was first shown: what has changed in it since is to come again */
void                  _atrium_preview_patches_again   (AtriumPreviewPatches *patches);
/* the same page, with all that has changed */
void                  _atrium_preview_replace         (AtriumPreview *self,
                                                       GBytes        *html);
void                  _atrium_preview_reveal_again    (AtriumPreview *self);
/* tells the page what it was not told yet, as soon as it has all of its text */
void                  _atrium_preview_flush           (AtriumPreview *self);

/* where its scripts run */
AtriumPreviewAlive   *_atrium_preview_get_alive       (AtriumPreview *self);
void                  _atrium_preview_alive_stop      (AtriumPreviewAlive *alive);
void                  _atrium_preview_expect_answer   (AtriumPreview *self);
void                  _atrium_preview_schedule_reload (AtriumPreview *self);
void                  _atrium_preview_restore_scroll  (AtriumPreview *self);
void                  _atrium_preview_load            (AtriumPreview *self);
void                  _atrium_preview_fail            (AtriumPreview *self,
                                                       const char    *reason);

/* what it was refused */
void                  _atrium_preview_withheld_start  (AtriumPreview *preview,
                                                       GBytes        *html,
                                                       gboolean       site);
gboolean              _atrium_preview_withheld_hear   (AtriumPreview *preview,
                                                       const char    *message);
void                  _atrium_preview_withheld_clear  (AtriumPreviewWithheld *withheld);
void                  _atrium_preview_withheld_free   (AtriumPreviewWithheld *withheld);
AtriumPreviewWithheld *_atrium_preview_get_withheld_state (AtriumPreview *self);

/* the math of a page */
void                  _atrium_preview_find_dollars    (AtriumPreview *preview,
                                                       GBytes        *html,
                                                       guint          generation);
void                  _atrium_preview_set_dollars     (AtriumPreview *self,
                                                       guint          generation,
                                                       gboolean       dollars);
void                  _atrium_preview_start_math      (AtriumPreview *preview);
void                  _atrium_preview_load_font_async (AtriumPreview *preview,
                                                       const char    *name,
                                                       GAsyncReadyCallback callback,
                                                       gpointer       user_data);

/* whether somebody would choose a file for a picture that is missing */
gboolean              _atrium_preview_hears_choices   (AtriumPreview *self);

/* answers one request for a file or the page */
void                  _atrium_preview_serve           (WebKitURISchemeRequest *request,
                                                       AtriumPreview          *preview);
gboolean              _atrium_preview_is_element_id   (const char             *id);
const char           *_atrium_preview_find_mime_type  (const char             *path,
                                                       AtriumPreviewAllow      allowed);
gboolean              _atrium_preview_is_served       (const char             *path,
                                                       AtriumPreviewAllow      allowed);
/* with a button to click on, or not */
GBytes               *_atrium_preview_draw_placeholder (const char *path,
                                                       gboolean    button);
char                 *_atrium_preview_dup_path        (const char             *uri,
                                                       guint                  *generation);

WebKitWebView        *_atrium_preview_get_view        (AtriumPreview *self);
AtriumPreviewLook    *_atrium_preview_get_look        (AtriumPreview *self);
/* what the page that is shown may do */
AtriumPreviewAllow    _atrium_preview_get_granted     (AtriumPreview *self);
gboolean              _atrium_preview_is_loaded       (AtriumPreview *self);
void                  _atrium_preview_look_flush      (AtriumPreview *self);
void                  _atrium_preview_look_clear      (AtriumPreviewLook *look);
void                  _atrium_preview_look_forget     (AtriumPreviewLook *look);
/* a picture that the page asked for is not there */
void                  _atrium_preview_look_miss       (AtriumPreview *self,
                                                       const char    *uri);
guint                 _atrium_preview_get_generation  (AtriumPreview *self);
/* what the script of ours in the page says; it is checked as if the page said it */
void                  _atrium_preview_hear            (AtriumPreview *self,
                                                       JSCValue      *value);
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
