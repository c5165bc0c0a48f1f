#include "atrium-two-pages.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "atrium-divider.h"
#include "atrium-widget.h"

/* Two pages of less than this are read worse than one. */
#define MIN_SIDE_WIDTH 240
#define TAG_MARGIN 9

struct _AtriumTwoPages
{
  GtkWidget  parent_instance;

  GtkWidget *before;         /* NULL where there is one page */
  AdwBin    *clip;           /* holds the page after, as much of it as is seen */
  GtkWidget *separator;
  GtkWidget *divider;
  GtkWidget *before_tag;
  GtkWidget *after_tag;
  guint      wide_id;
  gboolean   wipe;
  gboolean   wide;
};

enum
{
  PROP_0,
  PROP_BEFORE,
  PROP_AFTER,
  PROP_WIPE,
  PROP_POSITION,
  PROP_WIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AtriumTwoPages, atrium_two_pages, GTK_TYPE_WIDGET)

static gboolean
is_wipe (AtriumTwoPages *self)
{
  return self->before != NULL && (self->wipe || !self->wide);
}

/* What is seen of a wiped page is its right part. */
static void
allocate_clip (GtkWidget *clip,
               int        width,
               int        height,
               int        baseline)
{
  GtkWidget *self = gtk_widget_get_ancestor (clip, ATRIUM_TYPE_TWO_PAGES);
  GtkWidget *child = gtk_widget_get_first_child (clip);
  int full = is_wipe (ATRIUM_TWO_PAGES (self)) ? gtk_widget_get_width (self) : width;

  if (child != NULL)
    gtk_widget_size_allocate (child, &(GtkAllocation) { width - full, 0, full, height }, -1);
}

static void
measure_clip (GtkWidget      *clip,
              GtkOrientation  orientation,
              int             for_size,
              int            *minimum,
              int            *natural,
              int            *minimum_baseline,
              int            *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (clip);

  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, minimum, natural, NULL, NULL);
}

static gboolean
wide_cb (gpointer user_data)
{
  AtriumTwoPages *self = user_data;

  self->wide_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDE]);

  return G_SOURCE_REMOVE;
}

/* who binds to it must not be told in the middle of a layout */
static void
set_wide (AtriumTwoPages *self,
          gboolean        wide)
{
  if (self->wide == wide)
    return;

  self->wide = wide;
  if (self->wide_id == 0)
    self->wide_id = g_idle_add (wide_cb, self);
}

static int
get_natural (GtkWidget      *widget,
             GtkOrientation  orientation)
{
  int natural;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* in the lower corners, where less is read than at the top of a page */
static void
allocate_tag (GtkWidget *tag,
              int        x,
              int        align,
              int        height)
{
  GtkAllocation place = { x, 0, get_natural (tag, GTK_ORIENTATION_HORIZONTAL), get_natural (tag, GTK_ORIENTATION_VERTICAL) };

  place.x -= align * place.width;
  place.y = MAX (height - place.height - TAG_MARGIN, 0);
  gtk_widget_size_allocate (tag, &place, -1);
}

static void
allocate_wipe (AtriumTwoPages *self,
               int             width,
               int             height)
{
  int x = (int) (width * atrium_divider_get_position (ATRIUM_DIVIDER (self->divider)) + 0.5);
  int handle = get_natural (self->divider, GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_size_allocate (self->before, &(GtkAllocation) { 0, 0, width, height }, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->clip), &(GtkAllocation) { x, 0, MAX (width - x, 0), height }, -1);
  /* all of it can be held, also at the edges */
  gtk_widget_size_allocate (self->divider,
                            &(GtkAllocation) { CLAMP (x - handle / 2, 0, MAX (width - handle, 0)), 0, handle, height }, -1);
}

static void
allocate_side (AtriumTwoPages *self,
               int             width,
               int             height)
{
  int half = (width - 1) / 2;

  gtk_widget_size_allocate (self->before, &(GtkAllocation) { 0, 0, half, height }, -1);
  gtk_widget_size_allocate (self->separator, &(GtkAllocation) { half, 0, 1, height }, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->clip), &(GtkAllocation) { half + 1, 0, width - half - 1, height }, -1);
}

static void
atrium_two_pages_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  AtriumTwoPages *self = ATRIUM_TWO_PAGES (widget);
  gboolean both = self->before != NULL;

  set_wide (self, width >= 2 * MIN_SIDE_WIDTH);
  gtk_widget_set_child_visible (self->divider, is_wipe (self));
  gtk_widget_set_child_visible (self->separator, both && !is_wipe (self));
  gtk_widget_set_child_visible (self->before_tag, both);
  gtk_widget_set_child_visible (self->after_tag, both);

  if (!both)
    gtk_widget_size_allocate (GTK_WIDGET (self->clip), &(GtkAllocation) { 0, 0, width, height }, -1);
  else if (is_wipe (self))
    allocate_wipe (self, width, height);
  else
    allocate_side (self, width, height);
  if (!both)
    return;

  /* the scroll bar stays free */
  allocate_tag (self->before_tag, TAG_MARGIN, 0, height);
  allocate_tag (self->after_tag, width - 2 * TAG_MARGIN, 1, height);
}

static void
atrium_two_pages_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  AtriumTwoPages *self = ATRIUM_TWO_PAGES (widget);

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (child == GTK_WIDGET (self->clip) || child == self->before)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
    }
}

/* under the page after, which a wipe draws over it */
static void
set_before (AtriumTwoPages *self,
            GtkWidget      *before)
{
  g_clear_pointer (&self->before, gtk_widget_unparent);
  self->before = before;
  if (before != NULL)
    gtk_widget_insert_after (before, GTK_WIDGET (self), NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
position_cb (AtriumTwoPages *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
atrium_two_pages_dispose (GObject *object)
{
  AtriumTwoPages *self = ATRIUM_TWO_PAGES (object);

  g_clear_handle_id (&self->wide_id, g_source_remove);
  self->before = NULL;
  atrium_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (atrium_two_pages_parent_class)->dispose (object);
}

static void
atrium_two_pages_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AtriumTwoPages *self = ATRIUM_TWO_PAGES (object);

  switch (prop_id)
    {
    case PROP_BEFORE:
      g_value_set_object (value, self->before);
      break;

    case PROP_AFTER:
      g_value_set_object (value, adw_bin_get_child (self->clip));
      break;

    case PROP_WIPE:
      g_value_set_boolean (value, self->wipe);
      break;

    case PROP_POSITION:
      g_value_set_double (value, atrium_divider_get_position (ATRIUM_DIVIDER (self->divider)));
      break;

    case PROP_WIDE:
      g_value_set_boolean (value, self->wide);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_two_pages_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AtriumTwoPages *self = ATRIUM_TWO_PAGES (object);

  switch (prop_id)
    {
    case PROP_BEFORE:
      set_before (self, g_value_get_object (value));
      break;

    case PROP_AFTER:
      adw_bin_set_child (self->clip, g_value_get_object (value));
      break;

    case PROP_WIPE:
      self->wipe = g_value_get_boolean (value);
      /* its place may be the same, and what is seen in it is not */
      gtk_widget_queue_allocate (GTK_WIDGET (self->clip));
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;

    case PROP_POSITION:
      atrium_divider_set_position (ATRIUM_DIVIDER (self->divider), g_value_get_double (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_two_pages_class_init (AtriumTwoPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = atrium_two_pages_dispose;
  object_class->get_property = atrium_two_pages_get_property;
  object_class->set_property = atrium_two_pages_set_property;
  widget_class->size_allocate = atrium_two_pages_size_allocate;
  widget_class->measure = atrium_two_pages_measure;
  gtk_widget_class_set_css_name (widget_class, "twopages");

  properties[PROP_BEFORE] = g_param_spec_object ("before", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_AFTER] = g_param_spec_object ("after", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_WIPE] = g_param_spec_boolean ("wipe", NULL, NULL, FALSE, flags);
  properties[PROP_POSITION] = g_param_spec_double ("position", NULL, NULL, 0, 1, 0.5, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkWidget *
create_tag (AtriumTwoPages *self,
            const char     *text)
{
  GtkWidget *tag = gtk_label_new (text);

  gtk_widget_add_css_class (tag, "page-tag");
  gtk_widget_set_can_target (tag, FALSE);
  gtk_widget_set_parent (tag, GTK_WIDGET (self));

  return tag;
}

static void
atrium_two_pages_init (AtriumTwoPages *self)
{
  self->clip = ADW_BIN (adw_bin_new ());
  gtk_widget_set_layout_manager (GTK_WIDGET (self->clip), gtk_custom_layout_new (NULL, measure_clip, allocate_clip));
  gtk_widget_set_overflow (GTK_WIDGET (self->clip), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (GTK_WIDGET (self->clip), GTK_WIDGET (self));
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->separator, GTK_WIDGET (self));
  self->before_tag = create_tag (self, _("Saved"));
  self->after_tag = create_tag (self, _("Now"));
  self->divider = g_object_new (ATRIUM_TYPE_DIVIDER, NULL);
  gtk_widget_set_parent (self->divider, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (self->divider, "notify::position", G_CALLBACK (position_cb), self, G_CONNECT_SWAPPED);
}
