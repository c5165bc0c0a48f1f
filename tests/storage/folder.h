#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* a folder of files that a test makes and takes away */
char *folder_new      (void);
void  folder_free     (char       *folder);
void  folder_write    (const char *folder,
                       const char *path,
                       const char *text);
void  folder_write_bytes (const char *folder,
                       const char *path,
                       const char *bytes,
                       gsize       length);
void  folder_link     (const char *folder,
                       const char *path,
                       const char *target);
void  folder_remove   (const char *folder,
                       const char *path);
char *folder_read     (const char *folder,
                       const char *path);   /* NULL where it is not there */
/* "path=text" of all files in order, one a line, also hidden ones and folders */
char *folder_dump     (const char *folder);

G_END_DECLS
