#include "atrium-text-row.h"

#include <gtksourceview/gtksource.h>
#include <libspelling.h>

#include "atrium-item-row.h"

struct _AtriumTextRow
{
  AdwPreferencesRow      parent_instance;

  GtkWidget             *prefixes;
  GtkWidget             *suffixes;
  GtkLabel              *title_label;
  GtkWidget             *grow_bin;
  GtkScrolledWindow     *scroller;
  GtkTextView           *view;

  AtriumFieldModel      *model;
  SpellingTextBufferAdapter *spelling;
  guint                  index;
  guint                  grow_id;
  guint                  is_item : 1;
  guint                  one_paragraph : 1;
  guint                  showing : 1;
};

static void item_row_iface_init (AtriumItemRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumTextRow, atrium_text_row, ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (ATRIUM_TYPE_ITEM_ROW, item_row_iface_init))

static char *
atrium_text_row_dup_shown (AtriumTextRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static const char *
atrium_text_row_get_value (AtriumTextRow *self)
{
  const char *text;

  if (!self->is_item)
    return atrium_field_model_get_string (self->model);

  text = atrium_value_get_string (atrium_field_model_get_item (self->model, self->index));
  return text != NULL ? text : "";
}

static void
atrium_text_row_show (AtriumTextRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *shown = atrium_text_row_dup_shown (self);
  const char *text = atrium_text_row_get_value (self);
  GtkTextIter cursor;
  int offset;

  if (g_str_equal (shown, text))
    return;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  offset = gtk_text_iter_get_offset (&cursor);

  self->showing = TRUE;
  gtk_text_buffer_set_text (buffer, text, -1);
  self->showing = FALSE;

  gtk_text_buffer_get_iter_at_offset (buffer, &cursor, offset);
  gtk_text_buffer_place_cursor (buffer, &cursor);
}

static void
buffer_changed_cb (AtriumTextRow *self)
{
  g_autofree char *text = NULL;

  if (self->showing)
    return;

  text = atrium_text_row_dup_shown (self);
  if (self->one_paragraph)
    g_strdelimit (text, "\n\r", ' ');

  if (self->is_item)
    {
      g_autoptr(AtriumValue) item = atrium_value_new_string (text);

      atrium_field_model_set_item (self->model, self->index, item);
    }
  else
    atrium_field_model_set_string (self->model, text);
}

static gboolean
key_pressed_cb (AtriumTextRow   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  if (self->one_paragraph &&
      (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter))
    {
      gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

/* Dictionaries are read when somebody writes, not when a form is shown. */
static void
atrium_text_row_start_spelling (AtriumTextRow *self)
{
  SpellingChecker *checker = spelling_checker_get_default ();
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view));

  if (self->spelling != NULL || spelling_checker_get_language (checker) == NULL)
    return;

  self->spelling = spelling_text_buffer_adapter_new (buffer, checker);
  gtk_text_view_set_extra_menu (self->view, spelling_text_buffer_adapter_get_menu_model (self->spelling));
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", G_ACTION_GROUP (self->spelling));
  spelling_text_buffer_adapter_set_enabled (self->spelling, TRUE);
}

static void
focus_enter_cb (AtriumTextRow *self)
{
  if (atrium_field_model_get_field (self->model)->type != ATRIUM_FIELD_CODE)
    atrium_text_row_start_spelling (self);
}

static void
focus_leave_cb (AtriumTextRow *self)
{
  atrium_field_model_end_typing (self->model);
}

static void
update_scheme_cb (AtriumTextRow *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleScheme *scheme =
    gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                dark ? "Adwaita-dark" : "Adwaita");

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view)), scheme);
}

static void
atrium_text_row_set_language (AtriumTextRow *self,
                              const char    *id)
{
  GtkSourceLanguage *language =
    gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), id);

  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view)), language);
}

static void
pressed_cb (AtriumTextRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
atrium_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATRIUM_TEXT_ROW (widget)->view));
}

/* GtkListBox gives its rows the least height they can do with; this text wants to be seen. */

static GtkSizeRequestMode
grow_request_mode_cb (GtkWidget *bin)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
grow_measure_cb (GtkWidget      *bin,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (bin), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural;
}

static void
grow_allocate_cb (GtkWidget *bin,
                  int        width,
                  int        height,
                  int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (bin), width, height, -1, NULL);
}

static gboolean
grow_cb (gpointer user_data)
{
  AtriumTextRow *self = user_data;

  self->grow_id = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self->view));

  return G_SOURCE_REMOVE;
}

/* The view knows how high its text is only when it lays it out, which is while sizes are
 * given out, when nobody may ask for another one. */
static void
upper_changed_cb (AtriumTextRow *self)
{
  if (self->grow_id == 0)
    self->grow_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, grow_cb, self, NULL);
}

static void
atrium_text_row_dispose (GObject *object)
{
  AtriumTextRow *self = ATRIUM_TEXT_ROW (object);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  if (self->view != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", NULL);
  /* it may still be checking, and would look into a buffer that has gone */
  if (self->spelling != NULL)
    spelling_text_buffer_adapter_set_enabled (self->spelling, FALSE);
  g_clear_object (&self->spelling);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (atrium_text_row_parent_class)->dispose (object);
}

static void
atrium_text_row_class_init (AtriumTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atrium_text_row_dispose;
  widget_class->grab_focus = atrium_text_row_grab_focus;

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumTextRow, prefixes);
  gtk_widget_class_bind_template_child (widget_class, AtriumTextRow, suffixes);
  gtk_widget_class_bind_template_child (widget_class, AtriumTextRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtriumTextRow, grow_bin);
  gtk_widget_class_bind_template_child (widget_class, AtriumTextRow, scroller);
  gtk_widget_class_bind_template_child (widget_class, AtriumTextRow, view);
}

static void
atrium_text_row_init (AtriumTextRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_widget_set_layout_manager (self->grow_bin,
                                 gtk_custom_layout_new (grow_request_mode_cb, grow_measure_cb, grow_allocate_cb));

  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::upper",
                           G_CALLBACK (upper_changed_cb), self, G_CONNECT_SWAPPED);

  /* the document has one history; Ctrl+Z in a field undoes the last edit wherever it was */
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), FALSE);

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
atrium_text_row_create (AtriumFieldModel *model,
                        gboolean          is_item)
{
  AtriumTextRow *self = g_object_new (ATRIUM_TYPE_TEXT_ROW, NULL);
  const AtriumField *field = atrium_field_model_get_field (model);
  gboolean code = field->type == ATRIUM_FIELD_CODE;
  const char *label = atrium_field_model_get_label (model);

  self->model = g_object_ref (model);
  self->is_item = is_item;
  self->one_paragraph = field->type != ATRIUM_FIELD_TEXT && !code;

  gtk_label_set_label (self->title_label, label);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), !is_item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_text_view_set_monospace (self->view, code);
  if (field->type == ATRIUM_FIELD_TEXT)
    gtk_widget_set_size_request (GTK_WIDGET (self->scroller), -1, 46);
  /* a scrollbar, even an unseen one, has a height, and a line of text is not as high */
  if (self->one_paragraph)
    gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  atrium_text_row_set_language (self, code ? "bibtex" : "markdown");
  update_scheme_cb (self);

  if (!is_item)
    {
      atrium_text_row_show (self);
      g_signal_connect_object (model, "changed", G_CALLBACK (atrium_text_row_show), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

static void
atrium_text_row_set_index (AtriumItemRow *row,
                           guint          index)
{
  AtriumTextRow *self = ATRIUM_TEXT_ROW (row);

  self->index = index;
  atrium_text_row_show (self);
}

static void
atrium_text_row_add_prefix (AtriumItemRow *row,
                            GtkWidget     *widget)
{
  AtriumTextRow *self = ATRIUM_TEXT_ROW (row);

  gtk_box_append (GTK_BOX (self->prefixes), widget);
  gtk_widget_set_visible (self->prefixes, TRUE);
}

static void
atrium_text_row_add_suffix (AtriumItemRow *row,
                            GtkWidget     *widget)
{
  AtriumTextRow *self = ATRIUM_TEXT_ROW (row);

  gtk_box_append (GTK_BOX (self->suffixes), widget);
  gtk_widget_set_visible (self->suffixes, TRUE);
}

static void
item_row_iface_init (AtriumItemRowInterface *iface)
{
  iface->set_index = atrium_text_row_set_index;
  iface->add_prefix = atrium_text_row_add_prefix;
  iface->add_suffix = atrium_text_row_add_suffix;
}

GtkWidget *
atrium_text_row_new (AtriumFieldModel *model)
{
  return atrium_text_row_create (model, FALSE);
}

GtkWidget *
atrium_text_row_new_item (AtriumFieldModel *model)
{
  return atrium_text_row_create (model, TRUE);
}
