#include "atrium-application.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <libspelling.h>

#include "atrium-preview-picture.h"
#include "atrium-shortcuts-dialog.h"
#include "atrium-window.h"

struct _AtriumApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (AtriumApplication, atrium_application, ADW_TYPE_APPLICATION)

static AtriumWindow *
get_window (AtriumApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return ATRIUM_IS_WINDOW (window) ? ATRIUM_WINDOW (window) : NULL;
}

static void
ready_cb (AtriumApplication *self)
{
  const char *path = g_getenv ("ATRIUM_READY_FILE");
  g_autoptr(GError) error = NULL;

  if (path != NULL && *path != '\0' && !g_file_set_contents (path, "", 0, &error))
    g_warning ("%s", error->message);
}

static void
mapped_cb (AtriumWindow      *window,
           AtriumApplication *self)
{
  /* without a document there is no preview to wait for */
  if (atrium_window_get_document (window) == NULL && !g_object_get_data (G_OBJECT (window), "atrium-opening"))
    ready_cb (self);
}

static AtriumWindow *
create_window (AtriumApplication *self)
{
  GtkWidget *window = atrium_window_new (ADW_APPLICATION (self));

  g_signal_connect_object (window, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);

  return ATRIUM_WINDOW (window);
}

static void
atrium_application_activate (GApplication *application)
{
  AtriumApplication *self = ATRIUM_APPLICATION (application);
  AtriumWindow *window = get_window (self);

  if (window == NULL)
    window = create_window (self);

  gtk_window_present (GTK_WINDOW (window));
}

static void
atrium_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  AtriumApplication *self = ATRIUM_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      AtriumWindow *window = get_window (self);

      if (window == NULL || atrium_window_get_document (window) != NULL || i > 0)
        window = create_window (self);

      g_object_set_data (G_OBJECT (window), "atrium-opening", GINT_TO_POINTER (TRUE));
      gtk_window_present (GTK_WINDOW (window));
      atrium_window_open (window, files[i]);
    }
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  AtriumWindow *window = get_window (user_data);
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog,
                "application-name", _("Atrium"),
                "application-icon", ATRIUM_APPLICATION_ID,
                "version", ATRIUM_VERSION,
                "developer-name", _("The Atrium contributors"),
                "comments", _("Edits the homepage of a researcher in forms, and writes it back without touching the rest."),
                "license-type", GTK_LICENSE_GPL_3_0,
                "copyright", "© The Atrium contributors",
                NULL);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  adw_dialog_present (atrium_shortcuts_dialog_new (), GTK_WIDGET (get_window (user_data)));
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (create_window (user_data)));
}

/* Every window is asked, and may refuse. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

/* For scripts: shows what a pointer of the command line names. */
static void
show_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  AtriumWindow *window = get_window (user_data);

  if (window != NULL)
    atrium_window_show_pointer (window, g_variant_get_string (parameter, NULL));
}

/* For scripts: activates an action of the window by its name. */
static void
window_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  AtriumWindow *window = get_window (user_data);

  if (window != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (window), g_variant_get_string (parameter, NULL), NULL);
}

static void
add_actions (AtriumApplication *self)
{
  static const GActionEntry entries[] = {
    { "about", about_action },
    { "shortcuts", shortcuts_action },
    { "new-window", new_window_action },
    { "quit", quit_action },
    { "show", show_action, "s" },
    { "window-action", window_action, "s" },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "app.shortcuts", { "<Control>question" } },
    { "app.new-window", { "<Control>n" } },
    { "win.open-folder", { "<Control>o" } },
    { "win.open-file", { "<Shift><Control>o" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Shift><Control>s" } },
    { "win.export", { "<Control>e" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Shift><Control>z", "<Control>y" } },
    { "win.search", { "<Control>f" } },
    { "win.entry-add", { "<Shift><Control>n" } },
    { "win.section-add", { "<Shift><Control>a" } },
    { "win.entry-previous", { "<Alt>Page_Up" } },
    { "win.entry-next", { "<Alt>Page_Down" } },
    { "win.show-preview", { "F9" } },
    { "win.compare", { "F8" } },
    { "win.page-back", { "<Alt>Left" } },
    { "win.page-reload", { "F5" } },
    { "window.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, accels[i].accels);
}

static void
atrium_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (atrium_application_parent_class)->startup (application);

  gtk_source_init ();
  spelling_init ();
  gtk_window_set_default_icon_name (ATRIUM_APPLICATION_ID);
  add_actions (ATRIUM_APPLICATION (application));
}

static void
atrium_application_class_init (AtriumApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = atrium_application_startup;
  application_class->activate = atrium_application_activate;
  application_class->open = atrium_application_open;
}

static void
atrium_application_init (AtriumApplication *self)
{
}

GBytes *
atrium_application_draw_page (GBytes    *html,
                              GFile     *folder,
                              gboolean   site,
                              GError   **error)
{
  /* A script's stderr is for what went wrong: nobody reads this page through a screen reader,
   * and there may be no session bus to look for portals on. */
  g_setenv ("GTK_A11Y", "none", FALSE);
  g_setenv ("GDK_DEBUG", "no-portals", FALSE);

  return atrium_preview_draw_page (html, folder, site, error);
}

AtriumApplication *
atrium_application_new (void)
{
  g_set_application_name (_("Atrium"));

  return g_object_new (ATRIUM_TYPE_APPLICATION,
                       "application-id", ATRIUM_APPLICATION_ID,
                       "resource-base-path", ATRIUM_RESOURCE_PATH,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
