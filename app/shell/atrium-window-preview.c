#include "atrium-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "atrium-missing-picture.h"
#include "atrium-site-page.h"

/* Links and pictures in the page. */

/* "_pages/papers.md" has the names "pages" and "papers" */
static gboolean
has_name (const char *page,
          const char *name)
{
  g_auto(GStrv) parts = g_strsplit (page, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *dot = strrchr (parts[i], '.');

      if (dot != NULL)
        *dot = '\0';
      if (g_ascii_strcasecmp (parts[i] + strspn (parts[i], "_"), name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* the section on the page that a link names, as generators name pages */
static AtriumSection *
find_section_of_page (AtriumWindow *self,
                      const char   *path)
{
  AtriumProfile *profile = atrium_document_get_profile (self->document);
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL)
    *dot = '\0';
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      const char *page = atrium_section_get_page (section);

      if (page != NULL && has_name (page, base))
        return section;
    }

  return NULL;
}

void
_atrium_window_page_activated_cb (AtriumWindow *self,
                                  const char   *path)
{
  AtriumSection *section;

  if (self->document == NULL || atrium_live_page_go (self->live_page, path))
    return;

  section = find_section_of_page (self, path);
  if (section != NULL)
    atrium_live_page_reveal_section (self->live_page, section);
  else
    _atrium_window_page_missing_cb (self);
}

void
_atrium_window_page_missing_cb (AtriumWindow *self)
{
  _atrium_window_add_toast (self, _("The link leads to no page that can be shown here"));
}

static void
page_back_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  atrium_live_page_go_back (ATRIUM_WINDOW (widget)->live_page);
}

static void
page_reload_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  atrium_live_page_reload (ATRIUM_WINDOW (widget)->live_page);
}

static void
picture_added (GObject *object)
{
  AtriumWindow *self = ATRIUM_WINDOW (object);

  if (self->live_page != NULL)
    atrium_live_page_reload (self->live_page);
}

void
_atrium_window_missing_activated_cb (AtriumWindow *self,
                                     const char   *path,
                                     const char   *element_id)
{
  AtriumSitePage *site = atrium_live_page_get_site (self->live_page);
  g_autofree char *file = site != NULL ? atrium_site_page_dup_file_path (site, path) : g_strdup (path);

  if (self->document == NULL || self->busy)
    return;

  atrium_missing_picture_choose (self->document, file, element_id, GTK_WINDOW (self), picture_added,
                                 G_OBJECT (self));
}

/* Before and after. */

void
_atrium_window_comparing_cb (AtriumWindow *self)
{
  gboolean comparing;

  g_object_get (self->preview_pane, "comparing", &comparing, NULL);
  if (self->comparison != NULL)
    g_object_run_dispose (G_OBJECT (self->comparison));
  g_clear_object (&self->comparison);
  if (comparing && self->document != NULL)
    self->comparison = atrium_comparison_new (self->preview_pane, self->live_page, self->document);
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AtriumWindow *self = ATRIUM_WINDOW (widget);
  gboolean start = self->comparison == NULL;

  if (self->document == NULL)
    return;
  if (start)
    _atrium_window_set_preview_wanted (self, TRUE);
  g_object_set (self->preview_pane, "comparing", start, NULL);
}

void
_atrium_window_class_install_preview_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "win.page-back", NULL, page_back_action);
  gtk_widget_class_install_action (widget_class, "win.page-reload", NULL, page_reload_action);
}

/* Wherever somebody types, Escape ends the comparison first; not what is open over the window. */
static gboolean
key_cb (AtriumWindow    *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (key != GDK_KEY_Escape || self->comparison == NULL ||
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL ||
      (focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self)))
    return GDK_EVENT_PROPAGATE;

  g_object_set (self->preview_pane, "comparing", FALSE, NULL);

  return GDK_EVENT_STOP;
}

void
_atrium_window_add_preview_keys (AtriumWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Who makes the page in the preview, and what it may do: remembered for each site. */

#define ENGINES "preview-engines"
#define PERMISSIONS "preview-permissions"
#define MAX_REMEMBERED 200

static char *
dup_site_folder (AtriumWindow *self)
{
  GFile *folder = self->document != NULL ? atrium_document_get_folder (self->document) : NULL;

  return folder != NULL ? g_file_get_path (folder) : NULL;
}

static char *
dup_remembered (AtriumWindow *self,
                const char   *setting,
                const char   *folder)
{
  g_autoptr(GVariant) all = g_settings_get_value (self->settings, setting);
  char *value = NULL;

  return g_variant_lookup (all, folder, "s", &value) ? value : NULL;
}

/* the oldest are forgotten: a dictionary keeps the order in which it was written; a site whose value
 * is NULL is not remembered any more */
static void
remember (AtriumWindow *self,
          const char   *setting,
          const char   *folder,
          const char   *value)
{
  g_autoptr(GVariant) all = g_settings_get_value (self->settings, setting);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  gsize n = g_variant_n_children (all);

  for (gsize i = n >= MAX_REMEMBERED ? n - MAX_REMEMBERED + 1 : 0; i < n; i++)
    {
      const char *name, *older;

      g_variant_get_child (all, i, "{&s&s}", &name, &older);
      if (!g_str_equal (name, folder))
        g_variant_builder_add (&builder, "{ss}", name, older);
    }
  if (value != NULL)
    g_variant_builder_add (&builder, "{ss}", folder, value);
  g_settings_set_value (self->settings, setting, g_variant_builder_end (&builder));
}

static const struct
{
  const char         *word;
  const char         *property;
  AtriumPreviewAllow  permission;
} permissions[] = {
  { "scripts", "run-scripts", ATRIUM_PREVIEW_ALLOW_SCRIPTS },
  { "network", "use-network", ATRIUM_PREVIEW_ALLOW_NETWORK },
};

/* for a document that was just opened */
static void
recall_permissions (AtriumWindow *self,
                    const char   *folder)
{
  g_autofree char *words = folder != NULL ? dup_remembered (self, PERMISSIONS, folder) : NULL;
  g_auto(GStrv) each = g_strsplit (words != NULL ? words : "", " ", -1);
  AtriumPreviewAllow allowed = ATRIUM_PREVIEW_ALLOW_NOTHING;

  for (gsize i = 0; i < G_N_ELEMENTS (permissions); i++)
    {
      gboolean allow = g_strv_contains ((const char *const *) each, permissions[i].word);

      g_object_set (self->preview_pane, permissions[i].property, allow, NULL);
      allowed |= allow ? permissions[i].permission : 0;
    }
  atrium_live_page_set_allowed (self->live_page, allowed);
}

void
_atrium_window_permission_cb (AtriumWindow *self)
{
  g_autofree char *folder = dup_site_folder (self);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  AtriumPreviewAllow allowed = ATRIUM_PREVIEW_ALLOW_NOTHING;
  g_auto(GStrv) each = NULL;
  g_autofree char *words = NULL;

  if (self->choosing_engine || folder == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (permissions); i++)
    {
      gboolean allow;

      g_object_get (self->preview_pane, permissions[i].property, &allow, NULL);
      if (!allow)
        continue;
      allowed |= permissions[i].permission;
      g_strv_builder_add (builder, permissions[i].word);
    }
  each = g_strv_builder_end (builder);
  words = g_strjoinv (" ", each);
  remember (self, PERMISSIONS, folder, allowed != ATRIUM_PREVIEW_ALLOW_NOTHING ? words : NULL);
  atrium_live_page_set_allowed (self->live_page, allowed);
}

void
_atrium_window_engine_picked_cb (AtriumWindow *self)
{
  g_autofree char *folder = dup_site_folder (self);
  g_autofree char *engine = NULL;

  g_object_get (self->preview_pane, "engine", &engine, NULL);
  atrium_live_page_set_site (self->live_page, g_str_equal (engine, "site"));
  if (folder != NULL && self->document != NULL && atrium_site_page_is_site (self->document) && !self->choosing_engine)
    remember (self, ENGINES, folder, engine);
}

void
_atrium_window_site_changed_cb (AtriumWindow *self)
{
  g_autofree char *notices = atrium_live_page_dup_notices (self->live_page);

  gboolean can_go_back = atrium_live_page_get_can_go_back (self->live_page);

  /* its key goes back in the forms otherwise */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.page-back", can_go_back);
  atrium_preview_pane_show_back (self->preview_pane, can_go_back);
  atrium_preview_pane_show_message (self->preview_pane, atrium_live_page_get_message (self->live_page), notices);
}

static char *
dup_engine (AtriumWindow *self,
            const char   *folder)
{
  char *engine = folder != NULL ? dup_remembered (self, ENGINES, folder) : NULL;

  return engine != NULL ? engine : g_strdup (atrium_site_page_has_layouts (self->document) ? "site" : "simple");
}

/* for a document that was just opened */
void
_atrium_window_choose_engine (AtriumWindow *self)
{
  gboolean is_site = self->document != NULL && atrium_site_page_is_site (self->document);
  g_autofree char *obstacle = is_site ? atrium_site_page_dup_obstacle (self->document) : NULL;
  g_autofree char *folder = dup_site_folder (self);
  g_autofree char *engine = is_site && obstacle == NULL ? dup_engine (self, folder) : g_strdup ("simple");

  atrium_preview_pane_show_engines (self->preview_pane, is_site, obstacle);
  self->choosing_engine = TRUE;
  recall_permissions (self, is_site ? folder : NULL);
  g_object_set (self->preview_pane, "engine", engine, NULL);
  atrium_live_page_set_site (self->live_page, g_str_equal (engine, "site"));
  self->choosing_engine = FALSE;
}
