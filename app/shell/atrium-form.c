#include "atrium-form.h"

#include <glib/gi18n.h>

#include "atrium-citations-row.h"
#include "atrium-date-row.h"
#include "atrium-image-row.h"
#include "atrium-list-editor.h"
#include "atrium-simple-rows.h"
#include "atrium-text-row.h"

struct _AtriumForm
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkWidget      *more_box;       /* the rare fields */
  GtkWidget      *more_revealer;
  AdwExpanderRow *more_row;
  AtriumDocument *document;
  AtriumEntry    *entry;
  GHashTable     *widgets;        /* field id to widget */
};

G_DEFINE_FINAL_TYPE (AtriumForm, atrium_form, GTK_TYPE_WIDGET)

static GtkWidget *
create_widget (AtriumFieldModel *model)
{
  switch (atrium_field_model_get_field (model)->type)
    {
    case ATRIUM_FIELD_INLINE:
    case ATRIUM_FIELD_TEXT:
    case ATRIUM_FIELD_CODE:
      return atrium_text_row_new (model);
    case ATRIUM_FIELD_DATE:
      return atrium_date_row_new (model);
    case ATRIUM_FIELD_URL:
      return atrium_url_row_new (model);
    case ATRIUM_FIELD_IMAGE:
      return atrium_image_row_new (model);
    case ATRIUM_FIELD_NUMBER:
      return atrium_number_row_new (model);
    case ATRIUM_FIELD_BOOLEAN:
      return atrium_boolean_row_new (model);
    case ATRIUM_FIELD_CHOICE:
      return atrium_choice_row_new (model);
    case ATRIUM_FIELD_CITATIONS:
      return atrium_citations_row_new (model);
    case ATRIUM_FIELD_PEOPLE:
    case ATRIUM_FIELD_LINKS:
    case ATRIUM_FIELD_INLINES:
    case ATRIUM_FIELD_STRINGS:
      return atrium_list_editor_new (model);
    case ATRIUM_FIELD_STRING:
    default:
      return atrium_string_row_new (model);
    }
}

static const char *
get_group_title (AtriumFieldGroup group)
{
  static const char *const titles[] = {
    [ATRIUM_FIELD_GROUP_WHAT] = N_("What"),
    [ATRIUM_FIELD_GROUP_WHO] = N_("Who"),
    [ATRIUM_FIELD_GROUP_WHERE] = N_("Where"),
    [ATRIUM_FIELD_GROUP_WHEN] = N_("When"),
    [ATRIUM_FIELD_GROUP_LINKS] = N_("Links"),
    [ATRIUM_FIELD_GROUP_MORE] = N_("More"),
  };

  return _(titles[group]);
}

static guint
count_fields (const AtriumKindInfo *info,
              AtriumFieldGroup      group)
{
  guint n = 0;

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].group == group)
      n++;

  return n;
}

/* A heading helps where there are several groups to tell apart, and where the field
 * under it does not say the same word. */
static gboolean
group_needs_title (const AtriumKindInfo *info,
                   AtriumFieldGroup      group)
{
  return info->n_fields > 6 && group != ATRIUM_FIELD_GROUP_WHAT && count_fields (info, group) > 1;
}

/* Rows go together into one list; a field that is a list brings its own. */
static void
atrium_form_add_field (AtriumForm        *self,
                       GtkWidget         *box,
                       const AtriumField *field,
                       GtkWidget        **list)
{
  g_autoptr(AtriumFieldModel) model = atrium_field_model_new (self->document, self->entry, field);
  GtkWidget *widget = create_widget (model);

  if (ADW_IS_PREFERENCES_GROUP (widget))
    {
      gtk_box_append (GTK_BOX (box), widget);
      *list = NULL;
      /* "Links" under "Links" says nothing */
      if (g_str_equal (atrium_field_model_get_label (model), get_group_title (field->group)) &&
          group_needs_title (atrium_kind_get_info (atrium_entry_get_kind (self->entry)), field->group))
        adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), "");
    }
  else
    {
      if (*list == NULL)
        {
          *list = adw_preferences_group_new ();
          gtk_box_append (GTK_BOX (box), *list);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (*list), widget);
    }

  g_hash_table_insert (self->widgets, (gpointer) field->id, widget);
}

static void
atrium_form_add_group (AtriumForm       *self,
                       GtkWidget        *box,
                       AtriumFieldGroup  group)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (self->entry));
  GtkWidget *list = NULL;

  for (guint i = 0; i < info->n_fields; i++)
    {
      gboolean first = list == NULL;

      if (info->fields[i].group != group)
        continue;

      atrium_form_add_field (self, box, &info->fields[i], &list);
      if (first && list != NULL && group != ATRIUM_FIELD_GROUP_MORE && group_needs_title (info, group) &&
          adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (list))[0] == '\0')
        adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (list), get_group_title (group));
    }
}

/* what is inside, so that nobody has to open it to know */
static void
atrium_form_show_more_subtitle (AtriumForm *self)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (self->entry));
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].group == ATRIUM_FIELD_GROUP_MORE &&
        !atrium_value_is_empty (atrium_entry_get (self->entry, info->fields[i].id)))
      g_ptr_array_add (names, (gpointer) _(info->fields[i].label));
  g_ptr_array_add (names, NULL);

  subtitle = g_strjoinv (", ", (char **) names->pdata);
  adw_expander_row_set_subtitle (self->more_row, subtitle);
}

static void
more_expanded_cb (AtriumForm *self)
{
  gboolean expanded = adw_expander_row_get_expanded (self->more_row);

  if (expanded && gtk_widget_get_first_child (self->more_box) == NULL)
    atrium_form_add_group (self, self->more_box, ATRIUM_FIELD_GROUP_MORE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->more_revealer), expanded);
}

static void
atrium_form_add_more (AtriumForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->more_row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->more_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more_row), get_group_title (ATRIUM_FIELD_GROUP_MORE));
  gtk_widget_add_css_class (GTK_WIDGET (self->more_row), "more-row");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->more_row));
  gtk_box_append (GTK_BOX (self->box), group);

  self->more_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->more_revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->more_revealer), self->more_box);
  gtk_box_append (GTK_BOX (self->box), self->more_revealer);

  atrium_form_show_more_subtitle (self);
  g_signal_connect_object (self->more_row, "notify::expanded", G_CALLBACK (more_expanded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (atrium_form_show_more_subtitle), self, G_CONNECT_SWAPPED);
}

static void
atrium_form_fill (AtriumForm *self)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (self->entry));

  for (AtriumFieldGroup group = ATRIUM_FIELD_GROUP_WHAT; group < ATRIUM_FIELD_GROUP_MORE; group++)
    atrium_form_add_group (self, self->box, group);

  if (count_fields (info, ATRIUM_FIELD_GROUP_MORE) > 0)
    atrium_form_add_more (self);
}

static void
atrium_form_dispose (GObject *object)
{
  AtriumForm *self = ATRIUM_FORM (object);

  g_clear_pointer (&self->widgets, g_hash_table_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (atrium_form_parent_class)->dispose (object);
}

static void
atrium_form_class_init (AtriumFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atrium_form_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "form");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
}

static void
atrium_form_init (AtriumForm *self)
{
  self->widgets = g_hash_table_new (g_str_hash, g_str_equal);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
atrium_form_new (AtriumDocument *document,
                 AtriumEntry    *entry)
{
  AtriumForm *self = g_object_new (ATRIUM_TYPE_FORM, NULL);

  self->document = g_object_ref (document);
  self->entry = g_object_ref (entry);
  atrium_form_fill (self);

  return GTK_WIDGET (self);
}

AtriumEntry *
atrium_form_get_entry (AtriumForm *self)
{
  g_return_val_if_fail (ATRIUM_IS_FORM (self), NULL);

  return self->entry;
}

/* Where one goes on writing. A text that is selected as a whole would go with the first key. */
void
atrium_form_put_cursor_at_end (AtriumForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_return_if_fail (ATRIUM_IS_FORM (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;

  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      GtkTextIter end;

      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_place_cursor (buffer, &end);
    }
  else if (GTK_IS_EDITABLE (focus))
    gtk_editable_set_position (GTK_EDITABLE (focus), -1);
}

void
atrium_form_focus_field (AtriumForm *self,
                         const char *field)
{
  GtkWidget *widget;

  g_return_if_fail (ATRIUM_IS_FORM (self));

  if (field == NULL)
    {
      gtk_widget_child_focus (self->box, GTK_DIR_TAB_FORWARD);
      atrium_form_put_cursor_at_end (self);
      return;
    }

  widget = g_hash_table_lookup (self->widgets, field);
  if (widget == NULL && self->more_row != NULL)
    {
      adw_expander_row_set_expanded (self->more_row, TRUE);
      widget = g_hash_table_lookup (self->widgets, field);
    }
  if (widget != NULL && !gtk_widget_grab_focus (widget))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  if (widget != NULL)
    atrium_form_put_cursor_at_end (self);
}
