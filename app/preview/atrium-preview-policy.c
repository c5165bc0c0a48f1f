#include "atrium-preview-private.h"

#include <string.h>

/* Where a page may go: to itself, and to places in itself. */

static gboolean
is_page_uri (AtriumPreview *preview,
             const char    *uri,
             gboolean      *has_fragment)
{
  const char *page = _atrium_preview_get_uri (preview);
  gsize length = strcspn (uri, "#");

  *has_fragment = uri[length] == '#';

  return page != NULL && strlen (page) == length && strncmp (page, uri, length) == 0;
}

/* "/lab/" is "/lab/index.html" */
static gboolean
leads_into_page (AtriumPreview *preview,
                 const char    *uri)
{
  const char *page = _atrium_preview_get_uri (preview);
  gsize length = strcspn (uri, "#");

  return page != NULL && length > 0 && uri[length - 1] == '/' && strncmp (page, uri, length) == 0 &&
         g_str_equal (page + length, "index.html");
}

static void
go_to (AtriumPreview *preview,
       const char    *fragment)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autofree char *id = g_uri_unescape_string (fragment, NULL);

  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (id != NULL && g_utf8_validate (id, -1, NULL) ? id : ""));
  _atrium_preview_call (preview, "atrium.goTo(id);", g_variant_builder_end (&builder), NULL);
}

static void
activate_link (AtriumPreview *preview,
               const char    *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  guint generation = 0;
  g_autofree char *path = _atrium_preview_dup_path (uri, &generation);

  if (leads_into_page (preview, uri))
    go_to (preview, uri[strcspn (uri, "#")] == '#' ? uri + strcspn (uri, "#") + 1 : "");
  else if (path != NULL && generation == _atrium_preview_get_generation (preview) && g_utf8_validate (path, -1, NULL))
    g_signal_emit_by_name (preview, "page-activated", path);
  else if (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "mailto") == 0)
    g_signal_emit_by_name (preview, "link-activated", uri);
}

static gboolean
may_navigate (AtriumPreview          *preview,
              WebKitNavigationAction *action)
{
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  gboolean has_fragment;

  if (is_page_uri (preview, uri, &has_fragment))
    return has_fragment || _atrium_preview_take_navigation (preview);
  if (webkit_navigation_action_get_navigation_type (action) == WEBKIT_NAVIGATION_TYPE_LINK_CLICKED &&
      webkit_navigation_action_is_user_gesture (action))
    activate_link (preview, uri);

  return FALSE;
}

static gboolean
may_show (WebKitResponsePolicyDecision *decision)
{
  WebKitURIRequest *request = webkit_response_policy_decision_get_request (decision);

  return g_str_has_prefix (webkit_uri_request_get_uri (request), ATRIUM_PREVIEW_SCHEME ":") &&
         webkit_response_policy_decision_is_mime_type_supported (decision);
}

static gboolean
decide_policy_cb (WebKitWebView            *view,
                  WebKitPolicyDecision     *decision,
                  WebKitPolicyDecisionType  type,
                  AtriumPreview            *preview)
{
  gboolean allowed = FALSE;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    {
      allowed = may_show (WEBKIT_RESPONSE_POLICY_DECISION (decision));
    }
  else
    {
      WebKitNavigationAction *action =
        webkit_navigation_policy_decision_get_navigation_action (WEBKIT_NAVIGATION_POLICY_DECISION (decision));

      allowed = may_navigate (preview, action) && type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION;
    }

  if (allowed)
    webkit_policy_decision_use (decision);
  else
    webkit_policy_decision_ignore (decision);

  return TRUE;
}

/* keeps what @view shows to the page of @preview */
void
_atrium_preview_follow_policy (AtriumPreview *preview,
                               WebKitWebView *view)
{
  g_signal_connect (view, "decide-policy", G_CALLBACK (decide_policy_cb), preview);
}
