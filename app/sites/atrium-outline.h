#pragma once

#include "atrium-file-tree.h"
#include "atrium-map.h"

G_BEGIN_DECLS

/**
 * atrium_page_read:
 * @files: the site
 * @path: the page: Markdown, HTML or plain text, by its name
 * @profile: gets the sections
 * @map: gets where they stand
 *
 * Reads one page, with its includes, into sections and entries: the part of reading that
 * all themes of hand-written pages share. @profile's person is used to know the owner's
 * name in author lists; sections are appended.
 */
gboolean atrium_page_read (AtriumFileTree  *files,
                           const char      *path,
                           AtriumProfile   *profile,
                           AtriumMap       *map,
                           GError         **error);

G_END_DECLS
