#include "atrium-page.h"

#include "sample-profile.h"
#include "web.h"

#include <string.h>

/* Our own page in a real browser: at every width nothing sticks out, and every text can be
 * read in light and dark. */

static char *
render_sample (void)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new ();
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  AtriumSection *bio = atrium_profile_get_section (profile, 0);
  g_autoptr(GBytes) html = NULL;

  /* what people paste */
  atrium_entry_set_string (atrium_section_get_entry (bio, 1), "text",
                           "https://a-very-long-host-name.example/with/a/path/that/does/not/end/and/has/no/place/to/break/at/all "
                           "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft `code_that_is_also_quite_long_for_a_phone()`\n\n"
                           "| a | b | c | d | e |\n|---|---|---|---|---|\n| one long cell | another long cell | third | fourth cell | fifth cell |\n\n"
                           "```\na line of code that is much longer than any telephone is wide, and then some more of it\n```");
  html = atrium_page_render (page);

  return g_strndup (g_bytes_get_data (html, NULL), g_bytes_get_size (html));
}

static void
test_fits (void)
{
  const int widths[] = { 320, 360, 480, 544, 600, 800, 864, 865, 1000, 1280 };
  g_autofree char *html = render_sample ();
  Web web;

  web_open (&web, 1280, 700);
  web_show (&web, html, "index.html");
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *there = g_strdup_printf ("Math.abs(innerWidth - %d) <= 1", widths[i]);
      g_autofree char *wide = NULL;

      /* zoom gives the page the width that a window could not have */
      atrium_preview_set_zoom (web.preview, 1280.0 / widths[i]);
      web_wait_true (&web, there);
      wide = web_eval (&web, "atrium",
                       "document.documentElement.scrollWidth <= innerWidth ? '' :"
                       "[...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 &&"
                       "!e.closest('pre, table')).slice(0, 5).map(e => e.outerHTML.slice(0, 80)).join('\\n')");
      if (*wide != '\0')
        g_test_message ("at %d: %s", widths[i], wide);
      g_assert_cmpstr (wide, ==, "");
    }
  web_close (&web);
}

/* WCAG 2.2, 1.4.3: 4.5 to 1 for text */
static const char contrast[] =
  "(() => {"
  "  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);"
  "  const light = c => { const f = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };"
  "    return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]); };"
  "  const behind = e => { for (; e; e = e.parentElement) { const s = getComputedStyle(e); const c = parse(s.backgroundColor);"
  "    if (s.backgroundImage !== 'none') return null;"
  "    if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };"
  "  const bad = [];"
  "  for (const e of document.querySelectorAll('main *, header *')) {"
  "    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;"
  "    const back = behind(e); if (!back) continue;"
  "    const a = light(parse(getComputedStyle(e).color)), b = light(back);"
  "    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);"
  "    if (ratio < 4.5) bad.push(`${ratio.toFixed(2)} ${e.className} ${e.textContent.slice(0, 30)}`);"
  "  }"
  "  return bad.join('\\n');"
  "})()";

static void
test_contrast (void)
{
  g_autofree char *html = render_sample ();
  Web web;

  web_open (&web, 1280, 700);
  web_show (&web, html, "index.html");
  for (guint dark = 0; dark < 2; dark++)
    {
      g_autofree char *bad = NULL;

      atrium_preview_set_dark (web.preview, dark);
      web_wait_true (&web, dark ? "getComputedStyle(document.body).backgroundColor === 'rgb(22, 24, 29)'"
                                : "getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'");
      bad = web_eval (&web, "atrium", contrast);
      if (*bad != '\0')
        g_test_message ("%s: %s", dark ? "dark" : "light", bad);
      g_assert_cmpstr (bad, ==, "");
    }
  web_close (&web);
}

/* each patch leads the browser to the document that the page rendered from the start has */
static void
test_patches_meet_page (void)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new ();
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  g_autoptr(GBytes) first = atrium_page_render (page);
  g_autoptr(GBytes) last = NULL;
  g_autoptr(GPtrArray) patches = NULL;
  g_autofree char *patched = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *html = g_strndup (g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  const char *outer = "atrium.looks.off() ?? [...document.querySelectorAll('#menu, #person, #sections')].map(e => e.outerHTML.replace(/>\\s+</g, '><')).join('\\n')";
  Web web;

  web_open (&web, 900, 700);
  web_show (&web, html, "index.html");
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      atrium_entry_set_string (atrium_section_get_entry (section, 0), "text", "Changed **here**");
      if (atrium_section_get_n_entries (section) > 2)
        atrium_section_move (section, 0, 2);
      if (i % 3 == 0)
        atrium_section_remove (section, 0);
    }
  atrium_profile_move (profile, 3, 0);
  patches = atrium_page_update (page);
  for (guint i = 0; i < patches->len; i++)
    {
      AtriumPatch *patch = g_ptr_array_index (patches, i);

      atrium_preview_patch (web.preview, patch->id, patch->html);
    }
  web_wait_true (&web, "document.getElementById('sections').textContent.includes('Changed here')");
  web_wait (100);
  patched = web_eval (&web, "atrium", outer);

  last = atrium_page_render (page);
  g_free (html);
  html = g_strndup (g_bytes_get_data (last, NULL), g_bytes_get_size (last));
  web_show (&web, html, "index.html");
  fresh = web_eval (&web, "atrium", outer);
  g_assert_cmpstr (patched, ==, fresh);
  web_close (&web);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/preview/look/fits", test_fits);
  g_test_add_func ("/preview/look/contrast", test_contrast);
  g_test_add_func ("/preview/look/patches-meet-page", test_patches_meet_page);

  return g_test_run ();
}
