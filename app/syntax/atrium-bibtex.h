#pragma once

#include "atrium-source.h"

G_BEGIN_DECLS

/* A BibTeX or biblatex file with the span of every part. What is not touched stays as it
 * is: comments, order, macros, indentation, and entries that cannot be read. */
typedef struct _AtriumBibtex AtriumBibtex;

typedef enum
{
  ATRIUM_BIBTEX_ENTRY,
  ATRIUM_BIBTEX_STRING,      /* @string{name = value}: one field */
  ATRIUM_BIBTEX_PREAMBLE,
  ATRIUM_BIBTEX_COMMENT,
} AtriumBibtexKind;

typedef struct
{
  const char *name;          /* lower case, lives as long as the file */
  AtriumSpan  outer;         /* from the name to the end of the value */
  AtriumSpan  value;         /* with braces or quotes, and all that is joined by # */
  gsize       comma;         /* of the comma behind it, or G_MAXSIZE */
} AtriumBibtexField;

typedef struct
{
  AtriumBibtexKind kind;
  const char      *type;     /* lower case: "inproceedings" */
  const char      *key;      /* "" where there is none */
  AtriumSpan       outer;    /* from the @ to the closing brace */
  AtriumSpan       type_span;
  AtriumSpan       key_span; /* empty where there is none */
  guint            first_field;
  guint            n_fields;
} AtriumBibtexEntry;

AtriumBibtex            *atrium_bibtex_read        (AtriumSource            *source,
                                                    GError                 **error);
void                     atrium_bibtex_free        (AtriumBibtex            *self);
AtriumSource            *atrium_bibtex_get_source  (AtriumBibtex            *self);
const GError            *atrium_bibtex_get_problem (AtriumBibtex            *self);   /* the first thing that could not be read, or NULL */
gboolean                 atrium_bibtex_get_problem_offset (AtriumBibtex     *self,
                                                    gsize                   *offset);
guint                    atrium_bibtex_get_n_entries (AtriumBibtex          *self);
const AtriumBibtexEntry *atrium_bibtex_get_entry   (AtriumBibtex            *self,
                                                    guint                    index);
const AtriumBibtexEntry *atrium_bibtex_find        (AtriumBibtex            *self,
                                                    const char              *key);    /* the first of that key */
const AtriumBibtexField *atrium_bibtex_get_field   (AtriumBibtex            *self,
                                                    const AtriumBibtexEntry *entry,
                                                    guint                    index);
const AtriumBibtexField *atrium_bibtex_find_field  (AtriumBibtex            *self,
                                                    const AtriumBibtexEntry *entry,
                                                    const char              *name);   /* the first of that name; not through crossref */
/* the value as LaTeX text: without its delimiters, joined, macros put in, white space folded */
char                    *atrium_bibtex_dup_value   (AtriumBibtex            *self,
                                                    const AtriumBibtexField *field);
/* the value of a field of the entry, or of the one that its crossref names */
char                    *atrium_bibtex_dup         (AtriumBibtex            *self,
                                                    const AtriumBibtexEntry *entry,
                                                    const char              *name);

/* what replaces a value's span so that it reads as @latex, delimited as it is now */
char                    *atrium_bibtex_spell       (AtriumBibtex            *self,
                                                    const AtriumBibtexField *field,
                                                    const char              *latex);
/* where and how to add a field, laid out like the others; @macro: @value is a bare word or number */
void                     atrium_bibtex_add_field   (AtriumBibtex            *self,
                                                    const AtriumBibtexEntry *entry,
                                                    const char              *name,
                                                    const char              *value,
                                                    gboolean                 macro,
                                                    gsize                   *offset,
                                                    char                   **text);
/* what to take out to remove a field: its line, or it and its comma */
AtriumSpan               atrium_bibtex_get_field_span (AtriumBibtex         *self,
                                                    const AtriumBibtexEntry *entry,
                                                    const AtriumBibtexField *field);
/* the entry with its line end and the blank lines behind it */
AtriumSpan               atrium_bibtex_get_entry_span (AtriumBibtex         *self,
                                                    const AtriumBibtexEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumBibtex, atrium_bibtex_free)

G_END_DECLS
