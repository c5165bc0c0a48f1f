#pragma once

#include "atrium-engine.h"

G_BEGIN_DECLS

/* A folder of our own, in which Hugo finds the text that is not saved and leaves its pages. */
typedef struct _AtriumHugoFolder AtriumHugoFolder;

AtriumHugoFolder *_atrium_hugo_folder_new       (const char        *site,
                                                 GError           **error);
void              _atrium_hugo_folder_free      (AtriumHugoFolder  *self);
const char       *_atrium_hugo_folder_get_path  (AtriumHugoFolder  *self);
void              _atrium_hugo_folder_copy      (AtriumHugoFolder  *self);
gboolean          _atrium_hugo_folder_is_copy   (AtriumHugoFolder  *self);
/* where the texts stand: over the site, or with a copy of it */
const char       *_atrium_hugo_folder_get_texts (AtriumHugoFolder  *self);
/* puts @files in the place of the site's; @came_or_went: other files than before are there now */
gboolean          _atrium_hugo_folder_set       (AtriumHugoFolder  *self,
                                                 AtriumFileTree    *files,
                                                 gboolean          *came_or_went,
                                                 GError           **error);
/* a file of the site as Hugo sees it */
gboolean          _atrium_hugo_folder_has       (AtriumHugoFolder  *self,
                                                 const char        *path);
void              _atrium_hugo_folder_remove    (AtriumHugoFolder  *self,
                                                 const char        *page);
GBytes           *_atrium_hugo_folder_read      (AtriumHugoFolder  *self,
                                                 const char        *page,
                                                 GError           **error);

/* One Hugo that was started and waits at its gate: a pipe in the place of a configuration file. */
typedef struct _AtriumHugoRun AtriumHugoRun;

typedef enum
{
  ATRIUM_HUGO_EXACT,      /* what `hugo` writes */
  ATRIUM_HUGO_PREVIEW,    /* addresses begin at the site */
  ATRIUM_HUGO_LIST,       /* the paths of all pages */
} AtriumHugoTask;

AtriumHugoRun *_atrium_hugo_run_start        (const char        *site,
                                              AtriumHugoFolder  *folder,
                                              AtriumHugoTask     task,
                                              GError           **error);
void           _atrium_hugo_run_free         (AtriumHugoRun     *self);
int            _atrium_hugo_run_get_pid      (AtriumHugoRun     *self);
gboolean       _atrium_hugo_run_open_gate    (AtriumHugoRun     *self,
                                              const char        *segment,
                                              gint64             deadline,
                                              GCancellable      *cancellable,
                                              GError           **error);
/* what it said; @failed: that it did not end well */
char          *_atrium_hugo_run_wait         (AtriumHugoRun     *self,
                                              gint64             deadline,
                                              GCancellable      *cancellable,
                                              gboolean          *failed,
                                              GError           **error);

/* A page of the site, as Hugo lists it. */
typedef struct
{
  char     *path;       /* of its text in the site */
  char     *output;     /* where it is published */
  char     *segment;    /* Hugo's own path for it */
  gboolean  is_term;    /* of a taxonomy: a tag, an author */
} AtriumHugoPage;

GPtrArray            *_atrium_hugo_parse_list   (const char         *csv);
const AtriumHugoPage *_atrium_hugo_find_page    (GPtrArray          *pages,
                                                 const char         *page,
                                                 gboolean            preview);
GError               *_atrium_hugo_parse_error  (const char         *log,
                                                 const char         *site);
char                **_atrium_hugo_parse_notices (const char        *log);

/* The markers in a page. */
AtriumFileTree *_atrium_hugo_mark     (AtriumFileTree *files,
                                       AtriumFileTree *texts,
                                       const char     *dropped);
gboolean        _atrium_hugo_is_same  (GBytes         *plain,
                                       GBytes         *marked);
char           *_atrium_hugo_suspects (GBytes         *plain,
                                       GBytes         *marked);

/* What is asked of it. */
typedef struct
{
  char           *page;
  AtriumFileTree *files;       /* not saved */
  AtriumFileTree *texts;       /* those with markers; NULL where none are wanted */
  char           *headings;    /* the markers in headings */
  AtriumMarks    *marks;
  gint64          deadline;    /* of the monotonic clock, in microseconds */
  GCancellable   *cancellable;
} AtriumHugoJob;

/* What makes the pages, with a Hugo or two. */
typedef struct _AtriumHugoWorker AtriumHugoWorker;

AtriumHugoWorker *_atrium_hugo_worker_new          (const char        *site,
                                                    gboolean           preview);
void              _atrium_hugo_worker_free         (AtriumHugoWorker  *self);
void              _atrium_hugo_worker_copy         (AtriumHugoWorker  *self);
int               _atrium_hugo_worker_get_pid      (AtriumHugoWorker  *self);
guint             _atrium_hugo_worker_get_n_starts (AtriumHugoWorker  *self);
AtriumRendering  *_atrium_hugo_worker_render       (AtriumHugoWorker  *self,
                                                    AtriumHugoJob     *job,
                                                    GError           **error);
void              _atrium_hugo_worker_start        (AtriumHugoWorker  *self);
GBytes           *_atrium_hugo_worker_load         (AtriumHugoWorker  *self,
                                                    const char        *path,
                                                    GError           **error);

G_END_DECLS
