#include "atrium-preview-private.h"

#include "atrium-error.h"
#include "atrium-page-scripts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* When the web process ended this often within this time, the page itself ends it. */
#define MAX_CRASHES 3
#define CRASH_PERIOD (30 * G_USEC_PER_SEC)

struct _AtriumPreview
{
  GtkWidget             parent_instance;

  WebKitWebView        *view;
  AtriumPreviewLoader   loader;
  gpointer              loader_data;
  GDestroyNotify        loader_destroy;
  AtriumPreviewFetcher  fetcher;
  gpointer              fetcher_data;
  GDestroyNotify        fetcher_destroy;

  GBytes               *html;
  GBytes               *failure;       /* what is shown in its place, or NULL */
  char                 *path;          /* of the page in the site */
  char                 *uri;           /* of the page, without a fragment; NULL before the first */
  guint                 generation;    /* the host of the page's URI: one each page */
  gboolean              filtered;      /* the content filter is set, or cannot be */
  gboolean              creating;      /* the view: what it is to show is loaded afterwards */
  gboolean              disposed;
  guint                 navigating;    /* so many of the next navigations are our own */
  gboolean              awaited;       /* the newest of them has not begun: what ends is another */
  gboolean              loaded;        /* our script answers */

  gboolean              site;          /* the page is a generator's */
  gboolean              dollars;       /* and its formulas stand between single dollars */
  AtriumPreviewAllow    allowed;       /* to pages of a generator */
  AtriumPreviewAllow    granted;       /* to the view as it is */
  AtriumPreviewWithheld withheld;
  AtriumPreviewAlive    alive;

  AtriumPreviewPatches  patches;
  AtriumPreviewLook     look;
  gboolean              themed;
  gboolean              dark;
  double                zoom;

  gint64                crashes[MAX_CRASHES];
  guint                 n_crashes;
};

enum
{
  PROP_0,
  PROP_DARK,
  PROP_ZOOM,
  N_PROPS,
};

enum
{
  ACTIVATED,
  LINK_ACTIVATED,
  SHOWN,
  SCROLLED,
  CHANGES_MARKED,
  WITHHELD,
  PAGE_ACTIVATED,
  MISSING_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumPreview, atrium_preview, GTK_TYPE_WIDGET)

WebKitWebView *
_atrium_preview_get_view (AtriumPreview *self)
{
  return self->view;
}

AtriumPreviewPatches *
_atrium_preview_get_patches (AtriumPreview *self)
{
  return &self->patches;
}

AtriumPreviewLook *
_atrium_preview_get_look (AtriumPreview *self)
{
  return &self->look;
}

AtriumPreviewAllow
_atrium_preview_get_granted (AtriumPreview *self)
{
  return self->granted;
}

AtriumPreviewWithheld *
_atrium_preview_get_withheld_state (AtriumPreview *self)
{
  return &self->withheld;
}

AtriumPreviewAlive *
_atrium_preview_get_alive (AtriumPreview *self)
{
  return &self->alive;
}

const char *
_atrium_preview_get_uri (AtriumPreview *self)
{
  return self->uri;
}

gboolean
_atrium_preview_take_navigation (AtriumPreview *self)
{
  if (self->navigating == 0)
    return FALSE;

  self->navigating--;
  self->awaited = FALSE;

  return TRUE;
}

guint
_atrium_preview_get_generation (AtriumPreview *self)
{
  return self->generation;
}

gboolean
_atrium_preview_is_loaded (AtriumPreview *self)
{
  return self->view != NULL && self->loaded;
}

gboolean
_atrium_preview_hears_choices (AtriumPreview *self)
{
  return g_signal_has_handler_pending (self, signals[MISSING_ACTIVATED], 0, TRUE);
}

/* the page's files */

GBytes *
_atrium_preview_get_page (AtriumPreview *self,
                          guint          generation,
                          const char    *path)
{
  if (generation != self->generation || g_strcmp0 (path, self->path) != 0)
    return NULL;

  return self->failure != NULL ? self->failure : self->html;
}

/* Files of the page before, or of none, are not given. A request has to end in an error even
 * where the loader gave none. */
void
_atrium_preview_load_async (AtriumPreview       *self,
                            guint                generation,
                            const char          *path,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_task_set_source_tag (task, _atrium_preview_load_async);
  if (generation == self->generation && self->fetcher != NULL)
    {
      self->fetcher (path, task, self->fetcher_data);
      return;
    }
  if (generation == self->generation && self->loader != NULL)
    bytes = self->loader (path, self->loader_data, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s is not in the site", path);
}

GBytes *
_atrium_preview_load_finish (AtriumPreview  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* loading */

static void
load (AtriumPreview *self)
{
  if (self->html == NULL || !self->filtered || self->view == NULL)
    return;

  self->loaded = FALSE;
  self->look.stale = TRUE;
  _atrium_preview_patches_load (&self->patches);
  self->navigating++;
  self->awaited = TRUE;
  webkit_web_view_load_uri (self->view, self->uri);
}

static void
filtered_cb (gpointer data,
             gpointer user_data)
{
  AtriumPreview *self = ATRIUM_PREVIEW (data);

  /* not of a view that was there before */
  if (self->view == NULL || webkit_web_view_get_user_content_manager (self->view) != user_data)
    return;
  self->filtered = TRUE;
  if (!self->creating)
    load (self);
}

void
_atrium_preview_load (AtriumPreview *self)
{
  load (self);
}

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AtriumPreview) self = _atrium_preview_take_answerer (user_data);
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, NULL);
  if (value != NULL && self != NULL && self->loaded && object == G_OBJECT (self->view))
    g_signal_emit (self, signals[SHOWN], 0);
}

/* a script may have given the page another path, but no other host */
static gboolean
shows_page (AtriumPreview *self)
{
  g_autofree char *start = g_strdup_printf (ATRIUM_PREVIEW_SCHEME "://%u/", self->generation);
  const char *uri = webkit_web_view_get_uri (self->view);

  return uri != NULL && g_str_has_prefix (uri, start);
}

static void
load_changed_cb (WebKitWebView   *view,
                 WebKitLoadEvent  event,
                 AtriumPreview   *self)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    _atrium_preview_expect_answer (self);
  if (event != WEBKIT_LOAD_FINISHED || self->awaited || !shows_page (self))
    return;

  self->loaded = TRUE;
  _atrium_preview_restore_scroll (self);
  _atrium_preview_flush (self);
  _atrium_preview_reveal_again (self);
  _atrium_preview_call (self, "await atrium.drawn(); return true;", NULL, drawn_cb);
}

/* shows why there is no page instead of it */
void
_atrium_preview_fail (AtriumPreview *self,
                      const char    *reason)
{
  g_autofree char *html = g_markup_printf_escaped (
    "<!DOCTYPE html><meta charset=\"utf-8\"><style>:root{color-scheme:light dark;font-family:system-ui}"
    "body{display:grid;place-items:center;min-height:90vh;text-align:center;opacity:.7}</style><p>%s</p>",
    reason);

  g_clear_pointer (&self->failure, g_bytes_unref);
  self->failure = g_bytes_new (html, strlen (html));
  _atrium_preview_patches_clear (&self->patches);
}

static void
web_process_terminated_cb (WebKitWebView                     *view,
                           WebKitWebProcessTerminationReason  reason,
                           AtriumPreview                     *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 *oldest = &self->crashes[self->n_crashes % MAX_CRASHES];

  if (reason == WEBKIT_WEB_PROCESS_TERMINATED_BY_API)
    return;

  if (self->n_crashes >= MAX_CRASHES && now - *oldest < CRASH_PERIOD)
    _atrium_preview_fail (self, _("The page cannot be shown. It ends the program that draws it."));
  *oldest = now;
  self->n_crashes++;

  _atrium_preview_patches_again (&self->patches);
  load (self);
}

/* what a page says */

static void
message_cb (WebKitUserContentManager *manager,
            JSCValue                 *value,
            AtriumPreview            *self)
{
  _atrium_preview_hear (self, value);
}

/* setting up */

static const char *
get_theme (AtriumPreview *self)
{
  return !self->themed ? NULL : self->dark ? "dark" : "light";
}

static void
create_view (AtriumPreview *self)
{
  WebKitUserContentManager *manager;

  self->view = _atrium_preview_create_view (self->granted);
  manager = webkit_web_view_get_user_content_manager (self->view);
  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
  g_signal_connect (manager, "script-message-received::" ATRIUM_PREVIEW_WORLD, G_CALLBACK (message_cb), self);
  g_signal_connect (self->view, "load-changed", G_CALLBACK (load_changed_cb), self);
  _atrium_preview_follow_policy (self, self->view);
  g_signal_connect (self->view, "web-process-terminated", G_CALLBACK (web_process_terminated_cb), self);
  self->creating = TRUE;
  _atrium_preview_when_filtered (manager, self->granted, filtered_cb, G_OBJECT (self));
  self->creating = FALSE;
}

static void
destroy_view (AtriumPreview *self)
{
  /* answers that are still under way find nothing to do */
  self->loaded = FALSE;
  self->filtered = FALSE;
  self->navigating = 0;
  _atrium_preview_patches_stop (&self->patches);
  g_clear_handle_id (&self->look.missing_source, g_source_remove);
  _atrium_preview_alive_stop (&self->alive);
  if (self->view != NULL)
    {
      WebKitUserContentManager *manager = webkit_web_view_get_user_content_manager (self->view);

      g_signal_handlers_disconnect_by_data (manager, self);
      g_signal_handlers_disconnect_by_data (self->view, self);
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->view)));
    }
}

/* What is seen before the page is there, and behind one that paints nothing: a site's page counts
 * on the white of a browser. */
static void
paint_paper (AtriumPreview *self)
{
  static const GdkRGBA light_paper = { 1, 1, 1, 1 };
  static const GdkRGBA dark_paper = { 0.086, 0.094, 0.114, 1 };

  if (self->view != NULL)
    webkit_web_view_set_background_color (self->view, self->dark && !self->site ? &dark_paper : &light_paper);
}

/* how the page of @generation writes its formulas */
void
_atrium_preview_set_dollars (AtriumPreview *self,
                             guint          generation,
                             gboolean       dollars)
{
  if (self->dollars == dollars || self->generation != generation)
    return;

  self->dollars = dollars;
  if (self->view != NULL)
    _atrium_preview_set_scripts (self->view, get_theme (self), self->site, dollars);
  if (self->loaded && dollars)
    _atrium_preview_call (self, "atrium.setSite(true);", NULL, NULL);
}

/* What a page may do is settled with its view, and never changed under it. The first is made for the
 * first page, and not with the window, which would wait for it. */
static void
grant (AtriumPreview *self)
{
  AtriumPreviewAllow granted = self->site ? self->allowed : ATRIUM_PREVIEW_ALLOW_NOTHING;

  if (self->disposed || (self->granted == granted && self->view != NULL))
    return;

  self->granted = granted;
  destroy_view (self);
  create_view (self);
  webkit_web_view_set_zoom_level (self->view, self->zoom);
  _atrium_preview_set_scripts (self->view, get_theme (self), self->site, self->dollars);
}

static void
show_page (AtriumPreview *self,
           GBytes        *html,
           const char    *path,
           gboolean       site)
{
  g_autoptr(GBytes) older = g_steal_pointer (&self->html);
  static guint last = 0;
  g_autofree char *escaped = NULL;

  g_clear_pointer (&self->failure, g_bytes_unref);
  self->html = site ? atrium_page_scripts_unwrap_math (html) : g_bytes_ref (html);
  g_set_str (&self->path, path != NULL ? path : "");
  /* the pages of all previews: scripts that are let run share nothing with those of another site */
  self->generation = ++last;
  escaped = g_uri_escape_string (self->path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
  g_free (self->uri);
  self->uri = g_strdup_printf (ATRIUM_PREVIEW_SCHEME "://%u/%s", self->generation, escaped);
  if (self->site != site && self->view != NULL)
    _atrium_preview_set_scripts (self->view, get_theme (self), site, self->dollars);
  self->site = site;
  _atrium_preview_alive_stop (&self->alive);
  grant (self);
  _atrium_preview_find_dollars (self, site ? self->html : NULL, self->generation);
  _atrium_preview_withheld_start (self, self->html, site);
  paint_paper (self);
  _atrium_preview_patches_clear (&self->patches);
  _atrium_preview_look_forget (&self->look);
  if (self->look.missing != NULL)
    g_ptr_array_set_size (self->look.missing, 0);
  load (self);
}

/**
 * atrium_preview_show_page:
 * @self: an #AtriumPreview
 * @html: a whole document, hostile
 * @path: (nullable): where the page stands in the site
 *
 * Shows a page from its start. What it refers to is seen from @path and asked
 * from the loader; what is not in the site is not loaded.
 */
void
atrium_preview_show_page (AtriumPreview *self,
                          GBytes        *html,
                          const char    *path)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));
  g_return_if_fail (html != NULL);

  show_page (self, html, path, FALSE);
}

/**
 * atrium_preview_show_site_page:
 * @self: an #AtriumPreview
 * @html: a whole document, hostile
 * @path: (nullable): where the page stands in the built site
 *
 * Shows a page that a generator made, from its start. Its entries are known by the attribute
 * `data-atrium-entry` and not by their ids.
 */
void
atrium_preview_show_site_page (AtriumPreview *self,
                               GBytes        *html,
                               const char    *path)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));
  g_return_if_fail (html != NULL);

  show_page (self, html, path, TRUE);
}

/**
 * atrium_preview_update_page:
 * @self: an #AtriumPreview that shows a page
 * @html: the same page, with what has changed
 *
 * Replaces what differs in the page. Scroll position, selection and open `<details>` stay. Of
 * several that come while one is on its way, only the newest is shown.
 */
void
atrium_preview_update_page (AtriumPreview *self,
                            GBytes        *html)
{
  g_autoptr(GBytes) older = NULL;

  g_return_if_fail (ATRIUM_IS_PREVIEW (self));
  g_return_if_fail (html != NULL);

  older = g_steal_pointer (&self->html);
  g_clear_pointer (&self->failure, g_bytes_unref);
  self->html = self->site ? atrium_page_scripts_unwrap_math (html) : g_bytes_ref (html);
  if ((self->granted & ATRIUM_PREVIEW_ALLOW_SCRIPTS) != 0)
    {
      _atrium_preview_schedule_reload (self);
      return;
    }

  _atrium_preview_replace (self, self->html);
}

/**
 * atrium_preview_set_allowed:
 * @self: an #AtriumPreview
 * @allowed: what pages of a generator may do
 *
 * Allows more or less to the pages that atrium_preview_show_site_page() shows; nothing is from the
 * start, and a page of our own never needs more. The one that is shown is loaded anew in a view that
 * knows no other rights, so that nothing goes on that was taken back.
 */
void
atrium_preview_set_allowed (AtriumPreview      *self,
                            AtriumPreviewAllow  allowed)
{
  g_autoptr(GBytes) html = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  if (self->allowed == allowed)
    return;

  self->allowed = allowed;
  if (!self->site || self->html == NULL)
    return;

  html = g_bytes_ref (self->html);
  path = g_strdup (self->path);
  show_page (self, html, path, TRUE);
}

/**
 * atrium_preview_set_loader:
 * @self: an #AtriumPreview
 * @loader: (nullable): gives the bytes of a file of the site
 * @user_data: for @loader
 * @destroy: (nullable): for @user_data
 *
 * Sets where pictures, fonts and style sheets come from. @loader is called in
 * the main thread with paths for which atrium_file_tree_is_safe_path() is
 * true; it has to bound what it reads and to stay in the site's folder where
 * links lead out of it.
 */
void
atrium_preview_set_loader (AtriumPreview       *self,
                           AtriumPreviewLoader  loader,
                           gpointer             user_data,
                           GDestroyNotify       destroy)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  if (self->loader_destroy != NULL)
    self->loader_destroy (self->loader_data);
  self->loader = loader;
  self->loader_data = user_data;
  self->loader_destroy = destroy;
}

/**
 * atrium_preview_set_fetcher:
 * @self: an #AtriumPreview
 * @fetcher: (nullable): gives the files that the page shows
 * @user_data: for @fetcher
 * @destroy: (nullable): frees @user_data
 *
 * Sets what is asked for files instead of the loader. It is called in the main
 * thread and has to end each task that it is given.
 */
void
atrium_preview_set_fetcher (AtriumPreview        *self,
                            AtriumPreviewFetcher  fetcher,
                            gpointer              user_data,
                            GDestroyNotify        destroy)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  if (self->fetcher_destroy != NULL)
    self->fetcher_destroy (self->fetcher_data);
  self->fetcher = fetcher;
  self->fetcher_data = user_data;
  self->fetcher_destroy = destroy;
}

/**
 * atrium_preview_set_dark:
 * @self: an #AtriumPreview
 * @dark: whether the page is dark
 *
 * Shows the page light or dark; before the first call it follows the desktop.
 */
void
atrium_preview_set_dark (AtriumPreview *self,
                         gboolean       dark)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));

  dark = !!dark;
  if (self->themed && self->dark == dark)
    return;

  self->themed = TRUE;
  self->dark = dark;
  if (self->view != NULL)
    {
      paint_paper (self);
      _atrium_preview_set_scripts (self->view, get_theme (self), self->site, self->dollars);
      if (self->loaded && !self->site)
        _atrium_preview_call (self, dark ? "atrium.setTheme('dark');" : "atrium.setTheme('light');", NULL, NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DARK]);
}

/**
 * atrium_preview_set_zoom:
 * @self: an #AtriumPreview
 * @zoom: the scale, 0.1 to 10
 *
 * Sets the scale at which the page is shown; 1.0 is its own size.
 */
void
atrium_preview_set_zoom (AtriumPreview *self,
                         double         zoom)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW (self));
  g_return_if_fail (zoom > 0);

  zoom = CLAMP (zoom, 0.1, 10);
  if (self->zoom == zoom)
    return;

  self->zoom = zoom;
  if (self->view != NULL)
    webkit_web_view_set_zoom_level (self->view, zoom);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
atrium_preview_dispose (GObject *object)
{
  AtriumPreview *self = ATRIUM_PREVIEW (object);

  self->disposed = TRUE;
  destroy_view (self);
  atrium_preview_set_loader (self, NULL, NULL, NULL);
  atrium_preview_set_fetcher (self, NULL, NULL, NULL);

  G_OBJECT_CLASS (atrium_preview_parent_class)->dispose (object);
}

static void
atrium_preview_finalize (GObject *object)
{
  AtriumPreview *self = ATRIUM_PREVIEW (object);

  _atrium_preview_patches_free (&self->patches);
  g_clear_pointer (&self->html, g_bytes_unref);
  g_clear_pointer (&self->failure, g_bytes_unref);
  _atrium_preview_withheld_free (&self->withheld);
  g_free (self->path);
  g_free (self->uri);
  _atrium_preview_look_clear (&self->look);

  G_OBJECT_CLASS (atrium_preview_parent_class)->finalize (object);
}

static void
atrium_preview_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AtriumPreview *self = ATRIUM_PREVIEW (object);

  switch (prop_id)
    {
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_preview_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AtriumPreview *self = ATRIUM_PREVIEW (object);

  switch (prop_id)
    {
    case PROP_DARK:
      atrium_preview_set_dark (self, g_value_get_boolean (value));
      break;
    case PROP_ZOOM:
      atrium_preview_set_zoom (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_preview_class_init (AtriumPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = atrium_preview_dispose;
  object_class->finalize = atrium_preview_finalize;
  object_class->get_property = atrium_preview_get_property;
  object_class->set_property = atrium_preview_set_property;

  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0.1, 10, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] = g_signal_new ("activated", ATRIUM_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LINK_ACTIVATED] = g_signal_new ("link-activated", ATRIUM_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOWN] = g_signal_new ("shown", ATRIUM_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[SCROLLED] = g_signal_new ("scrolled", ATRIUM_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[WITHHELD] = g_signal_new ("withheld", ATRIUM_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[CHANGES_MARKED] = g_signal_new ("changes-marked", ATRIUM_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  signals[PAGE_ACTIVATED] = g_signal_new ("page-activated", ATRIUM_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MISSING_ACTIVATED] = g_signal_new ("missing-activated", ATRIUM_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "preview");
}

static void
atrium_preview_init (AtriumPreview *self)
{
  self->zoom = 1;
  _atrium_preview_patches_init (&self->patches);
}

/**
 * atrium_preview_new:
 *
 * Returns: (transfer floating): an empty preview
 */
GtkWidget *
atrium_preview_new (void)
{
  return g_object_new (ATRIUM_TYPE_PREVIEW, NULL);
}
