#include "atrium-preview-private.h"

#include <string.h>

/* Nothing but our own scheme is loaded, whatever a page asks for, and of the network only what
 * was allowed. */
#define ALLOW(trigger) \
  ", { \"trigger\": { \"url-filter\": " trigger " }, \"action\": { \"type\": \"ignore-previous-rules\" } }"
#define RULES(more)                                                                       \
  "[ { \"trigger\": { \"url-filter\": \".*\" }, \"action\": { \"type\": \"block\" } }" \
  ALLOW ("\"^atrium-site:\"") ALLOW ("\"^data:image/\"") more " ]"
#define NETWORK "\"^https?:\", \"resource-type\": [ \"image\", \"style-sheet\", \"font\", \"media\""

typedef struct
{
  const char              *name;     /* holds the version of the rules: change it with them */
  const char              *rules;
  WebKitUserContentFilter *filter;
  gboolean                 asked;
  gboolean                 failed;
  GQueue                   waiting;
} Filter;

static Filter filters[] = {
  { .name = "atrium-1", .rules = RULES ("") },
  { .name = "atrium-network-1", .rules = RULES (ALLOW (NETWORK " ]")) },
  { .name = "atrium-network-scripts-1", .rules = RULES (ALLOW (NETWORK ", \"script\" ]")) },
};

/* What a page has no use for. Some of them reach the network without asking the policy or
 * the content filter (preconnect, prefetch); a feature that this WebKit does not have is
 * passed over. */
static const char *const needless_features[] = {
  "LinkPreconnect", "LinkPreconnectEarlyHints", "LinkPreload", "LinkPrefetch", "SpeculationRulesPrefetch",
  "BeaconAPI", "WebSocket", "WebTransport", "ServiceWorkers", "SharedWorker", "Notifications", "NotificationEvent",
  "PushAPI", "GeolocationAPI", "Cookie", "CookieStoreAPI", "LocalStorage", "SessionStorage", "IndexedDBAPI",
  "PermissionsAPI", "WebShareAPI", "StorageAccessAPI", "JavaScriptMarkup", "ScreenWakeLockAPI", "BackgroundFetchAPI",
};

/* Without these the scripts of many sites end at their first line. */
static const char *const script_features[] = { "LocalStorage", "SessionStorage", "JavaScriptMarkup" };

typedef struct
{
  WebKitUserContentManager *manager;
  GFunc                     ready;
  GObject                  *object;
} Waiter;

static void
scheme_request_cb (WebKitURISchemeRequest *request,
                   gpointer                user_data)
{
  WebKitWebView *view = webkit_uri_scheme_request_get_web_view (request);
  GtkWidget *preview = view != NULL ? gtk_widget_get_ancestor (GTK_WIDGET (view), ATRIUM_TYPE_PREVIEW) : NULL;

  _atrium_preview_serve (request, preview != NULL ? ATRIUM_PREVIEW (preview) : NULL);
}

WebKitWebContext *
_atrium_preview_get_context (void)
{
  static WebKitWebContext *context;

  if (context == NULL)
    {
      context = webkit_web_context_new ();
      webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
      webkit_web_context_register_uri_scheme (context, ATRIUM_PREVIEW_SCHEME, scheme_request_cb, NULL, NULL);
    }

  return context;
}

static void
download_started_cb (WebKitNetworkSession *session,
                     WebKitDownload       *download,
                     gpointer              user_data)
{
  webkit_download_cancel (download);
}

static WebKitNetworkSession *
new_session (void)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();

  webkit_network_session_set_persistent_credential_storage_enabled (session, FALSE);
  webkit_network_session_set_tls_errors_policy (session, WEBKIT_TLS_ERRORS_POLICY_FAIL);
  g_signal_connect (session, "download-started", G_CALLBACK (download_started_cb), NULL);

  return session;
}

WebKitNetworkSession *
_atrium_preview_get_session (AtriumPreviewAllow allowed)
{
  static WebKitNetworkSession *closed, *open;

  if ((allowed & ATRIUM_PREVIEW_ALLOW_NETWORK) != 0)
    {
      if (open == NULL)
        open = new_session ();
      return open;
    }
  if (closed == NULL)
    {
      /* no proxy speaks this protocol, so that every connection fails before a name is
       * looked up: a wall behind the policy and the filter */
      WebKitNetworkProxySettings *nowhere = webkit_network_proxy_settings_new ("atrium-nowhere://0.0.0.0:9", NULL);

      closed = new_session ();
      webkit_network_session_set_proxy_settings (closed, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, nowhere);
      webkit_network_proxy_settings_free (nowhere);
    }

  return closed;
}

static void
set_features (WebKitSettings    *settings,
              const char *const *identifiers,
              gsize              n_identifiers,
              gboolean           enabled)
{
  g_autoptr(WebKitFeatureList) features = webkit_settings_get_all_features ();
  gsize n = webkit_feature_list_get_length (features);

  for (gsize i = 0; i < n; i++)
    {
      WebKitFeature *feature = webkit_feature_list_get (features, i);
      const char *identifier = webkit_feature_get_identifier (feature);

      for (gsize j = 0; j < n_identifiers; j++)
        if (g_str_equal (identifier, identifiers[j]))
          webkit_settings_set_feature_enabled (settings, feature, enabled);
    }
}

static WebKitSettings *
new_settings (gboolean scripts)
{
  WebKitSettings *settings = webkit_settings_new ();

  set_features (settings, needless_features, G_N_ELEMENTS (needless_features), FALSE);
  if (scripts)
    set_features (settings, script_features, G_N_ELEMENTS (script_features), TRUE);
  g_object_set (settings,
                "enable-javascript", TRUE,              /* ours, in its own world */
                "enable-javascript-markup", scripts,    /* the page's own */
                "javascript-can-open-windows-automatically", FALSE,
                "javascript-can-access-clipboard", FALSE,
                "allow-file-access-from-file-urls", FALSE,
                "allow-universal-access-from-file-urls", FALSE,
                "allow-top-navigation-to-data-urls", FALSE,
                "allow-modal-dialogs", FALSE,
                "enable-html5-local-storage", scripts,
                "enable-html5-database", FALSE,
                "enable-webaudio", FALSE,
                "enable-webgl", FALSE,
                "enable-webrtc", FALSE,
                "enable-media", FALSE,
                "enable-media-stream", FALSE,
                "enable-mediasource", FALSE,
                "enable-encrypted-media", FALSE,
                "enable-fullscreen", FALSE,
                "enable-page-cache", FALSE,
                "enable-developer-extras", FALSE,
                "enable-back-forward-navigation-gestures", FALSE,
                "enable-smooth-scrolling", TRUE,
                NULL);

  return settings;
}

/* scripts of a page have a memory of their own, that ends with the program */
WebKitSettings *
_atrium_preview_get_settings (AtriumPreviewAllow allowed)
{
  static WebKitSettings *settings[2];
  gboolean scripts = (allowed & ATRIUM_PREVIEW_ALLOW_SCRIPTS) != 0;

  if (settings[scripts] == NULL)
    settings[scripts] = new_settings (scripts);

  return settings[scripts];
}

static void
waiter_run (Waiter *waiter,
            Filter *filter)
{
  if (filter->filter != NULL)
    webkit_user_content_manager_add_filter (waiter->manager, filter->filter);
  waiter->ready (waiter->object, waiter->manager);
  g_object_unref (waiter->manager);
  g_object_unref (waiter->object);
  g_free (waiter);
}

static void
filter_done (Filter                  *self,
             WebKitUserContentFilter *filter,
             const GError            *error)
{
  Waiter *waiter;

  self->filter = filter;
  self->failed = filter == NULL;
  if (filter == NULL)
    g_message ("The preview goes without its content filter: %s", error->message);
  while ((waiter = g_queue_pop_head (&self->waiting)) != NULL)
    waiter_run (waiter, self);
}

static void
filter_saved_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  WebKitUserContentFilterStore *store = WEBKIT_USER_CONTENT_FILTER_STORE (object);
  g_autoptr(GError) error = NULL;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_save_finish (store, result, &error);

  filter_done (user_data, filter, error);
}

static void
filter_loaded_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  WebKitUserContentFilterStore *store = WEBKIT_USER_CONTENT_FILTER_STORE (object);
  Filter *self = user_data;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_load_finish (store, result, NULL);
  g_autoptr(GBytes) rules = NULL;

  if (filter != NULL)
    {
      filter_done (self, filter, NULL);
      return;
    }

  rules = g_bytes_new_static (self->rules, strlen (self->rules));
  webkit_user_content_filter_store_save (store, self->name, rules, NULL, filter_saved_cb, self);
}

static Filter *
find_filter (AtriumPreviewAllow allowed)
{
  if ((allowed & ATRIUM_PREVIEW_ALLOW_NETWORK) == 0)
    return &filters[0];

  return (allowed & ATRIUM_PREVIEW_ALLOW_SCRIPTS) == 0 ? &filters[1] : &filters[2];
}

void
_atrium_preview_when_filtered (WebKitUserContentManager *manager,
                               AtriumPreviewAllow        allowed,
                               GFunc                     ready,
                               GObject                  *object)
{
  static WebKitUserContentFilterStore *store;
  Filter *filter = find_filter (allowed);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->manager = g_object_ref (manager);
  waiter->ready = ready;
  waiter->object = g_object_ref (object);
  if (filter->filter != NULL || filter->failed)
    {
      waiter_run (waiter, filter);
      return;
    }

  g_queue_push_tail (&filter->waiting, waiter);
  if (store == NULL)
    {
      g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "atrium", "content-filter", NULL);

      store = webkit_user_content_filter_store_new (folder);
    }
  if (!filter->asked)
    webkit_user_content_filter_store_load (store, filter->name, NULL, filter_loaded_cb, filter);
  filter->asked = TRUE;
}
