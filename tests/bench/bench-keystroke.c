/* Types into the papers of a document and waits until the preview has drawn it:
 *   bench-keystroke PATH EDITS [site [PAUSE]]
 * through the built-in engine, or through the site's own, with so many milliseconds between edits,
 * prints, for each edit, the seconds until the new text stands in the page, and
 * the seconds until the page was about to be drawn with it. */

#include <stdlib.h>

#include <adwaita.h>
#include <webkit/webkit.h>

#include "atrium-document.h"
#include "atrium-live-page.h"
#include "atrium-preview.h"

/* Resolves with the times, in the clock of the wall, at which an element has the
 * text and at which the frame that shows it begins. */
#define WAIT_FOR_TEXT \
  "const now = () => performance.timeOrigin + performance.now ();" \
  "return new Promise ((resolve) => {" \
  "  const check = () => {" \
  "    const element = document.getElementById (id) ||" \
  "      document.querySelector ('[data-atrium-entry=\"' + id + '\"]');" \
  "    if (!element || !element.textContent.includes (text))" \
  "      return false;" \
  "    const changed = now ();" \
  "    requestAnimationFrame (() => resolve (changed + ' ' + now ()));" \
  "    return true;" \
  "  };" \
  "  if (check ())" \
  "    return;" \
  "  const observer = new MutationObserver (() => { if (check ()) observer.disconnect (); });" \
  "  observer.observe (document.documentElement, { subtree: true, childList: true, characterData: true });" \
  "});"

typedef struct
{
  AtriumDocument *document;
  WebKitWebView  *view;
  AtriumSection  *section;
  AtriumLivePage *page;
  gboolean        site;
  guint           pause;        /* milliseconds from a drawn edit to the next */
  guint           n_edits;
  guint           edit;
  double          start;        /* milliseconds of the wall clock */
  int             status;
} Bench;

static void type_next (Bench *bench);

static WebKitWebView *
find_view (GtkWidget *widget)
{
  if (WEBKIT_IS_WEB_VIEW (widget))
    return WEBKIT_WEB_VIEW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      WebKitWebView *view = find_view (child);

      if (view != NULL)
        return view;
    }

  return NULL;
}

static void
finish (Bench *bench,
        int    status)
{
  bench->status = status;
  g_application_quit (g_application_get_default ());
}

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JSCValue) value = NULL;
  g_autofree char *times = NULL;
  g_auto(GStrv) parts = NULL;

  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, &error);
  if (value == NULL)
    {
      g_printerr ("%s\n", error->message);
      finish (bench, 1);
      return;
    }

  times = jsc_value_to_string (value);
  parts = g_strsplit (times, " ", 2);
  g_print ("%.6f %.6f\n",
           (g_ascii_strtod (parts[0], NULL) - bench->start) / 1000,
           (g_ascii_strtod (parts[1], NULL) - bench->start) / 1000);
  type_next (bench);
}

static gboolean
type_cb (gpointer user_data)
{
  Bench *bench = user_data;
  guint n_entries = atrium_section_get_n_entries (bench->section);
  AtriumEntry *entry = atrium_section_get_entry (bench->section, bench->edit * 37 % n_entries);
  g_autofree char *text = g_strdup_printf ("A title typed as number %u", bench->edit);
  g_autofree char *id = g_strdup_printf ("e-%s", atrium_entry_get_id (entry));
  g_autoptr(AtriumValue) value = atrium_value_new_string (text);
  g_autoptr(GVariant) arguments = NULL;

  arguments = g_variant_ref_sink (g_variant_new_parsed ("{'id': <%s>, 'text': <%s>}", id, text));
  bench->start = g_get_real_time () / 1000.0;
  atrium_history_set (atrium_document_get_history (bench->document), entry, "title", value);
  webkit_web_view_call_async_javascript_function (bench->view, WAIT_FOR_TEXT, -1, arguments,
                                                  "bench", NULL, NULL, drawn_cb, bench);

  return G_SOURCE_REMOVE;
}

/* At a pace at which people type, off the beat of the display. */
static void
type_next (Bench *bench)
{
  if (++bench->edit > bench->n_edits)
    finish (bench, 0);
  else
    g_timeout_add (bench->pause + bench->edit % 17, type_cb, bench);
}

/* Once: a page that is shown a second time is what a keystroke must not cost. The built-in page
 * comes before that of the site. */
static void
shown_cb (GtkWidget *preview,
          Bench     *bench)
{
  if (bench->site && !atrium_live_page_get_site_shown (bench->page))
    return;

  g_signal_handlers_disconnect_by_func (preview, shown_cb, bench);
  /* it is made for the first page, and for a site's page it may be another */
  bench->view = find_view (preview);
  g_assert_nonnull (bench->view);
  type_next (bench);
}

static AtriumSection *
find_papers (AtriumProfile *profile)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      if (atrium_section_get_kind (section) == ATRIUM_KIND_PUBLICATIONS)
        return section;
    }

  return NULL;
}

static void
activate_cb (GtkApplication *application,
             Bench          *bench)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *preview = atrium_preview_new ();
  AtriumLivePage *page = atrium_live_page_new (ATRIUM_PREVIEW (preview));

  bench->section = find_papers (atrium_document_get_profile (bench->document));
  g_assert_nonnull (bench->section);

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), preview);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 800);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (preview, "shown", G_CALLBACK (shown_cb), bench);
  g_object_set_data_full (G_OBJECT (window), "page", page, g_object_unref);
  bench->page = page;
  atrium_live_page_set_site (page, bench->site);
  atrium_live_page_set_document (page, bench->document);
  atrium_live_page_set_active (page, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = NULL;
  g_autoptr(AtriumDocument) document = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) error = NULL;
  Bench bench = { .status = 1 };

  if (argc < 3 || argc > 5)
    return 2;

  file = g_file_new_for_commandline_arg (argv[1]);
  document = atrium_document_open (file, NULL, &error);
  if (document == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  bench.document = document;
  bench.n_edits = atoi (argv[2]);
  bench.site = argc >= 4;
  bench.pause = argc == 5 ? (guint) atoi (argv[4]) : 23;
  application = adw_application_new ("io.github.atrium_editor.Keystroke", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &bench);
  g_application_run (G_APPLICATION (application), 1, argv);

  return bench.status;
}
