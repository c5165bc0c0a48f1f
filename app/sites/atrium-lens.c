#include "atrium-lens.h"
#include "atrium-lens-private.h"

#include <string.h>

#include "atrium-bytes.h"
#include "atrium-error.h"
#include "atrium-lens-profile.h"
#include "atrium-writer.h"

/* a page of fewer letters has nothing to read */
#define MIN_LETTERS 20

static const AtriumLens *const lenses[] = {
  &atrium_lens_acad_homepage,
  &atrium_lens_academicpages,
  &atrium_lens_al_folio,
  &atrium_lens_hugoblox,
  &atrium_lens_bibtex,
  &atrium_lens_json_resume,
  &atrium_lens_profile,
  &atrium_lens_page,
};

/**
 * atrium_lenses_get:
 * @n_lenses: (out): how many there are
 *
 * The themes that can be read and written, the more particular ones first.
 *
 * Returns: (transfer none): the table
 */
const AtriumLens *const *
atrium_lenses_get (guint *n_lenses)
{
  *n_lenses = G_N_ELEMENTS (lenses);
  return lenses;
}

/**
 * atrium_lens_find:
 * @id: "acad-homepage"
 *
 * Returns: (transfer none) (nullable): the lens of that id
 */
const AtriumLens *
atrium_lens_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (lenses); i++)
    if (g_strcmp0 (lenses[i]->id, id) == 0)
      return lenses[i];

  return NULL;
}

/**
 * atrium_lens_detect:
 * @files: a site
 * @error: ATRIUM_ERROR_NO_PAGE where nothing in it can be read
 *
 * Returns: (transfer none) (nullable): the lens that knows this site best
 */
const AtriumLens *
atrium_lens_detect (AtriumFileTree  *files,
                    GError         **error)
{
  const AtriumLens *best = NULL;
  int best_score = 0;

  g_return_val_if_fail (files != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lenses); i++)
    {
      int score = lenses[i]->detect (files);

      if (score > best_score)
        {
          best = lenses[i];
          best_score = score;
        }
    }

  if (best == NULL)
    g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE,
                         "no page that can be edited: expected _pages/about.md, index.md, "
                         "README.md, about.md, index.html, content/_index.md, a .txt or a .bib file");
  return best;
}

/**
 * atrium_lens_detect_page:
 * @files: a site
 * @page: (nullable): path of the one file of it that is opened, or %NULL for the whole
 * @error: ATRIUM_ERROR_NO_PAGE where nothing in it can be read
 *
 * As atrium_lens_detect(), but a file of records that the site's theme does not know is read
 * as what it is.
 *
 * Returns: (transfer none) (nullable): the lens that reads the page best
 */
const AtriumLens *
atrium_lens_detect_page (AtriumFileTree  *files,
                         const char      *page,
                         GError         **error)
{
  const AtriumLens *lens;

  g_return_val_if_fail (files != NULL, NULL);

  if (page == NULL || !g_str_has_suffix (page, ".bib"))
    return atrium_lens_detect (files, error);
  lens = atrium_lens_detect (files, NULL);

  return lens == &atrium_lens_al_folio ? lens : &atrium_lens_bibtex;
}

/**
 * atrium_reading_free:
 * @self: (transfer full) (nullable): a reading
 */
void
atrium_reading_free (AtriumReading *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->files, atrium_file_tree_unref);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->map, atrium_map_free);
  g_free (self);
}

static void
loss_free (gpointer data)
{
  AtriumLoss *loss = data;

  g_free (loss->pointer);
  g_free (loss->reason);
  g_free (loss);
}

/**
 * atrium_losses_new:
 *
 * Returns: (transfer full) (element-type AtriumLoss): an empty list
 */
GPtrArray *
atrium_losses_new (void)
{
  return g_ptr_array_new_with_free_func (loss_free);
}

/**
 * atrium_losses_add:
 * @losses: (nullable): the list; nothing is done without one
 * @pointer: what was lost, e.g. `sections/2/entries/0/abstract`
 * @reason: why, in a sentence without a capital
 */
void
atrium_losses_add (GPtrArray  *losses,
                   const char *pointer,
                   const char *reason)
{
  AtriumLoss *loss;

  if (losses == NULL)
    return;

  loss = g_new0 (AtriumLoss, 1);
  loss->pointer = g_strdup (pointer);
  loss->reason = g_strdup (reason);
  g_ptr_array_add (losses, loss);
}

AtriumReading *
_atrium_reading_new (const AtriumLens *lens,
                     AtriumFileTree   *files,
                     const char       *page)
{
  AtriumReading *self = g_new0 (AtriumReading, 1);

  self->lens = lens;
  self->files = atrium_file_tree_ref (files);
  self->profile = atrium_profile_new ();
  self->map = atrium_map_new ();
  self->page = g_intern_string (page);

  return self;
}

/* TRUE where the name is one of a page that is written by hand. */
gboolean
_atrium_site_is_html (const char *path)
{
  return g_str_has_suffix (path, ".html") || g_str_has_suffix (path, ".htm") || g_str_has_suffix (path, ".xhtml");
}

gboolean
_atrium_site_is_page (const char *path)
{
  static const char *const suffixes[] = { ".md", ".markdown", ".html", ".htm", ".txt" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (path, suffixes[i]))
      return TRUE;

  return FALSE;
}

/* TRUE where a file of @files lies in @folder ("_publications/"). */
gboolean
_atrium_site_has_folder (AtriumFileTree *files,
                         const char     *folder)
{
  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    if (g_str_has_prefix (atrium_file_tree_get_path (files, i), folder))
      return TRUE;

  return FALSE;
}

/* TRUE where the front matter says that the page is served at the site's root. */
static gboolean
page_is_root (GBytes *bytes)
{
  gsize length;
  const char *text = atrium_bytes_get_text (bytes, &length);
  g_autofree char *front = NULL;
  g_auto(GStrv) lines = NULL;

  if (length < 4 || strncmp (text, "---", 3) != 0)
    return FALSE;

  front = g_strndup (text, MIN (length, 4096));
  lines = g_strsplit (front, "\n", 64);
  for (guint i = 1; lines[i] != NULL && !g_str_has_prefix (lines[i], "---"); i++)
    {
      if (!g_str_has_prefix (lines[i], "permalink:"))
        continue;
      g_strdelimit (lines[i], "\"'\r", ' ');
      return strcmp (g_strstrip (lines[i] + strlen ("permalink:")), "/") == 0;
    }

  return FALSE;
}

/* Letters that a visitor reads: front matter, tags and Liquid are none. */
static gboolean
has_words (GBytes *bytes)
{
  gsize size;
  const char *text = atrium_bytes_get_text (bytes, &size);
  const char *end = text + size;
  const char *at = text;
  guint letters = 0;

  if (size > 4 && (strncmp (text, "---", 3) == 0 || strncmp (text, "+++", 3) == 0))
    {
      const char *close = g_strstr_len (text + 3, size - 3, *text == '+' ? "\n+++" : "\n---");

      at = close != NULL ? close + 4 : text;
    }
  while (at < end && letters < MIN_LETTERS)
    {
      const char *close = NULL;

      if (*at == '<')
        close = memchr (at, '>', end - at);
      else if (*at == '{' && at + 1 < end && (at[1] == '{' || at[1] == '%'))
        close = memchr (at, '}', end - at);
      letters += close == NULL && (g_ascii_isalpha (*at) || (guchar) *at >= 0x80);
      at = close != NULL ? close + 1 : at + 1;
    }

  return letters >= MIN_LETTERS;
}

/* pages of a repository that are about it, or about nothing */
static gboolean
is_about_repository (const char *path)
{
  static const char *const names[] = {
    "404.", "license", "licence", "contributing", "changelog", "code_of_conduct", "security.", "robots.txt", "requirements.txt",
    "humans.txt", "google",
  };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (lower, names[i]))
      return TRUE;

  return FALSE;
}

/* the first of @names below @folder that has something to read */
static const char *
find_page_in (AtriumFileTree *files,
              const char     *folder)
{
  static const char *const names[] = {
    "index.md", "about.md", "home.md", "index.markdown", "index.html", "index.htm", "about.html", "home.html", "README.md",
    "README.markdown", "readme.md", "index.txt",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);
      GBytes *bytes = atrium_file_tree_lookup (files, path);

      if (bytes != NULL && has_words (bytes))
        return g_intern_string (path);
    }

  return NULL;
}

static gboolean
is_readme (const char *path)
{
  return path != NULL && g_ascii_strncasecmp (path, "readme.", strlen ("readme.")) == 0;
}

/* The page that the site opens with, or NULL. */
const char *
_atrium_site_find_home (AtriumFileTree *files)
{
  static const char *const pages[] = {
    "_pages/about.md", "_pages/home.md", "_pages/index.md", "_pages/about.html",
  };
  static const char *const hugo_pages[] = {
    "content/_index.md", "content/about.md", "content/about/index.md", "content/about/_index.md",
  };
  static const char *const folders[] = { "docs/", "public/", "src/", "site/", "www/", "web/", "html/" };
  const char *first = NULL;
  const char *home;

  if (atrium_file_tree_lookup (files, pages[0]) != NULL)
    return pages[0];
  for (guint i = 0; i < G_N_ELEMENTS (hugo_pages); i++)
    if (atrium_file_tree_lookup (files, hugo_pages[i]) != NULL && has_words (atrium_file_tree_lookup (files, hugo_pages[i])))
      return hugo_pages[i];

  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);
      GBytes *bytes = atrium_file_tree_lookup (files, path);

      if (bytes == NULL || !_atrium_site_is_page (path))
        continue;
      if (g_str_has_prefix (path, "_pages/") && page_is_root (bytes))
        return path;
      if (first == NULL && strchr (path, '/') == NULL && !is_about_repository (path))
        first = path;
    }

  for (guint i = 1; i < G_N_ELEMENTS (pages); i++)
    if (atrium_file_tree_lookup (files, pages[i]) != NULL)
      return pages[i];
  home = find_page_in (files, "");
  /* what is said of a repository gives way to the site that it holds */
  for (guint i = 0; (home == NULL || is_readme (home)) && i < G_N_ELEMENTS (folders); i++)
    {
      const char *page = find_page_in (files, folders[i]);

      if (page != NULL)
        return page;
    }

  return home != NULL ? home : first;
}
