#pragma once

#include "atrium-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*AtriumPictureAdded) (GObject *object);

/* asks for a file to take the place of a picture that the page shows and that is not there: @path
 * in the document's folder, of the entry with this element id or "". It is copied into the folder,
 * and the field that names it follows, as a step that can be undone. @added is called with
 * @object when that is done. */
void atrium_missing_picture_choose (AtriumDocument *document,
                                    const char     *path,
                                    const char     *element_id,
                                    GtkWindow      *parent,
                                    AtriumPictureAdded added,
                                    GObject        *object);

/* the same with a file that was chosen already */
void atrium_missing_picture_use    (AtriumDocument *document,
                                    const char     *path,
                                    const char     *element_id,
                                    GFile          *file,
                                    GtkWindow      *parent,
                                    AtriumPictureAdded added,
                                    GObject        *object);

G_END_DECLS
