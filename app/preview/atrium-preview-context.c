#include "atrium-preview-private.h"

#include <string.h>

/* Nothing but our own scheme is loaded, whatever a page asks for. */
static const char filter_rules[] =
  "[ { \"trigger\": { \"url-filter\": \".*\" }, \"action\": { \"type\": \"block\" } },"
  "  { \"trigger\": { \"url-filter\": \"^atrium-site:\" }, \"action\": { \"type\": \"ignore-previous-rules\" } },"
  "  { \"trigger\": { \"url-filter\": \"^data:image/\" }, \"action\": { \"type\": \"ignore-previous-rules\" } } ]";

/* The name holds the version of the rules: change it with them. */
#define FILTER_NAME "atrium-1"

/* What a page has no use for. Some of them reach the network without asking the policy or
 * the content filter (preconnect, prefetch); a feature that this WebKit does not have is
 * passed over. */
static const char *const needless_features[] = {
  "LinkPreconnect", "LinkPreconnectEarlyHints", "LinkPreload", "LinkPrefetch", "SpeculationRulesPrefetch",
  "BeaconAPI", "WebSocket", "WebTransport", "ServiceWorkers", "SharedWorker", "Notifications", "NotificationEvent",
  "PushAPI", "GeolocationAPI", "Cookie", "CookieStoreAPI", "LocalStorage", "SessionStorage", "IndexedDBAPI",
  "PermissionsAPI", "WebShareAPI", "StorageAccessAPI", "JavaScriptMarkup", "ScreenWakeLockAPI", "BackgroundFetchAPI",
};

static WebKitUserContentFilter *shared_filter;
static gboolean filter_failed;
static GQueue waiting = G_QUEUE_INIT;

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

WebKitNetworkSession *
_atrium_preview_get_session (void)
{
  static WebKitNetworkSession *session;

  if (session == NULL)
    {
      /* no proxy speaks this protocol, so that every connection fails before a name is
       * looked up: a wall behind the policy and the filter */
      WebKitNetworkProxySettings *nowhere = webkit_network_proxy_settings_new ("atrium-nowhere://0.0.0.0:9", NULL);

      session = webkit_network_session_new_ephemeral ();
      webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, nowhere);
      webkit_network_session_set_persistent_credential_storage_enabled (session, FALSE);
      webkit_network_session_set_tls_errors_policy (session, WEBKIT_TLS_ERRORS_POLICY_FAIL);
      g_signal_connect (session, "download-started", G_CALLBACK (download_started_cb), NULL);
      webkit_network_proxy_settings_free (nowhere);
    }

  return session;
}

static void
disable_needless_features (WebKitSettings *settings)
{
  g_autoptr(WebKitFeatureList) features = webkit_settings_get_all_features ();
  gsize n = webkit_feature_list_get_length (features);

  for (gsize i = 0; i < n; i++)
    {
      WebKitFeature *feature = webkit_feature_list_get (features, i);
      const char *identifier = webkit_feature_get_identifier (feature);

      for (gsize j = 0; j < G_N_ELEMENTS (needless_features); j++)
        if (g_str_equal (identifier, needless_features[j]))
          webkit_settings_set_feature_enabled (settings, feature, FALSE);
    }
}

WebKitSettings *
_atrium_preview_get_settings (void)
{
  static WebKitSettings *settings;

  if (settings == NULL)
    {
      settings = webkit_settings_new ();
      disable_needless_features (settings);
      g_object_set (settings,
                    "enable-javascript", TRUE,              /* ours, in its own world */
                    "enable-javascript-markup", FALSE,      /* the page's own */
                    "javascript-can-open-windows-automatically", FALSE,
                    "javascript-can-access-clipboard", FALSE,
                    "allow-file-access-from-file-urls", FALSE,
                    "allow-universal-access-from-file-urls", FALSE,
                    "allow-top-navigation-to-data-urls", FALSE,
                    "allow-modal-dialogs", FALSE,
                    "enable-html5-local-storage", FALSE,
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
    }

  return settings;
}

static void
waiter_run (Waiter *waiter)
{
  if (shared_filter != NULL)
    webkit_user_content_manager_add_filter (waiter->manager, shared_filter);
  waiter->ready (waiter->object, NULL);
  g_object_unref (waiter->manager);
  g_object_unref (waiter->object);
  g_free (waiter);
}

static void
filter_done (WebKitUserContentFilter *filter,
             const GError            *error)
{
  Waiter *waiter;

  shared_filter = filter;
  filter_failed = filter == NULL;
  if (filter == NULL)
    g_message ("The preview goes without its content filter: %s", error->message);
  while ((waiter = g_queue_pop_head (&waiting)) != NULL)
    waiter_run (waiter);
}

static void
filter_saved_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  filter_done (webkit_user_content_filter_store_save_finish (WEBKIT_USER_CONTENT_FILTER_STORE (object), result, &error),
               error);
}

static void
filter_loaded_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  WebKitUserContentFilterStore *store = WEBKIT_USER_CONTENT_FILTER_STORE (object);
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_load_finish (store, result, NULL);
  g_autoptr(GBytes) rules = NULL;

  if (filter != NULL)
    {
      filter_done (filter, NULL);
      return;
    }

  rules = g_bytes_new_static (filter_rules, strlen (filter_rules));
  webkit_user_content_filter_store_save (store, FILTER_NAME, rules, NULL, filter_saved_cb, NULL);
}

void
_atrium_preview_when_filtered (WebKitUserContentManager *manager,
                               GFunc                     ready,
                               GObject                  *object)
{
  static WebKitUserContentFilterStore *store;
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->manager = g_object_ref (manager);
  waiter->ready = ready;
  waiter->object = g_object_ref (object);
  if (shared_filter != NULL || filter_failed)
    {
      waiter_run (waiter);
      return;
    }

  g_queue_push_tail (&waiting, waiter);
  if (store == NULL)
    {
      g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "atrium", "content-filter", NULL);

      store = webkit_user_content_filter_store_new (folder);
      webkit_user_content_filter_store_load (store, FILTER_NAME, NULL, filter_loaded_cb, NULL);
    }
}
