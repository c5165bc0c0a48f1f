#pragma once

#include "atrium-source.h"

G_BEGIN_DECLS

/**
 * AtriumFileTree:
 *
 * The files of a site in memory: relative path (`/` between parts, no `.` or
 * `..`) to bytes, in byte order of the paths. Copying is cheap, the bytes are
 * shared. Files that are only known to exist (pictures) have NULL bytes.
 */
typedef struct _AtriumFileTree AtriumFileTree;

#define ATRIUM_TYPE_FILE_TREE (atrium_file_tree_get_type ())
GType           atrium_file_tree_get_type (void);

AtriumFileTree *atrium_file_tree_new      (void);
AtriumFileTree *atrium_file_tree_copy     (AtriumFileTree *self);
AtriumFileTree *atrium_file_tree_ref      (AtriumFileTree *self);
void            atrium_file_tree_unref    (AtriumFileTree *self);
gboolean        atrium_file_tree_is_safe_path (const char *path);
gboolean        atrium_file_tree_contains (AtriumFileTree *self,
                                           const char     *path);
GBytes         *atrium_file_tree_lookup   (AtriumFileTree *self,
                                           const char     *path);
void            atrium_file_tree_set      (AtriumFileTree *self,
                                           const char     *path,
                                           GBytes         *bytes);
void            atrium_file_tree_remove   (AtriumFileTree *self,
                                           const char     *path);
guint           atrium_file_tree_get_n_files (AtriumFileTree *self);
const char     *atrium_file_tree_get_path (AtriumFileTree *self,
                                           guint           index);
AtriumSource   *atrium_file_tree_get_source (AtriumFileTree *self,
                                           const char     *path,
                                           GError        **error);
GPtrArray      *atrium_file_tree_dup_changed (AtriumFileTree *self,
                                           AtriumFileTree *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumFileTree, atrium_file_tree_unref)

G_END_DECLS
