#pragma once

#include "atrium-profile.h"

G_BEGIN_DECLS

/* Pointers of the command line ("" is the whole profile; `sections` and `sections/2/entries` are
 * the lists, named by rest): `person/name`, `sections/2/title`,
 * `sections/2/entries/0/authors/1/name`, `sections/2/entries/-` (after the last). */
typedef struct
{
  AtriumEntry   *entry;        /* borrowed; NULL for a pointer to a section or its member */
  AtriumSection *section;      /* borrowed; NULL for the person and for a new section */
  guint          section_index;
  guint          entry_index;  /* n_entries for "-" */
  gboolean       is_entry;     /* the pointer ends at an entry (or the place for one) */
  gboolean       is_section;   /* the pointer ends at a section (or the place for one) */
  char          *rest;         /* "authors/1/name", a section member, or NULL */
} AtriumPointer;

gboolean atrium_pointer_parse (AtriumProfile  *profile,
                               const char     *text,
                               AtriumPointer  *pointer,
                               GError        **error);
void     atrium_pointer_clear (AtriumPointer  *pointer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtriumPointer, atrium_pointer_clear)

G_END_DECLS
