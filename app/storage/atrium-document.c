#include "atrium-document.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "atrium-beneath.h"
#include "atrium-document-private.h"
#include "atrium-error.h"
#include "atrium-export.h"
#include "atrium-profile-json.h"

struct _AtriumDocument
{
  GObject parent_instance;

  GFile *file;
  GMutex lock;                 /* of the pointer below, which the preview's threads read too */
  AtriumOriginal *original;    /* NULL where never saved */
  AtriumHistory *history;
  GPtrArray *losses;           /* of the last save */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (AtriumDocument, atrium_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FILE,
  PROP_TITLE,
  PROP_HISTORY,
  PROP_MODIFIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
atrium_document_finalize (GObject *object)
{
  AtriumDocument *self = ATRIUM_DOCUMENT (object);

  g_clear_object (&self->file);
  g_clear_object (&self->history);
  g_clear_pointer (&self->losses, g_ptr_array_unref);
  g_clear_pointer (&self->original, _atrium_original_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (atrium_document_parent_class)->finalize (object);
}

static void
atrium_document_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AtriumDocument *self = ATRIUM_DOCUMENT (object);

  switch (property_id)
    {
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_TITLE:
      g_value_take_string (value, atrium_document_dup_title (self));
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, atrium_history_get_modified (self->history));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atrium_document_class_init (AtriumDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = atrium_document_finalize;
  object_class->get_property = atrium_document_get_property;

  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, ATRIUM_TYPE_HISTORY, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
atrium_document_init (AtriumDocument *self)
{
  g_mutex_init (&self->lock);
}

static void
modified_cb (AtriumDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

static void
name_changed_cb (AtriumDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * atrium_document_new:
 * @profile: a profile
 *
 * Returns: (transfer full): a document of the profile that is not on the disk yet
 */
AtriumDocument *
atrium_document_new (AtriumProfile *profile)
{
  AtriumDocument *self;

  g_return_val_if_fail (ATRIUM_IS_PROFILE (profile), NULL);

  self = g_object_new (ATRIUM_TYPE_DOCUMENT, NULL);
  self->history = atrium_history_new (profile);
  g_signal_connect_object (self->history, "notify::modified", G_CALLBACK (modified_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (atrium_profile_get_person (profile), "changed::name", G_CALLBACK (name_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * atrium_document_open:
 * @file: a profile file, the folder of a site, or a page
 * @cancellable: (nullable): stops the work
 * @error: where to put an error
 *
 * Opens a document. It blocks. A save that was interrupted is finished or undone first.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with an error whose message
 *   begins with the place
 */
AtriumDocument *
atrium_document_open (GFile         *file,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(AtriumOriginal) original = NULL;
  g_autoptr(AtriumProfile) profile = NULL;
  AtriumDocument *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  original = _atrium_original_open (file, cancellable, error);
  if (original == NULL)
    return NULL;

  profile = atrium_profile_copy (original->reading->profile);
  self = atrium_document_new (profile);
  self->file = g_object_ref (file);
  self->original = g_steal_pointer (&original);

  return self;
}

static void
open_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  AtriumDocument *self = atrium_document_open (task_data, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * atrium_document_open_async:
 * @file: a profile file, the folder of a site, or a page
 * @cancellable: (nullable): stops the work
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Opens a document in another thread; see atrium_document_open().
 */
void
atrium_document_open_async (GFile               *file,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, atrium_document_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, open_thread);
}

/**
 * atrium_document_open_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the document
 */
AtriumDocument *
atrium_document_open_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * atrium_document_get_file:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what was opened, %NULL where it was never saved
 */
GFile *
atrium_document_get_file (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  return self->file;
}

/**
 * atrium_document_dup_folder:
 * @self: a document
 *
 * Returns: (transfer full) (nullable): the folder that paths of pictures are seen from: the
 *   site's, or the one in which the page or profile file lies; %NULL where it was never saved
 */
GFile *
atrium_document_dup_folder (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  return self->original != NULL ? g_object_ref (self->original->folder_file) : NULL;
}

/**
 * atrium_document_get_folder:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the same as atrium_document_dup_folder() gives; it is
 *   good until the next save
 */
GFile *
atrium_document_get_folder (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  return self->original != NULL ? self->original->folder_file : NULL;
}

/**
 * atrium_document_get_reading:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): how the profile lay in the files when they were last
 *   read or saved, good until the next save; %NULL where it was never saved
 */
AtriumReading *
atrium_document_get_reading (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  return self->original != NULL ? self->original->reading : NULL;
}

/**
 * atrium_document_get_page:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the path in the folder of the one page or profile file
 *   that is open; %NULL for a whole site and where it was never saved
 */
const char *
atrium_document_get_page (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  return self->original != NULL ? self->original->page : NULL;
}

AtriumOriginal *
_atrium_document_get_original (AtriumDocument *self)
{
  return self->original;
}

/**
 * atrium_document_get_history:
 * @self: a document
 *
 * Returns: (transfer none): the history of its edits
 */
AtriumHistory *
atrium_document_get_history (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  return self->history;
}

/**
 * atrium_document_get_profile:
 * @self: a document
 *
 * Returns: (transfer none): the profile, which is edited through the history
 */
AtriumProfile *
atrium_document_get_profile (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  return atrium_history_get_profile (self->history);
}

/**
 * atrium_document_get_theme:
 * @self: a document
 *
 * Returns: (transfer none): id of the theme of the site, or `profile`
 */
const char *
atrium_document_get_theme (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  return self->original != NULL ? self->original->reading->lens->id : "profile";
}

/**
 * atrium_document_dup_title:
 * @self: a document
 *
 * Returns: (transfer full): the name of the person, or else that of the file, for a window
 */
char *
atrium_document_dup_title (AtriumDocument *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  name = atrium_entry_dup_title (atrium_profile_get_person (atrium_document_get_profile (self)));
  if (*name != '\0')
    return g_steal_pointer (&name);
  if (self->file != NULL)
    {
      g_autofree char *base = g_file_get_basename (self->file);

      return g_filename_display_name (base);
    }

  return g_strdup (_("New Profile"));
}

/**
 * atrium_document_load_file:
 * @self: a document
 * @path: path of a file in the folder of the document
 * @error: where to put an error
 *
 * Reads a file beside the document, such as a picture. No path and no link leads out of the
 * folder. It blocks; any thread may call it.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
atrium_document_load_file (AtriumDocument *self,
                           const char     *path,
                           GError        **error)
{
  g_autoptr(AtriumOriginal) original = NULL;
  g_autofd int fd = -1;

  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  g_mutex_lock (&self->lock);
  if (self->original != NULL)
    original = _atrium_original_ref (self->original);
  g_mutex_unlock (&self->lock);

  if (original == NULL)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s:1:1: The document has no folder yet", path);
      return NULL;
    }
  fd = _atrium_open_folder (original->folder, error);
  if (fd < 0)
    return NULL;

  return _atrium_read_beneath (fd, path, ATRIUM_SOURCE_MAX_BYTES, error);
}

static gboolean
set_no_file (GError **error)
{
  g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "The document has no file yet");

  return FALSE;
}

/**
 * atrium_document_plan_save:
 * @self: a document
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what a save would change now
 */
AtriumPlan *
atrium_document_plan_save (AtriumDocument  *self,
                           GError         **error)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  if (self->original == NULL)
    {
      set_no_file (error);
      return NULL;
    }

  return _atrium_original_plan (self->original, atrium_document_get_profile (self), error);
}

/**
 * atrium_document_plan_export:
 * @self: a document
 * @theme: id of a theme, or `profile` for a profile file
 * @folder: where the site is to lie
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what has to be written into the folder for a site of
 *   that theme, with the pictures that the profile shows
 */
AtriumPlan *
atrium_document_plan_export (AtriumDocument  *self,
                             const char      *theme,
                             GFile           *folder,
                             GError         **error)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  return _atrium_export_plan (atrium_document_get_profile (self), theme,
                              self->original != NULL ? self->original->folder : NULL, folder, error);
}

/* One save. It works on a copy of the profile, so that editing goes on while it writes. */
typedef struct
{
  AtriumOriginal *original;
  AtriumOriginal *next;       /* what is there when it is done */
  AtriumProfile *profile;
  GPtrArray *losses;          /* AtriumLoss */
  guint64 revision;
  GFile *file;                /* of a save under another name */
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_pointer (&save->original, _atrium_original_unref);
  g_clear_pointer (&save->next, _atrium_original_unref);
  g_clear_object (&save->profile);
  g_clear_pointer (&save->losses, g_ptr_array_unref);
  g_clear_object (&save->file);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static Save *
save_new (AtriumDocument *self,
          GFile          *file)
{
  Save *save = g_new0 (Save, 1);

  save->original = self->original != NULL ? _atrium_original_ref (self->original) : NULL;
  save->profile = atrium_profile_copy (atrium_document_get_profile (self));
  save->revision = atrium_history_get_revision (self->history);
  save->file = file != NULL ? g_object_ref (file) : NULL;

  return save;
}

/* in any thread */
static gboolean
save_run (Save          *save,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(AtriumPlan) plan = _atrium_original_plan (save->original, save->profile, error);

  if (plan == NULL || !atrium_plan_apply (plan, cancellable, error))
    return FALSE;
  save->losses = g_ptr_array_ref (atrium_plan_get_losses (plan));
  save->next = _atrium_original_advance (save->original, plan, save->profile, error);

  return save->next != NULL;
}

/* writes a profile file in full, over whatever stands there */
static gboolean
save_as_run (Save          *save,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *path = g_file_get_path (save->file);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *json = atrium_profile_to_json (save->profile);
  g_autoptr(GFile) parent = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(AtriumFileTree) before = atrium_file_tree_new ();
  g_autoptr(AtriumFileTree) after = atrium_file_tree_new ();
  g_autoptr(AtriumPlan) plan = NULL;
  g_autofd int fd = -1;

  if (path == NULL || !atrium_file_tree_is_safe_path (name))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Only files of this computer can be written to");
      return FALSE;
    }
  fd = _atrium_open_folder (folder, error);
  if (fd < 0)
    return FALSE;

  bytes = _atrium_read_beneath (fd, name, 4 * (gsize) ATRIUM_SOURCE_MAX_BYTES, NULL);
  if (bytes != NULL)
    atrium_file_tree_set (before, name, bytes);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = g_bytes_new (json, strlen (json));
  atrium_file_tree_set (after, name, bytes);
  parent = g_file_new_for_path (folder);
  plan = atrium_plan_new (parent, before, after);
  if (!atrium_plan_apply (plan, cancellable, error))
    return FALSE;

  save->next = _atrium_original_new_profile_file (folder, name, after, save->profile, error);

  return save->next != NULL;
}

/* in the main thread, when the files are written */
static void
save_end (AtriumDocument *self,
          Save           *save)
{
  AtriumOriginal *old = self->original;

  g_mutex_lock (&self->lock);
  self->original = g_steal_pointer (&save->next);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&old, _atrium_original_unref);
  g_clear_pointer (&self->losses, g_ptr_array_unref);
  self->losses = save->losses != NULL ? g_steal_pointer (&save->losses) : atrium_losses_new ();
  if (save->file != NULL && g_set_object (&self->file, save->file))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  atrium_history_mark_saved (self->history, save->revision);
}

/**
 * atrium_document_get_losses:
 * @self: a document
 *
 * Returns: (transfer none) (element-type AtriumLoss): the values that the last save could
 *   not write, because the files have no place for them; empty where there was none
 */
GPtrArray *
atrium_document_get_losses (AtriumDocument *self)
{
  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), NULL);

  if (self->losses == NULL)
    self->losses = atrium_losses_new ();

  return self->losses;
}

static gboolean
begin_saving (AtriumDocument  *self,
              GError         **error)
{
  if (self->saving)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING, "The document is being saved already");
      return FALSE;
    }

  return TRUE;
}

/**
 * atrium_document_save:
 * @self: a document that has a file
 * @cancellable: (nullable): stops the work as long as no file has been changed
 * @error: where to put an error
 *
 * Writes what was edited into the files, all or nothing. It blocks.
 *
 * Returns: whether it was done; %ATRIUM_ERROR_CHANGED where another program changed a file
 */
gboolean
atrium_document_save (AtriumDocument  *self,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr(Save) save = NULL;

  g_return_val_if_fail (ATRIUM_IS_DOCUMENT (self), FALSE);

  if (self->original == NULL)
    return set_no_file (error);
  if (!begin_saving (self, error))
    return FALSE;

  save = save_new (self, NULL);
  if (!save_run (save, cancellable, error))
    return FALSE;
  save_end (self, save);

  return TRUE;
}

static void
save_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;

  if (save->file != NULL ? save_as_run (save, cancellable, &error) : save_run (save, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save_ran_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AtriumDocument *self = ATRIUM_DOCUMENT (object);
  GError *error = NULL;

  self->saving = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  save_end (self, g_task_get_task_data (G_TASK (result)));
  g_task_return_boolean (task, TRUE);
}

static void
start_save (AtriumDocument      *self,
            GFile               *file,
            gpointer             tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GTask) work = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  /* the files may be written when it is cancelled: what was done is what is told */
  g_task_set_check_cancellable (task, FALSE);
  if (!begin_saving (self, &error) || (file == NULL && self->original == NULL && !set_no_file (&error)))
    {
      g_task_return_error (task, error);
      return;
    }

  self->saving = TRUE;
  work = g_task_new (self, cancellable, save_ran_cb, g_object_ref (task));
  g_task_set_check_cancellable (work, FALSE);
  g_task_set_task_data (work, save_new (self, file), save_free);
  g_task_run_in_thread (work, save_thread);
}

/**
 * atrium_document_save_async:
 * @self: a document that has a file
 * @cancellable: (nullable): stops the work as long as no file has been changed
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Saves in another thread, see atrium_document_save(). What is edited in the meantime is not
 * saved and keeps the document modified. One save goes on at a time.
 */
void
atrium_document_save_async (AtriumDocument      *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (ATRIUM_IS_DOCUMENT (self));

  start_save (self, NULL, atrium_document_save_async, cancellable, callback, user_data);
}

/**
 * atrium_document_save_finish:
 * @self: a document
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: whether it was done
 */
gboolean
atrium_document_save_finish (AtriumDocument  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * atrium_document_save_as_async:
 * @self: a document
 * @file: the new profile file; what stands there is replaced
 * @cancellable: (nullable): stops the work as long as no file has been changed
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes the profile as a JSON file in another thread. That file then is the document.
 */
void
atrium_document_save_as_async (AtriumDocument      *self,
                               GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (ATRIUM_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  start_save (self, file, atrium_document_save_as_async, cancellable, callback, user_data);
}

/**
 * atrium_document_save_as_finish:
 * @self: a document
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: whether it was done
 */
gboolean
atrium_document_save_as_finish (AtriumDocument  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  return atrium_document_save_finish (self, result, error);
}
