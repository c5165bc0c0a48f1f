#pragma once

#include "atrium-preview.h"

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* A preview in a window, and what tests do with it. */

typedef struct
{
  GtkWindow     *window;
  AtriumPreview *preview;
  WebKitWebView *view;
  guint          n_shown;
  GPtrArray     *activated;    /* element ids */
  GPtrArray     *links;        /* URIs */
} Web;

void      web_open      (Web         *web,
                         int          width,
                         int          height);
void      web_close     (Web         *web);
void      web_show      (Web         *web,
                         const char  *html,
                         const char  *path);
/* turns the main loop until @done, or fails after some seconds */
void      web_wait_for  (gboolean   (*done) (gpointer),
                         gpointer     data);
void      web_wait      (guint        milliseconds);
/* what an expression gives, as a string, in the page's world (NULL) or ours ("atrium") */
char     *web_eval      (Web         *web,
                         const char  *world,
                         const char  *expression);
/* turns the main loop until an expression gives "true" in our world */
void      web_wait_true (Web         *web,
                         const char  *expression);
GBytes   *web_snapshot  (Web         *web);

G_END_DECLS
