#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Moving a row by its handle, for the lists of sections, entries and items. */
typedef struct
{
  guint (*get_index) (GtkWidget *row,
                      gpointer   owner);      /* G_MAXUINT: cannot be moved now */
  void  (*move)      (gpointer   owner,
                      guint      from,
                      guint      to);
} AtriumReorderFuncs;

void atrium_reorder_attach (GtkWidget                *row,
                            GtkWidget                *handle,
                            const AtriumReorderFuncs *funcs,
                            gpointer                  owner);   /* outlives the row */

G_END_DECLS
