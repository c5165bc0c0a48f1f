#include "atrium-row-hints.h"

/* One for a list, freed with it. */
typedef struct
{
  GtkListView       *list;       /* not owned */
  AtriumRowHintFunc  func;
  gpointer           user_data;
  GtkWidget         *hinted;     /* compared only: it may be gone */
  GtkRoot           *root;       /* the list's, not owned: it is left before it goes */
  gulong             focus_id;
} RowHints;

static void
hint (RowHints  *self,
      GtkWidget *child)
{
  if (self->hinted == child)
    return;

  self->hinted = child;
  self->func (child, self->user_data);
}

/* the child of the row that @widget is or stands in */
static GtkWidget *
find_child (RowHints  *self,
            GtkWidget *widget)
{
  while (widget != NULL && gtk_widget_get_parent (widget) != GTK_WIDGET (self->list))
    widget = gtk_widget_get_parent (widget);

  return widget != NULL ? gtk_widget_get_first_child (widget) : NULL;
}

static void
motion_cb (RowHints *self,
           double    x,
           double    y)
{
  hint (self, find_child (self, gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT)));
}

static void
leave_cb (RowHints *self)
{
  hint (self, NULL);
}

/* A click moves the focus too, and says nothing that the pointer does not. */
static void
focus_cb (RowHints *self)
{
  GtkWidget *child = find_child (self, gtk_root_get_focus (self->root));

  if (child == NULL || gtk_window_get_focus_visible (GTK_WINDOW (self->root)))
    hint (self, child);
}

static void
root_cb (RowHints *self)
{
  if (self->root != NULL)
    g_clear_signal_handler (&self->focus_id, self->root);
  self->root = gtk_widget_get_root (GTK_WIDGET (self->list));
  if (GTK_IS_WINDOW (self->root))
    self->focus_id = g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_cb), self);
}

void
atrium_row_hints_attach (GtkListView       *list,
                         AtriumRowHintFunc  func,
                         gpointer           user_data)
{
  RowHints *self = g_new0 (RowHints, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->list = list;
  self->func = func;
  self->user_data = user_data;
  g_object_set_data_full (G_OBJECT (list), "atrium-row-hints", self, g_free);

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (list), motion);
  g_signal_connect_swapped (list, "notify::root", G_CALLBACK (root_cb), self);
  g_signal_connect_swapped (list, "unmap", G_CALLBACK (leave_cb), self);
  root_cb (self);
}
