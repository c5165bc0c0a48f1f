#include "atrium-section-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "atrium-entry-row.h"
#include "atrium-group-model.h"
#include "atrium-page-chrome.h"
#include "atrium-reorder.h"
#include "atrium-row-hints.h"
#include "atrium-shell-state.h"

struct _AtriumSectionPage
{
  AdwNavigationPage    parent_instance;

  GtkSearchBar        *search_bar;
  GtkSearchEntry      *search_entry;
  AdwBanner           *hidden_banner;
  GtkStack            *stack;
  GtkListView         *list_view;
  AdwStatusPage       *empty_page;
  GtkButton           *empty_button;
  GtkWidget           *add_button;
  GtkWidget           *search_button;
  GtkPopover          *context_menu;

  AtriumPageChrome     chrome;
  AtriumDocument      *document;
  AtriumSection       *section;
  GtkCustomFilter     *filter;
  AtriumGroupModel    *groups;
  GtkSingleSelection  *selection;
  GtkListItemFactory  *header_factory;
  GPtrArray           *needles;      /* casefolded words that are searched */
};

enum
{
  ENTRY_ACTIVATED,
  ENTRY_SELECTED,
  ENTRY_HINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtriumSectionPage, atrium_section_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
matches_words (GPtrArray  *needles,
               const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < needles->len; i++)
    if (strstr (folded, g_ptr_array_index (needles, i)) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  AtriumSectionPage *self = user_data;
  AtriumEntry *entry = item;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *date = NULL;
  g_autofree char *all = NULL;

  if (self->needles->len == 0)
    return TRUE;

  title = atrium_entry_dup_title (entry);
  subtitle = atrium_entry_dup_subtitle (entry);
  date = atrium_entry_dup_date_label (entry);
  all = g_strjoin (" ", title, subtitle, date,
                   atrium_entry_get_string (entry, "text") != NULL ? atrium_entry_get_string (entry, "text") : "",
                   NULL);

  return matches_words (self->needles, all);
}

static void
atrium_section_page_show (AtriumSectionPage *self)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_section_get_kind (self->section));
  const char *title = atrium_section_get_title (self->section);
  const char *page = "entries";

  if (!self->chrome.wide)
    title = atrium_title_after_emoji (title);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), *title != '\0' ? title : _(info->label));
  adw_banner_set_revealed (self->hidden_banner, atrium_section_get_hidden (self->section));

  if (atrium_section_get_n_entries (self->section) == 0)
    page = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->groups)) == 0)
    page = "nothing-found";
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_sensitive (self->search_button, atrium_section_get_n_entries (self->section) > 0);
}

static void
search_changed_cb (AtriumSectionPage *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t", -1);

  g_ptr_array_set_size (self->needles, 0);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (self->needles, g_strdup (words[i]));

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  atrium_section_page_show (self);
}

static void
activate_cb (AtriumSectionPage *self,
             guint              position)
{
  g_autoptr(AtriumEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (entry != NULL)
    g_signal_emit (self, signals[ENTRY_ACTIVATED], 0, entry);
}

static void
selected_cb (AtriumSectionPage *self)
{
  g_signal_emit (self, signals[ENTRY_SELECTED], 0, atrium_section_page_get_selected (self));
}

static guint
row_get_index (GtkWidget *row,
               gpointer   owner)
{
  AtriumSectionPage *self = owner;
  AtriumEntry *entry = atrium_entry_row_get_entry (ATRIUM_ENTRY_ROW (row));
  guint index;

  if (entry == NULL || !atrium_section_find (self->section, entry, &index))
    return G_MAXUINT;

  return index;
}

static void
move_entry (gpointer owner,
            guint    from,
            guint    to)
{
  AtriumSectionPage *self = owner;
  AtriumEntry *entry = atrium_section_get_entry (self->section, from);

  atrium_history_move_entry (atrium_document_get_history (self->document), self->section, from, to);
  atrium_section_page_select (self, entry, FALSE);
}

static const AtriumReorderFuncs reorder_funcs = { row_get_index, move_entry };

static void
popup_at (AtriumSectionPage *self,
          GtkWidget         *widget,
          double             x,
          double             y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &point))
    return;

  gtk_popover_set_pointing_to (self->context_menu, &(GdkRectangle) { point.x, point.y, 1, 1 });
  gtk_popover_popup (self->context_menu);
}

static void
row_menu_cb (GtkGesture        *gesture,
             double             x,
             double             y,
             AtriumSectionPage *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  atrium_section_page_select (self, atrium_entry_row_get_entry (ATRIUM_ENTRY_ROW (row)), FALSE);
  popup_at (self, row, x, y);
}

static void
row_pressed_cb (GtkGesture        *gesture,
                int                n_press,
                double             x,
                double             y,
                AtriumSectionPage *self)
{
  row_menu_cb (gesture, x, y, self);
}

/* GTK's own activation by one click selects what the pointer hovers over, and the preview
 * would jump with it. */
static void
row_released_cb (GtkGestureClick   *gesture,
                 int                n_press,
                 double             x,
                 double             y,
                 AtriumSectionPage *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  AtriumEntry *entry = atrium_entry_row_get_entry (ATRIUM_ENTRY_ROW (row));

  if (n_press == 1 && entry != NULL && gtk_widget_contains (row, x, y))
    g_signal_emit (self, signals[ENTRY_ACTIVATED], 0, entry);
}

static gboolean
menu_shortcut_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  AtriumSectionPage *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (atrium_section_page_get_selected (self) == NULL || focus == NULL)
    return GDK_EVENT_PROPAGATE;

  popup_at (self, focus, 24, gtk_widget_get_height (focus) / 2.0);

  return GDK_EVENT_STOP;
}

static void
row_hinted_cb (GtkWidget *child,
               gpointer   user_data)
{
  AtriumEntry *entry = ATRIUM_IS_ENTRY_ROW (child) ? atrium_entry_row_get_entry (ATRIUM_ENTRY_ROW (child)) : NULL;

  g_signal_emit (user_data, signals[ENTRY_HINTED], 0, entry);
}

static void
setup_cb (AtriumSectionPage *self,
          GtkListItem       *item)
{
  GtkWidget *row = atrium_entry_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *open = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  atrium_reorder_attach (row, atrium_entry_row_get_handle (ATRIUM_ENTRY_ROW (row)), &reorder_funcs, self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (row_pressed_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (open, "released", G_CALLBACK (row_released_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (open));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (row_menu_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (AtriumSectionPage *self,
         GtkListItem       *item)
{
  AtriumEntry *entry = gtk_list_item_get_item (item);
  g_autofree char *title = atrium_entry_dup_title (entry);

  atrium_entry_row_set_entry (ATRIUM_ENTRY_ROW (gtk_list_item_get_child (item)), entry);
  gtk_list_item_set_accessible_label (item, title);
}

static void
unbind_cb (AtriumSectionPage *self,
           GtkListItem       *item)
{
  atrium_entry_row_set_entry (ATRIUM_ENTRY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
header_setup_cb (AtriumSectionPage *self,
                 GtkListHeader     *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
header_bind_cb (AtriumSectionPage *self,
                GtkListHeader     *header)
{
  g_autofree char *text = atrium_entry_dup_group_label (gtk_list_header_get_item (header));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), *text != '\0' ? text : _("No Group"));
}

static void
update_headers_cb (AtriumSectionPage *self)
{
  gtk_list_view_set_header_factory (self->list_view,
                                    atrium_group_model_get_has_groups (self->groups) ? self->header_factory : NULL);
}

static void
atrium_section_page_dispose (GObject *object)
{
  AtriumSectionPage *self = ATRIUM_SECTION_PAGE (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_pointer ((GtkWidget **) &self->context_menu, gtk_widget_unparent);
  g_clear_object (&self->header_factory);
  g_clear_object (&self->filter);
  g_clear_object (&self->groups);
  g_clear_object (&self->selection);
  g_clear_object (&self->section);
  g_clear_object (&self->document);
  atrium_page_chrome_clear (&self->chrome);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATRIUM_TYPE_SECTION_PAGE);

  G_OBJECT_CLASS (atrium_section_page_parent_class)->dispose (object);
}

static void
atrium_section_page_finalize (GObject *object)
{
  AtriumSectionPage *self = ATRIUM_SECTION_PAGE (object);

  g_ptr_array_unref (self->needles);

  G_OBJECT_CLASS (atrium_section_page_parent_class)->finalize (object);
}

static void
atrium_section_page_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (!atrium_page_chrome_get_property (&ATRIUM_SECTION_PAGE (object)->chrome, prop_id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
atrium_section_page_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  AtriumSectionPage *self = ATRIUM_SECTION_PAGE (object);

  if (!atrium_page_chrome_set_property (&self->chrome, prop_id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (self->section != NULL)
    atrium_section_page_show (self);
}

static void
atrium_section_page_class_init (AtriumSectionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atrium_section_page_dispose;
  object_class->finalize = atrium_section_page_finalize;
  object_class->get_property = atrium_section_page_get_property;
  object_class->set_property = atrium_section_page_set_property;
  atrium_page_chrome_install_properties (object_class);

  signals[ENTRY_ACTIVATED] = g_signal_new ("entry-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, ATRIUM_TYPE_ENTRY);
  signals[ENTRY_SELECTED] = g_signal_new ("entry-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, ATRIUM_TYPE_ENTRY);
  signals[ENTRY_HINTED] = g_signal_new ("entry-hinted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, ATRIUM_TYPE_ENTRY);

  gtk_widget_class_set_template_from_resource (widget_class, ATRIUM_RESOURCE_PATH "/ui/atrium-section-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, hidden_banner);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, AtriumSectionPage, context_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
atrium_section_page_add_shortcuts (AtriumSectionPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const struct
  {
    const char *trigger;
    const char *action;
  } shortcuts[] = {
    { "<Alt>Up", "win.entry-up" },
    { "<Alt>Down", "win.entry-down" },
    { "Delete", "win.entry-remove" },
    { "<Control>d", "win.entry-duplicate" },
  };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                                                            gtk_named_action_new (shortcuts[i].action)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (menu_shortcut_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), controller);
}

static void
atrium_section_page_init (AtriumSectionPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->needles = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->context_menu), GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);

  self->header_factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->header_factory, "setup", G_CALLBACK (header_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->header_factory, "bind", G_CALLBACK (header_bind_cb), self, G_CONNECT_SWAPPED);

  atrium_row_hints_attach (self->list_view, row_hinted_cb, self);
  atrium_section_page_add_shortcuts (self);
}

static void
atrium_section_page_set_up_model (AtriumSectionPage *self)
{
  g_autoptr(GtkFilterListModel) filtered = NULL;

  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->section)),
                                        g_object_ref (GTK_FILTER (self->filter)));
  self->groups = atrium_group_model_new (G_LIST_MODEL (filtered));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->groups));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->groups, "notify::has-groups", G_CALLBACK (update_headers_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->groups, "items-changed", G_CALLBACK (atrium_section_page_show), self, G_CONNECT_SWAPPED);
  update_headers_cb (self);
}

AtriumSectionPage *
atrium_section_page_new (AtriumDocument *document,
                         AtriumSection  *section)
{
  AtriumSectionPage *self = g_object_new (ATRIUM_TYPE_SECTION_PAGE, NULL);
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_section_get_kind (section));

  self->document = g_object_ref (document);
  self->section = g_object_ref (section);
  atrium_page_chrome_follow (&self->chrome, G_OBJECT (self), atrium_document_get_history (document));

  adw_status_page_set_icon_name (self->empty_page, info->icon_name);
  adw_status_page_set_title (self->empty_page, _(info->label));
  adw_status_page_set_description (self->empty_page, _(info->hint));
  gtk_button_set_label (self->empty_button, _(info->add_label));
  gtk_widget_set_tooltip_text (self->add_button, _(info->add_label));

  atrium_section_page_set_up_model (self);
  g_signal_connect_object (section, "notify::title", G_CALLBACK (atrium_section_page_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (section, "notify::hidden", G_CALLBACK (atrium_section_page_show), self, G_CONNECT_SWAPPED);
  atrium_section_page_show (self);

  return self;
}

AtriumSection *
atrium_section_page_get_section (AtriumSectionPage *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION_PAGE (self), NULL);

  return self->section;
}

AtriumEntry *
atrium_section_page_get_selected (AtriumSectionPage *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION_PAGE (self), NULL);

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

void
atrium_section_page_select (AtriumSectionPage *self,
                            AtriumEntry       *entry,
                            gboolean           focus)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  GtkListScrollFlags flags = GTK_LIST_SCROLL_SELECT | (focus ? GTK_LIST_SCROLL_FOCUS : 0);

  g_return_if_fail (ATRIUM_IS_SECTION_PAGE (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AtriumEntry) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (item == entry)
        {
          gtk_list_view_scroll_to (self->list_view, i, flags, NULL);
          return;
        }
    }

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
atrium_section_page_start_search (AtriumSectionPage *self)
{
  g_return_if_fail (ATRIUM_IS_SECTION_PAGE (self));

  if (atrium_section_get_n_entries (self->section) == 0)
    return;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
