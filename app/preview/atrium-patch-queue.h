#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Patches in the order in which they have to be applied, at most one for each element:
 * a newer one takes the place of an older one and goes to the end. */
typedef struct _AtriumPatchQueue AtriumPatchQueue;

AtriumPatchQueue *atrium_patch_queue_new      (void);
void              atrium_patch_queue_free     (AtriumPatchQueue *self);
void              atrium_patch_queue_push     (AtriumPatchQueue *self,
                                               const char       *id,
                                               const char       *html);
/* moves all of @other, which is then empty, to the end of @self */
void              atrium_patch_queue_take     (AtriumPatchQueue *self,
                                               AtriumPatchQueue *other);
guint             atrium_patch_queue_get_length (AtriumPatchQueue *self);
void              atrium_patch_queue_clear    (AtriumPatchQueue *self);
/* a floating dictionary: `count`, and from "0" on the `ids` and the `htmls` */
GVariant         *atrium_patch_queue_to_arguments (AtriumPatchQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumPatchQueue, atrium_patch_queue_free)

G_END_DECLS
