#include "atrium-profile.h"

#include "atrium-model-private.h"

struct _AtriumProfile
{
  GObject parent_instance;

  AtriumEntry *person;
  GPtrArray *sections;
  AtriumValue *extra;
};

static void atrium_profile_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtriumProfile, atrium_profile, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, atrium_profile_list_model_init))

enum
{
  CHANGED,
  ENTRY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
atrium_profile_get_item_type (GListModel *model)
{
  return ATRIUM_TYPE_SECTION;
}

static guint
atrium_profile_get_n_items (GListModel *model)
{
  return ATRIUM_PROFILE (model)->sections->len;
}

static gpointer
atrium_profile_get_item (GListModel *model,
                         guint       position)
{
  AtriumProfile *self = ATRIUM_PROFILE (model);

  return position < self->sections->len ? g_object_ref (self->sections->pdata[position]) : NULL;
}

static void
atrium_profile_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = atrium_profile_get_item_type;
  iface->get_n_items = atrium_profile_get_n_items;
  iface->get_item = atrium_profile_get_item;
}

static void
atrium_profile_finalize (GObject *object)
{
  AtriumProfile *self = ATRIUM_PROFILE (object);

  for (guint i = 0; i < self->sections->len; i++)
    _atrium_section_set_parent (self->sections->pdata[i], NULL, NULL);
  g_ptr_array_unref (self->sections);
  _atrium_entry_set_parent (self->person, NULL, NULL);
  g_object_unref (self->person);
  g_clear_pointer (&self->extra, atrium_value_unref);

  G_OBJECT_CLASS (atrium_profile_parent_class)->finalize (object);
}

static void
atrium_profile_class_init (AtriumProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atrium_profile_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENTRY_CHANGED] =
    g_signal_new ("entry-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  ATRIUM_TYPE_SECTION, ATRIUM_TYPE_ENTRY, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
profile_changed (AtriumProfile *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
person_notify (gpointer     parent,
               AtriumEntry *entry,
               const char  *field)
{
  g_signal_emit (parent, signals[ENTRY_CHANGED], 0, NULL, entry, field);
  profile_changed (parent);
}

static void
section_notify (gpointer       parent,
                AtriumSection *section,
                AtriumEntry   *entry,
                const char    *field)
{
  if (entry != NULL)
    g_signal_emit (parent, signals[ENTRY_CHANGED], 0, section, entry, field);
  profile_changed (parent);
}

static void
atrium_profile_set_person (AtriumProfile *self,
                           AtriumEntry   *person)   /* transfer full */
{
  self->person = person;
  _atrium_entry_set_parent (person, self, person_notify);
}

static void
atrium_profile_init (AtriumProfile *self)
{
  self->sections = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * atrium_profile_new:
 *
 * Returns: (transfer full): a profile of a person without a name, without sections
 */
AtriumProfile *
atrium_profile_new (void)
{
  AtriumProfile *self = g_object_new (ATRIUM_TYPE_PROFILE, NULL);

  atrium_profile_set_person (self, atrium_entry_new (ATRIUM_KIND_PERSON, "person"));

  return self;
}

/**
 * atrium_profile_copy:
 * @self: a profile
 *
 * Returns: (transfer full): a profile with copies of all sections and entries, with their ids;
 *   the values are shared
 */
AtriumProfile *
atrium_profile_copy (AtriumProfile *self)
{
  AtriumProfile *copy;

  g_return_val_if_fail (ATRIUM_IS_PROFILE (self), NULL);

  copy = g_object_new (ATRIUM_TYPE_PROFILE, NULL);
  atrium_profile_set_person (copy, atrium_entry_copy (self->person));
  copy->extra = self->extra != NULL ? atrium_value_ref (self->extra) : NULL;
  for (guint i = 0; i < self->sections->len; i++)
    {
      AtriumSection *section = atrium_section_copy (self->sections->pdata[i]);

      _atrium_section_set_parent (section, copy, section_notify);
      g_ptr_array_add (copy->sections, section);
    }

  return copy;
}

/**
 * atrium_profile_get_person:
 * @self: a profile
 *
 * Returns: (transfer none): the record of the person, an entry of %ATRIUM_KIND_PERSON
 */
AtriumEntry *
atrium_profile_get_person (AtriumProfile *self)
{
  g_return_val_if_fail (ATRIUM_IS_PROFILE (self), NULL);

  return self->person;
}

/**
 * atrium_profile_get_n_sections:
 * @self: a profile
 *
 * Returns: the number of sections, also of hidden ones
 */
guint
atrium_profile_get_n_sections (AtriumProfile *self)
{
  g_return_val_if_fail (ATRIUM_IS_PROFILE (self), 0);

  return self->sections->len;
}

/**
 * atrium_profile_get_section:
 * @self: a profile
 * @index: number of a section
 *
 * Returns: (transfer none) (nullable): the section, %NULL beyond the last one
 */
AtriumSection *
atrium_profile_get_section (AtriumProfile *self,
                            guint          index)
{
  g_return_val_if_fail (ATRIUM_IS_PROFILE (self), NULL);

  return index < self->sections->len ? self->sections->pdata[index] : NULL;
}

/**
 * atrium_profile_find:
 * @self: a profile
 * @section: a section
 * @index: (out) (optional): its number
 *
 * Returns: whether the section stands in the profile
 */
gboolean
atrium_profile_find (AtriumProfile *self,
                     AtriumSection *section,
                     guint         *index)
{
  g_return_val_if_fail (ATRIUM_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (ATRIUM_IS_SECTION (section), FALSE);

  return g_ptr_array_find (self->sections, section, index);
}

/**
 * atrium_profile_insert:
 * @self: a profile
 * @index: where the section goes; beyond the end means the end
 * @section: a section that stands in no profile
 */
void
atrium_profile_insert (AtriumProfile *self,
                       guint          index,
                       AtriumSection *section)
{
  g_return_if_fail (ATRIUM_IS_PROFILE (self));
  g_return_if_fail (ATRIUM_IS_SECTION (section));
  g_return_if_fail (_atrium_section_get_parent (section) == NULL);

  index = MIN (index, self->sections->len);
  _atrium_section_set_parent (section, self, section_notify);
  g_ptr_array_insert (self->sections, index, g_object_ref (section));

  g_list_model_items_changed (G_LIST_MODEL (self), index, 0, 1);
  profile_changed (self);
}

/**
 * atrium_profile_append:
 * @self: a profile
 * @section: a section that stands in no profile
 */
void
atrium_profile_append (AtriumProfile *self,
                       AtriumSection *section)
{
  atrium_profile_insert (self, G_MAXUINT, section);
}

/**
 * atrium_profile_remove:
 * @self: a profile
 * @index: number of a section
 */
void
atrium_profile_remove (AtriumProfile *self,
                       guint          index)
{
  g_return_if_fail (ATRIUM_IS_PROFILE (self));
  g_return_if_fail (index < self->sections->len);

  _atrium_section_set_parent (self->sections->pdata[index], NULL, NULL);
  g_ptr_array_remove_index (self->sections, index);

  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
  profile_changed (self);
}

/**
 * atrium_profile_move:
 * @self: a profile
 * @from: number of a section
 * @to: the number that it has afterwards
 */
void
atrium_profile_move (AtriumProfile *self,
                     guint          from,
                     guint          to)
{
  gpointer section;
  guint n;

  g_return_if_fail (ATRIUM_IS_PROFILE (self));
  g_return_if_fail (from < self->sections->len);
  g_return_if_fail (to < self->sections->len);

  if (from == to)
    return;

  section = g_ptr_array_steal_index (self->sections, from);
  g_ptr_array_insert (self->sections, to, section);

  n = MAX (from, to) - MIN (from, to) + 1;
  g_list_model_items_changed (G_LIST_MODEL (self), MIN (from, to), n, n);
  profile_changed (self);
}

/**
 * atrium_profile_find_entry:
 * @self: a profile
 * @entry_id: id of an entry, or that of the person
 * @section: (out) (optional) (nullable) (transfer none): the section in which it stands, %NULL
 *   for the person
 *
 * Returns: (transfer none) (nullable): the entry, %NULL where there is none
 */
AtriumEntry *
atrium_profile_find_entry (AtriumProfile  *self,
                           const char     *entry_id,
                           AtriumSection **section)
{
  g_return_val_if_fail (ATRIUM_IS_PROFILE (self), NULL);
  g_return_val_if_fail (entry_id != NULL, NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      AtriumSection *candidate = self->sections->pdata[i];

      for (guint j = 0; j < atrium_section_get_n_entries (candidate); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (candidate, j);

          if (g_str_equal (atrium_entry_get_id (entry), entry_id))
            {
              if (section != NULL)
                *section = candidate;
              return entry;
            }
        }
    }

  if (section != NULL)
    *section = NULL;

  return g_str_equal (atrium_entry_get_id (self->person), entry_id) ? self->person : NULL;
}

/**
 * atrium_profile_get_extra:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): a record of the members that this version does not know
 */
AtriumValue *
atrium_profile_get_extra (AtriumProfile *self)
{
  g_return_val_if_fail (ATRIUM_IS_PROFILE (self), NULL);

  return self->extra;
}

/**
 * atrium_profile_set_extra:
 * @self: a profile
 * @extra: (nullable): a record of the members that this version does not know
 */
void
atrium_profile_set_extra (AtriumProfile *self,
                          AtriumValue   *extra)
{
  g_return_if_fail (ATRIUM_IS_PROFILE (self));

  if (atrium_value_is_empty (extra))
    extra = NULL;
  if (atrium_value_equal (self->extra, extra))
    return;

  g_clear_pointer (&self->extra, atrium_value_unref);
  self->extra = extra != NULL ? atrium_value_ref (extra) : NULL;
  profile_changed (self);
}

static gboolean
section_equal (AtriumSection *a,
               AtriumSection *b)
{
  guint n = atrium_section_get_n_entries (a);

  if (atrium_section_get_kind (a) != atrium_section_get_kind (b)
      || !g_str_equal (atrium_section_get_title (a), atrium_section_get_title (b))
      || g_strcmp0 (atrium_section_get_page (a), atrium_section_get_page (b)) != 0
      || atrium_section_get_hidden (a) != atrium_section_get_hidden (b)
      || !atrium_value_equal (atrium_section_get_extra (a), atrium_section_get_extra (b))
      || atrium_section_get_n_entries (b) != n)
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (!atrium_entry_equal (atrium_section_get_entry (a, i), atrium_section_get_entry (b, i)))
      return FALSE;

  return TRUE;
}

/**
 * atrium_profile_equal:
 * @a: a profile
 * @b: another one
 *
 * Returns: whether everything but the ids is the same
 */
gboolean
atrium_profile_equal (AtriumProfile *a,
                      AtriumProfile *b)
{
  g_return_val_if_fail (ATRIUM_IS_PROFILE (a), FALSE);
  g_return_val_if_fail (ATRIUM_IS_PROFILE (b), FALSE);

  if (a->sections->len != b->sections->len
      || !atrium_value_equal (a->extra, b->extra)
      || !atrium_entry_equal (a->person, b->person))
    return FALSE;

  for (guint i = 0; i < a->sections->len; i++)
    if (!section_equal (a->sections->pdata[i], b->sections->pdata[i]))
      return FALSE;

  return TRUE;
}
