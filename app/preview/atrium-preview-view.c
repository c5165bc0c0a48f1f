#include "atrium-preview-private.h"

#include "atrium-preview-resources.h"

/* The web view as every page gets it: what runs in it, and what no page is given. */

#define RESOURCES "/io/github/atrium_editor/Atrium/preview/"

static gboolean
context_menu_cb (WebKitWebView       *view,
                 WebKitContextMenu   *menu,
                 WebKitHitTestResult *hit,
                 gpointer             user_data)
{
  if (!webkit_hit_test_result_context_is_selection (hit))
    return TRUE;

  webkit_context_menu_remove_all (menu);
  webkit_context_menu_append (menu, webkit_context_menu_item_new_from_stock_action (WEBKIT_CONTEXT_MENU_ACTION_COPY));

  return FALSE;
}

static gboolean
deny_permission_cb (WebKitWebView           *view,
                    WebKitPermissionRequest *request,
                    gpointer                 user_data)
{
  webkit_permission_request_deny (request);

  return TRUE;
}

static gboolean
swallow_cb (void)
{
  return TRUE;
}

static GtkWidget *
create_cb (WebKitWebView          *view,
           WebKitNavigationAction *action,
           gpointer                user_data)
{
  return NULL;
}

static char *
load_resource (const char *path)
{
  g_autoptr(GBytes) bytes = g_resource_lookup_data (atrium_preview_get_resource (), path, 0, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

static void
add_script (WebKitUserContentManager *manager,
            const char               *source)
{
  WebKitUserScript *script = webkit_user_script_new_for_world (source, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                                               WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START,
                                                               ATRIUM_PREVIEW_WORLD, NULL, NULL);

  webkit_user_content_manager_add_script (manager, script);
  webkit_user_script_unref (script);
}

static void
add_style (WebKitUserContentManager *manager,
           const char               *path)
{
  g_autofree char *source = load_resource (path);
  WebKitUserStyleSheet *style = webkit_user_style_sheet_new (source, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                                             WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);

  webkit_user_content_manager_add_style_sheet (manager, style);
  webkit_user_style_sheet_unref (style);
}

/* @theme is "dark", "light" or NULL; a site's page has a look of its own, and with @dollars its
 * formulas stand between single ones too */
void
_atrium_preview_set_scripts (WebKitWebView *view,
                             const char    *theme,
                             gboolean       site,
                             gboolean       dollars)
{
  WebKitUserContentManager *manager = webkit_web_view_get_user_content_manager (view);
  g_autofree char *math = load_resource (RESOURCES "math.js");
  g_autofree char *script = load_resource (RESOURCES "preview.js");
  g_autofree char *look = load_resource (RESOURCES "preview-look.js");
  g_autofree char *whole = load_resource (RESOURCES "preview-whole.js");

  webkit_user_content_manager_remove_all_scripts (manager);
  webkit_user_content_manager_remove_all_style_sheets (manager);
  add_script (manager, math);
  add_script (manager, script);
  add_script (manager, look);
  add_script (manager, whole);
  add_style (manager, site ? RESOURCES "preview-site.css" : RESOURCES "preview.css");
  add_style (manager, RESOURCES "preview-look.css");
  if (site)
    add_script (manager, dollars ? "atrium.setSite(true);" : "atrium.setSite(false);");
  else if (g_strcmp0 (theme, "dark") == 0)
    add_script (manager, "atrium.setTheme('dark');");
  else if (theme != NULL)
    add_script (manager, "atrium.setTheme('light');");
}

static void
deny_everything (WebKitWebView *view)
{
  const char *names[] = { "print", "run-file-chooser", "script-dialog", "show-notification", "enter-fullscreen" };

  g_signal_connect (view, "context-menu", G_CALLBACK (context_menu_cb), NULL);
  g_signal_connect (view, "permission-request", G_CALLBACK (deny_permission_cb), NULL);
  g_signal_connect (view, "create", G_CALLBACK (create_cb), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect (view, names[i], G_CALLBACK (swallow_cb), NULL);
}

/* floating */
WebKitWebView *
_atrium_preview_create_view (AtriumPreviewAllow allowed)
{
  g_autoptr(WebKitUserContentManager) manager = webkit_user_content_manager_new ();
  WebKitWebView *view;

  webkit_user_content_manager_register_script_message_handler (manager, ATRIUM_PREVIEW_WORLD, ATRIUM_PREVIEW_WORLD);
  view = g_object_new (WEBKIT_TYPE_WEB_VIEW,
                       "web-context", _atrium_preview_get_context (),
                       "network-session", _atrium_preview_get_session (allowed),
                       "settings", _atrium_preview_get_settings (allowed),
                       "user-content-manager", manager,
                       "hexpand", TRUE,
                       "vexpand", TRUE,
                       NULL);
  _atrium_preview_set_scripts (view, NULL, FALSE, FALSE);
  deny_everything (view);

  return view;
}
