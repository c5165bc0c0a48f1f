#include "atrium-divider.h"

#include <glib/gi18n.h>

#include "atrium-widget.h"

#define STEP 0.02
#define PAGE 0.1

struct _AtriumDivider
{
  GtkWidget parent_instance;

  double    position;
  double    grabbed;       /* where in itself it is held */
};

enum
{
  PROP_0,
  PROP_POSITION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void atrium_divider_range_init (GtkAccessibleRangeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumDivider, atrium_divider, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, atrium_divider_range_init))

static gboolean
set_current_value (GtkAccessibleRange *range,
                   double              value)
{
  atrium_divider_set_position (ATRIUM_DIVIDER (range), value / 100);

  return TRUE;
}

static void
atrium_divider_range_init (GtkAccessibleRangeInterface *iface)
{
  iface->set_current_value = set_current_value;
}

static void
tell_value (AtriumDivider *self)
{
  g_autofree char *text = g_strdup_printf (_("%d %% before"), (int) (self->position * 100 + 0.5));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->position * 100,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *by,
         gpointer   user_data)
{
  AtriumDivider *self = ATRIUM_DIVIDER (widget);

  atrium_divider_set_position (self, self->position + g_variant_get_double (by));

  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (AtriumDivider  *self,
               double          x,
               double          y,
               GtkGestureDrag *drag)
{
  self->grabbed = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* It moves under the pointer, so only the parent knows how far that went. */
static void
drag_update_cb (AtriumDivider  *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *drag)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  int width = gtk_widget_get_width (parent);
  graphene_point_t point;
  double x, y;

  if (width <= 0 || !gtk_gesture_get_point (GTK_GESTURE (drag), NULL, &x, &y) ||
      !gtk_widget_compute_point (GTK_WIDGET (self), parent, &GRAPHENE_POINT_INIT (x, y), &point))
    return;

  atrium_divider_set_position (self, (point.x - self->grabbed) / width);
}

static void
atrium_divider_dispose (GObject *object)
{
  atrium_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (atrium_divider_parent_class)->dispose (object);
}

static void
atrium_divider_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_POSITION:
      g_value_set_double (value, ATRIUM_DIVIDER (object)->position);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_divider_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_POSITION:
      atrium_divider_set_position (ATRIUM_DIVIDER (object), g_value_get_double (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint  key;
    double by;
  } keys[] = {
    { GDK_KEY_Left, -STEP }, { GDK_KEY_KP_Left, -STEP }, { GDK_KEY_Down, -STEP }, { GDK_KEY_KP_Down, -STEP },
    { GDK_KEY_Right, STEP }, { GDK_KEY_KP_Right, STEP }, { GDK_KEY_Up, STEP }, { GDK_KEY_KP_Up, STEP },
    { GDK_KEY_Page_Down, -PAGE }, { GDK_KEY_Page_Up, PAGE }, { GDK_KEY_Home, -1 }, { GDK_KEY_End, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, move_cb, "d", keys[i].by);
}

static void
atrium_divider_class_init (AtriumDividerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atrium_divider_dispose;
  object_class->get_property = atrium_divider_get_property;
  object_class->set_property = atrium_divider_set_property;
  properties[PROP_POSITION] = g_param_spec_double ("position", NULL, NULL, 0, 1, 0.5,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "divider");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  add_keys (widget_class);
}

static void
atrium_divider_init (AtriumDivider *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *knob = gtk_image_new_from_icon_name ("view-dual-symbolic");

  self->position = 0.5;
  gtk_widget_add_css_class (line, "line");
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  gtk_widget_add_css_class (knob, "knob");
  gtk_widget_set_halign (knob, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (knob, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (knob, GTK_WIDGET (self));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Divider between Before and After"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_ORIENTATION, GTK_ORIENTATION_HORIZONTAL,
                                  -1);
  tell_value (self);
}

double
atrium_divider_get_position (AtriumDivider *self)
{
  g_return_val_if_fail (ATRIUM_IS_DIVIDER (self), 0);

  return self->position;
}

void
atrium_divider_set_position (AtriumDivider *self,
                             double         position)
{
  g_return_if_fail (ATRIUM_IS_DIVIDER (self));

  position = CLAMP (position, 0, 1);
  if (position == self->position)
    return;

  self->position = position;
  tell_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}
