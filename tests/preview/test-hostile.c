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

  /* attributes */
  "<p onclick=\"" RAN "\" onmouseover=\"" RAN "\" onmousemove=\"" RAN "\" onpointerover=\"" RAN "\" style='position:fixed;inset:0'>x</p>",
  "<p onfocusin=\"" RAN "\" tabindex=0 autofocus>x</p>",
  "<p contenteditable autofocus onbeforeinput=\"" RAN "\" oninput=\"" RAN "\">x</p>",
  "<p onscroll=\"" RAN "\" style='height:9px;overflow:auto'><br><br><br><a id=here></a>x</p>",
  "<p onscrollend=\"" RAN "\" onwheel=\"" RAN "\" onresize=\"" RAN "\">x</p>",
  "<p style='content-visibility:auto' oncontentvisibilityautostatechange=\"" RAN "\">x</p>",
  "<p onwebkitanimationstart=\"" RAN "\" style='animation:k 1ms'>x</p><style>@keyframes k{to{top:1px}}</style>",
  "<p ontransitionrun=\"" RAN "\" ontransitionstart=\"" RAN "\" style='transition:all 1ms'>x</p>",
  "<img src=x onload=\"" RAN "\" onloadstart=\"" RAN "\" onabort=\"" RAN "\" onloadend=\"" RAN "\">",
  "<img src=x one\trror=\"" RAN "\" onerror\n=\n\"" RAN "\">",
  "<img/src=x/onerror=" RAN ">",
  "<img src=x ONERROR=\"" RAN "\">",
  "<IMG \"\"\"><SCRIPT>" RAN "</SCRIPT>\">",
  "<img src=`x` onerror=`" RAN "`>",
  "<img src=x onerror=\"&#100;ocument.documentElement.setAttribute('data-ran','1')\">",
  "<img lowsrc=$L/low.png dynsrc=$L/dyn.png longdesc=$L/long>",
  "<img srcset='data:,x 1x, $L/srcset.png 2x' sizes=100vw loading=lazy>",
  "<input type=image src=x onerror=\"" RAN "\">",
  "<input type=text value=x onselect=\"" RAN "\" oninvalid=\"" RAN "\" required autofocus>",
  "<input type=hidden oncontentvisibilityautostatechange=\"" RAN "\" style='content-visibility:auto'>",
  "<link rel=stylesheet href=none.css onload=\"" RAN "\" onerror=\"" RAN "\">",
  "<style onload=\"" RAN "\">p{top:1px}</style>",
  "<script src=none.js onerror=\"" RAN "\" onload=\"" RAN "\"></script>",
  "<object data=none.svg onerror=\"" RAN "\" onload=\"" RAN "\"></object>",
  "<iframe src=none.html onload=\"" RAN "\" onerror=\"" RAN "\"></iframe>",
  "<iframe srcdoc='x' onload=\"" RAN "\"></iframe>",
  "<button popovertarget=pop autofocus>x</button><div popover id=pop onbeforetoggle=\"" RAN "\">y</div>",
  "<button is=x-y onclick=\"" RAN "\" accesskey=x id=auto2 autofocus>x</button>",
  "<p id=x xml:base='javascript:" RAN "//'><a href=#>x</a></p>",
  /* SVG */
  "<svg><script href=$L/svg.js></script></svg>",
  "<svg><script xlink:href='data:text/javascript," RAN "'></script></svg>",
  "<svg><style>@import '$L/svg.css';</style></svg>",
  "<svg><image xlink:href=$L/xlink.png width=9 height=9 /></svg>",
  "<svg><image href='x' onerror=\"" RAN "\"/></svg>",
  "<svg><use xlink:href='data:image/svg+xml,<svg id=x xmlns=\"http://www.w3.org/2000/svg\"><script>" RAN "</script></svg>#x'/></svg>",
  "<svg><handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event=load>" RAN "</handler></svg>",
  "<svg><animate attributeName=href values='javascript:" RAN "' dur=1ms begin=0s /></svg>",
  "<svg><animateTransform onend=\"" RAN "\" onrepeat=\"" RAN "\" attributeName=transform dur=1ms repeatCount=2 /></svg>",
  "<svg><animateMotion onbegin=\"" RAN "\" dur=1ms /></svg>",
  "<svg><a><animate attributeName=href values='javascript:" RAN "'/><text y=20>x</text></a></svg>",
  "<svg><rect width=9 height=9 fill='url($L/paint.svg#p)'/></svg>",
  "<svg><rect width=9 height=9 style='clip-path:url($L/clip.svg#c)'/></svg>",
  "<svg><pattern id=p><image href=$L/pattern.png width=9 height=9 /></pattern><rect fill='url(#p)' width=9 height=9 /></svg>",
  "<svg><text><tref xlink:href=$L/tref.svg#t /></text></svg>",
  "<svg><foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload=\"" RAN "\"><img src=x onerror=\"" RAN "\"></body></foreignObject></svg>",
  "<svg><desc><img src=x onerror=\"" RAN "\"></desc><title><script>" RAN "</script></title></svg>",
  "<svg><cursor xlink:href=$L/cursor.png /></svg>",
  "<svg><font-face-src><font-face-uri xlink:href=$L/font.svg /></font-face-src></svg>",
  "<svg><view id=v viewTarget='javascript:" RAN "'/><mpath href=$L/mpath.svg#m /></svg>",
  "<svg><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><text y=20>&e;</text></svg>",
  "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"><style>@import \"$L/isvg.css\";</style></svg>'>",
  "<img src='data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iUkFOIi8+'>",
  /* MathML */
  "<math href='javascript:" RAN "'><mi>x</mi></math>",
  "<math><mi xlink:href=$L/mi>x</mi></math>",
  "<math><semantics><annotation-xml encoding='text/html'><script>" RAN "</script></annotation-xml></semantics></math>",
  "<math><semantics><annotation-xml encoding='application/xhtml+xml'><img src=x onerror=\"" RAN "\"></annotation-xml></semantics></math>",
  "<math><mglyph src=$L/glyph.png></mglyph></math>",
  "<math><mi onclick=\"" RAN "\" onfocus=\"" RAN "\" tabindex=0 autofocus>x</mi></math>",
  "<math><mtext><img src=x onerror=\"" RAN "\"></mtext></math>",
  "<math><style><!--</style><img title='--&gt;&lt;img src=x onerror=" RAN "&gt;'></math>",
  "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=\"" RAN "\"></style></mglyph></form></mtext></math>",
  "<svg></p><style><a id='</style><img src=x onerror=" RAN ">'></svg>",
  /* CSS */
  "<style>@import 'data:text/css,@import \"$L/data.css\";';</style>",
  "<style>@import url('../../../etc/outside.css');</style>",
  "<style>@namespace url($L/ns);@page{background:url($L/page.png)}p{top:0}</style><p>x</p>",
  "<style>@font-face{font-family:g;src:url('../../outside.woff2')}p{font-family:g}</style><p>g</p>",
  "<style>@font-face{font-family:h;src:url($L/range.ttf);unicode-range:U+78}p{font-family:h}</style><p>x</p>",
  "<style>p{width:expression(" RAN ");-o-link:'javascript:" RAN "';-o-link-source:current}</style><p>x</p>",
  "<style>p{background:url('javascript:" RAN "')}</style><p>x</p>",
  "<style>p{border-image:url($L/border.png) 1;border:1px solid}</style><p>x</p>",
  "<style>p{-webkit-mask-image:url($L/wmask.png);-webkit-mask-box-image:url($L/box.png) 1}</style><p>x</p>",
  "<style>p{background:-webkit-cross-fade(url($L/cf1.png),url($L/cf2.png),50%)}</style><p>x</p>",
  "<style>p{background:-webkit-image-set(url($L/wis.png) 1x)}</style><p>x</p>",
  "<style>p{offset-path:url($L/offset.svg#o);backdrop-filter:url($L/bd.svg#b)}</style><p>x</p>",
  "<style>:root{--u:url($L/var.png)}p{background:var(--u)}</style><p>x</p>",
  "<style>p::marker{content:url($L/marker.png)}p{display:list-item}</style><p>x</p>",
  "<style>p::selection,p::first-letter,p::first-line{background:url($L/pseudo.png)}</style><p>x</p>",
  "<style>p:has(~p){background:url($L/has.png)}@media all{p{background:url($L/media.png)}}</style><p>x</p><p>y</p>",
  "<style>@supports(top:0){p{background:url($L/supports.png)}}@layer a{p{cursor:url($L/layer.cur),auto}}</style><p>x</p>",
  "<style>@container(min-width:0){p{background:url($L/container.png)}}div{container-type:inline-size}</style><div><p>x</p></div>",
  "<style>p{background:url(\\68ttp://127.0.0.1/escaped.png)}</style><p>x</p>",
  "<style>input[value^='s']{background:url($L/leak-s)}</style><input value=secret>",
  "<style>@view-transition{navigation:auto}::view-transition{background:url($L/vt.png)}</style>",
  "<style>@keyframes b{to{background:url($L/keyframe.png)}}p{animation:b 1ms forwards}</style><p>x</p>",
  "<p style='list-style:url($L/ls.png);display:list-item'>x</p><p style='cursor:url($L/cs.cur),auto'>y</p>",
  /* URLs, frames, refresh, base, forms, workers */
  "<a href='java&#115;cript:" RAN "' autofocus>x</a><a href='java\nscript:" RAN "'>y</a><a href='\x01javascript:" RAN "'>z</a>",
  "<a href='data:text/html,<script>" RAN "</script>' target=_top autofocus>x</a>",
  "<a href='vbscript:" RAN "'>x</a><a href='livescript:" RAN "'>y</a><a href='feed:javascript:" RAN "'>z</a>",
  "<iframe src='data:text/html;base64,PHNjcmlwdD5wYXJlbnQucG9zdE1lc3NhZ2UoMSwnKicpPC9zY3JpcHQ+'></iframe>",
  "<iframe src='about:blank' name='x'></iframe><a href=$L/named target=x>x</a><form target=x action=$L/f2></form>",
  "<iframe src='view-source:file:///etc/passwd'></iframe><iframe src='about:srcdoc'></iframe>",
  "<iframe src='atrium-site://1/index.html'></iframe><iframe src='//127.0.0.1/x'></iframe>",
  "<iframe loading=lazy src=$L/lazy></iframe><iframe credentialless src=$L/cred></iframe>",
  "<iframe srcdoc=\"<meta http-equiv=refresh content='0;url=$L/inner'>\"></iframe>",
  "<iframe srcdoc=\"<link rel=stylesheet href='$L/inner.css'><img src='$L/inner.png'>\"></iframe>",
  "<fencedframe src=$L/fenced></fencedframe><webview src=$L/webview></webview><bgsound src=$L/bg.wav>",
  "<object type='text/html' data='data:text/html,<script>" RAN "</script>'></object>",
  "<object data=none><param name=src value=$L/param><embed src=$L/inner-embed></object>",
  "<embed src='data:text/html,<script>" RAN "</script>' type='text/html'><embed src='javascript:" RAN "'>",
  "<meta http-equiv=refresh content='0;url=data:text/html,<script>" RAN "</script>'>",
  "<meta http-equiv=refresh content='0;url=file:///etc/passwd'>",
  "<meta http-equiv=refresh content=' 0 ; URL = \"$L/quoted\" '><meta http-equiv=Refresh content='0,$L/comma'>",
  "<meta http-equiv=set-cookie content='a=b'><meta http-equiv=link content='<$L/link.css>; rel=stylesheet'>",
  "<meta name=referrer content=unsafe-url><meta http-equiv=origin-trial content=x><img src=$L/ref.png>",
  "<base href='javascript:" RAN "//'><a href=x autofocus>x</a>",
  "<base href='file:///etc/'><img src=outside.png><link rel=stylesheet href=outside.css>",
  "<base href='data:text/html,'><base href='atrium-site://77/'><img src=outside.png>",
  "<form action='javascript:" RAN "' id=g></form><input form=g type=submit autofocus><button form=g formaction='javascript:" RAN "'>x</button>",
  "<form action=$L/post method=post enctype=multipart/form-data><input type=file name=f><input type=submit autofocus></form>",
  "<form action=$L/dialog method=dialog><input type=submit formaction=$L/fd autofocus></form><isindex action=$L/isindex>",
  "<form><input type=text onkeydown=\"" RAN "\" onkeyup=\"" RAN "\" autofocus><input name=action value=x></form>",
  "<link rel=serviceworker href=$L/sw.js scope=/><script>navigator.serviceWorker.register('sw.js').then(()=>{" RAN "})</script>",
  "<script>new Worker('$L/w.js');new SharedWorker('$L/sw.js');" RAN "</script>",
  "<script>navigator.sendBeacon('$L/beacon');new WebSocket('$L/ws');new EventSource('$L/es');fetch('$L/fetch');" RAN "</script>",
  "<script type=text/worklet src=$L/worklet.js></script><script nomodule>" RAN "</script><script type=text/vbscript>" RAN "</script>",
  "<link rel=stylesheet href='data:text/css,p{background:url($L/datacss.png)}'><p>x</p>",
  "<link rel='alternate stylesheet preload' as=style href=$L/alt.css title=x><link rel=stylesheet media=print href=$L/print.css>",
  "<link rel=pingback href=$L/pingback><link rel=canonical href=$L/canonical><link rel=next href=$L/next>",
  "<link rel=preload as=font href=$L/preload.woff2 crossorigin><link rel=preload as=fetch href=$L/preload.json>",
  "<link rel=compression-dictionary href=$L/dict><link rel=expect href=#x blocking=render>",
  "<template><img src=$L/inert.png></template><template shadowrootmode=closed><img src=x onerror=\"" RAN "\"></template>",
  "<noembed><img src=$L/noembed.png></noembed><noframes><script>" RAN "</script></noframes><xmp><script>" RAN "</script></xmp>",
  "<video><source onerror=\"" RAN "\" src=none.mp4></video><video poster='javascript:" RAN "'></video>",
  "<track src=$L/track.vtt default><audio><source src='$L/source.ogg' type='audio/ogg'></audio>",
  /* formulas */
  "<p>\\(\\href{javascript:" RAN "}{x}\\) \\(\\href{$L/href}{x}\\) \\(\\url{javascript:" RAN "}\\)</p>",
  "<p>\\(\\includegraphics{$L/graphics.png}\\) \\(\\includegraphics{../../outside.png}\\)</p>",
  "<p>\\(\\htmlData{x=\" onclick=" RAN "}{x}\\) \\(\\htmlId{e-1}{x}\\) \\(\\htmlClass{x}{y}\\)</p>",
  "<p>\\(\\htmlStyle{background:url($L/style.png)}{x}\\) \\(\\cssId{e-1}{x}\\) \\(\\style{background:url($L/s.png)}{x}\\)</p>",
  "<p>\\(\\text{<img src=x onerror=" RAN ">}\\) $$\\text{</span><script>" RAN "</script>}$$</p>",
  "<p>\\(\\text{&lt;img src=x onerror=" RAN "&gt;&lt;script&gt;" RAN "&lt;/script&gt;}\\)</p>",
  "<p>\\(\\color{red;background:url($L/color.png)}x\\) \\(\\textcolor{url($L/tc.png)}{x}\\) \\(\\colorbox{url($L/cb.png)}{x}\\)</p>",
  "<p>\\(\\unicode{60}\\char\"3C img src=x onerror=" RAN "\\char\"3E\\)</p>",
  "<p>\\(\\def\\a{\\a\\a}\\a\\) \\(\\rule{99999em}{99999em}\\) \\(\\hskip 1e9em x\\) \\(\\raisebox{-99999em}{x}\\)</p>",
  "<p>\\(\\gdef\\x{\\href{javascript:" RAN "}{x}}\\x\\) \\(\\newcommand{\\y}{\\includegraphics{$L/y.png}}\\y\\)</p>",
  "<p><span class=kdmath>$\\href{javascript:" RAN "}{x}$</span><span class=math>$\\href{javascript:" RAN "}{x}$</span></p>",
  "<p><span class=\"math display\">$$\\includegraphics{$L/m.png}\\htmlStyle{background:url($L/ms.png)}{x}$$</span></p>",
  "<p><script type='math/tex'><img src=x onerror=\"" RAN "\"></script><script type='math/tex; mode=display'>\\href{javascript:" RAN "}{x}</script></p>",
  "<p><script type=math/tex src=$L/tex.js>" RAN "</script><script type='math/tex'>x</script><script>" RAN "</script></p>",
  "<span class=katex><math><annotation encoding='application/x-tex'>\\href{javascript:" RAN "}{x}</annotation></math></span>",
  "<p data-atrium-math=inline><b onclick=\"" RAN "\">x</b></p><p data-atrium-math=display>\\href{javascript:" RAN "}{x}</p>",
  "<p>\\begin{CD} A @>{\\href{javascript:" RAN "}{x}}>> B \\end{CD} \\begin{equation}\\url{$L/eq}\\end{equation}</p>",
  "<p>\\(\\verb|<img src=x onerror=" RAN ">|\\) \\(\\operatorname{<script>" RAN "</script>}\\)</p>",
  "<img src='/%5Ckatex/%fc.png'><img src='/%5Ckatex/0123456789012345678901234567890123456789%fc%fc%fc.svg'>",
  "<img src='%5Ckatex/../../../etc/outside.png'><img src='%5Ckatex/katex.js'><link rel=stylesheet href='%5Ckatex/KaTeX_x.ttf/../../katex.css'>",
  "<style>@font-face{font-family:k;src:url('%5Ckatex/KaTeX_Main-Regular.ttf/../../../outside.ttf')}p{font-family:k}</style><p>x</p>",
  /* files outside the site */
  "<img src='images/../../../../etc/outside.png'><img src='..\\..\\etc\\outside.png'>",
  "<img src='%2e%2e%2f%2e%2e%2fetc%2foutside.png'><img src='%252e%252e%252foutside.png'>",
  "<img src='/../../etc/outside.svg'><img src='./././../outside.svg'>",
  "<img src='file://localhost/etc/outside.png'><img src='file:/etc/outside.png'><img src='FILE:///etc/outside.png'>",
  "<link rel=stylesheet href='../../../etc/outside.css'><link rel=stylesheet href='file:///etc/outside.css'>",
  "<img src='atrium-site://1/%2e%2e/outside.png'><img src='atrium-site:/../outside.png'><img src='atrium-site:outside.png/..'>",
  "<img src='atrium-site://1@2/outside.png'><img src='atrium-site://1:80/x%00secret.txt'><img src='.git/config'>",
  "<img src='x-data:secret'><img src='intent:x'><img src='chrome://x'><img src='gopher://127.0.0.1/x'><img src='smb://127.0.0.1/x'>",
};

G_STATIC_ASSERT (G_N_ELEMENTS (tricks) >= 200);

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

/* and in the page of a generator, that takes the place of another */
static void
test_tricks_in_site_pages (void)
{
  Web web;
  Listener listener;
  Site site = { g_ptr_array_new_with_free_func (g_free) };
  g_autoptr(GBytes) first = g_bytes_new_static ("<!DOCTYPE html><title>t</title><p>x</p>", 39);

  listener_open (&listener);
  web_open (&web, 500, 400);
  atrium_preview_set_loader (web.preview, load_file, &site, NULL);
  atrium_preview_show_site_page (web.preview, first, "index.html");
  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      g_autofree char *trick = with_listener (tricks[i], listener.port);
      g_autofree char *html = g_strdup_printf ("<!DOCTYPE html><title>%zu</title><p data-atrium-entry=e-1>text</p>%s<p>after</p>",
                                               i, trick);
      g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
      g_autofree char *done = g_strdup_printf ("document.title === '%zu'", i);

      atrium_preview_update_page (web.preview, bytes);
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
  g_test_add_func ("/preview/hostile/tricks-in-site-pages", test_tricks_in_site_pages);
  g_test_add_func ("/preview/hostile/tricks-can-work", test_tricks_can_work);
  g_test_add_func ("/preview/hostile/files", test_files);

  return g_test_run ();
}
