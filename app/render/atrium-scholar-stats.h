#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* more is not read; a long list of papers has some hundred kilobytes */
#define ATRIUM_SCHOLAR_STATS_MAX_BYTES (16 * 1024 * 1024)

/**
 * AtriumScholarStats:
 *
 * What the google-scholar-stats workflow of AcadHomepage leaves in `gs_data.json` or
 * `gs_data_shieldsio.json`: how often papers, and all of them together, are cited. Immutable.
 */
typedef struct _AtriumScholarStats AtriumScholarStats;

AtriumScholarStats *atrium_scholar_stats_parse (GBytes              *json,
                                                GError             **error);
AtriumScholarStats *atrium_scholar_stats_ref   (AtriumScholarStats  *self);
void                atrium_scholar_stats_unref (AtriumScholarStats  *self);
gboolean            atrium_scholar_stats_lookup (AtriumScholarStats *self,
                                                const char          *id,
                                                guint               *count);
/* @own: the built-in page, rather than one of the theme */
char               *atrium_scholar_stats_fill  (AtriumScholarStats  *self,
                                                const char          *html,
                                                gboolean             own);
GBytes             *atrium_scholar_stats_fill_bytes (AtriumScholarStats *self,
                                                GBytes              *html,
                                                gboolean             own);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumScholarStats, atrium_scholar_stats_unref)

G_END_DECLS
