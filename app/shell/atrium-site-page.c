#include "atrium-site-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "atrium-bytes.h"
#include "atrium-confinement.h"
#include "atrium-draft.h"
#include "atrium-error.h"
#include "atrium-hugo.h"
#include "atrium-jekyll.h"
#include "atrium-site-marks.h"
#include "atrium-site-watch.h"
#include "atrium-yaml.h"

typedef enum
{
  GENERATOR_NONE,
  GENERATOR_JEKYLL,
  GENERATOR_HUGO,
} Generator;

struct _AtriumSitePage
{
  GObject         parent_instance;

  AtriumDocument *document;
  AtriumEngine   *engine;
  AtriumSiteWatch *watch;
  Generator       generator;
  GCancellable   *cancellable;
  char           *page;          /* which one is asked for; NULL for the first */
  char           *base;          /* under which folder the site is published */
  char          **notices;
  guint           saved : 1;     /* the page as it is on the disk */
  guint           drafting : 1;
  guint           again : 1;     /* the document changed while a draft was made */
};

enum
{
  RENDERED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumSitePage, atrium_site_page, G_TYPE_OBJECT)

static void
atrium_site_page_dispose (GObject *object)
{
  AtriumSitePage *self = ATRIUM_SITE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->watch != NULL)
    atrium_site_watch_stop (self->watch);
  g_clear_object (&self->watch);
  g_clear_object (&self->engine);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (atrium_site_page_parent_class)->dispose (object);
}

static void
atrium_site_page_finalize (GObject *object)
{
  AtriumSitePage *self = ATRIUM_SITE_PAGE (object);

  g_object_unref (self->cancellable);
  g_free (self->page);
  g_free (self->base);
  g_strfreev (self->notices);

  G_OBJECT_CLASS (atrium_site_page_parent_class)->finalize (object);
}

static void
atrium_site_page_class_init (AtriumSitePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_site_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = atrium_site_page_finalize;

  signals[RENDERED] = g_signal_new ("rendered", ATRIUM_TYPE_SITE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_BYTES, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", ATRIUM_TYPE_SITE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
atrium_site_page_init (AtriumSitePage *self)
{
  self->cancellable = g_cancellable_new ();
}

static Generator
find_generator (AtriumDocument *document)
{
  static const char *const names[] = { "_config.yml", "_config.yaml", "_config.toml" };
  AtriumReading *reading = atrium_document_get_reading (document);

  if (reading == NULL)
    return GENERATOR_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (atrium_file_tree_contains (reading->files, names[i]))
      return GENERATOR_JEKYLL;

  return atrium_hugo_is_site (reading->files) ? GENERATOR_HUGO : GENERATOR_NONE;
}

gboolean
atrium_site_page_is_site (AtriumDocument *document)
{
  return find_generator (document) != GENERATOR_NONE;
}

/* TRUE where the configuration names a theme that is a gem */
static gboolean
names_theme (AtriumFileTree *files)
{
  AtriumSource *config = atrium_file_tree_get_source (files, "_config.yml", NULL);
  g_autoptr(AtriumYaml) yaml = NULL;
  AtriumSpan whole = { 0, 0 };

  if (config == NULL)
    return FALSE;

  atrium_source_get_text (config, &whole.end);
  yaml = atrium_yaml_read (config, whole, NULL);
  return yaml != NULL && atrium_yaml_get_string (yaml, "theme") != NULL;
}

/* TRUE where the site has layouts, its own or a theme's: without them its page is bare text */
gboolean
atrium_site_page_has_layouts (AtriumDocument *document)
{
  static const char *const folders[] = { "_layouts/", "layouts/", "themes/", "_vendor/" };
  AtriumReading *reading = atrium_document_get_reading (document);
  gboolean hugo = find_generator (document) == GENERATOR_HUGO;

  for (guint i = 0; reading != NULL && i < atrium_file_tree_get_n_files (reading->files); i++)
    for (gsize j = hugo ? 1 : 0; j < (hugo ? G_N_ELEMENTS (folders) : 1); j++)
      if (g_str_has_prefix (atrium_file_tree_get_path (reading->files, i), folders[j]))
        return TRUE;

  return reading != NULL && !hugo && names_theme (reading->files);
}

char *
atrium_site_page_dup_obstacle (AtriumDocument *document)
{
  switch (find_generator (document))
    {
    case GENERATOR_JEKYLL:
      return atrium_jekyll_is_available () ? NULL : g_strdup (_("Jekyll is not on this computer."));
    case GENERATOR_HUGO:
      if (!atrium_hugo_is_available ())
        return g_strdup (_("Hugo is not on this computer."));
      return atrium_confinement_is_available ()
               ? NULL
               : g_strdup (_("Hugo needs bubblewrap, which is not on this computer or does not work here."));
    case GENERATOR_NONE:
    default:
      return g_strdup (_("This is not the folder of a Jekyll or Hugo site."));
    }
}

void
atrium_site_page_look_again (AtriumSitePage *self)
{
  g_return_if_fail (ATRIUM_IS_SITE_PAGE (self));

  atrium_engine_disk_changed (self->engine);
}

static void
disk_changed_cb (AtriumSitePage *self)
{
  atrium_site_page_look_again (self);
  atrium_site_page_render (self);
}

AtriumSitePage *
atrium_site_page_new (AtriumDocument *document)
{
  static const char *const jekyll_writes[] = { "_site", "node_modules", "vendor", NULL };
  static const char *const hugo_writes[] = { "public", "resources", "node_modules", NULL };
  AtriumSitePage *self = g_object_new (ATRIUM_TYPE_SITE_PAGE, NULL);
  g_autofree char *folder = g_file_get_path (atrium_document_get_folder (document));
  gboolean hugo = find_generator (document) == GENERATOR_HUGO;

  self->document = g_object_ref (document);
  self->generator = hugo ? GENERATOR_HUGO : GENERATOR_JEKYLL;
  self->engine = hugo ? ATRIUM_ENGINE (atrium_hugo_new_for_preview (folder))
                      : ATRIUM_ENGINE (atrium_jekyll_new_for_preview (folder));
  self->watch = atrium_site_watch_new (folder, hugo ? hugo_writes : jekyll_writes);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (disk_changed_cb), self);

  return self;
}

AtriumSitePage *
atrium_site_page_new_saved (AtriumDocument *document)
{
  AtriumSitePage *self = atrium_site_page_new (document);

  self->saved = TRUE;

  return self;
}

/* The page. */

static void
fail (AtriumSitePage *self,
      const GError   *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AtriumSitePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumRendering) rendering = atrium_engine_render_finish (ATRIUM_ENGINE (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (rendering == NULL)
    {
      fail (self, error);
      return;
    }

  g_set_str (&self->base, rendering->base);
  g_strfreev (self->notices);
  self->notices = g_steal_pointer (&rendering->notices);
  g_signal_emit (self, signals[RENDERED], 0, rendering->html, rendering->path != NULL ? rendering->path : "index.html");
}

static char *
dup_first_page (AtriumReading *reading)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    {
      char *page = atrium_site_marks_dup_page (reading, atrium_profile_get_section (reading->profile, i));

      if (page != NULL)
        return page;
    }

  return g_strdup ("index.md");
}

static void
drafted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AtriumSitePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumDraft) draft = atrium_draft_new_finish (result, &error);

  self->drafting = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (draft == NULL)
    {
      fail (self, error);
    }
  else
    {
      g_autoptr(AtriumMarks) marks = atrium_site_marks_new (atrium_draft_get_reading (draft));

      if (self->page == NULL)
        self->page = dup_first_page (atrium_draft_get_reading (draft));
      atrium_engine_render_async (self->engine, self->page, atrium_draft_get_changed (draft), marks, self->cancellable,
                                  rendered_cb, g_object_ref (self));
    }
  if (self->again)
    atrium_site_page_render (self);
}

static void
render_saved (AtriumSitePage *self)
{
  AtriumReading *reading = atrium_document_get_reading (self->document);
  g_autoptr(AtriumMarks) marks = atrium_site_marks_new (reading);
  g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();

  if (self->page == NULL)
    self->page = dup_first_page (reading);
  atrium_engine_render_async (self->engine, self->page, nothing, marks, self->cancellable, rendered_cb,
                              g_object_ref (self));
}

void
atrium_site_page_render (AtriumSitePage *self)
{
  g_return_if_fail (ATRIUM_IS_SITE_PAGE (self));

  if (self->saved)
    {
      render_saved (self);
      return;
    }

  self->again = self->drafting;
  if (self->drafting)
    return;

  self->drafting = TRUE;
  atrium_draft_new_async (self->document, self->cancellable, drafted_cb, g_object_ref (self));
}

gboolean
atrium_site_page_set_section (AtriumSitePage *self,
                              AtriumSection  *section)
{
  AtriumReading *reading = atrium_document_get_reading (self->document);
  g_autofree char *page = NULL;

  g_return_val_if_fail (ATRIUM_IS_SITE_PAGE (self), FALSE);

  page = section != NULL ? atrium_site_marks_dup_page (reading, section) : dup_first_page (reading);

  return page != NULL && g_set_str (&self->page, page);
}

const char *
atrium_site_page_get_page (AtriumSitePage *self)
{
  g_return_val_if_fail (ATRIUM_IS_SITE_PAGE (self), NULL);

  return self->page;
}

gboolean
atrium_site_page_set_page (AtriumSitePage *self,
                           const char     *page)
{
  g_return_val_if_fail (ATRIUM_IS_SITE_PAGE (self), FALSE);

  return g_set_str (&self->page, page);
}

char *
atrium_site_page_dup_notices (AtriumSitePage *self)
{
  g_return_val_if_fail (ATRIUM_IS_SITE_PAGE (self), NULL);

  return self->notices != NULL && self->notices[0] != NULL ? g_strjoinv ("\n", self->notices) : NULL;
}

/* What the page shows. */

typedef struct
{
  AtriumSitePage *page;
  AtriumDocument *document;
  GTask          *answer;
  char           *path;          /* in the site, without its base */
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_object_unref (fetch->page);
  g_object_unref (fetch->document);
  g_object_unref (fetch->answer);
  g_free (fetch->path);
  g_free (fetch);
}

/* a file with front matter is made of by the generator, and not shown as it is */
static gboolean
has_front_matter (GBytes *bytes)
{
  gsize length;
  const char *text = atrium_bytes_get_text (bytes, &length);

  return length >= 4 && (memcmp (text, "---", 3) == 0 || memcmp (text, "+++", 3) == 0) &&
         (text[3] == '\n' || text[3] == '\r');
}

/* where what a page shows stands in the site, or in what its last build left */
static const char *
folder_of (Generator generator,
           gboolean  built)
{
  if (generator == GENERATOR_HUGO)
    return built ? "public" : "static";

  return built ? "_site" : ".";
}

/* the file of the site itself, or else what its last build left */
static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Fetch *fetch = task_data;
  gboolean built = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "atrium-built"));
  const char *folder = folder_of (fetch->page->generator, built);
  g_autofree char *path = *folder != '.' ? g_build_filename (folder, fetch->path, NULL) : g_strdup (fetch->path);
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;

  bytes = atrium_document_load_file (fetch->document, path, &error);
  if (bytes == NULL)
    g_task_return_error (task, error);
  else if (!built && has_front_matter (bytes))
    g_task_return_new_error (task, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s is made by the generator", path);
  else
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
}

static void
read_file (Fetch               *fetch,
           gboolean             built,
           GAsyncReadyCallback  callback)
{
  g_autoptr(GTask) task = g_task_new (fetch->page, NULL, callback, NULL);

  g_object_set_data (G_OBJECT (task), "atrium-built", GINT_TO_POINTER (built));
  g_task_set_task_data (task, fetch, fetch_free);
  g_task_run_in_thread (task, read_thread);
}

static Fetch *
fetch_copy (Fetch *fetch)
{
  Fetch *copy = g_new0 (Fetch, 1);

  copy->page = g_object_ref (fetch->page);
  copy->document = g_object_ref (fetch->document);
  copy->answer = g_object_ref (fetch->answer);
  copy->path = g_strdup (fetch->path);

  return copy;
}

static void
built_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Fetch *fetch = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    g_task_return_pointer (fetch->answer, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (fetch->answer, error);
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fetch *fetch = user_data;
  GBytes *bytes = atrium_engine_load_finish (ATRIUM_ENGINE (object), result, NULL);

  if (bytes == NULL)
    {
      read_file (fetch, TRUE, built_read_cb);
      return;
    }

  g_task_return_pointer (fetch->answer, bytes, (GDestroyNotify) g_bytes_unref);
  fetch_free (fetch);
}

static void
own_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fetch *fetch = g_task_get_task_data (G_TASK (result));
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), NULL);

  if (bytes != NULL)
    g_task_return_pointer (fetch->answer, bytes, (GDestroyNotify) g_bytes_unref);
  else if (fetch->page->engine == NULL)
    g_task_return_new_error (fetch->answer, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The page was closed");
  else
    atrium_engine_load_async (fetch->page->engine, fetch->path, NULL, made_cb, fetch_copy (fetch));
}

const char *
atrium_site_page_skip_base (AtriumSitePage *self,
                            const char     *path)
{
  gsize length = self->base != NULL ? strlen (self->base) : 0;

  return length > 0 && strncmp (path, self->base, length) == 0 && path[length] == '/' ? path + length + 1 : path;
}

/* Jekyll is asked for an address. Hugo's pages are named as their sources are, but for a site that
 * says otherwise. */
char *
atrium_site_page_dup_page_at (AtriumSitePage *self,
                              const char     *path)
{
  static const char *const forms[] = { "content/%s.md", "content/%s/index.md", "content/%s/_index.md" };
  AtriumReading *reading = atrium_document_get_reading (self->document);
  g_autofree char *name = g_strdup (atrium_site_page_skip_base (self, path));

  if (self->generator != GENERATOR_HUGO)
    return g_strconcat ("/", name, NULL);

  if (g_str_has_suffix (name, "index.html"))
    name[strlen (name) - strlen ("index.html")] = '\0';
  if (g_str_has_suffix (name, "/"))
    name[strlen (name) - 1] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto(GStrv) halves = g_strsplit (forms[i], "%s", 2);
      g_autofree char *source = *name != '\0' ? g_strconcat (halves[0], name, halves[1], NULL) : g_strdup ("content/_index.md");

      if (atrium_file_tree_contains (reading->files, source))
        return g_steal_pointer (&source);
    }

  return g_strconcat ("/", name, NULL);
}

char *
atrium_site_page_dup_file_path (AtriumSitePage *self,
                                const char     *path)
{
  const char *folder = folder_of (self->generator, FALSE);

  path = atrium_site_page_skip_base (self, path);

  return *folder != '.' ? g_build_filename (folder, path, NULL) : g_strdup (path);
}

void
atrium_site_page_fetch (AtriumSitePage *self,
                        const char     *path,
                        GTask          *task)
{
  Fetch *fetch;

  g_return_if_fail (ATRIUM_IS_SITE_PAGE (self));

  path = atrium_site_page_skip_base (self, path);

  fetch = g_new0 (Fetch, 1);
  fetch->page = g_object_ref (self);
  fetch->document = g_object_ref (self->document);
  fetch->answer = g_object_ref (task);
  fetch->path = g_strdup (path);
  read_file (fetch, FALSE, own_read_cb);
}
