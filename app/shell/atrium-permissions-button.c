#include "atrium-permissions-button.h"

#include <glib/gi18n.h>

#include "atrium-widget.h"

struct _AtriumPermissionsButton
{
  GtkWidget     parent_instance;

  GtkWidget    *button;
  AdwActionRow *scripts_row;
  AdwActionRow *network_row;
};

G_DEFINE_FINAL_TYPE (AtriumPermissionsButton, atrium_permissions_button, GTK_TYPE_WIDGET)

static void
atrium_permissions_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATRIUM_TYPE_PERMISSIONS_BUTTON);
  atrium_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (atrium_permissions_button_parent_class)->dispose (object);
}

static void
atrium_permissions_button_class_init (AtriumPermissionsButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_permissions_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-permissions-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumPermissionsButton, button);
  gtk_widget_class_bind_template_child (widget_class, AtriumPermissionsButton, scripts_row);
  gtk_widget_class_bind_template_child (widget_class, AtriumPermissionsButton, network_row);
}

static void
atrium_permissions_button_init (AtriumPermissionsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* one host, two, or one and how many more */
static char *
dup_hosts (const char *const *hosts)
{
  guint n = hosts != NULL ? g_strv_length ((char **) hosts) : 0;

  if (n == 0)
    return NULL;
  if (n == 1)
    return g_strdup (hosts[0]);
  if (n == 2)
    return g_strdup_printf (_("%s and %s"), hosts[0], hosts[1]);

  return g_strdup_printf (_("%s and %u more"), hosts[0], n - 1);
}

static char *
dup_wish (AtriumPreviewAllow  withheld,
          const char         *hosts)
{
  gboolean scripts = (withheld & ATRIUM_PREVIEW_ALLOW_SCRIPTS) != 0;

  if (scripts && hosts != NULL)
    return g_strdup_printf (_("This page wants to run scripts, and files from %s"), hosts);
  if (scripts)
    return g_strdup (_("This page wants to run scripts"));
  if (hosts != NULL)
    return g_strdup_printf (_("This page wants files from %s"), hosts);

  return g_strdup (_("What This Page May Do"));
}

static const char *
describe_scripts (AtriumPreviewAllow withheld,
                  AtriumPreviewAllow allowed)
{
  if ((allowed & ATRIUM_PREVIEW_ALLOW_SCRIPTS) != 0)
    return _("After a change the page is loaded again");

  return (withheld & ATRIUM_PREVIEW_ALLOW_SCRIPTS) != 0 ? _("This page has scripts") : _("This page has none");
}

static char *
dup_network_description (AtriumPreviewAllow  allowed,
                         const char         *hosts)
{
  if ((allowed & ATRIUM_PREVIEW_ALLOW_NETWORK) != 0)
    return g_strdup (_("Pictures, styles and fonts from elsewhere"));
  if (hosts != NULL)
    return g_strdup_printf (_("This page wants files from %s"), hosts);

  return g_strdup (_("This page wants nothing from elsewhere"));
}

void
atrium_permissions_button_show (AtriumPermissionsButton *self,
                                AtriumPreviewAllow       withheld,
                                AtriumPreviewAllow       allowed,
                                const char *const       *hosts)
{
  g_autofree char *from = (withheld & ATRIUM_PREVIEW_ALLOW_NETWORK) != 0 ? dup_hosts (hosts) : NULL;
  g_autofree char *wish = dup_wish (withheld, from);
  g_autofree char *network = dup_network_description (allowed, from);

  g_return_if_fail (ATRIUM_IS_PERMISSIONS_BUTTON (self));

  gtk_widget_set_visible (GTK_WIDGET (self), withheld != ATRIUM_PREVIEW_ALLOW_NOTHING || allowed != ATRIUM_PREVIEW_ALLOW_NOTHING);
  gtk_widget_set_tooltip_text (self->button, wish);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), allowed != ATRIUM_PREVIEW_ALLOW_NOTHING ? "security-low-symbolic" : "security-medium-symbolic");
  adw_action_row_set_subtitle (self->scripts_row, describe_scripts (withheld, allowed));
  adw_action_row_set_subtitle (self->network_row, network);
}
