#include "atrium-preview-private.h"

#include "atrium-error.h"
#include "atrium-file-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No frame, no form, no worker, nothing from anywhere but the site, and no script. Style attributes
 * and elements are the page's look, and can load nothing either. */
#define SITE ATRIUM_PREVIEW_SCHEME ":"
#define POLICY(source, script)                                                                  \
  "default-src 'none'; img-src " SITE " data:" source "; style-src 'unsafe-inline' " SITE source "; " \
  "font-src " SITE " data:" source "; media-src " SITE " data:" source "; " script                 \
  "worker-src 'none'; child-src 'none'; frame-src 'none'; object-src 'none'; manifest-src 'none'; " \
  "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
#define SCRIPTS(source) "script-src 'unsafe-inline' 'unsafe-eval' " SITE source "; connect-src " SITE "; "

static const char *
find_policy (AtriumPreviewAllow allowed)
{
  static const char *const policies[] = {
    [ATRIUM_PREVIEW_ALLOW_NOTHING] = POLICY ("", ""),
    [ATRIUM_PREVIEW_ALLOW_SCRIPTS] = POLICY ("", SCRIPTS ("")),
    [ATRIUM_PREVIEW_ALLOW_NETWORK] = POLICY (" http: https:", ""),
    [ATRIUM_PREVIEW_ALLOW_SCRIPTS | ATRIUM_PREVIEW_ALLOW_NETWORK] = POLICY (" http: https:", SCRIPTS (" http: https:")),
  };

  return policies[allowed & (ATRIUM_PREVIEW_ALLOW_SCRIPTS | ATRIUM_PREVIEW_ALLOW_NETWORK)];
}

static const struct
{
  const char *suffix;
  const char *mime_type;
  gboolean    script;        /* given to pages whose scripts run */
} mime_types[] = {
  { ".png", "image/png" },
  { ".jpg", "image/jpeg" },
  { ".jpeg", "image/jpeg" },
  { ".jfif", "image/jpeg" },
  { ".gif", "image/gif" },
  { ".webp", "image/webp" },
  { ".avif", "image/avif" },
  { ".jxl", "image/jxl" },
  { ".svg", "image/svg+xml" },
  { ".bmp", "image/bmp" },
  { ".ico", "image/x-icon" },
  { ".css", "text/css" },
  { ".woff2", "font/woff2" },
  { ".woff", "font/woff" },
  { ".ttf", "font/ttf" },
  { ".otf", "font/otf" },
  { ".js", "text/javascript", TRUE },
  { ".mjs", "text/javascript", TRUE },
  { ".json", "application/json", TRUE },
};

/* the type of what a page may show, or NULL where it is not shown */
const char *
_atrium_preview_find_mime_type (const char         *path,
                                AtriumPreviewAllow  allowed)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (mime_types); i++)
    if (g_str_has_suffix (lower, mime_types[i].suffix))
      {
        /* hidden folders and files are nobody's business: a script could tell them on */
        gboolean hidden = lower[0] == '.' || strstr (lower, "/.") != NULL;

        return !mime_types[i].script || ((allowed & ATRIUM_PREVIEW_ALLOW_SCRIPTS) != 0 && !hidden)
                 ? mime_types[i].mime_type : NULL;
      }

  return NULL;
}

/* the ids that a page of ours gives to what can be clicked */
gboolean
_atrium_preview_is_element_id (const char *id)
{
  gsize length = strlen (id);

  if (g_str_equal (id, "person"))
    return TRUE;
  if (length < 3 || length > 300 || (id[0] != 'e' && id[0] != 's') || id[1] != '-')
    return FALSE;

  for (const char *p = id + 2; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_.~", *p) == NULL)
      return FALSE;

  return TRUE;
}

/* the path in the site that `atrium-site://GENERATION/PATH` asks for, decoded; "" for the
 * folder itself; NULL where it is no such URI */
char *
_atrium_preview_dup_path (const char *uri,
                          guint      *generation)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED_PATH, NULL);
  const char *path;
  guint64 number;

  if (parsed == NULL || g_strcmp0 (g_uri_get_scheme (parsed), ATRIUM_PREVIEW_SCHEME) != 0 ||
      g_uri_get_host (parsed) == NULL ||
      !g_ascii_string_to_unsigned (g_uri_get_host (parsed), 10, 0, G_MAXUINT, &number, NULL))
    return NULL;

  *generation = number;
  path = g_uri_get_path (parsed);

  /* decoded once, after the URI was taken apart: `..%2f` is seen as it is */
  return g_uri_unescape_string (*path == '/' ? path + 1 : path, NULL);
}

/* whether a page is given a file of this path at all */
gboolean
_atrium_preview_is_served (const char         *path,
                           AtriumPreviewAllow  allowed)
{
  return _atrium_preview_find_mime_type (path, allowed) != NULL && atrium_file_tree_is_safe_path (path) &&
         strchr (path, '\\') == NULL;
}

static void
refuse (WebKitURISchemeRequest *request,
        const char             *path)
{
  g_autoptr(GError) error = g_error_new (ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s is not in the site", path);

  webkit_uri_scheme_request_finish_error (request, error);
}

#define MAX_SHOWN_PATH 40

/* the end of a path says which file it is */
static char *
shorten_path (const char *path)
{
  g_autofree char *valid = g_utf8_make_valid (path, -1);
  glong length = g_utf8_strlen (valid, -1);
  g_autofree char *end = NULL;

  if (length <= MAX_SHOWN_PATH)
    return g_steal_pointer (&valid);

  end = g_utf8_substring (valid, length - MAX_SHOWN_PATH, length);
  return g_strconcat ("…", end, NULL);
}

static void
draw_text (GString    *svg,
           int         y,
           const char *colour,
           const char *text)
{
  g_autofree char *element = g_markup_printf_escaped (
    "<text x='250' y='%d' text-anchor='middle' font-family='sans-serif' font-size='22' fill='%s'>%s</text>", y, colour, text);

  g_string_append (svg, element);
}

/* what stands for a picture that is not there: a frame with its path, and something to click on,
 * which is the whole picture */
GBytes *
_atrium_preview_draw_placeholder (const char *path,
                                  gboolean    button)
{
  g_autofree char *shown = shorten_path (path);
  GString *svg = g_string_new (
    "<svg xmlns='http://www.w3.org/2000/svg' width='500' height='300' viewBox='0 0 500 300'>"
    "<rect width='500' height='300' fill='#88929f' fill-opacity='.16'/>"
    "<g fill='none' stroke='#88929f' stroke-width='9' stroke-linejoin='round' stroke-linecap='round'>"
    "<rect x='180' y='36' width='140' height='110' rx='14'/><circle cx='218' cy='72' r='11'/>"
    "<path d='m188 136 36-36 24 24 20-20 44 42'/></g>");

  draw_text (svg, 190, "#808a96", shown);
  if (button)
    {
      g_string_append (svg, "<rect x='135' y='212' width='230' height='48' rx='24' fill='#3584e4'/>");
      draw_text (svg, 243, "#ffffff", _("Choose a File…"));
    }
  g_string_append (svg, "</svg>");

  return g_string_free_to_bytes (svg);
}

static void
respond (WebKitURISchemeRequest *request,
         GBytes                 *bytes,
         const char             *mime_type,
         AtriumPreviewAllow      allowed)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(WebKitURISchemeResponse) response = webkit_uri_scheme_response_new (stream, g_bytes_get_size (bytes));
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  soup_message_headers_append (headers, "Content-Security-Policy", find_policy (allowed));
  /* what forbids guessing looks for the type here, and not at the response */
  soup_message_headers_append (headers, "Content-Type", mime_type);
  soup_message_headers_append (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_append (headers, "X-DNS-Prefetch-Control", "off");
  soup_message_headers_append (headers, "Referrer-Policy", "no-referrer");
  webkit_uri_scheme_response_set_http_headers (response, headers);
  webkit_uri_scheme_response_set_content_type (response, mime_type);
  webkit_uri_scheme_request_finish_with_response (request, response);
}

/* a file that is there, or what stands for one that is not */
static void
respond_with (WebKitURISchemeRequest *request,
              AtriumPreview          *preview,
              const char             *path,
              GBytes                 *bytes,
              AtriumPreviewAllow      allowed)
{
  const char *mime_type = _atrium_preview_find_mime_type (path, allowed);
  g_autoptr(GBytes) placeholder = NULL;

  if (bytes != NULL && g_bytes_get_size (bytes) <= ATRIUM_PREVIEW_MAX_FILE_BYTES)
    {
      respond (request, bytes, mime_type, allowed);
      return;
    }
  if (mime_type == NULL || !g_str_has_prefix (mime_type, "image/") || !atrium_file_tree_is_safe_path (path))
    {
      refuse (request, path);
      return;
    }

  _atrium_preview_look_miss (preview, webkit_uri_scheme_request_get_uri (request));
  placeholder = _atrium_preview_draw_placeholder (path, _atrium_preview_hears_choices (preview));
  respond (request, placeholder, "image/svg+xml", allowed);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(WebKitURISchemeRequest) request = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = _atrium_preview_load_finish (ATRIUM_PREVIEW (object), result, &error);
  guint generation = 0;
  g_autofree char *path = _atrium_preview_dup_path (webkit_uri_scheme_request_get_uri (request), &generation);

  respond_with (request, ATRIUM_PREVIEW (object), path, bytes, _atrium_preview_get_granted (ATRIUM_PREVIEW (object)));
}

void
_atrium_preview_serve (WebKitURISchemeRequest *request,
                       AtriumPreview          *preview)
{
  guint generation = 0;
  g_autofree char *path = _atrium_preview_dup_path (webkit_uri_scheme_request_get_uri (request), &generation);
  GBytes *page;

  if (preview == NULL || path == NULL)
    {
      refuse (request, path != NULL ? path : "");
      return;
    }

  page = _atrium_preview_get_page (preview, generation, path);
  if (page != NULL)
    respond (request, page, "text/html; charset=utf-8", _atrium_preview_get_granted (preview));
  else if (g_str_has_prefix (path, ATRIUM_PREVIEW_MATH_FOLDER))
    _atrium_preview_load_font_async (preview, path + strlen (ATRIUM_PREVIEW_MATH_FOLDER), loaded_cb, g_object_ref (request));
  else if (!_atrium_preview_is_served (path, _atrium_preview_get_granted (preview)))
    refuse (request, path);
  else
    _atrium_preview_load_async (preview, generation, path, loaded_cb, g_object_ref (request));
}
