#pragma once

#include <gio/gio.h>

#include "atrium-marks.h"

G_BEGIN_DECLS

/**
 * AtriumEngine:
 *
 * What turns a page of a site, with text that is not saved yet, into HTML.
 */
#define ATRIUM_TYPE_ENGINE (atrium_engine_get_type ())
G_DECLARE_INTERFACE (AtriumEngine, atrium_engine, ATRIUM, ENGINE, GObject)

/* a rendered page */
typedef struct
{
  GBytes *html;
  char   *path;        /* where the page stands in the built site; NULL where the engine cannot say */
  char   *base;        /* under which folder it is published, "" or with no slash around it; or NULL */
  char  **notices;     /* what the generator warns about, and what it lacked */
} AtriumRendering;

struct _AtriumEngineInterface
{
  GTypeInterface parent_interface;

  void             (*render_async)  (AtriumEngine         *self,
                                     const char           *page,
                                     AtriumFileTree       *changed,
                                     AtriumMarks          *marks,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
  AtriumRendering *(*render_finish) (AtriumEngine         *self,
                                     GAsyncResult         *result,
                                     GError              **error);
  void             (*load_async)    (AtriumEngine         *self,
                                     const char           *path,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
  GBytes          *(*load_finish)   (AtriumEngine         *self,
                                     GAsyncResult         *result,
                                     GError              **error);
  /* NULL where an engine looks at the disk anyhow */
  void             (*disk_changed)  (AtriumEngine         *self);
};

void             atrium_engine_render_async  (AtriumEngine        *self,
                                              const char          *page,
                                              AtriumFileTree      *changed,
                                              AtriumMarks         *marks,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
AtriumRendering *atrium_engine_render_finish (AtriumEngine        *self,
                                              GAsyncResult        *result,
                                              GError             **error);
void             atrium_engine_load_async    (AtriumEngine        *self,
                                              const char          *path,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
GBytes          *atrium_engine_load_finish   (AtriumEngine        *self,
                                              GAsyncResult        *result,
                                              GError             **error);
void             atrium_engine_disk_changed  (AtriumEngine        *self);
void             atrium_rendering_free       (AtriumRendering     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumRendering, atrium_rendering_free)

G_END_DECLS
