#pragma once

#include "atrium-profile.h"

G_BEGIN_DECLS

/**
 * AtriumPage:
 *
 * A rendered page of the built-in engine, as a list of fragments: the person, then one
 * element a section and one an entry, each with a stable id (`person`, `s-<section id>`,
 * `e-<entry id>`). Rendering again after an edit renders only the entries that changed.
 */
#define ATRIUM_TYPE_PAGE (atrium_page_get_type ())
G_DECLARE_FINAL_TYPE (AtriumPage, atrium_page, ATRIUM, PAGE, GObject)

typedef struct
{
  char *id;        /* element id that is replaced */
  char *html;      /* its new outer HTML */
} AtriumPatch;

AtriumPage    *atrium_page_new            (AtriumProfile *profile);
/* the whole document: doctype, style sheet inside, all sections */
GBytes        *atrium_page_render         (AtriumPage    *self);
/* what changed since the last render or update, as patches in order; an empty array
 * where nothing did; NULL where the whole page has to be shown again */
GPtrArray     *atrium_page_update         (AtriumPage    *self);
/* element ids and what they stand for */
char          *atrium_page_dup_entry_element_id (AtriumEntry *entry);
char          *atrium_page_dup_section_element_id (AtriumSection *section);
AtriumEntry   *atrium_page_find_entry     (AtriumPage    *self,
                                           const char    *element_id);   /* borrowed; the person too */
AtriumSection *atrium_page_find_section   (AtriumPage    *self,
                                           const char    *element_id);   /* borrowed */

G_END_DECLS
