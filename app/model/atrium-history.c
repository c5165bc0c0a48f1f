#include "atrium-history.h"

#include <glib/gi18n-lib.h>

#include "atrium-change-private.h"
#include "atrium-history-private.h"
#include "atrium-model-private.h"

/* typing in one field after a longer pause is a new step */
#define TYPING_PAUSE (2 * G_TIME_SPAN_SECOND)

typedef struct
{
  char *label;
  GArray *changes;
  guint64 before;          /* revision that undoing leads to */
  guint64 after;
} Step;

struct _AtriumHistory
{
  GObject parent_instance;

  AtriumProfile *profile;
  GPtrArray *undo;         /* Step, the last one on top */
  GPtrArray *redo;
  Step *group;             /* the step that is being made */
  guint group_depth;
  guint64 revision;        /* names the state; undo gives back the old one */
  guint64 last_revision;   /* the highest that was given out */
  guint64 saved;
  gboolean typing;
  gint64 typed_at;
  gint64 (*clock) (void);
};

G_DEFINE_FINAL_TYPE (AtriumHistory, atrium_history, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_MODIFIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static Step *
step_new (const char *label,
          guint64     before)
{
  Step *step = g_new0 (Step, 1);

  step->label = g_strdup (label);
  step->before = before;
  step->changes = g_array_new (FALSE, TRUE, sizeof (AtriumChange));
  g_array_set_clear_func (step->changes, _atrium_change_clear);

  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_array_unref (step->changes);
  g_free (step->label);
  g_free (step);
}

static void
atrium_history_finalize (GObject *object)
{
  AtriumHistory *self = ATRIUM_HISTORY (object);

  g_clear_pointer (&self->group, step_free);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (atrium_history_parent_class)->finalize (object);
}

static void
atrium_history_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AtriumHistory *self = ATRIUM_HISTORY (object);

  switch (property_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, atrium_history_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, atrium_history_get_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, atrium_history_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, atrium_history_get_redo_label (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, atrium_history_get_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atrium_history_class_init (AtriumHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = atrium_history_finalize;
  object_class->get_property = atrium_history_get_property;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, ATRIUM_TYPE_PROFILE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
atrium_history_init (AtriumHistory *self)
{
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  self->clock = g_get_monotonic_time;
}

/**
 * atrium_history_new:
 * @profile: the profile that is edited
 *
 * Returns: (transfer full): a history without steps, which holds the profile; the profile as
 *   it is now counts as saved
 */
AtriumHistory *
atrium_history_new (AtriumProfile *profile)
{
  AtriumHistory *self;

  g_return_val_if_fail (ATRIUM_IS_PROFILE (profile), NULL);

  self = g_object_new (ATRIUM_TYPE_HISTORY, NULL);
  self->profile = g_object_ref (profile);

  return self;
}

void
_atrium_history_set_clock (AtriumHistory *self,
                           gint64       (*clock) (void))
{
  self->clock = clock;
}

/**
 * atrium_history_get_profile:
 * @self: a history
 *
 * Returns: (transfer none): the profile that is edited
 */
AtriumProfile *
atrium_history_get_profile (AtriumHistory *self)
{
  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), NULL);

  return self->profile;
}

static void
notify_state (AtriumHistory *self)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  for (guint i = PROP_CAN_UNDO; i < N_PROPS; i++)
    g_object_notify_by_pspec (object, properties[i]);
  g_object_thaw_notify (object);
}

static guint64
new_revision (AtriumHistory *self)
{
  return self->revision = ++self->last_revision;
}

/* records a change, in the open group or as a step of its own, and then makes it, so that who
 * is told of the change already finds the history changed */
static void
record (AtriumHistory *self,
        const char    *label,
        AtriumChange         change)   /* takes what it holds */
{
  Step *step = self->group;
  AtriumChange now = _atrium_change_ref (&change);

  self->typing = FALSE;
  g_ptr_array_set_size (self->redo, 0);
  if (step == NULL)
    {
      step = step_new (label, self->revision);
      g_ptr_array_add (self->undo, step);
    }
  g_array_append_val (step->changes, change);
  step->after = new_revision (self);

  _atrium_change_apply (self->profile, &now);
  _atrium_change_clear (&now);
  notify_state (self);
}

static char *
label_for_field (AtriumEntry *entry,
                 const char  *field)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));
  const AtriumField *known = atrium_kind_find_field (info, field);

  if (known == NULL)
    known = atrium_kind_find_spelled_date (info, field);

  /* Translators: undo label, such as "Edit Title"; %s is the label of a form's field */
  return g_strdup_printf (_("Edit %s"), known != NULL ? _(known->label) : field);
}

/* @format is one of the translated formats below */
static char *
label_for_kind (AtriumKind  kind,
                const char *format)
{
  const AtriumKindInfo *info = atrium_kind_get_info (kind);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, _(info->singular));
#pragma GCC diagnostic pop
}

/* the change that the next keystroke in the same field goes on with */
static AtriumChange *
typing_change (AtriumHistory *self,
               AtriumEntry   *entry,
               const char    *field)
{
  Step *step;
  AtriumChange *change;

  if (!self->typing || self->group != NULL || self->undo->len == 0
      || self->clock () - self->typed_at > TYPING_PAUSE)
    return NULL;

  step = self->undo->pdata[self->undo->len - 1];
  change = &g_array_index (step->changes, AtriumChange, step->changes->len - 1);

  return change->type == ATRIUM_CHANGE_VALUE && change->entry == entry && change->field == field ? change : NULL;
}

static void
continue_typing (AtriumHistory *self,
                 AtriumChange        *change,
                 AtriumValue   *value)
{
  Step *step = self->undo->pdata[self->undo->len - 1];
  AtriumChange now;

  g_clear_pointer (&change->after, atrium_value_unref);
  change->after = value != NULL ? atrium_value_ref (value) : NULL;
  if (change->spelled != NULL)
    {
      g_clear_pointer (&change->spelled_after, atrium_value_unref);
      change->spelled_after = atrium_value_equal (change->before, value)
                                ? atrium_value_ref (change->spelled_before)
                                : _atrium_date_value_respell (value, change->spelled_before);
    }
  self->typed_at = self->clock ();
  now = _atrium_change_ref (change);
  if (atrium_value_equal (change->before, value))
    {
      /* typed back to what was there: nothing is left to undo */
      self->revision = step->before;
      self->typing = FALSE;
      g_ptr_array_set_size (self->undo, self->undo->len - 1);
    }
  else
    {
      step->after = new_revision (self);
    }

  _atrium_change_apply (self->profile, &now);
  _atrium_change_clear (&now);
  notify_state (self);
}

/**
 * atrium_history_set:
 * @self: a history
 * @entry: an entry of the profile, or its person
 * @field: name of a member
 * @value: (nullable): its new value, or %NULL to unset it
 *
 * Sets a member; the spelling that is kept beside a date changes with it. Where the step before set the
 * same member of the same entry less than two seconds ago, both are one step.
 */
void
atrium_history_set (AtriumHistory *self,
                    AtriumEntry   *entry,
                    const char    *field,
                    AtriumValue   *value)
{
  g_autofree char *label = NULL;
  AtriumValue *before;
  AtriumChange *typing;
  AtriumChange change = { .type = ATRIUM_CHANGE_VALUE };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (ATRIUM_IS_ENTRY (entry));
  g_return_if_fail (field != NULL);

  if (atrium_value_is_empty (value))
    value = NULL;
  before = atrium_entry_get (entry, field);
  if (atrium_value_equal (before, value))
    return;

  field = g_intern_string (field);
  typing = typing_change (self, entry, field);
  if (typing != NULL)
    {
      continue_typing (self, typing, value);
      return;
    }

  change.entry = g_object_ref (entry);
  change.field = field;
  change.before = before != NULL ? atrium_value_ref (before) : NULL;
  change.after = value != NULL ? atrium_value_ref (value) : NULL;
  change.spelled = _atrium_entry_get_spelled (entry, field);
  if (change.spelled != NULL)
    {
      change.spelled_before = atrium_value_ref (atrium_entry_get (entry, change.spelled));
      change.spelled_after = _atrium_date_value_respell (value, change.spelled_before);
    }
  label = label_for_field (entry, field);
  record (self, label, change);
  self->typing = self->group == NULL;
  self->typed_at = self->clock ();
}

/**
 * atrium_history_end_typing:
 * @self: a history
 *
 * Makes the next edit a step of its own: the focus left the field.
 */
void
atrium_history_end_typing (AtriumHistory *self)
{
  g_return_if_fail (ATRIUM_IS_HISTORY (self));

  self->typing = FALSE;
}

/**
 * atrium_history_set_entry_hidden:
 * @self: a history
 * @entry: an entry of the profile
 * @hidden: whether it is kept but not shown
 */
void
atrium_history_set_entry_hidden (AtriumHistory *self,
                                 AtriumEntry   *entry,
                                 gboolean       hidden)
{
  g_autofree char *label = NULL;
  AtriumChange change = { .type = ATRIUM_CHANGE_ENTRY_HIDDEN };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (ATRIUM_IS_ENTRY (entry));

  hidden = hidden != FALSE;
  if (atrium_entry_get_hidden (entry) == hidden)
    return;

  change.entry = g_object_ref (entry);
  change.from = !hidden;
  change.to = hidden;
  /* Translators: undo labels, such as "Hide Publication" */
  label = label_for_kind (atrium_entry_get_kind (entry), hidden ? _("Hide %s") : _("Show %s"));
  record (self, label, change);
}

/**
 * atrium_history_insert_entry:
 * @self: a history
 * @section: a section of the profile
 * @index: where the entry goes; beyond the end means the end
 * @entry: an entry of the section's kind that stands in no section
 */
void
atrium_history_insert_entry (AtriumHistory *self,
                             AtriumSection *section,
                             guint          index,
                             AtriumEntry   *entry)
{
  AtriumChange change = { .type = ATRIUM_CHANGE_ENTRY_INSERT };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (ATRIUM_IS_SECTION (section));
  g_return_if_fail (ATRIUM_IS_ENTRY (entry));
  g_return_if_fail (atrium_entry_get_kind (entry) == atrium_section_get_kind (section));

  change.section = g_object_ref (section);
  change.entry = g_object_ref (entry);
  change.to = MIN (index, atrium_section_get_n_entries (section));
  record (self, _(atrium_kind_get_info (atrium_section_get_kind (section))->add_label), change);
}

/**
 * atrium_history_remove_entry:
 * @self: a history
 * @section: a section of the profile
 * @index: number of an entry
 */
void
atrium_history_remove_entry (AtriumHistory *self,
                             AtriumSection *section,
                             guint          index)
{
  g_autofree char *label = NULL;
  AtriumChange change = { .type = ATRIUM_CHANGE_ENTRY_REMOVE };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (ATRIUM_IS_SECTION (section));
  g_return_if_fail (index < atrium_section_get_n_entries (section));

  change.section = g_object_ref (section);
  change.entry = g_object_ref (atrium_section_get_entry (section, index));
  change.from = index;
  /* Translators: undo label, such as "Remove Publication" */
  label = label_for_kind (atrium_section_get_kind (section), _("Remove %s"));
  record (self, label, change);
}

/**
 * atrium_history_move_entry:
 * @self: a history
 * @section: a section of the profile
 * @from: number of an entry
 * @to: the number that it has afterwards
 */
void
atrium_history_move_entry (AtriumHistory *self,
                           AtriumSection *section,
                           guint          from,
                           guint          to)
{
  g_autofree char *label = NULL;
  AtriumChange change = { .type = ATRIUM_CHANGE_ENTRY_MOVE };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (ATRIUM_IS_SECTION (section));
  g_return_if_fail (from < atrium_section_get_n_entries (section));
  g_return_if_fail (to < atrium_section_get_n_entries (section));

  if (from == to)
    return;

  change.section = g_object_ref (section);
  change.from = from;
  change.to = to;
  /* Translators: undo label, such as "Move Publication" */
  label = label_for_kind (atrium_section_get_kind (section), _("Move %s"));
  record (self, label, change);
}

/**
 * atrium_history_insert_section:
 * @self: a history
 * @index: where the section goes; beyond the end means the end
 * @section: a section that stands in no profile
 */
void
atrium_history_insert_section (AtriumHistory *self,
                               guint          index,
                               AtriumSection *section)
{
  AtriumChange change = { .type = ATRIUM_CHANGE_SECTION_INSERT };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (ATRIUM_IS_SECTION (section));

  change.section = g_object_ref (section);
  change.to = MIN (index, atrium_profile_get_n_sections (self->profile));
  record (self, _("Add Section"), change);
}

/**
 * atrium_history_remove_section:
 * @self: a history
 * @index: number of a section
 */
void
atrium_history_remove_section (AtriumHistory *self,
                               guint          index)
{
  AtriumChange change = { .type = ATRIUM_CHANGE_SECTION_REMOVE };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (index < atrium_profile_get_n_sections (self->profile));

  change.section = g_object_ref (atrium_profile_get_section (self->profile, index));
  change.from = index;
  record (self, _("Remove Section"), change);
}

/**
 * atrium_history_move_section:
 * @self: a history
 * @from: number of a section
 * @to: the number that it has afterwards
 */
void
atrium_history_move_section (AtriumHistory *self,
                             guint          from,
                             guint          to)
{
  AtriumChange change = { .type = ATRIUM_CHANGE_SECTION_MOVE };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (from < atrium_profile_get_n_sections (self->profile));
  g_return_if_fail (to < atrium_profile_get_n_sections (self->profile));

  if (from == to)
    return;

  change.from = from;
  change.to = to;
  record (self, _("Move Section"), change);
}

/**
 * atrium_history_rename_section:
 * @self: a history
 * @section: a section of the profile
 * @title: its new heading
 */
void
atrium_history_rename_section (AtriumHistory *self,
                               AtriumSection *section,
                               const char    *title)
{
  AtriumChange change = { .type = ATRIUM_CHANGE_SECTION_TITLE };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (ATRIUM_IS_SECTION (section));
  g_return_if_fail (title != NULL);

  if (g_str_equal (atrium_section_get_title (section), title))
    return;

  change.section = g_object_ref (section);
  change.before = atrium_value_new_string (atrium_section_get_title (section));
  change.after = atrium_value_new_string (title);
  record (self, _("Rename Section"), change);
}

/**
 * atrium_history_set_section_hidden:
 * @self: a history
 * @section: a section of the profile
 * @hidden: whether it is kept but not shown
 */
void
atrium_history_set_section_hidden (AtriumHistory *self,
                                   AtriumSection *section,
                                   gboolean       hidden)
{
  AtriumChange change = { .type = ATRIUM_CHANGE_SECTION_HIDDEN };

  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (ATRIUM_IS_SECTION (section));

  hidden = hidden != FALSE;
  if (atrium_section_get_hidden (section) == hidden)
    return;

  change.section = g_object_ref (section);
  change.from = !hidden;
  change.to = hidden;
  record (self, hidden ? _("Hide Section") : _("Show Section"), change);
}

/**
 * atrium_history_begin_group:
 * @self: a history
 * @label: what the step is called, translated
 *
 * Makes one step of the edits until atrium_history_end_group(). Groups nest; the outermost one
 * names the step.
 */
void
atrium_history_begin_group (AtriumHistory *self,
                            const char    *label)
{
  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (label != NULL);

  self->typing = FALSE;
  if (self->group_depth++ == 0)
    self->group = step_new (label, self->revision);
}

/**
 * atrium_history_end_group:
 * @self: a history
 *
 * Ends a group. One without edits leaves no step.
 */
void
atrium_history_end_group (AtriumHistory *self)
{
  g_return_if_fail (ATRIUM_IS_HISTORY (self));
  g_return_if_fail (self->group_depth > 0);

  if (--self->group_depth > 0)
    return;

  if (self->group->changes->len > 0)
    {
      g_ptr_array_add (self->undo, g_steal_pointer (&self->group));
      notify_state (self);
    }
  g_clear_pointer (&self->group, step_free);
}

/**
 * atrium_history_undo:
 * @self: a history
 *
 * Takes the last step back.
 *
 * Returns: whether there was one; not while a group is open
 */
gboolean
atrium_history_undo (AtriumHistory *self)
{
  Step *step;

  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), FALSE);

  if (!atrium_history_get_can_undo (self))
    return FALSE;

  self->typing = FALSE;
  step = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  g_ptr_array_add (self->redo, step);
  self->revision = step->before;
  for (guint i = step->changes->len; i-- > 0;)
    _atrium_change_revert (self->profile, &g_array_index (step->changes, AtriumChange, i));
  notify_state (self);

  return TRUE;
}

/**
 * atrium_history_redo:
 * @self: a history
 *
 * Makes the step again that was taken back last.
 *
 * Returns: whether there was one; not while a group is open
 */
gboolean
atrium_history_redo (AtriumHistory *self)
{
  Step *step;

  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), FALSE);

  if (!atrium_history_get_can_redo (self))
    return FALSE;

  self->typing = FALSE;
  step = g_ptr_array_steal_index (self->redo, self->redo->len - 1);
  g_ptr_array_add (self->undo, step);
  self->revision = step->after;
  for (guint i = 0; i < step->changes->len; i++)
    _atrium_change_apply (self->profile, &g_array_index (step->changes, AtriumChange, i));
  notify_state (self);

  return TRUE;
}

/**
 * atrium_history_get_can_undo:
 * @self: a history
 *
 * Returns: whether there is a step to take back
 */
gboolean
atrium_history_get_can_undo (AtriumHistory *self)
{
  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), FALSE);

  return self->group == NULL && self->undo->len > 0;
}

/**
 * atrium_history_get_can_redo:
 * @self: a history
 *
 * Returns: whether there is a step to make again
 */
gboolean
atrium_history_get_can_redo (AtriumHistory *self)
{
  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), FALSE);

  return self->group == NULL && self->redo->len > 0;
}

static const char *
top_label (GPtrArray *steps)
{
  return steps->len > 0 ? ((Step *) steps->pdata[steps->len - 1])->label : NULL;
}

/**
 * atrium_history_get_undo_label:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what the step is called that would be taken back,
 *   translated
 */
const char *
atrium_history_get_undo_label (AtriumHistory *self)
{
  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), NULL);

  return top_label (self->undo);
}

/**
 * atrium_history_get_redo_label:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what the step is called that would be made again,
 *   translated
 */
const char *
atrium_history_get_redo_label (AtriumHistory *self)
{
  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), NULL);

  return top_label (self->redo);
}

/**
 * atrium_history_get_modified:
 * @self: a history
 *
 * Returns: whether the profile is in another state than the one that was saved last
 */
gboolean
atrium_history_get_modified (AtriumHistory *self)
{
  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), FALSE);

  return self->revision != self->saved;
}

/**
 * atrium_history_get_revision:
 * @self: a history
 *
 * Returns: the number of the state in which the profile is; undo gives back the number that
 *   the state had before
 */
guint64
atrium_history_get_revision (AtriumHistory *self)
{
  g_return_val_if_fail (ATRIUM_IS_HISTORY (self), 0);

  return self->revision;
}

/**
 * atrium_history_mark_saved:
 * @self: a history
 * @revision: the state that has reached the disk, as it was when the writing began
 */
void
atrium_history_mark_saved (AtriumHistory *self,
                           guint64        revision)
{
  g_return_if_fail (ATRIUM_IS_HISTORY (self));

  /* what is typed from here on can be undone back to the saved state */
  if (revision == self->revision)
    self->typing = FALSE;
  if (self->saved == revision)
    return;

  self->saved = revision;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}
