#include "atrium-sidebar.h"

#include <glib/gi18n.h>

#include "atrium-reorder.h"
#include "atrium-sidebar-row.h"
#include "atrium-thumbnail.h"
#include "atrium-widget.h"

struct _AtriumSidebar
{
  GtkWidget       parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget      *save_button;
  GtkListBox     *list_box;
  GtkListBoxRow  *person_row;
  AdwAvatar      *avatar;
  GtkLabel       *name_label;
  GtkLabel       *headline_label;
  GtkPopover     *context_menu;

  AtriumDocument *document;
  GSignalGroup   *document_signals;
  GSignalGroup   *history_signals;
  GSignalGroup   *profile_signals;
  GSignalGroup   *person_signals;
  GPtrArray      *rows;              /* AtriumSidebarRow, in the order of the sections */
  GCancellable   *cancellable;
  char           *picture;           /* whose bytes the avatar shows */
  GtkListBoxRow  *open_row;          /* what the editor shows */
  guint           selecting : 1;     /* the selection is changed by us */
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumSidebar, atrium_sidebar, GTK_TYPE_WIDGET)

static void
avatar_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AtriumSidebar) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = atrium_thumbnail_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->avatar == NULL)
    return;

  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
}

static void
atrium_sidebar_show_picture (AtriumSidebar *self,
                             const char    *path)
{
  if (!g_set_str (&self->picture, path))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_avatar_set_custom_image (self->avatar, NULL);

  if (path == NULL || *path == '\0' || g_uri_peek_scheme (path) != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  atrium_thumbnail_load_async (self->document, path, 96, self->cancellable, avatar_cb, g_object_ref (self));
}

static void
atrium_sidebar_show_person (AtriumSidebar *self)
{
  AtriumEntry *person = atrium_profile_get_person (atrium_document_get_profile (self->document));
  const char *name = atrium_entry_get_string (person, "name");
  const char *headline = atrium_entry_get_string (person, "headline");

  gtk_label_set_label (self->name_label, name != NULL ? name : _("Your Name"));
  gtk_label_set_label (self->headline_label, headline != NULL ? headline : "");
  gtk_widget_set_visible (GTK_WIDGET (self->headline_label), headline != NULL && *headline != '\0');
  adw_avatar_set_text (self->avatar, name);
  atrium_sidebar_show_picture (self, atrium_entry_get_string (person, "picture"));
}

static void
atrium_sidebar_show_title (AtriumSidebar *self)
{
  gboolean modified = atrium_history_get_modified (atrium_document_get_history (self->document));
  GFile *file = atrium_document_get_file (self->document);
  g_autofree char *title = file != NULL ? g_file_get_basename (file) : g_strdup (_("New Homepage"));

  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, modified ? _("Not saved yet") : "");
  if (modified)
    gtk_widget_add_css_class (self->save_button, "accent");
  else
    gtk_widget_remove_css_class (self->save_button, "accent");
}

static guint
row_get_index (GtkWidget *row,
               gpointer   owner)
{
  AtriumSidebar *self = owner;
  guint index;

  return g_ptr_array_find (self->rows, row, &index) ? index : G_MAXUINT;
}

static void
move_section (gpointer owner,
              guint    from,
              guint    to)
{
  AtriumSidebar *self = owner;

  atrium_history_move_section (atrium_document_get_history (self->document), from, to);
}

static const AtriumReorderFuncs reorder_funcs = { row_get_index, move_section };

static AtriumSection *
get_row_section (GtkListBoxRow *row)
{
  return ATRIUM_IS_SIDEBAR_ROW (row) ? atrium_sidebar_row_get_section (ATRIUM_SIDEBAR_ROW (row)) : NULL;
}

/* Actions are about the section that is shown, so it is shown first. */
static void
choose_row (AtriumSidebar *self,
            GtkListBoxRow *row)
{
  if (row != self->open_row)
    g_signal_emit (self, signals[SELECTED], 0, get_row_section (row));
}

static void
row_selected_cb (AtriumSidebar *self,
                 GtkListBoxRow *row)
{
  if (row != NULL && !self->selecting)
    choose_row (self, row);
}

static void
popup_at_row (AtriumSidebar *self,
              GtkWidget     *row,
              double         x,
              double         y)
{
  graphene_point_t point;

  choose_row (self, GTK_LIST_BOX_ROW (row));
  if (!gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &point))
    return;

  gtk_popover_set_pointing_to (self->context_menu, &(GdkRectangle) { point.x, point.y, 1, 1 });
  gtk_popover_popup (self->context_menu);
}

static void
row_hold_cb (GtkGesture    *gesture,
             double         x,
             double         y,
             AtriumSidebar *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at_row (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
row_pressed_cb (GtkGesture    *gesture,
                int            n_press,
                double         x,
                double         y,
                AtriumSidebar *self)
{
  row_hold_cb (gesture, x, y, self);
}

/* the row of a section that has the keyboard, or NULL */
static GtkWidget *
get_focused_row (GtkWidget *list)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));

  return focus != NULL ? gtk_widget_get_ancestor (focus, ATRIUM_TYPE_SIDEBAR_ROW) : NULL;
}

static gboolean
action_shortcut_cb (GtkWidget *widget,
                    GVariant  *args,
                    gpointer   user_data)
{
  AtriumSidebar *self = user_data;
  GtkWidget *row = get_focused_row (widget);

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  choose_row (self, GTK_LIST_BOX_ROW (row));
  gtk_widget_activate_action_variant (widget, g_variant_get_string (args, NULL), NULL);

  return GDK_EVENT_STOP;
}

static gboolean
menu_shortcut_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  AtriumSidebar *self = user_data;
  GtkWidget *row = get_focused_row (widget);

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  popup_at_row (self, row, 24, gtk_widget_get_height (row) / 2.0);

  return GDK_EVENT_STOP;
}

static GtkWidget *
atrium_sidebar_create_row (AtriumSidebar *self,
                           AtriumSection *section)
{
  GtkWidget *row = atrium_sidebar_row_new (section);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  atrium_reorder_attach (row, row, &reorder_funcs, self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (row_pressed_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (row_hold_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));

  return row;
}

static void
sections_changed_cb (AtriumSidebar *self,
                     guint          position,
                     guint          removed,
                     guint          added)
{
  AtriumProfile *profile = atrium_document_get_profile (self->document);

  for (guint i = 0; i < removed; i++)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, position);

      if (self->open_row == GTK_LIST_BOX_ROW (row))
        self->open_row = NULL;
      gtk_list_box_remove (self->list_box, row);
    }

  for (guint i = 0; i < added; i++)
    {
      GtkWidget *row = atrium_sidebar_create_row (self, atrium_profile_get_section (profile, position + i));

      g_ptr_array_insert (self->rows, position + i, row);
      gtk_list_box_insert (self->list_box, row, position + i + 1);
    }
}

static void
row_activated_cb (AtriumSidebar *self,
                  GtkListBoxRow *row)
{
  if (row == self->person_row || ATRIUM_IS_SIDEBAR_ROW (row))
    g_signal_emit (self, signals[ACTIVATED], 0, get_row_section (row));
}

static void
atrium_sidebar_dispose (GObject *object)
{
  AtriumSidebar *self = ATRIUM_SIDEBAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->profile_signals);
  g_clear_object (&self->person_signals);
  g_clear_object (&self->document);
  g_clear_pointer ((GtkWidget **) &self->context_menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_SIDEBAR);
  atrium_widget_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (atrium_sidebar_parent_class)->dispose (object);
}

static void
atrium_sidebar_finalize (GObject *object)
{
  AtriumSidebar *self = ATRIUM_SIDEBAR (object);

  g_ptr_array_unref (self->rows);
  g_free (self->picture);

  G_OBJECT_CLASS (atrium_sidebar_parent_class)->finalize (object);
}

static void
atrium_sidebar_class_init (AtriumSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atrium_sidebar_dispose;
  object_class->finalize = atrium_sidebar_finalize;

  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, ATRIUM_TYPE_SECTION);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, ATRIUM_TYPE_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebar, window_title);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebar, save_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebar, list_box);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebar, person_row);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebar, name_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebar, headline_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumSidebar, context_menu);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
atrium_sidebar_add_shortcuts (AtriumSidebar *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const struct
  {
    const char *trigger;
    const char *action;
  } shortcuts[] = {
    { "<Alt>Up", "win.section-up" },
    { "<Alt>Down", "win.section-down" },
    { "F2", "win.section-rename" },
    { "Delete", "win.section-remove" },
  };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                                                gtk_callback_action_new (action_shortcut_cb, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (shortcuts[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (menu_shortcut_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list_box), controller);
}

static GSignalGroup *
follow (AtriumSidebar *self,
        GType          type,
        const char    *signal,
        GCallback      callback)
{
  GSignalGroup *group = g_signal_group_new (type);

  g_signal_group_connect_swapped (group, signal, callback, self);

  return group;
}

static void
atrium_sidebar_init (AtriumSidebar *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->context_menu), GTK_WIDGET (self));
  atrium_sidebar_add_shortcuts (self);

  self->document_signals = follow (self, ATRIUM_TYPE_DOCUMENT, "notify::title", G_CALLBACK (atrium_sidebar_show_title));
  self->history_signals = follow (self, ATRIUM_TYPE_HISTORY, "notify::modified", G_CALLBACK (atrium_sidebar_show_title));
  self->profile_signals = follow (self, ATRIUM_TYPE_PROFILE, "items-changed", G_CALLBACK (sections_changed_cb));
  self->person_signals = follow (self, ATRIUM_TYPE_ENTRY, "changed", G_CALLBACK (atrium_sidebar_show_person));
}

static void
atrium_sidebar_mark_open_row (AtriumSidebar *self)
{
  self->selecting = TRUE;
  gtk_list_box_select_row (self->list_box, self->open_row);
  self->selecting = FALSE;
}

void
atrium_sidebar_set_document (AtriumSidebar  *self,
                             AtriumDocument *document)
{
  AtriumProfile *profile = document != NULL ? atrium_document_get_profile (document) : NULL;

  g_return_if_fail (ATRIUM_IS_SIDEBAR (self));

  if (self->document == document)
    return;

  self->open_row = NULL;
  while (self->rows->len > 0)
    gtk_list_box_remove (self->list_box, g_ptr_array_steal_index (self->rows, 0));
  g_clear_pointer (&self->picture, g_free);
  adw_avatar_set_custom_image (self->avatar, NULL);

  g_set_object (&self->document, document);
  g_signal_group_set_target (self->document_signals, document);
  g_signal_group_set_target (self->history_signals, document != NULL ? atrium_document_get_history (document) : NULL);
  g_signal_group_set_target (self->profile_signals, profile);
  g_signal_group_set_target (self->person_signals, profile != NULL ? atrium_profile_get_person (profile) : NULL);

  if (document == NULL)
    return;

  sections_changed_cb (self, 0, 0, atrium_profile_get_n_sections (profile));
  atrium_sidebar_show_person (self);
  atrium_sidebar_show_title (self);
}

void
atrium_sidebar_select_section (AtriumSidebar *self,
                               AtriumSection *section)
{
  guint index;

  g_return_if_fail (ATRIUM_IS_SIDEBAR (self));

  if (section == NULL)
    self->open_row = self->person_row;
  else if (atrium_profile_find (atrium_document_get_profile (self->document), section, &index))
    self->open_row = g_ptr_array_index (self->rows, index);
  else
    return;

  atrium_sidebar_mark_open_row (self);
}

void
atrium_sidebar_set_alone (AtriumSidebar *self,
                          gboolean       alone)
{
  g_return_if_fail (ATRIUM_IS_SIDEBAR (self));

  gtk_list_box_set_selection_mode (self->list_box, alone ? GTK_SELECTION_NONE : GTK_SELECTION_BROWSE);
  if (!alone && self->open_row != NULL)
    atrium_sidebar_mark_open_row (self);
}
