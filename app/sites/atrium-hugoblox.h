#pragma once

#include "atrium-data.h"
#include "atrium-lens.h"

G_BEGIN_DECLS

/* What the parts of the HugoBlox lens know of each other. */

/* atrium-hugoblox-author.c: data/authors/me.yaml, content/authors/admin/_index.md */
const char     *_atrium_hugoblox_find_owner        (AtriumFileTree  *files);
AtriumData     *_atrium_hugoblox_read_data         (AtriumFileTree  *files,
                                                    const char      *path,
                                                    AtriumSource   **source);
AtriumDataNode *_atrium_hugoblox_first_text        (AtriumDataNode    *mapping,
                                                    const char *const *paths);
void            _atrium_hugoblox_name_authors      (AtriumReading   *reading);

gboolean        _atrium_hugoblox_is_about          (const char      *path);
gboolean        _atrium_hugoblox_has_about         (AtriumFileTree  *files);

/* atrium-hugoblox-person.c */
void            _atrium_hugoblox_read_person       (AtriumReading   *reading,
                                                    const char      *path);
gboolean        _atrium_hugoblox_write_person      (AtriumReading   *reading,
                                                    AtriumEntry     *person,
                                                    AtriumFileTree  *files,
                                                    GHashTable      *left,
                                                    GError         **error);

/* atrium-hugoblox-lists.c */
gboolean        _atrium_hugoblox_read_bio          (AtriumReading   *reading,
                                                    const char      *path,
                                                    GError         **error);
void            _atrium_hugoblox_read_author_lists (AtriumReading   *reading,
                                                    const char      *path);
void            _atrium_hugoblox_read_list         (AtriumReading   *reading,
                                                    AtriumSource    *source,
                                                    AtriumDataNode  *list,
                                                    AtriumKind       kind,
                                                    const char      *id,
                                                    const char      *title,
                                                    AtriumDataNode  *title_node);
void            _atrium_hugoblox_read_text         (AtriumReading   *reading,
                                                    AtriumSource    *source,
                                                    AtriumDataNode  *text,
                                                    AtriumKind       kind,
                                                    const char      *id,
                                                    AtriumDataNode  *title_node);

/* atrium-hugoblox-bundle.c: cite.bib and featured.png beside index.md */
void            _atrium_hugoblox_read_bundles      (AtriumReading   *reading,
                                                    AtriumSection   *section);

/* atrium-hugoblox-home.c: the blocks of content/_index.md, the widgets of content/home/ */
void            _atrium_hugoblox_read_home         (AtriumReading   *reading,
                                                    const char      *only);
gboolean        _atrium_hugoblox_is_part           (const char      *path);
AtriumData     *_atrium_hugoblox_find_list_widget  (AtriumFileTree  *files,
                                                    const char      *folder,
                                                    AtriumSource   **source,
                                                    AtriumDataNode **title);
AtriumDataNode *_atrium_hugoblox_collection_title  (AtriumData      *home,
                                                    const char      *folder,
                                                    gboolean        *listed);

G_END_DECLS
