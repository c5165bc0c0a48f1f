#include "atrium-draft.h"

#include "atrium-document-private.h"
#include "atrium-error.h"
#include "atrium-plan-private.h"

struct _AtriumDraft
{
  GObject parent_instance;

  AtriumOriginal *next;        /* what would be there after a save */
  AtriumFileTree *changed;
};

G_DEFINE_FINAL_TYPE (AtriumDraft, atrium_draft, G_TYPE_OBJECT)

/* What is worked on in the thread. */
typedef struct
{
  AtriumOriginal *original;
  AtriumProfile *profile;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  _atrium_original_unref (work->original);
  g_object_unref (work->profile);
  g_free (work);
}

static void
atrium_draft_finalize (GObject *object)
{
  AtriumDraft *self = ATRIUM_DRAFT (object);

  g_clear_pointer (&self->next, _atrium_original_unref);
  g_clear_pointer (&self->changed, atrium_file_tree_unref);

  G_OBJECT_CLASS (atrium_draft_parent_class)->finalize (object);
}

static void
atrium_draft_class_init (AtriumDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atrium_draft_finalize;
}

static void
atrium_draft_init (AtriumDraft *self)
{
  self->changed = atrium_file_tree_new ();
}

static AtriumDraft *
make_draft (Work    *work,
            GError **error)
{
  g_autoptr(AtriumPlan) plan = _atrium_original_plan (work->original, work->profile, error);
  AtriumOriginal *next = plan != NULL ? _atrium_original_advance (work->original, plan, work->profile, error) : NULL;
  AtriumDraft *self;

  if (next == NULL)
    return NULL;

  self = g_object_new (ATRIUM_TYPE_DRAFT, NULL);
  self->next = next;
  for (guint i = 0; i < atrium_plan_get_n_changes (plan); i++)
    {
      const char *path = atrium_plan_get_path (plan, i);

      atrium_file_tree_set (self->changed, path, atrium_file_tree_lookup (_atrium_plan_get_after (plan), path));
    }

  return self;
}

static void
draft_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  AtriumDraft *self = make_draft (task_data, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * atrium_draft_new_async:
 * @document: a document
 * @cancellable: (nullable): makes the answer come at once, with an error
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Works out, in another thread and from the profile as it is now, what a save would write.
 * Nothing is written.
 */
void
atrium_draft_new_async (AtriumDocument      *document,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AtriumOriginal *original;
  Work *work;

  g_return_if_fail (ATRIUM_IS_DOCUMENT (document));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, atrium_draft_new_async);
  original = _atrium_document_get_original (document);
  if (original == NULL)
    {
      g_task_return_new_error_literal (task, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "The document has no file yet");
      return;
    }

  work = g_new0 (Work, 1);
  work->original = _atrium_original_ref (original);
  work->profile = atrium_profile_copy (atrium_document_get_profile (document));
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, draft_thread);
}

/**
 * atrium_draft_new_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the draft
 */
AtriumDraft *
atrium_draft_new_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * atrium_draft_get_changed:
 * @self: a draft
 *
 * Returns: (transfer none): the files that a save would change, as it would leave them; one that
 *   it would remove has no bytes
 */
AtriumFileTree *
atrium_draft_get_changed (AtriumDraft *self)
{
  g_return_val_if_fail (ATRIUM_IS_DRAFT (self), NULL);

  return self->changed;
}

/**
 * atrium_draft_get_reading:
 * @self: a draft
 *
 * Returns: (transfer none): how the profile lies in all of the files then, under the ids of the
 *   document
 */
AtriumReading *
atrium_draft_get_reading (AtriumDraft *self)
{
  g_return_val_if_fail (ATRIUM_IS_DRAFT (self), NULL);

  return self->next->reading;
}
