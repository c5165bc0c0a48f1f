#pragma once

#include "atrium-reader.h"

G_BEGIN_DECLS

/* TRUE where the words are those of a journal, conference or preprint server */
gboolean atrium_venue_is_like (const char   *text,
                               gsize         start,
                               gsize         end);
/* TRUE for what reads like an acronym: "CVPR 2016", "TMLR" */
gboolean atrium_venue_is_short (const char  *text,
                               gsize         start,
                               gsize         end);
gboolean atrium_venue_is_year (const char   *text,
                               gsize         start,
                               gsize         end);
/* where the name of a venue begins in a text, or @end */
gsize    atrium_venue_find    (const char   *text,
                               gsize         start,
                               gsize         end);
/* a tag: `ICLR 2026`, [Oral] */
void     atrium_venue_read_tag (AtriumReader *reader,
                               gsize         start,
                               gsize         end);
/* venue, venueShort, date, award and note from what is not taken */
void     atrium_venue_read    (AtriumReader *reader);

/* a range that is known to name one */
void     atrium_venue_read_name   (AtriumReader *reader,
                                   gsize         start,
                                   gsize         end);

G_END_DECLS
