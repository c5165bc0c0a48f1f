#include "atrium-transaction-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atrium-beneath.h"
#include "atrium-bytes.h"
#include "atrium-error.h"

/*
 * The journal is a text file of lines with parts that a tab separates:
 *
 *   atrium-journal 1 prepare|commit
 *   folder PATH
 *   change TARGET TEMPORARY BEFORE AFTER
 *   end
 *
 * with SHA-256 sums, or `-` for no file. While it says `prepare`, the targets are untouched and
 * undoing means taking the temporary files away. Once it says `commit`, all temporary files are
 * complete on the disk, and finishing means renaming those that are left.
 */

#define JOURNAL_NEW_NAME ".atrium-journal.new"
#define MAX_OPERATIONS 200000

void
_atrium_operation_free (gpointer data)
{
  AtriumOperation *self = data;

  g_free (self->path);
  g_free (self->target);
  g_free (self->temporary);
  g_free (self->before_sum);
  g_free (self->after_sum);
  g_clear_pointer (&self->before, g_bytes_unref);
  g_clear_pointer (&self->after, g_bytes_unref);
  g_free (self);
}

AtriumJournal *
_atrium_journal_new (void)
{
  AtriumJournal *self = g_new0 (AtriumJournal, 1);

  self->operations = g_ptr_array_new_with_free_func (_atrium_operation_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
_atrium_journal_free (AtriumJournal *self)
{
  g_ptr_array_unref (self->operations);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

/* Opens the folder in which a file lies, without following a link. */
int
_atrium_open_parent (int          folder_fd,
                     const char  *path,
                     const char **name,
                     GError     **error)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent = NULL;
  int fd;

  *name = slash != NULL ? slash + 1 : path;
  if (slash != NULL)
    {
      parent = g_strndup (path, slash - path);
      return _atrium_open_beneath (folder_fd, parent, O_RDONLY | O_DIRECTORY, error);
    }

  fd = fcntl (folder_fd, F_DUPFD_CLOEXEC, 3);
  if (fd < 0)
    _atrium_set_error_errno (error, errno, path);

  return fd;
}

static gboolean
write_all (int          fd,
           const char  *data,
           gsize        length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= n;
    }

  return TRUE;
}

char *
_atrium_journal_to_text (AtriumJournal *self)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "atrium-journal\t1\t%s\n", self->committed ? "commit" : "prepare");
  for (guint i = 0; i < self->folders->len; i++)
    g_string_append_printf (out, "folder\t%s\n", (char *) self->folders->pdata[i]);
  for (guint i = 0; i < self->operations->len; i++)
    {
      const AtriumOperation *operation = self->operations->pdata[i];

      g_string_append_printf (out, "change\t%s\t%s\t%s\t%s\n", operation->target,
                              operation->temporary != NULL ? operation->temporary : "-",
                              operation->before_sum != NULL ? operation->before_sum : "-",
                              operation->after_sum != NULL ? operation->after_sum : "-");
    }
  g_string_append (out, "end\n");

  return g_string_free_and_steal (out);
}

gboolean
_atrium_journal_write (AtriumJournal  *self,
                       int             folder_fd,
                       GError        **error)
{
  g_autofree char *text = _atrium_journal_to_text (self);
  g_autofd int fd = openat (folder_fd, JOURNAL_NEW_NAME, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0 || !write_all (fd, text, strlen (text)) || fsync (fd) < 0
      || renameat (folder_fd, JOURNAL_NEW_NAME, folder_fd, ATRIUM_JOURNAL_NAME) < 0
      || fsync (folder_fd) < 0)
    {
      _atrium_set_error_errno (error, errno, ATRIUM_JOURNAL_NAME);
      unlinkat (folder_fd, JOURNAL_NEW_NAME, 0);
      return FALSE;
    }

  return TRUE;
}

gboolean
_atrium_journal_remove (int      folder_fd,
                        GError **error)
{
  unlinkat (folder_fd, JOURNAL_NEW_NAME, 0);
  if ((unlinkat (folder_fd, ATRIUM_JOURNAL_NAME, 0) < 0 && errno != ENOENT) || fsync (folder_fd) < 0)
    {
      _atrium_set_error_errno (error, errno, ATRIUM_JOURNAL_NAME);
      return FALSE;
    }

  return TRUE;
}

/* whether the file is one that a transaction makes beside @target: a journal is read from a
 * folder that somebody else may have filled, and must not make us rename anything else */
gboolean
_atrium_is_temporary (const char *target,
                      const char *temporary)
{
  const char *slash = strrchr (target, '/');
  const char *name = slash != NULL ? slash + 1 : target;
  g_autofree char *start = g_strdup_printf ("%.*s.atrium-", (int) (name - target), target);
  const char *rest;

  if (!g_str_has_prefix (temporary, start))
    return FALSE;
  rest = temporary + strlen (start);

  return strlen (rest) == 16 && strspn (rest, "0123456789abcdef") == 16;
}

static gboolean
is_sum (const char *text)
{
  return g_str_equal (text, "-") || (strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64);
}

static char *
dup_or_null (const char *text)
{
  return g_str_equal (text, "-") ? NULL : g_strdup (text);
}

static gboolean
read_change (AtriumJournal  *self,
             char          **parts)
{
  AtriumOperation *operation;

  if (g_strv_length (parts) != 5 || !atrium_file_tree_is_safe_path (parts[1]) || !is_sum (parts[3]) || !is_sum (parts[4]))
    return FALSE;
  if (g_str_equal (parts[2], "-") != g_str_equal (parts[4], "-")
      || (!g_str_equal (parts[2], "-") && !_atrium_is_temporary (parts[1], parts[2])))
    return FALSE;

  operation = g_new0 (AtriumOperation, 1);
  operation->target = g_strdup (parts[1]);
  operation->path = g_strdup (parts[1]);
  operation->temporary = dup_or_null (parts[2]);
  operation->before_sum = dup_or_null (parts[3]);
  operation->after_sum = dup_or_null (parts[4]);
  operation->made = operation->temporary != NULL;
  g_ptr_array_add (self->operations, operation);

  return self->operations->len <= MAX_OPERATIONS;
}

static gboolean
read_line (AtriumJournal *self,
           const char    *line,
           guint          number,
           gboolean      *ended)
{
  g_auto(GStrv) parts = g_strsplit (line, "\t", 6);

  if (number == 0)
    {
      if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], "atrium-journal") || !g_str_equal (parts[1], "1"))
        return FALSE;
      self->committed = g_str_equal (parts[2], "commit");
      return self->committed || g_str_equal (parts[2], "prepare");
    }
  if (*ended)
    return *line == '\0';
  if (g_str_equal (line, "end"))
    return *ended = TRUE;
  if (parts[0] != NULL && g_str_equal (parts[0], "folder") && g_strv_length (parts) == 2
      && atrium_file_tree_is_safe_path (parts[1]))
    {
      g_ptr_array_add (self->folders, g_strdup (parts[1]));
      return self->folders->len <= MAX_OPERATIONS;
    }

  return parts[0] != NULL && g_str_equal (parts[0], "change") && read_change (self, parts);
}

AtriumJournal *
_atrium_journal_parse (const char  *text,
                       GError     **error)
{
  g_autoptr(AtriumJournal) self = _atrium_journal_new ();
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean ended = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!read_line (self, lines[i], i, &ended))
        {
          g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "%s:%u:1: The journal of an interrupted save cannot be read",
                       ATRIUM_JOURNAL_NAME, i + 1);
          return NULL;
        }
    }
  if (!ended)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "%s:1:1: The journal of an interrupted save is cut off",
                   ATRIUM_JOURNAL_NAME);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* %NULL without an error: there is none */
AtriumJournal *
_atrium_journal_read (int      folder_fd,
                      GError **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autofd int fd = openat (folder_fd, ATRIUM_JOURNAL_NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    {
      if (errno != ENOENT)
        _atrium_set_error_errno (error, errno, ATRIUM_JOURNAL_NAME);
      return NULL;
    }
  bytes = _atrium_read_fd (fd, ATRIUM_JOURNAL_NAME, ATRIUM_JOURNAL_MAX_BYTES, error);
  if (bytes == NULL)
    return NULL;
  text = atrium_bytes_dup_text (bytes);

  return _atrium_journal_parse (text, error);
}

gboolean
_atrium_operation_finish (AtriumOperation  *self,
                          int               folder_fd,
                          GError          **error)
{
  const char *name;
  g_autofd int parent = _atrium_open_parent (folder_fd, self->target, &name, error);
  int status;

  if (parent < 0)
    return FALSE;
  if (self->temporary != NULL)
    status = renameat (parent, self->temporary + (name - self->target), parent, name);
  else
    status = unlinkat (parent, name, 0);
  if (status < 0)
    {
      _atrium_set_error_errno (error, errno, self->path);
      return FALSE;
    }
  self->done = TRUE;

  return TRUE;
}
