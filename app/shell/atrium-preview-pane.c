#include "atrium-preview-pane.h"

#include <glib/gi18n.h>

#include "atrium-open-page.h"
#include "atrium-page-frame.h"
#include "atrium-permissions-button.h"
#include "atrium-save-picture.h"
#include "atrium-two-pages.h"
#include "atrium-widget.h"

#define ZOOM_STEP 1.1
#define MIN_ZOOM 0.5
#define MAX_ZOOM 3.0

struct _AtriumPreviewPane
{
  GtkWidget        parent_instance;

  AdwToggleGroup  *width_group;
  GtkWidget       *back_button;
  GtkWidget       *scheme_button;
  GMenu           *engine_menu;
  AtriumPermissionsButton *permissions_button;
  GtkWidget       *notices_button;
  GtkLabel        *notices_label;
  AdwBanner       *message_banner;
  AdwToggleGroup  *compare_group;
  GtkLabel        *changes_label;
  GtkStack        *page_stack;
  AdwStatusPage   *nothing_page;
  AtriumTwoPages  *pages;
  AtriumPageFrame *frame;
  AtriumPageFrame *before_frame;     /* NULL where nothing is compared */

  AtriumPreview   *preview;
  AtriumPreview   *before;           /* the page as it was saved, or NULL */
  char            *obstacle;         /* why the site's own page is not to be had, or NULL */
  char            *notices;
  char            *page_width;
  char            *scheme;
  char            *engine;
  double           frame_zoom;       /* so that a device's page fits */
  double           reader_zoom;      /* as the reader likes it */
  AtriumPreviewAllow allowed;        /* to the site's page */
  guint            n_changes;        /* in the page, beside those that only the saved one shows */
  guint            toggle_visible : 1;
  guint            in_sheet : 1;
  guint            comparing : 1;
};

enum
{
  PROP_0,
  PROP_PAGE_WIDTH,
  PROP_SCHEME,
  PROP_ENGINE,
  PROP_TOGGLE_VISIBLE,
  PROP_IN_SHEET,
  PROP_COMPARING,
  PROP_RUN_SCRIPTS,
  PROP_USE_NETWORK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AtriumPreviewPane, atrium_preview_pane, GTK_TYPE_WIDGET)

static int
page_width_in_pixels (const char *name)
{
  static const struct
  {
    const char *name;
    int         pixels;
  } widths[] = {
    { "phone", 390 },
    { "tablet", 820 },
    { "desktop", 1280 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (g_strcmp0 (name, widths[i].name) == 0)
      return widths[i].pixels;

  return 0;
}

/* both pages are as wide */
static void
show_page_width (AtriumPreviewPane *self)
{
  int pixels = self->in_sheet ? 0 : page_width_in_pixels (self->page_width);

  atrium_page_frame_set_page_width (self->frame, pixels);
  if (self->before_frame != NULL)
    atrium_page_frame_set_page_width (self->before_frame, pixels);
}

static void
atrium_preview_pane_set_page_width (AtriumPreviewPane *self,
                                    const char        *page_width)
{
  if (page_width == NULL || !g_set_str (&self->page_width, page_width))
    return;

  adw_toggle_group_set_active_name (self->width_group, page_width);
  show_page_width (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE_WIDTH]);
}

static void
width_picked_cb (AtriumPreviewPane *self)
{
  atrium_preview_pane_set_page_width (self, adw_toggle_group_get_active_name (self->width_group));
}

static gboolean
atrium_preview_pane_is_dark (AtriumPreviewPane *self)
{
  if (g_strcmp0 (self->scheme, "system") == 0)
    return adw_style_manager_get_dark (adw_style_manager_get_default ());

  return g_strcmp0 (self->scheme, "dark") == 0;
}

static void
atrium_preview_pane_show_scheme (AtriumPreviewPane *self)
{
  gboolean dark = atrium_preview_pane_is_dark (self);

  atrium_preview_set_dark (self->preview, dark);
  if (self->before != NULL)
    atrium_preview_set_dark (self->before, dark);
  gtk_button_set_icon_name (GTK_BUTTON (self->scheme_button), dark ? "display-brightness-symbolic" : "night-light-symbolic");
  gtk_widget_set_tooltip_text (self->scheme_button, dark ? _("Show the Light Page") : _("Show the Dark Page"));
}

static void
atrium_preview_pane_set_scheme (AtriumPreviewPane *self,
                                const char        *scheme)
{
  if (scheme == NULL || !g_set_str (&self->scheme, scheme))
    return;

  atrium_preview_pane_show_scheme (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCHEME]);
}

/* The other of light and dark; where that is what the system says, it is followed again. */
static void
scheme_clicked_cb (AtriumPreviewPane *self)
{
  gboolean dark = !atrium_preview_pane_is_dark (self);
  gboolean system_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (dark == system_dark)
    atrium_preview_pane_set_scheme (self, "system");
  else
    atrium_preview_pane_set_scheme (self, dark ? "dark" : "light");
}

/* What the page may do. */

static void
show_permissions (AtriumPreviewPane *self)
{
  gboolean site = g_strcmp0 (self->engine, "site") == 0;
  const char *const *hosts = NULL;
  AtriumPreviewAllow withheld = atrium_preview_get_withheld (self->preview, &hosts);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.run-scripts", site);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.use-network", site);
  atrium_permissions_button_show (self->permissions_button, site ? withheld : ATRIUM_PREVIEW_ALLOW_NOTHING,
                                  site ? self->allowed : ATRIUM_PREVIEW_ALLOW_NOTHING, hosts);
}

/* The preview itself is told by who knows whose page it shows. */
static void
atrium_preview_pane_set_allowed (AtriumPreviewPane  *self,
                                 AtriumPreviewAllow  permission,
                                 gboolean            allow)
{
  AtriumPreviewAllow allowed = allow ? self->allowed | permission : self->allowed & ~permission;

  if (self->allowed == allowed)
    return;

  self->allowed = allowed;
  if (self->before != NULL)
    atrium_preview_set_allowed (self->before, allowed);
  show_permissions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[permission == ATRIUM_PREVIEW_ALLOW_SCRIPTS ? PROP_RUN_SCRIPTS : PROP_USE_NETWORK]);
}

static void
atrium_preview_pane_set_engine (AtriumPreviewPane *self,
                                const char        *engine)
{
  if (engine == NULL || !g_set_str (&self->engine, engine))
    return;

  /* a site's page has the look that the site gives it */
  gtk_widget_set_sensitive (self->scheme_button, !g_str_equal (engine, "site"));
  show_permissions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENGINE]);
}

static void
show_zoom (AtriumPreviewPane *self)
{
  atrium_preview_set_zoom (self->preview, self->frame_zoom * self->reader_zoom);
  if (self->before != NULL)
    atrium_preview_set_zoom (self->before, self->frame_zoom * self->reader_zoom);
}

static void
zoom_cb (AtriumPreviewPane *self,
         double             zoom)
{
  self->frame_zoom = zoom;
  show_zoom (self);
}

static void
set_reader_zoom (AtriumPreviewPane *self,
                 double             zoom)
{
  self->reader_zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  show_zoom (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.zoom-in", self->reader_zoom < MAX_ZOOM);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.zoom-out", self->reader_zoom > MIN_ZOOM);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.zoom-normal", self->reader_zoom != 1);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  set_reader_zoom (ATRIUM_PREVIEW_PANE (widget), ATRIUM_PREVIEW_PANE (widget)->reader_zoom * ZOOM_STEP);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  set_reader_zoom (ATRIUM_PREVIEW_PANE (widget), ATRIUM_PREVIEW_PANE (widget)->reader_zoom / ZOOM_STEP);
}

static void
zoom_normal_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  set_reader_zoom (ATRIUM_PREVIEW_PANE (widget), 1);
}

static GtkWindow *
get_window (AtriumPreviewPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AtriumPreviewPane *self = ATRIUM_PREVIEW_PANE (widget);

  atrium_preview_print (self->preview, get_window (self));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AtriumPreviewPane *self = ATRIUM_PREVIEW_PANE (widget);

  atrium_open_page (self->preview, get_window (self));
}

static void
save_picture_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  AtriumPreviewPane *self = ATRIUM_PREVIEW_PANE (widget);

  atrium_save_picture (self->preview, get_window (self));
}

/* Before and after. */

static void
compare_mode_picked_cb (AtriumPreviewPane *self)
{
  const char *mode = adw_toggle_group_get_active_name (self->compare_group);

  g_object_set (self->pages, "wipe", g_strcmp0 (mode, "wipe") == 0, NULL);
}

static void
start_comparison (AtriumPreviewPane *self)
{
  self->before = ATRIUM_PREVIEW (atrium_preview_new ());
  self->before_frame = g_object_new (ATRIUM_TYPE_PAGE_FRAME, "child", self->before, NULL);
  atrium_preview_set_dark (self->before, atrium_preview_pane_is_dark (self));
  atrium_preview_set_allowed (self->before, self->allowed);
  show_zoom (self);
  show_page_width (self);
  g_object_set (self->pages, "before", self->before_frame, NULL);
}

static void
atrium_preview_pane_set_comparing (AtriumPreviewPane *self,
                                   gboolean           comparing)
{
  if (self->comparing == !!comparing)
    return;

  self->comparing = !!comparing;
  if (comparing)
    start_comparison (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARING]);
  if (comparing)
    return;

  gtk_stack_set_visible_child_name (self->page_stack, "pages");
  g_object_set (self->pages, "before", NULL, NULL);
  self->before_frame = NULL;
  self->before = NULL;
}

static void
end_comparison_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  atrium_preview_pane_set_comparing (ATRIUM_PREVIEW_PANE (widget), FALSE);
}

/* what went away is seen in the old page only; the other one follows */
static void
show_change (AtriumPreviewPane *self,
             int                step)
{
  if (self->comparing)
    atrium_preview_show_change (self->n_changes > 0 ? self->preview : self->before, step);
}

static void
next_change_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  show_change (ATRIUM_PREVIEW_PANE (widget), 1);
}

static void
previous_change_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  show_change (ATRIUM_PREVIEW_PANE (widget), -1);
}

static void
atrium_preview_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATRIUM_TYPE_PREVIEW_PANE);
  atrium_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (atrium_preview_pane_parent_class)->dispose (object);
}

static void
atrium_preview_pane_finalize (GObject *object)
{
  AtriumPreviewPane *self = ATRIUM_PREVIEW_PANE (object);

  g_free (self->page_width);
  g_free (self->scheme);
  g_free (self->engine);
  g_free (self->obstacle);
  g_free (self->notices);

  G_OBJECT_CLASS (atrium_preview_pane_parent_class)->finalize (object);
}

static void
atrium_preview_pane_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  AtriumPreviewPane *self = ATRIUM_PREVIEW_PANE (object);

  switch (prop_id)
    {
    case PROP_PAGE_WIDTH:
      g_value_set_string (value, self->page_width);
      break;

    case PROP_SCHEME:
      g_value_set_string (value, self->scheme);
      break;

    case PROP_ENGINE:
      g_value_set_string (value, self->engine);
      break;

    case PROP_TOGGLE_VISIBLE:
      g_value_set_boolean (value, self->toggle_visible);
      break;

    case PROP_IN_SHEET:
      g_value_set_boolean (value, self->in_sheet);
      break;

    case PROP_COMPARING:
      g_value_set_boolean (value, self->comparing);
      break;

    case PROP_RUN_SCRIPTS:
      g_value_set_boolean (value, (self->allowed & ATRIUM_PREVIEW_ALLOW_SCRIPTS) != 0);
      break;

    case PROP_USE_NETWORK:
      g_value_set_boolean (value, (self->allowed & ATRIUM_PREVIEW_ALLOW_NETWORK) != 0);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_preview_pane_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  AtriumPreviewPane *self = ATRIUM_PREVIEW_PANE (object);

  switch (prop_id)
    {
    case PROP_PAGE_WIDTH:
      atrium_preview_pane_set_page_width (self, g_value_get_string (value));
      break;

    case PROP_SCHEME:
      atrium_preview_pane_set_scheme (self, g_value_get_string (value));
      break;

    case PROP_ENGINE:
      atrium_preview_pane_set_engine (self, g_value_get_string (value));
      break;

    case PROP_TOGGLE_VISIBLE:
      self->toggle_visible = g_value_get_boolean (value);
      break;

    case PROP_IN_SHEET:
      self->in_sheet = g_value_get_boolean (value);
      gtk_widget_set_visible (GTK_WIDGET (self->width_group), !self->in_sheet);
      show_page_width (self);
      break;

    case PROP_COMPARING:
      atrium_preview_pane_set_comparing (self, g_value_get_boolean (value));
      break;

    case PROP_RUN_SCRIPTS:
      atrium_preview_pane_set_allowed (self, ATRIUM_PREVIEW_ALLOW_SCRIPTS, g_value_get_boolean (value));
      break;

    case PROP_USE_NETWORK:
      atrium_preview_pane_set_allowed (self, ATRIUM_PREVIEW_ALLOW_NETWORK, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_PAGE_WIDTH] = g_param_spec_string ("page-width", NULL, NULL, "pane",
                                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SCHEME] = g_param_spec_string ("scheme", NULL, NULL, "system",
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ENGINE] = g_param_spec_string ("engine", NULL, NULL, "simple",
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOGGLE_VISIBLE] = g_param_spec_boolean ("toggle-visible", NULL, NULL, FALSE,
                                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IN_SHEET] = g_param_spec_boolean ("in-sheet", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPARING] = g_param_spec_boolean ("comparing", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RUN_SCRIPTS] = g_param_spec_boolean ("run-scripts", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_USE_NETWORK] = g_param_spec_boolean ("use-network", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ATRIUM_TYPE_TWO_PAGES);
  g_type_ensure (ATRIUM_TYPE_PAGE_FRAME);
  g_type_ensure (ATRIUM_TYPE_PERMISSIONS_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-preview-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, width_group);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, back_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, scheme_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, engine_menu);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, permissions_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, notices_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, notices_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, message_banner);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, compare_group);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, changes_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, page_stack);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, pages);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, frame);
  gtk_widget_class_bind_template_callback (widget_class, width_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_mode_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "preview.engine", "engine");
  gtk_widget_class_install_property_action (widget_class, "preview.compare", "comparing");
  gtk_widget_class_install_property_action (widget_class, "preview.run-scripts", "run-scripts");
  gtk_widget_class_install_property_action (widget_class, "preview.use-network", "use-network");
  gtk_widget_class_install_action (widget_class, "preview.end-comparison", NULL, end_comparison_action);
  gtk_widget_class_install_action (widget_class, "preview.next-change", NULL, next_change_action);
  gtk_widget_class_install_action (widget_class, "preview.previous-change", NULL, previous_change_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-normal", NULL, zoom_normal_action);
  gtk_widget_class_install_action (widget_class, "preview.open-in-browser", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "preview.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "preview.save-picture", NULL, save_picture_action);
}

static void
atrium_preview_pane_class_init (AtriumPreviewPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atrium_preview_pane_dispose;
  object_class->finalize = atrium_preview_pane_finalize;
  object_class->get_property = atrium_preview_pane_get_property;
  object_class->set_property = atrium_preview_pane_set_property;
  install_properties (object_class);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
atrium_preview_pane_init (AtriumPreviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->page_width = g_strdup ("pane");
  self->scheme = g_strdup ("system");
  self->engine = g_strdup ("simple");
  self->frame_zoom = 1;
  self->preview = ATRIUM_PREVIEW (atrium_preview_new ());
  set_reader_zoom (self, 1);
  g_object_set (self->frame, "child", self->preview, NULL);
  g_signal_connect_object (self->preview, "withheld", G_CALLBACK (show_permissions), self, G_CONNECT_SWAPPED);
  show_permissions (self);

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (atrium_preview_pane_show_scheme), self, G_CONNECT_SWAPPED);
  atrium_preview_pane_show_scheme (self);
}

AtriumPreview *
atrium_preview_pane_get_preview (AtriumPreviewPane *self)
{
  g_return_val_if_fail (ATRIUM_IS_PREVIEW_PANE (self), NULL);

  return self->preview;
}

AtriumPreview *
atrium_preview_pane_get_before (AtriumPreviewPane *self)
{
  g_return_val_if_fail (ATRIUM_IS_PREVIEW_PANE (self), NULL);

  return self->before;
}

/* what there is to say of the page, beside what is wrong with it */
static void
show_notices (AtriumPreviewPane *self)
{
  const char *text = self->obstacle != NULL ? self->obstacle : self->notices;

  gtk_widget_set_visible (self->notices_button, text != NULL);
  gtk_label_set_label (self->notices_label, text != NULL ? text : "");
}

/* which engines there are; @obstacle says why the site's own does not run */
void
atrium_preview_pane_show_engines (AtriumPreviewPane *self,
                                  gboolean           visible,
                                  const char        *obstacle)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW_PANE (self));

  g_menu_remove_all (self->engine_menu);
  if (visible)
    {
      /* of one that cannot be had the name is seen, and nothing happens */
      g_menu_append (self->engine_menu, _("Page of the _Site"), obstacle == NULL ? "preview.engine::site" : "preview.none");
      g_menu_append (self->engine_menu, _("S_imple Page"), "preview.engine::simple");
    }
  g_set_str (&self->obstacle, visible ? obstacle : NULL);
  show_notices (self);
}

/* whether there is a page that a link led away from */
void
atrium_preview_pane_show_back (AtriumPreviewPane *self,
                               gboolean           visible)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW_PANE (self));

  gtk_widget_set_visible (self->back_button, visible);
}

/* what is wrong with the page, and what its generator says besides; each may be NULL */
void
atrium_preview_pane_show_message (AtriumPreviewPane *self,
                                  const char        *message,
                                  const char        *notices)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW_PANE (self));

  if (message != NULL)
    adw_banner_set_title (self->message_banner, message);
  adw_banner_set_revealed (self->message_banner, message != NULL);
  g_set_str (&self->notices, notices);
  show_notices (self);
}

static void
show_nothing (AtriumPreviewPane *self,
              const char        *title,
              const char        *description)
{
  adw_status_page_set_title (self->nothing_page, title);
  adw_status_page_set_description (self->nothing_page, description);
  gtk_stack_set_visible_child_name (self->page_stack, "nothing");
  gtk_label_set_label (self->changes_label, "");
}

void
atrium_preview_pane_show_comparison (AtriumPreviewPane     *self,
                                     AtriumComparisonState  state,
                                     const char            *message)
{
  g_autofree char *escaped = message != NULL ? g_markup_escape_text (message, -1) : NULL;

  g_return_if_fail (ATRIUM_IS_PREVIEW_PANE (self));

  if (!self->comparing)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.next-change", state == ATRIUM_COMPARISON_SHOWN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.previous-change", state == ATRIUM_COMPARISON_SHOWN);
  switch (state)
    {
    case ATRIUM_COMPARISON_SAME:
      show_nothing (self, _("Nothing Has Changed"), _("The page is as it was last saved. What you change now is shown here."));
      break;

    case ATRIUM_COMPARISON_NEVER_SAVED:
      show_nothing (self, _("Not Saved Yet"), _("Once the document has been saved, what you change in it is shown here."));
      break;

    case ATRIUM_COMPARISON_FAILED:
      show_nothing (self, _("No Page to Compare With"), escaped);
      break;

    case ATRIUM_COMPARISON_WAITING:
      gtk_stack_set_visible_child_name (self->page_stack, "waiting");
      gtk_label_set_label (self->changes_label, "");
      break;

    case ATRIUM_COMPARISON_SHOWN:
    default:
      gtk_stack_set_visible_child_name (self->page_stack, "pages");
    }
}

/* how many places of the page are another than in the saved one, and how many only that one has */
void
atrium_preview_pane_show_n_changes (AtriumPreviewPane *self,
                                    guint              n,
                                    guint              n_gone)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ATRIUM_IS_PREVIEW_PANE (self));

  self->n_changes = n;
  text = n + n_gone > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change", "%u changes", n + n_gone), n + n_gone)
                        : g_strdup (_("Nothing to see"));
  gtk_label_set_label (self->changes_label, text);
}

void
atrium_preview_pane_show_first_change (AtriumPreviewPane *self)
{
  g_return_if_fail (ATRIUM_IS_PREVIEW_PANE (self));

  show_change (self, 0);
}
