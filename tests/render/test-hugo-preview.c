/* What the window asks of the Hugo engine beside the page: where its entries are, its style sheets. */

#include "atrium-hugo.h"

#include <string.h>

#include "atrium-error.h"
#include "hugo-site.h"
#include "jekyll-site.h"

#define HOME "content/_index.md"

static void
set_up_site (HugoSite      *fixture,
             gconstpointer  data)
{
  fixture->folder = hugo_site_copy ();
  fixture->engine = atrium_hugo_new_for_preview (fixture->folder);
}

static char *
render_page (HugoSite        *fixture,
             const char      *page,
             AtriumFileTree  *changed,
             AtriumMarks     *marks,
             char           **path)
{
  g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };
  const char *html;
  gsize length;

  atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), page, changed != NULL ? changed : nothing, marks, NULL,
                              rendered_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.rendering->base, ==, "");
  if (path != NULL)
    *path = g_strdup (outcome.rendering->path);
  html = g_bytes_get_data (outcome.rendering->html, &length);
  return g_strndup (html, length);
}

static char *
without_attributes (const char *html)
{
  g_autoptr(GRegex) attribute = g_regex_new (" data-atrium-entry=\"[^\"]*\"", 0, 0, NULL);

  return g_regex_replace_literal (attribute, html, -1, 0, "", 0, NULL);
}

static void
mark (AtriumMarks    *marks,
      AtriumMarkType  type,
      const char     *id,
      const char     *text,
      const char     *beginning)
{
  const char *at = strstr (text, beginning);

  g_assert_nonnull (at);
  atrium_marks_add (marks, type, id, HOME, (gsize) (at - text));
}

static void
test_marks (HugoSite      *fixture,
            gconstpointer  data)
{
  static const char *const wanted[] = {
    "<h1 data-atrium-entry=\"s-news\" id=\"news\"", "<p data-atrium-entry=\"e-bio\">I study",
    "<li data-atrium-entry=\"e-kelp\">2031.05", "<p data-atrium-entry=\"e-nets\"><strong>Tidal Nets",
  };
  g_autofree char *text = read_file (fixture->folder, HOME);
  g_autoptr(AtriumFileTree) files = tree_of (HOME, text);
  g_autoptr(AtriumMarks) marks = atrium_marks_new (files);

  if (skip_without_hugo ())
    return;

  mark (marks, ATRIUM_MARK_ENTRY, "e-bio", text, "I study");
  mark (marks, ATRIUM_MARK_HEADING, "s-news", text, "News");
  mark (marks, ATRIUM_MARK_ENTRY, "e-kelp", text, "2031.05");
  mark (marks, ATRIUM_MARK_ENTRY, "e-nets", text, "Tidal Nets");
  for (guint round = 0; round < 2; round++)
    {
      g_autofree char *plain = render_page (fixture, HOME, NULL, NULL, NULL);
      g_autofree char *marked = render_page (fixture, HOME, NULL, marks, NULL);
      g_autofree char *bare = without_attributes (marked);

      for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
        g_assert_nonnull (strstr (marked, wanted[i]));
      g_assert_cmpstr (bare, ==, plain);
      g_assert_null (strstr (plain, "data-atrium-entry"));
    }
}

/* A marker that changes the page is left out, and with it no more than its neighbour. */
static void
test_marks_that_break (HugoSite      *fixture,
                       gconstpointer  data)
{
  static const char text[] = "---\ntitle: T\n---\nFirst.\n\nSecond.\n\n- one\n- two\n\nNext.\n\nLast.\n";
  static const char *const beginnings[] = { "First", "Second", "- one", "Next", "Last" };
  g_autoptr(AtriumFileTree) files = tree_of (HOME, text);
  g_autoptr(AtriumMarks) marks = atrium_marks_new (files);
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *bare = NULL;

  if (skip_without_hugo ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autofree char *id = g_strdup_printf ("e-%" G_GSIZE_FORMAT, i);

      mark (marks, ATRIUM_MARK_ENTRY, id, text, beginnings[i]);
    }
  html = render_page (fixture, HOME, files, marks, NULL);
  plain = render_page (fixture, HOME, files, NULL, NULL);
  bare = without_attributes (html);
  g_assert_cmpstr (bare, ==, plain);
  g_assert_nonnull (strstr (html, "<li>one</li>"));
  g_assert_nonnull (strstr (html, "<p data-atrium-entry=\"e-0\">First.</p>"));
  g_assert_nonnull (strstr (html, "<p data-atrium-entry=\"e-4\">Last.</p>"));
  g_assert_null (strstr (html, "e-2"));
}

/* An entry that is a file of its own is found by its title, on the page that lists it. */
static void
test_files_marked (HugoSite      *fixture,
                   gconstpointer  data)
{
  static const char kelp[] = "content/publication/kelp/index.md";
  static const char tides[] = "content/publication/tides/index.md";
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  g_autofree char *kelp_text = read_file (fixture->folder, kelp);
  g_autofree char *tides_text = read_file (fixture->folder, tides);
  g_autoptr(GBytes) kelp_bytes = g_bytes_new (kelp_text, strlen (kelp_text));
  g_autoptr(GBytes) tides_bytes = g_bytes_new (tides_text, strlen (tides_text));
  g_autoptr(AtriumMarks) marks = NULL;
  g_autofree char *html = NULL;
  g_autofree char *path = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *bare = NULL;

  if (skip_without_hugo ())
    return;

  atrium_file_tree_set (files, kelp, kelp_bytes);
  atrium_file_tree_set (files, tides, tides_bytes);
  marks = atrium_marks_new (files);
  atrium_marks_add_file (marks, "e-kelp", kelp);
  atrium_marks_add_file (marks, "e-tides", tides);
  html = render_page (fixture, "content/publication/kelp/", NULL, marks, &path);
  plain = render_page (fixture, "content/publication/kelp/", NULL, NULL, NULL);
  bare = without_attributes (html);
  g_test_message ("%s", html);
  g_assert_cmpstr (bare, ==, plain);
  g_assert_cmpstr (path, ==, "publication/index.html");
  g_assert_nonnull (strstr (html, "<li data-atrium-entry=\"e-kelp\"><a href=\"/publication/kelp/\">Kelp Counts</a></li>"));
  g_assert_nonnull (strstr (html, "<li data-atrium-entry=\"e-tides\"><a href=\"/publication/tides/\">Tidal Nets</a></li>"));
}

/* Where the title stands in front matter, and where it is none to put a marker into. */
static void
test_titles (HugoSite      *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *marked;    /* with a bar for the marker; NULL where there is none */
  } cases[] = {
    { "---\ntitle: One\n---\n", "---\ntitle: |One\n---\n" },
    { "---\ndate: 1\ntitle:  \"One\"\n---\n", "---\ndate: 1\ntitle:  \"|One\"\n---\n" },
    { "---\r\ntitle: 'One'\r\n---\r\n", "---\r\ntitle: '|One'\r\n---\r\n" },
    { "+++\na = 1\ntitle = \"One\"\n+++\n", "+++\na = 1\ntitle = \"|One\"\n+++\n" },
    { "{ \"title\": \"One\" }\n", "{ \"title\": \"|One\" }\n" },
    { "---\ntitle: \"\"\n---\n", NULL },
    { "---\ntitle: |\n  One\n---\n", NULL },
    { "---\na: 1\n---\ntitle: One\n", NULL },
    { "title: One\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumFileTree) files = tree_of ("content/a.md", cases[i].text);
      g_autoptr(AtriumMarks) marks = atrium_marks_new (files);
      g_autoptr(AtriumFileTree) texts = NULL;
      GBytes *bytes;

      g_test_message ("%s", cases[i].text);
      atrium_marks_add_file (marks, "e-a", "content/a.md");
      texts = atrium_marks_dup_titled_texts (marks);
      bytes = atrium_file_tree_lookup (texts, "content/a.md");
      g_assert_cmpint (bytes != NULL, ==, cases[i].marked != NULL);
      if (bytes != NULL)
        {
          g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
          g_auto(GStrv) parts = g_strsplit (text, "\xF3\xB0\x80\x80", -1);
          g_autofree char *shown = g_strjoinv ("|", parts);

          g_assert_cmpstr (shown, ==, cases[i].marked);
        }
    }
}

/* What is no page is shown by the first one, and addresses begin at the site. */
static void
test_place (HugoSite      *fixture,
            gconstpointer  data)
{
  static const char *const pages[] = { "data/people.yaml", "", "content/_index.md", "content/authors/ines/_index.md" };

  if (skip_without_hugo ())
    return;

  /* a page of a taxonomy, as HugoBlox has one for each author */
  {
    g_autofree char *ines = g_build_filename (fixture->folder, "content", "authors", "ines", NULL);

    g_assert_cmpint (g_mkdir_with_parents (ines, 0700), ==, 0);
    write_file (fixture->folder, "content/authors/ines/_index.md", "---\ntitle: Ines Okoro\n---\nOf tides.\n");
    write_file (fixture->folder, "hugo.toml",
                "baseURL = \"https://tides.example/lab/\"\n[taxonomies]\nauthor = \"authors\"\n");
  }

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *html = render_page (fixture, pages[i], NULL, NULL, &path);

      g_assert_cmpstr (path, ==, "index.html");
      g_assert_nonnull (strstr (html, "href=\"/site.min."));
      g_assert_nonnull (strstr (html, "href=\"/publication/kelp/\""));
    }
}

typedef struct
{
  GBytes *bytes;
  gboolean done;
} Load;

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Load *load = user_data;

  load->bytes = atrium_engine_load_finish (ATRIUM_ENGINE (object), result, NULL);
  load->done = TRUE;
}

static char *
load (HugoSite   *fixture,
      const char *path)
{
  Load answer = { NULL, FALSE };
  char *text = NULL;

  atrium_engine_load_async (ATRIUM_ENGINE (fixture->engine), path, NULL, loaded_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);

  if (answer.bytes != NULL)
    text = g_strndup (g_bytes_get_data (answer.bytes, NULL), g_bytes_get_size (answer.bytes));
  g_clear_pointer (&answer.bytes, g_bytes_unref);
  return text;
}

/* The style sheet that a page was made with, and nothing that is not published. */
static void
test_assets (HugoSite      *fixture,
             gconstpointer  data)
{
  static const char *const refused[] = {
    "assets/none.css", "hugo.toml", "../gate/gate-0.json", "../../secret", "/etc/passwd", "", ".", "content/_index.md",
  };
  g_autofree char *html = NULL;
  g_autofree char *css = NULL;
  g_autofree char *path = NULL;
  const char *link;

  if (skip_without_hugo ())
    return;

  html = render_page (fixture, HOME, NULL, NULL, NULL);
  link = strstr (html, "/site.min.");
  g_assert_nonnull (link);
  path = g_strndup (link + 1, strcspn (link + 1, "\""));
  css = load (fixture, path);
  g_assert_cmpstr (css, ==, "body{color:#123456}p{margin:1em}");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *text = load (fixture, refused[i]);

      g_test_message ("%s", refused[i]);
      g_assert_null (text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/hugo-preview/" name, HugoSite, NULL, set_up_site, function, hugo_site_tear_down)
  ADD ("marks", test_marks);
  ADD ("marks-that-break", test_marks_that_break);
  ADD ("files-marked", test_files_marked);
  ADD ("titles", test_titles);
  ADD ("place", test_place);
  ADD ("assets", test_assets);
#undef ADD

  return g_test_run ();
}
