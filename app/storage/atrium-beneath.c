#include "atrium-beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "atrium-error.h"
#include "atrium-file-tree.h"

/* Sets an error of an errno with the place: `path:1:1: reason`. */
void
_atrium_set_error_errno (GError     **error,
                         int          number,
                         const char  *path)
{
  if (number == ELOOP)
    g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_LINK_LOOP, "%s:1:1: The link leads back to itself", path);
  else if (number == EXDEV)
    g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s:1:1: The link leads out of the folder", path);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s:1:1: %s", path, g_strerror (number));
}

int
_atrium_open_folder (const char  *path,
                     GError     **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    _atrium_set_error_errno (error, errno, path);

  return fd;
}

/* The kernel keeps the path below the folder, whatever links are on the way. */
static int
open_in_kernel (int         folder_fd,
                const char *path,
                int         flags)
{
  struct open_how how = {
    .flags = flags | O_CLOEXEC,
    .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
  };

  return syscall (SYS_openat2, folder_fd, path, &how, sizeof how);
}

/* Where the kernel does not have that call, links are not followed at all. */
static int
open_part_by_part (int         folder_fd,
                   const char *path,
                   int         flags)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  int fd = fcntl (folder_fd, F_DUPFD_CLOEXEC, 3);

  for (guint i = 0; parts[i] != NULL && fd >= 0; i++)
    {
      int parent = fd;

      fd = openat (parent, parts[i], (parts[i + 1] != NULL ? O_PATH | O_DIRECTORY : flags) | O_NOFOLLOW | O_CLOEXEC);
      {
        int saved = errno;

        close (parent);
        errno = saved;
      }
    }

  return fd;
}

int
_atrium_open_beneath (int          folder_fd,
                      const char  *path,
                      int          flags,
                      GError     **error)
{
  int fd;

  if (!atrium_file_tree_is_safe_path (path))
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s:1:1: Not a path inside of the folder", path);
      return -1;
    }

  fd = open_in_kernel (folder_fd, path, flags);
  if (fd < 0 && (errno == ENOSYS || errno == EPERM))
    fd = open_part_by_part (folder_fd, path, flags);
  if (fd < 0)
    _atrium_set_error_errno (error, errno, path);

  return fd;
}

GBytes *
_atrium_read_fd (int          fd,
                 const char  *path,
                 gsize        most,
                 GError     **error)
{
  g_autofree char *data = NULL;
  struct stat info;
  gsize length = 0;
  gsize room;

  if (fstat (fd, &info) < 0)
    {
      _atrium_set_error_errno (error, errno, path);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_TEXT, "%s:1:1: Not a file with text in it", path);
      return NULL;
    }

  /* one byte more shows whether the file has grown beyond what is read */
  room = MIN ((gsize) info.st_size, most) + 1;
  data = g_malloc (room);
  for (;;)
    {
      ssize_t n = read (fd, data + length, room - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          _atrium_set_error_errno (error, errno, path);
          return NULL;
        }
      length += n;
      if (length > most || (gsize) info.st_size > most)
        {
          g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE,
                       "%s:1:1: File is larger than the %" G_GSIZE_FORMAT " bytes that are read", path, most);
          return NULL;
        }
      if (n == 0)
        break;
      if (length == room)
        {
          room = MIN (room * 2, most + 1);
          data = g_realloc (data, room);
        }
    }

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

GBytes *
_atrium_read_beneath (int          folder_fd,
                      const char  *path,
                      gsize        most,
                      GError     **error)
{
  /* a pipe must not make the program wait */
  g_autofd int fd = _atrium_open_beneath (folder_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, error);

  if (fd < 0)
    return NULL;

  return _atrium_read_fd (fd, path, most, error);
}

static char *
fd_path (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);

  return g_file_read_link (link, NULL);
}

char *
_atrium_resolve_beneath (int          folder_fd,
                         const char  *path,
                         GError     **error)
{
  g_autofd int fd = _atrium_open_beneath (folder_fd, path, O_PATH, error);
  g_autofree char *folder = NULL;
  g_autofree char *real = NULL;
  gsize length;

  if (fd < 0)
    return NULL;

  folder = fd_path (folder_fd);
  real = fd_path (fd);
  length = folder != NULL ? strlen (folder) : 0;
  if (length == 1)    /* the root folder */
    length = 0;
  if (folder == NULL || real == NULL || strncmp (real, folder, length) != 0 || real[length] != '/'
      || !atrium_file_tree_is_safe_path (real + length + 1))
    {
      _atrium_set_error_errno (error, EXDEV, path);
      return NULL;
    }

  return g_strdup (real + length + 1);
}
