#include "atrium-transaction.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atrium-beneath.h"
#include "atrium-error.h"
#include "atrium-transaction-private.h"

/* above this number of files one flush of the file system is quicker than one for each */
#define MANY_FILES 32

/* how long another save of the same folder is waited for, in milliseconds */
#define MAX_WAIT 5000

/* a larger file is none of ours */
#define MAX_SUM_BYTES (4 * (gsize) ATRIUM_SOURCE_MAX_BYTES)

struct _AtriumTransaction
{
  char *folder;
  int folder_fd;
  AtriumJournal *journal;
  GPtrArray *made_above;    /* char *, folders above the site's that were made, outer ones first */
};

static void
no_step (const char *step)
{
}

void (*_atrium_transaction_step) (const char *step) = no_step;

/**
 * atrium_transaction_new:
 * @folder: absolute path of the folder; it is made where it is not there
 *
 * Returns: (transfer full): a transaction without changes
 */
AtriumTransaction *
atrium_transaction_new (const char *folder)
{
  AtriumTransaction *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (AtriumTransaction, 1);
  self->folder = g_strdup (folder);
  self->folder_fd = -1;
  self->journal = _atrium_journal_new ();
  self->made_above = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * atrium_transaction_free:
 * @self: (transfer full): a transaction
 */
void
atrium_transaction_free (AtriumTransaction *self)
{
  g_return_if_fail (self != NULL);

  g_clear_fd (&self->folder_fd, NULL);
  _atrium_journal_free (self->journal);
  g_ptr_array_unref (self->made_above);
  g_free (self->folder);
  g_free (self);
}

static char *
sum_of (GBytes *bytes)
{
  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

/**
 * atrium_transaction_change:
 * @self: a transaction
 * @path: path of a file in the folder, a safe one, and none that was named before
 * @before: (nullable): what the file is known to hold, %NULL where there is none
 * @after: (nullable): what it is to hold, %NULL where it goes
 */
void
atrium_transaction_change (AtriumTransaction *self,
                           const char        *path,
                           GBytes            *before,
                           GBytes            *after)
{
  AtriumOperation *operation;

  g_return_if_fail (self != NULL);
  g_return_if_fail (atrium_file_tree_is_safe_path (path));
  g_return_if_fail (before != NULL || after != NULL);

  operation = g_new0 (AtriumOperation, 1);
  operation->path = g_strdup (path);
  operation->before = before != NULL ? g_bytes_ref (before) : NULL;
  operation->after = after != NULL ? g_bytes_ref (after) : NULL;
  operation->before_sum = sum_of (before);
  operation->after_sum = sum_of (after);
  g_ptr_array_add (self->journal->operations, operation);
}

/* makes a folder and those above it; @made gets those that were not there */
static gboolean
make_folders_above (const char  *folder,
                    GPtrArray   *made,
                    GError     **error)
{
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *at = g_strdup (folder);

  while (!g_file_test (at, G_FILE_TEST_EXISTS))
    {
      char *parent = g_path_get_dirname (at);

      if (g_str_equal (parent, at))
        {
          g_free (parent);
          break;
        }
      g_ptr_array_add (missing, at);
      at = parent;
    }
  for (guint i = missing->len; i-- > 0;)
    {
      if (g_mkdir (missing->pdata[i], 0777) < 0 && errno != EEXIST)
        {
          _atrium_set_error_errno (error, errno, missing->pdata[i]);
          return FALSE;
        }
      g_ptr_array_add (made, g_strdup (missing->pdata[i]));
    }

  return TRUE;
}

/* one save of a folder at a time; the lock goes with the descriptor, also when killed */
static gboolean
lock_folder (int          folder_fd,
             const char  *folder,
             guint        wait,
             GError     **error)
{
  for (guint waited = 0; flock (folder_fd, LOCK_EX | LOCK_NB) < 0; waited += 20)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return TRUE;    /* a file system without locks */
      if (waited >= wait)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s:1:1: Another program is saving here", folder);
          return FALSE;
        }
      g_usleep (20 * 1000);
    }

  return TRUE;
}

static gboolean
set_changed (const AtriumOperation  *operation,
             GError                **error)
{
  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CHANGED,
               "%s:1:1: The file was changed by another program since it was read", operation->path);

  return FALSE;
}

static gboolean
read_stamp (AtriumTransaction *self,
            const char        *target,
            AtriumStamp       *stamp)
{
  struct stat info;

  if (fstatat (self->folder_fd, target, &info, AT_SYMLINK_NOFOLLOW) < 0)
    return FALSE;
  *stamp = (AtriumStamp) { info.st_ino, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec };

  return TRUE;
}

/* whether nobody touched the file while its new contents were written */
static gboolean
check_stamp (AtriumTransaction      *self,
             const AtriumOperation  *operation,
             GError                **error)
{
  AtriumStamp now;
  gboolean there = read_stamp (self, operation->target, &now);

  if (operation->before == NULL)
    return !there || set_changed (operation, error);

  return (there && now.inode == operation->stamp.inode && now.size == operation->stamp.size
          && now.seconds == operation->stamp.seconds && now.nanoseconds == operation->stamp.nanoseconds)
         || set_changed (operation, error);
}

/* finds where the file really lies, and that it holds what it is known to hold */
static gboolean
check_operation (AtriumTransaction  *self,
                 AtriumOperation    *operation,
                 GError            **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) inner = NULL;

  operation->target = _atrium_resolve_beneath (self->folder_fd, operation->path, &inner);
  if (operation->target == NULL)
    {
      if (!g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
      if (operation->before != NULL)
        return set_changed (operation, error);
      operation->target = g_strdup (operation->path);
      return TRUE;
    }

  if (operation->before == NULL)
    return set_changed (operation, error);
  bytes = _atrium_read_beneath (self->folder_fd, operation->target, g_bytes_get_size (operation->before), &inner);
  if (bytes != NULL && g_bytes_equal (bytes, operation->before))
    return read_stamp (self, operation->target, &operation->stamp) || set_changed (operation, error);
  if (bytes == NULL && !g_error_matches (inner, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  return set_changed (operation, error);
}

static char *
temporary_name (const char *target)
{
  const char *slash = strrchr (target, '/');

  return g_strdup_printf ("%.*s.atrium-%08x%08x", slash != NULL ? (int) (slash - target + 1) : 0, target,
                          g_random_int (), g_random_int ());
}

/* plans the folders that are not there yet for a new file */
static void
plan_folders (AtriumTransaction *self,
              GHashTable        *known,
              const char        *target)
{
  for (const char *slash = strchr (target, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (target, slash - target);
      struct stat info;

      if (g_hash_table_contains (known, folder))
        continue;
      if (fstatat (self->folder_fd, folder, &info, 0) < 0)
        g_ptr_array_add (self->journal->folders, g_strdup (folder));
      g_hash_table_add (known, g_steal_pointer (&folder));
    }
}

static gboolean
make_folders (AtriumTransaction  *self,
              GError            **error)
{
  for (guint i = 0; i < self->journal->folders->len; i++)
    {
      const char *folder = self->journal->folders->pdata[i];
      const char *name;
      g_autofd int parent = _atrium_open_parent (self->folder_fd, folder, &name, error);

      if (parent < 0)
        return FALSE;
      if (mkdirat (parent, name, 0777) < 0 && errno != EEXIST)
        {
          _atrium_set_error_errno (error, errno, folder);
          return FALSE;
        }
    }

  return TRUE;
}

/* the new file gets the mode and, where that is allowed, the owner of the old one */
static void
copy_attributes (int         parent,
                 const char *name,
                 int         fd)
{
  struct stat info;

  if (fstatat (parent, name, &info, AT_SYMLINK_NOFOLLOW) < 0)
    return;
  if (fchown (fd, info.st_uid, info.st_gid) < 0 && fchown (fd, -1, info.st_gid) < 0)
    info.st_mode &= ~(S_ISUID | S_ISGID);
  if (fchmod (fd, info.st_mode & 07777) < 0)
    return;
}

static gboolean
write_temporary (AtriumTransaction  *self,
                 AtriumOperation    *operation,
                 gboolean            flush,
                 GError            **error)
{
  gsize length;
  const char *data = g_bytes_get_data (operation->after, &length);
  const char *name;
  g_autofd int parent = _atrium_open_parent (self->folder_fd, operation->target, &name, error);
  g_autofd int fd = -1;

  if (parent < 0)
    return FALSE;
  fd = openat (parent, operation->temporary + (name - operation->target),
               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      _atrium_set_error_errno (error, errno, operation->path);
      return FALSE;
    }
  operation->made = TRUE;
  if (operation->before != NULL)
    copy_attributes (parent, name, fd);
  while (length > 0)
    {
      ssize_t n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          _atrium_set_error_errno (error, errno, operation->path);
          return FALSE;
        }
      data += n;
      length -= n;
    }
  if (flush && fsync (fd) < 0)
    {
      _atrium_set_error_errno (error, errno, operation->path);
      return FALSE;
    }

  return TRUE;
}

/* flushes the folders in which something was renamed */
static void
flush_folders (int            folder_fd,
               AtriumJournal *journal)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (journal->operations->len > MANY_FILES)
    {
      syncfs (folder_fd);
      return;
    }
  for (guint i = 0; i < journal->operations->len; i++)
    {
      const AtriumOperation *operation = journal->operations->pdata[i];
      const char *name;
      g_autofd int parent = -1;

      if (!g_hash_table_add (seen, g_path_get_dirname (operation->target)))
        continue;
      parent = _atrium_open_parent (folder_fd, operation->target, &name, NULL);
      if (parent >= 0)
        fsync (parent);
    }
}

/* takes away what preparing left: the temporary files and the folders, where they are empty */
static void
undo_prepared (int            folder_fd,
               AtriumJournal *journal)
{
  for (guint i = 0; i < journal->operations->len; i++)
    {
      const AtriumOperation *operation = journal->operations->pdata[i];

      if (operation->made && operation->target != NULL && operation->temporary != NULL)
        {
          const char *name;
          g_autofd int parent = _atrium_open_parent (folder_fd, operation->target, &name, NULL);

          if (parent >= 0)
            unlinkat (parent, operation->temporary + (name - operation->target), 0);
        }
    }
  for (guint i = journal->folders->len; i-- > 0;)
    {
      const char *name;
      g_autofd int parent = _atrium_open_parent (folder_fd, journal->folders->pdata[i], &name, NULL);

      if (parent >= 0)
        unlinkat (parent, name, AT_REMOVEDIR);
    }
}

static void
abandon (AtriumTransaction *self)
{
  undo_prepared (self->folder_fd, self->journal);
  _atrium_journal_remove (self->folder_fd, NULL);
  g_clear_fd (&self->folder_fd, NULL);
  for (guint i = self->made_above->len; i-- > 0;)
    g_rmdir (self->made_above->pdata[i]);
}

/* Puts back the old contents after a rename was refused half-way. They are still in memory. */
static void
roll_back (AtriumTransaction *self)
{
  for (guint i = self->journal->operations->len; i-- > 0;)
    {
      AtriumOperation *operation = self->journal->operations->pdata[i];
      g_autofree char *temporary = NULL;
      AtriumOperation back = { .path = operation->path, .target = operation->target, .after = operation->before };

      if (!operation->done)
        continue;
      if (operation->before != NULL)
        {
          back.temporary = temporary = temporary_name (operation->target);
          back.before = operation->after;    /* for the mode of what is there now */
          if (!write_temporary (self, &back, TRUE, NULL))
            continue;
        }
      _atrium_operation_finish (&back, self->folder_fd, NULL);
    }
}

static gboolean
prepare (AtriumTransaction  *self,
         GCancellable       *cancellable,
         GError            **error)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *operations = self->journal->operations;
  gboolean many = operations->len > MANY_FILES;

  for (guint i = 0; i < operations->len; i++)
    {
      AtriumOperation *operation = operations->pdata[i];

      if (!check_operation (self, operation, error))
        return FALSE;
      if (operation->before == NULL)
        plan_folders (self, known, operation->target);
      if (operation->after != NULL)
        operation->temporary = temporary_name (operation->target);
    }
  if (!_atrium_journal_write (self->journal, self->folder_fd, error))
    return FALSE;
  _atrium_transaction_step ("prepare");

  if (!make_folders (self, error))
    return FALSE;
  for (guint i = 0; i < operations->len; i++)
    {
      AtriumOperation *operation = operations->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (operation->after != NULL && !write_temporary (self, operation, !many, error))
        return FALSE;
      _atrium_transaction_step ("temporary");
    }
  if (many && syncfs (self->folder_fd) < 0)
    {
      _atrium_set_error_errno (error, errno, self->folder);
      return FALSE;
    }

  return TRUE;
}

static gboolean
commit (AtriumTransaction  *self,
        GError            **error)
{
  GPtrArray *operations = self->journal->operations;

  for (guint i = 0; i < operations->len; i++)
    if (!check_stamp (self, operations->pdata[i], error))
      return FALSE;
  self->journal->committed = TRUE;
  if (!_atrium_journal_write (self->journal, self->folder_fd, error))
    return FALSE;
  _atrium_transaction_step ("commit");

  for (guint i = 0; i < operations->len; i++)
    {
      if (!_atrium_operation_finish (operations->pdata[i], self->folder_fd, error))
        return FALSE;
      _atrium_transaction_step ("rename");
    }
  flush_folders (self->folder_fd, self->journal);
  _atrium_transaction_step ("flush");

  return TRUE;
}

/**
 * atrium_transaction_apply:
 * @self: a transaction; it can be applied once
 * @cancellable: (nullable): stops the work as long as no file has been changed
 * @error: where to put an error
 *
 * Makes the changes: all of them, or none. New contents are written beside the files and
 * flushed, then renamed over them. A journal in the folder lets the next one that opens it
 * finish or undo what a kill or power cut left. Modes, owners and links stay.
 *
 * Returns: whether all was done; if not, no file has changed: %ATRIUM_ERROR_CHANGED where a
 *   file does not hold what it is known to hold, or what the system says, with the place
 */
gboolean
atrium_transaction_apply (AtriumTransaction  *self,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->folder_fd < 0, FALSE);

  if (self->journal->operations->len == 0)
    return TRUE;

  if (!make_folders_above (self->folder, self->made_above, error))
    {
      for (guint i = self->made_above->len; i-- > 0;)
        g_rmdir (self->made_above->pdata[i]);
      return FALSE;
    }
  if (!atrium_transaction_recover (self->folder, error))
    return FALSE;
  self->folder_fd = _atrium_open_folder (self->folder, error);
  if (self->folder_fd < 0 || !lock_folder (self->folder_fd, self->folder, MAX_WAIT, error))
    return FALSE;

  if (!prepare (self, cancellable, error))
    {
      abandon (self);
      return FALSE;
    }
  if (!commit (self, error))
    {
      roll_back (self);
      abandon (self);
      return FALSE;
    }

  /* all is done, whatever becomes of the journal: finishing it again changes nothing */
  _atrium_journal_remove (self->folder_fd, NULL);
  _atrium_transaction_step ("end");
  g_clear_fd (&self->folder_fd, NULL);

  return TRUE;
}

static char *
sum_beneath (int         folder_fd,
             const char *path)
{
  g_autoptr(GBytes) bytes = _atrium_read_beneath (folder_fd, path, MAX_SUM_BYTES, NULL);

  return sum_of (bytes);
}

/* finishes one change of a committed journal; what somebody changed since then is left alone */
static gboolean
finish_operation (int               folder_fd,
                  AtriumOperation  *operation,
                  GError          **error)
{
  g_autofree char *target_sum = sum_beneath (folder_fd, operation->target);
  g_autofree char *temporary_sum = NULL;

  if (g_strcmp0 (target_sum, operation->after_sum) == 0)
    return TRUE;
  if (g_strcmp0 (target_sum, operation->before_sum) != 0)
    return TRUE;
  if (operation->temporary != NULL)
    {
      temporary_sum = sum_beneath (folder_fd, operation->temporary);
      if (g_strcmp0 (temporary_sum, operation->after_sum) != 0)
        return TRUE;
    }

  return _atrium_operation_finish (operation, folder_fd, error);
}

/**
 * atrium_transaction_recover:
 * @folder: absolute path of a folder
 * @error: where to put an error
 *
 * Looks for the journal of an interrupted apply, and finishes what had been decided or takes
 * away what had only been prepared. While another program is saving there nothing is done.
 *
 * Returns: whether the folder is in order
 */
gboolean
atrium_transaction_recover (const char  *folder,
                            GError     **error)
{
  g_autoptr(AtriumJournal) journal = NULL;
  g_autoptr(GError) inner = NULL;
  g_autofd int fd = -1;
  struct stat info;

  g_return_val_if_fail (folder != NULL, FALSE);

  fd = _atrium_open_folder (folder, NULL);
  if (fd < 0 || fstatat (fd, ATRIUM_JOURNAL_NAME, &info, AT_SYMLINK_NOFOLLOW) < 0)
    return TRUE;
  if (!lock_folder (fd, folder, MAX_WAIT, error))
    return FALSE;

  journal = _atrium_journal_read (fd, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (journal == NULL)
    return TRUE;

  if (journal->committed)
    {
      for (guint i = 0; i < journal->operations->len; i++)
        if (!finish_operation (fd, journal->operations->pdata[i], error))
          return FALSE;
      flush_folders (fd, journal);
    }
  undo_prepared (fd, journal);

  return _atrium_journal_remove (fd, error);
}
