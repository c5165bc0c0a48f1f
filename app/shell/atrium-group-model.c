#include "atrium-group-model.h"

#include "atrium-entry.h"

struct _AtriumGroupModel
{
  GObject     parent_instance;

  GListModel *model;
  GArray     *starts;        /* guint: where each run begins; NULL where it has to be found again */
  guint       has_groups : 1;
};

enum
{
  PROP_0,
  PROP_HAS_GROUPS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumGroupModel, atrium_group_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_iface_init))

char *
atrium_entry_dup_group_label (gpointer entry)
{
  AtriumValue *group = atrium_entry_get (ATRIUM_ENTRY (entry), "group");
  g_autoptr(GString) label = g_string_new (NULL);

  if (atrium_value_get_string (group) != NULL)
    return g_strdup (atrium_value_get_string (group));

  for (guint i = 0; i < atrium_value_get_n_items (group); i++)
    {
      const char *level = atrium_value_get_string (atrium_value_get_item (group, i));

      if (level != NULL && *level != '\0')
        g_string_append_printf (label, "%s%s", label->len > 0 ? " / " : "", level);
    }

  return g_string_free (g_steal_pointer (&label), FALSE);
}

static gboolean
same_group (AtriumEntry *a,
            AtriumEntry *b)
{
  AtriumValue *group_a = atrium_entry_get (a, "group");
  AtriumValue *group_b = atrium_entry_get (b, "group");

  if (atrium_value_is_empty (group_a) || atrium_value_is_empty (group_b))
    return atrium_value_is_empty (group_a) && atrium_value_is_empty (group_b);

  return atrium_value_equal (group_a, group_b);
}

static void
atrium_group_model_find_starts (AtriumGroupModel *self)
{
  guint n = g_list_model_get_n_items (self->model);
  g_autoptr(AtriumEntry) previous = NULL;

  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AtriumEntry) entry = g_list_model_get_item (self->model, i);

      if (previous == NULL || !same_group (previous, entry))
        g_array_append_val (self->starts, i);
      g_set_object (&previous, entry);
    }
}

static void
atrium_group_model_get_section (GtkSectionModel *model,
                                guint            position,
                                guint           *start,
                                guint           *end)
{
  AtriumGroupModel *self = ATRIUM_GROUP_MODEL (model);
  guint n = g_list_model_get_n_items (self->model);
  guint low = 0, high;

  if (position >= n)
    {
      *start = n;
      *end = G_MAXUINT;
      return;
    }

  if (self->starts == NULL)
    atrium_group_model_find_starts (self);

  high = self->starts->len;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->starts, guint, middle) <= position)
        low = middle;
      else
        high = middle;
    }

  *start = g_array_index (self->starts, guint, low);
  *end = low + 1 < self->starts->len ? g_array_index (self->starts, guint, low + 1) : n;
}

static void
atrium_group_model_update_has_groups (AtriumGroupModel *self)
{
  guint n = g_list_model_get_n_items (self->model);
  gboolean has_groups = FALSE;

  for (guint i = 0; i < n && !has_groups; i++)
    {
      g_autoptr(AtriumEntry) entry = g_list_model_get_item (self->model, i);

      has_groups = !atrium_value_is_empty (atrium_entry_get (entry, "group"));
    }

  if (has_groups == self->has_groups)
    return;

  self->has_groups = has_groups;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_GROUPS]);
}

static void
items_changed_cb (AtriumGroupModel *self,
                  guint             position,
                  guint             removed,
                  guint             added)
{
  guint n = g_list_model_get_n_items (self->model);

  g_clear_pointer (&self->starts, g_array_unref);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  atrium_group_model_update_has_groups (self);

  /* an item that came or went may have joined or cut the runs beside it */
  if (self->has_groups && n > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, n);
}

static GType
atrium_group_model_get_item_type (GListModel *model)
{
  return ATRIUM_TYPE_ENTRY;
}

static guint
atrium_group_model_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (ATRIUM_GROUP_MODEL (model)->model);
}

static gpointer
atrium_group_model_get_item (GListModel *model,
                             guint       position)
{
  return g_list_model_get_item (ATRIUM_GROUP_MODEL (model)->model, position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = atrium_group_model_get_item_type;
  iface->get_n_items = atrium_group_model_get_n_items;
  iface->get_item = atrium_group_model_get_item;
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = atrium_group_model_get_section;
}

static void
atrium_group_model_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  AtriumGroupModel *self = ATRIUM_GROUP_MODEL (object);

  switch (prop_id)
    {
    case PROP_HAS_GROUPS:
      g_value_set_boolean (value, self->has_groups);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atrium_group_model_dispose (GObject *object)
{
  AtriumGroupModel *self = ATRIUM_GROUP_MODEL (object);

  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (atrium_group_model_parent_class)->dispose (object);
}

static void
atrium_group_model_class_init (AtriumGroupModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atrium_group_model_dispose;
  object_class->get_property = atrium_group_model_get_property;

  properties[PROP_HAS_GROUPS] = g_param_spec_boolean ("has-groups", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
atrium_group_model_init (AtriumGroupModel *self)
{
}

AtriumGroupModel *
atrium_group_model_new (GListModel *model)
{
  AtriumGroupModel *self = g_object_new (ATRIUM_TYPE_GROUP_MODEL, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  atrium_group_model_update_has_groups (self);

  return self;
}

gboolean
atrium_group_model_get_has_groups (AtriumGroupModel *self)
{
  g_return_val_if_fail (ATRIUM_IS_GROUP_MODEL (self), FALSE);

  return self->has_groups;
}
