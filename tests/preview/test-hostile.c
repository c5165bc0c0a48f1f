#include "web.h"

#include <gio/gio.h>
#include <string.h>

/* A page is hostile input: whatever stands in it, no script of it runs, nothing of it
 * reaches a listener on this machine, and no file but the site's is asked for. */

typedef struct
{
  GSocketService *service;
  guint16         port;
  guint           n_connections;
} Listener;

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             Listener          *listener)
{
  listener->n_connections++;

  return FALSE;
}

static void
listener_open (Listener *listener)
{
  listener->n_connections = 0;
  listener->service = g_socket_service_new ();
  listener->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (listener->service), NULL, NULL);
  g_assert_cmpuint (listener->port, >, 0);
  g_signal_connect (listener->service, "incoming", G_CALLBACK (incoming_cb), listener);
  g_socket_service_start (listener->service);
}

static void
listener_close (Listener *listener)
{
  g_socket_service_stop (listener->service);
  g_socket_listener_close (G_SOCKET_LISTENER (listener->service));
  g_clear_object (&listener->service);
}

/* $L is a URL on the listener; `ran()` sets a mark that every world can see */
#define RAN "document.documentElement.setAttribute('data-ran','1')"

static const char *const tricks[] = {
  "<script>" RAN "</script>",
  "<script src=$L/a.js></script>",
  "<script type=module>" RAN "</script>",
  "<script type=module src=$L/m.js></script>",
  "<script type=importmap>{\"imports\":{\"a\":\"$L/i.js\"}}</script>",
  "<script type=speculationrules>{\"prefetch\":[{\"source\":\"list\",\"urls\":[\"$L/spec\"]}]}</script>",
  "<img src=x onerror=\"" RAN "\">",
  "<img src=$L/i.png>",
  "<img srcset='$L/s.png 1x, $L/s2.png 2x'>",
  "<picture><source srcset=$L/p.png><img></picture>",
  "<img src=file:///etc/passwd>",
  "<img src='../../../etc/passwd'>",
  "<img src='/%2e%2e/%2e%2e/etc/passwd'>",
  "<img src='..%2f..%2fetc%2fpasswd.png'>",
  "<img src='images/..%2f..%2fsecret.png'>",
  "<img src='images/%2e%2e/in-site.png'>",
  "<img src='images%5c..%5csecret.png'>",
  "<img src='%00.png'>",
  "<img src='//etc/passwd.png'>",
  "<img src='atrium-site://99/etc/passwd.png'>",
  "<img src='atrium-site:///images/../../secret.png'>",
  "<img src='images/secret.txt'>",
  "<img src='_config.yml'>",
  "<svg onload=\"" RAN "\"></svg>",
  "<svg><script>" RAN "</script></svg>",
  "<svg><image href=$L/svg.png /></svg>",
  "<svg><use href='$L/u.svg#x'/></svg>",
  "<svg><a xlink:href='javascript:" RAN "'><text y=20>x</text></a></svg>",
  "<svg><animate onbegin=\"" RAN "\" attributeName=x dur=1s>",
  "<svg><set attributeName=href to='javascript:" RAN "'></svg>",
  "<svg><foreignObject><iframe src=$L/fo></iframe></foreignObject></svg>",
  "<svg><filter><feImage href=$L/fe.png /></filter></svg>",
  "<math><maction actiontype=statusline xlink:href='javascript:" RAN "'>x</maction></math>",
  "<math><mtext><table><mglyph><style><img src=x onerror=\"" RAN "\"></style></mglyph></table></mtext></math>",
  "<iframe src=$L/f></iframe>",
  "<iframe src='javascript:" RAN "'></iframe>",
  "<iframe srcdoc='<script>parent." RAN "</script>'></iframe>",
  "<iframe src='data:text/html,<script>1</script>'></iframe>",
  "<iframe src='index.html'></iframe>",
  "<iframe src=file:///etc/passwd></iframe>",
  "<frameset><frame src=$L/frame></frameset>",
  "<object data=$L/o></object>",
  "<object data='javascript:" RAN "'></object>",
  "<embed src=$L/e>",
  "<applet code=$L/a archive=$L/b></applet>",
  "<portal src=$L/p></portal>",
  "<link rel=stylesheet href=$L/c.css>",
  "<link rel=preload as=image href=$L/pre.png>",
  "<link rel=modulepreload href=$L/mp.js>",
  "<link rel=prefetch href=$L/pf>",
  "<link rel=prerender href=$L/pr>",
  "<link rel=preconnect href=$L>",
  "<link rel=preconnect href=$L crossorigin>",
  "<link rel=dns-prefetch href=$L>",
  "<link rel=icon href=$L/favicon.ico>",
  "<link rel='apple-touch-icon' href=$L/touch.png>",
  "<link rel=manifest href=$L/manifest.json>",
  "<link rel=import href=$L/import.html>",
  "<link rel=search href=$L/search.xml>",
  "<style>@import '$L/import.css';</style>",
  "<style>@import url($L/import2.css);</style>",
  "<style>body{background:url($L/bg.png)}</style>",
  "<style>@font-face{font-family:f;src:url($L/f.woff2)}p{font-family:f}</style><p>f</p>",
  "<style>p::before{content:url($L/content.png)}</style><p>f</p>",
  "<style>p{cursor:url($L/c.cur),auto}li{list-style-image:url($L/l.png)}</style><li>x",
  "<style>p{background:image-set('$L/is.png' 1x)}</style><p>f</p>",
  "<style>p{behavior:url(#x);-moz-binding:url($L/xbl)}</style><p>f</p>",
  "<style>p{shape-outside:url($L/so.png);float:left;mask:url($L/mask.svg#m);filter:url($L/fil.svg#f)}</style><p>f</p>",
  "<div style=\"background:url($L/inline.png)\">x</div>",
  "<table background=$L/t.png><td background=$L/td.png>x</table>",
  "<body background=$L/body.png onload=\"" RAN "\">",
  "<body onpageshow=\"" RAN "\" onfocus=\"" RAN "\" onhashchange=\"" RAN "\">",
  "<meta http-equiv=refresh content='0;url=$L/refresh'>",
  "<meta http-equiv=refresh content='0;url=javascript:" RAN "'>",
  "<meta http-equiv=refresh content='0'>",
  "<meta http-equiv=Content-Security-Policy content=\"default-src * 'unsafe-inline'\"><script>" RAN "</script>",
  "<meta http-equiv=x-dns-prefetch-control content=on><a href=$L/dns>x</a>",
  "<base href=$L/><img src=base.png>",
  "<base target=_top><a href=$L/top>x</a>",
  "<form action=$L/form id=f><input name=a autofocus onfocus=\"" RAN "\"></form>",
  "<form action='javascript:" RAN "'><button>x</button></form>",
  "<input type=image src=$L/input.png>",
  "<button form=f formaction=$L/fa>x</button>",
  "<select autofocus onfocus=\"" RAN "\"><option>x</select>",
  "<textarea autofocus onfocus=\"" RAN "\"></textarea>",
  "<keygen autofocus onfocus=\"" RAN "\">",
  "<video src=$L/v.mp4 autoplay poster=$L/poster.png onerror=\"" RAN "\"></video>",
  "<video><source src=$L/v2.mp4 onerror=\"" RAN "\"><track src=$L/t.vtt default></video>",
  "<audio src=$L/a.ogg autoplay onerror=\"" RAN "\"></audio>",
  "<details open ontoggle=\"" RAN "\"><summary>x</summary></details>",
  "<marquee onstart=\"" RAN "\">x</marquee>",
  "<dialog open oncancel=\"" RAN "\">x</dialog>",
  "<div onanimationstart=\"" RAN "\" style='animation:k 1ms'>x</div><style>@keyframes k{to{top:1px}}</style>",
  "<div style='transition:top 1ms' ontransitionend=\"" RAN "\">x</div>",
  "<a href=$L/ping ping=$L/ping2>x</a>",
  "<a href='javascript:" RAN "' id=auto autofocus>x</a>",
  "<a download href=$L/download>x</a>",
  "<img src=x:y usemap=#m><map name=m><area href='javascript:" RAN "'></map>",
  "<noscript><img src=$L/noscript.png></noscript>",
  "<template shadowrootmode=open><script>" RAN "</script><img src=$L/shadow.png></template>",
  "<xml id=x><x><img src=x onerror=\"" RAN "\"></x></xml>",
  "<?xml-stylesheet href=$L/xs.css?>",
  "<!--[if IE]><img src=$L/ie.png><![endif]-->",
  "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"" RAN "\"><script>1</script></svg>'>",
  "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"$L/nested.png\"/></svg>'>",
  "<iframe sandbox='allow-scripts allow-top-navigation' src='data:text/html,<script>top.location=\"$L/\"</script>'></iframe>",
  "<html manifest=$L/appcache>",
  "<p title='</p><script>" RAN "</script>'>x</p>",
  "<a href='https://127.0.0.1:1/' onclick=\"" RAN "\">x</a>",
  "<img src='http://user:pw@127.0.0.1/x.png'>",
  "<img src='blob:atrium-site://1/x'>",
  "<img src='filesystem:atrium-site://1/x'>",
  "<img src='ftp://127.0.0.1/x.png'>",
  "<img src='ws://127.0.0.1/x'>",
  "<img src='resource:///io/github/atrium_editor/Atrium/page/page.css'>",
  "<img src='webkit://gpu'>",
  "<img src='about:memory'>",
};

typedef struct
{
  GPtrArray *asked;
} Site;

static GBytes *
load_file (const char  *path,
           gpointer     user_data,
           GError     **error)
{
  Site *site = user_data;

  g_ptr_array_add (site->asked, g_strdup (path));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is not there", path);

  return NULL;
}

static char *
with_listener (const char *trick,
               guint16     port)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_auto(GStrv) parts = g_strsplit (trick, "$L", -1);

  return g_strjoinv (url, parts);
}

static void
check_site_only (Site *site)
{
  for (guint i = 0; i < site->asked->len; i++)
    {
      const char *path = g_ptr_array_index (site->asked, i);

      g_assert_false (g_str_has_prefix (path, "/"));
      g_assert_null (strstr (path, ".."));
      g_assert_null (strstr (path, "passwd"));
      g_assert_null (strstr (path, ".txt"));
      g_assert_null (strstr (path, ".yml"));
      g_assert_null (strstr (path, "secret"));
    }
}

static void
check_unharmed (Web        *web,
                Listener   *listener,
                Site       *site,
                const char *trick)
{
  g_autofree char *ran = web_eval (web, "atrium", "document.documentElement.hasAttribute('data-ran')");
  g_autofree char *where = web_eval (web, "atrium", "location.protocol");
  g_autofree char *frames = web_eval (web, "atrium", "window.length");

  if (!g_str_equal (ran, "false") || !g_str_equal (where, "atrium-site:") || listener->n_connections > 0)
    g_test_message ("%s: ran %s at %s, %u connections", trick, ran, where, listener->n_connections);
  g_assert_cmpstr (ran, ==, "false");
  g_assert_cmpstr (where, ==, "atrium-site:");
  g_assert_cmpuint (listener->n_connections, ==, 0);
  g_assert_cmpuint (web->links->len, ==, 0);
  g_assert_cmpuint (web->activated->len, ==, 0);
  check_site_only (site);
  g_assert_nonnull (frames);
}

static void
test_tricks (void)
{
  Web web;
  Listener listener;
  Site site = { g_ptr_array_new_with_free_func (g_free) };

  listener_open (&listener);
  web_open (&web, 500, 400);
  atrium_preview_set_loader (web.preview, load_file, &site, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      g_autofree char *trick = with_listener (tricks[i], listener.port);
      g_autofree char *html = g_strconcat ("<!DOCTYPE html><p id=e-1>text</p>", trick, "<p id=e-2>after</p>", NULL);

      web_show (&web, html, "index.html");
      check_unharmed (&web, &listener, &site, trick);
    }
  web_wait (1000);
  check_unharmed (&web, &listener, &site, "all");
  web_close (&web);
  listener_close (&listener);
  g_ptr_array_unref (site.asked);
}

/* the same in a patch: what is put into a page that is there already */
static void
test_tricks_in_patches (void)
{
  Web web;
  Listener listener;
  Site site = { g_ptr_array_new_with_free_func (g_free) };

  listener_open (&listener);
  web_open (&web, 500, 400);
  atrium_preview_set_loader (web.preview, load_file, &site, NULL);
  web_show (&web, "<!DOCTYPE html><body><article id=e-1>x</article><p id=e-2>y</p>", "index.html");
  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      g_autofree char *trick = with_listener (tricks[i], listener.port);
      g_autofree char *html = g_strdup_printf ("<article id=e-1 data-n=%zu>%s</article>", i, trick);
      g_autofree char *done = g_strdup_printf ("document.getElementById('e-1')?.getAttribute('data-n') === '%zu'", i);

      atrium_preview_patch (web.preview, "e-1", html);
      web_wait_true (&web, done);
      check_unharmed (&web, &listener, &site, trick);
    }
  web_wait (1000);
  check_unharmed (&web, &listener, &site, "all");
  web_close (&web);
  listener_close (&listener);
  g_ptr_array_unref (site.asked);
}

/* that the listener would have been reached, and that the mark can be seen */
static void
test_tricks_can_work (void)
{
  g_autoptr(WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  GtkWidget *view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session", session, NULL);
  GtkWidget *window = gtk_window_new ();
  Web web = { .view = WEBKIT_WEB_VIEW (view) };
  Listener listener;
  g_autofree char *html = NULL;

  listener_open (&listener);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  html = with_listener ("<!DOCTYPE html><script>" RAN "</script><img src=$L/x.png>", listener.port);
  webkit_web_view_load_html (WEBKIT_WEB_VIEW (view), html, "http://localhost/");
  web_wait_true (&web, "document.documentElement.hasAttribute('data-ran')");
  for (guint i = 0; listener.n_connections == 0 && i < 100; i++)
    web_wait (50);
  g_assert_cmpuint (listener.n_connections, >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  listener_close (&listener);
}

typedef struct
{
  GPtrArray *asked;
  GBytes    *png;
  GBytes    *huge;
} Pictures;

static GBytes *
load_picture (const char  *path,
              gpointer     user_data,
              GError     **error)
{
  Pictures *pictures = user_data;

  g_ptr_array_add (pictures->asked, g_strdup (path));
  if (g_str_equal (path, "images/a b.png") || g_str_equal (path, "sub/é.png"))
    return g_bytes_ref (pictures->png);
  if (g_str_equal (path, "images/huge.png"))
    return g_bytes_ref (pictures->huge);

  /* a loader that forgets to say why: the request ends all the same */
  return NULL;
}

static void
test_files (void)
{
  static const guint8 png[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f,
    0x15, 0xc4, 0x89, 0, 0, 0, 13, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99, 0x3d, 0x1d,
    0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
  };
  Pictures pictures = {
    g_ptr_array_new_with_free_func (g_free), g_bytes_new_static (png, sizeof png),
    g_bytes_new_take (g_malloc0 (33 * 1024 * 1024), 33 * 1024 * 1024),
  };
  Web web;

  web_open (&web, 500, 400);
  atrium_preview_set_loader (web.preview, load_picture, &pictures, NULL);
  web_show (&web,
            "<!DOCTYPE html><img id=a src='images/a%20b.png'><img id=b src='/images/a b.png'><img id=c src='sub/%C3%A9.png'>"
            "<img id=d src='images/none.png'><img id=e src='images/huge.png'><img id=f src='images/a%20b.png?v=2#x'>", "index.html");
  web_wait_true (&web, "['a', 'b', 'c', 'f'].every(id => document.getElementById(id).naturalWidth === 1)");
  /* what is not there, or larger than anything to look at, is a frame with a name */
  web_wait_true (&web, "['d', 'e'].every(id => document.getElementById(id).naturalWidth === 500)");

  /* seen from where the page stands */
  g_ptr_array_set_size (pictures.asked, 0);
  web_show (&web,
            "<!DOCTYPE html><img id=a src='../images/a b.png'><img id=c src='é.png'>"
            "<img id=d src='%3Cscript%3E&amp;\"]]%3E.png'>", "sub/page.md");
  web_wait_true (&web, "['a', 'c'].every(id => document.getElementById(id).naturalWidth === 1)");
  web_wait_true (&web, "document.getElementById('d').naturalWidth === 500");
  web_close (&web);
  g_ptr_array_unref (pictures.asked);
  g_bytes_unref (pictures.png);
  g_bytes_unref (pictures.huge);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/preview/hostile/tricks", test_tricks);
  g_test_add_func ("/preview/hostile/tricks-in-patches", test_tricks_in_patches);
  g_test_add_func ("/preview/hostile/tricks-can-work", test_tricks_can_work);
  g_test_add_func ("/preview/hostile/files", test_files);

  return g_test_run ();
}
