#pragma once

#include "atrium-entry.h"
#include "atrium-span.h"

G_BEGIN_DECLS

/* What is said of the authors outside of their names. */
typedef struct
{
  const char *legend;        /* what the marks behind names mean: "* Equal contribution", or NULL */
  const char *annotations;   /* biblatex: "1=self, equal; 2=equal", or NULL */
  GHashTable *known;         /* names that were read before, as _atrium_bib_names_new_known(), or NULL */
} AtriumBibNotes;

typedef struct
{
  gboolean    ascii;         /* the file has no other characters */
  gboolean    marks;         /* equal contribution is a mark behind the family name */
  gboolean    whole_family;  /* particles and suffixes are lost where they have no braces */
  gboolean    whole_list;    /* there are no others */
  gboolean    natural;       /* "First Last" where no name of the list shows another order */
} AtriumBibNameStyle;

/* the marks that a name had behind it, as signs and as they are written */
typedef struct
{
  GString *signs;
  GString *latex;
} AtriumBibMarks;

GHashTable  *_atrium_bib_names_new_known   (void);
AtriumValue *_atrium_bib_names_read        (const char               *latex,
                                            AtriumEntry              *owner,
                                            const AtriumBibNotes     *notes);
GArray      *_atrium_bib_names_split       (const char               *latex);
GArray      *_atrium_bib_names_find        (const char               *latex);
gboolean     _atrium_bib_names_have_marks  (const char               *latex);
gboolean     _atrium_bib_names_are_natural (const char               *latex);
AtriumValue *_atrium_bib_name_read         (const char               *start,
                                            const char               *end,
                                            AtriumBibMarks           *found);
gboolean     _atrium_bib_name_is_group     (const char               *start,
                                            const char               *end);
void         _atrium_bib_marks_init        (AtriumBibMarks           *self);
void         _atrium_bib_marks_clear       (AtriumBibMarks           *self);

/* atrium-bib-names-write.c */
char        *_atrium_bib_names_spell       (const AtriumBibNameStyle *style,
                                            const char               *source,
                                            AtriumValue              *before,
                                            AtriumValue              *after);
char        *_atrium_bib_names_annotate    (const char               *annotations,
                                            AtriumValue              *before,
                                            AtriumValue              *after,
                                            gboolean                  self);
gboolean     _atrium_bib_names_same_order  (AtriumValue              *before,
                                            AtriumValue              *after);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtriumBibMarks, _atrium_bib_marks_clear)

G_END_DECLS
