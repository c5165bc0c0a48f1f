#pragma once

#include "atrium-bibtex.h"
#include "atrium-bib-names.h"
#include "atrium-writer-private.h"

G_BEGIN_DECLS

/* What a theme makes of a BibTeX file; all of it may be missing. */
typedef struct
{
  const char *image_folder;   /* that `preview` lies in; NULL: no picture is read */
  const char *file_folder;    /* that a relative `pdf` lies in */
  gboolean    theme;          /* the theme's own fields: arxiv, marks behind family names */
} AtriumBibStyle;

/* A field that holds an address. */
typedef struct
{
  const char *name;
  const char *label;
  const char *prefix;         /* what the value is put behind, or NULL */
  gboolean    file;           /* a relative one lies in the theme's folder */
} AtriumBibLink;

/* What a field is read as. */
typedef enum
{
  ATRIUM_BIB_NOTHING,
  ATRIUM_BIB_MARKDOWN,
  ATRIUM_BIB_TEXT,
  ATRIUM_BIB_VERBATIM,
  ATRIUM_BIB_BOOLEAN,
} AtriumBibForm;

typedef struct
{
  const char    *name;
  const char    *member;
  AtriumBibForm  form;
} AtriumBibKey;

/* atrium-bib-fields.c */
const AtriumBibKey *_atrium_bib_keys_get      (guint                   *n_keys);
const AtriumBibKey *_atrium_bib_key_find      (const char              *name);
const AtriumBibLink *
                    _atrium_bib_link_find     (const char              *name);
const AtriumBibLink *
                    _atrium_bib_link_of_label (const char              *label);
char               *_atrium_bib_link_dup_label (const char             *name);
char               *_atrium_bib_link_dup_name (const char              *label);
gboolean            _atrium_bib_name_is_known (const char              *name);
const char         *_atrium_bib_type_read     (const char              *type);
const char         *_atrium_bib_type_spell    (const char              *type);
const char         *_atrium_bib_status_read   (const char              *text);
const char         *_atrium_bib_status_spell  (const char              *status);
const char *const  *_atrium_bib_venue_names   (const char              *entry_type);
gboolean            _atrium_bib_is_arxiv_id   (const char              *text);
AtriumSpan          _atrium_bib_find_arxiv_id (const char              *text);
int                 _atrium_bib_read_month    (const char              *text,
                                               int                     *day);

/* atrium-bib-read.c */
AtriumSection      *_atrium_bib_read          (AtriumReading           *reading,
                                               const AtriumBibStyle    *style,
                                               AtriumSource            *source,
                                               AtriumEntry             *owner,
                                               GError                 **error);
void                _atrium_bib_read_entry    (AtriumBibtex            *bib,
                                               const AtriumBibtexEntry *bib_entry,
                                               const AtriumBibStyle    *style,
                                               AtriumEntry             *owner,
                                               AtriumEntry             *entry,
                                               AtriumEntryMap          *map,
                                               GHashTable              *known);
char               *_atrium_bib_text_read     (AtriumBibForm            form,
                                               const char              *latex);
const char         *_atrium_bib_get_type      (AtriumBibtex            *bib,
                                               const AtriumBibtexEntry *entry);
const AtriumBibtexField *
                    _atrium_bib_find_venue    (AtriumBibtex            *bib,
                                               const AtriumBibtexEntry *entry);
const AtriumBibtexField *
                    _atrium_bib_find_arxiv    (AtriumBibtex            *bib,
                                               const AtriumBibtexEntry *entry);
char               *_atrium_bib_link_dup_url  (AtriumBibtex            *bib,
                                               const AtriumBibtexEntry *entry,
                                               const AtriumBibtexField *field,
                                               const AtriumBibStyle    *style,
                                               char                   **label);

/* atrium-bib-rewrite.c: the text of one entry on its way to other values */
typedef struct
{
  AtriumBibtex         *file;       /* that the entry came from */
  const AtriumBibStyle *style;
  gboolean              ascii;      /* the file has no other characters */
  gboolean              fresh;      /* the text is another entry's */
  AtriumBibtex         *now;        /* the text as it is now, with nothing else in it */
} AtriumBibRewrite;

void                _atrium_bib_rewrite_init  (AtriumBibRewrite        *self,
                                               AtriumBibtex            *file,
                                               const AtriumBibStyle    *style,
                                               char                    *text);
void                _atrium_bib_rewrite_clear (AtriumBibRewrite        *self);
const AtriumBibtexEntry *
                    _atrium_bib_rewrite_get   (AtriumBibRewrite        *self);
const char         *_atrium_bib_rewrite_text  (AtriumBibRewrite        *self);
const AtriumBibtexField *
                    _atrium_bib_rewrite_find  (AtriumBibRewrite        *self,
                                               const char              *name);
char               *_atrium_bib_rewrite_dup   (AtriumBibRewrite        *self,
                                               const char              *name);
void                _atrium_bib_splice        (AtriumBibRewrite        *self,
                                               AtriumSpan               span,
                                               const char              *text);
void                _atrium_bib_set           (AtriumBibRewrite        *self,
                                               const char              *name,
                                               const char              *latex);
void                _atrium_bib_set_bare      (AtriumBibRewrite        *self,
                                               const char              *name,
                                               const char              *value);
char               *_atrium_bib_spell_text    (AtriumBibRewrite        *self,
                                               AtriumBibForm            form,
                                               const char              *text);

/* atrium-bib-members.c, atrium-bib-date.c, atrium-bib-links.c */
void                _atrium_bib_write_members (AtriumBibRewrite        *self,
                                               AtriumEntry             *before,
                                               AtriumEntry             *after);
void                _atrium_bib_write_date    (AtriumBibRewrite        *self,
                                               const char              *iso);
void                _atrium_bib_write_links   (AtriumBibRewrite        *self,
                                               AtriumValue             *after);

/* atrium-bib-entry.c, atrium-bib-key.c */
char               *_atrium_bib_compose_entry (AtriumBibtex            *file,
                                               const AtriumBibStyle    *style,
                                               const AtriumBibtexEntry *sibling,
                                               AtriumEntry             *entry,
                                               GHashTable              *keys);
char               *_atrium_bib_compose_key   (AtriumEntry             *entry,
                                               const char              *sample,
                                               AtriumEntry             *sample_entry);

/* atrium-bib-write.c */
gboolean            _atrium_bib_write         (AtriumPass              *pass,
                                               AtriumSectionMap        *map,
                                               const AtriumBibStyle    *style,
                                               AtriumFileTree          *files,
                                               GError                 **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtriumBibRewrite, _atrium_bib_rewrite_clear)

G_END_DECLS
