#include "atrium-page-frame.h"

struct _AtriumPageFrame
{
  GtkWidget  parent_instance;

  GtkWidget *child;
  int        page_width;
  double     zoom;
  guint      zoom_id;
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

enum
{
  ZOOM,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumPageFrame, atrium_page_frame, GTK_TYPE_WIDGET)

double
atrium_page_frame_fit (int  page_width,
                       int  available,
                       int *x,
                       int *width)
{
  if (page_width <= 0 || page_width >= available)
    {
      *x = 0;
      *width = available;
      return page_width > 0 ? (double) available / page_width : 1.0;
    }

  *x = (available - page_width) / 2;
  *width = page_width;
  return 1.0;
}

static gboolean
zoom_cb (gpointer user_data)
{
  AtriumPageFrame *self = user_data;

  self->zoom_id = 0;
  g_signal_emit (self, signals[ZOOM], 0, self->zoom);

  return G_SOURCE_REMOVE;
}

static void
atrium_page_frame_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  AtriumPageFrame *self = ATRIUM_PAGE_FRAME (widget);
  GtkAllocation allocation = { 0, 0, width, height };
  double zoom;

  if (self->child == NULL)
    return;

  zoom = atrium_page_frame_fit (self->page_width, width, &allocation.x, &allocation.width);
  gtk_widget_size_allocate (self->child, &allocation, -1);

  /* the scale of the page is a property of the view, which may not change in here */
  if (ABS (zoom - self->zoom) > 0.001 && self->zoom_id == 0)
    self->zoom_id = g_idle_add (zoom_cb, self);
  self->zoom = zoom;
}

static void
atrium_page_frame_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  AtriumPageFrame *self = ATRIUM_PAGE_FRAME (widget);

  *minimum = *natural = 0;
  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
}

static void
atrium_page_frame_dispose (GObject *object)
{
  AtriumPageFrame *self = ATRIUM_PAGE_FRAME (object);

  g_clear_handle_id (&self->zoom_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (atrium_page_frame_parent_class)->dispose (object);
}

static void
atrium_page_frame_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, ATRIUM_PAGE_FRAME (object)->child);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_page_frame_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AtriumPageFrame *self = ATRIUM_PAGE_FRAME (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->child = g_value_get_object (value);
      if (self->child != NULL)
        gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_page_frame_class_init (AtriumPageFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atrium_page_frame_dispose;
  object_class->get_property = atrium_page_frame_get_property;
  object_class->set_property = atrium_page_frame_set_property;
  widget_class->size_allocate = atrium_page_frame_size_allocate;
  widget_class->measure = atrium_page_frame_measure;
  gtk_widget_class_set_css_name (widget_class, "pageframe");

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ZOOM] = g_signal_new ("zoom", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
atrium_page_frame_init (AtriumPageFrame *self)
{
  self->zoom = 1.0;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
atrium_page_frame_set_page_width (AtriumPageFrame *self,
                                  int              page_width)
{
  g_return_if_fail (ATRIUM_IS_PAGE_FRAME (self));

  if (self->page_width == page_width)
    return;

  self->page_width = page_width;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
