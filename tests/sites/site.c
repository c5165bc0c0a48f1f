#include "site.h"

#include <string.h>

#include "atrium-json.h"

#define CONFIG \
  "title : \"Ines Okoro\"\ngoogle_scholar_stats_use_cdn : true\nauthor:\n" \
  "  name             : \"Ines Okoro\"\n  avatar           : \"images/ines.jpg\"\n" \
  "  bio              : \"Assistant professor\"\n  location         : \"Harbour City\"\n" \
  "  employer         :\n  email            : \"ines@example.org\" # work\n" \
  "  github           : \"ines-okoro\"\n  googlescholar    : \"https://scholar.google.com/citations?user=AbC\"\n"

#define FRONT "---\npermalink: /\ntitle: \"\"\nexcerpt: \"\"\n---\n\n"

/* A page of each manner of writing, all of invented people. */
static const struct
{
  const char *name;
  const char *text;
} invented[] = {
  { "acad-homepage",
    FRONT
    "<span class='anchor' id='about-me'></span>\n\n"
    "I am an assistant professor at the [Harbour Institute](https://harbour.example.org), where I study tides.\n\n"
    "My research is about *phase-locked memory* & slow clocks.\n\n"
    "# \xf0\x9f\x94\xa5 News\n"
    "- *2031.06*: &nbsp;\xf0\x9f\x8e\x89 One paper on tides was accepted by **ECML 2031**.\n"
    "- *2031.02*: &nbsp;I joined the [Harbour Institute](https://harbour.example.org).\n"
    "- *2030.11*: &nbsp;We released [Tidal](https://example.org/tidal) as free software.\n\n"
    "# \xf0\x9f\x93\x9d Publications\n\n"
    "<div class='paper-box'><div class='paper-box-image'><div><div class=\"badge\">ECML 2031</div>"
    "<img src='images/tidal.png' alt=\"Tidal\" width=\"100%\"></div></div>\n"
    "<div class='paper-box-text' markdown=\"1\">\n\n"
    "[Tidal Nets: Forecasting with Phase-Locked Memory](https://example.org/tidal.pdf)\n\n"
    "**Ines Okoro**\\*, Tam Varga\\*, Lio Brandt\n\n"
    "[**Project**](https://example.org/tidal) \n"
    "- One line on why it matters.\n"
    "</div>\n</div>\n\n"
    "- [Slow Clocks for Fast Rivers](https://example.org/clocks.pdf), Tam Varga, **Ines Okoro**, **ICML 2030**\n"
    "- [Harbours as Filters](https://example.org/harbours.pdf), **Ines Okoro**, Mara Lindqvist, Lio Brandt, **KDD 2029**\n\n"
    "# \xf0\x9f\x8e\x96 Honors and Awards\n"
    "- *2031.05* Best Paper Award of the Harbour Institute.\n"
    "- *2030.09* Young Researcher Prize.\n\n"
    "# \xf0\x9f\x93\x96 Educations\n"
    "- *2026.09 - 2030.06*, PhD in Oceanography, University of Northport.\n"
    "- *2022.09 - 2026.06*, Bachelor in Physics, University of Southport.\n\n"
    "# \xf0\x9f\x92\xac Invited Talks\n"
    "- *2031.03*, Tides and memory, Northport Colloquium  \\| [\\[video\\]](https://example.org/video)\n"
    "- *2030.01*, Rivers that forget, Southport Seminar  \\| [\\[video\\]](https://example.org/video2)\n\n"
    "# \xf0\x9f\x92\xbb Internships\n"
    "- *2029.05 - 2029.09*, Research Intern, [Brine Labs](https://brine.example.org), Southport.\n"
    "- *2028.05 - 2028.09*, Research Intern, [Quay AI](https://quay.example.org), Northport.\n" },
  { "setext-dl",
    FRONT
    "<p align=\"justify\">\nI am a PhD candidate at <a href=\"https://northport.example.org\" target=\"_blank\">Northport</a>.\n</p>\n\n"
    "<p align=\"justify\">\nMy work is about rivers &amp; tides.\n</p>\n\n"
    "News\n======\n"
    "  \\[01/2031\\]: River Routing is accepted by [ICLR 2031](https://iclr.example.org/). \\\n"
    "  \\[08/2030\\]: Slow Clocks is accepted at [EMNLP 2030](https://emnlp.example.org/). \\\n"
    "  \\[05/2030\\]: Awarded the Harbour Fellowship.\n\n"
    "Research Experience\n======\n"
    "<dl>\n  <dt><img align=\"left\" width=\"110\" src=\"images/brine.jpg\" /></dt>\n  <dt>Brine Labs, Southport</dt>\n"
    "  <d>05/2030 - Present</d><br>\n  <dd>Research Intern</dd>\n  <dd>Multimodal Tides</dd>\n</dl>\n\n"
    "<dl>\n  <dt><img align=\"left\" width=\"110\" src=\"images/quay.png\" /></dt>\n  <dt>Quay AI</dt>\n"
    "  <d>06/2029 - 08/2029</d><br>\n  <dd>Research Intern</dd>\n  <dd>Efficient Rivers</dd>\n</dl>\n\n"
    "Selected Publications\n======\n"
    "1. __Ines Okoro__\\*, Tam Varga\\*, Lio Brandt, \n\"***River Routing: Mitigating Floods in Mixtures***\", Proceedings of the "
    "Conference on Rivers (__ICLR 2031__). [[Paper](https://example.org/a)] [[Code](https://example.org/b)]\n"
    "2. Tam Varga, __Ines Okoro__, Mara Lindqvist, \n\"***Slow Clocks in Estuaries***\", arXiv. [[Paper](https://example.org/c)] "
    "[[Code](https://example.org/d)]\n"
    "3. Lio Brandt and __Ines Okoro__. \"***Brackish Water Models***\", Conference on Estuaries, 2029 (__ICML 2029__). "
    "[[Paper](https://example.org/e)]\n" },
  { "crlf",
    "---\r\npermalink: /\r\n---\r\n\r\nI study tides.\r\n\r\n# News\r\n\r\n- **2031-05** A talk about tides.\r\n"
    "- **2030-01** A talk about rivers.\r\n\r\n# Teaching\r\n\r\n* Oceanography, Northport, Fall 2030\r\n* Physics, Southport, Fall 2029\r\n" },
  { "html-lists",
    FRONT
    "Hello, I am Ines.\n\n## News\n\n<ul>\n  <li><b>2031-05</b>: A talk about tides &amp; rivers.</li>\n"
    "  <li><b>2030-01</b>: A talk about <a href=\"https://example.org/r\">rivers</a>.</li>\n</ul>\n\n"
    "## Publications\n\n### 2031\n\n* **River Routing.** <br>\n  **Ines Okoro**, Tam Varga, Lio Brandt. <br>\n  **(ACL 2031 main)**<br>\n"
    "  [[Paper]](https://example.org/p)[[Code]](https://example.org/q)\n* **Slow Clocks.** <br>\n  Tam Varga, **Ines Okoro**. <br>\n"
    "  **(SIGIR 2031)**<br>\n  [[Paper]](https://example.org/r)[[Code]](https://example.org/s)\n\n### 2030\n\n"
    "* **Brackish Models.** <br>\n  Lio Brandt, **Ines Okoro**. <br>\n  **(AAAI 2030)**<br>\n  [[Paper]](https://example.org/t)\n\n"
    "## Service\n\n- Reviewer, ICML 2031\n- Reviewer, KDD 2030\n" },
};

char *
site_find_shared (void)
{
  const char *given = g_getenv ("ATRIUM_SHARED");
  const char *root = g_getenv ("ATRIUM_SOURCE_ROOT");
  g_autofree char *beside = g_build_filename (root != NULL ? root : ".", "..", "shared", NULL);
  const char *folder = given != NULL ? given : beside;
  g_autofree char *truth = g_build_filename (folder, "corpus", "truth.json", NULL);

  return g_file_test (truth, G_FILE_TEST_EXISTS) ? g_strdup (folder) : NULL;
}

static void
load_into (AtriumFileTree *files,
           const char     *folder,
           const char     *prefix)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *relative = g_strconcat (prefix, name, NULL);
      g_autofree char *below = g_strconcat (relative, "/", NULL);
      char *contents;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        load_into (files, path, below);
      else if (g_file_get_contents (path, &contents, &length, NULL))
        {
          g_autoptr(GBytes) bytes = g_bytes_new_take (contents, length);

          atrium_file_tree_set (files, relative, bytes);
        }
    }
}

AtriumFileTree *
site_load_folder (const char *folder)
{
  AtriumFileTree *files = atrium_file_tree_new ();

  load_into (files, folder, "");

  return files;
}

AtriumFileTree *
site_new (const char *path,
          const char *text,
          ...)
{
  AtriumFileTree *files = atrium_file_tree_new ();
  va_list args;

  va_start (args, text);
  while (path != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

      atrium_file_tree_set (files, path, bytes);
      path = va_arg (args, const char *);
      text = path != NULL ? va_arg (args, const char *) : NULL;
    }
  va_end (args);

  return files;
}

char *
site_dup_text (AtriumFileTree *files,
               const char     *path)
{
  GBytes *bytes = atrium_file_tree_lookup (files, path);
  gsize length;
  const char *text;

  g_assert_nonnull (bytes);
  text = g_bytes_get_data (bytes, &length);

  return g_strndup (text, length);
}

AtriumReading *
site_read (AtriumFileTree *files,
           const char     *page)
{
  g_autoptr(GError) error = NULL;
  const AtriumLens *lens = atrium_lens_detect_page (files, page, &error);
  AtriumReading *reading;

  g_assert_no_error (error);
  reading = lens->read (lens, files, page, &error);
  g_assert_no_error (error);

  return reading;
}

gboolean
site_only_lines_changed (const char *before,
                         const char *after,
                         gsize       start,
                         gsize       end)
{
  gsize before_length = strlen (before);
  gsize after_length = strlen (after);
  gsize same = 0;
  gsize tail = 0;

  while (start > 0 && before[start - 1] != '\n')
    start--;
  while (end < before_length && before[end] != '\n')
    end++;
  while (same < before_length && same < after_length && before[same] == after[same])
    same++;
  while (tail < before_length - MIN (same, start) && tail < after_length - MIN (same, start) &&
         before[before_length - 1 - tail] == after[after_length - 1 - tail])
    tail++;

  return same >= start && before_length - tail <= end;
}

static AtriumFileTree *
load_seed (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, "seeds", name, NULL);
  char *contents;
  gsize length;
  AtriumFileTree *files;
  g_autoptr(GBytes) bytes = NULL;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return NULL;
  bytes = g_bytes_new_take (contents, length);
  /* a seed that begins with front matter is the page of a Jekyll site */
  if (g_str_has_prefix (contents, "---"))
    {
      files = site_new ("_config.yml", "author:\n  name: \"Somebody\"\n", NULL);
      atrium_file_tree_set (files, "_pages/about.md", bytes);
    }
  else
    {
      files = atrium_file_tree_new ();
      atrium_file_tree_set (files, "page.txt", bytes);
    }

  return files;
}

static void
foreach_seed (const char   *folder,
              SitePageFunc  func,
              gpointer      user_data)
{
  g_autofree char *path = g_build_filename (folder, "seeds", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr(AtriumFileTree) files = load_seed (folder, name);

      if (files != NULL)
        func (name, files, NULL, user_data);
    }
}

/* the HTML pages and plain texts that lie beside the tests, each a site of its own */
static void
foreach_page (SitePageFunc  func,
              gpointer      user_data)
{
  const char *root = g_getenv ("ATRIUM_SOURCE_ROOT");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", "tests", "sites", "pages", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr(AtriumFileTree) files = NULL;

      if (!g_str_has_suffix (name, ".html") && !g_str_has_suffix (name, ".txt"))
        continue;
      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      files = site_new (g_str_has_suffix (name, ".txt") ? "index.txt" : "index.html", text, NULL);
      func (name, files, NULL, user_data);
    }
}

static gboolean
is_read (const char *kind)
{
  static const char *const kinds[] = { "acad-homepage", "academicpages", "academicpages-collection", "hugoblox", "html" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], kind) == 0)
      return TRUE;

  return FALSE;
}

static const char *
member_text (AtriumJsonNode *object,
             const char     *name)
{
  AtriumJsonNode *node = atrium_json_lookup (object, name);

  return node != NULL ? node->text : NULL;
}

gboolean
site_foreach_real (SitePageFunc  func,
                   gpointer      user_data)
{
  g_autofree char *folder = site_find_shared ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(AtriumJson) json = NULL;

  if (folder == NULL)
    return FALSE;

  path = g_build_filename (folder, "corpus", "truth.json", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  source = atrium_source_new_for_text ("truth.json", text);
  json = atrium_json_read (source, NULL);
  g_assert_nonnull (json);

  for (AtriumJsonNode *node = atrium_json_get_root (json)->first_child; node != NULL; node = node->next)
    {
      g_auto(GStrv) parts = g_strsplit (member_text (node, "repo"), "/", 2);
      g_autofree char *name = g_strconcat (parts[0], "__", parts[1], NULL);
      g_autofree char *site = g_build_filename (folder, "corpus", name, NULL);
      const char *page = member_text (node, "path");
      g_autofree char *label = g_strconcat (name, "/", page, NULL);
      g_autoptr(AtriumFileTree) files = NULL;

      if (!is_read (member_text (node, "kind")))
        continue;
      files = site_load_folder (site);
      func (label, files, g_str_has_suffix (page, "/") ? NULL : page, user_data);
    }
  foreach_seed (folder, func, user_data);
  foreach_page (func, user_data);

  return TRUE;
}

void
site_foreach_invented (SitePageFunc  func,
                       gpointer      user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (invented); i++)
    {
      g_autoptr(AtriumFileTree) files =
        site_new ("_config.yml", CONFIG, "_pages/about.md", invented[i].text, NULL);

      func (invented[i].name, files, NULL, user_data);
    }
}
