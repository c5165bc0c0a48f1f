#pragma once

#include <adwaita.h>
#include <webkit/webkit.h>

#include "atrium-preview-pane.h"
#include "atrium-window.h"

G_BEGIN_DECLS

/* A window on a copy of the folder of a small Jekyll site or another, and what tests do with it. */

typedef struct
{
  char              *temporary;    /* holds the folder `site` */
  AtriumDocument    *document;
  AtriumWindow      *window;
  AtriumPreviewPane *pane;
  WebKitWebView     *view;         /* of the page */
} Fixture;

void            start_application     (void);
int             run_application_tests (void);

/* @data: the name of the site, NULL for that of Jekyll */
void            set_up                (Fixture       *fixture,
                                       gconstpointer  data);
void            tear_down             (Fixture       *fixture,
                                       gconstpointer  data);
AtriumDocument *open_copy             (char         **temporary);
/* @site: the name of the folder of another one */
AtriumDocument *open_copy_of          (const char    *site,
                                       char         **temporary);
void            open_window           (Fixture       *fixture);
gboolean        skip_without_jekyll   (void);

void            run_for               (guint          milliseconds);
/* the first widget of a type, in the order of the tab key */
GtkWidget      *find_widget           (GtkWidget     *root,
                                       GType          type);
/* what an expression gives in our world, as a string */
char           *eval                  (Fixture       *fixture,
                                       const char    *expression);
char           *eval_in               (WebKitWebView *view,
                                       const char    *expression);
/* turns the main loop until it gives "true", or fails after a minute */
void            wait_true             (Fixture       *fixture,
                                       const char    *expression);
void            wait_true_in          (WebKitWebView *view,
                                       const char    *expression);
AtriumEntry    *get_entry             (Fixture       *fixture,
                                       guint          section,
                                       guint          entry);
/* sets the text of the first entry of the news */
void            type                  (Fixture       *fixture,
                                       const char    *text);

G_END_DECLS
