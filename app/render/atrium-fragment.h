#pragma once

#include "atrium-entry.h"
#include "atrium-section.h"

G_BEGIN_DECLS

/* The parts of a page, each a balanced element with its stable id. */
char *atrium_fragment_dup_id  (char           prefix,
                               const char    *id);
void  atrium_fragment_entry   (GString       *out,
                               AtriumEntry   *entry);
void  atrium_fragment_person  (GString       *out,
                               AtriumEntry   *person);
void  atrium_fragment_section_start (GString *out,
                               AtriumSection *section,
                               guint          n_shown);
void  atrium_fragment_section_end (GString   *out,
                               AtriumSection *section);
void  atrium_fragment_group   (GString       *out,
                               const char    *group);

G_END_DECLS
