#include "atrium-section.h"

#include "atrium-model-private.h"

struct _AtriumSection
{
  GObject parent_instance;

  AtriumKind kind;
  gboolean hidden;
  char *id;
  char *title;
  char *page;
  GPtrArray *entries;
  AtriumValue *extra;
  gpointer parent;
  AtriumSectionNotify notify;
};

static void atrium_section_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumSection, atrium_section, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, atrium_section_list_model_init))

enum
{
  PROP_0,
  PROP_ID,
  PROP_KIND,
  PROP_TITLE,
  PROP_PAGE,
  PROP_HIDDEN,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
atrium_section_get_item_type (GListModel *model)
{
  return ATRIUM_TYPE_ENTRY;
}

static guint
atrium_section_get_n_items (GListModel *model)
{
  return ATRIUM_SECTION (model)->entries->len;
}

static gpointer
atrium_section_get_item (GListModel *model,
                         guint       position)
{
  AtriumSection *self = ATRIUM_SECTION (model);

  return position < self->entries->len ? g_object_ref (self->entries->pdata[position]) : NULL;
}

static void
atrium_section_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = atrium_section_get_item_type;
  iface->get_n_items = atrium_section_get_n_items;
  iface->get_item = atrium_section_get_item;
}

static void
atrium_section_finalize (GObject *object)
{
  AtriumSection *self = ATRIUM_SECTION (object);

  for (guint i = 0; i < self->entries->len; i++)
    _atrium_entry_set_parent (self->entries->pdata[i], NULL, NULL);
  g_ptr_array_unref (self->entries);
  g_clear_pointer (&self->extra, atrium_value_unref);
  g_free (self->id);
  g_free (self->title);
  g_free (self->page);

  G_OBJECT_CLASS (atrium_section_parent_class)->finalize (object);
}

static void
atrium_section_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AtriumSection *self = ATRIUM_SECTION (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_KIND:
      g_value_set_uint (value, self->kind);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_HIDDEN:
      g_value_set_boolean (value, self->hidden);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->entries->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atrium_section_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AtriumSection *self = ATRIUM_SECTION (object);

  switch (property_id)
    {
    case PROP_TITLE:
      atrium_section_set_title (self, g_value_get_string (value));
      break;
    case PROP_PAGE:
      atrium_section_set_page (self, g_value_get_string (value));
      break;
    case PROP_HIDDEN:
      atrium_section_set_hidden (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atrium_section_class_init (AtriumSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readwrite = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = atrium_section_finalize;
  object_class->get_property = atrium_section_get_property;
  object_class->set_property = atrium_section_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, readable);
  properties[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL, 0, ATRIUM_N_SECTION_KINDS, ATRIUM_KIND_TEXT, readable);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", readwrite);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, readwrite);
  properties[PROP_HIDDEN] = g_param_spec_boolean ("hidden", NULL, NULL, FALSE, readwrite);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
atrium_section_init (AtriumSection *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->title = g_strdup ("");
}

/**
 * atrium_section_new:
 * @kind: what its entries are
 * @id: (nullable): its id in the document, or %NULL for a new one that no other section has
 * @title: (nullable): its heading
 *
 * Returns: (transfer full): a section without entries
 */
AtriumSection *
atrium_section_new (AtriumKind  kind,
                    const char *id,
                    const char *title)
{
  AtriumSection *self = g_object_new (ATRIUM_TYPE_SECTION, NULL);

  self->kind = kind;
  self->id = id != NULL ? g_strdup (id) : _atrium_new_id ();
  g_set_str (&self->title, title != NULL ? title : "");

  return self;
}

static void
entry_notify (gpointer     parent,
              AtriumEntry *entry,
              const char  *field)
{
  AtriumSection *self = parent;

  if (self->notify != NULL)
    self->notify (self->parent, self, entry, field);
}

static void
section_changed (AtriumSection *self,
                 const char    *field)
{
  if (self->notify != NULL)
    self->notify (self->parent, self, NULL, field);
}

/**
 * atrium_section_copy:
 * @self: a section
 *
 * Returns: (transfer full): a section with copies of the entries and the same ids
 */
AtriumSection *
atrium_section_copy (AtriumSection *self)
{
  AtriumSection *copy;

  g_return_val_if_fail (ATRIUM_IS_SECTION (self), NULL);

  copy = atrium_section_new (self->kind, self->id, self->title);
  copy->page = g_strdup (self->page);
  copy->hidden = self->hidden;
  copy->extra = self->extra != NULL ? atrium_value_ref (self->extra) : NULL;
  for (guint i = 0; i < self->entries->len; i++)
    {
      AtriumEntry *entry = atrium_entry_copy (self->entries->pdata[i]);

      _atrium_entry_set_parent (entry, copy, entry_notify);
      g_ptr_array_add (copy->entries, entry);
    }

  return copy;
}

void
_atrium_section_set_parent (AtriumSection       *self,
                            gpointer             parent,
                            AtriumSectionNotify  notify)
{
  self->parent = parent;
  self->notify = notify;
}

gpointer
_atrium_section_get_parent (AtriumSection *self)
{
  return self->parent;
}

/**
 * atrium_section_get_kind:
 * @self: a section
 *
 * Returns: what its entries are
 */
AtriumKind
atrium_section_get_kind (AtriumSection *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), ATRIUM_KIND_TEXT);

  return self->kind;
}

/**
 * atrium_section_get_id:
 * @self: a section
 *
 * Returns: (transfer none): the id of the section in its document
 */
const char *
atrium_section_get_id (AtriumSection *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), NULL);

  return self->id;
}

/**
 * atrium_section_get_title:
 * @self: a section
 *
 * Returns: (transfer none): its heading, "" for a section without one
 */
const char *
atrium_section_get_title (AtriumSection *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), "");

  return self->title;
}

/**
 * atrium_section_set_title:
 * @self: a section
 * @title: (nullable): its heading
 */
void
atrium_section_set_title (AtriumSection *self,
                          const char    *title)
{
  g_return_if_fail (ATRIUM_IS_SECTION (self));

  if (!g_set_str (&self->title, title != NULL ? title : ""))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  section_changed (self, "title");
}

/**
 * atrium_section_get_page:
 * @self: a section
 *
 * Returns: (transfer none) (nullable): path in the site of the page that shows it
 */
const char *
atrium_section_get_page (AtriumSection *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), NULL);

  return self->page;
}

/**
 * atrium_section_set_page:
 * @self: a section
 * @page: (nullable): path in the site of the page that shows it
 */
void
atrium_section_set_page (AtriumSection *self,
                         const char    *page)
{
  g_return_if_fail (ATRIUM_IS_SECTION (self));

  if (!g_set_str (&self->page, page))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  section_changed (self, "page");
}

/**
 * atrium_section_get_hidden:
 * @self: a section
 *
 * Returns: whether the section is kept but not shown on the page
 */
gboolean
atrium_section_get_hidden (AtriumSection *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), FALSE);

  return self->hidden;
}

/**
 * atrium_section_set_hidden:
 * @self: a section
 * @hidden: whether the section is kept but not shown on the page
 */
void
atrium_section_set_hidden (AtriumSection *self,
                           gboolean       hidden)
{
  g_return_if_fail (ATRIUM_IS_SECTION (self));

  hidden = hidden != FALSE;
  if (self->hidden == hidden)
    return;

  self->hidden = hidden;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDDEN]);
  section_changed (self, "hidden");
}

/**
 * atrium_section_get_n_entries:
 * @self: a section
 *
 * Returns: the number of entries, also of hidden ones
 */
guint
atrium_section_get_n_entries (AtriumSection *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), 0);

  return self->entries->len;
}

/**
 * atrium_section_get_entry:
 * @self: a section
 * @index: number of an entry
 *
 * Returns: (transfer none) (nullable): the entry, %NULL beyond the last one
 */
AtriumEntry *
atrium_section_get_entry (AtriumSection *self,
                          guint          index)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), NULL);

  return index < self->entries->len ? self->entries->pdata[index] : NULL;
}

/**
 * atrium_section_find:
 * @self: a section
 * @entry: an entry
 * @index: (out) (optional): its number
 *
 * Returns: whether the entry stands in the section
 */
gboolean
atrium_section_find (AtriumSection *self,
                     AtriumEntry   *entry,
                     guint         *index)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), FALSE);
  g_return_val_if_fail (ATRIUM_IS_ENTRY (entry), FALSE);

  return _atrium_entry_get_parent (entry) == self && g_ptr_array_find (self->entries, entry, index);
}

/**
 * atrium_section_insert:
 * @self: a section
 * @index: where the entry goes; beyond the end means the end
 * @entry: an entry of the section's kind that stands in no section
 */
void
atrium_section_insert (AtriumSection *self,
                       guint          index,
                       AtriumEntry   *entry)
{
  g_return_if_fail (ATRIUM_IS_SECTION (self));
  g_return_if_fail (ATRIUM_IS_ENTRY (entry));
  g_return_if_fail (atrium_entry_get_kind (entry) == self->kind);
  g_return_if_fail (_atrium_entry_get_parent (entry) == NULL);

  index = MIN (index, self->entries->len);
  _atrium_entry_set_parent (entry, self, entry_notify);
  g_ptr_array_insert (self->entries, index, g_object_ref (entry));

  g_list_model_items_changed (G_LIST_MODEL (self), index, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  section_changed (self, "entries");
}

/**
 * atrium_section_append:
 * @self: a section
 * @entry: an entry of the section's kind that stands in no section
 */
void
atrium_section_append (AtriumSection *self,
                       AtriumEntry   *entry)
{
  atrium_section_insert (self, G_MAXUINT, entry);
}

/**
 * atrium_section_remove:
 * @self: a section
 * @index: number of an entry
 */
void
atrium_section_remove (AtriumSection *self,
                       guint          index)
{
  g_return_if_fail (ATRIUM_IS_SECTION (self));
  g_return_if_fail (index < self->entries->len);

  _atrium_entry_set_parent (self->entries->pdata[index], NULL, NULL);
  g_ptr_array_remove_index (self->entries, index);

  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  section_changed (self, "entries");
}

/**
 * atrium_section_move:
 * @self: a section
 * @from: number of an entry
 * @to: the number that it has afterwards
 */
void
atrium_section_move (AtriumSection *self,
                     guint          from,
                     guint          to)
{
  gpointer entry;
  guint n;

  g_return_if_fail (ATRIUM_IS_SECTION (self));
  g_return_if_fail (from < self->entries->len);
  g_return_if_fail (to < self->entries->len);

  if (from == to)
    return;

  entry = g_ptr_array_steal_index (self->entries, from);
  g_ptr_array_insert (self->entries, to, entry);

  n = MAX (from, to) - MIN (from, to) + 1;
  g_list_model_items_changed (G_LIST_MODEL (self), MIN (from, to), n, n);
  section_changed (self, "entries");
}

/**
 * atrium_section_get_extra:
 * @self: a section
 *
 * Returns: (transfer none) (nullable): a record of the members that this version does not know
 */
AtriumValue *
atrium_section_get_extra (AtriumSection *self)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (self), NULL);

  return self->extra;
}

/**
 * atrium_section_set_extra:
 * @self: a section
 * @extra: (nullable): a record of the members that this version does not know
 */
void
atrium_section_set_extra (AtriumSection *self,
                          AtriumValue   *extra)
{
  g_return_if_fail (ATRIUM_IS_SECTION (self));

  if (atrium_value_is_empty (extra))
    extra = NULL;
  if (atrium_value_equal (self->extra, extra))
    return;

  g_clear_pointer (&self->extra, atrium_value_unref);
  self->extra = extra != NULL ? atrium_value_ref (extra) : NULL;
  section_changed (self, "extra");
}
