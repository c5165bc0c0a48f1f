#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files below a folder, which no path and no symbolic link can leave. Paths are relative and
 * safe; @folder_fd is an open folder. Each gives -1 or %NULL with @error. */

int      _atrium_open_folder        (const char   *path,
                                     GError      **error);
int      _atrium_open_beneath       (int           folder_fd,
                                     const char   *path,
                                     int           flags,
                                     GError      **error);
GBytes  *_atrium_read_beneath       (int           folder_fd,
                                     const char   *path,
                                     gsize         most,
                                     GError      **error);
GBytes  *_atrium_read_fd            (int           fd,
                                     const char   *path,
                                     gsize         most,
                                     GError      **error);
/* the path without symbolic links in it, relative to the folder; %NULL where it leads outside */
char    *_atrium_resolve_beneath    (int           folder_fd,
                                     const char   *path,
                                     GError      **error);
void     _atrium_set_error_errno    (GError      **error,
                                     int           number,
                                     const char   *path);

G_END_DECLS
