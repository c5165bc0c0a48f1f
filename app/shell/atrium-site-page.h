#pragma once

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_SITE_PAGE (atrium_site_page_get_type ())
/* A page of the document's site as its own generator makes it, with what is not saved yet.
 * Signals: "rendered" (GBytes *html, const char *path); "failed" (const char
 * *message). The generator is started with the first render. */
G_DECLARE_FINAL_TYPE (AtriumSitePage, atrium_site_page, ATRIUM, SITE_PAGE, GObject)

/* why there can be none; NULL where there can */
char           *atrium_site_page_dup_obstacle (AtriumDocument *document);
gboolean        atrium_site_page_is_site      (AtriumDocument *document);
gboolean        atrium_site_page_has_layouts  (AtriumDocument *document);
AtriumSitePage *atrium_site_page_new          (AtriumDocument *document);
/* the page as it was last saved */
AtriumSitePage *atrium_site_page_new_saved    (AtriumDocument *document);
/* renders anew, from the text as it is now, or as soon as what is under way is done */
void            atrium_site_page_render       (AtriumSitePage *self);
/* the next render looks at all files, also where none was seen to change */
void            atrium_site_page_look_again   (AtriumSitePage *self);
/* which page is shown: that of @section, or the first one */
gboolean        atrium_site_page_set_section  (AtriumSitePage *self,
                                               AtriumSection  *section);
/* the same by its source in the site; NULL: the first one. It tells whether that is another. */
const char     *atrium_site_page_get_page     (AtriumSitePage *self);
gboolean        atrium_site_page_set_page     (AtriumSitePage *self,
                                               const char     *page);
/* a path of the published site, seen from the site's folder */
const char     *atrium_site_page_skip_base    (AtriumSitePage *self,
                                               const char     *path);
/* the page that a link to @path means, for atrium_site_page_set_page() */
char           *atrium_site_page_dup_page_at  (AtriumSitePage *self,
                                               const char     *path);
/* where a file that a page shows lies in the site's folder */
char           *atrium_site_page_dup_file_path (AtriumSitePage *self,
                                               const char     *path);
/* ends @task with a file that the page shows */
void            atrium_site_page_fetch        (AtriumSitePage *self,
                                               const char     *path,
                                               GTask          *task);
/* what the generator lacked and warns about, one a line; NULL where nothing */
char           *atrium_site_page_dup_notices  (AtriumSitePage *self);

G_END_DECLS
