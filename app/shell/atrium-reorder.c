#include "atrium-reorder.h"

#include "atrium-shell-state.h"

typedef struct
{
  const AtriumReorderFuncs *funcs;
  gpointer                  owner;
} Reorder;

/* what is dragged: the list's owner, so that a row stays in its list, and the index */
#define DRAG_FORMAT "(tu)"

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (source), "atrium-row");
  Reorder *reorder = user_data;
  guint index = reorder->funcs->get_index (row, reorder->owner);

  if (index == G_MAXUINT)
    return NULL;

  return gdk_content_provider_new_typed (G_TYPE_VARIANT,
                                         g_variant_new (DRAG_FORMAT,
                                                        (guint64) GPOINTER_TO_SIZE (reorder->owner),
                                                        index));
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               gpointer       user_data)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (source), "atrium-row");
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, paintable, 16, gtk_widget_get_height (row) / 2);
}

static void
clear_mark (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "drop-above");
  gtk_widget_remove_css_class (row, "drop-below");
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           gpointer       user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  gboolean after = y > gtk_widget_get_height (row) / 2;

  clear_mark (row);
  gtk_widget_add_css_class (row, after ? "drop-below" : "drop-above");

  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target,
          gpointer       user_data)
{
  clear_mark (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GVariant *variant = g_value_get_variant (value);
  Reorder *reorder = user_data;
  guint64 owner;
  guint from, index, to;

  clear_mark (row);

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (DRAG_FORMAT)))
    return FALSE;

  g_variant_get (variant, DRAG_FORMAT, &owner, &from);
  index = reorder->funcs->get_index (row, reorder->owner);
  if (owner != GPOINTER_TO_SIZE (reorder->owner) || index == G_MAXUINT)
    return FALSE;

  to = atrium_drop_index (from, index, y > gtk_widget_get_height (row) / 2);
  if (to != from)
    reorder->funcs->move (reorder->owner, from, to);

  return TRUE;
}

static void
closure_free (gpointer  data,
              GClosure *closure)
{
  g_free (data);
}

void
atrium_reorder_attach (GtkWidget                *row,
                       GtkWidget                *handle,
                       const AtriumReorderFuncs *funcs,
                       gpointer                  owner)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_VARIANT, GDK_ACTION_MOVE);
  Reorder *reorder = g_new0 (Reorder, 1);

  reorder->funcs = funcs;
  reorder->owner = owner;

  g_object_set_data (G_OBJECT (source), "atrium-row", row);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), reorder);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), NULL);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), NULL);
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), reorder, closure_free, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}
