#include "web.h"

#include <libsoup/soup.h>
#include <string.h>

/* What a page of a generator may do once it was allowed: exactly that, and nothing of a page that
 * was not. A server on this machine is the network. */

typedef struct
{
  SoupServer *server;
  guint       port;
  GHashTable *asked;     /* paths */
} Net;

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Net *net = user_data;
  static const char css[] = "p { color: rgb(1, 2, 3) }";
  static const char script[] = "document.documentElement.setAttribute('data-far', 'ran')";
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='7' height='7'/>";
  const char *type = g_str_has_suffix (path, ".css") ? "text/css" : g_str_has_suffix (path, ".js") ? "text/javascript"
                   : g_str_has_suffix (path, ".svg") ? "image/svg+xml" : "text/html";
  const char *body = g_str_equal (type, "text/css") ? css : g_str_equal (type, "text/javascript") ? script : svg;

  g_hash_table_add (net->asked, g_strdup (path));
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Access-Control-Allow-Origin", "*");
  soup_server_message_set_response (message, type, SOUP_MEMORY_STATIC, body, strlen (body));
  soup_server_message_set_status (message, 200, NULL);
}

static void
net_open (Net *net)
{
  GSList *uris;

  net->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  net->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (net->server, NULL, asked_cb, net, NULL);
  g_assert_true (soup_server_listen_local (net->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (net->server);
  net->port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
net_close (Net *net)
{
  soup_server_disconnect (net->server);
  g_clear_object (&net->server);
  g_hash_table_unref (net->asked);
}

/* in the order of the alphabet */
static char *
net_dup_asked (Net *net)
{
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (net->asked), (GCompareFunc) strcmp);
  GString *out = g_string_new (NULL);

  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", (char *) l->data);

  return g_string_free (out, FALSE);
}

static char *
with_net (const char *text,
          Net        *net)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", net->port);
  g_auto(GStrv) parts = g_strsplit (text, "$N", -1);

  return g_strjoinv (url, parts);
}

static GBytes *
load_file (const char  *path,
           gpointer     user_data,
           GError     **error)
{
  GPtrArray *asked = user_data;
  const char *text = NULL;

  g_ptr_array_add (asked, g_strdup (path));
  if (g_str_equal (path, "main.js"))
    text = "document.documentElement.setAttribute('data-near', 'ran');"
           "fetch('/data.json').then(r => r.json()).then(j => document.documentElement.setAttribute('data-json', j.a))";
  else if (g_str_equal (path, "data.json"))
    text = "{\"a\": 7}";
  else if (g_str_equal (path, "module.mjs"))
    text = "document.documentElement.setAttribute('data-module', 'ran')";

  return text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
}

typedef struct
{
  Web        web;
  Net        net;
  GPtrArray *files;
} Fixture;

static void
fixture_open (Fixture *fixture)
{
  fixture->files = g_ptr_array_new_with_free_func (g_free);
  net_open (&fixture->net);
  web_open (&fixture->web, 600, 500);
  atrium_preview_set_loader (fixture->web.preview, load_file, fixture->files, NULL);
}

static void
fixture_close (Fixture *fixture)
{
  web_close (&fixture->web);
  net_close (&fixture->net);
  g_ptr_array_unref (fixture->files);
}

static void
allow (Fixture            *fixture,
       AtriumPreviewAllow  allowed)
{
  atrium_preview_set_allowed (fixture->web.preview, allowed);
  fixture->web.view = WEBKIT_WEB_VIEW (gtk_widget_get_first_child (GTK_WIDGET (fixture->web.preview)));
}

static gboolean
is_shown (gpointer data)
{
  return ((Web *) data)->n_shown > 0;
}

static void
show (Fixture    *fixture,
      const char *body)
{
  g_autofree char *filled = with_net (body, &fixture->net);
  g_autofree char *html = g_strconcat ("<!DOCTYPE html><html><head><title>t</title></head><body>", filled, "</body></html>", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));

  fixture->web.n_shown = 0;
  atrium_preview_show_site_page (fixture->web.preview, bytes, "index.html");
  fixture->web.view = WEBKIT_WEB_VIEW (gtk_widget_get_first_child (GTK_WIDGET (fixture->web.preview)));
  web_wait_for (is_shown, &fixture->web);
}

static void
assert_eval (Fixture    *fixture,
             const char *expression,
             const char *expected)
{
  g_autofree char *value = web_eval (&fixture->web, "atrium", expression);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_asked (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *asked = net_dup_asked (&fixture->net);

  g_assert_cmpstr (asked, ==, expected);
}

static const char everything[] =
  "<p style='font-family: far'>text</p><link rel=stylesheet href=$N/far.css><img src=$N/far.svg>"
  "<style>@font-face{font-family:far;src:url($N/far.woff2)}</style>"
  "<script src=/main.js></script><script type=module src=/module.mjs></script><script src=$N/far.js></script>"
  "<script>document.documentElement.setAttribute('data-inline', 'ran')</script>"
  "<b onclick='' id=b></b><img src=none.txt onerror=\"document.documentElement.setAttribute('data-attribute', 'ran')\">";

#define RAN "['near', 'json', 'module', 'inline', 'attribute', 'far'].filter(n => document.documentElement.hasAttribute('data-' + n)).join(' ')"

static gboolean
has_hosts (gpointer data)
{
  const char *const *hosts = NULL;

  return (atrium_preview_get_withheld (data, &hosts) & ATRIUM_PREVIEW_ALLOW_NETWORK) != 0 && hosts != NULL && hosts[0] != NULL;
}

static void
withheld_cb (AtriumPreview *preview,
             guint         *n)
{
  (*n)++;
}

static void
test_nothing (void)
{
  Fixture fixture;
  const char *const *hosts;
  g_autofree char *host = NULL;
  guint n = 0;

  fixture_open (&fixture);
  g_signal_connect (fixture.web.preview, "withheld", G_CALLBACK (withheld_cb), &n);
  show (&fixture, everything);
  web_wait_for (has_hosts, fixture.web.preview);
  web_wait (500);
  assert_eval (&fixture, RAN, "");
  assert_asked (&fixture, "");
  g_assert_cmpint (atrium_preview_get_withheld (fixture.web.preview, &hosts), ==, ATRIUM_PREVIEW_ALLOW_SCRIPTS | ATRIUM_PREVIEW_ALLOW_NETWORK);
  host = g_strdup_printf ("127.0.0.1:%u", fixture.net.port);
  g_assert_cmpstr (hosts[0], ==, host);
  g_assert_null (hosts[1]);
  g_assert_cmpuint (n, ==, 2);

  /* a page that wants nothing */
  show (&fixture, "<p>text</p><script type='application/ld+json'>{}</script><a href=$N/x>link</a>");
  web_wait (500);
  g_assert_cmpint (atrium_preview_get_withheld (fixture.web.preview, &hosts), ==, 0);
  g_assert_true (hosts == NULL || hosts[0] == NULL);
  g_assert_cmpuint (n, ==, 3);
  fixture_close (&fixture);
}

static void
test_scripts (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_SCRIPTS);
  show (&fixture, everything);
  web_wait_true (&fixture.web, RAN " === 'near json module inline attribute'");
  web_wait_for (has_hosts, fixture.web.preview);
  web_wait (500);
  assert_eval (&fixture, RAN, "near json module inline attribute");
  assert_asked (&fixture, "");
  g_assert_cmpint (atrium_preview_get_withheld (fixture.web.preview, NULL), ==, ATRIUM_PREVIEW_ALLOW_NETWORK);

  /* what the scripts of many themes begin with */
  show (&fixture, "<p>x</p><script>localStorage.setItem('theme', 'dark'); sessionStorage.setItem('a', '1');"
                  "document.documentElement.dataset.stored = localStorage.getItem('theme') + sessionStorage.getItem('a')"
                  " + window.matchMedia('(prefers-color-scheme: dark)').matches</script>");
  assert_eval (&fixture, "document.documentElement.dataset.stored", "dark1false");

  /* our own page has none to run, whatever is allowed */
  fixture.web.n_shown = 0;
  {
    g_autoptr(GBytes) own = g_bytes_new_static ("<!DOCTYPE html><script>document.title='ran'</script><p id=e-1>x", 63);

    atrium_preview_show_page (fixture.web.preview, own, "index.html");
    fixture.web.view = WEBKIT_WEB_VIEW (gtk_widget_get_first_child (GTK_WIDGET (fixture.web.preview)));
    web_wait_for (is_shown, &fixture.web);
  }
  assert_eval (&fixture, "document.title", "");
  fixture_close (&fixture);
}

static void
test_network (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_NETWORK);
  show (&fixture, everything);
  web_wait_true (&fixture.web, "getComputedStyle(document.querySelector('p')).color === 'rgb(1, 2, 3)' && document.images[0].naturalWidth === 7");
  web_wait (500);
  assert_eval (&fixture, RAN, "");
  assert_asked (&fixture, "/far.css /far.svg /far.woff2");
  g_assert_cmpint (atrium_preview_get_withheld (fixture.web.preview, NULL), ==, ATRIUM_PREVIEW_ALLOW_SCRIPTS);
  fixture_close (&fixture);
}

/* both, and then taken back */
static void
test_both (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_SCRIPTS | ATRIUM_PREVIEW_ALLOW_NETWORK);
  show (&fixture, everything);
  web_wait_true (&fixture.web, RAN " === 'near json module inline attribute far'");
  web_wait_true (&fixture.web, "document.images[0].naturalWidth === 7");
  g_assert_cmpint (atrium_preview_get_withheld (fixture.web.preview, NULL), ==, 0);

  fixture.web.n_shown = 0;
  g_hash_table_remove_all (fixture.net.asked);
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_NOTHING);
  web_wait_for (is_shown, &fixture.web);
  web_wait (500);
  assert_eval (&fixture, "document.querySelector('p').textContent", "text");
  assert_eval (&fixture, RAN, "");
  assert_asked (&fixture, "");
  fixture_close (&fixture);
}

/* a page whose scripts run, and that means no good */
static const char *const tricks[] = {
  "fetch('$N/fetch').catch(() => {}); new Image().src = '$N/image.svg'; navigator.sendBeacon?.('$N/beacon');",
  "const r = new XMLHttpRequest(); r.open('GET', '$N/xhr'); r.send();",
  "try { new WebSocket('ws' + '$N'.slice(4) + '/socket'); } catch {} try { new EventSource('$N/events'); } catch {}",
  "location = '$N/location';", "location.replace('$N/replace');", "location.reload();", "history.back(); history.go(-1);",
  "window.open('$N/open'); window.open('about:blank');", "parent.location = '$N/parent'; top.location = '$N/top';",
  "const a = document.createElement('a'); a.href = '$N/anchor'; document.body.append(a); a.click();",
  "const a = document.createElement('a'); a.href = '$N/download'; a.download = 'x'; document.body.append(a); a.click();",
  "const f = document.createElement('form'); f.action = '$N/form'; document.body.append(f); f.submit();",
  "document.body.innerHTML += '<iframe src=\"$N/frame\"></iframe><object data=\"$N/object\"></object><embed src=\"$N/embed\">';",
  "document.body.innerHTML += '<iframe srcdoc=\"<script>parent.x=1</scr' + 'ipt>\"></iframe>';",
  "document.head.innerHTML += '<meta http-equiv=refresh content=\"0;url=$N/refresh\"><base href=\"$N/\">'; new Image().src = 'base.svg';",
  "document.head.innerHTML += '<link rel=prefetch href=\"$N/prefetch\"><link rel=preconnect href=\"$N\"><link rel=preload as=image href=\"$N/preload.svg\">';",
  "navigator.serviceWorker?.register('/main.js'); try { new Worker('/main.js'); } catch {} try { new SharedWorker('/main.js'); } catch {}",
  "try { new Worker(URL.createObjectURL(new Blob(['fetch(\"$N/blob\")']))); } catch {}",
  "import('$N/import.js').catch(() => {}); const s = document.createElement('script'); s.src = '$N/script.js'; document.head.append(s);",
  "try { new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1' }] }); } catch {}",
  "fetch('file:///etc/passwd').then(r => r.text()).then(t => { document.documentElement.dataset.stolen = t; }).catch(() => {});",
  "fetch('/../../../etc/outside.json').catch(() => {}); fetch('/%2e%2e/outside.json').catch(() => {}); fetch('..%2f..%2foutside.json').catch(() => {});",
  "fetch('/.git/secret.json').catch(() => {}); fetch('.secret.json').catch(() => {}); fetch('_config.yml').catch(() => {}); fetch('secret.txt').catch(() => {});",
  "fetch('/%5Ckatex/..%2f..%2fsecret.json').catch(() => {}); fetch('atrium-site://1/secret.json').catch(() => {}); fetch('%5Csecret.json').catch(() => {});",
  "document.body.innerHTML += '<img src=\"file:///etc/passwd\"><link rel=stylesheet href=\"file:///etc/outside.css\">';",
  "window.webkit?.messageHandlers?.atrium?.postMessage('activate e-1');",
  "document.body.innerHTML += '<p data-atrium-entry=e-1>x</p>'; document.querySelector('[data-atrium-entry]').click();",
  "document.querySelector('p').dispatchEvent(new MouseEvent('click', { bubbles: true }));",
  "document.documentElement.dataset.world = typeof atrium + typeof atriumMath + typeof katex;",
  "Element.prototype.attachShadow = () => { throw 1 }; document.createElement = () => null; Array.prototype.map = null;",
  "history.pushState(null, '', '/elsewhere'); location.hash = 'x';",
  "alert(1); confirm(1); prompt(1); print();", "Notification?.requestPermission?.(); navigator.geolocation?.getCurrentPosition?.(() => {});",
  "document.cookie = 'a=b'; navigator.clipboard?.readText?.(); document.documentElement.requestFullscreen?.();",
};

static void
check_site_only (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = files->pdata[i];

      g_assert_null (strstr (path, "secret"));
      g_assert_null (strstr (path, "passwd"));
      g_assert_null (strstr (path, ".."));
      g_assert_null (strstr (path, "_config"));
    }
}

static void
test_tricks (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_SCRIPTS);
  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      g_autofree char *body = g_strdup_printf ("<p data-atrium-entry=e-1>page %zu</p><script>document.documentElement.dataset.ran = 1; %s</script>", i, tricks[i]);
      g_autofree char *text = g_strdup_printf ("page %zu", i);

      g_test_message ("%s", tricks[i]);
      show (&fixture, body);
      web_wait (60);
      assert_eval (&fixture, "document.documentElement.dataset.ran", "1");
      assert_eval (&fixture, "document.querySelector('p').textContent", text);
      assert_eval (&fixture, "location.protocol", "atrium-site:");
      assert_eval (&fixture, "document.documentElement.dataset.stolen ?? ''", "");
      assert_eval (&fixture, "document.documentElement.dataset.world ?? 'undefinedundefinedundefined'", "undefinedundefinedundefined");
      assert_asked (&fixture, "");
      g_assert_cmpuint (fixture.web.links->len, ==, 0);
      g_assert_cmpuint (fixture.web.activated->len, ==, 0);
      check_site_only (fixture.files);
    }
  web_wait (500);
  assert_asked (&fixture, "");
  fixture_close (&fixture);
}

/* with both it may load pictures, styles, fonts and scripts, and still nothing else */
static void
test_tricks_with_network (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_SCRIPTS | ATRIUM_PREVIEW_ALLOW_NETWORK);
  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      g_autofree char *body = g_strdup_printf ("<p data-atrium-entry=e-1>page %zu</p><script>document.documentElement.dataset.ran = 1; %s</script>", i, tricks[i]);
      g_autofree char *text = g_strdup_printf ("page %zu", i);

      g_test_message ("%s", tricks[i]);
      show (&fixture, body);
      web_wait (60);
      assert_eval (&fixture, "document.querySelector('p').textContent", text);
      assert_eval (&fixture, "location.protocol", "atrium-site:");
      g_assert_cmpuint (fixture.web.links->len, ==, 0);
      g_assert_cmpuint (fixture.web.activated->len, ==, 0);
      check_site_only (fixture.files);
    }
  web_wait (500);
  assert_asked (&fixture, "/image.svg /import.js /script.js");
  fixture_close (&fixture);
}

/* what a script made of the page is there again after a change, and the page where it was */
static void
test_update (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_SCRIPTS);
  show (&fixture, "<div style='height:3000px'></div><p>first</p><script>document.querySelector('p').append(' made')</script><div style='height:3000px'></div>");
  assert_eval (&fixture, "document.querySelector('p').textContent", "first made");
  g_free (web_eval (&fixture.web, "atrium", "(window.scrollTo(0, 2900), 1)"));
  fixture.web.n_shown = 0;
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *html = g_strdup_printf ("<!DOCTYPE html><html><head></head><body><div style='height:3000px'></div><p>next %u</p>"
                                               "<script>document.querySelector('p').append(' made')</script><div style='height:3000px'></div>", i);
      g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));

      atrium_preview_update_page (fixture.web.preview, bytes);
      web_wait (10);
    }
  web_wait_true (&fixture.web, "document.querySelector('p')?.textContent === 'next 29 made'");
  web_wait_for (is_shown, &fixture.web);
  web_wait_true (&fixture.web, "Math.abs(window.scrollY - 2900) < 2");
  web_wait (700);
  g_assert_cmpuint (fixture.web.n_shown, ==, 1);
  fixture_close (&fixture);
}

static void
test_endless (void)
{
  Fixture fixture;
  g_autoptr(GBytes) html = g_bytes_new_static ("<!DOCTYPE html><body><p>x</p><script>for (;;);</script>", 55);
  guint n;

  fixture_open (&fixture);
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_SCRIPTS);
  show (&fixture, "<p>x</p>");
  n = fixture.web.n_shown;
  atrium_preview_show_site_page (fixture.web.preview, html, "index.html");
  /* the page that says so is drawn, and can be asked again */
  for (guint i = 0; i < 600 && fixture.web.n_shown == n; i++)
    web_wait (100);
  assert_eval (&fixture, "document.querySelector('p').textContent", "The page cannot be shown. Its scripts do not end.");
  /* without them it can */
  n = fixture.web.n_shown;
  allow (&fixture, ATRIUM_PREVIEW_ALLOW_NOTHING);
  for (guint i = 0; i < 600 && fixture.web.n_shown == n; i++)
    web_wait (100);
  assert_eval (&fixture, "document.querySelector('p').textContent", "x");
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/allowed/nothing", test_nothing);
  g_test_add_func ("/allowed/scripts", test_scripts);
  g_test_add_func ("/allowed/network", test_network);
  g_test_add_func ("/allowed/both", test_both);
  g_test_add_func ("/allowed/tricks", test_tricks);
  g_test_add_func ("/allowed/tricks-with-network", test_tricks_with_network);
  g_test_add_func ("/allowed/update", test_update);
  g_test_add_func ("/allowed/endless", test_endless);

  return g_test_run ();
}
