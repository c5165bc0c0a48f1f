#pragma once

#include "atrium-file-tree.h"
#include "atrium-map.h"

G_BEGIN_DECLS

typedef struct _AtriumLens      AtriumLens;
typedef struct _AtriumLensStyle AtriumLensStyle;   /* private to the room */

/* what a read gives: the profile, and how it lies in the files */
typedef struct
{
  const AtriumLens *lens;
  AtriumFileTree   *files;
  AtriumProfile    *profile;     /* as read; a caller edits a copy */
  AtriumMap        *map;
  const char       *page;        /* interned; the page that was asked for, or NULL for the site's own */
} AtriumReading;

/* one value that the theme or page could not carry */
typedef struct
{
  char *pointer;                 /* sections/2/entries/0/abstract */
  char *reason;
} AtriumLoss;

/**
 * AtriumLens:
 *
 * A theme's pair of functions between a site's files and a profile. All are pure.
 */
struct _AtriumLens
{
  const char *id;                /* "acad-homepage" */
  const char *label;             /* "AcadHomepage" */
  /* 0: not this theme; the lens with the highest score reads the site */
  int             (*detect) (AtriumFileTree   *files);
  AtriumReading  *(*read)   (const AtriumLens *lens,
                             AtriumFileTree   *files,
                             const char       *page,      /* path of one page, or NULL for the site's own */
                             GError          **error);
  /* the files after @profile took the place of the one that was read; the same tree where
   * nothing changed. @losses gets AtriumLoss for what could not be carried. */
  AtriumFileTree *(*write)  (AtriumReading    *reading,
                             AtriumProfile    *profile,
                             GPtrArray        *losses,
                             GError          **error);
  /* a whole new site of this theme, or NULL where it cannot be made from nothing */
  AtriumFileTree *(*create) (const AtriumLens *lens,
                             AtriumProfile    *profile,
                             GPtrArray        *losses,
                             GError          **error);
  const AtriumLensStyle *style;  /* how the theme writes what no sibling shows, or NULL */
};

const AtriumLens *const *atrium_lenses_get    (guint          *n_lenses);
const AtriumLens        *atrium_lens_find     (const char     *id);
const AtriumLens        *atrium_lens_detect   (AtriumFileTree *files,
                                               GError        **error);   /* NO_PAGE */
const AtriumLens        *atrium_lens_detect_page (AtriumFileTree *files,
                                               const char     *page,
                                               GError        **error);   /* NO_PAGE */
void                     atrium_reading_free  (AtriumReading  *self);
GPtrArray               *atrium_losses_new    (void);
void                     atrium_losses_add    (GPtrArray      *losses,
                                               const char     *pointer,
                                               const char     *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumReading, atrium_reading_free)

G_END_DECLS
