#include "atrium-preview-pane.h"

#include <glib/gi18n.h>

#include "atrium-page-frame.h"
#include "atrium-save-picture.h"
#include "atrium-widget.h"

#define ZOOM_STEP 1.1
#define MIN_ZOOM 0.5
#define MAX_ZOOM 3.0

struct _AtriumPreviewPane
{
  GtkWidget        parent_instance;

  AdwToggleGroup  *width_group;
  GtkWidget       *scheme_button;
  GtkWidget       *engine_bar;
  AdwToggleGroup  *engine_group;
  GtkWidget       *notices_button;
  GtkLabel        *notices_label;
  AdwBanner       *message_banner;
  AtriumPageFrame *frame;

  AtriumPreview   *preview;
  char            *page_width;
  char            *scheme;
  char            *engine;
  double           frame_zoom;       /* so that a device's page fits */
  double           reader_zoom;      /* as the reader likes it */
  guint            toggle_visible : 1;
  guint            in_sheet : 1;
};

enum
{
  PROP_0,
  PROP_PAGE_WIDTH,
  PROP_SCHEME,
  PROP_ENGINE,
  PROP_TOGGLE_VISIBLE,
  PROP_IN_SHEET,
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

static void
atrium_preview_pane_set_page_width (AtriumPreviewPane *self,
                                    const char        *page_width)
{
  if (page_width == NULL || !g_set_str (&self->page_width, page_width))
    return;

  adw_toggle_group_set_active_name (self->width_group, page_width);
  atrium_page_frame_set_page_width (self->frame, self->in_sheet ? 0 : page_width_in_pixels (page_width));
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

static void
atrium_preview_pane_set_engine (AtriumPreviewPane *self,
                                const char        *engine)
{
  if (engine == NULL || !g_set_str (&self->engine, engine))
    return;

  adw_toggle_group_set_active_name (self->engine_group, engine);
  /* a site's page has the look that the site gives it */
  gtk_widget_set_sensitive (self->scheme_button, !g_str_equal (engine, "site"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENGINE]);
}

static void
engine_picked_cb (AtriumPreviewPane *self)
{
  atrium_preview_pane_set_engine (self, adw_toggle_group_get_active_name (self->engine_group));
}

static void
zoom_cb (AtriumPreviewPane *self,
         double             zoom)
{
  self->frame_zoom = zoom;
  atrium_preview_set_zoom (self->preview, self->frame_zoom * self->reader_zoom);
}

static void
set_reader_zoom (AtriumPreviewPane *self,
                 double             zoom)
{
  self->reader_zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  atrium_preview_set_zoom (self->preview, self->frame_zoom * self->reader_zoom);
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
save_picture_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  AtriumPreviewPane *self = ATRIUM_PREVIEW_PANE (widget);

  atrium_save_picture (self->preview, get_window (self));
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
      atrium_page_frame_set_page_width (self->frame, self->in_sheet ? 0 : page_width_in_pixels (self->page_width));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_preview_pane_class_init (AtriumPreviewPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atrium_preview_pane_dispose;
  object_class->finalize = atrium_preview_pane_finalize;
  object_class->get_property = atrium_preview_pane_get_property;
  object_class->set_property = atrium_preview_pane_set_property;

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
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ATRIUM_TYPE_PAGE_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-preview-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, width_group);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, scheme_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, engine_bar);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, engine_group);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, notices_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, notices_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, message_banner);
  gtk_widget_class_bind_template_child (widget_class, AtriumPreviewPane, frame);
  gtk_widget_class_bind_template_callback (widget_class, width_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, engine_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_cb);
  gtk_widget_class_install_action (widget_class, "preview.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-normal", NULL, zoom_normal_action);
  gtk_widget_class_install_action (widget_class, "preview.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "preview.save-picture", NULL, save_picture_action);
}

static void
atrium_preview_pane_init (AtriumPreviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->page_width = g_strdup ("pane");
  self->scheme = g_strdup ("system");
  self->engine = g_strdup ("simple");
  adw_toggle_group_set_active_name (self->engine_group, "simple");
  self->frame_zoom = 1;
  self->preview = ATRIUM_PREVIEW (atrium_preview_new ());
  set_reader_zoom (self, 1);
  g_object_set (self->frame, "child", self->preview, NULL);

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

/* which engines there are; @obstacle says why the site's own does not run */
void
atrium_preview_pane_show_engines (AtriumPreviewPane *self,
                                  gboolean           visible,
                                  const char        *obstacle)
{
  AdwToggle *toggle;

  g_return_if_fail (ATRIUM_IS_PREVIEW_PANE (self));

  toggle = adw_toggle_group_get_toggle_by_name (self->engine_group, "site");
  gtk_widget_set_visible (self->engine_bar, visible);
  adw_toggle_set_enabled (toggle, obstacle == NULL);
  adw_toggle_set_tooltip (toggle, obstacle != NULL ? obstacle : _("The Page as Jekyll Makes It, with the Site’s Own Look"));
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
  gtk_widget_set_visible (self->notices_button, notices != NULL);
  gtk_label_set_label (self->notices_label, notices != NULL ? notices : "");
}
