#include "atrium-welcome.h"

#include <glib/gi18n.h>

#include "atrium-widget.h"

#define MAX_RECENT 5

struct _AtriumWelcome
{
  GtkWidget   parent_instance;

  GtkWidget  *recent_clamp;
  GtkListBox *recent_list;
};

G_DEFINE_FINAL_TYPE (AtriumWelcome, atrium_welcome, GTK_TYPE_WIDGET)

static GtkWidget *
create_row (GtkRecentInfo *info)
{
  g_autofree char *shown = gtk_recent_info_get_uri_display (info);
  g_autofree char *short_name = gtk_recent_info_get_short_name (info);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title", short_name,
                                 "subtitle", shown,
                                 "use-markup", FALSE,
                                 "subtitle-lines", 1,
                                 "activatable", TRUE,
                                 "action-name", "win.open-uri",
                                 NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", gtk_recent_info_get_uri (info));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));

  return row;
}

static int
compare_modified (gconstpointer a,
                  gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
atrium_welcome_show_recent (AtriumWelcome *self)
{
  GList *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_modified);
  guint n = 0;

  gtk_list_box_remove_all (self->recent_list);
  for (GList *l = items; l != NULL && n < MAX_RECENT; l = l->next)
    {
      if (!gtk_recent_info_has_application (l->data, g_get_application_name ()))
        continue;

      gtk_list_box_append (self->recent_list, create_row (l->data));
      n++;
    }
  gtk_widget_set_visible (self->recent_clamp, n > 0);

  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

static void
atrium_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATRIUM_TYPE_WELCOME);
  atrium_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (atrium_welcome_parent_class)->dispose (object);
}

static void
atrium_welcome_class_init (AtriumWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_welcome_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumWelcome, recent_clamp);
  gtk_widget_class_bind_template_child (widget_class, AtriumWelcome, recent_list);
}

static void
atrium_welcome_init (AtriumWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (atrium_welcome_show_recent), self, G_CONNECT_SWAPPED);
  atrium_welcome_show_recent (self);
}
