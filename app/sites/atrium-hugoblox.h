#pragma once

#include "atrium-lens.h"
#include "atrium-yaml.h"

G_BEGIN_DECLS

/* What the parts of the HugoBlox lens know of each other. */

/* atrium-hugoblox-author.c: data/authors/me.yaml, content/authors/admin/_index.md */
const char     *_atrium_hugoblox_find_owner        (AtriumFileTree  *files);
AtriumYaml     *_atrium_hugoblox_read_yaml         (AtriumFileTree  *files,
                                                    const char      *path,
                                                    AtriumSource   **source);
AtriumYamlNode *_atrium_hugoblox_first_text        (AtriumYamlNode    *mapping,
                                                    const char *const *paths);
void            _atrium_hugoblox_name_authors      (AtriumReading   *reading);

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
                                                    AtriumYamlNode  *list,
                                                    AtriumKind       kind,
                                                    const char      *id,
                                                    const char      *title,
                                                    AtriumYamlNode  *title_node);
void            _atrium_hugoblox_read_text         (AtriumReading   *reading,
                                                    AtriumSource    *source,
                                                    AtriumYamlNode  *text,
                                                    AtriumKind       kind,
                                                    const char      *id,
                                                    AtriumYamlNode  *title_node);

/* atrium-hugoblox-bundle.c: cite.bib and featured.png beside index.md */
void            _atrium_hugoblox_read_bundles      (AtriumReading   *reading,
                                                    AtriumSection   *section);

/* atrium-hugoblox-home.c: the blocks of content/_index.md, the widgets of content/home/ */
void            _atrium_hugoblox_read_home         (AtriumReading   *reading,
                                                    const char      *only);
gboolean        _atrium_hugoblox_is_part           (const char      *path);
AtriumYamlNode *_atrium_hugoblox_collection_title  (AtriumYaml      *home,
                                                    const char      *folder,
                                                    gboolean        *listed);

G_END_DECLS
