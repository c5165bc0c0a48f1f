#include "atrium-plan.h"

#include "atrium-diff.h"
#include "atrium-error.h"
#include "atrium-plan-private.h"
#include "atrium-transaction.h"

struct _AtriumPlan
{
  GObject parent_instance;

  GFile *folder;
  AtriumFileTree *before;
  AtriumFileTree *after;
  GPtrArray *paths;
  GPtrArray *losses;
};

G_DEFINE_FINAL_TYPE (AtriumPlan, atrium_plan, G_TYPE_OBJECT)

static void
atrium_plan_finalize (GObject *object)
{
  AtriumPlan *self = ATRIUM_PLAN (object);

  g_clear_object (&self->folder);
  g_clear_pointer (&self->before, atrium_file_tree_unref);
  g_clear_pointer (&self->after, atrium_file_tree_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->losses, g_ptr_array_unref);

  G_OBJECT_CLASS (atrium_plan_parent_class)->finalize (object);
}

static void
atrium_plan_class_init (AtriumPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atrium_plan_finalize;
}

static void
atrium_plan_init (AtriumPlan *self)
{
  self->losses = g_ptr_array_new ();
}

/**
 * atrium_plan_new:
 * @folder: the folder in which the files lie, or will lie
 * @before: the files as they are known to be
 * @after: the files as they are to be
 *
 * Returns: (transfer full): the plan that makes @after of @before
 */
AtriumPlan *
atrium_plan_new (GFile          *folder,
                 AtriumFileTree *before,
                 AtriumFileTree *after)
{
  AtriumPlan *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);
  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  self = g_object_new (ATRIUM_TYPE_PLAN, NULL);
  self->folder = g_object_ref (folder);
  self->before = atrium_file_tree_copy (before);
  self->after = atrium_file_tree_copy (after);
  self->paths = atrium_file_tree_dup_changed (before, after);

  return self;
}

void
_atrium_plan_take_losses (AtriumPlan *self,
                          GPtrArray  *losses)
{
  g_ptr_array_unref (self->losses);
  self->losses = losses;
}

AtriumFileTree *
_atrium_plan_get_after (AtriumPlan *self)
{
  return self->after;
}

/**
 * atrium_plan_get_n_changes:
 * @self: a plan
 *
 * Returns: the number of files that would change
 */
guint
atrium_plan_get_n_changes (AtriumPlan *self)
{
  g_return_val_if_fail (ATRIUM_IS_PLAN (self), 0);

  return self->paths->len;
}

/**
 * atrium_plan_get_path:
 * @self: a plan
 * @index: less than the number of changes
 *
 * Returns: (transfer none): path of a file, relative to the folder; in byte order
 */
const char *
atrium_plan_get_path (AtriumPlan *self,
                      guint       index)
{
  g_return_val_if_fail (ATRIUM_IS_PLAN (self), NULL);
  g_return_val_if_fail (index < self->paths->len, NULL);

  return self->paths->pdata[index];
}

/**
 * atrium_plan_get_type_at:
 * @self: a plan
 * @index: less than the number of changes
 *
 * Returns: what happens to the file
 */
AtriumChangeType
atrium_plan_get_type_at (AtriumPlan *self,
                         guint       index)
{
  const char *path = atrium_plan_get_path (self, index);

  g_return_val_if_fail (path != NULL, ATRIUM_CHANGE_MODIFY);

  if (!atrium_file_tree_contains (self->before, path))
    return ATRIUM_CHANGE_ADD;

  return atrium_file_tree_contains (self->after, path) ? ATRIUM_CHANGE_MODIFY : ATRIUM_CHANGE_REMOVE;
}

/**
 * atrium_plan_dup_diff:
 * @self: a plan
 * @index: less than the number of changes
 *
 * Returns: (transfer full): the change as a unified diff
 */
char *
atrium_plan_dup_diff (AtriumPlan *self,
                      guint       index)
{
  const char *path = atrium_plan_get_path (self, index);

  g_return_val_if_fail (path != NULL, NULL);

  return atrium_diff_unified (path, atrium_file_tree_lookup (self->before, path),
                              atrium_file_tree_lookup (self->after, path));
}

/**
 * atrium_plan_get_losses:
 * @self: a plan
 *
 * Returns: (transfer none) (element-type AtriumLoss): the values that the files cannot carry
 */
GPtrArray *
atrium_plan_get_losses (AtriumPlan *self)
{
  g_return_val_if_fail (ATRIUM_IS_PLAN (self), NULL);

  return self->losses;
}

/**
 * atrium_plan_apply:
 * @self: a plan
 * @cancellable: (nullable): stops the work as long as no file has been changed
 * @error: where to put an error
 *
 * Makes the changes, all or none; see atrium_transaction_apply(). It blocks.
 *
 * Returns: whether they were made; %ATRIUM_ERROR_CHANGED where a file is not as it is known to be
 */
gboolean
atrium_plan_apply (AtriumPlan    *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(AtriumTransaction) transaction = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (ATRIUM_IS_PLAN (self), FALSE);

  folder = g_file_get_path (self->folder);
  if (folder == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Only folders of this computer can be written to");
      return FALSE;
    }

  transaction = atrium_transaction_new (folder);
  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = self->paths->pdata[i];
      GBytes *before = atrium_file_tree_lookup (self->before, path);
      GBytes *after = atrium_file_tree_lookup (self->after, path);

      /* a picture that is only known to exist */
      if ((before == NULL && atrium_file_tree_contains (self->before, path))
          || (after == NULL && atrium_file_tree_contains (self->after, path)))
        {
          g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "%s:1:1: The contents of the file are not known", path);
          return FALSE;
        }
      atrium_transaction_change (transaction, path, before, after);
    }

  return atrium_transaction_apply (transaction, cancellable, error);
}
