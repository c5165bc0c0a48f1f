#include "atrium-field-model.h"

#include <glib/gi18n.h>

struct _AtriumFieldModel
{
  GObject            parent_instance;

  AtriumDocument    *document;
  AtriumEntry       *entry;
  const AtriumField *field;
  guint              writing;
};

G_DEFINE_FINAL_TYPE (AtriumFieldModel, atrium_field_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
entry_changed_cb (AtriumFieldModel *self)
{
  g_assert (ATRIUM_IS_FIELD_MODEL (self));

  if (self->writing == 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
atrium_field_model_dispose (GObject *object)
{
  AtriumFieldModel *self = ATRIUM_FIELD_MODEL (object);

  g_clear_object (&self->document);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (atrium_field_model_parent_class)->dispose (object);
}

static void
atrium_field_model_class_init (AtriumFieldModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atrium_field_model_dispose;

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 0);
}

static void
atrium_field_model_init (AtriumFieldModel *self)
{
}

AtriumFieldModel *
atrium_field_model_new (AtriumDocument    *document,
                        AtriumEntry       *entry,
                        const AtriumField *field)
{
  AtriumFieldModel *self = g_object_new (ATRIUM_TYPE_FIELD_MODEL, NULL);
  g_autofree char *detailed = g_strconcat ("changed::", field->id, NULL);

  self->document = g_object_ref (document);
  self->entry = g_object_ref (entry);
  self->field = field;

  g_signal_connect_object (entry, detailed, G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

AtriumDocument *
atrium_field_model_get_document (AtriumFieldModel *self)
{
  return self->document;
}

AtriumEntry *
atrium_field_model_get_entry (AtriumFieldModel *self)
{
  return self->entry;
}

const AtriumField *
atrium_field_model_get_field (AtriumFieldModel *self)
{
  return self->field;
}

const char *
atrium_field_model_get_label (AtriumFieldModel *self)
{
  return _(self->field->label);
}

AtriumValue *
atrium_field_model_get_value (AtriumFieldModel *self)
{
  return atrium_entry_get (self->entry, self->field->id);
}

const char *
atrium_field_model_get_string (AtriumFieldModel *self)
{
  const char *text = atrium_value_get_string (atrium_field_model_get_value (self));

  return text != NULL ? text : "";
}

void
atrium_field_model_set_value (AtriumFieldModel *self,
                              AtriumValue      *value)
{
  AtriumValue *old = atrium_field_model_get_value (self);

  if (atrium_value_is_empty (value) ? atrium_value_is_empty (old) : atrium_value_equal (old, value))
    return;

  self->writing++;
  atrium_history_set (atrium_document_get_history (self->document), self->entry, self->field->id, value);
  self->writing--;
}

void
atrium_field_model_set_string (AtriumFieldModel *self,
                               const char       *text)
{
  g_autoptr(AtriumValue) value = NULL;

  if (text != NULL && *text != '\0')
    value = atrium_value_new_string (text);

  atrium_field_model_set_value (self, value);
}

guint
atrium_field_model_get_n_items (AtriumFieldModel *self)
{
  AtriumValue *value = atrium_field_model_get_value (self);

  if (value == NULL || atrium_value_get_value_type (value) != ATRIUM_VALUE_LIST)
    return 0;

  return atrium_value_get_n_items (value);
}

AtriumValue *
atrium_field_model_get_item (AtriumFieldModel *self,
                             guint             index)
{
  if (index >= atrium_field_model_get_n_items (self))
    return NULL;

  return atrium_value_get_item (atrium_field_model_get_value (self), index);
}

void
atrium_field_model_set_item (AtriumFieldModel *self,
                             guint             index,
                             AtriumValue      *item)
{
  g_autoptr(AtriumValue) value = NULL;

  if (index >= atrium_field_model_get_n_items (self))
    return;

  value = atrium_value_with_item (atrium_field_model_get_value (self), index, item);
  atrium_field_model_set_value (self, value);
}

/* a list in which rows come, go and move is shown anew by its editor */
static void
atrium_field_model_set_list (AtriumFieldModel *self,
                             AtriumValue      *list)
{
  atrium_field_model_end_typing (self);
  atrium_history_set (atrium_document_get_history (self->document), self->entry, self->field->id, list);
  atrium_field_model_end_typing (self);
}

static GPtrArray *
atrium_field_model_dup_items (AtriumFieldModel *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  for (guint i = 0; i < atrium_field_model_get_n_items (self); i++)
    g_ptr_array_add (items, atrium_value_ref (atrium_field_model_get_item (self, i)));

  return items;
}

void
atrium_field_model_append_items (AtriumFieldModel *self,
                                 GPtrArray        *items)
{
  g_autoptr(GPtrArray) all = atrium_field_model_dup_items (self);
  g_autoptr(AtriumValue) list = NULL;

  if (items->len == 0)
    return;

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (all, atrium_value_ref (g_ptr_array_index (items, i)));

  list = atrium_value_new_list ((AtriumValue *const *) all->pdata, all->len);
  atrium_field_model_set_list (self, list);
}

void
atrium_field_model_remove_item (AtriumFieldModel *self,
                                guint             index)
{
  g_autoptr(GPtrArray) items = atrium_field_model_dup_items (self);
  g_autoptr(AtriumValue) list = NULL;

  if (index >= items->len)
    return;

  g_ptr_array_remove_index (items, index);
  list = atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
  atrium_field_model_set_list (self, list);
}

void
atrium_field_model_move_item (AtriumFieldModel *self,
                              guint             from,
                              guint             to)
{
  g_autoptr(GPtrArray) items = atrium_field_model_dup_items (self);
  g_autoptr(AtriumValue) list = NULL;

  if (from >= items->len || to >= items->len || from == to)
    return;

  g_ptr_array_insert (items, to, g_ptr_array_steal_index (items, from));
  list = atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
  atrium_field_model_set_list (self, list);
}

void
atrium_field_model_end_typing (AtriumFieldModel *self)
{
  atrium_history_end_typing (atrium_document_get_history (self->document));
}
