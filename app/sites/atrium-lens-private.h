#pragma once

#include "atrium-collection.h"
#include "atrium-lens.h"
#include "atrium-pattern.h"

G_BEGIN_DECLS

typedef struct _AtriumPass AtriumPass;   /* atrium-writer-private.h */

/* What a lens adds to the shared writer; each part may be missing. */
struct _AtriumLensStyle
{
  /* how a section and an entry are written where no sibling shows it */
  const AtriumPattern *patterns;
  guint                n_patterns;
  const char          *heading;          /* "# {title}", "{title}\n======" */
  /* writes the person's members that stand in the site's settings; leaves the members it
   * wrote out of @left, a table of the names that changed */
  gboolean           (*write_person) (AtriumReading  *reading,
                                      AtriumEntry    *person,
                                      AtriumFileTree *files,
                                      GHashTable     *left,
                                      GError        **error);
  const AtriumCollection *collections;
  guint                n_collections;
  /* writes the sections whose map says `records`, and the person's members that stand in the
   * same file, into @files */
  gboolean           (*write_records) (AtriumPass     *pass,
                                      AtriumFileTree *files,
                                      GError        **error);
};

extern const AtriumLens atrium_lens_acad_homepage;
extern const AtriumLens atrium_lens_academicpages;
extern const AtriumLens atrium_lens_al_folio;
extern const AtriumLens atrium_lens_bibtex;
extern const AtriumLens atrium_lens_hugoblox;
extern const AtriumLens atrium_lens_json_resume;
extern const AtriumLens atrium_lens_page;

AtriumReading *_atrium_reading_new       (const AtriumLens *lens,
                                          AtriumFileTree   *files,
                                          const char       *page);
const char    *_atrium_reading_get_page  (AtriumReading    *self);
const char    *_atrium_site_find_home    (AtriumFileTree   *files);
gboolean       _atrium_site_is_page      (const char       *path);
gboolean       _atrium_site_is_html      (const char       *path);
gboolean       _atrium_site_has_folder   (AtriumFileTree   *files,
                                          const char       *folder);

G_END_DECLS
