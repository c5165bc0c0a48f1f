#include "atrium-preview-picture.h"

#include "atrium-error.h"
#include "atrium-preview-private.h"

#include <stdlib.h>
#include <string.h>

/* How long a page may take, and the height of the window that it believes to be in. */
#define PATIENCE_SECONDS 30
#define WINDOW_HEIGHT 900

/* The X server that is started where there is no display, for as long as the process runs. */
typedef struct
{
  GSubprocess *server;
} Display;

static Display hidden_display;

static void
end_hidden_display (void)
{
  if (hidden_display.server != NULL)
    g_subprocess_force_exit (hidden_display.server);
}

/* Xvfb picks a free number and says it in a line; FALSE where it is not on this machine */
static gboolean
start_hidden_display (void)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  hidden_display.server = g_subprocess_launcher_spawn (launcher, NULL, "Xvfb", "-displayfd", "1", "-screen", "0",
                                                       "1280x1024x24", "-nolisten", "tcp", "-noreset", NULL);
  if (hidden_display.server == NULL)
    return FALSE;

  atexit (end_hidden_display);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (hidden_display.server));
  number = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  if (number == NULL)
    return FALSE;

  name = g_strconcat (":", g_strstrip (number), NULL);
  g_setenv ("DISPLAY", name, TRUE);
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  g_setenv ("LIBGL_ALWAYS_SOFTWARE", "1", FALSE);

  return TRUE;
}

static gboolean
open_display (GError **error)
{
  gboolean has_name = g_getenv ("WAYLAND_DISPLAY") != NULL || g_getenv ("DISPLAY") != NULL;

  if (gtk_is_initialized () || (has_name && gtk_init_check ()))
    return TRUE;
  if (!has_name && start_hidden_display () && gtk_init_check ())
    return TRUE;

  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "A picture needs a display, or Xvfb");
  return FALSE;
}

/* links that lead out of the folder are not followed */
static gboolean
is_inside (GFile *folder,
           GFile *file)
{
  g_autofree char *root = realpath (g_file_peek_path (folder), NULL);
  g_autofree char *real = realpath (g_file_peek_path (file), NULL);
  gsize length = root != NULL ? strlen (root) : 0;

  return root != NULL && real != NULL && strncmp (root, real, length) == 0 && (length == 1 || real[length] == '/');
}

static GBytes *
load_file (const char  *path,
           gpointer     user_data,
           GError     **error)
{
  g_autoptr(GFile) file = g_file_get_child (G_FILE (user_data), path);
  g_autoptr(GFileInfo) info = NULL;

  if (!g_file_is_native (file) || !is_inside (G_FILE (user_data), file))
    return NULL;
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > ATRIUM_PREVIEW_MAX_FILE_BYTES)
    return NULL;

  return g_file_load_bytes (file, NULL, NULL, error);
}

typedef struct
{
  gboolean  shown;
  gboolean  late;
  gboolean  drawn;
  GBytes   *png;
  GError   *error;
} Drawing;

static void
shown_cb (AtriumPreview *preview,
          Drawing       *drawing)
{
  drawing->shown = TRUE;
}

static gboolean
late_cb (gpointer user_data)
{
  ((Drawing *) user_data)->late = TRUE;

  return G_SOURCE_CONTINUE;
}

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Drawing *drawing = user_data;

  drawing->png = atrium_preview_snapshot_finish (ATRIUM_PREVIEW (object), result, &drawing->error);
  drawing->drawn = TRUE;
}

static void
run (AtriumPreview *preview,
     Drawing       *drawing)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, late_cb, drawing);

  while (!drawing->shown && !drawing->late)
    g_main_context_iteration (NULL, TRUE);
  if (drawing->shown)
    {
      atrium_preview_snapshot_async (preview, cancellable, drawn_cb, drawing);
      while (!drawing->drawn && !drawing->late)
        g_main_context_iteration (NULL, TRUE);
      if (!drawing->drawn)
        g_cancellable_cancel (cancellable);
      while (!drawing->drawn)
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

/**
 * atrium_preview_draw:
 * @html: a whole document, hostile
 * @folder: (nullable): the folder of the site that its pictures come from
 * @site: whether the page is a generator's, and not our own
 * @width: of the page, in pixels
 * @dark: whether the page is dark
 * @error: return location for an error, or %NULL
 *
 * Draws a page of full height without a window, as the preview shows it. Runs
 * the main loop until it is done, so it is for programs without one. Where
 * there is no display, one that nobody sees is started.
 *
 * Returns: (transfer full) (nullable): the picture as PNG
 */
GBytes *
atrium_preview_draw (GBytes    *html,
                     GFile     *folder,
                     gboolean   site,
                     int        width,
                     gboolean   dark,
                     GError   **error)
{
  g_autoptr(AtriumPreview) preview = NULL;
  Drawing drawing = { FALSE };

  g_return_val_if_fail (html != NULL, NULL);
  g_return_val_if_fail (width > 0, NULL);

  if (!open_display (error))
    return NULL;

  preview = ATRIUM_PREVIEW (g_object_ref_sink (atrium_preview_new ()));
  gtk_widget_measure (GTK_WIDGET (preview), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (preview), &(GtkAllocation) { 0, 0, width, WINDOW_HEIGHT }, -1);
  if (folder != NULL)
    atrium_preview_set_loader (preview, load_file, g_object_ref (folder), g_object_unref);
  atrium_preview_set_dark (preview, dark);
  g_signal_connect (preview, "shown", G_CALLBACK (shown_cb), &drawing);
  if (site)
    atrium_preview_show_site_page (preview, html, "index.html");
  else
    atrium_preview_show_page (preview, html, "index.html");
  run (preview, &drawing);
  g_signal_handlers_disconnect_by_data (preview, &drawing);

  if (drawing.png == NULL && drawing.error == NULL)
    g_set_error (&drawing.error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "The page was not drawn in %d seconds",
                 PATIENCE_SECONDS);
  if (drawing.error != NULL)
    g_propagate_error (error, drawing.error);

  return drawing.png;
}

/**
 * atrium_preview_draw_page:
 * @html: a whole document, hostile
 * @folder: (nullable): the folder of the site that its pictures come from
 * @site: whether the page is a generator's, and not our own
 * @error: return location for an error, or %NULL
 *
 * The same in the size and light of a desktop.
 *
 * Returns: (transfer full) (nullable): the picture as PNG
 */
GBytes *
atrium_preview_draw_page (GBytes    *html,
                          GFile     *folder,
                          gboolean   site,
                          GError   **error)
{
  return atrium_preview_draw (html, folder, site, 1280, FALSE, error);
}
