#pragma once

#include "atrium-bibtex.h"

G_BEGIN_DECLS

struct _AtriumBibtex
{
  AtriumSource *source;
  const char   *text;
  gsize         length;
  GArray       *entries;      /* AtriumBibtexEntry */
  GArray       *fields;       /* AtriumBibtexField, of all of them */
  GHashTable   *keys;         /* key to index + 1 of its first entry */
  GHashTable   *macros;       /* lower-case name to value */
  GStringChunk *strings;
  GError       *problem;
  gsize         problem_offset;
  guint         n_runaways;   /* values that have no end */
};

/* the end of one piece of a value: braces, quotes, a number or a word; G_MAXSIZE if none */
gsize _atrium_bibtex_piece_end  (AtriumBibtex *self,
                                 gsize         offset);
gsize _atrium_bibtex_skip_space (AtriumBibtex *self,
                                 gsize         offset);

G_END_DECLS
